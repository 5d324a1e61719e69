"""Every mode of value, by the word that tells it: the root of a reference, or `literal`, `function`, `expr`."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.language.values import (
    classification,
    config,
    context,
    created,
    entity,
    event,
    expr,
    function,
    input,
    literal,
    now,
    parameters,
    run,
    source,
    steps,
    today,
    user,
)
from atelier_cli.language.values.protocol import Mode

#: In the order of the language's documentation.
MODES: Mapping[str, Mode] = MappingProxyType(
    {
        "literal": literal,
        "parameters": parameters,
        "entity": entity,
        "user": user,
        "now": now,
        "today": today,
        "source": source,
        "created": created,
        "config": config,
        "function": function,
        "expr": expr,
        "classification": classification,
        "input": input,
        "context": context,
        "steps": steps,
        "run": run,
        "event": event,
    }
)
