"""Makes a project: a first sheet and all it needs, in files that are there to be changed."""

from dataclasses import dataclass
from pathlib import Path

from atelier_cli import resources
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.operations.file_access import file_access
from atelier_cli.operations.json_schemas import FILES, SUFFIX, json_schema_text


@dataclass(frozen=True, slots=True)
class Initialised:
    """What a project was made of: paths relative to its folder."""

    created: tuple[Path, ...]
    #: Files for other tools that were there already, and were left as they are.
    kept: tuple[Path, ...]


def init_project(folder: Path) -> Initialised:
    """The new project in a folder, which may be new.

    Hidden files, which belong to other tools, are left as they are. Where another file exists already, nothing is
    written and `RefusedError` raised.
    """
    files = _files()
    with file_access(folder, "read"):
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file", "name a folder, which may be new")
        there = [path for path in files if (folder / path).exists()]
    kept = tuple(path for path in there if path.parts[0].startswith("."))
    refused = [path for path in there if path not in kept]
    if refused:
        more = f", and {len(refused) - 1} more of the files" if refused[1:] else ""
        raise RefusedError(f"{folder / refused[0]} exists already{more}", "name another folder; nothing was written")
    created = {path: content for path, content in files.items() if path not in kept}
    with file_access(folder, "written"):
        for path, content in created.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    return Initialised(tuple(created), kept)


def _files() -> dict[Path, bytes]:
    """The content of every file of a new project: what is shipped, and the schemas, for editors."""
    source = resources.first_project()
    files = {path.relative_to(source): path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    schemas = {Path("schemas", name + SUFFIX): json_schema_text(name, model).encode() for name, model in FILES.items()}
    return files | schemas
