"""Every action of the municipality template does what its cases say, from the first stage to what is stored."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.rows.action import ActionSubmissionCriteria, ActionType
from atelier_cli.store.open import open_store
from tests.support.action_cases import Case, cases_of, run
from tests.support.city import CHANGING, MONDAY, City, Copies, found
from tests.support.flows import municipality

_HERE = Path(__file__).parent
_TOWN = _HERE / "_town.yaml"
_CASES = list(cases_of(_HERE))
_BY_APPLICATION = {key: list(cases) for key, cases in groupby(_CASES, lambda case: case.application)}
_ACTIONS = sorted(municipality().template.of(ActionType))


@pytest.fixture(scope="module")
def copies() -> Copies:
    return Copies((_TOWN,))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stored_city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city in a database, which all cases share."""
    folder = tmp_path_factory.mktemp("city")
    if request.param == "sqlite":
        store = open_store("sqlite:///city.db", folder, clock=FixedClock(MONDAY))
        yield found(store, _TOWN)
        store.close()
        return
    with request.getfixturevalue("postgres_server").database() as url:
        store = open_store(url, folder, clock=FixedClock(MONDAY))
        yield found(store, _TOWN)
        store.close()


@pytest.mark.parametrize("case", _CASES, ids=[case.name for case in _CASES])
def test_a_case(case: Case, copies: Copies) -> None:
    run(copies.city(), case)


@pytest.mark.parametrize("application", _BY_APPLICATION)
def test_databases_agree(application: str, stored_city: City) -> None:
    """The first of what is done and of what is refused comes to the same in a database, for each action."""
    before = stored_city.records(*CHANGING)
    for _, cases in groupby(_BY_APPLICATION[application], lambda case: case.action):
        told = list(cases)
        for case in (next(filter(_is_done, told)), next(one for one in told if not _is_done(one))):
            run(stored_city, case)
            stored_city.restore(before)


@pytest.mark.parametrize("address", _ACTIONS, ids=["/".join(one) for one in _ACTIONS])
def test_every_action_is_done_and_refused(address: tuple[str, str, str]) -> None:
    application, _, key = address
    cases = [case for case in _CASES if (case.application, case.action) == (application, key)]
    assert any(map(_is_done, cases))
    assert any("outcome" not in case.expected for case in cases)


def test_no_case_is_of_an_action_that_there_is_not() -> None:
    known = {(application, key) for application, _, key in _ACTIONS}
    assert {(case.application, case.action) for case in _CASES} == known


def test_every_kind_of_ending_is_shown() -> None:
    """What is applied, accepted and refused, what is nothing to do, bulks, events, and how a submission ends."""
    shown = {key for case in _CASES for key in case.expected}
    assert shown >= {"edits", "creates", "emits", "classified", "refused", "items"}
    assert {case.expected.get("outcome", "rejected") for case in _CASES} == {"applied", "accepted", "noop", "rejected"}
    assert {step["state"] for case in _CASES for step in case.said.get("then", ())} == {
        "running", "applied", "rejected", "failed",
    }  # fmt: skip


def test_every_gate_refuses_somewhere() -> None:
    """Each gate that is judged by itself is the reason of a refusal; the others are constraints of parameters."""
    rows = municipality().template.of(ActionSubmissionCriteria)
    gates = {
        (at[0], at[2], at[3])
        for at, row in rows.items()
        if isinstance(row, ActionSubmissionCriteria)
        and row.criteria_type in {"field", "expression", "function", "reachable"}
        and row.config.get("enforcement", "gate") == "gate"
    }
    assert gates - set(_refusing()) == _NEVER_ALONE


#: Gates that say again what a constraint of a parameter, or its visibility, refuses before them.
_NEVER_ALONE = {
    ("sanitation", "report_rodents", "look-first"),
    ("trees", "protect_tree", "order-of-our-council"),
}


def _refusing() -> Iterator[tuple[str, str, str]]:
    for case in _CASES:
        for told in (case.expected, *case.expected.get("items", ()), *case.said.get("then", ())):
            refused = told.get("refused", {})
            for key in (*refused.get("gate_failed", ()), *refused.get("gate_unevaluable", ())):
                yield case.application, case.action, key


def _is_done(case: Case) -> bool:
    return case.expected.get("outcome") in {"applied", "accepted"}
