"""A pool of worker processes, and the results of many tasks in the order of the tasks.

Each worker is a fresh Python interpreter that reads tasks from its standard input and writes results to its standard output, so:

* A script without ``if __name__ == "__main__"`` is not run again, and this process's threads and open databases are not copied.
* A worker does its tasks in order, so the first unfinished task is the one that crashed or blocked it. That task raises
  `TaskLost`; a new process continues with the next one.
* A worker ends when its standard input does, which is when this process ends, for whatever reason.

A task yields any number of results. They are delivered while it is still running, and only a limited number of them is stored.

`multiprocessing` and pebble run an unguarded script again and leave workers behind if this process is killed; loky and
`concurrent.futures` fail every pending task if one worker dies.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from threading import Condition, Thread, current_thread
from typing import IO, TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from annotate._garbage import collect_rarely

if TYPE_CHECKING:
    from queue import SimpleQueue

T = TypeVar("T")
R = TypeVar("R")

MIN_TASKS = 16
"""Tasks from which `share` starts workers; an export finishes fewer batches in the time that a worker needs to start."""

_GIVEN = 2  # tasks that a worker is given at a time, so that it need not wait for the next one
_STORED = 256  # results of all workers that are stored until their turn
_DONE_AHEAD = 16  # tasks that `share` does in this process before their turn
_CPU_FACTOR = 10  # seconds of processor time that a worker may use without a result, per second of patience
_OUT_OF_MEMORY = 97  # the exit status of a worker that reached its limit
_FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Environment of workers with a limit of memory: Arrow's own allocator reserves a gigabyte that it never uses, which counts."""
_COMMAND = "from annotate.workers.pool import serve; serve()"


class TaskLost(Exception):
    """A task that a worker did not finish; the message gives the reason."""


class WorkerDied(TaskLost):
    """A task whose worker ended; the message is the name of the signal, or the exit status."""


class WorkerStopped(TaskLost):
    """A task that gave no result for too long, so that its worker was stopped; the message is the number of seconds."""


class LimitReached(TaskLost):
    """A task that needed more than its limits allow; the message is the limit ("7 s of processor time")."""


class Limits(NamedTuple, Generic[T]):
    """The limits of a task in a worker, where the system has any: not on Windows, and none of memory on macOS.

    seconds: the processor time until each result.
    all_seconds: a function, importable like the work, of the processor time until the end of a task.
    memory: the bytes of data that the worker may have.
    """

    seconds: float
    all_seconds: Callable[[T], float]
    memory: int


class _Sign(Enum):
    """A message that is not a result."""

    FINISHED = auto()
    FAILED = auto()
    RETURNED = auto()  # by a worker that cannot be started again, before it began the task
    ALIVE = auto()


ALIVE: Final = _Sign.ALIVE
"""What a task may yield among its results to show that it goes on. Its limits then begin again, and nothing is delivered."""


class _Worker:
    """A process, what it was given and has sent, and the thread of this process that talks to it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.thread: Thread | None = None
        self.given: deque[int] = deque()  # numbers of the tasks; used by the thread only
        self.messages: deque[Any] = deque()  # `_Sign`, `TaskLost`, or a tuple of one result
        self.silence: int | None = None  # seconds that we have waited for a message; None while none is expected


def cores() -> int:
    """Return the number of processes that can run at the same time."""
    if hasattr(os, "sched_getaffinity"):  # a container may be limited to fewer cores than the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[T, R]):
    """Workers that call `work` on each of `tasks`, in a ``with`` block.

    `work`, tasks and results must be picklable, and `work` importable from a module other than ``__main__``. Workers import
    `modules` before their first task. A worker that gives no result for `patience` seconds, while there is nothing to do but
    wait, is stopped, and one that reaches its `limits` ends. Where no worker can be started, the work is done in this process.
    """

    def __init__(
        self,
        work: Callable[[T], Iterable[R]],
        tasks: Sequence[T],
        workers: int,
        *,
        modules: Sequence[str] = (),
        patience: int | None = None,
        limits: Limits[T] | None = None,
    ) -> None:
        self._work, self._tasks, self._modules, self._patience = work, tasks, tuple(modules), patience
        self._limits = limits
        self._environment = _FRUGAL if limits is not None else {}
        self._workers = [_Worker() for _ in range(min(workers, len(tasks)))]
        self._room = max(_STORED // max(len(self._workers), 1), 1)  # messages of one worker

        self._changed = Condition()  # guards all that follows, and `messages` and `silence` of workers
        self._next = 0  # the first task that nobody has claimed
        self._owners: dict[int, _Worker] = {}  # of claimed tasks whose results have not been asked for
        self._running = len(self._workers)
        self._closed = False

    def __enter__(self) -> Pool[T, R]:
        for worker in self._workers:
            worker.thread = Thread(target=self._run, args=(worker,), daemon=True)
            worker.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            for worker in self._workers:
                if worker.process:
                    worker.process.kill()
        # The garbage collector may close an abandoned generator in a worker's own thread, while that has the lock. It must not
        # wait for itself, nor for the others, which wait for the lock.
        threads = [worker.thread for worker in self._workers if worker.thread]
        if current_thread() not in threads:
            for thread in threads:
                thread.join()

    def claim(self) -> int | None:
        """Return the number of the next task that nobody has claimed, for the caller to do; None if there is none."""
        with self._changed:
            return self._claim()

    def is_ready(self, number: int) -> bool:
        """Return True if a worker has sent a result of a task, or its end."""
        with self._changed:
            worker = self._owners.get(number)
            return worker is not None and bool(worker.messages)

    def results(self, number: int) -> Iterator[R]:
        """Yield the results of a task. The tasks before it must be claimed by the caller, or their results taken to the end.

        Raises TaskLost if a worker does not finish the task, or `work` raises an error there.
        """
        worker = self._owner(number)
        while worker:
            message = self._message(worker)
            if message is _Sign.FINISHED:
                return
            if message is _Sign.RETURNED:
                break
            if message is _Sign.FAILED:
                raise TaskLost("the work on it raised an error")
            if isinstance(message, TaskLost):
                raise message
            yield message[0]
        yield from (result for result in self._work(self._tasks[number]) if result is not ALIVE)

    def _owner(self, number: int) -> _Worker | None:
        """Wait until a worker has claimed a task, and return the worker; None if no worker is left to claim it."""
        with self._changed:
            while number >= self._next and self._running:
                self._changed.wait()
            self._next = max(self._next, number + 1)
            return self._owners.pop(number, None)

    def _message(self, worker: _Worker) -> Any:
        """Wait for the next message of a worker.

        Each second without news of any worker counts against all that should send something. Seconds are counted, and not read
        from a clock, because a clock goes on while this process is suspended.
        """
        with self._changed:
            while not worker.messages:
                if not self._changed.wait(1):
                    for silent in self._workers:
                        self._count_silence(silent)
            message = worker.messages.popleft()
            self._changed.notify_all()  # there is room for another one
            return message

    def _count_silence(self, worker: _Worker) -> None:
        if worker.silence is not None and self._patience is not None:
            worker.silence += 1
            if worker.silence >= self._patience and worker.process:
                worker.process.kill()

    def _claim(self, worker: _Worker | None = None) -> int | None:
        if self._next >= len(self._tasks):
            return None
        number, self._next = self._next, self._next + 1
        if worker:
            self._owners[number] = worker
        self._changed.notify_all()
        return number

    # One thread for each worker runs what follows, up to `_receive`.

    def _run(self, worker: _Worker) -> None:
        """Keep a worker busy until no task is left. A process that does not become ready costs no task."""
        try:
            while self._start(worker) and not self._feed(worker):
                reason = self._reason(worker)
                worker.given.popleft()
                self._store(worker, reason)
        finally:  # after a bug, too: those who wait for a result must not wait forever
            if worker.process:
                worker.process.kill()
                worker.process.communicate()
            with self._changed:
                self._running -= 1
                worker.messages.extend(_Sign.RETURNED for _ in worker.given)
                self._changed.notify_all()

    def _start(self, worker: _Worker) -> bool:
        """Start a process; return True once it is ready for tasks."""
        with self._changed:
            if self._closed:
                return False
            try:
                worker.process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _COMMAND],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **self._environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    process_group=0,  # Ctrl-C in a terminal reaches this process only
                )
            except OSError:
                worker.process = None
                return False
        try:
            self._send(worker, (self._modules, self._patience, self._limits, self._work))
            self._receive(worker)
        except Exception:  # noqa: BLE001 - it died, or `work` cannot be pickled: this is not a worker
            return False
        return True

    def _feed(self, worker: _Worker) -> bool:
        """Give a worker tasks and store what it sends; return True when no task is left, False if the worker is lost."""
        try:
            for number in worker.given:  # of the process before
                self._give(worker, number)
            while True:
                while (task := self._claim_for(worker)) is not None:
                    self._give(worker, task)
                if not worker.given:
                    return True
                self._expect(worker)
                message = self._receive(worker)
                if isinstance(message, _Sign):
                    worker.given.popleft()
                self._store(worker, message)
        except Exception:  # noqa: BLE001 - it died, or something cannot be pickled
            return False

    def _claim_for(self, worker: _Worker) -> int | None:
        """Claim a task that a worker has time for; the last ones are left to workers that have nothing to do."""
        with self._changed:
            last = self._next >= len(self._tasks) - len(self._workers)
            number = self._claim(worker) if len(worker.given) < (1 if last else _GIVEN) else None
        if number is not None:
            worker.given.append(number)
        return number

    def _give(self, worker: _Worker, number: int) -> None:
        with suppress(BrokenPipeError):  # it died; what it sent before is still to be received, and says of which task it died
            self._send(worker, self._tasks[number])

    def _expect(self, worker: _Worker) -> None:
        with self._changed:
            worker.silence = 0

    def _store(self, worker: _Worker, message: object) -> None:
        """Store a message as soon as there is room: until then a worker that is far ahead waits in its pipe."""
        with self._changed:
            worker.silence = None
            while len(worker.messages) >= self._room and not self._closed:
                self._changed.wait()
            worker.messages.append(message)
            self._changed.notify_all()

    def _reason(self, worker: _Worker) -> TaskLost:
        """Make sure that a process has ended, and return the reason."""
        assert worker.process
        with suppress(subprocess.TimeoutExpired):  # it may be about to end with a status of its own
            worker.process.wait(1)
        worker.process.kill()
        worker.process.communicate()
        with self._changed:
            silence, worker.silence = worker.silence or 0, None
        if self._patience is not None and silence >= self._patience:
            return WorkerStopped(str(self._patience))
        status = worker.process.returncode
        if self._limits is not None and status == _OUT_OF_MEMORY:
            return LimitReached(f"{self._limits.memory / 1e6:,.0f} MB of memory")
        reason = _describe_exit(status)
        if self._limits is not None and reason == "SIGPROF":
            allowed = self._limits.all_seconds(self._tasks[worker.given[0]])
            return LimitReached(f"{min(self._limits.seconds, allowed):g} s of processor time")
        return WorkerDied(reason)

    def _send(self, worker: _Worker, message: object) -> None:
        assert worker.process
        assert worker.process.stdin
        _write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL), worker.process.stdin)

    def _receive(self, worker: _Worker) -> Any:
        assert worker.process
        assert worker.process.stdout
        return pickle.load(worker.process.stdout)


def share(
    work: Callable[[T], R], tasks: Sequence[T], helpers: int = 1, *, threshold: int = MIN_TASKS, modules: Sequence[str] = ()
) -> Iterator[R]:
    """Yield ``work(task)`` for each task, in order; this process and up to `helpers` workers share the work.

    Fewer tasks than `threshold` are all done in this process. A task that a worker fails on is done again here; an error is
    raised when it is the task's turn. `work`, tasks, results and `modules` as in `Pool`.
    """
    with Pool(partial(_call_once, work), tasks, helpers if len(tasks) >= threshold else 0, modules=modules) as pool:
        done: dict[int, Future[R]] = {}
        for number, task in enumerate(tasks):
            # Until a worker has sent the result of this task, do the next ones, but not so many that results pile up.
            while number not in done and not pool.is_ready(number) and len(done) < _DONE_AHEAD:
                if (claimed := pool.claim()) is None:
                    break
                done[claimed] = _settle(work, tasks[claimed])
            if number in done:
                yield done.pop(number).result()
                continue
            try:
                (result,) = pool.results(number)
            except TaskLost:
                result = work(task)
            yield result


def _call_once(work: Callable[[T], R], task: T) -> Iterator[R]:
    yield work(task)


def _settle(work: Callable[[T], R], task: T) -> Future[R]:
    future: Future[R] = Future()
    try:
        future.set_result(work(task))
    except Exception as error:  # noqa: BLE001 - raised when it is the task's turn
        future.set_exception(error)
    return future


def _write(message: object, stream: IO[bytes]) -> None:
    stream.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))  # as a whole or, if it cannot be pickled, not at all
    stream.flush()


def _describe_exit(status: int) -> str:
    from signal import Signals

    try:
        return Signals(-status).name
    except ValueError:
        return f"exit status {status}"


def serve() -> None:
    """Do the tasks that come on standard input until it ends; the main function of a worker's process."""
    import gc
    import signal
    from importlib import import_module
    from queue import SimpleQueue

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # anything that is printed must not end up among the results
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read_tasks, args=(tasks,), daemon=True).start()
    modules, patience, limits, work = pickle.loads(tasks.get())
    for module in modules:
        import_module(module)
    gc.freeze()
    collect_rarely()
    _write(None, results)
    _limit_memory(limits)
    while True:
        task = pickle.loads(tasks.get())
        clock = _ProcessorClock(patience, limits, task)
        try:
            for result in work(task):
                if result is not ALIVE:
                    _write((result,), results)
                clock.restart()
            sign = _Sign.FINISHED
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        except Exception:  # noqa: BLE001 - the parent decides what becomes of it
            sign = _Sign.FAILED
        _write(sign, results)


def _read_tasks(tasks: SimpleQueue[bytes]) -> None:
    """Put tasks from standard input into a queue; at its end, end the process, even in the middle of a task."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


class _ProcessorClock:
    """Has the system end this process if a task computes for too long.

    The thread that sees the end of standard input cannot run while C code keeps the interpreter's lock, as a regular expression
    that backtracks forever does. Such code uses the processor. So without `limits`, too, there is one, well above the parent's
    patience, for when there is no parent any more.
    """

    def __init__(self, patience: int | None, limits: Limits[Any] | None, task: Any) -> None:
        self._seconds = limits.seconds if limits else _CPU_FACTOR * patience if patience is not None else None
        self._end = processor_time() + limits.all_seconds(task) if limits else None
        self.restart()

    def restart(self) -> None:
        """Begin to measure the time until the next result."""
        import signal

        if self._seconds is None or not hasattr(signal, "setitimer"):
            return
        left = self._seconds if self._end is None else min(self._seconds, self._end - processor_time())
        signal.setitimer(signal.ITIMER_PROF, max(left, 0.01))


def processor_time() -> float:
    """Return the seconds of processor time that this process has used."""
    used = os.times()
    return used.user + used.system


def _limit_memory(limits: Limits[Any] | None) -> None:
    """Limit the data of this process. What it shares with others, such as the code of libraries, does not count."""
    try:
        import resource
    except ImportError:  # on Windows
        return
    if limits is not None:
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        memory = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))
