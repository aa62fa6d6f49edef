"""Standard streams: those that were closed before the program began, as by ``annotate dump >&-``, and what libraries write.

Libraries log and warn about the files that they read, and quote them. Those that read articles do so in other processes, whose
standard error is nowhere; what others say is sanitised here.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from errno import EBADF
from traceback import format_exception
from typing import Any, TextIO

from annotate.text.terminal import show


class _Closed(io.RawIOBase):
    """A stream that cannot be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise OSError(EBADF, "it is closed; give the command something to read", "standard input")


def at_terminal() -> bool:
    """Return True if somebody at a terminal can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


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


class _SafeRecord(logging.LogRecord):
    """A message of a library's log in which a terminal finds nothing to obey, whatever handler the library has."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        if self.exc_info:
            self.exc_text = show("".join(format_exception(*self.exc_info)).rstrip("\n"), lines=True)

    def getMessage(self) -> str:
        return show(super().getMessage(), lines=True)


def sanitize_libraries() -> None:
    """Have whatever libraries log, and warn of, pass through `show`."""
    logging.setLogRecordFactory(_SafeRecord)
    warnings.showwarning = _show_warning


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    text = warnings.formatwarning(message, category, filename, lineno, line)
    (file or sys.stderr).write(show(text, lines=True))
