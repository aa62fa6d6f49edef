"""What is counted while batches pass: one row of numbers for each article, of which the card's are sums.

They are counted in the rows that are written, so that what the card says is what the files hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotate.dataset.features import CONFIGS, STATUSES
from annotate.dataset.rows.list_columns import columns, flat, mask, taken
from annotate.dataset.rows.tables import BatchTables
from annotate.dataset.splits import Article
from annotate.model import ANNOTATION
from annotate.review.gold import PROVENANCES
from annotate.schema import NOUNS, Attribute, Schema

if TYPE_CHECKING:
    import numpy
    import pyarrow
    from numpy.typing import NDArray

    from annotate.dataset.rows.list_columns import Rows

Label = tuple[str, str, str]
"""Noun, attribute and label."""

Piece = tuple[str, int]
"""An article's id and how many rows it has in a table."""


class Counts:
    """The numbers of an export. `articles` are in the order in which they came, `pieces` those of the tables of each config.

    deciders: the annotators, and who adjudicated. newest: when the newest annotation was made.
    agreements: of each sentence that several annotators labelled.
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
        self.pieces: dict[str, list[list[Piece]]] = {config: [] for config in CONFIGS}
        self._questions = [question for noun in NOUNS for question in _closed(schema, noun)]
        self._asked = {question.name for question in self._questions if question.noun == "annotation"}

    @property
    def labels(self) -> dict[Label, int]:
        """How often each label is in gold. A source counts in each sentence it has a claim in."""
        names = ((question.noun, question.name, choice.value) for question in self._questions for choice in question.choices)
        import numpy

        _, *numbers = numpy.sum([article.labels for article in self.articles], axis=0).tolist()
        return dict(zip(names, numbers, strict=True))

    def join(self, later: Counts) -> None:
        """Add the numbers of later batches."""
        self.articles += later.articles
        self.languages |= later.languages
        self.annotators |= later.annotators
        self.deciders |= later.deciders
        self.newest = max(self.newest, later.newest)
        for ours, theirs in ((self.sentences, later.sentences), (self.gold, later.gold)):
            ours.update({name: number + theirs[name] for name, number in ours.items()})
        self.claims += later.claims
        self.sources += later.sources
        self.stances += later.stances
        self.agreements += later.agreements
        for config, pieces in self.pieces.items():
            pieces += later.pieces[config]

    def add(self, made: BatchTables) -> None:
        """Count a batch."""
        import numpy

        documents, golds = made.sentences.documents, made.golds
        for number, status in enumerate(STATUSES):
            self.sentences[status] += int((golds.status == number).sum())
        for number, provenance in enumerate(PROVENANCES):
            self.gold[provenance] += int((golds.provenance == number).sum())
        self.agreements += golds.agreement[~numpy.isnan(golds.agreement)].tolist()
        self.languages |= {document.language for document in documents if document.language}
        self.annotators |= {row.annotator for row in made.annotations.rows if row.layer == ANNOTATION}
        self.deciders |= {row.annotator for row in made.annotations.rows}
        self.newest = max(self.newest, *(row.created for row in made.annotations.rows))
        labels = self._labels(made)
        for document, counted in zip(documents, labels, strict=True):
            self.articles.append(Article(document.id, document.published, document.url, counted))
        for config, table in made.tables.items():
            of_document = _documents(made, table)
            lengths = numpy.bincount(of_document, minlength=len(documents)).tolist()
            self.pieces[config].append([(document.id, length) for document, length in zip(documents, lengths, strict=True)])

    def _labels(self, made: BatchTables) -> NDArray[numpy.int64]:
        """For each article: one, then how often it has each label in gold. Counts claims, sources and stances on the way."""
        import numpy

        count = len(made.sentences.documents)
        table = made.tables["sentences"]
        found: dict[str, tuple[dict[str, Any], Rows]] = {}
        for noun in NOUNS[1:]:
            items, owners = flat(table[f"{noun}s"].chunk(0))
            found[noun] = columns(items), made.sentences.document[owners]
        self.claims += len(found["claim"][1])
        self.stances += len(found["stance"][1])
        self.sources += _heard(found["stance"][0]["source"], owners, made)
        rows = made.golds.row >= 0
        golden = made.annotations.columns
        found["annotation"] = (
            {name: taken(golden[name], made.golds.row[rows]) for name in golden.keys() & self._asked},
            made.sentences.document[rows],
        )
        parts = [numpy.ones((count, 1), dtype=numpy.int64)]
        for question in self._questions:
            fields, owners = found[question.noun]
            parts.append(_tallied(fields[question.name], owners, count, len(question.choices)))
        return numpy.concatenate(parts, axis=1)


def _closed(schema: Schema, noun: str) -> Iterator[Attribute]:
    """The questions about a noun that have a closed set of labels."""
    yield from (schema.labels[noun],) if noun in schema.labels else ()
    yield from (attribute for attribute in schema.attributes[noun] if attribute.choices)


def _tallied(labels: pyarrow.Array, owners: Rows, count: int, width: int) -> NDArray[numpy.int64]:
    """How often each article has each label."""
    import numpy

    there = mask(labels.is_valid())
    numbers = labels.drop_null().to_numpy()
    return numpy.bincount(owners[there] * width + numbers, minlength=count * width).reshape(count, width)


def _heard(sources: pyarrow.Array, sentence: Rows, made: BatchTables) -> int:
    """How many sources have a stance: ids hold within an article and an annotator. `sentence` is the row of each stance's."""
    import numpy
    import pyarrow

    source = sources.dictionary_encode().indices.to_numpy().astype(numpy.int64)
    names = pyarrow.array([row.annotator for row in made.annotations.rows])
    annotator = names.dictionary_encode().indices.to_numpy()[made.golds.row[sentence]]
    width = len(source) + 1
    return len(numpy.unique(((made.sentences.document[sentence] * len(names)) + annotator) * width + source))


def _documents(made: BatchTables, table: pyarrow.Table) -> Rows:
    """For each row of a table the row of its article."""
    import pyarrow
    import pyarrow.compute as compute

    ids = pyarrow.array([document.id for document in made.sentences.documents])
    found: Rows = compute.index_in(table["document"], ids).to_numpy()
    return found
