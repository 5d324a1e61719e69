"""The file has as many bytes as the bound, or fewer; of a list, each file has.

Example:
    `{max_bytes: 10485760}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.constraints.bounds import each, plain, worst
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import order
from atelier_cli.language.types import Type

_FILE = Type("file")
_UNITS = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))


def judge(given: Given, bound: Any) -> Judgement:
    return worst(_judge(file, bound) for file in each(given))


def _judge(file: Any, bound: Any) -> Judgement:
    known, problems = coerce(file, _FILE)
    if problems or not isinstance(known, Mapping):
        return unevaluable("is no file")
    found = order(known["size"], bound)
    if found is None:
        return unevaluable(f"cannot be compared with {plain(bound)}")
    return invalid(f"must not be larger than {_size(bound)}") if found > 0 else VALID


def _size(size: Any) -> str:
    """A number of bytes, in the greatest unit that it is a whole number of."""
    for unit, name in _UNITS:
        if isinstance(size, int) and size and size % unit == 0:
            return f"{size // unit} {name}"
    return f"{plain(size)} bytes"
