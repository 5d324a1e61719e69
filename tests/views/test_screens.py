"""Whole screens of every command, 80 columns wide, in one small project: what a newcomer sees."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from atelier_cli.clock import FixedClock
from atelier_cli.commands import run_flow
from atelier_cli.operations.init_project import init_project
from tests.support.cli import Ended, atelier
from tests.support.golden import check

SCREENS = Path(__file__).parent / "screens"
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def _edited(old: str, new: str) -> Callable[[], None]:
    def edit() -> None:
        sheet = Path("sheets/suggestions.yaml")
        text = sheet.read_text(encoding="utf-8")
        assert old in text
        sheet.write_text(text.replace(old, new), encoding="utf-8")

    return edit


CHANGES = (
    _edited("label: Answer\n", "label: Answer a suggestion\n"),
    _edited("constraints: {min_length: 20}", "constraints: {min_length: 10, max_length: 2000}"),
    _edited("context.weighed.score >= 0.6", "context.weighed.score >= 0.7"),
    _edited(
        "message: It has been answered.",
        "message: Somebody has answered it, and an answer is final; who disagrees makes a suggestion of their own.",
    ),
    _edited("  - key: suggest\n    label: Make", "  - key: suggest_again\n    renamed_from: suggest\n    label: Make"),
)
REMOVED = _edited("    placements:\n      - {key: answer, surface: record_header}\n", "")
MISTAKEN = _edited(
    "target_model: suggestion\n    permissions_policy: {view: [clerk",
    "target_model: suggestoin\n    permissions_policy: {view: [clerk",
)

FORK = "fork --template municipality --tenant lisbon --create"
SETUP: dict[str, tuple[str | Callable[[], None], ...]] = {
    "lint": (),
    "lint-mistaken": (MISTAKEN,),
    "compile": (),
    "plan-first": (),
    "plan-changes": ("import", *CHANGES),
    "plan-removed": ("import", REMOVED),
    "plan-nothing": ("import",),
    "import": (),
    "import-mistaken": (MISTAKEN,),
    "import-verbose": ("import", *CHANGES),
    "fork": ("import",),
    "fork-dry-run": ("import",),
    "fork-again": ("import", FORK),
    "diff": ("import", FORK, *CHANGES, "import"),
    "tenants-list": ("import", FORK),
    "tenants-show": ("import", FORK),
    "tenants-create": (),
    "export": ("import",),
    "export-out": ("import",),
    "db-status": ("import",),
    "db-status-absent": (),
    "db-init": (),
    "db-upgrade": ("import",),
    "explain-all": (),
    "explain-rule": (),
    "explain-step": (),
    "run-flow": ("import", FORK),
    "run-flow-rejected": ("import", FORK),
    "run-flow-low-score": ("import", FORK),
    "run-flow-without-dry-run": ("import", FORK),
}
COMMANDS: dict[str, str] = {
    "lint": "lint",
    "lint-mistaken": "lint",
    "compile": "compile sheets",
    "plan-first": "plan",
    "plan-changes": "plan",
    "plan-removed": "plan",
    "plan-nothing": "plan",
    "import": "import sheets",
    "import-mistaken": "import sheets",
    "import-verbose": "import sheets --verbose",
    "fork": FORK,
    "fork-dry-run": f"{FORK} --dry-run",
    "fork-again": FORK,
    "diff": "diff lisbon municipality",
    "tenants-list": "tenants list",
    "tenants-show": "tenants show lisbon",
    "tenants-create": "tenants create lisbon",
    "export": "export --plane municipality",
    "export-out": "export --out exported",
    "db-status": "db status",
    "db-status-absent": "db status",
    "db-init": "db init",
    "db-upgrade": "db upgrade",
    "explain-all": "explain",
    "explain-rule": "explain duplicate-owner",
    "explain-step": "explain human_task",
    "run-flow": "run flow --dry-run",
    "run-flow-rejected": "run flow --dry-run --assume task.decide=rejected",
    "run-flow-low-score": 'run flow --dry-run --assume skill.weigh_suggestion={"score":0.2,"reason":"Not_our_street"}',
    "run-flow-without-dry-run": "run flow",
}


@pytest.mark.parametrize("screen", list(SETUP))
def test_screen(request: pytest.FixtureRequest, project: Path, screen: str) -> None:
    for step in SETUP[screen]:
        if isinstance(step, str):
            ended = atelier(*step.split())
            assert ended.code == 0, ended.err
        else:
            step()
    check(request, SCREENS / f"{screen}.out", _screen(COMMANDS[screen], project))


@pytest.fixture
def project(new_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "city"
    shutil.copytree(new_project, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    monkeypatch.setattr(run_flow, "SystemClock", lambda: FixedClock(NOW))
    return folder


@pytest.fixture(scope="module")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "city"
    init_project(folder)
    return folder


def _screen(command: str, project: Path) -> str:
    """What the command writes on either stream, and what it ends in."""
    ended: Ended = atelier(*command.split(), width=80)
    parts = [f"$ atelier {command}\n", ended.out]
    if ended.err:
        parts += ["--- stderr\n", ended.err]
    parts.append(f"--- exit code {ended.code}\n")
    return re.sub(re.escape(str(project.parent)), "/tmp", "".join(parts))  # noqa: S108  # no file is opened
