"""The folder in a project where what was worked out is kept: anybody may delete it, and nothing in it is relied on."""

import os
from contextlib import suppress
from pathlib import Path

from atelier_cli.operations.fingerprint import digest

#: Below the project's folder.
FOLDER = Path(".atelier", "cache")
#: How much is kept of one kind, in files and in bytes; what was not used for longest goes first.
MOST_FILES, MOST_BYTES = 64, 32_000_000


def read_kept(file: Path) -> str | None:
    """The content of a kept file; None where there is none, or not what was written."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # it may be kept where nothing can be written
        os.utime(file)
    seal, _, content = kept.partition(b"\n")
    return content.decode() if seal.decode(errors="replace") == digest(content) else None


def keep(file: Path, content: str) -> None:
    """Keeps a content, whole or not at all; where that cannot be, as in a folder that is read only, it is not kept."""
    written = content.encode()
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        ignore = file.parent.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        try:
            draft.write_bytes(b"%s\n%s" % (digest(written).encode(), written))
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
        _make_room(file.parent)


def _make_room(folder: Path) -> None:
    """Deletes what was not used for longest, until the rest is small enough."""
    kept = sorted(((file.stat(), file) for file in folder.iterdir()), key=lambda one: -one[0].st_mtime_ns)
    size = 0
    for place, (status, file) in enumerate(kept):
        size += status.st_size
        if place >= MOST_FILES or size > MOST_BYTES:
            file.unlink(missing_ok=True)
