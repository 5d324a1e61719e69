"""Shows what was fixed, and what is left."""

from atelier_cli.operations.fix_files import Fixed
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.text_diff import text_diff


def fixed_text(fixed: Fixed) -> str:
    """One line, as in `3 fixed, 2 left (1 fixable with --unsafe-fixes)`; and one about fixes that were left."""
    more = f" ({fixed.fixable} fixable with --unsafe-fixes)" if fixed.fixable else ""
    lines = [f"{fixed.made} fixed, {len(fixed.report.findings)} left{more}"]
    if fixed.refused:
        many = "1 fix" if len(fixed.refused) == 1 else f"{len(fixed.refused):,} fixes"
        lines.append(f"{many} left out: the result would not be what is meant")
    return "\n".join(lines)


def show_diff(fixed: Fixed, terminal: Terminal) -> int:
    """Shows what the fixes would change; returns 1 where that is anything, else 0."""
    for file in fixed.changed:
        terminal.write(text_diff(file.name, file.before, file.after, terminal.paint))
    terminal.note(fixed_text(fixed).replace("fixed", "would be fixed", 1))
    return int(bool(fixed.changed))
