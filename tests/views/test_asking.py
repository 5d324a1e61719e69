"""What somebody at a terminal is asked, and what is made of the answers."""

import io
import sys
from typing import Any

import pytest

from atelier_cli.actions.reader import Option
from atelier_cli.language.types import ANY, Type, list_of
from atelier_cli.operations.action_form import Question
from atelier_cli.views import asking
from atelier_cli.views.asking import ask_value, ask_which
from atelier_cli.views.terminal import Terminal
from tests.operations.test_calling import parameter


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> tuple[Terminal, io.StringIO]:
    """A terminal at which somebody gives these answers, and what is said to them."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in answers)))
    return Terminal(io.StringIO(), said), said


def question(type_: Type, *choices: Option, **said: Any) -> Question:
    return Question(parameter(type_).model_copy(update=said), choices)


@pytest.mark.parametrize("answer", ["2", "lamp"])
def test_a_choice_is_made_by_its_number_or_its_name(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    terminal, said = answering(monkeypatch, "0", "3", "lmap", answer)
    assert ask_which(terminal, "Which", [("tree", "A tree"), ("lamp", "A lamp")]) == 1
    assert said.getvalue().startswith("  1  tree  A tree\n  2  lamp  A lamp\n")
    assert said.getvalue().count("expected 1 to 2, or a name") == 3
    assert "did you mean `lamp`?" in said.getvalue()


def test_the_value_of_a_choice_is_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, said = answering(monkeypatch, "1")
    asked = question(Type("entity", entity_type="crew"), Option("c-1", "Roads"), Option("c-2", "Parks"), help="Whose?")
    assert ask_value(terminal, asked) == "c-1"
    assert said.getvalue() == "Whose?\n  1  c-1  Roads\n  2  c-2  Parks\n"


def test_what_is_of_another_type_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, said = answering(monkeypatch, "", "many", "3")
    assert ask_value(terminal, question(Type("integer"))) == 3
    assert said.getvalue() == 'error: expected integer, found "many"\n'


@pytest.mark.parametrize(
    ("type_", "answer", "value"),
    [
        (Type("boolean"), "y", True),
        (Type("date"), "2026-11-22", "2026-11-22"),
        (list_of(ANY), "a;b", ["a", "b"]),
        (Type("text"), "12", "12"),
    ],
)
def test_answers_are_read_by_the_type(monkeypatch: pytest.MonkeyPatch, type_: Type, answer: str, value: Any) -> None:
    terminal, _ = answering(monkeypatch, answer)
    assert ask_value(terminal, question(type_)) == value


def test_what_is_sensitive_is_neither_seen_nor_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, said = answering(monkeypatch)
    answers = iter(["hunter2", "7"])
    seen: list[bool] = []

    def prompt(_: str, *, hide_input: bool, **__: Any) -> str:
        seen.append(hide_input)
        return next(answers)

    monkeypatch.setattr(asking.typer, "prompt", prompt)
    assert ask_value(terminal, question(Type("integer"), sensitive=True)) == 7
    assert seen == [True, True]
    assert said.getvalue() == "error: expected integer\n"
