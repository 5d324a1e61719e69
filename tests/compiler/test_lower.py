"""Each folder holds files of a project, their rows in `rows.txt`, and their canonical form in `canonical.txt`."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from atelier_cli.compiler.canonical import canonical
from atelier_cli.compiler.lower import lower
from atelier_cli.rows.row import Row, members, row_class_name
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_lower(case: Path, golden: Callable[[Path, str], None]) -> None:
    lowered = lower(files(case))
    golden(case / "rows.txt", "\n".join(map(shown, chain(lowered.vocabulary, lowered.template))))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_canonical(case: Path, golden: Callable[[Path, str], None]) -> None:
    models = [file.model for file in files(case) if file.model is not None]
    golden(case / "canonical.txt", "\n".join(emit(canonical(model)) for model in models))


def files(case: Path) -> list[Parsed]:
    parsed = [parse(read(path.read_bytes(), path.name)) for path in sorted(case.glob("*.yaml"))]
    assert [found.message for file in parsed for found in file.diagnostics if found.severity == "error"] == []
    return parsed


def shown(row: Row) -> str:
    """A row as a person reads it: class and address, where it was written, then what it says and is not null."""
    said = {member.name: getattr(row, member.name) for member in members(type(row))}
    stands = {"order": row.order if row.ORDERED else None, "is_active": None if row.is_active else False}
    former = None if row.renamed_from is None else " / ".join(row.renamed_from)
    everything = {"owner": row.owner, **stands, "renamed_from": former, **said}
    text = emit({name: value for name, value in everything.items() if value is not None})
    source = "generated" if row.source is None else f"{row.source.file}:{row.source.line} {row.source.pointer}"
    body = "".join(f"  {line}\n" for line in text.splitlines() if line)
    return f"{row_class_name(type(row))} {' / '.join(row.address)}    # {source}\n{body}"
