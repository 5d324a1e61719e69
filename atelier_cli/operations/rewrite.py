"""Writes a file anew: all of it or nothing, with its byte order mark and its permissions."""

import codecs
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from atelier_cli.errors import RefusedError
from atelier_cli.operations.file_access import file_access


def rewrite(file: Path, before: str, after: str) -> None:
    """The file says `after` where it said `before`; a link is followed, and stays one.

    Raises `RefusedError` where it says something else by now, or cannot be written.
    """
    target = file.resolve()
    with file_access(file, "written"):
        content = target.read_bytes()
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        if content != mark + before.encode():
            raise RefusedError(f"{file} was changed while it was read", "try again")
        _replace(target, mark + after.encode())


def _replace(target: Path, content: bytes) -> None:
    """Writes beside the file and puts the result in its place: whoever reads finds the old text or the new."""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
