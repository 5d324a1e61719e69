"""Loads what the run knows of the store, once: the snapshot that every later stage reads.

An apply locks its target first. What is checked from here on is checked under that lock: that the target is still the
one that the caller has seen, and that no other request with the same key has been answered meanwhile.
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.digest import etag_of
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.reads import type_at
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.snapshot import Snapshot, hops_of, plain
from atelier_cli.actions.stages.idempotency import idempotency
from atelier_cli.language.types import list_of
from atelier_cli.names import alternatives, continued, suggest
from atelier_cli.rows.entity import Entity


def load(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with its snapshot; refused where the target is not there, or not any more what the caller saw."""
    called = attempt.target
    found = None
    if called is not None:
        if attempt.applies:
            organisation.entities.lock([called.id])
            attempt = idempotency(attempt, organisation)
            if attempt.is_over:
                return attempt
        kinds = organisation.ontology.kinds
        if called.type not in kinds:
            meant = suggest(called.type, kinds) or continued(called.type, kinds)
            told = f"did you mean `{meant}`?" if meant else f"known: {alternatives(kinds)}"
            message = f"there is no entity type `{called.type}`; {told}"
            return attempt.refused(Error("unknown_target_type", "/target", message))
        found = organisation.entities.entity(called.id)
        if found is None or not found[0].is_a(called.type):
            return attempt.refused(Error("target_not_found", "/target", f"there is no {called}"))
        if not found[0].is_a(attempt.defined.target_model):
            message = f"`{attempt.defined.key}` acts on a {attempt.defined.target_model}, and {called} is none"
            return attempt.refused(Error("wrong_target_type", "/target", message))
    target = None if found is None else found[1]
    attempt = attempt.but(snapshot=snapshot_of(attempt, organisation, target))
    given = attempt.request.if_match.get(str(attempt.target))
    changed = None if given is None else attempt.seen.etag.changed(given)
    return attempt if changed is None else attempt.refused(_stale(attempt, changed))


def snapshot_of(attempt: Attempt, organisation: Organisation, target: Entity | None) -> Snapshot:
    definition = attempt.defined
    hops = hops_of(definition, "entity")
    entity = None if target is None else organisation.entities.record(target, definition.reads.depends_on, hops)
    depends_on = {} if entity is None else _depended_on(definition, entity)
    placement = attempt.placement_row
    source_type = attempt.request.source_type or (placement.target_model if placement is not None else None)
    return Snapshot(
        now=attempt.now,
        user=attempt.called_by.root(),
        target=target,
        entity=entity,
        config=organisation.settings.values.get(definition.application, {}),
        source={"id": attempt.request.source_id, "type": source_type, "surface": attempt.surface},
        etag=etag_of(
            attempt.key,
            definition.code,
            definition.version,
            None if target is None else target.id,
            depends_on,
        ),
        depends_on=depends_on,
    )


def _depended_on(definition: ActionDefinition, entity: Mapping[str, Any]) -> dict[str, Any]:
    """What the action reads or writes of its target and of what it follows from there, by path."""
    paths = {(name,) for name in definition.reads.depends_on} | set(definition.reads.root("entity"))
    return {".".join(path): _plain(definition, entity, path) for path in sorted(paths) if path}


def _plain(definition: ActionDefinition, entity: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands at a path, with ids in the places of records."""
    type_ = type_at(("entity", *path), definition.names)
    value = _at(entity, path)
    is_spread = isinstance(value, list) and type_.name != "list"
    return plain(value, list_of(type_) if is_spread else type_)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path; behind a list, what stands there of each of its items."""
    if path and isinstance(value, list):
        return [_at(one, path) for one in value]
    if not path:
        return value
    return _at(value.get(path[0]), path[1:]) if isinstance(value, Mapping) else None


def _stale(attempt: Attempt, changed: tuple[str, ...]) -> Error:
    listed = ", ".join(f"`{name}`" for name in changed)
    message = f"{attempt.target} has changed since it was read: {listed or 'the action is another version'}"
    return Error("stale_target", pointer("if_match", str(attempt.target)), message, fields=changed)
