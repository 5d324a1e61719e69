"""Reads a condition: a comparison, or one of the four nestings of conditions."""

import re
from collections.abc import Mapping
from typing import Any

from atelier_cli.frozen import frozen
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.operators.synonyms import SYNONYMS
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.shown import shown
from atelier_cli.names import suggest

#: A name, or the dotted path to one.
_FIELD = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_KEYS = ("field", "left", "operator", "value", *COMBINATORS)
#: A key of a gate that compares a field; the field of a condition has one subject, where the condition stands.
_SUBJECT = "subject"


@frozen
class Comparison:
    """`{field | left, operator, value}`."""

    #: The word of the operator; None where there is none of the table, of which the problems tell.
    operator: str | None
    #: The field of the subject, or None where a value stands on the left.
    field: str | None
    left: Any
    #: Whether a right side is written, be it null.
    has_right: bool
    right: Any


@frozen
class Nesting:
    """`{all | any | none: [...]}` or `{not: ...}`."""

    combinator: str
    conditions: "tuple[Comparison | Nesting | None, ...]"


#: None stands for a condition that cannot be read, of which the problems tell.
Condition = Comparison | Nesting | None


def parse(condition: Any) -> tuple[Condition, Problems]:
    """The condition and what is wrong with its shape."""
    if not isinstance(condition, Mapping):
        message = f"expected a condition such as {{field, operator, value}}, found {shown(condition)}"
        return None, (Problem("bad-condition", message),)
    nestings = [key for key in condition if key in COMBINATORS]
    strange = tuple(_unknown_key(key) for key in condition if key not in _KEYS)
    is_misspelt = any(key == _SUBJECT or suggest(str(key), _KEYS) for key in condition if key not in _KEYS)
    if is_misspelt or (strange and len(strange) == len(condition)):
        # What a misspelt key leaves out is not missing too.
        return None, strange
    if not nestings:
        read, problems = _comparison(condition)
    elif len(set(condition) & set(_KEYS)) > 1:
        others = ", ".join(f"`{key}`" for key in condition if key in _KEYS and key != nestings[0])
        problem = Problem("bad-condition", f"expected `{nestings[0]}` alone, found {others} beside it", (nestings[0],))
        return None, (*strange, problem)
    else:
        read, problems = _nesting(nestings[0], condition[nestings[0]])
    return read, (*strange, *problems)


def _unknown_key(key: Any) -> Problem:
    message, hint = unknown("key", str(key), _KEYS)
    meant = SYNONYMS.get(str(key))
    if key == "$expr":
        hint = "write `{left: {$expr: ...}, operator: eq, value: true}`"
    elif key == _SUBJECT:
        hint = "write `left: $parameters.NAME`"
    elif meant in _KEYS:
        hint = f"did you mean `{meant}`?"
    return Problem("unknown-key", message, (key,), help=hint)


def _nesting(word: str, inner: Any) -> tuple[Condition, Problems]:
    if not COMBINATORS[word].TAKES_LIST:
        read, problems = parse(inner)
        return Nesting(word, (read,)), below((word,), problems)
    if not isinstance(inner, list | tuple) or not inner:
        message = f"expected a list of one or more conditions under `{word}`, found {shown(inner)}"
        return None, (Problem("bad-condition", message, (word,)),)
    found = [parse(one) for one in inner]
    problems = tuple(one for index, (_, faults) in enumerate(found) for one in below((word, index), faults))
    return Nesting(word, tuple(read for read, _ in found)), problems


def _comparison(condition: Mapping[str, Any]) -> tuple[Condition, Problems]:
    problems, faults = _sides(condition), _operator(condition)
    if problems:
        return None, (*problems, *faults)
    operator = None if faults else condition["operator"]
    sides = condition.get("field"), condition.get("left"), "value" in condition, condition.get("value")
    return Comparison(operator, *sides), faults


def _sides(condition: Mapping[str, Any]) -> Problems:
    if ("field" in condition) == ("left" in condition):
        found = "both" if "field" in condition else "neither"
        return (Problem("bad-condition", f"expected either `field` or `left`, found {found}"),)
    field = condition.get("field", "")
    if "field" in condition and not (isinstance(field, str) and _FIELD.fullmatch(field)):
        return (Problem("bad-condition", f"expected the name of a field, found {shown(field)}", ("field",)),)
    return ()


def _operator(condition: Mapping[str, Any]) -> Problems:
    if "operator" not in condition:
        return (Problem("bad-condition", "expected an `operator`, found none"),)
    word = condition["operator"]
    if isinstance(word, str) and word in OPERATORS:
        return ()
    message, hint = unknown("operator", word if isinstance(word, str) else shown(word), OPERATORS)
    meant = SYNONYMS.get(word) if isinstance(word, str) else None
    if meant in OPERATORS:
        hint = f"did you mean `{meant}`?"
    return (Problem("unknown-operator", message, ("operator",), help=hint),)
