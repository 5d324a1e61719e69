"""What submission criteria name: fields, parameters, relations, roles and functions."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.uses.members import field_symbol
from atelier_cli.catalog.uses.naming import names_each
from atelier_cli.catalog.uses.reading import Reading, of_expression, of_field, of_value, right_type, type_of_field
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Path
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.scope import CALLER
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.function import signature_of
from atelier_cli.sheet.models.criteria import (
    ExpressionConfig,
    FieldConfig,
    FunctionConfig,
    OneOfConfig,
    RangeConfig,
    ReachableConfig,
    RequiredFieldsConfig,
    RoleAccessConfig,
)


def of_criteria(reading: Reading, path: Path, config: Any) -> Iterator[Occurrence]:  # one branch a type
    parameters = reading.names.roots["parameters"]
    match config:
        case FieldConfig():
            yield from _of_comparison(reading, path, config)
        case ExpressionConfig(expression=text):
            yield from of_expression(reading, (*path, "expression"), text)
        case FunctionConfig():
            yield from _of_function(reading, path, config)
        case ReachableConfig():
            yield from _of_path(reading, path, config)
        case RoleAccessConfig(roles=roles):
            yield from names_each(reading.node, Kind.ROLE, roles, *path, "roles")
        case RequiredFieldsConfig():
            for i, name in enumerate(config.fields_):
                yield from of_field(reading, (*path, "fields", i), name, parameters, "parameters")
        case OneOfConfig(groups=groups):
            for i, group in enumerate(groups):
                for j, name in enumerate(group):
                    yield from of_field(reading, (*path, "groups", i, j), name, parameters, "parameters")
        case RangeConfig():
            yield from of_field(reading, (*path, "field"), config.field, parameters, "parameters")
            yield from of_value(reading, (*path, "min"), config.min)
            yield from of_value(reading, (*path, "max"), config.max)


def _of_comparison(reading: Reading, path: Path, config: FieldConfig) -> Iterator[Occurrence]:
    subjects = {"entity": reading.names.roots["entity"], "user": CALLER}
    subject = subjects.get(config.subject, reading.names.roots["parameters"])
    yield from of_field(reading, (*path, "field"), config.field, subject, config.subject)
    left = type_of_field(reading, config.field, subject)
    yield from of_value(reading, (*path, "value"), config.value, right_type(config.operator, left))


def _of_function(reading: Reading, path: Path, config: FunctionConfig) -> Iterator[Occurrence]:
    place = reading.node.at(*path, "function", within=(0, len(config.function)))
    words = (*FUNCTIONS, *reading.names.functions)
    yield Occurrence(Symbol(Kind.FUNCTION, (), config.function), place, words=words)
    signature = signature_of(config.function, reading.names)
    for name, said in config.args.items():
        type_ = ANY if signature is None else signature.args.get(name, ANY)
        yield from of_value(reading, (*path, "args", name), said, type_)


def _of_path(reading: Reading, path: Path, config: ReachableConfig) -> Iterator[Occurrence]:
    code: str = config.from_
    for i, hop in enumerate(config.path):
        symbol = reading.catalog.entity_types.get(code)
        if symbol is None:
            return
        is_back = hop.startswith("<")
        name = hop.strip("<>")
        ways = symbol.backward if is_back else symbol.forward
        target = ways.get(name, "")
        # Backward, a relation is called by the name that it has where it comes from.
        found = field_symbol(target if is_back else code, name, reading.catalog)
        place = reading.node.at(*path, "path", i, within=(int(is_back), int(is_back) + len(name)))
        type_ = Type("entity", entity_type=target)
        yield Occurrence(found or Symbol(Kind.RELATION, (code,), name), place, type=type_, words=tuple(ways))
        code = target
