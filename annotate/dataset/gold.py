"""Several annotators -> one decision for each sentence.

One annotator decides alone. Several: the label most of them gave; where two labels are given as often, there is none. Claims,
sources and stances are never mixed: they come whole from one annotator who gave that label, the one with most finished
sentences in the article (who read most of it), by name where that is equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotate.dataset.columns import STATUSES

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from annotate.dataset.annotations import Annotations
    from annotate.dataset.nested import Rows
    from annotate.dataset.sentences import Sentences


class Vote(NamedTuple):
    """What an annotator says of a sentence: `label` is None while it is open. `row` is where the annotation stands."""

    annotator: str
    label: int | None
    row: int


@dataclass(frozen=True, slots=True)
class Gold:
    """What holds for a sentence.

    status: ``unseen`` by everybody who counts, ``open`` (begun, finished by nobody), ``labelled``.
    row: where label, claims, sources and stances come from; -1 where there is no label: not labelled, or a tie.
    annotators: how many finished the sentence, whoever is gold.
    agreement: the fraction of them that gave the label most of them gave; None below two.
    """

    status: str
    row: int = -1
    annotators: int = 0
    agreement: float | None = None


def decide(votes: Sequence[Vote], finished: Mapping[str, int], annotator: str | None = None) -> Gold:
    """The gold of a sentence. `finished` counts each annotator's finished sentences in its article; `annotator` names the one
    whose decisions hold alone."""
    done = [vote for vote in votes if vote.label is not None]
    counts = Counter(vote.label for vote in done)
    agreement = max(counts.values()) / len(done) if len(done) > 1 else None
    heard = [vote for vote in votes if annotator in (None, vote.annotator)]
    voices = [vote for vote in heard if vote.label is not None]
    if not voices:
        return Gold("open" if heard else "unseen", annotators=len(done), agreement=agreement)
    label = _majority(Counter(vote.label for vote in voices))
    chosen = min(
        (vote for vote in voices if vote.label == label),
        key=lambda vote: (-finished[vote.annotator], vote.annotator),
        default=None,
    )
    return Gold("labelled", chosen.row if chosen else -1, len(done), agreement)


def _majority(counts: Counter[int | None]) -> int | None:
    """The label given most often; None where two are."""
    (label, most), *others = counts.most_common(2)
    return None if others and others[0][1] == most else label


@dataclass(frozen=True)
class Golds:
    """The gold of many sentences, one value each: as `Gold`, with the number of the status and NaN for no agreement."""

    status: Rows
    row: Rows
    annotators: Rows
    agreement: NDArray[numpy.float64]


def decide_all(found: Annotations, sentences: Sentences, annotator: str | None = None) -> Golds:
    """The gold of each sentence. Where one annotator saw it, which is most often so, no loop is needed."""
    import numpy

    count = len(sentences)
    done = found.done
    heard = numpy.array([annotator in (None, row.annotator) for row in found.rows], dtype=bool)
    alone = numpy.bincount(found.sentence, minlength=count)[found.sentence] == 1
    golds = Golds(
        status=numpy.zeros(count, dtype=numpy.int64),
        row=numpy.full(count, -1),
        annotators=numpy.bincount(found.sentence[done], minlength=count),
        agreement=numpy.full(count, numpy.nan),
    )
    golds.status[found.sentence[alone & heard]] = STATUSES.index("open")
    golds.status[found.sentence[alone & heard & done]] = STATUSES.index("labelled")
    golds.row[found.sentence[alone & heard & done]] = numpy.flatnonzero(alone & heard & done)
    _decide_several(found, sentences, annotator, numpy.flatnonzero(~alone), golds)
    return golds


def _decide_several(found: Annotations, sentences: Sentences, annotator: str | None, rows: Rows, golds: Golds) -> None:
    """Fill in the gold of the sentences that several annotators saw; `rows` are those of their annotations."""
    labels = found.columns["label"].to_pylist() if len(rows) else []
    of_sentence = found.sentence.tolist() if len(rows) else []
    finished: dict[int, Counter[str]] = {}
    for decision, label, sentence in zip(found.rows, labels, of_sentence, strict=False):
        finished.setdefault(int(sentences.document[sentence]), Counter())[decision.annotator] += label is not None
    votes: dict[int, list[Vote]] = {}
    for row in rows.tolist():
        votes.setdefault(of_sentence[row], []).append(Vote(found.rows[row].annotator, labels[row], row))
    for sentence, given in votes.items():
        gold = decide(given, finished[int(sentences.document[sentence])], annotator)
        golds.status[sentence] = STATUSES.index(gold.status)
        golds.row[sentence] = gold.row
        golds.agreement[sentence] = float("nan") if gold.agreement is None else gold.agreement
