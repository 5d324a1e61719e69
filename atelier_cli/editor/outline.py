"""What is declared in a file, each within what it belongs to; and what any file declares under a name."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from atelier_cli.catalog.uses.symbol import Kind, Occurrence
from atelier_cli.diagnostics import Path, Place, Range
from atelier_cli.editor.documentation import title_of
from atelier_cli.editor.view import View
from atelier_cli.sheet.document import Document

#: What stands beside the name that it belongs to, and is no thing of its own.
_BESIDE = frozenset((Kind.SAVED, Kind.REVERSE, Kind.ARGUMENT))
#: So many are listed of all files, the best first: nobody reads further.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Declared:
    """A name that a file declares."""

    name: str
    kind: Kind
    #: What it is called by people.
    detail: str
    #: All that is said of it, and the name itself.
    whole: Range
    named: Range
    children: list["Declared"] = field(default_factory=list)


def outline(view: View, name: str) -> list[Declared]:
    """What a file declares; one that cannot be read now, what it declared before."""
    document = view.document(name)
    found: list[Declared] = []
    around: list[tuple[Path, Declared]] = []
    for path, one in [] if document is None else _declared(view, document):
        while around and path[: len(around[-1][0])] != around[-1][0]:
            around.pop()
        (around[-1][1].children if around else found).append(one)
        around.append((path, one))
    return found


def search(view: View, said: str) -> Iterator[tuple[Document, Declared, str]]:
    """The declarations whose names have the letters of `said` in their order, with what each stands in.

    Those that begin with it come first, then those that hold it.
    """
    asked = said.lower()
    ranked = sorted(
        (_rank(one.symbol.name.lower(), asked), len(one.symbol.name), one.symbol.name, i, one)
        for i, one in enumerate(view.index.occurrences)
        if one.declares and one.symbol.kind not in _BESIDE and _has_letters(one.symbol.name.lower(), asked)
    )
    for *_, one in ranked[:_MOST]:
        document = view.document(one.place.source)
        if document is not None:
            yield document, _as_declared(document, one), _within(one)


def _rank(name: str, asked: str) -> int:
    return 0 if name.startswith(asked) else 1 if asked in name else 2


def _has_letters(name: str, asked: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in asked)


def _within(one: Occurrence) -> str:
    """What a symbol belongs to, but for the file."""
    return " ".join(part for part in one.symbol.scope if part != one.place.source)


def _declared(view: View, document: Document) -> list[tuple[Path, Declared]]:
    """The declarations of a file in the order of its text, each with the path of what it names."""
    found: dict[Path, Occurrence] = {}
    for one in view.index.by_source.get(document.name, ()):
        # A sheet lists entity types of others too.
        is_listed = one.symbol.kind is Kind.ENTITY_TYPE and _is_entity(one.place.path)
        if is_listed or (one.declares and one.symbol.kind not in _BESIDE):
            found.setdefault(_item(one), one)
    made = [(path, _as_declared(document, one)) for path, one in found.items()]
    return sorted(made, key=lambda each: (each[1].whole.start, len(each[0])))


def _is_entity(path: Path) -> bool:
    return path[:1] == ("entities",) and path[2:] == ("entity_type",)


def _item(one: Occurrence) -> Path:
    """The path of what a declaration is of: the mapping that its name stands in, or the name itself in a list."""
    path = one.place.path
    return path if one.place.part == "key" or isinstance(path[-1], int) else path[:-1]


def _as_declared(document: Document, one: Occurrence) -> Declared:
    named = document.locate(one.place)
    whole = document.locate(Place(document.name, _item(one)))
    is_around = whole.start <= named.start and named.end <= whole.end
    return Declared(one.symbol.name, one.symbol.kind, title_of(document, one), whole if is_around else named, named)
