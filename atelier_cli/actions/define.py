"""Defines an action by its rows."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, get_args

from atelier_cli.actions.defining.changes import define_creates, define_edits, define_effects
from atelier_cli.actions.defining.criteria import define_criteria, with_constraints
from atelier_cli.actions.defining.parameters import declared_type, define_parameter
from atelier_cli.actions.defining.surroundings import Surroundings
from atelier_cli.actions.definition import ActionDefinition, Bulk, Carrier, Kind, Mode, Placement, Policy
from atelier_cli.actions.entities.ontology import Ontology, names_of
from atelier_cli.actions.reads import reads
from atelier_cli.language.problems import unknown
from atelier_cli.language.scope import FIXED_ROOTS, Names, Signature
from atelier_cli.language.types import BOOLEAN, Type, object_of
from atelier_cli.rows.action import (
    ActionCreate,
    ActionEdit,
    ActionParameter,
    ActionPlacement,
    ActionSideEffect,
    ActionSubmissionCriteria,
    ActionType,
    ApplyRule,
)
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.row import Row

#: How many definitions are kept at most; the one that was asked for least recently goes first.
MOST_KEPT = 1024
_MOST_TARGETS = 1000

_RowT = TypeVar("_RowT", bound=Row)
#: What the rows say: their ids with the hashes of their content, and the version that is told of the action.
_Key = tuple[int, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A definition, and what it was made with beside the rows."""

    ontology: Ontology
    settings: Mapping[str, Type]
    functions: Mapping[str, Signature]
    definition: ActionDefinition


_kept: OrderedDict[_Key, _Kept] = OrderedDict()
_lock = Lock()


def define(
    rows: Sequence[StoredRow],
    ontology: Ontology,
    settings: Mapping[str, Type],
    functions: Mapping[str, Signature],
    version: int = 1,
) -> ActionDefinition:
    """The definition that an action's row and the rows below it say, as the vocabulary and the settings have it.

    `rows` are the action and every current row below it, in whatever order. What is wrong is among its problems. It is
    made once for rows of the same content: with the same vocabulary, the next call costs microseconds.
    """
    key = version, tuple((stored.id, stored.content_hash) for stored in rows)
    with _lock:
        kept = _kept.get(key)
        if kept is not None and _is_of(kept, ontology, settings, functions):
            _kept.move_to_end(key)
            return kept.definition
    definition = _define(rows, ontology, settings, functions, version)
    with _lock:
        _kept[key] = _Kept(ontology, dict(settings), dict(functions), definition)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return definition


def _is_of(kept: _Kept, ontology: Ontology, settings: Mapping[str, Type], functions: Mapping[str, Signature]) -> bool:
    is_same = kept.ontology is ontology or kept.ontology == ontology
    return is_same and kept.settings == settings and kept.functions == functions


def _define(
    rows: Sequence[StoredRow],
    ontology: Ontology,
    settings: Mapping[str, Type],
    functions: Mapping[str, Signature],
    version: int,
) -> ActionDefinition:
    (action,) = (stored.row for stored in rows if isinstance(stored.row, ActionType))
    names = _names(action, rows, ontology, settings, functions)
    around = Surroundings(names, ontology, ontology.kinds.get(action.target_model))
    if around.target is None:
        message, hint = unknown("entity type", action.target_model, ontology.kinds)
        around.fault("unknown-entity-type", message, ("target_model",), hint)
    criteria = define_criteria(_of(ActionSubmissionCriteria, rows), around, action.target_model)
    parameters = [
        with_constraints(define_parameter(row, around), criteria.constraints) for row in _of(ActionParameter, rows)
    ]
    edits = define_edits(_of(ActionEdit, rows), around)
    parts: dict[str, Any] = {
        "parameters": tuple(parameters),
        "gates": tuple(one for one in criteria.judged if one.enforcement == "gate"),
        "classified": tuple(one for one in criteria.judged if one.enforcement == "classify"),
        "creates": tuple(define_creates(_of(ActionCreate, rows), around)),
        "edits": tuple(edits),
        "effects": tuple(define_effects(_of(ActionSideEffect, rows), around)),
        "placements": tuple(_placement(row) for row in _of(ActionPlacement, rows)),
        "apply_roles": frozenset(row.role for row in _of(ApplyRule, rows)),
        "policy": _policy(action.permissions_policy, around),
        **_ways(action, around),
    }
    return ActionDefinition(
        application=action.address[0],
        key=action.key,
        target_model=action.target_model,
        label=action.label,
        description=action.description,
        status=action.status,
        is_active=action.is_active,
        version=version,
        content_digest=_digest(rows),
        presentation=action.presentation,
        target=around.target,
        reads=reads(around.paths, (edit.field for edit in edits), names),
        names=names,
        problems=tuple(around.faults),
        **parts,
    )


def _of(row_class: type[_RowT], rows: Sequence[StoredRow]) -> list[_RowT]:
    """The active rows of a class, in their order."""
    found = [stored.row for stored in rows if isinstance(stored.row, row_class) and stored.row.is_active]
    return sorted(found, key=lambda row: (row.order, row.address))


def _names(
    action: ActionType,
    rows: Sequence[StoredRow],
    ontology: Ontology,
    settings: Mapping[str, Type],
    functions: Mapping[str, Signature],
) -> Names:
    """What values, conditions and expressions of the action can read."""
    creates = _of(ActionCreate, rows)
    roots = {
        **FIXED_ROOTS,
        "parameters": object_of({row.key: declared_type(row, ontology.kinds) for row in _of(ActionParameter, rows)}),
        "entity": Type("entity", entity_type=action.target_model),
        "created": object_of({row.key: Type("entity", entity_type=row.entity_type) for row in creates}),
        "config": object_of(settings),
        "classification": object_of(dict.fromkeys(_classifying(rows), BOOLEAN)),
    }
    return names_of(ontology, roots, functions)


def _classifying(rows: Sequence[StoredRow]) -> Iterator[str]:
    """The keys of the criteria whose result is kept."""
    for row in _of(ActionSubmissionCriteria, rows):
        if isinstance(row.config, Mapping) and row.config.get("enforcement") == "classify":
            yield row.key


def _ways(action: ActionType, around: Surroundings) -> dict[str, Any]:
    """How the action works: its kind, with what that needs."""
    kind = action.kind
    if kind not in get_args(Kind):
        message, hint = unknown("kind", kind, get_args(Kind))
        around.fault("unknown-word", message, ("kind",), hint)
        kind = "detail"
    return {"kind": kind, "bulk": _bulk(action, around), "carrier": _carrier(action, around)}


def _bulk(action: ActionType, around: Surroundings) -> Bulk | None:
    said = action.bulk
    if (said is not None) != (action.kind == "bulk"):
        found = "none" if said is None else f"it on an action of kind `{action.kind}`"
        around.fault(
            "wrong-bulk", f"expected `bulk` on an action of kind `bulk` and on no other, found {found}", ("bulk",)
        )
    if said is None:
        return None
    mode, limit = (said.get("mode"), said.get("limit", _MOST_TARGETS)) if isinstance(said, Mapping) else (None, None)
    if mode not in get_args(Mode) or not isinstance(limit, int) or limit < 1:
        around.fault("wrong-bulk", "expected {mode: atomic, per_item or stop_on_error, limit: a number}", ("bulk",))
        return None
    return Bulk(mode=mode, limit=limit)


def _carrier(action: ActionType, around: Surroundings) -> Carrier | None:
    said = [one for one in (action.flow, action.webhook) if one is not None]
    wanted = 1 if action.kind == "async" else 0
    if len(said) != wanted:
        expected = "a `flow` or a `webhook`" if wanted else f"neither `flow` nor `webhook` on kind `{action.kind}`"
        found = ["none", "one", "both"][len(said)]
        around.fault("wrong-carrier", f"expected {expected}, found {found}", ("kind",))
    return Carrier(flow=action.flow, webhook=action.webhook) if said else None


def _policy(said: Any, around: Surroundings) -> Policy:
    """The roles of a policy; of one that is not there, or cannot be read, nobody's."""
    policy = {} if said is None else said
    if not isinstance(policy, Mapping) or not all(_is_words(policy.get(key, [])) for key in Policy.model_fields):
        around.fault("wrong-value", "expected lists of roles under `view`, `apply` and `edit`", ("permissions_policy",))
        return Policy()
    return Policy(**{key: frozenset(policy.get(key, ())) for key in Policy.model_fields})


def _is_words(said: Any) -> bool:
    return isinstance(said, list | tuple) and all(isinstance(one, str) for one in said)


def _placement(row: ActionPlacement) -> Placement:
    return Placement(
        key=row.key,
        surface=row.surface,
        target_model=row.target_model,
        target_config=row.target_config,
        label=row.label,
        status=row.status,
    )


def _digest(rows: Sequence[StoredRow]) -> str:
    """SHA-256 over the content of all rows, whatever their order."""
    said = sorted(f"{type(one.row).__name__} {'/'.join(one.row.address)} {one.content_hash}" for one in rows)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
