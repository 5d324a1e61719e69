"""What is known of a value that is of one type or of another."""

import pytest

from atelier_cli.language.join import join
from atelier_cli.language.types import ANY, BOOLEAN, INTEGER, NULL, NUMBER, STRING, Type, list_of, object_of

LOW = Type("enum", choices=("low", "high"))
RED = Type("enum", choices=("red",))


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ([INTEGER], INTEGER),
        ([INTEGER, INTEGER], INTEGER),
        ([INTEGER, NUMBER], NUMBER),
        ([STRING, Type("email")], STRING),
        ([STRING, BOOLEAN], ANY),
        ([INTEGER, NULL], INTEGER.or_null()),
        ([STRING.or_null(), Type("text")], STRING.or_null()),
        ([list_of(INTEGER), list_of(NUMBER)], list_of(NUMBER)),
        ([LOW, RED], Type("enum", choices=("low", "high", "red"))),
        ([LOW, Type("enum")], Type("enum")),
        ([Type("entity", entity_type="crew"), Type("entity", entity_type="team")], Type("entity")),
        ([], ANY),
    ],
)
def test_the_join_holds_the_values_of_all(types: list[Type], expected: Type) -> None:
    assert join(types) == expected


def test_a_member_that_only_one_has_may_be_missing() -> None:
    found = join([object_of({"a": STRING, "b": INTEGER}), object_of({"a": STRING})])
    assert found == object_of({"a": STRING, "b": INTEGER.or_null()})


def test_a_member_that_an_open_object_may_have_may_be_anything() -> None:
    found = join([object_of({"a": STRING}), object_of({}, open=True)])
    assert found == object_of({"a": ANY}, open=True)
