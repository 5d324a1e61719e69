"""The process that runs registered functions: one JSON text a line in, one out.

A function may loop for ever, print, change what it imports or end its process: here it harms nobody but itself. It gets
its arguments as their types hold them, and what it answers goes back as JSON.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import Any, TextIO

from atelier_cli.language.coerce import coerce
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import Type

#: Where a package says which functions it provides: the name, and the module and the name of what is called.
GROUP = "atelier.functions"


def serve(requests: TextIO, answers: TextIO) -> None:
    """Answers every request until there are no more; a request without arguments only loads the function."""
    loaded: dict[str, Callable[..., Any]] = {}
    for line in requests:
        answers.write(json.dumps(_answer(json.loads(line), loaded)) + "\n")
        answers.flush()


def _answer(request: Mapping[str, Any], loaded: dict[str, Callable[..., Any]]) -> dict[str, Any]:
    name = request["function"]
    try:
        if name not in loaded:
            loaded[name] = _load(name)
        if "args" not in request:
            return {"result": None}
        args = {key: coerce(value, Type(kind))[0] for key, (kind, value) in request["args"].items()}
        result = to_json(loaded[name](**args), Type(request["returns"]))
        json.dumps(result, allow_nan=False)
    except Exception as error:  # noqa: BLE001  # whatever a function of somebody else raises is the answer
        return {"error": f"{type(error).__name__}: {error}"}
    return {"result": result}


def _load(name: str) -> Callable[..., Any]:
    (found, *_) = entry_points(group=GROUP, name=name)
    function: Callable[..., Any] = found.load()
    return function


def main() -> None:
    """Serves on standard input and output; what a function prints goes to the standard error instead."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(os.fdopen(os.dup(0), encoding="utf-8"), answers)


if __name__ == "__main__":
    main()
