"""The end of a draft: the mutations that write it, and what is wrong with it as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.links import LinkChanges, link_changes
from atelier_cli.actions.entities.people import user_mutations
from atelier_cli.actions.entities.taking import Taking, taking
from atelier_cli.actions.entities.whole import broken
from atelier_cli.actions.entities.written import Written, written
from atelier_cli.language.problems import Problems
from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import key_of


@dataclass(frozen=True, slots=True)
class Finished:
    """What becomes of a draft."""

    #: What writes it, in an order in which each finds what it needs; none where nothing changes or something is wrong.
    mutations: tuple[Mutation, ...]
    #: The entities that are written, in the order in which the draft met them, and the links.
    written: tuple[Written, ...]
    links: LinkChanges
    #: Paths start with the id of an entity, then comes the name of its field or relation.
    problems: Problems


def finish(draft: Draft, plane: Plane) -> Finished:
    """The mutations of a draft, and what keeps it from being written.

    A change of a link is a write of its source: it counts up the source's version.
    """
    links = link_changes(draft)
    draft.read(links.ends)
    changed = tuple(written(draft, links))
    unique = taking(draft, changed, links)
    problems = (*broken(draft, changed, links), *unique.problems)
    mutations = () if problems else tuple(_mutations(draft, changed, links, unique, plane))
    return Finished(mutations, changed, links, problems)


def _mutations(
    draft: Draft, changed: tuple[Written, ...], links: LinkChanges, unique: Taking, plane: Plane
) -> Iterator[Mutation]:
    """What is given up comes first, since another may take it; links and unique values come after their entities."""
    yield from (Delete(plane, EntityUnique, key_of(one)) for one in unique.freed)
    yield from (Delete(plane, EntityLink, key_of(link)) for _, link in links.gone)
    yield from (Insert(plane, one.after) for one in changed if one.before is None and one.after is not None)
    yield from _updates(draft, changed, plane)
    yield from user_mutations(draft, [one.after for one in changed if one.after is not None], plane)
    yield from (Insert(plane, one) for one in unique.taken)
    yield from (Insert(plane, link) for _, link in links.new)
    yield from (Delete(plane, Entity, (one.id,)) for one in changed if one.after is None)


def _updates(draft: Draft, changed: tuple[Written, ...], plane: Plane) -> Iterator[Mutation]:
    for one in changed:
        if one.before is not None and one.after is not None:
            said = {"properties": one.after.properties, "state": one.after.state} if one.says_more else {}
            values = {**said, "version": one.before.version + 1, "updated_at": draft.around.now}
            yield Update(plane, Entity, (one.id,), values, {"version": one.before.version})
