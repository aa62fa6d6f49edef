"""What `test_store.py` runs in processes of its own: `python store_worker.py MODE STORE [ARGUMENT ...]`.

Each mode prints one line per fact, flushed, so that the test knows what this process had been promised before it died.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from annotate.errors import StoreError
from annotate.model import Annotation, Claim, Document, Revision
from annotate.store import Store, open_store, timestamp_after
from annotate.store.backups import write_backup


def decision(document: Document, annotator: str, created: str) -> list[Revision]:
    """One decision on every sentence at once, so that half of it would show."""
    return [
        Revision(
            document=document.id,
            sha256=document.sha256,
            sentence=sentence.id,
            annotator=annotator,
            created=created,
            action="edit",
            seconds=1.25,
            keys=3,
            schema="1",
            tool="0",
            annotation=Annotation("claim", (Claim("c1", (document.span(sentence.start, sentence.end),)),), note="n" * 2000),
        )
        for sentence in document.sentences
    ]


def save(store: Store, annotator: str, count: str) -> None:
    """Save `count` decisions, and print each when it is acknowledged."""
    document, created = store.document(store.documents()[0].id), None
    for _ in range(int(count)):
        created = timestamp_after(created, datetime.now(UTC))
        store.save(decision(document, annotator, created))
        print(created, flush=True)


def fill(store: Store, annotator: str, size: str) -> None:
    """Save where no file may grow beyond `size` bytes, until that fails; print the acknowledged ones, then the message."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    try:
        save(store, annotator, "100000")
    except StoreError as error:
        print(error, flush=True)


def hold(store: Store, document: str, annotator: str) -> None:
    """Hold a document until this process is told to end or is killed."""
    with store.lock_document(document, annotator):
        print("held", flush=True)
        sys.stdin.read()


def read(store: Store) -> None:
    """Print the documents and whether a decision can be saved."""
    document = store.document(store.documents()[0].id)
    print(document.id, len(list(store.current())), flush=True)
    try:
        store.save(decision(document, "reader", "2026-01-01T00:00:00.000000Z"))
    except StoreError as error:
        print(error, flush=True)


def full(store: Store) -> None:
    """Print the document and its revisions, and what happens if another is saved; no file can grow."""
    document = store.document(store.documents()[0].id)
    applied = store._value("SELECT applied FROM migrations WHERE version = 1")
    words = [document.id, str(len(list(store.revisions())))] + ([applied] if "log" in applied else [])
    print(*words, flush=True)
    try:
        store.save(decision(document, "reader", "2026-01-01T00:00:00.000000Z"))
    except StoreError as error:
        print(error, flush=True)


def back_up_small(store: Store, path: str) -> None:
    """Write a backup where no file may have more than 20,000 bytes; print the error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    try:
        write_backup(store, Path(path))
    except OSError as error:
        print(error, flush=True)


def become_nobody() -> None:
    """Give up the rights of root, whom no permission stops. Then this Python may be out of reach, so load first."""
    import random  # noqa: F401
    import sqlite3  # noqa: F401
    import threading  # noqa: F401
    import urllib.parse  # noqa: F401

    if os.geteuid() == 0:
        os.setuid(65534)


MODES: dict[str, Callable[..., None]] = {
    "save": save,
    "fill": fill,
    "hold": hold,
    "read": read,
    "full": full,
    "back_up_small": back_up_small,
}

if __name__ == "__main__":
    if sys.argv[1] == "read":
        become_nobody()
    if sys.argv[1] == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with open_store(sys.argv[2]) as opened:
        MODES[sys.argv[1]](opened, *sys.argv[3:])
