"""The packaged sheets are what a newcomer reads first: nothing is to be found in them."""

from pathlib import Path

import pytest

from atelier_cli.linter import lint
from tests.support.template import FILES, PARSED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_packaged_file_is_clean_but_for_what_is_carried(path: Path) -> None:
    context = [parsed for name, parsed in PARSED.items() if name != path.stem]
    found = {finding.diagnostic.rule for finding in lint([PARSED[path.stem]], context).findings}
    assert found <= {"carried-block"}


def test_they_are_clean_together() -> None:
    assert {finding.diagnostic.rule for finding in lint(PARSED.values()).findings} == {"carried-block"}
