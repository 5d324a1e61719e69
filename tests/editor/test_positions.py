"""Positions in text beyond the basic plane: an editor counts some characters twice, or more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.diagnostics import Position
from atelier_cli.editor.positions import Spot, Stretch, index_at, position_at, replaced, spot, spot_at
from atelier_cli.sheet.reader import read

TEXT = "a: b\r\nnaïve: 𐍈y # 🦆\n🌳: x"
#: An index into the text, and where editors see it.
CASES = [
    (0, {"utf-8": (0, 0), "utf-16": (0, 0), "utf-32": (0, 0)}),
    (4, {"utf-8": (0, 4), "utf-16": (0, 4), "utf-32": (0, 4)}),
    (TEXT.index("ve:"), {"utf-8": (1, 4), "utf-16": (1, 3), "utf-32": (1, 3)}),
    (TEXT.index("y #"), {"utf-8": (1, 12), "utf-16": (1, 9), "utf-32": (1, 8)}),
    (TEXT.index(": x"), {"utf-8": (2, 4), "utf-16": (2, 2), "utf-32": (2, 1)}),
    (len(TEXT), {"utf-8": (2, 7), "utf-16": (2, 5), "utf-32": (2, 4)}),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize(("index", "seen"), CASES)
def test_an_index_is_seen_there_and_found_again(index: int, seen: dict[str, tuple[int, int]], encoding: str) -> None:
    at = Spot(*seen[encoding])
    assert spot_at(TEXT, index, encoding) == at
    assert index_at(TEXT, at, encoding) == index


def test_a_position_is_seen_in_units_and_found_again_in_code_points() -> None:
    document = read(TEXT.encode(), "x.yaml")
    assert spot(document, Position(2, 9), "utf-16") == Spot(1, 9)
    assert position_at(TEXT, Spot(1, 9), "utf-16") == Position(2, 9)


@pytest.mark.parametrize(
    ("at", "index"),
    [
        (Spot(0, 99), 4),
        (Spot(99, 0), len(TEXT)),
        # Between the two halves of a surrogate pair.
        (Spot(1, 8), TEXT.index("𐍈")),
    ],
)
def test_a_point_that_is_none_is_the_nearest_before(at: Spot, index: int) -> None:
    assert index_at(TEXT, at, "utf-16") == index


def test_a_change_is_made_where_the_editor_means_it() -> None:
    where = Stretch(Spot(1, 7), Spot(1, 9))
    assert replaced(TEXT, where, "z", "utf-16") == TEXT.replace("𐍈", "z")
    assert replaced(TEXT, None, "new", "utf-16") == "new"


@given(st.text(st.sampled_from("a𐍈é\n\r \u2028")), st.data(), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_point_that_is_seen_is_found(text: str, data: st.DataObject, encoding: str) -> None:
    index = data.draw(st.integers(0, len(text)))
    if text[max(index - 1, 0) : index + 1] != "\r\n":
        assert index_at(text, spot_at(text, index, encoding), encoding) == index
