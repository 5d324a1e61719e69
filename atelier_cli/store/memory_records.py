"""Finds records in memory, and follows links there, as a database would."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.record import Key, Record
from atelier_cli.store import refusals
from atelier_cli.store.comparing import how
from atelier_cli.store.finding import directions
from atelier_cli.store.kept_records import KeptTable
from atelier_cli.store.protocol import Hop, Verdict
from atelier_cli.store.reaching import verdict
from atelier_cli.store.record_values import SHAPES, record_of, written
from atelier_cli.store.row_values import Values

RecordT = TypeVar("RecordT", bound=Record)


def get(table: KeptTable, record_class: type[RecordT], keys: Collection[Key]) -> dict[Key, RecordT]:
    """The records of those keys, as far as they are there."""
    return {key: record_of(record_class, table.rows[key]) for key in dict.fromkeys(keys) if key in table.rows}


def find(
    table: KeptTable,
    record_class: type[RecordT],
    where: Mapping[str, Any],
    order: Sequence[str],
    after: Key | None,
) -> list[RecordT]:
    """The records that have the given values, in that order, after the one of that key."""
    is_wanted = _wanted(record_class, where)
    found = {key: values for key, values in table.rows.items() if is_wanted(values)}
    if after is not None:
        found[after] = _values_after(table, record_class, order, after)
    keys = list(found)
    names = SHAPES[record_class].names
    for name, down in reversed(directions(record_class, order)):
        place = names.index(name)
        keys.sort(key=lambda key: _comparable(found[key][place]), reverse=down)
    start = 0 if after is None else keys.index(after) + 1
    return [record_of(record_class, found[key]) for key in keys[start:]]


def reach(table: KeptTable, ends: tuple[str, str], path: Sequence[Hop], budget: int) -> Verdict:
    """Whether the path leads from the first of the ends to the second."""
    start, target = ends
    if not path:
        return "reached" if start == target else "unreached"
    here, seen = {start}, 1
    for hop in path[:-1]:
        here = {end for begin, end in _links(table, hop) if begin in here}
        seen += len(here)
    reached = any(begin in here and end == target for begin, end in _links(table, path[-1]))
    return verdict(seen, budget, reached=reached)


def _wanted(record_class: type[Record], where: Mapping[str, Any]) -> Callable[[Values], bool]:
    """What tells whether the values of a record are those that are looked for."""
    shape = SHAPES[record_class]
    tests = [(shape.names.index(name), _test(value, shape.types[name])) for name, value in where.items()]
    return lambda values: all(test(values[place]) for place, test in tests)


def _test(value: Any, type_: str) -> Callable[[Any], bool]:
    way = how(value)
    if way == "in":
        allowed = [written(one, type_) for one in value]
        return lambda found: found is not None and found in allowed
    if way == "at_most":
        most = written(value.value, type_)
        return lambda found: found is not None and found <= most
    wanted = written(value, type_)
    return lambda found: bool(found == wanted)


def _values_after(table: KeptTable, record_class: type[Record], order: Sequence[str], after: Key) -> Values:
    """The values that order the record of that key; the key is enough where nothing else does."""
    names = SHAPES[record_class].names
    if all(name in record_class.KEY for name, _ in directions(record_class, order)):
        said = dict(zip(record_class.KEY, after, strict=True))
        return tuple(said.get(name) for name in names)
    if after not in table.rows:
        raise refusals.gone(record_class, after)
    return table.rows[after]


def _comparable(value: Any) -> tuple[bool, Any]:
    """Nothing is less than anything."""
    return value is not None, value


def _links(table: KeptTable, hop: Hop) -> list[tuple[str, str]]:
    """Where the links of a hop begin and end for who follows it."""
    links = (record_of(EntityLink, values) for values in table.rows.values())
    followed = (link for link in links if link.relationship_id in hop.relationship_ids)
    ends = ((link.source_id, link.target_id) for link in followed)
    return [(source, target) if hop.forward else (target, source) for source, target in ends]
