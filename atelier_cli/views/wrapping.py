"""Sets texts in lines that fit a screen."""

from atelier_cli.views.cells import cells, cut

#: A text is shown in so many lines at most.
_LINES = 6


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines that fit; a word that is too long is cut."""
    lines = [""]
    for word in text.rstrip().split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], " ".join(lines[_LINES - 1 :])]
    return [cut(line, width) for line in lines]
