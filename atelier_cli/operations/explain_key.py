"""Explains a key of a sheet, a vocabulary or the settings: where it may stand, and what it is for there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from atelier_cli.operations.settings import CONFIG_FILE, Settings
from atelier_cli.sheet.key_places import KeyPlace, key_places, places_below

#: So many places are named of those where a key means the same.
_NAMED = 3


def explain_key(key: str) -> tuple[str, ...]:
    """A line for each thing that a key is for, in Markdown; none for what is no key.

    A setting may be named with the tables that it is in: `notify.email`.
    """
    groups: dict[str, list[KeyPlace]] = {}
    for place in (*key_places().get(key, ()), *_settings(key)):
        groups.setdefault(place.description, []).append(place)
    return tuple(_line(description, places) for description, places in groups.items())


def _settings(key: str) -> Iterator[KeyPlace]:
    for name, place in places_below(Settings):
        table = f" [{place.path}]" if place.path else ""
        if key in {name, f"{place.path}.{name}"}:
            yield replace(place, path=f"{CONFIG_FILE}{table}")


def _line(description: str, places: list[KeyPlace]) -> str:
    first = places[0]
    needed = " (required)" if first.is_required else ""
    example = "" if first.example is None else f" As in `{_written(first.example)}`."
    return f"{_where(place.path for place in places)}{needed}: {description}{example}"


def _written(example: object) -> str:
    """An example as a sheet has it."""
    match example:
        case dict():
            return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in example.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, example)) + "]"
        case bool():
            return str(example).lower()
        case _:
            return str(example)


def _where(paths: Iterable[str]) -> str:
    named = [f"`{path}`" if path else "the top" for path in paths]
    shown_ones, more = named[:_NAMED], len(named) - _NAMED
    return f"in {', '.join(shown_ones)}" + (f" and {more} more" if more > 0 else "")
