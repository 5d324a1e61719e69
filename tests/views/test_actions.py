"""Whole screens of actions: what they would do, why not, and what there is; 80 and 140 columns, and in colour."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.actions.codes import CODES
from atelier_cli.actions.definition import ParameterConstraint
from atelier_cli.actions.report import Error
from atelier_cli.actions.request import Claim, Exit, Request
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations.act import FanOut
from atelier_cli.operations.action_form import filled, form_of, secrets_of_action
from atelier_cli.operations.carry_submissions import Said, carry
from atelier_cli.operations.list_actions import list_actions
from atelier_cli.operations.show_action import show_action
from atelier_cli.operations.submit_action import submit
from atelier_cli.rows.audit import Notice
from atelier_cli.store.memory import MemoryStore
from atelier_cli.views.action_list import list_note, list_text
from atelier_cli.views.action_report import Shown, report_text
from atelier_cli.views.action_shown import action_text
from atelier_cli.views.fan_out import fan_out_text, message_text
from atelier_cli.views.notices import notices_text
from atelier_cli.views.remedies import REMEDIES, remedy
from atelier_cli.views.submissions import submission_text, submissions_table
from atelier_cli.views.terminal import colour, plain
from tests.conftest import NOW
from tests.support.acting import LISBON, Desk, open_desk
from tests.support.deliveries import delivery

SCREENS = Path(__file__).parent / "screens"
Golden = Callable[[Path, str], None]
CLOSING = {"resolution": "repaired", "note": "Filled"}


@pytest.fixture(scope="module")
def furnished() -> MemoryStore:
    store = MemoryStore()
    open_desk(store)
    return store


@pytest.fixture
def desk(furnished: MemoryStore) -> Desk:
    return Desk(MemoryStore(_state=furnished._state.copy()))


def shown(desk: Desk, action: str, *targets: str, until: Exit = "preview", by: str = "ana", **given: Any) -> Shown:
    """An action as `atelier run action` shows it."""
    user, _, roles = by.partition(":")
    request = Request(until, action, Claim(user, tuple(filter(None, roles.split(",")))), targets, given)
    definition, values = form_of(desk.engine, "lisbon", request), filled(desk.engine, "lisbon", request).values
    return Shown(submit(desk.engine, "lisbon", request), request, definition, values)


@pytest.mark.parametrize("width", [80, 140])
def test_a_preview(desk: Desk, golden: Golden, width: int) -> None:
    found = shown(desk, "close", "report/r1", contact="+351 910 000 000", **CLOSING)
    golden(SCREENS / f"action-preview.{width}.out", report_text(found, width, plain) + "\n")


def test_a_preview_in_colour(desk: Desk, golden: Golden) -> None:
    found = shown(desk, "close", "report/r1", **CLOSING)
    golden(SCREENS / "action-preview.coloured.out", report_text(found, 80, colour) + "\n")


def test_long_values_stand_one_below_the_other(desk: Desk, golden: Golden) -> None:
    desk.set("r1", note="The asphalt sinks beside the tram rails, where the water from the roof of the school runs.")
    found = shown(
        desk, "note", "report/r1", text="Filled in and rolled twice, after the pipe below had been mended. " * 3
    )
    golden(SCREENS / "action-long.out", report_text(found, 80, plain) + "\n")


def test_an_apply_and_one_that_has_nothing_to_do(desk: Desk, golden: Golden) -> None:
    first = shown(desk, "order", "report/r1", until="apply", title="Fill it")
    again = [shown(desk, "note", "report/r1", until="apply", text="seen") for _ in range(2)][1]
    before = shown(desk, "order", "report/r1", title="Fill it")
    text = "\n\n".join(report_text(one, 80, plain) for one in (before, first, again))
    golden(SCREENS / "action-apply.out", text + "\n")


def test_a_refusal(desk: Desk, golden: Golden) -> None:
    found = shown(
        desk, "close", "report/r2", resolution="eaten", note="Filled, and rolled twice", foo="1", by="ana:director"
    )
    golden(SCREENS / "action-refused.80.out", report_text(found, 80, plain) + "\n")
    golden(SCREENS / "action-refused.coloured.out", report_text(found, 80, colour) + "\n")


def test_what_is_not_there(desk: Desk, golden: Golden) -> None:
    found = replace(shown(desk, "clsoe"), hint="did you mean `app/close`?")
    golden(SCREENS / "action-unknown.out", report_text(found, 80, plain) + "\n")


def test_nothing_that_is_asked_breaks_the_screen(desk: Desk) -> None:
    """Names and values as long as they like, and with all that a terminal would obey."""
    strange = "\x1b[2J" * 40
    for action, target, note in (
        ("x" * 300, "report/r1", "a"),
        ("", "report/r1", "a"),
        ("close", "report/\x1b[31m", "a"),
        ("close", "report/r1", strange),
        ("note", "report/r1", strange),
    ):
        given = {"text": note} if action == "note" else {"resolution": "repaired", "note": note}
        text = report_text(shown(desk, action, target, **given), 80, plain)
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) <= 80


def test_many(desk: Desk, golden: Golden) -> None:
    targets = ("report/r3", "report/r1", "report/r4", "report/r99")
    found = [shown(desk, "sweep", *targets), replace(shown(desk, "sweep", *targets, until="apply"), most=2)]
    golden(SCREENS / "action-bulk.out", "\n\n".join(report_text(one, 80, plain) for one in found) + "\n")


def test_both_legs_of_what_is_carried(desk: Desk, golden: Golden) -> None:
    found = shown(desk, "survey", "report/r1", until="apply", reason="rust")
    texts = [report_text(found, 80, plain)]
    for assume in ((), ("task.sign-off=approved",)):
        carried = carry(desk.engine, LISBON, found.report.submission or "", Said(Fixtures(), assume))
        texts.append(fan_out_text(FanOut(carried), 80, plain))
    golden(SCREENS / "action-carried.out", "\n\n".join(texts) + "\n")
    listed = submissions_table(desk.submissions, 80, plain)
    golden(SCREENS / "submissions.out", f"{listed}\n\n{submission_text(desk.submissions[0], plain)}\n")


def test_what_was_told(golden: Golden) -> None:
    sent = delivery(channel="inbox", recipient="ana", state="sent")
    late = delivery(error="mail.example.org:25: connection refused")
    dead = delivery(channel="webhook", state="dead", error="https://hooks.example.org answers 410")
    told = fan_out_text(FanOut(deliveries=(sent, late, dead), others=(sent, dead), untold=("report.noted",)), 80, plain)
    golden(SCREENS / "action-told.out", f"{told}\n\n{message_text(sent, plain)}\n")


def test_notices(golden: Golden) -> None:
    new = Notice(
        id="01a213bb-ccd4-732b-9e12-3d6e29037187", delivery_id="d", user_key="ana", subject="Done: pothole",
        body_text="It is filled.\n\nWe have rolled it.\nTwice.\nThank you.\n", created_at=NOW, read_at=None,
    )  # fmt: skip
    golden(SCREENS / "notices.out", notices_text((new, replace(new, read_at=NOW)), 80, plain) + "\n")


@pytest.mark.parametrize("width", [80, 140])
def test_what_a_caller_may_do(desk: Desk, golden: Golden, width: int) -> None:
    found = list_actions(desk.engine, "lisbon", Claim("ana"), "report/r2")
    text = f"{list_text(found, width, plain)}\n{list_note(found, 'ana', 'report/r2')}\n"
    golden(SCREENS / f"actions-list.{width}.out", text)


def test_what_a_caller_may_do_without_a_target(desk: Desk, golden: Golden) -> None:
    found = list_actions(desk.engine, "lisbon", Claim("ana"))
    golden(SCREENS / "actions-list.none.out", f"{list_text(found, 80, plain)}\n{list_note(found, 'ana', None)}\n")


@pytest.mark.parametrize("by", ["ana", "dora"])
def test_an_action(desk: Desk, golden: Golden, by: str) -> None:
    """Conditions, values and roles are for who may edit it."""
    found = show_action(desk.engine, "lisbon", "close", Claim(by), None)
    golden(SCREENS / f"actions-show.{by}.out", action_text(found, 80, plain) + "\n")


def test_one_of_several_parameters_is_asked_for(desk: Desk) -> None:
    found = show_action(desk.engine, "lisbon", "close", Claim("ana"), None)
    first, *_ = found.definition.parameters
    asked = ParameterConstraint(name="any_of", bound=("place", "address"))
    parameters = (first.model_copy(update={"constraints": (asked,)}),)
    text = action_text(
        replace(found, definition=found.definition.model_copy(update={"parameters": parameters})), 80, plain
    )
    assert "at least one of place, address" in text


def test_what_an_item_has_created_is_told_by_its_id(desk: Desk) -> None:
    """Before it is there, it is called by its key."""
    before, after = (shown(desk, "order", "report/r1", until=until, title="Fill") for until in ("preview", "apply"))
    many = [
        report_text(replace(one, report=replace(one.report, items=(one.report,))), 240, plain)
        for one in (before, after)
    ]
    assert "+ work_order, + work_order," in many[0]
    assert "note: · → (new second)" in many[0]
    assert "+ work_order/new-1, + work_order/new-2," in many[1]


@pytest.mark.parametrize("until", ["preview", "apply"])
def test_nothing_secret_is_shown(desk: Desk, until: Exit) -> None:
    """Neither as it is given, nor as a field gets it, nor as an event would carry it."""
    text = report_text(shown(desk, "close", "report/r1", until=until, contact="+351 910", **CLOSING), 80, plain)
    assert "910" not in text
    assert text.count("••••") == 4


def test_nothing_secret_is_shown_of_many_or_of_what_is_carried(desk: Desk) -> None:
    found = shown(desk, "close", "report/r1", contact="+351 910", **CLOSING)
    assert "910" not in report_text(replace(found, report=replace(found.report, items=(found.report,))), 140, plain)
    submission = shown(desk, "survey", "report/r1", until="apply", reason="rust").report.submission or ""
    carried = carry(desk.engine, LISBON, submission, Said(Fixtures()))
    secrets = secrets_of_action(desk.engine, "lisbon", "app/report:close")
    text = fan_out_text(FanOut(replace(carried, report=found.report)), 140, plain, secrets)
    assert "contact: •••• → ••••" in text
    assert "910" not in text


#: What these say is all there is to say: what is wrong with a value, a gate's own message, or what is ours to mend.
SPEAKING = {
    "malformed_request", "not_found", "unknown_target_type", "unknown_parameter", "wrong_type", "unevaluable_default",
    "unevaluable_constraint", "gate_failed", "gate_unevaluable", "unevaluable_edit", "unevaluable_create",
    "invalid_edit", "invalid_create", "conflicting_edits", "illegal_move", "value_taken", "not_applied",
    "items_refused", "items_partly_refused", "internal",
}  # fmt: skip


def test_each_error_says_what_to_do_or_all_there_is_to_say() -> None:
    assert set(REMEDIES) - {"constraint_required"} == set(CODES) - SPEAKING
    assert remedy(Error("missing_parameter", "/parameters/note", "")) == "give it with `--param note=VALUE`"
    assert remedy(Error("unexpected_target", "/targets/1", "")) == "give one, or run it once for each"
    assert remedy(Error("target_not_found", "/target", ""), "crew/x") == "see `atelier entities list crew`"
