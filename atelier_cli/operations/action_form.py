"""The form of an action: what it asks of its caller, and what is left to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.attempt import Attempt, Target
from atelier_cli.actions.compiled import CompiledValue
from atelier_cli.actions.definition import ActionDefinition, Parameter
from atelier_cli.actions.organisation import Organisation, organisation
from atelier_cli.actions.pipeline import passed
from atelier_cli.actions.reader import Option, Query
from atelier_cli.actions.request import Request
from atelier_cli.actions.secrets import NO_SECRETS, Secrets, secrets_of
from atelier_cli.actions.stages.audience import audience
from atelier_cli.actions.stages.authorise import authorise
from atelier_cli.actions.stages.coerce import coerce
from atelier_cli.actions.stages.constrain import constrain
from atelier_cli.actions.stages.default import default
from atelier_cli.actions.stages.load import load
from atelier_cli.actions.stages.resolve import resolve
from atelier_cli.actions.stages.visibility import visibility
from atelier_cli.actions.well_formed import faults
from atelier_cli.ids import FixedIds
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.to_json import to_json
from atelier_cli.operations import planes
from atelier_cli.operations.submit_action import Engine
from atelier_cli.rows.plane import Plane
from atelier_cli.store.protocol import Transaction

#: So many values to choose from are offered at most.
_MOST = 40
#: The fields that people call an entity by.
_NAMING = ("name", "title", "label")
#: The errors that say that a value is to be given.
_LACKING = {"missing_parameter", "constraint_required"}


@dataclass(frozen=True, slots=True)
class Question:
    """A value that must be given, and is not."""

    parameter: Parameter
    #: The values to choose from; none where any may be given.
    choices: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with what was given."""

    #: What the parameters hold, as JSON: what was given, and defaults.
    values: Mapping[str, Any] = field(default_factory=dict)
    #: The first parameter that is still to be given.
    question: Question | None = None


def form_of(engine: Engine, tenant: str | None, request: Request) -> ActionDefinition | None:
    """The action as its caller may fill it in; None where a submission is refused before it comes to that.

    Raises `RefusedError` where there is no such tenant.
    """
    with engine.store.transaction() as transaction:
        attempt, _ = _opened(engine, transaction, planes.tenant(transaction.planes(), tenant), request)
        return None if attempt.is_over else attempt.defined


def secrets_of_action(engine: Engine, tenant: str, code: str) -> Secrets:
    """What is secret of an action, whoever asks; `code` is `APP/MODEL:KEY`."""
    application, _, rest = code.partition("/")
    model, _, key = rest.partition(":")
    with engine.store.transaction() as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        seen = organisation(transaction, plane, engine.known, believes_roles=False)
        branch = seen.branch((application, model, key))
        return secrets_of(seen.define(branch)) if branch else NO_SECRETS


def filled(engine: Engine, tenant: str | None, request: Request) -> Filled:
    """The form of a request, which may be refused before there is one; of a bulk, that of the first target.

    Raises `RefusedError` where there is no such tenant.
    """
    with engine.store.transaction() as transaction:
        attempt, seen = _opened(engine, transaction, planes.tenant(transaction.planes(), tenant), request)
        called = Target(*request.targets[0].split("/", 1)) if request.targets else None
        attempt = passed(attempt.but(target=called), seen, (load, coerce, default, visibility, constrain))
        if attempt.is_over:
            return Filled()
        values = {key: to_json(value) for key, value in attempt.parameters.items()}
        lacking = {one.at for one in attempt.errors if one.code in _LACKING}
        for parameter in attempt.defined.parameters:
            if f"/parameters/{parameter.key}" in lacking:
                return Filled(values, Question(parameter, tuple(_choices(attempt, seen, parameter))))
        return Filled(values)


def _opened(engine: Engine, transaction: Transaction, plane: Plane, request: Request) -> tuple[Attempt, Organisation]:
    """The attempt once it is known who calls, what of, and whether they may."""
    seen = organisation(transaction, plane, engine.known, believes_roles=engine.store.believes_roles)
    asked = Request(
        "validate", request.action, request.claim, request.targets, request.parameters, placement=request.placement
    )
    attempt = Attempt(request=asked, plane=plane, now=engine.clock.now(), key=engine.key, ids=FixedIds())
    wrong = tuple(faults(asked))
    return (attempt.refused(*wrong), seen) if wrong else (passed(attempt, seen, (audience, resolve, authorise)), seen)


def _choices(attempt: Attempt, seen: Organisation, parameter: Parameter) -> Sequence[Option]:
    """The values to choose from, as far as they can be worked out by now."""
    options = parameter.options
    if options is not None and options.choices:
        return [Option(one.value, one.label) for one in options.choices]
    if options is not None and options.setting is not None:
        return _listed(attempt.seen.config.get(options.setting))
    query = _entities(attempt, seen, parameter) if options is None else options.query(attempt.scope())
    if query is not None:
        return seen.reader.options(query, _MOST)
    bound = next((one.bound for one in parameter.constraints if one.name == "one_of"), None)
    if isinstance(bound, CompiledValue):
        try:
            return _listed(bound.resolve(attempt.scope()))
        except EvaluationError:
            return ()
    return ()


def _entities(attempt: Attempt, seen: Organisation, parameter: Parameter) -> Query | None:
    """What asks for all entities that a parameter may name; None where it names none."""
    held = parameter.type
    code = "user" if held.name == "user" else held.entity_type
    kind = seen.ontology.kinds.get(code)
    if kind is None:
        return None
    label = next((name for name in _NAMING if name in kind.fields), None)
    return Query(code, None, "id", held, label, attempt.scope())


def _listed(values: Any) -> list[Option]:
    found = [to_json(one) for one in values] if isinstance(values, list | tuple) else []
    return [Option(one, str(one)) for one in found]
