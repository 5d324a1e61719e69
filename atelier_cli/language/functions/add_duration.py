"""The instant a duration after another.

Example:
    `{$function: add_duration, args: {start: $now, duration: P1M}}`
"""

from datetime import datetime

from atelier_cli.language.durations import Duration, add_to_instant
from atelier_cli.language.types import DATETIME, DURATION

ARGS = {"start": DATETIME, "duration": DURATION}
RETURNS = DATETIME


def call(start: datetime, duration: Duration) -> datetime:
    """Raises OverflowError outside the years 1 to 9999."""
    return add_to_instant(start, duration)
