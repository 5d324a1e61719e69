"""A symbol's new name, everywhere it is written: refused where the project would not mean the same after it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from atelier_cli import names
from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.catalog.uses.members import member_symbol
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Diagnostic, Position, Range, Severity
from atelier_cli.editor.changes import FileChanges, Outcome
from atelier_cli.editor.former_keys import former_keys
from atelier_cli.editor.view import View
from atelier_cli.language.types import Type
from atelier_cli.linter import lint
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.changes import Change, changed
from atelier_cli.sheet.lines import line_starts
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

_SNAKE = (names.SNAKE_CASE, "a name in snake_case")
_WORD = (names.WORD_CASE, "a name in kebab-case or snake_case")
_DOTTED = (names.DOTTED, "words in snake_case joined by dots")
#: The symbols that can be renamed, with how their names are written.
WRITTEN: Mapping[Kind, tuple[str, str]] = {
    **dict.fromkeys(
        (Kind.ENTITY_TYPE, Kind.FIELD, Kind.RELATION, Kind.REVERSE, Kind.ACTION, Kind.PARAMETER, Kind.SETTING,
         Kind.SAVED, Kind.PRODUCT_ACTION, Kind.SKILL, Kind.FUNCTION, Kind.ROLE, Kind.SURFACE),
        _SNAKE,
    ),
    **dict.fromkeys((Kind.STEP, Kind.TEMPLATE, Kind.RULE, Kind.PRODUCT), _WORD),
    **dict.fromkeys((Kind.EVENT, Kind.EVENT_TYPE), _DOTTED),
    **dict.fromkeys(
        (Kind.CREATE, Kind.CRITERION, Kind.EDIT, Kind.EFFECT, Kind.PLACEMENT),
        (names.KEY_CASE, "lower-case words joined by hyphens"),
    ),
    Kind.FLOW: (names.KEBAB_CASE, "a name in kebab-case"),
}  # fmt: skip

#: Why the others cannot be.
FIXED: Mapping[Kind, str] = {
    Kind.APPLICATION: "the code of an application never changes",
    Kind.CHOICE: "`{name}` is a value that entities hold: it cannot be renamed",
    Kind.MEMBER: "`{name}` is a member that a schema declares: rename it there, and where it is read, by hand",
    Kind.ARGUMENT: "`{name}` is an argument of a function, which its code calls so: it cannot be renamed here",
    Kind.ROOT: "`{name}` is a word of the language",
}


class Renamable(NamedTuple):
    """A symbol that can be renamed, and where it stands."""

    symbol: Symbol
    range: Range


def renamable(view: View, name: str, position: Position) -> Renamable | str:
    """What can be renamed at a position of a file, or why nothing can."""
    if view.is_stale(name):
        return "the file cannot be read as it is now: mend it first"
    found = view.at(name, position)
    if not found:
        return "there is no name here"
    # An entity type also names what is created of it without a key; the type is what is meant.
    chosen = next((one for one in found if one.symbol.kind is Kind.ENTITY_TYPE), found[0])
    document, why_not = view.document(name), _fixed(chosen.symbol, view.index)
    if why_not or document is None:
        return why_not or "there is no name here"
    return Renamable(chosen.symbol, document.locate(chosen.place))


def _fixed(symbol: Symbol, known: Index) -> str:
    """Why a symbol cannot be renamed at all; empty where it can."""
    declared = known.declarations(symbol)
    if symbol.kind not in WRITTEN:
        return FIXED[symbol.kind].format(name=symbol.name)
    if symbol.kind is Kind.CREATE and any(one.place.path[-1] == "entity_type" for one in declared):
        return f"`{symbol.name}` is called after its entity type: give it a `key` first"
    return "" if declared else f"nothing declares the {symbol.kind} `{symbol.name}`"


def rename(view: View, name: str, position: Position, said: str) -> Outcome:
    """The changes of all files that give what stands at a position the name `said`."""
    found = renamable(view, name, position)
    if isinstance(found, str):
        return Outcome(refusal=found)
    symbol = found.symbol
    refusal = _refusal(symbol, said, view)
    if refusal or said == symbol.name:
        return Outcome(refusal=refusal)
    files = _changed_files(view, _named(symbol, view.index), symbol.name, said)
    return Outcome(refusal=files) if isinstance(files, str) else _checked(view, symbol, said, files)


def _refusal(symbol: Symbol, said: str, view: View) -> str:
    """Why a symbol cannot have a name, whatever is made of it; empty where it can."""
    pattern, written = WRITTEN[symbol.kind]
    if re.match(pattern, said) is None or said.endswith("\n"):
        return f"expected {written}, found `{said}`"
    if said in view.index.declared(symbol.kind, symbol.scope):
        return f"there is a {symbol.kind} `{said}` already"
    for code, known in view.index.catalog.entity_types.items():
        holder = Type("entity", entity_type=code)
        if said in known.members and member_symbol(holder, symbol.name, view.index.catalog) == symbol:
            return f"`{code}` has `{said}` already"
    return ""


def _named(symbol: Symbol, known: Index) -> list[Occurrence]:
    """The occurrences of a symbol, and of what is called after an entity type."""
    found = list(known.by_symbol.get(symbol, ()))
    if symbol.kind is Kind.ENTITY_TYPE:
        places = {one.place for one in found}
        for other, each in known.by_symbol.items():
            if other.kind is Kind.CREATE and other.name == symbol.name and any(o.place in places for o in each):
                found += each
    return found


def _changed_files(view: View, found: Iterable[Occurrence], old: str, new: str) -> list[FileChanges] | str:
    by_file: dict[str, dict[tuple[int, int], Change]] = {}
    for one in found:
        document, source = view.document(one.place.source), one.place.source
        if view.is_stale(source):
            return f"{source} cannot be read as it is now: mend it first"
        if document is None or not Path(source).resolve().is_relative_to(view.project.root):
            return f"{source} is no file of this project"
        start, end = _indices(document, document.locate(one.place))
        if document.text[start:end] != old:
            line = document.locate(one.place).start.line
            return f"{source}:{line}: `{old}` is written another way there: rename it by hand"
        by_file.setdefault(source, {})[start, end] = Change(start, end, new)
    return [
        FileChanges(document, tuple(sorted(changes.values())))
        for source, changes in sorted(by_file.items())
        if (document := view.document(source)) is not None
    ]


def _indices(document: Document, where: Range) -> tuple[int, int]:
    starts = line_starts(document.text)
    return tuple(starts[at.line - 1] + at.column - 1 for at in (where.start, where.end))  # type: ignore[return-value]  # there are two


def _checked(view: View, symbol: Symbol, said: str, files: list[FileChanges]) -> Outcome:
    """The changes, where the project says after them what it said before."""
    before = view.index.files
    files = _with_former_keys(before, files)
    after = {one.document.name: changed(one.document.text, one.changes) for one in files}
    now = _after(before, files)
    new = next(iter(_new_errors(before, now)), None)
    if new is not None:
        return Outcome(refusal=f"renaming it to `{said}` would break {new.place.source}: {new.message}")
    if not _names_the_same(view.index, index(now), symbol, said):
        return Outcome(refusal=f"after renaming it to `{said}`, something else would be meant in some places")
    return Outcome(tuple(files), after=after)


def _with_former_keys(before: Iterable[Parsed], files: list[FileChanges]) -> list[FileChanges]:
    """The changes, with what keeps the ids of the rows whose keys become others."""
    was = {one.document.name: one for one in before}
    now = {one.document.name: one for one in _after(was.values(), files)}
    found = []
    for file in files:
        name = file.document.name
        changes = (*file.changes, *former_keys(was[name], now[name]))
        found.append(FileChanges(file.document, tuple(sorted(changes))))
    return found


def _after(before: Iterable[Parsed], files: Iterable[FileChanges]) -> tuple[Parsed, ...]:
    """The files after changes."""
    texts = {one.document.name: changed(one.document.text, one.changes) for one in files}
    return tuple(
        parse(read(texts[one.document.name].encode("utf-8", "surrogatepass"), one.document.name))
        if one.document.name in texts
        else one
        for one in before
    )


def _new_errors(before: Iterable[Parsed], after: Iterable[Parsed]) -> list[Diagnostic]:
    """The errors that were not there before: a rule that finds more than it did."""
    was = Counter(one.rule for one in _errors(before))
    now = _errors(after)
    more = Counter(one.rule for one in now) - was
    return [one for one in now if one.rule in more]


def _errors(files: Iterable[Parsed]) -> list[Diagnostic]:
    report = lint(files).without_suppressed_errors()
    return [one.diagnostic for one in report.findings if one.diagnostic.severity is Severity.ERROR]


def _names_the_same(before: Index, after: Index, symbol: Symbol, said: str) -> bool:
    """Whether as much is named of every kind as before, and the symbol as often under its new name."""
    if _counted(before) != _counted(after):
        return False
    named = sum(one.symbol[::2] == symbol[::2] for one in before.occurrences)
    called = sum(one.symbol[::2] == (symbol.kind, said) for one in before.occurrences)
    left = sum(one.symbol[::2] == symbol[::2] for one in after.occurrences)
    now = sum(one.symbol[::2] == (symbol.kind, said) for one in after.occurrences)
    renamed = len(before.by_symbol[symbol])
    return (left, now) == (named - renamed, called + renamed)


def _counted(known: Index) -> Counter[tuple[Kind, str, bool]]:
    declared = {symbol for symbol, found in known.by_symbol.items() if any(one.declares for one in found)}
    return Counter((one.symbol.kind, one.place.source, one.symbol in declared) for one in known.occurrences)
