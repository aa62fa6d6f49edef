"""Sentences: ours beside nupunkt, pysbd, syntok, sentencex and spaCy's sentencizer, on the same text in the same run.

    python tests/benchmarks/segmentation.py [--file FILE]

FILE is a text, or JSON lines with `text` and, for the F1 of the boundaries inside paragraphs, `sents` as [start, end]; without
one, the script makes text up, and knows where its sentences end. A row gives our figure, the peer's, and ours by the peer's: MB/s
of one thread (CPU time), F1 of boundaries. `pip install .[bench]` brings the peers; one that is not there says so in its row.

All get one line at a time, as a newline ends a sentence here. They take turns and each one's best time counts; the slow ones get
less of the text. pysbd and sentencex keep a quotation in one piece, which is another convention than ours: see their F1 so.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from annotate.articles import split_sentences

Span = tuple[int, int]
Segmenter = Callable[[str], list[Span]]
Gold = list[tuple[str, list[Span]]]
"""Texts, each with the spans of its sentences."""

ROUNDS = 5
GOLD = 200  # made-up paragraphs that are scored
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
    "“{Fact},” said {name}.|“{Fact}.”",
    "{Fact}, according to {name}.",
    "{Fact}.",
    "{Fact}, and {fact}.",
    "“Why?” {name} asked.",
    "{Fact} — {fact}.",
)


def invented(megabytes: float) -> tuple[str, Gold]:
    """News-like paragraphs of our own making, the same ones in every run, and the spans of their sentences."""
    choose = random.Random(7).choice
    paragraphs: list[str] = []
    gold: Gold = []
    size = 0
    while size < megabytes * 1e6:
        paragraph, spans = "", []
        for _ in range(6):
            fact = choose(FACTS)
            shape = choose(SHAPES).format(fact=choose(FACTS), Fact=fact[0].upper() + fact[1:], name=choose(NAMES))
            for sentence in shape.split("|"):
                paragraph += " " if paragraph else ""
                spans.append((len(paragraph), len(paragraph) + len(sentence)))
                paragraph += sentence
        paragraphs.append(paragraph)
        gold.append((paragraph, spans))
        size += len(paragraph.encode()) + 2
    return "\n\n".join(paragraphs), gold[:GOLD]


# -- the peers: each gives a function from one line to its spans -----------------------------------------------------------


def nupunkt() -> Segmenter:
    from nupunkt import load_default_model

    tokenizer = load_default_model()
    return lambda line: list(tokenizer.span_tokenize(line))


def pysbd() -> Segmenter:
    from pysbd import Segmenter as Splitter

    splitter = Splitter(language="en", clean=False)
    return lambda line: located(splitter.segment(line), line)


def syntok() -> Segmenter:
    from syntok.segmenter import process

    def split(line: str) -> list[Span]:
        sentences = [list(sentence) for paragraph in process(line) for sentence in paragraph]
        return [(tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)) for tokens in sentences if tokens]

    return split


def sentencex() -> Segmenter:
    from sentencex import segment

    return lambda line: located(segment("en", line), line)


def spacy() -> Segmenter:
    from spacy import blank

    nlp = blank("en")
    nlp.add_pipe("sentencizer")
    return lambda line: [(sentence.start_char, sentence.end_char) for sentence in nlp(line).sents]


PEERS: dict[str, Callable[[], Segmenter]] = {
    "nupunkt": nupunkt,
    "pysbd": pysbd,
    "syntok": syntok,
    "sentencex": sentencex,
    "spaCy sentencizer": spacy,
}


def located(sentences: Iterable[str], line: str) -> list[Span]:
    """Where sentences stand in their line; one that was changed, so that it is nowhere, is left out."""
    spans: list[Span] = []
    position = 0
    for sentence in sentences:
        start = line.find(sentence.strip(), position)
        if start >= 0:
            position = start + len(sentence.strip())
            spans.append((start, position))
    return spans


def by_line(split: Segmenter) -> Segmenter:
    """The spans of a whole text, of a function that knows lines."""

    def split_text(text: str) -> list[Span]:
        return [(offset + start, offset + end) for line, offset in lines(text) for start, end in split(line)]

    return split_text


def lines(text: str) -> list[tuple[str, int]]:
    """The lines of `text` that are not empty, each with its offset."""
    found = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((line, offset))
        offset += len(line) + 1
    return found


# -- measuring ------------------------------------------------------------------------------------------------------------


def inner_ends(text: str, spans: Sequence[Span]) -> set[int]:
    """Where sentences end inside a paragraph, the white space after the end left out."""
    trimmed = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    return {end for (_, end), (start, _) in pairwise(trimmed) if "\n" not in text[end:start]}


def f1(segmenter: Segmenter, records: Gold) -> float:
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
    """MB of UTF-8 per second of CPU time, the best of some rounds. No segmenter gets more text than it can do in a second."""
    parts = {}
    for name, segmenter in segmenters.items():
        sample = beginning(text, 50_000)
        parts[name] = beginning(text, int(len(sample) / max(seconds(segmenter, sample), 1e-9)))
    best = dict.fromkeys(segmenters, float("inf"))
    for _ in range(ROUNDS):
        for name, segmenter in segmenters.items():
            best[name] = min(best[name], seconds(segmenter, parts[name]))
    return {name: len(parts[name].encode()) / 1e6 / best[name] for name in segmenters}


def seconds(segmenter: Segmenter, text: str) -> float:
    began = time.process_time()
    segmenter(text)
    return time.process_time() - began


def beginning(text: str, length: int) -> str:
    """About the first `length` characters, up to the end of a line."""
    end = text.find("\n", length)
    return text if end < 0 else text[:end]


def read(path: Path) -> tuple[str, Gold]:
    """The text of a file, and its records with the right answer."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return content, []
    records = [json.loads(line) for line in content.splitlines() if line.strip()]
    gold = [(record["text"], [(start, end) for start, end in record["sents"]]) for record in records if "sents" in record]
    return "\n\n".join(record["text"] for record in records), gold


def load(names: Iterable[str]) -> tuple[dict[str, Segmenter], list[str]]:
    """Ourselves and the peers that are installed, and the names of those that are not."""
    found: dict[str, Segmenter] = {"annotate": split_sentences}
    absent = []
    for name in names:
        try:
            found[name] = by_line(PEERS[name]())
        except ImportError:
            absent.append(name)
    return found, absent


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, metavar="FILE")
    options = parser.parse_args(argv)
    text, gold = read(options.file) if options.file else invented(2)
    segmenters, absent = load(PEERS)
    measured = speeds(segmenters, text)
    scores = {name: f1(segmenter, gold) for name, segmenter in segmenters.items()} if gold else {}
    for name in PEERS:
        for what, unit, values in (("sentences", "{:.2f} MB/s", measured), ("boundaries", "F1 {:.4f}", scores)):
            if name in values:
                ours, theirs = values["annotate"], values[name]
                print(f"{what}\t{unit.format(ours)}\t{name} {unit.format(theirs)}\t{ours / theirs:.2f}")
    for name in absent:
        print(f"sentences\t{measured['annotate']:.2f} MB/s\t{name} is not installed\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
