"""Each safety of the pipeline is broken in turn, and a test must see it: what no test sees is not safe."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.actions import audit, availability, bulk, permissions, pipeline
from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.digest import Etag
from atelier_cli.actions.entities import change
from atelier_cli.actions.judgement import Result
from atelier_cli.actions.permissions import Permissions
from atelier_cli.actions.secrets import Secrets
from atelier_cli.actions.stages import audience, authorise, classify, effects, gates, idempotency, load, no_op, write
from atelier_cli.language.operators import eq
from atelier_cli.language.verdict import negated
from atelier_cli.operations import submit_action
from atelier_cli.plan.plan import Plan
from tests.actions import (
    test_acceptance,
    test_audit,
    test_availability,
    test_bulk,
    test_changes,
    test_crash,
    test_effects,
    test_etags,
    test_exits,
    test_gates,
    test_idempotency,
    test_parameters,
    test_permissions,
)
from tests.support.acting import Desk

#: What breaks one thing.
Break = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Mutant:
    """One thing that is broken, and the test that has to see it."""

    name: str
    break_it: Break
    sees: Callable[[Desk], Any]


def _replaced(holder: Any, name: str, make: Callable[[Any], Any]) -> Break:
    """Puts in the place of something what is made of it."""
    return lambda patch: patch.setattr(holder, name, make(getattr(holder, name)))


def _answer(holder: Any, name: str, *, gives: Any) -> Break:
    """Lets a function always give the same."""
    return _replaced(holder, name, lambda _old: lambda *_args, **_said: gives)


def _without(*names: str) -> Break:
    """Leaves stages out."""

    def leave_out(patch: pytest.MonkeyPatch) -> None:
        ways = {
            exit_: tuple(stage for stage in stages if stage.__name__ not in names)
            for exit_, stages in pipeline._ON_THE_WAY.items()
        }
        patch.setattr(pipeline, "_ON_THE_WAY", ways)

    return leave_out


def _drop_the_first(old: Any) -> Any:
    return lambda attempt, organisation, asked: old(attempt, organisation, tuple(asked)[1:])


def _pass_what_cannot_be_judged(old: Any) -> Any:
    def judge(criterion: Any, situation: Any) -> Any:
        found = old(criterion, situation)
        return replace(found, result=Result.VALID) if found.result is Result.UNEVALUABLE else found

    return judge


def _flip(old: Any) -> Any:
    return lambda left, right, facts: negated(old(left, right, facts))


def _open_without_rules(old: Any) -> Any:
    def opened(action: Any, rules: Any) -> Permissions:
        found: Permissions = old(action, rules)
        return found if found.apply else replace(found, apply=found.view)

    return opened


def _forget_the_reason(old: Any) -> Any:
    return lambda *args: replace(old(*args), error=None)


def _read_everything(old: Any) -> Any:
    return lambda definition, entity: {**old(definition, entity), **entity}


def _commit_in_between(patch: pytest.MonkeyPatch) -> None:
    """Writes the entities in a transaction of their own."""

    def split(attempt: Attempt, transaction: Any, **said: Any) -> Attempt:
        finished = attempt.plan.finished
        assert finished is not None
        transaction.apply(Plan(mutations=finished.mutations))
        transaction.connection.exec_driver_sql("COMMIT")
        transaction.connection.exec_driver_sql("BEGIN IMMEDIATE")
        rest = replace(attempt, planned=replace(attempt.plan, finished=replace(finished, mutations=())))
        return write.write(rest, transaction, **said)

    patch.setattr(pipeline, "write", split)


_OTHER_BODY = {"give": {"text": "y"}}

MUTANTS = (
    Mutant(
        "a gate is dropped",
        _replaced(gates, "judged_gates", _drop_the_first),
        test_gates.test_each_gate_that_does_not_pass_says_so_itself,
    ),
    Mutant(
        "what cannot be judged passes",
        _replaced(gates, "judge", _pass_what_cannot_be_judged),
        lambda _: test_gates.test_an_expression_that_cannot_be_evaluated_does_not_pass(),
    ),
    Mutant(
        "an operator is flipped",
        _replaced(eq, "evaluate", _flip),
        test_gates.test_each_gate_that_does_not_pass_says_so_itself,
    ),
    Mutant(
        "the audience is not checked",
        _answer(audience, "serves", gives=True),
        test_permissions.test_the_wrong_audience_is_refused_before_anything_is_looked_for,
    ),
    Mutant(
        "an action without apply rules is open",
        _replaced(authorise, "permissions_of", _open_without_rules),
        lambda _: test_permissions.test_an_action_that_grants_nobody_is_applied_by_nobody(),
    ),
    Mutant(
        "a policy that cannot be read is open",
        _answer(permissions, "_roles", gives=frozenset({"clerk"})),
        lambda _: test_permissions.test_a_policy_that_cannot_be_read_grants_nothing(None),
    ),
    Mutant(
        "rules open every action of their name",
        _answer(permissions, "_is_about", gives=True),
        lambda _: test_permissions.test_a_rule_opens_nothing_else(
            test_permissions._rule("clerk", qualified_key="tree:close")
        ),
    ),
    Mutant(
        "everybody sees everything",
        _answer(Permissions, "may_view", gives=True),
        test_permissions.test_who_does_not_see_an_action_is_told_that_there_is_none,
    ),
    Mutant(
        "everybody is shown what gates ask",
        _answer(Permissions, "may_edit", gives=True),
        test_gates.test_what_a_gate_asks_is_for_those_who_may_edit,
    ),
    Mutant(
        "what is available is not judged",
        _replaced(availability, "judged_gates", lambda _old: lambda attempt, *_: attempt),
        test_availability.test_gates_that_read_parameters_are_pending,
    ),
    Mutant(
        "a broken definition runs",
        _answer(authorise, "_invalid", gives=()),
        lambda _: test_exits.test_what_nobody_understands_makes_the_action_refuse({"criteria_type": "horoscope"}),
    ),
    Mutant(
        "constraints are not judged", _without("constrain"), test_parameters.test_all_constraints_are_judged_at_once
    ),
    Mutant(
        "what is hidden can be given",
        _without("visibility"),
        lambda desk: test_parameters.test_a_value_for_what_is_not_shown_is_refused("channel", "desk", desk),
    ),
    Mutant(
        "gates are judged after the plan",
        _without("gates"),
        test_changes.test_nothing_of_a_refused_plan_is_written,
    ),
    Mutant(
        "effects are emitted where nothing was done",
        _without("no_op"),
        test_changes.test_an_edit_that_changes_nothing_is_dropped,
    ),
    Mutant(
        "any move is legal",
        _answer(change, "_move_problems", gives=()),
        test_changes.test_an_illegal_move_is_refused,
    ),
    Mutant(
        "classification sees the state before",
        _replaced(classify, "_after", lambda _old: lambda attempt, _: attempt.seen.entity),
        lambda _: test_gates.test_classification_sees_the_state_after_the_plan(),
    ),
    Mutant(
        "a payload that does not fit is delivered",
        _replaced(effects, "_emitted", _forget_the_reason),
        test_effects.test_a_payload_that_does_not_fit_is_kept_and_not_delivered,
    ),
    Mutant(
        "atomic is not all or none", _answer(bulk, "mode_of", gives="per_item"), test_bulk.test_atomic_is_all_or_none
    ),
    Mutant(
        "what is to be accepted is applied",
        _answer(pipeline, "is_accepted", gives=False),
        test_acceptance.test_an_accepted_action_changes_nothing_yet,
    ),
    Mutant(
        "a key is answered whatever was asked",
        _answer(idempotency, "body_of", gives={}),
        lambda desk: test_idempotency.test_another_request_with_the_key_is_refused(_OTHER_BODY, desk),
    ),
    Mutant(
        "what the caller saw does not matter",
        _answer(Etag, "changed", gives=None),
        test_etags.test_a_change_of_what_the_action_depends_on_is_refused_with_the_fields,
    ),
    Mutant(
        "every change is a conflict",
        _replaced(load, "_depended_on", _read_everything),
        test_etags.test_a_change_of_anything_else_is_none,
    ),
    Mutant(
        "new ids are in the digest",
        _replaced(no_op, "replaced", lambda _old: lambda value, _words: value),
        test_etags.test_the_digest_of_a_plan_is_the_same_before_and_after,
    ),
    Mutant(
        "secrets are kept as they are",
        _replaced(audit, "hidden", lambda _old: lambda _key, _purpose, value: value),
        test_audit.test_secrets_are_kept_as_hashes,
    ),
    Mutant(
        "what is made of secrets is kept as it is",
        _answer(Secrets, "reads_one", gives=False),
        lambda _: test_audit.test_what_is_made_of_a_secret_is_one(),
    ),
    Mutant(
        "refusals leave no row",
        _answer(submit_action, "_record", gives=None),
        test_audit.test_there_is_a_row_for_each_apply_and_for_nothing_else,
    ),
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_what_is_broken_is_seen(mutant: Mutant, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant.break_it(monkeypatch)
    with pytest.raises(AssertionError):
        mutant.sees(desk)


@pytest.mark.slow
def test_a_write_outside_the_transaction_is_seen(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _commit_in_between(monkeypatch)
    with pytest.raises(AssertionError, match="something is left"):
        test_crash._check("edit", sqlite_url, tmp_path, 1, 1)
