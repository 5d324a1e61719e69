"""What a scalar means: the core schema of YAML 1.2.2, chapter 10.3, with one exception.

Nothing else is converted: `yes`, `on`, `12:30` and dates are strings. The exception is a number with a leading zero: the
schema reads `012` as twelve, YAML 1.1 read it as ten, and who writes it means a code. It is a string here.
"""

import math
import re
from collections.abc import Callable

Scalar = str | int | float | bool | None

#: How YAML 1.2 writes out the tags of its core schema, `!!str` and so on.
CORE = "tag:yaml.org,2002:"

_NULL = ("", "~", "null", "Null", "NULL")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(_NULL),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + dot: float(sign + "inf") for sign in ("", "+", "-") for dot in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
#: With these a scalar starts that may be something else than a string.
_FIRST = frozenset("~nNtTfF.+-0123456789")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class TooManyDigitsError(Exception):
    """A number is longer than the limit."""


class PlainScalars(dict[str, Scalar]):
    """The meaning of plain scalars, each worked out once: the same few words fill a sheet."""

    def __init__(self, digits: int) -> None:
        super().__init__({"": None})
        self.digits = digits

    def __missing__(self, text: str) -> Scalar:
        meaning = plain(text, self.digits) if text[0] in _FIRST else text
        self[text] = meaning
        return meaning


def plain(text: str, digits: int) -> Scalar:
    """The meaning of a scalar that is neither quoted nor tagged."""
    if text in _WORDS:
        return _WORDS[text]
    for pattern, convert in _NUMBERS:
        if pattern.fullmatch(text):
            if len(text) > digits:
                raise TooManyDigitsError
            return convert(text)
    return text


def tagged(tag: str, text: str, digits: int) -> Scalar:
    """The meaning of a scalar with a tag of the core schema; ValueError where the text is none of its kind, KeyError
    where the tag is no scalar's.
    """
    if tag in {"!", CORE + "str"}:
        return text
    allowed = _KINDS[tag.removeprefix(CORE)]
    meaning = plain(text, digits)
    if type(meaning) is int and float in allowed:
        return float(meaning)
    if type(meaning) not in allowed:
        raise ValueError(text)
    return meaning


_KINDS: dict[str, tuple[type, ...]] = {"int": (int,), "float": (float,), "bool": (bool,), "null": (type(None),)}
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], Scalar]], ...] = (
    (_DECIMAL, int),
    (_OCTAL, lambda text: int(text[2:], 8)),
    (_HEXADECIMAL, lambda text: int(text[2:], 16)),
    (_FLOAT, float),
)
