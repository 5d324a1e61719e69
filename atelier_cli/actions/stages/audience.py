"""Who calls, and from where: the placement and its surface are all that is read of the action until here.

The surface is that of the placement, so that no caller chooses it. Whom it is not for is refused before anybody asks
whether there is such an action, or such a target.
"""

from dataclasses import replace

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.caller import Caller
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.permissions import OPEN_TO_ANYBODY, serves
from atelier_cli.actions.report import Error
from atelier_cli.names import alternatives
from atelier_cli.rows.action import ActionPlacement
from atelier_cli.rows.plane import StoredRow

#: The states of a placement in which it offers its action.
_OFFERED = frozenset({"published", "deprecated"})


def audience(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with its caller and its surface; refused where the surface is not for the caller."""
    caller = _caller(attempt, organisation)
    if isinstance(caller, Error):
        return attempt.refused(caller)
    attempt = attempt.but(caller=caller)
    named = attempt.request.placement
    if named is None:
        return attempt.refused(_nothing(attempt)) if caller.is_anonymous else attempt
    offered = [one for one in organisation.placements(named) if _is_offered(one)]
    if len(offered) > 1 and not caller.is_anonymous:
        return attempt.refused(_ambiguous(named, offered))
    return _placed(attempt, organisation, offered[0]) if len(offered) == 1 else attempt.refused(_nothing(attempt))


def _caller(attempt: Attempt, organisation: Organisation) -> Caller | Error:
    """Who calls, as the organisation knows them; an error where it does not."""
    claim = attempt.request.claim
    if claim.user is None:
        return Caller(None, org=attempt.plane.key, on_behalf_of=claim.on_behalf_of)
    if claim.roles and not organisation.believes_roles:
        return Error("unbelieved_role", "/caller", "roles that are only said are believed in a one-person store alone")
    strange = [role for role in claim.roles if role not in organisation.vocabulary.ontology.roles]
    if strange:
        return Error("unknown_role", "/caller", f"there is no role `{strange[0]}`")
    person = organisation.person(claim.user)
    if person is None and not claim.roles:
        return Error("unknown_caller", "/caller", f"there is no person `{claim.user}` in `{attempt.plane.key}`")
    if person is not None and not person.is_active:
        return Error("unknown_caller", "/caller", f"`{claim.user}` is not active")
    known = person.roles if person is not None else ()
    return Caller(
        id=claim.user,
        roles=tuple(sorted({*known, *claim.roles})),
        groups=person.groups if person is not None else (),
        org=attempt.plane.key,
        attributes=person.attributes if person is not None else {},
        believed=tuple(sorted(set(claim.roles).difference(known))),
        on_behalf_of=claim.on_behalf_of,
    )


def _placed(attempt: Attempt, organisation: Organisation, placement: StoredRow) -> Attempt:
    row, caller = placement.row, attempt.called_by
    surface = organisation.vocabulary.surfaces.get(row.surface) if isinstance(row, ActionPlacement) else None
    if not isinstance(row, ActionPlacement) or surface is None:
        return attempt.refused(_nothing(attempt))
    attempt = attempt.but(placement=placement, surface=surface.code, audience=surface.audience)
    if not caller.is_anonymous:
        return attempt if serves(surface.audience, caller) else attempt.refused(_wrong(attempt))
    if not attempt.applies:
        # What a surface shows to anybody is published; of all others nobody is told that they are there.
        is_open = surface.audience in OPEN_TO_ANYBODY and row.status == "published"
        return _anonymous(attempt) if is_open else attempt.refused(_nothing(attempt))
    return _anonymous(attempt) if surface.audience == "public" else attempt.refused(_wrong(attempt))


def _anonymous(attempt: Attempt) -> Attempt:
    """Somebody anonymous has the roles that the surface's audience is called by, as far as there are such roles."""
    roles = OPEN_TO_ANYBODY[attempt.audience or ""]
    return attempt.but(caller=replace(attempt.called_by, roles=roles))


def _is_offered(placement: StoredRow) -> bool:
    row = placement.row
    return isinstance(row, ActionPlacement) and row.is_active and row.status in _OFFERED


def _nothing(attempt: Attempt) -> Error:
    named = attempt.request.placement
    if named is None:
        return Error("not_found", "/action", f"there is no action `{attempt.request.action}`")
    return Error("not_found", "/placement", f"there is no placement `{named}`")


def _ambiguous(named: str, offered: list[StoredRow]) -> Error:
    choices = alternatives(f"{one.row.address[0]}/{one.row.address[-1]}" for one in offered)
    return Error("ambiguous_placement", "/placement", f"several applications have a placement `{named}`: {choices}")


def _wrong(attempt: Attempt) -> Error:
    return Error("wrong_audience", "/placement", f"`{attempt.request.placement}` is not for this caller")
