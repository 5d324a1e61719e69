"""Runs command lines in this process, and tells what they said and ended in."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from atelier_cli.main import run
from atelier_cli.views.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command line has said and ended in."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def atelier(*arguments: str, width: int = 140) -> Ended:
    """Runs `atelier` with these arguments in the working directory, as if nobody looked: no colour."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):  # typer itself prints help texts
        code = run(arguments, Terminal(out, err, width))
    return Ended(code, out.getvalue(), err.getvalue())
