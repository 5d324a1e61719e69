"""Says again what a command line has said before, where that is known still to be true."""

import os
from collections.abc import Sequence

from atelier_cli.clock import SystemClock
from atelier_cli.operations.recorded import Call, call_of, recall
from atelier_cli.views.terminal import Level, Terminal, plain

#: Who wants the work done, whatever is known.
ANEW = "--no-cache"


def replay(arguments: Sequence[str], terminal: Terminal) -> int | None:
    """The exit code that the same call ended in, once what it has said is said again; None where nobody knows."""
    call = None if ANEW in arguments else call_to(arguments, terminal)
    said = None if call is None else recall(call)
    if said is None:
        return None
    terminal.write(said.text)
    terminal.flush()
    return said.code


def call_to(arguments: Sequence[str], terminal: Terminal) -> Call | None:
    """The call of a command line whose output goes to a terminal; None where it says more than its data."""
    if terminal.level >= Level.VERBOSE:
        return None
    manner = (terminal.width, terminal.paint is not plain)
    return call_of(arguments, manner, SystemClock().now().date().isoformat(), os.environ.items())
