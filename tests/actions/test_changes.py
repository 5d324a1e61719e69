"""What an action changes: edits, creates, moves between states, and nothing at all."""

from copy import deepcopy
from typing import Any

import pytest

from atelier_cli.rows.audit import EditEvent, Outbox
from atelier_cli.rows.content import canonical_json
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.store.protocol import Store
from tests.support.acting import Desk, after, codes, desk_of, places, world

REPAIRED = {"resolution": "repaired", "note": "x"}
#: A value that cannot be worked out of a report that nobody has visited.
_BROKEN = {"$expr": "string(1 / entity.visits)"}


def test_the_edits_are_written_as_they_were_planned(any_desk: Desk) -> None:
    """A3, A53"""
    report = any_desk.ask("close", "report/r1", give=REPAIRED)
    entity = any_desk.entity("r1")
    assert after(report) == {
        "status": "closed",
        "resolution": "repaired",
        "note": "x",
        "closed_at": "2026-11-22T09:00:00Z",
    }
    assert {name: entity.properties[name] for name in after(report)} == after(report)
    assert (entity.state, entity.version) == ("closed", 2)


def test_an_edit_is_made_only_when_its_condition_holds(desk: Desk) -> None:
    """A30: null is no reason to make it."""
    assert "contact" not in after(desk.preview("close", "report/r1", give=REPAIRED))
    assert after(desk.preview("close", "report/r1", give={**REPAIRED, "contact": "me"}))["contact"] == "me"


def test_two_edits_of_one_field_at_once_are_refused() -> None:
    """A30"""
    when = {"field": "status", "operator": "eq", "value": "open"}
    edits = [{"key": "one", "field": "note", "value": "x"}, {"key": "two", "field": "note", "value": "y", "when": when}]
    desk = desk_of([{"key": "act", "edits": edits}])
    assert places(desk.preview("act", "report/r1")) == [("conflicting_edits", "/definition/edits/two")]
    assert after(desk.preview("act", "report/r3")) == {"note": "x"}


def test_edits_see_the_target_as_it_was() -> None:
    """A30: each of two edits reads what the other overwrites."""
    edits = [{"field": "note", "value": "$entity.title"}, {"field": "title", "value": "$entity.note"}]
    assert after(desk_of([{"key": "swap", "edits": edits}]).preview("swap", "report/r3")) == {
        "note": "Tree",
        "title": "felled",
    }


def test_an_illegal_move_is_refused(any_desk: Desk) -> None:
    """A31: what is archived stays so."""
    any_desk.set("r4", status="archived")
    report = any_desk.ask("reopen", "report/r4")
    assert (places(report), report.phase) == ([("illegal_move", "/definition/edits/status")], "plan")
    assert any_desk.entity("r4").state == "archived"
    assert any_desk.ask("reopen", "report/r3").outcome == "applied"


def test_counts_and_lists_are_computed_from_what_is_stored(any_desk: Desk) -> None:
    """A32"""
    assert after(any_desk.ask("visit", "report/r1", give={"label": "dry"})) == {"visits": 1, "labels": ["wet", "dry"]}
    any_desk.set("r1", visits=40)
    assert after(any_desk.ask("visit", "report/r1", give={"times": 2, "label": "wet"})) == {"visits": 42}


def test_lists_lose_what_is_removed() -> None:
    """A32"""
    edits = [{"field": "labels", "op": "remove", "value": "wet"}, {"field": "reference", "op": "clear"}]
    desk = desk_of([{"key": "act", "edits": edits}])
    assert after(desk.ask("act", "report/r1")) == {"labels": [], "reference": None}
    assert "reference" not in desk.entity("r1").properties


def test_creates_are_made_in_order_and_read_those_before_them(any_desk: Desk) -> None:
    """A33: all in one transaction."""
    report = any_desk.ask("order", "report/r2", give={"title": "Fix"})
    first, second = report.plan["creates"]
    assert (first["fields"]["title"], first["fields"]["begun_at"]) == ("Fix", "2026-11-22T09:00:00Z")
    assert second["fields"]["follows"] == first["id"]
    assert after(report) == {"note": second["id"]}
    assert any_desk.entity(second["id"]).properties["follows"] == first["id"]
    links = [one for one in any_desk.all(EntityLink) if one.source_id in {first["id"], second["id"]}]
    assert [one.target_id for one in links] == ["r2", "r2"]


def test_a_create_that_is_not_made_reads_as_nothing() -> None:
    """A30, A33"""
    when = {"field": "status", "operator": "eq", "value": "closed"}
    creates = [
        {"key": "made", "entity_type": "work_order", "fields": {"title": "x", "report": "$entity.id"}, "when": when}
    ]
    desk = desk_of([{"key": "act", "creates": creates, "edits": [{"field": "note", "value": "$created.made.title"}]}])
    assert (desk.preview("act", "report/r3").plan["creates"][0]["key"], after(desk.preview("act", "report/r3"))) == (
        "made",
        {"note": "x"},
    )
    assert desk.preview("act", "report/r1").outcome == "noop"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "x"}, ("invalid_create", "/definition/creates/made/report")),
        ({"title": "x", "report": "none"}, ("invalid_create", "/definition/creates/made/report")),
        ({"title": "x", "report": "north"}, ("invalid_create", "/definition/creates/made/report")),
        ({"title": "$parameters.text", "report": "$entity.id"}, ("invalid_create", "/parameters/text")),
        ({"title": _BROKEN, "report": "r1"}, ("unevaluable_create", "/definition/creates/made/title")),
    ],
    ids=["lacks a relation", "leads nowhere", "leads to another type", "null where required", "cannot be worked out"],
)
def test_what_would_be_wrong_in_the_store_is_refused_before(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    """A34: by a preview too."""
    creates = [{"key": "made", "entity_type": "work_order", "fields": fields}]
    parameters = [{"key": "text", "label": "Text", "type": "string"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "creates": creates}])
    desk.set("r1", visits=0)
    assert places(desk.preview("act", "report/r1")) == [expected]
    assert places(desk.ask("act", "report/r1")) == [expected]


def test_a_value_that_must_be_unique_is_refused_by_a_preview_too(any_desk: Desk) -> None:
    """A34"""
    for ask in (any_desk.preview, any_desk.ask):
        report = ask("log", give={"title": "x", "reference": "A1"})
        assert (places(report), report.status) == ([("value_taken", "/parameters/reference")], 422)


def test_an_edit_that_changes_nothing_is_dropped(any_desk: Desk) -> None:
    """A35: no effect is emitted, nothing is counted up, and the audit row is there."""
    before = any_desk.records(EditEvent)
    for ask in (any_desk.preview, any_desk.ask):
        report = ask("note", "report/r3", give={"text": "felled"})
        assert (report.ok, report.outcome, report.plan["edits"], report.plan["effects"]) == (True, "noop", [], [])
    assert any_desk.records(EditEvent) == before
    assert [one.outcome for one in any_desk.events] == ["noop"]
    assert any_desk.all(Outbox) == []


def test_values_are_equal_by_type() -> None:
    """A35: an instant is the same at any offset."""
    parameters = [
        {"key": "visits", "label": "Visits", "type": "integer"},
        {"key": "at", "label": "At", "type": "datetime"},
    ]
    edits = [{"field": "visits", "value": "$parameters.visits"}, {"field": "closed_at", "value": "$parameters.at"}]
    desk = desk_of([{"key": "act", "parameters": parameters, "edits": edits}])
    desk.set("r1", visits=2, closed_at="2026-11-22T09:00:00Z")
    same = {"visits": 2, "at": "2026-11-22T10:00:00+01:00"}
    assert desk.preview("act", "report/r1", give=same).outcome == "noop"
    assert after(desk.preview("act", "report/r1", give={**same, "visits": 3})) == {"visits": 3}


def test_what_json_tells_apart_is_a_change() -> None:
    """A35: `true` is not `1`, though Python has it so."""
    vocabulary = deepcopy(world()["vocabulary"])
    report = next(one for one in vocabulary["entity_types"] if one["entity_type"] == "report")
    report["schema"]["fields"].append({"field_key": "form", "field_type": {"type": "json"}})
    parameters = [{"key": "form", "label": "Form", "type": "json"}]
    action = {"key": "act", "parameters": parameters, "edits": [{"field": "form", "value": "$parameters.form"}]}
    desk = desk_of([action], vocabulary=vocabulary)
    seen: set[str | None] = set()
    for form in ({"a": 1}, {"a": True}, 0, False, [1], {"id": "x"}, {"id": "x", "a": 1}, "x", [{"id": "x"}], [True]):
        etag = desk.preview("act", "report/r1", give={"form": form}).etag
        seen.add(etag)
        report = desk.ask("act", "report/r1", give={"form": form})
        assert (report.outcome, after(report)) == ("applied", {"form": form})
        assert canonical_json(desk.entity("r1").properties["form"]) == canonical_json(form)
    assert len(seen) == 10
    version = desk.entity("r1").version
    assert desk.ask("act", "report/r1", give={"form": [True]}).outcome == "noop"
    assert desk.entity("r1").version == version


def test_an_action_that_only_tells_is_no_noop(desk: Desk) -> None:
    """A35: it declares nothing to change."""
    assert desk.ask("tell", "report/r1", give={"text": "done"}).outcome == "applied"
    assert [one.kind for one in desk.outbox] == ["notification", "cloudevent"]


def test_relations_are_edited_like_fields(store: Store) -> None:
    """A35, A53: and a link counts as a write of its source."""
    actions = [
        {
            "key": "give",
            "parameters": [{"key": "to", "label": "To", "type": "user"}],
            "edits": [{"field": "reporter", "value": "$parameters.to"}],
        }
    ]
    fresh = desk_of(actions, store)
    assert after(fresh.ask("give", "report/r1", give={"to": "ana"})) == {"reporter": "ana"}
    assert fresh.entity("r1").version == 2
    assert fresh.ask("give", "report/r1", give={"to": "ana"}).outcome == "noop"
    assert after(fresh.ask("give", "report/r1")) == {"reporter": None}
    assert codes(fresh.ask("give", "report/r1", give={"to": "r2"})) != []


def test_nothing_of_a_refused_plan_is_written(any_desk: Desk) -> None:
    """A63"""
    before = any_desk.records(EditEvent)
    assert codes(any_desk.ask("order", "report/none", give={"title": "x"})) == ["target_not_found"]
    assert codes(any_desk.ask("close", "report/r3", give=REPAIRED)) == ["gate_failed"]
    assert codes(any_desk.ask("log", give={"title": "x", "reference": "A1"})) == ["value_taken"]
    assert any_desk.records(EditEvent) == before
    assert [one.outcome for one in any_desk.events] == ["rejected"] * 3


def test_a_type_below_that_of_the_action_will_do(desk: Desk) -> None:
    """A40"""
    assert desk.ask("close", "report/p1", give=REPAIRED).outcome == "applied"
    assert codes(desk.ask("note", "pothole/r1", give={"text": "x"})) == ["target_not_found"]
    assert codes(desk.ask("note", "district/north", give={"text": "x"})) == ["wrong_target_type"]
    strange = [desk.ask("note", f"{word}/r1", give={"text": "x"}) for word in ("pothol", "poth", "zebra")]
    assert [places(one) for one in strange] == [[("unknown_target_type", "/target")]] * 3
    meant = "there is no entity type `{}`; did you mean `pothole`?"
    assert [one.errors[0].message for one in strange[:2]] == [meant.format("pothol"), meant.format("poth")]
    assert strange[2].errors[0].message.startswith("there is no entity type `zebra`; known: ")
    assert isinstance(desk.entity("p1"), Entity)


def test_an_action_takes_one_target_or_none(desk: Desk) -> None:
    """A40"""
    assert places(desk.ask("note", give={"text": "x"})) == [("missing_target", "/targets")]
    assert places(desk.ask("note", ("report/r1", "report/r2"), give={"text": "x"})) == [
        ("unexpected_target", "/targets/1")
    ]
    assert desk.ask("log", give={"title": "x"}).outcome == "applied"
