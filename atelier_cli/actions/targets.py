"""The targets of a request, as its action takes them."""

from atelier_cli.actions.attempt import Target
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.request import Request


def targets_of(request: Request, definition: ActionDefinition) -> tuple[Target, ...] | Error:
    """The targets, in their order; an error where the action does not take them."""
    found = tuple(Target(*target.split("/", 1)) for target in request.targets)
    if definition.kind == "bulk":
        return _many(found, definition)
    if len(found) > 1:
        return Error("unexpected_target", "/targets/1", f"`{definition.key}` takes one target, found {len(found)}")
    if not found and definition.edits:
        return Error("missing_target", "/targets", f"expected one {definition.target_model}, found none")
    return found


def _many(found: tuple[Target, ...], definition: ActionDefinition) -> tuple[Target, ...] | Error:
    limit = 1 if definition.bulk is None else definition.bulk.limit
    if not found:
        return Error("missing_target", "/targets", f"expected at least one {definition.target_model}, found none")
    if len(found) > limit:
        return Error("too_many_targets", f"/targets/{limit}", f"expected at most {limit} targets, found {len(found)}")
    seen: dict[str, int] = {}
    for i, target in enumerate(found):
        # Ids are unique whatever the type: one thing called by two types is still one.
        first = seen.setdefault(target.id, i)
        if first != i:
            return Error("duplicate_target", pointer("targets", i), f"`{target}` is target {first + 1} already")
    return found
