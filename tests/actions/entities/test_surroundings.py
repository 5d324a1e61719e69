"""Defaults of fields: what surrounds a change, as the vocabulary's own words read it."""

from typing import Any

import pytest

from atelier_cli.actions.entities.change import create
from atelier_cli.language.types import INTEGER
from tests.support.entities import Kept, ontology_of

USER = {"id": "ana", "roles": ["clerk"], "groups": [], "org": "lisbon", "attributes": {}}
#: By the default, the type of its field; what comes out of it; and what is said where it cannot be worked out.
DEFAULTS: list[tuple[Any, str, Any]] = [
    (7, "integer", 7),
    (False, "boolean", False),
    ("$$x", "string", "$x"),
    ("$now", "datetime", "2026-11-22T09:00:00Z"),
    ("$now-PT1H", "datetime", "2026-11-22T08:00:00Z"),
    ("$today+P1M", "date", "2026-12-22"),
    ("$user.id", "user", "ana"),
    ("$config.days", "integer", 12),
    ({"$expr": "today + duration('P2D')"}, "date", "2026-11-24"),
    ({"$function": "upper", "args": {"text": "abc"}}, "string", "ABC"),
]


def made(default: Any, type_: str, **around: Any) -> tuple[Any, list[str]]:
    """What a new entity has in a field of that default, and what is wrong."""
    fields = [{"field_key": "it", "field_type": {"type": type_}, "default_value": default}]
    known = ontology_of([{"entity_type": "thing", "schema": {"fields": fields}}])
    draft = Kept().draft(
        known, **{"config": {"words": {"days": 12}}, "config_types": {"words": {"days": INTEGER}}, **around}
    )
    entity, problems = create(draft, "thing", "t1", {})
    return None if entity is None else entity.properties.get("it"), [one.message for one in problems]


@pytest.mark.parametrize(("default", "type_", "value"), DEFAULTS, ids=str)
def test_default(default: Any, type_: str, value: Any) -> None:
    assert made(default, type_, user=USER) == (value, [])


def test_that_a_default_which_cannot_be_worked_out_is_asked_for() -> None:
    value, messages = made("$user.id", "user")

    assert value is None
    assert len(messages) == 1
    assert messages[0].startswith("the default of `it` cannot be worked out: ")
    assert made("$config.days", "integer", config={}, config_types={})[0] is None
