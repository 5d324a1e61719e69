"""Shows the plan of an action like a diff: `+` what it creates, `~` what it changes, `!` what it announces."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from atelier_cli.actions.digest import replaced
from atelier_cli.actions.report import Report
from atelier_cli.actions.secrets import NO_SECRETS, Secrets
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.values import COVERED, value_text
from atelier_cli.views.words import counted
from atelier_cli.views.wrapping import wrapped

_INDENT = "  "


def plan_lines(
    plan: Mapping[str, Any], width: int, paint: Paint, secrets: Secrets = NO_SECRETS, *, is_done: bool = True
) -> Iterator[str]:
    """What changes: creates, edits by target, and effects; of what is secret, only that it is there.

    As long as it is not done, what is new has no id: it is called by the key of the create.
    """
    if not is_done:
        plan = named_by_key(plan)
    for one in plan["creates"]:
        yield _head("+", "add", created_text(one, is_done=is_done), one["key"], paint)
        yield from _members(_covered(one, "fields", secrets.creates), "+", width, paint)
    target = None
    for one in plan["edits"]:
        if one["target"] != target:
            target = one["target"]
            yield f"{paint('~', 'update')} {paint(printable(target), 'title')}"
        is_secret = one["field"] in secrets.edits
        before, after = (COVERED if is_secret else value_text(one[side]) for side in ("before", "after"))
        yield from _edit(printable(one["field"]), before, after, width, paint)
    for one in plan["effects"]:
        yield _head("!", "info", one["event"], one["key"], paint)
        yield from _members(_covered(one, "payload", secrets.payloads), " ", width, paint)
        if one.get("error"):
            yield f"{_INDENT}  {paint('is not sent', 'warning')}: {cut(printable(one['error']), width - 17)}"


def named_by_key(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """The plan with the key of each create in the place of the id that it has not got yet."""
    named: Mapping[str, Any] = replaced(plan, {one["id"]: f"(new {one['key']})" for one in plan["creates"]})
    return named


def created_text(create: Mapping[str, Any], *, is_done: bool) -> str:
    """What is created: its type, and its id once it is there."""
    return f"{create['entity_type']}/{create['id']}" if is_done else str(create["entity_type"])


def _head(sign: str, style: str, what: str, key: str, paint: Paint) -> str:
    return f"{paint(sign, style)} {paint(printable(what), 'title')}  {paint(printable(key), 'faint')}"


def _covered(one: Mapping[str, Any], name: str, secret: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Members as texts, those that hold a secret covered."""
    return {key: COVERED if (one["key"], key) in secret else value_text(value) for key, value in one[name].items()}


def _edit(name: str, before: str, after: str, width: int, paint: Paint) -> Iterator[str]:
    """A field before and after: in a line where both fit, else one below the other."""
    if cells(name) + cells(before) + cells(after) + len(_INDENT) + 5 <= width:
        yield f"{_INDENT}{name}: {paint(before, 'delete')} → {paint(after, 'add')}"
        return
    yield f"{_INDENT}{name}:"
    for sign, text, style in (("-", before, "delete"), ("+", after, "add")):
        for i, line in enumerate(wrapped(text, width - 6)):
            lead = " " if i else sign
            yield f"{_INDENT}{_INDENT}{paint(f'{lead} {line}', style)}"


def _members(members: Mapping[str, str], sign: str, width: int, paint: Paint) -> Iterator[str]:
    names = max((cells(printable(name)) for name in members), default=0)
    for name, value in members.items():
        first, *rest = wrapped(value, width - names - 6)
        lead = paint(f"{sign} {printable(name):<{names}}", "add") if sign == "+" else f"  {printable(name):<{names}}"
        yield f"{_INDENT}{lead}  {paint(first, 'add') if sign == '+' else first}"
        for line in rest:
            yield f"{_INDENT}  {'':<{names}}  {paint(line, 'add') if sign == '+' else line}"


def changes_text(reports: Sequence[Report]) -> str:
    """How much is changed, in words."""
    counts = [
        (sum(len(one.plan["creates"]) for one in reports), "created", "entity"),
        (sum(len(one.plan["edits"]) for one in reports), "changed", "field"),
        (sum(len(one.plan["effects"]) for one in reports), "announced", "event"),
    ]
    return ", ".join(f"{counted(number, noun)} {verb}" for number, verb, noun in counts if number) or "no changes"
