"""The moves that a run may make from one state to another, in one place."""

from atelier_cli.flows.run import Status

#: The states that each state may be followed by.
MOVES: dict[Status, frozenset[Status]] = {
    "pending": frozenset({"running", "failed", "halted"}),
    "running": frozenset({"running", "waiting", "succeeded", "failed", "halted"}),
    "waiting": frozenset({"running", "waiting", "failed", "halted"}),
    "succeeded": frozenset(),
    "failed": frozenset(),
    "halted": frozenset(),
}


class IllegalMoveError(Exception):
    """A run was about to make a move that no run makes: a fault of ours."""


def check_move(before: Status, after: Status) -> None:
    """Raises `IllegalMoveError` for a move that is not in the table."""
    if after not in MOVES[before]:
        raise IllegalMoveError(f"a run does not go from {before} to {after}")
