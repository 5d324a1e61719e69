"""Plants a mistake in a text, and says where it is to be found."""

from atelier_cli.diagnostics import Range
from atelier_cli.sheet.lines import line_starts, stretch


def plant(text: str, old: str, new: str, at: str = "") -> tuple[str, Range]:
    """The text with its first `old` replaced by `new`, and the place in «»: of `new`, or of `at` wherever that stands.

    `\\n` stands for the end of a line.
    """
    old, new, at = (cell.replace("\\n", "\n") for cell in (old, new, at))
    assert old in text, f"there is no `{old}`"
    before, _, after = text.partition(old)
    head, marked, tail = _parts(new) if not at else ("", new, "")
    changed = f"{before}{head}{marked}{tail}{after}"
    start = len(before) + len(head)
    if at:
        head, marked, tail = _parts(at)
        assert f"{head}{marked}{tail}" in changed, f"there is no `{at}`"
        start = changed.index(f"{head}{marked}{tail}") + len(head)
    return changed, stretch(line_starts(changed), start, start + len(marked))


def _parts(cell: str) -> tuple[str, str, str]:
    head, marked, tail = cell.replace("»", "«").split("«")
    return head, marked, tail
