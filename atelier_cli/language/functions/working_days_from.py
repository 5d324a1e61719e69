"""The day a number of working days, Monday to Friday, after another; before it where the number is negative.

Example:
    `{$function: working_days_from, args: {start: $today, days: 5}}`
"""

from datetime import date, timedelta

from atelier_cli.language.types import DATE, INTEGER

ARGS = {"start": DATE, "days": INTEGER}
RETURNS = DATE


def call(start: date, days: int) -> date:
    """A start on a weekend counts from the working day before it, or, counting back, from the one after it.

    Raises OverflowError outside the years 1 to 9999.
    """
    if days == 0:
        return start
    step = 1 if days > 0 else -1
    while start.isoweekday() > 5:
        start -= timedelta(days=step)
    weeks, rest = divmod(abs(days), 5)
    end = start + timedelta(weeks=step * weeks)
    for _ in range(rest):
        end += timedelta(days=step)
        while end.isoweekday() > 5:
            end += timedelta(days=step)
    return end
