"""The baseline: what is known stays known wherever it moves, one more is new, and what is gone is said."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.errors import UsageError
from atelier_cli.linter import as_found, lint
from atelier_cli.operations.baseline import Baseline, Checked, against, read_baseline, text_of, updated
from atelier_cli.operations.lint_sheets import Request
from atelier_cli.operations.selection import Asked
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from tests.support.case_files import load
from tests.support.linting import remember, report_of, told, write

CASES: list[dict[str, Any]] = load(Path(__file__).with_name("baseline.yaml"))
SETTINGS = '[lint]\nbaseline = "known.json"\n'


def sheet(said: Any) -> str:
    return yaml.safe_dump({"identity": {"code": "town", "name": "Town"}, "settings": said}, sort_keys=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two sheets, of which each has a finding."""
    monkeypatch.chdir(tmp_path)
    broken = [{"key": "a", "type": "integer", "colour": "red"}]
    write(tmp_path, {"atelier.toml": SETTINGS, "sheets/a.yaml": sheet(broken)})
    write(tmp_path, {"sheets/b.yaml": sheet(broken).replace("town", "village")})
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_new(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"atelier.toml": SETTINGS, "sheets/a.yaml": sheet(case["before"])})
    known, added, removed = remember(tmp_path)
    assert (known, removed) == (added, 0)
    assert known > 0
    write(tmp_path, {"sheets/a.yaml": sheet(case["after"])})
    report = report_of(tmp_path)
    assert sorted(told(report)) == sorted(case["found"])
    assert {one.by for one in report.suppressed} <= {"baseline"}
    remember(tmp_path)
    assert told(report_of(tmp_path)) == []


def test_the_file_is_sorted_an_entry_a_line(folder: Path) -> None:
    assert remember(folder) == (2, 2, 0)
    assert (folder / "known.json").read_text(encoding="utf-8") == (
        '{\n  "schema_version": 1,\n  "findings": [\n'
        '    {"file": "sheets/a.yaml", "entity": "settings[a].colour", "rule": "unknown-key", "count": 1},\n'
        '    {"file": "sheets/b.yaml", "entity": "settings[a].colour", "rule": "unknown-key", "count": 1}\n'
        "  ]\n}\n"
    )


def test_it_is_found_from_wherever_the_command_is_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(folder)
    monkeypatch.chdir(folder / "sheets")
    assert told(report_of(folder)) == []


def test_the_command_line_names_another(folder: Path) -> None:
    remember(folder)
    write(folder, {"none.json": '{"schema_version": 1, "findings": []}'})
    assert len(told(report_of(folder, Request(baseline=Path("none.json"))))) == 2


def test_a_stale_entry_is_found_where_it_stands(folder: Path) -> None:
    remember(folder)
    write(folder, {"sheets/b.yaml": sheet([]).replace("town", "village")})
    (finding,) = report_of(folder).findings
    assert (finding.mark.source, finding.mark.range.start.line) == ("known.json", 5)
    assert finding.diagnostic.message == "1 known finding is not found any more"
    assert remember(folder) == (1, 0, 1)


def test_what_is_not_checked_is_not_stale_and_stays(folder: Path) -> None:
    remember(folder)
    assert told(report_of(folder, None, "sheets/a.yaml")) == []
    write(folder, {"sheets/a.yaml": sheet([])})
    assert remember(folder, None, "sheets/a.yaml") == (1, 0, 1)
    assert told(report_of(folder)) == []


def test_what_is_off_is_not_stale_and_stays(folder: Path) -> None:
    remember(folder)
    only_style = Request(asked=Asked(select=("style", "stale-baseline")))
    assert told(report_of(folder, only_style)) == []
    assert remember(folder, only_style) == (2, 0, 0)


def test_what_cannot_be_read_is_not_known_and_forgets_nothing(folder: Path) -> None:
    remember(folder)
    write(folder, {"sheets/a.yaml": "identity: {code: town, name: Town"})
    assert told(report_of(folder)) == ["syntax"]
    assert remember(folder) == (2, 0, 0)
    assert told(report_of(folder)) == ["syntax"]


def test_no_baseline_knows_what_cannot_be_read(folder: Path) -> None:
    entry = '{"file": "sheets/a.yaml", "rule": "syntax", "entity": "", "count": 1}'
    write(folder, {"known.json": f'{{"schema_version": 1, "findings": [{entry}]}}', "sheets/a.yaml": "identity: {"})
    assert "syntax" in told(report_of(folder))


def test_a_file_that_is_gone_is_stale(folder: Path) -> None:
    remember(folder)
    (folder / "sheets" / "b.yaml").unlink()
    assert told(report_of(folder)) == ["stale-baseline finding 2"]


def test_what_is_ignored_is_not_written(folder: Path) -> None:
    path = folder / "sheets" / "a.yaml"
    path.write_text(f"# atelier: ignore[unknown-key] old\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert remember(folder) == (1, 1, 0)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (None, "known.json cannot be read: no such file", "`--write-baseline` writes it"),
        ("{", "known.json is no JSON: ", "mend it, or write it anew with `--write-baseline`"),
        ("[" * 100_000, "known.json is no JSON: ", "mend it, or write it anew with `--write-baseline`"),
        ('{"schema_version": 2, "findings": []}', "`schema_version`: input should be 1", None),
        ('{"schema_version": 1, "findings": [{"file": "a"}]}', "`findings.0.rule`: field required", None),
        (
            '{"schema_version": 1, "findings": [{"file": "a", "rule": "b", "entity": "c", "count": 0}]}',
            "`findings.0.count`: input should be greater than or equal to 1",
            None,
        ),
    ],
)
def test_what_is_no_baseline(folder: Path, text: str | None, message: str, remedy: str | None) -> None:
    if text is not None:
        write(folder, {"known.json": text})
    with pytest.raises(UsageError) as raised:
        report_of(folder)
    assert message in raised.value.message
    assert raised.value.remedy == (remedy or raised.value.remedy)


def test_none_is_written_where_none_is_named(folder: Path) -> None:
    write(folder, {"atelier.toml": ""})
    with pytest.raises(UsageError, match="no baseline to write"):
        remember(folder)


WORDS = ["a", "b", "c", "d", 'q"]', "ü"]
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from(WORDS), "type": st.sampled_from(["integer", "txt"])},
        optional={"colour": st.just("red"), "size": st.just("big")},
    ),
    max_size=6,
)


def parsed(items: list[dict[str, str]], comments: list[str]) -> Parsed:
    lines = ["identity: {code: town, name: Town}", "settings:" if items else "settings: []"]
    for item in items:
        pairs = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    for comment in comments:
        lines.insert(len(comment) % (len(lines) + 1), f"  # {comment}")
    return parse(read("\n".join([*lines, ""]).encode(), "town.yaml"))


@settings(max_examples=60, deadline=None)
@given(ITEMS, st.data(), st.lists(st.text("abc: -", max_size=12), max_size=4))
def test_nothing_is_new_after_shuffling_and_adding_comments(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, str]], data: st.DataObject, comments: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "known.json"
    checked = Checked(Path.cwd(), ("town.yaml",), as_found)
    first = updated(Baseline(path), lint([parsed(items, [])]), checked)
    path.write_text(text_of(first), encoding="utf-8")
    known = read_baseline(path, "known.json")
    assert known.counts == first.counts
    shuffled = data.draw(st.permutations(items))
    after = lint([parsed(list(shuffled), comments)])
    assert against(known, after, checked).findings == ()
    assert text_of(updated(known, after, checked)) == text_of(known)
    # And without one of its findings, the baseline says so of one.
    if after.findings:
        fewer = replace(after, findings=after.findings[1:])
        assert [one.diagnostic.rule for one in against(known, fewer, checked).findings] == ["stale-baseline"]
