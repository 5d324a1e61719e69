"""Reports of a few files, as a lint of a project finds them."""

from pathlib import Path

from atelier_cli.linter import Report, lint
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.scaffold import CONTEXT, TODAY

#: So that whole texts stay what they are when there are more rules.
SOME_RULES = {
    name: RULES[name]
    for name in (
        "carried-block",
        "duplicate-name",
        "duplicate-owner",
        "missing-key",
        "unknown-field",
        "unknown-key",
        "unused-ignore",
        "wrong-value",
    )
}


def report_of(files: dict[str, bytes]) -> Report:
    """What some rules find in files, by the files' names."""
    parsed = [parse(read(content, name)) for name, content in files.items()]
    return lint(parsed, CONTEXT, rules=SOME_RULES, today=TODAY)


def report_of_folder(folder: Path, prefix: str = "") -> Report:
    """The report of the sheets in a folder, each named by its path in the folder, after the prefix."""
    return report_of({f"{prefix}{file.name}": file.read_bytes() for file in sorted(folder.glob("*.yaml"))})
