"""Sentences: ours beside nupunkt, on the same text in the same run: MB/s of one thread, and F1 where the right answer is known.

    python tests/benchmarks/segmentation.py [FILE]

FILE is a text, or JSON lines with `text` and, for the F1 of the boundaries inside paragraphs, `sents` as [start, end]; without
one, the script makes text up. The segmenters take turns, and each one's best time counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from annotate.articles import split_sentences

Span = tuple[int, int]
Segmenter = Callable[[str], list[Span]]

ROUNDS = 5
NAMES = ("Ana Ruiz", "Mr. Chen", "Sen. Hill", "a spokeswoman for the U.S. Attorney", "Dr. J. K. Weber", "the mayor")
FACTS = (
    "the bridge will close to all traffic at 5 p.m. on Nov. 18 and will not open again before the spring",
    "prices rose by 2.5% to an average of $3.50 while wages stayed where they had been a year before",
    "nobody who lives in the old town has been asked what they think of the plan",
    "a ferry is to take the place of the bridge, which carries 20,000 cars a day",
    "Acme Inc. has no plan to build another factory in the valley",
    "it rained all night and the river rose",
)
SHAPES = (
    "“{Fact},” said {name}. “{Fact}.”",
    "{Fact}, according to {name}.",
    "{Fact}.",
    "{Fact}, and {fact}.",
    "“Why?” {name} asked.",
    "{Fact} — {fact}.",
)


def invented(megabytes: float) -> str:
    """News-like paragraphs of our own making, the same ones in every run."""
    choose = random.Random(7).choice
    paragraphs: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        facts = (choose(FACTS) for _ in range(6))
        sentences = (choose(SHAPES).format(fact=choose(FACTS), Fact=f[0].upper() + f[1:], name=choose(NAMES)) for f in facts)
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)


def nupunkt() -> Segmenter:
    from nupunkt import load_default_model

    tokenizer = load_default_model()

    def split(text: str) -> list[Span]:
        spans: list[Span] = []
        for line, offset in lines(text):
            spans += [(offset + start, offset + end) for start, end in tokenizer.span_tokenize(line)]
        return spans

    return split


def lines(text: str) -> list[tuple[str, int]]:
    """The lines of `text` that are not empty, each with its offset. nupunkt gets one at a time, as a newline ends a sentence."""
    found = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((line, offset))
        offset += len(line) + 1
    return found


def inner_ends(text: str, spans: Sequence[Span]) -> set[int]:
    """Where sentences end inside a paragraph, the white space after the end left out."""
    trimmed = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    return {end for (_, end), (start, _) in pairwise(trimmed) if "\n" not in text[end:start]}


def f1(segmenter: Segmenter, records: Sequence[tuple[str, list[Span]]]) -> float:
    """The F1 of the boundaries inside paragraphs, over all records together.

    >>> f1(lambda text: [(0, 2), (3, 5), (6, 8)], [("A. B. C.", [(0, 2), (3, 8)])])
    0.6666666666666666
    """
    right = found = wanted = 0
    for text, gold in records:
        ours, theirs = inner_ends(text, segmenter(text)), inner_ends(text, gold)
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return 2 * right / (found + wanted) if right else 0.0


def speeds(segmenters: dict[str, Segmenter], text: str) -> dict[str, float]:
    """MB of UTF-8 per second of CPU time, the best of some rounds."""
    best = dict.fromkeys(segmenters, float("inf"))
    for _ in range(ROUNDS):
        for name, segmenter in segmenters.items():
            began = time.process_time()
            segmenter(text)
            best[name] = min(best[name], time.process_time() - began)
    return {name: len(text.encode()) / 1e6 / seconds for name, seconds in best.items()}


def read(path: Path) -> tuple[str, list[tuple[str, list[Span]]]]:
    """The text of a file, and its records with the right answer."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return content, []
    records = [json.loads(line) for line in content.splitlines() if line.strip()]
    gold = [(record["text"], [(start, end) for start, end in record["sents"]]) for record in records if "sents" in record]
    return "\n\n".join(record["text"] for record in records), gold


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
    options = parser.parse_args(argv)
    text, gold = read(options.file) if options.file else (invented(2), [])
    segmenters = {"annotate": split_sentences, "nupunkt": nupunkt()}
    measured = speeds(segmenters, text)
    for name, speed in measured.items():
        print(f"sentences, {name}\t{speed:.1f} MB/s\tnupunkt {measured['nupunkt']:.1f} MB/s\t{speed / measured['nupunkt']:.2f}")
    scores = {name: f1(segmenter, gold) for name, segmenter in segmenters.items()} if gold else {}
    for name, score in scores.items():
        print(f"boundaries, {name}\tF1 {score:.4f}\tnupunkt F1 {scores['nupunkt']:.4f}\t{score / scores['nupunkt']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
