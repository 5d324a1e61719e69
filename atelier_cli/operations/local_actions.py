"""The tenant's own actions, as its flows call them."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Claim, Request
from atelier_cli.flows.report import Proof
from atelier_cli.flows.world import Called, CallLocal
from atelier_cli.language.steps.protocol import Answered, Unanswered
from atelier_cli.operations.submit_action import Engine, submit


def previewing(engine: Engine, tenant: str, application: str, claim: Claim) -> CallLocal:
    """Previews the actions that a flow of an application calls: their real plans, of which nothing is written."""

    def call(action: str, payload: Mapping[str, Any], _key: str) -> Called:
        request = Request("preview", _named(action, application), claim, parameters=payload)
        return _called(submit(engine, tenant, request), "previewed")

    return call


def applying(engine: Engine, tenant: str, application: str, claim: Claim) -> CallLocal:
    """Applies the actions that a flow of an application calls, each once for its key."""

    def call(action: str, payload: Mapping[str, Any], key: str) -> Called:
        request = Request("apply", _named(action, application), claim, parameters=payload, idempotency_key=key)
        return _called(submit(engine, tenant, request), "applied")

    return call


def _named(action: str, application: str) -> str:
    """A flow names the actions of its own application without it."""
    return action if "/" in action else f"{application}/{action}"


def _called(report: Report, proves: Proof) -> Called:
    """What comes back to the flow: the id of each entity that was created, by the key of its create."""
    if report.ok:
        return Called(Answered({one["key"]: {"id": one["id"]} for one in report.plan["creates"]}), proves)
    first = report.errors[0]
    return Called(Unanswered(first.code, first.message), proves)
