"""Entities of a tenant as commands create, list and show them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.errors import AtelierError, NoInputError, RefusedError, UsageError
from atelier_cli.ids import FixedIds
from atelier_cli.operations.entities import Created, Given, create_entity, list_entities
from atelier_cli.operations.people import Said, add_person
from atelier_cli.operations.show_entity import Shown, show_entity
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import EditEvent
from atelier_cli.rows.entity import Entity
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.conftest import NOW
from tests.support.entities import TENANT, municipal_town

CLOCK = FixedClock(NOW)
PLACE = 'place={"type": "Point", "coordinates": [-9.14, 38.76]}'


@pytest.fixture
def town() -> Store:
    """A tenant without data, in memory."""
    return municipal_town(open_store("memory://", Path()))


def create(store: Store, code: str, *fields: str, id_: str | None = None) -> Created:
    return create_entity(store, None, Given(code, id_, fields), CLOCK, FixedIds("new"))


def listed(store: Store, code: str, *where: str, limit: int = 50) -> list[str]:
    return [str(one.record["id"]) for one in list_entities(store, None, code, where, limit, CLOCK).entities]


def show(store: Store, named: str) -> Shown:
    return show_entity(store, None, named, CLOCK)


def refusal(error: AtelierError) -> str:
    return f"{error.message}: {error.remedy}" if error.remedy else error.message


def test_in_each_kind_of_store(store: Store) -> None:
    town = municipal_town(store)
    create(town, "district", "code=N", "name=North", id_="north")
    created = create(town, "tree", "tag=1", "species=Oak", PLACE, "district=north", "height_m=12.5")

    assert (created.id, created.is_written, created.record["district"]) == ("new-1", True, "north")
    assert listed(town, "tree", "district=north", "height_m=12.50") == ["new-1"]
    shown = show(town, "district/north")
    (trees,) = (one for one in shown.related if one.name == "trees")
    assert [(one.type, one.id) for one in trees.others] == [("tree", "new-1")]


def test_values_are_text_of_their_types(town: Store) -> None:
    for key in ("ana", "bo"):
        add_person(town, None, Said(key), CLOCK)
    fields = ("name=Night", "trade=roads", "on_call=true", "shift_starts=22:00", "members=ana; bo", "phone=")
    record = create(town, "crew", *fields).record

    assert record["on_call"] is True
    assert record["members"] == ["ana", "bo"]
    assert record["phone"] is None


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        (("code=N",), ["name: expected a value of type string, found none: the field is required"]),
        (("code=N", "name=x", "population=many"), ['population: expected integer, found "many"']),
        (("code=N", "name=x", "nme=x"), ["nme: unknown field `nme` on entity `district`"]),
        (("code=N", "name=x", "manager=nobody"), ["manager: there is no user `nobody`"]),
    ],
)
def test_what_is_wrong_with_a_new_one(town: Store, fields: tuple[str, ...], messages: list[str]) -> None:
    created = create(town, "district", *fields)

    assert [f"{'.'.join(map(str, one.path))}: {one.message}" for one in created.problems] == messages
    assert not created.is_written
    assert listed(town, "district") == []


#: What is asked for, and how it is refused.
REFUSED: list[tuple[type[AtelierError], Callable[[Store], object], str]] = [
    (NoInputError, lambda town: create(town, "distric"), "there is no entity type `distric`: did you mean `district`?"),
    (
        UsageError,
        lambda town: create(town, "district", "name"),
        "expected KEY=VALUE, found `name`: write it as in `name=North`",
    ),
    (
        UsageError,
        lambda town: create(town, "district", "name=x", "name=y"),
        "`name` is given twice: give several values with semicolons between them",
    ),
    (UsageError, lambda town: show(town, "crew"), "expected TYPE/ID, found `crew`: write it as in `crew/north-1`"),
    (NoInputError, lambda town: show(town, "crew/x"), "`lisbon` has no crew `x`: see `atelier entities list crew`"),
    (NoInputError, lambda town: show(town, "tree/r"), "`tree/r` is crew/r: name it `crew/r`"),
    (
        UsageError,
        lambda town: listed(town, "crew", "trad=x"),
        "`crew` cannot be listed by `trad`: did you mean `trade`?",
    ),
    (
        UsageError,
        lambda town: listed(town, "crew", "trade=roadz"),
        "`trade`: unknown choice `roadz`: did you mean `roads`?",
    ),
    (
        RefusedError,
        lambda town: list_entities(town, "porto", "crew", (), 5, CLOCK),
        "there is no plane `porto`: known planes: lisbon, system",
    ),
]


@pytest.mark.parametrize(("error", "ask", "said"), REFUSED, ids=[said for *_, said in REFUSED])
def test_a_refusal_names_what_is_there(
    town: Store, error: type[AtelierError], ask: Callable[[Store], object], said: str
) -> None:
    create(town, "crew", "name=Roads", "trade=roads", id_="r")

    with pytest.raises(error) as caught:
        ask(town)
    assert refusal(caught.value) == said


def test_a_type_lists_those_below_it_too(town: Store) -> None:
    create(town, "pothole_report", "description=x", "lane=crosswalk", "priority=high", id_="p1")
    create(town, "street_light_fault", "description=x", "fault=on_and_off", "light=alley", id_="l1")

    assert listed(town, "service_request") == ["l1", "p1"]
    assert listed(town, "service_request", "priority=high") == ["p1"]
    assert listed(town, "service_request", "due_on=") == ["l1", "p1"]
    assert listed(town, "pothole_report") == ["p1"]
    assert show(town, "service_request/p1").kind.code == "pothole_report"


def test_a_list_ends_at_its_limit(town: Store) -> None:
    for number in range(3):
        create(town, "organization", f"name=o{number}", id_=f"o{number}")

    listing = list_entities(town, None, "organization", (), 2, CLOCK)
    assert ([one.record["id"] for one in listing.entities], listing.has_more) == (["o0", "o1"], True)
    assert not list_entities(town, None, "organization", (), 3, CLOCK).has_more


def test_what_was_done_to_an_entity(town: Store) -> None:
    add_person(town, None, Said("ana", "Ana Ribeiro"), CLOCK)
    create(town, "pothole_report", "description=x", "lane=crosswalk", id_="p1")
    change = {"target": "pothole_report/p1", "field": "status", "before": "open", "after": "planned"}
    made = {"key": "it", "entity_type": "pothole_report", "id": "p1", "fields": {}}
    write(
        town,
        event("e1", at=0, entity_id=None, creates=[made]),
        event("e2", at=1, changes=[change]),
        event("e3", at=2, outcome="rejected", actor_id=None, errors=[{"code": "gate_failed", "message": "Not now."}]),
        event("e4", at=2, entity_id="p2"),
    )

    activity = show(town, "pothole_report/p1").activity
    assert [(one.outcome, one.actor_name) for one in activity] == [
        ("rejected", "somebody"), ("applied", "Ana Ribeiro"), ("applied", "Ana Ribeiro"),
    ]  # fmt: skip
    assert activity[0].reasons == ("Not now.",)
    # The action is not there any more: what is left is its code.
    assert activity[1].line == "Ana Ribeiro: service-desk/service_request:triage"
    assert activity[1].changes == (change,)


def event(id_: str, at: int, **said: Any) -> EditEvent:
    """An event of an action on `pothole_report/p1`, so many hours after now."""
    return EditEvent(
        **{
            **dict.fromkeys(EditEvent.__slots__),
            **{name: {} for name in ("caller", "source", "payload", "parameters", "classification", "snapshot")},
            **{name: [] for name in ("changes", "creates", "criteria", "errors")},
            "id": id_,
            "at": NOW + timedelta(hours=at),
            "action_code": "service-desk/service_request:triage",
            "action_version": 1,
            "actor_id": "ana",
            "entity_type": "service_request",
            "entity_id": "p1",
            "outcome": "applied",
            "trace_id": id_,
            **said,
        }
    )


def write(store: Store, *events: EditEvent) -> None:
    with store.transaction(write=True) as transaction:
        transaction.apply(Plan(mutations=tuple(Insert(TENANT, one) for one in events)))


def test_that_nothing_is_written_where_something_is_wrong(town: Store) -> None:
    create(town, "tree", "tag=1", "species=Oak", PLACE, id_="t1")
    assert not create(town, "tree", "tag=1", "species=Oak", PLACE, id_="t2").is_written

    with town.transaction() as transaction:
        assert [one.id for one in transaction.find(TENANT, Entity, {})] == ["t1"]
