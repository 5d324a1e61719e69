"""A time that should be a date, an instant or a duration is none.

Deadlines are dates (`2027-01-31`), instants (`2027-01-31T12:00:00Z`), durations (`P5D`) or based on `$now`; the times
of `retry` and `lookback` are durations. Durations are written after ISO 8601: `PT30S`, `P2W`, `P1M`.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    deadline: 30 days
    steps:
      - {id: sign, kind: human_task, with: {assignee: "role:director", description: Sign.}, on_rejected: halt}
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    deadline: P30D
    steps:
      - {id: sign, kind: human_task, with: {assignee: "role:director", description: Sign.}, on_rejected: halt}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.language.durations import is_negative, parse_duration
from atelier_cli.language.instants import parse_day, parse_instant
from atelier_cli.language.shown import shown
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow, HumanStep, ProductStep, SkillStep, WaitStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow, HumanStep, SkillStep, ProductStep, WaitStep)
_LOOKBACKS = ("run_start", "step_start")


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for path, expected, said in _wrong(node.model):
        yield Diagnostic(
            "bad-duration",
            SEVERITY,
            f"expected {expected}, found {shown(said)}",
            node.at(*path),
            help="write a duration as in `P5D` or `PT30S`",
        )


def _wrong(model: Any) -> Iterator[tuple[Path, str, Any]]:
    match model:
        case Flow():
            yield from _deadline(("deadline",), model.deadline)
        case HumanStep():
            yield from _deadline(("with", "deadline"), model.with_.deadline)
        case WaitStep() if model.with_.lookback not in _LOOKBACKS and not _is_span(model.with_.lookback):
            yield ("with", "lookback"), "run_start, step_start or a duration", model.with_.lookback
        case SkillStep(retry=retry) | ProductStep(retry=retry) if retry is not None:
            for key in ("initial", "max_interval"):
                said = getattr(retry, key)
                span = parse_duration(said)
                if span is None or is_negative(span) or span.months:
                    yield ("retry", key), "a duration of days, hours, minutes and seconds", said


def _deadline(path: Path, said: Any) -> Iterator[tuple[Path, str, Any]]:
    """A deadline that is written out and no time; what a reference gives, only a run can tell."""
    if said is None or isinstance(said, dict) or (isinstance(said, str) and said.startswith("$")):
        return
    if not isinstance(said, str) or not (_is_span(said) or parse_instant(said) or parse_day(said)):
        yield path, "a date, an instant or a duration", said


def _is_span(text: str) -> bool:
    span = parse_duration(text)
    return span is not None and not is_negative(span)
