"""The report: one shape, stable codes, and a status that never says that a refusal went well."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.actions.codes import CODES, CONSTRAINT, code_of
from atelier_cli.actions.constraints import CONSTRAINTS
from atelier_cli.actions.report import Error, Report, pointer
from tests.conftest import NOW
from tests.support.acting import Desk, codes, places
from tests.support.sheets import JSON

DOCS = Path(__file__).parents[2] / "docs" / "actions.md"
MEMBERS = [
    "ok", "outcome", "phase", "action", "version", "org", "target", "etag", "plan_digest", "now", "replayed",
    "parameters", "criteria", "classification", "plan", "errors", "submission", "items",
]  # fmt: skip
#: A request for each way to end.
REQUESTS: dict[str, tuple[Any, ...]] = {
    "applied": ("close", "report/r1", {"give": {"resolution": "repaired", "note": "x"}}),
    "noop": ("note", "report/r3", {"give": {"text": "felled"}}),
    "accepted": ("inspect", "report/r1", {"give": {"reason": "x"}}),
    "refused by a gate": ("close", "report/r3", {"give": {"resolution": "repaired"}}),
    "unknown action": ("none", "report/r1", {}),
    "unknown target": ("note", "report/none", {"give": {"text": "x"}}),
    "malformed target": ("note", "r1", {}),
    "bulk": ("sweep", ("report/r3", "report/r1"), {}),
    "atomic": ("archive", ("report/r3", "report/r1"), {}),
}


@pytest.mark.parametrize("until", ["validate", "preview", "apply"])
@pytest.mark.parametrize("name", REQUESTS)
def test_the_shape_is_always_the_same(name: str, until: str, desk: Desk) -> None:
    """A55"""
    action, target, said = REQUESTS[name]
    said = desk.ask(action, target, until=until, **said).to_json()
    for report in (said, *(said["items"] or ())):
        assert list(report) == MEMBERS
        assert sorted(report["plan"]) == ["creates", "edits", "effects"]
        assert {frozenset(one) - {"fields"} for one in report["errors"]} <= {
            frozenset({"code", "at", "message", "retryable"})
        }


@pytest.mark.parametrize("name", REQUESTS)
def test_a_report_is_read_again_as_it_was_written(name: str, desk: Desk) -> None:
    """A55, A48"""
    action, target, said = REQUESTS[name]
    report = desk.ask(action, target, **said)
    assert Report.from_json(report.to_json()) == report


def test_the_example_of_the_shape(desk: Desk) -> None:
    """A55"""
    said = desk.ask("close", "report/r3", by="dora", give={"resolution": "eaten", "note": "x"}).to_json()
    assert (said["action"], said["version"], said["org"], said["target"]) == ("close", 1, "lisbon", "report/r3")
    assert (said["ok"], said["outcome"], said["phase"], said["plan_digest"]) == (False, "rejected", "gates", None)
    assert said["now"] == "2026-11-22T09:00:00Z"
    assert said["parameters"]["resolution"] == {
        "result": "invalid",
        "visible": True,
        "required": True,
        "source": "caller",
        "constraints": [{"type": "one_of", "result": "invalid"}],
    }
    assert said["criteria"][0] == {
        "key": "still-open",
        "type": "field",
        "enforcement": "gate",
        "result": "invalid",
        "message": "It is closed already.",
        "config": {"field": "status", "operator": "eq", "value": "open"},
    }
    assert said["errors"][0] == {
        "code": "constraint_one_of",
        "at": "/parameters/resolution",
        "message": "`resolution` must be one of repaired, duplicate",
        "retryable": False,
    }


@pytest.mark.parametrize("until", ["validate", "preview", "apply"])
@pytest.mark.parametrize("name", REQUESTS)
def test_outcomes_and_statuses_agree(name: str, until: str, desk: Desk) -> None:
    """A56, A57: what is refused is never 200."""
    action, target, said = REQUESTS[name]
    report = desk.ask(action, target, until=until, **said)
    assert report.ok is (not report.errors)
    assert report.ok is (report.status < 300 and report.status != 207)
    if report.ok and until == "validate":
        assert report.outcome is None
    elif report.ok and until == "preview":
        assert report.outcome in {None, "noop"}
    elif report.ok:
        assert report.outcome in {"applied", "noop", "accepted"}
    elif report.status == 207:
        assert report.outcome == ("applied" if until == "apply" else None)
    else:
        assert report.outcome == "rejected"


def test_every_code_is_documented_with_its_status() -> None:
    """A57"""
    told: dict[str, int] = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\| (`.*`) \| (\d{3}) \|", line)
        if found:
            told.update(dict.fromkeys(re.findall(r"`([^`]+)`", found[1]), int(found[2])))
    assert told.pop("constraint_<name>") == code_of(f"{CONSTRAINT}min").status
    assert told == {name: code.status for name, code in CODES.items()}


def test_codes_are_lower_case_words() -> None:
    """A57"""
    assert all(
        re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in [*CODES, *(f"{CONSTRAINT}{one}" for one in CONSTRAINTS)]
    )
    assert {code.status for code in CODES.values()} == {207, 400, 403, 404, 409, 422, 500}


def test_a_pointer_is_escaped() -> None:
    """A58"""
    assert pointer("parameters", "a/b~c", 0) == "/parameters/a~1b~0c/0"


@pytest.mark.parametrize("name", [one for one in REQUESTS if one not in {"applied", "noop", "accepted"}])
def test_every_refusal_names_itself(name: str, desk: Desk) -> None:
    """A58"""
    action, target, said = REQUESTS[name]
    report = desk.ask(action, target, **said)
    for one in (report, *(report.items or ())):
        for error in one.errors:
            assert code_of(error.code).status >= 207
            assert error.at.startswith("/")
            assert error.message


def nested(depth: int) -> Any:
    """A list in a list in a list."""
    found: Any = []
    for _ in range(depth - 1):
        found = [found]
    return found


def test_values_may_be_nested_as_deep_as_in_a_sheet(any_desk: Desk) -> None:
    assert codes(any_desk.ask("note", "report/r1", give={"text": nested(63)})) == ["wrong_type"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"action": "a\0"}, ("malformed_request", "/action")),
        ({"action": None}, ("malformed_request", "/action")),
        ({"target": "report"}, ("malformed_target", "/targets/0")),
        ({"target": "/r1"}, ("malformed_target", "/targets/0")),
        ({"target": "report/\0"}, ("malformed_target", "/targets/0")),
        ({"give": {"text": "\0"}}, ("malformed_request", "/parameters")),
        ({"give": {"text": "\ud800"}}, ("malformed_request", "/parameters")),
        ({"give": {"text": float("nan")}}, ("malformed_request", "/parameters")),
        ({"give": {"text": {1, 2}}}, ("malformed_request", "/parameters")),
        ({"idempotency_key": ""}, ("malformed_request", "/idempotency_key")),
        ({"idempotency_key": "k" * 256}, ("malformed_request", "/idempotency_key")),
        ({"give": {"text": "x", "more": nested(65)}}, ("malformed_request", "/parameters")),
        ({"give": {"text": "x", "more": nested(500)}}, ("malformed_request", "/parameters")),
        ({"give": {"text": "x", "more": nested(100_000)}}, ("malformed_request", "/parameters")),
        ({"by": "a\0"}, ("malformed_request", "/caller")),
        ({"by": "ana:clerk,a\0"}, ("malformed_request", "/caller/roles/1")),
        ({"by": "ana:\ud800"}, ("malformed_request", "/caller/roles/0")),
        ({"by": "ana:" + "r" * 256}, ("malformed_request", "/caller/roles/0")),
        ({"if_match": {"report/r1": "\ud800"}}, ("malformed_request", "/if_match/report~1r1")),
        ({"if_match": {"report/r1": "foo"}}, ("malformed_request", "/if_match/report~1r1")),
        ({"if_match": {"report/r1": ""}}, ("malformed_request", "/if_match/report~1r1")),
        ({"if_match": {"report/r2": "1"}}, ("malformed_request", "/if_match/report~1r2")),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_and_recorded(
    said: dict[str, Any], place: tuple[str, str], any_desk: Desk
) -> None:
    """A57, A59"""
    plain: dict[str, Any] = {"action": "note", "target": "report/r1", "give": {"text": "x"}}
    report = any_desk.ask(**{**plain, **said})
    assert (places(report), report.status) == ([place], 400)
    assert [one.outcome for one in any_desk.events] == ["rejected"]


def test_the_status_is_that_of_the_first_error() -> None:
    """A57"""
    errors = (Error("stale_target", "/", "x"), Error("gate_failed", "/", "x"))
    report = Report(False, "rejected", "load", None, None, "lisbon", None, NOW, errors=errors)  # noqa: FBT003
    assert (report.status, codes(report)) == (409, ["stale_target", "gate_failed"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    action=st.sampled_from(["close", "note", "visit", "order", "log", "sweep", "inspect"]),
    values=st.dictionaries(st.sampled_from(["resolution", "note", "text", "times", "title", "reason", "label"]), JSON),
    until=st.sampled_from(["validate", "preview", "apply"]),
)
def test_whatever_is_given_is_answered(action: str, values: dict[str, Any], until: str, desk: Desk) -> None:
    """A21, A57: by a report, and never by an exception."""
    report = desk.ask(action, "report/r1" if action != "log" else (), until=until, give=values)
    assert report.status in {200, 202, 400, 422}
    assert report.ok is (report.status < 300)
