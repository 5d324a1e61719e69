"""Shows what changes in a text, as a unified diff."""

from collections.abc import Iterator
from difflib import unified_diff

from atelier_cli.views.terminal import Paint

_NO_LINE_END = "\\ No newline at end of file"


def text_diff(name: str, before: str, after: str, paint: Paint) -> str:
    """The unified diff of a file; empty where nothing changes."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    return "\n".join(_lines(unified_diff(old, new, name, name), paint))


def _lines(diff: Iterator[str], paint: Paint) -> Iterator[str]:
    for i, line in enumerate(diff):
        bare = line.removesuffix("\n")
        yield paint(bare, "title" if i < 2 else _STYLES.get(line[0], "")) if line[0] in _STYLES else bare
        if not line.endswith("\n") and i > 1:
            yield _NO_LINE_END


_STYLES = {"+": "add", "-": "delete", "@": "info"}
