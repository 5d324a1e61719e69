"""Decodes the bytes of a file: UTF-8 text that YAML allows, or one finding that says why not."""

import codecs
import re

from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.frozen import frozen
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.lines import line_starts, stretch

#: How other encodings show themselves: by a byte order mark, or by NULs around a first ASCII character.
_WIDE = (
    ("UTF-32", re.compile(rb"\x00\x00\xfe\xff|\xff\xfe\x00\x00|\x00\x00\x00[^\x00]|[^\x00]\x00\x00\x00")),
    ("UTF-16", re.compile(rb"\xfe\xff|\xff\xfe|\x00[^\x00]\x00[^\x00]|[^\x00]\x00[^\x00]\x00")),
)
#: What of ASCII may not stand in YAML.
_CONTROL_BYTES = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
#: Line ends to some (YAML 1.1 among them), plain characters to others.
_SEPARATORS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


@frozen
class _Fault:
    rule: str
    message: str
    remedy: str
    start: int = 0
    end: int = 0


def decode(content: bytes, name: str, limits: Limits) -> tuple[str, Diagnostic | None]:
    """The text of a file, without a byte order mark, and what keeps it from being read as YAML."""
    text, fault = _decoded(content, limits)
    fault = fault or _unreadable(content, text, limits)
    if fault is None:
        return text, None
    place = Place(name, range=stretch(line_starts(text), fault.start, fault.end))
    return text, Diagnostic(fault.rule, Severity.ERROR, fault.message, place, help=fault.remedy)


def _decoded(content: bytes, limits: Limits) -> tuple[str, _Fault | None]:
    if len(content) > limits.size:
        message = f"the file is larger than {limits.size:,} bytes"
        beginning = content[:1000].decode("utf-8", "replace")
        return beginning, _Fault("too-large", message, "split it into several files")
    for encoding, pattern in _WIDE:
        if pattern.match(content):
            text = content.decode(encoding, "replace")
            return text, _Fault("not-utf8", f"expected UTF-8, found {encoding}", "save the file as UTF-8")
    plain = content.removeprefix(codecs.BOM_UTF8)
    try:
        return plain.decode(), None
    except UnicodeDecodeError as error:
        at = len(plain[: error.start].decode())
        offset = len(content) - len(plain) + error.start
        message = f"expected UTF-8, found the byte 0x{content[offset]:02X} at offset {offset:,}"
        fault = _Fault("not-utf8", message, "save the file as UTF-8", at, at + 1)
        return plain.decode("utf-8", "replace"), fault


def _unreadable(content: bytes, text: str, limits: Limits) -> _Fault | None:
    """What no YAML may hold, or no line be."""
    if not text.isascii() or len(content.translate(None, _CONTROL_BYTES)) < len(content):
        found = _FORBIDDEN.search(text)
        if found is not None:
            return _forbidden(found)
    at = _long_line(text, limits.line)
    if at is None:
        return None
    return _Fault("too-large", f"a line is longer than {limits.line:,} characters", "break it up", at, at + 1)


def _forbidden(found: re.Match[str]) -> _Fault:
    character = found[0]
    if character == "\0":
        return _Fault("nul-character", "found a NUL character", "remove it: a text file has none", *found.span())
    code = f"U+{ord(character):04X}"
    if character in _SEPARATORS:
        message = f"found the line separator {code}, which only some programs take for a line end"
        remedy = f"put a line break in its place; in double quotes it is written `{_SEPARATORS[character]}`"
        return _Fault("forbidden-character", message, remedy, *found.span())
    return _Fault("forbidden-character", f"found the control character {code}", "remove it", *found.span())


def _long_line(text: str, limit: int) -> int | None:
    """The index at which the first line starts that is longer than the limit."""
    start = 0
    while len(text) - start > limit:
        window = (start, start + limit + 1)
        end = max(text.rfind("\n", *window), text.rfind("\r", *window))
        if end < 0:
            return start
        start = end + 1
    return None
