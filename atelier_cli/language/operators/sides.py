"""What several operators ask of their sides."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.comparison import TEXTS, counterpart, equal, not_comparable, order, same
from atelier_cli.language.operators.protocol import UNKNOWN, Facts
from atelier_cli.language.types import ANY, STRING, Type, list_of
from atelier_cli.language.verdict import Verdict, disjunction, of

#: Types of which nothing is known before the run.
_OPEN = {"any", "json"}


def sensible(_left: Type, _right: Any) -> None:
    """Any right side that is of its type makes sense."""


def no_right(_left: Type) -> None:
    """There must be no right side."""


def text_right(_left: Type) -> Type:
    return STRING


def same_right(left: Type) -> Type:
    """The right side is of the left side's kind."""
    return counterpart(left)


def list_right(left: Type) -> Type:
    """The right side is a list of the left side's kind."""
    return list_of(counterpart(left))


def item_right(left: Type) -> Type:
    """The right side is of the kind that the left side, a list, holds."""
    return counterpart(left.item or ANY)


def items_right(left: Type) -> Type:
    """The right side is a list of the kind that the left side, a list, holds."""
    return list_of(item_right(left))


def names_right(_left: Type) -> Type:
    """The right side is one name, or a list of names."""
    return ANY


def any_left(_left: Type, _right: Type) -> None:
    """Values of every type are compared."""


def never_empty(left: Type, _right: Type) -> str | None:
    """Why a value of the type is never empty; None where it can be."""
    return (
        None
        if is_one_of(left, {*TEXTS, "list", "object", "address", "null"})
        else (f"{left} is never empty: use `is_null` or `is_not_null`")
    )


def is_one_of(type: Type, names: set[str]) -> bool:
    """Whether a value of the type is, or may turn out to be, of one of the named types."""
    return type.name in names or type.name in _OPEN


def not_text(left: Type, right: Type) -> str | None:
    """Why one side is no text; None where both are."""
    return next((f"expected text, found {side}" for side in (left, right) if not is_one_of(side, TEXTS)), None)


def not_member(item: Type, of_list: Type) -> str | None:
    """Why values of a type are never found in a list; None where they can be."""
    if not is_one_of(of_list, {"list"}):
        return f"expected a list, found {of_list}"
    return not_comparable(item, of_list.item or ANY)


def not_item(of_list: Type, item: Type) -> str | None:
    """Why a list never holds values of a type; None where it can."""
    return not_member(item, of_list)


def not_items(of_list: Type, items: Type) -> str | None:
    """Why two lists have no items in common; None where they can have."""
    if not is_one_of(items, {"list"}):
        return f"expected a list, found {items}"
    return not_member(items.item or ANY, of_list)


def empty_text(_left: Type, right: Any) -> str | None:
    """Why a text that is written out makes no sense: every text has it."""
    return None if right else "expected at least one character, found an empty text"


def empty_list(_left: Type, right: Any) -> str | None:
    """Why a list that is written out makes no sense: it has nothing in it."""
    return "expected at least one item, found an empty list" if isinstance(right, list | tuple) and not right else None


def texts(left: Any, right: Any) -> tuple[str, str] | None:
    """Both sides, where both are text."""
    return (left, right) if isinstance(left, str) and isinstance(right, str) else None


def is_empty(value: Any) -> bool | None:
    """Whether a value holds nothing; None for what is neither text nor list nor object nor null."""
    if value is None:
        return True
    return len(value) == 0 if isinstance(value, str | list | tuple | Mapping) else None


def holds(items: Any, item: Any) -> Verdict:
    """Whether a list has an item that equals a value."""
    if item is None or not isinstance(items, list | tuple):
        return Verdict.UNEVALUABLE
    return disjunction(of(equal(one, item)) for one in items)


def has_changed(after: Any, facts: Facts) -> bool | None:
    """Whether a value is another one than before; None where nobody can tell what it was."""
    return None if facts.before is UNKNOWN else not same(after, facts.before)


def ordered(left: Any, right: Any, *wanted: int) -> Verdict:
    """Whether the order of two values (-1, 0, 1) is one of those wanted."""
    found = order(left, right)
    return of(None if found is None else found in wanted)


def names_of(holder: Any, member: str) -> set[str] | None:
    """The roles or groups of a caller: of the record by its member, or the list of them itself."""
    return wanted_names(holder.get(member)) if isinstance(holder, Mapping) else _texts(holder)


def wanted_names(right: Any) -> set[str] | None:
    """One name or a list of names."""
    return {right} if isinstance(right, str) else _texts(right)


def not_names(left: Type, right: Type) -> str | None:
    """Why a side holds no names of roles or groups; None where both do."""
    if not is_one_of(left, {"user", "list", "object"}):
        return f"expected a user or a list of names, found {left}"
    name = right.item or ANY if right.name == "list" else right
    return None if is_one_of(name, TEXTS) else f"expected a name or a list of names, found {right}"


def _texts(names: Any) -> set[str] | None:
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        return None
    return set(names)
