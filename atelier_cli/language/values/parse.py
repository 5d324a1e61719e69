"""Reads what stands for a value: one grammar everywhere."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from atelier_cli.language.durations import Duration, parse_duration
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.shown import shown
from atelier_cli.language.values.syntax import (
    Broken,
    Call,
    Formula,
    ListNode,
    Literal,
    MapNode,
    Name,
    Node,
    Reference,
)

#: What may follow the sign. A value that is none of these is text, and writes `$$`.
ROOTS = (
    "parameters", "entity", "user", "now", "today", "source", "created", "config", "function", "classification",
    "input", "context", "steps", "run", "event",
)  # fmt: skip
_INSTANTS = {"now", "today"}
_ROOT = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_NAME = re.compile(r"\.([A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)")
_OFFSET = re.compile(r"([+-])(P[0-9YMWDTHS.]+)")
_FORMS = {"$function": {"$function", "args"}, "$expr": {"$expr"}}
_ESCAPE = "write `$$` for text that begins with `$`"


def parse(value: Any) -> tuple[Node, Problems]:
    """The node of a value of JSON, and what is wrong with how it is written."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return _list(value)
    return _map(value) if isinstance(value, Mapping) else (Literal(value), ())


def _list(items: list[Any] | tuple[Any, ...]) -> tuple[Node, Problems]:
    found = [parse(item) for item in items]
    problems = tuple(one for index, (_, faults) in enumerate(found) for one in below((index,), faults))
    return ListNode(tuple(node for node, _ in found)), problems


def _map(value: Mapping[str, Any]) -> tuple[Node, Problems]:
    form = next((key for key in _FORMS if key in value), "")
    if form:
        strange = [key for key in value if key not in _FORMS[form]]
        problems = tuple(_unknown_key(key, _FORMS[form]) for key in strange)
        node, faults = _call(value) if form == "$function" else _formula(value)
        # With a key that is not known, what the rest lacks may stand there.
        return (Broken() if strange else node), (*problems, *faults)
    members, problems = _members(value)
    strange = [key for key in value if key.startswith("$") and not key.startswith("$$")]
    # What was to be worked out is of no type yet.
    return (Broken() if strange else MapNode(members)), (*problems, *(_unknown_key(key, _FORMS) for key in strange))


def _members(value: Mapping[str, Any]) -> tuple[dict[str, Node], Problems]:
    found = {key: parse(member) for key, member in value.items()}
    problems = tuple(one for key, (_, faults) in found.items() for one in below((key,), faults))
    return {key: node for key, (node, _) in found.items()}, problems


def _unknown_key(key: str, known: Mapping[str, Any] | set[str]) -> Problem:
    message, hint = unknown("key", key, known)
    return Problem("unknown-key", message, (key,), help=hint)


def _call(value: Mapping[str, Any]) -> tuple[Node, Problems]:
    name, args = value["$function"], value.get("args", {})
    if not isinstance(name, str):
        return Broken(), (
            Problem("bad-value", f"expected the name of a function, found {shown(name)}", ("$function",)),
        )
    if not isinstance(args, Mapping):
        problem = Problem("bad-value", f"expected the arguments by name, found {shown(args)}", ("args",))
        return Broken(), (problem,)
    members, problems = _members(args)
    return Call(name, members), below(("args",), problems)


def _formula(value: Mapping[str, Any]) -> tuple[Node, Problems]:
    text = value["$expr"]
    if isinstance(text, str):
        return Formula(text), ()
    return Broken(), (Problem("bad-value", f"expected the text of an expression, found {shown(text)}", ("$expr",)),)


@lru_cache(maxsize=4096)
def _text(text: str) -> tuple[Node, Problems]:
    if text.startswith("$$"):
        return Literal(text[1:]), ()
    return _reference(text) if text.startswith("$") else (Literal(text), ())


def _reference(text: str) -> tuple[Node, Problems]:
    found = _ROOT.match(text)
    if found is None:
        return _broken(f"expected a reference such as `$parameters.P`, found {shown(text)}", (0, len(text)), _ESCAPE)
    root, end = found[1], found.end()
    if root not in ROOTS:
        message, hint = unknown("reference", f"${root}", [f"${one}" for one in ROOTS])
        return Broken(), (Problem("unknown-name", message, (), (0, end), hint or _ESCAPE),)
    return _instant(text, root, end) if root in _INSTANTS else _path(text, root, end)


def _path(text: str, root: str, end: int) -> tuple[Node, Problems]:
    names: list[Name] = []
    while found := _NAME.match(text, end):
        names.append(Name(found[1], found.span(1)))
        end = found.end()
    if end < len(text):
        return _broken(f"expected a name after a dot, or the end, found {shown(text[end:])}", (end, len(text)), _ESCAPE)
    if root != "function":
        return Reference(root, tuple(names), (0, end)), ()
    if len(names) != 1:
        return _broken(f"expected `$function.name`, found {shown(text)}", (0, end))
    return Call(names[0].text, {}, names[0].span), ()


def _instant(text: str, root: str, end: int) -> tuple[Node, Problems]:
    if end == len(text):
        return Reference(root, (), (0, end)), ()
    offset = _offset(text[end:])
    if offset is None:
        message = f"expected an ISO 8601 offset such as +P3D or -PT2H, found {shown(text[end:])}"
        return _broken(message, (end, len(text)))
    return Reference(root, (), (0, len(text)), offset), ()


def _offset(text: str) -> Duration | None:
    found = _OFFSET.fullmatch(text)
    return parse_duration(f"-{found[2]}" if found[1] == "-" else found[2]) if found else None


def _broken(message: str, within: tuple[int, int], hint: str = "") -> tuple[Node, Problems]:
    return Broken(), (Problem("bad-value", message, (), within, hint),)
