"""Questions that an editor asks with every stroke: answered only where it still wants to know."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pygls.exceptions import JsonRpcContentModified

from atelier_cli.editor.wire.session import Session

#: How long a question waits, in seconds, for what takes it back: who types asks faster than long files are read.
_PAUSE = 0.005


def in_time(answer: Callable[[Session, Any], Any], session: Session) -> Callable[[Any], Awaitable[Any]]:
    """An answer that waits for a moment, in which it may be cancelled, and is refused where a text has changed since.

    Raises `JsonRpcContentModified` there, as the protocol has it: the editor will ask again.
    """

    async def answered(params: Any) -> Any:
        changes = session.changes
        await asyncio.sleep(_PAUSE)
        if session.changes != changes:
            raise JsonRpcContentModified
        return answer(session, params)

    return answered
