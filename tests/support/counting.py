"""Cost as a number of operations: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(work: Callable[[], object]) -> int:
    """Return how many calls and returns of functions, Python's and C's, a piece of work makes.

    What happens inside one call of a C function, such as the backtracking of a regular expression, is not counted:
    ``tests/benchmarks/hostile.py`` measures that in seconds.
    """
    count = 0

    def add(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(add)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
