"""What `docs/notifications.md` shows is right: its rules lint clean, its settings load, and nothing is left out."""

import re
from pathlib import Path

import pytest

from atelier_cli.commands import COMMANDS
from atelier_cli.events.outbox import BACKOFF
from atelier_cli.notify.channels import CHANNELS
from atelier_cli.notify.resolvers import RESOLVERS
from atelier_cli.operations.init_project import init_project
from atelier_cli.operations.settings import load
from tests.support.cli import atelier

PAGE = (Path(__file__).parents[1] / "docs" / "notifications.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """The block of code behind a mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None, mark
    return found[1]


def test_the_rules_of_the_page_fit_the_first_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    sheet = Path("sheets", "suggestions.yaml")
    text = sheet.read_text(encoding="utf-8")
    start, end = text.index("notifications:\n"), text.index("flows:\n")
    sheet.write_text(f"{text[:start]}{block('sheet')}\n{text[end:]}", encoding="utf-8")
    ended = atelier("lint", "--fail-on", "info")
    assert (ended.code, "no findings" in ended.out) == (0, True), ended


def test_the_settings_of_the_page_load(tmp_path: Path) -> None:
    (tmp_path / "atelier.toml").write_text(block("settings"), encoding="utf-8")
    notify = load(tmp_path, {}).settings.notify
    assert notify.email is not None
    assert notify.email.password is not None
    assert (notify.email.port, notify.email.security, notify.email.password.env) == (587, "starttls", "SMTP_PASSWORD")
    assert notify.webhook is not None
    assert (notify.webhook.private, notify.webhook.secret.file) == (False, "webhook.secret")


def test_every_channel_and_every_way_to_say_who_is_on_the_page() -> None:
    table = PAGE.partition("| channel |")[2]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(CHANNELS)
    resolvers = re.findall(r"^\| `\w+:.*?` \|", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+):", "".join(resolvers))) == set(RESOLVERS)


def test_the_pauses_are_those_of_the_page() -> None:
    assert "10 seconds, then of three times as much, up to 6 hours, twelve times in all" in PAGE
    said = (BACKOFF.initial.total_seconds(), BACKOFF.factor, BACKOFF.max_interval.total_seconds(), BACKOFF.max_attempts)
    assert said == (10, 3, 6 * 3600, 12)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"atelier (run action|notices \w+|deliver)", PAGE))))
def test_the_commands_of_the_page_are_there(command: str) -> None:
    assert command in COMMANDS
