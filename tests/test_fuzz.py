"""Damaged sheets: whatever bytes a file holds, a lint of it ends in findings, and soon.

The damage is guided by coverage: a file that makes the product go a way that none went before is damaged further.
Since tracing takes three times as long, only the first cases of a batch are traced; half of the others are made of what
these have found.
"""

import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Self

import coverage
import pytest

from atelier_cli import resources
from atelier_cli.linter import ALWAYS_ON, Report, lint
from atelier_cli.operations.fix_files import fix_files
from atelier_cli.operations.project import Files
from atelier_cli.sheet.format import format_document
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.terminal import plain

VOCABULARIES = [parse(read(path.read_bytes(), path.name)) for path in sorted(resources.vocabulary().glob("*.yaml"))]
SHEETS = [path.read_bytes() for path in sorted((resources.template_sheets() / "municipality").glob("*.yaml"))]
SEEDS = [*SHEETS, *(one.document.text.encode() for one in VOCABULARIES)]
#: What YAML, values and expressions are made of: put in, they do more harm than random bytes.
TOKENS = [
    *(
        rb"  |: |- |{|}|[|]|&a |*a|!!|>|'|\"|\\|#|%|@|~|null|$|$entity.|$$|P3D|0o7|1e999|.nan|<<|? |&&|==|(|has(".split(
            b"|"
        )
    ),
    *(b"\n", b"\t", b"|", b"---\n", b"\xff", b"\x00", "\u2028".encode(), "\U0001f600".encode()),
]
#: What stands in the files: put in another place, it is of another type, names something else, or nothing.
WORDS = sorted({word for content in SEEDS for word in re.findall(rb"\$?[\w.-]+|\"[^\"\n]*\"|\[[^\]\n]*\]", content)})
_WORD = re.compile(rb"[\w.$-]+")
BATCHES, CASES, TRACED = 4, 5_000, 800
#: Seconds of CPU for one sheet of 20 kB, by far.
LIMIT = 5.0


def damaged(source: random.Random, content: bytes) -> bytes:
    """A file with one to four places changed, out of the source's numbers."""
    for _ in range(source.choice((1, 1, 2, 4))):
        content = source.choice((_bytes_changed, _bytes_changed, _word_changed, _line_moved))(source, content)
    return content


def _bytes_changed(source: random.Random, content: bytes) -> bytes:
    at, to = sorted(source.sample(range(len(content) + 1), 2)) if content else (0, 0)
    to = min(to, at + source.choice((1, 1, 1, 8, 80)))
    piece = source.choice((b"", source.choice(TOKENS), content[at:to] * 2, source.randbytes(2)))
    return content[:at] + piece + content[to:]


def _word_changed(source: random.Random, content: bytes) -> bytes:
    found = _WORD.search(content, source.randrange(len(content) + 1))
    return content if found is None else content[: found.start()] + source.choice(WORDS) + content[found.end() :]


def _line_moved(source: random.Random, content: bytes) -> bytes:
    """A line taken out, put in once more, or moved to another place or depth."""
    lines = content.split(b"\n")
    line = lines.pop(source.randrange(len(lines))) if source.random() < 0.7 else source.choice(lines)
    if source.random() < 0.7:
        lines.insert(source.randrange(len(lines) + 1), source.choice((b"", b"  ", b"- ")) + line)
    return b"\n".join(lines)


class Reached:
    """How many ways through the product the cases have taken so far, told by coverage.py while it is on."""

    def __init__(self) -> None:
        self._measured = coverage.Coverage(branch=True, data_file=None, source_pkgs=["atelier_cli"], config_file=False)

    def __enter__(self) -> Self:
        self._measured.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._measured.stop()

    def count(self) -> int:
        # What the public way gives is the same, and takes longer than a case.
        return sum(map(len, self._measured._collector.data.values()))  # type: ignore[union-attr]


def checked(content: bytes, case: int) -> Report:
    start = time.process_time()
    report = lint([parse(read(content, "damaged.yaml"))], VOCABULARIES)
    took = time.process_time() - start
    assert took < LIMIT, f"case {case} took {took:.1f} s"
    return report


def cases(batch: int) -> Iterator[tuple[int, bytes, Report]]:
    """Damaged files with what is found in them; half of them are made of one that went a way of its own."""
    kept: list[bytes] = []
    start = batch * CASES

    def one(case: int) -> tuple[int, bytes, Report]:
        source = random.Random(case)
        content = damaged(source, source.choice(kept if kept and source.random() < 0.5 else SEEDS))
        return case, content, checked(content, case)

    with Reached() as reached:
        most = 0
        for case in range(start, start + TRACED):
            yield (found := one(case))
            count = reached.count()
            # Behind what keeps a file from being read nothing new is to be found.
            if count > most and not any(one.diagnostic.rule in ALWAYS_ON for one in found[2].findings):
                kept.append(found[1])
            most = count
    for case in range(start + TRACED, start + CASES):
        yield one(case)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.filterwarnings("ignore:Module atelier_cli was previously imported")
def test_a_damaged_sheet_ends_in_findings(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_CORE", "ctrace")  # of which the ways taken so far can be asked
    rules = set()
    for case, content, report in cases(batch):
        places = [finding.mark.range for finding in report.findings]
        assert all(before <= after for before, after in pairwise(places)), case
        lines = content.count(b"\n") + content.count(b"\r") + 2
        assert all(1 <= place.start.line <= lines and place.start <= place.end for place in places), case
        rules |= {finding.diagnostic.rule for finding in report.findings}
        if case % 50 == 0:
            further(content, report)
    # Cases that are too mild, or that break nothing but brackets, find less.
    assert len(rules) >= 45


def further(content: bytes, report: Report) -> None:
    """What is done with a file and its findings: showing, formatting and fixing them."""
    assert report_text(report, 80, plain)
    parsed = parse(read(content, "damaged.yaml"))
    if not parsed.document.problems:
        formatted = format_document(parsed.document)
        assert formatted.refusal == "" or formatted.text == parsed.document.text
    fix_files(Files((parsed,), tuple(VOCABULARIES)), unsafe=True)


def test_that_damage_is_found() -> None:
    """The cases are not so mild that lint has nothing to do."""
    cases = [damaged(random.Random(case), SHEETS[case % len(SHEETS)]) for case in range(40)]
    reports = [lint([parse(read(content, "damaged.yaml"))], VOCABULARIES) for content in cases]
    assert sum(report.has_errors for report in reports) > 20
