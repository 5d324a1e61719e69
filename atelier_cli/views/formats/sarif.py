"""For code scanning: SARIF 2.1.0, as GitHub, Azure DevOps and editors read it.

Columns count code points, and the file says so: who takes them for UTF-16 is off where a line has characters beyond 16
bits. See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the numbers in comments are
its sections.
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import field
from typing import Any
from urllib.parse import quote

from atelier_cli import __version__
from atelier_cli.diagnostics import Fix, Range, Severity
from atelier_cli.frozen import frozen
from atelier_cli.linter import Finding, Mark, Report, Suppressed
from atelier_cli.operations.explain import explain
from atelier_cli.rules import RULES
from atelier_cli.rules.protocol import Profile, profile
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.changes import restored
from atelier_cli.sheet.edits.changes_of import Editable, changes_of
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.line_hash import line_hashes

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: What GitHub sorts alerts by that are none of security.
_PROBLEM_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


@frozen
class _Context:
    """What the results of a run have in common."""

    manner: Manner
    #: Where each rule stands in the list of rules.
    rules: dict[str, int]
    #: The hashes of lines, by file and line.
    hashes: dict[str, dict[int, str]]
    editable: dict[str, Editable] = field(default_factory=dict)


def render(report: Report, manner: Manner) -> str:
    """The report as a log with one run; what is suppressed is in it, and says so."""
    found: list[tuple[Finding, Suppressed | None]] = [(one, None) for one in report.findings]
    found += [(one.finding, one) for one in report.suppressed]
    names = sorted({finding.diagnostic.rule for finding, _ in found})
    rules = {name: i for i, name in enumerate(names)}
    context = _Context(manner, rules, _hashes([finding for finding, _ in found]))
    run = {
        "tool": {
            "driver": {
                "name": "Atelier",
                "semanticVersion": __version__,
                "rules": [_rule(name) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "results": [_result(finding, suppressed, context) for finding, suppressed in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


def _rule(name: str) -> dict[str, Any]:
    rule, explanation = RULES[name], explain(name)
    return {
        "id": name,
        "shortDescription": {"text": explanation.summary},
        "fullDescription": {"text": explanation.summary},
        "help": {"text": explanation.text, "markdown": explanation.text},
        "defaultConfiguration": {
            "enabled": profile(rule) is not Profile.STRICT,
            "level": _LEVELS[rule.SEVERITY],
        },
        "properties": {
            "tags": [rule.CATEGORY.value],
            "problem.severity": _PROBLEM_SEVERITIES[rule.SEVERITY],
        },
    }


def _result(finding: Finding, suppressed: Suppressed | None, context: _Context) -> dict[str, Any]:
    found, mark = finding.diagnostic, finding.mark
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": context.rules[found.rule],
        "level": _LEVELS[found.severity],
        "message": _message(f"{found.message}\nhelp: {found.help}" if found.help else found.message),
        "locations": [_location(mark, context)],
        # 3.27.23: where one result says so, all do.
        "suppressions": [] if suppressed is None else [_suppression(suppressed)],
    }
    if finding.entity:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": finding.entity}]
    if finding.labels:
        result["relatedLocations"] = [
            {"id": number, **_location(label, context)} for number, label in enumerate(finding.labels, 1)
        ]
    line_hash = context.hashes[mark.source].get(mark.range.start.line)
    if line_hash is not None:
        result["partialFingerprints"] = {"primaryLocationLineHash": line_hash}
    fixes = [] if mark.document is None else list(_fixes(found.fixes, mark.document, context))
    return {**result, "fixes": fixes} if fixes else result


def _location(mark: Mark, context: _Context) -> dict[str, Any]:
    where = {"artifactLocation": _artifact(mark.source, context), "region": _region(mark.range)}
    return {"physicalLocation": where} | ({"message": _message(mark.text)} if mark.text else {})


def _artifact(source: str, context: _Context) -> dict[str, str]:
    """A file by its URI: relative to the top of the repository, or for one outside of it the whole of it."""
    path = context.manner.path(source)
    uri = quote(os.fsencode(path))
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _region(stretch: Range) -> dict[str, int]:
    return {
        "startLine": stretch.start.line,
        "startColumn": stretch.start.column,
        "endLine": stretch.end.line,
        "endColumn": stretch.end.column,
    }


def _message(text: str) -> dict[str, str]:
    """A message in which nothing becomes a link (3.11.6)."""
    return {"text": _LINK.sub(r"\\[", text)}


def _suppression(suppressed: Suppressed) -> dict[str, str]:
    kind = "inSource" if suppressed.by == "comment" else "external"
    reason = {"justification": suppressed.reason} if suppressed.reason else {}
    return {"kind": kind, "status": "accepted", **reason}


def _fixes(fixes: tuple[Fix, ...], document: Document, context: _Context) -> Iterator[dict[str, Any]]:
    """The fixes as replacements of text; those that only the formatter can make are left out."""
    for fix in fixes:
        editable = context.editable.setdefault(document.name, Editable(document))
        changes = None if document.problems else changes_of(editable, fix.edits)
        if changes is None:
            continue
        replacements = [
            {
                "deletedRegion": _region(Range(document.position(one.start), document.position(one.end))),
                "insertedContent": {"text": one.text},
            }
            for one in restored(document.text, changes.changes)
        ]
        change = {"artifactLocation": _artifact(document.name, context), "replacements": replacements}
        yield {"description": {"text": fix.title}, "artifactChanges": [change], "properties": {"safe": fix.safe}}


def _hashes(findings: list[Finding]) -> dict[str, dict[int, str]]:
    lines: dict[str, set[int]] = defaultdict(set)
    documents: dict[str, Document] = {}
    for finding in findings:
        lines[finding.mark.source].add(finding.mark.range.start.line)
        if finding.mark.document is not None:
            documents[finding.mark.source] = finding.mark.document
    texts = {name: documents[name].text if name in documents else "" for name in lines}
    return {name: line_hashes(texts[name], numbers) for name, numbers in lines.items()}
