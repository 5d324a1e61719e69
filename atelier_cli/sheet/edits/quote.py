"""Writes a text as a scalar on one line, in the style it had where that can say it."""

import re

from atelier_cli.sheet.scalars import plain

#: What a plain scalar starts and goes on with to be read as itself everywhere.
_PLAIN = re.compile(r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[^\s,\[\]{}]))(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*")
#: What some version of YAML reads as something else than text.
_MEANT = re.compile(r"(?i:y|yes|n|no|on|off|true|false|null|~|<<|=)|[-+.]?[0-9][0-9_.,:eExXoO+\-TZ ]*")
_BRACKETED = re.compile(r"[,\[\]{}]|:[,\[\]{}]?$")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DIGITS = 1000


def quote(value: str, style: str, *, in_brackets: bool = False) -> str:
    """The value as a scalar: plain or in single quotes if that was its style and says it, else in double quotes."""
    if style == "" and is_plain(value, in_brackets=in_brackets):
        return value
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return '"' + escaped(value) + '"'


def is_plain(value: str, *, in_brackets: bool) -> bool:
    """Whether every reader takes the value for the same text without quotes."""
    if not value.isprintable() or _PLAIN.fullmatch(value) is None or _MEANT.fullmatch(value):
        return False
    return not (in_brackets and _BRACKETED.search(value)) and plain(value, _DIGITS) is value


def escaped(value: str) -> str:
    """The value between double quotes."""
    return "".join(_ESCAPES.get(sign) or (sign if sign.isprintable() else _code(sign)) for sign in value)


def _code(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
