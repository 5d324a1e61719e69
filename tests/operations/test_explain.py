"""Every word of the language can be explained."""

import re

import pytest

from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.steps import STEPS
from atelier_cli.language.values import MODES
from atelier_cli.operations.explain import explain, rules, words
from atelier_cli.rules import RULES

TABLES = {
    "rule": RULES, "operator": OPERATORS, "nesting": COMBINATORS, "function": FUNCTIONS, "step kind": STEPS,
    "value": MODES,
}  # fmt: skip
WORDS = [(kind, word) for kind, entries in TABLES.items() for word in entries]


def test_no_word_means_two_things() -> None:
    words = [word for _, word in WORDS]
    assert sorted(words) == sorted(set(words))


def test_all_words_but_the_rules_are_listed_by_kind() -> None:
    listed = [(word.kind, word.word) for word in words()]
    assert sorted(listed) == sorted(one for one in WORDS if one[0] != "rule")
    assert [kind for kind in TABLES if kind != "rule"] == list(dict.fromkeys(kind for kind, _ in listed))


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_each_word_is_explained(kind: str, word: str) -> None:
    explanation = explain(word)
    assert (explanation.word, explanation.kind) == (word, kind)
    assert " ".join(explanation.text.split()).startswith(explanation.summary)
    assert "Example:" not in explanation.text
    assert explanation.text.count("```") % 2 == 0


@pytest.mark.parametrize(("kind", "word"), [one for one in WORDS if one[0] != "rule"])
def test_each_word_of_the_language_shows_an_example(kind: str, word: str) -> None:
    assert re.search(r"## Example\n\n```yaml\n[^`\n]", explain(word).text)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("$parameters.due_on", "parameters"),
        ("$now+P3D", "now"),
        ("{$expr}", "expr"),
        ("{$function: slug}", "function"),
        ("$config", "config"),
    ],
)
def test_a_value_may_be_written_as_in_a_sheet(written: str, word: str) -> None:
    assert explain(written).word == word


def test_a_step_kind_says_what_it_is_given() -> None:
    assert "- `eventType` (required): The type of the event." in explain("event_wait").text


def test_a_value_says_where_it_may_stand() -> None:
    assert "## May stand in\n\n- a side effect" in explain("classification").text


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("unknown-feild", "did you mean `unknown-field`?"),
        ("event_wiat", "did you mean `event_wait`?"),
        ("nonsense-altogether", "`atelier explain` lists the words, `atelier rules` the rules"),
    ],
)
def test_an_unknown_word_is_refused_with_what_was_meant(word: str, remedy: str) -> None:
    with pytest.raises(UsageError) as raised:
        explain(word)
    assert (word in raised.value.message, raised.value.remedy) == (True, remedy)


def test_the_list_of_rules_is_whole_and_sorted() -> None:
    listed = rules()
    assert [rule.word for rule in listed] == sorted(RULES)
    assert {rule.severity for rule in listed} <= set(Severity)
    assert all(rule.summary.endswith(".") for rule in listed)
