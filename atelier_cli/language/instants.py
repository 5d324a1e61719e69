"""Days, instants and times of day: RFC 3339 text and back, nothing looser."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TypeVar

_Read = TypeVar("_Read")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)


def parse_day(text: str) -> date | None:
    """The day that `2026-11-22` says; None for any other text."""
    return _read(date.fromisoformat, text) if _DAY.fullmatch(text) else None


def parse_instant(text: str) -> datetime | None:
    """The instant, in UTC, that `2026-11-22T10:00:00+01:00` says; None for other text, and for one without offset."""
    if not _INSTANT.fullmatch(text):
        return None
    local = _read(datetime.fromisoformat, text.upper())
    try:
        return local.astimezone(UTC) if local else None
    except OverflowError:
        return None


def parse_time(text: str) -> time | None:
    """The time of day that `09:30` or `09:30:15.25` says; None for any other text."""
    return _read(time.fromisoformat, text) if _TIME.fullmatch(text) else None


def format_instant(instant: datetime) -> str:
    """The instant as RFC 3339 text in UTC: `2026-11-22T09:00:00Z`."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read(read: Callable[[str], _Read], text: str) -> _Read | None:
    try:
        return read(text)
    except ValueError:
        return None
