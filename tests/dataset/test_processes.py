"""Work that is shared comes back in order, whatever becomes of those who help."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from annotate.dataset.processes import shared

CHILD = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from test_processes import slow
from annotate.dataset.processes import shared
for number in shared(slow, range(10_000), 1, few=2):
    print(number, flush=True)
"""


@pytest.fixture(autouse=True)
def found_by_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    """They import the work by its name: pytest has imported this file by another."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    for work in (slow, dying, failing):
        monkeypatch.setattr(work, "__module__", "test_processes")
    monkeypatch.setitem(sys.modules, "test_processes", sys.modules[__name__])


def slow(number: int) -> tuple[int, int]:
    time.sleep(0.02)
    return number, os.getpid()


def dying(here: int, number: int) -> int:
    """Kills whoever is not `here`."""
    time.sleep(0.02)
    if os.getpid() != here and number % 3:
        os._exit(3)
    return number


def failing(here: int, number: int) -> int:
    time.sleep(0.02)
    if number == 150:
        raise ValueError("bad" if os.getpid() == here else "bad elsewhere")
    return number


def test_what_is_shared_comes_back_in_order() -> None:
    found = list(shared(slow, range(200)))
    assert [number for number, _ in found] == list(range(200))
    assert len({process for _, process in found}) == 2


def test_nobody_is_asked_to_help_with_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.Popen", None)
    assert [number for number, _ in shared(slow, range(15))] == list(range(15))
    assert [number for number, _ in shared(slow, range(20), 0)] == list(range(20))


def test_what_a_helper_dies_of_is_done_here() -> None:
    assert list(shared(partial(dying, os.getpid()), range(200))) == list(range(200))


def test_an_error_is_raised_here_whoever_met_it() -> None:
    results = shared(partial(failing, os.getpid()), range(200))
    assert [next(results) for _ in range(140)] == list(range(140))
    with pytest.raises(ValueError, match=r"^bad$"):
        list(results)


def test_no_helper_is_left_when_nobody_wants_the_rest() -> None:
    results = shared(slow, range(1000))
    helper = next(process for _, process in results if process != os.getpid())
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(helper, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_no_helper_outlives_who_asked_it(end: signal.Signals) -> None:
    command = [sys.executable, "-c", CHILD.format(here=str(Path(__file__).parent))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pids = (int(line.strip("()\n").split(", ")[1]) for line in process.stdout)
        helper = next(pid for pid in pids if pid != process.pid)
        process.send_signal(end)
    for _ in range(500):
        try:
            os.kill(helper, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the helper still runs")
