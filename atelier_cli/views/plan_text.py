"""Shows a plan to people: what is added, changed and deleted, by owner, and each field before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Address, Row, row_class_name
from atelier_cli.views.cells import cells, printable
from atelier_cli.views.differences import difference_lines
from atelier_cli.views.keys import shown_keys
from atelier_cli.views.plan_json import count
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted, listed

SIGNS = {"add": "+", "update": "~", "delete": "-"}
_Key = tuple[type[Row], Address]
#: What happens to a row.
_Moved = tuple[str, type[Row], Address]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a plan is told."""

    what: str
    #: What happens to rows that are added, changed and deleted.
    words: tuple[str, str, str]


PLANNED = Telling("Plan", ("to add", "to change", "to delete"))
DONE = Telling("Done", ("added", "changed", "deleted"))
COMPARED = Telling("Difference", ("added", "changed", "missing"))


def plan_text(plan: Plan, width: int, paint: Paint, telling: Telling = PLANNED) -> str:
    """The whole plan as a tree of owners and rows, and its summary."""
    lines = [paint(f"+ plane {plane.key}", "add") for plane in plan.planes]
    for owner, changes in _by_owner(plan.changes):
        lines += ["", paint(printable(owner), "title"), *_tree(changes, width, paint)]
    return _ended(lines, plan, paint, telling)


def plan_outline(plan: Plan, width: int, paint: Paint) -> str:
    """How much an applied plan has changed for each owner, and its summary."""
    lines = [paint(f"+ plane {plane.key}", "add") for plane in plan.planes]
    rows: list[list[str | int]] = [
        [printable(owner), *(count(changes, action) for action in SIGNS)] for owner, changes in _by_owner(plan.changes)
    ]
    if rows:
        lines += ["", table(("", "added", "changed", "deleted"), rows, width, paint)]
    return _ended(lines, plan, paint, DONE)


def _ended(lines: list[str], plan: Plan, paint: Paint, telling: Telling) -> str:
    return "\n".join([*lines, *_orphans(plan, paint), "", plan_summary(plan, paint, telling)]).lstrip("\n")


def plan_summary(plan: Plan, paint: Paint, telling: Telling = PLANNED) -> str:
    """How many rows the plan adds, changes, deletes, and leaves as they are."""
    unchanged = f"{plan.unchanged:,} unchanged"
    if not plan.changes:
        return f"{paint('No changes', 'good')}: {unchanged}"
    counts = [(action, count(plan.changes, action), word) for action, word in zip(SIGNS, telling.words, strict=True)]
    numbers = [paint(f"{number:,} {word}", action if number else "faint") for action, number, word in counts]
    return f"{paint(telling.what, 'title')}: {', '.join([*numbers, unchanged])}"


def row_words(row: Row, number: int | None = None) -> str:
    """A row as people call it: its class and its keys below its owner; a version by its number."""
    keys = shown_keys(row, "" if number is None else str(number))
    if row.PARENT is not None and keys[0] == row.owner:
        keys = keys[1:]
    return f"{row_class_name(type(row)).replace('_', ' ')} {printable(' / '.join(keys))}"


def _by_owner(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes of each owner, in the order in which they are first met; their rows by class and keys."""
    owners: dict[str, list[Change]] = {}
    for change in changes:
        owners.setdefault(change.row.owner, []).append(change)
    for owner, found in owners.items():
        yield owner, sorted(found, key=lambda one: (INSERTION_ORDER.index(type(one.row)), one.row.address))


def _tree(changes: list[Change], width: int, paint: Paint) -> Iterator[str]:
    """A line for each change; what comes or goes along with what it belongs to is only counted there."""
    tops: dict[str, dict[_Key, Counter[str]]] = {action: {} for action in SIGNS}
    there: set[_Moved] = {(change.action, type(change.row), change.row.address) for change in changes}
    for change in changes:
        top = _top(change, there)
        if top != (type(change.row), change.row.address):
            tops[change.action].setdefault(top, Counter())[_short_name(type(change.row), top[0])] += 1
    for change in changes:
        key = (type(change.row), change.row.address)
        if _top(change, there) == key:
            along = [counted(number, name) for name, number in tops[change.action].get(key, {}).items()]
            line = f"{SIGNS[change.action]} {row_words(change.row, change.number)}"
            tail = f"with {listed(along)}" if along else ""
            if cells(line) + cells(tail) + 3 <= width:
                yield f"  {paint(line, change.action)} {paint(tail, 'faint')}".rstrip()
            else:
                yield f"  {paint(line, change.action)}"
                yield f"      {paint(tail, 'faint')}"
            for field in change.fields:
                yield from difference_lines(field.name, field.before, field.after, width, paint)


def _short_name(row_class: type[Row], top: type[Row]) -> str:
    """The name of a class below another one: of `action_parameter` below `action_type`, `parameter`."""
    name, above = row_class_name(row_class), row_class_name(top)
    return name.removeprefix(f"{above.split('_', maxsplit=1)[0]}_").replace("_", " ")


def _top(change: Change, there: set[_Moved]) -> _Key:
    """The uppermost row below its application that this one comes or goes along with; itself when there is none."""
    row_class, address = type(change.row), change.row.address
    while change.action != "update" and row_class.PARENT not in {None, Application}:
        above = address[: -len(row_class.KEY)]
        if (change.action, row_class.PARENT, above) not in there:
            break
        row_class, address = row_class.PARENT, above
    return row_class, address


def _orphans(plan: Plan, paint: Paint) -> Iterator[str]:
    if plan.orphans:
        yield ""
        yield paint(f"kept: {counted(len(plan.orphans), 'row')} that no sheet has any more", "warning")
        yield from (f"    {row_words(orphan.row)}  ({printable(orphan.row.owner)})" for orphan in plan.orphans)
