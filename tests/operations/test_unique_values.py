"""A sheet that changes what is unique: entities that are there take their values, or the import is refused."""

from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.ids import FixedIds
from atelier_cli.operations.entities import Created, Given, create_entity
from atelier_cli.operations.import_sheets import Imported, import_sheets
from atelier_cli.operations.tenants import create_tenant
from atelier_cli.rows.entity import EntityUnique
from atelier_cli.rows.plane import plane
from atelier_cli.store.protocol import Store
from tests.conftest import NOW
from tests.support.town import PLANE, files, write_town

LISBON = plane("lisbon", "tenant")


@pytest.fixture
def town(tmp_path: Path, store: Store) -> Path:
    """A project that is imported, with a tenant that has two cases of different titles and of one day."""
    folder = write_town(tmp_path / "town")
    import_sheets(store, files(folder), PLANE)
    create_tenant(store, "lisbon")
    for id_, title in (("a", "First"), ("b", "Second")):
        assert create(store, id_, f"title={title}", "due_on=2026-12-01").is_written
    assert create(store, "c", "title=First").is_written is True
    return folder


def create(store: Store, id_: str, *fields: str) -> Created:
    return create_entity(store, "lisbon", Given("case_file", id_, fields), FixedClock(NOW), FixedIds())


def imported(store: Store, town: Path, constraints: str, *, rename: tuple[str, str] | None = None) -> Imported:
    """The import of the sheet with other unique constraints, and a field under another name."""
    sheet = town / "sheets" / "cases.yaml"
    text = sheet.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if "unique_constraints" not in line]
    text = "".join(kept).replace("      fields:\n", f"      unique_constraints: {constraints}\n      fields:\n", 1)
    if rename is not None:
        old, new = rename
        text = text.replace(f"field_key: {old}", f"field_key: {new}, renamed_from: {old}").replace(
            f"field: {old}", f"field: {new}"
        )
        text = text.replace(f"fields: {{{old}:", f"fields: {{{new}:")
    sheet.write_text(text, encoding="utf-8")
    return import_sheets(store, files(town), PLANE)


def taken(store: Store) -> list[tuple[str, str]]:
    with store.transaction() as transaction:
        found = transaction.find(LISBON, EntityUnique, {})
    return sorted((one.constraint_key, one.entity_id) for one in found)


def test_what_is_there_takes_its_values(store: Store, town: Path) -> None:
    assert imported(store, town, "[[title, due_on]]").applied
    # Null is unlike anything else.
    assert taken(store) == [("title,due_on", "a"), ("title,due_on", "b")]
    assert not create(store, "d", "title=First", "due_on=2026-12-01").is_written

    assert imported(store, town, "[]").applied
    assert taken(store) == []
    assert create(store, "d", "title=First", "due_on=2026-12-01").is_written


def test_what_clashes_refuses_the_import(store: Store, town: Path) -> None:
    refused = imported(store, town, "[[title]]")

    assert (refused.applied, refused.refused) == (False, True)
    assert [one.diagnostic.message for one in refused.findings] == [
        "`lisbon` has two entities with the same `title` of `case_file`: a, c"
    ]
    assert taken(store) == []
    assert create(store, "d", "title=First").is_written


def test_another_order_and_another_name_lose_nothing(store: Store, town: Path) -> None:
    imported(store, town, "[[title, due_on]]")
    assert imported(store, town, "[[due_on, title]]").applied
    assert taken(store) == [("due_on,title", "a"), ("due_on,title", "b")]
    assert imported(store, town, "[[due_on, name]]", rename=("title", "name")).applied
    assert taken(store) == [("due_on,name", "a"), ("due_on,name", "b")]

    assert not create(store, "d", "name=First", "due_on=2026-12-01").is_written


def test_a_new_name_and_a_new_constraint_at_once(store: Store, town: Path) -> None:
    assert imported(store, town, "[[name, due_on]]", rename=("title", "name")).applied
    assert taken(store) == [("name,due_on", "a"), ("name,due_on", "b")]

    assert not create(store, "d", "name=Second", "due_on=2026-12-01").is_written


def test_a_dry_run_finds_the_same(store: Store, town: Path) -> None:
    sheet = town / "sheets" / "cases.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(
        text.replace("      fields:\n", "      unique_constraints: [[title]]\n      fields:\n", 1), "utf-8"
    )
    planned = import_sheets(store, files(town), PLANE, dry_run=True)
    done = import_sheets(store, files(town), PLANE)

    assert planned.refused
    assert (planned.plan, planned.findings) == (done.plan, done.findings)


NOTE = """\
  - entity_type: note
    schema:
      fields: [{field_key: title, field_type: {type: string}}, {field_key: due_on, field_type: {type: date}}]
"""


def test_a_type_that_begins_to_inherit_joins_what_is_unique(store: Store, town: Path) -> None:
    sheet = town / "sheets" / "cases.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("actions:\n", f"{NOTE}actions:\n", 1), encoding="utf-8")
    assert imported(store, town, "[[title, due_on]]").applied
    given = (("n", "title=First"), ("m", "title=Third"))
    for id_, title in given:
        note = Given("note", id_, (title, "due_on=2026-12-01"))
        assert create_entity(store, "lisbon", note, FixedClock(NOW), FixedIds()).is_written

    text = sheet.read_text(encoding="utf-8").replace(
        "      fields: [{", "      parent_code: case_file\n      fields: [{"
    )
    sheet.write_text(text, encoding="utf-8")
    refused = import_sheets(store, files(town), PLANE)

    assert [one.diagnostic.message for one in refused.findings] == [
        "`lisbon` has two entities with the same `title` and `due_on` of `case_file`: a, n"
    ]
