"""New ids, as an argument: whatever makes something that needs a name of its own is given a source of them."""

import secrets
import time
import uuid
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol


class Ids(Protocol):
    """Makes ids that nothing else has."""

    def new(self) -> str: ...


class TimeOrderedIds:
    """Random ids that begin with the time, so that those made one after another stand together in an index.

    They are UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.
    """

    def new(self) -> str:
        bits = (time.time_ns() // 1_000_000 & (2**48 - 1)) << 80 | secrets.randbits(80)
        bits = bits & ~(0xF << 76) | 0x7 << 76  # the version
        bits = bits & ~(0x3 << 62) | 0x2 << 62  # the variant
        return str(uuid.UUID(int=bits))


@dataclass(frozen=True, slots=True)
class FixedIds:
    """The ids `PREFIX-1`, `PREFIX-2` and so on: for tests and previews."""

    prefix: str = "id"
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new(self) -> str:
        return f"{self.prefix}-{next(self._numbers)}"
