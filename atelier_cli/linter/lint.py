"""Runs the rules over the files of a project, each rule at the nodes that it asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging import JUDGES
from atelier_cli.catalog.node import Node, walk
from atelier_cli.catalog.resolve import nodes_of, resolve_nodes
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.language.words import Model
from atelier_cli.linter.finding import located
from atelier_cli.linter.heed_ignores import heed_ignores
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
) -> Report:
    """The findings in `files`; `context` are further files of the project, whose names may be referred to.

    Only these `rules` are gone by, and what cannot be turned off. Without `today`, no ignore has expired.
    """
    files = list(files)
    weigh = of_these(rules, weigh)
    # The context first: of two that declare a name, the one in a file that was asked for is the finding.
    every = [*context, *files]
    nodes = [node for parsed in every for node in walk(parsed)]
    catalog = resolve_nodes(every, nodes_of(nodes))
    asked = {id(parsed) for parsed in files}
    diagnostics = [diagnostic for parsed in files for diagnostic in parsed.diagnostics]
    diagnostics.extend(_check((node for node in nodes if id(node.parsed) in asked), catalog, rules))
    documents = {parsed.document.name: parsed.document for parsed in every}
    findings, suppressed = heed_ignores(
        located(weighed(diagnostics, weigh), documents), (one.document for one in files), weigh, today
    )
    names = tuple(parsed.document.name for parsed in files)
    return Report(tuple(findings), len(files), catalog, tuple(suppressed), names)


def _check(nodes: Iterable[Node[Model]], catalog: Catalog, rules: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """Calls what judges the language, and each rule, with the nodes that it asks for, in one walk."""
    checks: dict[type[Any], list[Check]] = {model: [judge] for model, judge in JUDGES.items()}
    for rule in rules.values():
        for model in rule.NODES:
            checks.setdefault(model, []).append(rule.check)
    for node in nodes:
        for check in checks.get(type(node.model), ()):
            yield from check(node, catalog)
