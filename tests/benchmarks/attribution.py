"""Suggestions held against gold attributions: how many tokens, how many claims exactly, and how long an article takes.

    python tests/benchmarks/attribution.py [FILE.jsonl]

FILE has a document a line: `doc_id`, `text` and `attributions`, each with `source`, `cue` and `content` as lists of [start, end].
Even documents (the first, third, ...) are the half the rules are developed on, odd ones the half they are measured on. Without a
file our own article and one made from templates are read, for speed alone. The time of suggestions is held against that of
finding the lines and sentences of the same articles, in the same run.

- content, source, cue: precision, recall and F1 over the word tokens that lie in any such span of a document.
- exact: a suggestion against the part of a gold content that lies in its sentence (claims are made by sentence); right where both
  have the same words, a leading that, and, but apart.
- exact, whole: the same with the suggestions of one cue taken together, against the whole of a gold content.

Suggestions of the author's own claims are not counted: such gold has none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segmentation import invented

from annotate.articles import label_lines, read_file, segment
from annotate.model import Document, Suggestion
from annotate.suggestions import suggest

OURS = Path(__file__).resolve().parents[2] / "raw" / "harbour-bridge.txt"
ROUNDS = 9
TARGETS = {"content": 0.80, "source": 0.60, "exact": 0.70}
Words = frozenset[int]
Score = tuple[float, float, float]
_WORD = re.compile(r"\w+")
_LEADING = ("that", "and", "but")


@dataclass(frozen=True)
class CheckContext:
    """A document, its gold attributions, and what is suggested (with a source) for it."""

    document: Document
    gold: Sequence[Mapping[str, Any]]
    found: tuple[tuple[str, Suggestion], ...]


def document(record: Mapping[str, Any]) -> Document:
    blocks = label_lines(record["text"])
    id = record["doc_id"]
    return Document(id, "", "0" * 64, record["text"], blocks, segment(record["text"], blocks, id), language="en")


def case(record: Mapping[str, Any]) -> CheckContext:
    article = document(record)
    offered = suggest(article)
    found = tuple((id, one) for id, several in offered.items() for one in several if one.source is not None)
    return CheckContext(article, record["attributions"], found)


def words(text: str, spans: Iterable[Sequence[int]]) -> Words:
    """The starts of the word tokens in some spans of a text.

    >>> sorted(words("It is safe.", [[0, 5]]))
    [0, 3]
    """
    return frozenset(match.start() for start, end in spans for match in _WORD.finditer(text, start, end))


def bare(text: str, found: Words) -> Words:
    """A claim's words without a leading that, and, but."""
    ordered = sorted(found)
    while ordered and (match := _WORD.match(text, ordered[0])) and match.group().lower() in _LEADING:
        del ordered[0]
    return frozenset(ordered)


def score(right: int, found: int, wanted: int) -> Score:
    """Precision, recall and F1.

    >>> score(1, 2, 4)
    (0.5, 0.25, 0.3333333333333333)
    """
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def over_tokens(cases: Sequence[CheckContext], field: str) -> Score:
    right = found = wanted = 0
    for one in cases:
        text = one.document.text
        gold = words(text, (span for attribution in one.gold for span in attribution[field]))
        ours = words(text, (span for _, suggestion in one.found for span in spans_of(suggestion, field)))
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    return score(right, found, wanted)


def spans_of(suggestion: Suggestion, field: str) -> list[tuple[int, int]]:
    assert suggestion.source is not None
    spans = {"content": suggestion.spans, "cue": (suggestion.cue,), "source": (suggestion.source.mention,)}[field]
    return [(span.start, span.end) for span in spans if span]


def by_sentence(one: CheckContext) -> tuple[list[Words], list[Words]]:
    """The gold contents, cut where sentences end, and ours."""
    text = one.document.text
    gold = []
    for attribution in one.gold:
        for sentence in one.document.sentences:
            cut = [(max(start, sentence.start), min(end, sentence.end)) for start, end in attribution["content"]]
            gold.append(bare(text, words(text, (span for span in cut if span[0] < span[1]))))
    return gold, [bare(text, words(text, spans_of(suggestion, "content"))) for _, suggestion in one.found]


def whole(one: CheckContext) -> tuple[list[Words], list[Words]]:
    """The gold contents, and ours of one cue together."""
    text = one.document.text
    joined: dict[object, Words] = {}
    for _, suggestion in one.found:
        of_cue = suggestion.cue or suggestion.spans
        joined[of_cue] = joined.get(of_cue, frozenset()) | words(text, spans_of(suggestion, "content"))
    gold = [bare(text, words(text, attribution["content"])) for attribution in one.gold]
    return gold, [bare(text, found) for found in joined.values()]


def exactly(cases: Sequence[CheckContext], contents: Callable[[CheckContext], tuple[list[Words], list[Words]]]) -> Score:
    right = found = wanted = 0
    for one in cases:
        gold, ours = (Counter(filter(None, claims)) for claims in contents(one))
        right, found, wanted = right + (gold & ours).total(), found + ours.total(), wanted + gold.total()
    return score(right, found, wanted)


def milliseconds(work: Callable[[Document], object], documents: Sequence[Document]) -> float:
    """CPU time for an article, the best of some rounds over all of them."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for article in documents:
            work(article)
        best = min(best, time.process_time() - began)
    return best * 1000 / len(documents)


def find_sentences(article: Document) -> object:
    return segment(article.text, label_lines(article.text), article.id)


def report(half: str, cases: Sequence[CheckContext]) -> None:
    for field in ("content", "source", "cue"):
        row(f"{field} tokens, {half}", over_tokens(cases, field), "F1", 2, TARGETS.get(field))
    row(f"exact, {half}", exactly(cases, by_sentence), "P", 0, TARGETS["exact"])
    row(f"exact, whole, {half}", exactly(cases, whole), "P", 0, TARGETS["exact"])


def row(name: str, figures: Score, which: str, place: int, target: float | None) -> None:
    shown = "P {:.3f} R {:.3f} F1 {:.3f}".format(*figures)
    against, ratio = (f"{which} {target:.2f}", f"{figures[place] / target:.2f}") if target else ("", "")
    print(f"{name}\t{shown}\t{against}\t{ratio}")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl")
    options = parser.parse_args(argv)
    if options.file:
        records = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
        cases = [case(record) for record in records]
        report("developed on", cases[::2])
        report("held out", cases[1::2])
        report("in all", cases)
        documents = [one.document for one in cases]
    else:
        documents = [one for one in read_file(OURS) if isinstance(one, Document)]
        documents.append(document({"doc_id": "templates", "text": invented(0.006)[0]}))
    taken, peer = milliseconds(suggest, documents), milliseconds(find_sentences, documents)
    print(f"suggestions, an article\t{taken:.2f} ms\tlines and sentences {peer:.2f} ms\t{taken / peer:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
