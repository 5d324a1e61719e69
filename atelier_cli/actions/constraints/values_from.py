"""The value is one of those that the parameter is chosen from; of a list, each item is.

Example:
    `{values_from: {entity_type: crew, filter: {field: trade, operator: eq, value: roads}}}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.constraints.bounds import each, worst
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.actions.options import Options
from atelier_cli.language.assignable import is_kind_of
from atelier_cli.language.comparison import same
from atelier_cli.language.verdict import Verdict

_NOT_OFFERED = invalid("is not among the values to choose from")


def judge(given: Given, bound: Options) -> Judgement:
    return worst(_judge(value, given, bound) for value in each(given))


def _judge(value: Any, given: Given, options: Options) -> Judgement:
    if options.entity_type is not None:
        return _of_query(value, given, options.entity_type, options)
    if options.setting is not None:
        return _of_setting(value, given, options.setting)
    return VALID if any(same(value, choice.value) for choice in options.choices) else _NOT_OFFERED


def _of_setting(value: Any, given: Given, key: str) -> Judgement:
    config = given.scope.roots.get("config")
    offered = config.get(key) if isinstance(config, Mapping) else None
    if not isinstance(offered, list | tuple):
        return unevaluable(f"there is no list in the setting {key}")
    return VALID if any(same(value, one) for one in offered) else _NOT_OFFERED


def _of_query(value: Any, given: Given, entity_type: str, options: Options) -> Judgement:
    if options.value != "id":
        query = options.query(given.scope, only=value)
        return VALID if query is not None and given.reader.options(query, 1) else _NOT_OFFERED
    found = given.reader.entity(value["id"] if isinstance(value, Mapping) else value)
    if found is None or not is_kind_of(found.type, entity_type, given.scope.names):
        return _NOT_OFFERED
    if options.filter is None:
        return VALID
    # An entity of which it cannot be told is not offered: the query leaves it out, too.
    verdict = options.filter.verdict(given.scope, found.record)
    return VALID if verdict is Verdict.TRUE else _NOT_OFFERED
