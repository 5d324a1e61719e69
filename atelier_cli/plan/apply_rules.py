"""Derives the apply rules: which role may apply which action."""

from collections.abc import Iterable, Iterator

from atelier_cli.rows.action import ActionSubmissionCriteria, ActionType, ApplyRule
from atelier_cli.rows.row import Address, Row


def apply_rules(rows: Iterable[Row]) -> Iterator[ApplyRule]:
    """The apply rules of a plane's actions.

    A role may apply an action when the action's policy grants it and every active `role_access` criteria names it;
    where the policy grants nobody, the criteria alone decide. Where neither says who, nobody may.
    """
    actions: list[ActionType] = []
    demands: dict[Address, list[frozenset[str]]] = {}
    for row in rows:
        if isinstance(row, ActionType):
            actions.append(row)
        elif isinstance(row, ActionSubmissionCriteria) and row.criteria_type == "role_access" and row.is_active:
            demands.setdefault(row.address[:-1], []).append(frozenset(row.config["roles"]))
    for action in actions:
        granted = frozenset(action.permissions_policy.get("apply", ()))
        sets = [*([granted] if granted else []), *demands.get(action.address, [])]
        for role in sorted(frozenset.intersection(*sets)) if sets else ():
            yield _rule(action, role)


def _rule(action: ActionType, role: str) -> ApplyRule:
    return ApplyRule(
        address=(*action.address, role),
        owner=action.owner,
        source=action.source,
        is_active=action.is_active,
        role=role,
        qualified_key=f"{action.target_model}:{action.key}",
    )
