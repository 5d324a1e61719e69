"""The difference of two planes is what would make the left one say what the right one says."""

from pathlib import Path

import pytest

from atelier_cli.errors import RefusedError
from atelier_cli.operations.diff_planes import diff_planes
from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.tenants import create_tenant
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from tests.support.counting import CountingStore
from tests.support.town import CASES, PLANE, files, write_town


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    assert import_sheets(store, files(write_town(tmp_path / "town")), PLANE).applied
    return store


def test_a_tenant_that_went_its_own_way(filled: Store, tmp_path: Path) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    town = tmp_path / "town"
    own = CASES.replace("key: days", "key: weeks").replace("[clerk, director]", "[clerk]").replace("Sign.", "Sign it.")
    (town / "sheets" / "cases.yaml").write_text(own, encoding="utf-8")
    import_sheets(filled, files(town), "lisbon", prune=True)
    counting = CountingStore(filled)
    plan = diff_planes(counting, "town", "lisbon")
    assert {(one.action, type(one.row).__name__, one.row.address[-1]) for one in plan.changes} == {
        ("add", "ApplicationSetting", "weeks"),
        ("delete", "ApplicationSetting", "days"),
        ("update", "ActionType", "close"),
        ("add", "FlowStep", "sign"),
        ("add", "FlowVersion", next(c.row.address[-1] for c in plan.changes if type(c.row).__name__ == "FlowVersion")),
    }
    assert counting.counts["apply"] == counting.counts["write transactions"] == 0


def test_an_empty_plane_lacks_everything(filled: Store) -> None:
    create_tenant(filled, "lisbon")
    assert {change.action for change in diff_planes(filled, "lisbon", "town").changes} == {"add"}
    assert {change.action for change in diff_planes(filled, "town", "lisbon").changes} == {"delete"}


@pytest.mark.parametrize("names", [("system", "town"), ("town", "system"), ("town", "nowhere")])
def test_planes_that_cannot_be_compared(tmp_path: Path, names: tuple[str, str]) -> None:
    filled = MemoryStore()
    import_sheets(filled, files(write_town(tmp_path / "town")), PLANE)
    with pytest.raises(RefusedError):
        diff_planes(filled, *names)
