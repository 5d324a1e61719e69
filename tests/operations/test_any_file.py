"""Whatever a file says, loading it ends in findings, never in an exception; and what is loaded can be read again."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.clock import FixedClock
from atelier_cli.operations.load_entities import load_entities
from atelier_cli.operations.load_people import load_people
from tests.conftest import NOW
from tests.support.entities import InMemory

TYPES: list[dict[str, Any]] = [
    {
        "entity_type": "user",
        "schema": {
            "unique_constraints": [["email"]],
            "fields": [
                {"field_key": "name", "field_type": {"type": "string"}, "required": True},
                {"field_key": "email", "field_type": {"type": "email"}},
                {"field_key": "notes", "field_type": {"type": "json"}},
                {"field_key": "friends", "field_type": {"type": "list", "item": {"type": "user"}}},
            ],
            "relationships": [
                {"rel_code": "boss", "target_type_code": "user", "cardinality": "many_to_one", "reverse_code": "team"}
            ],
        },
    }
]
WORDS = st.sampled_from(
    ["user", "ana", "bo", "id", "entity_type", "fields", "name", "email", "notes", "friends", "boss", "team", "roles",
     "groups", "key", "label", "source", "relation", "target", "attributes", "is_active", "a@b.example", "",
     "\0", "\ud800"]
)  # fmt: skip
LEAVES = WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)
NAMED = st.sampled_from(["ana", "bo", "cy"])
#: What a file may rightly say, and what it may say besides.
RIGHT: dict[str, st.SearchStrategy[Any]] = {
    "name": st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3),
    "email": st.sampled_from(["a@b.example", "c@d.example"]),
    "notes": st.none() | st.integers(),
    "friends": st.lists(NAMED, max_size=2),
    "boss": NAMED | st.none(),
    "team": st.lists(NAMED, max_size=2),
}
WRONG = st.dictionaries(st.sampled_from([*RIGHT, "x"]), ANYTHING, max_size=2)
FIELDS = st.builds(
    lambda right, wrong: {**right, **wrong},
    st.fixed_dictionaries({"name": RIGHT["name"]}, optional={key: RIGHT[key] for key in RIGHT if key != "name"}),
    st.just({}) | st.just({}) | WRONG,
)
ENTITIES = st.fixed_dictionaries(
    {"id": NAMED | NAMED | ANYTHING},
    optional={"entity_type": st.just("user") | ANYTHING, "fields": FIELDS | FIELDS | ANYTHING},
)
LINKS = st.fixed_dictionaries(
    {"source": NAMED, "relation": st.sampled_from(["boss", "team"]) | ANYTHING, "target": NAMED | NAMED | ANYTHING}
) | st.dictionaries(WORDS, ANYTHING, max_size=3)
PEOPLE = st.fixed_dictionaries(
    {"key": NAMED | NAMED | ANYTHING},
    optional={
        "name": RIGHT["name"],
        "email": RIGHT["email"] | ANYTHING,
        "roles": st.just([]) | ANYTHING,
        "groups": st.just([]) | st.just(["desk"]) | ANYTHING,
        "attributes": st.dictionaries(WORDS, ANYTHING, max_size=2),
        "fields": st.just({}) | FIELDS,
        "is_active": st.booleans(),
    },
)
GROUPS = st.just({"key": "desk"}) | st.dictionaries(st.sampled_from(["key", "label"]), ANYTHING, max_size=2)
#: One store for all: what is loaded stays, and later files meet it.
TOWN = InMemory(TYPES)
quick = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def nothing(_done: int, _total: int) -> None:
    """No progress is shown."""


def load(file: Path, *, people: bool) -> None:
    """Loads the file; where it is fit, loading it again changes nothing."""
    for again in (False, True):
        if people:
            loaded: Any = load_people(TOWN.store, None, file, FixedClock(NOW), nothing)
        else:
            loaded = load_entities(TOWN.store, None, file, FixedClock(NOW), nothing, default_type="user")
        if not loaded.is_fit:
            assert not again
            return
        assert not (again and (loaded.created or loaded.changed))


@quick
@given(entities=st.lists(ENTITIES, max_size=4), links=st.lists(LINKS, max_size=3), other=st.none() | ANYTHING)
def test_entities(tmp_path: Path, entities: list[Any], links: list[Any], other: Any) -> None:
    said = {"entities": entities, "links": links, **({} if other is None else {"x": other})}
    (tmp_path / "data.json").write_text(json.dumps(said), encoding="utf-8")
    load(tmp_path / "data.json", people=False)


@quick
@given(people=st.lists(PEOPLE, max_size=4), groups=st.lists(GROUPS, max_size=2))
def test_people(tmp_path: Path, people: list[Any], groups: list[Any]) -> None:
    (tmp_path / "data.json").write_text(json.dumps({"people": people, "groups": groups}), encoding="utf-8")
    load(tmp_path / "data.json", people=True)


@pytest.mark.parametrize("suffix", ["yaml", "json", "jsonl", "csv"])
@quick
@given(content=st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"data.{suffix}").write_bytes(content)
    load(tmp_path / f"data.{suffix}", people=False)
    load(tmp_path / f"data.{suffix}", people=True)
