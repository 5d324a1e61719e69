"""Names: what a key looks like, which known name a wrong one was meant to be, and the ids computed from names."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from json.encoder import encode_basestring

SNAKE_CASE = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
KEBAB_CASE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
#: Kebab- or snake-case, not mixed.
WORD_CASE = r"^[a-z][a-z0-9]*(?:(?:-[a-z0-9]+)*|(?:_[a-z0-9]+)*)$"

#: Lower-case words joined by hyphens and underscores: the key of a list item, as in `due_on-2`.
KEY_CASE = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"

#: Words in snake-case joined by dots: the code of an event.
DOTTED = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"

#: Whose task it is: one user, or whoever has a role.
ASSIGNEE = r"^(user|role):[^\s:]+$"

#: A relation of a path, followed forward or backward.
HOP = r"^(<[a-z][a-z0-9_]*|[a-z][a-z0-9_]*>)$"

#: Whom a notification is sent to.
RECIPIENTS = r"^(field|role|user|group):\S+$"

#: An entity type and a field of it.
FIELD_OF_TYPE = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"

#: The type of a content as RFC 6838 names it, or all those of a kind.
CONTENT_TYPE = r"^[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*/([a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*|\*)$"

#: The namespace of all computed ids (RFC 9562, version 5).
NAMESPACE = uuid.UUID("6f1c3a52-6f5e-5a7e-9b0e-2d1f6c7a4e11")


#: Among more names than these, a suggestion is looked for by a single slip only, so that no catalogue makes it slow.
_FEW = 500
#: Fewer letters than these are no beginning that tells what was meant.
_BEGINNING = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_-.$/"


def suggest(word: str, known: Iterable[str]) -> str:
    """The one known name that `word` was probably meant to be, or the empty string.

    A suggestion is made only when it is close - one slip of the keyboard for every four letters - and unique: two
    equally close names are none. What has one letter is like nothing.
    """
    names = frozenset(known if len(word) > 1 else ())
    if len(names) <= _FEW:
        return _nearest(word, names)
    near = names.intersection(_one_slip_away(word))
    return next(iter(near)) if len(near) == 1 else ""


def _one_slip_away(word: str) -> Iterator[str]:
    """What a word becomes by one letter left out, exchanged with its neighbour, replaced or added."""
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        yield left + right[1:]
        yield left + right[1:2] + right[:1] + right[2:]
        for letter in _LETTERS:
            yield left + letter + right[1:]
            yield left + letter + right


@lru_cache(maxsize=1024)  # one slip is often made many times over
def _nearest(word: str, names: frozenset[str]) -> str:
    most = max(1, (len(word) + 1) // 4)
    letters = set(word)
    best, found = most + 1, ""
    for name in names:
        # Each slip changes at most two letters of the set: that rules most names out without counting slips.
        if abs(len(name) - len(word)) > most or len(letters.symmetric_difference(name)) > 2 * most:
            continue
        distance = _distance(word, name)
        if distance < best:
            best, found = distance, name
        elif distance == best:
            found = ""
    return found


def continued(word: str, known: Iterable[str]) -> str:
    """The one known name that `word` is the beginning of, or the empty string: `int` is `integer`."""
    found = [name for name in set(known) if len(word) >= _BEGINNING and name.startswith(word)]
    return found[0] if len(found) == 1 else ""


def alternatives(known: Iterable[str], most: int = 6) -> str:
    """The known names as a person reads them: sorted, at most `most`, the rest counted."""
    return _alternatives(frozenset(known), most)


@lru_cache(maxsize=1024)
def _alternatives(names: frozenset[str], most: int) -> str:
    shown = ", ".join(nsmallest(most, names))
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def org_id(key: str) -> str:
    """The id of an organisation (a plane), computed from its key."""
    return str(uuid.uuid5(NAMESPACE, json.dumps(["org", key], separators=(",", ":"))))


def row_id(plane: str, row_class: str, keys: Iterable[str], salt: int = 1) -> str:
    """The id of an authored row: uuid5 over the JSON array of its address, salted `#2`, `#3` where that id is taken."""
    name = _address([plane, row_class, *keys])
    written = name if salt == 1 else f"{name}#{salt}"
    return _marked(hashlib.sha1(NAMESPACE.bytes + written.encode(), usedforsecurity=False).digest(), version=5)


def forked_id(org: str, source: str) -> str:
    """The id of a forked row: the first 16 bytes of SHA-256 of `org:source`, marked as version 8 (RFC 9562)."""
    digest = hashlib.sha256(f"{org}:{source}".encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-{_VARIANT[digest[16]]}{digest[17:20]}-{digest[20:32]}"


#: The hexadecimal digit that is left of each when its two highest bits are set to 10, as RFC 9562 has them.
_VARIANT = {f"{digit:x}": f"{digit & 0b0011 | 0b1000:x}" for digit in range(16)}


def is_snake_case(word: str) -> bool:
    return re.fullmatch(SNAKE_CASE, word) is not None


def is_kebab_case(word: str) -> bool:
    return re.fullmatch(KEBAB_CASE, word) is not None


def _address(parts: Iterable[str]) -> str:
    """The JSON of a list of texts, as `json` writes it: an encoder is not made for every one of a hundred thousand."""
    return f"[{','.join(map(encode_basestring, parts))}]"


def _marked(digest: bytes, version: int) -> str:
    """The text of the UUID of a version in the first 16 bytes of a digest: much cheaper than by way of `uuid.UUID`."""
    marked = bytearray(digest[:16])
    marked[6] = marked[6] & 0x0F | version << 4
    marked[8] = marked[8] & 0x3F | 0x80
    text = marked.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=4096)  # one slip is often made many times over
def _distance(left: str, right: str) -> int:
    """Levenshtein's distance, two neighbours exchanged being one slip (optimal string alignment)."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            least = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                least = min(least, before[j - 2] + 1)
            current.append(least)
        before, previous = previous, current
    return previous[-1]


def humanise(key: str) -> str:
    """A key as people read it: `due_on` becomes `Due on`."""
    words = key.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
