"""Loading entities and people from files: all or nothing, in any order, again and again, each mistake at its place."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from atelier_cli import resources
from atelier_cli.clock import FixedClock
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.operations.item_files import Finding
from atelier_cli.operations.load_entities import Loaded, load_entities
from atelier_cli.operations.load_people import LoadedPeople, load_people
from atelier_cli.operations.people import list_people
from atelier_cli.rows.entity import Entity, EntityLink
from atelier_cli.rows.people import Group, GroupMember, User, UserRole
from atelier_cli.rows.record import Record
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store, Transaction
from tests.conftest import NOW
from tests.support.entities import TENANT, municipal_town

CLOCK = FixedClock(NOW)
EXAMPLE = resources.data_folder() / "provisioning" / "municipality"


def nothing(_done: int, _total: int) -> None:
    """No progress is shown."""


@pytest.fixture
def town() -> Store:
    """A tenant without data, in memory."""
    return municipal_town(open_store("memory://", Path()))


def load(store: Store, file: Path, **said: Any) -> Loaded:
    return load_entities(store, None, file, CLOCK, nothing, **said)


def load_text(store: Store, folder: Path, text: str, name: str = "data.yaml", **said: Any) -> Loaded:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return load(store, file, **said)


def people_text(store: Store, folder: Path, text: str, name: str = "people.yaml") -> LoadedPeople:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return load_people(store, None, file, CLOCK, nothing)


def records(store: Store, *classes: type[Record]) -> dict[str, list[Any]]:
    with store.transaction() as transaction:
        return {one.__name__: transaction.find(TENANT, one, {}) for one in classes or RECORD_CLASSES}


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.line}:{one.column} {one.where}: {one.message}" for one in findings]


def test_the_example_of_the_municipality_in_each_kind_of_store(store: Store) -> None:
    town = municipal_town(store)
    people = load_people(town, None, EXAMPLE / "people.yaml", CLOCK, nothing)
    first = load(town, EXAMPLE / "entities.yaml")

    assert (people.findings, first.findings) == ((), ())
    assert (people.created, people.groups) == (21, 5)
    assert sum(first.created.values()) == 20
    before = records(town)
    again = load_people(town, None, EXAMPLE / "people.yaml", CLOCK, nothing)
    assert (again.created, again.changed, again.unchanged, again.groups) == (0, 0, 21, 0)
    second = load(town, EXAMPLE / "entities.yaml")
    assert (second.created, second.changed, second.linked, second.unlinked) == ({}, {}, 0, 0)
    assert second.unchanged == first.created
    assert records(town) == before


TREES = [
    {"entity_type": "tree", "id": "t1", "fields": {"tag": "1", "species": "Oak 🌳", "height_m": 12.5,
     "district": "north", "place": {"type": "Point", "coordinates": [1, 2]}, "hazards": ["split", "lean"]}},
    {"entity_type": "district", "id": "north", "fields": {"code": "N", "name": "North"}},
]  # fmt: skip
LINK = {"source": "north", "relation": "trees", "target": "t1"}
AS_CSV = """\
id,tag,species,height_m,district,place,hazards
t1,1,Oak 🌳,12.5,,"{""type"": ""Point"", ""coordinates"": [1, 2]}",split; lean
"""


def test_that_each_kind_of_file_says_the_same(town: Store, tmp_path: Path) -> None:
    load_text(town, tmp_path, yaml.safe_dump({"entities": TREES, "links": [LINK]}, allow_unicode=True))
    expected = records(town, Entity, EntityLink)
    assert len(expected["EntityLink"]) == 1

    texts = {
        "data.json": json.dumps({"entities": TREES, "links": [LINK]}),
        "list.json": json.dumps(TREES, ensure_ascii=False),
        "data.jsonl": "".join(f"{json.dumps(one)}\n\n" for one in (LINK, *TREES)),
    }
    for name, text in texts.items():
        other = municipal_town(open_store("memory://", Path()))
        assert load_text(other, tmp_path, text, name).findings == ()
        assert records(other, Entity, EntityLink) == expected, name

    other = municipal_town(open_store("memory://", Path()))
    load_text(other, tmp_path, json.dumps(TREES[1:]), "north.json")
    assert load_text(other, tmp_path, AS_CSV, "trees.csv", default_type="tree").findings == ()
    assert load_text(other, tmp_path, "source,relation,target\nnorth,trees,t1\n", "links.csv").findings == ()
    found = records(other, Entity, EntityLink)
    assert [one.properties for one in found["Entity"]] == [one.properties for one in expected["Entity"]]
    assert found["EntityLink"] == expected["EntityLink"]


MISTAKES = """\
entities:
  - {entity_type: tree, id: t1, fields: {tag: 1, species: Oak}}
  - {entity_type: tre, id: t2}
  - {entity_type: district, id: "a b", fields: {code: N, name: North}}
  - entity_type: crew
    id: roads
    fields:
      name: Roads
      trade: road
      members: [ana, bo]
  - {entity_type: crew, id: lights, fields: {name: Lights, trade: lighting, district: nowhere}}
  - {entity_type: crew, id: night, fields: {name: Lights, trade: lighting, lead: roads}}
  - {entity_type: crew, id: lights, fields: {name: More, trade: lighting}}
  - {entity_type: repair_order, id: r1, fields: {title: x}}
  - {entity_type: crew, field: {}}
  - just text
links:
  - {source: lights, relation: memmbers, target: night}
  - {source: roads, relation: district, target: nowhere}
  - {source: nobody, relation: x, target: y}
  - {source: night, relation: members, target: lights}
"""
FOUND = [
    "2:33 tree/t1 > place: expected a value of type geo_point, found none: the field is required",
    "2:47 tree/t1 > tag: expected string, found 1",
    "3:19 tre/t2 > entity_type: unknown entity type `tre`",
    '4:33 district/a b > id: expected the id of an entity, found "a b"',
    "9:14 crew/roads > trade: unknown choice `road`",
    "10:16 crew/roads > members: there is no user `ana`",
    "10:16 crew/roads > members: there is no user `bo`",
    "11:87 crew/lights > district: there is no district `nowhere`",
    '12:51 crew/night > name: `name` "Lights" is taken by crew/lights',
    "13:29 crew/lights > id: the id `lights` stands in the file twice, first in line 11",
    "14:41 repair_order/r1 > request: expected a service_request, found none: the relation is required",
    "15:5 crew: expected `id`, found none",
    "15:32 crew > field: unknown key `field`",
    '16:5 : expected an item with its keys, found "just text"',
    "18:32 lights memmbers night > relation: unknown relation `memmbers` on entity `crew`",
    "20:14 nobody x y > source: there is no entity `nobody`",
    "21:5 night > members: expected a user, found crew/lights",
]


def test_every_mistake_is_told_at_its_place(town: Store, tmp_path: Path) -> None:
    loaded = load_text(town, tmp_path, MISTAKES)

    assert told(loaded.findings) == FOUND
    assert not loaded.is_fit
    assert records(town, Entity) == {"Entity": []}


def test_a_table_that_does_not_say_what_it_is_of(town: Store, tmp_path: Path) -> None:
    (finding,) = load_text(town, tmp_path, "id,name\ns-1,Soil\n", "soil.csv").findings

    assert (finding.where, finding.message) == ("s-1", "expected `entity_type`, found none")
    assert "`--type TYPE`" in finding.help


def test_a_dry_run_tells_the_same_and_writes_nothing(town: Store, tmp_path: Path) -> None:
    text = yaml.safe_dump({"entities": TREES})
    planned = load_text(town, tmp_path, text, dry_run=True)

    assert records(town, Entity) == {"Entity": []}
    assert load_text(town, tmp_path, text) == planned


def test_what_is_there_keeps_what_the_file_does_not_say(town: Store, tmp_path: Path) -> None:
    load_text(town, tmp_path, yaml.safe_dump({"entities": TREES}))
    text = "entities: [{entity_type: tree, id: t1, fields: {species: Elm, height_m: null}}]"
    changed = load_text(town, tmp_path, text)

    assert (changed.created, changed.changed) == ({}, {"tree": 1})
    (tree,) = (one for one in records(town, Entity)["Entity"] if one.id == "t1")
    assert (tree.version, tree.properties["species"], tree.properties["tag"]) == (2, "Elm", "1")
    assert "height_m" not in tree.properties


def test_an_entity_may_start_in_any_state_and_moves_as_it_may(town: Store, tmp_path: Path) -> None:
    fields = "tag: x, species: Oak, place: {type: Point, coordinates: [1, 2]}"
    line = f"entities: [{{entity_type: tree, id: t1, fields: {{{fields}, status: STATE}}}}]"
    assert load_text(town, tmp_path, line.replace("STATE", "felled")).is_fit
    back = load_text(town, tmp_path, line.replace("STATE", "standing"))

    assert [one.message for one in back.findings] == ['no move leads from `felled` to "standing"']


UNREADABLE: list[tuple[str, bytes, list[str]]] = [
    ("a.yaml", b"entities: [", ["1:12 : the file ends within brackets"]),
    ("a.yaml", b"entites: []", ["1:10 : unknown key `entites`"]),
    ("a.yaml", b"entities: {a: 1}", ["1:11 : expected a list of items, found an object"]),
    ("a.json", b'{"entities": [}', ["1:15 : expected a value, found `}`"]),
    ("a.json", b'[{"entity_type": "district", "id": "\\ud83d"}]', []),
    ("a.jsonl", b'{"id": \n', ["1:8 : no JSON: expecting value"]),
    ("a.jsonl", b'\n{"id": 1}', ["2:None id: expected a text, found 1", "2:None : expected `entity_type`, found none"]),
    ("a.jsonl", b"[]", ["1:None : expected an object, found an empty list"]),
    ("a.jsonl", b'{"id": NaN}', ["1:None : no JSON: `NaN` is no number of JSON"]),
    ("a.csv", b"id,id,\n", ["1:None : there are two columns `id`", "1:None : column 3 has no name"]),
    ("a.csv", b'id,name\nx,y,z\n"a', ["2:None : expected 2 cells, found 3", "3:None : no CSV: unexpected end of data"]),
    ("a.csv", b"id\n\xff", ["2:None : expected UTF-8, found other bytes"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), UNREADABLE, ids=str)
def test_what_cannot_be_read(town: Store, tmp_path: Path, name: str, content: bytes, said: list[str]) -> None:
    (tmp_path / name).write_bytes(content)
    loaded = load(town, tmp_path / name)

    assert told(loaded.findings)[: len(said)] == said
    assert not loaded.is_fit


def test_files_that_are_none(town: Store, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        load(town, tmp_path / "nothing.yaml")
    (tmp_path / "data.txt").touch()
    with pytest.raises(UsageError, match=r"expected a file that ends in .yaml.*found `.txt`"):
        load(town, tmp_path / "data.txt")


def test_progress_goes_to_the_end(town: Store, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    file = tmp_path / "many.jsonl"
    rows = ({"entity_type": "organization", "id": f"o{i}", "fields": {"name": "x"}} for i in range(1200))
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    load_entities(town, None, file, CLOCK, lambda done, total: seen.append((done, total)))

    assert seen[0] == (500, 2400)
    assert seen[-1] == (2400, 2400)
    assert seen == sorted(seen)


PEOPLE = """groups: [{key: north, label: The north}]
people:
  - key: ana
    name: Ana
    email: ana@x.example
    roles: [clerk, crew]
    groups: [north]
    attributes: {licence: C-1}
    fields: {phone: "112112"}
  - {key: bo}
"""


def test_people_and_what_they_may_be(town: Store, tmp_path: Path) -> None:
    people_text(town, tmp_path, PEOPLE)

    ana, bo = list_people(town, None, CLOCK)
    assert (ana.name, ana.email, ana.roles, ana.groups) == ("Ana", "ana@x.example", ("clerk", "crew"), ("north",))
    assert (ana.attributes, ana.fields["phone"]) == ({"licence": "C-1"}, "112112")
    assert (bo.name, bo.email, bo.roles, bo.is_active) == ("bo", None, (), True)
    changed = people_text(town, tmp_path, "people: [{key: ana, roles: [auditor]}, {key: bo, is_active: false}]")
    assert (changed.created, changed.changed) == (0, 2)
    ana, bo = list_people(town, None, CLOCK)
    assert (ana.name, ana.roles, ana.groups, ana.attributes) == ("Ana", ("auditor",), ("north",), {"licence": "C-1"})
    assert not bo.is_active
    kept = records(town, User, UserRole, Group, GroupMember)
    assert [len(kept[name]) for name in ("User", "UserRole", "Group", "GroupMember")] == [2, 1, 1, 1]


def test_people_in_a_table(town: Store, tmp_path: Path) -> None:
    people_text(town, tmp_path, "groups: [{key: north}]")
    table = "key,name,roles,groups,phone,is_active\nana,Ana,clerk; crew,north,112112,\nbo,,,,,false\n"
    assert people_text(town, tmp_path, table, "people.csv").findings == ()

    ana, bo = list_people(town, None, CLOCK)
    assert (ana.roles, ana.groups, ana.fields["phone"], ana.is_active) == (
        ("clerk", "crew"),
        ("north",),
        "112112",
        True,
    )
    assert (bo.name, bo.is_active) == ("bo", False)


WRONG_PEOPLE = """groups: [{key: "a b"}, {label: x}]
people:
  - {key: ana, roles: [clerk, clerc], groups: [nroth], fields: {phon: 1}}
  - {key: bo, email: nobody, roles: clerk}
  - {key: bo, email: nobody}
  - {key: ana}
  - {name: x}
  - {key: north, roles: [1]}
  - {key: cy, email: ana@x.example}
"""


def test_every_mistake_with_people_is_told_at_its_place(town: Store, tmp_path: Path) -> None:
    load_text(town, tmp_path, yaml.safe_dump({"entities": TREES[1:]}))
    people_text(town, tmp_path, "people: [{key: di, email: ana@x.example}]")
    loaded = people_text(town, tmp_path, WRONG_PEOPLE)

    assert told(loaded.findings) == [
        '1:16 group a b > key: expected the key of a group, found "a b"',
        "1:24 group: expected `key`, found none",
        "3:31 ana > roles.1: unknown role `clerc`",
        "3:48 ana > groups.0: unknown group `nroth`",
        "3:71 ana > phon: unknown field `phon` on entity `user`",
        '4:37 bo > roles: expected a list, found "clerk"',
        '5:22 bo > email: expected email address such as ana@example.org, found "nobody"',
        "6:11 ana > key: `ana` stands in the file twice, first in line 3",
        "7:5 : expected `key`, found none",
        "8:26 north > roles.0: expected a text, found 1",
        '9:22 cy > email: `email` "ana@x.example" is taken by user/di',
    ]
    assert len(records(town, User)["User"]) == 1


def test_that_somebody_who_is_no_person_cannot_become_one(town: Store, tmp_path: Path) -> None:
    load_text(town, tmp_path, yaml.safe_dump({"entities": TREES[1:]}))

    assert told(people_text(town, tmp_path, "people: [{key: north}]").findings) == [
        "1:16 north > key: `north` is district/north, and no person"
    ]


@dataclass
class AskedStore:
    """A store that counts how often it is asked for records."""

    store: Store
    questions: int = 0

    @contextmanager
    def transaction(self, *, write: bool = False, shared: bool = False) -> Iterator[Any]:
        with self.store.transaction(write=write, shared=shared) as transaction:
            yield AskedTransaction(self, transaction)


@dataclass
class AskedTransaction:
    """Its transaction."""

    store: AskedStore
    transaction: Transaction

    def __getattr__(self, name: str) -> Any:
        self.store.questions += name in {"get", "find"}
        return getattr(self.transaction, name)


def test_many_links_ask_few_questions(town: Store, tmp_path: Path) -> None:
    rows = [{"entity_type": "organization", "id": f"o{i}", "fields": {"name": "x"}} for i in range(300)]
    people = [{"entity_type": "user", "id": f"u{i}", "fields": {"name": "x"}} for i in range(300)]
    load_text(town, tmp_path, json.dumps([*rows, *people]), "many.json")
    links = [{"source": f"u{i}", "relation": "organization", "target": f"o{i}"} for i in range(300)]
    asked: Any = AskedStore(town)
    loaded = load_text(asked, tmp_path, json.dumps({"links": links}), "links.json")

    assert (loaded.linked, loaded.changed) == (300, {"user": 300})
    assert asked.questions < 20
