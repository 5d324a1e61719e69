"""Which names an expression needs, and which it has asked for before it reads them."""

import pytest

from atelier_cli.language.expression.needs import needs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("context.a > 1 && steps['b-c'].d == 2", ["a", "b-c"]),
        ("has(context.a)", []),
        ("has(context.a.b)", ["a"]),
        ("has(context.a) && context.a > 1", []),
        ("context.a > 1 && has(context.a)", []),
        ("has(context.a) || context.a > 1", ["a"]),
        ("!has(context.a) || context.a > 1", []),
        ("has(context.a) ? context.a : context.b", ["b"]),
        ("has(context.a) ? 1 : context.a", ["a"]),
        ("!has(context.a) ? 1 : context.a", []),
        ("(has(context.a) || has(context.b)) && context.a > context.b", ["a", "b"]),
        ("(has(context.a) && has(context.b)) && context.a > context.b", []),
        ("(has(context.a) ? has(context.b) : has(context.b)) && context.b > 1", []),
        ("'b-c' in steps && steps['b-c'].d == 2", []),
        ("!('b-c' in steps) && steps['b-c'].d == 2", ["b-c"]),
        ("has(context.b) && context.a > 1", ["a"]),
        ("[1].exists(context, context.a > 1) && context.b", ["b"]),
        ("context.list.all(one, one > context.least)", ["list", "least"]),
        ("size(context) > 1", []),
        ("context.a >", []),
    ],
)
def test_a_name_is_needed_unless_it_was_asked_for(text: str, expected: list[str]) -> None:
    assert [need.name for need in needs(text)] == expected


def test_a_need_says_where_the_name_stands() -> None:
    text = "has(context.a) || context.bee > 1"
    (need,) = needs(text)
    assert (need.root, text[slice(*need.span)]) == ("context", "bee")
