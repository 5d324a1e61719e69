"""Rows of every class, derived from the classes: whatever class is added, the store's tests know it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import Any

from hypothesis import strategies as st

from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.plan.diff import diff
from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows import INSERTION_ORDER, ROW_CLASSES
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane, plane
from atelier_cli.rows.row import Column, Reference, Row, SourceRef, members
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.rows.vocabulary import Role
from atelier_cli.store.protocol import Store, Transaction
from tests.support.sheets import JSON

TEMPLATE = plane("template_town", "template")
TENANT = plane("lisbon", "tenant")

#: What JSON may hold and a database may lose: the order of keys, the digits of numbers, text that looks like more.
AWKWARD: Any = {
    "z": [1, 1.0, -0.0, 1e22, 0.1, 2**70, True, None],
    "a": {"": "é ✓ 😀 \\ \" ' \n \0 %s :x"},
    "null": "null",
}
_AWKWARD_TEXT = "é ✓ 😀 \\ \" ' \t\n %s :x {} \\N null"

#: The value that a column gets.
Value = Callable[[Column], Any]


def awkward(column: Column) -> Any:
    """The most awkward value of a column."""
    if column.unordered:
        return ("b", "a", _AWKWARD_TEXT)
    return {"text": _AWKWARD_TEXT, "integer": 2**53 + 1, "boolean": True, "json": AWKWARD}[column.type]


def nothing(column: Column) -> Any:
    """Nothing where a column may be empty, else its least value."""
    if column.unordered:
        return ()
    return None if column.nullable else {"text": "", "integer": 0, "boolean": False, "json": []}[column.type]


_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)
#: A few values of each type that a column may have.
POOLS: st.SearchStrategy[dict[str, list[Any]]] = st.fixed_dictionaries(
    {
        "text": st.lists(_TEXTS, min_size=1, max_size=4),
        "integer": st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=4),
        "boolean": st.just([True, False]),
        "json": st.lists(JSON, min_size=1, max_size=4),
    }
)


def out_of(pools: dict[str, list[Any]]) -> Value:
    """Values that go round the pools."""
    rounds = {type_: cycle(pool) for type_, pool in pools.items()}

    def value(column: Column) -> Any:
        return tuple(pools["text"]) if column.unordered else next(rounds[column.type])

    return value


def every_class(value: Value, *, owner: str = "town") -> tuple[RowSet, RowSet]:
    """Rows of every class, for the vocabulary and for another plane: a first and a second under each parent.

    Every reference of a first row names a first one, every reference of a second that need not names nothing.
    """
    made: dict[type[Row], list[Row]] = {}
    for row_class in INSERTION_ORDER:
        if row_class.DERIVED:
            continue
        parents: list[Row | None] = [None] if row_class.PARENT is None else [*made[row_class.PARENT]]
        numbered = [(parent, n) for parent in parents for n in ((1,) if row_class.VERSIONED else (1, 2))]
        made[row_class] = [_row(row_class, parent, n, value, owner) for parent, n in numbered]
    rows = [row for some in made.values() for row in some]
    rows.extend(apply_rules(rows))
    return (
        row_set(row for row in rows if row.PLANE == "vocabulary"),
        row_set(row for row in rows if row.PLANE == "template"),
    )


def _row(row_class: type[Row], parent: Row | None, number: int, value: Value, owner: str) -> Row:
    own = {name: _key(row_class, name, number) for name in row_class.KEY}
    said: dict[str, Any] = {}
    for member in members(row_class):
        if member.name in own:
            said[member.name] = own[member.name]
        elif member.name == "permissions_policy":
            said[member.name] = {"apply": [_key(Role, "", number)]}
        elif isinstance(member, Reference):
            said[member.name] = None if number == 2 and member.nullable else _key(ROW_CLASSES[member.target], "", 1)
        else:
            said[member.name] = value(member)
    address = (*(parent.address if parent else ()), *own.values())
    source = SourceRef("sheets/town.yaml", f"/{row_class.__name__}/{number}", number) if number == 1 else None
    return row_class(address=address, owner=owner, order=number, is_active=number == 1, source=source, **said)


def _key(row_class: type[Row], name: str, number: int) -> str:
    """The key of the nth row of a class; of a key that is a reference, that of the nth row it points at."""
    targets = {one.name: one for one in members(row_class) if isinstance(one, Reference)}
    target = ROW_CLASSES[targets[name].target] if name in targets else row_class
    return f"{target.__name__}-{number}"


def write(store: Store, rows: tuple[RowSet, RowSet], into: Plane = TEMPLATE, *, prune: bool = False) -> Plan:
    """Imports the rows, and gives the plan that did it."""
    with store.transaction(write=True) as transaction:
        plan = plan_of(transaction, rows, into, prune=prune)
        transaction.apply(plan)
    return plan


def plan_of(
    transaction: Transaction, rows: tuple[RowSet, RowSet], into: Plane = TEMPLATE, *, prune: bool = False
) -> Plan:
    known = {one.id for one in transaction.planes()}
    plan = diff((transaction.read(SYSTEM), transaction.read(into)), rows, prune=prune)
    return replace(plan, planes=tuple(one for one in (SYSTEM, into) if one.id not in known))


def read(store: Store, of: Plane = TEMPLATE) -> StoredPlane:
    with store.transaction() as transaction:
        return transaction.read(of)


def everything(store: Store) -> list[StoredPlane]:
    """All planes of a store with all their rows."""
    with store.transaction() as transaction:
        return [transaction.read(one) for one in transaction.planes()]


def fork(store: Store, onto: Plane = TENANT) -> None:
    """Copies the template's rows, as the plan of a fork does."""
    with store.transaction(write=True) as transaction:
        transaction.apply(fork_plan(onto))


def fork_plan(onto: Plane = TENANT) -> Plan:
    copies = tuple(Copy(row_class, TEMPLATE, onto) for row_class in INSERTION_ORDER if row_class.FORKABLE)
    return Plan(planes=(replace(onto, forked_from=TEMPLATE.key),), copies=copies)


def edited(rows: RowSet, row_class: type[Row], number: int = 0, **fields: Any) -> RowSet:
    """The set with some fields of one of its rows changed: of the nth of the class."""
    old = list(rows.of(row_class).values())[number]
    return row_set(replace(row, **fields) if row is old else row for row in rows)


#: Some rows of every class.
FULL = every_class(awkward)
