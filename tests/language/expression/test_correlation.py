"""Which equality of a match finds the runs that wait for an event."""

from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.expression.correlation import correlation
from atelier_cli.language.expression.parse import parse
from atelier_cli.language.expression.unparse import unparse
from tests.support.case_files import load

CASES = load(Path(__file__).with_name("correlation.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_correlation(case: dict[str, Any]) -> None:
    tree, _ = parse(case["text"])
    assert tree is not None

    found = correlation(tree, ["event", "payload"], ["context", "input", "run"])

    if "key" not in case:
        assert found is None
        return
    assert found is not None
    assert f"{'.'.join(found.event_path)} = {'.'.join(found.run_path)}" == case["key"]
    assert (None if found.residual is None else unparse(found.residual)) == case.get("rest")
