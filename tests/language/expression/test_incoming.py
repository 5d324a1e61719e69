"""Values as expressions hold them, by their declared type, and as JSON holds them again."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from atelier_cli.language.durations import Duration as Calendar
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.incoming import cel_value
from atelier_cli.language.expression.outgoing import json_value
from atelier_cli.language.expression.values import Duration, Record, Reference, Timestamp
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY
from tests.support.types import type_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STAMP = Timestamp(int(NOON.timestamp()) * 10**9)
DAY = Timestamp(STAMP.nanoseconds - 12 * 3600 * 10**9)
HOUR = Duration(3600 * 10**9)
NAMES = Names({}, {"crew": {"name": type_of("string"), "since": type_of("date")}}.get)


@pytest.mark.parametrize(
    ("type", "value", "held"),
    [
        ("integer", 3, 3),
        ("integer", 3.0, 3),
        ("integer", 3.5, 3.5),
        ("list of integer", [1, 2.0], [1, 2]),
        ("number", 3, 3.0),
        ("money", "12.50", 12.5),
        ("money", {"amount": "12.50", "currency": "EUR"}, 12.5),
        ("decimal", Decimal("0.1"), 0.1),
        ("decimal", "much", "much"),
        ("date", "2026-11-22", DAY),
        ("date", date(2026, 11, 22), DAY),
        ("datetime", "2026-11-22T12:00:00Z", STAMP),
        ("datetime", NOON, STAMP),
        ("datetime", "soon", "soon"),
        ("duration", "PT1H", HOUR),
        ("duration", "an hour", "an hour"),
        ("duration", Calendar(0, timedelta(hours=1)), HOUR),
        ("duration", Calendar(1), "P1M"),  # a month is no exact span
        ("list of date", ["2026-11-22", None], [DAY, None]),
        ("crew", "c1", "c1"),
        ("crew", {"name": "North"}, {"name": "North"}),
        ("any", 2**63, 2.0**63),
        ("any", time(9, 30), "09:30:00"),
        ("any", timedelta(hours=1), HOUR),
        ("any", Decimal("0.5"), 0.5),
        ("any", {"a": (1, NOON)}, {"a": [1, STAMP]}),
    ],
)
def test_cel_value(type: str, value: Any, held: Any) -> None:
    found = cel_value(value, type_of(type), NAMES)

    assert (found.__class__, found) == ((Record if type == "crew" and found != "c1" else held.__class__), held)


def test_that_a_record_with_its_id_is_both() -> None:
    found = cel_value({"id": "c1", "since": "2026-11-22"}, type_of("crew"), NAMES)

    assert isinstance(found, Reference)
    assert found == "c1"
    assert dict(found) == {"id": "c1", "since": DAY}
    assert json_value(found) == "c1"


def test_that_a_value_nested_too_deeply_is_refused() -> None:
    value: Any = 1
    for _ in range(100):
        value = [value]

    with pytest.raises(EvaluationError, match="nested too deeply"):
        cel_value(value, ANY, NAMES)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (STAMP, "2026-11-22T12:00:00Z"),
        (HOUR, "PT3600S"),
        (Duration(-1_500_000_000), "-PT1.500S"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
        ([{"a": STAMP}], [{"a": "2026-11-22T12:00:00Z"}]),
    ],
)
def test_json_value(value: Any, told: Any) -> None:
    assert json_value(value) == told
