"""Notices when files change: by looking at them again and again, which works on every file system."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

#: Of each file that is there: when it was changed, its size, and which file it is.
Seen = dict[Path, tuple[int, int, int]]


def seen(files: Iterable[Path]) -> Seen:
    """What tells a file that was changed from one that was not."""
    found: Seen = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue  # gone since it was listed, which is a change like any other
        found[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def changes(look: Callable[[], Seen], wait: Callable[[], None]) -> Iterator[None]:
    """Now, and then each time that something has changed; what changes while the caller is at work counts."""
    while True:
        before = look()
        yield
        while look() == before:
            wait()
