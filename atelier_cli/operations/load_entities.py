"""Loads many entities and links from a file into a tenant: in one transaction, all or nothing, again and again."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from atelier_cli.actions.entities.change import create, edit, link, references
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import Finished, finish
from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.actions.entities.text import from_text
from atelier_cli.actions.entities.whole import broken_name
from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Severity
from atelier_cli.language.problems import Problem, unknown
from atelier_cli.operations.desk import desk
from atelier_cli.operations.item_files import Finding, Item, Items, read_items, shape
from atelier_cli.plan.mutation import Mutation
from atelier_cli.plan.plan import Plan
from atelier_cli.store.protocol import Store, Transaction

_OneT = TypeVar("_OneT")

#: Told how much of how much is done.
Progress = Callable[[int, int], None]

#: How much is done between two looks at how far it is.
_CHUNK = 500
_LISTS = ("entities", "links")
_LINK = ("source", "relation", "target")
_UNTYPED = "say it for each, or give `--type TYPE` for those that do not"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file came to; with an error among the findings, nothing was written."""

    tenant: str
    file: str
    #: How many entities of each type are new, changed, and as the file says already.
    created: Mapping[str, int]
    changed: Mapping[str, int]
    unchanged: Mapping[str, int]
    #: How many links are new, and how many have gone.
    linked: int
    unlinked: int
    findings: tuple[Finding, ...]
    #: Whether it was written, or, in a dry run, would be.
    is_fit: bool


@dataclass(slots=True)
class _Loading:
    """A file on its way into a draft."""

    items: Items
    draft: Draft
    #: The type of items that do not say theirs.
    default_type: str | None
    #: The item of each entity, and of each link by its source and relation.
    entities: dict[str, Item] = field(default_factory=dict)
    links: dict[tuple[str, str], Item] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, item: Item, where: str, problem: Problem, *above: str) -> None:
        self.findings.append(self.items.found(item, where, problem, *above))


def load_entities(
    store: Store,
    tenant: str | None,
    file: Path,
    clock: Clock,
    progress: Progress,
    *,
    default_type: str | None = None,
    dry_run: bool = False,
) -> Loaded:
    """What loading the file does, or in a dry run would do.

    An entity that is there already gets the values that the file says, and keeps the others. Raises `RefusedError`
    where there is no such tenant or file, `NoInputError` for a default type that there is not, and `UsageError` for a
    file of another kind.
    """
    items = read_items(file, _LISTS)
    with desk(store, tenant, clock, write=not dry_run) as at:
        if default_type is not None:
            at.kind(default_type)
        loading = _Loading(items, at.draft(), default_type, findings=list(items.findings))
        total = 2 * len(items.items)
        for done in _draft(loading):
            progress(done, total)
        finished = finish(loading.draft, at.plane)
        for problem in finished.problems:
            _whole(loading, problem)
        _unmade(loading)
        is_fit = not any(one.severity is Severity.ERROR for one in loading.findings)
        if is_fit and not dry_run:
            write(at.transaction, finished.mutations, progress, len(items.items))
        return _told(at.plane.key, loading, finished, is_fit=is_fit)


def write(transaction: Transaction, mutations: Sequence[Mutation], progress: Progress, before: int) -> None:
    """Performs mutations bit by bit, in one transaction; `before` is what was done until now, half of the whole."""
    for done, chunk in chunks(mutations):
        transaction.apply(Plan(mutations=tuple(chunk)))
        progress(before + before * done // max(1, len(mutations)), 2 * before)


def chunks(things: Sequence[_OneT]) -> Iterator[tuple[int, Sequence[_OneT]]]:
    """The things in pieces, each with how many there are up to its end."""
    for start in range(0, len(things), _CHUNK):
        piece = things[start : start + _CHUNK]
        yield start + len(piece), piece


def _draft(loading: _Loading) -> Iterator[int]:
    """Drafts all items, entities first; yields how many are done."""
    links = [one for one in loading.items.items if _is_link(one)]
    others = [one for one in loading.items.items if not _is_link(one)]
    for done, piece in chunks(others):
        _read_ahead(loading, piece)
        for item in piece:
            _entity(loading, item)
        yield done
    for done, piece in chunks(links):
        ends = (item.said.get(end) for item in piece for end in ("source", "target"))
        loading.draft.read([id_ for id_ in ends if isinstance(id_, str)])
        for item in piece:
            _link(loading, item)
        yield len(others) + done


def _is_link(item: Item) -> bool:
    return item.list == "links" or (item.list is None and "relation" in item.said and "entity_type" not in item.said)


def _read_ahead(loading: _Loading, piece: Sequence[Item]) -> None:
    """Reads what drafting some items asks for, with few questions to the store."""
    draft = loading.draft
    ids = [id_ for item in piece if isinstance(id_ := item.said.get("id"), str)]
    draft.read(ids)
    there = [(entity.id, draft.kind(entity)) for id_ in ids if (entity := draft.entity(id_)) is not None]
    for kind in {kind.code: kind for _, kind in there}.values():
        draft.read_targets([*kind.relations.values()], [id_ for id_, own in there if own is kind])


def _entity(loading: _Loading, item: Item) -> None:
    """Drafts the entity that an item says: a new one, or one that is there with other values."""
    said, above = _as_entity(loading, item)
    code, id_ = said.get("entity_type"), said.get("id")
    where = "/".join(str(one) for one in (code, id_ if isinstance(id_, str) else None) if one is not None)
    wrong = tuple(map(_hinted, shape(said, ("entity_type", "id"), {"fields": dict})))
    for problem in wrong:
        loading.find(item, where, problem)
    if wrong or not isinstance(id_, str) or not isinstance(code, str):
        loading.draft.failed.update([id_] if isinstance(id_, str) else ())
        return
    first = loading.entities.setdefault(id_, item)
    if first is not item:
        line = first.locate(())[0]
        message = f"the id `{id_}` stands in the file twice{f', first in line {line}' if line else ''}"
        loading.find(item, where, Problem("repeated-item", message, ("id",)))
        return
    kind = loading.draft.ontology.kinds.get(code)
    values = _values(item, kind, said.get("fields") or {})
    for problem in _change(loading.draft, code, kind, id_, values):
        inside = () if problem.rule in _OF_THE_ITEM else above
        loading.find(item, where, problem, *inside)


def _hinted(problem: Problem) -> Problem:
    """The problem, with what to do where an entity does not say its type."""
    is_untyped = problem.rule == "missing-key" and "`entity_type`" in problem.message
    return Problem(problem.rule, problem.message, help=_UNTYPED) if is_untyped else problem


def _values(item: Item, kind: EntityKind | None, said: Mapping[str, Any]) -> Mapping[str, Any]:
    if not item.is_text or kind is None:
        return said
    return {name: from_text(kind, name, text) for name, text in said.items()}


#: The problems that are not about a field.
_OF_THE_ITEM = {"unknown-entity-type", "wrong-id", "taken-id"}


def _as_entity(loading: _Loading, item: Item) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """What the item says of an entity, its fields in one place; and the keys that fields stand below in the file."""
    said = dict(item.said)
    if loading.default_type is not None:
        said.setdefault("entity_type", loading.default_type)
    if not item.is_text:
        return said, ("fields",)
    keys = ("entity_type", "id")
    own: dict[str, Any] = {key: said[key] for key in keys if key in said}
    return {**own, "fields": {name: text for name, text in said.items() if name not in keys}}, ()


def _change(
    draft: Draft, code: str, kind: EntityKind | None, id_: str, values: Mapping[str, Any]
) -> tuple[Problem, ...]:
    if kind is None:
        draft.failed.add(id_)
        message, hint = unknown("entity type", code, draft.ontology.kinds)
        return (Problem("unknown-entity-type", message, ("entity_type",), help=hint),)
    there = draft.entity(id_)
    if there is not None and draft.kind(there) is kind:
        return edit(draft, id_, values)[1]
    entity, problems = create(draft, code, id_, values, any_state=True)
    if entity is None:
        draft.failed.add(id_)
    return problems


def _link(loading: _Loading, item: Item) -> None:
    said = item.said
    wrong = shape(said, _LINK)
    where = " ".join(str(said[key]) for key in _LINK if key in said)
    if not wrong:
        source = said["source"]
        loading.links[source, said["relation"]] = item
        if source in loading.draft.failed:
            return
        wrong = link(loading.draft, source, said["relation"], said["target"])
        keys = {"unknown-relation": "relation", "unknown-entity": "source"}
        wrong = tuple(Problem(one.rule, one.message, (keys[one.rule],), help=one.help) for one in wrong)
    for problem in wrong:
        loading.find(item, where, problem)


def _whole(loading: _Loading, problem: Problem) -> None:
    """Tells of a problem of the whole where the file says what is wrong: in an entity, or in a link."""
    id_, *rest = map(str, problem.path)
    name = rest[0] if rest else ""
    item = loading.entities.get(id_)
    short = Problem(problem.rule, problem.message, (name,) if name else (), help=problem.help)
    if item is not None and (name in _fields(item) or (id_, name) not in loading.links):
        code = item.said.get("entity_type") or loading.default_type
        above = () if item.is_text else ("fields",)
        return loading.find(item, f"{code}/{id_}", short, *above)
    item = loading.links.get((id_, name))
    if item is not None:
        return loading.find(item, id_, short)
    finding = Finding(loading.items.file, None, None, f"{id_} > {name}", problem.message, problem.help)
    return loading.findings.append(finding)


def _unmade(loading: _Loading) -> None:
    """Tells also of entities that could not be made which others they name in vain."""
    draft = loading.draft
    for id_ in draft.failed.intersection(loading.entities):
        item = loading.entities[id_]
        said, above = _as_entity(loading, item)
        kind = draft.ontology.kinds.get(said["entity_type"])
        named = () if kind is None else tuple(references(draft, kind, _values(item, kind, said.get("fields") or {})))
        draft.read([other for _, other, _ in named])
        for name, other, code in named:
            for problem in broken_name(draft, (name,), other, code):
                loading.find(item, f"{said['entity_type']}/{id_}", problem, *above)


def _fields(item: Item) -> Mapping[str, Any]:
    return item.said if item.is_text else item.said.get("fields") or {}


def _told(tenant: str, loading: _Loading, finished: Finished, *, is_fit: bool) -> Loaded:
    draft = loading.draft
    written = {one.id: one for one in finished.written if one.after is not None}
    counts: dict[str, Counter[str]] = {word: Counter() for word in ("created", "changed", "unchanged")}
    for id_ in {**loading.entities, **written}:
        entity = draft.entity(id_)
        if entity is not None:
            one = written.get(id_)
            word = "unchanged" if one is None else "created" if one.before is None else "changed"
            counts[word][draft.kind(entity).code] += 1
    return Loaded(
        tenant=tenant,
        file=loading.items.file,
        created=dict(counts["created"]),
        changed=dict(counts["changed"]),
        unchanged=dict(counts["unchanged"]),
        linked=len(finished.links.new),
        unlinked=len(finished.links.gone),
        findings=tuple(sorted(loading.findings, key=lambda one: (one.line or 0, one.column or 0))),
        is_fit=is_fit,
    )
