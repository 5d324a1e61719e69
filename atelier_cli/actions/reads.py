"""What an action reads and writes: what has to be loaded for it, and what its etag is made of."""

from dataclasses import dataclass

from atelier_cli.language.expression.paths import NamePath


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
