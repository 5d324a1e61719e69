"""Records what is asked of a database, so that the very same can be asked of another one with the driver alone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from atelier_cli.store.driver import Driver, Statement
from atelier_cli.store.sql import SqlStore


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement with its values, ready for the driver."""

    text: str
    #: As often as it is performed.
    values: list[Any]
    #: Whether it finds something.
    finds: bool


@contextmanager
def recorded() -> Iterator[list[Asked]]:
    """All that drivers are asked within the block, but for the begin and the end of transactions."""
    asked: list[Asked] = []
    rows, change, run = Driver.rows, Driver.change, Driver._run  # noqa: SLF001  # all that a driver does

    def find(driver: Driver, statement: Statement, values: Mapping[str, Any]) -> list[Any]:
        asked.append(Asked(statement.text, [statement.values(values)], finds=True))
        return rows(driver, statement, values)

    def alter(driver: Driver, statement: Statement, values: Sequence[Mapping[str, Any]]) -> int:
        asked.append(Asked(statement.text, [statement.values(one) for one in values], finds=False))
        return change(driver, statement, values)

    def mark(driver: Driver, text: str) -> None:
        asked.append(Asked(text, [()], finds=False))
        run(driver, text)

    with patch.object(Driver, "rows", find), patch.object(Driver, "change", alter), patch.object(Driver, "_run", mark):
        yield asked


class ByHand:
    """The driver's connection to the database of a store, kept open."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._pooled = store.engine.raw_connection()
        self._connection: Any = self._pooled.dbapi_connection

    def perform(self, asked: Sequence[Asked]) -> None:
        """Performs the statements in one transaction, as actions have it."""
        connection = self._connection
        self._store.begin(connection, write=True, shared=True)
        for one in asked:
            if one.finds:
                connection.execute(one.text, one.values[0]).fetchall()
            elif len(one.values) == 1:
                connection.execute(one.text, one.values[0])
            else:
                connection.cursor().executemany(one.text, one.values)
        connection.commit()

    def close(self) -> None:
        self._pooled.close()
