"""What a scalar means: the core schema of YAML 1.2.2, chapter 10.3, with one exception.

Nothing else is converted: `yes`, `on`, `12:30` and dates are strings. The exception is a number with a leading zero:
the schema reads `012` as twelve, YAML 1.1 read it as ten, and who writes it means a code. It is a string here.
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
}
#: With these a scalar starts that may be something else than a string.
_FIRST = frozenset("~nNtTfF.+-0123456789")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class TooManyDigitsError(Exception):
    """A number is longer than the limit."""


class NotFiniteError(Exception):
    """A number is infinite, too large for a float, or not a number: JSON holds none of them."""


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
    """The meaning of a scalar that is neither quoted nor tagged.

    Raises `TooManyDigitsError` and `NotFiniteError` for numbers that cannot be held.
    """
    if text in _WORDS:
        return _WORDS[text]
    for pattern, convert in _NUMBERS:
        if pattern.fullmatch(text):
            if len(text) > digits:
                raise TooManyDigitsError
            return convert(text)
    return text


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotFiniteError
    return number


def tagged(tag: str, text: str, digits: int) -> Scalar:
    """The meaning of a scalar with a tag of the core schema.

    Raises `KeyError` where the tag is none of a scalar, `ValueError` where the text is none of its kind, and what
    `plain` raises.
    """
    if tag in {"!", CORE + "str"}:
        return text
    allowed = _KINDS[tag]
    meaning = plain(text, digits)
    if type(meaning) is int and float in allowed:
        return float(meaning)
    if type(meaning) not in allowed:
        raise ValueError(text)
    return meaning


_KINDS: dict[str, tuple[type, ...]] = {
    CORE + "int": (int,), CORE + "float": (float,), CORE + "bool": (bool,), CORE + "null": (type(None),)
}  # fmt: skip
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], Scalar]], ...] = (
    (_DECIMAL, int),
    (_OCTAL, lambda text: int(text, 0)),
    (_HEXADECIMAL, lambda text: int(text, 0)),
    (_FLOAT, _float),
    (_NOT_FINITE, lambda _: _float("nan")),
)
