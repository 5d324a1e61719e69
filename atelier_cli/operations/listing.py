"""Lists the YAML files at and below paths."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from atelier_cli.errors import NoInputError

SUFFIXES = (".yaml", ".yml")


def yaml_files(paths: Iterable[Path]) -> list[Path]:
    """The YAML files at and below the paths, each once, in a stable order.

    Raises `NoInputError` when a path does not exist, or a folder cannot be read.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if not exists(path):
            raise NoInputError(f"{shown(path)} does not exist", "check the path")
        for file in _below(path) if path.is_dir() else (path,):
            found.setdefault(real(file), file)
    return list(found.values())


def exists(path: Path) -> bool:
    """Whether there is something at a path; raises `NoInputError` where nobody can tell."""
    try:
        return path.exists()
    except OSError as error:
        _unreadable(error)


def real(file: Path) -> str:
    """The file itself, behind all links; links that lead in a circle stay as they are."""
    return os.path.realpath(file)


def shown(file: Path) -> str:
    """The file's path as a person reads it: relative to the working directory where it lies below it."""
    if not file.is_absolute():
        return file.as_posix()
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()


def _below(folder: Path) -> Iterator[Path]:
    """The YAML files in a folder and those below it, hidden folders left out; links to folders are not followed."""
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found = (Path(parent, name) for name in sorted(files) if name.endswith(SUFFIXES))
        yield from (file for file in found if file.is_file() or file.is_symlink())  # a pipe would wait for ever


def _unreadable(error: OSError) -> NoReturn:
    reason = (error.strerror or str(error)).lower()
    raise NoInputError(f"{error.filename} cannot be read: {reason}", "check its permissions") from error
