"""What each function gives: `functions/<name>.yaml` holds arguments, and the result or the refusal."""

from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.functions.apply import apply
from atelier_cli.language.to_json import to_json
from tests.support.case_files import load

FOLDER = Path(__file__).parent / "functions"
CASES = [
    pytest.param(name, case, id=f"{name}-{case['args']}")
    for name in FUNCTIONS
    for case in load(FOLDER / f"{name}.yaml")
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_function(name: str, case: dict[str, Any]) -> None:
    if "fails" in case:
        with pytest.raises(EvaluationError) as refusal:
            apply(name, case["args"])
        assert refusal.value.message == case["fails"]
        return

    found = to_json(apply(name, case["args"]), FUNCTIONS[name].RETURNS)

    assert (type(found), found) == (type(case["gives"]), case["gives"])


def test_that_an_unknown_function_or_argument_is_refused() -> None:
    with pytest.raises(EvaluationError, match="there is no function uper"):
        apply("uper", {})
    with pytest.raises(EvaluationError, match="upper takes no argument txt"):
        apply("upper", {"text": "a", "txt": "b"})
