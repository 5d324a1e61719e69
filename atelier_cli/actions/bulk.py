"""An action on many targets: one attempt each, in the order of the targets, and what one refusal means for the others.

Each item sees what the items before it have written. `atomic`: all or none. `per_item`: each for itself.
`stop_on_error`: those before the first refusal.
"""

from collections.abc import Callable, Iterator, Sequence

from atelier_cli.actions.attempt import Attempt, Target
from atelier_cli.actions.definition import Mode
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.pipeline import judged, settled
from atelier_cli.actions.report import Error
from atelier_cli.store.refusals import StaleError, TakenError

#: Is told how many of how many targets are done.
Progress = Callable[[int, int], None]


def each(
    attempt: Attempt, organisation: Organisation, targets: Sequence[Target], parent_id: str, progress: Progress
) -> list[Attempt]:
    """The attempts of all targets; those that stand are written, if the request applies.

    Of an atomic one with a refusal all are refused, and whoever has the transaction has to roll it back.
    """
    if attempt.applies:
        organisation.entities.lock([target.id for target in targets])
    mode = mode_of(attempt)
    items: list[Attempt] = []
    failed = False
    for done, target in enumerate(targets):
        progress(done, len(targets))
        item = judged(attempt.but(target=target, is_item=True), organisation)
        if failed and mode == "stop_on_error" and not item.errors:
            item = _not_applied(item)
        elif not item.is_over and item.applies:
            item = _settled(item, organisation, parent_id)
        failed = failed or bool(item.errors)
        items.append(item)
    if failed and mode == "atomic":
        return [one if one.errors else _not_applied(one) for one in items]
    return items


def mode_of(attempt: Attempt) -> Mode:
    bulk = attempt.defined.bulk
    return "atomic" if bulk is None else bulk.mode


def _settled(item: Attempt, organisation: Organisation, parent_id: str) -> Attempt:
    """The item, written within a savepoint of its own; refused where the store does not take it."""
    try:
        written = settled(item, organisation.transaction, parent_id=parent_id)
    except (TakenError, StaleError) as error:
        return item.refused(refusal(error))
    organisation.entities.forget(_touched(item))
    return written


def refusal(error: TakenError | StaleError) -> Error:
    """What the store's refusal says to whoever called."""
    if isinstance(error, TakenError):
        return Error("value_taken", "/plan", "somebody else has just taken a value that must be unique")
    return Error("stale_target", "/plan", "somebody else has just changed what this would change")


def _not_applied(item: Attempt) -> Attempt:
    refused = item.but(phase="write", outcome=None, plan_digest=None)
    return refused.refused(Error("not_applied", "/items", "another item was refused"))


def _touched(item: Attempt) -> Iterator[str]:
    """The ids of the entities that an item has changed."""
    finished = None if item.planned is None else item.planned.finished
    return iter(()) if finished is None else (one.id for one in finished.written)
