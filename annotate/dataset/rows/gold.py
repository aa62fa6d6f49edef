"""The gold of many sentences at once, by the rules of `annotate.review.gold`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.dataset.features import STATUSES
from annotate.dataset.rows.annotations import Annotations
from annotate.dataset.rows.list_columns import Rows
from annotate.dataset.rows.sentences import Sentences
from annotate.model import ANNOTATION, annotation_from_json
from annotate.review.gold import ADJUDICATED, PROVENANCES, SINGLE, Vote, ruling
from annotate.review.signature import alike, answers
from annotate.schema import Schema


@dataclass(frozen=True)
class GoldColumns:
    """The gold of many sentences, one value each in every column.

    status: the number in `STATUSES`: ``unseen`` by all annotators who count, ``open`` (begun, finished by none of them) or
        ``labelled``.
    row: the row of the annotation that label, claims, sources and stances come from; -1 if there is no gold label.
    annotators: the number of annotators who finished the sentence, including those who do not count for gold.
    agreement: the fraction of these annotators who gave the most frequent label; NaN below two.
    provenance: the number in `PROVENANCES`, how the gold was decided; -1 if no annotator who counts finished the sentence.
    """

    status: Rows
    row: Rows
    annotators: Rows
    agreement: NDArray[numpy.float64]
    provenance: Rows


def by_annotators(annotations: Annotations) -> NDArray[numpy.bool_]:
    """Return a mask of the annotators' own decisions, as opposed to adjudications."""
    return numpy.array([row.layer == ANNOTATION for row in annotations.rows], dtype=bool)


def eligible(annotations: Annotations, annotator: str | None) -> NDArray[numpy.bool_]:
    """Return a mask of the decisions that may become gold: all, or only those of the named annotator."""
    if annotator is None:
        return numpy.ones(len(annotations.rows), dtype=bool)
    own = [row.annotator == annotator and row.layer == ANNOTATION for row in annotations.rows]
    return numpy.array(own, dtype=bool)


def decide_all(annotations: Annotations, sentences: Sentences, schema: Schema, annotator: str | None = None) -> GoldColumns:
    """Return the gold of each sentence. `annotator` names the one whose decisions alone are gold, if not None."""
    # Most sentences were seen by one annotator, whose decision is gold: these need no loop. Sentences with several annotators are
    # decided one by one. Adjudications come last, since they override both.
    count, done, own = len(sentences), annotations.done, by_annotators(annotations)
    counted = eligible(annotations, annotator)
    alone = own & (numpy.bincount(annotations.sentence[own], minlength=count)[annotations.sentence] == 1)
    gold = GoldColumns(
        status=numpy.zeros(count, dtype=numpy.int64),
        row=numpy.full(count, -1),
        annotators=numpy.bincount(annotations.sentence[own & done], minlength=count),
        agreement=numpy.full(count, numpy.nan),
        provenance=numpy.full(count, -1),
    )
    gold.status[annotations.sentence[alone & counted]] = STATUSES.index("open")
    _set_gold(gold, annotations, numpy.flatnonzero(alone & counted & done), SINGLE)
    _decide_several(annotations, sentences, schema, annotator, numpy.flatnonzero(own & ~alone), gold)
    _set_gold(gold, annotations, numpy.flatnonzero(~own & counted & done), ADJUDICATED)
    return gold


def _set_gold(gold: GoldColumns, annotations: Annotations, rows: Rows, provenance: str) -> None:
    """Make the annotations in these rows the gold of their sentences."""
    gold.status[annotations.sentence[rows]] = STATUSES.index("labelled")
    gold.row[annotations.sentence[rows]] = rows
    gold.provenance[annotations.sentence[rows]] = PROVENANCES.index(provenance)


def _decide_several(
    annotations: Annotations, sentences: Sentences, schema: Schema, annotator: str | None, rows: Rows, gold: GoldColumns
) -> None:
    """Set the gold of the sentences that several annotators saw; `rows` are those of their annotations."""
    if not len(rows):
        return
    labels, sentence_rows = annotations.columns["label"].to_pylist(), annotations.sentence.tolist()
    own = by_annotators(annotations).tolist()
    # How many sentences of each article each annotator finished: on a majority, claims come from the one who finished most.
    finished: dict[int, Counter[str]] = {}
    for row, label, sentence, is_own in zip(annotations.rows, labels, sentence_rows, own, strict=True):
        if is_own:
            finished.setdefault(int(sentences.document[sentence]), Counter())[row.annotator] += label is not None
    votes: dict[int, list[Vote]] = {}
    for place in rows.tolist():
        votes.setdefault(sentence_rows[place], []).append(Vote(annotations.rows[place].annotator, labels[place], place))

    def are_alike(places: Sequence[int]) -> bool:
        texts = {annotations.rows[place].annotation for place in places}
        return len(texts) == 1 or alike(answers(annotation_from_json(json.loads(text)), schema) for text in texts)

    for sentence, sentence_votes in votes.items():
        result = ruling(sentence_votes, finished[int(sentences.document[sentence])], are_alike, annotator)
        gold.status[sentence] = STATUSES.index(result.status)
        gold.row[sentence] = result.place
        gold.agreement[sentence] = float("nan") if result.agreement is None else result.agreement
        gold.provenance[sentence] = PROVENANCES.index(result.provenance) if result.provenance else -1
