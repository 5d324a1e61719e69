"""Who may see and apply an action, from where, and under which names."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.actions.caller import Caller
from atelier_cli.actions.permissions import Permissions, permissions_of, serves
from atelier_cli.actions.request import Claim, Request
from atelier_cli.operations.submit_action import submit
from atelier_cli.plan.mutation import Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.action import ActionType, ApplyRule
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import plane
from atelier_cli.store.open import open_store
from tests.support.acting import LISBON, Desk, codes, desk_of, open_desk, world

_NOTE = {"give": {"text": "x"}}


def _action(**said: Any) -> ActionType:
    plain: dict[str, Any] = {
        "address": ("app", "report", "close"), "owner": "app", "target_model": "report", "key": "close", "label": "",
        "description": "", "kind": "detail", "status": "published", "permissions_policy": {"view": ["clerk"]},
        "presentation": {}, "flow": None, "webhook": None, "bulk": None,
    }  # fmt: skip
    return ActionType(**{**plain, **said})


def _rule(role: str, **said: Any) -> ApplyRule:
    plain: dict[str, Any] = {
        "address": ("app", "report", "close", role), "owner": "app", "role": role, "qualified_key": "report:close",
    }  # fmt: skip
    return ApplyRule(**{**plain, **said})


CLERK = Caller("ana", ("clerk",))


def test_a_rule_opens_its_own_action() -> None:
    """A11: the control of the refusals below."""
    assert permissions_of(_action(), [_rule("clerk")]).may_apply(CLERK)


@pytest.mark.parametrize(
    "rule",
    [
        _rule("clerk", qualified_key="tree:close", address=("app", "tree", "close", "clerk")),
        _rule("clerk", qualified_key="tree:close"),
        _rule("clerk", address=("other", "report", "close", "clerk")),
        _rule("clerk", is_active=False),
        _rule("director"),
    ],
    ids=["another model", "another key", "another application", "inactive", "another role"],
)
def test_a_rule_opens_nothing_else(rule: ApplyRule) -> None:
    """A11"""
    assert not permissions_of(_action(), [rule]).may_apply(CLERK)


@pytest.mark.parametrize(
    "policy", [None, {}, [], "clerk", {"view": None}, {"view": "clerk"}, {"view": [1]}, {"view": {}}]
)
def test_a_policy_that_cannot_be_read_grants_nothing(policy: Any) -> None:
    """A12"""
    found = permissions_of(_action(permissions_policy=policy), [_rule("clerk")])
    assert not found.may_view(CLERK)
    assert not found.may_apply(CLERK)


def test_without_rules_a_policy_opens_nothing() -> None:
    """A12"""
    policy = {"view": ["clerk"], "apply": ["clerk"], "edit": ["clerk"]}
    assert not permissions_of(_action(permissions_policy=policy), []).may_apply(CLERK)
    assert not Permissions().may_edit(CLERK)


@pytest.mark.parametrize(
    ("audience", "roles", "served"),
    [
        ("public", (), True),
        ("staff", ("clerk",), True),
        ("staff", ("citizen",), False),
        ("staff", ("citizen", "clerk"), True),
        ("staff", (), False),
        ("citizen", ("citizen",), True),
        ("citizen", ("clerk",), False),
        ("partner", ("partner",), True),
        ("partner", ("citizen",), False),
        ("agent", ("agent",), True),
        ("martian", ("martian",), False),
    ],
)
def test_a_surface_serves_its_audience(audience: str, roles: tuple[str, ...], served: bool) -> None:  # noqa: FBT001
    """A16"""
    assert serves(audience, Caller("ana", roles)) is served


def test_who_does_not_see_an_action_is_told_that_there_is_none(any_desk: Desk) -> None:
    """A13, A12: nobody is granted anything by `nobody`, and zoe has no role."""
    unknown = any_desk.ask("app/nothing", "report/r1", **_NOTE)
    unseen = any_desk.ask("nobody", "report/r1")
    assert (codes(unseen), unseen.status) == (["not_found"], 404)
    assert codes(any_desk.ask("note", "report/r1", by="zoe", **_NOTE)) == ["not_found"]
    # Both say the same, but for the name.
    assert unknown.errors[0].message.replace("app/nothing", "nobody") == unseen.errors[0].message


def test_who_sees_an_action_and_may_not_apply_it_is_refused(any_desk: Desk) -> None:
    """A13"""
    report = any_desk.ask("close", "report/r1", by="ada", give={"resolution": "repaired", "note": "x"})
    assert (codes(report), report.status, report.phase) == (["forbidden"], 403, "authorise")
    assert any_desk.entity("r1").state == "open"


def test_an_action_that_grants_nobody_is_applied_by_nobody() -> None:
    """A12: it has no apply rules."""
    desk = desk_of(
        [{"key": "act", "permissions_policy": {"view": ["clerk"]}, "edits": [{"field": "note", "value": "x"}]}]
    )
    assert codes(desk.ask("act", "report/r1")) == ["forbidden"]
    assert desk.entity("r1").properties.get("note") is None


def test_two_actions_of_one_name_do_not_share_their_roles(desk: Desk) -> None:
    """A11, A19"""
    said: dict[str, Any] = deepcopy(world()["sheet"])
    said["actions"].append(
        {
            "key": "note",
            "label": "Note",
            "target_model": "district",
            "permissions_policy": {"view": ["clerk", "citizen"], "apply": ["citizen"]},
            "edits": [{"field": "name", "value": "x"}],
        }
    )
    desk.rows({**world(), "sheet": said})
    assert codes(desk.ask("app/district:note", "district/north")) == ["forbidden"]
    assert desk.ask("app/district:note", "district/north", by="cid").outcome == "applied"
    assert codes(desk.ask("app/note", "report/r1", **_NOTE)) == ["ambiguous_action"]
    assert desk.ask("report:note", "report/r1", **_NOTE).outcome == "applied"
    # Of two, only the one that is seen is meant.
    assert desk.ask("note", "district/north", by="cid").outcome == "noop"


@pytest.mark.parametrize(
    "said", [{"status": "draft"}, {"status": "retired"}, {"is_active": False}], ids=["draft", "retired", "inactive"]
)
def test_what_does_not_run_is_not_found(said: dict[str, Any]) -> None:
    """A19"""
    sheet: dict[str, Any] = deepcopy(world()["sheet"])
    sheet["actions"][1].update(said)
    assert codes(_desk(sheet).ask("note", "report/r1", **_NOTE)) == ["not_found"]


def test_an_application_that_is_switched_off_has_no_actions() -> None:
    """A19"""
    sheet: dict[str, Any] = {**world()["sheet"], "identity": {"code": "app", "name": "App", "is_active": False}}
    assert codes(_desk(sheet).ask("note", "report/r1", **_NOTE)) == ["not_found"]


def _desk(sheet: dict[str, Any]) -> Desk:
    return open_desk(open_store("memory://", Path()), {"sheet": sheet})


def test_the_surface_is_that_of_the_placement(any_desk: Desk) -> None:
    """A15, A18: what is given of the source says nothing of the surface."""
    any_desk.ask("log", by="cid", placement="portal-log", source_id="p", source_type="page", give={"title": "x"})
    any_desk.ask(None, by="cid", placement="app/portal-log", give={"title": "x"})
    any_desk.ask("log", by="cid", give={"title": "x"})
    assert [one.source["surface"] for one in any_desk.events] == ["portal", "portal", None]
    assert any_desk.events[0].source == {"id": "p", "type": "page", "surface": "portal", "placement": "portal-log"}


def test_a_placement_of_another_action_leads_nowhere(desk: Desk) -> None:
    """A15"""
    assert codes(desk.ask("note", "report/r1", placement="desk-close", **_NOTE)) == ["not_found"]
    assert codes(desk.ask("log", placement="drafted-close", give={"title": "x"})) == ["not_found"]
    assert codes(desk.ask("log", placement="other/portal-log", give={"title": "x"})) == ["not_found"]


def test_the_wrong_audience_is_refused_before_anything_is_looked_for(any_desk: Desk) -> None:
    """A16: cid may not stand at the desk, whatever the action and the target; 403 wins over 404."""
    for action, target in (("close", "report/r1"), ("close", "report/none"), ("none", "none/none")):
        report = any_desk.ask(action, target, by="cid", placement="desk-close")
        assert (codes(report), report.status, report.phase) == (["wrong_audience"], 403, "audience")
    assert codes(any_desk.ask("close", "report/r1", placement="supplier-close")) == ["wrong_audience"]


def test_somebody_anonymous_sees_what_open_placements_offer(any_desk: Desk) -> None:
    """A17"""
    for placement in ("portal-log", "website-log"):
        assert any_desk.preview(None, by=None, placement=placement, give={"title": "x"}).ok
    for placement in ("noting", "supplier-close", "drafted-close", "none"):
        report = any_desk.preview(None, "report/r1", by=None, placement=placement)
        assert (codes(report), report.status) == (["not_found"], 404)
    for until in ("validate", "preview", "apply"):
        assert codes(any_desk.ask("log", by=None, until=until, give={"title": "x"})) == ["not_found"]


def test_somebody_anonymous_applies_on_public_surfaces_alone(any_desk: Desk) -> None:
    """A17"""
    assert any_desk.ask(None, by=None, placement="website-log", give={"title": "x"}).outcome == "applied"
    assert codes(any_desk.ask(None, by=None, placement="portal-log", give={"title": "x"})) == ["wrong_audience"]
    assert [one.actor_id for one in any_desk.events] == [None, None]


def test_a_caller_is_an_active_person(any_desk: Desk) -> None:
    """A20"""
    for by in ("nobody", "old"):
        report = any_desk.ask("note", "report/r1", by=by, **_NOTE)
        assert (codes(report), report.status) == (["unknown_caller"], 403)
    any_desk.write(Update(LISBON, User, ("old",), {"is_active": True}))
    assert any_desk.ask("note", "report/r1", by="old", **_NOTE).ok


def test_roles_that_are_only_said_are_believed_in_a_one_person_store(any_desk: Desk) -> None:
    """A20"""
    report = any_desk.ask("note", "report/r1", by="zoe:clerk", **_NOTE)
    if any_desk.store.believes_roles:
        assert report.outcome == "applied"
        assert any_desk.events[-1].caller["believed"] == ["clerk"]
        assert codes(any_desk.ask("note", "report/r1", by="zoe:king", **_NOTE)) == ["unknown_role"]
    else:
        assert (codes(report), report.status) == (["unbelieved_role"], 403)
    assert codes(any_desk.ask("note", "report/r1", by="old:clerk", **_NOTE))[0] in {"unknown_caller", "unbelieved_role"}


def test_a_tenant_without_applications_is_not_provisioned(desk: Desk) -> None:
    """A12: it never falls back to the rows of a template."""
    with desk.store.transaction(write=True) as transaction:
        transaction.apply(Plan(planes=(plane("porto", "tenant"),)))
    report = submit(desk.engine, "porto", Request("preview", "note", Claim("ana", ("clerk",)), ("report/r1",)))
    assert (codes(report), report.status) == (["not_provisioned"], 404)


def test_somebody_anonymous_is_not_told_who_has_a_value(desk: Desk) -> None:
    """A17, A34"""
    given = {"title": "Hole", "reference": "A1"}
    report = desk.ask(None, by=None, placement="website-log", give=given)
    assert codes(report) == ["value_taken"]
    assert "r1" not in repr(report.to_json()["errors"])
    assert "report/r1" in repr(desk.ask("log", give=given).to_json()["errors"])
