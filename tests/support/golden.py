"""Golden files: what is expected, as text beside the test, changed only when asked for."""

from pathlib import Path

import pytest


def check(request: pytest.FixtureRequest, expected: Path, found: str) -> None:
    """Compares a text with the file that holds what is expected; with `--update-golden`, writes the file."""
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(found, encoding="utf-8")
    assert expected.exists(), f"{expected} is not there: run with --update-golden, then read it"
    assert found == expected.read_text(encoding="utf-8")
