"""The files of a project: those that are named, and the rest, which may be referred to."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from atelier_cli import resources
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.frozen import frozen
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.listing import exists, real, shown, yaml_files
from atelier_cli.operations.settings import Project
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.models.vocabulary import VocabularyFile
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

#: From the content of a file and its name to what it says.
Understand = Callable[[bytes, str], Parsed]


@frozen
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


def parsed(content: bytes, name: str) -> Parsed:
    """What the content of a file says."""
    return parse(read(content, name))


@collection_paused()
def open_files(project: Project, paths: Iterable[Path] = (), understand: Understand = parsed) -> Files:
    """The named files, or all sheets and vocabularies of the project; and the rest of the project as context.

    Who opens them again and again may `understand` at once what has not changed.

    Raises `NoInputError` when a path does not exist, or no YAML file is among them.
    """
    own = list(_own(project))
    asked = list(paths) or own
    named = yaml_files(asked)
    if not named:
        where = ", ".join(shown(path) for path in asked) or project.root
        remedy = "name a YAML file, or a folder that holds some"
        if project.config is None:
            remedy += "; `atelier init` makes a project"
        raise NoInputError(f"no sheet or vocabulary in {where}", remedy)
    known = {real(file) for file in named}
    rest = (*yaml_files(own), resources.base_vocabulary())
    context = {real(file): file for file in rest if real(file) not in known}
    return Files(
        tuple(parsed_file(file, understand) for file in named),
        tuple(parsed_file(file, understand) for file in context.values()),
    )


def open_text(project: Project, path: Path, content: bytes) -> Files:
    """A text as the file at a path, which need not be there, and the rest of the project as context."""
    rest = (*yaml_files(_own(project)), resources.base_vocabulary())
    context = {real(file): file for file in rest if real(file) != real(path)}
    return Files((parsed(content, shown(path)),), tuple(parsed_file(file) for file in context.values()))


def files_read(project: Project, paths: Iterable[Path] = ()) -> list[Path]:
    """The files that a run over these paths reads: sheets and vocabularies, and the settings."""
    settings = () if project.config is None else (project.config,)
    return [*yaml_files([*paths, *_own(project)]), *settings]


def roots(project: Project, paths: Iterable[Path] = ()) -> list[Path]:
    """Where a run over these paths looks for files; of the project's own folders, also one that is not there."""
    own = (project.root / name for name in (*project.settings.vocabulary, *project.settings.sheets))
    return [*paths, *own, resources.base_vocabulary()]


def files_of(project: Project) -> list[Path]:
    """The files of a project, and the packaged vocabulary, each once."""
    return yaml_files((*_own(project), resources.base_vocabulary()))


def _own(project: Project) -> Iterator[Path]:
    """The files and folders of the project; a default folder may be missing, one that the settings name may not."""
    for setting in ("vocabulary", "sheets"):
        for name in getattr(project.settings, setting):
            path = project.root / name
            if exists(path):
                yield path
            elif setting in project.settings.model_fields_set:
                raise UsageError(
                    f"{project.config or 'the environment'}: `{setting}`: {name} does not exist", "mend it"
                )


def parsed_file(file: Path, understand: Understand = parsed) -> Parsed:
    """The parsed file; a file far over the limit is not read to its end, one that cannot be read is a finding."""
    name = shown(file)
    try:
        with file.open("rb") as stream:
            content = stream.read(Limits().size + 1)
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        problem = Diagnostic("unreadable-file", Severity.ERROR, message, Place(name))
        return parse(Document(name, "", None, (problem,)))
    return understand(content, name)
