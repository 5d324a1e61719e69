"""`atelier deliver` and `atelier notices`: what was promised goes out, and lies in an inbox until it is read."""

from pathlib import Path

import pytest

from atelier_cli.operations import act
from atelier_cli.operations.deliver import Delivered
from tests.support.cli import atelier

ANSWER = ("--param", "decision=accepted", "--param", "answer=We will plant a row of lime trees.")


@pytest.fixture
def answered(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project where rui is to be told of an answer, and whoever applied it died before."""
    sheet = project / "sheets" / "suggestions.yaml"
    said = sheet.read_text(encoding="utf-8").replace("channels: [email]", "channels: [inbox, email, console, webhook]")
    sheet.write_text(said, encoding="utf-8")
    lines = (
        "import",
        "fork --template municipality --tenant lisbon --create",
        "people add ana --role clerk",
        "people add rui --role resident --email rui@mail.example",
        "entities create suggestion --id s1 --field title=Shade --field author=rui",
    )
    for line in lines:
        assert atelier(*line.split()).code == 0
    with monkeypatch.context() as patch:
        patch.setattr(act, "deliver", lambda *_: Delivered(()))
        assert atelier("run", "action", "answer", "--as", "ana", "--target", "suggestion/s1", *ANSWER).code == 0
    return project


def test_what_is_due_goes_out_once(answered: Path) -> None:
    assert atelier("notices", "list", "--as", "rui").err == "no notices for rui\n"
    ended = atelier("deliver")
    assert ended.code == 0
    assert "2 messages sent, 2 will be tried again" in ended.out
    assert "there is no mail server: set `[notify.email]`" in ended.out
    assert ended.err.startswith("message to rui: Your suggestion: Shade\n")
    again = atelier("deliver", "--format", "json")
    assert (again.code, again.json["counts"]) == (0, {"sent": 0, "pending": 0, "dead": 0})
    assert atelier("deliver").err == "nothing is due in lisbon\n"


def _with_webhook(project: Path) -> None:
    with (project / "atelier.toml").open("a", encoding="utf-8") as config:
        config.write('[notify.webhook]\nurl = "ftp://nowhere"\nsecret = {env = "HOOK_SECRET"}\n')


def test_what_can_never_be_sent_ends_in_1(answered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_webhook(answered)
    monkeypatch.setenv("HOOK_SECRET", "a secret of both sides")
    ended = atelier("deliver")
    assert ended.code == 1
    assert "cannot be sent: `ftp://nowhere` is no address of the web" in ended.out


def test_a_secret_that_is_not_there_is_told_before_anything_is_sent(answered: Path) -> None:
    _with_webhook(answered)
    ended = atelier("deliver")
    assert (ended.code, "HOOK_SECRET is not set" in ended.err) == (64, True)
    assert atelier("notices", "list", "--as", "rui").err == "no notices for rui\n"


def test_notices_are_new_until_they_are_read(answered: Path) -> None:
    atelier("deliver", "--quiet")
    ended = atelier("notices", "list", "--as", "rui")
    assert ended.err == "1 notice of rui, 1 new\n"
    assert ended.out.splitlines()[1].strip() == "We will plant a row of lime trees."
    (notice,) = atelier("notices", "list", "--as", "rui", "--format", "json").json["notices"]
    assert notice["read_at"] is None
    assert atelier("notices", "read", "--as", "rui", notice["id"][-12:]).out == "marked 1 notice of rui as read\n"
    assert atelier("notices", "list", "--as", "rui", "--unread").err == "no notices for rui\n"
    assert atelier("notices", "list", "--as", "rui").err == "1 notice of rui, 0 new\n"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("notices list --as zoe", 1, "there is no person `zoe`"),
        ("notices read --as ana nothing", 3, "`ana` has no notice `nothing`"),
        ("notices list", 64, "missing option '--as'"),
        ("deliver --tenant porto", 1, "there is no plane `porto`"),
        ("actions list --as zoe", 1, "there is no person `zoe`"),
        ("actions list --as ana --target suggestion/s9", 3, "there is no suggestion/s9"),
        ("actions list --as ana --target s9", 64, "expected TYPE/ID"),
        ("actions show anser --as ana", 3, "there is no action `anser`"),
        ("actions show suggestions/anser --as ana", 3, "did you mean `suggestions/answer`?"),
        ("actions show answer", 3, "say who looks: `--as USER`"),
        ("actions show answer --as zoe", 1, "there is no person `zoe`"),
        ("actions show answer --as ana:king", 1, "there is no role `king`"),
    ],
)
def test_mistakes_and_their_exit_codes(forked_project: Path, line: str, code: int, said: str) -> None:
    ended = atelier(*line.split())
    assert (ended.code, said in ended.err) == (code, True), ended.err


def test_anybody_may_ask_what_there_is(forked_project: Path) -> None:
    ended = atelier("actions", "list")
    assert ended.code == 0
    assert "`--as USER` names a caller" in ended.err
    assert [one["name"] for one in atelier("actions", "list", "--as", "ana", "--format", "json").json["actions"]] == [
        "suggestions/answer",
        "suggestions/suggest",
    ]


def test_what_an_action_asks_is_for_who_may_edit_it(forked_project: Path) -> None:
    shown = atelier("actions", "show", "answer", "--as", "ana", "--format", "json").json
    assert (shown["may_apply"], shown["may_edit"], shown["permissions"]) == (True, False, None)
    assert all("config" not in one for one in shown["criteria"])
    assert all("value" not in one for one in shown["edits"])
