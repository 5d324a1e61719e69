"""The language server: takes what an editor says over standard input, and gives our answers."""

import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from atelier_cli import __version__
from atelier_cli.clock import Clock
from atelier_cli.editor.wire.answers import ANSWERS
from atelier_cli.editor.wire.happenings import HAPPENINGS
from atelier_cli.editor.wire.pace import in_time
from atelier_cli.editor.wire.session import Session

#: After these characters an editor asks for completions without being told to.
_TRIGGERS = (".", "$", ":", " ", "/", "'", '"', "[", "{", "<")
_OPTIONS: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True),
    types.TEXT_DOCUMENT_SIGNATURE_HELP: types.SignatureHelpOptions(
        trigger_characters=("(", ","), retrigger_characters=(",",)
    ),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll], resolve_provider=True
    ),
}
#: What an editor asks by itself while somebody types, or moves.
_OFTEN = frozenset(
    (types.TEXT_DOCUMENT_HOVER, types.TEXT_DOCUMENT_COMPLETION, types.TEXT_DOCUMENT_SIGNATURE_HELP,
     types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.TEXT_DOCUMENT_CODE_ACTION)
)  # fmt: skip
#: What the library would do with texts itself: it keeps them too, and fails on those it does not know.
_OURS = (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE)


def serve(clock: Clock) -> int:
    """Serves one editor over standard input and output until it leaves: 0 where it said good-bye, else 1."""
    for name in ("pygls", "asyncio"):
        logging.getLogger(name).addHandler(_Complaints())
        logging.getLogger(name).propagate = False
    server = LanguageServer("atelier", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
    session = Session(server, clock)
    for method in _OURS:
        del server.protocol.fm.builtin_features[method]
    for method, function in {**HAPPENINGS, **ANSWERS}.items():
        answer = in_time(function, session) if method in _OFTEN else partial(function, session)
        server.feature(method, _OPTIONS.get(method))(_named(answer, method))
    # The server closes what it writes to, which the process is not done with.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        server.start_io(stdout=out)
    return 0 if session.is_over else 1


class _Complaints(logging.Handler):
    """Tells what went wrong within the server in a line; what was refused, the editor has shown already."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, JsonRpcException):
            said = record.getMessage().splitlines()[0] if error is None else f"{type(error).__name__}: {error}"
            sys.stderr.write(f"atelier lsp: {said}\n")


def _named(function: Any, method: str) -> Any:
    """The function with a name, which the server asks for."""
    function.__name__ = method
    return function
