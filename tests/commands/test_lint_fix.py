"""`atelier lint --fix`: what is mended, what is left, and what is only shown."""

from pathlib import Path

import pytest

from tests.support.cli import atelier

SHEET = "sheets/suggestions.yaml"


def _change(project: Path, old: str, new: str) -> Path:
    sheet = project / SHEET
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new, 1), encoding="utf-8")
    return sheet


@pytest.fixture
def with_both(project: Path) -> tuple[Path, str]:
    """A sheet with another spelling and a slip of the keyboard, and how it would be right."""
    sheet = project / SHEET
    right = sheet.read_text(encoding="utf-8")
    _change(project, "actions:\n", "actions:\n").write_text(
        right.replace("required: true", "requierd: true", 1).replace(
            "    target_model:", "    execution_mode: engine\n    target_model:", 1
        ),
        encoding="utf-8",
    )
    return sheet, right.replace("    target_model:", "    kind: detail\n    target_model:", 1)


def test_safe_fixes_are_made_and_the_others_counted(with_both: tuple[Path, str]) -> None:
    sheet, right = with_both
    ended = atelier("lint", "--fix")
    assert ended.code == 1
    assert ended.err == "1 fixed, 1 left (1 fixable with --unsafe-fixes)\n"
    assert "did you mean `required`?" in ended.out
    assert sheet.read_text(encoding="utf-8") == right.replace("required: true", "requierd: true", 1)


def test_unsafe_fixes_are_made_when_asked_for(with_both: tuple[Path, str]) -> None:
    sheet, right = with_both
    ended = atelier("lint", "--fix", "--unsafe-fixes")
    assert (ended.code, ended.out, ended.err) == (0, "no findings in 3 files\n", "2 fixed, 0 left\n")
    assert sheet.read_text(encoding="utf-8") == right


def test_a_diff_shows_the_fixes_and_writes_none(with_both: tuple[Path, str]) -> None:
    sheet, _ = with_both
    before = sheet.read_bytes()
    ended = atelier("lint", "--diff")
    assert ended.code == 1
    assert f"--- {SHEET}\n+++ {SHEET}\n" in ended.out
    assert "\n-    execution_mode: engine\n+    kind: detail\n" in ended.out
    assert "requierd" not in "".join(line for line in ended.out.splitlines() if line.startswith(("+", "-")))
    assert ended.err == "1 would be fixed, 1 left (1 fixable with --unsafe-fixes)\n"
    assert sheet.read_bytes() == before


def test_a_diff_of_nothing_ends_well(project: Path) -> None:
    ended = atelier("lint", "--diff", "--unsafe-fixes")
    assert (ended.code, ended.out, ended.err) == (0, "", "0 would be fixed, 0 left\n")


def test_nothing_is_written_where_nothing_is_fixed(project: Path) -> None:
    sheet = project / SHEET
    before = sheet.stat()
    assert atelier("lint", "--fix").code == 0
    assert (sheet.stat().st_ino, sheet.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_unsafe_fixes_are_of_no_use_alone(project: Path) -> None:
    ended = atelier("lint", "--unsafe-fixes")
    assert (ended.code, ended.out) == (64, "")
    assert "add `--fix`" in ended.err
