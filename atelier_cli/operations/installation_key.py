"""The key of an installation, by which etags and the hashes of secrets are its own."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from atelier_cli.actions.digest import Key
from atelier_cli.errors import UsageError
from atelier_cli.operations.file_access import file_access
from atelier_cli.store import sqlite, urls

VARIABLE = "ATELIER_KEY"
#: Fewer letters than these could be found out by trial.
_SHORTEST = 32
_SUFFIX = ".key"


def key_of(url: str, root: Path, environment: Mapping[str, str] = os.environ) -> Key:
    """The key: what the environment says, else that of the file beside the database, which is made when first needed.

    Without a database there is nothing that a key would be kept for: it is another one each time. Raises `UsageError`
    for a key that is too short to be one, and `RefusedError` where the file cannot be read or made.
    """
    said = environment.get(VARIABLE, "")
    if said:
        if len(said) < _SHORTEST:
            message = f"the environment variable {VARIABLE} has {len(said)} letters, expected at least {_SHORTEST}"
            raise UsageError(message, "make one with `openssl rand -hex 32`")
        return Key(said.encode())
    file = key_file(url, root)
    return Key(secrets.token_bytes(32)) if file is None else Key(_kept(file))


def key_file(url: str, root: Path) -> Path | None:
    """Where the key is kept: beside a SQLite file, else in the project's own folder; None without a database."""
    kind, parts = urls.parse(url)
    if kind == urls.MEMORY:
        return None
    if kind == urls.SQLITE:
        database = urls.sqlite_file(parts, root)
        return database.with_name(database.name + _SUFFIX) if sqlite.is_there(database) else None
    return root / ".atelier" / f"atelier{_SUFFIX}"


def _kept(file: Path) -> bytes:
    """The key in the file; of two that make it at once the first one's is that of both."""
    with file_access(file, "read"):
        if not file.exists():
            _make(file)
        key = file.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < _SHORTEST:
        raise UsageError(f"{file} holds no key", "put back the one that was there; without it etags and hashes change")
    return key.encode()


def _make(file: Path) -> None:
    """Makes the file, which nobody else may read, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(f"{secrets.token_hex(32)}\n")
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()
