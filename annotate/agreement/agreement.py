"""How far annotators agree, stage by stage, as a flat table of figures: overall, and by what they can be told apart by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from annotate.agreement.coefficients import alpha, cohen_kappa, f1, gwet_ac, percent, prevalence
from annotate.agreement.collect import Gathering
from annotate.agreement.grouping import GROUPINGS, Period
from annotate.agreement.intervals import Figure, Integers, Resampling, resampling
from annotate.agreement.plan import TOKENS, Measured
from annotate.agreement.ratings import Tally
from annotate.agreement.tables import ComparisonTables, Items, Selection
from annotate.model import Document, Revision, revision_to_json
from annotate.model.current import ADJUDICATORS, ELSEWHERE, Record
from annotate.review import comparing
from annotate.schema import Schema
from annotate.schema.wellknown import CLAIM

OVERALL, PAIR, LABEL = "overall", "pair", "label"
BREAKDOWNS = (PAIR, LABEL, *GROUPINGS)


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """How agreement is measured.

    `adjudicators` decide on what others said and are left out. `by` names the breakdowns (of `BREAKDOWNS`) beside the overall
    figures; `period` is year, month or day.
    """

    adjudicators: frozenset[str] = frozenset()
    by: tuple[str, ...] = BREAKDOWNS
    period: Period = "month"
    resamples: int = 1000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and what it is of.

    `by` is overall or one of `BREAKDOWNS`, `group` which of them; `stage` and `question` say what was compared, `coefficient`
    how.
    """

    by: str
    group: str
    stage: str
    question: str
    coefficient: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures. `sentences` were finished by two annotators or more; `left_out` counts what was not compared and why."""

    annotators: tuple[str, ...]
    documents: int
    sentences: int
    rows: tuple[Row, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    resamples: int = 0
    seed: int = 0


def agree(
    documents: Iterable[Document], revisions: Iterable[Revision], schema: Schema, options: AgreementOptions | None = None
) -> Agreement:
    """Compare the newest decisions of several annotators. The same arguments give the same figures.

    `revisions` are the newest of each sentence and annotator, in any order. What is undefined is a figure that says why.
    """
    by_document: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_document[revision.document].append(revision)
    known = [(document, map(revision_to_json, by_document.pop(document.id, ()))) for document in documents]
    return agree_on(known, schema, options, Counter({ELSEWHERE: sum(map(len, by_document.values()))}))


def agree_on(
    articles: Iterable[tuple[Document, Iterable[Record]]],
    schema: Schema,
    options: AgreementOptions | None = None,
    left_out: Counter[str] | None = None,
) -> Agreement:
    """The same of documents that come one by one, each with the records of what was decided about it.

    Raises AnnotateError for a record that cannot be read.
    """
    options, left_out = options or AgreementOptions(), Counter(left_out)
    gathering, documents = Gathering(schema, left_out, options.period), 0
    for document, records in articles:
        gathering.add(document, _heard(records, options.adjudicators, left_out))
        documents += 1
    evidence = gathering.evidence()
    compared = evidence.sentences.part[evidence.sentences.several]
    drawn = resampling(documents, options.resamples, options.seed)
    return Agreement(
        annotators=tuple(sorted(evidence.annotators)),
        documents=len(np.unique(evidence.sentences.document[compared])),
        sentences=len(compared),
        rows=tuple(_rows(evidence, drawn, options.by)),
        left_out=dict(+left_out),
        resamples=options.resamples,
        seed=options.seed,
    )


def _heard(records: Iterable[Record], adjudicators: Collection[str], left_out: Counter[str]) -> Iterator[Record]:
    for record in records:
        if record["annotator"] in adjudicators:
            left_out[ADJUDICATORS] += 1
        else:
            yield record


def _rows(evidence: ComparisonTables, drawn: Resampling, by: Collection[str]) -> Iterator[Row]:
    """All figures. Each question is summed up once, and looked at from all sides; then the sides are put one after another."""
    sides = list(_sides(evidence, by))
    found: list[list[Row]] = [[] for _ in sides]
    labels: list[Row] = []
    for measured in evidence.plan:
        if measured.by == "item":
            items = evidence.items[measured]
            for rows, (name, group, selection) in zip(found, sides, strict=True):
                figures = _of_items(evidence, items, measured, evidence.rows(items, selection), drawn)
                rows.extend(Row(name, group, *measured.question, *figure) for figure in figures)
        elif sums := evidence.sums(measured):
            for rows, (name, group, selection) in zip(found, sides, strict=True):
                figures = _of_ratings(evidence.tally(sums, selection), measured, drawn)
                rows.extend(Row(name, group, *measured.question, *figure) for figure in figures)
            if LABEL in by and measured.values and measured.question != TOKENS:
                labels.extend(_by_label(evidence.tally(sums, Selection()), measured, drawn))
    pairs = 1 + len(evidence.pairs) if PAIR in by else 1
    yield from chain(*found[:pairs], labels, *found[pairs:])


def _sides(evidence: ComparisonTables, by: Collection[str]) -> Iterator[tuple[str, str, Selection]]:
    """What is looked at: the breakdown, the group in it, and which part of the evidence that is."""
    yield OVERALL, "", Selection()
    if PAIR in by:
        pairs = {pair: ", ".join(sorted(map(evidence.annotators.__getitem__, evidence.pair(pair)))) for pair in evidence.pairs}
        yield from ((PAIR, pairs[pair], Selection(pair=pair)) for pair in sorted(pairs, key=pairs.__getitem__))
    sentences = evidence.sentences
    for name in (name for name in sentences.names if name in by):
        groups = np.unique(sentences.groups[name][sentences.part[sentences.several]]).tolist()
        called = sentences.names[name]
        yield from ((name, called[group], Selection(name, group)) for group in sorted(groups, key=called.__getitem__))


def _of_ratings(tally: Tally, measured: Measured, drawn: Resampling) -> Iterator[tuple[str, Figure]]:
    scale = measured.scale
    if scale != "masi":
        yield "agreement", percent(tally, drawn)
    yield f"alpha_{scale}", alpha(tally, scale, drawn)
    if scale == "nominal":
        yield "kappa", cohen_kappa(tally, drawn=drawn)
        yield "ac1", gwet_ac(tally, drawn=drawn)
    if measured.question == comparing.LABEL:
        yield "prevalence", prevalence(tally, CLAIM, drawn)


def _of_items(
    evidence: ComparisonTables, items: Items, measured: Measured, rows: Integers, drawn: Resampling
) -> Iterator[tuple[str, Figure]]:
    document, weight = evidence.documents(items.sentence[rows]), 1 + items.both[rows].astype(np.float64)
    if measured.scale == "spans":
        yield "f1_exact", f1(items.same[rows], weight, document, drawn)
        yield "f1_overlap", f1(items.both[rows], weight, document, drawn)
    else:
        yield "f1", f1(items.same[rows], weight, document, drawn)


def _by_label(tally: Tally, measured: Measured, drawn: Resampling) -> Iterator[Row]:
    """Each label of a closed question against the rest."""
    for code, value in enumerate(measured.values):
        yield Row(LABEL, str(value), *measured.question, "alpha_nominal", alpha(tally.against_rest(code), drawn=drawn))
        yield Row(LABEL, str(value), *measured.question, "prevalence", prevalence(tally, value, drawn))
