"""The outbox: decisions that could not be stored, saved on this disk and sent when their database answers.

* An acknowledged decision is on a disk: in the store or here. A file is removed only after the store has all of it.
* Sending is a merge (`Store.load`): a decision that is sent twice, as after a commit whose answer was lost, is stored once.
* A file has the decisions of one annotator on one document for one database, one per line. Its writer or sender holds its lock.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from errno import EAGAIN
from hashlib import sha256
from pathlib import Path

from annotate._files import remove_locks, sync_folder, try_lock
from annotate.errors import StoreError, UnreachableError
from annotate.model import Revision, revision_from_json, revision_to_json
from annotate.store import Store
from annotate.store.rows import revision_row

PAUSE = 5.0
"""The minimum seconds between two attempts to send. A longer attempt is followed by ten times its length, so that sending takes
little of the annotator's time."""

SAVED_HERE = "Saved on this machine; it will be sent when the database answers."
SENT = "The database answers again and has everything that was saved on this machine."


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision that waits: the database it is for, and the arguments of `Store.save`."""

    database: str
    segmentation: int
    revisions: tuple[Revision, ...]


def waiting(folder: Path) -> Mapping[str, int]:
    """Return the number of decisions that wait in a folder, by their database. Raises StoreError if they cannot be read."""
    return dict(Counter(decision.database for path in _files(folder) for decision in _decisions(path)))


def send(folder: Path, store: Store) -> int:
    """Send the decisions in a folder that are for this store, and return their number.

    Those of a session that is open in another window are left to that session. Raises StoreError if they cannot be sent; they
    are kept then.
    """
    sent = 0
    for path in _files(folder):
        with _try_lock(path) as locked:
            decisions = list(_decisions(path)) if locked else []
            if locked and all(decision.database == store.where for decision in decisions):
                _send(path, decisions, store)
                sent += len(decisions)
    remove_locks(folder)
    return sent


def waiting_people(folder: Path, store: Store) -> frozenset[str]:
    """Return the names of all whose decisions for this store wait in a folder. Raises StoreError if they cannot be read."""
    decisions = (decision for path in _files(folder) for decision in _decisions(path) if decision.database == store.where)
    return frozenset(revision.annotator for decision in decisions for revision in decision.revisions)


class Outbox:
    """The way of one session's decisions to the store, a context manager; leaving it tries to send a last time.

    `waiting` is the number of decisions that are saved here.
    """

    def __init__(
        self, folder: Path, store: Store, document: str, annotator: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        name = sha256("\0".join((store.where, document, annotator)).encode()).hexdigest()[:32]
        self._path = folder / f"{name}.jsonl"
        self._store = store
        self._clock = clock
        self._stack = ExitStack()
        self._locked = False
        self._size = 0
        self._next_attempt = 0.0
        self.waiting = 0

    def __enter__(self) -> Outbox:
        # The caller has just sent what was waiting, so a file that is left belongs to a session that is open.
        if self._path.exists():
            raise StoreError("another window has decisions on this document that are not sent yet; close it there first")
        return self

    def __exit__(self, *_: object) -> None:
        with self._stack, suppress(StoreError):
            self.send()

    def save(self, revisions: Sequence[Revision], segmentation: int, known: int | None = None) -> str | None:
        """Store a decision, or save it here: it is on a disk when this returns. Returns a message for the annotator, if any.

        The arguments are those of `Store.save`.

        Raises the errors of `Store.save` if the store answers, and StoreError if the decision cannot be saved here either.
        """
        # While anything waits, a later decision must wait too: the store refuses a decision that is not newer than the last.
        if self.waiting:
            self._save_here(revisions, segmentation)
            return self._try_to_send() if self._clock() >= self._next_attempt else SAVED_HERE
        try:
            self._store.save(revisions, segmentation, known)
        except UnreachableError as error:
            self._save_here(revisions, segmentation, error)
            self._next_attempt = self._clock() + PAUSE
            return SAVED_HERE
        return None

    def send(self) -> None:
        """Send the decisions that are saved here. Raises StoreError if that fails; they are kept then."""
        if self.waiting:
            _send(self._path, list(_decisions(self._path)), self._store)
            self.waiting = self._size = 0

    def _try_to_send(self) -> str:
        began = self._clock()
        try:
            self.send()
        except UnreachableError:
            return SAVED_HERE
        except StoreError as error:
            return f"Saved on this machine: {error}."
        finally:
            now = self._clock()
            self._next_attempt = now + max(PAUSE, 10 * (now - began))
        return SENT

    def _save_here(self, revisions: Sequence[Revision], segmentation: int, reason: StoreError | None = None) -> None:
        for revision in revisions:
            revision_row(revision)  # raises StoreError if the store would refuse it
        line = _line(_Decision(self._store.where, segmentation, tuple(revisions)))
        try:
            self._lock_file()
            self._append(line)
        except OSError as error:
            with suppress(OSError):
                os.truncate(self._path, self._size)
            obstacle = f"{self._path.parent} cannot be written ({error.strerror or error})"
            problem = reason or "the database does not answer"
            raise StoreError(f"{problem}; and the decision cannot be saved on this machine: {obstacle}") from error
        self._size += len(line)
        self.waiting += 1

    def _lock_file(self) -> None:
        """Lock the file until the session ends, so that no other window sends, and removes, what is being written here."""
        if not self._locked:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._locked = self._stack.enter_context(_try_lock(self._path))
            if not self._locked:
                raise BlockingIOError(EAGAIN, "another window writes there")

    def _append(self, line: bytes) -> None:
        with self._path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        if not self._size:
            sync_folder(self._path.parent)  # without it a new file may be gone after a power cut


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _try_lock(path: Path) -> AbstractContextManager[bool]:
    """Lock a file until the end of the context, which is given True, or False if another process has the lock."""
    return try_lock(Path(f"{path}.lock"))


def _send(path: Path, decisions: Iterable[_Decision], store: Store) -> None:
    """Send the decisions of a file, and remove it."""
    revisions = [(revision, decision.segmentation) for decision in decisions for revision in decision.revisions]
    segmentations = {revision.document: segmentation for revision, segmentation in revisions}
    try:
        store.load([revision for revision, _ in revisions], segmentations)
    except StoreError as error:
        raise type(error)(f"the decisions in {path} cannot be sent: {error}") from error
    path.unlink(missing_ok=True)


def _line(decision: _Decision) -> bytes:
    revisions = [revision_to_json(revision) for revision in decision.revisions]
    record = {"database": decision.database, "segmentation": decision.segmentation, "revisions": revisions}
    return json.dumps(record).encode() + b"\n"


def _decisions(path: Path) -> Iterator[_Decision]:
    """Return the decisions in a file. Raises StoreError if it cannot be read."""
    try:
        for line in path.read_bytes().splitlines(keepends=True):
            # A line without an end was never acknowledged: the machine stopped while it was written.
            if line.endswith(b"\n"):
                record = json.loads(line)
                revisions = tuple(map(revision_from_json, record["revisions"]))
                yield _Decision(record["database"], record["segmentation"], revisions)
    except FileNotFoundError:  # sent by another window meanwhile
        return
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}, which has decisions to be sent, cannot be read ({error}); restore it from a backup") from error
