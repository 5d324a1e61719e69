"""Counts the hops of what an expression reads: each is one more record to load."""

from collections.abc import Iterator

from atelier_cli.language.expression.paths import NameUse, names_used
from atelier_cli.language.expression.syntax import Expression
from atelier_cli.language.members import MOST_HOPS, is_record, member_type
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY


def too_far(tree: Expression, text: str, names: Names) -> Iterator[Problem]:
    """The paths that lead over more records than may be loaded, each told at the name that is one too many."""
    # Most texts do not have as many members as that takes.
    if text.count(".") + text.count("[") <= MOST_HOPS:
        return
    for use in names_used(tree):
        depth = _beyond(use, names)
        if depth is not None:
            message = f"expected at most {MOST_HOPS} hops from record to record"
            yield Problem("bad-value", message, within=use.spans[depth])


def _beyond(use: NameUse, names: Names) -> int | None:
    """Which name of a path is read over one hop too many; None where none is."""
    root, *members = use.path
    holder, hops = names.roots.get(root, ANY), 0
    for depth, name in enumerate(members, 1):
        # The record that a root stands for is there anyway.
        hops += is_record(holder) and depth > 1
        if hops > MOST_HOPS:
            return depth
        holder = member_type(holder, name, names) or ANY
    return None
