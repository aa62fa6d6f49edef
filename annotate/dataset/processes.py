"""Work on many items, shared with processes that help; the results are in the order of the items.

A helper is this Python started anew, so threads, open databases and scripts without ``if __name__ == "__main__"`` do it no harm.
Importing what the work needs takes it a second, in which the work goes on here; what are few is all worked on here. What it fails
on, or dies of, is worked on here again, where an error has its own place. It is in a group of processes of its own, so Ctrl-C is
ours alone, and it ends when its standard input does: with us, however we end.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 16
"""Nobody is asked for help with fewer items than these: in an export they take as long as a helper takes to start, and again."""

Answer = tuple[bool, Any]
"""Whether the work on an item was done, and what it came to."""

_AHEAD = 2  # items that a helper has been given, so that it need not wait for the next one
_COMMAND = "from annotate.dataset.processes import serve; serve()"


def shared(work: Callable[[T], R], items: Sequence[T], helpers: int = 1, *, few: int = FEW) -> Iterator[R]:
    """`work` on each item, here and by so many helpers. Work, items and results must be such as can be pickled."""
    with ExitStack() as stack:
        team = [stack.enter_context(_Helper(work)) for _ in range(helpers if len(items) >= few else 0)]
        given: deque[tuple[T, Future[Answer]]] = deque()

        def settled(item: T, answer: Future[Answer]) -> R:
            done, result = answer.result()
            return result if done else work(item)

        for item in items:
            free = next((helper for helper in team if helper.free), None)
            given.append((item, free.ask(item) if free else _known(work(item))))
            while given and given[0][1].done():
                yield settled(*given.popleft())
        while given:
            yield settled(*given.popleft())


def _known(result: object) -> Future[Answer]:
    answer: Future[Answer] = Future()
    answer.set_result((True, result))
    return answer


class _Helper:
    """A process that helps, and the thread that talks to it."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            process_group=0,
        )
        self._thread = ThreadPoolExecutor(1)
        self._ready = self._thread.submit(self._answer, work)
        self._asked: list[Future[Answer]] = []

    def __enter__(self) -> _Helper:
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        self._process.communicate()

    @property
    def free(self) -> bool:
        """Whether it can be given an item: it is ready, lives, and has not enough to do."""
        self._asked = [answer for answer in self._asked if not answer.done()]
        ready = self._ready.done() and self._ready.result()[0] and self._process.poll() is None
        return ready and len(self._asked) < _AHEAD

    def ask(self, item: object) -> Future[Answer]:
        """Give it an item."""
        answer = self._thread.submit(self._answer, item)
        self._asked.append(answer)
        return answer

    def _answer(self, message: object) -> Answer:
        to: Any = self._process.stdin
        answers: Any = self._process.stdout
        try:
            _send(message, to)
            done, result = pickle.load(answers)
        except (OSError, EOFError, pickle.UnpicklingError):  # it died
            return False, None
        return done, result


def _send(message: object, stream: Any) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve() -> None:
    """The helper's side: take the work, then items, and give an answer to each until there are none."""
    import datasets  # noqa: F401 - a second, which no item shall wait for

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    work = pickle.load(sys.stdin.buffer)
    gc.freeze()
    _send((True, None), answers)
    while True:
        try:
            item = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = True, work(item)
        except Exception:  # noqa: BLE001 - whoever asked finds the same, and says it
            answer = False, None
        _send(answer, answers)
