"""Reads the bytes of a file into a document: plain data, and where each node of it stands in the text."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from atelier_cli.sheet.build import Build
from atelier_cli.sheet.decode import decode
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.refusals import Refusals


def read(content: bytes, name: str, limits: Limits = Limits()) -> Document:  # noqa: B008  # frozen
    """The document in the bytes of a file called `name`.

    Never raises: what keeps the file from being read stands in the document's `problems`. That is what is no YAML 1.2,
    and what rows cannot hold: keys that are no text, NUL, infinite numbers, tags of one's own. The merge key `<<` of
    YAML 1.1 is a key like any other.
    """
    text, problem = decode(content, name, limits)
    if problem is not None:
        return Document(name, text, None, (problem,))
    refusals = Refusals(name, text)
    build = Build(text, limits, refusals)
    with _without_collector():
        build.run()
    return Document(name, text, build.root[0] if build.root else None, tuple(refusals.found), build.spans)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keeps the garbage collector from looking again and again through a growing tree that holds no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
