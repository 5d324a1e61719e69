"""The left side lies in a period (a date or datetime) or in an area (a point).

A period is `{from, to}` with both ends included, where one may be left out; a list of the two; or a duration: `P30D` is
the thirty days up to now. An area is a GeoJSON Polygon or MultiPolygon, or a box `[west, south, east, north]` in degrees;
its boundary belongs to it.

Example:
    `{field: reported_at, operator: within, value: P30D}`
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from atelier_cli.language.comparison import counterpart, not_comparable, order
from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import Duration, add_to_day, add_to_instant, is_negative, is_whole_days, opposite
from atelier_cli.language.durations import parse_duration
from atelier_cli.language.geojson import fault_of_area, point_of
from atelier_cli.language.geometry import holds
from atelier_cli.language.instants import parse_day, parse_instant
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_one_of, ordered
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.verdict import Verdict, conjunction, of

RIGHT = "a period ({from, to}, a list of two, or a duration) or an area (Polygon, MultiPolygon, or a box)"
_MOMENTS = {"date", "datetime"}


def right_type(_left: Type) -> Type:
    return ANY
