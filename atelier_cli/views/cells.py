"""What a text takes up on a terminal: wide characters two cells, combining ones none, controls a visible stand-in."""

import unicodedata

#: A tab is shown as so many spaces, wherever it stands: so that what is below it can be aligned.
TAB = "    "
_CONTROL_PICTURES = 0x2400
#: Categories that take no cell: marks that combine, and format characters that do not turn text around.
_NO_CELL = {"Mn", "Me", "Cf"}
#: Characters that turn the direction of text around: shown as they are, they could make a line read as another.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text with nothing in it that a terminal would obey: one shown character for each, but four for a tab."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def cells(text: str) -> int:
    """How many cells the text takes; of printable text."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis after it."""
    if cells(text) <= width:
        return text
    kept: list[str] = []
    room = width - 1
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "\u2421"
    category = unicodedata.category(character)
    if character in _TURNING or category in {"Cc", "Cs", "Zl", "Zp"}:
        return "\ufffd"
    return character


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
