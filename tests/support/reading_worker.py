"""A stand-in for reading in tests/articles/test_parallel.py: the name of a file says what happens."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.parallel import Article, read

ROWS = 500


def perform(path: Path, name: str, options: ReadingOptions) -> Iterator[Article]:
    """Crash, hang, leave, compute, grow, dawdle, or read as usual; a file beside a table grows with each row that is made."""
    kind = path.stem.partition("-")[0]
    if kind == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "hang":
        time.sleep(1000)
    elif kind == "leave":
        os._exit(7)
    elif kind == "compute":
        while True:
            pass
    elif kind == "grow":
        bytearray(2_000_000_000)
    elif kind == "slow":
        time.sleep(1)
    for number in range(ROWS if kind == "table" else 1):
        if kind == "table":
            with path.with_suffix(".made").open("ab") as made:
                made.write(b".")
        yield from read(path, f"{name}#{number}" if kind == "table" else name, options)
