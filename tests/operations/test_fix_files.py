"""Fixing files: everything that has a fix, and no safe fix that changes what a sheet means."""

from pathlib import Path

import pytest

from atelier_cli import resources
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from atelier_cli.linter import Report, located
from atelier_cli.operations.check import check
from atelier_cli.operations.fix_files import Fixed, fix_files
from atelier_cli.operations.project import Files
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.golden import check as check_golden

CASES = sorted(Path(__file__).with_name("fixed").glob("*.before.yaml"))
BASE = parse(read(resources.base_vocabulary().read_bytes(), "base.yaml"))


def files(text: str) -> Files:
    return Files((parse(read(text.encode(), "x.yaml")),), (BASE,))


def fixed(text: str, *, unsafe: bool = True) -> Fixed:
    return fix_files(files(text), unsafe=unsafe)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.partition(".")[0])
def test_a_sheet_is_fixed_so(case: Path, request: pytest.FixtureRequest) -> None:
    """The safe fixes leave a `.safe.yaml`, all of them an `.after.yaml`, and then nothing is left to fix."""
    text = case.read_text(encoding="utf-8")
    safe, every = fixed(text, unsafe=False), fixed(text)
    check_golden(request, case.with_name(case.name.replace("before", "safe")), safe.files[0].after)
    check_golden(request, case.with_name(case.name.replace("before", "after")), every.files[0].after)
    assert (safe.refused, every.refused) == (frozenset(), frozenset())
    assert [one.diagnostic.message for one in every.report.findings if one.diagnostic.fixes] == []
    assert safe.fixable > 0
    assert [fixed(done.files[0].after, unsafe=done is every).made for done in (safe, every)] == [0, 0]


def _finding(fix: Fix) -> Diagnostic:
    return Diagnostic("unknown-key", Severity.INFO, "anything", fix.edits[0].place, fixes=(fix,))


@pytest.mark.parametrize(("safe", "name"), [(True, "City"), (False, "Town")])
def test_a_fix_that_is_said_to_be_safe_and_is_not_is_refused(safe: bool, name: str) -> None:  # noqa: FBT001
    fix = Fix("rename", safe=safe, edits=(Edit(Place("x.yaml", ("identity", "name")), "Town"),))

    def find(asked: Files) -> Report:
        said = asked.named[0].document.data["identity"]["name"]
        found = [_finding(fix)] if said == "City" else []
        return Report(tuple(located(found, asked.documents)), 1, check(asked).catalog)

    done = fix_files(files("identity: {code: city, name: City}\n"), unsafe=True, find=find)
    assert done.files[0].after == f"identity: {{code: city, name: {name}}}\n"
    assert (done.made, done.refused) == ((0, {fix}) if safe else (1, set()))


def test_a_file_becomes_a_sheet_by_a_fix_and_is_fixed_on() -> None:
    done = fixed("identiy: {cod: city, name: City} # ours\nsetings: [{typ: date, key: day}]\n")
    assert done.files[0].after == "identity: {code: city, name: City} # ours\nsettings: [{type: date, key: day}]\n"
    assert done.report.findings == ()


def test_a_fix_in_a_file_that_was_not_named_is_not_made() -> None:
    fix = Fix("rename", safe=False, edits=(Edit(Place("base.yaml", ("vocabulary", "code")), "other"),))

    def find(asked: Files) -> Report:
        return Report(tuple(located([_finding(fix)], asked.documents)), 1, check(asked).catalog)

    done = fix_files(files("identity: {code: city, name: City}\n"), unsafe=True, find=find)
    assert (done.made, done.changed) == (0, ())


#: Its helps tell what to do in words, which are nothing to put in the place of what is wrong.
IN_WORDS = """\
identity: {code: city, name: City}
entities:
  - entity_type: loan
    schema: {fields: [{field_key: due_on, field_type: {type: date}}, {field_key: note, field_type: {type: string}}]}
actions:
  - key: extend
    label: Extend
    target_model: loan
    permissions_policy: {view: [clerk], apply: [clerk]}
    submission_criteria:
      - {criteria_type: expression, config: {expression: 'startsWith(entity.note, "x")'}, message: Not this one.}
    edits: [{field: note, value: "$entity.due_on + 28 days"}]
"""


def test_a_help_in_words_is_no_fix() -> None:
    done = fixed(IN_WORDS)
    assert {"bad-value", "unknown-function"} <= {one.diagnostic.rule for one in done.report.findings}
    assert (done.made, [file.after for file in done.files if file.after != IN_WORDS]) == (0, [])
