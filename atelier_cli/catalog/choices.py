"""The choices that a parameter offers, each with where it is written."""

from functools import reduce
from operator import getitem

from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Path, Place
from atelier_cli.sheet.models.action import Action, ChoiceValues, Parameter


def choices(node: Node[Action], key: str) -> dict[str, Place]:
    """The words that may be given for a parameter; none where it has others, or where nobody can tell."""
    for i, parameter in enumerate(node.model.parameters):
        if parameter.key == key and parameter.is_active and not node.lacks("parameters", i):
            return {word: _place(node, ("parameters", i, *path)) for word, path in _written(parameter).items()}
    return {}


def offers(parameter: Parameter) -> bool:
    """Whether choices may be written out for a parameter."""
    said = parameter.constraints
    return (said is not None and said.one_of is not None) or isinstance(parameter.values_from, ChoiceValues)


def _place(node: Node[Action], path: Path) -> Place:
    """Where a word is written: by itself, or as the `value` of a choice."""
    place = node.at(*path)
    written = reduce(getitem, place.path, node.parsed.document.data)
    return node.at(*path, "value") if isinstance(written, dict) else place


def _written(parameter: Parameter) -> dict[str, Path]:
    said, offered = parameter.constraints, parameter.values_from
    refused = () if said is None or said.not_one_of is None else said.not_one_of
    if said is not None and said.one_of is not None:
        path: Path = ("constraints", "one_of")
        words = said.one_of
    elif isinstance(offered, ChoiceValues):
        path, words = ("values_from", "choices"), [choice.value for choice in offered.choices]
    else:
        return {}
    if not all(isinstance(word, str) and not word.startswith("$") for word in words):
        return {}
    return {word: (*path, i) for i, word in enumerate(words) if word not in refused}
