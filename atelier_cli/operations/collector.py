"""Keeps Python's garbage collector from what it cannot help with."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Nothing is collected within the block, or within the function that this decorates.

    Rows, models and plans hold no cycles and live until the work is done. To look through a hundred thousand of them
    again and again for what could be freed takes longer than to make them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
