"""Where a folder stands in its repository: what reads a report names files from the repository's top."""

from pathlib import Path


def folder_in_repository(folder: Path) -> str:
    """The path from the top of the Git repository to a folder; empty for the top itself, and outside of any.

    A worktree and a submodule have a file `.git` at their top, a clone a folder.
    """
    folder = folder.resolve()
    for top in (folder, *folder.parents):
        if (top / ".git").exists():
            return "" if top == folder else folder.relative_to(top).as_posix()
    return ""
