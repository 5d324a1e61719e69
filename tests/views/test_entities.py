"""Whole screens of entities and people: 80 and 140 columns wide, and in colour."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from atelier_cli import resources
from atelier_cli.clock import FixedClock
from atelier_cli.ids import FixedIds
from atelier_cli.operations.entities import Given, create_entity, list_entities
from atelier_cli.operations.load_entities import load_entities
from atelier_cli.operations.load_people import load_people
from atelier_cli.operations.people import list_people, show_person
from atelier_cli.operations.show_entity import Activity, Shown, show_entity
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from atelier_cli.views.entities import listing_note, listing_text, loaded_text, shown_text
from atelier_cli.views.findings import findings_text, problems_text
from atelier_cli.views.people import people_table, person_text
from atelier_cli.views.terminal import colour, plain
from tests.conftest import NOW
from tests.support.entities import municipal_town

SCREENS = Path(__file__).parent / "screens"
DATA = resources.example_data()
CLOCK = FixedClock(NOW)
Golden = Callable[[Path, str], None]


def nothing(_done: int, _total: int) -> None:
    """No progress is shown."""


@pytest.fixture(scope="module")
def town() -> Store:
    """The example of the municipality, in memory; no test changes it."""
    town = municipal_town(open_store("memory://", Path()))
    load_people(town, None, DATA / "people.yaml", CLOCK, nothing)
    load_entities(town, None, DATA / "entities.yaml", CLOCK, nothing)
    return town


@pytest.mark.parametrize("width", [80, 140])
def test_a_list(town: Store, golden: Golden, width: int) -> None:
    listing = list_entities(town, None, "service_request", (), 50, CLOCK)
    golden(SCREENS / f"entities-list.{width}.out", listing_text(listing, width, plain) + "\n")


def test_an_id_is_never_cut_and_what_does_not_fit_is_counted(town: Store) -> None:
    listing = list_entities(town, None, "service_request", (), 50, CLOCK)
    new = "01ab2c3d-0000-7000-8000-00000000abcd"
    first, *others = listing.entities
    listing = replace(listing, entities=(replace(first, record={**first.record, "id": new}), *others))
    lines = listing_text(listing, 80, plain).splitlines()
    assert lines[1].split()[0] == new
    assert max(map(len, lines)) <= 80
    assert "; 10 columns left out for want of room" in listing_note(listing, 80)
    assert "left out" not in listing_note(listing, 300)


@pytest.mark.parametrize("width", [80, 140])
def test_an_entity(town: Store, golden: Golden, width: int) -> None:
    golden(SCREENS / f"entities-show.{width}.out", shown_text(_acted_on(town), width, plain) + "\n")


def test_an_entity_in_colour(town: Store, golden: Golden) -> None:
    golden(SCREENS / "entities-show.coloured.out", shown_text(_acted_on(town), 80, colour) + "\n")


def _acted_on(town: Store) -> Shown:
    """A pothole, as if two actions had been applied and one refused."""
    shown = show_entity(town, None, "pothole_report/pothole-3", CLOCK)
    changes = (
        {"field": "status", "before": "open", "after": "in_progress"},
        {"field": "crew", "before": None, "after": "roads-north"},
        {"field": "description", "before": "x" * 90, "after": "The asphalt sinks beside the tram rails."},
    )
    first = Activity(
        at=NOW,
        actor="bruno",
        actor_name="Bruno Dias",
        action="service-desk/service_request:start",
        outcome="applied",
        line="Bruno Dias started work",
        changes=changes,
        reasons=(),
    )
    second = replace(
        first, actor=None, line="somebody: Triage", outcome="rejected", changes=(), reasons=("Only an open request.",)
    )
    return replace(shown, activity=(second, first), has_more_activity=True)


def test_what_was_loaded(golden: Golden) -> None:
    empty = municipal_town(open_store("memory://", Path()))
    load_people(empty, None, DATA / "people.yaml", CLOCK, nothing)
    loaded = load_entities(empty, None, DATA / "entities.yaml", CLOCK, nothing, dry_run=True)
    golden(SCREENS / "entities-load.out", loaded_text(loaded, 80, plain, dry_run=True) + "\n")


def test_what_could_not_be_loaded(town: Store, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = (
        "entities:\n  - {entity_type: tree, id: t1, fields: {tag: 1, species: Oak}}\n  - {entity_type: tre, id: t2}\n"
    )
    Path("data.yaml").write_text(wrong, encoding="utf-8")
    loaded = load_entities(town, None, Path("data.yaml"), CLOCK, nothing)
    golden(SCREENS / "entities-load-mistaken.out", findings_text(loaded.findings, plain, most=2) + "\n")
    golden(SCREENS / "entities-load-mistaken.coloured.out", findings_text(loaded.findings, colour) + "\n")


def test_what_cannot_be_created(town: Store, golden: Golden) -> None:
    created = create_entity(town, None, Given("tree", None, ("tag=N-0001", "heigth_m=1")), CLOCK, FixedIds())
    golden(SCREENS / "entities-create-mistaken.out", problems_text(created.problems, "a new tree", plain) + "\n")


def test_people(town: Store, golden: Golden) -> None:
    golden(SCREENS / "people-list.out", people_table(list_people(town, None, CLOCK), 80, plain) + "\n")
    golden(SCREENS / "people-show.out", person_text(show_person(town, None, "carla", CLOCK), plain) + "\n")
