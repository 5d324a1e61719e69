"""Follows a path of relations from one entity to another, by one recursive query that stops at a budget."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import text

from atelier_cli.rows.plane import Plane
from atelier_cli.store.driver import KINDS, Driver, statement
from atelier_cli.store.protocol import Hop, Verdict

#: For each kind of database the statement that finds how many entities are on the way, up to the budget and one more,
#: and whether the last hop leads from one of them to the target: what else it leads to is not even read.
STATEMENTS = {
    kind: statement(text(Path(__file__).with_name(f"reaching_{kind}.sql").read_text(encoding="utf-8")), kind)
    for kind in KINDS
}
#: What each hop is given as: once for each relation that it may follow.
_HOP = "step", "relationship_id", "forward"


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
    ((seen, reached),) = driver.rows(STATEMENTS[driver.kind], {**values, "most": budget + 1})
    return verdict(seen, budget, reached=bool(reached))


def verdict(seen: int, budget: int, *, reached: bool) -> Verdict:
    """What is said of a path on which so many entities were seen."""
    if seen > budget:
        return "exhausted"
    return "reached" if reached else "unreached"
