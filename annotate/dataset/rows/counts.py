"""The numbers of an export, counted as batches pass: one row of label counts per article, and totals for the card.

They are counted in the rows that are written, so that the card says what the files contain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as compute
from numpy.typing import NDArray

from annotate.dataset.features import STATUSES, noun_feature
from annotate.dataset.leaks import LONG, Hashes, SentenceIndex, hash_sentences
from annotate.dataset.options import CONFIGS
from annotate.dataset.rows.card_counts import Asked, CardCounts
from annotate.dataset.rows.list_columns import Rows, columns, flat, mask, take
from annotate.dataset.rows.tables import BatchTables
from annotate.dataset.splits import Article, ArticleRows
from annotate.model import ANNOTATION
from annotate.review.gold import PROVENANCES
from annotate.schema import LINK, NOUNS, Attribute, Schema

LabelKey = tuple[str, str, str]
"""Noun, attribute and label."""


class Counts:
    """The numbers of an export.

    articles: all articles, in the order of the batches. languages: theirs.
    annotators: the annotators. deciders: the annotators and adjudicators. newest: the time of the newest annotation.
    sentences: the number of sentences by status. gold: the number of sentences by provenance of their gold.
    agreements: the agreement on each sentence that several annotators labelled.
    origins: how often annotators' answers to each question were accepted, edited or manual, by (question, origin).
    card: what only the card tells.
    row_counts: by config, for each of its tables, the number of rows of each article.
    hashes, long: for each table of sentences, the hash of each sentence's text, and a mask of the long ones.
    """

    def __init__(self, schema: Schema) -> None:
        self.articles: list[Article] = []
        self.languages: set[str] = set()
        self.annotators: set[str] = set()
        self.deciders: set[str] = set()
        self.newest = ""
        self.sentences = dict.fromkeys(reversed(STATUSES), 0)
        self.gold: dict[str, int] = dict.fromkeys(PROVENANCES, 0)
        self.claims = self.sources = self.stances = 0
        self.agreements: list[float] = []
        self.origins: Counter[tuple[str, str]] = Counter()
        self.card = CardCounts()
        self._asked = Asked.of(schema)
        self.row_counts: dict[str, list[list[ArticleRows]]] = {config: [] for config in CONFIGS}
        self.hashes: list[Hashes] = []
        self.long: list[NDArray[numpy.bool_]] = []
        self._items = (*NOUNS[1:], *([LINK] if schema.links else []))
        self._questions = [question for noun in ("annotation", *self._items) for question in _closed_questions(schema, noun)]
        self._hows: Sequence[str] = noun_feature(schema, "origin")["how"].names
        self._sentence_questions = {question.name for question in self._questions if question.noun == "annotation"}

    @property
    def labels(self) -> dict[LabelKey, int]:
        """The number of times each label occurs in gold. A source counts in each sentence in which it has a claim."""
        keys = ((question.noun, question.name, choice.value) for question in self._questions for choice in question.labels)
        _, *numbers = numpy.sum([article.labels for article in self.articles], axis=0).tolist()
        return dict(zip(keys, numbers, strict=True))

    def join(self, later: Counts) -> None:
        """Add the numbers of later batches."""
        self.articles += later.articles
        self.languages |= later.languages
        self.annotators |= later.annotators
        self.deciders |= later.deciders
        self.newest = max(self.newest, later.newest)
        for totals, numbers in ((self.sentences, later.sentences), (self.gold, later.gold)):
            totals.update({name: number + numbers[name] for name, number in totals.items()})
        self.claims += later.claims
        self.sources += later.sources
        self.stances += later.stances
        self.agreements += later.agreements
        self.origins += later.origins
        self.card.join(later.card)
        for config, tables in self.row_counts.items():
            tables += later.row_counts[config]
        self.hashes += later.hashes
        self.long += later.long

    def sentence_index(self) -> SentenceIndex:
        """Return all sentences, by which those in several articles are found."""
        lengths = [length for table in self.row_counts["sentences"] for _, length in table]
        article = numpy.repeat(numpy.arange(len(lengths)), lengths)
        ids = [article.id for article in self.articles]
        return SentenceIndex(ids, article, numpy.concatenate(self.hashes), numpy.concatenate(self.long))

    def add(self, batch: BatchTables) -> None:
        """Add the numbers of a batch."""
        documents, gold = batch.sentences.documents, batch.gold
        for number, status in enumerate(STATUSES):
            self.sentences[status] += int((gold.status == number).sum())
        for number, provenance in enumerate(PROVENANCES):
            self.gold[provenance] += int((gold.provenance == number).sum())
        self.agreements += gold.agreement[~numpy.isnan(gold.agreement)].tolist()
        self.origins += _count_origins(batch.tables["annotations"], self._hows)
        self.languages |= {document.language for document in documents if document.language}
        makers = set(map(attrgetter("annotator", "layer"), batch.annotations.rows))
        self.annotators |= {annotator for annotator, layer in makers if layer == ANNOTATION}
        self.deciders |= {annotator for annotator, _ in makers}
        self.card.add(batch, self._asked)
        self.newest = max(self.newest, *map(attrgetter("created"), batch.annotations.rows))
        for document, labels in zip(documents, self._labels(batch), strict=True):
            self.articles.append(Article(document.id, document.published, document.url, labels))
        self.hashes.append(hash_sentences(batch.sentences.text))
        self.long.append(batch.sentences.end - batch.sentences.start >= LONG)
        for config, table in batch.tables.items():
            lengths = numpy.bincount(_article_rows(batch, table), minlength=len(documents)).tolist()
            row_counts = [(document.id, length) for document, length in zip(documents, lengths, strict=True)]
            self.row_counts[config].append(row_counts)

    def _labels(self, batch: BatchTables) -> NDArray[numpy.int64]:
        """Return for each article 1, then how often it has each label in gold. Also counts claims, sources and stances."""
        count = len(batch.sentences.documents)
        table = batch.tables["sentences"]
        by_noun: dict[str, tuple[dict[str, Any], Rows]] = {}
        by_sentence: dict[str, Rows] = {}
        for noun in self._items:
            items, by_sentence[noun] = flat(table[f"{noun}s"].chunk(0))
            by_noun[noun] = columns(items), batch.sentences.document[by_sentence[noun]]
        self.claims += len(by_noun["claim"][1])
        self.stances += len(by_noun["stance"][1])
        self.sources += _count_sources(by_noun["stance"][0]["source"], by_sentence["stance"], batch)
        has_gold = batch.gold.row >= 0
        fields = batch.annotations.columns
        by_noun["annotation"] = (
            {name: take(fields[name], batch.gold.row[has_gold]) for name in fields.keys() & self._sentence_questions},
            batch.sentences.document[has_gold],
        )
        parts = [numpy.ones((count, 1), dtype=numpy.int64)]
        for question in self._questions:
            answers, articles = by_noun[question.noun]
            parts.append(_count_labels(answers[question.name], articles, count, len(question.labels)))
        return numpy.concatenate(parts, axis=1)


_ANSWER = r"^(?P<noun>[cs])[0-9]+(?P<stance>(?:<-s[0-9]+)?)[.](?P<name>[a-z0-9_]+)$"
_NOUNS = {"c": "claim", "s": "source"}


def _count_origins(annotations: pyarrow.Table, hows: Sequence[str]) -> Counter[tuple[str, str]]:
    """Return how often answers have each of the origins `hows`, by (question, origin)."""
    counts: Counter[tuple[str, str]] = Counter()
    for chunk in annotations["origins"].chunks:
        origins = columns(flat(chunk)[0])
        parts = compute.extract_regex(origins["item"], _ANSWER)  # null where the item is not an answer
        fields = [columns(parts)[name] for name in ("noun", "stance", "name")]
        fields.append(origins["how"].cast(pyarrow.string()))
        for pair in compute.value_counts(compute.binary_join_element_wise(*fields, "\t")).to_pylist():
            if pair["values"] is not None:
                noun, stance, name, how = pair["values"].split("\t")
                counts[f"{'stance' if stance else _NOUNS[noun]}.{name}", hows[int(how)]] += pair["counts"]
    return counts


def _closed_questions(schema: Schema, noun: str) -> Iterator[Attribute]:
    """Yield the questions about a noun that have a closed set of labels."""
    yield from (schema.labels[noun],) if noun in schema.labels else ()
    yield from (attribute for attribute in schema.attributes[noun] if attribute.choices)


def _count_labels(labels: pyarrow.Array, articles: Rows, count: int, width: int) -> NDArray[numpy.int64]:
    """Return how often each of `count` articles has each of `width` labels; several in one answer count one each."""
    if pyarrow.types.is_list(labels.type):
        labels, owners = flat(labels)
        articles = articles[owners]
    # A histogram in two dimensions by one in one dimension: article and label become a single number, counted by `bincount`.
    valid = mask(labels.is_valid())
    numbers = labels.drop_null().to_numpy()
    return numpy.bincount(articles[valid] * width + numbers, minlength=count * width).reshape(count, width)


def _count_sources(sources: pyarrow.Array, sentence: Rows, batch: BatchTables) -> int:
    """Return the number of sources that have a stance. `sentence` is the row of each stance's sentence.

    The ids of sources identify them within one article and one annotator.
    """
    source = sources.dictionary_encode().indices.to_numpy().astype(numpy.int64)
    names = pyarrow.array([row.annotator for row in batch.annotations.rows])
    annotator = names.dictionary_encode().indices.to_numpy()[batch.gold.row[sentence]]
    width = len(source) + 1
    return len(numpy.unique(((batch.sentences.document[sentence] * len(names)) + annotator) * width + source))


def _article_rows(batch: BatchTables, table: pyarrow.Table) -> Rows:
    """Return the row of the article of each row of a table."""
    ids = pyarrow.array([document.id for document in batch.sentences.documents])
    rows: Rows = compute.index_in(table["document"], ids).to_numpy()
    return rows
