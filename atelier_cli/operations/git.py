"""What git knows of files at a revision."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from atelier_cli.errors import UsageError


def contents_at(revision: str, files: Iterable[Path], folder: Path) -> dict[Path, bytes | None]:
    """What files held at a revision of the repository that a folder is in; None for one that was not there.

    A file that git knows to be renamed since held then what it held under its former name.

    Raises `UsageError` outside of a repository, without git, and for a revision that is not known.
    """
    top = _top(folder)
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise UsageError(f"git knows no revision `{revision}`", "name a commit, branch or tag; `git fetch` gets more")
    within = {file: _within(top, file.resolve()) for file in files}
    known = [path for path in within.values() if path is not None]
    found = _contents(top, commit.decode().strip(), known)
    new = {path for path in known if found[path] is None}
    if new:
        former = {path: old for path, old in _renames(top, commit.decode().strip()) if path in new}
        before = _contents(top, commit.decode().strip(), [*former.values()])
        found.update({path: before[old] for path, old in former.items()})
    return {file: None if path is None else found[path] for file, path in within.items()}


def _contents(top: Path, commit: str, paths: list[str]) -> dict[str, bytes | None]:
    asked = "".join(f"{commit}:{path}\n" for path in paths)
    return dict(zip(paths, _blobs(_git(top, "cat-file", "--batch", said=asked.encode()) or b""), strict=True))


def _renames(top: Path, commit: str) -> Iterator[tuple[str, str]]:
    """The files of the working tree with the names that they had at a commit, where git takes them for the same."""
    said = _git(top, "diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", commit) or b""
    words = iter(said.decode(errors="surrogateescape").split("\0"))
    for _, old, path in zip(words, words, words, strict=False):
        if "\n" not in old:
            yield path, old


def _within(top: Path, file: Path) -> str | None:
    """The path by which a repository knows a file; None for what it cannot know, or cannot be asked for."""
    if not file.is_relative_to(top) or "\n" in str(file):
        return None
    return file.relative_to(top).as_posix()


def _blobs(said: bytes) -> Iterator[bytes | None]:
    """The contents that `git cat-file --batch` gives, in the order asked for; None for what was not there."""
    at = 0
    while at < len(said):
        line_end = said.index(b"\n", at)
        header = said[at:line_end].split(b" ")
        at = line_end + 1
        if len(header) != len(("id", "type", "size")) or not header[2].isdigit():
            yield None
            continue
        size = int(header[2])
        yield said[at : at + size] if header[1] == b"blob" else None
        at += size + 1


def _top(folder: Path) -> Path:
    """The top folder of the repository that a folder is in."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(f"{folder} is in no git repository", "`--since` compares with a revision of git")
    return Path(top.decode().rstrip("\r\n")).resolve()


def _git(folder: Path, *arguments: str, said: bytes = b"") -> bytes | None:
    """What git answers to what is said to it; None where it fails."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, input=said, capture_output=True, check=False)  # noqa: S603  # no shell
    except FileNotFoundError as error:
        raise UsageError("git is not there", "install it: `--since` compares with a revision of git") from error
    return done.stdout if done.returncode == 0 else None
