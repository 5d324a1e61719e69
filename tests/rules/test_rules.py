"""Each rule's fixture: chunks split by `---` lines, with the findings as comments on the lines where they stand.

`# error: [unknown-field] @24 "did you mean"` expects exactly that finding on its line: the rule, where given the column
of the caret, and words of what is printed with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from atelier_cli.linter import Finding
from tests.support.scaffold import findings, is_whole

FIXTURES = sorted(Path(__file__).parent.glob("*.yaml"))
_EXPECTATION = re.compile(r'# (error|warning|info): \[([a-z0-9-]+)\](?: @(\d+))?((?: "[^"]*")*)')


@dataclass(frozen=True)
class Expected:
    line: int
    severity: str
    rule: str
    column: int | None
    words: tuple[str, ...]

    def is_met_by(self, finding: Finding, line: int) -> bool:
        said = (finding.diagnostic.severity, finding.diagnostic.rule, line)
        start = finding.mark.range.start
        text = printed(finding)
        return (
            said == (self.severity, self.rule, self.line)
            and self.column in {None, start.column}
            and all(word in text for word in self.words)
        )


def printed(finding: Finding) -> str:
    """All that is printed with a finding, but for the source."""
    labels = " ".join(label.text for label in finding.labels)
    return f"{finding.diagnostic.message} {finding.mark.text} {labels} {finding.diagnostic.help}"


def expectations(text: str) -> Iterator[Expected]:
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        for severity, rule, column, words in _EXPECTATION.findall(line):
            yield Expected(
                number, severity, rule, int(column) if column else None, tuple(re.findall('"([^"]*)"', words))
            )


def chunks(path: Path) -> list[str]:
    return [f"{chunk}\n" for chunk in path.read_text(encoding="utf-8").rstrip("\n").split("\n---\n")]


CASES = [(path, number, chunk) for path in FIXTURES for number, chunk in enumerate(chunks(path), 1)]


@pytest.mark.parametrize(("path", "number", "chunk"), CASES, ids=[f"{path.stem}-{number}" for path, number, _ in CASES])
def test_the_findings_are_exactly_those_expected(path: Path, number: int, chunk: str) -> None:
    shift = 0 if is_whole(chunk) else 1
    left = list(expectations(chunk))
    unexpected = []
    for finding in findings(chunk, path.stem):
        line = finding.mark.range.start.line - shift
        met = next((one for one in left if one.is_met_by(finding, line)), None)
        if met is None:
            unexpected.append(f"{line}:{finding.mark.range.start.column} {finding.diagnostic.rule}: {printed(finding)}")
        else:
            left.remove(met)
    assert (unexpected, left) == ([], [])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_shows_its_rule_firing_and_not_firing(path: Path) -> None:
    fired = [path.stem in {one.rule for one in expectations(chunk)} for chunk in chunks(path)]
    assert True in fired
    assert any(not list(expectations(chunk)) for chunk in chunks(path))
