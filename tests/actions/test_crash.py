"""A process that is killed anywhere in a submission leaves nothing of it, or everything."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from atelier_cli.rows.audit import EditEvent
from atelier_cli.store.driver import Driver
from atelier_cli.store.open import open_store
from atelier_cli.store.sql import SqlStore
from tests.support.acting import Desk, open_desk

CLOSE: dict[str, Any] = {"give": {"resolution": "repaired", "note": "x"}, "idempotency_key": "k"}
ORDER: dict[str, Any] = {"give": {"title": "x"}, "idempotency_key": "k"}
SUBMISSIONS: dict[str, Callable[[Desk], Any]] = {
    "edit": lambda desk: desk.ask("close", "report/r1", **CLOSE),
    "create": lambda desk: desk.ask("order", "report/r1", **ORDER),
    "bulk": lambda desk: desk.ask("sweep", ("report/r3", "report/r4"), idempotency_key="k"),
    "accept": lambda desk: desk.ask("inspect", "report/r1", give={"reason": "x"}, idempotency_key="k"),
    "refusal": lambda desk: desk.ask("close", "report/r3", **CLOSE),
}


def killed(url: str, folder: Path, boundary: int, submission: Callable[[Desk], Any]) -> bool:
    """Whether a process that submits is killed at that boundary: after so many statements and commits.

    One that is not has reached its end, since there are not so many.
    """
    child = os.fork()
    if child == 0:
        try:
            _submit(url, folder, boundary, submission)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the submission failed by itself"
    return os.WIFSIGNALED(status)


def _submit(url: str, folder: Path, boundary: int, submission: Callable[[Desk], Any]) -> None:
    store = open_store(url, folder, lock_timeout=30)
    assert isinstance(store, SqlStore)
    left = boundary

    def pass_by(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: Any) -> Any:
            found = work(*args)
            pass_by()
            return found

        return count

    event.listen(store.engine, "commit", pass_by)  # before it is sent
    Driver.rows, Driver.change = counted(Driver.rows), counted(Driver.change)  # type: ignore[method-assign]  # this process ends here
    submission(Desk(store))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("name", SUBMISSIONS)
def test_a_crash_at_any_boundary_leaves_nothing(
    name: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A54"""
    _check(name, request.getfixturevalue(f"{kind}_url"), tmp_path, 1, 1)


@pytest.mark.parametrize("name", ["edit", "refusal"])
def test_a_crash_leaves_nothing_or_everything(name: str, sqlite_url: str, tmp_path: Path) -> None:
    """A54"""
    _check(name, sqlite_url, tmp_path, 5, 6)


def _check(name: str, url: str, folder: Path, first: int, step: int) -> None:
    desk = open_desk(open_store(url, folder, lock_timeout=30))
    nothing = desk.records()
    at = first
    while killed(url, folder, at, SUBMISSIONS[name]):
        assert desk.records() == nothing, f"something is left of what was killed at {at}"
        at += step
    # The last one reached its end: everything is there, and once.
    assert at > first
    assert desk.records() != nothing
    done = desk.records()
    assert len([one for one in desk.events if one.parent_id is None]) == 1
    again = SUBMISSIONS[name](desk)
    assert again.replayed is (name != "refusal")
    assert desk.records(EditEvent) == {key: value for key, value in done.items() if key != "EditEvent"}
    desk.store.close()
