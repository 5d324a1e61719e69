"""Findings as JSON: the shapes, which `atelier schema diagnostics` describes, and how they are filled."""

from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from atelier_cli.diagnostics import Edit, Fix, Position, Range, Severity
from atelier_cli.linter import Finding, Mark, Report
from atelier_cli.views.envelope import SCHEMA_VERSION
from atelier_cli.views.statistics import RuleCount, statistics

Count = Annotated[int, Field(ge=0)]


class PositionShape(TypedDict):
    """A point in a text."""

    line: Annotated[int, Field(ge=1, description="The line, from 1.")]
    column: Annotated[int, Field(ge=1, description="The column in code points, from 1.")]


class RangeShape(TypedDict):
    """A stretch of text, up to and without its end."""

    start: PositionShape
    end: PositionShape


class LabelShape(TypedDict):
    """A second place that explains the first."""

    file: str
    range: RangeShape
    text: str


class EditShape(TypedDict):
    """A replacement of a node, its key, or a part of a scalar."""

    file: str
    path: Annotated[list[str | int], Field(description="Keys and indices from the top of the file.")]
    part: Annotated[Literal["key", "value"], Field(description="Whether the node or the key before it is meant.")]
    within: NotRequired[Annotated[list[int], Field(description="Offsets into the scalar's value, for a part of it.")]]
    replacement: Annotated[str | None, Field(description="The new text; null removes the item.")]
    to: NotRequired[Annotated[list[str | int], Field(description="Where the item goes instead: keys and indices.")]]
    adds: NotRequired[Annotated[bool, Field(description="Whether the key is new: it goes first into its mapping.")]]


class FixShape(TypedDict):
    """Edits that mend a finding."""

    title: str
    safe: Annotated[bool, Field(description="Whether the edits keep the sheet's meaning.")]
    edits: list[EditShape]


class FindingShape(TypedDict):
    """One finding: what was found, what was expected, what to try."""

    rule: Annotated[str, Field(description="The rule's name.", examples=["unknown-key"])]
    severity: Literal["error", "warning", "info"]
    message: str
    file: Annotated[str, Field(description="The file as it was named, or relative to the working directory.")]
    range: RangeShape
    path: Annotated[list[str | int], Field(description="Keys and indices from the top of the file.")]
    entity: Annotated[str, Field(description="The way to it in the sheet.", examples=["action close_report"])]
    annotation: Annotated[str, Field(description="What would be right in this place.")]
    labels: list[LabelShape]
    help: Annotated[str, Field(description="What to try.")]
    fixes: list[FixShape]


class SuppressedShape(FindingShape):
    """A finding that fails nothing: somebody knows of it."""

    by: Annotated[Literal["comment", "baseline"], Field(description="What knows it.")]
    reason: Annotated[str, Field(description="Why, as the comment says.")]


class SummaryShape(TypedDict):
    """How many findings there are."""

    files: Annotated[Count, Field(description="How many files were checked.")]
    errors: Count
    warnings: Count
    infos: Count
    suppressed: Annotated[Count, Field(description="How many more a comment or the baseline keeps from it.")]


class Diagnostics(TypedDict):
    """What `atelier lint --format json` prints."""

    schema_version: Literal[1]
    findings: list[FindingShape]
    suppressed: list[SuppressedShape]
    summary: SummaryShape
    statistics: NotRequired[Annotated[list[RuleCount], Field(description="With `--statistics`: by rule.")]]


def diagnostics(report: Report, *, count_rules: bool = False) -> Diagnostics:
    """A report as JSON-like data; with `count_rules`, also how often each rule found something."""
    shape: Diagnostics = {
        "schema_version": SCHEMA_VERSION,
        "findings": finding_shapes(report.findings),
        "suppressed": [{**_finding(one.finding), "by": one.by, "reason": one.reason} for one in report.suppressed],
        "summary": {
            "files": report.files,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
            "suppressed": len(report.suppressed),
        },
    }
    if count_rules:
        shape["statistics"] = statistics(report)
    return shape


def finding_shapes(findings: Sequence[Finding]) -> list[FindingShape]:
    """Findings as JSON-like data."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> FindingShape:
    found = finding.diagnostic
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "file": finding.mark.source,
        "range": _range(finding.mark.range),
        "path": list(found.place.path),
        "entity": finding.entity,
        "annotation": found.annotation,
        "labels": [_label(label) for label in finding.labels],
        "help": found.help,
        "fixes": [_fix(fix) for fix in found.fixes],
    }


def _label(mark: Mark) -> LabelShape:
    return {"file": mark.source, "range": _range(mark.range), "text": mark.text}


def _fix(fix: Fix) -> FixShape:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> EditShape:
    place = edit.place
    shape: EditShape = {
        "file": place.source,
        "path": list(place.path),
        "part": place.part,
        "replacement": edit.replacement,
    }
    if place.within is not None:
        shape["within"] = list(place.within)
    if edit.to is not None:
        shape["to"] = list(edit.to)
    if edit.adds:
        shape["adds"] = True
    return shape


def _range(range_: Range) -> RangeShape:
    return {"start": _position(range_.start), "end": _position(range_.end)}


def _position(position: Position) -> PositionShape:
    return {"line": position.line, "column": position.column}
