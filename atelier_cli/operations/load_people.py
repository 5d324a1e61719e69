"""Loads many people and groups from a file into a tenant: in one transaction, all or nothing, again and again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from atelier_cli.actions.entities.change import create, edit
from atelier_cli.actions.entities.check import unstorable
from atelier_cli.actions.entities.draft import Draft, Profile
from atelier_cli.actions.entities.finish import Finished, finish
from atelier_cli.actions.entities.ontology import USER, EntityKind
from atelier_cli.actions.entities.text import from_text
from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Severity
from atelier_cli.language.problems import Problem, below, unknown
from atelier_cli.language.shown import shown
from atelier_cli.operations.desk import Desk, desk
from atelier_cli.operations.item_files import Finding, Item, Items, read_items, shape
from atelier_cli.operations.load_entities import Progress, chunks, write
from atelier_cli.operations.memberships import (
    Membership,
    group_of,
    group_problems,
    membership_changes,
    memberships,
    unknown_roles,
)
from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.rows.people import Group
from atelier_cli.store.protocol import Store

_LISTS = ("people", "groups")
_OPTIONAL: Mapping[str, type] = {
    "name": str,
    "email": str,
    "roles": list,
    "groups": list,
    "attributes": dict,
    "fields": dict,
    "is_active": bool,
}
#: The keys of a person that are fields of the entity too.
_SHARED = ("name", "email")


@dataclass(frozen=True, slots=True)
class LoadedPeople:
    """What loading a file came to; with an error among the findings, nothing was written."""

    tenant: str
    file: str
    created: int
    changed: int
    unchanged: int
    #: Groups that are new.
    groups: int
    findings: tuple[Finding, ...]
    #: Whether it was written, or, in a dry run, would be.
    is_fit: bool


@dataclass(slots=True)
class _Loading:
    """A file on its way."""

    items: Items
    at: Desk
    draft: Draft
    #: The labels of groups, by key: those that are there, and those of the file.
    groups: dict[str, str]
    people: dict[str, Item] = field(default_factory=dict)
    #: What people have, and what they are to have.
    before: dict[str, Membership] = field(default_factory=dict)
    after: dict[str, Membership] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(self, item: Item, where: str, problem: Problem, *above: str) -> None:
        self.findings.append(self.items.found(item, where, problem, *above))


def load_people(
    store: Store, tenant: str | None, file: Path, clock: Clock, progress: Progress, *, dry_run: bool = False
) -> LoadedPeople:
    """What loading the file does, or in a dry run would do.

    Who is there already gets what the file says and keeps the rest; roles and groups that are given take the place of
    all that were there. Raises `RefusedError` where there is no such tenant or file, and `UsageError` for a file of
    another kind.
    """
    items = read_items(file, _LISTS)
    with desk(store, tenant, clock, write=not dry_run) as at:
        kind = at.kind(USER)
        there = {one.key: one for one in at.transaction.find(at.plane, Group, {})}
        loading = _Loading(items, at, at.draft(), {key: one.label for key, one in there.items()})
        loading.findings.extend(items.findings)
        for item in items.items:
            if item.list == "groups":
                _group(loading, item)
        people = [item for item in items.items if item.list != "groups"]
        for done, piece in chunks(people):
            _read_ahead(loading, piece)
            for item in piece:
                _person(loading, kind, item)
            progress(done, 2 * len(people))
        finished = finish(loading.draft, at.plane)
        for problem in finished.problems:
            _whole(loading, problem)
        is_fit = not any(one.severity is Severity.ERROR for one in loading.findings)
        groups = list(_group_changes(loading, there)) if is_fit else []
        members = membership_changes(at, loading.before, loading.after) if is_fit else []
        if is_fit and not dry_run:
            write(at.transaction, [*finished.mutations, *groups, *members], progress, len(people))
        return _told(loading, finished, sum(isinstance(one, Insert) for one in groups), is_fit=is_fit)


def _group(loading: _Loading, item: Item) -> None:
    said = item.said
    key = said.get("key")
    wrong = [*shape(said, ("key",), {"label": str}), *unstorable(said.get("label"))]
    if isinstance(key, str):
        wrong.extend(replace(one, path=("key",)) for one in group_problems([key]))
    for problem in wrong:
        loading.find(item, f"group {key or ''}".strip(), problem)
    if not wrong and isinstance(key, str):
        loading.groups[key] = group_of(key, said.get("label")).label


def _group_changes(loading: _Loading, there: Mapping[str, Group]) -> Iterator[Mutation]:
    for key, label in loading.groups.items():
        if key not in there:
            yield Insert(loading.at.plane, group_of(key, label))
        elif there[key].label != label:
            yield Update(loading.at.plane, Group, (key,), {"label": label})


def _read_ahead(loading: _Loading, piece: Sequence[Item]) -> None:
    keys = [key for item in piece if isinstance(key := item.said.get("key"), str)]
    loading.draft.read(keys)
    loading.draft.read_users(keys)
    loading.before.update(memberships(loading.at, keys))


def _person(loading: _Loading, kind: EntityKind, item: Item) -> None:
    said = _from_table(kind, item) if item.is_text else item.said
    key = said.get("key")
    where = str(key or "")
    wrong = [*shape(said, ("key",), _OPTIONAL), *_words(said)]
    wrong.extend(below(("attributes",), unstorable(said.get("attributes"))))
    for problem in wrong:
        loading.find(item, where, problem)
    if wrong or not isinstance(key, str):
        return
    first = loading.people.setdefault(key, item)
    if first is not item:
        line = first.locate(())[0]
        message = f"`{key}` stands in the file twice{f', first in line {line}' if line else ''}"
        loading.find(item, where, Problem("repeated-item", message, ("key",)))
        return
    _draft(loading, item, key, said)
    _belongs(loading, item, key, said)


def _words(said: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the lists of words."""
    for name in ("roles", "groups"):
        words = said.get(name)
        for i, word in enumerate(words if isinstance(words, list) else ()):
            if not isinstance(word, str):
                yield Problem("wrong-type", f"expected a text, found {shown(word)}", (name, i))


def _from_table(kind: EntityKind, item: Item) -> dict[str, Any]:
    """What a row of a table says: words with semicolons between them, and other columns as fields."""
    said: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for name, text in item.said.items():
        if name in {"roles", "groups"}:
            said[name] = [word.strip() for word in text.split(";") if word.strip()]
        elif name == "is_active":
            said[name] = {"true": True, "false": False}.get(text, text)
        elif name in {"key", *_SHARED}:
            said[name] = text
        else:
            fields[name] = from_text(kind, name, text)
    return {**said, "fields": fields}


def _draft(loading: _Loading, item: Item, key: str, said: Mapping[str, Any]) -> None:
    draft = loading.draft
    own = {name: said[name] for name in _SHARED if name in said}
    values = {**own, **(said.get("fields") or {})}
    there = draft.entity(key)
    if there is None:
        entity, problems = create(draft, USER, key, {"name": key, **values})
    elif draft.kind(there).is_a(USER):
        entity, problems = edit(draft, key, values)
    else:
        entity, message = None, f"`{key}` is {draft.kind(there).code}/{key}, and no person"
        problems = (Problem("wrong-value", message, ("key",)),)
    for problem in problems:
        path = ("key",) if problem.path == ("id",) else problem.path
        above = () if item.is_text or not path or path[0] in {"key", *own} else ("fields",)
        loading.find(item, key, replace(problem, path=path), *above)
    if entity is None:
        draft.failed.add(key)
        return
    user = draft.users.get(key)
    profile = Profile() if user is None else Profile(user.attributes, user.is_active)
    attributes = said["attributes"] if said.get("attributes") is not None else profile.attributes
    is_active = said["is_active"] if said.get("is_active") is not None else profile.is_active
    draft.profiles[key] = Profile(attributes, is_active)


def _belongs(loading: _Loading, item: Item, key: str, said: Mapping[str, Any]) -> None:
    """Notes the roles and groups of a person, and what is wrong with them."""
    had = loading.before[key]
    roles = said["roles"] if said.get("roles") is not None else had.roles
    groups = said["groups"] if said.get("groups") is not None else had.groups
    for problem in unknown_roles(loading.at, roles):
        loading.find(item, key, problem)
    for i, group in enumerate(groups):
        if group not in loading.groups:
            message, hint = unknown("group", group, loading.groups)
            help_ = hint or "declare it under `groups`"
            loading.find(item, key, Problem("unknown-value", message, ("groups", i), help=help_))
    loading.after[key] = Membership(frozenset(roles), frozenset(groups))


def _whole(loading: _Loading, problem: Problem) -> None:
    key, *rest = map(str, problem.path)
    item = loading.people.get(key)
    short = replace(problem, path=tuple(rest))
    if item is None:
        loading.findings.append(Finding(loading.items.file, None, None, key, problem.message, problem.help))
        return
    above = () if item.is_text or (rest and rest[0] in item.said) else ("fields",)
    loading.find(item, key, short, *above)


def _told(loading: _Loading, finished: Finished, groups: int, *, is_fit: bool) -> LoadedPeople:
    users = loading.draft.users
    created = {key for key in loading.after if users.get(key) is None}
    written = {one.id for one in finished.written}
    moved = {key for key, after in loading.after.items() if loading.before[key] != after}
    changed = {
        key
        for key in loading.after
        if key not in created and (key in written or key in moved or _differs(loading.draft, key))
    }
    return LoadedPeople(
        tenant=loading.at.plane.key,
        file=loading.items.file,
        created=len(created),
        changed=len(changed),
        unchanged=len(loading.after) - len(created) - len(changed),
        groups=groups,
        findings=tuple(sorted(loading.findings, key=lambda one: (one.line or 0, one.column or 0))),
        is_fit=is_fit,
    )


def _differs(draft: Draft, key: str) -> bool:
    """Whether the record of a person who is there gets other attributes, or is switched on or off."""
    user, profile = draft.users.get(key), draft.profiles.get(key)
    return user is not None and profile is not None and profile != Profile(user.attributes, user.is_active)
