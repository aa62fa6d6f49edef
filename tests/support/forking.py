"""Commands of the program in processes that are forked from one with all libraries loaded, and killed after a given time.

A new interpreter would spend most of its life importing, and most kills would hit that. `python forking.py` reads one request
for a command per line from standard input, runs it, and answers with its status (negative for a signal) and how long it took.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple


class Ended(NamedTuple):
    """The end of a command: its exit status, negative for a signal, how long it took, and what it wrote to standard output."""

    status: int
    seconds: float
    output: str
    errors: str


class Forker:
    """The process that the commands are forked from."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder

    def run(
        self,
        arguments: Sequence[str | Path],
        input: str = "",
        *,
        environment: Mapping[str, str] | None = None,
        kill_after: float | None = None,
    ) -> Ended:
        """Run a command to its end, or until it is killed after so many seconds."""
        files = {name: str(self._folder / name) for name in ("stdin", "stdout", "stderr")}
        for name, path in files.items():
            Path(path).write_text(input if name == "stdin" else "", encoding="utf-8")
        request = {"arguments": list(map(str, arguments)), "environment": dict(environment or {}), "kill_after": kill_after}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(files | request), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        output, errors = (Path(files[name]).read_text(encoding="utf-8", errors="replace") for name in ("stdout", "stderr"))
        return Ended(answer["status"], answer["seconds"], output, errors)


@contextmanager
def forker(folder: Path) -> Iterator[Forker]:
    """Yield a process to fork commands from; `folder` is for its files."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ANNOTATE_")}
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment | {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder / "hf")},
    ) as process:
        assert process.stdin is not None
        yield Forker(process, folder)
        process.stdin.close()


def _serve() -> None:
    import annotate.checks
    import annotate.dataset.exporter
    import annotate.dataset.other_formats
    import annotate.labelling.frontends.script
    import annotate.project.exporting
    import annotate.project.sessions
    import annotate.store
    import annotate.suggestions  # noqa: F401
    from annotate.cli import cli

    gc.freeze()  # the pages of what is loaded stay shared
    for line in sys.stdin:
        request = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            _become(request)
            cli.main(request["arguments"], prog_name="annotate")  # exits
        print(json.dumps(_watch(child, began, request["kill_after"])), flush=True)


def _become(request: Mapping[str, Any]) -> None:
    """Make this process one that was started for a command."""
    os.setsid()
    for descriptor, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
        opened = os.open(request[name], mode)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
    os.environ.update(request["environment"])
    tempfile.tempdir = None  # TMPDIR may be another one now


def _watch(child: int, began: float, kill_after: float | None) -> dict[str, Any]:
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        passed = time.monotonic() - began
        if ended:
            return {"status": os.waitstatus_to_exitcode(status), "seconds": passed}
        if kill_after is not None and passed >= kill_after:
            os.kill(child, signal.SIGKILL)
            kill_after = None
        time.sleep(0.0002)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    _serve()
