"""The report: what an action answers, in one shape for every exit, every item of a bulk, and every way to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from atelier_cli.actions.codes import code_of
from atelier_cli.language.instants import format_instant, parse_instant

#: What came of an action; an exit that applies nothing has no outcome, unless it found that nothing is to be done.
Outcome = Literal["applied", "noop", "accepted", "rejected", "failed"]
#: What came of one judgement.
Result = Literal["valid", "invalid", "unevaluable", "pending"]

_OK, _ACCEPTED = 200, 202
#: The plan of what changes nothing.
NO_PLAN: Mapping[str, Any] = MappingProxyType({"creates": [], "edits": [], "effects": []})


def pointer(*steps: str | int) -> str:
    """The JSON pointer (RFC 6901) of a path."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


@dataclass(frozen=True, slots=True)
class Error:
    """One reason why an action was refused."""

    code: str
    #: A JSON pointer into the request or the report, to what it is about.
    at: str
    message: str
    #: The fields that changed meanwhile, where that is the reason.
    fields: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        said = {"code": self.code, "at": self.at, "message": self.message, "retryable": code_of(self.code).retryable}
        return said if self.fields is None else {**said, "fields": [*self.fields]}


@dataclass(frozen=True, slots=True)
class ConstraintResult:
    """Whether a parameter satisfies a constraint."""

    type: str
    result: Result

    def to_json(self) -> dict[str, Any]:
        return {"type": self.type, "result": self.result}


@dataclass(frozen=True, slots=True)
class ParameterResult:
    """What became of a parameter."""

    result: Result
    visible: bool
    required: bool
    #: Who gave its value.
    source: Literal["caller", "default", "none"]
    constraints: tuple[ConstraintResult, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "result": self.result,
            "visible": self.visible,
            "required": self.required,
            "source": self.source,
            "constraints": [one.to_json() for one in self.constraints],
        }


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What a submission criterion said."""

    key: str
    type: str
    enforcement: Literal["gate", "classify"]
    result: Result
    message: str
    #: The parameter that it reads, where it reads one alone.
    parameter: str | None = None
    #: What it asks, for callers who may edit the action; None for others.
    config: Any = None

    def to_json(self) -> dict[str, Any]:
        said = {
            "key": self.key,
            "type": self.type,
            "enforcement": self.enforcement,
            "result": self.result,
            "message": self.message,
        }
        if self.parameter is not None:
            said["parameter"] = self.parameter
        return said if self.config is None else {**said, "config": self.config}


@dataclass(frozen=True, slots=True)
class Report:
    """What an action answers."""

    ok: bool
    outcome: Outcome | None
    #: The stage that it got to: the one that refused, or the last.
    phase: str
    #: The key of the action.
    action: str | None
    version: int | None
    org: str
    target: str | None
    now: datetime
    etag: str | None = None
    plan_digest: str | None = None
    replayed: bool = False
    parameters: Mapping[str, ParameterResult] = field(default_factory=dict)
    criteria: tuple[CriterionResult, ...] = ()
    classification: Mapping[str, bool | None] = field(default_factory=dict)
    #: `creates`, `edits` and `effects`, as JSON.
    plan: Mapping[str, Any] = field(default_factory=lambda: NO_PLAN)
    errors: tuple[Error, ...] = ()
    #: Of an action that is accepted now and applied later: what that is called, before and after.
    submission: str | None = None
    #: Of a bulk: a report for each target, in the order in which they were given.
    items: "tuple[Report, ...] | None" = None

    @property
    def status(self) -> int:
        """The HTTP status: that of the first error, and never 200 for a refusal."""
        if self.errors:
            return code_of(self.errors[0].code).status
        return _ACCEPTED if self.outcome == "accepted" else _OK

    def to_json(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "outcome": self.outcome,
            "phase": self.phase,
            "action": self.action,
            "version": self.version,
            "org": self.org,
            "target": self.target,
            "etag": self.etag,
            "plan_digest": self.plan_digest,
            "now": format_instant(self.now),
            "replayed": self.replayed,
            "parameters": {key: one.to_json() for key, one in self.parameters.items()},
            "criteria": [one.to_json() for one in self.criteria],
            "classification": dict(self.classification),
            "plan": dict(self.plan),
            "errors": [one.to_json() for one in self.errors],
            "submission": self.submission,
            "items": None if self.items is None else [one.to_json() for one in self.items],
        }

    @staticmethod
    def from_json(said: Mapping[str, Any]) -> "Report":
        """The report that JSON says, as `to_json` made it."""
        now = parse_instant(said["now"])
        if now is None:
            raise ValueError(f"{said['now']} is no instant")
        items = said["items"]
        return Report(
            **{name: said[name] for name in _PLAIN},
            now=now,
            parameters={key: _parameter(one) for key, one in said["parameters"].items()},
            criteria=tuple(CriterionResult(**one) for one in said["criteria"]),
            errors=tuple(_error(one) for one in said["errors"]),
            items=None if items is None else tuple(map(Report.from_json, items)),
        )


#: The members of a report that are in JSON what they are here.
_PLAIN = (
    "ok", "outcome", "phase", "action", "version", "org", "target", "etag", "plan_digest", "replayed", "classification",
    "plan", "submission",
)  # fmt: skip


def _parameter(said: Mapping[str, Any]) -> ParameterResult:
    constraints = tuple(ConstraintResult(**one) for one in said["constraints"])
    return ParameterResult(**{**said, "constraints": constraints})


def _error(said: Mapping[str, Any]) -> Error:
    fields = said.get("fields")
    return Error(said["code"], said["at"], said["message"], None if fields is None else tuple(fields))
