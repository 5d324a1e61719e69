"""Builds flow definitions from snippets of sheets and vocabularies, through the compiler that the product has."""

from functools import cache
from typing import Any

import yaml

from atelier_cli import resources
from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.diagnostics import Severity
from atelier_cli.flows.define import define
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.language.problems import Problems
from atelier_cli.rows.flow import Flow
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read


def parsed(data: dict[str, Any], name: str) -> Parsed:
    """The data as a file that was read; it must be without errors."""
    found = parse(read(yaml.safe_dump(data, sort_keys=False).encode(), name))
    assert not [one.message for one in found.diagnostics if one.severity is Severity.ERROR]
    return found


def lowered(sheet: dict[str, Any], vocabulary: dict[str, Any]) -> Lowered:
    """The rows of a sheet without its identity, and of a vocabulary without its code."""
    files = [
        parsed({"identity": {"code": "app", "name": "App"}, **sheet}, "sheet.yaml"),
        parsed({"vocabulary": {"code": "words", **vocabulary}}, "vocabulary.yaml"),
    ]
    return lower(files)


@cache
def municipality() -> Lowered:
    """The rows of the municipality template."""
    folders = (resources.template_sheets() / "municipality", resources.vocabulary())
    files = sorted(file for folder in folders for file in folder.glob("*.yaml"))
    return lower([parse(read(file.read_bytes(), file.name)) for file in files])


def defined(rows: Lowered, key: str | None = None) -> tuple[FlowDefinition | None, Problems]:
    """The definition of the flow of that key, or of the only one."""
    flows = [row for row in rows.template.of(Flow).values() if key in {None, row.address[-1]}]
    (flow,) = flows
    assert isinstance(flow, Flow)
    return define(flow, rows.template, rows.vocabulary)


def definition(rows: Lowered, key: str | None = None) -> FlowDefinition:
    found, problems = defined(rows, key)
    assert found is not None, problems
    return found
