"""The public conformance cases of CEL, but for those that are outside our subset."""

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.values import BoolKey, Duration, from_key, kind_of

FOLDER = os.environ.get("ATELIER_CONFORMANCE_DIR", "")
CASES = json.loads((Path(FOLDER) / "cel.json").read_text(encoding="utf-8"))["cases"] if FOLDER else []
OUTSIDE = {
    case: group["why"]
    for group in yaml.safe_load(Path(__file__).with_name("outside_subset.yaml").read_text(encoding="utf-8"))
    for case in group["cases"]
}

pytestmark = pytest.mark.skipif(not FOLDER, reason="ATELIER_CONFORMANCE_DIR names no folder with cel.json")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    met = outcome(case) == expectation(case)

    assert met is (case["id"] not in OUTSIDE), OUTSIDE.get(case["id"], f"{outcome(case)} != {expectation(case)}")


def test_that_every_case_outside_the_subset_is_a_case() -> None:
    assert OUTSIDE.keys() <= {case["id"] for case in CASES}


def outcome(case: dict[str, Any]) -> Any:
    """The value with its kind, or the word error: for a text that is no expression too."""
    tree, problems = parse(case["expr"])
    if tree is None or problems:
        return "error"
    try:
        return described(compile_expression(tree)(bound(case["bindings"])))
    except EvaluationError:
        return "error"


def bound(bindings: dict[str, Any]) -> dict[str, Any]:
    """The roots. What CEL calls `a.b` is to us a member of `a`; of `a.b` and `a.b.c` the longer name has the say."""
    roots: dict[str, Any] = {}
    for name in sorted(bindings, key=len):
        *above, last = name.split(".")
        holder = roots
        for step in above:
            holder = holder.setdefault(step, {})
        holder[last] = value_of(bindings[name])
    return roots


def expectation(case: dict[str, Any]) -> Any:
    return described(value_of(case["expect"]["value"])) if "value" in case["expect"] else "error"


def value_of(written: dict[str, Any]) -> Any:  # noqa: PLR0911  # one branch a kind
    """A value of the cases, of which each says its type."""
    ((kind, value),) = written.items()
    match kind:
        case "int":
            return int(value)
        case "double":
            return float(value)
        case "list":
            return [value_of(one) for one in value]
        case "map":
            return {key_of(value_of(key)): value_of(one) for key, one in value}
        case "null":
            return None
        case "duration":
            return Duration(value[0] * 1_000_000_000 + value[1])
        case _:
            return value


def key_of(key: Any) -> Any:
    return BoolKey(key) if isinstance(key, bool) else key


def described(value: Any) -> Any:
    """The value with the kind of all that it holds, since Python takes 1, 1.0 and true for equal."""
    kind = kind_of(value)
    if kind == "list":
        return kind, [described(one) for one in value]
    if kind == "map":
        entries = [(described(from_key(key)), described(one)) for key, one in value.items()]
        return kind, sorted(entries, key=repr)
    return kind, "NaN" if isinstance(value, float) and math.isnan(value) else value
