"""What may stand at the cursor: keys, words, and every name that the project has for the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.catalog.uses.members import member_symbol
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.editor.cursor import MARK, Cursor, cursor
from atelier_cli.editor.documentation import of_symbol, of_type, of_word
from atelier_cli.editor.hints import hint_at, keys_of, tags_of, words_of
from atelier_cli.editor.view import View
from atelier_cli.language.members import known_members
from atelier_cli.language.operators import OPERATORS
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import KINDS, parse

#: An ignore that is being written, up to the cursor.
_IGNORE = re.compile(r"#\s*atelier:\s*ignore\[(?:[^\]]*,)?\s*(?P<rule>[\w-]*)\Z")


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that may stand in place of a stretch around the cursor."""

    text: str
    #: What it is: a kind of symbol, "key" or "word".
    kind: str
    #: The indices of the stretch in the text.
    start: int
    end: int
    #: Its type, or whether it must be there, in a few words.
    detail: str = ""
    #: Markdown.
    documentation: str = ""
    #: What is written, where it is more than the text itself.
    written: str = ""
    #: The same with places to fill in, for an editor that takes those: `${1:name}`, and `$0` at the end.
    snippet: str = ""


def complete(view: View, name: str, text: str, position: int) -> list[Completion]:
    """What may stand at an index of the text of an open file: names first, then words and keys; each once."""
    ignored = _IGNORE.search(text, text.rfind("\n", 0, position) + 1, position)
    if ignored is not None:
        start = ignored.start("rule")
        return [Completion(rule, "word", start, position, documentation=of_word(rule)) for rule in sorted(RULES)]
    at = cursor(text, position, name)
    if at is None:
        return []
    found: dict[str, Completion] = {}
    for one in (*_names(view, at), *_words(at), *_keys(at, text)):
        found.setdefault(one.text, one)
    return list(found.values())


def _names(view: View, at: Cursor) -> Iterator[Completion]:
    """The names for the place. The mark is a name like any other, which the index finds where it stands."""
    name = at.document.name
    others = (parsed for parsed in view.index.files if parsed.document.name != name)
    marked = index((*others, parse(at.document)))
    for occurrence in marked.by_source.get(name, ()):
        lead, mark, _ = occurrence.symbol.name.partition(MARK)
        for known in _alternatives(occurrence, marked) if mark else ():
            word = known.symbol.name
            if word.startswith(lead) and MARK not in word:
                documentation, detail = of_symbol(known, marked), of_type(known.type)
                yield Completion(word, str(known.symbol.kind), at.start - len(lead), at.end, detail, documentation)


def _alternatives(occurrence: Occurrence, marked: Index) -> Iterator[Occurrence]:
    """What may be named in place of an occurrence."""
    kind, scope, _ = occurrence.symbol
    if occurrence.declares:
        return
    if occurrence.holder is not None:
        names = marked.catalog.names({})
        for name, type_ in known_members(occurrence.holder, names).items():
            symbol = member_symbol(occurrence.holder, name, marked.catalog) or Symbol(kind, scope, name)
            yield occurrence._replace(symbol=symbol, type=type_)
    elif kind is not Kind.ROOT:
        yield from marked.declared(kind, scope).values()
    for word in occurrence.words:
        yield occurrence._replace(symbol=Symbol(kind, scope, word))


def _words(at: Cursor) -> Iterator[Completion]:
    """The words that the models list for a value, and operators."""
    if at.part == "key" or at.scalar != MARK:
        return
    data = at.document.data
    holder, last = hint_at(data, at.path[:-1]), at.path[-1]
    words = words_of(hint_at(data, at.path)) or tags_of(holder, str(last))
    if last == "operator" and "operator" in keys_of(holder, _at(data, at.path[:-1])):
        words = tuple(OPERATORS)
    for word in words:
        yield Completion(word, "word", at.start, at.end, documentation=of_word(word))


def _keys(at: Cursor, text: str) -> Iterator[Completion]:
    """The keys of the mapping that the cursor is in, or that a value may be."""
    path = at.path[:-1] if at.part == "key" else at.path
    if at.part == "value" and at.scalar != MARK:
        return
    said = _at(at.document.data, path) if at.part == "key" else {}
    said = {key: value for key, value in said.items() if MARK not in key} if isinstance(said, dict) else {}
    known = keys_of(hint_at(at.document.data, path), said) if path else keys_of(_kind(said), said)
    for key in known.values():
        if key.name not in at.beside:
            colon = "" if text[at.end :].lstrip(" ").startswith(":") else ": "
            detail = "required" if key.required else ""
            yield Completion(key.name, "key", at.start, at.end, detail, key.text, key.name + colon)
    if not path and not said:
        for name in KINDS:
            yield Completion(name, "key", at.start, at.end, written=f"{name}:")


def _kind(said: dict[str, Any]) -> Any:
    return next((model for key, model in KINDS.items() if key in said), None)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    return reduce(lambda holder, step: holder[step], path, data)
