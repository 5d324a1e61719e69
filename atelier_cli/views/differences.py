"""Shows what differs between two values: inside mappings, key by key."""

import json
from collections.abc import Iterator
from typing import Any

from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint

_INDENT = "      "
_NOTHING = object()


def difference_lines(name: str, before: Any, after: Any, width: int, paint: Paint) -> Iterator[str]:
    """A line for each place that differs, `label: "Close" -> "Shut"`; two where it is too long for one."""
    for path, old, new in differences(name, before, after):
        one = f"{_INDENT}{path}: {paint(_text(old), 'delete')} -> {paint(_text(new), 'add')}"
        if cells(f"{_INDENT}{path}: {_text(old)} -> {_text(new)}") <= width:
            yield one
        else:
            room = width - len(_INDENT) - 3
            yield f"{_INDENT}{path}:"
            yield f"{_INDENT}   {paint(cut(_text(old), room), 'delete')}"
            yield f"{_INDENT}-> {paint(cut(_text(new), room), 'add')}"


def differences(path: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The innermost places in which two values differ, each with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in (*before, *(key for key in after if key not in before)):
            yield from differences(f"{path}.{key}", before.get(key, _NOTHING), after.get(key, _NOTHING))
    elif before is _NOTHING or after is _NOTHING or before != after or type(before) is not type(after):
        yield printable(path), before, after


def _text(value: Any) -> str:
    return "nothing" if value is _NOTHING else printable(json.dumps(value, ensure_ascii=False))
