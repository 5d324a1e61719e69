"""Defines a flow by its rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from atelier_cli.flows.contract import Contract, Rows, contract_of, event_contract
from atelier_cli.flows.definition import END, FAIL, HALT, FlowDefinition, StepDefinition, Trigger
from atelier_cli.flows.judge import compile_judge
from atelier_cli.flows.scope import GATE_ROOTS, MATCH_ROOTS, roots_of
from atelier_cli.language.backoff import Backoff
from atelier_cli.language.durations import parse_duration
from atelier_cli.language.expression.check import check_readable
from atelier_cli.language.expression.correlation import correlation
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.prepare import prepare
from atelier_cli.language.json_schema import Check, compile_schema
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.retry import Retry
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.steps import STEPS
from atelier_cli.language.steps.event_wait import envelope
from atelier_cli.language.steps.protocol import Judge, Resolve, Step, anything
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import ANY, Type, from_schema
from atelier_cli.language.values.check import check as check_value
from atelier_cli.language.values.resolve import resolve
from atelier_cli.language.values.slots import Slot
from atelier_cli.plan.settings import settings_of
from atelier_cli.rows.flow import Flow, FlowStep, FlowVersion
from atelier_cli.rows.row_set import RowSet

#: The keys of `with` that hold values, and those that hold an expression.
_VALUES = ("input", "payload", "deadline")
_EXPRESSIONS = ("expression", "match")

#: A step's row, and its `with`.
_Said = tuple[FlowStep, Any]
#: Where the problems of a definition are gathered.
_Faults = list[Problem]


def define(flow: Flow, own: RowSet, vocabulary: RowSet, number: int = 1) -> tuple[FlowDefinition | None, Problems]:
    """The definition of a flow's current version, whose number is given; None, with the reasons, where it cannot run.

    `own` are the rows of the flow's plane, `vocabulary` those of the system plane. What is inactive is left out.
    """
    version = _version(flow, own)
    if version is None:
        return None, (Problem("no-version", f"the flow `{flow.key}` has no current version"),)
    faults: _Faults = []
    rows = Rows(own, vocabulary, flow.address[0])
    config, config_types, wrong = settings_of(own, rows.application)
    faults.extend(wrong)
    said = list(_said(version, own, faults))
    contracts = {row.key: _contract(row, with_, rows, faults) for row, with_ in said}
    roots = roots_of(from_schema(version.input), config_types, dict(_outputs(said, contracts)))
    definition = FlowDefinition(
        application=rows.application,
        key=flow.key,
        label=flow.label,
        number=number,
        trigger=_trigger(version, rows, roots, faults),
        input_schema=version.input,
        takes=_checked(version.input, ("input",), faults),
        deadline=None if version.deadline is None else _value(version.deadline, ("deadline",), faults),
        steps=_steps(said, contracts, roots, faults),
        config=config,
        names=Names({root: roots[root] for root in ("input", "run", "config")}),
    )
    if not said and not faults:
        faults.append(Problem("no-steps", f"the flow `{flow.key}` has no step"))
    return (None if faults else definition), tuple(faults)


def _version(flow: Flow, own: RowSet) -> FlowVersion | None:
    for row in own.of(FlowVersion).values():
        if isinstance(row, FlowVersion) and row.is_active and row.address[:-1] == flow.address:
            return row
    return None


def _said(version: FlowVersion, own: RowSet, faults: _Faults) -> Iterator[_Said]:
    """The version's steps, in order, with what each says."""
    rows = [
        row
        for row in own.of(FlowStep).values()
        if isinstance(row, FlowStep) and row.is_active and row.address[:-1] == version.address
    ]
    for row in sorted(rows, key=lambda row: (row.order, row.key)):
        kind = STEPS.get(row.kind)
        if kind is None:
            message, help_ = unknown("step kind", row.kind, STEPS)
            faults.append(Problem("unknown-step-kind", message, ("steps", row.key, "kind"), help=help_))
            continue
        try:
            yield row, kind.With.model_validate(row.arguments)
        except ValidationError as error:
            for found in error.errors():
                faults.append(Problem("wrong-value", found["msg"], ("steps", row.key, "with", *found["loc"])))


def _contract(row: FlowStep, with_: Any, rows: Rows, faults: _Faults) -> Contract:
    contract, problems = contract_of(row.kind, with_, rows)
    faults.extend(below(("steps", row.key), problems))
    return contract


def _outputs(said: Iterable[_Said], contracts: Mapping[str, Contract]) -> Iterator[tuple[str, tuple[str | None, Type]]]:
    for row, _ in said:
        output = STEPS[row.kind].output(from_schema(contracts[row.key].gives))
        if output is not None:
            yield row.key, (row.save_as, output)


def _trigger(version: FlowVersion, rows: Rows, roots: Mapping[str, Type], faults: _Faults) -> Trigger:
    kind, match = version.trigger["kind"], version.trigger.get("match")
    if version.event_type is None:
        return Trigger(kind)
    contract, problems = event_contract(version.event_type, rows)
    faults.extend(below(("trigger",), problems))
    judge = None if match is None else _judge(match, _with_event(roots, contract.gives), ("trigger", "match"), faults)
    gives = _checked(contract.gives, ("trigger",), faults)
    return Trigger(kind, version.event_type, match, judge, contract, gives)


def _with_event(roots: Mapping[str, Type], schema: Mapping[str, Any]) -> dict[str, Type]:
    payload = from_schema(schema)
    return {**roots, "event": envelope(payload), "payload": payload}


def _judge(text: str, roots: Mapping[str, Type], path: tuple[str, ...], faults: _Faults) -> Judge | None:
    # Only what cannot be compiled is refused: members and types are for lint, and a flow that is stored must not
    # stop running because lint has learned to see more. A member that is not there is an error of the run.
    problems = check_readable(text, roots)
    faults.extend(below(path, problems))
    return None if problems else compile_judge(text, roots)


def _checked(schema: Mapping[str, Any] | None, path: tuple[str, ...], faults: _Faults) -> Check:
    if not schema:
        return anything
    found, problems = compile_schema(schema)
    faults.extend(below(path, problems))
    return found


def _steps(
    said: list[_Said], contracts: Mapping[str, Contract], roots: Mapping[str, Type], faults: _Faults
) -> dict[str, StepDefinition]:
    known = {row.key for row, _ in said}
    steps = {}
    for i, (row, with_) in enumerate(said):
        here: _Faults = list(_lost(row, with_, known))
        below_it = said[i + 1][0].key if i + 1 < len(said) else END
        steps[row.key] = StepDefinition(
            kind=row.kind,
            step=_step(row, with_, contracts[row.key], roots, here),
            next=row.next or below_it,
            contract=contracts[row.key],
            save_as=row.save_as,
            retry=_backoff(row.retry, here),
            on_error=row.on_error or FAIL,
            on_timeout=row.on_timeout,
            on_rejected=row.on_rejected or FAIL,
        )
        faults.extend(below(("steps", row.key), here))
    return steps


def _step(row: FlowStep, with_: Any, contract: Contract, roots: Mapping[str, Type], faults: _Faults) -> Step[Any]:
    judge = correlated = None
    for key in _EXPRESSIONS:
        text = getattr(with_, key, None)
        if text is not None:
            readable = roots if key == "expression" else _with_event(roots, contract.gives)
            judge = _judge(text, readable, ("with", key), faults)
            correlated = None if judge is None else _correlated(text)
    return Step(
        id=row.key,
        said=with_,
        values={
            key: _value(value, ("with", key), faults)
            for key in _VALUES
            if (value := getattr(with_, key, None)) is not None
        },
        judge=judge,
        takes=_checked(contract.takes, ("with",), faults),
        gives=_checked(contract.gives, ("with",), faults),
        correlated=correlated,
    )


def _value(said: Any, path: tuple[str, ...], faults: _Faults) -> Resolve:
    """The function that resolves a value, as JSON; whether its names are there, only a run can tell."""
    faults.extend(below(path, check_value(said, Slot.FLOW, _ANYTHING)))

    def resolved(scope: Scope) -> Any:
        try:
            return to_json(resolve(said, scope))
        except EvaluationError as error:
            where = ".".join(str(step) for step in (*path[-1:], *error.path))
            raise EvaluationError(error.code, f"{where}: {error.message}", error.span) from error

    return resolved


#: Every root of a flow, with nothing known of what is in it.
_ANYTHING = Names(dict.fromkeys(("input", "context", "steps", "run", "config", "event"), ANY))


def _correlated(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    found = correlation(prepare(text).tree, MATCH_ROOTS[len(GATE_ROOTS) :], GATE_ROOTS)
    return None if found is None else (found.event_path, found.run_path)


def _backoff(said: Any, faults: _Faults) -> Backoff | None:
    if said is None:
        return None
    retry = Retry.model_validate(said)
    spans = [parse_duration(text) for text in (retry.initial, retry.max_interval)]
    initial, longest = (None if span is None or span.months else span.rest for span in spans)
    if initial is None or longest is None:
        faults.append(Problem("wrong-value", "expected durations of days, hours, minutes and seconds", ("retry",)))
        return None
    return Backoff(retry.max_attempts, initial, retry.factor, longest, retry.jitter, frozenset(retry.retry_on))


def _lost(row: FlowStep, with_: Any, known: Iterable[str]) -> Iterator[Problem]:
    """The ways on that lead nowhere."""
    known = set(known)
    if row.key in {END, FAIL, HALT}:
        yield Problem("reserved-name", f"`{row.key}` is no name for a step: it says where a flow ends", ("id",))
    ways = (
        (("next",), row.next, {END}),
        (("on_error",), row.on_error, {FAIL}),
        (("on_timeout",), row.on_timeout, {FAIL, HALT}),
        (("on_rejected",), row.on_rejected, {FAIL, HALT}),
        (("with", "onPass"), getattr(with_, "on_pass", None), {END}),
        (("with", "onFail"), getattr(with_, "on_fail", None), {END, HALT}),
    )
    for path, target, words in ways:
        if target is not None and target not in known | words:
            message, help_ = unknown("step", target, known | words)
            yield Problem("unknown-step", message, path, help=help_)
