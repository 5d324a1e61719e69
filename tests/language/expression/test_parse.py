"""Properties of reading and writing expressions, over trees and over any text."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.limits import MAX_INT, MIN_INT
from atelier_cli.language.expression.parse import MACROS, PRECEDENCE, parse
from atelier_cli.language.expression.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    MapNode,
    Name,
    Select,
    Unary,
)
from atelier_cli.language.expression.unparse import unparse
from atelier_cli.language.expression.values import kind_of
from tests.support.examples import examples

NOWHERE = (0, 0)
WORDS = st.sampled_from(["a", "context", "x1", "_y", "input"])
MEMBERS = st.sampled_from(["a", "in", "some-member", "if", "true", "b.c"])
LITERALS = st.one_of(
    st.none().map(lambda value: Literal(value, "null", NOWHERE)),
    st.booleans().map(lambda value: Literal(value, "bool", NOWHERE)),
    st.integers(MIN_INT, MAX_INT).map(lambda value: Literal(value, "int", NOWHERE)),
    st.floats(allow_nan=False).map(lambda value: Literal(value, "double", NOWHERE)),
    st.text(max_size=8).filter(str.isprintable).map(lambda value: Literal(value, "string", NOWHERE)),
    st.text("\\'\"\n\t\x00é", max_size=4).map(lambda value: Literal(value, "string", NOWHERE)),
)
LEAVES = LITERALS | st.builds(Name, WORDS, st.just(NOWHERE), st.booleans())


def grow(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Trees one level above others, as the parser builds them: a chain of `&&` is one node."""
    at, few = st.just(NOWHERE), st.lists(inner, max_size=3).map(tuple)
    selects = st.builds(Select, inner, MEMBERS, at, at)
    operators = st.sampled_from([sign for sign in PRECEDENCE if sign not in {"&&", "||"}])
    return st.one_of(
        selects,
        selects.map(lambda select: Has(select, NOWHERE)),
        st.builds(Index, inner, inner, at),
        st.builds(Call, st.sampled_from(["size", "f"]), st.none() | inner, few, at, at),
        st.builds(ListNode, few, at),
        st.builds(MapNode, st.lists(st.tuples(inner, inner), max_size=2).map(tuple), at),
        st.builds(Unary, st.sampled_from("!-"), inner, at),
        st.builds(Binary, operators, inner, inner, at, at),
        st.builds(chain, st.sampled_from(["&&", "||"]), inner, st.lists(inner, min_size=1, max_size=2)),
        st.builds(Conditional, inner, inner, inner, at),
        st.builds(macro, st.sampled_from(sorted(MACROS)), inner, WORDS, inner, inner),
    )


def chain(sign: str, first: Expression, rest: list[Expression]) -> Expression:
    head = first.terms if isinstance(first, Logic) and first.operator == sign else (first,)
    return Logic(sign, (*head, *rest), NOWHERE)  # type: ignore[arg-type]  # one of the two


def macro(word: str, target: Expression, variable: str, condition: Expression, body: Expression) -> Expression:
    return Macro(word, target, variable, condition, body if word == "map" else None, NOWHERE, NOWHERE)  # type: ignore[arg-type]  # one of the five


TREES = st.recursive(LEAVES, grow, max_leaves=12)
TOKENS = st.sampled_from(
    ["a", "context", ".", ",", "(", ")", "[", "]", "{", "}", "?", ":", "!", "-", "+", "*", "&&", "||", "==", "<", "in",
     "1", "0.5", "'x'", '"', "'", "null", "true", "has", "map", "and", "not", "$", "`b`", "=", "//", " "]
)  # fmt: skip


@given(TREES)
@examples(300)
def test_that_a_tree_is_read_back_from_its_text(tree: Expression) -> None:
    found, problems = parse(unparse(tree))

    assert problems == ()
    assert found == tree


@given(st.text(max_size=60) | st.lists(TOKENS, max_size=25).map("".join) | st.lists(TOKENS, max_size=25).map(" ".join))
@examples(500)
def test_that_any_text_is_read_without_breaking(text: str) -> None:
    tree, problems = parse(text)

    assert tree is not None or problems
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text)
    if tree is not None and not problems:
        assert parse(unparse(tree)) == (tree, ())


@given(TREES)
@examples(300)
def test_that_evaluating_gives_a_value_or_an_evaluation_error(tree: Expression) -> None:
    evaluate = compile_expression(tree)

    with suppress(EvaluationError):
        assert kind_of(evaluate({"context": {"a": 1}, "input": [1, "b"], "a": 1.5})) != "unknown"
