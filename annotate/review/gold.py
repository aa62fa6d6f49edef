"""What holds for each sentence, and how that came to be: by hand, or by rule from what the annotators decided.

A decision made by hand on what annotators said (an adjudication) is kept beside theirs and always holds. Where there is none,
gold follows from theirs whenever it is asked for, and is stored nowhere: one annotator decides alone; several who decided the
same are unanimous; else the label most of them gave holds, and where two labels are given as often, there is none. Claims,
sources and stances are never mixed: they come whole from one annotator who gave that label, the one with most finished sentences
in the document (who read most of it), by name where that is equal.

What is the same is said in `annotate.review.signature`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.model.current import newest
from annotate.review.signature import alike, answers
from annotate.schema import Schema

SINGLE, MAJORITY, UNANIMOUS, ADJUDICATED, OPEN = "single", "majority", "unanimous", "adjudicated", "open"
PROVENANCES = (SINGLE, MAJORITY, UNANIMOUS, ADJUDICATED, OPEN)
"""How gold came to be; `open` is none: the annotators differ and nobody adjudicated. Append only: published numbers follow it."""

PASSING = {"unanimous": (SINGLE, UNANIMOUS), "majority": (SINGLE, UNANIMOUS, MAJORITY)}
"""Which gold needs no adjudicator, by the rule that is chosen."""


class Vote(NamedTuple):
    """What an annotator says of a sentence: `label` is None while it is open. `place` is where the caller has the annotation."""

    annotator: str
    label: Hashable
    place: int


class Ruling(NamedTuple):
    """What follows from votes, as `Gold` has it; `place` is that of the annotation that holds, -1 where none does."""

    status: str
    place: int = -1
    annotators: int = 0
    agreement: float | None = None
    provenance: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """What holds for a sentence.

    status: ``unseen`` by everybody who counts, ``open`` (begun, finished by nobody), ``labelled``.
    label: None where there is none: not labelled, or the annotators give two labels as often.
    revision: where claims, sources and stances come from; None with the label.
    annotators: how many finished the sentence, whoever is gold.
    agreement: the fraction of them that gave the label most of them gave; None below two.
    provenance: one of `PROVENANCES`; None where nobody who counts finished it.
    """

    status: str
    label: str | None = None
    revision: Revision | None = None
    annotators: int = 0
    agreement: float | None = None
    provenance: str | None = None


def decide(document: Document, revisions: Iterable[Revision], schema: Schema, annotator: str | None = None) -> dict[str, Gold]:
    """The gold of each sentence of a document, in their order.

    `revisions` are the newest of each sentence and annotator, and all adjudications or the newest of them, in any order.
    `annotator` names the one whose decisions hold alone: then adjudications do not count.
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
    by_hand = {} if annotator else newest(adjudications)
    return {
        sentence: _decide(found, finished, schema, annotator, by_hand.get(sentence)) for sentence, found in by_sentence.items()
    }


def label_of(revision: Revision) -> str | None:
    """The label a revision gives its sentence; None while it is open."""
    return revision.annotation.label if revision.annotation else None


def needs_no_adjudicator(decisions: Sequence[Annotation], schema: Schema, rule: str) -> bool:
    """Whether what annotators decided on a sentence, each a finished one, needs no adjudicator by a rule of `PASSING`."""
    votes = [Vote(str(place), annotation.label, place) for place, annotation in enumerate(decisions)]
    ruled = ruling(votes, Counter(), lambda places: alike(answers(decisions[place], schema) for place in places))
    return ruled.provenance in PASSING[rule]


def ruling(
    votes: Iterable[Vote], finished: Mapping[str, int], same: Callable[[Sequence[int]], bool], annotator: str | None = None
) -> Ruling:
    """What the annotators' votes on a sentence come to.

    `finished` counts each annotator's finished sentences in its document; `same` says whether the annotations at these places are
    one decision; `annotator` names the one whose vote holds alone.
    """
    given = sorted(votes, key=lambda vote: vote.annotator)  # nobody is first by chance
    done = [vote for vote in given if vote.label is not None]
    counts = Counter(vote.label for vote in done)
    agreement = max(counts.values()) / len(done) if len(done) > 1 else None
    heard = [vote for vote in given if annotator in (None, vote.annotator)]
    voices = [vote for vote in heard if vote.label is not None]
    if not voices:
        return Ruling("open" if heard else "unseen", -1, len(done), agreement)
    label = _majority(Counter(vote.label for vote in voices))
    agreeing = [vote for vote in voices if vote.label == label]
    chosen = min(agreeing, key=lambda vote: (-finished[vote.annotator], vote.annotator), default=None)
    if chosen is None:
        return Ruling("labelled", -1, len(done), agreement, OPEN)
    unanimous = len(agreeing) == len(voices) and same([vote.place for vote in voices])
    provenance = SINGLE if len(voices) == 1 else UNANIMOUS if unanimous else MAJORITY
    return Ruling("labelled", chosen.place, len(done), agreement, provenance)


def _decide(
    revisions: Sequence[Revision],
    finished: Mapping[str, int],
    schema: Schema,
    annotator: str | None,
    by_hand: Revision | None,
) -> Gold:
    def same(places: Sequence[int]) -> bool:
        return alike(answers(annotation, schema) for place in places if (annotation := revisions[place].annotation))

    votes = [Vote(revision.annotator, label_of(revision), place) for place, revision in enumerate(revisions)]
    status, place, annotators, agreement, provenance = ruling(votes, finished, same, annotator)
    if by_hand is not None and (label := label_of(by_hand)) is not None:
        return Gold("labelled", label, by_hand, annotators, agreement, ADJUDICATED)
    chosen = revisions[place] if place >= 0 else None
    label = None if chosen is None else label_of(chosen)
    return Gold(status, label, chosen, annotators, agreement, provenance)


def _majority(counts: Counter[Hashable]) -> Hashable:
    """The label given most often; None where two are."""
    (label, most), *others = counts.most_common(2)
    return None if others and others[0][1] == most else label
