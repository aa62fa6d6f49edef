"""Links between made-up claims: how many questions find how many of the pairs that are the same, and what the lists cost.

    python tests/benchmarks links [--clusters 60 --claims 1000] [--runs 5] [--large 100000]

Each cluster is one event told by two to twenty headlines: words are left out, put in another order, inflected or replaced by
synonyms; the other claims are alone. A perfect annotator answers. Questions are counted until 80, 90 and 95 % of all pairs of
one cluster are known: in the order of `annotate link` and with what follows from answers; in that order with nothing that
follows; and with what follows, in no order.

Then annotators err: they call some pairs the same that are not, and miss some that are. Precision and recall are those of the
pairs that are joined in the end, with the second question before two groups are joined and what is asked again because of it,
and without.

The limits are those that the index and the lists are held to: 2 minutes and 1 GB for 100,000 claims, 50 ms for the next pair.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

from annotate.linking.closure import Closure, decide
from annotate.linking.metrics import pairwise
from annotate.linking.retrieval import ClaimIndex
from annotate.linking.sampling import DEPTH, METHOD, Pair, plan_pairs
from annotate.linking.session import LinkSession, Question

SYLLABLES = ["ba", "re", "mi", "sto", "lan", "dor", "ve", "ka", "nel", "tu", "gra", "phi", "os", "wen", "ru", "sel"]
ENDINGS = ["", "", "", "s", "ed", "ing"]


class Wire:
    """A source of claims with the number of the event that each is about; the same ones in every run."""

    def __init__(self, seed: int = 18) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.choice((1, 2, 2, 3, 3, 4)))) for _ in range(6000)]
        self.weights = [1 / (place + 10) for place in range(len(self.words))]
        self.synonyms = dict(zip(self.words, reversed(self.words), strict=True))

    def headline(self) -> list[str]:
        return self.random.choices(self.words, self.weights, k=self.random.randint(6, 12))

    def retold(self, words: Sequence[str]) -> str:
        kept = [word for word in words if self.random.random() < 0.8] or list(words[:3])
        if self.random.random() < 0.4:
            self.random.shuffle(kept)
        told = [self.synonyms[word] if self.random.random() < 0.15 else word + self.random.choice(ENDINGS) for word in kept]
        return " ".join((*told, *self.random.choices(self.words, self.weights, k=self.random.randint(0, 3))))

    def claims(self, clusters: int, number: int) -> list[tuple[str, int]]:
        told: list[tuple[str, int]] = []
        for event in range(clusters):
            words = self.headline()
            told += [(self.retold(words), event) for _ in range(min(20, 2 + int(self.random.expovariate(0.25))))]
        told += [(self.retold(self.headline()), clusters + place) for place in range(max(0, number - len(told)))]
        self.random.shuffle(told)
        return told


def planned(texts: Sequence[str]) -> tuple[ClaimIndex, list[Pair]]:
    index = ClaimIndex(texts)
    documents = [f"d{place}" for place in range(len(texts))]
    return index, plan_pairs(index, texts, documents, [""] * len(texts), index.all_nearest(DEPTH), 0)


def questions(texts: Sequence[str], events: Sequence[int], seed: int = 0) -> Iterator[tuple[str, list[int]]]:
    """Yield each way of asking and the numbers of questions after which 80, 90 and 95 % of the pairs are known."""
    keys = [f"d{place:06}:0:c1" for place in range(len(texts))]
    event_of = dict(zip(keys, events, strict=True))
    of_event: dict[int, int] = {}
    for event in events:
        of_event[event] = of_event.get(event, 0) + 1
    total = sum(size * (size - 1) // 2 for size in of_event.values())
    index, pairs = planned(texts)
    likely = [pair for pair in pairs if pair.stratum == "likely"]
    place = {key: number for number, key in enumerate(keys)}
    session = LinkSession(keys, pairs, (), (), 0, lambda a, b: index.similarity(place[a], place[b]), METHOD)
    sizes: dict[str, int] = {}
    asked, found, reached = 0, 0, []
    while (question := session.question()) is not None and len(reached) < 3:
        same = event_of[question.first] == event_of[question.second]
        one, other = session.closure.cluster(question.first), session.closure.cluster(question.second)
        session.answer("same" if same else "unrelated")
        asked += 1
        if same and one != other:
            joined = sizes.pop(one, 1), sizes.pop(other, 1)
            found += joined[0] * joined[1]
            sizes[session.closure.cluster(question.first)] = sum(joined)
        while len(reached) < 3 and found >= (0.8, 0.9, 0.95)[len(reached)] * total:
            reached.append(asked)
    yield "annotate link", reached
    yield "without closure", counted(((events[p.first], events[p.second]) for p in likely), total)
    drawn = random.Random(seed).sample(likely, len(likely))
    closure, known, count, unordered = Closure(), 0, 0, []
    sizes = {}
    for pair in drawn:
        one, other = closure.cluster(keys[pair.first]), closure.cluster(keys[pair.second])
        if one == other:
            continue
        count += 1
        if events[pair.first] == events[pair.second]:
            known += sizes.get(one, 1) * sizes.get(other, 1)
            size = sizes.pop(one, 1) + sizes.pop(other, 1)
            closure.add(decide(keys[pair.first], keys[pair.second], "same"))
            sizes[closure.cluster(keys[pair.first])] = size
        while len(unordered) < 3 and known >= (0.8, 0.9, 0.95)[len(unordered)] * total:
            unordered.append(count)
    yield "without order", unordered


class Unchecked(LinkSession):
    """A session that joins groups of claims without a second question."""

    def _control(self, question: Question) -> None:
        return None


ERRORS = ((0.005, 0.05), (0.01, 0.05), (0.02, 0.1))
"""The shares of different pairs that are called the same, and of same ones that are missed."""


def with_errors(texts: Sequence[str], events: Sequence[int], runs: int) -> Iterator[tuple[str, float, float, float]]:
    """Yield each way of asking and each kind of annotator, with the mean number of questions, precision and recall."""
    keys = [f"d{place:06}:0:c1" for place in range(len(texts))]
    event_of = dict(zip(keys, events, strict=True))
    place = {key: number for number, key in enumerate(keys)}
    index, pairs = planned(texts)
    likely = [pair for pair in pairs if pair.stratum == "likely"]
    for wrong, missed in ERRORS:
        for name, kind in (("checked", LinkSession), ("unchecked", Unchecked)):
            figures = []
            for run in range(runs):
                chance = random.Random(f"{run} {wrong}")
                session = kind(keys, likely, (), (), 0, lambda a, b: index.similarity(place[a], place[b]), METHOD)
                asked = 0
                while (question := session.question()) is not None:
                    same = event_of[question.first] == event_of[question.second]
                    said = chance.random() >= missed if same else chance.random() < wrong
                    session.answer("same" if said else "unrelated")
                    asked += 1
                score = pairwise({key: session.closure.cluster(key) for key in keys}, event_of)
                figures.append((asked, *score))
            yield f"{name}, {wrong:.1%} wrong, {missed:.0%} missed", *map(statistics.mean, zip(*figures, strict=True))


def counted(pairs: Iterator[tuple[int, int]], total: int) -> list[int]:
    """The numbers of questions in this order after which 80, 90 and 95 % of the pairs were asked themselves."""
    reached: list[int] = []
    found = 0
    for number, (one, other) in enumerate(pairs, 1):
        found += one == other
        while len(reached) < 3 and found >= (0.8, 0.9, 0.95)[len(reached)] * total:
            reached.append(number)
    return reached


def costs(number: int) -> None:
    texts = [text for text, _ in Wire().claims(number // 20, number)]
    contexts = [f"{texts[place - 1]} {texts[place - 2]}" for place in range(number)]
    start = time.process_time()
    index = ClaimIndex(texts, contexts)
    nearest = index.all_nearest(DEPTH)
    lists = time.process_time() - start
    start = time.process_time()
    pairs = plan_pairs(index, texts, [f"d{place}" for place in range(number)], [""] * number, nearest, 0)
    planning = time.process_time() - start
    keys = [f"d{place:06}:0:c1" for place in range(number)]
    place = {key: position for position, key in enumerate(keys)}
    session = LinkSession(keys, pairs, (), (), 0, lambda a, b: index.similarity(place[a], place[b]), METHOD)
    spent = []
    for turn in range(500):
        start = time.process_time()
        if session.question() is None:
            break
        session.answer("same" if turn % 3 else "unrelated")
        spent.append((time.process_time() - start) * 1000)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent.sort()
    print(f"links: index and lists\t{lists:.0f} s for {number:,} claims\t120 s for 100,000\t{lists / 120 * 100_000 / number:.2f}")
    print(f"links: the plan\t{planning:.0f} s\tthe lists\t{planning / lists:.2f}")
    print(f"links: memory\t{memory:.2f} GB\t1 GB\t{memory:.2f}")
    late = spent[-len(spent) // 100 - 1]
    print(f"links: the next pair\tmedian {statistics.median(spent):.1f}, p99 {late:.1f} ms\t50 ms\t{late / 50:.2f}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print rows of the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clusters", type=int, default=60)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3, help="of annotators who err; 0 leaves them out")
    parser.add_argument("--large", type=int, default=20_000, help="claims for the costs; 0 leaves them out")
    options = parser.parse_args(argv)
    told = Wire().claims(options.clusters, options.claims)
    every = len(told) * (len(told) - 1) // 2
    for name, reached in questions([text for text, _ in told], [event for _, event in told]):
        figures = " / ".join(f"{number:,}" for number in reached) or "none"
        ratio = f"{reached[1] / every:.4f}" if len(reached) > 1 else "-"
        print(f"links: {name}\t{figures} questions for 80 / 90 / 95 %\tall {every:,} pairs\t{ratio}")
    for name, asked, precision, recall in with_errors(*zip(*told, strict=True), options.runs) if options.runs else ():
        print(f"links: {name}\t{asked:,.0f} questions, P {precision:.3f}, R {recall:.3f}\tP 1, R 1\t{precision:.3f}")
    if options.large:
        costs(options.large)
    return 0


if __name__ == "__main__":
    sys.exit(main())
