"""Tells a dry run as a story: each step with what it proves, what went in, what came out, and which way it went."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.flows.report import DryRun, StepReport
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted

#: What a step that proves this has shown, in words for the end of the story.
_PROVED = {
    "applied": "applied",
    "evaluated": "evaluated",
    "previewed": "previewed",
    "checked": "checked but not run",
    "would wait": "would wait",
    "assumed": "assumed",
    "fixture": "from fixtures",
    "example": "made up from schemas",
}
_STRONG = {"applied", "evaluated", "previewed", "checked"}
_STATUS_STYLES = {"succeeded": "good", "halted": "warning", "failed": "error", "not_started": "error"}
_INDENT = "     "
#: A value that is longer than this many lines is cut.
_LINES = 3


def dry_run_text(run: DryRun, width: int, paint: Paint) -> str:
    """The whole story."""
    lines = [f"{paint(run.flow, 'title')}  {printable(run.label)}"]
    lines.append(paint(f"version {run.version} of tenant {run.tenant}; nothing is written, nobody is asked", "faint"))
    if run.input_from is not None:
        source = "as given" if run.input_from == "given" else "an example of its schema"
        lines += ["", f"{paint('input', 'title')}  {paint(source, 'faint')}", *_value("", run.input, width, paint)]
    if run.trigger is not None:
        lines += ["", *_step(replace(run.trigger, step="start"), "▸", width, paint)]
    for number, step in enumerate(run.steps, 1):
        lines += ["", *_step(step, str(number), width, paint)]
    for finding in run.findings:
        lines += ["", f"{paint('error', 'error')}: {finding.where}: {printable(finding.message)}"]
        lines += [f"{paint('help', 'info')}: {printable(finding.help)}"] if finding.help else []
    return "\n".join([*lines, "", *_end(run, paint)])


def _step(step: StepReport, number: str, width: int, paint: Paint) -> Iterator[str]:
    again = f" (visit {step.visit})" if step.visit > 1 else ""
    proof = paint(f"[{step.proves}]", "good" if step.proves in _STRONG else "warning")
    yield f"{number:>3}  {paint(step.step, 'title')}{again}  {paint(step.kind, 'faint')}  {proof}"
    yield from _wrapped(printable(step.summary), width)
    detail = step.detail
    for name in ("input", "payload", "operands"):
        if detail.get(name):
            yield from _value("with" if name == "operands" else "in", detail[name], width, paint)
    for failure in detail.get("failures", ()):
        yield f"{_INDENT}{paint('attempt', 'faint')} {failure['attempt']}: {failure['code']}, {failure['message']}"
    if detail.get("until"):
        yield f"{_INDENT}{paint('until', 'faint')} {detail['until']}"
    if detail.get("output"):
        yield from _value("out", _payload(detail["output"]), width, paint)
    if detail.get("saved"):
        yield f"{_INDENT}{paint('saves', 'faint')} {', '.join(f'context.{name}' for name in detail['saved'])}"
    if step.route is not None:
        yield f"{_INDENT}{paint('→', 'frame')} {step.route}"


def _end(run: DryRun, paint: Paint) -> Iterator[str]:
    reason = f" ({run.status_reason})" if run.status_reason else ""
    status = paint(run.status.replace("_", " ") + reason, _STATUS_STYLES.get(run.status, "info"))
    steps = counted(len(run.steps), "step")
    proofs = Counter(step.proves for step in run.steps)
    told = ", ".join(f"{number} {_PROVED[proof]}" for proof, number in proofs.items())
    yield f"{status} after {steps}" + (f": {told}" if told else "")
    if run.stopped:
        yield f"{paint('stopped', 'warning')}: {printable(run.stopped)}"
    if run.fault:
        word = paint("error", "error") if run.status == "failed" else paint("because", "warning")
        yield f"{word}: {printable(str(run.fault.get('message', run.fault)))}"


def _value(name: str, value: Any, width: int, paint: Paint) -> Iterator[str]:
    """A value, on one line where it fits; a mapping else key by key, each cut where the screen ends."""
    lead = f"{_INDENT}{paint(name, 'faint')}{' ' * (5 - len(name))}" if name else _INDENT
    room = width - len(_INDENT) - (5 if name else 0)
    text = _text(value)
    if cells(text) <= room or not isinstance(value, Mapping):
        yield f"{lead}{cut(text, room)}"
        return
    space = " " * (len(_INDENT) + (5 if name else 0))
    for i, (key, inner) in enumerate(value.items()):
        yield f"{space if i else lead}{cut(f'{printable(str(key))}: {_inner(inner)}', room)}"


def _payload(output: Any) -> Any:
    """Of an event, what it says; its envelope says nothing of the flow."""
    return output["payload"] if isinstance(output, Mapping) and {"event_type", "payload"} <= output.keys() else output


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{printable(str(key))}: {_inner(inner)}" for key, inner in value.items()) or "nothing"
    return _inner(value)


def _inner(value: Any) -> str:
    return printable(json.dumps(value, ensure_ascii=False, default=str))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Words in lines that fit the screen."""
    line = ""
    for word in text.split():
        if line and cells(f"{line} {word}") > width - len(_INDENT):
            yield f"{_INDENT}{line}"
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield f"{_INDENT}{line}"
