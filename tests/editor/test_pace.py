"""Questions that come with every stroke are answered only where the editor still wants to know."""

import asyncio
from typing import Any

import pytest
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer

from atelier_cli.editor.wire.client import OpenFile
from atelier_cli.editor.wire.pace import in_time
from atelier_cli.editor.wire.session import Session
from tests.support.editing import CLOCK


def session_of() -> Session:
    return Session(LanguageServer("a test", "1"), CLOCK)


def test_a_question_is_answered() -> None:
    assert asyncio.run(_asked(lambda _session, params: params * 2, 21)) == 42


async def _asked(answer: Any, params: Any) -> Any:
    return await in_time(answer, session_of())(params)


def test_a_question_that_is_taken_back_costs_nothing() -> None:
    answered: list[Any] = []

    async def script() -> None:
        asked = asyncio.ensure_future(_asked(lambda _session, params: answered.append(params), "why"))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked

    asyncio.run(script())
    assert answered == []


def test_a_question_about_a_text_that_has_changed_is_not_answered() -> None:
    answered: list[Any] = []

    async def script() -> None:
        session = session_of()
        asked = asyncio.ensure_future(in_time(lambda _session, params: answered.append(params), session)("why"))
        await asyncio.sleep(0)
        session.update(OpenFile("file:///a.yaml", 2), "identity: {}")
        with pytest.raises(JsonRpcContentModified):
            await asked

    asyncio.run(script())
    assert answered == []
