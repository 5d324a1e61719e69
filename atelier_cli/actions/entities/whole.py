"""What is wrong with a draft as a whole: names that lead to nothing, and relations that lead to too much or too little.

Paths start with the id of an entity, then comes the name of its field or relation.
"""

from collections.abc import Iterable, Iterator

from atelier_cli.actions.entities.check import named
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.links import LinkChanges
from atelier_cli.actions.entities.ontology import Relation
from atelier_cli.actions.entities.written import Written
from atelier_cli.language.problems import Problem


def broken(draft: Draft, changed: Iterable[Written], links: LinkChanges) -> Iterator[Problem]:
    changed = tuple(changed)
    references = tuple(_references(draft, changed))
    draft.read([*links.ends, *(id_ for _, id_, _ in references)])
    for path, id_, code in references:
        yield from broken_name(draft, path, id_, code)
    yield from _broken_ends(draft, links)
    yield from _too_many(draft, links)
    yield from _too_few(draft, changed, links)


def _references(draft: Draft, changed: Iterable[Written]) -> Iterator[tuple[tuple[str, str], str, str]]:
    """What fields that change name: their path, the id that is named, and the type it has to be of."""
    for one in changed:
        if one.after is not None:
            for name, field in draft.kind(one.after).fields.items():
                for other, code in named(field.type, one.after.properties.get(name)):
                    if one.changes(name):
                        yield (one.id, name), other, code


def _broken_ends(draft: Draft, links: LinkChanges) -> Iterator[Problem]:
    for relation, link in links.new:
        yield from broken_name(draft, (link.source_id, relation.code), link.target_id, relation.target)
        name = relation.reverse or relation.code
        yield from broken_name(draft, (link.target_id, name), link.source_id, relation.source)


def broken_name(draft: Draft, path: tuple[str, ...], id_: str, code: str) -> Iterator[Problem]:
    """What is wrong with an entity that is named, and has to be of a type, if there is any."""
    found = draft.entity(id_)
    if found is None and id_ not in draft.failed:
        yield Problem("unknown-entity", f"there is no {code or 'entity'} `{id_}`", path)
    elif found is not None and code and not draft.kind(found).is_a(code):
        yield Problem("wrong-entity", f"expected a {code}, found {draft.kind(found).code}/{id_}", path)


def _too_many(draft: Draft, links: LinkChanges) -> Iterator[Problem]:
    _read_ahead(draft, links)
    for relation, link in links.new:
        if relation.to_one:
            targets = draft.targets(relation, link.source_id)
            yield from _more_than_one(relation.code, link.source_id, targets, link.target_id)
        if relation.from_one:
            sources = draft.sources(relation, link.target_id)
            yield from _more_than_one(relation.reverse or relation.code, link.target_id, sources, link.source_id)


def _read_ahead(draft: Draft, links: LinkChanges) -> None:
    """Reads all that is looked at of relations to one, with one question a relation and side."""
    ends: dict[str, tuple[Relation, list[str], list[str]]] = {}
    for relation, link in links.new:
        _, sources, targets = ends.setdefault(relation.id, (relation, [], []))
        sources.append(link.source_id)
        targets.append(link.target_id)
    for relation, sources, targets in ends.values():
        if relation.to_one:
            draft.read_targets([relation], sources)
        if relation.from_one:
            draft.read_sources([relation], targets)


def _more_than_one(name: str, id_: str, others: tuple[str, ...], new: str) -> Iterator[Problem]:
    there = next((other for other in others if other != new), None)
    if there is not None:
        message = f"`{name}` of `{id_}` leads to one at most, found `{there}` and `{new}`"
        yield Problem("too-many", message, (id_, name), help=f"take the link to `{there}` away first")


def _too_few(draft: Draft, changed: Iterable[Written], links: LinkChanges) -> Iterator[Problem]:
    lost = links.lost
    for one in changed:
        if one.after is not None:
            for relation in draft.kind(one.after).relations.values():
                may_lack = relation.required and (one.before is None or (relation.id, one.id) in lost)
                if may_lack and not draft.targets(relation, one.id):
                    yield _none(relation, one.id)


def _none(relation: Relation, id_: str) -> Problem:
    message = f"expected a {relation.target}, found none: the relation is required"
    return Problem("missing-value", message, (id_, relation.code))
