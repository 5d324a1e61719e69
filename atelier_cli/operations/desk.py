"""The desk at which entities and people of a tenant are looked at and changed: one transaction, one instant."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from atelier_cli.actions.entities.change import is_id
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.in_store import InStore
from atelier_cli.actions.entities.ontology import EntityKind, Ontology
from atelier_cli.actions.entities.surroundings import Surroundings
from atelier_cli.actions.vocabulary import Settings, Vocabulary, settings_of, vocabulary_of
from atelier_cli.clock import Clock
from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.names import alternatives, suggest
from atelier_cli.operations import planes
from atelier_cli.rows.application import ApplicationSetting
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.plane import SYSTEM, Plane
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType, Function, Role
from atelier_cli.store.protocol import Store, Transaction

#: The rows of the vocabulary that entities and people need.
_NEEDED = (Role, EntityType, EntityField, EntityRelationship, Function)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand while one transaction looks at a tenant, or changes it."""

    transaction: Transaction
    plane: Plane
    vocabulary: Vocabulary
    settings: Settings
    now: datetime

    @property
    def ontology(self) -> Ontology:
        return self.vocabulary.ontology

    def draft(self) -> Draft:
        around = Surroundings(
            now=self.now,
            config=self.settings.values,
            config_types=self.settings.types,
            functions=self.vocabulary.functions,
        )
        return Draft(self.ontology, InStore(self.transaction, self.plane), around)

    def kind(self, code: str) -> EntityKind:
        """The entity type of that code; raises `NoInputError` where there is none."""
        found = self.ontology.kinds.get(code)
        if found is None:
            raise NoInputError(f"there is no entity type `{code}`", meant(code, self.ontology.kinds))
        return found

    def entity(self, named: str) -> tuple[EntityKind, Entity]:
        """The entity that `TYPE/ID` names; raises `NoInputError` where there is none."""
        code, slash, id_ = named.partition("/")
        if not (slash and code and id_):
            raise UsageError(f"expected TYPE/ID, found `{named}`", "write it as in `crew/north-1`")
        kind = self.kind(code)
        # What can be no id is not asked for: a database may not even take the text.
        entity = self.transaction.get(self.plane, Entity, [(id_,)]).get((id_,)) if is_id(id_) else None
        if entity is None:
            raise NoInputError(f"`{self.plane.key}` has no {code} `{id_}`", f"see `atelier entities list {code}`")
        own = self.ontology.by_id.get(entity.type_id)
        if own is None or not own.is_a(kind.code):
            found = "an entity of a type that is in use no more" if own is None else f"{own.code}/{id_}"
            raise NoInputError(f"`{named}` is {found}", "" if own is None else f"name it `{own.code}/{id_}`")
        return own, entity


@contextmanager
def desk(store: Store, tenant: str | None, clock: Clock, *, write: bool = False) -> Iterator[Desk]:
    """The desk for a block, with its transaction; the instant is that of the block's beginning, to the second.

    Raises `RefusedError` where there is no such tenant.
    """
    with store.transaction(write=write, shared=write) as transaction:
        plane = planes.tenant(transaction.planes(), tenant)
        said = (row for row_class in _NEEDED for row in transaction.rows(SYSTEM, row_class))
        settings = settings_of(transaction.rows(plane, ApplicationSetting))
        yield Desk(transaction, plane, vocabulary_of(said), settings, clock.now().replace(microsecond=0))


def meant(word: str, known: Iterable[str]) -> str:
    """What to try instead of a name that nothing has."""
    names = tuple(known)
    close = suggest(word, names)
    return f"did you mean `{close}`?" if close else f"known: {alternatives(names) or 'none yet'}"
