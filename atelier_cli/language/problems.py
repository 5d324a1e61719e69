"""What is wrong with a piece of the language, told relative to that piece.

The language knows neither files nor rows, so it cannot make a `Diagnostic`: a rule turns a problem into one by putting
its own place before the path.
"""

from collections.abc import Iterable, Mapping

from atelier_cli.diagnostics import Path, Severity
from atelier_cli.frozen import frozen
from atelier_cli.names import alternatives, suggest


@frozen
class Problem:
    """One mistake: what was found, what was expected, and where inside the piece it stands."""

    #: What kind of mistake; the lint rule that reports it has the same name.
    rule: str
    #: Lower case, no final period: "expected X, found Y".
    message: str
    #: From the top of the piece that was judged to the node that is wrong.
    path: Path = ()
    #: Offsets in code points into the string at `path`, for a part of it.
    within: tuple[int, int] | None = None
    #: What to try, if that is known.
    help: str = ""
    severity: Severity = Severity.ERROR
    #: The names that are known there, where one was looked up in vain.
    known: tuple[str, ...] = ()
    #: The code of the entity type that has them; empty where something else has.
    holder: str = ""


Problems = tuple[Problem, ...]


def below(path: Path, problems: Iterable[Problem]) -> Problems:
    """The problems of a part, told relative to the whole that holds it at `path`."""
    return tuple(_moved(one, (*path, *one.path)) for one in problems)


def renamed(problems: Iterable[Problem], keys: Mapping[str, str]) -> Problems:
    """The problems of a piece whose parts stand under other keys than where it was judged."""
    return tuple(
        _moved(one, (keys.get(str(one.path[0]), one.path[0]), *one.path[1:])) if one.path else one for one in problems
    )


def _moved(one: Problem, path: Path) -> Problem:
    # As `replace` does, in a fraction of its time: every level of a value moves its problems.
    return Problem(one.rule, one.message, path, one.within, one.help, one.severity, one.known, one.holder)


def unknown(what: str, word: str, known: Iterable[str]) -> tuple[str, str]:
    """The message and the help for a word that is none of the known ones."""
    names = sorted(set(known))
    guess = suggest(word, names)
    help_ = f"did you mean `{guess}`?" if guess else f"known: {alternatives(names)}" if names else ""
    return f"unknown {what} `{word}`", help_
