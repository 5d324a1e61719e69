"""Asks somebody at a terminal for what a command line leaves open."""

from collections.abc import Callable, Sequence

import typer

from atelier_cli.language.coerce import coerce
from atelier_cli.names import suggest
from atelier_cli.operations.action_form import Question
from atelier_cli.operations.calling import value_said
from atelier_cli.views.cells import cells, printable
from atelier_cli.views.terminal import Terminal


def ask_which(terminal: Terminal, what: str, choices: Sequence[tuple[str, str]]) -> int:
    """The number, from 0, of the choice that is made among names, each with what it is: by its number or its name."""
    names = [name for name, _ in choices]
    wide = max(cells(printable(name)) for name in names)
    for number, (name, label) in enumerate(choices, 1):
        space = " " * (wide - cells(printable(name)))
        terminal.complain(f"{number:>3}  {printable(name)}{space}  {printable(label)}".rstrip())
    while True:
        answer = ask_text(what)
        if answer in names:
            return names.index(answer)
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return int(answer) - 1
        meant = suggest(answer, names)
        terminal.complain(f"expected 1 to {len(names)}, or a name" + (f"; did you mean `{meant}`?" if meant else ""))


def ask_text(what: str) -> str:
    """What somebody answers."""
    answer: str = typer.prompt(what, err=True)
    return answer.strip()


def ask_value(terminal: Terminal, question: Question) -> object:
    """The value of a parameter: chosen from a list, or written; it is asked again until it is of the right type."""
    parameter = question.parameter
    label = printable(parameter.label or parameter.key)
    if parameter.help:
        terminal.complain(terminal.paint_err(printable(parameter.help), "faint"))
    if question.choices and parameter.type.name != "list":
        shown = [(str(one.value), "" if one.label == str(one.value) else one.label) for one in question.choices]
        return question.choices[ask_which(terminal, label, shown)].value
    if parameter.type.name == "boolean":
        return typer.confirm(label, default=None, err=True)
    return _written(terminal, question, f"{label} ({parameter.type.not_null()})")


def _written(terminal: Terminal, question: Question, what: str) -> object:
    parameter = question.parameter
    for one in question.choices:
        terminal.complain(f"     {printable(str(one.value))}  {printable(one.label)}")
    ask: Callable[..., str] = typer.prompt
    while True:
        text = ask(what, err=True, hide_input=parameter.sensitive)
        value = value_said(parameter, text)
        _, problems = coerce(value, parameter.type.not_null())
        if not problems:
            return value
        told = f"expected {parameter.type.not_null()}" if parameter.sensitive else problems[0].message
        terminal.complain(f"{terminal.paint_err('error', 'error')}: {printable(told)}")
