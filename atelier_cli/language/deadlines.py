"""When something must be done: a span of time from its start, an instant, or a day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from atelier_cli.language.durations import Duration, add_to_instant, parse_duration
from atelier_cli.language.instants import parse_day, parse_instant


def deadline(value: Any, start: datetime) -> datetime | None:
    """The instant that a deadline names: a span is counted from `start`, a day counts to its end (UTC).

    None for what is no deadline, and for one outside the years 1 to 9999.
    """
    if isinstance(value, str):
        value = parse_duration(value) or parse_instant(value) or parse_day(value)
    try:
        match value:
            case Duration():
                return add_to_instant(start, value)
            case datetime():
                return value
            case date():
                return datetime.combine(value, time(), UTC) + timedelta(days=1)
            case _:
                return None
    except OverflowError:
        return None
