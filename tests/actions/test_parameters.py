"""What becomes of parameters: types, defaults, visibility, constraints."""

from copy import deepcopy
from typing import Any

import pytest

from atelier_cli.actions.report import Report
from atelier_cli.store.protocol import Store
from tests.support.acting import Desk, after, codes, desk_of, places, world

REPAIRED = {"resolution": "repaired", "note": "x"}


def result(report: Report, key: str) -> tuple[Any, ...]:
    found = report.parameters[key]
    return found.result, found.visible, found.required, found.source


def test_values_are_read_strictly(desk: Desk) -> None:
    """A21: `"1"` is no integer."""
    report = desk.preview("visit", "report/r1", give={"times": "1"})
    assert places(report) == [("wrong_type", "/parameters/times")]
    assert result(report, "times") == ("invalid", True, False, "caller")


def test_null_is_nothing_given(desk: Desk) -> None:
    """A21, A23: so the default stands."""
    report = desk.preview("visit", "report/r1", give={"times": None})
    assert result(report, "times") == ("valid", True, False, "default")
    assert after(report) == {"visits": 1}


def test_what_is_given_and_unknown_is_refused(desk: Desk) -> None:
    """A22"""
    report = desk.preview("note", "report/r1", give={"text": "x", "txet": "y", "a/b~c": 1})
    assert places(report) == [("unknown_parameter", "/parameters/txet"), ("unknown_parameter", "/parameters/a~1b~0c")]
    assert "did you mean `text`?" in report.errors[0].message


def test_a_default_reads_earlier_parameters() -> None:
    """A23"""
    desk = desk_of(
        [
            {
                "key": "act",
                "parameters": [
                    {"key": "one", "label": "One", "type": "string", "default": "$entity.title"},
                    {"key": "two", "label": "Two", "type": "string", "default": "$parameters.one"},
                    {"key": "day", "label": "Day", "type": "date", "default": "$today+P3D"},
                ],
                "edits": [
                    {"field": "note", "value": "$parameters.two"},
                    {"field": "due_on", "value": "$parameters.day"},
                ],
            }
        ]
    )
    assert after(desk.preview("act", "report/r1")) == {"note": "Hole", "due_on": "2026-11-25"}
    assert after(desk.preview("act", "report/r1", give={"one": "x"}))["note"] == "x"


def test_a_default_that_cannot_be_worked_out_is_refused() -> None:
    """A6, A23"""
    parameters = [
        {"key": "one", "label": "One", "type": "integer", "default": {"$expr": "1 / entity.visits"}},
        {"key": "two", "label": "Two", "type": "integer", "default": "$parameters.one"},
    ]
    desk = desk_of(
        [{"key": "act", "parameters": parameters, "edits": [{"field": "visits", "value": "$parameters.two"}]}]
    )
    desk.set("r1", visits=0)
    report = desk.preview("act", "report/r1")
    assert places(report) == [("unevaluable_default", "/parameters/one")]
    assert [one.result for one in report.parameters.values()] == ["unevaluable", "unevaluable"]


def test_what_is_required_must_be_given(desk: Desk) -> None:
    """A24"""
    report = desk.preview("close", "report/r1")
    assert ("missing_parameter", "/parameters/resolution") in places(report)
    assert result(report, "resolution") == ("invalid", True, True, "none")


def test_a_parameter_is_required_only_while_it_is_shown(desk: Desk) -> None:
    """A24"""
    assert result(desk.preview("close", "report/r1", give=REPAIRED), "original") == ("valid", False, False, "none")
    shown = desk.preview("close", "report/r1", give={"resolution": "duplicate"})
    assert result(shown, "original") == ("invalid", True, True, "none")
    assert desk.preview("close", "report/r1", give={"resolution": "duplicate", "original": "r2"}).ok


@pytest.mark.parametrize(("key", "value"), [("original", "r2"), ("channel", "desk")])
def test_a_value_for_what_is_not_shown_is_refused(key: str, value: str, desk: Desk) -> None:
    """A24"""
    report = desk.preview("close", "report/r1", give={**REPAIRED, key: value})
    assert places(report) == [("hidden_parameter", f"/parameters/{key}")]


def test_a_parameter_whose_condition_reads_nonsense_is_unevaluable(desk: Desk) -> None:
    """A6"""
    report = desk.preview("close", "report/r1", give={"resolution": 7, "original": "r2"})
    assert places(report) == [("wrong_type", "/parameters/resolution")]
    assert result(report, "original")[0] == "unevaluable"


def test_all_constraints_are_judged_at_once(desk: Desk) -> None:
    """A5, A25"""
    report = desk.validate("close", "report/r1", give={"resolution": "eaten", "note": "x" * 21})
    assert places(report) == [
        ("constraint_one_of", "/parameters/resolution"),
        ("constraint_max_length", "/parameters/note"),
    ]
    assert [one.result for one in report.parameters["note"].constraints] == ["invalid"]
    # The gates are judged too, but for the one that reads what is wrong.
    assert [one.result for one in report.criteria] == ["valid", "valid", "unevaluable"]


def test_an_entity_must_be_there_and_of_its_type(desk: Desk) -> None:
    """A25: a pothole is a report, a district is none."""
    for given, found in (
        ("p1", []),
        ("r2", []),
        ("north", ["constraint_object_type"]),
        ("x", ["constraint_object_type"]),
    ):
        report = desk.preview("close", "report/r1", give={"resolution": "duplicate", "original": given})
        assert codes(report) == found, given


def test_one_mistake_in_an_entity_is_one_error() -> None:
    """A25: what is no such entity is not offered either."""
    options = {"entity_type": "report", "filter": {"field": "status", "operator": "eq", "value": "open"}}
    parameters = [{"key": "other", "label": "Other", "type": "entity", "object_type": "report", "values_from": options}]
    desk = desk_of([{"key": "act", "parameters": parameters, "edits": [{"field": "note", "value": "x"}]}])
    for given, found in (("north", "object_type"), ("x", "object_type"), ("r3", "values_from"), ("r2", "")):
        report = desk.preview("act", "report/r1", give={"other": given})
        assert codes(report) == ([f"constraint_{found}"] if found else []), given


@pytest.mark.parametrize(("type_", "given"), [("string", "hihg"), ("list", ["low", "hihg"])])
def test_of_a_secret_value_no_suggestion_is_made(type_: str, given: Any) -> None:
    """A25: it would tell nearly all of the value."""

    def message(*, sensitive: bool) -> str:
        choice = {"key": "way", "label": "Way", "type": type_, "values_from": {"choices": ["low", "high"]}}
        action = {
            "key": "act",
            "parameters": [{**choice, "sensitive": sensitive}],
            "edits": [{"field": "note", "value": "x"}],
        }
        return desk_of([action]).validate("act", "report/r1", give={"way": given}).errors[0].message

    item = type_ == "list"
    known = "is not among the values to choose from: high, low"
    assert message(sensitive=False) == f"`way` {'item 2, `hihg`, ' if item else ''}{known}; did you mean `high`?"
    assert message(sensitive=True) == f"`way` {'item 2 ' if item else ''}{known}"


def test_a_constraint_that_reads_what_is_wrong_is_not_valid() -> None:
    """A6, A25"""
    parameters = [
        {"key": "start", "label": "Start", "type": "date"},
        {"key": "end", "label": "End", "type": "date", "constraints": {"not_before": "$parameters.start"}},
    ]
    desk = desk_of(
        [{"key": "act", "parameters": parameters, "edits": [{"field": "due_on", "value": "$parameters.end"}]}]
    )
    assert desk.preview("act", "report/r1", give={"start": "2026-01-01", "end": "2026-01-02"}).ok
    wrong = desk.preview("act", "report/r1", give={"start": "soon", "end": "2026-01-02"})
    assert places(wrong) == [("wrong_type", "/parameters/start")]
    assert wrong.parameters["end"].constraints[0].result == "unevaluable"
    missing = desk.preview("act", "report/r1", give={"end": "2026-01-02"})
    assert places(missing) == [("unevaluable_constraint", "/parameters/end")]


def test_criteria_of_the_form_are_constraints() -> None:
    """A25: in every exit, with their own message."""
    criteria = [
        {"criteria_type": "required_fields", "config": {"fields": ["one"]}, "message": "One, please."},
        {"criteria_type": "one_of", "config": {"groups": [["two", "three"]]}},
        {"criteria_type": "range", "config": {"field": "three", "min": 1, "max": 5}},
    ]
    parameters = [{"key": key, "label": key, "type": "integer"} for key in ("one", "two", "three")]
    edits = [{"field": "visits", "value": "$parameters.one"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "submission_criteria": criteria, "edits": edits}])
    for ask in (desk.validate, desk.preview, desk.ask):
        assert "constraint_required" in codes(ask("act", "report/r1"))
        assert "constraint_any_of" in codes(ask("act", "report/r1"))
        assert codes(ask("act", "report/r1", give={"one": 1, "three": 9})) == ["constraint_max"]
    assert "One, please." in [one.message for one in desk.preview("act", "report/r1").errors]
    assert desk.ask("act", "report/r1", give={"one": 1, "three": 5}).outcome == "applied"


def test_a_list_of_values_is_live() -> None:
    """A9, A25: what is offered is asked of the store at each request."""
    options = {"entity_type": "report", "filter": {"field": "status", "operator": "eq", "value": "open"}, "value": "id"}
    parameters = [{"key": "other", "label": "Other", "type": "entity", "object_type": "report", "values_from": options}]
    edits = [{"field": "note", "value": "$parameters.other.title"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "edits": edits}])
    assert after(desk.preview("act", "report/r1", give={"other": "r2"})) == {"note": "Lamp"}
    assert codes(desk.preview("act", "report/r1", give={"other": "r3"})) == ["constraint_values_from"]
    desk.set("r2", status="closed")
    assert codes(desk.preview("act", "report/r1", give={"other": "r2"})) == ["constraint_values_from"]


def test_a_value_is_offered_however_it_is_written() -> None:
    """A25: an amount is the same with a nought behind it, an instant at any offset."""
    vocabulary = deepcopy(world()["vocabulary"])
    kind = next(one for one in vocabulary["entity_types"] if one["entity_type"] == "report")
    kind["schema"]["fields"].append({"field_key": "fee", "field_type": {"type": "decimal"}})
    chosen = {"fee": ("decimal", "fee"), "at": ("datetime", "closed_at"), "some": ("json", "fee")}
    parameters = [
        {"key": key, "label": key, "type": type_, "values_from": {"entity_type": "report", "value": field}}
        for key, (type_, field) in chosen.items()
    ]
    action = {"key": "act", "parameters": parameters, "edits": [{"field": "note", "value": "x"}]}
    desk = desk_of([action], vocabulary=vocabulary)
    desk.set("r2", fee="12.50", closed_at="2026-11-22T09:00:00Z")
    given = {"fee": "12.5", "at": "2026-11-22T10:00:00+01:00"}
    assert codes(desk.preview("act", "report/r1", give=given)) == []
    for wrong in ({"fee": "12.51"}, {"at": "2026-11-22T10:00:00Z"}, {"some": "nothing"}):
        assert codes(desk.preview("act", "report/r1", give={**given, **wrong})) == ["constraint_values_from"]


def test_a_value_that_may_not_be_there_yet_is_asked_of_the_store(store: Store) -> None:
    """A4, A25: the target itself may have it."""
    parameters = [{"key": "ref", "label": "Ref", "type": "string", "constraints": {"unique_in": "report.reference"}}]
    edits = [{"field": "reference", "value": "$parameters.ref"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "edits": edits}], store)
    assert codes(desk.preview("act", "report/r2", give={"ref": "A1"})) == ["constraint_unique_in"]
    assert desk.preview("act", "report/r1", give={"ref": "A1"}).ok
    assert desk.preview("act", "report/r2", give={"ref": "A2"}).ok


def test_what_is_offered_may_be_a_field_of_what_there_is(store: Store) -> None:
    """A4, A25"""
    options = {
        "entity_type": "report",
        "value": "title",
        "filter": {"field": "status", "operator": "eq", "value": "open"},
    }
    parameters = [{"key": "like", "label": "Like", "type": "string", "values_from": options}]
    edits = [{"field": "note", "value": "$parameters.like"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "edits": edits}], store)
    # A pothole is a report, and a tree that is closed is not offered.
    for given, found in (
        ("Lamp", []),
        ("Pit", []),
        ("Tree", ["constraint_values_from"]),
        ("x", ["constraint_values_from"]),
    ):
        assert codes(desk.preview("act", "report/r1", give={"like": given})) == found, given
