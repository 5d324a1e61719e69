"""Recalls what was found in a file, as long as it is as it was, and so is every answer to what was asked of others."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, Protocol

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.tracing import Answers, digest, traced
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.linter.written import diagnostic_of, written
from atelier_cli.sheet.parse import Parsed


class Memory(Protocol):
    """Keeps what JSON can say by key; it may forget any of it."""

    def recall(self, key: str) -> Any: ...

    def remember(self, key: str, said: Any) -> None: ...


class Piece(NamedTuple):
    """A file to check, and what checks it."""

    parsed: Parsed
    check: Callable[[Catalog], Iterator[Diagnostic]]


def check_all(pieces: Iterable[Piece], catalog: Catalog) -> Iterator[Diagnostic]:
    """What is found in the files, one after the other."""
    for piece in pieces:
        yield from piece.check(catalog)


def recalled(pieces: Iterable[Piece], catalog: Catalog, memory: Memory) -> Iterator[Diagnostic]:
    """The same; only what the memory does not know is worked out, and then remembered."""
    asking, answers = traced(catalog), Answers(catalog)
    for piece in pieces:
        key = digest(answers.given, answers.file(piece.parsed))
        known = memory.recall(key)
        if known is not None and _is_still_true(known, answers):
            yield from map(diagnostic_of, known["found"])
            continue
        found, asked = asking.noting(partial(_found, piece, asking))
        reasons = [[*question, answers.to(question)] for question in asked]
        memory.remember(key, {"asked": reasons, "found": [written(one) for one in found]})
        yield from found


def _found(piece: Piece, catalog: Catalog) -> list[Diagnostic]:
    return list(piece.check(catalog))


def _is_still_true(known: Any, answers: Answers) -> bool:
    """Whether each question that was asked is answered as it was."""
    return all(
        answers.to((how, table, tuple(key) if isinstance(key, list) else key)) == answer
        for how, table, key, answer in known["asked"]
    )
