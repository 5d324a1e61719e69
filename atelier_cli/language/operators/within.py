"""The left side lies in a period (a date or datetime) or in an area (a point).

A period is `{from, to}` with both ends included, where one may be left out; a list of the two; or a duration: `P30D` is
the thirty days up to now, `-P30D` the thirty days from now on. An area is a GeoJSON Polygon or MultiPolygon, or a box
`[west, south, east, north]` in degrees; its boundary belongs to it.

Example:
    `{field: reported_at, operator: within, value: P30D}`
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import TEXTS, counterpart, not_comparable, order
from atelier_cli.language.durations import Duration, add_to_day, add_to_instant, is_negative, is_whole_days, opposite
from atelier_cli.language.geojson import fault_of_area, point_of
from atelier_cli.language.geometry import holds
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_one_of, ordered
from atelier_cli.language.shown import shown
from atelier_cli.language.types import ANY, DATE, DATETIME, DURATION, Type
from atelier_cli.language.verdict import Verdict, conjunction, of

RIGHT = "a period ({from, to}, a list of two, or a duration) or an area (Polygon, MultiPolygon, or a box)"
_MOMENTS = {"date", "datetime"}
_PERIODS = {"list", "object", "duration", "string", "text"}
_AREAS = {"list", "object", "geometry"}
#: A period: its two ends, None where it is open.
_Ends = tuple[Any, Any]


def right_type(_left: Type) -> Type:
    return ANY


def accepts(left: Type, right: Type) -> str | None:
    if not is_one_of(left, {*_MOMENTS, "geo_point"}):
        return f"expected a date, a datetime or a point, found {left}"
    if left.name in _MOMENTS:
        if not is_one_of(right, _PERIODS):
            return f"expected a period, found {right}"
        item = right.item or ANY
        return None if is_one_of(item, TEXTS) else not_comparable(left, item)
    return f"expected an area, found {right}" if left.name == "geo_point" and not is_one_of(right, _AREAS) else None


def refuses(left: Type, right: Any) -> str | None:
    if left.name == "geo_point":
        return fault_of_area(right)
    return _fault_of_period(left, right) if left.name in _MOMENTS else None


def evaluate(left: Any, right: Any, facts: Facts) -> Verdict:
    point = point_of(left)
    if point is not None:
        return of(None if fault_of_area(right) else holds(right, point))
    moment = _moment(left)
    ends = None if moment is None else _ends(moment, right, facts)
    if ends is None:
        return Verdict.UNEVALUABLE
    low, high = ends
    after = Verdict.TRUE if low is None else ordered(moment, low, 0, 1)
    return conjunction((after, Verdict.TRUE if high is None else ordered(moment, high, -1, 0)))


def _fault_of_period(left: Type, right: Any) -> str | None:
    span = coerce(right, DURATION)[0]
    if span is not None:
        whole = left.name == "datetime" or is_whole_days(span)
        return None if whole else "expected a duration of whole days, since the left side is a date"
    ends = _written_ends(right)
    if ends is None:
        return f"expected a period ({{from, to}}, a list of two, or a duration such as P30D), found {shown(right)}"
    low, high = ends
    for end in ends:
        faults = () if end is None else coerce(end, counterpart(left))[1]
        if faults:
            return faults[0].message
    return "expected the earlier end first" if order(low, high) == 1 else None


def _written_ends(period: Any) -> _Ends | None:
    """The ends of a period that names them; at least one is there."""
    if isinstance(period, Mapping) and period and set(period) <= {"from", "to"}:
        ends = period.get("from"), period.get("to")
    elif isinstance(period, list | tuple) and len(period) == 2:
        ends = period[0], period[1]
    else:
        return None
    return None if ends == (None, None) else ends


def _ends(moment: date, period: Any, facts: Facts) -> _Ends | None:
    span = coerce(period, DURATION)[0]
    if span is not None:
        return _around_now(moment, span, facts)
    # An end that is named and null is one that cannot be told, not an open one.
    return None if isinstance(period, Mapping) and None in period.values() else _written_ends(period)


def _around_now(moment: date, span: Duration, facts: Facts) -> _Ends | None:
    """The period that ends now, or begins now where the span is negative; of the left side's kind."""
    start = facts.now if isinstance(moment, datetime) else facts.today
    if start is None:
        return None
    try:
        other = _before(start, span)
    except OverflowError:
        return None
    if other is None:
        return None
    return (start, other) if is_negative(span) else (other, start)


def _before(start: date, span: Duration) -> date | None:
    if isinstance(start, datetime):
        return add_to_instant(start, opposite(span))
    return add_to_day(start, opposite(span)) if is_whole_days(span) else None


def _moment(value: Any) -> date | None:
    found: tuple[date | None, ...] = tuple(coerce(value, type)[0] for type in (DATETIME, DATE))
    return found[0] or found[1]
