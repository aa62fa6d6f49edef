"""Hostile text: how much longer sentences and suggestions take for eight times the text. About 8 is linear, 64 is the square.

    python tests/benchmarks/hostile.py [--length 50000] [--rounds 3]

The text of each kind is one that a careless loop or regular expression would take very long on (`tests/support/hostile.py`). All
is measured in processor time, and the fastest round counts. Texts that take less than a millisecond say nothing and are left out.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotate.articles import split_sentences
from annotate.suggestions import suggest
from support.hostile import SENTENCES, SUGGESTIONS, repeated
from support.reading import article

LEAST = 0.001
"""Seconds that a short text takes at least where the growth means something."""


def seconds(work: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def growth(work: Callable[[int], Callable[[], object]], size: int, rounds: int) -> tuple[float, float] | None:
    """Return the seconds for eight times `size` and their ratio to those for `size`; None where these are too few."""
    short = seconds(work(size), rounds)
    if short < LEAST:
        return None
    long = seconds(work(8 * size), rounds)
    return long, long / short


def splitting(piece: str) -> Callable[[int], Callable[[], object]]:
    def prepare(length: int) -> Callable[[], object]:
        text = repeated(piece, length)
        return lambda: split_sentences(text)

    return prepare


def suggesting(kind: str) -> Callable[[int], Callable[[], object]]:
    def prepare(count: int) -> Callable[[], object]:
        document = article(SUGGESTIONS[kind](count))
        return lambda: suggest(document)

    return prepare


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How time grows with the length of hostile text.")
    parser.add_argument("--length", type=int, default=50_000, help="characters of the short text (default 50000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts (default 3)")
    options = parser.parse_args(argv)
    work = {f"sentences of {piece!r}": (splitting(piece), options.length) for piece in SENTENCES}
    work |= {f"suggestions in {kind}": (suggesting(kind), max(options.length // 50, 1)) for kind in SUGGESTIONS}
    worst = ("nothing", 0.0, 0.0)
    for name, (prepare, size) in work.items():
        if measured := growth(prepare, size, options.rounds):
            long, ratio = measured
            print(f"{name:<32} {long:7.3f} s  x {ratio:.1f}", flush=True)
            worst = max(worst, (name, long, ratio), key=lambda each: each[2])
    name, long, ratio = worst
    print(f"hostile text, 8 x as long: {name}\t{long:.3f} s, {ratio:.1f} x\tlinear 8 x\t{ratio / 8:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
