"""What stands on the other side of a step: what it must be sent, and what a second call means."""

from typing import Any

from atelier_cli.catalog.catalog import OWN_PRODUCT, Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import other_side, parameter_type
from atelier_cli.language.types import ANY, Type, from_schema, object_of
from atelier_cli.sheet.models.action import Action, Parameter
from atelier_cli.sheet.models.flow import Flow, ProductStep, SkillStep
from atelier_cli.sheet.models.vocabulary import ProductAction, Skill


def takes(step: SkillStep | ProductStep, node: Node[Flow], catalog: Catalog) -> Type:
    """The type of what a step must send; `any` where nobody has declared it."""
    if isinstance(step, ProductStep) and step.with_.product == OWN_PRODUCT:
        action = own_action(step, node, catalog)
        return ANY if action is None or action.lacks("parameters") else _payload(action.model, catalog)
    other = other_side(step, catalog)
    return ANY if other is None else catalog.once(_of_schema, other)


def takes_schema(other: Node[Any], _catalog: Catalog) -> dict[str, Any]:
    """The schema of what the other side of a step is sent."""
    declared: Skill | ProductAction = other.model
    return declared.input_schema if isinstance(declared, Skill) else declared.payload_schema


def _of_schema(other: Node[Any], catalog: Catalog) -> Type:
    return from_schema(takes_schema(other, catalog))


def product_action(step: ProductStep, catalog: Catalog) -> Node[ProductAction] | None:
    return catalog.product_actions.get((step.with_.product, step.with_.action))


def own_action(step: ProductStep, node: Node[Flow], catalog: Catalog) -> Node[Action] | None:
    """The action of the project's own sheets that a step invokes; None where several may be meant, or none."""
    if step.with_.product != OWN_PRODUCT:
        return None
    found = catalog.qualified_actions.get(catalog.qualified(step.with_.action, node), ())
    return found[0] if len(found) == 1 else None


def _payload(action: Action, catalog: Catalog) -> Type:
    """The parameters of an action; those that it does without may be left out."""
    return object_of(
        {p.key: _of_parameter(p, catalog) for p in action.parameters if p.is_active},
    )


def _of_parameter(parameter: Parameter, catalog: Catalog) -> Type:
    must_be_given = parameter.required and parameter.default is None and parameter.visibility == "visible"
    found = parameter_type(parameter, catalog)
    return found.not_null() if must_be_given else found.or_null()
