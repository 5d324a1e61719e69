"""What may be called at the cursor, and the variables of the macros around it."""

from collections.abc import Iterator

from atelier_cli.catalog.uses.index import Index
from atelier_cli.catalog.uses.symbol import Kind
from atelier_cli.editor.calls import FUNCTIONS, Call, methods_of
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.open_calls import in_expression, open_calls
from atelier_cli.language.expression.parse import MACROS


def calls(at: Cursor, marked: Index) -> Iterator[Completion]:
    """In an expression: functions and variables where a root may stand, methods where a member may."""
    if not in_expression(at):
        return
    for occurrence in marked.around(at.document.name, at.path):
        if occurrence.symbol.name == MARK and occurrence.place.path == at.path:
            if occurrence.holder is not None:
                yield from (_called(call, at) for call in methods_of(occurrence.holder))
            elif occurrence.symbol.kind is Kind.ROOT:
                yield from _variables(at)
                yield from (_called(found[0], at) for found in FUNCTIONS.values())


def _variables(at: Cursor) -> Iterator[Completion]:
    """The names that the macros around the cursor give to what they go through."""
    before = at.scalar[: at.scalar.index(MARK)]
    for call in open_calls(before):
        variable, comma, _ = before[call.start :].partition(",")
        if call.is_method and call.function in MACROS and comma and variable.strip().isidentifier():
            yield Completion(variable.strip(), "variable", at.start, at.end, f"of {call.function}")


def _called(call: Call, at: Cursor) -> Completion:
    snippet = f"{call.name}($0)"
    written = f"{call.name}()" if not call.parameters else f"{call.name}("
    return Completion(
        call.name, "function", at.start, at.end, call.text, written=written, snippet=snippet if call.parameters else ""
    )
