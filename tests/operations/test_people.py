"""People of a tenant as commands add, list and change them."""

from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.errors import NoInputError
from atelier_cli.ids import FixedIds
from atelier_cli.operations.entities import Given, create_entity
from atelier_cli.operations.people import Said, add_person, list_people, regrant, show_person
from atelier_cli.rows.people import Group, User
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.conftest import NOW
from tests.support.entities import TENANT, municipal_town

CLOCK = FixedClock(NOW)


@pytest.fixture
def town() -> Store:
    """A tenant without data, in memory."""
    return municipal_town(open_store("memory://", Path()))


def test_in_each_kind_of_store(store: Store) -> None:
    town = municipal_town(store)
    said = Said("ana", "Ana", "ana@x.example", ("clerk",), ("desk", "on-call"), ("licence=C-1",), ("phone=112112",))
    added = add_person(town, None, said, CLOCK)

    assert (added.problems, added.new_groups) == ((), ("desk", "on-call"))
    person = show_person(town, None, "ana", CLOCK)
    assert person == added.person
    assert (person.roles, person.groups, person.attributes) == (("clerk",), ("desk", "on-call"), {"licence": "C-1"})
    assert person.fields == {"name": "Ana", "email": "ana@x.example", "phone": "112112", "language": "en"}
    regrant(town, None, "ana", ["crew", "clerk"], [], CLOCK)
    changed = regrant(town, None, "ana", [], ["clerk", "auditor"], CLOCK)
    assert changed.person is not None
    assert changed.person.roles == ("crew",)
    assert show_person(town, None, "ana", CLOCK).roles == ("crew",)


def test_a_group_is_made_once(town: Store) -> None:
    add_person(town, None, Said("ana", groups=("desk",)), CLOCK)

    assert add_person(town, None, Said("bo", groups=("desk",)), CLOCK).new_groups == ()
    with town.transaction() as transaction:
        assert transaction.find(TENANT, Group, {}) == [Group(key="desk", label="Desk")]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Said("bo", roles=("clerc",)), "unknown role `clerc`"),
        (Said("bo", email="nobody"), 'expected email address such as ana@example.org, found "nobody"'),
        (Said("bo", email="ana@x.example"), '`email` "ana@x.example" is taken by user/ana'),
        (Said("ana"), "the id `ana` is taken by user/ana"),
        (Said("roads"), "the id `roads` is taken by crew/roads"),
        (Said("b/o"), 'expected the id of an entity, found "b/o"'),
        (Said("bo", groups=("a b",)), 'expected the key of a group, found "a b"'),
        (
            Said("bo", attributes=("x=\udcff",)),
            "expected text that can be stored, found a NUL or half of a surrogate pair",
        ),
        (Said("bo", fields=("phon=1",)), "unknown field `phon` on entity `user`"),
    ],
)
def test_who_cannot_be_added(town: Store, said: Said, message: str) -> None:
    add_person(town, None, Said("ana", email="ana@x.example"), CLOCK)
    create_entity(town, None, Given("crew", "roads", ("name=Roads", "trade=roads")), CLOCK, FixedIds())
    added = add_person(town, None, said, CLOCK)

    assert [one.message for one in added.problems] == [message]
    assert added.person is None
    with town.transaction() as transaction:
        assert [one.key for one in transaction.find(TENANT, User, {})] == ["ana"]


def test_an_unknown_role_is_neither_given_nor_taken(town: Store) -> None:
    add_person(town, None, Said("ana", roles=("clerk",)), CLOCK)

    assert [one.help for one in regrant(town, None, "ana", ["auditr"], [], CLOCK).problems] == [
        "did you mean `auditor`?"
    ]
    assert not regrant(town, None, "ana", ["auditor"], ["clerc"], CLOCK).is_written
    assert show_person(town, None, "ana", CLOCK).roles == ("clerk",)


def test_who_has_a_role_or_belongs_to_a_group(town: Store) -> None:
    for key, role, group in (("ana", "clerk", "desk"), ("bo", "clerk", "yard"), ("cy", "crew", "yard")):
        add_person(town, None, Said(key, roles=(role,), groups=(group,)), CLOCK)

    assert [one.key for one in list_people(town, None, CLOCK)] == ["ana", "bo", "cy"]
    assert [one.key for one in list_people(town, None, CLOCK, role="clerk")] == ["ana", "bo"]
    assert [one.key for one in list_people(town, None, CLOCK, role="clerk", group="yard")] == ["bo"]
    assert list_people(town, None, CLOCK, role="auditor") == ()
    with pytest.raises(NoInputError, match="there is no role `clerc`"):
        list_people(town, None, CLOCK, role="clerc")
    with pytest.raises(NoInputError, match="there is no group `dsk`"):
        list_people(town, None, CLOCK, group="dsk")
    with pytest.raises(NoInputError, match="has no person"):
        show_person(town, None, "\udcff", CLOCK)
    with pytest.raises(NoInputError, match="`lisbon` has no person `anna`") as caught:
        show_person(town, None, "anna", CLOCK)
    assert caught.value.remedy == "did you mean `ana`?"
