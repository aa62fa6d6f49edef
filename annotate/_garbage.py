"""When the garbage collector searches for objects that refer to each other in cycles.

It searches again after each few hundred new objects. Where very many objects live until the work is done, that takes up to a
third of the time and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000  # new objects between two searches; with Python's 700, a tenth of the time to start goes into them


def collect_rarely() -> None:
    """Have this process search for garbage rarely, from now on."""
    gc.set_threshold(_OBJECTS)


@contextmanager
def paused_collection() -> Iterator[None]:
    """Do not search for garbage in a ``with`` block, for work that leaves no cycles behind."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
