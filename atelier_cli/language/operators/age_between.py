"""The whole years from the left side, a date, up to today lie between two numbers, both of them included.

Example:
    `{field: born_on, operator: age_between, value: [18, 110]}`
"""

from datetime import date, datetime
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_one_of
from atelier_cli.language.types import ANY, DATE, INTEGER, Type, list_of
from atelier_cli.language.verdict import Verdict, of

RIGHT = "a list of two whole numbers of years, the lower one first"
_YEARS = list_of(INTEGER)


def right_type(_left: Type) -> Type:
    return _YEARS


def accepts(left: Type, right: Type) -> str | None:
    if not is_one_of(left, {"date", "datetime"}):
        return f"expected a date, found {left}"
    if not is_one_of(right, {"list"}) or not is_one_of(right.item or ANY, {"integer"}):
        return f"expected {RIGHT}, found {right}"
    return None


def refuses(_left: Type, right: Any) -> str | None:
    if len(right) != 2:
        return f"expected {RIGHT}, found {len(right)}"
    return "expected the lower value first" if right[0] > right[1] else None


def evaluate(left: Any, right: Any, facts: Facts) -> Verdict:
    born, years = _day(left), coerce(right, _YEARS)[0]
    if born is None or facts.today is None or not years or len(years) != 2:
        return Verdict.UNEVALUABLE
    return of(years[0] <= _age(born, facts.today) <= years[1])


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    day: date | None = coerce(value, DATE)[0]
    return day


def _age(born: date, today: date) -> int:
    """Whole years; who was born on 29 February has a birthday on 1 March in the years without one."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
