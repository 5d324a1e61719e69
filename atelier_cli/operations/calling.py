"""What a command line says of a call: who calls, what of, and with which values."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from atelier_cli.actions.definition import Parameter
from atelier_cli.actions.entities.text import value_of_text
from atelier_cli.actions.request import ANONYMOUS, Claim
from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.flows.given_json import read_json
from atelier_cli.operations.file_access import file_access

Read = Callable[[str], str]


def read_text(name: str) -> str:
    """The text of a file that a command line names; raises `UsageError` where it is none."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{name} cannot be read", "check the path") from error


def claim_of(said: str | None) -> Claim:
    """Who `USER[:ROLE,...]` says to be; nobody in particular where nothing is said."""
    if said is None:
        return ANONYMOUS
    user, colon, roles = said.partition(":")
    named = tuple(one.strip() for one in roles.split(","))
    if not user or (colon and not all(named)):
        raise UsageError(f"expected USER[:ROLE,...], found `{said}`", "write it as in `ana` or `ana:clerk,crew`")
    return Claim(user, named if colon else ())


def target_of(said: str) -> str:
    """The target, `TYPE/ID`; raises `UsageError` for what is not written as one."""
    code, _, id_ = said.partition("/")
    if not (code and id_):
        raise UsageError(f"expected TYPE/ID, found `{said}`", "write it as in `crew/north-1`")
    return said


def targets_in(file: Path) -> tuple[str, ...]:
    """The targets in a file: one `TYPE/ID` a line, a JSON list of those, or a CSV with `type` and `id`, or `target`.

    Raises `RefusedError` for a file that cannot be opened, `UsageError` for one that is written otherwise, and
    `NoInputError` for one without targets.
    """
    with file_access(file, "read"):
        content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8", "save it as UTF-8") from error
    match file.suffix:
        case ".json":
            found = _in_json(text, file)
        case ".csv":
            found = _in_csv(text, file)
        case _:
            lines = enumerate((line.strip() for line in text.splitlines()), 1)
            found = [(f"{file}:{number}", line) for number, line in lines if line and not line.startswith("#")]
    if not found:
        raise NoInputError(f"{file} names no targets", "write one TYPE/ID a line")
    return tuple(_placed(where, said) for where, said in found)


def if_match_of(said: Sequence[str], targets: Sequence[str]) -> dict[str, str]:
    """The etag of each target: `ETAG` where there is one target, else each `TYPE/ID=ETAG`."""
    found: dict[str, str] = {}
    for one in said:
        target, sign, etag = one.rpartition("=")
        if not sign and len(targets) != 1:
            raise UsageError(f"expected TYPE/ID=ETAG, found `{one}`", "an etag alone is for one target")
        named = target if sign else targets[0]
        if named not in targets:
            raise UsageError(f"`{named}` is no target of this call", "name it with --target, too")
        found[named] = etag
    return found


def parameters_of(said: Iterable[str], known: Mapping[str, Parameter], read: Read = read_text) -> dict[str, Any]:
    """The values that each `KEY=VALUE` gives, read by the types of the parameters; `@FILE` is what a file says.

    What does not fit its type, or a parameter that is not known, stays as it is: the action says what is wrong with it.
    Raises `UsageError` for what is no `KEY=VALUE`, and for a key that is given twice.
    """
    found: dict[str, Any] = {}
    for one in said:
        key, sign, text = one.partition("=")
        if not sign or not key:
            raise UsageError(f"expected KEY=VALUE, found `{one}`", "write it as in `note=repaired`, or `note=@FILE`")
        if key in found:
            raise UsageError(f"the parameter `{key}` is given twice", "items of a list have semicolons between them")
        if text.startswith("@@"):
            text = text[1:]
        elif text.startswith("@"):
            text = read(text[1:]).rstrip("\r\n")
        found[key] = value_said(known.get(key), text)
    return found


def value_said(parameter: Parameter | None, text: str) -> Any:
    """The value of a parameter that a text says; null for no text."""
    if not text:
        return None
    if parameter is None:
        return text
    type_ = parameter.type
    if type_.name in {"entity", "user"}:
        code = "user" if type_.name == "user" else type_.entity_type
        return text.removeprefix(f"{code}/")
    return value_of_text(type_, text)


def _placed(where: str, said: Any) -> str:
    if isinstance(said, Mapping) and {"type", "id"} <= said.keys():
        said = f"{said['type']}/{said['id']}"
    if not isinstance(said, str):
        raise UsageError(f"{where}: expected TYPE/ID, found {json.dumps(said)}", "write it as in `crew/north-1`")
    try:
        return target_of(said)
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}", error.remedy) from error


def _in_json(text: str, file: Path) -> list[tuple[str, Any]]:
    try:
        said = read_json(text)
    except ValueError as error:
        raise UsageError(f"{file} is not JSON: {error}", "mend the file") from error
    if not isinstance(said, list):
        raise UsageError(f"{file}: expected a list of targets", 'as in ["crew/north-1", {"type": "crew", "id": "x"}]')
    return [(f"{file}: item {number}", one) for number, one in enumerate(said, 1)]


def _in_csv(text: str, file: Path) -> list[tuple[str, Any]]:
    rows = csv.DictReader(io.StringIO(text))
    columns = set(rows.fieldnames or ())
    if not ({"type", "id"} <= columns or "target" in columns):
        raise UsageError(f"{file}: expected the columns `type` and `id`, or `target`", "write them in the first line")
    return [(f"{file}:{rows.line_num}", row.get("target") or {"type": row["type"], "id": row["id"]}) for row in rows]
