"""Google's implementation of CEL and ours accept, reject and compute the same, but for what a table says and why.

Expressions are generated over roots of declared types. Both sides check them and evaluate what they accept, on the same
values.
"""

import math
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.diagnostics import Severity
from atelier_cli.language.expression.check import check
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.incoming import cel_scope
from atelier_cli.language.expression.library import FUNCTIONS_BY_NAME, METHODS_BY_NAME
from atelier_cli.language.expression.parse import PRECEDENCE
from atelier_cli.language.expression.prepare import prepare
from atelier_cli.language.expression.syntax import Expression, Name
from atelier_cli.language.expression.timestamps import timestamp_of_datetime
from atelier_cli.language.expression.unparse import unparse
from atelier_cli.language.expression.values import Duration, Timestamp, from_key, kind_of
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names
from atelier_cli.language.types import (
    BOOLEAN,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    STRING,
    Type,
    list_of,
    map_of,
)
from tests.support.examples import examples
from tests.support.expressions import AT, KINDS, trees
from tests.support.problems import told

cel = pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python is not installed")

#: By root: its kind, its type as we and as Google call it, and its value.
ROOTS: dict[str, tuple[str, Type, Any, Any]] = {
    "i": ("int", INTEGER, cel.Type.INT, 3),
    "n": ("int", INTEGER, cel.Type.INT, -7),
    "z": ("int", INTEGER, cel.Type.INT, 0),
    "d": ("double", NUMBER, cel.Type.DOUBLE, 0.5),
    "m": ("double", NUMBER, cel.Type.DOUBLE, -2.75),
    "s": ("string", STRING, cel.Type.STRING, "ab"),
    "b": ("bool", BOOLEAN, cel.Type.BOOL, True),
    "t": ("timestamp", DATETIME, cel.Type.TIMESTAMP, datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
    "u": ("duration", DURATION, cel.Type.DURATION, timedelta(hours=1, seconds=5)),
    "li": ("list[int]", list_of(INTEGER), cel.Type.List(cel.Type.INT), [1, 2, 3]),
    "ld": ("list[double]", list_of(NUMBER), cel.Type.List(cel.Type.DOUBLE), [1.0, 2.5]),
    "ls": ("list[string]", list_of(STRING), cel.Type.List(cel.Type.STRING), ["a", "ab", ""]),
    "mi": ("map[int]", map_of(STRING, INTEGER), cel.Type.Map(cel.Type.STRING, cel.Type.INT), {"a": 1, "é": 2}),
}
NAMES = Names({root: type for root, (_, type, _, _) in ROOTS.items()})
VALUES = {root: value for root, (_, _, _, value) in ROOTS.items()}
SCOPE = cel_scope(VALUES, NAMES, NAMES.roots)
ENVIRONMENT = cel.NewEnv(variables={root: type for root, (_, _, type, _) in ROOTS.items()})
READABLE = {kind: tuple(Name(root, AT) for root, (one, *_) in ROOTS.items() if one == kind) for kind in KINDS}
#: Half of them are conditions; one part in thirty is of another kind than the one that belongs there.
TREES = st.sampled_from([*KINDS, *["bool"] * len(KINDS)]).flatmap(lambda kind: trees(READABLE, kind, slip=30))

#: What we reject and Google accepts, by the rule that rejects it and what the message says. Google too finds all of it,
#: when it evaluates the part.
STRICTER = {
    ("expression-syntax", "unsigned integers are not part"): "a number that is never negative is an int",
    ("expression-syntax", "bytes are not part"): "texts are strings",
    ("bad-literal", ""): "a text that is written out and cannot be read",
    ("duplicate-key", ""): "a map that names a key twice",
    ("unknown-name", ""): "a member that a map which is written out does not have, or null has",
    ("wrong-operand", "as a key, found number"): "a double as a key of a map",
    ("wrong-operand", "integer or number"): "what is now an int, now a double: Google's checker takes it for anything",
    ("wrong-argument", "integer or number"): "the same",
    ("wrong-operand", "null"): "null as an operand: Google's checker takes any instant and duration to be null perhaps",
    ("wrong-argument", "null"): "the same",
    ("wrong-argument", "`duration` expected duration or string, found integer"): "Google declares it, and has none",
    ("wrong-argument", "`int` expected integer, number, string or datetime, found duration"): "the same",
}
#: What Google's checker rejects and we accept, by what it says of the types. Google's evaluation without the checker
#: computes the same as ours.
LOOSER = {
    ("int", "double"): "numbers may be compared and be the two sides of `?:`: JSON tells them apart by accident",
    ("null_type",): "any value may be compared with null and be the other side of it in `?:`, since any may be missing",
}
#: What is not generated: `!!x` and `--x`, which Google reads as `x` without a look at its type; the order in which a
#: macro goes through a map; an item of `[]` or `{}`, for which Google assumes the first overload that fits.


#: What may come between by a slip.
SLIPS = (
    "",
    "",
    *"()[]{}.,:?!<>=&|+-*/%'\"\\ 019aeinrtu_$#`\n",
    "in",
    "true",
    "null",
    "//",
    "&&",
    "1u",
    "0x1F",
    ".5",
    "r'a'",
)


def ours(text: str) -> tuple[list[Problem], Any]:
    """Why a text is rejected, and what it gives."""
    problems = [one for one in check(text, NAMES) if one.severity is Severity.ERROR]
    try:
        return problems, described(prepare(text).evaluate(SCOPE))
    except EvaluationError:
        return problems, "error"


def theirs(text: str, *, checked: bool = True) -> tuple[str, Any]:
    """Why a text is rejected, and what it gives."""
    try:
        compiled = ENVIRONMENT.compile(text, disable_check=not checked)
        value = compiled.eval(data=VALUES)
    except RuntimeError as refusal:
        is_static = "ERROR: <input>" in str(refusal)
        return (str(refusal) if is_static else ""), "error"
    return "", "error" if value.type() == cel.Type.ERROR else described(google_value(value.plain_value()))


def google_value(value: Any) -> Any:
    match value:
        case datetime():
            return timestamp_of_datetime(value)
        case timedelta():
            return Duration((value // timedelta(microseconds=1)) * 1000)
        case list():
            return [google_value(one) for one in value]
        case dict():
            return {key: google_value(one) for key, one in value.items()}
        case _:
            return value


def described(value: Any) -> Any:
    """The value with the kind of all that it holds, since Python takes 1, 1.0 and true for equal."""
    kind = kind_of(value)
    if kind == "list":
        return kind, [described(one) for one in value]
    if kind == "map":
        entries = [(described(from_key(key)), described(one)) for key, one in value.items()]
        return kind, sorted(entries, key=repr)
    if isinstance(value, Timestamp | Duration):
        return kind, value.nanoseconds
    return kind, "NaN" if isinstance(value, float) and math.isnan(value) else value


def agree(text: str) -> None:
    problems, gives = ours(text)
    refusal, expected = theirs(text)
    both = f"{text}\nours: {[told(one) for one in problems]} {gives}\ntheirs: {refusal} {expected}"
    if problems and not refusal:
        assert all(is_stricter(one) for one in problems), both
    elif refusal and not problems:
        assert is_looser(refusal), both
        assert gives == theirs(text, checked=False)[1], both
    elif not problems:
        assert gives == expected, both


def is_stricter(problem: Problem) -> bool:
    return any(problem.rule == rule and part in problem.message for rule, part in STRICTER)


def is_looser(refusal: str) -> bool:
    """Whether all that Google rejects is in the table, but for what only follows from it."""
    complaints = [line for line in refusal.splitlines() if "ERROR: <input>" in line and "'*error*'" not in line]
    return all(any(all(word in line for word in words) for words in LOOSER) for line in complaints)


def test_that_every_operator_and_function_takes_the_same_types() -> None:
    """Each with every root, and every two: so that the table neither lacks an overload nor has one too many."""
    roots = [*ROOTS, "null"]
    one, two, arguments = (
        roots,
        list(product(roots, roots)),
        list(product(("i", "n", "d", "s", "t", "u", "li"), repeat=2)),
    )
    texts = [f"{sign}{a}" for sign in "!-" for a in one]
    texts += [f"{a} {sign} {b}" for sign in PRECEDENCE for a, b in two]
    for name in {*FUNCTIONS_BY_NAME, *METHODS_BY_NAME}:
        texts += [f"{name}()", *(f"{name}({a})" for a in one), *(f"{name}({a}, {b})" for a, b in arguments)]
        texts += [*(f"{a}.{name}()" for a in one), *(f"{a}.{name}({b})" for a, b in arguments)]

    for text in texts:
        agree(text)


@given(TREES)
@examples(200)
def test_that_both_agree(tree: Expression) -> None:
    agree(unparse(tree))


@given(TREES, st.randoms(use_true_random=False))
@examples(100)
def test_that_both_agree_on_texts_with_slips(tree: Expression, choose: Random) -> None:
    agree(with_slips(unparse(tree), choose))


@pytest.mark.slow
@given(TREES)
@examples(5_000)
def test_that_both_agree_on_thousands(tree: Expression) -> None:
    agree(unparse(tree))


@pytest.mark.slow
@given(TREES, st.randoms(use_true_random=False))
@examples(5_000)
def test_that_both_agree_on_thousands_with_slips(tree: Expression, choose: Random) -> None:
    agree(with_slips(unparse(tree), choose))


def with_slips(text: str, choose: Random) -> str:
    """The text with a few of its characters lost, replaced or added."""
    for _ in range(choose.randrange(1, 3)):
        start = choose.randrange(len(text) + 1)
        end = start + choose.randrange(3)
        text = text[:start] + choose.choice(SLIPS) + text[end:]
    return text
