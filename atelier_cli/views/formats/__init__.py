"""The formats that findings are shown in, one module each. A new format is a file and a line here."""

from atelier_cli.views.formats import concise, github, gitlab, json, jsonl, junit, markdown, sarif, text
from atelier_cli.views.formats.protocol import Format

_MODULES: tuple[Format, ...] = (
    # For people first, then for programs.
    text,
    concise,
    json,
    jsonl,
    sarif,
    github,
    gitlab,
    junit,
    markdown,
)

#: Every format by its name, in the order in which they are listed.
FORMATS: dict[str, Format] = {module.__name__.rpartition(".")[2]: module for module in _MODULES}
