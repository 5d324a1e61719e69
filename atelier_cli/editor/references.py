"""Where the symbols at a position are named, in all files of the project."""

from atelier_cli.diagnostics import Position
from atelier_cli.editor.definition import Found, places
from atelier_cli.editor.view import View


def references(view: View, name: str, position: Position, *, declarations: bool = True) -> list[Found]:
    """Where what stands at a position of a file is named; its declarations only where they are asked for."""
    symbols = dict.fromkeys(one.symbol for one in view.at(name, position))
    named = (one for symbol in symbols for one in view.index.by_symbol.get(symbol, ()))
    return places(view, (one for one in named if declarations or not one.declares))
