"""What `annotate corpus` costs: an article against the sum of its parts, runners against each other, groups, samples and so on.

The figures are seconds of processor time, of this process and of those that it started, so that other work on the machine counts
little; only the gain of a second worker is one of time, and means nothing on a busy machine. Dask is measured if it is installed.
Signatures, hashes and sentences are made up. Of the signatures, one in twenty is of a near-duplicate; of the articles that have
the hashes, one in thirty quotes another one whole.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import pyarrow
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from annotate._garbage import collect_rarely
from annotate.articles import read_file
from annotate.articles.fingerprints import Fingerprint
from annotate.corpus.containment import find_containment
from annotate.corpus.groups import candidates, connect, group_table, judge
from annotate.corpus.layout import BAND_COLUMNS, GROUP_SCHEMA, LONG_SENTENCES, ONE_SENTENCE, article_key, table_path
from annotate.corpus.reading import Corpus
from annotate.corpus.runners import Runner, cluster, pool
from annotate.corpus.sampling import draw
from annotate.model import Document
from annotate.suggestions import suggest
from support.archives import build_here, records, write_lines

SHARD_ROWS = 10_000
SENTENCES_PER_ARTICLE = 40
PARAGRAPHS = 12
"""The paragraphs of an article that is built: with three sentences each about 570 words, as many as news articles have."""

SHARDS = 16
"""The shards of a build. Two workers do the last ones together, so with few shards one of them waits for long."""


@contextmanager
def cpu(seconds: list[float]) -> Iterator[None]:
    """Add the seconds of processor time of this process and its children, and those of the clock."""

    def used() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in both)

    before, begun = used(), time.perf_counter()
    yield
    seconds += [used() - before, time.perf_counter() - begun]


def row(name: str, figure: str, against: str, ratio: float) -> None:
    print(f"{name}\t{figure}\t{against}\t{ratio:.2f}", flush=True)


def parts(dump: Path) -> float:
    """Return the processor time of reading, suggesting and signing each article, and nothing else."""
    begun = time.process_time()
    for document in read_file(dump, name=dump.name):
        assert isinstance(document, Document)
        suggest(document)
        signature = Fingerprint(document)
        _ = signature.bands, signature.sentences
    return time.process_time() - begun


def measure(folder: Path, dump: Path, runner: Runner | None, shard_bytes: int) -> tuple[float, float]:
    seconds: list[float] = []
    with cpu(seconds):
        build_here(folder, dump, runner=runner, shard_bytes=shard_bytes)
    return seconds[0], seconds[1]


def building(articles: int, folder: Path) -> None:
    dump = write_lines(folder / "dump.jsonl", records(articles, paragraphs=PARAGRAPHS))
    size = dump.stat().st_size
    shard = max(size // SHARDS, 1)
    parts(write_lines(folder / "warm.jsonl", records(20)))  # imports, the model of languages
    summed = min(parts(dump) for _ in range(2))
    here, _ = min(measure(folder / f"here{n}", dump, None, shard) for n in range(2))
    row("build, an article", f"{1000 * here / articles:.2f} ms", f"its parts, {1000 * summed / articles:.2f} ms", here / summed)
    one, one_wall = measure(folder / "one", dump, partial(pool, jobs=1), shard)
    two, two_wall = measure(folder / "two", dump, partial(pool, jobs=2), shard)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    row("a worker, memory", f"{memory:.0f} MB", "600 MB", memory / 600)
    row("two workers, CPU", f"{two:.1f} s", f"one, {one:.1f} s", two / one)
    row("two workers, clock", f"{two_wall:.1f} s", f"one, {one_wall:.1f} s (at least 1.8 if idle)", one_wall / two_wall)
    try:
        from distributed import LocalCluster
    except ImportError:
        return
    seconds: list[float] = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        warm = write_lines(folder / "warm.jsonl", records(20))
        build_here(folder / "warm", warm, runner=partial(cluster, address=local.scheduler_address), shard_bytes=1_000)
        with cpu_of(local, seconds):
            build_here(folder / "dask", dump, runner=partial(cluster, address=local.scheduler_address), shard_bytes=shard)
    row("Dask, articles per CPU second", f"{articles / seconds[0]:.0f}", f"the pool, {articles / two:.0f}", two / seconds[0])


@contextmanager
def cpu_of(local: object, seconds: list[float]) -> Iterator[None]:
    """Add the processor time of this process, with client and scheduler, and of the workers of a cluster."""
    from distributed import Client

    with Client(local, set_as_default=False) as client:

        def used() -> float:
            return time.process_time() + sum(client.run(time.process_time).values())

        before = used()
        yield
        seconds.append(used() - before)


def made_up_signatures(folder: Path, count: int) -> Corpus:
    """Write signatures of which one in twenty is of a near-duplicate of the one before, and return their corpus.

    Similarities are spread evenly from 0.5 to 1, and so are the bytes of bands that are equal.
    """
    chance = numpy.random.default_rng(1)
    shards = math.ceil(count / SHARD_ROWS)
    for shard in range(shards):
        rows = min(SHARD_ROWS, count - shard * SHARD_ROWS)
        numbers = chance.integers(0, 256, (rows, 4 * len(BAND_COLUMNS)), dtype=numpy.uint8)
        copies = numpy.arange(19, rows, 20)
        equal = chance.random((len(copies), numbers.shape[1])) < chance.uniform(0.5, 1, len(copies))[:, None]
        numbers[copies] = numpy.where(equal, numbers[copies - 1], numbers[copies])
        bands = numbers.view(numpy.uint32).T
        keys = numpy.arange(article_key(shard, 0), article_key(shard, 0) + rows)
        columns = {"article": keys, **dict(zip(BAND_COLUMNS, bands, strict=True)), ONE_SENTENCE: numpy.zeros(rows, dtype=bool)}
        write_table(folder, "signatures", shard, columns)
    return Corpus(folder, shards)


def write_table(folder: Path, table: str, shard: int, columns: dict[str, object]) -> None:
    path = table_path(folder, table, shard)
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pyarrow.table(columns), path, compression="zstd")


def grouping(corpus: Corpus) -> None:
    keys = corpus.numbers("signatures", "article")
    pairs, certain = judge(corpus, candidates(corpus, len(keys)))
    groups = group_table(keys, connect(pairs[certain], certain[certain], keys, corpus.sentences))
    print(f"{len(pairs):,} pairs, {len(groups):,} articles in groups without reading, to be compared by shingles:")
    print(numpy.count_nonzero(~certain))


def made_up_hashes(folder: Path, count: int) -> Corpus:
    """Write articles of 20 to 60 hashes of sentences, and return their corpus.

    One article in thirty quotes the one before it whole. A tenth of the sentences are of a few articles, one of a thousand.
    """
    chance = numpy.random.default_rng(3)
    shards = math.ceil(count / SHARD_ROWS)
    few = chance.integers(0, 2**32, max(count, 1), dtype=numpy.uint32)
    boilerplate = chance.integers(0, 2**32, max(count // 1_000, 1), dtype=numpy.uint32)
    for shard in range(shards):
        rows = min(SHARD_ROWS, count - shard * SHARD_ROWS)
        lists: list[list[int]] = []
        for row_number, length in enumerate(chance.integers(20, 61, rows).tolist()):
            own = chance.integers(0, 2**32, length, dtype=numpy.uint32)
            own[: length // 10] = chance.choice(few, length // 10)
            own[-1] = chance.choice(boilerplate)
            quoted = lists[-1] if row_number % 30 == 29 else []
            lists.append(list(dict.fromkeys([*own.tolist(), *quoted])))
        keys = numpy.arange(article_key(shard, 0), article_key(shard, 0) + rows)
        hashes = pyarrow.array(lists, pyarrow.list_(pyarrow.uint32()))
        write_table(folder, "signatures", shard, {"article": keys, LONG_SENTENCES: hashes})
    return Corpus(folder, shards)


def containing(corpus: Corpus) -> None:
    print(f"{len(find_containment(corpus, GROUP_SCHEMA.empty_table())):,} pairs of an article and one that it contains much of")


def comparing(folder: Path) -> float:
    """Measure what it costs to compare a pair of candidates by their shingles, in seconds."""
    done = build_here(folder / "compared", write_lines(folder / "compared.jsonl", records(4_000)), shard_bytes=10**7)
    corpus = Corpus(folder / "compared", done.shards)
    keys = corpus.numbers("signatures", "article")
    pairs = candidates(corpus, len(keys))
    begun = time.process_time()
    connect(pairs, numpy.zeros(len(pairs), dtype=bool), keys, corpus.sentences)
    spent = (time.process_time() - begun) / len(pairs)
    row("a pair compared by its shingles", f"{1000 * spent:.2f} ms", f"{len(pairs)} pairs", 1.0)
    return spent


def made_up_articles(folder: Path, count: int) -> Corpus:
    chance = numpy.random.default_rng(2)
    shards = math.ceil(count / SHARD_ROWS)
    outlets = [f"outlet{number}.example" for number in range(40)]
    months = [f"{2015 + number // 12}-{number % 12 + 1:02}" for number in range(132)]
    for shard in range(shards):
        rows = min(SHARD_ROWS, count - shard * SHARD_ROWS)
        columns = {
            "article": numpy.arange(article_key(shard, 0), article_key(shard, 0) + rows),
            "rank": chance.integers(0, 2**64, rows, dtype=numpy.uint64),
            "outlet": [outlets[number] for number in chance.integers(0, len(outlets), rows)],
            "month": [months[number] for number in chance.integers(0, len(months), rows)],
            "contested": chance.integers(0, 10, rows).astype(numpy.int32),
            "suggestions": chance.integers(10, 40, rows).astype(numpy.int32),
        }
        write_table(folder, "articles", shard, columns)
    return Corpus(folder, shards)


def sampling(corpus: Corpus) -> None:
    sample = draw(corpus, 500, by=("outlet", "month"), contested=True)
    print(f"{len(sample.drawn)} of {sample.population:,} articles, {sample.strata:,} strata")


TASKS: dict[str, tuple[Callable[[Path, int], Corpus], Callable[[Corpus], None]]] = {
    "grouping": (made_up_signatures, grouping),
    "containment": (made_up_hashes, containing),
    "sampling": (made_up_articles, sampling),
}


def apart(task: str, folder: Path, count: int, what: str) -> tuple[float, str]:
    """Measure a task in a process of its own, and its peak of memory; return its seconds and what it printed last."""
    corpus = TASKS[task][0](folder / task, count)
    command = [sys.executable, __file__, "--measure", task, str(corpus.folder), str(corpus.shards)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    seconds, megabytes = map(float, printed[-1].split())
    print(*printed[:-1], sep="\n")
    row(f"{task}, {what}", f"{seconds:.1f} s CPU", "10 s", seconds / 10)
    row(f"{task}, memory", f"{megabytes:.0f} MB", "1,000 MB", megabytes / 1000)
    return seconds, printed[-2]


def measured(task: str, folder: Path, shards: int) -> None:
    begun = time.process_time()
    TASKS[task][1](Corpus(folder, shards))
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print rows of the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--signatures", type=int, default=100_000)
    parser.add_argument("--hashes", type=int, default=1_000_000)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)  # in a process of its own
    options = parser.parse_args(argv)
    collect_rarely()  # as the command does
    if options.measure:
        task, corpus, shards = options.measure
        measured(task, Path(corpus), int(shards))
        return 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        building(options.articles, folder)
        one = comparing(folder)
        seconds, compared = apart("grouping", folder, options.signatures, f"{options.signatures:,} signatures")
        seconds += one * int(compared)
        row("grouping, edges verified", f"{seconds:.1f} s CPU", "10 s", seconds / 10)
        apart("containment", folder, options.hashes // SENTENCES_PER_ARTICLE, f"{options.hashes:,} hashes of sentences")
        apart("sampling", folder, options.sentences // SENTENCES_PER_ARTICLE, f"{options.sentences:,} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
