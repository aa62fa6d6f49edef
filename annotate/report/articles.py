"""Articles with the decisions on them, as a report takes them in: from a store or from a dataset, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from annotate.model import ADJUDICATION, Annotation, Document, annotation_from_json
from annotate.model.current import LeftOut, Record, drop_stale_records
from annotate.review.gold import ADJUDICATED, Provenance, Ruling, Vote, ruling
from annotate.review.signature import alike, answers
from annotate.schema import Schema


class GoldRecord(NamedTuple):
    """The gold of a sentence: the record it is from, and how it was decided."""

    record: Record
    provenance: Provenance


class Article(NamedTuple):
    """A document with the decisions that count.

    records: the newest decision of each sentence and annotator, as JSON, each with the index of its sentence and its annotator.
    gold: the gold of each sentence that has one, by the index of the sentence.
    seconds: the active seconds that an annotator spent on a sentence, by the code point where it starts and the annotator.
    times: likewise, when annotators themselves made the decisions that the program has changed since, where that is known.
    """

    document: Document
    records: Sequence[tuple[int, str, Record]]
    gold: Mapping[int, GoldRecord]
    seconds: Mapping[tuple[int, str], float]
    times: Mapping[tuple[int, str], str] = MappingProxyType({})


Articles = Callable[[Collection[str] | None, bool], Iterator[Article]]
"""A function that yields all articles, or those with these ids; it may be called again. The flag is `exact` of `with_gold`."""


def with_gold(
    document: Document,
    records: Iterable[Record],
    seconds: Mapping[tuple[int, str], float],
    schema: Schema,
    left_out: Counter[LeftOut],
    *,
    exact: bool = False,
) -> Article:
    """Return a document with the newest decisions on it and the gold that follows from them; `records` are of both layers.

    With `exact`, gold is called unanimous only if no answer differs, which takes long for many decisions; else if all labels are
    the same. It is the same gold.
    """
    layers: tuple[list[Record], list[Record]] = ([], [])
    for record in records:
        layers[record.get("layer") == ADJUDICATION].append(record)
    current = drop_stale_records(document, layers[0], left_out)
    by_hand = {index: record for index, _, record in drop_stale_records(document, layers[1], left_out)}
    finished = Counter(annotator for _, annotator, record in current if is_finished(record))
    by_sentence: dict[int, list[Record]] = {}
    for index, _, record in current:
        by_sentence.setdefault(index, []).append(record)
    gold: dict[int, GoldRecord] = {}
    known: dict[tuple[Vote, ...], Ruling] = {}
    for index in sorted(by_sentence.keys() | by_hand.keys()):
        if (adjudication := by_hand.get(index)) is not None and is_finished(adjudication):
            gold[index] = GoldRecord(adjudication, ADJUDICATED)
            continue
        decisions = by_sentence.get(index, ())
        labels = ((record["annotator"], record["annotation"].get("label")) for record in decisions)
        votes = tuple(Vote(*label, place) for place, label in enumerate(labels))
        if exact or (ruled := known.get(votes)) is None:
            ruled = known[votes] = _ruled(votes, decisions, finished, schema, exact=exact)
        if ruled.place >= 0 and ruled.provenance:
            gold[index] = GoldRecord(decisions[ruled.place], ruled.provenance)
    return Article(document, current, gold, seconds)


def is_finished(record: Record) -> bool:
    """Return True if a decision has a label."""
    return record["annotation"].get("label") is not None


def annotation_of(record: Record) -> Annotation:
    """Return the annotation in a record."""
    return annotation_from_json(record["annotation"])


# Without `exact`, the outcome depends on the votes alone, and few patterns of votes occur in a document.
def _ruled(
    votes: Sequence[Vote], records: Sequence[Record], finished: Mapping[str, int], schema: Schema, *, exact: bool
) -> Ruling:
    """Return the outcome of annotators' votes on a sentence."""

    def same(places: Sequence[int]) -> bool:
        return not exact or alike(answers(annotation_of(records[place]), schema) for place in places)

    return ruling(votes, finished, same)
