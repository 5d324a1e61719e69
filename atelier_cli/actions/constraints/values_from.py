"""The value is one of those that the parameter is chosen from; of a list, each item is.

Example:
    `{values_from: {entity_type: crew, filter: {field: trade, operator: eq, value: roads}}}`
"""

from collections.abc import Mapping, Sequence
from typing import Any

from atelier_cli.actions.constraints.bounds import of_item, plain, worst
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.actions.options import Options
from atelier_cli.language.assignable import is_kind_of
from atelier_cli.language.comparison import same
from atelier_cli.language.verdict import Verdict
from atelier_cli.names import alternatives, suggest

_NOT_OFFERED = invalid("is not among the values to choose from")


def judge(given: Given, bound: Options) -> Judgement:
    if not isinstance(given.value, list | tuple):
        return _judge(given.value, given, bound)
    return worst(of_item(i, _judge(item, given, bound), given) for i, item in enumerate(given.value))


def _judge(value: Any, given: Given, options: Options) -> Judgement:
    if options.entity_type is not None:
        return _of_query(value, given, options.entity_type, options)
    if options.setting is not None:
        return _of_setting(value, given, options.setting)
    return _of_known(value, given, [choice.value for choice in options.choices])


def _of_setting(value: Any, given: Given, key: str) -> Judgement:
    config = given.scope.roots.get("config")
    offered = config.get(key) if isinstance(config, Mapping) else None
    if not isinstance(offered, list | tuple):
        return unevaluable(f"there is no list in the setting {key}")
    return _of_known(value, given, offered)


def _of_known(value: Any, given: Given, offered: Sequence[Any]) -> Judgement:
    """Values that the sheet tells are named; what a query finds is for those who may ask it."""
    if any(same(value, one) for one in offered):
        return VALID
    names = [plain(one) for one in offered]
    meant = suggest(value, names) if isinstance(value, str) and not given.is_secret else ""
    known = f": {alternatives(names)}" if names else ", which are none"
    return invalid(f"{_NOT_OFFERED.message}{known}{f'; did you mean `{meant}`?' if meant else ''}")


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
