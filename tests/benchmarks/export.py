"""What an export costs: a store of annotated sentences -> the dataset, against parsing its JSON and `Dataset.from_generator`.

    python tests/benchmarks/export.py [--rows 100000] [--generator 20000] [--folder .] [--against CHECKOUT]

The peers run in the same process and run. `orjson.loads` parses the JSON lines of all decisions and throws the values away, which
is the least that any program can do that reads them. `Dataset.from_generator` gets the finished rows of the one config
`sentences` and writes them; it is so slow that it is measured on fewer rows. The export writes four configs, with splits, gold,
checks of every offset and label, and reads them back as its user will. `annotate export` is that with what the command does
besides: it checks the store and all decisions as `annotate check` does, and looks for articles that are nearly the same, whose
signatures are there since `annotate add`. Both share the work among two processes. The store is made first and not measured.

With `--against`, another version of this project, in the folder CHECKOUT, exports the same articles in turn with this one, each
in a process of its own; the least processor time of each counts, since other programs can only add to it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

from annotate.articles.near_duplicates import NearDuplicates
from annotate.dataset import ExportOptions, export
from annotate.dataset.features import features
from annotate.model import (
    AUTHOR,
    Annotation,
    Block,
    Claim,
    Document,
    Origin,
    Revision,
    Sentence,
    Source,
    Stance,
    revision_to_json,
)
from annotate.project import Project, init_project
from annotate.schema import load_schema, shipped
from annotate.store import BatchReader, open_store

REPO = Path(__file__).resolve().parents[2]
SENTENCES = 25  # in an article
VOCABULARY = """the harbour bridge officials said council report engineers delay cracked bearing ferry island mayor denied inquiry
repair budget province safety warning inspector promised reopened crossing toll school union contractor sixty percent Monday"""
WORDS = VOCABULARY.split()


def document(number: int) -> Document:
    choose = random.Random(number)
    id, parts, sentences, start = f"article-{number:06d}", [], [], 0
    for _ in range(SENTENCES):
        text = " ".join(choose.choices(WORDS, k=choose.randint(12, 24))).capitalize() + "."
        sentences.append(Sentence(f"{id}:{start}", 0, start, start + len(text)))
        parts.append(text)
        start += len(text) + 1
    text = " ".join(parts)
    known = {"title": parts[0], "published": f"2026-{number % 12 + 1:02d}-01", "url": f"https://{number % 90}.example/{number}"}
    return Document(id, f"raw/{id}.txt", f"{number:064x}", text, (Block("paragraph", 0, len(text)),), tuple(sentences), **known)


def revision(document: Document, sentence: Sentence, number: int) -> Revision:
    """A decision: one or two claims, each with the author's stance and a source's; about 0.9 kB of JSON."""
    start, middle = sentence.start, (sentence.start + sentence.end) // 2
    spans = [document.span(start, middle - 1), document.span(middle, sentence.end - 1)][: 1 + number % 2]
    mention = document.span(sentence.end - 12, sentence.end - 1)
    answers = {"type": ("event", "quantity", "causal")[number % 3], "verifiability": "verifiable"}
    claims = tuple(Claim(f"c{place}", (span,), answers) for place, span in enumerate(spans, 1))
    author = Source(AUTHOR, "author", None, {"type": "author", "naming": "implicit"})
    source = Source(f"s{number % SENTENCES + 1}", mention.text, mention, {"type": "person", "naming": "named"})
    cue = document.span(start, start + 5)
    stances = tuple(
        stance
        for claim in claims
        for stance in (Stance(claim.id, AUTHOR, "neutral"), Stance(claim.id, source.id, ("support", "deny")[number % 2], cue))
    )
    annotation = Annotation("claim", claims, (author, source), stances)
    if number % 4 == 3:
        annotation = Annotation("no_claim")
    origins = tuple(Origin(claim.id, "manual") for claim in annotation.claims)
    created = f"2026-05-01T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.{number % 1_000_000:06d}Z"
    place = (document.id, document.sha256, sentence.id, f"annotator {number % 3 * 0}")
    return Revision(*place, created, "edit", 4.2, 9, "1.0", "0.1.0", annotation, origins)


def fill(project: Project, rows: int) -> None:
    """A store of so many annotated sentences, and the signatures of its articles, as `annotate add` leaves them."""
    with open_store(project.database) as store:
        duplicates = NearDuplicates({}, store.document)
        batch: list[Revision] = []
        for number in range(-(-rows // SENTENCES)):
            article = document(number)
            store.add_document(article)
            duplicates.add(article)
            batch += [revision(article, sentence, index) for index, sentence in enumerate(article.sentences, number * SENTENCES)]
            if len(batch) > 20_000:
                store.load(batch)
                batch = []
        store.load(batch)
        project.signatures.write_bytes(duplicates.to_cache() or b"")


def processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def resident() -> int:
    """Bytes of memory that this process and its children hold; 0 where the system does not tell."""
    with suppress(OSError, ValueError):
        children = Path(f"/proc/self/task/{threading.main_thread().native_id}/children").read_text(encoding="ascii").split()
        pages = (Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1] for process in ("self", *children))
        return sum(map(int, pages)) * os.sysconf("SC_PAGESIZE")
    return 0


@contextmanager
def watched(peaks: list[int]) -> Iterator[None]:
    """Look at the memory ten times a second."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            peaks.append(resident())

    thread = threading.Thread(target=watch)
    thread.start()
    yield
    over.set()
    thread.join()


@contextmanager
def timed(taken: dict[str, float], name: str) -> Iterator[None]:
    start, before = time.perf_counter(), processor()
    yield
    taken[name] = time.perf_counter() - start
    taken[f"{name}, processor"] = processor() - before


def parse(path: Path) -> int:
    """`orjson.loads` on every decision, as `annotate dump` writes them."""
    import orjson

    count = 0
    with path.open("rb") as lines:
        for line in lines:
            orjson.loads(line)
            count += 1
    return count


def generate(folder: Path, cache: Path, rows: int) -> int:
    """`Dataset.from_generator` with the Features, on so many rows of the export."""
    import datasets
    from pyarrow.parquet import ParquetFile

    def found() -> Iterator[dict[str, Any]]:
        given = 0
        for path in sorted((folder / "sentences").glob("train-*")):
            for batch in ParquetFile(path).iter_batches(1000):
                for row in batch.to_pylist():
                    if given == rows:
                        return
                    given += 1
                    yield row

    datasets.disable_progress_bars()
    made = datasets.Dataset.from_generator(found, features=features(schema())["sentences"], cache_dir=str(cache))
    return int(made.num_rows)


EXPORT = """import os, sys; from annotate.project import open_project
import datasets; before = sum(os.times()[:4]); open_project(sys.argv[1]).export(); print(sum(os.times()[:4]) - before)"""
FILL = """import sys; from pathlib import Path; from annotate.project import init_project
sys.path.insert(0, sys.argv[2]); import export; export.fill(init_project(Path(sys.argv[1])), int(sys.argv[3]))"""


def run_in(checkout: Path, code: str, *arguments: object) -> str:
    """Run code with the version of the project in a folder, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(checkout.resolve())}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def compare(other: Path, rows: int, pairs: int, folder: Path) -> None:
    """Print the processor time of `annotate export` here and in another checkout, measured in turn."""
    checkouts = {"here": REPO, "there": other}
    least: dict[str, float] = {}
    for name, checkout in checkouts.items():  # each makes its store itself: an old version cannot read that of a new one
        run_in(checkout, FILL, folder / name, checkout.resolve() / "tests" / "benchmarks", rows)
    for _ in range(pairs):
        for name, checkout in checkouts.items():
            rmtree(folder / name / "output" / "dataset", ignore_errors=True)
            seconds = float(run_in(checkout, EXPORT, folder / name))
            least[name] = min(seconds, least.get(name, seconds))
    ratio = least["here"] / least["there"]
    print(f"annotate export, processor\t{least['here']:.2f} s\tthe version in {other}\t{ratio:.2f} x as long")


def schema() -> Any:
    return load_schema(shipped("schema") / "annotation.schema.json")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What an export costs.")
    parser.add_argument("--rows", type=int, default=100_000, help="annotated sentences (default 100000)")
    parser.add_argument("--generator", type=int, default=20_000, help="rows for Dataset.from_generator (default 20000)")
    parser.add_argument("--folder", type=Path, default=None, help="a folder on the disk to measure (default: the temporary one)")
    parser.add_argument("--against", type=Path, default=None, metavar="CHECKOUT", help="another version, to compare with")
    parser.add_argument("--pairs", type=int, default=3, help="measurements of each version (default 3)")
    options = parser.parse_args(argv)
    if options.against:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            compare(options.against, options.rows, options.pairs, Path(name))
        return 0
    import datasets  # noqa: F401 - a second of importing is no part of what is measured

    taken: dict[str, float] = {}
    peaks: list[int] = []
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        project = init_project(folder)
        fill(project, options.rows)
        with open_store(project.database) as store:
            with (folder / "dump.jsonl").open("w", encoding="utf-8") as dump:
                for record in store.current():
                    dump.write(json.dumps(revision_to_json(record), ensure_ascii=False) + "\n")
            size = (folder / "dump.jsonl").stat().st_size
            with timed(taken, "orjson.loads"):
                count = parse(folder / "dump.jsonl")
            with timed(taken, "export"), watched(peaks), closing(BatchReader(project.database)) as read:
                parts = store.parts()
                done = export(
                    folder / "dataset", parts, schema(), ExportOptions(), read=read, state_folder=folder, tool="0", jobs=2
                )
        with timed(taken, "annotate export"), watched(peaks):
            project.export()
        with timed(taken, "from_generator"):
            generated = generate(folder / "dataset", folder / "cache", options.generator)
    for what in ("from_generator", "from_generator, processor"):
        taken[what] *= count / generated
    memory = f"both processes together held {max(peaks) / 2**20:.0f} MB at most"
    print(f"{count:,} decisions of {size / count:.0f} bytes of JSON; {done.claims:,} claims; {memory}\n")
    for what, seconds in taken.items():
        print(f"{what:26} {seconds:8.2f} s {count / seconds:10,.0f} rows/s")
    for what in ("export", "export, processor", "annotate export", "annotate export, processor"):
        _, comma, unit = what.partition(",")
        parsing, generating = (taken[f"{peer}{comma}{unit}"] for peer in ("orjson.loads", "from_generator"))
        print(f"{what}\t{count / taken[what]:,.0f} rows/s\torjson.loads\t{taken[what] / parsing:.2f} x as long")
        print(f"{what}\t{taken[what]:.1f} s\tDataset.from_generator\t1/{generating / taken[what]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
