"""`atelier explain`: explains a rule, or a word of the language."""

from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption
from atelier_cli.operations.explain import explain as explanation_of
from atelier_cli.operations.explain import words as all_words
from atelier_cli.views.envelope import envelope
from atelier_cli.views.explanation import explanation_shape, explanation_text, words_text
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier explain", "all words of the language"),
    ("atelier explain duplicate-owner", "a rule: what it finds, why, and what to write instead"),
    ("atelier explain between", "an operator"),
    ("atelier explain human_task", "a step kind"),
    ("atelier explain '$parameters'", "a value"),
    ("atelier explain duration", "a type of fields and parameters"),
    ("atelier explain on_timeout", "a key: where it stands, and what for"),
)


def explain(
    context: typer.Context,
    *,
    word: Annotated[
        str,
        typer.Argument(
            help="A rule or a word of the language: an operator, a value, a type, a key. Without it, a list of words.",
            metavar="WORD",
            show_default=False,
        ),
    ] = "",
    format: FormatOption = Format.TEXT,
) -> int:
    """Explain a rule, or a word of the language."""
    terminal = context.ensure_object(Terminal)
    if not word:
        return _list(terminal, format)
    explanation = explanation_of(word)
    if format is Format.JSON:
        terminal.write(envelope(**explanation_shape(explanation)))
    else:
        terminal.write(explanation_text(explanation, terminal.width, terminal.paint))
    return 0


def _list(terminal: Terminal, format: Format) -> int:
    words = all_words()
    if format is Format.JSON:
        terminal.write(envelope(words=[explanation_shape(word) for word in words]))
    else:
        terminal.write(words_text(words, terminal.width, terminal.paint))
        terminal.note(counted(len(words), "word"))
    return 0
