"""Reads files of many items - YAML, JSON, lines of JSON, CSV - and remembers where each of them stands."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path as File
from typing import Any

from atelier_cli.diagnostics import Path, Place, Severity
from atelier_cli.errors import UsageError
from atelier_cli.flows.given_json import read_json
from atelier_cli.language.problems import Problem, Problems, unknown
from atelier_cli.language.shown import shown
from atelier_cli.operations.file_access import file_access
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.reader import read

#: The line and the column, from 1, of a part of an item; None for what is not known.
Spot = tuple[int | None, int | None]
Locate = Callable[[Path], Spot]

#: What a file may be as large as: it is read whole, since what an item names may stand at the end.
_LIMITS = Limits(size=256 * 1024 * 1024, line=256 * 1024 * 1024)
_SUFFIXES = (".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".csv")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a file, or worth a warning, and where."""

    file: str
    line: int | None
    column: int | None
    #: The item, as people call it: `crew/north-1 > district`.
    where: str
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a file."""

    #: The list that it stands in; None where the file is one list of whatever items.
    list: str | None
    #: Its number in that list, from 0.
    number: int
    said: Mapping[str, Any]
    locate: Locate
    #: Whether all values are texts, as in CSV.
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """What a file holds, as far as it could be read."""

    file: str
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]

    def found(self, item: Item, where: str, problem: Problem, *above: str) -> Finding:
        """The finding that a problem of an item amounts to; its path starts below the keys `above`."""
        line, column = item.locate((*above, *problem.path))
        member = ".".join(map(str, problem.path))
        place = " > ".join(filter(None, (where, member)))
        return Finding(self.file, line, column, place, problem.message, problem.help, problem.severity)


def read_items(path: File, lists: tuple[str, ...]) -> Items:
    """The items of a file: those of its `lists`, or of one list, or one a line.

    Raises `RefusedError` for a file that cannot be opened, and `UsageError` for one of another kind.
    """
    with file_access(path, "read"):
        content = path.read_bytes()
    name = str(path)
    match path.suffix.lower():
        case ".csv":
            return _table(name, *_text(name, content))
        case ".jsonl" | ".ndjson":
            return _lines(name, *_text(name, content))
        case ".yaml" | ".yml" | ".json":
            return _document(name, content, lists)
        case suffix:
            expected = ", ".join(_SUFFIXES)
            raise UsageError(f"{name}: expected a file that ends in {expected}, found `{suffix}`", "rename it")


def shape(said: Mapping[str, Any], required: tuple[str, ...], optional: Mapping[str, type] | None = None) -> Problems:
    """What is wrong with the keys of an item: `required` ones are texts, `optional` ones of their types."""
    known = (*required, *(optional or {}))
    problems: list[Problem] = []
    for key, value in said.items():
        wanted = str if key in required else (optional or {}).get(key)
        if wanted is None:
            message, hint = unknown("key", key, known)
            problems.append(Problem("unknown-key", message, (key,), help=hint))
        elif not isinstance(value, wanted) and not (value is None and key not in required):
            message = f"expected {_WORDS[wanted]}, found {shown(value)}"
            problems.append(Problem("wrong-type", message, (key,)))
    problems.extend(Problem("missing-key", f"expected `{key}`, found none") for key in required if key not in said)
    return tuple(problems)


_WORDS: dict[type, str] = {str: "a text", list: "a list", dict: "a mapping", bool: "true or false"}


def _text(name: str, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "", (Finding(name, line, None, "", "expected UTF-8, found other bytes", "save the file as UTF-8"),)


def _document(name: str, content: bytes, lists: tuple[str, ...]) -> Items:
    document = read(content, name, _LIMITS)
    if not document.problems:
        return _sorted(name, document.data, partial(_in_document, document), lists)
    if name.lower().endswith(".json"):
        try:
            # JSON may write halves of a surrogate pair apart, which YAML may not.
            return _sorted(name, read_json(content.decode()), _nowhere, lists)
        except ValueError:
            pass
    findings = (
        Finding(name, *_in_document(document, one.place.path, one.place), "", one.message, one.help)
        for one in document.problems
    )
    return Items(name, (), tuple(findings))


def _sorted(name: str, data: Any, locate: Locate, lists: tuple[str, ...]) -> Items:
    """The items of each list of a mapping, or of one list."""
    found: list[Item] = []
    findings: list[Finding] = []
    for path, key, items in _lists(data):
        if key is not None and key not in lists:
            message, hint = unknown("key", str(key), lists)
            findings.append(Finding(name, *locate(path), "", message, hint))
        elif not isinstance(items, list):
            findings.append(Finding(name, *locate(path), "", f"expected a list of items, found {shown(items)}"))
        else:
            for i, said in enumerate(items):
                if isinstance(said, dict):
                    found.append(Item(key, i, said, _below(locate, (*path, i))))
                else:
                    message = f"expected an item with its keys, found {shown(said)}"
                    findings.append(Finding(name, *locate((*path, i)), "", message))
    return Items(name, tuple(found), tuple(findings))


def _lists(data: Any) -> Iterator[tuple[Path, Any, Any]]:
    if isinstance(data, dict):
        for key, items in data.items():
            yield (key,), key, items
    else:
        yield (), None, data


def _lines(name: str, text: str, findings: tuple[Finding, ...]) -> Items:
    found: list[Item] = []
    wrong = list(findings)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            said = read_json(line)
        except json.JSONDecodeError as error:
            wrong.append(Finding(name, number, error.colno, "", f"no JSON: {error.msg.lower()}"))
            continue
        except ValueError as error:
            wrong.append(Finding(name, number, None, "", f"no JSON: {error}"))
            continue
        if isinstance(said, dict):
            found.append(Item(None, number - 1, said, _on_line(number)))
        else:
            wrong.append(Finding(name, number, None, "", f"expected an object, found {shown(said)}"))
    return Items(name, tuple(found), tuple(wrong))


def _table(name: str, text: str, findings: tuple[Finding, ...]) -> Items:
    """The rows of a table under their headers; an empty cell says nothing."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Item] = []
    wrong = list(findings)
    headers: list[str] | None = None
    line = 1
    try:
        for cells in rows:
            start, line = line, rows.line_num + 1
            if headers is None:
                headers = [header.strip() for header in cells]
                wrong.extend(_headers(name, headers))
            elif len(cells) > len(headers):
                message = f"expected {len(headers)} cells, found {len(cells)}"
                wrong.append(Finding(name, start, None, "", message, "put cells with commas in double quotes"))
            elif any(cells):
                said = {header: cell for header, cell in zip(headers, cells, strict=False) if cell}
                found.append(Item(None, len(found), said, _on_line(start), is_text=True))
    except csv.Error as error:
        wrong.append(Finding(name, line, None, "", f"no CSV: {error}"))
    return Items(name, tuple(found), tuple(wrong))


def _headers(name: str, headers: list[str]) -> Iterator[Finding]:
    for i, header in enumerate(headers):
        if not header:
            yield Finding(name, 1, None, "", f"column {i + 1} has no name")
        elif header in headers[:i]:
            yield Finding(name, 1, None, "", f"there are two columns `{header}`")


def _below(locate: Locate, above: Path) -> Locate:
    return lambda path: locate((*above, *path))


def _on_line(number: int) -> Locate:
    return lambda _: (number, None)


def _nowhere(_: Path) -> Spot:
    return None, None


def _in_document(document: Document, path: Path, place: Place | None = None) -> Spot:
    start = document.locate(place or Place(document.name, path)).start
    return start.line, start.column
