"""What lint has kept is never anything but what it would say anew."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.linter.remembering import Piece
from atelier_cli.main import load
from atelier_cli.operations import cache_folder, fingerprint
from atelier_cli.operations.init_project import init_project
from tests.support.cli import atelier

SHEET, OTHER, VOCABULARY = Path("sheets/suggestions.yaml"), Path("sheets/other.yaml"), Path("vocabulary/city.yaml")
KEPT = Path(".atelier/cache/runs")
#: A second application, which names things of the first and of the vocabulary.
APPLICATION = """\
identity: {code: other, name: Other}
entities:
  - entity_type: suggestion
  - entity_type: visit
    schema:
      display_name: Visit
      fields: [{field_key: title, field_type: {type: string}}]
actions:
  - key: praise
    label: Praise
    target_model: suggestion
    permissions_policy: {view: [clerk], apply: [clerk]}
    edits: [{field: answer, value: Good}]
    side_effects: [{event: suggestion.answered, payload_aliases: {title: $entity.title, answer: $entity.answer}}]
    placements: [{key: suggest, surface: portal_form}]
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    init_project(tmp_path / "city")
    monkeypatch.chdir(tmp_path / "city")
    return tmp_path / "city"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were loaded, and so did work."""
    loaded: list[str] = []

    def noting(words: str) -> object:
        loaded.append(words)
        return load(words)

    monkeypatch.setattr("atelier_cli.main.load", noting)
    return loaded


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_unchanged_is_told_without_a_check(city: Path, checks: list[str]) -> None:
    replace(SHEET, "$parameters.title", "$parameters.titel")
    first, second = atelier("lint"), atelier("lint")
    assert first == second
    assert (first.code, "unknown-parameter" in first.out) == (1, True)
    assert checks == ["lint"]


CHANGES: dict[str, Callable[[], object]] = {
    "the sheet": lambda: replace(SHEET, "field: answer", "field: anser"),
    "a vocabulary that it refers to": lambda: replace(VOCABULARY, "roles: [resident, clerk,", "roles: [resident,"),
    "a sheet that was not there": lambda: OTHER.write_text(APPLICATION.replace("suggestion\n", "suggeston\n"), "utf-8"),
    "the settings": lambda: Path("atelier.toml").write_text('lint.profile = "strict"', "utf-8"),
    "settings nearer by": lambda: (
        Path("sheets/inner").mkdir(),
        Path("pyproject.toml").write_text("[tool.atelier]\nlint.select = ['style']", "utf-8"),
    ),
    "a sheet that is gone": SHEET.unlink,
    "a folder that is gone": lambda: shutil.rmtree("vocabulary"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_heeded(city: Path, checks: list[str], what: str) -> None:
    atelier("lint")
    CHANGES[what]()
    assert atelier("lint") == atelier("lint", "--no-cache")
    assert len(checks) == 3


def test_another_build_has_its_own_opinion(city: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    atelier("lint")
    monkeypatch.setattr("atelier_cli.operations.recorded.fingerprint", lambda: "another")
    atelier("lint")
    assert len(checks) == 2


def test_a_source_file_that_changes_makes_another_build(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text("1", "utf-8")
    before = [*fingerprint._signatures(tmp_path)]
    module.write_text("22", "utf-8")
    assert before != [*fingerprint._signatures(tmp_path)]


def test_another_day_ends_an_ignore(city: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    atelier("lint")
    monkeypatch.setattr("atelier_cli.clock.SystemClock.now", lambda _: datetime(2031, 1, 2, tzinfo=UTC))
    atelier("lint")
    assert len(checks) == 2


@pytest.mark.parametrize("environment", [{"ATELIER_OUTPUT_FORMAT": "json"}, {"ATELIER_NO_CACHE": "1"}])
def test_the_environment_counts(
    city: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    atelier("lint")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    atelier("lint")
    assert len(checks) == 2


def test_a_baseline_counts_with_the_files_that_it_knows(city: Path) -> None:
    replace(SHEET, "field: answer", "field: anser")
    OTHER.write_text(APPLICATION.replace("clerk", "clrk"), "utf-8")
    atelier("lint", "--baseline", "known.json", "--write-baseline")
    known = atelier("lint", "sheets/suggestions.yaml", "--baseline", "known.json")
    assert (known.code, "suppressed" in known.out) == (0, True)
    OTHER.unlink()
    gone = atelier("lint", "sheets/suggestions.yaml", "--baseline", "known.json")
    assert "stale-baseline" in gone.out


def test_a_baseline_that_changes_is_heeded(city: Path) -> None:
    replace(SHEET, "field: answer", "field: anser")
    atelier("lint", "--baseline", "known.json", "--write-baseline")
    assert atelier("lint", "--baseline", "known.json").code == 0
    Path("known.json").write_text('{"schema_version": 1, "findings": []}', "utf-8")
    assert atelier("lint", "--baseline", "known.json").code == 1


@pytest.mark.parametrize("arguments", [["--no-cache"], ["-v"], ["--fix"], ["--diff"], ["--since", "HEAD"]])
def test_what_does_not_follow_from_files_is_not_kept(city: Path, arguments: list[str]) -> None:
    atelier("lint", *arguments)
    assert not KEPT.exists()


def test_the_settings_can_turn_it_off(city: Path) -> None:
    Path("atelier.toml").write_text("lint.cache = false", "utf-8")
    atelier("lint")
    assert not KEPT.exists()


def test_a_folder_that_is_no_project_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.yaml").write_text(APPLICATION, "utf-8")
    atelier("lint", "one.yaml")
    assert [*tmp_path.iterdir()] == [Path(tmp_path, "one.yaml")]


@pytest.mark.parametrize("content", [b"", b"{}", b"\x80\xff", b"[" * 9000, None])
def test_what_is_broken_is_replaced(city: Path, checks: list[str], content: bytes | None) -> None:
    clean = atelier("lint")
    (kept,) = KEPT.iterdir()
    whole = kept.read_bytes()
    # None of it is what was written, or it is that but for a word.
    kept.write_bytes(whole.replace(b"no findings", b"some") if content is None else content)
    assert atelier("lint") == clean
    assert atelier("lint") == clean
    assert len(checks) == 2
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("content", ["{}", "[]", '"text"', '{"read": [1, 2, 3]}'])
def test_what_somebody_else_has_sealed_is_replaced(city: Path, checks: list[str], content: str) -> None:
    clean = atelier("lint")
    (kept,) = KEPT.iterdir()
    cache_folder.keep(kept, content)
    assert atelier("lint") == clean
    assert len(checks) == 2
    assert "no findings" in kept.read_text("utf-8")


def test_nothing_is_kept_where_it_cannot_be(city: Path) -> None:
    Path(".atelier").write_text("a file", "utf-8")
    assert atelier("lint") == atelier("lint")
    assert Path(".atelier").read_text("utf-8") == "a file"


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_folder, "MOST_FILES", 3)
    files = [tmp_path / "cache" / "runs" / f"{n}.json" for n in range(4)]
    for file in files[:3]:
        cache_folder.keep(file, "x")
    assert cache_folder.read_kept(files[0]) == "x"  # it is in use again
    cache_folder.keep(files[3], "x")
    assert {file.name for file in files[0].parent.iterdir()} == {"0.json", "2.json", "3.json"}
    assert (tmp_path / "cache" / ".gitignore").read_text("utf-8") == "*\n"


def test_findings_are_kept_by_file_too(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    OTHER.write_text(APPLICATION, "utf-8")
    atelier("lint")
    replace(SHEET, "label: Answer", "label: Answered")
    checked: list[str] = []

    def noting(piece: Piece, catalog: Catalog) -> list[Diagnostic]:
        checked.append(piece.parsed.document.name)
        return list(piece.check(catalog))

    monkeypatch.setattr("atelier_cli.linter.remembering._found", noting)
    assert atelier("lint") == atelier("lint", "--no-cache")
    assert checked == [str(SHEET), str(OTHER)] or checked == [str(OTHER), str(SHEET)]
    checked.clear()
    replace(OTHER, "label: Praise", "label: Laud")
    assert atelier("lint") == atelier("lint", "--no-cache")
    assert checked == [str(OTHER)]


def test_a_change_while_it_is_read_is_not_kept(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render = atelier("lint", "--no-cache")
    assert render.code == 0

    def changing(*_: object) -> str:
        replace(SHEET, "field: answer", "field: anser")
        return ""

    monkeypatch.setattr("atelier_cli.commands.lint.folder_in_repository", changing)
    atelier("lint")
    assert not KEPT.exists()


#: Words of the project and what they become; each can be there or not.
WORDS = {
    "a field": (SHEET, "field_key: answer", "field_key: anser"),
    "a label": (SHEET, "Make a suggestion", "Suggest"),
    "a role": (VOCABULARY, "roles: [resident, clerk, director]", "roles: [resident, clerk, mayor]"),
    "an event": (VOCABULARY, "code: suggestion.answered", "code: suggestion.answerd"),
    "syntax": (SHEET, "identity:", "identity: ]"),
    "an emitter": (SHEET, "event: suggestion.answered\n        payload", "event: suggestion.nothing\n        payload"),
    "an ignore": (SHEET, "field: status, value: $", "field: statu, value: $"),
    "the settings": (Path("atelier.toml"), 'vocabulary = ["vocabulary"]', '[lint]\nignore = ["unknown-role"]'),
}
CALLS = st.sampled_from([("lint",), ("lint", "--format", "json"), ("lint", "sheets/suggestions.yaml")])
STEPS = st.lists(st.tuples(st.sampled_from([*WORDS, "another sheet"]), CALLS), min_size=2, max_size=4)


@settings(max_examples=8, deadline=None)
@given(steps=STEPS)
def test_what_is_kept_is_what_would_be_said_anew(steps: list[tuple[str, tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        init_project(Path("city"))
        with chdir("city"):
            for word, call in steps:
                _toggle(word)
                assert atelier(*call) == atelier(*call, "--no-cache")
                assert atelier(*call) == atelier(*call, "--no-cache")


def _toggle(word: str) -> None:
    """Makes a change, or takes it back."""
    if word == "another sheet":
        OTHER.unlink() if OTHER.exists() else OTHER.write_text(APPLICATION, "utf-8")
        return
    file, old, new = WORDS[word]
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")
