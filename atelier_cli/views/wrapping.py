"""Sets texts in lines that fit a screen."""

from atelier_cli.views.cells import cells, cut


def wrapped(text: str, width: int, most: int = 6) -> list[str]:
    """The text in lines that fit; a word that is too long is cut."""
    lines = [""]
    for word in text.rstrip().split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, width) for line in lines]
