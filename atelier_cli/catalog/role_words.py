"""The words that an action compares the roles of its caller with, in its criteria, conditions and expressions."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Path, Place
from atelier_cli.language.expression.checking.choosing import written_span
from atelier_cli.language.expression.errors import Span
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.paths import path_of
from atelier_cli.language.expression.syntax import Binary, Expression, ListNode, Literal, Macro, Name, children
from atelier_cli.sheet.models.action import Action, EntityValues, When
from atelier_cli.sheet.models.criteria import ExpressionConfig, FieldConfig, FunctionConfig

_ROLES = ("user", "roles")
_WRITTEN = "$user.roles"


def role_words(node: Node[Action]) -> Iterator[tuple[str, Place]]:
    """The words that should be roles, each with its place."""
    for path, said in _said(node.model):
        yield from _words(node, path, said)
    for i, criteria in enumerate(node.model.submission_criteria):
        path, config = ("submission_criteria", i, "config"), criteria.config
        if isinstance(config, ExpressionConfig):
            yield from _of_text(node, (*path, "expression"), config.expression)
        elif isinstance(config, FieldConfig) and (config.subject, config.field) == _ROLES:
            yield from _listed(node, (*path, "value"), config.value)


def _said(action: Action) -> Iterator[tuple[Path, Any]]:
    """The values and conditions of an action."""
    for i, edit in enumerate(action.edits):
        yield ("edits", i, "value"), edit.value
        yield ("edits", i, "when"), edit.when
    for i, create in enumerate(action.creates):
        yield ("creates", i, "fields"), create.fields_
        yield ("creates", i, "when"), create.when
    for i, criteria in enumerate(action.submission_criteria):
        if isinstance(criteria.config, FunctionConfig):
            yield ("submission_criteria", i, "config", "args"), criteria.config.args
    for i, effect in enumerate(action.side_effects):
        yield ("side_effects", i, "payload_aliases"), effect.payload_aliases
    for i, parameter in enumerate(action.parameters):
        yield ("parameters", i, "default"), parameter.default
        if isinstance(parameter.visibility, When):
            yield ("parameters", i, "visibility", "when"), parameter.visibility.when
        if isinstance(parameter.values_from, EntityValues):
            yield ("parameters", i, "values_from", "filter"), parameter.values_from.filter


def _words(node: Node[Action], path: Path, said: Any) -> Iterator[tuple[str, Place]]:
    if isinstance(said, dict):
        if said.get("left") == _WRITTEN:
            yield from _listed(node, (*path, "value"), said.get("value"))
        for key, part in said.items():
            if key == "$expr" and isinstance(part, str):
                yield from _of_text(node, (*path, key), part)
            else:
                yield from _words(node, (*path, key), part)
    elif isinstance(said, list):
        for i, part in enumerate(said):
            yield from _words(node, (*path, i), part)


def _listed(node: Node[Action], path: Path, said: Any) -> Iterator[tuple[str, Place]]:
    """One word or a list of them; what is read from elsewhere is none."""
    if isinstance(said, list):
        for i, part in enumerate(said):
            yield from _listed(node, (*path, i), part)
    elif isinstance(said, str) and not said.startswith("$"):
        yield said, node.at(*path)


def _of_text(node: Node[Action], path: Path, text: str) -> Iterator[tuple[str, Place]]:
    if _ROLES[1] in text:
        yield from ((word, node.at(*path, within=span)) for word, span in _in_text(text))


@lru_cache(maxsize=1024)
def _in_text(text: str) -> tuple[tuple[str, Span], ...]:
    tree, problems = parse(text)
    if tree is None or problems:
        return ()
    return tuple((str(word.value), written_span(word, text)) for word in _compared(tree, ""))


def _compared(node: Expression, role: str) -> Iterator[Literal]:
    """The texts that are looked for among the roles, or compared with the variable that stands for one of them."""
    match node:
        case Binary("in", left, right) if path_of(right) == _ROLES:
            yield from _texts(left)
        case Binary("==" | "!=", Name(name), other) | Binary("==" | "!=", other, Name(name)) if name == role:
            yield from _texts(other)
        case Binary("in", Name(name), ListNode(items)) if name == role:
            for item in items:
                yield from _texts(item)
        case Macro(_, target, variable) if path_of(target) == _ROLES:
            role = variable
    for child in children(node):
        yield from _compared(child, role)


def _texts(node: Expression) -> Iterator[Literal]:
    if isinstance(node, Literal) and node.kind == "string":
        yield node
