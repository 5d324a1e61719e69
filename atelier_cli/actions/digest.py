"""Digests: the etag of a target, the digest of a plan, the hash of a request's body, and hashes in place of secrets."""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from atelier_cli.rows.content import canonical_json

#: How many hexadecimal digits of an etag stand for everything, and how many for each field.
_WHOLE, _FIELD = 16, 6
_ETAG = re.compile(rf"[0-9a-f]{{{_WHOLE}}}\.(?:[0-9a-f]{{{_FIELD}}})*")


@dataclass(frozen=True, slots=True)
class Key:
    """What makes hashes of an installation its own: without it nobody finds out by trial what was hashed."""

    secret: bytes

    def hash(self, purpose: str, value: Any) -> str:
        """HMAC-SHA256 of a JSON value, in hexadecimal; the same value has another hash for another purpose."""
        return hmac.digest(self.secret, f"{purpose}\0{canonical_json(value)}".encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Etag:
    """A digest of what an action depends on: the action, the target, and the fields that it reads or writes.

    Its text begins with the digest of the whole; a shorter one of each field follows, in the order of their names, so
    that a mismatch can say what has changed.
    """

    whole: str
    fields: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.whole}.{''.join(self.fields[name] for name in sorted(self.fields))}"

    def changed(self, given: str) -> tuple[str, ...] | None:
        """The fields that differ from what an etag was given for; None where it is the same.

        The fields are all of them where the etag is of another version of the action.
        """
        if hmac.compare_digest(str(self).encode(), given.encode()):
            return None
        names = sorted(self.fields)
        pieces = given.partition(".")[2]
        if len(pieces) != _FIELD * len(names):
            return tuple(names)
        differing = (name for i, name in enumerate(names) if pieces[i * _FIELD : (i + 1) * _FIELD] != self.fields[name])
        return tuple(differing) or tuple(names)


def is_etag(text: str) -> bool:
    """Whether a text is written as an etag is, whatever it is the etag of."""
    return _ETAG.fullmatch(text) is not None


def etag_of(key: Key, action: str, version: int, target: str | None, values: Mapping[str, Any]) -> Etag:
    """The etag of a target for an action; `values` are what the action reads or writes, as JSON, by path."""
    about = [action, version, target]
    return Etag(
        key.hash("etag", [about, dict(values)])[:_WHOLE],
        {path: key.hash("etag", [about, path, value])[:_FIELD] for path, value in values.items()},
    )


def plan_digest(plan: Any) -> str:
    """The digest of a plan as JSON, in which nothing may depend on the ids that were drawn or on the instant."""
    return hashlib.sha256(canonical_json(plan).encode()).hexdigest()


def replaced(value: Any, words: Mapping[str, str]) -> Any:
    """The JSON value with each of some texts, wherever it stands in a text, replaced by a word."""
    if not words:
        return value
    # The longest first: a text may begin with another one.
    ordered = dict(sorted(words.items(), key=lambda pair: -len(pair[0])))
    return _replaced(value, lambda text: _in_text(text, ordered))


def _replaced(value: Any, replace: Callable[[str], str]) -> Any:
    match value:
        case str():
            return replace(value)
        case list():
            return [_replaced(item, replace) for item in value]
        case dict():
            return {replace(name): _replaced(member, replace) for name, member in value.items()}
        case _:
            return value


def _in_text(text: str, words: Mapping[str, str]) -> str:
    for found, word in words.items():
        text = text.replace(found, word)
    return text
