"""An organisation as one transaction sees it: all that a request may ask of the store, and nothing that writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.action_rows import ActionRows, AskedFor
from atelier_cli.actions.asking import Asking
from atelier_cli.actions.define import define
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.entities.ontology import Ontology
from atelier_cli.actions.seen import Seen
from atelier_cli.actions.vocabulary import Known, Settings, Vocabulary
from atelier_cli.rows.action import ActionPlacement, ActionType
from atelier_cli.rows.application import Application
from atelier_cli.rows.audit import Reply
from atelier_cli.rows.people import GroupMember, User, UserRole
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.rows.row import Address
from atelier_cli.store.protocol import Transaction


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the organisation knows them."""

    key: str
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    attributes: Mapping[str, Any]
    is_active: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    """What one transaction sees of one organisation."""

    transaction: Transaction
    plane: Plane
    rows: ActionRows
    vocabulary: Vocabulary
    settings: Settings
    entities: Seen
    reader: Asking
    #: Whether roles that are only said are believed.
    believes_roles: bool = False

    @property
    def ontology(self) -> Ontology:
        return self.vocabulary.ontology

    def placements(self, named: str) -> tuple[StoredRow, ...]:
        """The placements of that key, of the application that is named before a slash, or of any."""
        application, _, key = named.rpartition("/")
        found = self.rows.find(ActionPlacement, key=key)
        return tuple(one for one in found if application in {"", one.row.address[0]})

    def actions(self, key: str) -> tuple[StoredRow, ...]:
        """The actions of that key, whatever their application and model."""
        return self.rows.find(ActionType, key=key)

    def every_action(self) -> tuple[StoredRow, ...]:
        return self.rows.find(ActionType)

    def every_placement(self) -> tuple[StoredRow, ...]:
        return self.rows.find(ActionPlacement)

    def is_provisioned(self) -> bool:
        """Whether the organisation has applications of its own: it never falls back to those of a template."""
        return bool(self.rows.find(Application))

    def is_enabled(self, application: str) -> bool:
        found = self.rows.find(Application, code=application)
        return any(isinstance(one.row, Application) and one.row.is_active and one.row.is_enabled for one in found)

    def branch(self, action: Address) -> tuple[StoredRow, ...]:
        """The action and all rows below it."""
        return self.rows.branch(action)

    def define(self, branch: Sequence[StoredRow]) -> ActionDefinition:
        """The definition that an action's rows say."""
        first = branch[0]
        types = self.settings.types.get(first.row.address[0], {})
        return define(branch, self.ontology, types, self.vocabulary.functions, first.version or 1)

    def person(self, key: str) -> Person | None:
        """The person of that key, with their roles and groups."""
        user = self.transaction.get(self.plane, User, [(key,)]).get((key,))
        if user is None:
            return None
        codes = {id_: code for code, id_ in self.ontology.roles.items()}
        held = self.transaction.find(self.plane, UserRole, {"user_key": key})
        groups = self.transaction.find(self.plane, GroupMember, {"user_key": key})
        return Person(
            key=key,
            # A role that the vocabulary has no more is none.
            roles=tuple(sorted(codes[one.role_id] for one in held if one.role_id in codes)),
            groups=tuple(sorted(one.group_key for one in groups)),
            attributes={"name": user.name, "email": user.email, **user.attributes},
            is_active=user.is_active,
        )

    def reply(self, actor: str | None, action: str, key: str) -> Reply | None:
        """What was answered to an idempotency key; callers without a name share theirs."""
        named = (actor or "", action, key)
        return self.transaction.get(self.plane, Reply, [named]).get(named)


def organisation(transaction: Transaction, plane: Plane, known: Known, *, believes_roles: bool) -> Organisation:
    """The organisation of a plane in a transaction; what is known of before is not read again while it stands."""
    vocabulary = known.vocabulary_of(transaction)
    seen = Seen(transaction, plane, vocabulary.ontology)
    settings = known.settings_of(transaction, plane)
    rows = AskedFor(transaction, plane)
    return Organisation(transaction, plane, rows, vocabulary, settings, seen, Asking(seen), believes_roles)
