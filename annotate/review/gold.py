"""The gold annotation of each sentence and its provenance: made by hand, or by rule from the annotators' decisions.

A decision made by hand on what annotators said (an adjudication) is stored next to theirs and always wins. Without one, gold is
computed from theirs on demand and stored nowhere: one annotator decides alone; several whose decisions are the same are
unanimous; otherwise the label that most of them gave wins, and a tie has no gold label. Claims, sources and stances are never
mixed: they all come from one annotator who gave that label, the one with most finished sentences in the document (who has read
most of it), or first by name if that is equal.

`annotate.review.signature` defines which decisions are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.model.current import newest
from annotate.review.signature import alike, answers
from annotate.schema import Schema

Provenance = Literal["single", "majority", "unanimous", "adjudicated", "open"]
SINGLE: Final = "single"
MAJORITY: Final = "majority"
UNANIMOUS: Final = "unanimous"
ADJUDICATED: Final = "adjudicated"
OPEN: Final = "open"

PROVENANCES: tuple[Provenance, ...] = get_args(Provenance)
"""The origins of gold; `open` is the lack of it: annotators differ and nobody adjudicated.

Append only: the numbers in published datasets are indexes into this.
"""

PASSING: Mapping[str, tuple[Provenance, ...]] = {"unanimous": (SINGLE, UNANIMOUS), "majority": (SINGLE, UNANIMOUS, MAJORITY)}
"""The gold that needs no adjudicator, by the name of the rule."""

Status = Literal["unseen", "open", "labelled"]


class Vote(NamedTuple):
    """An annotator's label of a sentence, None while it is not finished; `place` is the caller's index of the annotation."""

    annotator: str
    label: Hashable
    place: int


class Ruling(NamedTuple):
    """The outcome of votes, with fields as in `Gold`; `place` is that of the winning vote, -1 if there is none."""

    status: Status
    place: int = -1
    annotators: int = 0
    agreement: float | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of a sentence.

    Attributes:
        status: ``unseen`` by every annotator who counts, ``open`` (begun, finished by nobody), or ``labelled``.
        label: None if the sentence is not labelled, or on a tie.
        revision: The source of claims, sources and stances; None without a label.
        annotators: The number of annotators who finished the sentence, whoever counts.
        agreement: The fraction of them that gave their most frequent label; None for fewer than two.
        provenance: One of `PROVENANCES`; None if nobody who counts finished the sentence.
    """

    status: Status
    label: str | None = None
    revision: Revision | None = None
    annotators: int = 0
    agreement: float | None = None
    provenance: Provenance | None = None


def decide(document: Document, revisions: Iterable[Revision], schema: Schema, annotator: str | None = None) -> dict[str, Gold]:
    """Return the gold of each sentence of a document, in their order.

    `revisions` are the newest of each sentence and annotator, and all adjudications or the newest of them, in any order. If
    `annotator` is given, only their decisions count, and adjudications do not.
    """
    by_sentence: dict[str, list[Revision]] = {sentence.id: [] for sentence in document.sentences}
    adjudications = []
    finished: Counter[str] = Counter()
    for revision in revisions:
        if revision.layer == ADJUDICATION:
            adjudications.append(revision)
            continue
        by_sentence[revision.sentence].append(revision)
        finished[revision.annotator] += label_of(revision) is not None
    adjudicated = {} if annotator else newest(adjudications)
    return {
        sentence: _decide(decisions, finished, schema, annotator, adjudicated.get(sentence))
        for sentence, decisions in by_sentence.items()
    }


def label_of(revision: Revision) -> str | None:
    """Return the label that a revision gives its sentence; None while it is not finished."""
    return revision.annotation.label if revision.annotation else None


def needs_no_adjudicator(decisions: Sequence[Annotation], schema: Schema, rule: str) -> bool:
    """Return True if the finished decisions of annotators on a sentence need no adjudicator, by a rule of `PASSING`."""
    votes = [Vote(str(place), annotation.label, place) for place, annotation in enumerate(decisions)]
    ruled = ruling(votes, Counter(), lambda places: alike(answers(decisions[place], schema) for place in places))
    return ruled.provenance in PASSING[rule]


# The agreement is that of all annotators who finished the sentence, also if only one annotator's vote counts: it describes the
# sentence, not the choice. Comparing whole decisions (`same`) is expensive, so it is done only if all labels are the same.
def ruling(
    votes: Iterable[Vote], finished: Mapping[str, int], same: Callable[[Sequence[int]], bool], annotator: str | None = None
) -> Ruling:
    """Return the outcome of the annotators' votes on a sentence.

    `finished` counts each annotator's finished sentences in the document; `same` compares the annotations at some places, True if
    they are one decision. If `annotator` is given, only their vote counts.
    """
    cast = list(votes)
    labelled = [vote for vote in cast if vote.label is not None]
    counts = Counter(vote.label for vote in labelled)
    agreement = max(counts.values()) / len(labelled) if len(labelled) > 1 else None
    counting = [vote for vote in cast if annotator in (None, vote.annotator)]
    deciding = [vote for vote in counting if vote.label is not None]
    if not deciding:
        return Ruling("open" if counting else "unseen", -1, len(labelled), agreement)
    label = _majority(Counter(vote.label for vote in deciding))
    agreeing = [vote for vote in deciding if vote.label == label]
    winner = min(agreeing, key=lambda vote: (-finished[vote.annotator], vote.annotator), default=None)
    if winner is None:
        return Ruling("labelled", -1, len(labelled), agreement, OPEN)
    unanimous = len(agreeing) == len(deciding) and same([vote.place for vote in deciding])
    provenance: Provenance = SINGLE if len(deciding) == 1 else UNANIMOUS if unanimous else MAJORITY
    return Ruling("labelled", winner.place, len(labelled), agreement, provenance)


def _decide(
    revisions: Sequence[Revision],
    finished: Mapping[str, int],
    schema: Schema,
    annotator: str | None,
    adjudication: Revision | None,
) -> Gold:
    def same(places: Sequence[int]) -> bool:
        return alike(answers(annotation, schema) for place in places if (annotation := revisions[place].annotation))

    votes = [Vote(revision.annotator, label_of(revision), place) for place, revision in enumerate(revisions)]
    status, place, annotators, agreement, provenance = ruling(votes, finished, same, annotator)
    if adjudication is not None and (label := label_of(adjudication)) is not None:
        return Gold("labelled", label, adjudication, annotators, agreement, ADJUDICATED)
    winner = revisions[place] if place >= 0 else None
    label = None if winner is None else label_of(winner)
    return Gold(status, label, winner, annotators, agreement, provenance)


def _majority(counts: Counter[Hashable]) -> Hashable:
    """Return the most frequent label; None on a tie."""
    (label, frequency), *others = counts.most_common(2)
    return None if others and others[0][1] == frequency else label
