"""`atelier submissions`: an action that is accepted, carried on, and applied; and what its flow is told."""

from pathlib import Path

import pytest

from tests.support.cli import Ended, atelier

ACTION = """\
  - key: adopt
    label: Adopt
    target_model: suggestion
    kind: async
    flow: adoption
    permissions_policy: {view: [clerk], apply: [clerk]}
    edits: [{field: status, value: accepted}]
"""
FLOW = """\
  - key: adoption
    label: Adoption
    trigger: {kind: action}
    steps:
      - {id: sign, kind: human_task, with: {assignee: "role:director", description: Sign.}, on_rejected: halt}
"""
SIGNED = ("--assume", "task.sign=approved")


@pytest.fixture
def adopting(forked_project: Path) -> Path:
    sheet = forked_project / "sheets" / "suggestions.yaml"
    said = sheet.read_text(encoding="utf-8").replace("actions:\n", f"actions:\n{ACTION}", 1)
    sheet.write_text(said.replace("\nflows:\n", f"\nflows:\n{FLOW}", 1), encoding="utf-8")
    assert atelier("import", "--plane", "lisbon").code == 0
    assert atelier("entities", "create", "suggestion", "--id", "s1", "--field", "title=Shade").code == 0
    return forked_project


def adopt(*arguments: str) -> Ended:
    return atelier("run", "action", "adopt", "--as", "ana", "--target", "suggestion/s1", *arguments)


def state() -> str:
    found: str = atelier("entities", "show", "suggestion/s1", "--format", "json").json["state"]
    return found


def test_accepted_then_carried_to_its_end(adopting: Path) -> None:
    ended = adopt("--format", "json")
    assert (ended.code, ended.json["outcome"], state()) == (0, "accepted", "new")
    carried = ended.json["fan_out"]["carried"]
    id_ = ended.json["submission"]
    assert (carried["submission"]["id"], carried["submission"]["state"]) == (id_, "running")
    assert "--assume task.sign=approved decides" in carried["waits"]

    assert atelier("submissions", "list", "--state", "running", "--format", "json").json["submissions"][0]["id"] == id_
    assert f"carry it on: atelier submissions carry {id_[-12:]}" in atelier("submissions", "show", id_[-12:]).err

    ended = atelier("submissions", "carry", id_[-12:], *SIGNED)
    assert (ended.code, state()) == (0, "accepted")
    assert "Applied: 1 field changed" in ended.out
    shown = atelier("submissions", "show", id_, "--format", "json").json
    assert (shown["submission"]["state"], shown["submission"]["target"]) == ("applied", "suggestion/s1")
    again = atelier("submissions", "carry", id_, "--format", "json")
    assert (again.code, again.json["report"]) == (0, None)


def test_both_legs_in_one_run(adopting: Path) -> None:
    ended = adopt(*SIGNED)
    assert (ended.code, state()) == (0, "accepted")
    assert ended.out.index("Accepted: submission") < ended.out.index("▸ sign") < ended.out.index("Applied: ")


def test_what_is_rejected_on_the_way_ends_in_1(adopting: Path) -> None:
    id_ = adopt("--format", "json").json["submission"]
    ended = atelier("submissions", "carry", id_, "--assume", "task.sign=rejected", "--format", "json")
    assert (ended.code, ended.json["submission"]["state"], state()) == (1, "rejected", "new")
    assert "no submissions are running" in atelier("submissions", "list", "--state", "running").err


def test_a_wrong_assumption_leaves_what_was_accepted(adopting: Path) -> None:
    ended = adopt("--assume", "task.sing=approved")
    assert (ended.code, "Accepted: submission" in ended.out) == (0, True)
    assert "warning: the submission is not carried: unknown assumption `task.sing`" in ended.err
    assert "did you mean `task.sign`?" in ended.err
    assert adopt("--preview", *SIGNED).code == 64


def test_what_is_not_there(forked_project: Path) -> None:
    for command in ("show", "carry"):
        ended = atelier("submissions", command, "x")
        assert (ended.code, ended.err.splitlines()[0]) == (3, "error: there is no submission `x`")
    assert atelier("submissions", "list").err == "no submissions\n"
