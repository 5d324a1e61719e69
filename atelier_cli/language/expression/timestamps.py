"""Instants: RFC 3339 text, the calendar's fields in a time zone, and the range of the years 1 to 9999."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.values import Timestamp

SECOND = 1_000_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST = -62_135_596_800 * SECOND
_MOST = 253_402_300_800 * SECOND - 1
_FORM = re.compile(
    r"([0-9]{4,5})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_OFFSET = re.compile(r"([+-]?)([0-9]{1,2}):([0-9]{2})")


def timestamp(nanoseconds: int) -> Timestamp:
    """The instant, or an error outside the years 1 to 9999."""
    if not _LEAST <= nanoseconds <= _MOST:
        raise EvaluationError("out-of-range", "the timestamp is outside the years 1 to 9999")
    return Timestamp(nanoseconds)


def timestamp_of_seconds(seconds: int) -> Timestamp:
    return timestamp(seconds * SECOND)


def timestamp_of_datetime(moment: datetime) -> Timestamp:
    """The instant of a datetime; one without a zone is taken as UTC."""
    since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH
    return timestamp((since // timedelta(microseconds=1)) * 1000)


def parse_timestamp(text: str) -> Timestamp:
    """The instant an RFC 3339 text says."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise EvaluationError(
            "bad-conversion", f"expected a timestamp such as 2026-01-31T09:00:00Z, found {text[:40]!r}"
        )
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    fraction = int((found[7] or "0")[:9].ljust(9, "0"))
    offset = (int(found[9]) * 60 + int(found[10])) * (-60 if found[8] == "-" else 60) if found[8] else 0
    leap = second == 60
    try:
        moment = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=UTC)
    except ValueError as error:
        raise EvaluationError("out-of-range", f"there is no such instant as {text[:40]}") from error
    if abs(offset) >= 86_400 or (found[10] or "0") > "59":
        raise EvaluationError("bad-conversion", f"there is no such offset as in {text[:40]}")
    whole = (moment - _EPOCH) // timedelta(seconds=1) + leap - offset
    return timestamp(whole * SECOND + fraction)


def format_timestamp(value: Timestamp) -> str:
    """RFC 3339 in UTC, with as many groups of three decimals as there are."""
    whole, rest = divmod(value.nanoseconds, SECOND)
    moment = _EPOCH + timedelta(seconds=whole)
    return f"{moment:%m-%dT%H:%M:%S}".join((f"{moment.year:04}-", f"{decimals(rest)}Z"))


def decimals(nanoseconds: int) -> str:
    """The decimals of a second: none, or 3, 6 or 9 digits behind a point."""
    if not nanoseconds:
        return ""
    digits = f"{nanoseconds:09}"
    while digits.endswith("000"):
        digits = digits[:-3]
    return f".{digits}"


def in_zone(value: Timestamp, zone: str = "UTC") -> datetime:
    """The calendar and clock of an instant in a zone, to the second."""
    try:
        return (_EPOCH + timedelta(seconds=value.nanoseconds // SECOND)).astimezone(time_zone(zone))
    except OverflowError as error:
        raise EvaluationError("out-of-range", "the timestamp is outside the years 1 to 9999") from error


@lru_cache(maxsize=256)
def time_zone(name: str) -> tzinfo:
    """The zone of a name in the tz database, or of an offset such as -02:30; none is UTC."""
    if name in {"", "UTC"}:
        return UTC
    offset = _OFFSET.fullmatch(name)
    try:
        if offset is None:
            return ZoneInfo(name)
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-span if offset[1] == "-" else span)
    except (ValueError, KeyError, OSError) as error:  # ZoneInfo raises any of them for a name that is none
        raise EvaluationError("bad-conversion", f"unknown time zone {name[:40]!r}") from error
