"""Turns what the operating system refuses into a refusal: no bug of ours, and no mistake in a sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from atelier_cli.errors import RefusedError


@contextmanager
def file_access(path: Path, doing: Literal["read", "written"]) -> Iterator[None]:
    """Within the block the file, or what lies in the folder, is read or written.

    Raises `RefusedError` where the system does not let us.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = "check the path and its permissions"
        raise RefusedError(f"{path} cannot be {doing}: {reason}", remedy) from error
