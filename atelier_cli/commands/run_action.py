"""`atelier run action`: judges an action, shows what it would do, or does it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from atelier_cli import names
from atelier_cli.actions.availability import Available
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Exit, Request
from atelier_cli.actions.secrets import NO_SECRETS, secrets_of
from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import (
    AsOption,
    Format,
    FormatOption,
    LockTimeout,
    TenantOption,
    may_ask,
    project_here,
)
from atelier_cli.errors import UsageError
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations.act import fan_out
from atelier_cli.operations.action_form import filled, form_of
from atelier_cli.operations.calling import claim_of, if_match_of, parameters_of, target_of, targets_in
from atelier_cli.operations.engine import engine_of
from atelier_cli.operations.list_actions import list_actions
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.store.open import open_store
from atelier_cli.views.action_list import names_of
from atelier_cli.views.action_report import MOST, Shown, report_text
from atelier_cli.views.asking import ask_text, ask_value, ask_which
from atelier_cli.views.cells import printable
from atelier_cli.views.envelope import json_text
from atelier_cli.views.fan_out import fan_out_text, message_text
from atelier_cli.views.progress import Bar
from atelier_cli.views.report_json import report_shape
from atelier_cli.views.terminal import Level, Terminal

EXAMPLES = (
    (
        "atelier run action service-desk/start_work --as carla --target pothole_report/pothole-1 --preview",
        "what it would do: nothing is written",
    ),
    (
        "atelier run action service-desk/resolve --as carla -t pothole_report/pothole-3 -p resolution=@done.txt",
        "with a value from a file",
    ),
    ("atelier run action service-desk/archive --as ana:admin --targets-file old.csv", "many targets"),
    (
        "atelier run action trees/request_removal --as graca -t tree/oak-1 --assume task.second-forester=approved",
        "and its flow goes on",
    ),
)
#: The exit codes of refusals by their HTTP status; all others are 1.
_EXIT_CODES = {400: 64, 404: 3}


def run_action(  # what a command line says
    context: typer.Context,
    *,
    action: Annotated[
        str | None,
        typer.Argument(help="APP/KEY, APP/MODEL:KEY, or KEY alone.", metavar="[ACTION]", show_default=False),
    ] = None,
    as_: AsOption = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", "-t", help="What it is done to; several for a bulk.", metavar="TYPE/ID"),
    ] = None,
    targets_file: Annotated[
        Path | None,
        typer.Option(help="A file of targets: one a line, JSON or CSV.", metavar="FILE", show_default=False),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="A parameter; items of a list with semicolons.", metavar="KEY=VALUE|@FILE"),
    ] = None,
    validate: Annotated[bool, typer.Option("--validate", help="Only say whether it may be done.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only show what it would do.")] = False,
    placement: Annotated[
        str | None, typer.Option(help="Where it is launched from.", metavar="[APP/]KEY", show_default=False)
    ] = None,
    if_match: Annotated[
        list[str] | None,
        typer.Option(help="Refuse if the target has changed since a preview.", metavar="ETAG|TYPE/ID=ETAG"),
    ] = None,
    idempotency_key: Annotated[
        str | None, typer.Option(help="Do it once for this key.", metavar="KEY", show_default=False)
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(help="How its flow goes: task.STEP=approved.", metavar="KEY=VALUE"),
    ] = None,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Run an action, or see what it would do: its gates, its changes, what it announces.

    A refusal changes nothing and ends in 1. On a terminal it asks for what is missing. Afterwards messages go out,
    and the flow of an action that is accepted is carried; what goes wrong there leaves the action as it is.
    """
    terminal = context.ensure_object(Terminal)
    if validate and preview:
        raise UsageError("`--validate` and `--preview` are two things", "give one of them: a preview validates, too")
    until: Exit = "validate" if validate else "preview" if preview else "apply"
    targets = (*map(target_of, target or ()), *(() if targets_file is None else targets_in(targets_file)))
    request = Request(
        until,
        action,
        claim_of(as_),
        targets,
        placement=placement,
        if_match=if_match_of(if_match or (), targets),
        idempotency_key=idempotency_key,
    )
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout, create=False)) as store:
        engine = engine_of(project, store, SystemClock(), TimeOrderedIds())
        request = _named(terminal, engine, tenant, request)
        definition = form_of(engine, tenant, request)
        _check(definition, request, assume)
        known = {} if definition is None else {one.key: one for one in definition.parameters}
        request = replace(request, parameters=parameters_of(param or (), known))
        if definition is not None and may_ask(terminal):
            request = _completed(terminal, engine, tenant, request, definition)
        values = filled(engine, tenant, request).values if format is Format.TEXT else {}
        with Bar(terminal, f"running {request.action or request.placement}") as progress:
            report = submit(replace(engine, progress=progress), tenant, request)
        if format is Format.TEXT:
            most = len(report.items or ()) if terminal.level >= Level.VERBOSE else MOST
            hint = _hint(engine, tenant, request, report)
            shown = Shown(report, request, definition, values, hint, most)
            terminal.write(report_text(shown, terminal.width, terminal.paint))
            terminal.flush()
        followed = fan_out(
            project,
            engine,
            report,
            lambda message: terminal.complain(message_text(message, terminal.paint_err)),
            tuple(assume or ()),
        )
    secrets = NO_SECRETS if definition is None else secrets_of(definition)
    if format is Format.JSON:
        terminal.write(json_text(report_shape(report, followed)))
    elif text := fan_out_text(followed, terminal.width, terminal.paint, secrets):
        terminal.write(f"\n{text}")
    for trouble in followed.troubles:
        terminal.complain(f"{terminal.paint_err('warning', 'warning')}: {trouble}; the action stands")
    return _exit_code(report)


def _exit_code(report: Report) -> int:
    if report.ok:
        return 0
    codes = {one.code for one in report.errors}
    if "internal" in codes:
        return 70
    return 1 if "not_provisioned" in codes else _EXIT_CODES.get(report.status, 1)


def _named(terminal: Terminal, engine: Engine, tenant: str | None, request: Request) -> Request:
    """The request with an action: the only one there is, or the one that somebody chooses."""
    if request.action is not None or request.placement is not None:
        return request
    seen = list_actions(engine, tenant, request.claim, request.targets[0] if request.targets else None)
    called = names_of(seen)
    found = sorted((one for one in seen if not _is_forbidden(one)), key=lambda one: called[one.code])
    if not found:
        who = "nobody in particular" if request.claim.user is None else f"`{request.claim.user}`"
        raise UsageError(f"no action is named, and {who} may do none", "say who calls with `--as USER`")
    if len(found) == 1:
        return replace(request, action=found[0].code)
    if not may_ask(terminal):
        raise UsageError("no action is named", f"known: {names.alternatives(called[one.code] for one in found)}")
    choices = [(called[one.code], one.label) for one in found]
    return replace(request, action=found[ask_which(terminal, "Which action", choices)].code)


def _is_forbidden(one: Available) -> bool:
    return any(error.code == "forbidden" for error in one.errors)


def _check(definition: ActionDefinition | None, request: Request, assume: list[str] | None) -> None:
    """Raises `UsageError` for assumptions that nothing goes by."""
    if assume and definition is not None and (definition.kind != "async" or request.exit != "apply"):
        why = "is not carried by a flow" if definition.kind != "async" else "is not carried in a preview"
        raise UsageError(f"`--assume` says how a flow goes, and `{definition.key}` {why}", "leave it out")


def _completed(
    terminal: Terminal, engine: Engine, tenant: str | None, request: Request, definition: ActionDefinition
) -> Request:
    """The request with what somebody answers to be asked: the target, and each parameter that must be given."""
    asks_target = not request.targets and (definition.edits or definition.kind == "bulk")
    if not asks_target and filled(engine, tenant, request).question is None:
        return request
    name = f"{definition.application}/{definition.key}"
    terminal.complain(f"{terminal.paint_err(name, 'title')}  {printable(definition.label)}")
    if asks_target:
        model = definition.target_model
        answer = ask_text(f"Which {model} (ID or TYPE/ID)")
        request = replace(request, targets=(answer if "/" in answer else f"{model}/{answer}",))
    while (question := filled(engine, tenant, request).question) is not None:
        value = ask_value(terminal, question)
        request = replace(request, parameters={**request.parameters, question.parameter.key: value})
    terminal.complain("")
    return request


def _hint(engine: Engine, tenant: str | None, request: Request, report: Report) -> str:
    """Which action was meant, where there is none of that name."""
    if not any(one.code == "not_found" for one in report.errors):
        return ""
    if request.claim.user is None:
        return "nobody in particular calls; `--as USER` says who does"
    if request.placement is not None:
        return "see `atelier actions list`, and `atelier actions show` for where an action is placed"
    known = names_of(list_actions(engine, tenant, request.claim)).values()
    close = names.suggest(request.action or "", known) or names.suggest(
        (request.action or "").rpartition("/")[2], {one.rpartition("/")[2] for one in known}
    )
    if close:
        full = next(one for one in known if one == close or one.rpartition("/")[2] == close)
        return f"did you mean `{full}`?"
    return f"known: {names.alternatives(known) or 'none'}; see `atelier actions list --as {request.claim.user}`"
