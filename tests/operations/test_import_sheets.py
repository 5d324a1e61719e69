"""Imports into every kind of store: all or nothing, and nothing the second time."""

from pathlib import Path

import pytest

from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.operations.export_plane import export_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.tenants import create_tenant, show
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from tests.support.counting import CountingStore
from tests.support.town import CASES, PLANE, files, write_town


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write_town(tmp_path / "town")


def test_everything_is_imported(store: Store, town: Path) -> None:
    imported = import_sheets(store, files(town), PLANE)
    assert imported.applied
    assert show(store, PLANE).applications == ("cases", "letters")


def test_the_second_import_reads_each_plane_once_and_writes_nothing(store: Store, town: Path) -> None:
    import_sheets(store, files(town), PLANE)
    counting = CountingStore(store)
    again = import_sheets(counting, files(town), PLANE)
    assert again.plan is not None
    assert again.plan.is_empty
    assert dict(counting.counts) == {
        "write transactions": 1,
        "planes": 1,
        "read system": 1,
        f"read {PLANE}": 1,
    }


def test_a_dry_run_plans_what_an_import_does(store: Store, town: Path) -> None:
    counting = CountingStore(store)
    planned = import_sheets(counting, files(town), PLANE, dry_run=True)
    assert not planned.applied
    assert (counting.counts["apply"], counting.counts["write transactions"]) == (0, 0)
    done = import_sheets(store, files(town), PLANE)
    assert planned.plan == done.plan


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"- a list\n",
        b"identity: {name: No code}\n",
        b"identity: {code: x, name: X}\nactions: [{key: a, target_model: nowhere, label: A}]\n",
        b"\xff\xfe\x00",
        b"identity: {code: x, name: X}\nidentity: {code: y, name: Y}\n",
    ],
    ids=["empty", "a list", "no code", "dangling", "no UTF-8", "a key twice"],
)
def test_one_bad_sheet_changes_nothing(town: Path, broken: bytes) -> None:
    (town / "sheets" / "z-broken.yaml").write_bytes(broken)
    counting = CountingStore(MemoryStore())
    imported = import_sheets(counting, files(town), PLANE)
    assert imported.refused
    assert imported.plan is None
    assert not counting.counts


def test_a_bad_sheet_that_is_not_named_does_not_stand_in_the_way(town: Path) -> None:
    (town / "sheets" / "z-broken.yaml").write_text("identity: {name: No code}\n", encoding="utf-8")
    assert import_sheets(MemoryStore(), files(town, "sheets/cases.yaml"), PLANE).applied


def test_a_bad_vocabulary_stands_in_the_way_of_every_sheet(town: Path) -> None:
    (town / "vocabulary" / "more.yaml").write_text("vocabulary: {code: more, roles: [clerk]}\n", encoding="utf-8")
    assert import_sheets(MemoryStore(), files(town, "sheets/cases.yaml"), PLANE).refused


def test_what_only_the_store_knows_changes_nothing_either(store: Store, town: Path) -> None:
    import_sheets(store, files(town), PLANE)
    before = export_plane(store, PLANE)
    changed = CASES.replace(
        "field_key: title, field_type: {type: string}", "field_key: title, field_type: {type: text}"
    )
    (town / "sheets" / "cases.yaml").write_text(changed.replace("Cases}", "Renamed}"), encoding="utf-8")
    imported = import_sheets(store, files(town), PLANE)
    assert imported.refused
    assert not imported.applied
    assert [one.diagnostic.rule for one in imported.findings] == ["breaking-change"]
    assert export_plane(store, PLANE) == before


def test_a_sheet_needs_what_it_refers_to(town: Path) -> None:
    store = MemoryStore()
    imported = import_sheets(store, files(town, "sheets/letters.yaml"), PLANE)
    assert {one.diagnostic.rule for one in imported.findings} == {"not-imported"}
    assert import_sheets(store, files(town, "sheets/cases.yaml"), PLANE).applied
    assert import_sheets(store, files(town, "sheets/letters.yaml"), PLANE).applied


def test_a_file_that_is_not_named_is_left_alone(town: Path) -> None:
    store = MemoryStore()
    import_sheets(store, files(town), PLANE)
    imported = import_sheets(store, files(town, "sheets/letters.yaml"), PLANE, prune=True)
    assert imported.plan is not None
    assert imported.plan.is_empty
    assert show(store, PLANE).applications == ("cases", "letters")


def test_what_no_sheet_has_any_more_is_named_and_deleted_only_when_asked(store: Store, town: Path) -> None:
    import_sheets(store, files(town), PLANE)
    without = CASES.replace("settings: [{key: days, type: integer, default_value: 7}]\n", "")
    (town / "sheets" / "cases.yaml").write_text(without, encoding="utf-8")
    kept = import_sheets(store, files(town), PLANE).plan
    assert kept is not None
    assert [one.row.address for one in kept.orphans] == [("cases", "days")]
    assert kept.is_empty
    pruned = import_sheets(store, files(town), PLANE, prune=True).plan
    assert pruned is not None
    assert [(one.action, one.row.address) for one in pruned.changes] == [("delete", ("cases", "days"))]
    assert "application_setting" not in show(store, PLANE).counts


def test_sheets_are_imported_into_a_tenant_too(town: Path) -> None:
    store = MemoryStore()
    create_tenant(store, "lisbon")
    assert import_sheets(store, files(town), "lisbon").applied
    assert show(store, "lisbon").applications == ("cases", "letters")


def test_a_template_is_known_by_its_short_name(town: Path) -> None:
    store = MemoryStore()
    import_sheets(store, files(town), PLANE)
    again = import_sheets(store, files(town), "town").plan
    assert again is not None
    assert again.is_empty


@pytest.mark.parametrize(
    ("plane", "kind", "message"),
    [
        ("system", UsageError, "not imported into the system plane"),
        ("lisbonn", RefusedError, "there is no plane `lisbonn`"),
        ("template_New Town", UsageError, "cannot be the name of a template"),
        (f"template_{'x' * 60}", UsageError, "at most 63 characters, found 69"),
    ],
)
def test_planes_that_nothing_is_imported_into(town: Path, plane: str, kind: type[Exception], message: str) -> None:
    store = MemoryStore()
    import_sheets(store, files(town), PLANE)
    with pytest.raises(kind, match=message):
        import_sheets(store, files(town), plane)


def test_a_rename_keeps_ids_and_what_refers_to_them(store: Store, town: Path) -> None:
    import_sheets(store, files(town), PLANE)
    path = town / "sheets" / "cases.yaml"
    path.write_text(CASES.replace("- key: close\n", "- key: shut\n    renamed_from: close\n"), encoding="utf-8")
    done = import_sheets(store, files(town), PLANE)
    assert done.plan is not None
    assert {(one.action, one.row.address[-1]) for one in done.plan.changes} == {("update", "shut"), ("update", "clerk")}
    again = import_sheets(store, files(town), PLANE)
    assert again.plan is not None
    assert again.plan.is_empty
    assert "key: shut" in export_plane(store, PLANE, "cases")[0].text


def test_a_renamed_entity_type_takes_all_that_refers_to_it_along(store: Store, town: Path) -> None:
    import_sheets(store, files(town), PLANE)
    for name in ("cases", "letters"):
        path = town / "sheets" / f"{name}.yaml"
        renamed = path.read_text(encoding="utf-8").replace("case_file", "dossier")
        path.write_text(renamed.replace("schema:\n", "renamed_from: case_file\n    schema:\n"), encoding="utf-8")
    done = import_sheets(store, files(town), PLANE)
    assert done.plan is not None
    assert {one.action for one in done.plan.changes} == {"update"}
    again = import_sheets(store, files(town), PLANE)
    assert again.plan is not None
    assert again.plan.is_empty


def test_a_flow_that_says_again_what_it_said_gets_a_new_version(store: Store, town: Path) -> None:
    path = town / "sheets" / "cases.yaml"
    for text in (CASES, CASES.replace("Sign.", "Sign it."), CASES):
        path.write_text(text, encoding="utf-8")
        done = import_sheets(store, files(town), PLANE)
        assert done.applied
    assert done.plan is not None
    assert [change.number for change in done.plan.changes if change.number is not None] == [3]
