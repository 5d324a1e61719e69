"""The call that a cursor stands in: what may be given to it, and which argument is being written."""

import pytest

from atelier_cli.editor.signature import signature

CASES = [
    (
        "timestamp(‸",
        ["timestamp(datetime): datetime", "timestamp(string): datetime", "timestamp(integer): datetime"],
        0,
    ),
    ("entity.title.contains(‸", ["string.contains(string): boolean"], 0),
    ("size(entity.tags) > 1 && entity.title.matches(')(', ‸", None, 1),
    ("entity.crew.reports.exists(r, r.title == ‸", ["list.exists(variable, condition)"], 1),
    ("entity.tags.map(t, size([1, ‸", ["size(string): integer", "size(list): integer", "size(object): integer"], 0),
    ("has(‸)", ["has(member): boolean"], 0),
    ("nonsense(‸", None, None),
    ("(1 + ‸", None, None),
    ("size(entity.tags) > ‸", None, None),
]


@pytest.mark.parametrize(("said", "calls", "argument"), CASES)
def test_the_call_around_a_cursor(said: str, calls: list[str] | None, argument: int | None) -> None:
    text = (
        "identity: {code: a, name: A}\nactions:\n  - key: shut\n    label: Shut\n    target_model: report\n"
        f"    submission_criteria:\n      - criteria_type: expression\n        config:\n          expression: {said}\n"
    )
    found = signature("a.yaml", text.replace("‸", ""), text.index("‸"))
    assert (None if found is None else found.argument) == argument
    if found is not None and calls is not None:
        assert [one.text for one in found.calls] == calls


def test_plain_text_calls_nothing() -> None:
    text = "identity: {code: a, name: A}\nactions:\n  - key: shut\n    label: size("
    assert signature("a.yaml", text, len(text)) is None
