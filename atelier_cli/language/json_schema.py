"""JSON Schemas (2020-12) made ready to check values against, with problems in our words.

Patterns are RE2, so that no schema and no value can make a check slow, and nothing is ever fetched: a `$ref` leads
into the schema itself.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, SchemaError
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable

from atelier_cli.language.durations import parse_duration
from atelier_cli.language.instants import parse_day, parse_instant
from atelier_cli.language.patterns import PatternError, compile_pattern
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.shown import shown

#: What keeps a value from satisfying a schema; nothing where it does.
Check = Callable[[Any], Problems]

_RULE = "schema"


def compile_schema(schema: Mapping[str, Any]) -> tuple[Check, Problems]:
    """The check that a schema asks for, and what is wrong with the schema itself."""
    try:
        Draft202012Validator.check_schema(schema)
        validator = _Validator(schema, format_checker=_FORMATS, registry=Registry())
        validator.is_valid(None)
    except SchemaError as error:
        path = tuple(error.absolute_path)
        return _anything, (Problem("invalid-schema", _message(error), path),)
    except (PatternError, Unresolvable) as error:
        return _anything, (Problem("invalid-schema", str(error)),)
    return lambda value: _problems(validator, value), ()


def _anything(_value: Any) -> Problems:
    return ()


def _problems(validator: Any, value: Any) -> Problems:
    try:
        found = sorted(validator.iter_errors(value), key=lambda error: [str(step) for step in error.absolute_path])
    except (PatternError, Unresolvable) as error:
        return (Problem("invalid-schema", str(error)),)
    return tuple(Problem(_RULE, _message(error), tuple(error.absolute_path)) for error in found)


def _message(error: ValidationError | SchemaError) -> str:
    say = _SAID.get(str(error.validator))
    if say is not None:
        return say(error.instance, error.validator_value)
    if error.validator == "required":
        return f"{error.message.removesuffix(' is a required property').replace(chr(39), '`')} is missing"
    if error.validator == "additionalProperties" and isinstance(error.schema, Mapping):
        members: Mapping[str, Any] = error.instance  # type: ignore[assignment]  # only an object has members
        extra = sorted(set(members) - set(error.schema.get("properties", ())))
        return f"unknown member {', '.join(f'`{name}`' for name in extra)}"
    return error.message[:1].lower() + error.message[1:]


def _bound(words: str) -> Callable[[Any, Any], str]:
    return lambda found, wanted: f"expected {words} {shown(wanted)}, found {shown(found)}"


def _count(words: str, things: str) -> Callable[[Any, Any], str]:
    return lambda found, wanted: f"expected {words} {wanted} {things}, found {len(found)}"


def _type(found: Any, wanted: Any) -> str:
    kinds = wanted if isinstance(wanted, list) else [wanted]
    return f"expected {' or '.join(kinds)}, found {shown(found)}"


#: What is said of a value that breaks a keyword, by the value and what the keyword says.
_SAID: dict[str, Callable[[Any, Any], str]] = {
    "type": _type,
    "enum": lambda found, wanted: f"expected one of {', '.join(map(shown, wanted))}, found {shown(found)}",
    "const": lambda found, wanted: f"expected {shown(wanted)}, found {shown(found)}",
    "format": lambda found, wanted: f"expected {wanted}, found {shown(found)}",
    "pattern": lambda found, wanted: f"expected text that matches {wanted}, found {shown(found)}",
    "minimum": _bound("at least"),
    "maximum": _bound("at most"),
    "exclusiveMinimum": _bound("more than"),
    "exclusiveMaximum": _bound("less than"),
    "multipleOf": _bound("a multiple of"),
    "minLength": _count("at least", "characters"),
    "maxLength": _count("at most", "characters"),
    "minItems": _count("at least", "items"),
    "maxItems": _count("at most", "items"),
}


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and compile_pattern(pattern).search(value) is None:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _members(validator: Any, patterns: Mapping[str, Any], value: Any, _schema: Any) -> Iterator[ValidationError]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    for pattern, below in patterns.items():
        for name, member in pairs:
            if compile_pattern(pattern).search(name) is not None:
                yield from validator.descend(member, below, path=name, schema_path=pattern)


_Validator: Any = extend(  # type: ignore[no-untyped-call]  # jsonschema leaves it untyped
    Draft202012Validator, {"pattern": _pattern, "patternProperties": _members}
)

_FORMATS = FormatChecker(formats=("email", "ipv4", "ipv6", "uuid"))
_FORMATS.checks("date")(lambda value: not isinstance(value, str) or parse_day(value) is not None)
_FORMATS.checks("date-time")(lambda value: not isinstance(value, str) or parse_instant(value) is not None)
_FORMATS.checks("duration")(lambda value: not isinstance(value, str) or parse_duration(value) is not None)
