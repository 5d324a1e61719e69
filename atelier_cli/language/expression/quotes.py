"""String literals: what a quoted text says."""

import re
from collections.abc import Iterator

#: One escape, or a backslash that begins none.
_ESCAPE = re.compile(
    r"""\\(?:(?P<letter>[abfnrtv\\?"'`])|[xX](?P<byte>[0-9a-fA-F]{2})|u(?P<short>[0-9a-fA-F]{4})"""
    r"""|U(?P<long>[0-9a-fA-F]{8})|(?P<octal>[0-3][0-7]{2})|(?P<bad>.?))""",
    re.DOTALL,
)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def unescape(body: str) -> str:
    """The text that `body` stands for; an escape that is none stands for nothing."""
    return _ESCAPE.sub(_character, body) if "\\" in body else body


def bad_escapes(body: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and complaint of every escape that stands for no character."""
    for found in _ESCAPE.finditer(body):
        if found["bad"] is not None:
            yield found.start(), found.end(), f"unknown escape {found.group()!s}"
        elif not _is_character(_code(found)):
            yield found.start(), found.end(), f"{found.group()} is no character"


def quote(text: str) -> str:
    """A literal that says `text`."""
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in plain) + "'"


def _character(found: re.Match[str]) -> str:
    if found["bad"] is not None:
        return ""
    if found["letter"] is not None:
        return _LETTERS.get(found["letter"], found["letter"])
    code = _code(found)
    return chr(code) if _is_character(code) else ""


def _code(found: re.Match[str]) -> int:
    if found["octal"] is not None:
        return int(found["octal"], 8)
    return int(found["byte"] or found["short"] or found["long"] or "0", 16)


def _is_character(code: int) -> bool:
    return code < 0xD800 or 0xE000 <= code <= 0x10FFFF
