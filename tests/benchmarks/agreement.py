"""Agreement: a million labels with intervals, beside krippendorff, scikit-learn and statsmodels, which give none.

    python tests/benchmarks/agreement.py [--labels N] [--documents N] [--decisions N]

Three annotators label made-up units of five values, the same ones in every run. A row gives our time with 1000 resamples of the
documents, the peer's time for the value alone, and the peer's by ours: 2 means that we take half its time. The last row is all of
`agree`, from stored decisions to every breakdown, in decisions a second; it has no peer.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from annotate.model import AUTHOR, Annotation, Block, Claim, Document, Revision, Sentence, Stance
from annotate.review.agreement import agree
from annotate.review.coefficients import alpha, cohen_kappa, fleiss_kappa
from annotate.review.figures import Figure, resampling
from annotate.review.ratings import Ratings
from annotate.schema import load_schema, shipped

RATERS, VALUES, ROUNDS = 3, 5, 3
SENTENCE = "The old bridge was closed on Monday after the flood, the mayor told reporters."
TYPES, VERIFIABLE = ("event", "quantity", "causal"), ("verifiable", "partly", "not_verifiable")


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


def decided(decisions: int) -> tuple[list[Document], list[Revision]]:
    """Documents of 20 sentences, each decided by three annotators who mostly agree."""
    random = np.random.default_rng(7)
    text = " ".join([SENTENCE] * 20)
    starts = range(0, len(text), len(SENTENCE) + 1)
    documents, revisions = [], []
    for number in range(max(1, decisions // (20 * RATERS))):
        sentences = tuple(Sentence(f"d{number}:{start}", 0, start, start + len(SENTENCE)) for start in starts)
        document = Document(f"d{number}", "", "0" * 64, text, (Block("paragraph", 0, len(text)),), sentences)
        documents.append(document)
        for sentence in sentences:
            truth = random.integers(0, 3, 4)
            for name in ("ada", "ben", "cem"):
                said = np.where(random.random(4) < 0.25, random.integers(0, 3, 4), truth)
                annotation = claimed(document, sentence, said) if said[0] else Annotation("no_claim")
                revisions.append(revision(document, sentence, name, annotation))
    return documents, revisions


def claimed(document: Document, sentence: Sentence, said: Any) -> Annotation:
    span = document.span(sentence.start + 4 * int(said[1] == 0), sentence.start + 51)
    claim = Claim("c1", (span,), {"type": TYPES[said[2]], "verifiability": VERIFIABLE[said[3]]})
    return Annotation("claim", (claim,), (), (Stance("c1", AUTHOR, "support"),))


def revision(document: Document, sentence: Sentence, name: str, annotation: Annotation) -> Revision:
    moment = "2026-11-20T10:30:00.000000Z"
    return Revision(document.id, document.sha256, sentence.id, name, moment, "edit", 9.0, 9, "1.0", "0.1.0", annotation)


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
    parser.add_argument("--decisions", type=int, default=30_000, help="of the whole report")
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

    documents, revisions = decided(options.decisions)
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    begin = time.perf_counter()
    rows = len(agree(documents, revisions, schema).rows)
    taken = time.perf_counter() - begin
    print(f"agree, {len(revisions)} decisions, {rows} figures\t{taken:.1f} s\t{len(revisions) / taken:.0f} decisions/s\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
