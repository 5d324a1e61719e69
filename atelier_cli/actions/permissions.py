"""Permissions: who may see, apply and edit an action. Deny by default: only a grant that is there opens anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from atelier_cli.actions.caller import Caller
from atelier_cli.rows.action import ActionType, ApplyRule

#: Audiences that are people's own affair; whoever has a role beyond theirs works for the organisation.
OUTSIDERS = frozenset({"citizen", "partner", "agent", "public"})
#: The audiences whose surfaces somebody anonymous can see, each with the roles that they have there.
OPEN_TO_ANYBODY = {"citizen": ("citizen",), "public": ("citizen", "public")}


@dataclass(frozen=True, slots=True)
class Permissions:
    """The roles that may do something with an action."""

    view: frozenset[str] = frozenset()
    apply: frozenset[str] = frozenset()
    edit: frozenset[str] = frozenset()

    def may_view(self, caller: Caller) -> bool:
        return _has_one(caller, self.view)

    def may_apply(self, caller: Caller) -> bool:
        """Whether the caller may apply the action: who does not see it cannot."""
        return self.may_view(caller) and _has_one(caller, self.apply)

    def may_edit(self, caller: Caller) -> bool:
        return _has_one(caller, self.edit)


def permissions_of(action: ActionType, rules: Iterable[ApplyRule]) -> Permissions:
    """The permissions that an action's policy and its apply rules amount to.

    Who may apply is said by the rules alone, which are derived from the policy: a policy without its rules opens
    nothing. A rule counts where it is active and says that it is about this very action.
    """
    return Permissions(
        view=_roles(action.permissions_policy, "view"),
        apply=frozenset(rule.role for rule in rules if rule.is_active and _is_about(rule, action)),
        edit=_roles(action.permissions_policy, "edit"),
    )


def serves(audience: str, caller: Caller) -> bool:
    """Whether a surface for an audience is for the caller."""
    if audience == "public":
        return True
    if caller.is_anonymous:
        return audience in OPEN_TO_ANYBODY
    if audience == "staff":
        return any(role not in OUTSIDERS for role in caller.roles)
    return audience in OUTSIDERS and audience in caller.roles


def _is_about(rule: ApplyRule, action: ActionType) -> bool:
    return rule.address[:-1] == action.address and rule.qualified_key == f"{action.target_model}:{action.key}"


def _roles(policy: Any, verb: str) -> frozenset[str]:
    """The roles that a policy grants; none where it says anything else than a list of words."""
    granted = policy.get(verb) if isinstance(policy, dict) else None
    if not isinstance(granted, list | tuple) or not all(isinstance(role, str) for role in granted):
        return frozenset()
    return frozenset(granted)


def _has_one(caller: Caller, roles: frozenset[str]) -> bool:
    return not roles.isdisjoint(caller.roles)
