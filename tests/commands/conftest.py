import shutil
from pathlib import Path

import pytest

from atelier_cli.operations.init_project import init_project
from tests.support.cli import atelier


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, which is the working directory."""
    folder = tmp_path / "city"
    init_project(folder)
    _enter(folder, monkeypatch)
    return folder


@pytest.fixture
def forked_project(forked_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is imported, and forked onto the tenant `lisbon`, with `ana`; it is the working directory."""
    folder = tmp_path / "city"
    shutil.copytree(forked_once, folder)
    _enter(folder, monkeypatch)
    return folder


@pytest.fixture(scope="session")
def forked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forked") / "city"
    init_project(folder)
    with pytest.MonkeyPatch.context() as monkeypatch:
        _enter(folder, monkeypatch)
        assert atelier("import").code == 0
        assert atelier("fork", "--template", "municipality", "--tenant", "lisbon", "--create").code == 0
        assert atelier("people", "add", "ana", "--role", "clerk").code == 0
    return folder


def _enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
