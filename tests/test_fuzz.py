"""Damaged sheets: whatever bytes a file holds, a lint of it ends in findings, and soon."""

import random
import time
from itertools import pairwise

import pytest

from atelier_cli import resources
from atelier_cli.linter import lint
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read

SHEETS = [path.read_bytes() for path in sorted((resources.template_sheets() / "municipality").glob("*.yaml"))]
VOCABULARIES = [parse(read(path.read_bytes(), path.name)) for path in sorted(resources.vocabulary().glob("*.yaml"))]
#: What YAML, values and expressions are made of: put in, they do more harm than random bytes.
TOKENS = [
    *(
        rb"  |: |- |{|}|[|]|&a |*a|!!|>|'|\"|\\|#|%|@|~|null|$|$entity.|$$|P3D|0o7|1e999|.nan|<<|? |&&|==|(|has(".split(
            b"|"
        )
    ),
    *(b"\n", b"\t", b"|", b"---\n", b"\xff", b"\x00", "\u2028".encode(), "\U0001f600".encode()),
]
BATCHES, CASES = 16, 1_250
#: Seconds of CPU for one sheet of 20 kB, by far.
LIMIT = 5.0


def damaged(source: random.Random) -> bytes:
    """A sheet of the template with one to four places changed, out of the source's numbers."""
    content = source.choice(SHEETS)
    for _ in range(source.randint(1, 4)):
        at, to = sorted(source.sample(range(len(content) + 1), 2))
        to = min(to, at + source.choice((1, 1, 1, 8, 80)))
        piece = source.choice((b"", source.choice(TOKENS), content[at:to] * 2, source.randbytes(2)))
        content = content[:at] + piece + content[to:]
    return content


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_damaged_sheet_ends_in_findings(batch: int) -> None:
    for case in range(CASES):
        content = damaged(random.Random(batch * CASES + case))
        start = time.process_time()
        report = lint([parse(read(content, "damaged.yaml"))], VOCABULARIES)
        took = time.process_time() - start
        assert took < LIMIT, f"case {batch * CASES + case} took {took:.1f} s"
        places = [finding.mark.range for finding in report.findings]
        assert all(before <= after for before, after in pairwise(places))
        lines = content.count(b"\n") + content.count(b"\r") + 2
        assert all(1 <= place.start.line <= lines and place.start <= place.end for place in places)


def test_that_damage_is_found() -> None:
    """The cases are not so mild that lint has nothing to do."""
    cases = [damaged(random.Random(case)) for case in range(40)]
    reports = [lint([parse(read(content, "damaged.yaml"))], VOCABULARIES) for content in cases]
    assert sum(report.has_errors for report in reports) > 20
