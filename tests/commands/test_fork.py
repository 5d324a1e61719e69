"""`atelier fork` onto a tenant that is a fork: what it advises does what it says."""

import re
from pathlib import Path

from tests.support.cli import atelier

FORK = ("fork", "--template", "municipality", "--tenant", "lisbon")


def test_later_changes_of_the_template_reach_the_tenant_as_advised(forked_project: Path) -> None:
    sheet = forked_project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("label: Answer", "label: Reply"), encoding="utf-8")
    assert atelier("import").code == 0
    again = atelier(*FORK)
    assert (again.code, again.out.startswith("No changes: ")) == (0, True)
    assert atelier("diff", "municipality", "lisbon").code == 2
    advised = re.search(r"^help: .*`atelier (import --plane lisbon)`$", again.err, re.MULTILINE)
    assert advised is not None
    assert atelier(*advised[1].split()).code == 0
    assert atelier("diff", "municipality", "lisbon").code == 0


def test_a_first_fork_advises_nothing(project: Path) -> None:
    atelier("import")
    assert atelier(*FORK, "--create").err == ""


def test_json_is_only_json(forked_project: Path) -> None:
    again = atelier(*FORK, "--format", "json")
    assert (again.json["already"], again.err) == (True, "")
