"""What a command line says of a call, read by the types of the parameters."""

from typing import Any

import pytest

from atelier_cli.actions.definition import Parameter
from atelier_cli.actions.request import Claim
from atelier_cli.errors import UsageError
from atelier_cli.language.types import ANY, Type, list_of
from atelier_cli.operations.calling import claim_of, if_match_of, parameters_of


def parameter(type_: Type) -> Parameter:
    return Parameter(
        key="p",
        label="P",
        help="",
        type=type_,
        required=True,
        default=None,
        constraints=(),
        options=None,
        visibility=True,
        sensitive=False,
    )


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (Type("string"), "12", "12"),
        (Type("text"), "a=b", "a=b"),
        (Type("text"), "", None),
        (Type("integer"), "12", 12),
        (Type("integer"), "twelve", "twelve"),
        (Type("number"), "-1.5", -1.5),
        (Type("decimal"), "0.10", "0.10"),
        (Type("boolean"), "true", True),
        (Type("boolean"), "yes", "yes"),
        (Type("date"), "2026-11-22", "2026-11-22"),
        (Type("enum"), "repaired", "repaired"),
        (list_of(ANY), "a; b", ["a", "b"]),
        (list_of(ANY), '["a;b", 1]', ["a;b", 1]),
        (Type("geo_point"), '{"type": "Point"}', {"type": "Point"}),
        (Type("json"), "{", "{"),
        (Type("entity", entity_type="crew"), "crew/north", "north"),
        (Type("entity", entity_type="crew"), "north", "north"),
        (Type("entity", entity_type="crew"), "pier/north", "pier/north"),
        (Type("user"), "user/ana", "ana"),
    ],
)
def test_values_are_read_by_their_types(type_: Type, text: str, value: Any) -> None:
    assert parameters_of([f"p={text}"], {"p": parameter(type_)}) == {"p": value}


def test_what_no_parameter_is_known_of_stays_a_text() -> None:
    assert parameters_of(["p=12"], {}) == {"p": "12"}


def test_a_file_is_read_by_the_type_too() -> None:
    def read(name: str) -> str:
        return {"n": "12\n", "t": "one\ntwo\n"}[name]

    known = {"n": parameter(Type("integer")), "t": parameter(Type("text"))}
    assert parameters_of(["n=@n", "t=@t"], known, read) == {"n": 12, "t": "one\ntwo"}
    assert parameters_of(["t=@@t"], known, read) == {"t": "@t"}


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (None, Claim()),
        ("ana", Claim("ana")),
        ("ana:clerk", Claim("ana", ("clerk",))),
        ("ana:clerk, crew", Claim("ana", ("clerk", "crew"))),
    ],
)
def test_who_calls(said: str | None, claim: Claim) -> None:
    assert claim_of(said) == claim


@pytest.mark.parametrize("said", ["", ":clerk", "ana:", "ana:clerk,"])
def test_who_cannot_be_told(said: str) -> None:
    with pytest.raises(UsageError, match="USER"):
        claim_of(said)


def test_an_etag_alone_is_for_one_target() -> None:
    assert if_match_of(["e"], ["a/1"]) == {"a/1": "e"}
    assert if_match_of(["a/1=e", "a/2=f"], ["a/1", "a/2"]) == {"a/1": "e", "a/2": "f"}
    with pytest.raises(UsageError, match="expected TYPE/ID=ETAG"):
        if_match_of(["e"], ["a/1", "a/2"])
