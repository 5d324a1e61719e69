"""Whether the request was answered before: the same one gets the same answer, another one with its key is refused."""

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import Error


def idempotency(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the earlier reply, if there is one: then it is over. Only an apply is ever repeated."""
    key = attempt.request.idempotency_key
    if key is None or not attempt.applies or attempt.is_item:
        return attempt
    attempt = attempt.but(body_hash=attempt.key.hash("body", body_of(attempt)))
    reply = organisation.reply(attempt.called_by.id, attempt.defined.code, key)
    if reply is None:
        return attempt
    if reply.body_hash != attempt.body_hash:
        message = f"the idempotency key `{key}` belongs to another request"
        return attempt.refused(Error("idempotency_conflict", "/idempotency_key", message))
    return attempt.but(reply=reply, is_over=True)


def body_of(attempt: Attempt) -> dict[str, object]:
    """What makes two requests the same."""
    request = attempt.request
    return {
        "targets": list(request.targets),
        "parameters": dict(request.parameters),
        "placement": request.placement,
        "source": [request.source_id, request.source_type],
        "if_match": dict(request.if_match),
        "on_behalf_of": request.claim.on_behalf_of,
    }
