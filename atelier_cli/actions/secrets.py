"""What of an action is secret: sensitive parameters, and all that is made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.compiled import CompiledValue
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.digest import Key
from atelier_cli.language.expression.paths import NamePath
from atelier_cli.language.to_json import to_json


@dataclass(frozen=True, slots=True)
class Secrets:
    """The parameters, members and payloads of an action that hold something secret."""

    parameters: frozenset[str] = frozenset()
    #: The members of the target that get one.
    edits: frozenset[str] = frozenset()
    #: The members of what is created, with the key of the create.
    creates: frozenset[tuple[str, str]] = frozenset()
    #: The members of payloads, with the key of the effect.
    payloads: frozenset[tuple[str, str]] = frozenset()

    def reads_one(self, value: CompiledValue | None) -> bool:
        """Whether a value is made of something secret."""
        return value is not None and self.are_among(value.reads)

    def are_among(self, paths: Iterable[NamePath]) -> bool:
        """Whether something secret is read at one of the paths."""
        return any(map(self._is_secret, paths))

    def _is_secret(self, path: NamePath) -> bool:
        members = {"parameters": self.parameters, "entity": self.edits}.get(path[0])
        if members is not None:
            return bool(members) if len(path) == 1 else path[1] in members
        match path:
            case ("created",):
                return bool(self.creates)
            case ("created", key):
                return any(one == key for one, _ in self.creates)
            case ("created", key, name, *_):
                return (key, name) in self.creates
            case _:
                return False


NO_SECRETS = Secrets()


def secrets_of(definition: ActionDefinition) -> Secrets:
    """What is secret of an action: what reads a secret is one, however long the chain.

    A member of the target that gets a secret may have held one before, so that what reads it is one as well.
    """
    found, more = NO_SECRETS, _made_of(definition, NO_SECRETS)
    while more != found:
        found, more = more, _made_of(definition, more)
    return found


def _made_of(definition: ActionDefinition, found: Secrets) -> Secrets:
    """What is secret by itself, or reads at once what is known to be."""
    return Secrets(
        frozenset(one.key for one in definition.parameters if one.sensitive or found.reads_one(one.default)),
        frozenset(edit.field for edit in definition.edits if found.reads_one(edit.value)),
        frozenset((one.key, name) for one in definition.creates for name in _secret(found, one.fields)),
        frozenset((one.key, name) for one in definition.effects for name in _secret(found, one.payload)),
    )


def _secret(found: Secrets, values: Mapping[str, CompiledValue]) -> Iterable[str]:
    return (name for name, value in values.items() if found.reads_one(value))


def hidden(key: Key, purpose: str, value: Any) -> Any:
    """A hash in the place of a secret: the same for the same value, and found out by nobody who lacks the key."""
    return None if value is None else {"hash": key.hash(purpose, to_json(value))}
