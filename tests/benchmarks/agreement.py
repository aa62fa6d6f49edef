"""Agreement: a million labels with intervals, beside krippendorff, scikit-learn and statsmodels, which give none.

    python tests/benchmarks/agreement.py [--labels N] [--documents N] [--decisions N]

Three annotators label made-up units of five values, the same ones in every run. A row gives our time with 1000 resamples of the
documents, the peer's time for the value alone, and the peer's by ours: 2 means that we take half its time. The last two rows are
all of `agree`, from decisions as they are stored to every breakdown with its intervals, by three annotators and by ten, in
processor time; parsing the same JSON and doing nothing with it is their peer.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import orjson

from annotate.agreement.agreement import agree_on
from annotate.agreement.coefficients import alpha, cohen_kappa, fleiss_kappa
from annotate.agreement.intervals import Figure, resampling
from annotate.agreement.ratings import Ratings
from annotate.model import AUTHOR, Annotation, Block, Claim, Document, Sentence, Source, Stance, annotation_to_json
from annotate.schema import Schema, load_schema, shipped
from annotate.store.records import DecisionRow

RATERS, VALUES, ROUNDS, SENTENCES = 3, 5, 3, 20
SENTENCE = "The old bridge was closed on Monday after the flood, the mayor told reporters."
TYPES, VERIFIABLE = ("event", "quantity", "causal"), ("verifiable", "partly", "not_verifiable")
STANCES = ("support", "deny", "neutral")
ORIGINS = '[{"item":"c1","how":"accepted","rule":"plain/1"},{"item":"","how":"assisted","rule":""}]'


def invented(labels: int) -> Any:
    """Labels of three annotators, [units, raters]: each gives the unit's own value or, one time in four, any."""
    random = np.random.default_rng(7)
    truth = random.integers(0, VALUES, (labels // RATERS, 1))
    return np.where(random.random((len(truth), RATERS)) < 0.25, random.integers(0, VALUES, (len(truth), RATERS)), truth)


def rated(table: Any, documents: int) -> Ratings:
    unit, annotator = np.nonzero(table >= 0)
    return Ratings(tuple(range(VALUES)), unit, annotator, table[unit, annotator], unit % documents, np.ones(len(unit)))


# -- the peers: each gives its value of the same table ---------------------------------------------------------------------


def krippendorff(table: Any) -> float:
    from krippendorff import alpha as peer

    return float(peer(table.T, level_of_measurement="nominal"))


def krippendorff_ordinal(table: Any) -> float:
    from krippendorff import alpha as peer

    return float(peer(table.T, level_of_measurement="ordinal"))


def scikit_learn(table: Any) -> float:
    from sklearn.metrics import cohen_kappa_score as peer

    return float(np.mean([peer(table[:, one], table[:, other]) for one, other in ((0, 1), (0, 2), (1, 2))]))


def statsmodels(table: Any) -> float:
    from statsmodels.stats.inter_rater import aggregate_raters
    from statsmodels.stats.inter_rater import fleiss_kappa as peer

    return float(peer(aggregate_raters(table)[0]))


Ours = Callable[[Ratings, Any], Figure]
COMPARED: tuple[tuple[str, Ours, Callable[[Any], float]], ...] = (
    ("alpha", lambda ratings, drawn: alpha(ratings, drawn=drawn), krippendorff),
    ("alpha, ordinal", lambda ratings, drawn: alpha(ratings, "ordinal", drawn), krippendorff_ordinal),
    ("kappa", lambda ratings, drawn: cohen_kappa(ratings, drawn=drawn), scikit_learn),
    ("Fleiss' kappa", lambda ratings, drawn: fleiss_kappa(ratings, drawn), statsmodels),
)


# -- whole decisions -------------------------------------------------------------------------------------------------------

Article = tuple[Document, list[DecisionRow]]


def decided(decisions: int, annotators: int) -> list[Article]:
    """Documents of 20 sentences as they are stored, each decided by all annotators, who mostly agree."""
    random = np.random.default_rng(7)
    text = " ".join([SENTENCE] * SENTENCES)
    starts = range(0, len(text), len(SENTENCE) + 1)
    block, names, known = (Block("paragraph", 0, len(text)),), [f"annotator_{number}" for number in range(annotators)], {}
    found = []
    for number in range(max(1, decisions // (SENTENCES * annotators))):
        sentences = tuple(Sentence(f"d{number}:{start}", 0, start, start + len(SENTENCE)) for start in starts)
        document = Document(f"d{number}", "", "0" * 64, text, block, sentences)
        truth = random.integers(0, 3, (SENTENCES, 1, 6))
        own = random.integers(0, 3, (SENTENCES, annotators, 6))
        said = np.where(random.random(own.shape) < 0.25, own, truth).tolist()
        rows = []
        for sentence, voices in zip(sentences, said, strict=True):
            for name, answers in zip(names, voices, strict=True):
                key = (sentence.start, *answers)
                if key not in known:
                    known[key] = orjson.dumps(annotation_to_json(annotated(document, sentence, answers))).decode()
                rows.append(row(document, sentence, name, known[key]))
        found.append((document, rows))
    return found


def annotated(document: Document, sentence: Sentence, answers: Sequence[int]) -> Annotation:
    """Two sentences in three have a claim, of these one in three is the mayor's."""
    has, start, kind, verifiable, mayor, label = answers
    if not has:
        return Annotation("no_claim")
    span = document.span(sentence.start + 4 * (start == 0), sentence.start + 51)
    claim = Claim("c1", (span,), {"type": TYPES[kind], "verifiability": VERIFIABLE[verifiable]})
    if mayor:
        return Annotation("claim", (claim,), (), (Stance("c1", AUTHOR, "support"),))
    mention = document.span(sentence.start + 53, sentence.start + 62)
    source = Source("s1", mention.text, mention, {"type": "person", "naming": "named"})
    return Annotation("claim", (claim,), (source,), (Stance("c1", "s1", STANCES[label], None, {"quote": "indirect"}),))


def row(document: Document, sentence: Sentence, name: str, annotation: str) -> DecisionRow:
    place = (document.id, document.sha256, sentence.id, name)
    return DecisionRow(*place, "2026-11-20T10:30:00.000000Z", "edit", 9.0, 9, "1.0", "0.1.0", annotation, ORIGINS)


def reported(articles: Sequence[Article], schema: Schema) -> int:
    """How many figures the whole report has, every breakdown included."""
    return len(agree_on(lambda: ((document, map(DecisionRow.to_json, rows)) for document, rows in articles), schema).rows)


def parsed(articles: Sequence[Article]) -> None:
    for _, rows in articles:
        for one in rows:
            orjson.loads(one.annotation)


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time, and what came out."""
    begin = time.process_time()
    found = action()
    return time.process_time() - begin, found


def with_interval(coefficient: Ours, ratings: Ratings, documents: int) -> Figure:
    return coefficient(ratings, resampling(documents))


def best(action: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=int, default=1_000_000, help="held against the peers")
    parser.add_argument("--documents", type=int, default=2_000, help="these labels are from")
    parser.add_argument("--decisions", type=int, default=1_000_000, help="of the whole report")
    options = parser.parse_args(argv)

    table = invented(options.labels)
    ratings = rated(table, options.documents)
    for name, ours, theirs in COMPARED:
        figure = f"{name}, {table.size} labels, 1000 resamples"
        try:
            apart = abs((ours(ratings, None).value or 0) - theirs(table))
        except ImportError:
            print(f"{figure}\t\t{theirs.__name__} is not installed\t")
            continue
        mine = best(partial(with_interval, ours, ratings, options.documents))
        other = best(partial(theirs, table))
        print(f"{name}: the two values are {apart:.0e} apart")
        print(f"{figure}\t{mine:.2f} s\t{theirs.__name__} {other:.2f} s, no interval\t{other / mine:.2f}", flush=True)

    schema = load_schema(shipped("schema") / "annotation.schema.json")
    for annotators in (RATERS, 10):
        articles = decided(options.decisions, annotators)
        peer, _ = timed(partial(parsed, articles))
        taken, figures = timed(partial(reported, articles, schema))
        number = sum(len(rows) for _, rows in articles)
        figure = f"agree, {number} decisions of {annotators}, {figures} figures\t{taken:.1f} s"
        print(f"{figure}\torjson.loads of the same {peer:.2f} s\t{peer / taken:.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
