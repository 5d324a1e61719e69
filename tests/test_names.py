"""Names: computed ids are those of the standards, suggestions are close and unique."""

import hashlib
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli import names


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=5), st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=8), max_size=4))
def test_a_row_id_is_uuid5_of_the_address(plane: str, keys: list[str]) -> None:
    plane = plane.encode("utf-8", "ignore").decode()
    written = names._address([plane, "flow", *keys])  # its JSON text has a test of its own below
    assert names.row_id(plane, "flow", keys) == str(uuid.uuid5(names.NAMESPACE, written))
    assert names.row_id(plane, "flow", keys, 2) == str(uuid.uuid5(names.NAMESPACE, f"{written}#2"))


def test_ids_never_change() -> None:
    """Ids stand in databases: these three are for ever."""
    assert names._address(["p", 'a "ç"', "b"]) == '["p","a \\"ç\\"","b"]'
    assert names.org_id("system") == "c64747c5-4a6a-586b-a8e8-bb678f6c857f"
    assert names.row_id("template_town", "flow", ("cases", "reply")) == "dd7068e0-fc12-548d-9c9e-c53b9d86501b"
    assert names.forked_id(names.org_id("lisbon"), names.org_id("system")) == "0540cc06-b39c-8446-8b25-0325061faf32"


def test_a_forked_id_is_the_start_of_sha_256_marked_as_version_8() -> None:
    found = uuid.UUID(names.forked_id("a", "b"))
    digest = hashlib.sha256(b"a:b").digest()
    assert (found.version, found.variant) == (8, uuid.RFC_4122)
    assert (found.bytes[:6], found.bytes[9:]) == (digest[:6], digest[9:16])


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("statuss", ["status", "state"], "status"),
        ("twon", ["town", "village"], "town"),
        ("ab", ["ac", "ad"], ""),
        ("anything", ["else"], ""),
        ("b", ["a"], ""),
        ("on", ["n"], "n"),
    ],
)
def test_a_suggestion_is_close_and_unique(word: str, known: list[str], meant: str) -> None:
    assert names.suggest(word, known) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("payload", ["payload_aliases", "event"], "payload_aliases"),
        ("max", ["max_attempts", "max_interval"], ""),
        ("in", ["integer"], ""),
        ("event_type", ["event"], ""),
    ],
)
def test_a_beginning_is_continued_where_one_name_begins_so(word: str, known: list[str], meant: str) -> None:
    assert names.continued(word, known) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("repair_dyas", "repair_days"),
        ("repair_day", "repair_days"),
        ("repair_xdays", "repair_days"),
        ("repair_doys", "repair_days"),
        ("reqair_doys", ""),  # two slips
        ("setting-1x", ""),  # as close to `setting-10` as to `setting-1`
    ],
)
def test_among_many_names_one_slip_is_looked_for(word: str, meant: str) -> None:
    assert names.suggest(word, ["repair_days", *(f"setting-{number}" for number in range(1000))]) == meant


def test_alternatives_are_counted_after_the_sixth() -> None:
    assert names.alternatives("hgfedcba") == "a, b, c, d, e, f and 2 more"
    assert names.alternatives(["b", "a", "b"]) == "a, b"


def test_a_key_is_made_readable() -> None:
    assert [names.humanise(key) for key in ("due_on", "four-eyes", "x", "")] == ["Due on", "Four eyes", "X", ""]
