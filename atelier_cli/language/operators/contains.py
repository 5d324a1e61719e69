"""The left side, a text, has the right side somewhere in it; case counts. For lists there is `includes`.

Example:
    `{field: description, operator: contains, value: gas}`
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
    return of(None if both is None else both[1] in both[0])
