"""JSON that a person gives is read strictly, and whatever it is, without a bug of ours."""

import json

import pytest

from atelier_cli.flows.given_json import DEEPEST, read_json


@pytest.mark.parametrize("text", ['{"a": [1, 1.5, null, true, "é"]}', "[]", "3", f"{'[' * DEEPEST}{']' * DEEPEST}"])
def test_json_is_read(text: str) -> None:
    assert read_json(text) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NaN", "`NaN` is no number of JSON"),
        ('{"a": [-Infinity]}', "`-Infinity` is no number of JSON"),
        ("-1e999", "the number -1e999 is too large"),
        (f"{'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}", "expected at most 64 levels"),
        ("[" * 100_000, "expected at most 64 levels"),
        ("", "Expecting value"),
        ("9" * 5_000, "digits"),
    ],
    ids=["no number", "infinite", "too large", "too deep", "far too deep", "nothing", "too many digits"],
)
def test_what_is_no_json_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_json(text)
