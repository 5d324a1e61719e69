"""`atelier run action`: what is given, what is answered, and the exit code that it ends in."""

import io
import json
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from atelier_cli import resources
from atelier_cli.commands import run_action
from atelier_cli.commands.schema import SCHEMAS
from atelier_cli.operations import act
from atelier_cli.operations.deliver import Delivered
from atelier_cli.operations.json_schemas import json_schema
from tests.support.cli import Ended, atelier

ANSWER = ("--param", "decision=accepted", "--param", "answer=We will plant a row of lime trees.")


@pytest.fixture
def suggested(forked_project: Path) -> Path:
    """A project with a suggestion of rui, who has an e-mail address."""
    assert atelier("people", "add", "rui", "--role", "resident", "--email", "rui@mail.example").code == 0
    made = ("entities", "create", "suggestion", "--id", "s1", "--field", "title=Shade", "--field", "author=rui")
    assert atelier(*made).code == 0
    return forked_project


def run(*arguments: str, by: str = "ana") -> Ended:
    return atelier("run", "action", *arguments, "--as", by)


def answer(*arguments: str, target: str = "suggestion/s1") -> Ended:
    return run("suggestions/answer", "--target", target, *arguments)


def codes(ended: Ended) -> list[str]:
    return [one["code"] for one in ended.json["errors"]]


def test_a_preview_writes_nothing_and_an_apply_does_what_it_said(suggested: Path) -> None:
    said = answer(*ANSWER, "--preview", "--format", "json").json
    assert (said["ok"], said["outcome"], len(said["plan"]["edits"])) == (True, None, 2)
    shown = ("entities", "show", "suggestion/s1", "--format", "json")
    assert atelier(*shown).json["state"] == "new"
    done = answer(*ANSWER, "--if-match", said["etag"], "--format", "json").json
    assert (done["outcome"], done["plan"], done["plan_digest"]) == ("applied", said["plan"], said["plan_digest"])
    assert atelier(*shown).json["state"] == "accepted"


def test_an_etag_of_before_is_refused(suggested: Path) -> None:
    etag = answer(*ANSWER, "--validate", "--format", "json").json["etag"]
    answer(*ANSWER)
    ended = answer(*ANSWER, "--if-match", f"suggestion/s1={etag}", "--format", "json")
    assert (ended.code, codes(ended)) == (1, ["stale_target"])


def test_a_key_makes_it_one(suggested: Path) -> None:
    first, again = (run("suggest", "--param", "title=Shade", "--idempotency-key", "k") for _ in range(2))
    assert (first.code, again.code) == (0, 0)
    assert "answered before with this key" in again.out
    other = run("suggest", "--param", "title=Sun", "--idempotency-key", "k", "--format", "json")
    assert (other.code, codes(other)) == (1, ["idempotency_conflict"])


def test_a_value_may_be_in_a_file(forked_project: Path) -> None:
    Path("title.txt").write_text("Shade\n", encoding="utf-8")
    said = run("suggest", "--param", "title=@title.txt", "--param", "text=@@home", "--preview", "--format", "json").json
    fields = said["plan"]["creates"][0]["fields"]
    assert (fields["title"], fields["text"]) == ("Shade", "@home")


def test_what_is_promised_is_told_and_a_failure_of_that_changes_nothing(
    suggested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A72"""
    ended = answer(*ANSWER)
    assert ended.code == 0
    assert "rui@mail.example by email: Your suggestion: Shade" in ended.out
    assert "will be tried again: there is no mail server" in ended.out
    monkeypatch.setattr(act, "deliver", lambda *_: 1 / 0)
    ended = run("suggest", "--param", "title=Shade")
    assert ended.code == 0
    assert "warning: not everything is told: Atelier failed" in ended.err
    assert ended.err.endswith("; the action stands\n")


def test_messages_of_other_actions_are_only_counted(suggested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody died of waiting for goes out as well; what has nobody to be told to says so."""
    with monkeypatch.context() as patch:
        patch.setattr(act, "deliver", lambda *_: Delivered(()))
        answer(*ANSWER)
    made = ("entities", "create", "suggestion", "--id", "s2", "--field", "title=Sun")
    assert atelier(*made).code == 0
    ended = answer(*ANSWER, target="suggestion/s2")
    assert ended.code == 0
    assert "Your suggestion" not in ended.out
    assert "told nobody of suggestion.answered\nand of other actions: 0 messages sent, 1 will be tried" in ended.out


def test_a_secret_that_is_missing_is_told_behind_the_action(suggested: Path) -> None:
    settings = '[notify.webhook]\nurl = "https://hooks.example.org"\nsecret = {env = "NO_SUCH_VARIABLE"}\n'
    with (suggested / "atelier.toml").open("a", encoding="utf-8") as config:
        config.write(settings)
    ended = answer(*ANSWER, "--format", "json")
    assert (ended.code, ended.json["outcome"]) == (0, "applied")
    (trouble,) = ended.json["fan_out"]["troubles"]
    assert trouble.endswith("the environment variable NO_SUCH_VARIABLE is not set (set it)")
    assert "bug" not in trouble


def test_json_is_as_its_schema_says(suggested: Path) -> None:
    validator = Draft202012Validator(json_schema("report", SCHEMAS["report"]))
    for ended in (
        answer(*ANSWER, "--preview", "--format", "json"),
        answer("--param", "decision=x", "--format", "json"),
        answer(*ANSWER, "--format", "json"),
        run("nope", "--format", "json"),
    ):
        validator.validate(ended.json)
        assert ended.json["schema_version"] == 1


REFUSED = {
    "gate": (("answer", "-t", "suggestion/s2", *ANSWER), 1, "gate_failed"),
    "parameter": (("answer", "-t", "suggestion/s1", "-p", "decision=maybe", "-p", "answer=x"), 1, "constraint_one_of"),
    "missing": (("suggest",), 1, "missing_parameter"),
    "strange": (("suggest", "-p", "title=x", "-p", "titel=x"), 1, "unknown_parameter"),
    "caller": (("suggest", "--as", "nobody"), 1, "unknown_caller"),
    "role": (("suggest", "--as", "ana:king"), 1, "unknown_role"),
    "action": (("sugest",), 3, "not_found"),
    "target": (("answer", "-t", "suggestion/s9", *ANSWER), 3, "target_not_found"),
    "no-target": (("answer", *ANSWER), 64, "missing_target"),
    "two-targets": (("answer", "-t", "suggestion/s1", "-t", "suggestion/s2", *ANSWER), 64, "unexpected_target"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_and_their_exit_codes(suggested: Path, name: str) -> None:
    made = ("entities", "create", "suggestion", "--id", "s2", "--field", "title=Mine", "--field", "author=ana")
    assert atelier(*made).code == 0
    line, code, word = REFUSED[name]
    line = line if "--as" in line else (*line, "--as", "ana")
    ended = atelier("run", "action", *line, "--format", "json")
    assert (ended.code, codes(ended)[0], ended.json["outcome"]) == (code, word, "rejected")
    text = atelier("run", "action", *line)
    assert (text.code, f"error[{word}]" in text.out, "Refused" in text.out) == (code, True, True)


MISTAKEN = {
    ("suggest", "--validate", "--preview"): "two things",
    ("suggest", "--param", "title"): "expected KEY=VALUE",
    ("suggest", "--param", "title=a", "--param", "title=b"): "given twice",
    ("suggest", "--param", "title=@nothing.txt"): "nothing.txt cannot be read",
    ("answer", "--target", "s1"): "expected TYPE/ID",
    ("answer", "--if-match", "abc"): "expected TYPE/ID=ETAG",
    ("answer", "--if-match", "suggestion/s1=abc"): "is no target of this call",
    ("suggest", "--as", ":clerk"): "expected USER[:ROLE,...]",
    ("suggest", "--as", "ana", "--assume", "task.x=approved"): "is not carried by a flow",
    ("--as", "ana"): "no action is named",
    (): "nobody in particular may do none",
    ("suggest", "--as", "ana", "--parm", "x"): "no such option",
}


@pytest.mark.parametrize("line", MISTAKEN)
def test_mistakes_of_the_command_line(forked_project: Path, line: tuple[str, ...]) -> None:
    ended = atelier("run", "action", *line)
    assert (ended.code, ended.out) == (64, "")
    assert MISTAKEN[line] in ended.err.replace("\n", " ")


def test_who_is_unknown_and_which_action_was_meant(forked_project: Path) -> None:
    assert "did you mean `suggestions/suggest`?" in run("suggestions/sugest").out
    assert "did you mean `suggestions/answer`?" in run("anser").out
    assert "known: suggestions/answer, suggestions/suggest" in run("plant").out
    assert "`--as USER` says who does" in atelier("run", "action", "suggest").out


def test_nothing_is_made_where_there_is_no_database(project: Path) -> None:
    ended = run("suggest", "--param", "title=Shade")
    assert (ended.code, (project / ".atelier" / "atelier.db").exists()) == (1, False)
    assert "there is no tenant" in ended.err
    assert not list(project.glob(".atelier/*.key"))


def test_a_tenant_without_applications_is_not_provisioned(forked_project: Path) -> None:
    assert atelier("tenants", "create", "porto").code == 0
    assert atelier("people", "add", "ana", "--tenant", "porto", "--role", "clerk").code == 0
    ended = run("suggest", "--tenant", "porto", "--format", "json")
    assert (ended.code, codes(ended)) == (1, ["not_provisioned"])


def test_a_locked_database_is_unavailable(suggested: Path) -> None:
    with closing(sqlite3.connect(suggested / ".atelier" / "atelier.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run("suggest", "--param", "title=x", "--lock-timeout", "0.1").code == 69


def test_the_key_is_made_once_and_is_nobody_elses_to_read(suggested: Path) -> None:
    etags = [answer(*ANSWER, "--preview", "--format", "json").json["etag"] for _ in range(2)]
    assert etags[0] == etags[1]
    file = suggested / ".atelier" / "atelier.db.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()
    assert answer(*ANSWER, "--preview", "--format", "json").json["etag"] != etags[0]


def test_a_console_message_goes_to_the_other_stream(project: Path) -> None:
    sheet = project / "sheets" / "suggestions.yaml"
    text = sheet.read_text(encoding="utf-8").replace("channels: [email]", "channels: [console]")
    sheet.write_text(text, encoding="utf-8")
    assert atelier("import").code == 0
    assert atelier("fork", "--template", "municipality", "--tenant", "lisbon", "--create").code == 0
    assert atelier("people", "add", "ana", "--role", "clerk", "--email", "ana@city.example").code == 0
    assert atelier("people", "add", "rui", "--role", "resident", "--email", "rui@mail.example").code == 0
    made = ("entities", "create", "suggestion", "--id", "s1", "--field", "title=Shade", "--field", "author=rui")
    assert atelier(*made).code == 0
    ended = answer(*ANSWER)
    assert ended.err == "message to rui: Your suggestion: Shade\n  | We will plant a row of lime trees.\n"
    assert "1 message sent" in ended.out


BULK = """\
  - key: shelve
    label: Shelve
    target_model: suggestion
    kind: bulk
    bulk: {mode: per_item, limit: 100}
    permissions_policy: {view: [clerk], apply: [clerk]}
    submission_criteria:
      - key: unanswered
        criteria_type: field
        config: {subject: entity, field: status, operator: eq, value: new, enforcement: gate}
        message: It has been answered.
    edits: [{field: status, value: declined}]
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("targets.txt", "# those\nsuggestion/s1\n\nsuggestion/s2\n"),
        ("targets.json", json.dumps(["suggestion/s1", {"type": "suggestion", "id": "s2"}])),
        ("targets.csv", "type,id\nsuggestion,s1\nsuggestion,s2\n"),
        ("other.csv", "target\nsuggestion/s1\nsuggestion/s2\n"),
    ],
)
def test_many_targets_from_a_file(suggested: Path, name: str, text: str) -> None:
    sheet = suggested / "sheets" / "suggestions.yaml"
    said = sheet.read_text(encoding="utf-8")
    sheet.write_text(said.replace("actions:\n", f"actions:\n{BULK}", 1), encoding="utf-8")
    ended = atelier("import", "--plane", "lisbon")
    assert ended.code == 0, ended.err
    assert atelier("entities", "create", "suggestion", "--id", "s2", "--field", "title=Sun").code == 0
    Path(name).write_text(text, encoding="utf-8")
    ended = run("shelve", "--targets-file", name, "--preview")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "2 of 2 items would be applied: 2 fields changed")
    assert run("shelve", "-t", "suggestion/s1").code == 0
    ended = run("shelve", "--targets-file", name, "--format", "json")
    assert (ended.code, [one["outcome"] for one in ended.json["items"]]) == (1, ["rejected", "applied"])


@pytest.mark.parametrize(
    ("name", "text", "message", "code"),
    [
        ("none.txt", "# nobody\n", "names no targets", 3),
        ("bad.txt", "suggestion/s1\ns2\n", "bad.txt:2: expected TYPE/ID, found `s2`", 64),
        ("bad.json", "{}", "expected a list of targets", 64),
        ("broken.json", "[", "is not JSON", 64),
        ("item.json", "[3]", "item 1: expected TYPE/ID, found 3", 64),
        ("bad.csv", "kind,id\nsuggestion,s1\n", "expected the columns `type` and `id`, or `target`", 64),
    ],
)
def test_mistakes_in_a_file_of_targets(forked_project: Path, name: str, text: str, message: str, code: int) -> None:
    Path(name).write_text(text, encoding="utf-8")
    ended = run("answer", "--targets-file", name)
    assert (ended.code, message in ended.err) == (code, True), ended.err


def test_a_file_of_targets_that_is_not_there(forked_project: Path) -> None:
    ended = run("answer", "--targets-file", "nowhere.txt")
    assert (ended.code, ended.err.splitlines()[0]) == (
        1,
        "error: nowhere.txt cannot be read: no such file or directory",
    )


def test_somebody_at_a_terminal_is_asked_for_what_is_missing(suggested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The action, its target, and the parameters one after the other; without them nothing is asked when piped."""
    monkeypatch.setattr(run_action, "may_ask", lambda _: True)
    answers = "answer\ns1\ndeclined\nThe square is a market on Saturdays.\n".replace("answer", "suggestions/answer", 1)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    ended = atelier("run", "action", "--as", "ana", "--format", "json")
    assert ended.code == 0, ended.err
    said = json.loads(ended.out[ended.out.index("{") :])
    assert (said["outcome"], said["target"]) == ("applied", "suggestion/s1")
    assert [one["after"] for one in said["plan"]["edits"]] == ["declined", "The square is a market on Saturdays."]
    assert "1  suggestions/answer" in ended.err
    assert "suggestions/answer  Answer\n" in ended.err


def test_an_empty_answer_chooses_nothing(suggested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be chosen has no first choice that an impatient Enter makes; its number and its word both do."""
    monkeypatch.setattr(run_action, "may_ask", lambda _: True)
    for chosen, value in (("2", "declined"), ("accepted", "accepted")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"\n\n{chosen}\nThe square is a market on Saturdays.\n"))
        ended = atelier(
            "run", "action", "answer", "-t", "suggestion/s1", "--preview", "--as", "ana", "--format", "json"
        )
        assert ended.code == 0, ended.err
        assert json.loads(ended.out[ended.out.index("{") :])["plan"]["edits"][0]["after"] == value


def test_the_examples_of_its_help_are_actions_of_the_template() -> None:
    sheets = (
        yaml.safe_load(file.read_bytes()) for file in (resources.template_sheets() / "municipality").glob("*.yaml")
    )
    known = {f"{one['identity']['code']}/{action['key']}" for one in sheets for action in one["actions"]}
    named = {line.split()[3] for line, _ in run_action.EXAMPLES}
    assert named <= known
