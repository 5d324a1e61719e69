"""For comments on pull requests: a table in GitHub's and GitLab's Markdown.

| | rule | place | finding |
| - | - | - | - |
| error | `unknown-key` | `sheets/crews.yaml:8:58` | unknown key `indxed`<br>did you mean `indexed`? |
"""

import re

from atelier_cli.linter import Finding, Report
from atelier_cli.views.cells import printable
from atelier_cli.views.diagnostics import summary
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.terminal import plain
from atelier_cli.views.words import counted

#: GitHub takes no longer comment; a little less leaves room for what is written around the table.
LIMIT = 60_000
_HEAD = ("| | rule | place | finding |", "| - | - | - | - |")
_CODE = re.compile(r"`[^`]+`")
#: What could mean something within a line, also to GitHub: to it, addresses are links, and dollars enclose formulas.
_SPECIAL = re.compile(r"[\\`*_\[\]<>!|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def render(report: Report, manner: Manner) -> str:
    """The number of findings, and a row for each of them, as long as there is room in a comment."""
    lines = [f"**Atelier**: {summary(report, plain)}"]
    if report.findings:
        lines += ["", *_HEAD]
    room = LIMIT - sum(map(len, lines))
    for i, finding in enumerate(report.findings):
        row = _row(finding, manner)
        room -= len(row) + 1
        if room < 0:
            lines += ["", f"{counted(len(report.findings) - i, 'more finding')}: `atelier lint` shows all"]
            break
        lines.append(row)
    return "\n".join(lines)


def _row(finding: Finding, manner: Manner) -> str:
    found, start = finding.diagnostic, finding.mark.range.start
    place = _code(f"{manner.path(finding.mark.source)}:{start.line}:{start.column}")
    way = f"<br>{_text(finding.entity)}" if finding.entity else ""
    remedy = f"<br>{_text(found.help)}" if found.help else ""
    return f"| {found.severity} | {_code(found.rule)} | {place}{way} | {_text(found.message)}{remedy} |"


def _text(text: str) -> str:
    """The text as Markdown: what stands between backticks is code, and nothing else means anything but itself."""
    text = printable(text)
    said, at = [], 0
    for found in _CODE.finditer(text):
        said += [_plain(text[at : found.start()]), _code(found[0][1:-1])]
        at = found.end()
    return "".join([*said, _plain(text[at:])])


def _plain(text: str) -> str:
    # A mention sends mail, escaped or not: what keeps it from being one is a space without width.
    return _SPECIAL.sub(r"\\\g<0>", text).replace("@", "@\u200b")


def _code(text: str) -> str:
    """The text between as many backticks as it takes; a bar ends a cell even in code, unless it is escaped."""
    text = printable(text)
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{space}{text}{space}{fence}".replace("|", r"\|")
