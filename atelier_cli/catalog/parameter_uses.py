"""The parameters of an action that anything of it reads or names."""

import re
from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.reads import reads_of_text
from atelier_cli.sheet.models.action import Action, EntityValues, Parameter, When
from atelier_cli.sheet.models.criteria import (
    ExpressionConfig,
    FieldConfig,
    FunctionConfig,
    OneOfConfig,
    RangeConfig,
    RequiredFieldsConfig,
)

_ROOT = "$parameters."
_IN_TEMPLATE = re.compile(r"\bparameters\.([a-z0-9_]+)")


def parameter_uses(action: Action) -> Iterator[str]:
    """The names of parameters that the action uses in any way, whether there are such or not, some more than once."""
    for edit in action.edits:
        yield from _read([edit.value, edit.function_args, edit.when])
    for create in action.creates:
        yield from _read([create.fields_, create.when])
    for criteria in action.submission_criteria:
        yield from _of_criteria(criteria.config)
    for effect in action.side_effects:
        yield from _read(effect.payload_aliases)
        if effect.when_parameter is not None:
            yield effect.when_parameter
    for parameter in action.parameters:
        yield from _of_parameter(parameter)
    yield from _IN_TEMPLATE.findall(action.presentation.activity_template or "")


def parameters_asked(action: Action, condition: Any) -> frozenset[str]:
    """The parameters whose values the criteria of an action, or a condition, ask for."""
    configs = (criteria.config for criteria in action.submission_criteria)
    asked = (name for one in configs if not isinstance(one, RequiredFieldsConfig) for name in _of_criteria(one))
    return frozenset((*asked, *_read(condition)))


def parameters_minded(action: Action, condition: Any) -> frozenset[str]:
    """The parameters that the criteria of an action, or a condition, speak of in any way: `has(...)` is one."""
    configs = [criteria.config for criteria in action.submission_criteria]
    named = (name for one in configs for name in _of_criteria(one))
    return frozenset((*named, *_IN_TEMPLATE.findall(f"{configs} {condition}")))


def _of_parameter(parameter: Parameter) -> Iterator[str]:
    yield from _read(parameter.default)
    if parameter.constraints is not None:
        yield from _read([getattr(parameter.constraints, name) for name in parameter.constraints.model_fields_set])
    if isinstance(parameter.visibility, When):
        yield from _read(parameter.visibility.when)
        yield from _fields(parameter.visibility.when)
    if isinstance(parameter.values_from, EntityValues):
        yield from _read(parameter.values_from.filter)


def _of_criteria(config: Any) -> Iterator[str]:
    match config:
        case FieldConfig():
            yield from _read(config.value)
            if config.subject == "parameters":
                yield config.field.partition(".")[0]
        case FunctionConfig():
            yield from _read(config.args)
        case ExpressionConfig():
            yield from _read({"$expr": config.expression})
        case RangeConfig():
            yield config.field
            yield from _read([config.min, config.max])
        case RequiredFieldsConfig():
            yield from config.fields_
        case OneOfConfig():
            for group in config.groups:
                yield from group


def _read(said: Any) -> Iterator[str]:
    """The parameters that a value or a condition reads."""
    if isinstance(said, str):
        if said.startswith(_ROOT):
            yield said[len(_ROOT) :].partition(".")[0]
    elif isinstance(said, dict):
        if said.get("subject") == "parameters" and isinstance(said.get("field"), str):
            # No condition is written like that; what it is about is known all the same.
            yield said["field"].partition(".")[0]
        for key, part in said.items():
            yield from _in_text(part) if key == "$expr" and isinstance(part, str) else _read(part)
    elif isinstance(said, list):
        for part in said:
            yield from _read(part)


def _in_text(text: str) -> Iterator[str]:
    if "parameters" in text:
        yield from (one.names[1] for one in reads_of_text((), text) if one.names[0] == "parameters" and one.names[1:])


def _fields(condition: Any) -> Iterator[str]:
    """The fields that a condition over the parameters names."""
    if isinstance(condition, dict):
        if isinstance(condition.get("field"), str):
            yield condition["field"].partition(".")[0]
        for part in condition.values():
            yield from _fields(part)
    elif isinstance(condition, list):
        for part in condition:
            yield from _fields(part)
