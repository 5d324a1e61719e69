"""The keys that may stand at the cursor, with what follows each: a value, a list, or a mapping."""

from collections.abc import Iterator
from functools import reduce
from typing import Any, get_origin

from pydantic import BaseModel

from atelier_cli.diagnostics import Path
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.hints import hint_at, keys_of, words_of
from atelier_cli.sheet.parse import KINDS
from atelier_cli.sheet.shape import bare

#: So many words are offered one by one; of more, the person writes the first letters.
_FEW = 8


def keys(at: Cursor, text: str) -> Iterator[Completion]:
    """The keys of the mapping that the cursor is in, or that a value may be."""
    path = at.path[:-1] if at.part == "key" else at.path
    if at.scalar != MARK:
        return
    said = _at(at.document.data, path) if at.part == "key" else {}
    said = {key: value for key, value in said.items() if MARK not in key} if isinstance(said, dict) else {}
    known = keys_of(hint_at(at.document.data, path), said) if path else keys_of(_kind(said), said)
    is_followed = text[at.end :].lstrip(" ").startswith(":")
    for key in known.values():
        if key.name not in at.beside:
            detail = "required" if key.required else ""
            written, snippet = (
                (key.name, "")
                if is_followed
                else (
                    f"{key.name}: ",
                    f"{key.name}:{_after(hint_at(_with(at, path, said, key.name), (*path, key.name)), at, text)}",
                )
            )
            yield Completion(key.name, "key", at.start, at.end, detail, key.text, written, snippet)
    if not path and not said:
        for name in KINDS:
            yield Completion(name, "key", at.start, at.end, written=f"{name}:", snippet=f"{name}:\n  $0")


def _with(at: Cursor, path: Path, said: dict[str, Any], key: str) -> Any:
    """The data of the document, of which a whole file is the mapping that is being written."""
    return at.document.data if path else {**said, key: None}


def _after(hint: Any, at: Cursor, text: str) -> str:
    """What stands behind a key and its colon, with the place to go on at."""
    words = words_of(hint)
    if words and len(words) <= _FEW:
        return f" ${{1|{','.join(words)}|}}"
    plain, _ = bare(hint)
    origin = get_origin(plain)
    is_list = origin is list
    is_mapping = origin is dict or (isinstance(plain, type) and issubclass(plain, BaseModel))
    if _is_flow(at, text):
        return " [$0]" if is_list else " {$0}" if is_mapping else " $0"
    line = text.rfind("\n", 0, at.start) + 1
    written = text[line : at.start]
    # An editor indents what it puts in like the line that it stands in; a key behind a `-` is further in.
    further = " " * len(written.lstrip(" "))
    return f"\n{further}  - $0" if is_list else f"\n{further}  $0" if is_mapping else " $0"


def _is_flow(at: Cursor, text: str) -> bool:
    """Whether the cursor stands in braces."""
    written = text[text.rfind("\n", 0, at.start) + 1 : at.start]
    return written.count("{") > written.count("}") or written.count("[") > written.count("]")


def _kind(said: dict[str, Any]) -> Any:
    return next((model for key, model in KINDS.items() if key in said), None)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    return reduce(lambda holder, step: holder[step], path, data)
