"""What the words of a notification may read: what every event says that they are used for."""

import re
from collections.abc import Iterator, Mapping

from atelier_cli.catalog.uses.index import Index
from atelier_cli.catalog.uses.symbol import Kind
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.cursor import MARK, Cursor
from atelier_cli.editor.documentation import of_type
from atelier_cli.language.types import Type, from_schema
from atelier_cli.sheet.models.notification import Notifications

_TEXTS = frozenset(("subject", "body_text", "body_html"))
#: Brackets that are open at the end of a text, and not in the middle of a member or a filter.
_OPEN = re.compile(r"\{[{%](?:(?![%}]\}).)*(?<![.|\w])\s*\Z", re.DOTALL)


def templates(at: Cursor, marked: Index) -> Iterator[Completion]:
    """In the brackets of a template, and in the list of what it reads: the members of the payload."""
    match at.path:
        case ("notifications", "templates", int(i), str(text)) if text in _TEXTS:
            is_read = _OPEN.search(at.scalar[: at.scalar.index(MARK)]) is not None
        case ("notifications", "templates", int(i), "available_vars", _):
            is_read = True
        case _:
            return
    for name, type_ in _payload(i, at, marked).items() if is_read else ():
        yield Completion(name, str(Kind.MEMBER), at.start, at.end, of_type(type_))


def _payload(i: int, at: Cursor, marked: Index) -> Mapping[str, Type]:
    """What all events say that the rules use a template for."""
    found: list[Mapping[str, Type]] = []
    for node in marked.nodes:
        if isinstance(node.model, Notifications) and node.parsed.document.name == at.document.name:
            keys = [one.key for one in node.model.templates]
            events = [one.event for one in node.model.rules if keys[i : i + 1] == [one.template]]
            known = [marked.catalog.events[event].model for event in events if event in marked.catalog.events]
            found += [from_schema(event.payload_schema).fields or {} for event in known]
    return {name: type for name, type in found[0].items() if all(name in one for one in found)} if found else {}
