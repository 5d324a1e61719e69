"""Golden files: what is expected, as text beside the test, changed only when asked for."""

from pathlib import Path

import pytest


def check(request: pytest.FixtureRequest, expected: Path, found: str) -> None:
    """Compares a text with the file that holds what is expected; with `--update-golden`, writes the file."""
    if request.config.getoption("--update-golden"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, encoding="utf-8", newline="")
        return
    assert expected.exists(), f"{expected} is missing: run pytest with --update-golden, and read it"
    assert found == expected.read_bytes().decode(), f"differs from {expected}: see --update-golden"
