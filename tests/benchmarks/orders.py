"""What the orders of labelling gain over a random one: suggestions on unseen articles, as labels are simulated one by one.

    python tests/benchmarks/orders.py FILE.jsonl [--draws N] [--share 0.2]

FILE has a document a line, as `attribution.py` reads it. Even documents (the first, third, ...) can be labelled; odd ones are
measured on. Each draw begins with the same few documents at random for all orders. Then the next ones are chosen as `annotate
label --next` chooses them, with a share at random, by a model of what is labelled so far, which is made anew after each round.
Orders prefer long or dense documents, so figures are compared at the same number of labelled sentences, between two rounds in
proportion. `keys` and the scores are those of `learning.py` and `attribution.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attribution
import learning
import numpy

from annotate.project.ordering import DISAGREEMENT, DIVERSE, RANDOM, UNCERTAINTY, by_diversity, is_at_random, worth_of
from annotate.suggestions.learned.labels import LabelledDocument
from annotate.suggestions.learned.model import LearnedModel
from annotate.suggestions.learned.suggester import LearnedSuggester
from annotate.suggestions.learned.training import fit

ORDERS = (RANDOM, UNCERTAINTY, DISAGREEMENT, DIVERSE)
ROUNDS = (4, 8, 14, 22, 32)  # documents that are labelled at the end of each round
AT = (150, 300, 600, 900)  # labelled sentences


class Point(NamedTuple):
    """The figures after a round: labelled sentences, F1 of the words of claims, keys a claim."""

    sentences: int
    content: float
    keys: float


def simulate(
    order: str,
    pool: Sequence[LabelledDocument],
    records: Sequence[Any],
    unseen: Sequence[LabelledDocument],
    seed: int,
    share: float,
) -> list[Point]:
    """The learning curve of an order."""
    drawn = numpy.random.default_rng(seed).permutation(len(pool)).tolist()
    labelled = drawn[: ROUNDS[0]]
    points = []
    model = None
    for size in ROUNDS:
        while len(labelled) < min(size, len(pool)):
            left = [place for place in drawn if place not in labelled]
            labelled.append(next_one(order, pool, labelled, left, model, share))
        fitted = fit([pool[place] for place in labelled], seed=seed)
        suggest = LearnedSuggester(fitted.weights, "0").suggest if fitted else learning.suggest
        model = LearnedModel(fitted.weights, {}, {"hash": "0"}) if fitted else None
        offered = [suggest(one.document) for one in unseen]
        cases = [
            attribution.CheckContext(
                one.document, record["attributions"], tuple((id, s) for id, several in found.items() for s in several if s.source)
            )
            for record, one, found in zip(records, unseen, offered, strict=True)
        ]
        sentences = sum(len(pool[place].claims) for place in labelled)
        points.append(Point(sentences, attribution.over_tokens(cases, "content")[2], learning.keys(unseen, offered)))
    return points


def next_one(
    order: str,
    pool: Sequence[LabelledDocument],
    labelled: Sequence[int],
    left: Sequence[int],
    model: LearnedModel | None,
    share: float,
) -> int:
    """The document that comes next; `left` is in a random order."""
    by_model = order in (UNCERTAINTY, DISAGREEMENT)
    if order == RANDOM or (by_model and model is None) or is_at_random(len(labelled) - ROUNDS[0] + 1, share):
        return left[0]
    if order == DIVERSE:
        fresh = {pool[place].document.id: place for place in left}
        return fresh[by_diversity([pool[place].document for place in labelled], [pool[p].document for p in left])[0]]
    return max(left, key=lambda place: worth_of(pool[place].document, order, "", model))


def at(points: Sequence[Point], sentences: int, field: str) -> float:
    """A figure at a number of sentences, between two rounds in proportion."""
    return float(numpy.interp(sentences, [p.sentences for p in points], [getattr(p, field) for p in points]))


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--share", type=float, default=0.2)
    options = parser.parse_args(argv)
    if not options.file:
        print("no FILE.jsonl: nothing measured")
        return 0
    records = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    pool, unseen = ([learning.labelled(record) for record in records[half::2]] for half in (0, 1))
    curves: dict[str, list[list[Point]]] = {order: [] for order in ORDERS}
    for seed in range(options.draws):
        for order in ORDERS:
            points = simulate(order, pool, records[1::2], unseen, seed, options.share)
            curves[order].append(points)
            shown = "; ".join(f"{p.sentences}: content {p.content:.3f}, {p.keys:.2f} keys" for p in points)
            print(f"{order}, draw {seed}: {shown}", flush=True)
    for field in ("content", "keys"):
        for sentences in AT:
            means = {order: numpy.mean([at(points, sentences, field) for points in several]) for order, several in curves.items()}
            for order in ORDERS[1:]:
                gains = [
                    at(ours, sentences, field) - at(theirs, sentences, field)
                    for ours, theirs in zip(curves[order], curves[RANDOM], strict=True)
                ]
                peer = f"random {means[RANDOM]:.3f} ({min(gains):+.3f} to {max(gains):+.3f})"
                ratio = means[order] / means[RANDOM]
                print(f"{field}, {sentences} sentences, {order}\t{means[order]:.3f}\t{peer}\t{ratio:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
