"""Annotators compared with each other and with adjudications, in one pass over all articles.

It is apart from the other counts, so that another process can do it beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from annotate.agreement.agreement import Agreement, AgreementOptions, Breakdown, agree_on
from annotate.agreement.disagreements import REFERENCE, Disagreement, DisagreementFinder
from annotate.agreement.plan import STAGES
from annotate.model import ADJUDICATION, Document
from annotate.model.current import Record
from annotate.model.ids import split_sentence_id
from annotate.report.facts import ConfusionRow
from annotate.schema import Schema
from annotate.schema.scheme import ARTICLE, LINK

EXAMPLES = 6
"""The number of examples of each kind of disagreement."""

MANY = 12
"""The number of annotators above which agreement is not broken down by pairs, whose number grows with the square."""

RESAMPLES, LEAST_RESAMPLES = 1000, 200
"""The number of resamples of a project, and of one with very many articles."""

GOLD = "gold"
"""The name of what adjudicators decided, in the table of answers that were given together."""

_DRAWN = 2_000_000  # articles in all resamples together


class Compared(NamedTuple):
    """The result of comparing annotators.

    confusions: how often two answers were given together. differing: the number of questions on which annotators differ in each
    sentence, by its id.
    """

    agreement: Agreement
    disagreements: tuple[Disagreement, ...]
    confusions: tuple[ConfusionRow, ...]
    differing: Mapping[str, int]


DecidedDocuments = Callable[[], Iterator[tuple[Document, list[Record]]]]
"""A function that yields documents with the decisions on them, of both layers; it may be called again."""


def measured_options(annotators: int, articles: int) -> AgreementOptions:
    """Return what is measured of the agreement of so many annotators on so many articles.

    The time for intervals grows with the number of articles and of resamples, and the more articles there are, the narrower the
    intervals are, and the less it matters that a bound is not quite exact.
    """
    by: tuple[Breakdown, ...] = ("label", "block", "time", "blind")
    resamples = min(RESAMPLES, max(LEAST_RESAMPLES, _DRAWN // max(articles, 1)))
    return AgreementOptions(by=("pair", *by) if annotators <= MANY else by, resamples=resamples)


def compare(documents: DecidedDocuments, schema: Schema, options: AgreementOptions) -> Compared:
    """Compare annotators with each other and with adjudications.

    Raises:
        AnnotateError: A decision cannot be read.
    """
    finder = DisagreementFinder(schema, EXAMPLES)

    # Agreement draws the articles from this generator, so that one pass serves both. If it draws them again, all is counted anew.
    def decided() -> Iterator[tuple[Document, Iterator[Record]]]:
        nonlocal finder
        finder = DisagreementFinder(schema, EXAMPLES)
        for document, records in documents():
            own = [record for record in records if record.get("layer") != ADJUDICATION]
            by_hand = [{**record, "annotator": REFERENCE} for record in records if record.get("layer") == ADJUDICATION]
            finder.add(document, [*own, *by_hand])
            yield document, iter(own)

    agreement = agree_on(decided, schema, options)
    return Compared(agreement, finder.disagreements(), _confusions(finder), dict(finder.differing))


def _confusions(finder: DisagreementFinder) -> tuple[ConfusionRow, ...]:
    nouns: dict[str, str] = {stage: noun if stage != ARTICLE else ARTICLE for stage, noun in STAGES.items()} | {LINK: LINK}
    stages = list(nouns)
    ordered = sorted(finder.confusions.items(), key=lambda item: (stages.index(item[0].question.stage), item[0]))
    return tuple(
        ConfusionRow(
            f"{nouns[key.question.stage]}.{key.question.name}", key.one or GOLD, key.other, key.said, key.other_said, count
        )
        for key, count in ordered
    )


def differing_by_document(differing: Mapping[str, int]) -> Counter[str]:
    """Return the number of sentences of each document in which annotators differ."""
    return Counter(split_sentence_id(id)[0] for id in differing)
