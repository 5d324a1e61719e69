"""Every rule of `docs/actions.md` has a number, and every number is named by the docstring of a test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_RULE = re.compile(r"^- \*\*(A\d+)\*\*", re.MULTILINE)
_NAMED = re.compile(r"\bA\d+\b")


def _rules() -> list[str]:
    return _RULE.findall((ROOT / "docs" / "actions.md").read_text(encoding="utf-8"))


def _tests() -> Iterator[Path]:
    """The tests of actions, and of what they lead to."""
    tests = ROOT / "tests"
    for folder in (tests / "actions", tests / "notify"):
        yield from folder.rglob("test_*.py")
    yield from (tests / "operations" / "test_deliver.py", tests / "commands" / "test_run_action.py")


def _named() -> set[str]:
    """The numbers that docstrings of tests name."""
    found: set[str] = set()
    for file in _tests():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.update(_NAMED.findall(ast.get_docstring(node) or ""))
    return found


def test_the_rules_are_numbered_without_a_gap() -> None:
    assert _rules() == [f"A{number}" for number in range(1, len(_rules()) + 1)]


def test_every_rule_is_named_by_a_test_and_every_number_is_a_rule() -> None:
    assert _named() == set(_rules())
