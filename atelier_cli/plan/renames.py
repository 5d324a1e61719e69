"""Tells which stored rows were renamed to which wanted ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from atelier_cli.rows.row import Address


@dataclass(slots=True)
class Renames:
    """What the renames of one class come to, by the address that the renamed row has now."""

    #: The address that the row has in the store.
    done: dict[Address, Address] = field(default_factory=dict)
    #: The rename has been made before, or there is nothing to rename: what it says has no effect.
    spent: list[Address] = field(default_factory=list)
    #: The row has both addresses in the store, and nothing wants the old one.
    conflicting: list[Address] = field(default_factory=list)
    #: Rows that trade their names, so that nobody can tell whether they have done so already.
    circular: list[Address] = field(default_factory=list)


def settle(said: Mapping[Address, Address], stored: Collection[Address], wanted: Collection[Address]) -> Renames:
    """What the renames `said` (new address -> former) come to, given the addresses in the store and those wanted.

    A rename is made when the former address is in the store and the new one is free, or becomes free by another rename.
    """
    found = Renames()
    open_ = {new: former for new, former in said.items() if former in stored}
    found.spent.extend(new for new in said if new not in open_)
    leaving: set[Address] = set()
    while ready := [
        new
        for new, former in open_.items()
        if (new not in stored or new in leaving) and former not in leaving
    ]:  # fmt: skip
        for new in ready:
            if open_[new] not in leaving:
                found.done[new] = open_.pop(new)
                leaving.add(found.done[new])
    for new, former in open_.items():
        if _leads_back(new, open_):
            found.circular.append(new)
        elif former in wanted and former not in leaving:
            found.spent.append(new)
        else:
            found.conflicting.append(new)
    return found


def _leads_back(start: Address, renames: Mapping[Address, Address]) -> bool:
    at, seen = renames[start], {start}
    while at in renames and at not in seen:
        seen.add(at)
        at = renames[at]
    return at == start
