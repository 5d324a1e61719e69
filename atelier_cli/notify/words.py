"""The words of a notification: its subject and its bodies, rendered over the payload of an event."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from atelier_cli import resources
from atelier_cli.notify.sandbox import RenderError, Sandbox, render
from atelier_cli.rows.notification import NotificationTemplate

#: The packaged layout, which every template may fill in.
BASE = "base"
_BLOCK = re.compile(r"\{%[-+]?\s*block\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What a recipient reads."""

    subject: str
    body_text: str
    body_html: str | None


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of an application, ready to be rendered."""

    rows: Mapping[str, NotificationTemplate]
    text: Sandbox
    html: Sandbox

    def words(self, key: str, payload: Mapping[str, Any], organisation: str) -> Words:
        """The words of a template over a payload, whose members are its variables; raises `RenderError`."""
        row = self.rows.get(key)
        if row is None:
            raise RenderError(f"there is no template `{key}`")
        known = {"organisation": organisation, **payload}
        # A subject is one line: what comes from a payload begins no other header.
        subject = " ".join(render(self.text, f"{key}.subject", known).split())
        text = render(self.text, f"{key}.text", known).strip() + "\n"
        html = None if row.body_html is None else render(self.html, f"{key}.html", {**known, "subject": subject})
        return Words(subject, text, html)


def templates(rows: Mapping[str, NotificationTemplate]) -> Templates:
    """The templates of an application, given by their keys."""

    def source(name: str) -> str | None:
        return _source(rows, name)

    return Templates(rows, Sandbox(source, escape=False), Sandbox(source, escape=True))


def _source(rows: Mapping[str, NotificationTemplate], name: str) -> str | None:
    """The source of `KEY.subject`, `KEY.text` or `KEY.html`; None where there is none."""
    key, _, part = name.rpartition(".")
    row = rows.get(key)
    if row is None:
        return _layout(part) if key == BASE else None
    if part == "subject":
        return row.subject
    body = row.body_html if part == "html" else row.body_text
    if body is None or row.extends is None:
        return body
    # What fills in no block in particular is the content.
    filled = body if _BLOCK.search(body) else f"{{% block content %}}{body}{{% endblock %}}"
    return f"{{% extends '{row.extends}.{part}' %}}{filled}"


@cache
def _layout(part: str) -> str:
    ending = "html" if part == "html" else "txt"
    return (resources.notification_layout() / f"{BASE}.{ending}").read_text(encoding="utf-8")
