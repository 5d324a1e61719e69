"""Reading makes no database, and neither does what is refused: where none was, none is left behind."""

from pathlib import Path

import pytest

from tests.support.cli import atelier

FORK = "fork --template municipality --tenant lisbon --create"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("export", 1),
        ("export --out exported --check", 1),
        ("diff municipality lisbon", 1),
        ("tenants list", 0),
        ("tenants show lisbon", 1),
        ("plan", 2),
        ("import --dry-run", 0),
        (f"{FORK} --dry-run", 1),
        (FORK, 1),
        ("run flow --dry-run", 1),
        ("db status", 2),
    ],
)
@pytest.mark.parametrize("database", ["sqlite:///.atelier/atelier.db", "sqlite:///{}/nope/x.db"], ids=["own", "far"])
def test_no_database_is_made(
    project: Path, monkeypatch: pytest.MonkeyPatch, database: str, line: str, code: int
) -> None:
    monkeypatch.setenv("ATELIER_DATABASE", database.format(project.parent))
    before = sorted(project.parent.rglob("*"))
    ended = atelier(*line.split())
    assert ended.code == code, ended
    assert sorted(project.parent.rglob("*")) == before


def test_an_import_that_is_refused_makes_no_database(project: Path) -> None:
    sheet = project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("target_model:", "target_modle:"), encoding="utf-8")
    assert atelier("import").code == 1
    assert not (project / ".atelier").exists()


def test_an_import_makes_the_database(project: Path) -> None:
    assert atelier("import").code == 0
    assert (project / ".atelier" / "atelier.db").exists()


def test_a_fork_writes_to_the_database_that_is_there(project: Path) -> None:
    atelier("import")
    assert atelier(*FORK.split()).code == 0
    assert "forked from template_municipality" in atelier("tenants", "show", "lisbon").out
