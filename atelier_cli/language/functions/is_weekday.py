"""Whether a day is a Monday, Tuesday, Wednesday, Thursday or Friday.

Example:
    `{$function: is_weekday, args: {day: $parameters.start_on}}`
"""

from datetime import date

from atelier_cli.language.types import BOOLEAN, DATE

ARGS = {"day": DATE}
RETURNS = BOOLEAN


def call(day: date) -> bool:
    return day.isoweekday() <= 5
