"""Shows what followed an action: how far its submission was carried, and which messages went out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from atelier_cli.actions.secrets import NO_SECRETS, Secrets
from atelier_cli.flows.report import DryRun
from atelier_cli.operations.act import FanOut
from atelier_cli.operations.carry_submissions import Carried
from atelier_cli.rows.audit import Delivery
from atelier_cli.views.action_plan import changes_text, plan_lines
from atelier_cli.views.cells import cut, printable
from atelier_cli.views.judgements import error_lines
from atelier_cli.views.submissions import TAIL
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted
from atelier_cli.views.wrapping import wrapped

_INDENT = "  "
_STATES = {"accepted": "info", "running": "info", "applied": "good", "rejected": "warning", "failed": "error"}
_SENT = {"sent": ("✓", "good"), "pending": ("…", "warning"), "dead": ("✗", "error")}
#: What each state of a delivery is called.
_WORDS = {"sent": "sent", "pending": "will be tried again", "dead": "cannot be sent"}
_PROOF = "[{}]"
#: So many messages are shown one by one.
_MOST = 12


def fan_out_text(followed: FanOut, width: int, paint: Paint, secrets: Secrets = NO_SECRETS) -> str:
    """What followed; empty where nothing did."""
    parts = [
        [] if followed.carried is None else list(carried_lines(followed.carried, width, paint, secrets)),
        [*delivered_lines(followed.deliveries, width, paint), *_beside(followed, width, paint)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def carried_lines(carried: Carried, width: int, paint: Paint, secrets: Secrets) -> Iterator[str]:
    """Both legs of a submission: the flow step by step, and what the action did in the end."""
    one = carried.submission
    state = paint(one.state, _STATES.get(one.state, "info"))
    yield f"{paint('submission', 'title')} {one.id}  {state}"
    yield paint(f"{_INDENT}carried by {printable(one.carrier)}", "faint")
    if carried.run is not None:
        yield from _steps(carried.run, width, paint)
    report = carried.report
    if report is not None:
        yield from (f"{_INDENT}{line}" for line in plan_lines(report.plan, width - 2, paint, secrets))
        for error in report.errors:
            yield from (f"{_INDENT}{line}" for line in error_lines(error, report, width - 2, paint, ""))
        if report.ok:
            yield f"{_INDENT}{paint('Applied', 'good')}: {changes_text([report])}"
    if carried.waits:
        first, *rest = wrapped(printable(carried.waits), width - 9)
        yield f"{_INDENT}{paint('waits', 'warning')}: {first}"
        yield from (f"{_INDENT * 2}{line}" for line in rest)
        yield f"{_INDENT}{paint(f'go on: atelier submissions carry {one.id[-TAIL:]} --assume KEY=VALUE', 'faint')}"


def _steps(run: DryRun, width: int, paint: Paint) -> Iterator[str]:
    names = max((len(step.step) for step in run.steps), default=0)
    proofs = max((len(step.proves) for step in run.steps), default=0) + 2
    for step in run.steps:
        summary = cut(printable(step.summary), max(width - names - proofs - 8, 10))
        yield f"{_INDENT}▸ {step.step:<{names}}  {paint(_PROOF.format(step.proves).ljust(proofs), 'faint')}  {summary}"
    if run.fault:
        text = cut(printable(str(run.fault.get("message", run.fault))), width - 11)
        yield f"{_INDENT}{paint('because', 'warning')}: {text}"


def delivered_lines(deliveries: Sequence[Delivery], width: int, paint: Paint) -> Iterator[str]:
    """The messages: those that did not go out first, with the reason."""
    if not deliveries:
        return
    yield f"{paint('told', 'title')}  {paint(counts_text(deliveries), 'faint')}"
    ordered = sorted(deliveries, key=lambda one: one.state == "sent")
    for one in ordered[:_MOST]:
        mark, style = _SENT[one.state]
        line = f"{printable(one.recipient)} by {one.channel}: {printable(one.subject)}"
        yield f"{_INDENT}{paint(mark, style)} {cut(line, width - 4)}"
        if one.error:
            yield f"{_INDENT}  {cut(f'{_WORDS[one.state]}: {printable(one.error)}', width - 4)}"
    if len(ordered) > _MOST:
        yield paint(f"{_INDENT}  and {len(ordered) - _MOST:,} more", "faint")


def _beside(followed: FanOut, width: int, paint: Paint) -> Iterator[str]:
    """What nobody is told of, and in a line the messages of other actions that were due as well."""
    if followed.untold:
        yield paint(cut(f"told nobody of {printable(', '.join(followed.untold))}", width), "faint")
    if followed.others:
        yield paint(cut(f"and of other actions: {counts_text(followed.others)}", width), "faint")


def counts_text(deliveries: Sequence[Delivery]) -> str:
    """How many messages went out, and how many did not."""
    counts = Counter(one.state for one in deliveries)
    told = [f"{counts[state]:,} {_WORDS[state]}" for state in ("pending", "dead") if counts[state]]
    return ", ".join([f"{counted(counts['sent'], 'message')} sent", *told])


def message_text(delivery: Delivery, paint: Paint) -> str:
    """A message of the channel `console`, as whoever runs the command sees it."""
    lines = [f"{paint('message', 'info')} to {printable(delivery.recipient)}: {printable(delivery.subject)}"]
    body = delivery.body_text.strip().splitlines()
    return "\n".join([*lines, *(f"{_INDENT}{paint('|', 'frame')} {printable(line)}".rstrip() for line in body)])
