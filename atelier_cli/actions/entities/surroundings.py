"""What surrounds a change: the instant, the caller and the settings, which the defaults of new entities may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from atelier_cli.actions.entities.ontology import FieldKind, Ontology, names_of
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.problems import Problem, Problems
from atelier_cli.language.scope import FIXED_ROOTS, Scope, Signature
from atelier_cli.language.types import Type, object_of
from atelier_cli.language.values.resolve import resolve


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The one instant of a change, who makes it, and the settings of the tenant's applications."""

    now: datetime
    #: The caller: `id`, `roles`, `groups`, `org`, `attributes`; None where nobody in particular calls.
    user: Mapping[str, Any] | None = None
    #: The settings and their types, by the code of their application.
    config: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    config_types: Mapping[str, Mapping[str, Type]] = field(default_factory=dict)
    functions: Mapping[str, Signature] = field(default_factory=dict)


def default_of(kind: FieldKind, around: Surroundings, known: Ontology) -> tuple[Any, Problems]:
    """The value of a field of a new entity that is given none; null where the field has no default."""
    if kind.default is None:
        return None, ()
    try:
        return resolve(kind.default, _scope(kind, around, known), kind.type), ()
    except EvaluationError as error:
        message = f"the default of `{kind.key}` cannot be worked out: {error}"
        return None, (Problem("no-default", message, (kind.key,), help="give it a value"),)


def _scope(kind: FieldKind, around: Surroundings, known: Ontology) -> Scope:
    config = object_of(around.config_types.get(kind.owner, {}))
    roots: dict[str, Any] = {
        "now": around.now,
        "today": around.now.date(),
        "config": around.config.get(kind.owner, {}),
    }
    if around.user is not None:
        roots["user"] = around.user
    types = {name: config if name == "config" else FIXED_ROOTS[name] for name in roots}
    return Scope(roots, names_of(known, types, around.functions))
