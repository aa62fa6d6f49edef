"""The config `silver`: what is suggested for articles that nobody labelled, as weak labels.

Nobody has looked at a row of it. It is never mixed with gold: it has its own columns, its own files, and one split, `train`,
because a score on suggestions that nobody checked would measure the rules, not the model. Articles that belong together with one
that is evaluated on are kept out of it altogether, and so is each sentence that one of those has word for word. How often the
rule of a row was right in this project is in the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy
import pyarrow
from datasets import ClassLabel, Features

from annotate.agreement.intervals import Share, wilson
from annotate.dataset.features import silver_columns, silver_features
from annotate.dataset.leaks import LONG, SentenceIndex, hash_sentences
from annotate.dataset.options import ExportOptions, Split
from annotate.dataset.parquet import portable_schema
from annotate.dataset.rows.claims import CLAIM_SEPARATOR
from annotate.dataset.splits import Article, ArticleRows, NearDuplicate
from annotate.model import Answer, Document, Sentence, Span, Suggestion
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.model.documents import outlet
from annotate.schema import Attribute, Schema

SUGGESTION = "suggestion"
"""The value of the column `label_source`."""

SPLIT: Split = "train"
"""The only split of the config."""

MIN_MEASURED = 20
"""The number of suggestions from which a share of right ones is told; the interval of fewer is wider than 40 points."""


class SuggestedClaim(NamedTuple):
    """A suggestion for a sentence of a document, with the predicted answers about its claim, source and stance."""

    sentence: Sentence
    suggestion: Suggestion
    claim: Mapping[str, Answer]
    source: Mapping[str, Answer]
    stance: Mapping[str, Answer]


def measured_share(right: int, total: int) -> Share | None:
    """Return a share with its interval; None if it is of fewer than `MIN_MEASURED`.

    >>> measured_share(3, 4)
    """
    return wilson(right, total) if total >= MIN_MEASURED else None


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """The fate of the suggestions of a rule where people labelled.

    accepted, edited, rejected, passed_over: where they were shown. blind: the number for sentences that were labelled without
    them; correct: that of those among them that agree with the gold.
    """

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    passed_over: int = 0
    blind: int = 0
    correct: int = 0

    @property
    def assisted(self) -> Share | None:
        """The share that was accepted unchanged, of all that were shown."""
        return measured_share(self.accepted, self.accepted + self.edited + self.rejected + self.passed_over)

    @property
    def precision(self) -> Share | None:
        """The share that agrees with the gold of sentences that were labelled without suggestions."""
        return measured_share(self.correct, self.blind)

    def columns(self) -> dict[str, Any]:
        """Return the record as columns of `annotate.dataset.features.MEASURED`."""
        empty = (None, None, None)
        assisted, precision = self.assisted or empty, self.precision or empty
        return {
            "rule_accepted": self.accepted,
            "rule_edited": self.edited,
            "rule_rejected": self.rejected,
            "rule_passed_over": self.passed_over,
            **dict(zip(("rule_assisted", "rule_assisted_low", "rule_assisted_high"), assisted, strict=True)),
            "rule_blind": self.blind,
            "rule_correct": self.correct,
            **dict(zip(("rule_precision", "rule_precision_low", "rule_precision_high"), precision, strict=True)),
        }


SilverTable = tuple[pyarrow.Table, Sequence[ArticleRows], int]
"""The rows of some articles, the number of rows of each, and the number of rows left out as sentences that are evaluated on."""


@dataclass(frozen=True)
class Silver:
    """The input of an export for the config.

    articles: those that nobody labelled and for which there are suggestions, in the order of their ids.
    records: the record of each rule.
    tables: a function that returns the tables of articles, by their ids, whose rows are made by a function (`SilverRows`).
    left_out: the number of articles that are none of `articles`, by reason.
    """

    articles: Sequence[Article]
    records: Mapping[str, RuleRecord]
    tables: Callable[[Sequence[str], SilverRows], Iterable[SilverTable]]
    left_out: Mapping[str, int] = field(default_factory=dict)


# -- which articles ------------------------------------------------------------------------------------------------------


def select(
    silver: Silver,
    labelled: Sequence[Article],
    near_duplicates: Collection[NearDuplicate],
    splits: Mapping[str, Split],
    recorded: Mapping[str, Split],
    options: ExportOptions,
) -> tuple[list[str], dict[str, int]]:
    """Return the ids of the articles to write, and the number of those that are left out, by reason.

    `labelled` are the articles that are exported with decisions, `splits` theirs, and `recorded` those of all earlier exports.
    """
    evaluated = {id for id, split in {**recorded, **splits}.items() if split != SPLIT}
    related = _connected(evaluated, near_duplicates)
    held_out = [article for article in labelled if splits[article.id] != SPLIT]
    outlets = {article.outlet for article in held_out if article.outlet} if options.split_by == "outlet" else set()
    days = [article.day for article in held_out if article.day] if options.split_by == "date" else []
    first_day = min(days, default="")

    def reason(article: Article) -> str:
        if article.id in options.leave_out or (options.documents and article.id not in options.documents):
            return "articles that were not chosen"
        if article.id in evaluated:
            return "articles that were in validation or test before"
        if article.id in related:
            return "articles that are near-duplicates of articles in validation or test"
        if article.outlet in outlets:
            return "articles from an outlet in validation or test"
        if first_day and article.day >= first_day:
            return "articles as new as those in validation or test"
        return ""

    reasons = {article.id: reason(article) for article in silver.articles}
    left_out = Counter(silver.left_out) + Counter(filter(None, reasons.values()))
    return [id for id, text in reasons.items() if not text], dict(sorted(left_out.items()))


def _connected(start: Iterable[str], pairs: Iterable[NearDuplicate]) -> set[str]:
    """Return all that a chain of near-duplicates connects with one of `start`, and these."""
    neighbours: dict[str, set[str]] = {}
    for first, second, _ in pairs:
        neighbours.setdefault(first, set()).add(second)
        neighbours.setdefault(second, set()).add(first)
    reached = set(start)
    pending = list(reached)
    while pending:
        new = neighbours.get(pending.pop(), set()) - reached
        reached |= new
        pending += new
    return reached


def evaluated_hashes(index: SentenceIndex, splits: Mapping[str, Split]) -> frozenset[int]:
    """Return the hashes of the long sentences in validation and test."""
    held_out = numpy.array([splits[id] != SPLIT for id in index.articles], dtype=bool)
    return frozenset(index.hashes[held_out[index.article] & index.long].tolist())


# -- their rows ----------------------------------------------------------------------------------------------------------


class SilverRows:
    """Suggestions as rows. It can be sent to another process."""

    def __init__(
        self,
        schema: Schema,
        records: Mapping[str, RuleRecord],
        evaluated: frozenset[int],
        tool: str,
        *,
        without_text: bool,
    ) -> None:
        self._version = schema.version
        self._author, self._author_answers = str(schema.author["name"]), schema.author_answers
        self._features = silver_features(schema)
        self._columns = silver_columns(schema)
        self._questions = {noun: {q.name: q for q in schema.attributes[noun]} for noun in self._columns}
        self._records = {rule: record.columns() for rule, record in records.items()}
        self._evaluated = evaluated
        self._tool = tool
        self._without_text = without_text

    def __call__(self, articles: Iterable[tuple[Document, Sequence[SuggestedClaim]]]) -> SilverTable:
        """Return the table of some articles."""
        rows: list[dict[str, Any]] = []
        lengths: list[ArticleRows] = []
        dropped = 0
        for document, claims in articles:
            kept = self._unseen(document, claims)
            rows += (self._row(document, claim) for claim in kept)
            lengths.append((document.id, len(kept)))
            dropped += len(claims) - len(kept)
        return table(rows, self._features), lengths, dropped

    def _unseen(self, document: Document, claims: Sequence[SuggestedClaim]) -> list[SuggestedClaim]:
        """Return the claims in sentences that no article in validation or test has."""
        texts = [document.text[claim.sentence.start : claim.sentence.end] for claim in claims]
        hashes = hash_sentences(texts).tolist() if texts else []
        return [
            claim
            for claim, text, hash in zip(claims, texts, hashes, strict=True)
            if len(text) < LONG or hash not in self._evaluated
        ]

    def _row(self, document: Document, claim: SuggestedClaim) -> dict[str, Any]:
        sentence, suggestion = claim.sentence, claim.suggestion
        spans = suggestion.spans
        source = suggestion.source
        answers = {"claim": claim.claim, "source": claim.source if source else self._author_answers, "stance": claim.stance}
        return {
            "document": document.id,
            "sentence": sentence.id,
            "claim_id": f"{sentence.id}{CLAIM_SEPARATOR}{suggestion.key}",
            "label_source": SUGGESTION,
            "rule": suggestion.rule,
            "text": self._text(PIECE_SEPARATOR.join(span.text for span in spans)),
            "start": spans[0].start,
            "end": spans[-1].end,
            "spans": [self._span(span, sentence) for span in spans],
            "sentence_text": self._text(document.text[sentence.start : sentence.end]),
            "title": self._text(document.title),
            "published": document.published,
            "url": document.url,
            "outlet": outlet(document.url) or None,
            "language": document.language,
            "source": self._text(source.name if source else self._author),
            **self._flat_span("mention", source.mention if source else None),
            "stance": suggestion.label,
            **self._flat_span("cue", suggestion.cue),
            **{
                column: self._answer(self._questions[noun][name], answers[noun].get(name))
                for noun, columns in self._columns.items()
                for name, column in columns.items()
            },
            **self._records.get(suggestion.rule, _NO_RECORD),
            "sha256": document.sha256,
            "schema": self._version,
            "tool": self._tool,
        }

    def _text(self, text: str | None) -> str | None:
        return None if self._without_text else text

    def _span(self, span: Span, sentence: Sentence) -> dict[str, Any]:
        inside = sentence.start <= span.start and span.end <= sentence.end
        return {
            "start": span.start,
            "end": span.end,
            "text": self._text(span.text),
            "sentence_start": span.start - sentence.start if inside else None,
            "sentence_end": span.end - sentence.start if inside else None,
        }

    def _flat_span(self, name: str, span: Span | None) -> dict[str, Any]:
        if span is None:
            return {name: None, f"{name}_start": None, f"{name}_end": None}
        return {name: self._text(span.text), f"{name}_start": span.start, f"{name}_end": span.end}

    @staticmethod
    def _answer(question: Attribute, value: Answer | None) -> Answer | None:
        """Return a predicted answer; None if there is none, or this scheme does not have it."""
        return value if value is not None and question.single and question.fits(value) else None


_NO_RECORD = RuleRecord().columns()


def table(rows: Sequence[Mapping[str, Any]], features: Features) -> pyarrow.Table:
    """Return rows with the names of labels as a table; a label that the scheme does not have is null."""
    numbers = {
        name: {label: number for number, label in enumerate(feature.names)}
        for name, feature in features.items()
        if isinstance(feature, ClassLabel)
    }
    coded = [{**row, **{name: known.get(row[name]) for name, known in numbers.items()}} for row in rows]
    return pyarrow.Table.from_pylist(coded, portable_schema(features))


def precision_rows(records: Mapping[str, RuleRecord]) -> Iterator[tuple[str, ...]]:
    """Yield the record of each rule for people, by name: the numbers, and the two shares with their intervals."""
    for rule, record in sorted(records.items()):
        yield (
            rule,
            *map(str, (record.accepted, record.edited, record.rejected, record.passed_over)),
            share_words(record.assisted),
            str(record.blind),
            str(record.correct),
            share_words(record.precision),
        )


def share_words(share: Share | None) -> str:
    """Return a share with its interval in words.

    >>> share_words(measured_share(40, 50)), share_words(None)
    ('80 % (67–89 %)', 'too few')
    """
    return "too few" if share is None else f"{share.value * 100:.0f} % ({share.low * 100:.0f}–{share.high * 100:.0f} %)"
