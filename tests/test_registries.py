"""Every table of parts: an entry is a file, documented and tested, and there is no file without an entry."""

import ast
import importlib
import keyword
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.actions.constraints import CONSTRAINTS
from atelier_cli.actions.criteria import CRITERIA
from atelier_cli.actions.edits import OPERATIONS
from atelier_cli.commands import COMMANDS
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.steps import STEPS
from atelier_cli.language.values import MODES
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rules import RULES
from atelier_cli.views.formats import FORMATS
from tests.rules.test_examples import WITHOUT_EXAMPLE

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "atelier_cli"
TESTS = ROOT / "tests"

#: Tables whose entries are modules, with the folder of those.
TABLES: dict[str, tuple[Mapping[str, Any], Path]] = {
    "rules": (RULES, PACKAGE / "rules"),
    "operators": ({**OPERATORS, **COMBINATORS}, PACKAGE / "language" / "operators"),
    "functions": (FUNCTIONS, PACKAGE / "language" / "functions"),
    "steps": (STEPS, PACKAGE / "language" / "steps"),
    "values": (MODES, PACKAGE / "language" / "values"),
    "constraints": (CONSTRAINTS, PACKAGE / "actions" / "constraints"),
    "criteria": (CRITERIA, PACKAGE / "actions" / "criteria"),
    "edits": (OPERATIONS, PACKAGE / "actions" / "edits"),
    "formats": (FORMATS, PACKAGE / "views" / "formats"),
}
#: The files of those folders that are no entry of the table.
BESIDE = {
    "rules": {"protocol"},
    "operators": {"protocol", "sides", "synonyms"},
    "functions": {"protocol", "apply"},
    "steps": {"protocol"},
    "constraints": {"protocol", "bounds"},
    "criteria": {"protocol"},
    "edits": {"protocol", "lists"},
    "formats": {"protocol"},
    "values": {
        "check", "following", "parse", "protocol", "resolve", "rewrite", "slots", "syntax", "written",
    },
}  # fmt: skip
ENTRIES = [(table, word) for table, (entries, _) in TABLES.items() for word in entries]


def file_of(word: str) -> str:
    return word.replace("-", "_")


@pytest.mark.parametrize("table", TABLES)
def test_each_file_is_an_entry(table: str) -> None:
    entries, folder = TABLES[table]
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files - BESIDE[table] == {module_name(module) for module in entries.values()}
    assert BESIDE[table] <= files, "a name here that is no file any more"


def module_name(module: Any) -> str:
    return str(module.__name__).rpartition(".")[2]


@pytest.mark.parametrize(("table", "word"), ENTRIES)
def test_an_entry_is_the_module_of_its_name(table: str, word: str) -> None:
    module = TABLES[table][0][word]
    # A word that Python keeps for itself, as `in`, `not` and `is`, has an underscore.
    assert module_name(module).removesuffix("_") == file_of(word)


@pytest.mark.parametrize(("table", "word"), ENTRIES)
def test_an_entry_says_what_it_is(table: str, word: str) -> None:
    summary, *rest = (TABLES[table][0][word].__doc__ or "").splitlines()
    # One sentence on the first line, or a first part of one that goes on.
    assert summary[:1].isupper() or summary.startswith("`")
    assert rest, "nothing but a summary: show an example"


@pytest.mark.parametrize("rule", sorted(RULES.keys() - WITHOUT_EXAMPLE))
def test_a_rule_has_a_fixture(rule: str) -> None:
    assert (TESTS / "rules" / f"{rule}.yaml").is_file()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_shown_whole(name: str) -> None:
    assert (TESTS / "views" / "formats" / f"case.{name}").is_file()


@pytest.mark.parametrize(("table", "word"), [one for one in ENTRIES if one[0] in {"constraints", "criteria", "edits"}])
def test_a_part_of_an_action_has_cases(table: str, word: str) -> None:
    assert (TESTS / "actions" / table / f"{word}.yaml").is_file()


def test_each_fixture_is_of_a_rule() -> None:
    assert {path.stem for path in (TESTS / "rules").glob("*.yaml")} <= RULES.keys()


def test_a_rule_has_one_summary_that_no_other_has() -> None:
    summaries = [(rule.__doc__ or "").splitlines()[0] for rule in RULES.values()]
    assert len({*summaries}) == len(summaries)


#: Where findings and problems are made that a person reads: their rules must be explained.
FOLDERS = (
    "sheet", "catalog", "rules", "plan", "compiler", "operations",
    "language/values", "language/condition", "language/expression", "actions/defining", "actions/criteria",
)  # fmt: skip
SOURCES = [path for folder in FOLDERS for path in sorted((PACKAGE / folder).rglob("*.py"))]
#: Calls that are told the name of a rule among their first arguments.
MAKERS = {
    "Diagnostic", "Problem", "Level", "error", "dangling", "wrong", "report", "_add", "_tag", "_Fault", "_problem",
    "_note", "fault",
}  # fmt: skip
WORD = re.compile(r"[a-z]+(-[a-z0-9]+)+|syntax")


def rules_named_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        told: list[ast.expr] = []
        if isinstance(node, ast.Call) and name_of(node.func) in MAKERS:
            told = node.args[:3]
        elif isinstance(node, ast.Tuple) and any(name_of(item) in {"ERROR", "WARNING", "INFO"} for item in node.elts):
            told = node.elts
        for item in told:
            if isinstance(item, ast.Constant) and isinstance(item.value, str) and WORD.fullmatch(item.value):
                yield item.value


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


NAMED = sorted({(rule, path.relative_to(PACKAGE).as_posix()) for path in SOURCES for rule in rules_named_in(path)})


def test_the_search_finds_what_it_looks_for() -> None:
    found = {rule for rule, _ in NAMED}
    assert {"unknown-field", "syntax", "breaking-change", "unknown-parameter", "duplicate-name", "wrong-type"} <= found
    assert len(found) >= 45


@pytest.mark.parametrize(("rule", "path"), NAMED)
def test_what_a_finding_is_called_is_a_rule(rule: str, path: str) -> None:
    assert rule in RULES, f"{path} reports `{rule}`, which nothing explains"


def test_each_rule_is_reported_somewhere() -> None:
    assert RULES.keys() - {rule for rule, _ in NAMED} == set()


#: The files of the commands' folder that are none.
BESIDE_COMMANDS = {"__init__", "options"}


def test_each_command_is_a_file() -> None:
    files = {path.stem for path in (PACKAGE / "commands").glob("*.py")} - BESIDE_COMMANDS
    assert {command.replace(" ", "_") for command in COMMANDS} == {file.removesuffix("_") for file in files}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_a_function_of_its_name_help_and_examples(command: str) -> None:
    name = command.replace(" ", "_")
    name = f"{name}_" if keyword.iskeyword(name) else name
    module = importlib.import_module(f"atelier_cli.commands.{name}")
    assert getattr(module, name).__doc__
    assert all(line.startswith(f"atelier {command}") for line, _ in module.EXAMPLES)
    assert module.EXAMPLES


def test_each_row_class_has_a_name_of_its_own() -> None:
    for name, row_class in ROW_CLASSES.items():
        assert re.sub(r"(?<!^)(?=[A-Z])", "_", row_class.__name__).lower() == name
        assert row_class.__doc__
