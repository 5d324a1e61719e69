"""The moves of a run, all 36 pairs, as the table of states has them."""

import pytest

from atelier_cli.flows.moves import IllegalMoveError, check_move
from atelier_cli.flows.run import FINAL, Status

STATES: tuple[Status, ...] = ("pending", "running", "waiting", "succeeded", "failed", "halted")
#: Rows are where a run comes from, columns where it goes.
TABLE = """
            pending running waiting succeeded failed halted
pending     -       yes     -       -         yes    yes
running     -       yes     yes     yes       yes    yes
waiting     -       yes     yes     -         yes    yes
succeeded   -       -       -       -         -      -
failed      -       -       -       -         -      -
halted      -       -       -       -         -      -
"""
CELLS = {
    (before, after): cell == "yes"
    for before, *cells in (line.split() for line in TABLE.strip().splitlines()[1:])
    for after, cell in zip(TABLE.split()[:6], cells, strict=True)
}


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_move(before: Status, after: Status) -> None:
    if CELLS[before, after]:
        check_move(before, after)
    else:
        with pytest.raises(IllegalMoveError):
            check_move(before, after)


def test_that_the_table_is_whole() -> None:
    assert len(CELLS) == 36
    assert {before for (before, _), legal in CELLS.items() if not legal} - {
        b for (b, _), legal in CELLS.items() if legal
    } == FINAL
