"""`atelier lsp`: serves editors."""

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.editor.wire.server import serve
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier lsp", "what an editor is told to start for YAML files"),)


def lsp(context: typer.Context) -> int:
    """Serve an editor over standard input and output, as a language server.

    It checks sheets while they are written, explains and completes what stands at the cursor, finds and renames names
    in all files of the project, mends findings and formats. Editors start it by themselves; nobody types to it.
    """
    context.ensure_object(Terminal).detail("serving the language server protocol on standard input and output")
    return serve(SystemClock())
