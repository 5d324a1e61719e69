"""What an action reads and writes: what has to be loaded for it, and what its etag is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atelier_cli.actions.reading import ANY_NAME
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.members import is_record, known_members, member_type
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type


@dataclass(frozen=True, slots=True)
class Reads:
    """Every path that the values, conditions and expressions of an action read."""

    #: A root and the names below it, sorted: `("entity", "district", "boundary")`.
    paths: tuple[NamePath, ...] = ()
    #: The paths at which an id stands for a record that has to be loaded, each after those on the way to it:
    #: `("entity", "district")`, `("parameters", "crew")`. The last name is a relation, or a field that holds an id.
    hops: tuple[NamePath, ...] = ()
    #: The members of the target that are read, and those that edits write.
    fields: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    #: The keys of the settings.
    settings: tuple[str, ...] = ()

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The members of the target that the action reads or writes: what its etag is made of."""
        return tuple(sorted({*self.fields, *self.written}))

    def root(self, root: str) -> tuple[NamePath, ...]:
        """The paths below a root, without it."""
        return tuple(path[1:] for path in self.paths if path[0] == root)

    def root_hops(self, root: str) -> tuple[NamePath, ...]:
        """The hops below a root, without it."""
        return tuple(hop[1:] for hop in self.hops if hop[0] == root)


def reads(paths: Iterable[NamePath], written: Iterable[str], names: Names) -> Reads:
    """What the paths amount to, as far as the names know them."""
    known = sorted({one for path in paths for one in _spread(path, names)})
    hops = {hop for path in known for hop in _hops(path, names)}
    return Reads(
        paths=tuple(known),
        hops=tuple(sorted(hops)),
        fields=_below("entity", known),
        written=tuple(sorted({*written})),
        settings=_below("config", known),
    )


def _below(root: str, paths: Iterable[NamePath]) -> tuple[str, ...]:
    return tuple(sorted({path[1] for path in paths if path[0] == root and len(path) > 1}))


def _spread(path: NamePath, names: Names) -> Iterator[NamePath]:
    """The path, or one for every member that a name may be that is worked out; then it ends there."""
    if ANY_NAME not in path:
        # A root that is no record may be looked through as a whole.
        whole = len(path) == 1 and path[0] in _OBJECTS
        yield from _spread((*path, ANY_NAME), names) if whole else (path,)
        return
    start = path[: path.index(ANY_NAME)]
    holder = type_at(start, names)
    yield from ((*start, name) for name in known_members(_item(holder), names))
    yield start


def _hops(path: NamePath, names: Names) -> Iterator[NamePath]:
    """The places on a path at which the id of a record stands, and a member of that record is read."""
    start = 2 if path[0] == "created" else 1
    for end in range(start + 1, len(path)):
        # The id itself is known without the record.
        if path[end] != "id" and is_record(_item(type_at(path[:end], names))):
            yield path[:end]
            if end == len(path) - 1 and is_record(_item(type_at(path, names))):
                # A relation of a record that was followed is read with what it leads to, or not at all.
                yield path


def type_at(path: NamePath, names: Names) -> Type:
    """The type of what stands at a path, or of each such thing behind a list; `any` where nobody knows."""
    found = names.roots.get(path[0], ANY)
    for name in path[1:]:
        found = member_type(_item(found), name, names) or ANY
    return found


def _item(type: Type) -> Type:
    """What a list holds: lists have no name in a path."""
    while type.name == "list":
        type = type.item or ANY
    return type


_OBJECTS = frozenset(("parameters", "config", "classification"))
