"""The roots that can be read at a place of a sheet, with their types."""

from collections import ChainMap
from collections.abc import Mapping

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.language.scope import FIXED_ROOTS
from atelier_cli.language.types import ANY, BOOLEAN, DATETIME, OBJECT, STRING, Type, from_schema, list_of, object_of
from atelier_cli.sheet.models.action import Action, ChoiceValues, Parameter
from atelier_cli.sheet.models.flow import EventTrigger, Flow, HumanStep, ProductStep, SkillStep, Step, WaitStep


def action_roots(node: Node[Action], catalog: Catalog) -> dict[str, Type]:
    """What values, conditions and expressions of an action can read."""
    action = node.model
    unsure = _unsure(node)
    created = {c.key: Type("entity", entity_type=c.entity_type) for c in action.creates if c.key is not None}
    return {
        **FIXED_ROOTS,
        "parameters": object_of(_known({p.key: parameter_type(p) for p in action.parameters}, unsure)),
        "entity": Type("entity", entity_type=action.target_model),
        "created": object_of(_known(created, unsure)),
        "config": config_root(node, catalog),
        "classification": object_of(
            _known({c.key: BOOLEAN for c in action.submission_criteria if c.key is not None}, unsure)
        ),
    }


def config_root(node: Node[Action] | Node[Flow], catalog: Catalog) -> Type:
    return object_of(_known(catalog.application_of(node).config, _unsure(node)))


def parameter_type(parameter: Parameter) -> Type:
    """What a parameter holds; it is null where nothing was given."""
    found = _parameter_type(parameter)
    return found if parameter.required else found.or_null()


def _parameter_type(parameter: Parameter) -> Type:
    match parameter.type:
        case "entity":
            return Type("entity", entity_type=parameter.object_type or "")
        case "enum":
            return Type("enum", choices=_choices(parameter))
        case "list":
            return list_of(ANY)
        case name:
            return Type(name)


def _choices(parameter: Parameter) -> tuple[str, ...]:
    """The values of an enum, from its constraint or the list it chooses from; none where they are not written out."""
    one_of = parameter.constraints.one_of if parameter.constraints is not None else None
    if one_of is not None:
        return tuple(value for value in one_of if isinstance(value, str))
    if isinstance(parameter.values_from, ChoiceValues):
        return tuple(choice.value for choice in parameter.values_from.choices)
    return ()


def flow_roots(node: Node[Flow], catalog: Catalog) -> dict[str, Type]:
    """What values and expressions of a flow can read: what any of its steps puts out, whichever way leads there."""
    flow = node.model
    unsure = _unsure(node)
    outputs = {step.id: output_type(step, catalog) for step in flow.steps}
    roots = {
        **FIXED_ROOTS,
        "input": ANY if flow.input is None else from_schema(flow.input),
        "context": _context(flow, outputs, unsure),
        "steps": object_of(_known(outputs, unsure)),
        "config": config_root(node, catalog),
    }
    if isinstance(flow.trigger, EventTrigger):
        roots["event"] = envelope(flow.trigger.event_type, catalog)
    return roots


def match_roots(roots: Mapping[str, Type], event_type: str, catalog: Catalog) -> dict[str, Type]:
    """What the match of an event can read beside what is there anyway."""
    event = envelope(event_type, catalog)
    return {**roots, "event": event, "payload": (event.fields or {})["payload"]}


def envelope(event_type: str, catalog: Catalog) -> Type:
    """An event on the bus, with what comes along with its payload."""
    known = catalog.event_types.get(event_type)
    return object_of(
        {
            "org_id": STRING,
            "event_type": STRING,
            "product": STRING,
            "idempotency_key": STRING,
            "occurred_at": DATETIME,
            "payload": ANY if known is None else from_schema(known.model.payload_schema),
        }
    )


def output_type(step: Step, catalog: Catalog) -> Type:
    """What a step puts out; null for a gate."""
    match step:
        case SkillStep():
            skill = catalog.skills.get(step.with_.skill)
            return ANY if skill is None else from_schema(skill.model.output_schema)
        case ProductStep():
            action = catalog.product_actions.get((step.with_.product, step.with_.action))
            return ANY if action is None else from_schema(action.model.result_schema)
        case HumanStep():
            form = step.with_.form
            answer = OBJECT.or_null() if form is None else from_schema(form).or_null()
            return object_of({"decision": STRING, "by": STRING, "at": DATETIME, "data": answer})
        case WaitStep():
            return envelope(step.with_.event_type, catalog)
        case _:
            return Type("null", nullable=True)


def _context(flow: Flow, outputs: Mapping[str, Type], unsure: Mapping[str, Type]) -> Type:
    """Outputs by the names they are saved under; those of the other steps, member by member."""
    found: dict[str, Type] = {}
    is_open = False
    for step in flow.steps:
        output = outputs[step.id]
        saved = getattr(step, "save_as", None)
        if saved is not None:
            found[saved] = output
        elif output.fields is not None:
            found.update(output.fields)
        if saved is None:
            is_open = is_open or output.name == "any" or (output.name == "object" and output.open)
    return object_of(_known(found, unsure), open=is_open)


def _unsure(node: Node[Action] | Node[Flow]) -> dict[str, Type]:
    """Names that broken parts of the file would have declared."""
    return dict.fromkeys(node.parsed.suspects, ANY)


def _known(members: Mapping[str, Type], unsure: dict[str, Type] | Mapping[str, Type]) -> Mapping[str, Type]:
    return ChainMap(dict(members), dict(unsure)) if unsure else members
