"""How the language's types look to an expression, and what becomes of the difference between 3 and 3.0.

JSON has one sort of numbers, expressions have two. Which one a number is follows from what is declared, never from how
it is written:

- An `integer` is an int, also where JSON writes 3.0; a `number`, `decimal` or `money` is a double, also where JSON
  writes 3. `incoming` brings them in so.
- What only looks at numbers takes any mixture: `< <= > >= == != in`, and the keys of maps.
- What makes a new number takes no mixture, as in CEL: `2 * 1.5` has no value, whatever is evaluated, and is reported.
- What is now the one, now the other - `c ? 1 : 1.5`, an item of `[1, 1.5]` - is `numeric`: it may stand where both may.
- Of what is `any` the values alone decide, and nothing is reported.

So a check reports a mixture only where it stops the evaluation.
"""

from atelier_cli.language.types import Type

_KINDS = {
    "boolean": "bool",
    "integer": "int",
    "number": "double",
    "decimal": "double",
    "money": "double",
    "numeric": "numeric",
    "date": "timestamp",
    "datetime": "timestamp",
    "duration": "duration",
    "list": "list",
    "object": "map",
    "entity": "reference",
    "user": "reference",
    "null": "null",
    "any": "any",
    # Their inner form is not declared, so nothing is reported of them.
    "json": "any",
    "geometry": "any",
    "geo_point": "any",
    "address": "any",
    "file": "any",
}
#: The kinds of numbers.
NUMBERS = frozenset({"int", "double", "numeric"})
_IDS = frozenset({"string", "reference"})


def kind_of_type(type: Type) -> str:
    """The CEL type of a declared type, named as `values.kind_of` names it; `any` fits all. Text is a string."""
    return _KINDS.get(type.name, "string")


def alike(left: Type, right: Type) -> bool:
    """Whether values of two types can be equal; null equals itself and may be compared with anything."""
    kinds = {kind_of_type(left), kind_of_type(right)}
    if len(kinds) == 1:
        inner = ((left.item, right.item), (left.key, right.key))
        return all(one is None or other is None or alike(one, other) for one, other in inner)
    return bool(kinds & {"any", "null"}) or kinds <= NUMBERS or kinds <= _IDS
