"""Lists and maps that are written out."""

from dataclasses import replace
from functools import reduce

from atelier_cli.language.expression.checking.checker import Checker
from atelier_cli.language.expression.checking.joining import join
from atelier_cli.language.expression.checking.outcome import Outcome
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.syntax import Expression, ListNode, Literal, MapNode
from atelier_cli.language.types import NOTHING, Type, list_of, map_of

#: What may be a key of a map; a double may not, since no two of them are surely equal.
_KEYS = {"bool", "int", "string", "any"}


def check_list(node: ListNode, checker: Checker) -> Outcome:
    return Outcome(list_of(reduce(join, [checker.of(item).type for item in node.items], NOTHING)))


def check_map(node: MapNode, checker: Checker) -> Outcome:
    """A map, with the members that it has where all keys are words that are written out."""
    keys = [_key(key, checker) for key, _ in node.entries]
    values = [checker.of(value).type for _, value in node.entries]
    _report_repeated(node, checker)
    found = map_of(reduce(join, keys, NOTHING), reduce(join, values, NOTHING))
    words = [str(key.value) for key, _ in node.entries if isinstance(key, Literal) and key.kind == "string"]
    if len(words) < len(node.entries):
        return Outcome(found)
    return Outcome(replace(found, fields=dict(zip(words, values, strict=True)), open=False))


def _key(node: Expression, checker: Checker) -> Type:
    found = checker.of(node)
    if kind_of_type(found.type) in _KEYS:
        checker.needed(node, found)
    else:
        checker.report("wrong-operand", f"expected string, integer or boolean as a key, found {found.type}", node.span)
    return found.type


def _report_repeated(node: MapNode, checker: Checker) -> None:
    seen = set()
    for key, _ in node.entries:
        if isinstance(key, Literal):
            said = (key.kind, key.value)
            if said in seen:
                checker.report("duplicate-key", f"the map names {checker.shown(key)} twice", key.span)
            seen.add(said)
