"""Runs the rules over the files of a project, each rule at the nodes that it asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging import JUDGES
from atelier_cli.catalog.node import Node, walk
from atelier_cli.catalog.resolve import nodes_of, resolve_nodes
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.language.words import Model
from atelier_cli.linter.finding import located
from atelier_cli.linter.heed_ignores import heed_ignores
from atelier_cli.linter.remembering import Memory, Piece, check_all, recalled
from atelier_cli.linter.report import Report
from atelier_cli.linter.weighing import STANDARD, Weigh, as_found, of_these, weighed
from atelier_cli.rules.protocol import Rule
from atelier_cli.sheet.parse import Parsed

Check = Callable[[Node[Any], Catalog], Iterator[Diagnostic]]


def lint(
    files: Iterable[Parsed],
    context: Iterable[Parsed] = (),
    *,
    rules: Mapping[str, Rule] = STANDARD,
    weigh: Weigh = as_found,
    today: date | None = None,
    memory: Memory | None = None,
) -> Report:
    """The findings in `files`; `context` are further files of the project, whose names may be referred to.

    Only these `rules` are gone by, and what cannot be turned off. Without `today`, no ignore has expired. What the
    `memory` knows of these rules is not worked out again.
    """
    files = list(files)
    weigh = of_these(rules, weigh)
    # The context first: of two that declare a name, the one in a file that was asked for is the finding.
    every = [*context, *files]
    nodes = {id(parsed): walk(parsed) for parsed in every}
    catalog = resolve_nodes(every, nodes_of(node for own in nodes.values() for node in own))
    diagnostics = [diagnostic for parsed in files for diagnostic in parsed.diagnostics]
    checks = _checks(rules)
    pieces = [Piece(parsed, partial(_check, nodes[id(parsed)], checks)) for parsed in files]
    diagnostics.extend(check_all(pieces, catalog) if memory is None else recalled(pieces, catalog, memory))
    documents = {parsed.document.name: parsed.document for parsed in every}
    findings, suppressed = heed_ignores(
        located(weighed(diagnostics, weigh), documents), (one.document for one in files), weigh, today
    )
    names = tuple(parsed.document.name for parsed in files)
    return Report(tuple(findings), len(files), catalog, tuple(suppressed), names)


def _checks(rules: Mapping[str, Rule]) -> Mapping[type[Any], list[Check]]:
    """By model, what judges the language in it, and the rules that ask for its nodes."""
    checks: dict[type[Any], list[Check]] = {model: [judge] for model, judge in JUDGES.items()}
    for rule in rules.values():
        for model in rule.NODES:
            checks.setdefault(model, []).append(rule.check)
    return checks


def _check(
    nodes: Iterable[Node[Model]], checks: Mapping[type[Any], list[Check]], catalog: Catalog
) -> Iterator[Diagnostic]:
    """What all checks find at the nodes, in one walk."""
    for node in nodes:
        for check in checks.get(type(node.model), ()):
            yield from check(node, catalog)
