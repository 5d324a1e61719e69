"""Recorded runs: what a command line has said of files is said again while it would still be the same.

That is as long as the call is the same, and every file has the content that it had: those that were read, those that
would now be found where these were looked for, and the settings. Nothing of it is understood here, so that this costs
next to nothing.
"""

import errno
import json
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from atelier_cli.errors import AtelierError
from atelier_cli.operations.cache_folder import FOLDER, keep, read_kept
from atelier_cli.operations.fingerprint import digest, fingerprint
from atelier_cli.operations.listing import yaml_files
from atelier_cli.operations.repository import folder_in_repository

#: The files that settings may be in; above a folder with the first, none are looked for.
_SETTINGS = ("atelier.toml", "pyproject.toml")
#: What has said more is not recorded.
_LONGEST = 8_000_000


class Call(NamedTuple):
    """All that a run goes by beside the files it reads."""

    arguments: tuple[str, ...]
    #: How the output is made to look.
    manner: tuple[Any, ...]
    #: The day, by which ignores expire.
    today: str
    #: The working directory.
    folder: str
    #: Where that is in its repository, from whose top some formats name files.
    in_repository: str
    #: The settings in the environment, and the files that settings are looked for in, each with its content.
    environment: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str | None], ...]
    build: str

    @property
    def key(self) -> str:
        return digest(repr(tuple(self)).encode())


class Read(NamedTuple):
    """The files that a run depends on, as they are at one time."""

    #: Where YAML files are looked for, and whether it is there.
    roots: dict[str, bool]
    #: The YAML files found there, and further files, with their contents; None for one that is not there.
    files: dict[str, str | None]
    further: dict[str, str | None]


class Said(NamedTuple):
    """What a run has said, and the exit code it ended in."""

    text: str
    code: int


def call_of(
    arguments: Iterable[str], manner: Iterable[Any], today: str, environment: Iterable[tuple[str, str]]
) -> Call | None:
    """What a run in the working directory goes by, as it is now; None where the settings cannot be read."""
    try:
        here = Path.cwd()
        settings = tuple((str(file), _content(file)) for file in _settings_files(here))
        in_repository = folder_in_repository(here)
    except OSError:
        return None
    own = tuple(sorted(pair for pair in environment if pair[0].startswith("ATELIER_")))
    return Call(tuple(arguments), tuple(manner), today, str(here), in_repository, own, settings, fingerprint())


def read_of(roots: Iterable[Path], further: Iterable[Path] = ()) -> Read | None:
    """The YAML files at and below the roots, and further files, as they are now; None where they cannot be read."""
    roots = list(roots)
    try:
        there = {str(root): root.exists() for root in roots}
        files = yaml_files(root for root in roots if there[str(root)])
        return Read(there, *({str(file): _content(file) for file in some} for some in (files, further)))
    except (OSError, AtelierError):
        return None


def recall(call: Call) -> Said | None:
    """What the same call has said of the same files, in the working directory's project; None where nobody knows."""
    folder = Path(call.folder)
    kept = next(filter(None, (read_kept(_file(top, call)) for top in (folder, *folder.parents))), None)
    if kept is None:
        return None
    try:
        known = json.loads(kept)
        before, said = Read(*known["read"]), Said(known["text"], known["code"])
    except (ValueError, KeyError, TypeError):
        return None  # somebody else has written it
    now = read_of(map(Path, before.roots), map(Path, before.further))
    return said if now == before else None


def record(root: Path, call: Call, read: Read, said: Said) -> None:
    """Keeps in a project what a call has said of files that it has read."""
    if len(said.text) <= _LONGEST:
        keep(_file(root, call), json.dumps({"read": read, "text": said.text, "code": said.code}))


def _content(file: Path) -> str | None:
    """What tells the content of a file from any other; None where there is no such file.

    Raises `OSError` for what cannot be read, or not again, as a pipe.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError(errno.EINVAL, "no plain file", str(file))
        return digest(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _settings_files(folder: Path) -> Iterator[Path]:
    for above in (folder, *folder.parents):
        yield from (above / name for name in _SETTINGS)
        if (above / _SETTINGS[0]).exists():
            return


def _file(root: Path, call: Call) -> Path:
    return root / FOLDER / "runs" / f"{call.key}.json"
