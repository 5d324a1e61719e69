"""What several operators ask of their sides."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.comparison import TEXTS, counterpart, not_comparable, order
from atelier_cli.language.types import ANY, STRING, Type, list_of
from atelier_cli.language.verdict import Verdict, of

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


def empty_list(_left: Type, right: Any) -> str | None:
    """Why a list that is written out makes no sense: it has nothing in it."""
    return "expected at least one item, found an empty list" if isinstance(right, list | tuple) and not right else None


def texts(left: Any, right: Any) -> tuple[str, str] | None:
    """Both sides, where both are text."""
    return (left, right) if isinstance(left, str) and isinstance(right, str) else None


def ordered(left: Any, right: Any, *wanted: int) -> Verdict:
    """Whether the order of two values (-1, 0, 1) is one of those wanted."""
    found = order(left, right)
    return of(None if found is None else found in wanted)


def names_of(holder: Any, member: str) -> set[str] | None:
    """The roles or groups of a caller: of the record by its member, or the list of them itself."""
    names = holder.get(member) if isinstance(holder, Mapping) else holder
    return set(names) if _is_texts(names) else None


def wanted_names(right: Any) -> set[str] | None:
    """One name or a list of names."""
    names = [right] if isinstance(right, str) else right
    return set(names) if _is_texts(names) else None


def not_names(left: Type, right: Type) -> str | None:
    """Why a side holds no names of roles or groups; None where both do."""
    if not is_one_of(left, {"user", "list", "object"}):
        return f"expected a user or a list of names, found {left}"
    name = right.item or ANY if right.name == "list" else right
    return None if is_one_of(name, TEXTS) else f"expected a name or a list of names, found {right}"


def _is_texts(names: Any) -> bool:
    return isinstance(names, list | tuple) and all(isinstance(name, str) for name in names)
