"""Whether a request makes sense at all, before anybody asks what it means."""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.actions.digest import is_etag
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.request import Request
from atelier_cli.rows.content import canonical_json

#: The most letters of a name, a key or an id.
_LONGEST = 255
#: How deep values may be nested, as in a sheet.
_DEEPEST = 64


def faults(request: Request) -> Iterator[Error]:
    """What keeps a request from being looked at."""
    if request.action is None and request.placement is None:
        yield Error("malformed_request", "/action", "expected an action or a placement, found neither")
    named: Mapping[str, str | None] = {
        "action": request.action,
        "placement": request.placement,
        "caller": request.claim.user,
        "on_behalf_of": request.claim.on_behalf_of,
        "source_id": request.source_id,
        "source_type": request.source_type,
        "idempotency_key": request.idempotency_key,
        "trace_id": request.trace_id,
    }
    for name, text in named.items():
        if text is not None and (text == "" or not _is_name(text)) and not (name == "trace_id" and text == ""):
            yield Error("malformed_request", pointer(name), f"expected 1 to {_LONGEST} letters that can be stored")
    for i, role in enumerate(request.claim.roles):
        if not (role and _is_name(role)):
            where = pointer("caller", "roles", i)
            yield Error("malformed_request", where, f"expected 1 to {_LONGEST} letters that can be stored")
    for i, target in enumerate(request.targets):
        type_, _, id_ = target.partition("/")
        if not (type_ and id_ and _is_name(target)):
            yield Error("malformed_target", pointer("targets", i), "expected TYPE/ID, such as `report/42`")
    for target, etag in request.if_match.items():
        if target not in request.targets:
            # It would protect nothing, and whoever sends it counts on it.
            message = f"`{target[:_LONGEST]}` is none of the targets: call it as they are called"
            yield Error("malformed_request", pointer("if_match", target), message)
        elif not is_etag(etag):
            called = f"`{etag[:_LONGEST]}`" if _can_be_stored(etag) else "what is sent"
            message = f"{called} is no etag: copy it from a preview"
            yield Error("malformed_request", pointer("if_match", target), message)
    if _is_deeper(request.parameters, _DEEPEST + 1):
        yield Error("malformed_request", "/parameters", f"expected values that are nested {_DEEPEST} times at most")
    elif not _is_json(request.parameters):
        yield Error("malformed_request", "/parameters", "expected JSON that can be stored")


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and _can_be_stored(text)


def _can_be_stored(text: str) -> bool:
    """Whether a database keeps the text: none keeps a NUL, or half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _is_deeper(value: Any, most: int) -> bool:
    """Whether lists and mappings stand in each other more often than said."""
    if not isinstance(value, Mapping | list | tuple):
        return False
    items = value.values() if isinstance(value, Mapping) else value
    return most == 0 or any(_is_deeper(item, most - 1) for item in items)


def _is_json(value: Any) -> bool:
    try:
        text = canonical_json(value)
    except (ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in text and _can_be_stored(text)
