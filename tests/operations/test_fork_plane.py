"""Forks: a full copy that points nowhere but into itself and the vocabulary, made once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from atelier_cli.errors import AtelierError, RefusedError, UsageError
from atelier_cli.operations.diff_planes import diff_planes
from atelier_cli.operations.export_plane import export_plane
from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.planes import get
from atelier_cli.operations.tenants import create_tenant, list_planes, show
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.action import ApplyRule
from atelier_cli.rows.plane import SYSTEM, StoredPlane
from atelier_cli.rows.row import references
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from tests.support.counting import CountingStore
from tests.support.town import CASES, PLANE, files, write_town


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    assert import_sheets(store, files(write_town(tmp_path / "town")), PLANE).applied
    return store


def read(store: Store, name: str) -> StoredPlane:
    with store.transaction() as transaction:
        return transaction.read(get(transaction.planes(), name))


def test_a_fork_is_what_was_counted_and_what_the_template_has(filled: Store) -> None:
    counted = fork_plane(filled, "town", "lisbon", create=True, dry_run=True)
    assert not counted.applied
    assert [plane.key for plane in list_planes(filled)] == [PLANE]
    done = fork_plane(filled, "town", "lisbon", create=True)
    assert done.applied
    assert done.created
    assert done.counts == counted.counts
    assert (
        {name: n for name, n in done.counts.items() if n} == show(filled, "lisbon").counts == show(filled, PLANE).counts
    )


def test_a_fork_differs_in_nothing(filled: Store) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    for left, right in (("town", "lisbon"), ("lisbon", "town")):
        plan = diff_planes(filled, left, right)
        assert plan.is_empty
        assert plan.diagnostics == ()
        assert plan.unchanged == sum(show(filled, PLANE).counts.values())


def test_forking_again_changes_nothing(filled: Store) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    before = read(filled, "lisbon")
    counting = CountingStore(filled)
    again = fork_plane(counting, "town", "lisbon")
    assert again.already
    assert not again.applied
    assert counting.counts["apply"] == 0
    assert read(filled, "lisbon") == before


def test_a_fork_stays_as_it_is_when_the_template_goes_on(filled: Store, tmp_path: Path) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    before = export_plane(filled, "lisbon")
    town = tmp_path / "town"
    (town / "sheets" / "cases.yaml").write_text(CASES.replace("label: Close", "label: Shut"), encoding="utf-8")
    import_sheets(filled, files(town), PLANE)
    assert fork_plane(filled, "town", "lisbon").already
    assert export_plane(filled, "lisbon") == before
    changed = diff_planes(filled, "lisbon", "town").changes
    assert [(one.row.address, [field.name for field in one.fields]) for one in changed] == [
        (("cases", "case_file", "close"), ["label"])
    ]


def test_every_reference_of_a_tenant_resolves_in_it_or_in_the_vocabulary(filled: Store) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    tenant, template, vocabulary = read(filled, "lisbon"), read(filled, PLANE), read(filled, SYSTEM.key)
    ids = {one.id for rows in template.rows.values() for one in rows.values()}
    assert len(tenant) == len(template)
    for rows in tenant.rows.values():
        for stored in rows.values():
            assert stored.id not in ids
            assert stored.lineage_id in ids
            assert stored.base_hash == stored.content_hash
            for reference in references(type(stored.row)):
                target, address = ROW_CLASSES[reference.target], reference.address(stored.row)
                where = vocabulary if target.PLANE == "vocabulary" else tenant
                assert address is None or address in where.of(target)


def test_what_was_renamed_in_the_vocabulary_is_no_difference(filled: Store, tmp_path: Path) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    town = tmp_path / "town"
    for name in ("cases", "letters"):
        path = town / "sheets" / f"{name}.yaml"
        renamed = path.read_text(encoding="utf-8").replace("case_file", "dossier")
        path.write_text(renamed.replace("schema:\n", "renamed_from: case_file\n    schema:\n"), encoding="utf-8")
    assert import_sheets(filled, files(town), PLANE).applied
    changed = {type(change.row) for change in diff_planes(filled, "lisbon", "town").changes}
    assert changed == {ApplyRule}  # it spells the entity type out


def test_only_the_current_version_of_a_flow_is_copied(filled: Store, tmp_path: Path) -> None:
    town = tmp_path / "town"
    (town / "sheets" / "cases.yaml").write_text(CASES.replace("Sign.", "Sign it."), encoding="utf-8")
    import_sheets(filled, files(town), PLANE)
    done = fork_plane(filled, "town", "lisbon", create=True)
    assert done.counts["flow_version"] == 1
    assert diff_planes(filled, "town", "lisbon").is_empty


def test_a_tenant_that_stands_empty_can_be_forked_onto(filled: Store) -> None:
    create_tenant(filled, "lisbon")
    done = fork_plane(filled, "town", "lisbon")
    assert done.applied
    assert not done.created


@dataclass(frozen=True)
class Refusal:
    template: str
    tenant: str
    message: str
    remedy: str
    kind: type[AtelierError] = RefusedError
    create: bool = True


REFUSALS = (
    Refusal("twon", "lisbon", "there is no template `twon`", "did you mean `town`?"),
    Refusal("system", "lisbon", "`system` is a system plane", "known templates: template_empty"),
    Refusal("town", "lisbon", "there is no tenant `lisbon`", "`--create` makes a new one", create=False),
    Refusal("town", "porto", "there is no tenant `porto`", "did you mean `porta`?", create=False),
    Refusal("town", "template_town", "is a template plane, not a tenant", "name a tenant"),
    Refusal("town", "town", "there is a template plane `template_town` already", "another name"),
    Refusal("town", "Lisbon!", "`Lisbon!` cannot be the name of a tenant", "lower-case words", UsageError),
    Refusal("empty", "lisbon", "the template `template_empty` is empty", "import its sheets first"),
    Refusal("town", "busy", "`busy` has rows of its own", "a fork is a copy of the whole catalogue"),
    Refusal("other", "forked", "`forked` is a fork of `template_town` already", "another tenant"),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.message)
def test_what_cannot_be_forked(tmp_path: Path, refusal: Refusal) -> None:
    store, town = MemoryStore(), write_town(tmp_path / "town")
    for plane in (PLANE, "template_other"):
        import_sheets(store, files(town), plane)
    import_sheets(store, files(town, "vocabulary/words.yaml"), "template_empty")
    for tenant in ("porta", "busy"):
        create_tenant(store, tenant)
    import_sheets(store, files(town), "busy")
    fork_plane(store, "town", "forked", create=True)
    before = list_planes(store)
    with pytest.raises(refusal.kind) as raised:
        fork_plane(store, refusal.template, refusal.tenant, create=refusal.create)
    assert refusal.message in raised.value.message
    assert refusal.remedy in raised.value.remedy
    assert list_planes(store) == before
