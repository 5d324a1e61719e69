"""Shows the notices in a person's inbox."""

from collections.abc import Iterator, Sequence
from typing import Any

from atelier_cli.language.instants import format_instant
from atelier_cli.rows.audit import Notice
from atelier_cli.views.cells import cut, printable
from atelier_cli.views.terminal import Paint

#: So many letters at the end of an id tell it from others: the beginning is the time.
TAIL = 12
_INDENT = "    "
#: So many lines of a notice are shown.
_LINES = 3


def notices_text(notices: Sequence[Notice], width: int, paint: Paint) -> str:
    """The notices, the unread ones marked, each with the beginning of what it says."""
    return "\n".join(line for one in notices for line in _notice(one, width, paint))


def notice_shape(one: Notice) -> dict[str, Any]:
    return {
        "id": one.id,
        "subject": one.subject,
        "body_text": one.body_text,
        "created_at": format_instant(one.created_at),
        "read_at": None if one.read_at is None else format_instant(one.read_at),
    }


def _notice(one: Notice, width: int, paint: Paint) -> Iterator[str]:
    mark = paint("●", "info") if one.read_at is None else " "
    when = one.created_at.strftime("%Y-%m-%d %H:%M")
    state = "new" if one.read_at is None else "read"
    subject = cut(printable(one.subject), width - len(when) - TAIL - 12)
    subject = paint(subject, "title") if one.read_at is None else subject
    yield f"{mark} {paint(when, 'faint')}  {state:<4}  {subject}  {paint(one.id[-TAIL:], 'faint')}"
    body = [line for line in one.body_text.splitlines() if line.strip()]
    for line in body[:_LINES]:
        yield paint(cut(f"{_INDENT}{printable(line)}", width), "faint")
    if len(body) > _LINES:
        yield paint(f"{_INDENT}…", "faint")
