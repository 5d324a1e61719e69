"""`atelier entities` and `atelier people`: exit codes, JSON, and what goes where."""

import json
from pathlib import Path

import pytest

from tests.support.cli import atelier

ORGANIZATION = ("entities", "create", "organization", "--id", "city", "--field", "name=City")


def test_from_nothing_to_an_entity_with_links(forked_project: Path) -> None:
    assert atelier(*ORGANIZATION).out == "created organization/city\n"
    assert atelier("people", "add", "bo", "--name", "Bo", "--field", "organization=city").code == 0

    shown = atelier("entities", "show", "organization/city", "--format", "json").json
    assert (shown["type"], shown["fields"]["name"], shown["version"]) == ("organization", "City", 1)
    assert shown["links"]["people"] == {"entities": [{"type": "user", "id": "bo", "name": "Bo"}], "has_more": False}
    listed = atelier("entities", "list", "user", "--where", "organization=city", "--format", "json").json
    assert [one["id"] for one in listed["entities"]] == ["bo"]
    assert "people  ← user/bo  Bo" in atelier("entities", "show", "organization/city").out


def test_what_is_wrong_goes_to_the_other_stream(forked_project: Path) -> None:
    ended = atelier("entities", "create", "organization", "--field", "nam=x")

    assert (ended.code, ended.out) == (1, "")
    assert "unknown field `nam` on entity `organization`" in ended.err
    assert " --> a new organization > name" in ended.err
    ended = atelier("entities", "create", "organization", "--format", "json")
    assert (ended.code, ended.json["ok"], ended.json["entity"]) == (1, False, None)
    assert ended.json["problems"][0]["at"] == "/name"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("entities", "list", "organisation"), 3),
        (("entities", "show", "organization/x"), 3),
        (("entities", "show", "organization"), 64),
        (("entities", "list", "user", "--where", "name"), 64),
        (("entities", "list", "user", "--where", "nam=x"), 64),
        (("entities", "list", "user", "--tenant", "porto"), 1),
        (("entities", "load", "nothing.yaml"), 1),
        (("entities", "load", "atelier.toml"), 64),
        (("people", "show", "nobody"), 3),
        (("people", "grant", "ana", "king"), 1),
        (("people", "grant", "nobody", "clerk"), 3),
        (("people", "list", "--group", "x"), 3),
        (("people", "add", "ana"), 1),
    ],
)
def test_exit_codes(forked_project: Path, line: tuple[str, ...], code: int) -> None:
    assert atelier(*line).code == code


def test_a_file_is_loaded_again_and_again(forked_project: Path) -> None:
    rows = [{"entity_type": "organization", "id": f"o{i}", "fields": {"name": f"O{i}"}} for i in range(60)]
    Path("data.json").write_text(json.dumps(rows), encoding="utf-8")

    assert "Would load into lisbon: 60 created" in atelier("entities", "load", "data.json", "--dry-run").out
    assert "Loaded into lisbon: 60 created" in atelier("entities", "load", "data.json").out
    assert "No changes: lisbon has all" in atelier("entities", "load", "data.json").out
    many = atelier("entities", "list", "organization")
    assert "the first 50 entities of type organization in lisbon; `--limit` shows more" in many.err


def test_of_many_mistakes_the_first_are_told(forked_project: Path) -> None:
    Path("data.jsonl").write_text('{"id": "x"}\n' * 60, encoding="utf-8")
    few = atelier("entities", "load", "data.jsonl")
    all_of_them = atelier("entities", "load", "data.jsonl", "--verbose")

    assert (few.code, few.out) == (1, "")
    assert "and 10 more; `--verbose` shows them all" in few.err
    assert few.err.endswith("60 errors\nnothing was loaded\n")
    assert "data.jsonl:60" in all_of_them.err
    assert len(atelier("entities", "load", "data.jsonl", "--format", "json").json["findings"]) == 60


def test_people_are_given_roles_and_lose_them(forked_project: Path) -> None:
    assert atelier("people", "grant", "ana", "director").out == "ana has clerk and director\n"
    assert atelier("people", "revoke", "ana", "clerk", "director").out == "ana has no role\n"
    assert atelier("people", "list", "--role", "clerk").out == ""
    added = atelier("people", "add", "bo", "--role", "clerk", "--group", "desk")
    assert (added.out, added.err) == ("added bo with clerk to lisbon\n", "new: the group desk\n")
