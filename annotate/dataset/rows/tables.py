"""A batch of articles and its annotations as tables of the four configs, with exactly the columns of `features.features`."""

from __future__ import annotations

import ntpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as compute
from datasets import List
from numpy.typing import NDArray

from annotate.dataset.fast_checks import follows, is_obviously_valid
from annotate.dataset.features import STATUSES, article_columns, features, item_columns, noun_feature, sentence_columns
from annotate.dataset.options import CONFIGS, ExportOptions
from annotate.dataset.rows.annotations import AnnotationReader, Annotations, add_sentence_offsets
from annotate.dataset.rows.claims import claim_rows
from annotate.dataset.rows.gold import GoldColumns, by_annotators, decide_all, eligible
from annotate.dataset.rows.list_columns import columns, flat, group, mask, take, take_lists
from annotate.dataset.rows.parse import remove_text
from annotate.dataset.rows.sentences import Sentences, read_sentences
from annotate.errors import ExportError
from annotate.model import text_sha256
from annotate.model.assignments import Selection
from annotate.model.documents import outlet
from annotate.review.gold import PROVENANCES
from annotate.schema import Schema
from annotate.schema.wellknown import SKIP
from annotate.store.records import Batch, DecisionRow

UNLABELLED = "articles without a labelled sentence"
"""The reason for which an article without a finished decision is left out."""

PARTLY = "articles only partly labelled"
"""The reason for which an article is left out unless `ExportOptions.partial` is set."""


@dataclass(frozen=True)
class BatchTables:
    """The exported part of a batch: its articles, their finished annotations and gold, and the tables by config."""

    sentences: Sentences
    annotations: Annotations
    gold: GoldColumns
    tables: Mapping[str, pyarrow.Table]


class TableMaker:
    """A maker of the tables of batches, in which annotators still have their own names.

    `reader` counts what is left out and which answers are missing.
    """

    def __init__(
        self, schema: Schema, options: ExportOptions, selections: Mapping[str, Selection] = MappingProxyType({})
    ) -> None:
        """Make tables; `selections` says how articles were chosen to be labelled, by their ids."""
        self._selections = selections
        self.reader = AnnotationReader(schema)
        self.features = features(schema)
        self._types = {config: config_features.arrow_schema for config, config_features in self.features.items()}
        self._schema = schema
        self._options = options
        self._annotation = noun_feature(schema, "annotation")
        self._dataset_annotation = noun_feature(schema, "annotation", sentence_offsets=True)
        self._origin = noun_feature(schema, "origin")
        self._skip = self._annotation["label"].str2int(SKIP)
        self._columns = {config: sentence_columns(schema, config) for config in ("sentences", "annotations")}
        self._article_columns = article_columns(schema)
        self._items = item_columns(schema)

    def read(self, batch: Batch) -> tuple[Sentences, Annotations]:
        """Return the sentences and annotations of a batch. Raises ExportError that names the record that cannot be read."""
        documents, decisions = batch
        sentences = read_sentences(documents)
        return sentences, self.reader.read(decisions, sentences)

    def follows(self, batch: Batch) -> bool:
        """Return True if all decisions of a batch surely follow the schema."""
        return follows(batch[1], self._schema)

    def sound(self, batch: Batch, sentences: Sentences, annotations: Annotations) -> bool:
        """Return True if a batch, given what `read` returned for it, surely has no problem beside those that `follows` finds."""
        all_read = len(annotations.rows) == len(batch[1])
        return all_read and is_obviously_valid(annotations, sentences, self._schema, self._annotation)

    def make(self, sentences: Sentences, annotations: Annotations) -> BatchTables | None:
        """Return the tables of the articles that are exported; None if there are none.

        Raises ExportError that names the record that is not valid.
        """
        exported = self._exported(sentences, annotations)
        if not exported.any():
            return None
        sentences, annotations = _select(exported, sentences, annotations)
        gold = decide_all(annotations, sentences, self._schema, self._options.gold)
        annotations, gold = self._finished(annotations, gold)
        if self._options.only:
            chosen = numpy.isin(gold.provenance, [PROVENANCES.index(name) for name in self._options.only])
            self.reader.left_out["sentences whose gold was decided in another way"] += int((gold.provenance[~chosen] >= 0).sum())
            if not chosen.any():
                return None
            sentences, annotations, gold = _only(chosen, sentences, annotations, gold)
        annotations = self.reader.validate(annotations, sentences)
        structs = annotations.annotations
        if self._options.without_text:
            structs = remove_text(structs, self._annotation)
        structs = add_sentence_offsets(structs, self._dataset_annotation, annotations.sentence, sentences)
        annotations = replace(annotations, annotations=structs)
        return BatchTables(sentences, annotations, gold, self._tables(sentences, annotations, gold))

    def _exported(self, sentences: Sentences, annotations: Annotations) -> NDArray[numpy.bool_]:
        """Return a mask of the articles that are exported; count the others."""
        count = len(sentences.documents)
        labelled = numpy.zeros(len(sentences), dtype=bool)
        labelled[annotations.sentence[eligible(annotations, self._options.gold) & annotations.done]] = True
        n_labelled = numpy.bincount(sentences.document[labelled], minlength=count)
        complete = n_labelled == numpy.bincount(sentences.document, minlength=count)
        self.reader.left_out[UNLABELLED] += int((n_labelled == 0).sum())
        if self._options.partial:
            return n_labelled > 0
        self.reader.left_out[PARTLY] += int(((n_labelled > 0) & ~complete).sum())
        finished: NDArray[numpy.bool_] = (n_labelled > 0) & complete
        return finished

    def _finished(self, annotations: Annotations, gold: GoldColumns) -> tuple[Annotations, GoldColumns]:
        """Return the finished annotations, and the gold with their new rows; count the unfinished ones."""
        self.reader.left_out["unfinished annotations"] += int((~annotations.done).sum())
        # The new row of a finished annotation is the number of finished ones before it. Gold never comes from an unfinished one.
        row = numpy.where(gold.row < 0, -1, (numpy.cumsum(annotations.done) - 1)[gold.row])
        places = numpy.flatnonzero(annotations.done)
        return annotations.select(places, annotations.sentence[places]), replace(gold, row=row)

    def _text(self, texts: Iterable[str | None]) -> pyarrow.Array:
        return _strings(None if self._options.without_text else text for text in texts)

    # -- the four configs -------------------------------------------------------------------------------------------------

    def _tables(self, sentences: Sentences, annotations: Annotations, gold: GoldColumns) -> dict[str, pyarrow.Table]:
        sentence_fields = self._sentence_fields(sentences)
        provenance = {
            "annotator": _strings([row.annotator for row in annotations.rows]),
            "schema": _strings([row.schema for row in annotations.rows]),
            "tool": _strings([row.tool for row in annotations.rows]),
        }
        table_columns: dict[str, dict[str, Any]] = {
            "sentences": self._sentences(sentences, annotations, gold, sentence_fields, provenance),
            "claims": claim_rows(self._schema, annotations, gold, sentence_fields | self._article_fields(sentences), provenance),
            "annotations": self._annotations(annotations, sentence_fields, provenance),
            "articles": self._articles(sentences, gold) | self._about_articles(sentences, annotations, gold),
        }
        return {config: _table(config, table_columns[config], self._types[config]) for config in CONFIGS}

    def _sentence_fields(self, sentences: Sentences) -> dict[str, Any]:
        """Return the columns that identify the sentence of a row, and the file it is from."""
        documents = _strings([document.id for document in sentences.documents])
        hashes = _strings([document.sha256 for document in sentences.documents])
        return {
            "document": take(documents, sentences.document),
            "sentence": sentences.id,
            "index": _numbers(sentences.index),
            "block": _numbers(sentences.kind),
            "start": _numbers(sentences.start),
            "end": _numbers(sentences.end),
            "text": self._text(sentences.text),
            "sha256": take(hashes, sentences.document),
        }

    def _article_fields(self, sentences: Sentences) -> dict[str, Any]:
        """Return the columns that say which article a claim is from, with a value for each sentence."""
        articles = {
            "title": self._text(document.title for document in sentences.documents),
            "published": _strings(document.published for document in sentences.documents),
            "url": _strings(document.url for document in sentences.documents),
            "outlet": _strings(outlet(document.url) or None for document in sentences.documents),
        }
        return {name: take(values, sentences.document) for name, values in articles.items()}

    def _sentences(
        self,
        sentences: Sentences,
        annotations: Annotations,
        gold: GoldColumns,
        sentence_fields: dict[str, Any],
        provenance: dict[str, Any],
    ) -> dict[str, Any]:
        fields = annotations.columns
        label = take(fields["label"], gold.row)
        claims = take_lists(fields["claims"], gold.row)
        n_claims = numpy.diff(claims.offsets.to_numpy())
        undecided = (gold.row < 0) | (label.fill_null(self._skip).to_numpy() == self._skip)
        return {
            **sentence_fields,
            "status": _numbers(gold.status),
            "label": label,
            **{column: take(fields[name], gold.row) for name, column in self._columns["sentences"].items()},
            "has_claim": pyarrow.array(n_claims > 0, mask=undecided),
            "n_claims": pyarrow.array(n_claims.astype(numpy.int64), mask=undecided),
            "n_annotators": _numbers(gold.annotators),
            "agreement": pyarrow.array(gold.agreement, mask=numpy.isnan(gold.agreement)),
            "gold": pyarrow.array(gold.provenance, pyarrow.int64(), mask=gold.provenance < 0),
            "claims": claims,
            **{name: take_lists(fields[name], gold.row) for name in self._items if name != "claims"},
            **{name: take(values, gold.row) for name, values in provenance.items()},
        }

    def _annotations(
        self, annotations: Annotations, sentence_fields: dict[str, Any], provenance: dict[str, Any]
    ) -> dict[str, Any]:
        own = by_annotators(annotations).nonzero()[0]
        annotations = annotations.select(own, annotations.sentence[own])
        fields = annotations.columns
        origins = [row.origins for row in annotations.rows]
        return {
            **{name: take(values, annotations.sentence) for name, values in sentence_fields.items()},
            **{name: take(values, own) for name, values in provenance.items()},
            **{name: fields[name] for name in ("label", "flag", "note")},
            **{name: take_lists(fields[name], numpy.arange(len(own))) for name in self._items},
            **{column: fields[name] for name, column in self._columns["annotations"].items()},
            "seconds": pyarrow.array([row.seconds for row in annotations.rows], pyarrow.float64()),
            "keys": pyarrow.array([row.keys for row in annotations.rows], pyarrow.int64()),
            "created": _times(annotations),
            "origins": self.reader.parse(annotations.rows, origins, "origin", List(self._origin)),
        }

    def _articles(self, sentences: Sentences, gold: GoldColumns) -> dict[str, Any]:
        documents, count = sentences.documents, len(sentences.documents)
        blocks, owners = flat(sentences.blocks)
        block_fields = {name: values for name, values in columns(blocks).items() if name != "rule"}
        structs = pyarrow.StructArray.from_arrays(list(block_fields.values()), names=list(block_fields))
        labelled = sentences.document[gold.status == STATUSES.index("labelled")]
        return {
            "document": _strings([document.id for document in documents]),
            "path": _strings([_public_path(document.path) for document in documents]),
            # The title and the byline are words of the article; the others are what it is found by.
            **{name: self._text(getattr(document, name) for document in documents) for name in ("title", "byline")},
            **{
                name: _strings(getattr(document, name) for document in documents)
                for name in ("published", "url", "language", "sha256")
            },
            "text": self._text(document.text for document in documents),
            "text_sha256": _strings([text_sha256(document.text) for document in documents]),
            "blocks": group(structs, owners, count),
            "n_sentences": _numbers(numpy.bincount(sentences.document, minlength=count)),
            "n_labelled": _numbers(numpy.bincount(labelled, minlength=count)),
            **self._chosen([document.id for document in documents]),
        }

    def _chosen(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return the columns that say how the articles were chosen to be labelled."""
        chosen = [self._selections.get(id) for id in ids]
        columns = {
            "chosen_by": ("order", pyarrow.string()),
            "chosen_at_random": ("at_random", pyarrow.bool_()),
            "chosen_round": ("round", pyarrow.int64()),
            "chosen_seed": ("seed", pyarrow.int64()),
            "chosen_random_share": ("random_share", pyarrow.float64()),
        }
        return {
            column: pyarrow.array([None if one is None else getattr(one, name) for one in chosen], kind)
            for column, (name, kind) in columns.items()
        }

    def _about_articles(self, sentences: Sentences, annotations: Annotations, gold: GoldColumns) -> dict[str, Any]:
        """Return the answers about the articles: each is in the gold of one sentence, the first that has it."""
        decided = gold.row >= 0
        documents = sentences.document[decided]
        answers: dict[str, Any] = {}
        for name, column in self._article_columns.items():
            given = annotations.columns[name].take(pyarrow.array(gold.row[decided]))
            rows = numpy.flatnonzero(mask(given.is_valid()))
            answered, first = numpy.unique(documents[rows], return_index=True)
            place = numpy.full(len(sentences.documents), -1)
            place[answered] = rows[first]
            answers[column] = take(given, place)
        return answers


def _select(exported: NDArray[numpy.bool_], sentences: Sentences, annotations: Annotations) -> tuple[Sentences, Annotations]:
    """Return the sentences and annotations of the articles that the mask selects."""
    keep = exported[sentences.document]
    places = numpy.flatnonzero(keep[annotations.sentence])
    new_rows = numpy.cumsum(keep) - 1  # of the sentences that remain
    return sentences.select(exported), annotations.select(places, new_rows[annotations.sentence[places]])


def _only(
    chosen: NDArray[numpy.bool_], sentences: Sentences, annotations: Annotations, gold: GoldColumns
) -> tuple[Sentences, Annotations, GoldColumns]:
    """Return the sentences that the mask selects, the annotations of these and their gold."""
    places = numpy.flatnonzero(chosen[annotations.sentence])
    new_sentences = (numpy.cumsum(chosen) - 1)[annotations.sentence[places]]
    row = numpy.where(gold.row < 0, -1, (numpy.cumsum(chosen[annotations.sentence]) - 1)[gold.row])[chosen]
    columns = (gold.status[chosen], row, gold.annotators[chosen], gold.agreement[chosen], gold.provenance[chosen])
    return sentences.only(chosen), annotations.select(places, new_sentences), GoldColumns(*columns)


def rename_annotators(table: pyarrow.Table, names: Mapping[str, str]) -> pyarrow.Table:
    """Return the table with the annotators' names replaced; `names` has the new name of each."""
    place = table.schema.get_field_index("annotator")
    if place < 0:
        return table
    old, new = pyarrow.array(list(names), pyarrow.string()), pyarrow.array(list(names.values()), pyarrow.string())
    renamed = new.take(compute.index_in(table[place].combine_chunks(), old))
    return table.set_column(place, table.schema.field(place), renamed)


def _table(config: str, table_columns: Mapping[str, Any], types: pyarrow.Schema) -> pyarrow.Table:
    if table_columns.keys() != set(types.names):
        raise AssertionError(f"{config}: the columns differ from the Features: {table_columns.keys() ^ set(types.names)}")
    return pyarrow.Table.from_arrays([table_columns[name] for name in types.names], schema=types)


def _strings(values: Iterable[str | None]) -> pyarrow.Array:
    return pyarrow.array(list(values), pyarrow.string())


def _numbers(values: NDArray[Any]) -> pyarrow.Array:
    return pyarrow.array(values, pyarrow.int64())


def _times(annotations: Annotations) -> pyarrow.Array:
    """Return when each decision was made, in milliseconds, the precision of the column: rows read back must equal these."""
    created = [row.created for row in annotations.rows]
    try:
        times = pyarrow.array(created, pyarrow.string()).cast(pyarrow.timestamp("us", "UTC"))
    except pyarrow.ArrowInvalid:
        row = next(row for row in annotations.rows if not _has_valid_time(row))
        raise ExportError(f"{row.description}: {row.created!r} is not a time; see `annotate check`.") from None
    return times.cast(pyarrow.timestamp("ms", "UTC"), safe=False)


def _has_valid_time(row: DecisionRow) -> bool:
    try:
        return bool(pyarrow.scalar(row.created).cast(pyarrow.timestamp("us", "UTC")).is_valid)
    except pyarrow.ArrowInvalid:
        return False


def _public_path(path: str) -> str:
    """Return the path of an article; only its last part if it is absolute, since folder names on a computer are private."""
    if path.startswith("/") or ntpath.splitdrive(path)[0]:
        return re.split(r"[/\\]", path)[-1]
    return path
