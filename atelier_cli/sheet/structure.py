"""Turns what pydantic says of a document into findings: one for each mistake, in our words."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, Protocol

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Path, Place, Severity
from atelier_cli.sheet.root_causes import Cause
from atelier_cli.sheet.shape import discriminator, holds_words, keys_at, stands_for, without_tags

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
#: What YAML 1.1 took for true and false, and YAML 1.2 takes for words and numbers.
_TRUTHS = {
    **dict.fromkeys(("yes", "on", "y", "1", "true"), "true"),
    **dict.fromkeys(("no", "off", "n", "0", "false"), "false"),
}
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,60}")
_QUOTED = re.compile(r"'([^']*)'")


#: The name for the item at whose key a location ends; empty where there is none to propose.
Propose = Callable[[Path], str]


class Locate(Protocol):
    """The place in the document of a path into the validated data."""

    def __call__(self, path: Path, part: Literal["key", "value"] = "value") -> Place: ...


def finding(cause: Cause, model: type[BaseModel], place: Locate, propose: Propose) -> Diagnostic:
    """The finding that a problem of pydantic amounts to."""
    problem = cause.problem
    location: Path = problem["loc"]
    path = without_tags(model, location)
    match problem["type"]:
        case "extra_forbidden":
            return _unknown_key(path, keys_at(model, location[:-1]), place, cause.lacking)
        case "missing":
            return _missing_key(path, place, propose(location))
        case "union_tag_not_found":
            return _missing_key((*path, discriminator(model, location)), place)
        case "union_tag_invalid" | "literal_error":
            return _unknown_word(problem, path, discriminator(model, location), place)
        case kind if kind in _TYPES:
            return _wrong_type(cause, path, place, _instead(_TYPES[kind], problem, model))
        case _:
            return _wrong_value(problem, path, place)


def _meant(word: str, known: Collection[str]) -> str:
    return names.suggest(word, known) or names.continued(word, known)


def _unknown_key(path: Path, known: tuple[str, ...], locate: Locate, lacking: tuple[str, ...]) -> Diagnostic:
    place = locate(path, "key")
    meant = _meant(str(path[-1]), known)
    expected = f"expected {' and '.join(f'`{key}`' for key in lacking)}" if lacking else "remove it"
    if path[-1] == "object_type" and path[0] == "entities":
        expected = "a reference to another entity is an entry of `relationships`"
    return Diagnostic(
        "unknown-key",
        Severity.ERROR,
        f"unknown key `{path[-1]}`",
        place,
        annotation=f"known here: {names.alternatives(known)}" if known else "",
        help=f"did you mean `{meant}`?" if meant else expected,
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
        message = f"expected one of {names.alternatives(known)}, found {_named(found)}"
        return Diagnostic("wrong-type", Severity.ERROR, message, locate(path))
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


def _wrong_type(cause: Cause, path: Path, locate: Locate, instead: str) -> Diagnostic:
    expected, found = _TYPES[cause.problem["type"]], cause.problem["input"]
    alike = f"as {'does' if cause.alike == 1 else 'do'} {_counted(cause.alike, 'more item')} of the list"
    return Diagnostic(
        "wrong-type",
        Severity.ERROR,
        f"expected {expected}, found {_named(found)}",
        locate(path),
        annotation=alike if cause.alike else "",
        help=instead,
    )


def _instead(expected: str, problem: ErrorDetails, model: type[BaseModel]) -> str:
    """What to do where the value is probably right, and only its shape is not."""
    found, location = problem["input"], problem["loc"]
    if expected == "text" and isinstance(found, int | float):
        return "put it in quotes"
    if expected == "true or false" and str(found).lower() in _TRUTHS:
        return f"write `{_TRUTHS[str(found).lower()]}`"
    if not (isinstance(found, str) and _PLAIN.fullmatch(found)):
        return ""
    if expected == "a list":
        return f"write `[{found}]`" if holds_words(model, location) else ""
    short = stands_for(model, location) if expected == "a mapping" else ""
    return f"write `{{{short}: {found}}}`" if short else ""


def _wrong_value(problem: ErrorDetails, path: Path, locate: Locate) -> Diagnostic:
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
