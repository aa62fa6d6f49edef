"""The worker pool: results in order, whatever becomes of the workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from annotate.workers import pool
from annotate.workers.pool import LimitReached, Limits, Pool, TaskLost, WorkerDied, WorkerStopped, cores, share

CHILD = """
import os, sys, time
from pathlib import Path
print("started", flush=True)
sys.path.insert(0, {here!r})
from test_pool import slow
from annotate.workers.pool import share
for number in share(slow, range(10_000), 1, threshold=2):
    print(number, flush=True)
"""

ORPHAN = """
import sys
sys.path.insert(0, {here!r})
import test_pool
from annotate.workers.pool import Pool
with Pool(test_pool.{work}, range(2), 1, patience=1) as pool:
    for result in pool.results(0):
        print(result, flush=True)
        sys.stdin.read()
"""
HERE = str(Path(__file__).parent)


def slow(number: int) -> tuple[int, int]:
    time.sleep(0.02)
    return number, os.getpid()


def die(here: int, number: int) -> int:
    """End whichever process is not `here`."""
    time.sleep(0.02)
    if os.getpid() != here and number % 3:
        os._exit(3)
    return number


def fail(here: int, number: int) -> int:
    time.sleep(0.02)
    if number == 150:
        raise ValueError("bad" if os.getpid() == here else "bad elsewhere")
    return number


def dawdle(here: int, number: int) -> tuple[int, int]:
    """Take so long in a worker that `here` gets ahead of it."""
    time.sleep(0.02 if os.getpid() == here else 0.5)
    return number, os.getpid()


def perform(task: str) -> Iterator[str | int]:
    """Yield the task, and do what it says."""
    yield task
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif task == "leave":
        os._exit(7)
    elif task == "hang":
        time.sleep(1000)
    elif task == "compute":
        while True:
            pass
    elif task == "backtrack":
        re.match(r"(a+)+$", "a" * 60 + "b")  # which keeps the interpreter's lock
    elif task == "compute a little":
        for number in range(8):
            began = time.process_time()
            while time.process_time() < began + 0.1:
                pass
            yield number
    elif task == "grow":
        yield len(bytearray(2_000_000_000))
    elif task == "raise":
        raise OSError("no such file")
    elif task == "unpicklable":
        yield lambda: None  # type: ignore[misc]
    elif task == "print":
        print("printed", flush=True)
        os.write(1, b"written")
    elif task == "many":
        yield from range(1000)


def sleep_forever(number: int) -> Iterator[int]:
    yield os.getpid()
    time.sleep(1000)


def backtrack_forever(number: int) -> Iterator[int]:
    """Keep the interpreter's lock in C code; it may use 10 s of processor time, which take longer on a busy machine."""
    yield os.getpid()
    re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.fixture(autouse=True)
def importable_by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the work the name by which a worker can import it; pytest has imported this file by another."""
    monkeypatch.syspath_prepend(HERE)
    for work in (slow, die, fail, dawdle, perform):
        monkeypatch.setattr(work, "__module__", "test_pool")
    monkeypatch.setitem(sys.modules, "test_pool", sys.modules[__name__])


def outcomes(*tasks: str, workers: int = 2, patience: int | None = None) -> list[list[object]]:
    """Return the results of each task, with the error at the end of it."""

    def collect(results: Iterator[object]) -> Iterator[object]:
        try:
            yield from results
        except TaskLost as error:
            yield type(error), str(error)

    with Pool(perform, tasks, workers, patience=patience) as workers_of_tasks:
        return [list(collect(workers_of_tasks.results(number))) for number in range(len(tasks))]


def ends(pid: int, seconds: float) -> bool:
    for _ in range(int(seconds / 0.02)):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_lost_task_is_named_with_the_results_it_gave() -> None:
    tasks = ["a", "crash", "b", "crash", "leave", "c", "raise", "d", "unpicklable", "e"]
    losses: dict[str, tuple[type[TaskLost], str]] = {
        "crash": (WorkerDied, "SIGSEGV"),
        "leave": (WorkerDied, "exit status 7"),
        "raise": (TaskLost, "the work on it raised an error"),
        "unpicklable": (TaskLost, "the work on it raised an error"),
    }
    for workers in (1, 2):
        assert outcomes(*tasks, workers=workers) == [[task, losses[task]] if task in losses else [task] for task in tasks]


def test_a_worker_that_hangs_is_stopped() -> None:
    stopped = ["hang", (WorkerStopped, "2")]
    assert outcomes("a", "hang", "b", "hang", "hang", "c", patience=2) == [["a"], stopped, ["b"], stopped, stopped, ["c"]]


def seconds_for(task: str) -> float:
    return 0.4 if task == "compute a little" else 100


def limited(*tasks: str, seconds: float = 0.3) -> list[list[object]]:
    found: list[list[object]] = []
    limits = Limits(seconds, seconds_for, 600_000_000)
    with Pool(perform, tasks, 1, limits=limits) as workers:
        for number in range(len(tasks)):
            found.append([])
            try:
                found[-1].extend(workers.results(number))
            except TaskLost as error:
                found[-1].append((type(error), str(error)))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of processor time")
def test_a_task_has_a_limit_of_processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seconds_for, "__module__", "test_pool")
    reached = (LimitReached, "0.3 s of processor time")
    assert limited("a", "compute", "b", "backtrack", "c") == [["a"], ["compute", reached], ["b"], ["backtrack", reached], ["c"]]
    *results, end = limited("compute a little")[0]
    assert results[:3] == ["compute a little", 0, 1]
    assert len(results) < 6  # each in time, but not all of them
    assert end == (LimitReached, "0.3 s of processor time")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of memory")
def test_a_task_has_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seconds_for, "__module__", "test_pool")
    reached = (LimitReached, "600 MB of memory")
    assert limited("a", "grow", "b", seconds=100) == [["a"], ["grow", reached], ["b"]]


def test_printing_does_not_disturb_the_results() -> None:
    assert outcomes("print", "a") == [["print"], ["a"]]


@pytest.mark.parametrize("stored", [1, 5, pool._STORED])
def test_stored_results_are_limited_and_complete(stored: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_STORED", stored)
    with Pool(perform, ["a", "many", "many", "b"], 2) as workers:
        assert list(workers.results(0)) == ["a"]
        time.sleep(1)
        assert all(len(worker.messages) <= max(stored // 2, 1) for worker in workers._workers)
        assert [len(list(workers.results(number))) for number in (1, 2, 3)] == [1001, 1001, 1]


def test_work_that_no_worker_can_import_is_done_here() -> None:
    def local(task: str) -> Iterator[str]:
        yield task

    with Pool(local, ["a", "b"], 2) as workers:
        assert [list(workers.results(number)) for number in (0, 1)] == [["a"], ["b"]]


def test_modules_are_imported_before_the_work_begins() -> None:
    with Pool(perform, ["crash"], 1, modules=["no_such_module"]) as workers:
        results = workers.results(0)
        assert next(results) == "crash"  # done here, and not continued


def test_without_workers_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*command: object, **options: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    assert outcomes("a", "b", workers=0) == [["a"], ["b"]]
    monkeypatch.setattr("subprocess.Popen", refuse)
    assert outcomes("a", "b") == [["a"], ["b"]]
    assert [number for number, _ in share(slow, range(20))] == list(range(20))


def test_a_worker_that_cannot_be_started_again_returns_its_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    popen = subprocess.Popen
    starts: list[object] = []

    def start_once(*command: object, **options: object) -> object:
        starts.append(command)
        if len(starts) > 1:
            raise OSError(11, "Resource temporarily unavailable")
        return popen(*command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("subprocess.Popen", start_once)
    assert outcomes("a", "crash", "b", "c", "d", workers=1) == [
        ["a"],
        ["crash", (WorkerDied, "SIGSEGV")],
        ["b"],
        ["c"],
        ["d"],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize(("work", "seconds"), [(sleep_forever, 60), pytest.param(backtrack_forever, 300, marks=pytest.mark.slow)])
def test_a_worker_in_the_middle_of_a_task_ends_with_its_parent(work: Callable[[int], Iterator[int]], seconds: int) -> None:
    command = [sys.executable, "-c", ORPHAN.format(here=HERE, work=work.__name__)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        time.sleep(0.5)
        process.kill()
    if not ends(worker, seconds):
        os.kill(worker, signal.SIGKILL)
        pytest.fail("the worker is still running")


def test_a_pool_may_be_closed_by_the_garbage_collector_in_a_thread_of_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    entered = Pool(perform, ["many", "many"], 2).__enter__()
    store, closed = Pool._store, Event()

    def store_and_close(self: Pool[str, str], worker: object, message: object) -> None:
        with self._changed:
            self.__exit__()
            closed.set()
        store(self, worker, message)  # type: ignore[arg-type]

    monkeypatch.setattr(Pool, "_store", store_and_close)
    assert closed.wait(30)
    entered.__exit__()
    assert not any(worker.thread and worker.thread.is_alive() for worker in entered._workers)


def test_shared_work_comes_back_in_order() -> None:
    """A busy machine may take long to start the helper, so the work goes on until the helper has given some results."""
    results = share(slow, range(100_000))
    given: list[tuple[int, int]] = []
    while sum(process != os.getpid() for _, process in given) < 20:
        given.append(next(results))
    results.close()  # type: ignore[attr-defined]
    assert [number for number, _ in given] == list(range(len(given)))
    assert len({process for _, process in given}) == 2
    assert [number for number, _ in share(slow, range(200))] == list(range(200))


def test_a_few_tasks_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.Popen", None)
    assert [number for number, _ in share(slow, range(15))] == list(range(15))
    assert [number for number, _ in share(slow, range(20), 0)] == list(range(20))


def test_shared_work_that_kills_a_worker_is_done_here() -> None:
    assert list(share(partial(die, os.getpid()), range(200))) == list(range(200))


def test_an_error_is_raised_here_in_its_turn() -> None:
    results = share(partial(fail, os.getpid()), range(200))
    assert [next(results) for _ in range(150)] == list(range(150))
    with pytest.raises(ValueError, match=r"^bad$"):
        list(results)


def test_results_that_this_process_has_ahead_of_its_helper_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = pool._settle
    settled: list[int] = []

    def noted(work: Callable[[int], object], number: int) -> object:
        settled.append(number)
        return settle(work, number)

    monkeypatch.setattr(pool, "_settle", noted)
    monkeypatch.setattr(pool, "_DONE_AHEAD", 3)
    ahead = [
        sum(1 for later in settled if later > number)
        for number, process in share(partial(dawdle, os.getpid()), range(200))
        if process != os.getpid()
    ]
    assert max(ahead) == 3


def test_no_helper_is_left_when_the_rest_is_not_wanted() -> None:
    results = share(slow, range(100_000))
    helper = next(process for _, process in results if process != os.getpid())
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(helper, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_no_helper_outlives_its_parent_nor_runs_its_script_again(end: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD.format(here=HERE)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        pids = (int(line.strip("()\n").split(", ")[1]) for line in process.stdout)
        helper = next(pid for pid in pids if pid != process.pid)
        process.send_signal(end)
    assert ends(helper, 10)


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def sign(number: int) -> Iterator[object]:
    """Compute for longer than is allowed between two signs of life, with signs in between, and yield one result."""
    for _ in range(6):
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass
        yield pool.ALIVE
    yield number


def memory_pool(number: int) -> Iterator[str | None]:
    yield os.environ.get("ARROW_DEFAULT_MEMORY_POOL")


def no_end(number: int) -> float:
    return 1e6


def test_a_sign_of_life_is_no_result_and_begins_the_limits_again() -> None:
    with Pool(sign, [1, 2], 1, limits=Limits(0.8, no_end, 400_000_000)) as workers:
        assert [list(workers.results(number)) for number in range(2)] == [[1], [2]]
    with Pool(sign, [1], 0) as nobody:
        assert list(nobody.results(0)) == [1]


def test_what_arrow_only_reserves_does_not_count_against_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    for limits, expected in ((Limits(5, no_end, 400_000_000), "system"), (None, None)):
        with Pool(memory_pool, [1], 1, limits=limits) as workers:
            assert list(workers.results(0)) == [expected]
