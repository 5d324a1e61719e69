"""Functions that a package provides: found by its entry points, run in a process of their own, stopped in time."""

import os
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

import pytest

from atelier_cli.actions.criteria.protocol import Situation
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.functions.registered import registered
from atelier_cli.actions.functions.runner import Runner
from atelier_cli.actions.judgement import Judgement
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions.apply import answer, apply
from atelier_cli.language.scope import Names, Scope, Signature
from atelier_cli.language.values.resolve import resolve
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.vocabulary import Function
from tests.support.actions import defined, problems_of
from tests.support.flows import lowered
from tests.support.reader import MemoryReader

STRING = {"type": "string"}
#: A package as pip installs it: a module, and the metadata that says which functions it provides.
MODULE = """\
import os, time, sys
from datetime import date, timedelta

calls = []

def add(a, b):
    print("a function may print")
    return a + b

def later(day, days):
    assert isinstance(day, date)
    return day + timedelta(days=days)

def doubled(amount):
    return amount * 2

def refuse(plate):
    return True if plate.startswith("L") else "Only plates of Lisbon."

def wrong():
    return "text"

def fail():
    raise ValueError("no tea")

def endless():
    while True:
        pass

def forks():
    if os.fork() == 0:
        time.sleep(60)
    time.sleep(60)

def end():
    os._exit(3)

def count():
    calls.append(1)
    return len(calls)

def known():
    return sorted(name for name in os.environ if name not in ("PATH", "LD_LIBRARY_PATH", "LC_CTYPE"))

def odd():
    return object()
"""
PROVIDED = (
    "add",
    "later",
    "doubled",
    "refuse",
    "wrong",
    "fail",
    "endless",
    "forks",
    "end",
    "count",
    "odd",
    "known",
    "absent",
)
RETURNS = {
    "add": "integer", "later": "date", "doubled": "decimal", "refuse": "boolean", "wrong": "integer",
}  # fmt: skip
ARGS = {
    "add": {"a": "integer", "b": "integer"},
    "later": {"day": "date", "days": "integer"},
    "doubled": {"amount": "decimal"},
    "refuse": {"plate": "string"},
}


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    made = Runner(limit=0.5)
    yield made
    made.close()


@pytest.fixture(scope="module", autouse=True)
def _package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The package, where Python looks for packages."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "town_functions.py").write_text(MODULE, encoding="utf-8")
    about = folder / "town_functions-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: town-functions\nVersion: 1.0\n", encoding="utf-8")
    lines = ["[atelier.functions]", *(f"{name} = town_functions:{name}" for name in PROVIDED)]
    (about / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture
def functions(runner: Runner) -> dict[str, Signature]:
    """As the rows of a vocabulary declare them; of one of them nobody provides anything."""
    rows = [
        Function(address=(name,), owner="words", code=name, args=ARGS.get(name, {}), returns=RETURNS.get(name, "any"))
        for name in (*PROVIDED, "nobody", "upper")
    ]
    return registered([StoredRow(row.code, row, "") for row in rows], runner)


def test_that_a_provided_function_is_called_with_values_of_its_types(functions: dict[str, Signature]) -> None:
    assert apply("add", {"a": 1, "b": 2}, functions) == 3
    assert apply("later", {"day": "2026-11-22", "days": 3}, functions).isoformat() == "2026-11-25"
    assert apply("doubled", {"amount": "0.10"}, functions) == Decimal("0.20")


def test_that_a_value_calls_it(functions: dict[str, Signature]) -> None:
    scope = Scope({}, Names({}, functions=functions))

    assert resolve({"$function": "add", "args": {"a": 40, "b": 2}}, scope) == 42


def test_that_null_for_an_argument_that_is_needed_gives_null(functions: dict[str, Signature]) -> None:
    assert apply("add", {"a": None, "b": 2}, functions) is None


def test_that_a_refusal_may_come_with_a_message(functions: dict[str, Signature]) -> None:
    assert answer("refuse", {"plate": "L-1"}, functions) is True
    assert answer("refuse", {"plate": "P-1"}, functions) == "Only plates of Lisbon."


@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("fail", {}, "the function fail failed: ValueError: no tea"),
        ("wrong", {}, 'wrong answered something else: expected integer, found "text"'),
        ("end", {}, "the function end ended its process"),
        ("absent", {}, "the function absent failed: AttributeError: module 'town_functions' has no attribute 'absent'"),
        ("odd", {}, "the function odd failed: TypeError: Object of type object is not JSON serializable"),
        ("add", {"a": "1", "b": 2}, 'add, argument a: expected integer, found "1"'),
        ("add", {"a": 1, "b": 2, "c": 3}, "add takes no argument c"),
        ("nobody", {}, "nobody provides the function nobody"),
        ("unknown", {}, "there is no function unknown"),
    ],
)
def test_that_a_function_without_a_result_has_none(
    functions: dict[str, Signature], name: str, args: dict[str, object], message: str
) -> None:
    with pytest.raises(EvaluationError) as raised:
        apply(name, args, functions)

    assert str(raised.value) == message


@pytest.mark.parametrize("name", ["endless", "forks"])
def test_that_one_that_does_not_end_is_stopped(functions: dict[str, Signature], name: str) -> None:
    apply("count", {}, functions)  # the process runs by now
    started = time.monotonic()

    with pytest.raises(EvaluationError, match=r"was not done after 0\.5 s"):
        apply(name, {}, functions)

    assert time.monotonic() - started < 1.5
    assert apply("add", {"a": 1, "b": 2}, functions) == 3


def test_that_what_was_stopped_is_gone(runner: Runner, functions: dict[str, Signature]) -> None:
    apply("count", {}, functions)
    process = runner._idle.get_nowait()
    pid = process._process.pid
    runner._idle.put(process)

    with pytest.raises(EvaluationError):
        apply("endless", {}, functions)

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_that_a_function_cannot_change_the_caller(functions: dict[str, Signature]) -> None:
    apply("count", {}, functions)

    assert "town_functions" not in sys.modules


def test_that_a_function_knows_nothing_of_where_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DATABASE_URL", "postgresql://ana:secret@localhost/town")
    fresh = Runner(limit=5)

    found = fresh.call("known", {}, "any")
    fresh.close()

    assert found == ["PYTHONHASHSEED", "PYTHONPATH", "PYTHONUTF8", "TZ"]


def test_that_a_gate_asks_it() -> None:
    vocabulary = {
        "functions": [{"name": "refuse", "args": {"plate": "string"}, "returns": "boolean"}],
        "entity_types": [{"entity_type": "car", "schema": {"fields": [{"field_key": "plate", "field_type": STRING}]}}],
    }
    config = {"function": "refuse", "args": {"plate": "$entity.plate"}}
    criteria = [{"key": "local", "criteria_type": "function", "config": config, "message": "Refused."}]
    action = {"key": "tow", "label": "Tow", "target_model": "car", "submission_criteria": criteria}

    tow = defined(lowered({"actions": [action]}, vocabulary))

    assert problems_of(tow) == []
    assert [_asked(tow, plate).result for plate in ("L-1", None)] == ["valid", "unevaluable"]
    assert _asked(tow, "P-1").message == "Only plates of Lisbon."


def _asked(action: ActionDefinition, plate: str | None) -> Judgement:
    car = {"id": "c1", "plate": plate}
    (gate,) = action.gates
    return gate.judge(Situation(Scope({"entity": car}, action.names), MemoryReader(), car))


def test_that_a_process_is_kept_for_the_next_call(functions: dict[str, Signature]) -> None:
    first = apply("count", {}, functions)

    assert apply("count", {}, functions) == first + 1


def test_that_a_built_in_function_stays_what_it_is(functions: dict[str, Signature]) -> None:
    assert "upper" not in functions
    assert apply("upper", {"text": "a"}, functions) == "A"
