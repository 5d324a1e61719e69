"""`atelier fmt`: what it writes and says, and that a file is written as a whole or not at all."""

import codecs
import stat
from pathlib import Path

import pytest

from atelier_cli.operations import rewrite
from atelier_cli.sheet import format as formatting
from tests.support.cli import atelier

SHEET = "sheets/suggestions.yaml"


def _untidy(project: Path) -> tuple[Path, bytes]:
    """The sheet with more blanks than it needs, and how it was before."""
    sheet = project / SHEET
    tidy = sheet.read_bytes()
    sheet.write_bytes(tidy.replace(b"  code: ", b"  code:   ", 1))
    assert sheet.read_bytes() != tidy
    return sheet, tidy


def test_a_new_project_is_formatted(project: Path) -> None:
    ended = atelier("fmt", "--check")
    assert (ended.code, ended.out, ended.err) == (0, "", "0 files would be formatted, 3 left as they are\n")


def test_a_sheet_is_written_in_its_layout(project: Path) -> None:
    sheet, tidy = _untidy(project)
    ended = atelier("fmt")
    assert (ended.code, ended.out) == (0, f"formatted {SHEET}\n")
    assert sheet.read_bytes() == tidy


def test_check_names_files_and_writes_none(project: Path) -> None:
    sheet, tidy = _untidy(project)
    ended = atelier("fmt", "--check")
    assert (ended.code, ended.out) == (2, f"would format {SHEET}\n")
    assert sheet.read_bytes() != tidy


def test_diff_shows_what_would_change(project: Path) -> None:
    sheet, tidy = _untidy(project)
    ended = atelier("fmt", "--diff")
    assert (ended.code, ended.out.splitlines()[:2]) == (2, [f"--- {SHEET}", f"+++ {SHEET}"])
    assert "\n-  code:   suggestions\n" in ended.out
    assert "\n+  code: suggestions\n" in ended.out
    assert sheet.read_bytes() != tidy


def test_json_says_of_each_file_whether_it_changed(project: Path) -> None:
    _untidy(project)
    said = atelier("fmt", "--format", "json").json
    assert [file for file in said["files"] if file["changed"]] == [{"name": SHEET, "changed": True}]
    assert (said["written"], said["refused"], said["findings"]) == (True, [], [])


def test_mark_line_ends_and_permissions_stay(project: Path) -> None:
    sheet, tidy = _untidy(project)
    sheet.write_bytes(codecs.BOM_UTF8 + sheet.read_bytes().replace(b"\n", b"\r\n"))
    sheet.chmod(0o640)
    assert atelier("fmt").code == 0
    assert sheet.read_bytes() == codecs.BOM_UTF8 + tidy.replace(b"\n", b"\r\n")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o640


def test_a_link_stays_one(project: Path) -> None:
    sheet, tidy = _untidy(project)
    elsewhere = project / "elsewhere.yml"
    sheet.rename(elsewhere)
    sheet.symlink_to(elsewhere)
    assert atelier("fmt", SHEET).code == 0
    assert sheet.is_symlink()
    assert elsewhere.read_bytes() == tidy


def test_what_cannot_be_read_is_reported_and_left_alone_while_the_rest_is_formatted(project: Path) -> None:
    sheet, tidy = _untidy(project)
    broken = project / "sheets" / "broken.yaml"
    broken.write_bytes(b"identity:   {code: [\n")
    ended = atelier("fmt")
    assert ended.code == 1
    assert "error[syntax]" in ended.err
    assert (broken.read_bytes(), sheet.read_bytes()) == (b"identity:   {code: [\n", tidy)


def test_a_refused_file_is_left_alone_with_the_reason(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, tidy = _untidy(project)
    monkeypatch.setattr(formatting, "laid_out", lambda document: document.text.replace("Suggestions", "Others"))
    ended = atelier("fmt", SHEET)
    assert ended.code == 1
    assert f"{SHEET} is left as it is: the result would say something else" in ended.err
    assert sheet.read_bytes() != tidy


def test_a_file_that_somebody_else_wrote_meanwhile_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, _ = _untidy(project)
    laid_out = formatting.laid_out

    def meanwhile(document: object) -> str:
        sheet.write_bytes(b"identity: {code: other}\n")
        return laid_out(document)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "laid_out", meanwhile)
    ended = atelier("fmt", SHEET)
    assert (ended.code, sheet.read_bytes()) == (1, b"identity: {code: other}\n")
    assert "was changed while it was read" in ended.err


def test_a_failed_write_leaves_the_old_text_and_nothing_beside_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, _ = _untidy(project)
    before, beside = sheet.read_bytes(), sorted(sheet.parent.iterdir())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewrite.os, "fsync", fail)
    ended = atelier("fmt", SHEET)
    assert ended.code == 1
    assert "cannot be written: no space left on device" in ended.err
    assert (sheet.read_bytes(), sorted(sheet.parent.iterdir())) == (before, beside)
