"""`atelier people add`: adds a person to a tenant."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.operations.people import Said, add_person
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.findings import problems_text
from atelier_cli.views.people import changed_shape
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import listed

EXAMPLES = (
    ('atelier people add ana --name "Ana Ribeiro" --role clerk', "somebody who can call what clerks may"),
    ("atelier people add tom --email tom@mail.example --role citizen --group readers", "with a group"),
)


def people_add(
    context: typer.Context,
    *,
    key: Annotated[str, typer.Argument(help="What the person is called by.", metavar="KEY", show_default=False)],
    name: Annotated[str | None, typer.Option(help="By default the key.", metavar="NAME", show_default=False)] = None,
    email: Annotated[
        str | None, typer.Option(help="The e-mail address.", metavar="ADDRESS", show_default=False)
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="A role of the vocabulary.", metavar="ROLE", show_default=False)
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="A group; a new one is made.", metavar="GROUP", show_default=False)
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(help="What actions read as `$user.attributes`.", metavar="KEY=VALUE", show_default=False),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", "-f", help="A field of the type `user`.", metavar="KEY=VALUE", show_default=False),
    ] = None,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Add a person, who is also the entity `user/KEY`."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    lists = (tuple(one or ()) for one in (role, group, attribute, field))
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout)) as store:
        added = add_person(store, tenant, Said(key, name, email, *lists), SystemClock())
    if added.problems and format is Format.TEXT:
        terminal.complain(problems_text(added.problems, f"person {key}", terminal.paint_err))
    if format is Format.JSON:
        terminal.write(envelope(**changed_shape(added)))
    elif added.person is not None and added.is_written:
        roles = f" with {listed(list(added.person.roles))}" if added.person.roles else ""
        terminal.write(f"added {key}{roles} to {added.tenant}")
        if added.new_groups:
            terminal.note(f"new: {listed([f'the group {one}' for one in added.new_groups])}")
    return int(not added.is_written)
