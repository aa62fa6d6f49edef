"""Standard streams that were closed before the program began, as by ``annotate dump >&-``."""

from __future__ import annotations

import io
import os
import sys
from errno import EBADF
from typing import Any


class _Closed(io.RawIOBase):
    """A stream that cannot be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise OSError(EBADF, "it is closed; give the command something to read", "standard input")


def replace_closed_streams() -> None:
    """Replace closed streams, and exit if standard output is one: nothing a command says would arrive.

    Reading from a closed standard input then raises OSError, and no file that is opened later gets the number of a stream: a
    message for standard error would be written into it.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Closed()), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stderr.write("Error: standard output is closed; send it somewhere, such as to /dev/null.\n")
        sys.exit(2)
