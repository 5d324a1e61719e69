"""What a check finds nothing wrong with is evaluated for all values of the declared types, or fails as CEL allows.

It may divide by zero, overflow, look for what is not there or convert what cannot be converted. It never lacks an
overload, a name or a function, and what it gives is of the type that was told.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import event, given, note
from hypothesis import strategies as st

from atelier_cli.diagnostics import Severity
from atelier_cli.language.expression import check as checking
from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.outcome import NO_FACTS, Outcome
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.incoming import cel_scope
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.prepare import prepare
from atelier_cli.language.expression.syntax import Expression, Name, Select
from atelier_cli.language.expression.unparse import unparse
from atelier_cli.language.expression.values import kind_of
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type
from tests.support.examples import examples
from tests.support.expressions import AT, KINDS, trees
from tests.support.types import type_of

#: The ways in which an expression that is typed may fail; `no-such-overload` and what nobody knows are none.
ALLOWED = {
    "no-such-key", "overflow", "divide-by-zero", "index-out-of-bounds", "out-of-range", "bad-conversion", "bad-pattern",
    "duplicate-key", "limit",
}  # fmt: skip
INPUT = {
    "count": "integer",
    "ratio": "number",
    "fee": "money",
    "share": "decimal or null",
    "visits": "integer or null",
    "title": "string",
    "note": "text or null",
    "status": "enum(open, closed)",
    "urgent": "boolean",
    "checked": "boolean or null",
    "at": "datetime",
    "due": "date or null",
    "wait": "duration or null",
    "numbers": "list of integer",
    "ratios": "list of number or null",
    "tags": "list of string or null",
}
CREW = {"name": "string", "lead": "user or null", "size": "integer or null"}
ENTITIES = {
    "report": {"crew": type_of("crew or null"), "reporter": type_of("user"), "visits": type_of("integer")},
    "crew": {name: type_of(type) for name, type in CREW.items()},
    "user": {"email": type_of("email or null")},
}
NAMES = Names(
    {"input": type_of(INPUT), "entity": type_of("report"), "now": type_of("datetime")},
    ENTITIES.get,
)
HELD = {"list of integer": "list[int]", "list of number": "list[double]", "list of string": "list[string]"}


def path(*names: str) -> Expression:
    found: Expression = Name(names[0], AT)
    for name in names[1:]:
        found = Select(found, name, AT, AT)
    return found


def is_nullable(node: Select) -> bool:
    """Whether what a path leads to may be null, though nothing on the way may."""
    text = unparse(node)
    return text in {"entity.crew", "entity.reporter.email"} or INPUT.get(node.member, "").endswith("or null")


def readable() -> Mapping[str, tuple[Expression, ...]]:
    """The paths of each kind, those that may be null among them."""
    found: dict[str, list[Expression]] = {kind: [] for kind in (*KINDS, "reference")}
    for name, written in INPUT.items():
        plain = written.removesuffix(" or null")
        found[HELD.get(plain) or kind_of_type(type_of(plain))].append(path("input", name))
    found["string"] += [path("entity", "crew", "name"), path("entity", "reporter", "email"), path("entity", "id")]
    found["int"] += [path("entity", "visits"), path("entity", "crew", "size")]
    found["reference"] = [path("entity", "reporter"), path("entity", "crew"), path("entity", "crew", "lead")]
    found["timestamp"].append(path("now"))
    return {kind: tuple(paths) for kind, paths in found.items()}


OPTIONAL = tuple(
    (one, kind) for kind, paths in readable().items() for one in paths if isinstance(one, Select) and is_nullable(one)
)
TREES = st.sampled_from([*KINDS, *["bool"] * len(KINDS)]).flatmap(
    lambda kind: trees(readable(), kind, optional=OPTIONAL, slip=60)
)


def value_of(type: Type, nulls: st.SearchStrategy[bool]) -> st.SearchStrategy[Any]:
    """Values of a type as JSON may hold them: a whole number with or without a point, a decimal as text."""
    whole = st.sampled_from([0, 1, 2, -3, 7, 2**62, -(2**63)])
    match kind_of_type(type):
        case "int":
            plain = whole | st.sampled_from([3.0, -1.0])
        case "double":
            plain = st.sampled_from([0, 3, 0.5, -2.25, 1e30]) | st.sampled_from(["12.50", "3"])
            plain = plain if type.name != "number" else st.sampled_from([0, 3, 0.5, -2.25, 1e30])
        case "bool":
            plain = st.booleans()
        case "timestamp":
            plain = st.sampled_from(["2026-01-31", "1969-12-31"] if type.name == "date" else ["2026-01-31T09:00:00Z"])
        case "duration":
            plain = st.sampled_from(["PT1H", "P3D", "-PT5S"])
        case "list":
            plain = st.lists(value_of(type.item or type_of("any"), nulls), max_size=3)
        case "map":
            plain = object_of(type.fields or {}, nulls)
        case "reference":
            members = ENTITIES["user" if type.name == "user" else type.entity_type]
            plain = object_of({"id": type_of("string"), **members}, nulls)
        case _:
            plain = st.sampled_from(type.choices or ["", "a", "12", "ab\n", "é"])
    if not type.nullable:
        return plain
    return nulls.flatmap(lambda is_null: st.none() if is_null else plain)


def object_of(fields: Mapping[str, Type], nulls: st.SearchStrategy[bool]) -> st.SearchStrategy[Any]:
    """Objects, in which what is null may be missing as well."""
    whole = st.fixed_dictionaries({name: value_of(type, nulls) for name, type in fields.items()})
    return st.tuples(whole, st.booleans()).map(
        lambda both: {name: one for name, one in both[0].items() if one is not None} if both[1] else both[0]
    )


def values(nulls: st.SearchStrategy[bool]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({root: value_of(type, nulls) for root, type in NAMES.roots.items()})


FULL = values(st.just(value=False))
ANY_VALUES = values(st.booleans())


def judged(text: str) -> tuple[Type, list[Problem], bool]:
    """The type of a text, its problems, and whether anything in it is of a type that nobody knows."""
    tree, faults = parse(text)
    assert tree is not None
    assert faults == ()
    problems: list[Problem] = []
    types: list[Type] = []

    def recorded(node: Expression, checker: Checker) -> Outcome:
        outcome = checking._check(node, checker)
        types.append(outcome.type)
        return outcome

    outcome = recorded(tree, Checker(recorded, text, NAMES, problems, (), {}, NO_FACTS))
    return outcome.type, problems, any(is_unknown(type) for type in types)


def is_unknown(type: Type) -> bool:
    return kind_of_type(type) == "any" or (type.item is not None and is_unknown(type.item))


def prove(tree: Expression, scope: dict[str, Any], *, full: bool) -> None:
    text = unparse(tree)
    type, problems, is_dynamic = judged(text)
    # Of values that are all there, only a null that is written out may stop the evaluation.
    reported = [one for one in problems if not full or "null" in text or one.severity is Severity.ERROR]
    if reported or is_dynamic:
        event("not clean" if reported else "dynamic")
        return
    event("clean")
    note(f"{text}\n{scope}")
    try:
        value = prepare(text).evaluate(cel_scope(scope, NAMES, NAMES.roots))
    except EvaluationError as error:
        assert error.code in ALLOWED, f"{error.code}: {error.message}"  # noqa: PT017  # only if there is one
        return
    assert of_type(value, type), f"{kind_of(value)} is not {type}"


def of_type(value: Any, type: Type) -> bool:
    """Whether a value is of a type, and all that it holds."""
    kind, wanted = kind_of(value), kind_of_type(type)
    if value is None:
        return type.nullable
    if wanted == "numeric":
        return kind in {"int", "double"}
    if kind == wanted == "list":
        return all(of_type(one, type.item) for one in value) if type.item else True
    return kind == wanted


@given(TREES, ANY_VALUES)
@examples(150)
def test_that_what_is_clean_is_evaluated(tree: Expression, scope: dict[str, Any]) -> None:
    prove(tree, scope, full=False)


@given(TREES, FULL)
@examples(100)
def test_that_only_a_null_stops_what_might_be_null(tree: Expression, scope: dict[str, Any]) -> None:
    prove(tree, scope, full=True)


@pytest.mark.slow
@given(TREES, ANY_VALUES)
@examples(4_000)
def test_that_thousands_that_are_clean_are_evaluated(tree: Expression, scope: dict[str, Any]) -> None:
    prove(tree, scope, full=False)


@pytest.mark.slow
@given(TREES, FULL)
@examples(2_000)
def test_that_only_a_null_stops_thousands(tree: Expression, scope: dict[str, Any]) -> None:
    prove(tree, scope, full=True)
