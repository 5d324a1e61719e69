"""Judges what a notification rule reads of the event's payload."""

from collections.abc import Iterator
from dataclasses import replace

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging.judged import Judged, condition, findings
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import config_root
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.language.condition.check import field_type
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type, from_schema
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.notification import NotificationRule

#: Of a resolver that reads the recipients from the payload.
PREFIX = "field:"


def judge(node: Node[NotificationRule], catalog: Catalog) -> Iterator[Diagnostic]:
    event = catalog.events.get(node.model.event)
    payload = ANY if event is None else from_schema(event.model.payload_schema)
    names = catalog.names({"config": config_root(node, catalog)})
    return findings(node, _judged(node.model, payload, names), catalog)


def _judged(rule: NotificationRule, payload: Type, names: Names) -> Iterator[Judged]:
    yield from condition(("filter",), rule.filter, Slot.FILTER, names, payload)
    resolver = rule.recipients_resolver
    if resolver.startswith(PREFIX):
        _, problems = field_type(resolver[len(PREFIX) :], payload, names)
        yield Judged(("recipients_resolver",), resolver, tuple(_after_prefix(one, resolver) for one in problems))


def _after_prefix(problem: Problem, resolver: str) -> Problem:
    start, end = problem.within or (0, len(resolver) - len(PREFIX))
    return replace(problem, within=(start + len(PREFIX), end + len(PREFIX)))
