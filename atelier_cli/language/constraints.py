"""What each constraint of a parameter is about: the types it constrains, and the type of its bound."""

from typing import NamedTuple

from atelier_cli.language.types import ANY, INTEGER, NUMBER, Type, list_of

_NUMBERS = frozenset({"integer", "number", "decimal", "money"})
_TEXTS = frozenset({"string", "text", "email", "phone", "url"})
_DAYS = frozenset({"date", "datetime", "time"})
_ORDERED = _NUMBERS | _DAYS | {"duration"}
_FILES = frozenset({"file", "list"})
_LISTS = frozenset({"list"})


class Constrains(NamedTuple):
    """What a constraint constrains."""

    types: frozenset[str]
    #: The type of the bound; None where it is that of the parameter.
    bound: Type | None = ANY


#: Those that are not among them constrain whatever there is.
CONSTRAINTS = {
    "min": Constrains(_ORDERED, None),
    "max": Constrains(_ORDERED, None),
    "exclusive_min": Constrains(_ORDERED, None),
    "exclusive_max": Constrains(_ORDERED, None),
    "multiple_of": Constrains(_NUMBERS, NUMBER),
    "min_length": Constrains(_TEXTS, INTEGER),
    "max_length": Constrains(_TEXTS, INTEGER),
    "pattern": Constrains(_TEXTS),
    "format": Constrains(_TEXTS),
    "min_items": Constrains(_LISTS, INTEGER),
    "max_items": Constrains(_LISTS, INTEGER),
    "unique_items": Constrains(_LISTS),
    "not_before": Constrains(_DAYS, None),
    "not_after": Constrains(_DAYS, None),
    "max_bytes": Constrains(_FILES, INTEGER),
    "content_types": Constrains(_FILES),
}
#: All that a parameter may say, in the order of the language's documentation.
WRITTEN = (
    "min", "max", "exclusive_min", "exclusive_max", "multiple_of", "min_length", "max_length", "pattern", "format",
    "one_of", "not_one_of", "min_items", "max_items", "unique_items", "not_before", "not_after", "max_bytes",
    "content_types", "unique_in",
)  # fmt: skip
#: Those whose bound lists values of the parameter's kind.
LISTING = frozenset(("one_of", "not_one_of"))
#: Each lower bound with an upper one that it must not exceed.
PAIRS = (
    ("min", "max"),
    ("min", "exclusive_max"),
    ("exclusive_min", "max"),
    ("exclusive_min", "exclusive_max"),
    ("min_length", "max_length"),
    ("min_items", "max_items"),
    ("not_before", "not_after"),
)


def bound_type(constraint: str, parameter: Type) -> Type:
    """The type that the bound of a constraint is of; `any` where the constraint does not fit the parameter."""
    if constraint in LISTING:
        # The choices of an enum are taken from here; of a list, any item may be compared.
        return list_of(ANY if parameter.name in {"list", "enum"} else parameter.not_null())
    known = CONSTRAINTS.get(constraint)
    if known is None or parameter.name not in known.types:
        return ANY
    return parameter.not_null() if known.bound is None else known.bound


def misfit(constraint: str, parameter: Type) -> str | None:
    """Why a constraint does not fit a parameter of a type; None where it does. JSON may be anything."""
    known = CONSTRAINTS.get(constraint)
    if known is None or parameter.name in {"any", "json"} or parameter.name in known.types:
        return None
    return f"`{constraint}` does not constrain a parameter of type {parameter.name}"
