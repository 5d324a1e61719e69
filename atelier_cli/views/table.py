"""Sets rows in columns: numbers to the right, words to the left, the last column cut where the screen ends."""

from collections.abc import Sequence

from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint

_GAP = "  "


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str | int]], width: int, paint: Paint, *, whole: int = 0
) -> str:
    """The rows under their headers; so many of the first columns are never cut."""
    texts = [[f"{one:,}" if isinstance(one, int) else printable(one) for one in row] for row in rows]
    numeric = [bool(rows) and isinstance(rows[0][i], int) for i in range(len(headers))]
    widths = [max(cells(text) for text in column) for column in zip(headers, *texts, strict=True)]
    _squeeze(widths, width, whole)
    lines = [paint(_line(headers, widths, numeric), "title")]
    lines.extend(_line(row, widths, numeric) for row in texts)
    return "\n".join(lines)


def _squeeze(widths: list[int], width: int, whole: int) -> None:
    """Takes from the widest column that may be cut what is too much for the screen."""
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0 and whole < len(widths):
        widest = max(range(whole, len(widths)), key=lambda i: widths[i])
        if widths[widest] <= len("...") * 4:
            return
        widths[widest] -= 1
        over -= 1


def _line(texts: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    placed = [
        _placed(cut(text, width), width, to_the_right=is_number)
        for text, width, is_number in zip(texts, widths, numeric, strict=True)
    ]
    return _GAP.join(placed).rstrip()


def _placed(text: str, width: int, *, to_the_right: bool) -> str:
    space = " " * (width - cells(text))
    return space + text if to_the_right else text + space
