"""`atelier lint --watch`: lints again when a file changes, and goes on whatever the files say, until Ctrl-C."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atelier_cli.commands import lint as lint_command
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from tests.support.cli import Ended, atelier


@pytest.fixture
def watch(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Ended]]:
    """Runs `lint --watch`, with something done to the project at each wait, and Ctrl-C after the last."""

    def run(*edits: Callable[[Path], object], options: tuple[str, ...] = ()) -> Ended:
        left = list(edits)

        def wait(_seconds: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)(project)

        monkeypatch.setattr(lint_command.time, "sleep", wait)
        return atelier("lint", "--watch", "--format", "concise", *options)

    return run


def _edit(old: str, new: str, name: str = "sheets/suggestions.yaml") -> Callable[[Path], object]:
    def edit(project: Path) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def test_each_change_is_checked(watch: Callable[..., Ended]) -> None:
    ended = watch(_edit("target_model:", "target_modle:"), _edit("target_modle:", "target_model:"))
    assert ended.code == 130
    runs = ended.out.split("no findings in 3 files\n")
    assert len(runs) == 3, "clean, mistaken, clean"
    assert (runs[0], runs[2]) == ("", "")
    assert "unknown-key" in runs[1]
    assert ended.err.count("waiting for a file to change; Ctrl-C ends it\n") == 3


def test_a_run_that_cannot_be_made_is_told_and_the_next_one_is_made(watch: Callable[..., Ended]) -> None:
    ended = watch(
        _edit("sheets", "sheeets", "atelier.toml"),
        _edit("sheeets", "sheets", "atelier.toml"),
        lambda project: (project / "sheets" / "new.yaml").write_text("identity: {code: n, name: N}\n", "utf-8"),
    )
    assert ended.code == 130
    assert "sheeets" in ended.err
    assert ended.out.endswith("no findings in 3 files\nno findings in 4 files\n")


def test_nothing_changes_nothing_is_said(watch: Callable[..., Ended]) -> None:
    ended = watch(lambda _: None, lambda _: None)
    assert ended.out == "no findings in 3 files\n"


def test_only_what_has_changed_is_read_again(watch: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def noting(content: bytes, name: str) -> Parsed:
        names.append(Path(name).name)
        return parse(read(content, name))

    monkeypatch.setattr(lint_command, "parsed", noting)
    watch(_edit("target_model:", "target_modle:"), _edit("target_modle:", "target_model:"))
    assert sorted(names) == ["base.yaml", "city.yaml", "fixtures.yaml", "suggestions.yaml", "suggestions.yaml"]


@pytest.mark.parametrize("other", [("--write-baseline", "--baseline", "known.json"), ("-",), ("--stdin-filename", "a")])
def test_what_makes_no_sense_is_refused(project: Path, other: tuple[str, ...]) -> None:
    ended = atelier("lint", "--watch", *other)
    assert (ended.code, ended.out) == (64, "")
    assert "`--watch`" in ended.err


@pytest.fixture
def heeded_interrupt() -> Iterator[None]:
    """Processes started here heed Ctrl-C, even where this one was started in the background, to ignore it."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
@pytest.mark.usefixtures("heeded_interrupt")
def test_ctrl_c_ends_the_process_and_leaves_no_traceback(project: Path) -> None:
    command = [sys.executable, "-m", "atelier_cli", "lint", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        try:
            assert watching.stdout.readline() == "no findings in 3 files\n"
            assert watching.stderr.readline() == "waiting for a file to change; Ctrl-C ends it\n"
            watching.send_signal(signal.SIGINT)
            out, err = watching.communicate(timeout=10)
        finally:
            watching.kill()
    assert (watching.returncode, out, err) == (130, "", "")
