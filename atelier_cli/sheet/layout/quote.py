"""Writes a text as a scalar on one line, in the style it had where that can say it."""

import re

from atelier_cli.sheet.scalars import plain

#: What a plain scalar starts and goes on with to be read as itself everywhere.
_PLAIN = re.compile(r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[^\s,\[\]{}]))(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*")
#: What some version of YAML reads as something else than text.
_MEANT = re.compile(
    r"(?i:y|yes|n|no|on|off|true|false|null|~|<<|=|[-+]?\.inf|\.nan|[-+.]?[0-9][0-9_.,:ebxotz+\- ]*|[-+]?0x[0-9a-f_]+)"
)
_BRACKETED = re.compile(r"[,\[\]{}]|:[,\[\]{}]?$")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
#: What nobody sees, or what changes how its surroundings are seen: control characters, ends of lines, marks of
#: direction, blanks without width, and what is no character. A list of our own: Python's grows from version to version.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_DIGITS = 1000


def quote(value: str, style: str, *, in_brackets: bool = False) -> str:
    """The value as a scalar: plain or in single quotes if that was its style and says it, else in double quotes."""
    if style == "" and is_plain(value, in_brackets=in_brackets):
        return value
    if style == "'" and is_shown(value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + escaped(value) + '"'


def is_plain(value: str, *, in_brackets: bool) -> bool:
    """Whether every reader takes the value for the same text without quotes."""
    if not is_shown(value) or _PLAIN.fullmatch(value) is None or _MEANT.fullmatch(value):
        return False
    return not (in_brackets and _BRACKETED.search(value)) and plain(value, _DIGITS) is value


def is_shown(value: str) -> bool:
    """Whether every character of the value can be written as itself, on one line."""
    return _HIDDEN.search(value) is None


def escaped(value: str) -> str:
    """The value between double quotes."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0]) or _code(found[0]), value)


#: What cannot stand between double quotes as itself.
_SPECIAL = re.compile(rf'["\\]|{_HIDDEN.pattern}')


def _code(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
