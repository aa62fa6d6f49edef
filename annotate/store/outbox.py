"""Decisions that the store could not be given: kept on this disk, and sent when its database answers.

* What was acknowledged is on the disk: in the store or here. A file is removed only after the store has all of it.
* Sending is a merge (`Store.load`): done twice, as after a commit whose answer was lost, it stores nothing twice.
* A file has the decisions of one annotator on one document for one database, one a line. Who writes or sends it holds its lock.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from errno import EAGAIN
from hashlib import sha256
from pathlib import Path

from annotate.errors import StoreError, UnreachableError
from annotate.model import Revision, revision_from_json, revision_to_json
from annotate.store import Store
from annotate.store.rows import revision_row

PAUSE = 5.0
"""Seconds between two tries to send, at least; ten times what a try takes, so that it takes little of the annotator's time."""

KEPT = "Kept here; sent when the database answers."
SENT = "The database answers again and has all that was kept here."


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision that waits: the database it is for, and what `Store.save` was given."""

    database: str
    segmentation: int
    revisions: tuple[Revision, ...]


def waiting(folder: Path) -> Mapping[str, int]:
    """How many decisions wait in a folder, by the database they are for. Raises StoreError where they cannot be read."""
    return dict(Counter(decision.database for path in _files(folder) for decision in _decisions(path)))


def send(folder: Path, store: Store) -> int:
    """Send what waits in a folder for this store, except what a window that is still open will send itself.

    Returns the number of decisions. Raises StoreError where they cannot be sent; they go on waiting then.
    """
    sent = 0
    for path in _files(folder):
        with _alone(path) as alone:
            decisions = list(_decisions(path)) if alone else []
            if alone and all(decision.database == store.where for decision in decisions):
                _send(path, decisions, store)
                sent += len(decisions)
    return sent


class Outbox:
    """The way of one session's decisions to the store. A context manager; where it is left, sending is tried a last time.

    `waiting` is how many of them are kept here.
    """

    def __init__(
        self, folder: Path, store: Store, document: str, annotator: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        name = sha256("\0".join((store.where, document, annotator)).encode()).hexdigest()[:32]
        self._path = folder / f"{name}.jsonl"
        self._store = store
        self._clock = clock
        self._stack = ExitStack()
        self._mine = False
        self._size = 0
        self._next_try = 0.0
        self.waiting = 0

    def __enter__(self) -> Outbox:
        if self._path.exists():  # what waited was sent just now, but for what a window that is open has
            raise StoreError("another window keeps decisions on this document that are not sent yet; close it there first")
        return self

    def __exit__(self, *_: object) -> None:
        with self._stack, suppress(StoreError):
            self.send()

    def save(self, revisions: Sequence[Revision], segmentation: int) -> str | None:
        """Store a decision, or keep it here: it is on the disk when this returns. Returns what to tell the annotator.

        Raises what `Store.save` raises where the store does answer, and StoreError where it cannot be kept here either.
        """
        if self.waiting:
            self._keep(revisions, segmentation)
            return self._try_to_send() if self._clock() >= self._next_try else KEPT
        try:
            self._store.save(revisions, segmentation)
        except UnreachableError as error:
            self._keep(revisions, segmentation, error)
            self._next_try = self._clock() + PAUSE
            return KEPT
        return None

    def send(self) -> None:
        """Send what is kept here. Raises StoreError where that cannot be done; it goes on waiting then."""
        if self.waiting:
            _send(self._path, list(_decisions(self._path)), self._store)
            self.waiting = self._size = 0

    def _try_to_send(self) -> str:
        began = self._clock()
        try:
            self.send()
        except UnreachableError:
            return KEPT
        except StoreError as error:
            return f"Kept here: {error}."
        finally:
            now = self._clock()
            self._next_try = now + max(PAUSE, 10 * (now - began))
        return SENT

    def _keep(self, revisions: Sequence[Revision], segmentation: int, reason: StoreError | None = None) -> None:
        for revision in revisions:
            revision_row(revision)  # raises where the store would not take it
        line = _line(_Decision(self._store.where, segmentation, tuple(revisions)))
        try:
            self._claim()
            self._append(line)
        except OSError as error:
            with suppress(OSError):
                os.truncate(self._path, self._size)
            where = f"{self._path.parent} cannot be written ({error.strerror or error})"
            raise StoreError(f"{reason or 'the database does not answer'}; nor can it be kept here: {where}") from error
        self._size += len(line)
        self.waiting += 1

    def _claim(self) -> None:
        """Hold the file until the session ends, so that no other window sends, and removes, what this one is writing."""
        if not self._mine:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._mine = self._stack.enter_context(_alone(self._path))
            if not self._mine:
                raise BlockingIOError(EAGAIN, "another window writes there")

    def _append(self, line: bytes) -> None:
        with self._path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        if not self._size:
            _sync(self._path.parent)  # else a new file may be gone after a power cut


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether this process is the only one at a file; until the end of the context it is."""
    from filelock import FileLock, Timeout  # 50 ms, and only where something waits

    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _send(path: Path, decisions: Iterable[_Decision], store: Store) -> None:
    """Send what is in a file, and remove it."""
    revisions = [(revision, decision.segmentation) for decision in decisions for revision in decision.revisions]
    segmentations = {revision.document: segmentation for revision, segmentation in revisions}
    try:
        store.load([revision for revision, _ in revisions], segmentations)
    except StoreError as error:
        raise type(error)(f"decisions wait in {path} to be sent: {error}") from error
    path.unlink(missing_ok=True)


def _line(decision: _Decision) -> bytes:
    revisions = [revision_to_json(revision) for revision in decision.revisions]
    told = {"database": decision.database, "segmentation": decision.segmentation, "revisions": revisions}
    return json.dumps(told).encode() + b"\n"


def _decisions(path: Path) -> Iterator[_Decision]:
    """The decisions in a file. A line that has no end was never acknowledged: the machine stopped while it was written."""
    try:
        for line in path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                told = json.loads(line)
                yield _Decision(told["database"], told["segmentation"], tuple(map(revision_from_json, told["revisions"])))
    except FileNotFoundError:  # sent by another window meanwhile
        return
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}, which holds decisions to be sent, cannot be read ({error}); take it from a backup") from error


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
