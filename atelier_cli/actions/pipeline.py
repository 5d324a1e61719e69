"""The pipeline: the stages of an action in their order, and the three exits.

`validate` ends when the gates are judged, `preview` when it is known what would change, `apply` when that is written.
All three take the same way, so what a preview shows is what an apply does.
"""

from collections.abc import Callable, Mapping, Sequence

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.request import Exit
from atelier_cli.actions.stages.accept import accept
from atelier_cli.actions.stages.audience import audience
from atelier_cli.actions.stages.authorise import authorise
from atelier_cli.actions.stages.classify import classify
from atelier_cli.actions.stages.coerce import coerce
from atelier_cli.actions.stages.constrain import constrain
from atelier_cli.actions.stages.default import default
from atelier_cli.actions.stages.effects import effects
from atelier_cli.actions.stages.gates import gates
from atelier_cli.actions.stages.idempotency import idempotency
from atelier_cli.actions.stages.load import load
from atelier_cli.actions.stages.no_op import no_op
from atelier_cli.actions.stages.plan import plan
from atelier_cli.actions.stages.resolve import resolve
from atelier_cli.actions.stages.visibility import visibility
from atelier_cli.actions.stages.write import write
from atelier_cli.store.protocol import Transaction

#: What an attempt becomes; it reads the organisation, and never writes.
Stage = Callable[[Attempt, Organisation], Attempt]

#: Once for a request, whatever its targets: who may is settled before anything is said of what there is.
OPENING: tuple[Stage, ...] = (audience, resolve, authorise, idempotency)
#: Once for each target. Nothing is refused for a parameter before all gates are judged, so that all is told at once;
#: what classifies sees the state that the plan produces, and effects see what it says.
JUDGING: tuple[Stage, ...] = (load, coerce, default, visibility, constrain, gates)
PLANNING: tuple[Stage, ...] = (plan, classify, effects, no_op)
STAGES: tuple[Stage, ...] = (*OPENING, *JUDGING, *PLANNING)

_ON_THE_WAY: Mapping[Exit, tuple[Stage, ...]] = {
    "validate": JUDGING,
    "preview": (*JUDGING, *PLANNING),
    "apply": (*JUDGING, *PLANNING),
}


def passed(attempt: Attempt, organisation: Organisation, stages: Sequence[Stage]) -> Attempt:
    """The attempt behind the stages, or behind the one that ended it."""
    for stage in stages:
        if attempt.is_over:
            break
        attempt = stage(attempt.but(phase=stage.__name__), organisation)
    return attempt


def judged(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt of one target, judged and planned as far as its exit goes; nothing is written."""
    ends_at_gates = attempt.applies and is_accepted(attempt)
    stages = JUDGING if ends_at_gates else _ON_THE_WAY[attempt.request.exit]
    return passed(attempt, organisation, stages)


def settled(attempt: Attempt, transaction: Transaction, *, parent_id: str | None = None) -> Attempt:
    """The attempt of one target, written if it was to be applied and nothing speaks against it."""
    if attempt.is_over or not attempt.applies:
        return attempt
    if is_accepted(attempt):
        return accept(attempt, transaction)
    return write(attempt, transaction, parent_id=parent_id)


def is_accepted(attempt: Attempt) -> bool:
    """Whether an apply of the action is accepted now, and done later."""
    return attempt.defined.kind == "async" and attempt.request.submission is None
