"""What durability costs: decisions a second through `Store.save` against a bare write and fsync of the same bytes.

    python tests/benchmarks/durability.py [--decisions 2000] [--rounds 3] [--folder .]

Both are measured in turns in the same run on the same disk, so that their ratio says something where the disk is shared: the bare
one is the most that any program can promise here. One decision is one revision with three claims (about 0.9 kB).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from annotate.model import Annotation, Block, Claim, Document, Origin, Revision, Sentence, Stance, revision_to_json
from annotate.store import open_store, timestamp_after

TEXT = "Officials said the dam was safe, but two engineers told reporters that it had been cracked since March. " * 40


def document() -> Document:
    step = len(TEXT) // 40
    sentences = tuple(Sentence(f"a:{n * step}", 0, n * step, (n + 1) * step - 1) for n in range(40))
    return Document("a", "raw/a.txt", "0" * 64, TEXT, (Block("paragraph", 0, len(TEXT)),), sentences)


def decisions(count: int) -> list[Revision]:
    article, created, made = document(), None, []
    for n in range(count):
        sentence = article.sentences[n % 40]
        created = timestamp_after(created, datetime(2026, 1, 1, tzinfo=UTC))
        spans = [article.span(sentence.start + k, sentence.start + k + 60) for k in (0, 15, 30)]
        claims = tuple(Claim(f"c{k}", (span,), {"type": "event", "verifiability": "verifiable"}) for k, span in enumerate(spans))
        stances = tuple(Stance(claim.id, "s0", "support") for claim in claims)
        origins = tuple(Origin(claim.id, "accepted", "clause/1") for claim in claims)
        annotation = Annotation("claim", claims, (), stances)
        made.append(Revision("a", "0" * 64, sentence.id, "mk", created, "edit", 4.2, 9, "1", "0.1.0", annotation, origins))
    return made


def latencies(act: Callable[[int], object], count: int) -> list[float]:
    """Seconds that each call took."""
    taken = []
    for n in range(count):
        start = time.perf_counter()
        act(n)
        taken.append(time.perf_counter() - start)
    return taken


def through_store(folder: Path, revisions: Sequence[Revision]) -> list[float]:
    with open_store(folder / "store.db") as store:
        store.add_document(document())
        return latencies(lambda n: store.save([revisions[n]]), len(revisions))


def bare(folder: Path, sizes: Sequence[int]) -> list[float]:
    descriptor = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    payloads = [os.urandom(size) for size in sizes]

    def act(n: int) -> None:
        os.write(descriptor, payloads[n])
        os.fsync(descriptor)

    try:
        return latencies(act, len(sizes))
    finally:
        os.close(descriptor)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What durability costs.")
    parser.add_argument("--decisions", type=int, default=2000, help="decisions in each round (default 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median counts (default 3)")
    parser.add_argument("--folder", type=Path, default=None, help="a folder on the disk to measure (default: the temporary one)")
    options = parser.parse_args(argv)
    revisions = decisions(options.decisions)
    sizes = [len(json.dumps(revision_to_json(revision), ensure_ascii=False).encode()) for revision in revisions]
    taken: dict[str, list[float]] = {"write + fsync": [], "Store.save": []}
    ratios = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            floor, saved = bare(Path(name), sizes), through_store(Path(name), revisions)
        taken["write + fsync"] += floor
        taken["Store.save"] += saved
        ratios.append(sum(floor) / sum(saved))
    print(f"{options.rounds} rounds of {options.decisions} decisions, {statistics.mean(sizes):.0f} bytes each\n")
    print(f"{'':14} {'decisions/s':>11} {'median ms':>10} {'p99 ms':>8}")
    for name, seconds in taken.items():
        p99 = statistics.quantiles(seconds, n=100)[98]
        print(f"{name:14} {len(seconds) / sum(seconds):11.0f} {statistics.median(seconds) * 1e3:10.3f} {p99 * 1e3:8.3f}")
    rates = {name: f"{len(seconds) / sum(seconds):.0f}/s" for name, seconds in taken.items()}
    floor, saved = rates.values()
    print(f"durable decisions\t{saved}\twrite + fsync {floor}\t{statistics.median(ratios):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
