"""What is said of words, symbols and types beside the text: Markdown of a few lines."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from atelier_cli import names
from atelier_cli.catalog.uses.index import Index
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.errors import UsageError
from atelier_cli.language.types import Type
from atelier_cli.operations.explain import explain
from atelier_cli.sheet.document import Document

#: The key of what people read, beside the key that names a thing.
_ALSO = "\n\n## As a "
_TITLES = ("label", "display_name", "name", "description", "subject")


#: What the language itself brings along.
_NAMED = {Kind.FUNCTION: ("function",), Kind.ROOT: ("value",)}
#: What a word is where it stands as the value of a key.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "operator": ("operator", "nesting"),
    "kind": ("step kind",),
    "function": ("function",),
    "$function": ("function",),
    "type": ("type",),
    "returns": ("type",),
}


@lru_cache(maxsize=512)
def of_word(word: str, *kinds: str) -> str:
    """The documentation of a word of the language as one of these kinds of thing; empty where it is none of them."""
    try:
        found = explain(word)
    except UsageError:
        return ""
    # What a word also names is said in sections of their own.
    first, *others = found.text.split(_ALSO)
    sections = {found.kind: first, **{kind: text for kind, _, text in (one.partition("\n\n") for one in others)}}
    return next((sections[kind] for kind in kinds if kind in sections), "")


def of_value(key: str, word: str) -> str:
    """The documentation of a word of the language that is the value of a key; empty where it is none."""
    return of_word(word, *_KINDS.get(key, ()))


def of_type(type: Type) -> str:  # the field's own word
    """A type as a person reads it; empty where nothing is known."""
    if type.name == "any":
        return ""
    if type.choices:
        return f"{type}: {names.alternatives(type.choices)}"
    if type.name == "object" and type.fields:
        return f"{type} with {names.alternatives(type.fields)}"
    return f"list of {type.item}" if type.name == "list" and type.item else str(type)


def of_symbol(found: Occurrence, index: Index) -> str:
    """What a symbol is, what it holds, what its declaration calls it, and where that is."""
    symbol = found.symbol
    declared = index.declarations(symbol)
    type_ = of_type(found.type) or next((of_type(one.type) for one in declared), "")
    lines = [f"**{symbol.kind}** `{symbol.name}`{_belonging(symbol)}" + (f": {type_}" if type_ else "")]
    for one in declared:
        document = next((file.document for file in index.files if file.document.name == one.place.source), None)
        if document is not None:
            lines += _told(document, one)
    known = of_word(symbol.name, *_NAMED.get(symbol.kind, ())) if not declared else ""
    return "\n\n".join([*lines, *([known] if known else [])])


def _belonging(symbol: Symbol) -> str:
    if symbol.kind in {Kind.FIELD, Kind.RELATION, Kind.REVERSE, Kind.PRODUCT_ACTION, Kind.ARGUMENT, Kind.CHOICE}:
        return f" of `{symbol.scope[0]}`" if symbol.scope else ""
    return f" of `{symbol.scope[-1]}`" if len(symbol.scope) > 1 else ""


def _told(document: Document, declared: Occurrence) -> list[str]:
    """What stands beside the name at its declaration, and where that is."""
    where = f"declared in {shown_name(document.name)}:{document.locate(declared.place).start.line}"
    return [*_titles(document, declared), where]


def title_of(document: Document, declared: Occurrence) -> str:
    """What people call what is declared; empty where that is not said."""
    return next(_titles(document, declared), "")


def _titles(document: Document, declared: Occurrence) -> Iterator[str]:
    holder: Any = document.data
    for step in declared.place.path[:-1]:
        holder = holder[step]
    if isinstance(holder, Mapping):
        said = {key: holder.get(key) for key in _TITLES}
        yield from (text for key, text in said.items() if isinstance(text, str) and text != declared.symbol.name)


def shown_name(name: str) -> str:
    """The last parts of a file's name: enough to know it by."""
    return "/".join(name.split("/")[-2:])
