"""The numbers of an export besides its totals, for the card: origins of labels, lengths of texts, coverage of questions.

Counted batch by batch, in whole columns, in the rows that are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

import numpy
import pyarrow
import pyarrow.compute as compute

from annotate.dataset.features import article_columns, noun_feature
from annotate.dataset.rows.list_columns import Rows, columns, flat, mask, take
from annotate.dataset.rows.tables import BatchTables
from annotate.model import ANNOTATION
from annotate.schema import LINK, NOUNS, Schema
from annotate.schema.scheme import ARTICLE

HOWS = ("manual", "accepted", "edited", "import")
"""The ways in which an item of an annotation came to be that are recorded."""

LINK_MARK = "->"
"""The sign in the item of an origin that is of a link: claim, mark, place of the target."""

STANCE_MARK = "<-"
"""The sign in the item of an origin that is of a stance: claim, mark, source."""

ANSWER_MARK = "."
"""The sign in the item of an origin that is of an answer: item, mark, question."""

Coverage = Counter[tuple[str, str, str]]
"""Numbers by noun, question and version of the schema."""


class Asked(NamedTuple):
    """The questions of a schema: the kinds of origins, the names of the questions about each noun, those about articles apart.

    `article_columns` are their columns in `articles`.
    """

    hows: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]
    article_columns: Mapping[str, str]

    @classmethod
    def of(cls, schema: Schema) -> Asked:
        """Return the questions of a schema."""
        questions: dict[str, tuple[str, ...]] = {
            noun: (*(["label"] if noun in schema.labels else []), *(question.name for question in schema.attributes[noun]))
            for noun in (*NOUNS, *([LINK] if schema.links else []))
        }
        about_article = tuple(question.name for question in schema.about_article)
        questions["annotation"] = tuple(name for name in questions["annotation"] if name not in about_article)
        questions[ARTICLE] = about_article
        return cls(tuple(noun_feature(schema, "origin")["how"].names), questions, article_columns(schema))


@dataclass(slots=True)
class CardCounts:
    """The numbers of an export for its card.

    languages: the number of articles by language, under None those without one.
    schemas: the number of annotations by the version of the schema they were made with.
    origins: the number of claims and stances in annotations by noun and how they came to be, one of `HOWS`.
    exposures: the number of annotations by exposure: ``assisted``, ``blind``, or empty where no suggestions were involved.
    items: the number of claims and stances in annotations. rejected: the number of suggestions that were rejected.
    lengths: by what is measured, how often each length occurs.
    asked: the number of items of gold by noun, question and version of the schema. answered: of these, those with an answer.
    """

    languages: Counter[str | None] = field(default_factory=Counter)
    schemas: Counter[str] = field(default_factory=Counter)
    origins: Counter[tuple[str, str]] = field(default_factory=Counter)
    exposures: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    lengths: dict[str, Counter[int]] = field(default_factory=dict)
    asked: Coverage = field(default_factory=Counter)
    answered: Coverage = field(default_factory=Counter)

    def join(self, later: CardCounts) -> None:
        """Add the numbers of later batches."""
        for name in ("languages", "schemas", "origins", "exposures", "items", "asked", "answered"):
            getattr(self, name).update(getattr(later, name))
        self.rejected += later.rejected
        for what, lengths in later.lengths.items():
            self.lengths.setdefault(what, Counter()).update(lengths)

    def add(self, batch: BatchTables, asked: Asked) -> None:
        """Add the numbers of a batch."""
        self.languages.update(document.language or None for document in batch.sentences.documents)
        versions = Counter(map(attrgetter("schema", "layer"), batch.annotations.rows))
        self.schemas.update({schema: number for (schema, layer), number in versions.items() if layer == ANNOTATION})
        self._add_origins(batch.tables["annotations"], asked.hows)
        self._add_lengths(batch)
        self._add_coverage(batch, asked)

    def _add_origins(self, annotations: pyarrow.Table, hows: Sequence[str]) -> None:
        structs, owners = flat(annotations["origins"].combine_chunks())
        fields = columns(structs)
        how = numpy.array(fields["how"].fill_null(-1), dtype=numpy.int64)
        whole, of_stance = mask(compute.equal(fields["item"], "")), mask(compute.match_substring(fields["item"], STANCE_MARK))
        of_answer = mask(compute.match_substring(fields["item"], ANSWER_MARK))  # which `Counts.origins` has
        of_link = mask(compute.match_substring(fields["item"], LINK_MARK))
        of_claim = ~of_stance & ~whole & ~of_answer & ~of_link
        for noun, chosen in (("stance", of_stance & ~of_answer), ("claim", of_claim)):
            numbers = numpy.bincount(how[chosen & (how >= 0)], minlength=len(hows)).tolist()
            self.origins.update({(noun, name): numbers[hows.index(name)] for name in HOWS})
            self.rejected += numbers[hows.index("rejected")]
            self.items[noun] += int(compute.sum(compute.list_value_length(annotations[f"{noun}s"])).as_py() or 0)
        exposures = Counter({hows[code]: number for code, number in enumerate(numpy.bincount(how[whole]).tolist())})
        exposures[""] = annotations.num_rows - len(numpy.unique(owners[whole]))
        self.exposures.update(exposures)

    def _add_lengths(self, batch: BatchTables) -> None:
        sentences, gold = batch.sentences, batch.gold
        claims = batch.tables["sentences"]["claims"].combine_chunks()
        spans, owners = flat(columns(flat(claims)[0])["spans"])
        fields = columns(spans)
        characters = compute.subtract(fields["end"], fields["start"]).to_numpy()
        count = len(flat(claims)[0])
        lengths = {
            "characters in an article": numpy.array([len(document.text) for document in sentences.documents]),
            "sentences in an article": numpy.bincount(sentences.document, minlength=len(sentences.documents)),
            "characters in a sentence": sentences.end - sentences.start,
            "characters in a claim": numpy.bincount(owners, characters, count).astype(numpy.int64),
            "claims in a sentence with a gold label": compute.list_value_length(claims).fill_null(0).to_numpy()[gold.row >= 0],
        }
        for what, numbers in lengths.items():
            values, times = numpy.unique(numbers, return_counts=True)
            self.lengths.setdefault(what, Counter()).update(dict(zip(values.tolist(), times.tolist(), strict=True)))

    def _add_coverage(self, batch: BatchTables, asked: Asked) -> None:
        row = batch.gold.row
        schemas = [decision.schema for decision in batch.annotations.rows]
        names = sorted(set(schemas))
        number = {name: code for code, name in enumerate(names)}
        version = numpy.array([number[schema] for schema in schemas], dtype=numpy.int64)
        gold = row[row >= 0]
        fields = batch.annotations.columns
        items: dict[str, tuple[dict[str, Any], Rows]] = {
            "annotation": ({name: take(fields[name], gold) for name in asked.questions["annotation"]}, version[gold])
        }
        articles = batch.tables["articles"]
        documents, first = numpy.unique(batch.sentences.document[row >= 0], return_index=True)
        items[ARTICLE] = (
            {name: take(articles[column].combine_chunks(), documents) for name, column in asked.article_columns.items()},
            version[gold[first]],
        )
        for noun in (noun for noun in asked.questions if noun not in items):
            structs, owners = flat(batch.tables["sentences"][f"{noun}s"].combine_chunks())
            items[noun] = columns(structs), version[row[owners]]
        for about, (answers, versions) in items.items():
            every = numpy.bincount(versions, minlength=len(names)).tolist()
            self.asked.update(
                {(about, question, name): every[number[name]] for question in asked.questions[about] for name in names}
            )
            for question in asked.questions[about]:
                given = numpy.bincount(versions[mask(answers[question].is_valid())], minlength=len(names)).tolist()
                self.answered.update({(about, question, name): given[number[name]] for name in names})
