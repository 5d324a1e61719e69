"""Judges the values, conditions and expressions of a sheet: what the language says of each, as findings."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import renaming
from atelier_cli.diagnostics import Diagnostic, Label, Path
from atelier_cli.language.condition.check import check as check_condition
from atelier_cli.language.expression.check import check as check_expression
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, BOOLEAN, Type
from atelier_cli.language.values.check import check as check_value
from atelier_cli.language.values.slots import Slot
from atelier_cli.names import alternatives


class Judged(NamedTuple):
    """What is wrong with a piece of the language."""

    #: From the node to the piece.
    path: Path
    piece: Any
    #: Their paths start at the piece.
    problems: Problems


def value(path: Path, said: Any, slot: Slot, names: Names, expected: Type = ANY) -> Iterator[Judged]:
    """What is wrong with a value; most are written out, and say nothing that could be."""
    if expected is ANY and not isinstance(said, dict | list) and not (isinstance(said, str) and said.startswith("$")):
        return
    problems = check_value(said, slot, names, expected)
    if problems:
        yield Judged(path, said, problems)


def values(path: Path, said: Mapping[str, Any], slot: Slot, names: Names) -> Iterator[Judged]:
    for key, one in said.items():
        yield from value((*path, key), one, slot, names)


def condition(path: Path, said: Any, slot: Slot, names: Names, subject: Type = ANY) -> Iterator[Judged]:
    if said is not None and (problems := check_condition(said, slot, names, subject)):
        yield Judged(path, said, problems)


def expression(path: Path, said: str | None, names: Names) -> Iterator[Judged]:
    """What is wrong with an expression that has to be true or false."""
    if said is not None and (problems := check_expression(said, names, BOOLEAN)):
        yield Judged(path, said, problems)


def findings(node: Node[Any], judged: Iterator[Judged], catalog: Catalog) -> Iterator[Diagnostic]:
    """The findings that problems below a node amount to; what only follows from a broken part is not among them."""
    for path, piece, problems in judged:
        for problem in problems:
            is_unknown = problem.rule.startswith("unknown-")
            if word_of(piece, problem) not in catalog.suspects and (is_unknown or not _lacks_a_part(node, path)):
                yield _finding(node, path, problem, catalog)


def _lacks_a_part(node: Node[Any], path: Path) -> bool:
    """Whether a part was left out of the item of a list that a piece stands in, or of a mapping between the two."""
    broken = node.parsed.broken
    if not broken:
        return False
    where = node.at(*path).path
    item = max((i for i, step in enumerate(where) if isinstance(step, int)), default=0)
    return any(where[:end] in broken for end in range(item + 1, len(where) + 1))


def word_of(piece: Any, problem: Problem) -> str:
    """The text that a problem is about; empty where it is not about a text."""
    for step in problem.path:
        try:
            piece = piece[step]
        except (KeyError, IndexError, TypeError):
            return ""
    if not isinstance(piece, str):
        return ""
    start, end = problem.within or (0, len(piece))
    return piece[start:end]


#: How a help starts that only lists what is known.
_KNOWN = "known: "
_MEANT = re.compile(r"(?:did you mean|write) `([^`]*)`\??")


def _finding(node: Node[Any], path: Path, problem: Problem, catalog: Catalog) -> Diagnostic:
    place = node.at(*path, *problem.path, part="key" if _is_about_key(problem) else "value", within=problem.within)
    meant = _MEANT.fullmatch(problem.help)
    holder = catalog.entity_types.get(problem.holder)
    known = f"{'known' if holder is None else f'`{holder.code}` has'}: {alternatives(problem.known)}"
    is_list = problem.help.startswith(_KNOWN)
    return Diagnostic(
        problem.rule,
        problem.severity,
        problem.message,
        place,
        annotation=known if problem.known else problem.help if is_list else "",
        labels=() if holder is None else (Label(holder.node.at("entity_type"), "declared here"),),
        help="" if is_list else problem.help,
        fixes=renaming(place, meant[1]) if meant is not None else (),
    )


def _is_about_key(problem: Problem) -> bool:
    is_strange = problem.rule == "unknown-key" or problem.message.startswith("unknown member")
    return (is_strange and problem.within is None) or (
        problem.rule == "wrong-argument" and problem.path[-2:-1] == ("args",)
    )
