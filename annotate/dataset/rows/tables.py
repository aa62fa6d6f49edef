"""A batch of articles and its annotations -> tables of the four configs, with exactly the columns of `columns.features`."""

from __future__ import annotations

import ntpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from annotate.dataset.fast_checks import follows, is_obviously_valid
from annotate.dataset.features import CONFIGS, STATUSES, feature, features, sentence_columns
from annotate.dataset.options import ExportOptions
from annotate.dataset.rows.annotations import AnnotationReader, Annotations, placed
from annotate.dataset.rows.claims import claim_rows
from annotate.dataset.rows.gold import GoldColumns, by_annotators, counting, decide_all
from annotate.dataset.rows.list_columns import columns, flat, grouped, lists_taken, taken
from annotate.dataset.rows.parse import without_text
from annotate.dataset.rows.records import Batch, DecisionRow
from annotate.dataset.rows.sentences import Sentences, read_sentences
from annotate.errors import ExportError
from annotate.schema import Schema
from annotate.schema.wellknown import SKIP

if TYPE_CHECKING:
    import numpy
    import pyarrow
    from numpy.typing import NDArray


@dataclass(frozen=True)
class BatchTables:
    """What a batch gave: the articles that are exported, their finished annotations, the gold, and the tables by config."""

    sentences: Sentences
    annotations: Annotations
    golds: GoldColumns
    tables: Mapping[str, pyarrow.Table]


class TableMaker:
    """Makes the tables of batches, in which annotators have their own names.

    `reader` counts what is left out and which answers are missing.
    """

    def __init__(self, schema: Schema, options: ExportOptions) -> None:
        self.reader = AnnotationReader(schema)
        self.features = features(schema)
        self._types = {config: of_config.arrow_schema for config, of_config in self.features.items()}
        self._schema = schema
        self._options = options
        self._annotation = feature(schema, "annotation")
        self._placed = feature(schema, "annotation", placed=True)
        self._origin = feature(schema, "origin")
        self._skip = self._annotation["label"].str2int(SKIP)
        self._sentence_columns = sentence_columns(schema)

    def read(self, batch: Batch) -> tuple[Sentences, Annotations]:
        """What a batch holds. Raises ExportError that names the record."""
        documents, decisions = batch
        sentences = read_sentences(documents)
        return sentences, self.reader.read(decisions, sentences)

    def follows(self, batch: Batch) -> bool:
        """Whether all decisions of a batch surely follow the schema."""
        return follows(batch[1], self._schema)

    def sound(self, batch: Batch, sentences: Sentences, found: Annotations) -> bool:
        """Whether a batch, of which the others were read, surely has no problem if its decisions follow the schema."""
        return len(found.rows) == len(batch[1]) and is_obviously_valid(found, sentences, self._schema, self._annotation)

    def make(self, sentences: Sentences, found: Annotations) -> BatchTables | None:
        """The tables of the articles that are exported; None where none is. Raises ExportError that names the record."""
        exported = self._exported(sentences, found)
        if not exported.any():
            return None
        sentences, found = _of(exported, sentences, found)
        golds = decide_all(found, sentences, self._schema, self._options.gold)
        found, golds = self._finished(found, golds)
        found = self.reader.check(found, sentences)
        if self._options.without_text:
            found = replace(found, annotations=without_text(found.annotations, self._annotation))
        found = replace(found, annotations=placed(found.annotations, self._placed, found.sentence, sentences))
        return BatchTables(sentences, found, golds, self._tables(sentences, found, golds))

    def _exported(self, sentences: Sentences, found: Annotations) -> NDArray[numpy.bool_]:
        """Which articles are exported; the others are counted."""
        import numpy

        count = len(sentences.documents)
        heard = counting(found, self._options.gold)
        labelled = numpy.zeros(len(sentences), dtype=bool)
        labelled[found.sentence[heard & found.done]] = True
        some = numpy.bincount(sentences.document[labelled], minlength=count)
        whole = some == numpy.bincount(sentences.document, minlength=count)
        self.reader.left_out["articles of which no sentence is labelled"] += int((some == 0).sum())
        if self._options.partial:
            return some > 0
        self.reader.left_out["articles that are not labelled to the end"] += int(((some > 0) & ~whole).sum())
        finished: NDArray[numpy.bool_] = (some > 0) & whole
        return finished

    def _finished(self, found: Annotations, golds: GoldColumns) -> tuple[Annotations, GoldColumns]:
        """The annotations without those that are begun and not finished, which are counted."""
        import numpy

        self.reader.left_out["annotations begun and not finished"] += int((~found.done).sum())
        row = numpy.where(golds.row < 0, -1, (numpy.cumsum(found.done) - 1)[golds.row])
        places = numpy.flatnonzero(found.done)
        return found.chosen(places, found.sentence[places]), replace(golds, row=row)

    def _text(self, texts: Iterable[str | None]) -> pyarrow.Array:
        return _strings(None if self._options.without_text else text for text in texts)

    # -- the four configs -------------------------------------------------------------------------------------------------

    def _tables(self, sentences: Sentences, found: Annotations, golds: GoldColumns) -> dict[str, pyarrow.Table]:
        place = self._place(sentences)
        by = {
            "annotator": _strings([row.annotator for row in found.rows]),
            "schema": _strings([row.schema for row in found.rows]),
            "tool": _strings([row.tool for row in found.rows]),
        }
        made = {
            "sentences": self._sentences(sentences, found, golds, place, by),
            "claims": claim_rows(self._schema, found, golds, place, by),
            "annotations": self._annotations(found, place, by),
            "articles": self._articles(sentences, golds),
        }
        return {config: _table(config, made[config], self._types[config]) for config in CONFIGS}

    def _place(self, sentences: Sentences) -> dict[str, Any]:
        """The columns that say which sentence a row is about, and which file it is from."""
        documents = _strings([document.id for document in sentences.documents])
        hashes = _strings([document.sha256 for document in sentences.documents])
        return {
            "document": taken(documents, sentences.document),
            "sentence": sentences.id,
            "index": _numbers(sentences.index),
            "block": _numbers(sentences.kind),
            "start": _numbers(sentences.start),
            "end": _numbers(sentences.end),
            "text": self._text(sentences.text),
            "sha256": taken(hashes, sentences.document),
        }

    def _sentences(
        self, sentences: Sentences, found: Annotations, golds: GoldColumns, place: dict[str, Any], by: dict[str, Any]
    ) -> dict[str, Any]:
        import numpy
        import pyarrow

        fields = found.columns
        label = taken(fields["label"], golds.row)
        claims = lists_taken(fields["claims"], golds.row)
        number = numpy.diff(claims.offsets.to_numpy())
        undecided = (golds.row < 0) | (label.fill_null(self._skip).to_numpy() == self._skip)
        return {
            **place,
            "status": _numbers(golds.status),
            "label": label,
            **{column: taken(fields[name], golds.row) for name, column in self._sentence_columns.items()},
            "has_claim": pyarrow.array(number > 0, mask=undecided),
            "n_claims": pyarrow.array(number.astype(numpy.int64), mask=undecided),
            "n_annotators": _numbers(golds.annotators),
            "agreement": pyarrow.array(golds.agreement, mask=numpy.isnan(golds.agreement)),
            "gold": pyarrow.array(golds.provenance, pyarrow.int64(), mask=golds.provenance < 0),
            "claims": claims,
            "sources": lists_taken(fields["sources"], golds.row),
            "stances": lists_taken(fields["stances"], golds.row),
            **{name: taken(values, golds.row) for name, values in by.items()},
        }

    def _annotations(self, found: Annotations, place: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
        import pyarrow
        from datasets import List

        own = by_annotators(found).nonzero()[0]
        found, by = found.chosen(own, found.sentence[own]), {name: taken(values, own) for name, values in by.items()}
        fields = found.columns
        origins = [row.origins for row in found.rows]
        return {
            **{name: taken(values, found.sentence) for name, values in place.items()},
            **by,
            **{name: fields[name] for name in ("label", "claims", "sources", "stances", "flag", "note")},
            **{column: fields[name] for name, column in self._sentence_columns.items()},
            "seconds": pyarrow.array([row.seconds for row in found.rows], pyarrow.float64()),
            "keys": pyarrow.array([row.keys for row in found.rows], pyarrow.int64()),
            "created": _moments(found),
            "origins": self.reader.parsed(found.rows, origins, "origin", List(self._origin)),
        }

    def _articles(self, sentences: Sentences, golds: GoldColumns) -> dict[str, Any]:
        import numpy
        import pyarrow

        documents, count = sentences.documents, len(sentences.documents)
        blocks, owners = flat(sentences.blocks)
        inside = {name: values for name, values in columns(blocks).items() if name != "rule"}
        structs = pyarrow.StructArray.from_arrays(list(inside.values()), names=list(inside))
        labelled = sentences.document[golds.status == STATUSES.index("labelled")]
        return {
            "document": _strings([document.id for document in documents]),
            "path": _strings([_public(document.path) for document in documents]),
            "title": self._text(document.title for document in documents),
            **{
                name: _strings(getattr(document, name) for document in documents)
                for name in ("byline", "published", "url", "language", "sha256")
            },
            "text": self._text(document.text for document in documents),
            "text_sha256": _strings([sha256(document.text.encode()).hexdigest() for document in documents]),
            "blocks": grouped(structs, owners, count),
            "n_sentences": _numbers(numpy.bincount(sentences.document, minlength=count)),
            "n_labelled": _numbers(numpy.bincount(labelled, minlength=count)),
        }


def _of(exported: NDArray[numpy.bool_], sentences: Sentences, found: Annotations) -> tuple[Sentences, Annotations]:
    """The sentences and annotations of some articles."""
    import numpy

    keep = exported[sentences.document]
    places = numpy.flatnonzero(keep[found.sentence])
    return sentences.of(exported), found.chosen(places, (numpy.cumsum(keep) - 1)[found.sentence[places]])


def renamed(table: pyarrow.Table, names: Mapping[str, str]) -> pyarrow.Table:
    """The table with annotators called by these names."""
    import pyarrow
    import pyarrow.compute as compute

    if (place := table.schema.get_field_index("annotator")) < 0:
        return table
    known, called = pyarrow.array(list(names), pyarrow.string()), pyarrow.array(list(names.values()), pyarrow.string())
    return table.set_column(place, table.schema.field(place), called.take(compute.index_in(table[place].combine_chunks(), known)))


def _table(config: str, made: Mapping[str, Any], types: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    if made.keys() != set(types.names):
        raise AssertionError(f"{config}: the columns differ from the Features: {made.keys() ^ set(types.names)}")
    return pyarrow.Table.from_arrays([made[name] for name in types.names], schema=types)


def _strings(values: Iterable[str | None]) -> pyarrow.Array:
    import pyarrow

    return pyarrow.array(list(values), pyarrow.string())


def _numbers(values: NDArray[Any]) -> pyarrow.Array:
    import pyarrow

    return pyarrow.array(values, pyarrow.int64())


def _moments(found: Annotations) -> pyarrow.Array:
    """When each was made, in milliseconds: what the column keeps, so that what is read back equals what was written."""
    import pyarrow

    created = [row.created for row in found.rows]
    try:
        moments = pyarrow.array(created, pyarrow.string()).cast(pyarrow.timestamp("us", "UTC"))
    except pyarrow.ArrowInvalid:
        row = next(row for row in found.rows if not _is_moment(row))
        raise ExportError(f"{row.where}: {row.created!r} is no time; see `annotate check`.") from None
    return moments.cast(pyarrow.timestamp("ms", "UTC"), safe=False)


def _is_moment(row: DecisionRow) -> bool:
    import pyarrow

    try:
        return bool(pyarrow.scalar(row.created).cast(pyarrow.timestamp("us", "UTC")).is_valid)
    except pyarrow.ArrowInvalid:
        return False


def _public(path: str) -> str:
    """A path without the folders of somebody's computer, whose names are nobody's business."""
    if path.startswith("/") or ntpath.splitdrive(path)[0]:
        return re.split(r"[/\\]", path)[-1]
    return path
