"""The attempt: one request on its way through the stages, with all that is known of it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from atelier_cli.actions.caller import Caller
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.digest import Key
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import Finished
from atelier_cli.actions.permissions import Permissions
from atelier_cli.actions.report import CriterionResult, Error, Outcome, ParameterResult
from atelier_cli.actions.request import Request
from atelier_cli.actions.secrets import NO_SECRETS, Secrets
from atelier_cli.actions.snapshot import Snapshot
from atelier_cli.ids import Ids
from atelier_cli.language.scope import Scope
from atelier_cli.rows.action import ActionPlacement, ActionType
from atelier_cli.rows.audit import Reply
from atelier_cli.rows.plane import Plane, StoredRow


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is called: `TYPE/ID`."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}/{self.id}"


@dataclass(frozen=True, slots=True)
class Created:
    """An entity that the action creates."""

    key: str
    entity_type: str
    id: str
    #: What it is given, as JSON.
    fields: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {"key": self.key, "entity_type": self.entity_type, "id": self.id, "fields": dict(self.fields)}


@dataclass(frozen=True, slots=True)
class Edited:
    """A field, or a relation, of the target that gets another value; both are as JSON."""

    target: str
    field: str
    before: Any
    after: Any

    def to_json(self) -> dict[str, Any]:
        return {"target": self.target, "field": self.field, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Emitted:
    """An event that the action emits."""

    key: str
    event: str
    #: As JSON.
    payload: Mapping[str, Any]
    #: Why the payload is not what the event's schema asks for: it is kept, and never delivered.
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        said = {"key": self.key, "event": self.event, "payload": dict(self.payload)}
        return said if self.error is None else {**said, "error": self.error}


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to change: exactly this is shown, and exactly this is written."""

    draft: Draft
    #: What `$created` reads, by the key of the create.
    records: Mapping[str, Mapping[str, Any]]
    creates: tuple[Created, ...] = ()
    edits: tuple[Edited, ...] = ()
    effects: tuple[Emitted, ...] = ()
    finished: Finished | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "creates": [one.to_json() for one in self.creates],
            "edits": [one.to_json() for one in self.edits],
            "effects": [one.to_json() for one in self.effects],
        }


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One request, for one target or none, and what the stages have found out."""

    request: Request
    plane: Plane
    now: datetime
    key: Key
    ids: Ids
    #: The stage that it is in.
    phase: str = "audience"
    target: Target | None = None
    #: Whether it is one of many: then the whole has a reply and an audit row of its own.
    is_item: bool = False

    # audience
    caller: Caller | None = None
    placement: StoredRow | None = None
    #: The code of the surface that it was launched from, and whom that is for.
    surface: str | None = None
    audience: str | None = None

    # resolve, authorise
    action: StoredRow | None = None
    branch: tuple[StoredRow, ...] = ()
    permissions: Permissions = field(default_factory=Permissions)
    definition: ActionDefinition | None = None
    #: What of the definition is secret.
    secrets: Secrets = NO_SECRETS

    # idempotency
    body_hash: str = ""
    #: What was answered to the same request before.
    reply: Reply | None = None

    # load
    snapshot: Snapshot | None = None

    # coerce, default, visibility, constrain
    #: The parameters as their types hold them; null where there is no value.
    parameters: Mapping[str, Any] = field(default_factory=dict)
    #: Those whose value cannot be judged by, as something is wrong with it.
    faulty: frozenset[str] = frozenset()
    results: Mapping[str, ParameterResult] = field(default_factory=dict)

    # gates, plan, classify, effects, no_op
    criteria: tuple[CriterionResult, ...] = ()
    planned: Planned | None = None
    classification: Mapping[str, bool | None] = field(default_factory=dict)
    plan_digest: str | None = None

    #: What an accepted action is called until it is applied.
    submission: str | None = None

    outcome: Outcome | None = None
    errors: tuple[Error, ...] = ()
    #: Whether no stage goes on with it: it was refused, or it is answered already.
    is_over: bool = False

    @property
    def applies(self) -> bool:
        return self.request.exit == "apply"

    @property
    def action_row(self) -> ActionType:
        if self.action is None or not isinstance(self.action.row, ActionType):
            raise ValueError("no action is resolved yet")
        return self.action.row

    @property
    def placement_row(self) -> ActionPlacement | None:
        row = None if self.placement is None else self.placement.row
        return row if isinstance(row, ActionPlacement) else None

    @property
    def defined(self) -> ActionDefinition:
        if self.definition is None:
            raise ValueError("no action is defined yet")
        return self.definition

    @property
    def called_by(self) -> Caller:
        if self.caller is None:
            raise ValueError("nobody is known to call yet")
        return self.caller

    @property
    def seen(self) -> Snapshot:
        if self.snapshot is None:
            raise ValueError("nothing is loaded yet")
        return self.snapshot

    @property
    def plan(self) -> Planned:
        if self.planned is None:
            raise ValueError("nothing is planned yet")
        return self.planned

    def scope(self) -> Scope:
        """What can be read as long as nothing is planned."""
        return self.seen.scope(self.defined.names, self.parameters)

    def reads_faulty(self, parameters: frozenset[str]) -> bool:
        """Whether one of the parameters has no value that can be judged by."""
        return not self.faulty.isdisjoint(parameters)

    def but(self, **said: Any) -> "Attempt":
        """The attempt with other values: as `replace` makes it, in a tenth of the time, which every stage needs."""
        other = object.__new__(Attempt)
        vars(other).update(vars(self), **said)
        return other

    def refused(self, *errors: Error) -> "Attempt":
        """The attempt, which goes no further."""
        return self.but(errors=(*self.errors, *errors), outcome="rejected", is_over=True)

    def faulted(self, *errors: Error) -> "Attempt":
        """The attempt with what is wrong with it; it goes on until everything is judged."""
        return self.but(errors=(*self.errors, *errors)) if errors else self


def code_of(action: StoredRow) -> str:
    """What names an action whatever others there are: `APP/MODEL:KEY`."""
    application, model, key = action.row.address
    return f"{application}/{model}:{key}"
