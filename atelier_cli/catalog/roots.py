"""The roots that can be read at a place of a sheet, with their types."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.language.join import join
from atelier_cli.language.scope import FIXED_ROOTS
from atelier_cli.language.steps import STEPS
from atelier_cli.language.steps.event_wait import envelope
from atelier_cli.language.types import ANY, BOOLEAN, OBJECT, UNSURE, Type, from_schema, list_of, object_of
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import Action, ActionCreate, ChoiceValues, Parameter
from atelier_cli.sheet.models.flow import EventTrigger, Flow, HumanStep, ProductStep, SkillStep, Step, WaitStep
from atelier_cli.sheet.models.vocabulary import EventType, ProductAction, Skill

#: Where a task that nobody agreed to leads, if not to a step.
_ENDS = frozenset(("fail", "halt", None))


def action_roots(node: Node[Action], catalog: Catalog) -> dict[str, Type]:
    """What values, conditions and expressions of an action can read."""
    action = node.model
    unsure = _unsure(node)
    return {
        **FIXED_ROOTS,
        "parameters": object_of(
            _known({p.key: parameter_type(p, catalog) for p in action.parameters}, unsure),
            open=node.lacks("parameters"),
        ),
        "entity": Type("entity", entity_type=action.target_model),
        "created": created_root(node, action.creates),
        "config": config_root(node, catalog),
        "classification": object_of(_known(dict.fromkeys(_classifying(action), BOOLEAN), unsure)),
    }


def _classifying(action: Action) -> Iterator[str]:
    """The keys of the criteria whose result is kept; gates only let pass."""
    criteria = action.submission_criteria
    for key, one in zip(keys(criteria, "criteria_type"), criteria, strict=True):
        if getattr(one.config, "enforcement", "gate") == "classify":
            yield key


def created_root(node: Node[Action], creates: list[ActionCreate]) -> Type:
    """What some of an action's creates make, by their keys."""
    keyed = zip(keys(creates, ActionCreate.NAMED_AFTER), creates, strict=True)
    made = {key: Type("entity", entity_type=create.entity_type) for key, create in keyed}
    return object_of(_known(made, _unsure(node)), open=node.lacks("creates"))


def config_root(node: Node[Any], catalog: Catalog) -> Type:
    """The settings of the application; a vocabulary has none."""
    application = catalog.sheets.get(node.parsed.document.name)
    known = {} if application is None else application.config
    return object_of(_known(known, _unsure(node)), open=("settings",) in node.parsed.gaps)


def parameter_type(parameter: Parameter, catalog: Catalog) -> Type:
    """What a parameter holds; it is null where nothing was given."""
    found = _parameter_type(parameter, catalog)
    return found if parameter.required else found.or_null()


def _parameter_type(parameter: Parameter, catalog: Catalog) -> Type:
    match parameter.type:
        case "entity":
            code = parameter.object_type or ""
            return Type("entity", entity_type=code if code in catalog.entity_types else "")
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
    put_out = [(flow.steps[i], type) for i, type in catalog.once(outputs, node).items()]
    roots = {
        **FIXED_ROOTS,
        "context": _context(put_out, unsure, lacks_a_step=node.is_broken()),
        "steps": object_of(
            _known({step.id: type for step, type in reversed(put_out)}, unsure), open=node.lacks("steps")
        ),
        "config": config_root(node, catalog),
    }
    if flow.input is not None or node.lacks("input"):
        roots["input"] = ANY if flow.input is None else from_schema(flow.input)
    if isinstance(flow.trigger, EventTrigger):
        roots["event"] = envelope(payload_type(flow.trigger.event_type, catalog))
    elif node.lacks("trigger") or node.lacks("trigger", "event_type"):
        roots["event"] = ANY
    return roots


def outputs(node: Node[Flow], catalog: Catalog) -> dict[int, Type]:
    """What the steps of a flow that run put out, by their index; gates put out nothing."""
    found = ((i, output_type(step, catalog)) for i, step in enumerate(node.model.steps) if step.is_active)
    return {i: type for i, type in found if type is not None}


def match_roots(roots: Mapping[str, Type], event_type: str, catalog: Catalog) -> dict[str, Type]:
    """What the match of an event can read beside what is there anyway."""
    payload = payload_type(event_type, catalog)
    return {**roots, "event": envelope(payload), "payload": payload}


def payload_type(event_type: str, catalog: Catalog) -> Type:
    """What an event of a type on the bus says; `any` for a type that is not known."""
    known = catalog.event_types.get(event_type)
    return ANY if known is None else catalog.once(_of_event, known)


def output_type(step: Step, catalog: Catalog) -> Type | None:
    """What a step puts out; None for a gate."""
    found = STEPS[step.kind].output(_answer_type(step, catalog))
    if found is None or not isinstance(step, HumanStep) or not _ENDS.issuperset({step.on_rejected, step.on_timeout}):
        return found
    # The flow goes on with an agreement alone: somebody decided, and filled in what there is to fill in.
    agreed = {name: type.not_null() for name, type in (found.fields or {}).items()}
    return replace(
        found, fields=agreed if step.with_.form is not None else {**(found.fields or {}), "by": agreed["by"]}
    )


def _answer_type(step: Step, catalog: Catalog) -> Type:
    """What comes back to a step."""
    if isinstance(step, HumanStep):
        return OBJECT if step.with_.form is None else from_schema(step.with_.form)
    other = other_side(step, catalog)
    return ANY if other is None else catalog.once(_of_answer, other)


def _of_event(node: Node[EventType], _catalog: Catalog) -> Type:
    return from_schema(node.model.payload_schema)


def _of_answer(node: Node[Any], _catalog: Catalog) -> Type:
    return from_schema(answer_of(node.model))


def answer_of(declared: Skill | ProductAction | EventType) -> Mapping[str, Any]:
    """The schema of what comes back from the other side."""
    match declared:
        case Skill():
            return declared.output_schema
        case ProductAction():
            return declared.result_schema
        case EventType():
            return declared.payload_schema


def other_side(step: Step, catalog: Catalog) -> Node[Any] | None:
    """What a step calls or waits for, as the vocabulary declares it; None where nobody does."""
    match step:
        case SkillStep():
            return catalog.skills.get(step.with_.skill)
        case ProductStep():
            return catalog.product_actions.get((step.with_.product, step.with_.action))
        case WaitStep():
            return catalog.event_types.get(step.with_.event_type)
        case _:
            return None


def answer_schema(step: Step, catalog: Catalog) -> Mapping[str, Any] | None:
    """The schema of what comes back to a step; None where nobody has declared it."""
    if isinstance(step, HumanStep):
        return step.with_.form
    other = other_side(step, catalog)
    return None if other is None else answer_of(other.model)


def _context(put_out: list[tuple[Step, Type]], unsure: dict[str, Type], *, lacks_a_step: bool) -> Type:
    """Outputs by the names they are saved under; those of the other steps, member by member."""
    found: dict[str, list[Type]] = {}
    is_open = lacks_a_step
    for step, output in put_out:
        saved = getattr(step, "save_as", None)
        for name, type in (output.fields or {}).items() if saved is None else ((saved, output),):
            found.setdefault(name, []).append(type)
        is_open = is_open or (saved is None and may_be_anything(output))
    return object_of(_known({name: join(types) for name, types in found.items()}, unsure), open=is_open)


def may_be_anything(output: Type) -> bool:
    """Whether an output may have members that nobody has declared."""
    return output.name == "any" or (output.name == "object" and output.open)


def _unsure(node: Node[Any]) -> dict[str, Type]:
    """Names that broken parts of the file would have declared."""
    return dict.fromkeys(node.parsed.suspects, UNSURE)


def _known(members: Mapping[str, Type], unsure: dict[str, Type]) -> Mapping[str, Type]:
    return ChainMap(dict(members), unsure) if unsure else members
