"""The runners that do the work on shards: processes of this machine, or the workers of a Dask cluster.

Both take the same tasks and give the same files. A worker that dies costs the shard that it was working on, which is done again.
"""

from __future__ import annotations

import math
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate.corpus.fingerprint import differences, fingerprint
from annotate.corpus.work import MEMORY, SECONDS, Summary, Task, carefully, steps, work
from annotate.errors import AnnotateError
from annotate.workers.pool import LimitReached, Limits, Pool, TaskLost, WorkerDied

if TYPE_CHECKING:
    from distributed import Client

ATTEMPTS = 2
"""The number of attempts at a shard whose worker dies."""


class Lost(NamedTuple):
    """A shard that could not be built, and the reason; `fatal` if its workers died."""

    shard: int
    reason: str
    fatal: bool = False


Runner = Callable[[Sequence[Task]], Iterator[Summary | Lost]]
"""Does the work on some tasks and yields the result of each, in any order."""


def pool(tasks: Sequence[Task], jobs: int) -> Iterator[Summary | Lost]:
    """Do the work in `jobs` processes of this machine."""
    for attempt in range(1, ATTEMPTS + 1):
        lost: list[Task] = []
        limits = Limits(SECONDS, _no_limit, MEMORY)
        with Pool(steps, tasks, jobs, modules=("annotate.corpus.work",), limits=limits) as workers:
            for number, task in enumerate(tasks):
                try:
                    (summary,) = workers.results(number)
                    yield summary
                except (WorkerDied, LimitReached) as error:
                    if attempt == ATTEMPTS:
                        yield Lost(task.shard.number, str(error), fatal=True)
                    else:
                        lost.append(task)
                except TaskLost:  # an error, such as of a full disk, which is raised here again
                    yield work(task)
        tasks = lost


def _no_limit(task: Task) -> float:
    return math.inf


def cluster(tasks: Sequence[Task], address: str) -> Iterator[Summary | Lost]:
    """Do the work on the workers of a Dask cluster, at the address or in the scheduler file `address`.

    Raises AnnotateError if there is no cluster, or if a worker has another fingerprint.
    """
    client = _connect(address)
    try:
        _check_workers(client, tasks[0].expected if tasks else fingerprint())
        yield from _submit(client, tasks)
    finally:
        client.close()


def _connect(address: str) -> Client:
    try:
        import distributed
    except ImportError:
        raise AnnotateError(
            "--cluster needs Dask; install it here and on the workers: pip install 'annotate-claims[cluster]'"
        ) from None
    import logging

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is reported by us, in one sentence
    try:
        known = {"scheduler_file": address} if Path(address).is_file() else {"address": address}
        return distributed.Client(**known, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise AnnotateError(f"{address}: no Dask scheduler answers there ({reason}); start one with `dask scheduler`") from None


_TIMEOUT = 10  # seconds


def _check_workers(client: Client, expected: Mapping[str, str]) -> None:
    """Raise AnnotateError unless there are workers, all of which would give the `expected` bytes."""
    try:
        prints = client.run(fingerprint)
    except (ImportError, AttributeError) as error:
        raise AnnotateError(
            f"a worker of the cluster cannot import what it needs ({error}); install the same version of annotate there"
        ) from None
    if not prints:
        raise AnnotateError("the cluster has no workers; start some with `dask worker`")
    for address, other in sorted(prints.items()):
        if other != expected:
            raise AnnotateError(
                f"worker {address} has {differences(expected, other)}, so its files would differ; install the same versions"
            )


def _submit(client: Client, tasks: Sequence[Task]) -> Iterator[Summary | Lost]:
    from distributed import as_completed

    numbers = {client.submit(watched_work, task, pure=False): task.shard.number for task in tasks}
    try:
        for future in as_completed(list(numbers), loop=client.loop):
            error = future.exception()
            yield _lost(numbers[future], error) if error else future.result()
            future.release()
    finally:
        client.cancel(list(numbers), force=True)


def _lost(shard: int, error: BaseException) -> Lost:
    name = type(error).__name__
    if name == "KilledWorker":
        return Lost(shard, "each worker that worked on it died", fatal=True)
    return Lost(shard, str(error).splitlines()[0] if str(error) else name)


def rescue(task: Task, lost: Lost) -> Summary | Lost:
    """Build a shard carefully, in this process, if its workers died; return any other loss as it is."""
    return carefully(task) if lost.fatal else lost


def watched_work(task: Task) -> Summary:
    """Do the work on a shard in a process that is killed if an article takes too long, so that nothing waits forever."""
    timer = getattr(signal, "setitimer", None)
    set_timer = partial(timer, signal.ITIMER_PROF) if timer else lambda seconds: None
    try:
        for step in steps(task):
            set_timer(SECONDS)
            if isinstance(step, Summary):
                return step
    finally:
        set_timer(0)
    raise AssertionError("a shard ends with its summary")
