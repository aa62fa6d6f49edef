"""What suggestions learned from labels reach: F1 and keys on articles that nobody looked at, time to fit and to suggest, size.

    python tests/benchmarks/learning.py FILE.jsonl [--draws N] [--sizes 200,1000] [--direct]

FILE has a document a line, as `attribution.py` reads it; the scores are those explained there. Even documents (the first, third,
...) are the labels, as many whole articles as make so many sentences, drawn anew each time; odd ones are measured on. With
--direct, only the direct quotations among the gold are labelled, and wanted: a project with its own convention.

`keys` is what labelling the attributed claims of a sentence costs, per claim, by `annotate.suggestions.learned.labels.rate`.
An offer of the author's own claim is somebody else's if gold has an attribution with a source in that sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attribution
import numpy

from annotate._garbage import collect_rarely
from annotate.model import Document, Suggestion
from annotate.suggestions import suggest
from annotate.suggestions.learned.labels import BLIND_KEYS, LabelledClaim, LabelledDocument, rate
from annotate.suggestions.learned.model import LearnedModel, to_bytes
from annotate.suggestions.learned.suggester import LearnedSuggester
from annotate.suggestions.learned.training import Fitted, fit

Suggest = Callable[[Document], Mapping[str, Sequence[Suggestion]]]
QUOTES = "\"“”„«»‘'`"


def labelled(record: Mapping[str, Any]) -> LabelledDocument:
    """The gold of a document by sentence: each part of a content is a claim."""
    document = attribution.document(record)
    return LabelledDocument(
        document, {sentence.id: tuple(claims(record, sentence.start, sentence.end)) for sentence in document.sentences}
    )


def claims(record: Mapping[str, Any], start: int, end: int) -> Iterator[LabelledClaim]:
    for one in record["attributions"]:
        pieces = tuple((max(a, start), min(b, end)) for a, b in one["content"] if max(a, start) < min(b, end))
        mention, cue = (next(((a, b) for a, b in one[field] if start <= a < end), None) for field in ("source", "cue"))
        if pieces:
            yield LabelledClaim(pieces, True, mention, cue)


def is_direct(record: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    """Whether the content of an attribution is in quotation marks from its first to its last character."""
    if not one["content"]:
        return False
    content = record["text"][one["content"][0][0] : one["content"][-1][1]].strip(" .,;")
    return content[:1] in QUOTES and content[-1:] in QUOTES


def draw(articles: Sequence[LabelledDocument], sentences: int, seed: int) -> list[LabelledDocument]:
    """Articles in a random order until they have so many sentences."""
    drawn: list[LabelledDocument] = []
    for place in numpy.random.default_rng(seed).permutation(len(articles)).tolist():
        if sum(len(one.claims) for one in drawn) >= sentences:
            break
        drawn.append(articles[place])
    return drawn


def measure(name: str, suggesting: Suggest, records: Sequence[Mapping[str, Any]], gold: Sequence[LabelledDocument]) -> None:
    """Print the scores of one way to suggest."""
    began = time.process_time()
    offered = [suggesting(one.document) for one in gold]
    taken = (time.process_time() - began) / len(gold) * 1000
    cases = [
        attribution.CheckContext(
            one.document, record["attributions"], tuple((id, s) for id, several in found.items() for s in several if s.source)
        )
        for record, one, found in zip(records, gold, offered, strict=True)
    ]
    content, source = (attribution.over_tokens(cases, field) for field in ("content", "source"))
    whole, sentence = attribution.exactly(cases, attribution.whole), attribution.exactly(cases, attribution.by_sentence)
    own = [
        (one, id)
        for one, found in zip(gold, offered, strict=True)
        for id, several in found.items()
        for s in several
        if not s.source
    ]
    wrong = sum(any(claim.mention for claim in one.claims[id]) for one, id in own)
    figures = f"content {content[2]:.3f}, source {source[2]:.3f}, whole exact P {whole[0]:.3f} F1 {whole[2]:.3f}"
    own_claims = f"{wrong} of {len(own)} offers of the author's own claims are somebody else's"
    cost = f"{keys(gold, offered):.2f} keys a claim, {own_claims}, {taken:.1f} ms an article"
    print(f"{name}: {figures}, by sentence F1 {sentence[2]:.3f}, {cost}", flush=True)
    print(f"content F1, {name}\t{content[2]:.3f}\t0.83\t{content[2] / 0.83:.2f}")


def keys(gold: Sequence[LabelledDocument], offered: Sequence[Mapping[str, Sequence[Suggestion]]]) -> float:
    total = wanted = 0
    for one, found in zip(gold, offered, strict=True):
        for id, right in one.claims.items():
            left = set(range(len(right)))
            for suggestion in found.get(id, ()):
                if suggestion.source is None:
                    continue
                rating, place = rate(one.document.text, suggestion, right, ("that", "and", "but"))
                good = place in left and rating.keys < BLIND_KEYS[True]
                total += rating.keys if good else 1
                left -= {place} if good and place is not None else set()
            total += BLIND_KEYS[True] * len(left)
            wanted += len(right)
    return total / max(1, wanted)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--sizes", default="200,1000,100000")
    parser.add_argument("--direct", action="store_true")
    options = parser.parse_args(argv)
    collect_rarely()  # as the command does
    if not options.file:
        print("no FILE.jsonl: nothing measured")
        return 0
    records = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.direct:
        records = [{**r, "attributions": [one for one in r["attributions"] if is_direct(r, one)]} for r in records]
    labels, unseen = [labelled(record) for record in records[::2]], [labelled(record) for record in records[1::2]]
    measure("rules", suggest, records[1::2], unseen)
    for size in map(int, options.sizes.split(",")):
        for seed in range(options.draws):
            some = draw(labels, size, seed)
            began = time.process_time()
            fitted = fit(some, seed=seed)
            taken = time.process_time() - began
            sentences = sum(len(one.claims) for one in some)
            if fitted is None:
                print(f"{sentences} sentences: nothing learned")
                continue
            report(fitted, sentences, taken)
            measure(f"{sentences} sentences", LearnedSuggester(fitted.weights, "0").suggest, records[1::2], unseen)
    return 0


def report(fitted: Fitted, sentences: int, taken: float) -> None:
    size = len(to_bytes(LearnedModel(fitted.weights, {}, {"hash": "0"}))) / 1e6
    for kind, choice in (("attributed", fitted.attributed), ("author", fitted.author)):
        print(
            f"  {kind}: threshold {choice.threshold}, saves {choice.gain:.2f} ± {choice.error:.2f} keys an article in other folds"
        )
    print(f"fit, {sentences} sentences\t{taken:.1f} s\t30 s for 5,000\t{taken / 30:.2f}")
    print(f"model, {sentences} sentences\t{size:.2f} MB\t1 MB\t{size:.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
