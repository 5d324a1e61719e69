"""The left side, a text, ends with the right side; case counts.

Example:
    `{field: sample_code, operator: ends_with, value: -R}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import empty_text, not_text, text_right, texts
from atelier_cli.language.verdict import Verdict, of

RIGHT = "a text"
right_type = text_right
accepts = not_text
refuses = empty_text


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    both = texts(left, right)
    return of(None if both is None else both[0].endswith(both[1]))
