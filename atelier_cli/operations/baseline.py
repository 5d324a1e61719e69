"""The baseline: findings that are known, by file, rule and address, so that only new ones count.

Line numbers and messages are not in it: what moves stays known. How often a finding is known is: one more is new.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from atelier_cli.diagnostics import Label, Place
from atelier_cli.errors import UsageError
from atelier_cli.frozen import frozen
from atelier_cli.linter import ALWAYS_ON, Finding, Report, Suppressed, Weigh, located
from atelier_cli.rules import RULES, stale_baseline
from atelier_cli.sheet.address import address
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.reader import read

#: Raised when an older Atelier could misunderstand the file.
VERSION: Literal[1] = 1
#: So many stale entries are shown with the first.
_SHOWN = 5


class Key(NamedTuple):
    """What a finding is known by."""

    file: str
    address: str
    rule: str


@frozen
class Baseline:
    """Known findings, with how often each is known."""

    #: The file, and its content; None where it is yet to be written.
    path: Path
    document: Document | None = None
    counts: Counter[Key] = field(default_factory=Counter)
    #: The keys in the order of the file.
    entries: tuple[Key, ...] = ()


@frozen
class Checked:
    """What a run was about."""

    #: The project's folder, from which the files of a baseline are told.
    root: Path
    #: The names of the files that were checked.
    files: tuple[str, ...]
    weigh: Weigh


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    file: str
    rule: str
    entity: str
    count: Annotated[int, Field(ge=1)] = 1


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    schema_version: Literal[1]
    findings: list[_Entry]


def read_baseline(path: Path, shown: str) -> Baseline:
    """The baseline in a file; `shown` is its name in findings. Raises `UsageError` where there is none."""
    remedy = "mend it, or write it anew with `--write-baseline`"
    try:
        content = path.read_bytes()
        known = _Content.model_validate(json.loads(content))
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            remedy = "`--write-baseline` writes it"
        raise UsageError(f"the baseline {shown} cannot be read: {(error.strerror or '').lower()}", remedy) from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise UsageError(f"the baseline {shown}: `{where}`: {problem['msg'].lower()}", remedy) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the baseline {shown} is no JSON: {error}", remedy) from error
    entries = tuple(Key(one.file, one.entity, one.rule) for one in known.findings)
    counts: Counter[Key] = Counter()
    for key, one in zip(entries, known.findings, strict=True):
        counts[key] += one.count
    return Baseline(path, read(content, shown), counts, entries)


def against(baseline: Baseline, report: Report, checked: Checked) -> Report:
    """The report with known findings suppressed, and entries that nothing is found for any more as a finding."""
    left = baseline.counts.copy()
    new: list[Finding] = []
    known: list[Suppressed] = []
    for finding in report.findings:
        key = key_of(finding, checked.root)
        if left[key] > 0 and finding.diagnostic.rule not in ALWAYS_ON:
            left[key] -= 1
            known.append(Suppressed(finding, "baseline"))
        else:
            new.append(finding)
    is_judged = _judged(report, checked)
    stale = [key for key in left if left[key] > 0 and is_judged(key)]
    findings = (*new, *_stale(baseline, stale, checked.weigh))
    return replace(report, findings=findings, suppressed=(*report.suppressed, *known))


def key_of(finding: Finding, root: Path) -> Key:
    """What a finding is known by; its file is told from the project's root."""
    place, document = finding.diagnostic.place, finding.mark.document
    where = address(document, place.path) if document is not None else ""
    return Key(_from_root(place.source, root), where, finding.diagnostic.rule)


def updated(baseline: Baseline, report: Report, checked: Checked) -> Baseline:
    """The baseline that knows all findings of a report, and of what was not checked, what it knew."""
    found = [finding for finding in report.findings if finding.diagnostic.rule not in ALWAYS_ON]
    counts = Counter(key_of(finding, checked.root) for finding in found)
    is_judged = _judged(report, checked)
    for key, count in baseline.counts.items():
        if not is_judged(key):
            counts[key] = count
    return replace(baseline, counts=counts)


def text_of(baseline: Baseline) -> str:
    """The baseline as it is written: an entry a line, sorted, so that two branches seldom meet in a line."""
    entries = [
        json.dumps({"file": key.file, "entity": key.address, "rule": key.rule, "count": count}, ensure_ascii=False)
        for key, count in sorted(baseline.counts.items())
    ]
    lines = ",\n".join(f"    {entry}" for entry in entries)
    listed = f"[\n{lines}\n  ]" if entries else "[]"
    return f'{{\n  "schema_version": {VERSION},\n  "findings": {listed}\n}}\n'


def _judged(report: Report, checked: Checked) -> Callable[[Key], bool]:
    """Whether a run can tell that a known finding is gone: its file was checked, or is no more, and its rule is on."""
    unread = {one.mark.source for one in report.findings if one.diagnostic.rule in ALWAYS_ON}
    read_ = {_from_root(name, checked.root): name not in unread for name in checked.files}

    def is_judged(key: Key) -> bool:
        file = checked.root / key.file
        rule = RULES.get(key.rule)
        if rule is not None and checked.weigh(key.rule, str(file), rule.SEVERITY) is None:
            return False
        return read_[key.file] if key.file in read_ else not file.exists()

    return is_judged


def _stale(baseline: Baseline, stale: Iterable[Key], weigh: Weigh) -> Iterator[Finding]:
    gone = {*stale}
    if baseline.document is None or not gone:
        return
    name = baseline.document.name
    places = [Place(name, ("findings", i)) for i, key in enumerate(baseline.entries) if key in gone]
    severity = weigh("stale-baseline", name, stale_baseline.SEVERITY)
    if severity is not None:
        labels = tuple(Label(place, "and this one") for place in places[1:_SHOWN])
        found = replace(stale_baseline.report(places[0], len(gone)), severity=severity, labels=labels)
        yield from located([found], {name: baseline.document})


def _from_root(name: str, root: Path) -> str:
    return Path(os.path.relpath(name, root)).as_posix()
