"""The functions that the vocabulary declares: what they take and return, and what calls those that are provided."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import entry_points
from typing import Any

from atelier_cli.actions.functions.runner import RUNNER, Runner
from atelier_cli.actions.functions.worker import GROUP
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.scope import Signature
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import Type
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.vocabulary import Function


def registered(rows: Iterable[StoredRow], runner: Runner = RUNNER) -> dict[str, Signature]:
    """The signatures of the functions that active rows of the vocabulary declare, by name, but for built-in ones.

    The packages are looked through for their entry points, which takes milliseconds, and none is imported: whether it
    can be is seen when the function is first called.
    """
    provided = {point.name for point in entry_points(group=GROUP)}
    found: dict[str, Signature] = {}
    for stored in rows:
        row = stored.row
        if isinstance(row, Function) and row.is_active and row.code not in FUNCTIONS:
            args = {name: Type(kind) for name, kind in row.args.items()}
            signature = Signature(args, Type(row.returns))
            is_provided = row.code in provided
            found[row.code] = (
                replace(signature, call=_caller(row.code, signature, runner)) if is_provided else signature
            )
    return found


def _caller(name: str, signature: Signature, runner: Runner) -> Callable[..., Any]:
    def call(**given: Any) -> Any:
        types = signature.args
        args = {key: (types[key].name, to_json(value, types[key])) for key, value in given.items()}
        return runner.call(name, args, signature.returns.name)

    return call
