"""Agreement between annotators, stage by stage, as a flat table of figures: overall, and in breakdowns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Literal

import numpy as np

from annotate.agreement.coefficients import alpha, cohen_kappa, f1, gwet_ac, percent, prevalence
from annotate.agreement.collect import Collector, ComparisonTables, Items, Selection
from annotate.agreement.grouping import GROUPINGS, Grouping, Period
from annotate.agreement.intervals import Figure, Integers, Resampling, resampling
from annotate.agreement.plan import LABEL, TOKENS, Measured, Stage
from annotate.agreement.ratings import Tally
from annotate.model import Document, Revision, revision_to_json
from annotate.model.current import LeftOut, Record
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM

Breakdown = Literal["pair", "label"] | Grouping
By = Literal["overall", "annotator"] | Breakdown
"""What the figures of a row are of: everything, each annotator, or the groups of a breakdown."""

OVERALL: Final = "overall"
BY_PAIR: Final = "pair"
BY_LABEL: Final = "label"
BREAKDOWNS: tuple[Breakdown, ...] = (BY_PAIR, BY_LABEL, *GROUPINGS)


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """Options of measuring agreement.

    `adjudicators` decide on what others said and are left out. `by` names the breakdowns (of `BREAKDOWNS`) to add to the overall
    figures. `period` is the length of the groups by time. Intervals come from `resamples` of the documents, drawn with `seed`.
    """

    adjudicators: frozenset[str] = frozenset()
    by: tuple[Breakdown, ...] = BREAKDOWNS
    period: Period = "month"
    resamples: int = 1000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A figure with what it is of: `group` is the group of the breakdown `by`, `coefficient` the measure of `question`."""

    by: By
    group: str
    stage: Stage
    question: str
    coefficient: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of some documents.

    `sentences` is the number of sentences that two annotators or more finished, `left_out` the number of decisions and answers
    that were not compared, by reason.
    """

    annotators: tuple[str, ...]
    documents: int
    sentences: int
    rows: tuple[AgreementRow, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    resamples: int = 0
    seed: int = 0


def agree(
    documents: Iterable[Document], revisions: Iterable[Revision], schema: Schema, options: AgreementOptions | None = None
) -> Agreement:
    """Compare the newest decisions of several annotators. The same arguments give the same figures.

    `revisions` are the newest of each sentence and annotator, in any order. An undefined figure says why it is.
    """
    by_document: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_document[revision.document].append(revision)
    articles = [(document, map(revision_to_json, by_document.pop(document.id, ()))) for document in documents]
    return agree_on(articles, schema, options, Counter({LeftOut.ELSEWHERE: sum(map(len, by_document.values()))}))


def agree_on(
    articles: Iterable[tuple[Document, Iterable[Record]]],
    schema: Schema,
    options: AgreementOptions | None = None,
    left_out: Counter[LeftOut] | None = None,
) -> Agreement:
    """Compare decisions on documents that come one by one, each with the records of the newest decisions on it.

    Raises:
        AnnotateError: A record cannot be read.
    """
    options, left_out = options or AgreementOptions(), Counter(left_out)
    collector, documents = Collector(schema, left_out, options.period), 0
    for document, records in articles:
        collector.add(document, _without_adjudicators(records, options.adjudicators, left_out))
        documents += 1
    tables = collector.tables()
    compared = tables.sentences.part[tables.sentences.several]
    drawn = resampling(documents, options.resamples, options.seed)
    return Agreement(
        annotators=tuple(sorted(tables.annotators)),
        documents=len(np.unique(tables.sentences.document[compared])),
        sentences=len(compared),
        rows=tuple(_rows(tables, drawn, options.by)),
        left_out=dict(+left_out),
        resamples=options.resamples,
        seed=options.seed,
    )


def _without_adjudicators(
    records: Iterable[Record], adjudicators: Collection[str], left_out: Counter[LeftOut]
) -> Iterator[Record]:
    for record in records:
        if record["annotator"] in adjudicators:
            left_out[LeftOut.ADJUDICATORS] += 1
        else:
            yield record


# Summing up the ratings of a question costs far more than looking at the sums of one group. So each question is summed up once
# and seen from all sides, which yields the figures by question, and then they are put in order by side.
def _rows(tables: ComparisonTables, drawn: Resampling, by: Collection[Breakdown]) -> Iterator[AgreementRow]:
    """Yield all figures, side by side."""
    sides = list(_sides(tables, by))
    by_side: list[list[AgreementRow]] = [[] for _ in sides]
    labels: list[AgreementRow] = []
    for measured in tables.plan:
        if measured.by == "item":
            items = tables.items[measured]
            for rows, (name, group, selection) in zip(by_side, sides, strict=True):
                figures = _of_items(tables, items, measured, tables.rows(items, selection), drawn)
                rows.extend(AgreementRow(name, group, *measured.question, *figure) for figure in figures)
        elif sums := tables.sums(measured):
            for rows, (name, group, selection) in zip(by_side, sides, strict=True):
                figures = _of_ratings(tables.tally(sums, selection), measured, drawn)
                rows.extend(AgreementRow(name, group, *measured.question, *figure) for figure in figures)
            if BY_LABEL in by and measured.values and measured.question != TOKENS:
                labels.extend(_of_labels(tables.tally(sums, Selection()), measured, drawn))
    pairs = 1 + len(tables.pairs) if BY_PAIR in by else 1
    yield from chain(*by_side[:pairs], labels, *by_side[pairs:])


def _sides(tables: ComparisonTables, by: Collection[Breakdown]) -> Iterator[tuple[By, str, Selection]]:
    """Yield the sides to look from: the breakdown, the name of the group in it, and the part of the tables that it is."""
    yield OVERALL, "", Selection()
    if BY_PAIR in by:
        pairs = {pair: ", ".join(sorted(map(tables.annotators.__getitem__, tables.pair(pair)))) for pair in tables.pairs}
        yield from ((BY_PAIR, pairs[pair], Selection(pair=pair)) for pair in sorted(pairs, key=pairs.__getitem__))
    sentences = tables.sentences
    for grouping in (grouping for grouping in GROUPINGS if grouping in by):
        groups = np.unique(sentences.groups[grouping][sentences.part[sentences.several]]).tolist()
        names = sentences.names[grouping]
        yield from ((grouping, names[group], Selection(grouping, group)) for group in sorted(groups, key=names.__getitem__))


def _of_ratings(tally: Tally, measured: Measured, drawn: Resampling) -> Iterator[tuple[str, Figure]]:
    scale = measured.scale
    assert scale != "items" and scale != "spans"  # noqa: PT018 - one condition
    if scale != "masi":
        yield "agreement", percent(tally, drawn)
    yield f"alpha_{scale}", alpha(tally, scale, drawn)
    if scale == "nominal":
        yield "kappa", cohen_kappa(tally, drawn=drawn)
        yield "ac1", gwet_ac(tally, drawn=drawn)
    if measured.question == LABEL:
        yield "prevalence", prevalence(tally, CLAIM, drawn)


def _of_items(
    tables: ComparisonTables, items: Items, measured: Measured, rows: Integers, drawn: Resampling
) -> Iterator[tuple[str, Figure]]:
    document, weight = tables.documents(items.sentence[rows]), 1 + items.both[rows].astype(np.float64)
    if measured.scale == "spans":
        yield "f1_exact", f1(items.same[rows], weight, document, drawn)
        yield "f1_overlap", f1(items.both[rows], weight, document, drawn)
    else:
        yield "f1", f1(items.same[rows], weight, document, drawn)


def _of_labels(tally: Tally, measured: Measured, drawn: Resampling) -> Iterator[AgreementRow]:
    """Yield the figures of each label of a closed question against all others."""
    for code, value in enumerate(measured.values):
        yield AgreementRow(
            BY_LABEL, str(value), *measured.question, "alpha_nominal", alpha(tally.against_rest(code), drawn=drawn)
        )
        yield AgreementRow(BY_LABEL, str(value), *measured.question, "prevalence", prevalence(tally, value, drawn))
