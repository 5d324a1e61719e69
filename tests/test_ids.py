"""New ids: no two are the same, and later ones sort after earlier ones."""

import time
import uuid

from atelier_cli.ids import FixedIds, TimeOrderedIds


def test_an_id_is_a_uuid_of_version_7_that_tells_its_time() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(TimeOrderedIds().new())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000


def test_no_two_ids_are_the_same() -> None:
    ids = TimeOrderedIds()
    assert len({ids.new() for _ in range(1000)}) == 1000


def test_later_ids_sort_after_earlier_ones() -> None:
    first = TimeOrderedIds().new()
    time.sleep(0.002)
    assert first < TimeOrderedIds().new()


def test_fixed_ids_count() -> None:
    ids = FixedIds("work-order")
    assert [ids.new(), ids.new()] == ["work-order-1", "work-order-2"]
