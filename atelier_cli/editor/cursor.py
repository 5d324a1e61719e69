"""Where a cursor stands in a text that is being written: found by a word that is put there before it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal

from atelier_cli.diagnostics import Path
from atelier_cli.editor.hints import hint_at, is_open_mapping, keys_of, minimal
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.reader import read
from atelier_cli.sheet.shape import chosen

#: Stands for what is being written: a word that fits wherever a name does, and that nobody writes.
MARK = "zzcursorzz"
_WORD_BEFORE = re.compile(r"\w*\Z")
_WORD_AFTER = re.compile(r"\w*")
_CLOSES = {"{": "}", "[": "]"}
#: How far above the cursor brackets are looked for that are still open.
_ABOVE = 4000
#: Comments, texts in quotes up to their end or that of the piece, plain text with the quotes in it, and brackets.
_OPENING = re.compile(
    r"""(?:^|(?<=\s))\#[^\r\n]*
    |"(?:[^"\\]|\\.)*(?:"|(?P<double>\Z))
    |'(?:[^']|'')*(?:'|(?P<single>\Z))
    |[^\s"'{}\[\],:\#-][^\s{}\[\],:]*
    |[{}\[\]]""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A document with the mark in place of the word at the cursor, and where that is in its data."""

    document: Document
    path: Path
    part: Literal["key", "value"]
    #: The whole of the scalar that the mark is in.
    scalar: str
    #: The indices, in the text as it is, of the word that the mark stands for.
    start: int
    end: int
    #: The keys that are written beside it, where it is a key.
    beside: frozenset[str] = frozenset()


def cursor(text: str, index: int, name: str) -> Cursor | None:
    """The cursor at an index of a text; None where the text around it cannot be made sense of."""
    before = _WORD_BEFORE.search(text, 0, index)
    start = before.start() if before is not None else index
    after = _WORD_AFTER.match(text, index)
    end = after.end() if after is not None else index
    for marked in _readings(text, start, end):
        document = read(marked.encode("utf-8", "surrogatepass"), name)
        if document.problems or not isinstance(document.data, dict):
            continue
        found = next(_marked(document.data, ()), None)
        if found is not None:
            path, part, scalar = found
            if part == "value" and scalar == MARK and is_open_mapping(hint_at(document.data, path)):
                # The first key of a mapping looks like a scalar until its colon is written.
                document = replace(document, data=_with(document.data, path, {MARK: "x"}))
                path, part = (*path, MARK), "key"
            holder = reduce(lambda data, step: data[step], path[:-1], document.data)
            beside = frozenset(holder) if part == "key" else frozenset()
            return Cursor(_filled(document, path), path, part, scalar, start, end, beside)
    return None


def _readings(text: str, start: int, end: int) -> Iterator[str]:
    """What the text may become: the mark a value, or a key, what is open around it closed, and the rest left out."""
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = next((at for at in range(end, len(text)) if text[at] in "\r\n"), len(text))
    head, rest = text[:start], text[end:line_end]
    closing = _closing(text[line_start:start], rest)
    above = text.rfind("\n", 0, max(start - _ABOVE, 0)) + 1
    for tail in (text[line_end:], ""):
        for after in dict.fromkeys((rest, rest + closing, closing, _closing(text[above:start], ""))):
            for mark in (MARK, f"{MARK}:", f'"{MARK}"'):
                yield f"{head}{mark}{after}{tail}"


def _closing(before: str, after: str) -> str:
    """What closes the quotes and brackets that are open in a piece of text."""
    closes: list[str] = []
    for found in _OPENING.finditer(f"{before}{MARK}{after}"):
        token = found.group().lstrip()
        if token[0] in _CLOSES:
            closes.append(_CLOSES[token[0]])
        elif closes and token == closes[-1]:
            closes.pop()
        elif found["double"] is not None or found["single"] is not None:
            closes.append(token[0])
    return "".join(reversed(closes))


def _marked(data: Any, path: Path) -> Iterator[tuple[Path, Literal["key", "value"], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if MARK in key:
                yield (*path, key), "key", key
            yield from _marked(value, (*path, key))
    elif isinstance(data, list):
        for i, item in enumerate(data):
            yield from _marked(item, (*path, i))
    elif isinstance(data, str) and MARK in data:
        yield path, "value", data


def _with(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at a path."""
    if not path:
        return value
    if isinstance(data, list):
        return [_with(item, path[1:], value) if i == path[0] else item for i, item in enumerate(data)]
    return {key: _with(item, path[1:], value) if key == path[0] else item for key, item in data.items()}


def _filled(document: Document, path: Path) -> Document:
    """The document with what the parts around the cursor lack, so that these can be read though they are not whole."""
    return replace(document, data=_fill(document.data, document.data, (), path))


def _fill(root: Any, data: Any, at: Path, path: Path) -> Any:
    step = path[len(at)] if len(at) < len(path) else None
    if isinstance(data, list) and isinstance(step, int):
        return [_fill(root, item, (*at, i), path) if i == step else item for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    hint = hint_at(root, at)
    filled = {key: _fill(root, value, (*at, key), path) if key == step else value for key, value in data.items()}
    known = keys_of(hint, data) if chosen(hint, data) is not None else {}
    # What is being written is no key yet, and what it will be is not missing.
    if step in filled and step not in known and known and MARK in str(step):
        del filled[str(step)]
    lacking = {key.name: minimal(hint_at(root, (*at, key.name))) for key in known.values() if key.required}
    return {**lacking, **filled}
