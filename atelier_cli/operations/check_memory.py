"""What checks of single files have found, kept in a project: the linter recalls it where it is still true."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from atelier_cli.operations.cache_folder import FOLDER, keep, read_kept
from atelier_cli.operations.fingerprint import digest, fingerprint

#: So much is kept that a run had no use for: it may have been about a part of the project.
_OTHERS = 256
#: What takes more than this as JSON is not kept.
_LONGEST = 16_000_000


class CheckMemory:
    """The findings in single files, by key: read at once and written at once, for a file each would take longer."""

    def __init__(self, before: dict[str, Any]) -> None:
        self._before = before
        self._used: dict[str, Any] = {}
        self.has_learned = False

    def recall(self, key: str) -> Any:
        known = self._before.get(key)
        if known is not None:
            self._used[key] = known
        return known

    def remember(self, key: str, said: Any) -> None:
        self._used[key] = said
        self.has_learned = True

    def kept(self) -> dict[str, Any]:
        """What is worth keeping: what was of use, and some of the rest."""
        others = (item for item in self._before.items() if item[0] not in self._used)
        return {**self._used, **dict(islice(others, _OTHERS))}


@contextmanager
def check_memory(root: Path, rules: Iterable[str]) -> Iterator[CheckMemory]:
    """The memory of a project for a set of rules; what is new in it is kept at the end of the block."""
    file = root / FOLDER / "checks" / f"{digest(repr((fingerprint(), list(rules))).encode())}.json"
    memory = CheckMemory(_read(file))
    yield memory
    if memory.has_learned:
        said = json.dumps(memory.kept(), separators=(",", ":"))
        if len(said) <= _LONGEST:
            keep(file, said)


def _read(file: Path) -> dict[str, Any]:
    kept = read_kept(file)
    try:
        known = {} if kept is None else json.loads(kept)
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
