"""Which rules are on, in which file, and how severe: each case is a few settings and what comes of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from atelier_cli.errors import UsageError
from atelier_cli.operations.globs import matches
from atelier_cli.operations.selection import Asked, Selection, selection
from atelier_cli.operations.settings import load
from atelier_cli.rules import RULES
from atelier_cli.rules.protocol import Category, Profile

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("selection.yaml").read_text(encoding="utf-8"))
# YAML 1.1 takes `on` and `off` for truth values.
SAID = {True: "on", False: "off"}


def selected(case: dict[str, Any], folder: Path) -> Selection:
    said = case.get("settings", "")
    (folder / "atelier.toml").write_text(said if "[lint" in said else f"[lint]\n{said}\n", encoding="utf-8")
    profile = Profile(case["profile"]) if "profile" in case else None
    asked = Asked(tuple(case.get("select", ())), tuple(case.get("ignore", ())), profile)
    return selection(load(folder, {}), asked)


@pytest.mark.parametrize("case", [one for one in CASES if "expect" in one], ids=lambda case: case["name"])
def test_what_is_on(case: dict[str, Any], tmp_path: Path) -> None:
    chosen = selected(case, tmp_path)
    file = str(tmp_path / case.get("file", "sheets/a.yaml"))
    for rule, expected in case["expect"].items():
        found = chosen.weigh(rule, file, RULES[rule].SEVERITY)
        default = RULES[rule].SEVERITY if SAID.get(expected) == "on" else None
        assert found == (default if expected in {True, False} else expected), rule
        assert (rule in chosen.rules) or found is None


@pytest.mark.parametrize("case", [one for one in CASES if "message" in one], ids=lambda case: case["name"])
def test_what_is_refused(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        selected(case, tmp_path)
    assert case["message"] in raised.value.message
    assert case.get("remedy", raised.value.remedy) == raised.value.remedy


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_is_about(rule: str) -> None:
    assert RULES[rule].CATEGORY in Category
    assert rule not in {*Category}


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("sheets/a.yaml", "sheets/a.yaml", True),
        ("./sheets/a.yaml", "sheets/a.yaml", True),
        ("sheets", "sheets/old/a.yaml", True),
        ("sheets/", "sheets/a.yaml", True),
        ("sheet", "sheets/a.yaml", False),
        ("a.yaml", "sheets/a.yaml", False),
        ("**/a.yaml", "a.yaml", True),
        ("**/a.yaml", "sheets/old/a.yaml", True),
        ("**/a.yaml", "sheets/ba.yaml", False),
        ("sheets/**", "sheets/old/a.yaml", True),
        ("sheets/**/a.yaml", "sheets/a.yaml", True),
        ("sheets/*/a.yaml", "sheets/a.yaml", False),
        ("sheets/*.yaml", "sheets/old/a.yaml", False),
        ("sheets/?.yaml", "sheets/a.yaml", True),
        ("sheets/?.yaml", "sheets/ab.yaml", False),
        ("sheets/[a].yaml", "sheets/a.yaml", False),
        ("sheets/[a].yaml", "sheets/[a].yaml", True),
        ("*.yaml", "a.yml", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001  # a table's column
    assert matches(path, pattern) is expected
