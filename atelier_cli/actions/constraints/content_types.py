"""The file is of one of the kinds listed, where `image/*` is every kind of image; of a list, each file is.

Example:
    `{content_types: [application/pdf, image/*]}`
"""

from collections.abc import Iterable, Mapping
from typing import Any

from atelier_cli.actions.constraints.bounds import each, worst
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.coerce import coerce
from atelier_cli.language.types import Type

_FILE = Type("file")


def judge(given: Given, bound: Any) -> Judgement:
    return worst(_judge(file, bound) for file in each(given))


def _judge(file: Any, kinds: Iterable[str]) -> Judgement:
    known, problems = coerce(file, _FILE)
    if problems or not isinstance(known, Mapping):
        return unevaluable("is no file")
    # What follows a semicolon is about how the file is written: `text/plain; charset=utf-8`.
    kind = known["content_type"].partition(";")[0].strip().lower()
    fits = any(_is_of(kind, one.lower()) for one in kinds)
    return VALID if fits else invalid(f"must be a file of type {', '.join(kinds)}")


def _is_of(kind: str, wanted: str) -> bool:
    return kind.partition("/")[0] == wanted[:-2] if wanted.endswith("/*") else kind == wanted
