"""Which expressions say the same whatever they read; evaluation agrees."""

import pytest

from atelier_cli.language.expression.constant import constant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("!true", False),
        ("1 < 2", True),
        ("1 in [2, 3]", False),
        ("x || true", True),
        ("x && 1 > 2", False),
        ("x && true", None),
        ("x || false", None),
        ("true ? x : false", None),
        ("false ? x : false", False),
        ("x ? true : 1 < 2", True),
        ("x ? true : false", None),
        ("1 / 0 == 1", None),
        ("1 + 1", None),
        ("x", None),
        ("'a'.matches('a')", None),
        ("true &&", None),
    ],
)
def test_what_an_expression_always_says(text: str, expected: object) -> None:
    assert constant(text) is expected
