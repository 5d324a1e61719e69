"""Members of values: which ones a type has."""

from collections.abc import Iterator, Mapping

from atelier_cli.language.problems import Problem, unknown
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, STRING, UNSURE, Type

#: Types of which nothing is known: whatever is read of them may be there.
_OPEN = {"any", "json", "geometry", "geo_point", "address", "file"}


#: Reading a member of a reference is a hop, and each hop is one more record to load.
MOST_HOPS = 3


def member_type(holder: Type, name: str, names: Names) -> Type | None:
    """The type of a member, nullable where its holder is; `any` where nothing is known, None where there is none."""
    if holder.name in _OPEN:
        return ANY
    known = known_members(holder, names)
    if name in known:
        return known[name].or_null() if holder.nullable else known[name]
    return ANY if _may_have_more(holder, names) else None


def known_members(holder: Type, names: Names) -> Mapping[str, Type]:
    """The members that are declared; empty for a type that has none."""
    if is_record(holder):
        return {"id": STRING, **(names.members(record_code(holder)) or {})}
    return (holder.fields or {}) if holder.name == "object" else {}


def sure(members: Mapping[str, Type]) -> Iterator[str]:
    """The names of the members that are there for certain."""
    return (name for name, type in members.items() if type is not UNSURE)


def is_record(type: Type) -> bool:
    """Whether values of the type are entities: reading a member of one is a hop."""
    return type.name in {"entity", "user"}


def record_code(type: Type) -> str:
    """The code of the entity type that values of a type belong to."""
    return "user" if type.name == "user" else type.entity_type


def unknown_member(  # noqa: PLR0917  # what a message is made of
    holder: Type, name: str, noun: str, rule: str, within: tuple[int, int] | None, names: Names
) -> Problem:
    """What is wrong with a member that a type does not have."""
    known = tuple(sure(known_members(holder, names)))
    if not known and not is_record(holder) and holder.name != "object":
        return Problem(rule, f"{holder} has no members, found `{name}`", within=within)
    message, hint = unknown(noun, name, known)
    code = record_code(holder) if is_record(holder) else ""
    on = f" on entity `{code}`" if code else ""
    return Problem(rule, f"{message}{on}", (), within, hint, known=known, holder=code)


def _may_have_more(holder: Type, names: Names) -> bool:
    if is_record(holder):
        return names.members(record_code(holder)) is None
    return holder.name == "object" and holder.open
