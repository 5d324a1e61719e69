"""Exports are the canonical form of what was imported, the same bytes from every store."""

from pathlib import Path

import pytest

from atelier_cli.errors import NoInputError, RefusedError
from atelier_cli.operations.export_plane import Exported, export_plane
from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from tests.support.golden import check
from tests.support.town import PLANE, files, write_town

EXPECTED = Path(__file__).parent / "exported"


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    assert import_sheets(store, files(write_town(tmp_path / "town")), PLANE).applied
    return store


def in_memory(folder: Path) -> Store:
    store = MemoryStore()
    assert import_sheets(store, files(write_town(folder / "town")), PLANE).applied
    return store


def test_sheets_and_vocabularies(filled: Store, request: pytest.FixtureRequest) -> None:
    exported = {file.name: file.text for file in (*export_plane(filled, "town"), *export_plane(filled, "system"))}
    assert exported.keys() == {"cases", "letters", "atelier", "town-words"}
    for name in ("cases", "letters", "town-words"):
        check(request, EXPECTED / f"{name}.yaml", exported[name])
    assert export_plane(filled, "town", "cases") == (Exported("cases", exported["cases"]),)


def test_a_tenant_exports_what_its_template_does(filled: Store) -> None:
    fork_plane(filled, "town", "lisbon", create=True)
    assert export_plane(filled, "lisbon") == export_plane(filled, PLANE)


def test_an_unknown_application(tmp_path: Path) -> None:
    filled = in_memory(tmp_path)
    with pytest.raises(NoInputError) as raised:
        export_plane(filled, PLANE, "leters")
    assert (raised.value.message, raised.value.remedy) == (
        "`template_town` has no application `leters`",
        "did you mean `letters`?",
    )


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("template_twon", "did you mean `template_town`?"),
        ("towm", "did you mean `town`?"),
        ("nowhere", "known planes: system, template_town"),
    ],
)
def test_an_unknown_plane(tmp_path: Path, name: str, remedy: str) -> None:
    filled = in_memory(tmp_path)
    with pytest.raises(RefusedError) as raised:
        export_plane(filled, name)
    assert (raised.value.message, raised.value.remedy) == (f"there is no plane `{name}`", remedy)


def test_a_store_without_planes() -> None:
    with pytest.raises(RefusedError) as raised:
        export_plane(MemoryStore(), "town")
    assert raised.value.remedy == "known planes: none yet"
