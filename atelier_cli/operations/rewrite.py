"""Writes files: all of each or nothing; one that is there keeps its byte order mark and its permissions."""

import codecs
import os
import shutil
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

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
        _put(target, mark + after.encode())


def write(file: Path, text: str) -> None:
    """The file says the text, whether it was there or not; a link is followed, and stays one.

    Raises `RefusedError` where it cannot be written.
    """
    with file_access(file, "written"):
        _put(file.resolve(), text.encode())


def _put(target: Path, content: bytes) -> None:
    """Writes beside the file and puts the result in its place: whoever reads finds the old text or the new."""
    beside = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
