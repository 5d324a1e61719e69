"""A value as a message shows it."""

import json
from collections.abc import Mapping
from typing import Any

_LONGEST = 40


def shown(value: Any) -> str:
    """The value in a few words: text in quotes and cut short, what is large by its kind alone."""
    if isinstance(value, str):
        return json.dumps(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}...", ensure_ascii=False)
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
