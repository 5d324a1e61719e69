"""What is expected of a value on its way out, where JSON writes much as text."""

from dataclasses import replace
from typing import Any

from atelier_cli.language.comparison import TEXTS
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.check import type_of
from atelier_cli.language.values.slots import Slot

#: Types that JSON writes as text.
_WRITTEN_AS_TEXT = {"date", "datetime", "time", "duration"}


def sent(said: Any, expected: Type, names: Names, slot: Slot) -> Type:
    """The type expected, but for texts: there whatever is written as text may be read."""
    match said:
        case {"$function": _} | {"$expr": _}:
            return expected
        case dict() if expected.name == "object" and expected.fields:
            fields = {
                key: sent(said[key], type, names, slot) if key in said else type
                for key, type in expected.fields.items()
            }
            return replace(expected, fields=fields)
        case str() if said.startswith("$") and expected.name in TEXTS:
            return ANY if type_of(said, slot, names).name in _WRITTEN_AS_TEXT else expected
        case _:
            return expected
