"""Whoever a member of the payload names, by key or by e-mail address: `field:reporter_email`.

The member may be a list, or a record of a person. Where it is null, nobody is to be told, and nothing is wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.language.shown import shown
from atelier_cli.notify.directory import Directory, Person
from atelier_cli.notify.resolvers.protocol import Found


def find(name: str, payload: Mapping[str, Any], directory: Directory) -> Found:
    people: list[Person] = []
    problems: list[str] = []
    for said in _named(_member(payload, name)):
        person = _person(said, directory)
        if person is None:
            problems.append(f"`{name}` is {shown(said)}: that is neither a person nor an e-mail address")
        else:
            people.append(person)
    return Found(tuple(people), tuple(problems))


def _member(payload: Any, path: str) -> Any:
    for name in path.split("."):
        payload = payload.get(name) if isinstance(payload, Mapping) else None
    return payload


def _named(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _named(one)
    elif value is not None and value != "":
        yield value


def _person(said: Any, directory: Directory) -> Person | None:
    key = said.get("id") if isinstance(said, Mapping) else said
    if not isinstance(key, str):
        return None
    if "@" in key:
        return directory.with_email(key) or Person(None, key)
    return directory.person(key)
