"""Regular expressions of sheets: RE2, so that a hostile text costs linear time, and of bounded size."""

from functools import lru_cache
from typing import Any

import re2

#: Code points of a pattern, and bytes of its compiled program.
LONGEST = 1000
_MEMORY = 1 << 20


class PatternError(ValueError):
    """The text is not a pattern that RE2 accepts within the bounds; the message says why."""


@lru_cache(maxsize=512)
def compile_pattern(text: str) -> Any:
    """The compiled pattern: its `fullmatch` and `search` take a text; raises PatternError."""
    if len(text) > LONGEST:
        raise PatternError(f"expected a pattern of at most {LONGEST} characters, found {len(text)}")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(text, options)
    except UnicodeEncodeError as found:
        raise PatternError("expected Unicode text, found half of a surrogate pair") from found
    except re2.error as found:
        reason = found.args[0] if found.args else "not a pattern"
        raise PatternError(reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)) from found


def matches_fully(pattern: str, text: str) -> bool:
    """Whether the whole text matches; raises PatternError."""
    try:
        return compile_pattern(pattern).fullmatch(text) is not None
    except UnicodeEncodeError as found:
        raise PatternError("expected Unicode text, found half of a surrogate pair") from found
