"""Shows entities: lists of them, one with all that is known of it, and what came of creating or loading some."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.language.instants import format_instant
from atelier_cli.operations.entities import Created, Listed, Listing
from atelier_cli.operations.load_entities import Loaded
from atelier_cli.operations.show_entity import Activity, Related, Shown
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.findings import problem_shape
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.values import NOTHING, value_text
from atelier_cli.views.words import counted
from atelier_cli.views.wrapping import wrapped

#: Types whose values are too large, or say too little, for a column.
_NO_COLUMN = {"json", "geometry", "geo_point", "file", "list", "object", "address", "any"}
#: How wide a column of a list is at most, when it is decided which of them fit.
_WIDEST_COLUMN = 28
_GAP = 2
_INDENT = "  "
_OUTCOMES = {"applied": "good", "accepted": "info", "noop": "faint", "rejected": "warning", "failed": "error"}
#: A value is shown in so many lines at most.
_LINES = 3


def listing_text(listing: Listing, width: int, paint: Paint) -> str:
    """The entities in a table: as many columns as fit, what is never set left out."""
    if not listing.entities:
        return f"no {listing.kind.code} in {listing.tenant}"
    headers, _ = _columns(listing, width)
    rows = [[value_text(_member(one, header)) for header in headers] for one in listing.entities]
    return table(headers, rows, width, paint, whole=1)


def listing_note(listing: Listing, width: int) -> str:
    """How many there are, as far as that is known, and how many columns did not fit."""
    found = f"{counted(len(listing.entities), 'entity')} of type {listing.kind.code} in {listing.tenant}"
    told = [f"the first {found}", "`--limit` shows more"] if listing.has_more else [found]
    left_out = _columns(listing, width)[1] if listing.entities else 0
    told += [f"{counted(left_out, 'column')} left out for want of room, all in `--format json`"] if left_out else []
    return "; ".join(told)


def listing_shape(listing: Listing) -> dict[str, Any]:
    return {
        "tenant": listing.tenant,
        "type": listing.kind.code,
        "entities": [{"type": one.type, **one.record} for one in listing.entities],
        "has_more": listing.has_more,
    }


def shown_text(shown: Shown, width: int, paint: Paint) -> str:
    """The entity: what it is, its fields, its links both ways, and what was done to it, the latest first."""
    entity, kind = shown.entity, shown.kind
    state = "" if entity.state is None else f"  {paint(printable(entity.state), 'info')}"
    lines = [f"{paint(f'{kind.code}/{printable(entity.id)}', 'title')}  {printable(kind.label)}{state}"]
    written = f", last written {_instant(entity.updated_at)}" if entity.version > 1 else ""
    lines.append(paint(f"version {entity.version}, created {_instant(entity.created_at)}{written}", "faint"))
    lines += ["", *_fields(kind, entity.properties, width, paint)]
    related = [one for one in shown.related if one.others]
    if related:
        lines += ["", paint("links", "title"), *_links(related, width, paint)]
    if shown.activity:
        lines += ["", paint("activity", "title")]
        lines += [line for one in shown.activity for line in _activity(one, width, paint)]
        if shown.has_more_activity:
            lines.append(paint(f"{_INDENT}and more; `--limit` shows them", "faint"))
    return "\n".join(lines)


def shown_shape(shown: Shown) -> dict[str, Any]:
    entity = shown.entity
    return {
        "tenant": shown.tenant,
        "type": shown.kind.code,
        "id": entity.id,
        "state": entity.state,
        "version": entity.version,
        "created_at": format_instant(entity.created_at),
        "updated_at": format_instant(entity.updated_at),
        "fields": {key: entity.properties.get(key) for key in shown.kind.fields},
        "links": {
            one.name: {
                "entities": [{"type": other.type, "id": other.id, "name": other.name} for other in one.others],
                "has_more": one.has_more,
            }
            for one in shown.related
        },
        "activity": [{**asdict(one), "at": format_instant(one.at)} for one in shown.activity],
        "has_more_activity": shown.has_more_activity,
    }


def created_shape(created: Created) -> dict[str, Any]:
    return {
        "ok": created.is_written,
        "tenant": created.tenant,
        "type": created.type,
        "id": created.id,
        "entity": created.record if created.is_written else None,
        "problems": [problem_shape(one) for one in created.problems],
    }


def loaded_text(loaded: Loaded, width: int, paint: Paint, *, dry_run: bool) -> str:
    """What a file did, or would do, type by type."""
    types = sorted({**loaded.created, **loaded.changed, **loaded.unchanged})
    words = ("created", "changed", "unchanged")
    counts = [(type_, *(getattr(loaded, word).get(type_, 0) for word in words)) for type_ in types]
    lines = [table(("type", *words), counts, width, paint), ""] if counts else []
    links = ", ".join(
        f"{counted(number, 'link')} {word}"
        for number, word in ((loaded.linked, "new"), (loaded.unlinked, "gone"))
        if number
    )
    new, changed = sum(loaded.created.values()), sum(loaded.changed.values())
    if not (new or changed or links):
        return "\n".join([*lines, f"{paint('No changes', 'good')}: {loaded.tenant} has all that the file says"])
    done = "Would load" if dry_run else "Loaded"
    told = ", ".join([f"{new:,} created", f"{changed:,} changed", *([links] if links else [])])
    return "\n".join([*lines, f"{paint(done, 'title')} into {loaded.tenant}: {told}"])


def loaded_shape(loaded: Loaded, *, dry_run: bool) -> dict[str, Any]:
    return {
        "ok": loaded.is_fit,
        "dry_run": dry_run,
        **{name: value for name, value in asdict(loaded).items() if name != "is_fit"},
    }


def _columns(listing: Listing, width: int) -> tuple[list[str], int]:
    """The id, the type where there are several, the state, and of the other members as many as fit.

    And how many do not fit. The id is never cut: it is what an entity is called by.
    """
    kind = listing.kind
    types = {one.type for one in listing.entities}
    first = ["id", *(["type"] if types != {kind.code} else []), *([] if kind.states is None else [kind.states.field])]
    fields = (key for key, field in kind.fields.items() if field.held.name not in _NO_COLUMN)
    others = [name for name in (*fields, *kind.relations) if name not in first]
    room = width
    left_out = 0
    found: list[str] = []
    for name in (*first, *others):
        column = [value_text(_member(one, name)) for one in listing.entities]
        if name in others and all(text == NOTHING for text in column):
            continue
        whole = max(map(cells, (name, *column)))
        wide = (whole if name == "id" else min(whole, _WIDEST_COLUMN)) + _GAP
        if name in others and wide > room + _GAP:
            left_out += 1
            continue
        room -= wide
        found.append(name)
    return found, left_out


def _member(one: Listed, name: str) -> Any:
    return one.type if name == "type" and "type" not in one.record else one.record.get(name)


def _fields(kind: EntityKind, properties: Mapping[str, Any], width: int, paint: Paint) -> Iterator[str]:
    """The fields that hold something, each with its name; the others are only counted."""
    there = {key: properties[key] for key in kind.fields if properties.get(key) is not None}
    yield paint("fields", "title")
    yield from _pairs({key: value_text(value) for key, value in there.items()}, width, paint)
    empty = [key for key in kind.fields if key not in there]
    if empty:
        yield paint(cut(f"{_INDENT}empty: {', '.join(empty)}", width), "faint")


def _links(related: Sequence[Related], width: int, paint: Paint) -> Iterator[str]:
    names = max(cells(one.name) for one in related)
    for one in related:
        arrow = paint("→" if one.away else "←", "frame")
        for i, other in enumerate(one.others):
            name = one.name if i == 0 else ""
            called = f"{other.type}/{other.id}"
            room = width - names - len(_INDENT) - 5 - cells(printable(called))
            said = "" if other.name is None else paint(cut(printable(other.name), max(room, 8)), "faint")
            yield f"{_INDENT}{name:<{names}}  {arrow if i == 0 else ' '} {printable(called)}  {said}".rstrip()
        if one.has_more:
            yield f"{_INDENT}{'':<{names}}    {paint('and more', 'faint')}"


def _activity(one: Activity, width: int, paint: Paint) -> Iterator[str]:
    outcome = "" if one.outcome == "applied" else f" [{paint(one.outcome, _OUTCOMES.get(one.outcome, 'info'))}]"
    when = _instant(one.at)
    room = width - len(_INDENT) - len(when) - 2 - (len(one.outcome) + 3 if outcome else 0)
    yield f"{_INDENT}{paint(when, 'faint')}  {cut(printable(one.line), room)}{outcome}"
    margin = f"{_INDENT}{' ' * len(when)}  "
    who = f"{one.actor or 'nobody in particular'} by {one.action}"
    yield f"{margin}{paint(cut(printable(who), width - len(margin)), 'faint')}"
    for reason in one.reasons:
        yield f"{margin}{cut(printable(reason), width - len(margin))}"
    for change in one.changes:
        before, after = (value_text(change.get(side)) for side in ("before", "after"))
        name = printable(str(change["field"]))
        room = max(8, (width - len(margin) - cells(name) - 6) // 2)
        yield f"{margin}{name}: {paint(cut(before, room), 'delete')} → {paint(cut(after, room), 'add')}"


def _pairs(pairs: Mapping[str, str], width: int, paint: Paint) -> Iterator[str]:
    names = max((cells(name) for name in pairs), default=0)
    room = width - names - len(_INDENT) - 2
    for name, text in pairs.items():
        first, *rest = wrapped(text, room, _LINES)
        yield f"{_INDENT}{paint(f'{name:<{names}}', 'faint')}  {first}"
        for line in rest:
            yield f"{_INDENT}{'':<{names}}  {line}"


def _instant(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M")
