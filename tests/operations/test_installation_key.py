"""The key of an installation: from the environment, or from a file that is made once."""

import stat
import threading
from pathlib import Path

import pytest

from atelier_cli.actions.digest import Key
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.operations import installation_key
from atelier_cli.operations.installation_key import key_file, key_of
from atelier_cli.store.open import open_store

URL = "sqlite:///data/atelier.db"
LONG = "0123456789abcdef" * 2


@pytest.fixture
def project(tmp_path: Path) -> Path:
    open_store(URL, tmp_path).close()
    return tmp_path


def test_the_environment_goes_first(project: Path) -> None:
    assert key_of(URL, project, {"ATELIER_KEY": LONG}) == Key(LONG.encode())
    assert not (project / "data" / "atelier.db.key").exists()


def test_a_key_that_could_be_guessed_is_none(project: Path) -> None:
    with pytest.raises(UsageError, match="has 6 letters, expected at least 32"):
        key_of(URL, project, {"ATELIER_KEY": "secret"})


def test_it_is_kept_beside_the_database_for_its_owner_alone(project: Path) -> None:
    first = key_of(URL, project, {})
    assert key_of(URL, project, {"ATELIER_KEY": ""}) == first
    file = project / "data" / "atelier.db.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(one.name for one in file.parent.glob("*key*")) == ["atelier.db.key"]


def test_without_a_database_none_is_kept(tmp_path: Path) -> None:
    assert key_of(URL, tmp_path, {}) != key_of(URL, tmp_path, {})
    assert key_of("memory://", tmp_path, {}) != key_of("memory://", tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_a_server_has_it_in_the_folder_of_the_project(tmp_path: Path) -> None:
    assert key_file("postgresql://localhost/atelier", tmp_path) == tmp_path / ".atelier" / "atelier.key"
    first = key_of("postgresql://localhost/atelier", tmp_path, {})
    assert key_of("postgresql://localhost/atelier", tmp_path, {}) == first


def test_two_that_make_it_at_once_have_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)
    make = installation_key._make

    def together(file: Path) -> None:
        both.wait(5)
        make(file)

    monkeypatch.setattr(installation_key, "_make", together)
    found: list[Key] = []
    threads = [threading.Thread(target=lambda: found.append(key_of(URL, project, {}))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] == found[1]


def test_a_damaged_file_is_not_taken_for_a_key(project: Path) -> None:
    (project / "data" / "atelier.db.key").write_text("\n", encoding="ascii")
    with pytest.raises(UsageError, match="holds no key"):
        key_of(URL, project, {})


def test_a_file_that_cannot_be_read_is_told(project: Path) -> None:
    (project / "data" / "atelier.db.key").mkdir()
    with pytest.raises(RefusedError, match="cannot be read"):
        key_of(URL, project, {})
