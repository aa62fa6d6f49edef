"""The gold of many sentences at once, by the rules of `annotate.review.gold`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.dataset.features import STATUSES
from annotate.model import ANNOTATION, annotation_from_json
from annotate.review.gold import ADJUDICATED, PROVENANCES, SINGLE, Vote, ruling
from annotate.review.signature import alike, answers
from annotate.schema import Schema

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from annotate.dataset.rows.annotations import Annotations
    from annotate.dataset.rows.list_columns import Rows
    from annotate.dataset.rows.sentences import Sentences


@dataclass(frozen=True)
class GoldColumns:
    """The gold of many sentences, one value each.

    status: the number of ``unseen`` by everybody who counts, ``open`` (begun, finished by nobody) or ``labelled``.
    row: where label, claims, sources and stances come from; -1 where there is no label.
    annotators: how many finished the sentence, whoever is gold.
    agreement: the fraction of them that gave the label most of them gave; NaN below two.
    provenance: the number of how it came to be, of `PROVENANCES`; -1 where nobody who counts finished it.
    """

    status: Rows
    row: Rows
    annotators: Rows
    agreement: NDArray[numpy.float64]
    provenance: Rows


def by_annotators(found: Annotations) -> NDArray[numpy.bool_]:
    """Which decisions are annotators' own."""
    import numpy

    return numpy.array([row.layer == ANNOTATION for row in found.rows], dtype=bool)


def counting(found: Annotations, annotator: str | None) -> NDArray[numpy.bool_]:
    """Which decisions may become gold: all, or the annotator's own who is named."""
    import numpy

    if annotator is None:
        return numpy.ones(len(found.rows), dtype=bool)
    theirs = [row.annotator == annotator and row.layer == ANNOTATION for row in found.rows]
    return numpy.array(theirs, dtype=bool)


def decide_all(found: Annotations, sentences: Sentences, schema: Schema, annotator: str | None = None) -> GoldColumns:
    """The gold of each sentence. Where one annotator saw it, which is most often so, no loop is needed."""
    import numpy

    count, done, own = len(sentences), found.done, by_annotators(found)
    heard = counting(found, annotator)
    alone = own & (numpy.bincount(found.sentence[own], minlength=count)[found.sentence] == 1)
    golds = GoldColumns(
        status=numpy.zeros(count, dtype=numpy.int64),
        row=numpy.full(count, -1),
        annotators=numpy.bincount(found.sentence[own & done], minlength=count),
        agreement=numpy.full(count, numpy.nan),
        provenance=numpy.full(count, -1),
    )
    golds.status[found.sentence[alone & heard]] = STATUSES.index("open")
    _hold(golds, found, numpy.flatnonzero(alone & heard & done), SINGLE)
    _decide_several(found, sentences, schema, annotator, numpy.flatnonzero(own & ~alone), golds)
    _hold(golds, found, numpy.flatnonzero(~own & heard & done), ADJUDICATED)
    return golds


def _hold(golds: GoldColumns, found: Annotations, rows: Rows, provenance: str) -> None:
    """Let the annotations in these rows be gold."""
    golds.status[found.sentence[rows]] = STATUSES.index("labelled")
    golds.row[found.sentence[rows]] = rows
    golds.provenance[found.sentence[rows]] = PROVENANCES.index(provenance)


def _decide_several(
    found: Annotations, sentences: Sentences, schema: Schema, annotator: str | None, rows: Rows, golds: GoldColumns
) -> None:
    """Fill in the gold of the sentences that several annotators saw; `rows` are those of their annotations."""
    if not len(rows):
        return
    labels, of_sentence = found.columns["label"].to_pylist(), found.sentence.tolist()
    own = by_annotators(found).tolist()
    finished: dict[int, Counter[str]] = {}
    for row, label, sentence, annotators_own in zip(found.rows, labels, of_sentence, own, strict=True):
        if annotators_own:
            finished.setdefault(int(sentences.document[sentence]), Counter())[row.annotator] += label is not None
    votes: dict[int, list[Vote]] = {}
    for place in rows.tolist():
        votes.setdefault(of_sentence[place], []).append(Vote(found.rows[place].annotator, labels[place], place))

    def same(places: Sequence[int]) -> bool:
        texts = {found.rows[place].annotation for place in places}
        return len(texts) == 1 or alike(answers(annotation_from_json(json.loads(text)), schema) for text in texts)

    for sentence, given in votes.items():
        ruled = ruling(given, finished[int(sentences.document[sentence])], same, annotator)
        golds.status[sentence] = STATUSES.index(ruled.status)
        golds.row[sentence] = ruled.place
        golds.agreement[sentence] = float("nan") if ruled.agreement is None else ruled.agreement
        golds.provenance[sentence] = PROVENANCES.index(ruled.provenance) if ruled.provenance else -1
