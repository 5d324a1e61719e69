"""Turns what pydantic says of a document into findings: one for each mistake, in our words."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, Protocol

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Path, Place, Severity
from atelier_cli.sheet.shape import discriminator, keys_at, without_tags

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "mapping_type": "a mapping",
}
_PATTERNS = {
    names.SNAKE_CASE: "a name in snake_case",
    names.KEBAB_CASE: "a name in kebab-case",
    names.WORD_CASE: "a name in kebab-case or snake_case",
    names.KEY_CASE: "lower-case words joined by hyphens or underscores",
    names.DOTTED: "words in snake_case joined by dots",
    names.ASSIGNEE: "`user:<key>` or `role:<name>`",
    names.HOP: "a relation as `relation>`, or backward as `<relation`",
    names.RECIPIENTS: "`field:<path>`, `role:<name>`, `user:<key>` or `group:<name>`",
    names.FIELD_OF_TYPE: "`entity_type.field`",
    names.CONTENT_TYPE: "a content type such as `image/png` or `image/*`",
}
_QUOTED = re.compile(r"'([^']*)'")


#: The name for the item at whose key a location ends; empty where there is none to propose.
Propose = Callable[[Path], str]


class Locate(Protocol):
    """The place in the document of a path into the validated data."""

    def __call__(self, path: Path, part: Literal["key", "value"] = "value") -> Place: ...


def finding(problem: ErrorDetails, model: type[BaseModel], place: Locate, propose: Propose) -> Diagnostic:
    """The finding that a problem of pydantic amounts to."""
    location: Path = problem["loc"]
    path = without_tags(model, location)
    match problem["type"]:
        case "extra_forbidden":
            return _unknown_key(path, keys_at(model, location[:-1]), place)
        case "missing":
            return _missing_key(path, place, propose(location))
        case "union_tag_not_found":
            return _missing_key((*path, discriminator(model, location)), place)
        case "union_tag_invalid" | "literal_error":
            return _unknown_word(problem, path, discriminator(model, location), place)
        case _:
            return _wrong_value(problem, path, place)


def _meant(word: str, known: Collection[str]) -> str:
    return names.suggest(word, known) or names.continued(word, known)


def _unknown_key(path: Path, known: tuple[str, ...], locate: Locate) -> Diagnostic:
    place = locate(path, "key")
    meant = _meant(str(path[-1]), known)
    return Diagnostic(
        "unknown-key",
        Severity.ERROR,
        f"unknown key `{path[-1]}`",
        place,
        annotation=f"known here: {names.alternatives(known)}" if known else "",
        help=f"did you mean `{meant}`?" if meant else "remove it",
        fixes=(Fix(f"rename to `{meant}`", safe=False, edits=(Edit(place, meant),)),) if meant else (),
    )


def _missing_key(path: Path, locate: Locate, name: str = "") -> Diagnostic:
    """`name` is what the key could say, where it is the name of an item; nobody but its author knows it."""
    *holder, key = path
    named = bool(holder) and isinstance(holder[-1], str)
    what = f"`{holder[-1]}`" if named else "this item" if holder else "the sheet"
    return Diagnostic(
        "missing-key",
        Severity.ERROR,
        f"{what} has no `{key}`",
        locate(tuple(holder), "key" if named else "value"),
        help=f"add `{key}: {name}`" if name else f"add `{key}:`",
        fixes=(Fix(f"name it `{name}`", safe=False, edits=(Edit(locate(path), name, adds=True),)),) if name else (),
    )


def _unknown_word(problem: ErrorDetails, path: Path, tag: str, locate: Locate) -> Diagnostic:
    """`tag` is the key that holds the word, where the word tells the members of a union apart."""
    found = problem["input"]
    if tag and isinstance(found, Mapping):
        path, found = (*path, tag), found.get(tag)
    known = _QUOTED.findall(problem["ctx"].get("expected_tags", "") or problem["ctx"].get("expected", ""))
    if not isinstance(found, str):
        return _wrong_type("one of " + names.alternatives(known), found, path, locate)
    place = locate(path)
    meant = _meant(found, known)
    return Diagnostic(
        "unknown-word",
        Severity.ERROR,
        f"`{path[-1]}` cannot be `{found}`" if isinstance(path[-1], str) else f"`{found}` is not a word known here",
        place,
        annotation=f"expected one of: {names.alternatives(known)}",
        help=f"did you mean `{meant}`?" if meant else "",
        fixes=(Fix(f"change to `{meant}`", safe=False, edits=(Edit(place, meant),)),) if meant else (),
    )


def _wrong_type(expected: str, found: Any, path: Path, locate: Locate) -> Diagnostic:
    unquoted = expected == "text" and isinstance(found, int | float)
    return Diagnostic(
        "wrong-type",
        Severity.ERROR,
        f"expected {expected}, found {_named(found)}",
        locate(path),
        help="put it in quotes" if unquoted else "",
    )


def _wrong_value(problem: ErrorDetails, path: Path, locate: Locate) -> Diagnostic:
    if problem["type"] in _TYPES:
        return _wrong_type(_TYPES[problem["type"]], problem["input"], path, locate)
    context = problem.get("ctx", {})
    found = problem["input"]
    match problem["type"]:
        case "string_pattern_mismatch":
            pattern = str(context["pattern"])
            message = f"expected {_PATTERNS.get(pattern, f'text that matches {pattern}')}, found `{found}`"
        case "greater_than_equal":
            message = f"expected at least {context['ge']}, found {found}"
        case "less_than_equal":
            message = f"expected at most {context['le']}, found {found}"
        case "too_short":
            message = f"expected at least {_counted(context['min_length'], 'item')}, found {context['actual_length']}"
        case "string_too_short":
            message = "expected text, found none"
        case "string_too_long":
            message = f"expected at most {context['max_length']} characters, found {len(str(found))}"
        case _:
            message = problem["msg"][:1].lower() + problem["msg"][1:]
    return Diagnostic("wrong-value", Severity.ERROR, message, locate(path))


def _named(value: Any) -> str:
    """What a value is, in a person's words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text `{value}`" if len(value) <= 40 else "a text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
