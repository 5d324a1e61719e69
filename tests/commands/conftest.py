from pathlib import Path

import pytest

from atelier_cli.operations.init_project import init_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, which is the working directory."""
    folder = tmp_path / "city"
    init_project(folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    return folder
