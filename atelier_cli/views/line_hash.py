"""GitHub's hashes of lines, by which code scanning knows a finding again when its line has moved.

The hash of a line is that of the hundred UTF-16 code units that start with it, blanks left out: see `fingerprints.ts`
in https://github.com/github/codeql-action, whose hashes these equal.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

_LENGTH, _FACTOR, _MODULUS = 100, 37, 1 << 64
_BLANKS = str.maketrans("", "", " \t")
_END = "\uffff" + "\0" * (_LENGTH - 1)
_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")


def line_hashes(text: str, lines: Collection[int]) -> dict[int, str]:
    """The hash of each of these lines, counted from 1, with the number of such hashes so far: `a7f2ff13bc495cf2:1`."""
    windows: Counter[str] = Counter()
    found: dict[int, str] = {}
    hashes: dict[str, str] = {}
    for number, window in enumerate(_windows(text), 1):
        windows[window] += 1
        if number in lines:
            if window not in hashes:
                hashes[window] = _hash(window)
            found[number] = f"{hashes[window]}:{windows[window]}"
    return found


def _windows(text: str) -> Iterator[str]:
    """What is hashed of each line; the lines of one window are those of one hash."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    text = _BEYOND_16_BITS.sub(_code_units, text) + _END
    start = 0
    while start >= 0:
        yield text[start : start + _LENGTH]
        start = text.find("\n", start) + 1 or -1


def _code_units(found: re.Match[str]) -> str:
    code = ord(found[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _hash(window: str) -> str:
    value = 0
    for unit in window:
        value = (value * _FACTOR + ord(unit)) % _MODULUS
    return f"{value:x}"
