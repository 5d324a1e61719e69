"""What actions name: their target, parameters, fields, creates, events, surfaces and roles."""

import re
from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import action_roots
from atelier_cli.catalog.uses.criteria import of_criteria
from atelier_cli.catalog.uses.naming import declares, names, names_each, source
from atelier_cli.catalog.uses.reading import Reading, of_condition, of_field, of_value
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Path
from atelier_cli.language.constraints import bound_type
from atelier_cli.language.types import ANY, STRING, Type, from_schema
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import (
    Action,
    ActionCreate,
    ActionEdit,
    ActionSideEffect,
    ChoiceValues,
    Constraints,
    EntityValues,
    Parameter,
    SettingValues,
    When,
)

_IN_TEMPLATE = re.compile(r"\bparameters\.([a-z0-9_]+)")
_BOUNDS = tuple(name for name, field in Constraints.model_fields.items() if field.annotation is Any)


def of_action(node: Node[Action], catalog: Catalog) -> Iterator[Occurrence]:
    action, file = node.model, source(node)
    yield declares(node, Kind.ACTION, (file, action.target_model), action.key, "key")
    yield from names(node, Kind.ENTITY_TYPE, (), action.target_model, "target_model")
    yield from names(node, Kind.FLOW, (file,), action.flow, "flow")
    for may in ("view", "apply", "edit"):
        yield from names_each(node, Kind.ROLE, getattr(action.permissions_policy, may), "permissions_policy", may)
    yield from _of_parts(reading_of(node, catalog))
    mine = (file, action.target_model, action.key)
    for attribute, (kind, scope) in {
        "edits": (Kind.EDIT, mine),
        "side_effects": (Kind.EFFECT, mine),
        # The caller of an action names nothing but the placement.
        "placements": (Kind.PLACEMENT, (file,)),
    }.items():
        for i, item in enumerate(getattr(action, attribute)):
            if item.key is not None:
                yield declares(node, kind, scope, item.key, attribute, i, "key")
    for i, placement in enumerate(action.placements):
        yield from names(node, Kind.SURFACE, (), placement.surface, "placements", i, "surface")
        yield from names(node, Kind.ENTITY_TYPE, (), placement.target_model, "placements", i, "target_model")


def reading_of(node: Node[Action], catalog: Catalog) -> Reading:
    """What the parts of an action can name."""
    mine = (source(node), node.model.target_model, node.model.key)
    scopes = {
        "parameters": (Kind.PARAMETER, mine),
        "created": (Kind.CREATE, mine),
        "classification": (Kind.CRITERION, mine),
        "config": (Kind.SETTING, (source(node),)),
    }
    return Reading(node, catalog, catalog.names(action_roots(node, catalog)), Slot.EDIT, scopes)


def _of_parts(reading: Reading) -> Iterator[Occurrence]:
    action: Action = reading.node.model
    for i, parameter in enumerate(action.parameters):
        yield from _of_parameter(reading, ("parameters", i), parameter)
    called = keys(action.submission_criteria, "criteria_type")
    for i, (key, criteria) in enumerate(zip(called, action.submission_criteria, strict=True)):
        if criteria.key is not None:
            yield declares(reading.node, *reading.scopes["classification"], key, "submission_criteria", i, "key")
        yield from of_criteria(reading.in_slot(Slot.CRITERION), ("submission_criteria", i, "config"), criteria.config)
    for i, edit in enumerate(action.edits):
        yield from _of_edit(reading, ("edits", i), edit)
    made = keys(action.creates, ActionCreate.NAMED_AFTER)
    for i, (key, create) in enumerate(zip(made, action.creates, strict=True)):
        yield from _of_create(reading.in_slot(Slot.CREATE), ("creates", i), key, create)
    for i, effect in enumerate(action.side_effects):
        yield from _of_effect(reading.in_slot(Slot.EFFECT), ("side_effects", i), effect)
    template = action.presentation.activity_template or ""
    for found in _IN_TEMPLATE.finditer(template):
        place = reading.node.at("presentation", "activity_template", within=found.span(1))
        holder = reading.names.roots["parameters"]
        yield Occurrence(Symbol(*reading.scopes["parameters"], found[1]), place, holder=holder)


def _of_parameter(reading: Reading, path: Path, parameter: Parameter) -> Iterator[Occurrence]:
    node = reading.node
    type_ = (reading.names.roots["parameters"].fields or {}).get(parameter.key, ANY)
    yield declares(node, *reading.scopes["parameters"], parameter.key, *path, "key", type=type_)
    yield from names(node, Kind.ENTITY_TYPE, (), parameter.object_type, *path, "object_type")
    yield from of_value(reading.in_slot(Slot.DEFAULT), (*path, "default"), parameter.default, type_)
    if parameter.constraints is not None:
        yield from _of_constraints(
            reading.in_slot(Slot.CONSTRAINT), (*path, "constraints"), parameter.constraints, type_
        )
    if isinstance(parameter.visibility, When):
        subject = reading.names.roots["parameters"]
        where = (*path, "visibility", "when")
        yield from of_condition(
            reading.in_slot(Slot.VISIBILITY), where, parameter.visibility.when, subject, "parameters"
        )
    match parameter.values_from:
        case EntityValues() as values:
            yield from _of_values(reading.in_slot(Slot.OPTIONS), (*path, "values_from"), values)
        case SettingValues(setting=setting):
            yield from names(node, *reading.scopes["config"], setting, *path, "values_from", "setting")
        case ChoiceValues() | None:
            pass


def _of_constraints(reading: Reading, path: Path, constraints: Constraints, parameter: Type) -> Iterator[Occurrence]:
    for bound in _BOUNDS:
        yield from of_value(reading, (*path, bound), getattr(constraints, bound), bound_type(bound, parameter))
    if constraints.unique_in is not None:
        code, dot, field = constraints.unique_in.partition(".")
        where = (*path, "unique_in")
        yield Occurrence(Symbol(Kind.ENTITY_TYPE, (), code), reading.node.at(*where, within=(0, len(code))))
        if dot:
            subject = Type("entity", entity_type=code)
            yield from of_field(reading, where, field, subject, offset=len(code) + 1)


def _of_values(reading: Reading, path: Path, values: EntityValues) -> Iterator[Occurrence]:
    subject = Type("entity", entity_type=values.entity_type)
    yield from names(reading.node, Kind.ENTITY_TYPE, (), values.entity_type, *path, "entity_type")
    yield from of_condition(reading, (*path, "filter"), values.filter, subject)
    for key, field in (("value", values.value), ("label", values.label)):
        if field is not None and key in values.model_fields_set:
            yield from of_field(reading, (*path, key), field, subject)


def _of_edit(reading: Reading, path: Path, edit: ActionEdit) -> Iterator[Occurrence]:
    subject = reading.names.roots["entity"]
    yield from of_field(reading, (*path, "field"), edit.field, subject)
    type_ = (reading.names.members(subject.entity_type) or {}).get(edit.field, ANY)
    yield from of_value(reading, (*path, "value"), edit.value, type_)
    for name, said in (edit.function_args or {}).items():
        yield from of_value(reading, (*path, "function_args", name), said)
    yield from of_condition(reading, (*path, "when"), edit.when, subject)


def _of_create(reading: Reading, path: Path, key: str, create: ActionCreate) -> Iterator[Occurrence]:
    node, subject = reading.node, Type("entity", entity_type=create.entity_type)
    # Without a key of its own it is called after its entity type; the next one of that has a number too.
    if create.key is not None or key == create.entity_type:
        named = "entity_type" if create.key is None else "key"
        yield declares(node, *reading.scopes["created"], key, *path, named, type=subject)
    yield from names(node, Kind.ENTITY_TYPE, (), create.entity_type, *path, "entity_type")
    members = reading.names.members(create.entity_type) or {}
    for field, said in create.fields_.items():
        for found in of_field(reading, (*path, "fields", field), field, subject):
            key_ = node.at(*path, "fields", field, part="key", within=(0, len(field)))
            yield found._replace(place=key_)
        yield from of_value(reading, (*path, "fields", field), said, members.get(field, ANY))
    yield from of_condition(reading, (*path, "when"), create.when, reading.names.roots["entity"])


def _of_effect(reading: Reading, path: Path, effect: ActionSideEffect) -> Iterator[Occurrence]:
    event = reading.catalog.events.get(effect.event)
    payload = ANY if event is None else from_schema(event.model.payload_schema)
    yield from names(reading.node, Kind.EVENT, (), effect.event, *path, "event")
    if effect.when_parameter is not None:
        subject = reading.names.roots["parameters"]
        yield from of_field(reading, (*path, "when_parameter"), effect.when_parameter, subject, "parameters")
        type_ = (subject.fields or {}).get(effect.when_parameter, STRING)
        yield from of_value(reading, (*path, "when_equals"), effect.when_equals, type_)
    yield from of_value(reading, (*path, "payload_aliases"), effect.payload_aliases, payload)
