"""The days from one day to another; negative where the second is the earlier.

Example:
    `{$function: days_between, args: {start: $entity.towed_on, end: $today}}`
"""

from datetime import date

from atelier_cli.language.types import DATE, INTEGER

ARGS = {"start": DATE, "end": DATE}
RETURNS = INTEGER


def call(start: date, end: date) -> int:
    return (end - start).days
