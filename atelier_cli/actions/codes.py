"""The codes that a report's errors have: stable, lower case, each with its HTTP status."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says to whoever called by HTTP."""

    status: int
    #: Whether the very same request may succeed later.
    retryable: bool = False


#: What begins the code of a constraint that a parameter does not satisfy; the constraint's type follows.
CONSTRAINT = "constraint_"

_MALFORMED, _DENIED, _NOT_VISIBLE, _CONFLICT, _UNPROCESSABLE, _INTERNAL = 400, 403, 404, 409, 422, 500
#: Some items of a bulk stand and some were refused (RFC 4918).
_MULTI_STATUS = 207

CODES: Mapping[str, Code] = MappingProxyType(
    {
        # The request makes no sense, whoever makes it.
        "malformed_request": Code(_MALFORMED),
        "malformed_target": Code(_MALFORMED),
        "missing_target": Code(_MALFORMED),
        "unexpected_target": Code(_MALFORMED),
        "wrong_target_type": Code(_MALFORMED),
        "duplicate_target": Code(_MALFORMED),
        "too_many_targets": Code(_MALFORMED),
        "ambiguous_action": Code(_MALFORMED),
        "ambiguous_placement": Code(_MALFORMED),
        # The caller may not.
        "unknown_caller": Code(_DENIED),
        "unbelieved_role": Code(_DENIED),
        "unknown_role": Code(_DENIED),
        "wrong_audience": Code(_DENIED),
        "forbidden": Code(_DENIED),
        # There is nothing of that name, as far as the caller may know.
        "not_found": Code(_NOT_VISIBLE),
        "target_not_found": Code(_NOT_VISIBLE),
        "unknown_target_type": Code(_NOT_VISIBLE),
        "not_provisioned": Code(_NOT_VISIBLE),
        # It collides with what somebody else did, or does.
        "stale_target": Code(_CONFLICT),
        "idempotency_conflict": Code(_CONFLICT),
        "in_progress": Code(_CONFLICT, retryable=True),
        # Parameters.
        "unknown_parameter": Code(_UNPROCESSABLE),
        "missing_parameter": Code(_UNPROCESSABLE),
        "wrong_type": Code(_UNPROCESSABLE),
        "hidden_parameter": Code(_UNPROCESSABLE),
        "unevaluable_default": Code(_UNPROCESSABLE),
        "unevaluable_constraint": Code(_UNPROCESSABLE),
        # Gates.
        "gate_failed": Code(_UNPROCESSABLE),
        "gate_unevaluable": Code(_UNPROCESSABLE),
        # What would be written.
        "unevaluable_edit": Code(_UNPROCESSABLE),
        "unevaluable_create": Code(_UNPROCESSABLE),
        "invalid_edit": Code(_UNPROCESSABLE),
        "invalid_create": Code(_UNPROCESSABLE),
        "conflicting_edits": Code(_UNPROCESSABLE),
        "illegal_move": Code(_UNPROCESSABLE),
        "value_taken": Code(_UNPROCESSABLE),
        # Of a bulk: why an item that was in order was not applied, and what that means for the whole.
        "not_applied": Code(_UNPROCESSABLE, retryable=True),
        "items_refused": Code(_UNPROCESSABLE),
        "items_partly_refused": Code(_MULTI_STATUS),
        # Not the caller's fault.
        "invalid_definition": Code(_INTERNAL),
        "internal": Code(_INTERNAL),
    }
)


def code_of(name: str) -> Code:
    """What is known of a code; that of a constraint is made of the constraint's type."""
    return Code(_UNPROCESSABLE) if name.startswith(CONSTRAINT) else CODES[name]
