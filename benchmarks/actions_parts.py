"""What the parts of a submission cost: to define an action by its rows, and to judge its gates."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import yaml
from actions_town import EXPRESSIONS, NOW, TENANT, Town, lowered, request
from measure import Figure, cpu

from atelier_cli import names
from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.define import define
from atelier_cli.actions.entities.ontology import Ontology, ontology
from atelier_cli.actions.organisation import Organisation, organisation
from atelier_cli.actions.pipeline import JUDGING, OPENING, passed
from atelier_cli.actions.stages.gates import gates
from atelier_cli.actions.targets import targets_of
from atelier_cli.actions.vocabulary import Known
from atelier_cli.language.expression.compile import compile_expression
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.syntax import Expression
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.plane import SYSTEM, Plane, StoredRow
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.store.open import open_store

#: How much more than ten times as long ten times as many rows may take.
_LINEAR = 1.3


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    yield from _definitions([10, 100] if quick else [10, 100, 1_000])
    yield from _gates(1_000 if quick else 20_000)


def _definitions(sizes: Sequence[int]) -> Iterator[Figure]:
    before = 0.0
    for size in sizes:
        cold, cached = _defined(size)
        what = f"an action with {size:,} rows below it, defined"
        if before:
            yield Figure(what, cold, f"10 x one with {size // 10:,}", 10 * before, _LINEAR)
        yield Figure(f"{what} again", cached, "the first time", cold, 0.05)
        before = cold


def _defined(size: int) -> tuple[float, float]:
    """How long it takes the first time, and again: the least of some actions that have no text in common."""
    times = [_define(*_action(size, salt)) for salt in range(3)]
    return min(cold for cold, _ in times), min(cached for _, cached in times)


def _define(known: Ontology, rows: Sequence[StoredRow]) -> tuple[float, float]:
    def once() -> None:
        if define(rows, known, {}, {}).problems:
            raise AssertionError("the action has faults")

    return cpu(once, 1), cpu(lambda: [once() for _ in range(100)]) / 100


def _action(size: int, salt: int) -> tuple[Ontology, tuple[StoredRow, ...]]:
    """The rows of an action with so many below it: four tenths parameters, four gates, two edits."""
    tenth = size // 10
    fields = [f"f{salt}_{n}" for n in range(2 * tenth)]
    parameters = [f"p{salt}_{n}" for n in range(4 * tenth)]
    action = {
        "key": f"wide_{salt}",
        "label": "Wide",
        "target_model": "wide",
        "parameters": [_parameter(key) for key in parameters],
        "submission_criteria": [_gate(key, f"entity.{fields[0]}") for key in parameters],
        "edits": [_edit(field, key) for field, key in zip(fields, parameters, strict=False)],
    }
    types = [{"field_key": key, "field_type": {"type": "string"}} for key in fields]
    wide = {"entity_type": "wide", "schema": {"display_name": "Wide", "fields": types}}
    said = {"identity": {"code": "desk", "name": "Desk"}, "entities": [{"entity_type": "wide"}], "actions": [action]}
    words = {"vocabulary": {"code": "bench", "entity_types": [wide]}}
    found = lowered(yaml.safe_dump(said, sort_keys=False), yaml.safe_dump(words))
    rows = tuple(_stored(TENANT, (row for row in found.template if row.address[2:3] == (action["key"],))))
    if len(rows) != size + 1:
        raise AssertionError(len(rows))
    return ontology(_stored(SYSTEM, found.vocabulary)), rows


def _parameter(key: str) -> dict[str, Any]:
    return {"key": key, "label": key, "type": "string", "constraints": {"max_length": 9}}


def _gate(key: str, field: str) -> dict[str, Any]:
    config = {"expression": f'parameters.{key} != "{key}" || {field} == user.id'}
    return {"key": f"of-{key.replace('_', '-')}", "criteria_type": "expression", "config": config, "message": "No."}


def _edit(field: str, key: str) -> dict[str, Any]:
    said = f"$parameters.{key}"
    return {"field": field, "value": said, "when": {"left": said, "operator": "is_not_null"}}


def _stored(plane: Plane, rows: Iterable[Row]) -> Iterator[StoredRow]:
    for row in rows:
        yield StoredRow(names.row_id(plane.key, row_class_name(type(row)), row.address), row, content_hash(row))


def _gates(times: int) -> Iterator[Figure]:
    """The gates of an action as they are: one over a field, two that are expressions."""
    with TemporaryDirectory() as folder:
        town = Town(open_store("memory://", Path(folder)), 1)
        with town.store.transaction() as transaction:
            seen = organisation(transaction, TENANT, Known(), believes_roles=False)
            attempt = _ready(town, seen)
            judged = cpu(lambda: [gates(attempt, seen) for _ in range(times)]) / times
    scope = attempt.scope().roots
    expressions = [compile_expression(cast("Expression", parse(text)[0])) for text in EXPRESSIONS]
    alone = cpu(lambda: [one(scope) for one in expressions for _ in range(times)]) / times / len(expressions)
    each = judged / len(attempt.defined.gates)
    yield Figure("a gate of an action, judged and told", each, "such an expression, compiled", alone)
    yield Figure("the same", each, "50,000 a second", 1 / 50_000, 1)


def _ready(town: Town, seen: Organisation) -> Attempt:
    """A submission whose gates are to be judged next."""
    engine, asked = town.engine, request(0, "validate")
    attempt = Attempt(request=asked, plane=TENANT, now=NOW, key=engine.key, ids=engine.ids)
    attempt = passed(attempt, seen, OPENING)
    (target,) = targets_of(asked, attempt.defined)
    attempt = passed(attempt.but(target=target), seen, JUDGING[:-1])
    if gates(attempt, seen).errors:
        raise AssertionError(gates(attempt, seen).errors)
    return attempt
