"""The documentation of each rule, run: its example fires the rule, and nothing else; what to write instead is clean."""

import re

import pytest

from atelier_cli.rules import RULES
from tests.support.scaffold import findings

#: What no text can show: the bytes of a file, its size, and what only the database knows.
WITHOUT_EXAMPLE = {
    "breaking-change", "foreign-owner", "not-imported", "not-utf8", "stale-baseline", "too-large", "unreadable-file",
}  # fmt: skip
SHOWN = sorted(RULES.keys() - WITHOUT_EXAMPLE)


def block(rule: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n\n```yaml\n(.*?)^```$", RULES[rule].__doc__ or "", re.DOTALL | re.MULTILINE)
    assert found is not None, f"{rule} has no {heading}"
    return found[1]


@pytest.mark.parametrize("rule", SHOWN)
def test_the_example_fires_its_rule_alone(rule: str) -> None:
    assert {finding.diagnostic.rule for finding in findings(block(rule, "Example"), rule)} == {rule}


@pytest.mark.parametrize("rule", SHOWN)
def test_the_example_has_the_severity_that_the_rule_states(rule: str) -> None:
    assert {finding.diagnostic.severity for finding in findings(block(rule, "Example"), rule)} == {RULES[rule].SEVERITY}


@pytest.mark.parametrize("rule", SHOWN)
def test_instead_is_clean(rule: str) -> None:
    assert findings(block(rule, "Instead"), rule) == []


@pytest.mark.parametrize("rule", sorted(WITHOUT_EXAMPLE))
def test_a_rule_without_an_example_says_what_to_do(rule: str) -> None:
    text = RULES[rule].__doc__ or ""
    assert "## " not in text
    assert len(text.splitlines()) > 2
