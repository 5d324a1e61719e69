"""What the store in memory keeps of records: their values as a database has them, and what is unique among them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.rows.record import Id, Key, Names, Record, Unique
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store import refusals
from atelier_cli.store.record_values import SHAPES, values_of, written
from atelier_cli.store.row_values import Values


@dataclass(slots=True)
class KeptTable:
    """The records of one class that one organisation has."""

    rows: dict[Key, Values] = field(default_factory=dict)
    #: Whose values are taken, for each unique constraint of the class.
    taken: tuple[dict[Values, Key], ...] = ()

    @classmethod
    def of(cls, record_class: type[Record]) -> "KeptTable":
        return cls({}, tuple({} for _ in record_class.UNIQUE))

    def copy(self) -> "KeptTable":
        return KeptTable(dict(self.rows), tuple(dict(one) for one in self.taken))


@dataclass(slots=True)
class KeptRecords:
    """The records of all organisations at one moment: a table is copied before it is first changed."""

    tables: dict[tuple[str, type[Record]], KeptTable] = field(default_factory=dict)
    #: The tables that are nobody else's.
    own: set[tuple[str, type[Record]]] = field(default_factory=set)

    def copy(self) -> "KeptRecords":
        self.own.clear()
        return KeptRecords(dict(self.tables))

    def table(self, org: str, record_class: type[Record]) -> KeptTable:
        """The records of a class, to be read."""
        return self.tables.get((org, record_class)) or KeptTable.of(record_class)

    def changing(self, org: str, record_class: type[Record]) -> KeptTable:
        """The same, to be changed."""
        place = org, record_class
        if place not in self.own:
            self.tables[place] = self.table(org, record_class).copy()
            self.own.add(place)
        return self.tables[place]

    def all(self, record_class: type[Record]) -> Iterator[tuple[str, KeptTable]]:
        """The records of a class, by the organisation that has them."""
        yield from [(org, table) for (org, one), table in self.tables.items() if one is record_class]

    def perform(self, mutation: Mutation) -> None:
        """Performs a mutation but for what its record refers to, which is not known here."""
        table = self.changing(mutation.plane.id, refusals.record_class_of(mutation))
        if isinstance(mutation, Insert):
            values = values_of(mutation.record)
            key = key_in(type(mutation.record), values)
            if key in table.rows:
                raise refusals.TakenError(mutation, mutation.record.KEY)
            self._put(table, mutation, key, values)
            return
        before = table.rows.get(mutation.key)
        if before is None:
            raise refusals.StaleError(mutation, refusals.MOVED)
        if isinstance(mutation, Update):
            after = _updated(mutation, before)
            self._release(table, mutation.record_class, before)
            self._put(table, mutation, mutation.key, after)
            return
        if any(self._referring(mutation)):
            raise refusals.StaleError(mutation, refusals.NEEDED)
        self._release(table, mutation.record_class, before)
        del table.rows[mutation.key]

    def _put(self, table: KeptTable, mutation: Insert | Update, key: Key, values: Values) -> None:
        record_class = refusals.record_class_of(mutation)
        for unique, taken in zip(record_class.UNIQUE, table.taken, strict=True):
            held = _held(record_class, unique, values)
            if held is not None and taken.setdefault(held, key) != key:
                raise refusals.TakenError(mutation, unique.columns)
        table.rows[key] = values

    def _release(self, table: KeptTable, record_class: type[Record], values: Values) -> None:
        for unique, taken in zip(record_class.UNIQUE, table.taken, strict=True):
            if (held := _held(record_class, unique, values)) is not None:
                del taken[held]

    def _referring(self, mutation: Delete) -> Iterator[Values]:
        """The records that refer to the one that is to go."""
        for record_class, place in _POINTING[mutation.record_class]:
            rows = self.table(mutation.plane.id, record_class).rows.values()
            yield from (values for values in rows if values[place] == mutation.key[0])


def key_in(record_class: type[Record], values: Values) -> Key:
    """The key that is among the values of a record."""
    return tuple(values[place] for place in SHAPES[record_class].key)


def _updated(mutation: Update, before: Values) -> Values:
    shape = SHAPES[mutation.record_class]
    said = dict(zip(shape.names, before, strict=True))
    if any(said[name] != written(value, shape.types[name]) for name, value in mutation.expected.items()):
        raise refusals.StaleError(mutation, refusals.CHANGED)
    said |= {name: written(value, shape.types[name]) for name, value in mutation.values.items()}
    return tuple(said.values())


def _held(record_class: type[Record], unique: Unique, values: Values) -> Values | None:
    """What a record takes of a unique constraint; None where it does not count."""
    said = dict(zip(SHAPES[record_class].names, values, strict=True))
    held = tuple(said[name] for name in unique.columns)
    counts = unique.where is None or said[unique.where]
    return held if counts and None not in held else None


def ids_named(record_class: type[Record]) -> Iterator[tuple[str, str]]:
    """The columns that hold the id of a row, with the name of the class of that row."""
    for column in SHAPES[record_class].columns:
        if isinstance(column.points_at, Id):
            yield column.name, column.points_at.row_class


def records_named(record_class: type[Record]) -> Iterator[tuple[str, type[Record]]]:
    """The columns that hold the key of a record, with the class of that record."""
    for column in SHAPES[record_class].columns:
        if isinstance(column.points_at, Names):
            yield column.name, _CLASSES[column.points_at.table]


_CLASSES = {record_class.TABLE: record_class for record_class in RECORD_CLASSES}
#: Where records hold the key of a record of each class: their own classes, and the places of that column.
_POINTING: dict[type[Record], list[tuple[type[Record], int]]] = {
    target: [
        (one, SHAPES[one].names.index(name))
        for one in RECORD_CLASSES
        for name, there in records_named(one)
        if there is target
    ]
    for target in RECORD_CLASSES
}
