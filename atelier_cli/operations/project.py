"""The files of a project: those that are named, and the rest, which may be referred to."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from atelier_cli import resources
from atelier_cli.errors import NoInputError
from atelier_cli.operations.settings import Project
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.models.vocabulary import VocabularyFile
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a run."""

    #: The files that were named.
    named: tuple[Parsed, ...]
    #: The other files of the project: its vocabularies and sheets, and the packaged vocabulary.
    context: tuple[Parsed, ...]

    @property
    def all(self) -> tuple[Parsed, ...]:
        return (*self.named, *self.context)

    @property
    def documents(self) -> dict[str, Document]:
        return {parsed.document.name: parsed.document for parsed in self.all}

    @property
    def vocabularies(self) -> tuple[Parsed, ...]:
        """The vocabularies of the context: they go along with every import."""
        return tuple(parsed for parsed in self.context if isinstance(parsed.model, VocabularyFile))


def open_files(project: Project, paths: Iterable[Path] = ()) -> Files:
    """The named files, or all sheets and vocabularies of the project; and the rest of the project as context.

    Raises `NoInputError` when a path does not exist, or no YAML file is among them.
    """
    own = [project.root / path for path in (*project.settings.vocabulary, *project.settings.sheets)]
    asked = list(paths) or [path for path in own if path.exists()]
    named = _files(asked)
    if not named:
        where = ", ".join(str(path) for path in asked) or project.root
        raise NoInputError(f"no sheet or vocabulary in {where}", "name a YAML file, or a folder that holds some")
    known = {file.resolve() for file in named}
    rest = (*_files(path for path in own if path.exists()), resources.base_vocabulary())
    context = {file.resolve(): file for file in rest if file.resolve() not in known}
    return Files(tuple(_parsed(file) for file in named), tuple(_parsed(file) for file in context.values()))


def _files(paths: Iterable[Path]) -> list[Path]:
    """The YAML files at and below the paths, each once, in a stable order."""
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise NoInputError(f"{path} does not exist", "check the path")
        for file in _below(path) if path.is_dir() else (path,):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if name.endswith(SUFFIXES))


def _parsed(file: Path) -> Parsed:
    """The parsed file; a file far over the limit is not read to its end."""
    with file.open("rb") as stream:
        content = stream.read(Limits().size + 1)
    return parse(read(content, shown(file)))


def shown(file: Path) -> str:
    """The file's path as a person reads it: relative to the working directory where it lies below it."""
    if not file.is_absolute():
        return file.as_posix()
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
