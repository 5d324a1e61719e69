"""Writes exported sheets as files, and says which files are out of date."""

from collections.abc import Iterable
from pathlib import Path

from atelier_cli.errors import RefusedError
from atelier_cli.operations.export_plane import Exported
from atelier_cli.operations.file_access import file_access
from atelier_cli.operations.rewrite import write
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.reader import read


def stale(files: Iterable[Exported], folder: Path) -> tuple[Path, ...]:
    """The files of the folder that do not say what was exported, or are not there."""
    return tuple(_path(file, folder) for file in files if not _says(_path(file, folder), file.text))


def write_exported(files: Iterable[Exported], folder: Path) -> None:
    """Writes each file that is not as exported.

    Raises `RefusedError`, and writes none, where one was written by hand: it is not in canonical form, so that comments
    or an order of its own would be lost.
    """
    wanted = {_path(file, folder): file.text for file in files}
    changed = {path: text for path, text in wanted.items() if not _says(path, text)}
    for path in changed:
        if path.is_file() and not _is_canonical(path):
            raise RefusedError(
                f"{path} was written by hand, and an export would lose its comments and order",
                "export into another folder",
            )
    with file_access(folder, "written"):
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in changed.items():
        write(path, text)


def _path(file: Exported, folder: Path) -> Path:
    return folder / f"{file.name}.yaml"


def _says(path: Path, text: str) -> bool:
    with file_access(path, "read"):
        return path.is_file() and path.read_bytes() == text.encode()


def _is_canonical(path: Path) -> bool:
    with file_access(path, "read"):
        content = path.read_bytes()
    document = read(content, path.as_posix())
    return not document.problems and emit(document.data).encode() == content
