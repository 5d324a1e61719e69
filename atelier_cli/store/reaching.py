"""Follows a path of relations from one entity to another, by one recursive query that stops at a budget."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.plane import Plane
from atelier_cli.store.driver import Driver, Kind, Statement, statement
from atelier_cli.store.protocol import Hop, Verdict
from atelier_cli.store.record_tables import RECORD_TABLES
from atelier_cli.store.types import Guid

_LINK = RECORD_TABLES[EntityLink]


def reach(driver: Driver, plane: Plane, ends: tuple[str, str], path: Sequence[Hop], budget: int) -> Verdict:
    """Whether the path leads from the first of the ends to the second."""
    start, target = ends
    if not path:
        return "reached" if start == target else "unreached"
    hops = [(step, id_, hop.forward) for step, hop in enumerate(path) for id_ in dict.fromkeys(hop.relationship_ids)]
    values: dict[str, Any] = {"org": plane.id, "start": start, "target": target, "last": len(path) - 1}
    if driver.kind == "sqlite":
        values["hops"] = json.dumps(hops)
    else:
        values |= {name: [hop[place] for hop in hops] for place, name in enumerate(_HOP)}
    ((seen, reached),) = driver.rows(_following(driver.kind), {**values, "most": budget + 1})
    return verdict(seen, budget, reached=bool(reached))


def verdict(seen: int, budget: int, *, reached: bool) -> Verdict:
    """What is said of a path on which so many entities were seen."""
    if seen > budget:
        return "exhausted"
    return "reached" if reached else "unreached"


@cache
def _following(kind: Kind) -> Statement:
    """The statement: how many entities are on the way, up to the budget and one more, and whether one leads further.

    What the last hop leads to is not counted, and not even read: only whether a link leads to the target.
    """
    hop, last, target = _hops(kind), bindparam("last", type_=BigInteger), bindparam("target", type_=Text)
    way = _way(kind, hop, last)
    seen = select(way.c.step, way.c.id).limit(bindparam("most")).offset(literal_column("0")).cte("seen")
    arrivals = [
        _links(seen, hop, forward=forward).where(hop.c.step == last, _ends(forward=forward)[1] == target)
        for forward in (True, False)
    ]
    number = select(func.count()).select_from(seen).scalar_subquery()
    return statement(select(number, exists(union_all(*arrivals).subquery().select())), kind)


def _way(kind: Kind, hop: CTE, last: ColumnElement[int]) -> CTE:
    """The entities on the way, each once for each number of hops that lead there."""
    start: ColumnElement[Any] = cast(bindparam("start"), Text)
    if kind == "postgresql":  # as the ids of links are sorted
        start = start.collate("C")
    way = select(literal_column("0").label("step"), start.label("id")).cte("way", recursive=True)
    if kind == "sqlite":
        return way.union(*(_links(way, hop, forward=forward).where(way.c.step < last) for forward in (True, False)))
    # PostgreSQL takes one recursive part only, so both directions are looked up within it.
    led_to = union_all(*(_ends_of(way, hop, forward=forward) for forward in (True, False))).lateral("led_to")
    onward = select(way.c.step + literal_column("1"), led_to.c.id).select_from(way)
    return way.union(onward.join(hop, hop.c.step == way.c.step).join(led_to, true()).where(way.c.step < last))


def _links(here: CTE, hop: CTE, *, forward: bool) -> Select[Any]:
    """What the links of the next hop lead to from where one is."""
    begin, end = _ends(forward=forward)
    leads_on = (_LINK.c.org_id == bindparam("org")) & (_LINK.c.relationship_id == hop.c.relationship_id)
    found = select(here.c.step + literal_column("1"), end).select_from(here).join(hop, hop.c.step == here.c.step)
    return found.join(_LINK, leads_on & (begin == here.c.id)).where(hop.c.forward == _truth(forward))


def _ends_of(here: CTE, hop: CTE, *, forward: bool) -> Select[Any]:
    """The same for one entity and hop, to be looked up for each."""
    begin, end = _ends(forward=forward)
    leads_on = (_LINK.c.org_id == bindparam("org")) & (_LINK.c.relationship_id == hop.c.relationship_id)
    return select(end.label("id")).where(leads_on, begin == here.c.id, hop.c.forward == _truth(forward))


def _ends(*, forward: bool) -> tuple[Column[Any], Column[Any]]:
    """Where a link begins and where it ends for who follows it."""
    return (_LINK.c.source_id, _LINK.c.target_id) if forward else (_LINK.c.target_id, _LINK.c.source_id)


def _truth(value: bool) -> ColumnElement[bool]:  # noqa: FBT001
    return literal_column(str(value).lower())


def _hops(kind: Kind) -> CTE:
    """The hops as rows: on SQLite out of one JSON array, on PostgreSQL out of one array for each column."""
    if kind == "sqlite":
        each = func.json_each(bindparam("hops", type_=Text)).table_valued("value")
        parts = (func.json_extract(each.c.value, literal_column(f"'$[{place}]'")) for place in range(len(_HOP)))
        return select(*(part.label(name) for name, part in zip(_HOP, parts, strict=True))).cte("hop")
    arrays = (cast(bindparam(name), ARRAY(type_)) for name, type_ in _HOP.items())
    each = func.unnest(*arrays).table_valued(*_HOP).render_derived()
    return select(*(each.c[name] for name in _HOP)).cte("hop")


#: The columns of a hop, one for each relation that it may follow.
_HOP: dict[str, Any] = {"step": BigInteger, "relationship_id": Guid, "forward": Boolean}
