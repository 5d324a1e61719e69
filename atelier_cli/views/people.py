"""Shows people: who they are, and what they may be."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from atelier_cli.operations.load_people import LoadedPeople
from atelier_cli.operations.people import Changed, Person
from atelier_cli.views.cells import printable
from atelier_cli.views.findings import problem_shape
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted


def people_table(people: Sequence[Person], width: int, paint: Paint) -> str:
    """People with their roles and groups."""
    rows = [(one.key, _called(one), ", ".join(one.roles), ", ".join(one.groups), one.email or "") for one in people]
    return table(("key", "name", "roles", "groups", "e-mail"), rows, width, paint)


def _called(person: Person) -> str:
    return person.name if person.is_active else f"{person.name} (inactive)"


def person_text(person: Person, paint: Paint) -> str:
    """All that is known of a person."""
    inactive = "" if person.is_active else f"  {paint('inactive', 'warning')}"
    lines = [f"{paint(printable(person.key), 'title')}  {printable(person.name)}{inactive}"]
    pairs = {
        "email": person.email or "",
        "roles": ", ".join(person.roles),
        "groups": ", ".join(person.groups),
        **{name: str(value) for name, value in person.attributes.items()},
        **{name: str(value) for name, value in person.fields.items() if name not in {"name", "email"}},
    }
    said = {name: text for name, text in pairs.items() if text}
    names = max(map(len, said), default=0)
    return "\n".join(
        [*lines, *(f"  {paint(f'{name:<{names}}', 'faint')}  {printable(text)}" for name, text in said.items())]
    )


def person_shape(person: Person) -> dict[str, Any]:
    return {**asdict(person), "roles": list(person.roles), "groups": list(person.groups)}


def changed_shape(changed: Changed) -> dict[str, Any]:
    return {
        "ok": changed.is_written,
        "tenant": changed.tenant,
        "key": changed.key,
        "person": None if changed.person is None else person_shape(changed.person),
        "new_groups": list(changed.new_groups),
        "problems": [problem_shape(one) for one in changed.problems],
    }


def loaded_text(loaded: LoadedPeople, paint: Paint, *, dry_run: bool) -> str:
    """What a file did, or would do."""
    if not (loaded.created or loaded.changed or loaded.groups):
        return f"{paint('No changes', 'good')}: {loaded.tenant} has all that the file says"
    done = "Would load" if dry_run else "Loaded"
    groups = [f"{counted(loaded.groups, 'group')} new"] if loaded.groups else []
    counts = [f"{loaded.created:,} created", f"{loaded.changed:,} changed", f"{loaded.unchanged:,} unchanged", *groups]
    return f"{paint(done, 'title')} people into {loaded.tenant}: {', '.join(counts)}"


def loaded_shape(loaded: LoadedPeople, *, dry_run: bool) -> dict[str, Any]:
    said = {name: value for name, value in asdict(loaded).items() if name != "is_fit"}
    return {"ok": loaded.is_fit, "dry_run": dry_run, **said}
