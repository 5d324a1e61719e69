"""What is told of the word under the cursor: a symbol, a key, a word of the language, or the rule of a finding."""

import re
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from atelier_cli.catalog.uses.symbol import Occurrence
from atelier_cli.diagnostics import Path, Place, Position, Range
from atelier_cli.editor.calls import FUNCTIONS, METHODS
from atelier_cli.editor.documentation import of_symbol, of_value, of_word
from atelier_cli.editor.hints import hint_at, keys_of, tags_of, words_of
from atelier_cli.editor.node_at import node_at
from atelier_cli.editor.open_calls import EXPRESSIONS
from atelier_cli.editor.view import View
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.shape import chosen

#: A function or method that is called.
_CALL = re.compile(r"(?P<dot>\.?)\b(?P<name>\w+)(?=\()")


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown about a stretch of the text."""

    text: str
    range: Range


def hover(view: View, name: str, position: Position) -> Hover | None:
    """What there is to tell at a position of an open file, with what was found wrong there; None where nothing."""
    document = view.parsed(name).document
    said = _of_names(view, document, position) or _of_call(document, position) or _of_node(document, position)
    rules = {
        finding.diagnostic.rule: finding.mark.range
        for finding in view.findings.get(name, ())
        if finding.mark.range.start <= position <= finding.mark.range.end
    }
    told = [] if said is None else [said.text]
    told += [f"**{rule}**: {of_word(rule, 'rule')}" for rule in rules]
    where = said.range if said is not None else next(iter(rules.values()), None)
    return None if where is None else Hover("\n\n---\n\n".join(told), where)


def _of_names(view: View, document: Document, position: Position) -> Hover | None:
    found: list[Occurrence] = view.at(document.name, position)
    told = dict.fromkeys(of_symbol(one, view.index) for one in found)
    return Hover("\n\n---\n\n".join(told), document.locate(found[0].place)) if found else None


def _of_call(document: Document, position: Position) -> Hover | None:
    """What a function in an expression takes and gives."""
    place = node_at(document, position)
    if place is None or place.part == "key" or not place.path or place.path[-1] not in EXPRESSIONS:
        return None
    for found in _CALL.finditer(document.line(position.line)):
        if found.start("name") <= position.column - 1 <= found.end("name"):
            calls = (METHODS if found["dot"] else FUNCTIONS).get(found["name"], ())
            where = Range(*(Position(position.line, found.span("name")[i] + 1) for i in (0, 1)))
            text = "\n".join(call.text for call in calls)
            return Hover(f"```\n{text}\n```", where) if calls else None
    return None


def _of_node(document: Document, position: Position) -> Hover | None:
    """What the models say of a key, and the language of a word."""
    place = node_at(document, position)
    if place is None or not place.path:
        return None
    name, text = _of_key(document, place) if place.part == "key" else _of_value(document, place)
    return Hover(f"**{name}**: {text}", document.locate(place)) if text else None


def _of_key(document: Document, place: Place) -> tuple[str, str]:
    holder = place.path[:-1]
    known = keys_of(hint_at(document.data, holder), _at(document.data, holder)).get(str(place.path[-1]))
    if known is None or not known.text:
        return "", ""
    must = " It must be there." if known.required else ""
    words = words_of(hint_at(document.data, place.path))
    listed = "\n\n" + ", ".join(f"`{word}`" for word in words) if words else ""
    return known.name, f"{known.text}{must}{listed}"


def _of_value(document: Document, place: Place) -> tuple[str, str]:
    said = _at(document.data, place.path)
    return str(said), (of_value(str(place.path[-1]), said) or _of_tag(document, place)) if isinstance(said, str) else ""


def _of_tag(document: Document, place: Place) -> str:
    """What is said of the member of a union that a word chooses."""
    above = place.path[:-1]
    holder = hint_at(document.data, above)
    if not place.path or str(_at(document.data, place.path)) not in tags_of(holder, str(place.path[-1])):
        return ""
    return getdoc(chosen(holder, _at(document.data, above))) or ""


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
