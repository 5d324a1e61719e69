"""The packaged sheets and vocabularies, read once."""

from pathlib import Path

from atelier_cli import resources
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

SHEETS = sorted((resources.template_sheets() / "municipality").rglob("*.yaml"))
VOCABULARIES = sorted(resources.vocabulary().glob("*.yaml"))
FILES = (*SHEETS, *VOCABULARIES)


def parsed(path: Path) -> Parsed:
    return parse(read(path.read_bytes(), path.name))


PARSED = {path.stem: parsed(path) for path in FILES}
