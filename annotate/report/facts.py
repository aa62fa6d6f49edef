"""The figures of a report, as plain values: every row of a table is a named tuple of texts and numbers.

The fields of these tuples are the columns of the CSV files and the names in the JSON, so they are published. Rows name
annotators, questions (`claim.type`) and labels as they are stored; the page words them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotate.agreement.agreement import Agreement
from annotate.agreement.disagreements import Disagreement
from annotate.model import Annotation, Document
from annotate.schema import Schema


class Totals(NamedTuple):
    """The size of the project. A finished sentence has a label by somebody; `last` is the time of the newest decision."""

    documents: int
    sentences: int
    finished: int
    decisions: int
    shared: int
    differing: int
    adjudicated: int
    annotators: int
    gold_claims: int
    first: str
    last: str


class ProgressRow(NamedTuple):
    """The sentences of an article that an annotator finished, and that they only began."""

    document: str
    title: str
    sentences: int
    annotator: str
    finished: int
    begun: int


class DayRow(NamedTuple):
    """The sentences that an annotator decided last on a day, and on that day and all before.

    What the program changed since, for a correction of the article or a change of the label scheme, counts on the day of the
    annotator's own decision; a dataset only has the day of the change.
    """

    day: str
    annotator: str
    finished: int
    total: int


class AnnotatorRow(NamedTuple):
    """The work of an annotator.

    `seconds` and its quartiles are per finished sentence, `per_day` and its quartiles sentences per day with any work; they are
    None where nothing is known. `open` counts the unfinished sentences of articles that they began or were assigned.
    """

    annotator: str
    finished: int
    skipped: int
    flagged: int
    open: int
    seconds: float | None
    seconds_low: float | None
    seconds_high: float | None
    hours: float
    days: int
    per_day: float | None
    per_day_low: float | None
    per_day_high: float | None
    last: str


class LabelRow(NamedTuple):
    """The number of times that an answer was given, of `asked` that it could have been; `annotator` is empty for gold."""

    question: str
    label: str
    annotator: str
    number: int
    asked: int


class GroupRow(NamedTuple):
    """The same in gold for a group of sentences: those of an outlet, a month, a language or a kind of block."""

    grouping: str
    group: str
    question: str
    label: str
    number: int
    asked: int


class SourceRow(NamedTuple):
    """A source of gold claims by its name; `naming` and `type` are the most frequent answers about it."""

    source: str
    claims: int
    articles: int
    type: str
    naming: str


class SourceStanceRow(NamedTuple):
    """The number of times that a source took a stance."""

    source: str
    stance: str
    number: int


class CrossRow(NamedTuple):
    """The number of stances that come with an answer to another question about the source or the stance."""

    question: str
    label: str
    stance: str
    number: int


class OpposedRow(NamedTuple):
    """Two sources with opposite stances on the same claim: how many claims, and where the first one is."""

    one: str
    one_stance: str
    other: str
    other_stance: str
    claims: int
    document: str
    sentence: int


class PositionRow(NamedTuple):
    """A source's stance on one of the claims that say the same."""

    cluster: str
    claim: str
    source: str
    stance: str
    document: str
    sentence: int


class RuleRow(NamedTuple):
    """The suggestions of a rule or model by what annotators did with them."""

    rule: str
    accepted: int
    edited: int
    rejected: int


class ExposureRow(NamedTuple):
    """The decisions with and without suggestions to be seen: `claim_share` of them have a claim."""

    exposure: str
    decisions: int
    claim_share: float
    claims_per_sentence: float
    seconds: float | None


class FastRow(NamedTuple):
    """An article on which an annotator spent less time than people need to read it."""

    document: str
    annotator: str
    words: int
    seconds: float
    words_per_minute: float


class ConfusionRow(NamedTuple):
    """The number of times that two annotators gave two answers about the same thing; `one` is ``gold`` for adjudications."""

    question: str
    one: str
    other: str
    said: str
    other_said: str
    number: int


class Remark(NamedTuple):
    """The reason for a flag, or a note, with its author; the text is empty if the report has no words of articles."""

    annotator: str
    text: str

    def __str__(self) -> str:
        """Return the author and the text on a line."""
        return f"{self.annotator}: {self.text}" if self.text else self.annotator


class AgendaRow(NamedTuple):
    """A sentence to talk about: the number of questions on which annotators differ, flags and notes."""

    document: str
    sentence: int
    text: str
    differing: int
    flags: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    adjudicated: bool


class ProblemRow(NamedTuple):
    """A problem that `annotate check` finds, with its sentence's number; 0 if it is about none."""

    severity: str
    code: str
    message: str
    remedy: str
    document: str
    sentence: int


class ArticleRow(NamedTuple):
    """An article as the report knows it."""

    document: str
    title: str
    outlet: str
    published: str
    language: str
    sentences: int
    finished: int
    differing: int
    text_sha256: str


class Fact(NamedTuple):
    """A fact about where the data come from."""

    name: str
    value: str


class StratumRow(NamedTuple):
    """A part of a corpus from which articles were drawn, by the number of the sample.

    `archive` counts the articles of the corpus, near-duplicates once, and `drawn` those that were drawn. Each of these stands for
    `stands_for` articles, on average; None if there is none.
    """

    sample: int
    stratum: str
    archive: int
    drawn: int
    stands_for: float | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a sentence as the page shows it: `names` are those who made it; gold has its provenance."""

    names: tuple[str, ...]
    annotation: Annotation
    gold: str = ""


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article to be shown, with the decisions on its sentences, by the index of the sentence."""

    document: Document
    decisions: Mapping[int, Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything that a report says.

    kind: ``project`` or ``dataset``. name: its name. without_text: the report has no words of articles.
    adjudicated: the ids of adjudicated sentences among those that are shown. texts: the texts of sentences with examples of
        disagreements, by id.
    pairs: whether agreement has figures for each pair of annotators, which it has not if there are too many.
    checked: the number of articles in which problems were looked for.
    shown: the articles to show; `shown_sentences` is the number of their sentences.
    left_out: what is not in the report, by reason.
    """

    kind: str
    name: str
    schema: Schema
    without_text: bool
    totals: Totals
    annotators: tuple[AnnotatorRow, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    adjudicated: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    agreement: Agreement | None = None
    pairs: bool = True
    confusions: tuple[ConfusionRow, ...] = ()
    progress: tuple[ProgressRow, ...] = ()
    days: tuple[DayRow, ...] = ()
    labels: tuple[LabelRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    source_stances: tuple[SourceStanceRow, ...] = ()
    crossed: tuple[CrossRow, ...] = ()
    opposed: tuple[OpposedRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    exposures: tuple[ExposureRow, ...] = ()
    fast: tuple[FastRow, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()
    problems: tuple[ProblemRow, ...] = ()
    checked: int = 0
    articles: tuple[ArticleRow, ...] = ()
    provenance: tuple[Fact, ...] = ()
    strata: tuple[StratumRow, ...] = ()
    shown: tuple[ShownArticle, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown_sentences(self) -> int:
        """The number of sentences of the articles to show."""
        return sum(len(article.document.sentences) for article in self.shown)
