"""ISO 8601 durations: read, written, and added to days and instants.

A duration is a number of months and a stretch of exact time, as in XML Schema 1.1: a year is twelve months, a week is
seven days and a day 24 hours (instants are UTC), but a month is as long as the month it falls in.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import TypeVar

from atelier_cli.frozen import frozen

_Day = TypeVar("_Day", date, datetime)

_FORM = re.compile(
    r"(?P<sign>-)?P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?P<time>T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:\.(?P<fraction>\d{1,6}))?S)?)?",
    re.ASCII,
)
#: More digits than any span of the calendar needs, and few enough that none can overflow while it is read.
_LONGEST = 60
_MOST_MONTHS = 12 * 9999
_MEAN_MONTH = 146_097 * 86_400 / 4800  # seconds: 400 years of the Gregorian calendar have 146,097 days
#: Months differ in length, and so do spans of months: these starts show the shortest and the longest (XML Schema 1.1).
_STARTS = (datetime(1696, 9, 1), datetime(1697, 2, 1), datetime(1903, 3, 1), datetime(1903, 7, 1))  # noqa: DTZ001


@frozen
class Duration:
    """A span of calendar time; both parts have the same sign, or one is zero."""

    months: int = 0
    #: Days, hours, minutes and seconds, to the microsecond.
    rest: timedelta = timedelta()

    def __str__(self) -> str:
        return format_duration(self)


def parse_duration(text: str) -> Duration | None:
    """The duration that `P1Y2M3DT4H5M6.5S`, `P2W` or `-P3D` says; None for any other text."""
    found = _FORM.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or text.endswith(("P", "T")):
        return None
    part = {name: int(digits or 0) for name, digits in found.groupdict().items() if name not in _NOT_NUMBERS}
    sign = -1 if found["sign"] else 1
    try:
        rest = timedelta(
            **{unit: part[unit] for unit in ("weeks", "days", "hours", "minutes", "seconds")},
            microseconds=int((found["fraction"] or "").ljust(6, "0")),
        )
    except OverflowError:
        return None
    months = 12 * part["years"] + part["months"]
    return Duration(sign * months, sign * rest) if months <= _MOST_MONTHS else None


_NOT_NUMBERS = {"sign", "time", "fraction"}


def format_duration(duration: Duration) -> str:
    """The duration's canonical text: `P1Y2M`, `P3DT4H`, `-P3D`; `PT0S` for none."""
    months, rest = abs(duration.months), abs(duration.rest)
    years, months = divmod(months, 12)
    minutes, seconds = divmod(rest.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest.microseconds:06}".rstrip("0") if rest.microseconds else ""
    days = _units((years, "Y"), (months, "M"), (rest.days, "D"))
    time = _units((hours, "H"), (minutes, "M")) + (f"{seconds}{fraction}S" if seconds or fraction else "")
    sign = "-" if is_negative(duration) else ""
    return f"{sign}P{days}{'T' if time else ''}{time}" if days or time else "PT0S"


def is_negative(duration: Duration) -> bool:
    return duration.months < 0 or duration.rest < timedelta()


def opposite(duration: Duration) -> Duration:
    return Duration(-duration.months, -duration.rest)


def is_whole_days(duration: Duration) -> bool:
    """Whether the duration can be added to a day without asking for an hour."""
    return not duration.rest % timedelta(days=1)


def add_to_instant(start: datetime, duration: Duration) -> datetime:
    """The instant a duration after another; the last day of the month stands in for one that the month lacks.

    Months are added first, as XML Schema 1.1 does: 31 January and P1M is the end of February. Raises OverflowError
    outside the years 1 to 9999.
    """
    return _after_months(start, duration.months) + duration.rest


def add_to_day(start: date, duration: Duration) -> date:
    """The day a duration of whole days after another; raises OverflowError outside the years 1 to 9999."""
    return _after_months(start, duration.months) + duration.rest


def order_durations(left: Duration, right: Duration) -> int | None:
    """Less, equal or greater as -1, 0, 1; None where it depends on the month (P1M against P30D)."""
    if left.months == right.months:
        return (left.rest > right.rest) - (left.rest < right.rest)
    try:
        ends = [(add_to_instant(start, left), add_to_instant(start, right)) for start in _STARTS]
    except OverflowError:
        # Thousands of years: no month's length matters there.
        gap = (left.months - right.months) * _MEAN_MONTH + (left.rest - right.rest).total_seconds()
        return (gap > 0) - (gap < 0)
    signs = {(a > b) - (a < b) for a, b in ends}
    return signs.pop() if len(signs) == 1 else None


def _after_months(start: _Day, months: int) -> _Day:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if not 1 <= year <= 9999:
        raise OverflowError("a date outside the years 1 to 9999")
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _units(*counts: tuple[int, str]) -> str:
    return "".join(f"{count}{letter}" for count, letter in counts if count)
