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
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.snapshot import Snapshot, hops_of
from atelier_cli.actions.stages.idempotency import idempotency
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
    return {".".join(path): _plain(_at(entity, path)) for path in sorted(paths) if path}


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _plain(value: Any) -> Any:
    """The id of a record that was loaded, in place of the record."""
    return value["id"] if isinstance(value, Mapping) and isinstance(value.get("id"), str) else value


def _stale(attempt: Attempt, changed: tuple[str, ...]) -> Error:
    listed = ", ".join(f"`{name}`" for name in changed)
    message = f"{attempt.target} has changed since it was read: {listed or 'the action is another version'}"
    return Error("stale_target", pointer("if_match", str(attempt.target)), message, fields=changed)
