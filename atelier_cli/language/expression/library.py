"""Every operator and function: one line an overload, with what it takes, what it gives and what computes it.

The checker reads the types, the compiler the implementations. What is not here has rules of its own and stands in both:
`== != in && || ! ?:`, members, indices and macros.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from atelier_cli.frozen import frozen
from atelier_cli.language.expression import accessors, arithmetic, conversions, spans, strings, timestamps
from atelier_cli.language.expression.values import Duration, Timestamp

Check = Callable[[Any], object]


@frozen
class Overload:
    """One way to use a name. Types are named as `values.kind_of` names them; of a method the first is the target's."""

    name: str
    parameters: tuple[str, ...]
    result: str
    implementation: Callable[..., Any]
    #: By the number of a parameter: raises EvaluationError for a literal that can never be right there.
    literals: Mapping[int, Check] = field(default_factory=dict, hash=False)


def _add_span(moment: Timestamp, span: Duration) -> Timestamp:
    return timestamps.timestamp(moment.nanoseconds + span.nanoseconds)


def _add_to_span(span: Duration, moment: Timestamp) -> Timestamp:
    return _add_span(moment, span)


def _subtract_span(moment: Timestamp, span: Duration) -> Timestamp:
    return timestamps.timestamp(moment.nanoseconds - span.nanoseconds)


def _add_spans(left: Duration, right: Duration) -> Duration:
    return spans.duration(left.nanoseconds + right.nanoseconds)


def _subtract_spans(left: Duration, right: Duration) -> Duration:
    return spans.duration(left.nanoseconds - right.nanoseconds)


def _same(value: Any) -> Any:
    return value


_COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_COMPARABLE = (
    ("int", "int"), ("double", "double"), ("int", "double"), ("double", "int"), ("string", "string"), ("bool", "bool"),
    ("timestamp", "timestamp"), ("duration", "duration"),
)  # fmt: skip

OPERATORS = (
    Overload("+", ("int", "int"), "int", arithmetic.add),
    Overload("+", ("double", "double"), "double", operator.add),
    Overload("+", ("string", "string"), "string", arithmetic.concatenate),
    Overload("+", ("list", "list"), "list", arithmetic.append),
    Overload("+", ("timestamp", "duration"), "timestamp", _add_span),
    Overload("+", ("duration", "timestamp"), "timestamp", _add_to_span),
    Overload("+", ("duration", "duration"), "duration", _add_spans),
    Overload("-", ("int", "int"), "int", arithmetic.subtract),
    Overload("-", ("double", "double"), "double", operator.sub),
    Overload("-", ("timestamp", "timestamp"), "duration", spans.difference),
    Overload("-", ("timestamp", "duration"), "timestamp", _subtract_span),
    Overload("-", ("duration", "duration"), "duration", _subtract_spans),
    Overload("*", ("int", "int"), "int", arithmetic.multiply),
    Overload("*", ("double", "double"), "double", operator.mul),
    Overload("/", ("int", "int"), "int", arithmetic.divide),
    Overload("/", ("double", "double"), "double", arithmetic.divide_doubles),
    Overload("%", ("int", "int"), "int", arithmetic.remainder),
    Overload("-", ("int",), "int", arithmetic.negate),
    Overload("-", ("double",), "double", operator.neg),
    *(Overload(sign, pair, "bool", compare) for sign, compare in _COMPARISONS.items() for pair in _COMPARABLE),
)

_PATTERN: Mapping[int, Check] = {1: strings.compile_pattern}
_ZONE: Mapping[int, Check] = {1: timestamps.time_zone}

FUNCTIONS = (
    Overload("size", ("string",), "int", len),
    Overload("size", ("list",), "int", len),
    Overload("size", ("map",), "int", len),
    Overload("matches", ("string", "string"), "bool", strings.matches, _PATTERN),
    Overload("int", ("int",), "int", _same),
    Overload("int", ("double",), "int", conversions.int_of_double, {0: conversions.int_of_double}),
    Overload("int", ("string",), "int", conversions.int_of_string, {0: conversions.int_of_string}),
    Overload("int", ("timestamp",), "int", conversions.int_of_timestamp),
    Overload("double", ("double",), "double", _same),
    Overload("double", ("int",), "double", float),
    Overload("double", ("string",), "double", conversions.double_of_string, {0: conversions.double_of_string}),
    Overload("bool", ("bool",), "bool", _same),
    Overload("bool", ("string",), "bool", conversions.bool_of_string, {0: conversions.bool_of_string}),
    Overload("string", ("string",), "string", _same),
    Overload("string", ("int",), "string", str),
    Overload("string", ("double",), "string", conversions.string_of_double),
    Overload("string", ("bool",), "string", conversions.string_of_bool),
    Overload("string", ("timestamp",), "string", timestamps.format_timestamp),
    Overload("string", ("duration",), "string", spans.format_span),
    Overload("timestamp", ("timestamp",), "timestamp", _same),
    Overload("timestamp", ("string",), "timestamp", timestamps.parse_timestamp, {0: timestamps.parse_timestamp}),
    Overload("timestamp", ("int",), "timestamp", timestamps.timestamp_of_seconds, {0: timestamps.timestamp_of_seconds}),
    Overload("duration", ("duration",), "duration", _same),
    Overload("duration", ("string",), "duration", spans.parse_span, {0: spans.parse_span}),
)

METHODS = (
    Overload("size", ("string",), "int", len),
    Overload("size", ("list",), "int", len),
    Overload("size", ("map",), "int", len),
    Overload("contains", ("string", "string"), "bool", strings.includes),
    Overload("startsWith", ("string", "string"), "bool", strings.starts_with),
    Overload("endsWith", ("string", "string"), "bool", strings.ends_with),
    Overload("matches", ("string", "string"), "bool", strings.matches, _PATTERN),
    *(Overload(name, ("timestamp",), "int", accessors.field_in_utc(name)) for name in accessors.FIELDS),
    *(
        Overload(name, ("timestamp", "string"), "int", accessors.field_in_zone(name), _ZONE)
        for name in accessors.FIELDS
    ),
    *(Overload(name, ("duration",), "int", accessors.whole_units(name)) for name in accessors.UNITS),
    Overload("getMilliseconds", ("timestamp",), "int", accessors.milliseconds_of_timestamp),
    Overload("getMilliseconds", ("timestamp", "string"), "int", accessors.milliseconds_of_timestamp, _ZONE),
    Overload("getMilliseconds", ("duration",), "int", accessors.milliseconds_of_duration),
)

Table = Mapping[str, tuple[Overload, ...]]


def _by_name(overloads: tuple[Overload, ...]) -> Table:
    names = dict.fromkeys(one.name for one in overloads)
    return MappingProxyType({name: tuple(one for one in overloads if one.name == name) for name in names})


OPERATORS_BY_NAME = _by_name(OPERATORS)
FUNCTIONS_BY_NAME = _by_name(FUNCTIONS)
METHODS_BY_NAME = _by_name(METHODS)
