"""What the linter recalls is what it would find: whatever has been changed, in whichever file, in between."""

import json
import random
import re
from dataclasses import fields
from functools import lru_cache
from typing import Any

import pytest

from atelier_cli import resources
from atelier_cli.catalog.catalog import Catalog
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Label, Place, Position, Range, Severity
from atelier_cli.linter import Report, lint
from atelier_cli.linter.remembering import Piece
from atelier_cli.linter.written import diagnostic_of, written
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

SHEETS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (
        *sorted((resources.template_sheets() / "municipality").glob("*.yaml")),
        *sorted(resources.vocabulary().glob("*.yaml")),
    )
}
#: A few files that name things of each other, which are quick to lint.
FEW = ["base.yaml", "municipality.yaml", "service-desk.yaml", "trees.yaml"]
_WORD = re.compile(r"[A-Za-z][\w.-]{3,}")


class Memory:
    """Keeps what it is told as a file would, and counts what it is told."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.learned = 0

    def recall(self, key: str) -> Any:
        known = self.kept.get(key)
        return None if known is None else json.loads(known)

    def remember(self, key: str, said: Any) -> None:
        self.kept[key] = json.dumps(said)
        self.learned += 1


@lru_cache(maxsize=512)
def parsed(name: str, text: str) -> Parsed:
    return parse(read(text.encode(), name))


def linted(texts: dict[str, str], memory: Memory | None = None) -> Report:
    return lint([parsed(name, text) for name, text in texts.items()], rules=RULES, memory=memory)


def said(report: Report) -> list[Any]:
    return [(one.diagnostic, one.mark.range, [mark.range for mark in one.labels]) for one in report.findings]


def changed(texts: dict[str, str], source: random.Random) -> dict[str, str]:
    """The files with one place changed: a word, a line, or a whole file; out of the source's numbers."""
    name = source.choice(list(texts))
    text = texts[name]
    what = source.random()
    if what < 0.04 and len(texts) > 2:
        return {key: value for key, value in texts.items() if key != name}
    lines = text.split("\n")
    at = source.randrange(len(lines))
    if what < 0.2:
        lines[at : at + 1] = source.choice(([], [lines[at]] * 2, ["", lines[at]]))
        return {**texts, name: "\n".join(lines)}
    # A word becomes another that is known somewhere: so names come, go, and mean something else.
    words = list(_WORD.finditer(text))
    if not words:
        return texts
    word = source.choice(words)
    other = source.choice(_WORD.findall(texts[source.choice(list(texts))]) or ["word"])
    text = text[: word.start()] + other + text[word.end() :] if what < 0.7 else text.replace(word.group(), other)
    return {**texts, name: text}


def check_changes(names: list[str], source: random.Random, steps: int) -> int:
    """Lints after each of some changes, with and without a memory; how many files the memory spared."""
    memory, spared = Memory(), 0
    states = [{name: SHEETS[name] for name in names}]
    for _ in range(steps):
        # Now and then back to what it was some changes ago, or at first, and on from there.
        way = source.random()
        state = changed(states[-1] if way < 0.6 else source.choice(states) if way < 0.8 else states[0], source)
        if source.random() < 0.1:
            state = dict(source.sample(list(state.items()), len(state)))
        states.append(state)
        before = memory.learned
        assert said(linted(state, memory)) == said(linted(state))
        spared += len(state) - (memory.learned - before)
    return spared


@pytest.mark.parametrize("seed", range(2))
def test_what_is_recalled_is_what_would_be_found(seed: int) -> None:
    assert check_changes(FEW, random.Random(seed), 12) > 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 104))
def test_what_is_recalled_is_what_would_be_found_in_the_whole_city(seed: int) -> None:
    assert check_changes(list(SHEETS), random.Random(seed), 40) > 30


TOWN = {
    "words.yaml": """\
vocabulary:
  code: words
  roles: [clerk, mayor]
  events: [{code: crew.sent, label: Sent, payload_schema: {type: object, properties: {who: {type: string}}}}]
""",
    "weather.yaml": """\
vocabulary:
  code: weather
  products: [{code: weather, label: Weather}]
  event_types:
    - {code: weather.storm.near, product: weather, payload_schema: {type: object, properties: {speed: {type: number}}}}
""",
    "crews.yaml": """\
identity: {code: crews, name: Crews}
entities:
  - entity_type: crew
    schema: {display_name: Crew, fields: [{field_key: title, field_type: {type: string}}]}
notifications:
  templates: [{key: sent, subject: Sent, body_text: "{{ who }}", available_vars: [who]}]
  rules: [{key: sent, event: crew.sent, recipients_resolver: "role:clerk", template: sent, channels: [inbox]}]
""",
    "jobs.yaml": """\
identity: {code: jobs, name: Jobs}
entities: [{entity_type: crew}]
actions:
  - {key: send, label: Send, target_model: crew, permissions_policy: {view: [clerk], apply: [clerk]},
     edits: [{field: title, value: $entity.trees.title}],
     side_effects: [{event: crew.sent, payload_aliases: {who: $entity.title}}]}
flows:
  - key: storm
    label: Storm
    trigger: {kind: manual}
    steps:
      - {id: wait, kind: event_wait, save_as: storm,
         with: {eventType: weather.storm.near, timeoutMs: 60000, broadcast: true}}
      - {id: strong, kind: gate, with: {expression: context.storm.payload.speed > 20.0, onPass: look, onFail: halt}}
      - {id: look, kind: human_task, with: {assignee: "role:clerk", description: Look at them.}, on_rejected: halt}
""",
    # It names a role that nobody declares, and so says which there are.
    "trees.yaml": """\
identity: {code: trees, name: Trees}
entities:
  - entity_type: crew
  - entity_type: tree
    schema:
      display_name: Tree
      fields: [{field_key: title, field_type: {type: string}}]
      relationships: [{rel_code: crew, target_type_code: crew, cardinality: one_to_one, reverse_code: trees}]
actions:
  - {key: cut, label: Cut, target_model: tree, permissions_policy: {view: [clerk], apply: [clerk, gardener]},
     edits: [{field: title, value: Cut}]}
""",
}
#: A change in a file, and the files that are looked at again.
LOOKED_AT_AGAIN = [
    ("words.yaml", "label: Sent", "label: Gone", {"words.yaml", "crews.yaml", "jobs.yaml"}),  # who use an event of it
    ("words.yaml", "[clerk, mayor]", "[mayor]", {"words.yaml", "crews.yaml", "jobs.yaml", "trees.yaml"}),
    ("crews.yaml", "field_key: title", "field_key: name", {"crews.yaml", "jobs.yaml", "trees.yaml"}),
    ("weather.yaml", "type: number", "type: string", {"weather.yaml", "jobs.yaml"}),
    ("trees.yaml", "label: Cut", "label: Fell", {"trees.yaml", "jobs.yaml"}),  # not `crews`, which only sees a relation
    ("jobs.yaml", "label: Send", "label: Call", {"jobs.yaml"}),
    ("jobs.yaml", "event: crew.sent", "event: crew.gone", {"jobs.yaml", "crews.yaml"}),  # where they wait for it
    ("trees.yaml", "one_to_one", "many_to_one", {"trees.yaml", "crews.yaml", "jobs.yaml"}),  # who see it from there
    ("trees.yaml", "code: trees,", "code: crews,", {"trees.yaml", "crews.yaml", "jobs.yaml"}),
    ("trees.yaml", "entity_type: tree\n", "entity_type: oak\n", {"trees.yaml", "crews.yaml", "jobs.yaml"}),
    ("crews.yaml", "identity", "identty", set(TOWN)),  # it may declare anything
]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that were checked with a memory, and not recalled."""
    found: set[str] = set()

    def noting(piece: Piece, catalog: Catalog) -> list[Diagnostic]:
        found.add(piece.parsed.document.name)
        return list(piece.check(catalog))

    monkeypatch.setattr("atelier_cli.linter.remembering._found", noting)
    return found


@pytest.mark.parametrize(("name", "old", "new", "again"), LOOKED_AT_AGAIN)
def test_a_change_concerns_those_who_ask_for_it(
    name: str, old: str, new: str, again: set[str], looked_at: set[str]
) -> None:
    memory = Memory()
    linted(TOWN, memory)
    looked_at.clear()
    linted(TOWN, memory)
    assert looked_at == set()
    assert old in TOWN[name]
    changed = {**TOWN, name: TOWN[name].replace(old, new)}
    assert said(linted(changed, memory)) == said(linted(changed))
    assert looked_at == again


def test_what_is_only_asked_for_is_told_by_what_asks(looked_at: set[str]) -> None:
    """A role more: who names one that is not there says which there are, who names one that is need not know."""
    memory = Memory()
    texts = {name: TOWN[name] for name in ("trees.yaml", "crews.yaml")}
    roles = "vocabulary: {code: more, roles: [clerk, mayor]}"
    linted({**texts, "more.yaml": roles}, memory)
    looked_at.clear()
    changed = {**texts, "more.yaml": roles.replace("mayor", "mayor, cook")}
    assert said(linted(changed, memory)) == said(linted(changed))
    assert looked_at == {"more.yaml", "trees.yaml"}
    looked_at.clear()
    changed = {**texts, "more.yaml": roles.replace("clerk, ", "")}
    assert said(linted(changed, memory)) == said(linted(changed))
    assert looked_at == {"more.yaml", "trees.yaml", "crews.yaml"}


def test_a_file_of_another_name_is_another() -> None:
    memory = Memory()
    linted({"trees.yaml": TOWN["trees.yaml"]}, memory)
    renamed = {"oaks.yaml": TOWN["trees.yaml"]}
    assert said(linted(renamed, memory)) == said(linted(renamed))


def test_every_field_of_a_finding_is_kept() -> None:
    within = Range(Position(1, 2), Position(3, 4))
    place = Place("a.yaml", ("list", 1, "key"), "key", (1, 2), within)
    edit = Edit(place, "new", ("list", 2), adds=True)
    one = Diagnostic(
        "rule", Severity.INFO, "message", place, "annotation", (Label(place, "text"),), "help",
        (Fix("fix", safe=True, edits=(edit,)),),
    )  # fmt: skip
    for made in (one, edit, place, one.labels[0], one.fixes[0]):
        defaults = [(field.name, field.default) for field in fields(made)]
        assert [name for name, default in defaults if getattr(made, name) == default] == []
    assert diagnostic_of(json.loads(json.dumps(written(one)))) == one
