"""What it costs to submit an action: beside the very same statements, given to the driver by hand in one transaction.

Three databases begin alike. On the first it is recorded what submissions ask; then the second is asked just that, and
the third gets the submissions, by turns. In the end both hold the same.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from actions_replay import Asked, ByHand, recorded
from actions_town import TENANT, Town
from databases import Databases, databases
from measure import Figure, wall

from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.open import open_store
from atelier_cli.store.sql import SqlStore

KINDS = "SQLite", "PostgreSQL"
_BUDGET = 2.0


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    batch, targets = (3, 50) if quick else (50, 10_000)
    with databases() as make:
        for kind in KINDS:
            with _towns(make, kind, targets) as race:
                yield from _one_by_one(race, kind, batch)
                for action, mode in (("per_item", "each for itself"), ("at_once", "all or none")):
                    yield _in_bulk(race, kind, (action, mode), 2 if quick else 1)
                race.check()


def _one_by_one(race: "_Race", kind: Any, size: int) -> Iterator[Figure]:
    """`size` submissions are a batch."""
    batches = [range(size * n, size * (n + 1)) for n in range(10)]
    asked = [race.record(lambda n=n: race.first.assign(n)) for batch in batches for n in batch]  # type: ignore[misc]  # a default binds it
    ours, theirs, preview = [], [], []
    for batch in batches:
        ours.append(wall(lambda: [race.third.assign(n) for n in batch], 1))  # noqa: B023  # called at once
        theirs.append(wall(lambda: [race.by_hand.perform(asked[n]) for n in batch], 1))  # noqa: B023
        preview.append(wall(lambda: [race.third.assign(n + 1_000_000, "preview") for n in batch], 1))  # noqa: B023
    apply = min(ours) / size
    beside = f"its {len(asked[-1])} statements by hand"
    yield Figure(f"a submission: 5 parameters, 3 gates, 2 edits, {kind}", apply, beside, min(theirs) / size, _BUDGET)
    yield Figure(f"its preview, {kind}", min(preview) / size, "the submission", apply, 1)


def _in_bulk(race: "_Race", kind: Any, named: tuple[str, str], rounds: int) -> Figure:
    action, mode = named
    asked: list[Asked] = []
    ours, theirs = [], []
    for number in range(1, rounds + 1):
        asked = race.record(lambda: race.first.assign_all(action, number))  # noqa: B023  # called at once
        ours.append(wall(lambda: race.third.assign_all(action, number), 1))  # noqa: B023
        theirs.append(wall(lambda: race.by_hand.perform(asked), 1))  # noqa: B023
    what = f"the same on {race.third.cases:,} targets, {mode}, {kind}"
    return Figure(what, min(ours), f"its {len(asked):,} statements by hand", min(theirs))


@dataclass(slots=True)
class _Race:
    """Three towns that began alike."""

    first: Town
    second: SqlStore
    third: Town
    by_hand: ByHand

    def record(self, submission: Callable[[], object]) -> list[Asked]:
        with recorded() as asked:
            submission()
        return asked

    def check(self) -> None:
        """Whether both have done the same."""
        for record_class in RECORD_CLASSES:
            found = []
            for store in (self.second, self.third.store):
                with store.transaction() as transaction:
                    found.append(transaction.find(TENANT, record_class, {}))
            if found[0] != found[1]:
                raise AssertionError(f"{record_class.__name__}: not the same by hand")

    def close(self) -> None:
        self.by_hand.close()
        for store in (self.first.store, self.second, self.third.store):
            store.close()


def _towns(make: Databases, kind: Any, cases: int) -> "closing[_Race]":
    first, second, third = (Town(open_store(make.new(kind).url, Path()), cases) for _ in range(3))
    for town in (first, third):
        town.assign(0, "preview")  # what is read once is read
    store = cast("SqlStore", second.store)
    return closing(_Race(first, store, third, ByHand(store)))
