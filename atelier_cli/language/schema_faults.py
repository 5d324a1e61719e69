"""What is wrong with a JSON Schema (2020-12) itself, each fault at its place.

A table of the keywords, by what may stand behind each: it says of a schema what the meta-schema says, but where, in our
words, and without loading a validator. Keywords that are not known may stand in a schema, unless they are misspelt.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.language.patterns import PatternError, compile_pattern
from atelier_cli.language.problems import Problem, Problems, below
from atelier_cli.language.shown import shown
from atelier_cli.names import suggest

RULE = "invalid-schema"
#: The rule of a format that validators pass over: a fault of the schema, but none that makes it invalid.
FORMAT_RULE = "unknown-format"
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
#: Schemas in schemas that are looked into; YAML allows no more.
_DEEPEST = 64

#: What is wrong with what stands behind a keyword: none, or what was expected.
_Expect = Callable[[Any], str | None]


def schema_faults(schema: Any) -> Problems:
    """All that is wrong with a schema; paths start at it."""
    return tuple(_faults(schema, schema, 0))


def _faults(schema: Any, top: Any, depth: int) -> Iterator[Problem]:
    if isinstance(schema, bool) or depth > _DEEPEST:
        return
    if not isinstance(schema, Mapping):
        yield Problem(RULE, f"expected a schema, found {shown(schema)}")
        return
    for keyword, said in schema.items():
        yield from below((keyword,), _keyword(keyword, said, top, depth))
    yield from _misspelt(schema)


def _keyword(keyword: str, said: Any, top: Any, depth: int) -> Iterator[Problem]:
    if keyword in _SCHEMA:
        yield from _faults(said, top, depth + 1)
    elif keyword in _SCHEMAS_BY_NAME and isinstance(said, Mapping):
        for name, one in said.items():
            yield from below((name,), _faults(one, top, depth + 1))
    elif keyword in _LISTS_OF_SCHEMAS and isinstance(said, list) and said:
        for i, one in enumerate(said):
            yield from below((i,), _faults(one, top, depth + 1))
    elif keyword == "$ref":
        yield from _reference(said, top)
    elif keyword in _EXPECTED and (expected := _EXPECTED[keyword](said)) is not None:
        yield _problem((), expected, said)
    elif keyword == "format" and said not in _FORMATS:
        yield Problem(FORMAT_RULE, f"unknown format `{said}`", help=suggest(said, _FORMATS), known=_FORMATS)


def _problem(path: Path, expected: str, said: Any) -> Problem:
    return Problem(RULE, f"expected {expected}, found {shown(said)}", path)


def _misspelt(schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Keywords that are none but nearly are, and required members that are nearly those of the schema."""
    for keyword in schema:
        meant = None if keyword in _KEYWORDS or keyword.startswith("x-") else suggest(keyword, _KEYWORDS)
        if meant:
            yield Problem(RULE, f"unknown keyword `{keyword}`", (keyword,), help=f"did you mean `{meant}`?")
    members, required = schema.get("properties"), schema.get("required")
    if isinstance(members, Mapping) and isinstance(required, list):
        for i, name in enumerate(required):
            meant = suggest(name, members) if isinstance(name, str) and name not in members else None
            if meant:
                message = f"required member `{name}` is not among the properties"
                yield Problem(RULE, message, ("required", i), help=f"did you mean `{meant}`?")


def _reference(said: Any, top: Any) -> Iterator[Problem]:
    if not isinstance(said, str):
        yield _problem((), "a reference", said)
    elif not said.startswith("#"):
        yield Problem(RULE, f"`{said}` leads out of the schema", help="nothing is fetched: put it under `$defs`")
    elif not _leads_somewhere(said, top):
        yield Problem(RULE, f"`{said}` leads nowhere", help="write it as in `#/$defs/address`")


def _leads_somewhere(reference: str, top: Any) -> bool:
    if not reference.startswith("#/"):
        return True
    at = top
    for name in reference.split("/")[1:]:
        name = name.replace("~1", "/").replace("~0", "~")  # noqa: PLW2901  # as a JSON pointer writes it
        if isinstance(at, list) and name.isdigit() and int(name) < len(at):
            at = at[int(name)]
        elif isinstance(at, Mapping) and name in at:
            at = at[name]
        else:
            return False
    return True


def _is(kind: type | tuple[type, ...], expected: str) -> _Expect:
    return lambda said: None if isinstance(said, kind) else expected


def _type(said: Any) -> str | None:
    kinds = said if isinstance(said, list) else [said]
    known = bool(kinds) and all(isinstance(kind, str) and kind in _TYPES for kind in kinds)
    return None if known and len(set(kinds)) == len(kinds) else f"one of {', '.join(_TYPES)}"


def _names(said: Any) -> str | None:
    are_names = isinstance(said, list) and all(isinstance(name, str) for name in said)
    return None if are_names and len(set(said)) == len(said) else "a list of different names"


def _names_by_name(said: Any) -> str | None:
    is_right = isinstance(said, Mapping) and all(_names(one) is None for one in said.values())
    return None if is_right else "lists of names, by name"


def _number(said: Any) -> str | None:
    return None if isinstance(said, int | float) and not isinstance(said, bool) else "a number"


def _positive(said: Any) -> str | None:
    return None if _number(said) is None and said > 0 else "a number above 0"


def _count(said: Any) -> str | None:
    is_whole = isinstance(said, int) or (isinstance(said, float) and said.is_integer())
    return None if is_whole and not isinstance(said, bool) and said >= 0 else "a whole number from 0"


def _pattern(said: Any) -> str | None:
    if not isinstance(said, str):
        return "a pattern"
    try:
        compile_pattern(said)
    except PatternError as error:
        return f"a pattern ({error})"
    return None


_SCHEMA = frozenset((
    "items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else", "unevaluatedItems",
    "unevaluatedProperties", "contentSchema",
))  # fmt: skip
_SCHEMAS_BY_NAME = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))
_LISTS_OF_SCHEMAS = frozenset(("prefixItems", "allOf", "anyOf", "oneOf"))
#: Those of JSON Schema 2020-12, validation, section 7.3.
_FORMATS = (
    "date", "time", "date-time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
    "uri-reference", "uri-template", "iri", "iri-reference", "uuid", "json-pointer", "relative-json-pointer", "regex",
)  # fmt: skip
_TEXT = _is(str, "text")
_BOOL = _is(bool, "true or false")
_EXPECTED: Mapping[str, _Expect] = {
    "type": _type,
    "required": _names,
    "dependentRequired": _names_by_name,
    "enum": _is(list, "a list of values"),
    "examples": _is(list, "a list of values"),
    "pattern": _pattern,
    "multipleOf": _positive,
    **dict.fromkeys(_SCHEMAS_BY_NAME, _is(Mapping, "schemas by name")),
    **dict.fromkeys(_LISTS_OF_SCHEMAS, lambda _said: "a list of schemas"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _number),
    **dict.fromkeys(
        ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains",
         "maxContains"),
        _count,
    ),
    **dict.fromkeys(("uniqueItems", "readOnly", "writeOnly", "deprecated"), _BOOL),
    **dict.fromkeys(
        ("format", "title", "description", "contentEncoding", "contentMediaType", "$id", "$schema", "$comment",
         "$anchor", "$dynamicRef", "$dynamicAnchor"),
        _TEXT,
    ),
}  # fmt: skip
_KEYWORDS = frozenset((*_SCHEMA, *_EXPECTED, "$ref", "const", "default", "$vocabulary"))
