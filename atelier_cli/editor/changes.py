"""Changes of files as an editor makes them: stretches of text, each with what takes its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.changes import Change


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Changes of one file that do not touch each other."""

    document: Document
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Changes of files, or why there are none."""

    files: tuple[FileChanges, ...] = ()
    refusal: str = ""
    #: The texts after the changes, by name.
    after: Mapping[str, str] = field(default_factory=dict)


def difference(before: str, after: str) -> tuple[Change, ...]:
    """The one stretch in which two texts differ; nothing where they are the same."""
    if before == after:
        return ()
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    most -= start
    end = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    # A line end of two characters is one place to an editor.
    if start and before[start - 1] == "\r":
        start -= 1
    if end and before[-end] == "\n":
        end -= 1
    return (Change(start, len(before) - end, after[start : len(after) - end]),)
