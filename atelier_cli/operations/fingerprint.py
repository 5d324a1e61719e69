"""Tells one build of Atelier from another: what one has worked out, another may see differently."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from atelier_cli import __version__

#: The last folder of a place where packages are installed: it changes with each that comes, goes or is replaced.
_INSTALLED = ("site-packages", "dist-packages")


def digest(content: bytes) -> str:
    """What tells a content from any other."""
    return blake2b(content, digest_size=16).hexdigest()


@cache
def fingerprint() -> str:
    """What stays the same as long as neither Atelier, nor Python, nor any installed package changes.

    The version alone would not do: from one commit to the next it stays the same in a checkout.
    """
    package = Path(__file__).resolve().parent.parent
    files = sorted(_signatures(package))
    around = [Path(entry) for entry in sorted(sys.path) if entry.endswith(_INSTALLED)]
    installed = [(str(folder), folder.stat().st_mtime_ns) for folder in around if folder.is_dir()]
    return digest(repr((__version__, sys.version, files, installed)).encode())


def _signatures(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _signatures(Path(entry.path))
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
