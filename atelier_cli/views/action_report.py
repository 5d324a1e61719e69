"""Shows what an action answers: like a diff of what it would do, or has done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.report import ParameterResult, Report
from atelier_cli.actions.request import Request
from atelier_cli.actions.secrets import NO_SECRETS, Secrets, secrets_of
from atelier_cli.views.action_plan import changes_text, created_text, named_by_key, plan_lines
from atelier_cli.views.cells import cut, printable
from atelier_cli.views.judgements import MARKS, criteria_lines, error_lines
from atelier_cli.views.remedies import remedy
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.values import COVERED, NOTHING, value_text
from atelier_cli.views.words import counted, listed

_INDENT = "  "
_JUDGED = {True: "yes", False: "no", None: "cannot be told"}
#: So many items of a bulk are shown, and so many that were refused, unless all are asked for.
MOST, _MOST_REFUSED = 30, 100
#: So many hexadecimal digits of a digest tell it from others.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with what was asked, as far as it is known."""

    report: Report
    request: Request
    #: The action; None where it was refused before that.
    definition: ActionDefinition | None = None
    #: What the parameters hold, as JSON.
    values: Mapping[str, Any] = field(default_factory=dict)
    #: What was meant, where there is no such action.
    hint: str = ""
    #: How many items are shown.
    most: int = MOST

    @property
    def name(self) -> str:
        """The action with its application."""
        definition = self.definition
        if definition is not None:
            return f"{definition.application}/{definition.key}"
        placement = self.request.placement
        return self.report.action or self.request.action or ("no action" if placement is None else f"at {placement}")

    @property
    def secrets(self) -> Secrets:
        return NO_SECRETS if self.definition is None else secrets_of(self.definition)


def report_text(shown: Shown, width: int, paint: Paint) -> str:
    """All of a report: the plan, the parameters, the judgements, and in the end what came of it."""
    report = shown.report
    parts = [list(_head(shown, width, paint))]
    if report.items is None:
        is_done = report.outcome == "applied"
        parts += [list(plan_lines(report.plan, width, paint, shown.secrets, is_done=is_done))]
        parts += [list(_parameters(shown, width, paint)), list(_criteria(report, width, paint))]
        parts += [list(_classification(report.classification, paint))]
    else:
        parts += [list(_items(shown, width, paint))]
    parts += [list(_errors(shown, width, paint)), list(_end(shown, width, paint))]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _head(shown: Shown, width: int, paint: Paint) -> Iterator[str]:
    report, definition = shown.report, shown.definition
    label = "" if definition is None else f"  {printable(definition.label)}"
    yield f"{paint(cut(printable(shown.name), width), 'title')}{label}"
    who = printable(shown.request.claim.user or "nobody in particular")
    roles = shown.request.claim.roles
    version = [] if report.version is None else [f"version {report.version}"]
    placed = [] if shown.request.placement is None else [f"at {printable(shown.request.placement)}"]
    told = [f"as {who}" + (f" with {listed(list(roles))}" if roles else ""), f"in {report.org}", *placed, *version]
    yield paint(", ".join(told), "faint")


def _parameters(shown: Shown, width: int, paint: Paint) -> Iterator[str]:
    """The parameters that have a value or that something is wrong with, each with where its value comes from."""
    results = shown.report.parameters
    told = {key: one for key, one in results.items() if one.source != "none" or one.result != "valid"}
    given = [key for key in shown.request.parameters if key not in results]
    if not told and not given:
        return
    yield paint("parameters", "title")
    names = max(map(len, (*told, *given)))
    sources = max((len(_source(one)) for one in told.values()), default=0)
    for key, one in told.items():
        mark, style = MARKS[one.result]
        value = cut(_value(shown, key, one), width - names - sources - 8)
        yield f"{_INDENT}{paint(mark, style)} {key:<{names}}  {paint(f'{_source(one):<{sources}}', 'faint')}  {value}"
    for key in given:
        yield f"{_INDENT}{paint('?', 'warning')} {printable(key):<{names}}  {paint('not looked at', 'faint')}"


def _source(one: ParameterResult) -> str:
    match one.source:
        case "none":
            return "required" if one.required else "not given"
        case "default":
            return "default" if one.visible else "hidden"
        case _:
            return "given"


def _value(shown: Shown, key: str, one: ParameterResult) -> str:
    if one.source == "none":
        return NOTHING
    if key in shown.secrets.parameters:
        return COVERED
    value = shown.values.get(key)
    return value_text(shown.request.parameters.get(key) if value is None else value)


def _criteria(report: Report, width: int, paint: Paint) -> Iterator[str]:
    gates = [one for one in report.criteria if one.enforcement == "gate"]
    if gates:
        yield paint("gates", "title")
        yield from criteria_lines(gates, width, paint)


def _classification(classes: Mapping[str, bool | None], paint: Paint) -> Iterator[str]:
    if classes:
        yield paint("classified", "title")
        names = max(map(len, classes))
        for key, value in classes.items():
            yield f"{_INDENT}  {key:<{names}}  {_JUDGED[value]}"


def _items(shown: Shown, width: int, paint: Paint) -> Iterator[str]:
    """The items of a bulk in a table, in their order: the first that were refused, and the first of the others."""
    items = shown.report.items or ()
    refused = [i for i, one in enumerate(items) if not one.ok]
    fine = [i for i, one in enumerate(items) if one.ok]
    told = (refused[: max(shown.most, _MOST_REFUSED)], fine[: max(shown.most - len(refused), 0)])
    rows = [
        (items[i].target or "", items[i].outcome or _word(shown.request.exit), _item(items[i], shown.secrets))
        for i in sorted((*told[0], *told[1]))
    ]
    if rows:
        yield from table(("target", "outcome", "what"), rows, width, paint).splitlines()
    hidden = [(len(refused) - len(told[0]), "refused"), (len(fine) - len(told[1]), "in order")]
    more = [f"{number:,} that are {word}" for number, word in hidden if number]
    if more:
        yield paint(f"and {listed(more)}; `--verbose` shows them all", "faint")


def _word(exit_: str) -> str:
    return "would apply" if exit_ == "preview" else "in order"


def _item(one: Report, secrets: Secrets) -> str:
    if one.errors:
        more = f" (and {counted(len(one.errors) - 1, 'more error')})" if len(one.errors) > 1 else ""
        return f"{one.errors[0].message}{more}"
    is_done = one.outcome == "applied"
    plan = one.plan if is_done else named_by_key(one.plan)
    edits = (_edit(edit, secrets) for edit in plan["edits"])
    creates = (f"+ {created_text(create, is_done=is_done)}" for create in plan["creates"])
    effects = (f"! {effect['event']}" for effect in plan["effects"])
    return ", ".join((*edits, *creates, *effects)) or NOTHING


def _edit(edit: Mapping[str, Any], secrets: Secrets) -> str:
    if edit["field"] in secrets.edits:
        return f"{edit['field']}: {COVERED}"
    return f"{edit['field']}: {value_text(edit['before'])} → {value_text(edit['after'])}"


def _errors(shown: Shown, width: int, paint: Paint) -> Iterator[str]:
    for i, error in enumerate(shown.report.errors):
        if i:
            yield ""
        hint = shown.hint if error.code == "not_found" else remedy(error, shown.report.target)
        yield from error_lines(error, shown.report, width, paint, hint)


def _end(shown: Shown, width: int, paint: Paint) -> Iterator[str]:
    """What came of it, in a line, and what tells this state from others."""
    report = shown.report
    yield _summary(shown, paint)
    digest = f"plan {report.plan_digest[:_DIGITS]}" if report.plan_digest else ""
    # What is applied has another etag now.
    etag = f"etag {report.etag}" if report.etag and report.ok and report.outcome is None else ""
    told = "  ".join(filter(None, (digest, etag)))
    if told:
        yield paint(told if len(told) <= width else "\n".join(filter(None, (digest, etag))), "faint")


def _summary(shown: Shown, paint: Paint) -> str:
    report, until = shown.report, shown.request.exit
    again = " (answered before with this key)" if report.replayed else ""
    if report.items is not None:
        return f"{_whole(shown, paint)}{again}"
    if not report.ok:
        return f"{paint('Refused', 'error')}: nothing was changed"
    if report.outcome == "noop":
        done = "Nothing to do" if until == "apply" else "Nothing would be done"
        return f"{paint(done, 'faint')}: all is as the action would leave it{again}"
    if report.outcome == "accepted":
        return f"{paint('Accepted', 'info')}: submission {report.submission}{again}"
    if until == "validate":
        return f"{paint('In order', 'good')}: nothing speaks against it; nothing was planned or written"
    done = "Applied" if until == "apply" else "Would apply"
    style = "good" if until == "apply" else "info"
    return f"{paint(done, style)}: {changes_text([report])}" + (again if until == "apply" else "; nothing was written")


def _whole(shown: Shown, paint: Paint) -> str:
    items, until = shown.report.items or (), shown.request.exit
    fine = [one for one in items if one.ok]
    refused = len(items) - len(fine)
    noops = sum(one.outcome == "noop" for one in fine)
    words = {"apply": "applied", "preview": "would be applied", "validate": "in order"}
    style = "error" if not fine else "warning" if refused else "good"
    done = f"{len(fine) - noops:,} of {counted(len(items), 'item')} {words[until]}"
    told = [paint(done, style)]
    told += [f"{noops:,} with nothing to do"] if noops else []
    told += [f"{refused:,} refused"] if refused else []
    changes = "" if until == "validate" or not fine else f": {changes_text(fine)}"
    return ", ".join(told) + changes
