"""Frozen data are what a frozen dataclass with slots is."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any, Generic, TypeVar

import pytest

from atelier_cli.frozen import frozen

ItemT = TypeVar("ItemT")


@frozen
class Ours(Generic[ItemT]):
    """One with all that a field can have."""

    first: int
    second: str = "two"
    third: list[ItemT] = field(default_factory=list)
    unseen: str = field(default="unseen", compare=False, repr=False)
    unhashed: int = field(default=0, hash=False)
    made: list[int] = field(default_factory=list, init=False, compare=False)

    @property
    def doubled(self) -> int:
        return self.first * 2


@dataclass(frozen=True, slots=True)
class Theirs(Generic[ItemT]):
    """The same."""

    first: int
    second: str = "two"
    third: list[ItemT] = field(default_factory=list)
    unseen: str = field(default="unseen", compare=False, repr=False)
    unhashed: int = field(default=0, hash=False)
    made: list[int] = field(default_factory=list, init=False, compare=False)


@frozen
class Nothing: ...


BOTH: tuple[Any, Any] = (Ours, Theirs)


@pytest.mark.parametrize("made", BOTH)
def test_fields_are_given_by_place_or_by_name(made: Any) -> None:
    one = made(1, third=[3])
    assert (one.first, one.second, one.third, one.unseen, one.made) == (1, "two", [3], "unseen", [])
    assert made(1).third is not made(1).third
    assert made(1).made is not made(1).made


@pytest.mark.parametrize("made", BOTH)
@pytest.mark.parametrize("arguments", [{}, {"first": 1, "fourth": 4}, {"first": 1, "made": []}])
def test_other_fields_are_refused(made: Any, arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        made(**arguments)


@pytest.mark.parametrize("made", BOTH)
def test_they_are_compared_by_the_fields_that_count(made: Any) -> None:
    assert made(1, unseen="a") == made(1, unseen="b")
    assert made(1) != made(2)
    assert made(1, unhashed=1) != made(1)
    assert made(1) != 1
    assert made(1).__eq__(1) is NotImplemented


def test_no_class_equals_another() -> None:
    assert Ours(1) != Theirs(1)


@pytest.mark.parametrize("made", BOTH)
def test_they_are_hashed_by_the_fields_that_count(made: Any) -> None:
    assert hash(made(1, third=(), unseen="a", unhashed=1)) == hash(made(1, third=(), unseen="b"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(made(1))


@pytest.mark.parametrize("made", BOTH)
def test_nothing_can_be_changed(made: Any) -> None:
    one = made(1)
    with pytest.raises(FrozenInstanceError):
        one.first = 2
    with pytest.raises((FrozenInstanceError, TypeError)):
        one.other = 2
    with pytest.raises(FrozenInstanceError):
        del one.first
    assert not hasattr(one, "__dict__")
    assert one == made(1)


@pytest.mark.parametrize("made", BOTH)
def test_they_are_taken_as_dataclasses_are(made: Any) -> None:
    assert replace(made(1, unseen="a"), first=2) == made(2, unseen="a")
    assert replace(made(1, unseen="a"), first=2).unseen == "a"
    assert [one.name for one in fields(made)] == ["first", "second", "third", "unseen", "unhashed", "made"]
    assert asdict(made(1))["second"] == "two"
    match made(1, "b"):
        case made(first, second):
            assert (first, second) == (1, "b")


@pytest.mark.parametrize("made", BOTH)
def test_they_are_copied_and_carried(made: Any) -> None:
    one = made(1, third=[3])
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one  # noqa: S301  # what was written here


def test_they_show_what_they_are() -> None:
    assert repr(Ours(1)) == repr(Theirs(1)).replace("Theirs", "Ours")
    assert repr(Nothing()) == "Nothing()"
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert Ours(2).doubled == 4
