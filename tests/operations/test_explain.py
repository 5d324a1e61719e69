"""Every word of the language can be explained."""

import re
from collections.abc import Iterator

import pytest
import yaml
from pydantic import BaseModel

from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.language.coerce import coerce
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.steps import STEPS
from atelier_cli.language.type_words import TYPE_WORDS
from atelier_cli.language.types import FIELD_TYPES, Type
from atelier_cli.language.values import MODES
from atelier_cli.language.words import Model
from atelier_cli.operations.explain import explain, rules, words
from atelier_cli.resources import base_vocabulary
from atelier_cli.rules import RULES
from atelier_cli.sheet.reader import read

SURFACES = [surface["code"] for surface in yaml.safe_load(base_vocabulary().read_bytes())["vocabulary"]["surfaces"]]
TABLES = {
    "rule": RULES, "operator": OPERATORS, "nesting": COMBINATORS, "function": FUNCTIONS, "step kind": STEPS,
    "value": MODES, "type": dict.fromkeys(FIELD_TYPES), "surface": dict.fromkeys(SURFACES),
}  # fmt: skip
WORDS = [(kind, word) for kind, entries in TABLES.items() for word in entries]


#: A record is a type of values, and the root of those that read it.
TWICE = {"entity", "user"}


def test_hardly_a_word_means_two_things() -> None:
    words = [word for _, word in WORDS]
    assert sorted(words) == sorted([*set(words), *TWICE])
    for word in TWICE:
        assert "## As a type\n\n" in explain(word).text


def test_all_words_but_the_rules_are_listed_by_kind() -> None:
    listed = [(word.kind, word.word) for word in words()]
    assert sorted(listed) == sorted(one for one in WORDS if one[0] != "rule")
    assert [kind for kind in TABLES if kind != "rule"] == list(dict.fromkeys(kind for kind, _ in listed))


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_each_word_is_explained(kind: str, word: str) -> None:
    explanation = explain(word)
    assert explanation.word == word
    assert explanation.kind == kind or word in TWICE
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


@pytest.mark.parametrize("name", FIELD_TYPES)
def test_the_example_of_a_type_is_of_the_type(name: str) -> None:
    example = read(f"x: {TYPE_WORDS[name][1]}\n".encode(), "x.yaml").data["x"]
    assert coerce(example, Type(name))[1] == ()


def test_a_key_says_where_it_stands_and_what_for() -> None:
    explanation = explain("on_rejected")
    said = "The step to go on with after a refusal, or `fail`, or `halt`."
    assert (explanation.kind, explanation.summary) == ("key", said)
    assert explanation.text.splitlines()[2:] == [f"- in `flows[].steps[]` (required): {said}"]
    assert explain("max_items:").text.endswith("- in `actions[].parameters[].constraints`: The most items.")
    _, _, application, rows = explain("is_active").text.splitlines()
    assert application == "- in `identity`: Whether the application is switched on."
    assert rows.startswith("- in `settings[]`, `entities[]`, `entities[].schema.fields[]` and ")


@pytest.mark.parametrize("key", ["field", "left", "operator", "value"])
def test_the_keys_of_a_condition_are_explained(key: str) -> None:
    assert "\n- in `actions[].parameters[].values_from.filter`" in explain(key).text


def test_a_setting_is_explained_with_its_tables_and_without() -> None:
    assert explain("notify").text.endswith("- in `atelier.toml`: How notifications go out.")
    assert explain("notify.email").text.endswith("- in `atelier.toml [notify]`: The channel `email`.")
    assert "- in `atelier.toml [notify.email]`: Its port." in explain("port").text


def test_the_example_of_a_surface_is_a_surface() -> None:
    example = re.search(r"As in `(.*)`", explain("surface").text)
    assert example is not None
    assert example[1] in SURFACES


def test_a_word_that_is_a_key_too_is_explained_as_both() -> None:
    explanation = explain("parameters")
    assert explanation.kind == "value"
    assert explanation.text.endswith("## As a key\n\n- in `actions[]`: What the caller gives.")


def models(above: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in above.__subclasses__():
        yield model
        yield from models(model)


def test_each_key_is_explained() -> None:
    keys = {
        (info.alias or name, info.description)
        for model in models(Model)
        if model.__module__.startswith("atelier_cli.sheet.models") and not model.__subclasses__()
        for name, info in model.model_fields.items()
    }
    assert len(keys) > 200
    for key, description in keys:
        assert f": {description}" in explain(key).text


def test_a_step_kind_says_what_it_is_given() -> None:
    assert "- `eventType` (required): The type of the event." in explain("event_wait").text


def test_a_value_says_where_it_may_stand() -> None:
    assert "## May stand in\n\n- a side effect" in explain("classification").text


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("unknown-feild", "did you mean `unknown-field`?"),
        ("event_wiat", "did you mean `event_wait`?"),
        ("equals", "did you mean `eq`?"),
        (">=", "did you mean `gte`?"),
        ("on_rejectd", "did you mean `on_rejected`?"),
        ("datetme", "did you mean `datetime`?"),
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
