"""Lints a piece of a sheet in a small project that supplies the rest."""

import re
from datetime import date
from pathlib import Path

from atelier_cli import resources
from atelier_cli.linter import STANDARD, Finding, lint
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

SCAFFOLD = Path(__file__).parent.parent / "rules" / "scaffold"
TODAY = date(2026, 11, 22)
IDENTITY = "identity: {code: example, name: Example}\n"
_WHOLE = re.compile(r"# \S+\.yaml\b|(?:.*\n)*?(?:identity|vocabulary|fixtures):")


def _parsed(path: Path) -> Parsed:
    return parse(read(path.read_bytes(), path.name))


CONTEXT = (_parsed(resources.base_vocabulary()), *(_parsed(path) for path in sorted(SCAFFOLD.glob("*.yaml"))))


def is_whole(text: str) -> bool:
    """Whether the text is a whole file: it says so in its first line, or says itself which kind of file it is."""
    return _WHOLE.match(text) is not None


def findings(text: str, rule: str = "") -> list[Finding]:
    """The findings in a text, by the standard rules and one more.

    Where the text is a part of a sheet, its line 1 is line 2 of the file.
    """
    whole = text if is_whole(text) else IDENTITY + text
    rules = {**STANDARD, **({rule: RULES[rule]} if rule else {})}
    parsed = parse(read(whole.encode(), "example.yaml"))
    return list(lint([parsed], CONTEXT, rules=rules, today=TODAY).findings)
