"""The JSON that commands print: one object, which starts with the version of its schema."""

import json
from collections.abc import Mapping
from typing import Any, Literal

#: Raised when a reader of the older output could misunderstand the newer one; additions do not raise it.
SCHEMA_VERSION: Literal[1] = 1


def envelope(**content: Any) -> str:
    """The JSON text of an object with the schema's version before its content."""
    return json_text({"schema_version": SCHEMA_VERSION, **content})


def json_text(content: Mapping[str, Any]) -> str:
    """The JSON text of an object that has its version."""
    return json.dumps(content, ensure_ascii=False, indent=2)
