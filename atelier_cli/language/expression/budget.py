"""What one evaluation may still spend in macros: they are the one construct whose cost the text does not bound."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.limits import MAX_STEPS

#: The budget's key in a scope; no name of an expression can hold the sign.
BUDGET = "#budget"


class Budget:
    """Steps that are left."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise EvaluationError("limit", f"the expression takes more than {MAX_STEPS} steps")


def weigh(value: Any, most: int) -> int:
    """About as many steps as it takes to look at all of a value; counting ends at `most`."""
    steps = 0
    rest = [value]
    while rest and steps <= most:
        one = rest.pop()
        steps += 1
        if isinstance(one, str):
            steps += len(one) >> 6
        elif isinstance(one, Mapping):
            rest.extend(one.values())
        elif isinstance(one, list | tuple):
            rest.extend(one)
    return steps
