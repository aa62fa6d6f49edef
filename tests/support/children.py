"""Child processes that a test interrupts: SIGINT works in them, and none of them outlives its test."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any


def restore_sigint() -> None:
    """Give SIGINT its default effect; to be called in a child before it runs its program (`preexec_fn`).

    A process that ignores SIGINT passes that on to its children, through exec too, and Python installs its handler only where the
    signal is not ignored. A shell ignores it for jobs in the background, as do many test runners, so that Ctrl-C would not reach
    a program under test.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def child_group(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that leads a group of processes; leaving the block kills whatever of the group still runs. POSIX only."""
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=restore_sigint, **options)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
