"""Fields of instants and spans: `getFullYear()`, `getHours()` and their like."""

from collections.abc import Callable
from datetime import datetime

from atelier_cli.language.expression.timestamps import SECOND, in_zone
from atelier_cli.language.expression.values import Duration, Timestamp

_MILLISECOND = 1_000_000

#: What each method reads from the calendar and clock of an instant; months and days of the month count from zero.
FIELDS: dict[str, Callable[[datetime], int]] = {
    "getFullYear": lambda moment: moment.year,
    "getMonth": lambda moment: moment.month - 1,
    "getDate": lambda moment: moment.day,
    "getDayOfMonth": lambda moment: moment.day - 1,
    "getDayOfWeek": lambda moment: moment.isoweekday() % 7,
    "getDayOfYear": lambda moment: moment.timetuple().tm_yday - 1,
    "getHours": lambda moment: moment.hour,
    "getMinutes": lambda moment: moment.minute,
    "getSeconds": lambda moment: moment.second,
}
#: What each method of a duration counts in.
UNITS = {"getHours": 3600 * SECOND, "getMinutes": 60 * SECOND, "getSeconds": SECOND}


def field_in_utc(name: str) -> Callable[[Timestamp], int]:
    read = FIELDS[name]
    return lambda value: read(in_zone(value))


def field_in_zone(name: str) -> Callable[[Timestamp, str], int]:
    read = FIELDS[name]
    return lambda value, zone: read(in_zone(value, zone))


def whole_units(name: str) -> Callable[[Duration], int]:
    unit = UNITS[name]
    return lambda value: _toward_zero(value.nanoseconds, unit)


def milliseconds_of_timestamp(value: Timestamp, zone: str = "UTC") -> int:
    """The milliseconds within the second; no zone changes them, but one that is none is an error."""
    in_zone(value, zone)
    return value.nanoseconds % SECOND // _MILLISECOND


def milliseconds_of_duration(value: Duration) -> int:
    """The milliseconds within the second, with the sign of the span."""
    part = abs(value.nanoseconds) % SECOND // _MILLISECOND
    return -part if value.nanoseconds < 0 else part


def _toward_zero(number: int, unit: int) -> int:
    whole = abs(number) // unit
    return -whole if number < 0 else whole
