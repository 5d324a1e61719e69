"""Finds planes by the names that people call them."""

import re
from collections.abc import Iterable

from atelier_cli import names
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.rows.plane import TEMPLATE_PREFIX, Plane, plane

#: As long as the code of an application may be.
_LONGEST = 63
_TEMPLATE = re.compile(rf"{TEMPLATE_PREFIX}[a-z0-9]+(_[a-z0-9]+)*")


def find(known: Iterable[Plane], name: str) -> Plane | None:
    """The plane of that key, or the template of that short name."""
    by_key = {one.key: one for one in known}
    return by_key.get(name) or by_key.get(TEMPLATE_PREFIX + name)


def get(known: Iterable[Plane], name: str) -> Plane:
    """The plane of that name; raises `RefusedError` where there is none."""
    known = tuple(known)
    found = find(known, name)
    if found is None:
        raise RefusedError(f"there is no plane `{name}`", meant(name, known))
    return found


def get_template(known: Iterable[Plane], name: str) -> Plane:
    """The template of that key or short name; raises `RefusedError` where there is none."""
    known = tuple(known)
    templates = [one for one in known if one.kind == "template"]
    template = find(templates, name)
    if template is not None:
        return template
    other = find(known, name)
    if other is not None:
        raise RefusedError(f"`{name}` is a {other.kind} plane, not a template", meant(name, templates, "template"))
    raise RefusedError(f"there is no template `{name}`", meant(name, templates, "template"))


def tenant(known: Iterable[Plane], name: str | None) -> Plane:
    """The tenant of that name, or the only one; raises `RefusedError` where it cannot be told which."""
    known = tuple(known)
    tenants = [one for one in known if one.kind == "tenant"]
    if name is not None:
        found = get(known, name)
        if found.kind != "tenant":
            raise RefusedError(
                f"`{name}` is a {found.kind} plane, and only a tenant runs", meant(name, tenants, "tenant")
            )
        return found
    if not tenants:
        raise RefusedError("there is no tenant", "make one: `atelier fork --template TEMPLATE --tenant NAME --create`")
    if len(tenants) > 1:
        listed = names.alternatives(one.key for one in tenants)
        raise RefusedError("there are several tenants", f"name one with --tenant: {listed}")
    return tenants[0]


def to_import_into(known: Iterable[Plane], name: str) -> Plane:
    """The plane to import into: one that exists, or a template that the import creates."""
    known = tuple(known)
    found = find(known, name)
    if found is not None:
        if found.kind == "system":
            raise UsageError("sheets are not imported into the system plane", "name a template or a tenant")
        return found
    if _TEMPLATE.fullmatch(name):
        check_length(name)
        return plane(name, "template")
    if name.startswith(TEMPLATE_PREFIX):
        raise UsageError(
            f"`{name}` cannot be the name of a template", f"write `{TEMPLATE_PREFIX}` and a snake_case word"
        )
    tenant = f"create the tenant with `atelier tenants create {name}`"
    template = f"or import into the template `{TEMPLATE_PREFIX}{name.replace('-', '_')}`"
    raise RefusedError(f"there is no plane `{name}`", f"{tenant}, {template}")


def check_length(name: str) -> None:
    """Raises `UsageError` for a name that is too long for a new plane."""
    if len(name) > _LONGEST:
        raise UsageError(f"the name of a plane has at most {_LONGEST} characters, found {len(name)}", "shorten it")


def missing(known: Iterable[Plane], *needed: Plane) -> tuple[Plane, ...]:
    """Which of the planes are not there yet."""
    there = {one.id for one in known}
    return tuple(one for one in needed if one.id not in there)


def meant(name: str, known: Iterable[Plane], what: str = "plane") -> str:
    """What to try instead of a name that is no plane's."""
    keys = {one.key for one in known}
    short = {key.removeprefix(TEMPLATE_PREFIX) for key in keys}
    close = names.suggest(name, keys) or names.suggest(name, short)
    return f"did you mean `{close}`?" if close else f"known {what}s: {names.alternatives(keys) or 'none yet'}"
