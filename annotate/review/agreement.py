"""How far annotators agree, stage by stage, as a flat table of figures: overall, and by what they can be told apart by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from annotate.model import Document, Revision, revision_to_json
from annotate.review import comparing
from annotate.review.coefficients import alpha, cohen_kappa, f1, gwet_ac, percent, prevalence
from annotate.review.evidence import Evidence, Items, Selection
from annotate.review.figures import Figure, Resampling, resampling
from annotate.review.gathering import GROUPINGS, Gathering, Period
from annotate.review.plan import TOKENS, Measured
from annotate.review.ratings import Ratings
from annotate.review.sifting import ADJUDICATORS, ELSEWHERE, Record
from annotate.schema import Schema

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
    gathering = Gathering(schema, left_out, options.period)
    for document, records in articles:
        gathering.add(document, _heard(records, options.adjudicators, left_out))
    evidence = gathering.evidence()
    drawn = resampling(evidence.documents, options.resamples, options.seed)
    return Agreement(
        annotators=tuple(sorted(evidence.annotators)),
        documents=len(np.unique(evidence.document[evidence.several])),
        sentences=int(evidence.several.sum()),
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


def _rows(evidence: Evidence, drawn: Resampling, by: Collection[str]) -> Iterator[Row]:
    yield from _measure(evidence, drawn, OVERALL, "", Selection())
    if PAIR in by:
        yield from _by_pair(evidence, drawn)
    if LABEL in by:
        yield from _by_label(evidence, drawn)
    for name in (name for name in evidence.groups if name in by):
        groups = evidence.groups[name]
        for number in sorted(np.unique(groups.number[evidence.several]).tolist(), key=groups.names.__getitem__):
            yield from _measure(evidence, drawn, name, groups.names[number], Selection(groups.number == number))


def _by_pair(evidence: Evidence, drawn: Resampling) -> Iterator[Row]:
    for number in sorted(range(len(evidence.pairs)), key=lambda pair: _pair_name(evidence, pair)):
        yield from _measure(evidence, drawn, PAIR, _pair_name(evidence, number), Selection(pair=number))


def _pair_name(evidence: Evidence, pair: int) -> str:
    return ", ".join(sorted(evidence.annotators[number] for number in evidence.pairs[pair]))


def _measure(evidence: Evidence, drawn: Resampling, by: str, group: str, selection: Selection) -> Iterator[Row]:
    """All figures of a part of the evidence. A question that nobody answered anywhere has none."""
    for measured in evidence.plan:
        if measured.by == "item":
            figures = _of_items(evidence, evidence.items[measured], measured, selection, drawn)
        elif _answered(evidence, measured):
            figures = _of_ratings(evidence.ratings(measured, selection), measured, drawn)
        else:
            continue
        for coefficient, figure in figures:
            yield Row(by, group, *measured.question, coefficient, figure)


def _answered(evidence: Evidence, measured: Measured) -> bool:
    """Whether anybody answered: sets that are all empty are of a question that was not asked."""
    found = evidence.rated[measured] if measured in evidence.rated else evidence.paired[measured]
    return len(found.sentence) > 0 and found.values != (frozenset(),)


def _of_ratings(ratings: Ratings, measured: Measured, drawn: Resampling) -> Iterator[tuple[str, Figure]]:
    scale = measured.scale
    if scale != "masi":
        yield "agreement", percent(ratings, drawn)
    yield f"alpha_{scale}", alpha(ratings, scale, drawn)
    if scale == "nominal":
        yield "kappa", cohen_kappa(ratings, drawn=drawn)
        yield "ac1", gwet_ac(ratings, drawn=drawn)
    if measured.question == comparing.LABEL:
        yield "prevalence", prevalence(ratings, "claim", drawn)


def _of_items(
    evidence: Evidence, items: Items, measured: Measured, selection: Selection, drawn: Resampling
) -> Iterator[tuple[str, Figure]]:
    rows = evidence.rows(items, selection)
    document, weight = evidence.document[items.sentence[rows]], 1 + items.both[rows].astype(np.float64)
    if measured.scale == "spans":
        yield "f1_exact", f1(items.same[rows], weight, document, drawn)
        yield "f1_overlap", f1(items.both[rows], weight, document, drawn)
    else:
        yield "f1", f1(items.same[rows], weight, document, drawn)


def _by_label(evidence: Evidence, drawn: Resampling) -> Iterator[Row]:
    """Each label of a closed question against the rest."""
    for measured in evidence.plan:
        if measured.question == TOKENS or not measured.values or not _answered(evidence, measured):
            continue
        ratings = evidence.ratings(measured, Selection())
        for code, value in enumerate(measured.values):
            yield Row(LABEL, str(value), *measured.question, "alpha_nominal", alpha(ratings.against_rest(code), drawn=drawn))
            yield Row(LABEL, str(value), *measured.question, "prevalence", prevalence(ratings, value, drawn))
