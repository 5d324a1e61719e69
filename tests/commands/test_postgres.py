"""The whole way on PostgreSQL: its tables are made by `atelier db` alone, and its password is never told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli import atelier
from tests.support.postgres import Server


@pytest.fixture
def empty_database(postgres_server: Server, monkeypatch: pytest.MonkeyPatch, project: Path) -> Iterator[str]:
    """A database of the project's own that has no tables yet."""
    with postgres_server.database("template0") as url:
        monkeypatch.setenv("ATELIER_DATABASE", url)
        yield url


def test_nothing_is_done_before_the_tables_are_made(empty_database: str) -> None:
    assert atelier("db", "status").code == 2
    ended = atelier("import")
    assert ended.code in {1, 69}
    assert "atelier db" in ended.err


def test_a_new_project_goes_all_the_way(empty_database: str) -> None:
    for line, said in (
        ("db init", "Done: "),
        ("db status", "is up to date"),
        ("import sheets", "Done: "),
        ("import sheets", "No changes"),
        ("fork --template municipality --tenant lisbon --create", "Done: "),
        ("diff municipality lisbon", "No changes"),
        ("run flow --dry-run", "succeeded after 4 steps"),
        ("people add ana --role clerk", "added ana"),
        ("run action suggest --as ana --param title=Shade --preview", "Would apply: 1 entity created"),
        ("run action suggest --as ana --param title=Shade", "Applied: 1 entity created"),
        ("actions list --as ana", "suggestions/answer"),
    ):
        ended = atelier(*line.split())
        assert (ended.code, said in ended.out) == (0, True), ended


def test_a_role_that_is_only_said_is_not_believed(empty_database: str) -> None:
    for line in ("db init", "import", "fork --template municipality --tenant lisbon --create", "people add ana"):
        assert atelier(*line.split()).code == 0
    ended = atelier("run", "action", "suggest", "--as", "ana:clerk", "--param", "title=Shade")
    assert (ended.code, "error[unbelieved_role]" in ended.out) == (1, True)
    assert "atelier people grant" in ended.out
