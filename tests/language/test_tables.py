"""Every word of the language has its documentation, with an example that holds, and its case file."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from atelier_cli import resources
from atelier_cli.language import functions, operators, values
from atelier_cli.language.condition.check import check as check_condition
from atelier_cli.language.operators import synonyms
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY
from atelier_cli.language.values.check import check as check_value
from atelier_cli.language.values.parse import ROOTS, parse
from atelier_cli.language.values.slots import SLOTS, Slot
from atelier_cli.language.values.syntax import Broken, mode_of
from tests.support.case_files import stems

HERE = Path(__file__).parent
TABLES: dict[str, Mapping[str, Any]] = {
    "operators": {**operators.OPERATORS, **operators.COMBINATORS},
    "functions": functions.FUNCTIONS,
    "values": values.MODES,
}
#: Whatever an example reads is there.
OPEN = Names({root: ANY for root in ROOTS if root != "function"})
WORDS = [pytest.param(table, word, id=f"{table}-{word}") for table, entries in TABLES.items() for word in entries]


@pytest.mark.parametrize("table", TABLES)
def test_that_every_word_has_a_case_file(table: str) -> None:
    assert set(stems(HERE / table)) == set(TABLES[table])


@pytest.mark.parametrize(("table", "word"), WORDS)
def test_that_the_documentation_says_one_sentence_and_shows_the_word(table: str, word: str) -> None:
    first = documentation(TABLES[table][word]).partition("\n")[0]

    assert first.endswith(".")
    assert first[0].isupper()
    assert word == "literal" or word in example(TABLES[table][word])


@pytest.mark.parametrize("word", TABLES["operators"])
def test_that_the_example_of_an_operator_is_a_condition(word: str) -> None:
    shown = yaml.safe_load(example(TABLES["operators"][word]))
    shown.pop("subject", None)

    assert check_condition(shown, Slot.EFFECT, OPEN) == ()


@pytest.mark.parametrize("word", functions.FUNCTIONS)
def test_that_the_example_of_a_function_is_a_value(word: str) -> None:
    assert check_value(yaml.safe_load(example(functions.FUNCTIONS[word])), Slot.EFFECT, OPEN) == ()


@pytest.mark.parametrize("word", values.MODES)
def test_that_the_example_of_a_mode_is_a_value_of_it(word: str) -> None:
    shown = yaml.safe_load(example(values.MODES[word]))
    slot = Slot.EFFECT if word in SLOTS[Slot.EFFECT] else Slot.FLOW

    node, _ = parse(shown)

    assert not isinstance(node, Broken)
    assert mode_of(node) == word
    assert check_value(shown, slot, OPEN) == ()


def test_that_the_vocabulary_declares_the_functions_as_they_are() -> None:
    file = resources.vocabulary() / "municipality.yaml"
    declared = yaml.safe_load(file.read_text(encoding="utf-8"))["vocabulary"]["functions"]

    assert {one["name"]: (one["args"], one["returns"]) for one in declared} == {
        name: ({arg: type.name for arg, type in function.ARGS.items()}, function.RETURNS.name)
        for name, function in functions.FUNCTIONS.items()
    }


def test_that_every_mode_may_stand_somewhere_and_every_slot_knows_its_modes() -> None:
    assert set(SLOTS) == set(Slot)
    assert set().union(*SLOTS.values()) == set(values.MODES)


def test_that_the_grammar_reads_the_roots_of_the_modes() -> None:
    assert set(ROOTS) == set(values.MODES) - {"literal", "expr"}


def documentation(module: ModuleType) -> str:
    return module.__doc__ or ""


def example(module: ModuleType) -> str:
    """What stands in backquotes under `Example:`."""
    return documentation(module).partition("Example:\n    `")[2].rpartition("`")[0]


def test_that_what_others_call_an_operator_is_none_of_ours() -> None:
    words = {**operators.OPERATORS, **operators.COMBINATORS}
    assert synonyms.SYNONYMS.keys() & words.keys() == set()
    assert set(synonyms.SYNONYMS.values()) <= words.keys()
    written = [synonym for line in synonyms._WORDS.values() for synonym in line.split()]
    assert len(written) == len({*written}), "one synonym of two words"
