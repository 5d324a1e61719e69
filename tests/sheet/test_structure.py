"""What pydantic finds, in our words: found, expected, to try."""

import pytest

from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read

SHEET = "identity: {{code: trees, name: Trees}}\n{}\n"

SAID = [
    ("settings: [{key: a}]", "missing-key: this item has no `type` | add `type:`"),
    ("settings: [{key: a, type: integer, lable: x}]", "unknown-key: unknown key `lable` | remove it"),
    ("settings: [{key: a, type: integer, defalt_value: 1}]",
     "unknown-key: unknown key `defalt_value` | did you mean `default_value`?"),
    ("settings: [{key: a, type: intger}]", "unknown-word: `type` cannot be `intger` | did you mean `integer`?"),
    ("settings: [{key: a, type: int}]", "unknown-word: `type` cannot be `int` | did you mean `integer`?"),
    ("settings: [{key: a, type: integer, default: 1}]",
     "unknown-key: unknown key `default` | did you mean `default_value`?"),
    ("settings: [{key: a, type: 5}]", "wrong-type: expected one of"),
    ("settings: [{key: 5, type: integer}]", "wrong-type: expected text, found the number 5 | put it in quotes"),
    ("settings: [{key: [], type: integer}]", "wrong-type: expected text, found a list | "),
    ("settings: [{key: null, type: integer}]", "wrong-type: expected text, found nothing | "),
    ("settings: [{key: a-b, type: integer}]", "wrong-value: expected a name in snake_case, found `a-b` | "),
    ("settings: 5", "wrong-type: expected a list, found the number 5 | "),
    ("settings: [x]", "wrong-type: expected a mapping, found the text `x` | "),
    ("flows: [{key: f, label: F, trigger: {kind: manual}, steps: [{id: a, kind: gat, with: {}}]}]",
     "unknown-word: `kind` cannot be `gat` | did you mean `gate`?"),
    ("flows: [{key: f, label: F, trigger: {kind: manual}, steps: [{id: a, with: {}}]}]",
     "missing-key: this item has no `kind` | add `kind:`"),
    ("flows: [{key: f, label: F, trigger: {}, steps: []}]", "missing-key: `trigger` has no `kind` | add `kind:`"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "said"), SAID)
def test_a_mistake_is_said_in_our_words(block: str, said: str) -> None:
    found = parse(read(SHEET.format(block).encode(), "x")).diagnostics
    assert [f"{one.rule}: {one.message} | {one.help}"[: len(said)] for one in found[:1]] == [said]
    assert "pydantic" not in repr(found)
