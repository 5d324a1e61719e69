"""Shows what a word means, from the Markdown of its documentation."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from atelier_cli.operations.explain import Explanation
from atelier_cli.views.terminal import Paint

#: Longer lines are hard to read, however wide the screen is.
_WIDEST = 100
#: The words stand in a column this wide; hardly one is longer.
_COLUMN = 18


def explanation_text(explanation: Explanation, width: int, paint: Paint) -> str:
    """A word, what it names, and all that is to be said of it."""
    kind = explanation.kind
    if explanation.severity is not None:
        severity = explanation.severity.value
        kind = f"{kind} of severity {paint(severity, severity)}"
    return "\n".join([f"{paint(explanation.word, 'title')}: {kind}", "", *_lines(explanation.text, width, paint)])


def rules_text(rules: Sequence[Explanation], width: int, paint: Paint) -> str:
    """Every rule with its severity and what it finds."""
    lines: list[str] = []
    for rule in rules:
        severity = "" if rule.severity is None else rule.severity.value
        lines.append(f"{paint(rule.word, 'title')}  {paint(severity, severity or 'faint')}")
        lines.extend(_wrapped(rule.summary, width, "  "))
    return "\n".join(lines)


def words_text(words: Sequence[Explanation], width: int, paint: Paint) -> str:
    """Every word of the language with its first sentence, under what the words name."""
    lines: list[str] = []
    kind = ""
    for word in words:
        if word.kind != kind:
            kind = word.kind
            lines.extend([*([""] if lines else []), paint(f"{kind}s", "title")])
        lines.extend(_wrapped(f"{word.word:<{_COLUMN}}  {word.summary}", width, "  ", " " * (_COLUMN + 4)))
    return "\n".join(lines)


def explanation_shape(explanation: Explanation) -> dict[str, Any]:
    """A word's meaning as JSON-like data."""
    return {
        "word": explanation.word,
        "kind": explanation.kind,
        "severity": None if explanation.severity is None else explanation.severity.value,
        "summary": explanation.summary,
        "text": explanation.text,
    }


def _lines(markdown: str, width: int, paint: Paint) -> Iterator[str]:
    """The Markdown that docstrings are written in: headings, fenced code, lists and paragraphs."""
    fenced = False
    paragraph: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        is_fence = line.startswith("```")
        if paragraph and (is_fence or fenced or not line or line.startswith(("#", "- "))):
            yield from _paragraph(paragraph, width)
            paragraph = []
        if is_fence:
            fenced = not fenced
        elif fenced:
            yield f"    {line}".rstrip()
        elif line.startswith("#"):
            yield paint(line.lstrip("# "), "title")
        elif line:
            paragraph.append(line)
        else:
            yield ""


def _paragraph(lines: list[str], width: int) -> list[str]:
    """The lines of a paragraph or of an item of a list, filled anew."""
    text = " ".join(line.strip() for line in lines)
    return _wrapped(text, width, "", "  " if text.startswith("- ") else "")


def _wrapped(text: str, width: int, indent: str, further: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        min(width, _WIDEST),
        initial_indent=indent,
        subsequent_indent=indent if further is None else further,
        break_long_words=False,
        break_on_hyphens=False,
    )
