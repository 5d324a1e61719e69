"""The request: what a caller asks of an action, before anything is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: How far an action goes: until its gates are judged, until it is planned, or until it is written.
Exit = Literal["validate", "preview", "apply"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be."""

    #: The key of a person; None for nobody in particular.
    user: str | None = None
    #: Roles that are only said; a store that is not one person's own believes none of them.
    roles: tuple[str, ...] = ()
    #: For whom it is done, where that is another.
    on_behalf_of: str | None = None


ANONYMOUS = Claim()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: which action, of which target, with which values, and by whom."""

    exit: Exit
    #: `APP/KEY`, `APP/MODEL:KEY`, or `KEY` where one application alone has it; None where the placement says it.
    action: str | None
    claim: Claim = ANONYMOUS
    #: Each `TYPE/ID`; none for an action without a target.
    targets: tuple[str, ...] = ()
    #: As JSON.
    parameters: Mapping[str, Any] = field(default_factory=dict)
    #: `APP/KEY`, or `KEY` where one application alone has it: what the surface is derived from.
    placement: str | None = None
    #: The id and the type of what the page shows that it was launched from.
    source_id: str | None = None
    source_type: str | None = None
    #: The etag that each target must still have.
    if_match: Mapping[str, str] = field(default_factory=dict)
    #: What makes a repetition of this request one: it is answered, and not done again.
    idempotency_key: str | None = None
    trace_id: str = ""
    #: The submission that is carried out: the action was accepted before, and is to be applied now.
    submission: str | None = None
