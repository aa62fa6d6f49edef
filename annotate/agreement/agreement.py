"""Agreement between annotators, stage by stage, as a flat table of figures: overall, and in breakdowns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Final, Literal

import numpy as np

from annotate.agreement.coefficients import alpha, cohen_kappa, f1, gwet_ac, percent, prevalence
from annotate.agreement.collect import Collector, ComparisonTables, Items, Selection
from annotate.agreement.grouping import GROUPINGS, Grouping, Period
from annotate.agreement.intervals import Figure, Integers, Resampling, resampling
from annotate.agreement.plan import LABEL, LINKED, TOKENS, Measured, Stage
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

LEAST_SHARE = 0.1
"""The share of the sentences that annotators typically share, below which an annotator is set apart."""

Articles = Callable[[], Iterable[tuple[Document, Iterable[Record]]]]
"""A function that returns documents one by one, each with the records of the newest decisions on it; it may be called again."""


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """Options of measuring agreement.

    `adjudicators` decide on what others said and are left out. `by` names the breakdowns (of `BREAKDOWNS`) to add to the overall
    figures. `period` is the length of the groups by time. Intervals come from `resamples` of the documents, drawn with `seed`.
    An annotator is set apart, named but not compared, who shares fewer sentences with others than `least_share` of what is
    typical: a trial session says little, and is no reason to trust or distrust months of work by others.
    """

    adjudicators: frozenset[str] = frozenset()
    by: tuple[Breakdown, ...] = BREAKDOWNS
    period: Period = "month"
    resamples: int = 1000
    seed: int = 0
    least_share: float = LEAST_SHARE


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
    that were not compared, by reason. `set_apart` has the annotators who were not compared because they shared too few sentences
    with others, less than `least_share` of the `typical` number, each with the number of these sentences.
    """

    annotators: tuple[str, ...]
    documents: int
    sentences: int
    rows: tuple[AgreementRow, ...]
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    resamples: int = 0
    seed: int = 0
    set_apart: Mapping[str, int] = field(default_factory=dict)
    least_share: float = LEAST_SHARE
    typical: int = 0


def agree(
    documents: Iterable[Document], revisions: Iterable[Revision], schema: Schema, options: AgreementOptions | None = None
) -> Agreement:
    """Compare the newest decisions of several annotators. The same arguments give the same figures.

    `revisions` are the newest of each sentence and annotator, in any order. An undefined figure says why it is.
    """
    by_document: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_document[revision.document].append(revision)
    articles = [(document, by_document.pop(document.id, [])) for document in documents]
    left_out = Counter({LeftOut.ELSEWHERE: sum(map(len, by_document.values()))})
    return agree_on(lambda: ((document, map(revision_to_json, own)) for document, own in articles), schema, options, left_out)


def agree_on(
    articles: Articles, schema: Schema, options: AgreementOptions | None = None, left_out: Counter[LeftOut] | None = None
) -> Agreement:
    """Compare decisions on documents that come one by one; they are read again if annotators are set apart.

    Raises:
        AnnotateError: A record cannot be read.
    """
    options, before = options or AgreementOptions(), Counter(left_out)
    tables, documents, left_out = _collect(articles(), schema, options, before)
    shared = tables.shared_sentences()
    typical = _typical(shared.values())
    set_apart = {name: number for name, number in sorted(shared.items()) if 0 < number < options.least_share * typical}
    if set_apart:
        tables, documents, left_out = _collect(articles(), schema, options, before, set_apart)
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
        set_apart=set_apart,
        least_share=options.least_share,
        typical=typical,
    )


def _collect(
    articles: Iterable[tuple[Document, Iterable[Record]]],
    schema: Schema,
    options: AgreementOptions,
    before: Counter[LeftOut],
    set_apart: Collection[str] = (),
) -> tuple[ComparisonTables, int, Counter[LeftOut]]:
    """Return the comparisons of all documents, the number of documents, and what was left out, added to `before`."""
    left_out = Counter(before)
    collector, documents = Collector(schema, left_out, options.period), 0
    for document, records in articles:
        others = (record for record in records if record["annotator"] not in set_apart)
        collector.add(document, _without_adjudicators(others, options.adjudicators, left_out))
        documents += 1
    return collector.tables(), documents, left_out


# Neither the greatest nor the median number would do. An expert who met twenty volunteers has twenty times their number, and they
# are all there is to compare; and a project of two annotators may have had four trial sessions.
def _typical(shared: Iterable[int]) -> int:
    """Return the number of sentences such that most shared decisions are by annotators who share at least so many."""
    numbers = sorted(shared, reverse=True)
    for number, so_far in zip(numbers, accumulate(numbers), strict=True):
        if 2 * so_far > sum(numbers):
            return number
    return 0


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
            if measured.question == LINKED and not len(items.pair):
                continue  # in this project, claims are not linked
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
    if not measured.in_sentence:
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
