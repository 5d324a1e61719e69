"""The files of a project: those that are named, and the rest, which may be referred to."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from atelier_cli import resources
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.operations.collector import collection_paused
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


@collection_paused()
def open_files(project: Project, paths: Iterable[Path] = ()) -> Files:
    """The named files, or all sheets and vocabularies of the project; and the rest of the project as context.

    Raises `NoInputError` when a path does not exist, or no YAML file is among them.
    """
    own = list(_own(project))
    asked = list(paths) or own
    named = _files(asked)
    if not named:
        where = ", ".join(shown(path) for path in asked) or project.root
        remedy = "name a YAML file, or a folder that holds some"
        if project.config is None:
            remedy += "; `atelier init` makes a project"
        raise NoInputError(f"no sheet or vocabulary in {where}", remedy)
    known = {_real(file) for file in named}
    rest = (*_files(own), resources.base_vocabulary())
    context = {_real(file): file for file in rest if _real(file) not in known}
    return Files(tuple(parsed_file(file) for file in named), tuple(parsed_file(file) for file in context.values()))


def open_text(project: Project, path: Path, content: bytes) -> Files:
    """A text as the file at a path, which need not be there, and the rest of the project as context."""
    rest = (*_files(_own(project)), resources.base_vocabulary())
    context = {_real(file): file for file in rest if _real(file) != _real(path)}
    return Files((parse(read(content, shown(path))),), tuple(parsed_file(file) for file in context.values()))


def files_read(project: Project, paths: Iterable[Path] = ()) -> list[Path]:
    """The files that a run over these paths reads: sheets and vocabularies, and the settings."""
    settings = () if project.config is None else (project.config,)
    return [*_files([*paths, *_own(project)]), *settings]


def files_of(project: Project) -> list[Path]:
    """The files of a project, and the packaged vocabulary, each once."""
    return _files((*_own(project), resources.base_vocabulary()))


def _own(project: Project) -> Iterator[Path]:
    """The files and folders of the project; a default folder may be missing, one that the settings name may not."""
    for setting in ("vocabulary", "sheets"):
        for name in getattr(project.settings, setting):
            path = project.root / name
            if _exists(path):
                yield path
            elif setting in project.settings.model_fields_set:
                raise UsageError(
                    f"{project.config or 'the environment'}: `{setting}`: {name} does not exist", "mend it"
                )


def _files(paths: Iterable[Path]) -> list[Path]:
    """The YAML files at and below the paths, each once, in a stable order."""
    found: dict[str, Path] = {}
    for path in paths:
        if not _exists(path):
            raise NoInputError(f"{shown(path)} does not exist", "check the path")
        for file in _below(path) if path.is_dir() else (path,):
            found.setdefault(_real(file), file)
    return list(found.values())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        _unreadable(error)


def _real(file: Path) -> str:
    """The file itself, behind all links; links that lead in a circle stay as they are."""
    return os.path.realpath(file)


def _below(folder: Path) -> Iterator[Path]:
    """The YAML files in a folder and those below it, hidden folders left out; links to folders are not followed."""
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found = (Path(parent, name) for name in sorted(files) if name.endswith(SUFFIXES))
        yield from (file for file in found if file.is_file() or file.is_symlink())  # a pipe would wait for ever


def _unreadable(error: OSError) -> NoReturn:
    reason = (error.strerror or str(error)).lower()
    raise NoInputError(f"{error.filename} cannot be read: {reason}", "check its permissions") from error


def parsed_file(file: Path) -> Parsed:
    """The parsed file; a file far over the limit is not read to its end, one that cannot be read is a finding."""
    name = shown(file)
    try:
        with file.open("rb") as stream:
            content = stream.read(Limits().size + 1)
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        problem = Diagnostic("unreadable-file", Severity.ERROR, message, Place(name))
        return parse(Document(name, "", None, (problem,)))
    return parse(read(content, name))


def shown(file: Path) -> str:
    """The file's path as a person reads it: relative to the working directory where it lies below it."""
    if not file.is_absolute():
        return file.as_posix()
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
