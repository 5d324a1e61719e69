"""`atelier rules`: lists the rules."""

import typer

from atelier_cli.commands.options import Format, FormatOption
from atelier_cli.operations.explain import rules as all_rules
from atelier_cli.views.envelope import envelope
from atelier_cli.views.explanation import explanation_shape, rules_text
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier rules", "every rule, with what it finds"),
    ("atelier rules --format json", "with their whole documentation"),
)


def rules(context: typer.Context, *, format: FormatOption = Format.TEXT) -> int:
    """List the rules that `atelier lint` goes by.

    `atelier explain RULE` says more about one of them.
    """
    terminal = context.ensure_object(Terminal)
    found = all_rules()
    if format is Format.JSON:
        terminal.write(envelope(rules=[explanation_shape(rule) for rule in found]))
    else:
        terminal.write(rules_text(found, terminal.width, terminal.paint))
        terminal.note(counted(len(found), "rule"))
    return 0
