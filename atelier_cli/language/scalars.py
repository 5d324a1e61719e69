"""What each scalar type holds: a function a type, from JSON or from what it returned before to Python, or a problem."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from atelier_cli.diagnostics import Path
from atelier_cli.language.durations import Duration, parse_duration
from atelier_cli.language.geojson import fault_of, point_of
from atelier_cli.language.instants import parse_day, parse_instant, parse_time
from atelier_cli.language.problems import Problem, unknown
from atelier_cli.language.shown import shown
from atelier_cli.language.types import Type

#: From a value and its type to what Python holds, or to a `Problem`.
Scalar = Callable[[Any, Type], Any]

_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+")
_PHONE = re.compile(r"\+?[0-9 ()./-]{3,40}")
_URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def wrong(message: str, path: Path = (), hint: str = "") -> Problem:
    """A value that is not of its type."""
    return Problem("wrong-type", message, path, help=hint)


def _expected(what: str, value: Any) -> Problem:
    return wrong(f"expected {what}, found {shown(value)}")


def _text(value: Any, type: Type) -> Any:
    if not isinstance(value, str):
        hint = f"write it in quotes: {shown(str(value))}" if isinstance(value, int | float) else ""
        return wrong(f"expected {type.name}, found {shown(value)}", hint=hint)
    if "\0" in value or (not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value)):
        return wrong("expected text that can be stored, found a NUL or half of a surrogate pair")
    return value


def _text_like(what: str, is_right: Callable[[str], bool]) -> Scalar:
    return lambda value, _: value if isinstance(value, str) and is_right(value) else _expected(what, value)


def _is_email(text: str) -> bool:
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    # E.164: at most fifteen digits.
    return _PHONE.fullmatch(text) is not None and 3 <= sum(map(str.isdigit, text)) <= 15


def _is_url(text: str) -> bool:
    try:
        return _URL.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _integer(value: Any, _: Type) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else _expected("integer", value)


def _number(value: Any, _: Type) -> Any:
    return value if _is_number(value) else _expected("number", value)


def _decimal(value: Any, type: Type) -> Any:
    if _is_number(value):
        # A float stands for the shortest decimal that reads back as it: what the person wrote.
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    return _expected(f"{type.name} such as 12.50", value)


def _boolean(value: Any, _: Type) -> Any:
    return value if isinstance(value, bool) else _expected("true or false", value)


def _enum(value: Any, type: Type) -> Any:
    if not isinstance(value, str):
        return _text(value, type)
    if type.choices and value not in type.choices:
        message, hint = unknown("choice", value, type.choices)
        return wrong(message, hint=hint)
    return value


def _date(value: Any, _: Type) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    day = parse_day(value) if isinstance(value, str) else None
    return _expected("date such as 2026-11-22", value) if day is None else day


def _datetime(value: Any, _: Type) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    instant = parse_instant(value) if isinstance(value, str) else None
    return _expected("datetime with an offset such as 2026-11-22T09:00:00Z", value) if instant is None else instant


def _time(value: Any, _: Type) -> Any:
    if isinstance(value, time):
        return value
    moment = parse_time(value) if isinstance(value, str) else None
    return _expected("time such as 09:30", value) if moment is None else moment


def _duration(value: Any, _: Type) -> Any:
    if isinstance(value, Duration):
        return value
    span = parse_duration(value) if isinstance(value, str) else None
    return _expected("duration such as P3D or PT1H", value) if span is None else span


def _record(value: Any, type: Type) -> Any:
    key = value.get("id") if isinstance(value, Mapping) else value
    return value if isinstance(key, str) and key else _expected(f"the id of a {type}", value)


def _geo_point(value: Any, _: Type) -> Any:
    if point_of(value) is not None:
        return value
    return _expected("a point such as {type: Point, coordinates: [longitude, latitude]}", value)


def _geometry(value: Any, _: Type) -> Any:
    fault = fault_of(value)
    return value if fault is None else wrong(fault)


def _address(value: Any, _: Type) -> Any:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, Mapping) and value and all(part is None or isinstance(part, str) for part in value.values()):
        return value
    return _expected("an address: text, or an object of texts", value)


def _file(value: Any, _: Type) -> Any:
    if not isinstance(value, Mapping):
        return _expected("a file: an object with name, content_type and size", value)
    texts = all(isinstance(value.get(name), str) for name in ("name", "content_type"))
    size = value.get("size")
    if texts and isinstance(size, int) and not isinstance(size, bool) and size >= 0:
        return value
    return wrong("expected a file with name and content_type as text and its size in bytes")


def _anything(value: Any, _: Type) -> Any:
    return value


def _nothing(value: Any, _: Type) -> Any:
    return _expected("null", value)


SCALARS: Mapping[str, Scalar] = {
    "string": _text,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "duration": _duration,
    "enum": _enum,
    "entity": _record,
    "user": _record,
    "role": _text,
    "email": _text_like("email address such as ana@example.org", _is_email),
    "phone": _text_like("phone number such as +351 210 000 000", _is_phone),
    "url": _text_like("url such as https://example.org/", _is_url),
    "money": _decimal,
    "geometry": _geometry,
    "geo_point": _geo_point,
    "address": _address,
    "file": _file,
    "json": _anything,
    "any": _anything,
    "null": _nothing,
}
