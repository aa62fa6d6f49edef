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

FEW = 8
"""Nobody is asked for help with fewer items than these."""

_AHEAD = 2  # items that a helper has been given, so that it need not wait for the next one
_COMMAND = "from annotate.dataset.helpers import serve; serve()"


def shared(work: Callable[[T], R], items: Sequence[T], helpers: int = 1, *, few: int = FEW) -> Iterator[R]:
    """`work` on each item, here and by so many helpers. Work, items and results must be such as can be pickled."""
    with ExitStack() as stack:
        team = [stack.enter_context(_Helper(work)) for _ in range(helpers if len(items) >= few else 0)]
        results: deque[Future[R]] = deque()
        for item in items:
            free = next((helper for helper in team if helper.free), None)
            results.append(free.ask(item) if free else _done(work(item)))
            while results and results[0].done():
                yield results.popleft().result()
        while results:
            yield results.popleft().result()


def _done(result: R) -> Future[R]:
    future: Future[R] = Future()
    future.set_result(result)
    return future


class _Helper:
    """A process that helps, and the thread that talks to it."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            process_group=0,
        )
        self._work = work
        self._thread = ThreadPoolExecutor(1)
        self._asked = [self._thread.submit(self._exchange, work)]  # the answer comes when all is imported

    def __enter__(self) -> _Helper:
        return self

    def __exit__(self, *exception: object) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._process.kill()
        self._process.communicate()
        self._thread.shutdown()

    @property
    def free(self) -> bool:
        """Whether it can be given an item: it is ready, lives, and has not enough to do."""
        first, *others = self._asked
        self._asked = [first, *(asked for asked in others if not asked.done())]
        return first.done() and first.result()[0] and self._process.poll() is None and len(self._asked) <= _AHEAD

    def ask(self, item: Any) -> Future[Any]:
        """What the work on an item comes to."""
        self._asked.append(asked := self._thread.submit(self._answer, item))
        return asked

    def _answer(self, item: Any) -> Any:
        done, result = self._exchange(item)
        return result if done else self._work(item)

    def _exchange(self, message: Any) -> tuple[bool, Any]:
        try:
            _send(message, self._process.stdin)
            found: tuple[bool, Any] = pickle.load(self._process.stdout)
            return found
        except (OSError, EOFError, pickle.UnpicklingError):  # it died
            return False, None


def _send(message: object, stream: Any) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def serve() -> None:
    """The helper's side: take the work, then items, and answer with (whether it was done, the result) until there are none."""
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
