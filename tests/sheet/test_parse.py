"""Parsing: the kind of a file, its model, and what is said of the parts that were left out."""

import pytest

from atelier_cli.diagnostics import Place
from atelier_cli.sheet.models.fixtures import FixturesFile
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

IDENTITY = "identity: {code: trees, name: Trees}\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [(IDENTITY, Sheet), ("vocabulary: {code: words}\n", VocabularyFile), ("fixtures: {}\n", FixturesFile)],
)
def test_the_top_key_tells_the_kind(text: str, kind: type) -> None:
    assert type(parsed(text).model) is kind


FOUND = [
    ("", "1:1 empty-file"),
    ("identity: [\n", "2:1 syntax"),
    ("identiti: {code: trees, name: Trees}\n", "1:1 unknown-key"),
    ("actions: []\n", "1:1 missing-key"),
    ("identity: {name: Trees}\n", "1:1 missing-key"),
    ("identity: {code: Trees, name: Trees}\n", "1:18 wrong-value"),
    ("identity: {code: trees, name: 5}\n", "1:31 wrong-type"),
    ("identity: {code: trees, name: Trees, icn: tree}\n", "1:38 unknown-key"),
    (IDENTITY + "settings:\n  - {key: a, type: integr}\n", "3:20 unknown-word"),
    (IDENTITY + "settings: {key: a, type: integer}\n", "2:11 wrong-type"),
    # Each mistake is found, each once.
    (IDENTITY + "settings:\n  - {key: A, type: x}\n  - 5\n  - {type: integer}\n",
     "3:11 wrong-value, 3:20 unknown-word, 4:5 wrong-type, 5:5 missing-key"),
    # Of what is under a misspelt key no more is said.
    (IDENTITY + "setings:\n  - {key: A}\n", "2:1 unknown-key"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_each_mistake_is_one_finding_at_its_place(text: str, expected: str) -> None:
    file = parsed(text)
    places = [(file.document.locate(one.place).start, one.rule) for one in file.diagnostics]
    assert ", ".join(f"{at.line}:{at.column} {rule}" for at, rule in sorted(places)) == expected


def test_the_sound_parts_of_a_file_are_read_and_found_where_they_stand() -> None:
    file = parsed(IDENTITY + "settings:\n  - {key: A, type: integer}\n  - {key: days, type: integer}\n")
    assert isinstance(file.model, Sheet)
    assert [setting.key for setting in file.model.settings] == ["days"]
    place = file.place(("settings", 0, "key"))
    assert place == Place("x.yaml", ("settings", 1, "key"))
    assert file.document.locate(place).start.line == 4


def test_the_names_in_broken_parts_are_suspects() -> None:
    file = parsed(IDENTITY + "settings:\n  - {key: days, type: integr}\n  - {key: weeks, type: integer}\n")
    assert "days" in file.suspects
    assert "weeks" not in file.suspects


def test_the_names_behind_a_fault_of_syntax_are_suspects() -> None:
    file = parsed("identity:\n\tcode: trees\nactions:\n  - key: close_report\n    'name': \"Close\"\n")
    assert file.suspects >= {"trees", "close_report", "Close"}


def parsed(text: str) -> Parsed:
    return parse(read(text.encode(), "x.yaml"))
