"""Writing transactions take turns; who does not get one is told so."""

import threading
import time
from pathlib import Path

import pytest

from atelier_cli.errors import UnavailableError
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.plane import SYSTEM, plane
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.conftest import LOCK_TIMEOUT

ONE, TWO = plane("one", "tenant"), plane("two", "tenant")


def create(store: Store, *planes: object) -> None:
    with store.transaction(write=True) as transaction:
        transaction.apply(Plan(planes=planes))  # type: ignore[arg-type]


def keys(store: Store) -> list[str]:
    with store.transaction() as transaction:
        return [one.key for one in transaction.planes()]


def test_a_second_writer_waits_and_is_then_told_that_the_database_is_locked(store: Store) -> None:
    with store.transaction(write=True):
        start = time.monotonic()
        with pytest.raises(UnavailableError, match="is locked") as refusal, store.transaction(write=True):
            pytest.fail("two writers at once")
        assert time.monotonic() - start >= LOCK_TIMEOUT * 0.9
    assert refusal.value.exit_code == 69
    assert "another" in refusal.value.remedy
    create(store, SYSTEM)
    assert keys(store) == ["system"]


def test_a_second_writer_gets_its_turn_and_sees_what_the_first_wrote(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, tmp_path, lock_timeout=30)
    seen: list[list[str]] = []
    started = threading.Event()

    def second() -> None:
        started.set()
        with store.transaction(write=True) as transaction:
            seen.append([one.key for one in transaction.planes()])
            transaction.apply(Plan(planes=(TWO,)))

    thread = threading.Thread(target=second)
    with store.transaction(write=True) as transaction:
        thread.start()
        started.wait()
        time.sleep(0.1)  # so that the second waits in the database, not at its door
        transaction.apply(Plan(planes=(ONE,)))
    thread.join()
    assert seen == [["one"]]
    assert keys(store) == ["one", "two"]
    store.close()


def test_a_reader_does_not_wait_and_sees_one_moment(store: Store) -> None:
    create(store, SYSTEM)
    with store.transaction() as reader:
        before = reader.planes()
        with store.transaction(write=True) as writer:
            writer.apply(Plan(planes=(ONE,)))
            assert reader.planes() == before
        assert reader.planes() == before
    assert keys(store) == ["one", "system"]


def test_who_only_reads_cannot_write(postgres_url: str, tmp_path: Path) -> None:
    store = open_store(postgres_url, tmp_path)
    with pytest.raises(UnavailableError, match="can only be read"), store.transaction() as transaction:
        transaction.apply(Plan(planes=(SYSTEM,)))
    store.close()
