"""Which deliveries an event makes: the cases of `compose/`, over the town of `_town.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.events.outbox import promise
from atelier_cli.ids import FixedIds
from atelier_cli.notify.compose import Occasion, compose
from atelier_cli.notify.directory import Person
from atelier_cli.notify.rules import rules
from atelier_cli.rows.application import Application
from atelier_cli.rows.audit import Delivery
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from tests.support.case_files import load, stems
from tests.support.deliveries import NOW

FOLDER = Path(__file__).parent / "compose"
TOWN = load(FOLDER / "_town.yaml")


@dataclass(frozen=True, slots=True)
class Town:
    """The directory that `_town.yaml` says."""

    people: Mapping[str, Any]

    def person(self, key: str) -> Person | None:
        return Person(key, self.people[key]["email"]) if key in self.people else None

    def with_email(self, email: str) -> Person | None:
        return next((Person(key, email) for key, said in self.people.items() if said["email"] == email), None)

    def with_role(self, role: str) -> tuple[Person, ...] | None:
        return self._with("roles", role) if role in TOWN["roles"] else None

    def in_group(self, group: str) -> tuple[Person, ...] | None:
        return self._with("groups", group) if group in TOWN["groups"] else None

    def _with(self, what: str, name: str) -> tuple[Person, ...]:
        return tuple(Person(key, said["email"]) for key, said in self.people.items() if name in said.get(what, ()))


def composed(case: Mapping[str, Any]) -> tuple[Delivery, ...]:
    payload = case.get("payload", TOWN["event"]["payload"])
    event = promise(
        id="o-1", key="k", kind="notification", type=TOWN["event"]["type"], application="desk", payload=payload,
        event_id=None, at=NOW,
    )  # fmt: skip
    rows = [
        _application(is_enabled=case.get("is_enabled", True)),
        *map(_template, TOWN["templates"]),
        *(_rule({"order": i, **said}) for i, said in enumerate(case["rules"])),
    ]
    return compose(
        event, rules(rows), Occasion("Lisbon", Town(TOWN["people"]), {"desk": {"most_days": 3}}), NOW, FixedIds()
    )


def _application(*, is_enabled: bool) -> Application:
    return Application(
        address=("desk",), owner="desk", code="desk", label="Desk", description="", route_namespace="desk", icon=None,
        color=None, nav_order=1, is_enabled=is_enabled, vertical=None, features=None,
    )  # fmt: skip


def _template(said: Mapping[str, Any]) -> NotificationTemplate:
    blank = {"body_html": None, "extends": None, "available_vars": ()}
    return NotificationTemplate(address=("desk", said["key"]), owner="desk", **{**blank, **said})


def _rule(said: Mapping[str, Any]) -> NotificationRule:
    usual = {"event": TOWN["event"]["type"], "filter": None, "template": "done"}
    return NotificationRule(address=("desk", said["key"]), owner="desk", **{**usual, **said})


def told(delivery: Delivery) -> str:
    line = f"{delivery.rule.removeprefix('desk/')} {delivery.channel} {delivery.recipient}"
    return line if delivery.error is None else f"{line} {delivery.state.upper()} {delivery.error}"


@pytest.mark.parametrize("stem", stems(FOLDER))
def test_case(stem: str) -> None:
    """A68 A69"""
    case = load(FOLDER / f"{stem}.yaml")
    lines = [told(one) for one in composed(case)]
    assert len(lines) == len(case["deliveries"]), lines
    for line, wanted in zip(lines, case["deliveries"], strict=True):
        assert line == wanted or fnmatchcase(line, wanted), line


def test_the_words_are_rendered_over_the_payload() -> None:
    (one,) = composed({"rules": [{"key": "a", "recipients_resolver": "user:ana", "channels": ["inbox"]}]})
    assert (one.subject, one.body_text, one.body_html) == ("Done: The lamp", "The lamp is done.\n", None)
    assert (one.state, one.due_at, one.attempts) == ("pending", NOW, 0)
