"""The decisions of a batch as columns of annotations, validated against their articles and in themselves.

Nothing is dropped silently. Decisions on another version of the text, or on sentences that no longer exist, are counted. A span
whose offsets do not give its text, and a stance whose claim or source does not exist, raise an error that names the decision.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import numpy
import pyarrow
import pyarrow.compute as compute
from datasets import List
from numpy.typing import NDArray

from annotate.dataset.features import WITHIN, Reader, noun_feature
from annotate.dataset.rows.list_columns import Rows, columns, find, flat, group, mask, positions, take
from annotate.dataset.rows.parse import FeatureMismatch, count_missing, parse
from annotate.dataset.rows.sentences import Sentences
from annotate.errors import ExportError
from annotate.model import AUTHOR
from annotate.schema import Schema
from annotate.store.records import DecisionRow

_QUOTE_LENGTH = 40  # code points of a span shown in a message


@dataclass(frozen=True)
class Annotations:
    """Decisions and their annotations.

    rows: the decisions as stored. annotations: their annotations, as structs. sentence: the row of each one's sentence.
    """

    rows: Sequence[DecisionRow]
    annotations: pyarrow.Array
    sentence: Rows

    @cached_property
    def columns(self) -> dict[str, Any]:
        """The fields of the annotations, by name."""
        return columns(self.annotations)

    @cached_property
    def done(self) -> NDArray[numpy.bool_]:
        """A mask of the finished annotations, which are those with a label."""
        return mask(self.columns["label"].is_valid())

    def select(self, places: Rows, sentence: Rows) -> Annotations:
        """Return the decisions at these places, in their order; `sentence` are the new rows of their sentences."""
        rows = [self.rows[place] for place in places.tolist()]
        return Annotations(rows, take(self.annotations, places), sentence)

    def with_sources(self, sources: pyarrow.Array) -> Annotations:
        """Return the same decisions with other lists of sources."""
        fields = {**self.columns, "sources": sources}
        structs = pyarrow.StructArray.from_arrays(list(fields.values()), names=list(fields))
        return Annotations(self.rows, structs, self.sentence)


class AnnotationReader:
    """A reader of batches of decisions.

    `left_out` counts by reason what is not in the dataset, `missing` the required answers that are absent.
    """

    def __init__(self, schema: Schema) -> None:
        self.left_out: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self._schema = schema
        self._reader = Reader(schema)
        self._feature = noun_feature(schema, "annotation")

    def reset(self) -> None:
        """Count from zero again."""
        self.left_out, self.missing = Counter(), Counter()

    def read(self, rows: Sequence[DecisionRow], sentences: Sentences) -> Annotations:
        """Return the decisions on these texts and on sentences that still exist, ordered by sentence, then annotator.

        Raises ExportError that names the record that cannot be read.
        """
        places = positions([row.sentence for row in rows], sentences.id)
        hashes = {document.id: document.sha256 for document in sentences.documents}
        same_text = numpy.array([hashes.get(row.document) == row.sha256 for row in rows], dtype=bool)
        self.left_out["annotations of another version of the article"] += int((~same_text).sum())
        self.left_out["annotations of sentences that have since been split or merged"] += int((same_text & (places < 0)).sum())
        valid = numpy.flatnonzero(same_text & (places >= 0))
        valid = valid[_sort(places[valid], [rows[place].annotator for place in valid.tolist()])]
        valid_rows = [rows[place] for place in valid.tolist()]
        texts = [row.annotation for row in valid_rows]
        return Annotations(valid_rows, self.parse(valid_rows, texts, "annotation", self._feature), places[valid])

    def parse(self, rows: Sequence[DecisionRow], texts: Sequence[str], noun: str, feature: Any) -> pyarrow.Array:
        """Return a JSON text of each row as an array of the feature.

        Raises ExportError that names the first row whose text does not fit.
        """
        try:
            return parse(texts, feature)
        except FeatureMismatch as mismatch:
            self._refuse(rows, texts, noun, mismatch)

    def _refuse(self, rows: Sequence[DecisionRow], texts: Sequence[str], noun: str, mismatch: FeatureMismatch) -> NoReturn:
        """Read the texts one by one to find the record that does not fit, and raise ExportError that names it."""
        for row, text in zip(rows, texts, strict=True):
            try:
                data = json.loads(text)
            except ValueError as error:
                raise ExportError(f"{row.description}: not valid JSON ({error}); see `annotate check`.") from None
            for item in data if isinstance(data, list) else [data]:
                self._reader.read(noun, item, row.description)
        first, last = rows[0].description, rows[-1].description
        raise ExportError(f"A record from {first} to {last}: {mismatch}; see `annotate check`.") from mismatch

    def validate(self, annotations: Annotations, sentences: Sentences) -> Annotations:
        """Return the annotations with the author among the sources of every annotation that has a stance of the author.

        The author need not be stored as a source. Raises ExportError if a span is not in the text, or the claim or source of a
        stance does not exist.
        """
        try:
            self.missing += count_missing(annotations.annotations, self._schema)
        except FeatureMismatch as mismatch:
            self._refuse(annotations.rows, [row.annotation for row in annotations.rows], "annotation", mismatch)
        _check_spans(annotations, sentences)
        complete = self._add_author(annotations)
        _check_stances(complete)
        return complete

    def _add_author(self, annotations: Annotations) -> Annotations:
        sources, owners = flat(annotations.columns["sources"])
        stances, stance_owners = flat(annotations.columns["stances"])
        with_stance = stance_owners[mask(compute.equal(columns(stances)["source"], AUTHOR))]
        with_source = owners[mask(compute.equal(columns(sources)["id"], AUTHOR))]
        lacking = numpy.setdiff1d(with_stance, with_source)
        if not len(lacking):
            return annotations
        # Put the author in front of all sources, then sort by owner: the sort is stable, so the author comes first in each list.
        author = parse([json.dumps({"id": AUTHOR, **self._schema.author})], self._feature["sources"].feature)
        copies = author.take(pyarrow.array(numpy.zeros(len(lacking), dtype=numpy.int64)))
        all_sources, all_owners = pyarrow.concat_arrays([copies, sources]), numpy.concatenate([lacking, owners])
        order = numpy.argsort(all_owners, kind="stable")
        lists = group(all_sources.take(pyarrow.array(order)), all_owners[order], len(annotations.rows))
        return annotations.with_sources(lists)


def _sort(sentence: Rows, annotators: Sequence[str]) -> Rows:
    """Return the order of annotations by sentence, then annotator."""
    rank = {name: number for number, name in enumerate(sorted(set(annotators)))}
    ranks = numpy.array([rank[name] for name in annotators], dtype=numpy.int64)
    return numpy.lexsort((ranks, sentence))


def spans(annotations: Annotations) -> Iterator[tuple[pyarrow.Array, Rows]]:
    """Yield all spans of annotations (claims, mentions, cues, targets of links), with the row of the annotation of each."""
    claims, owners = flat(annotations.columns["claims"])
    claim_spans, claim_rows = flat(columns(claims)["spans"])
    yield claim_spans, owners[claim_rows]
    for items, field in (("sources", "mention"), ("stances", "cue")):
        structs, owners = flat(annotations.columns[items])
        optional_spans = columns(structs)[field]
        valid = optional_spans.is_valid()
        yield optional_spans.filter(valid), owners[mask(valid)]
    if "links" in annotations.columns:
        links, owners = flat(annotations.columns["links"])
        targets, target_rows = flat(columns(links)["target"])
        yield targets, owners[target_rows]


def add_sentence_offsets(values: pyarrow.Array, feature: Any, sentence: Rows, sentences: Sentences) -> pyarrow.Array:
    """Return annotations, or a part of them, as the feature of a dataset: spans also have their offsets in the sentence's text.

    These are null for a span that is not wholly inside the sentence. `sentence` is the row of each value's sentence.
    """
    nulls = values.is_null() if values.null_count else None
    if isinstance(feature, List):
        inner, owners = flat(values)
        lists = add_sentence_offsets(inner, feature.feature, sentence[owners], sentences)
        return group(lists, owners, len(values), nulls)
    if not isinstance(feature, dict):
        return values
    fields = {name: add_sentence_offsets(field, feature[name], sentence, sentences) for name, field in columns(values).items()}
    if fields.keys() != feature.keys():  # only a span lacks fields of its feature
        start, end = fields["start"], fields["end"]
        sentence_start, sentence_end = (pyarrow.array(offsets[sentence]) for offsets in (sentences.start, sentences.end))
        inside = compute.and_(compute.less_equal(sentence_start, start), compute.less_equal(end, sentence_end))
        for name, offset in zip(WITHIN, (start, end), strict=True):
            fields[name] = compute.if_else(inside, compute.subtract(offset, sentence_start), None)
    return pyarrow.StructArray.from_arrays(list(fields.values()), names=list(fields), mask=nulls)


def misquoted(annotations: Annotations, sentences: Sentences) -> Iterator[tuple[int, int, int, str]]:
    """Yield the spans whose offsets do not give their text: row of the annotation, start, end, text."""
    texts = [document.text for document in sentences.documents]
    documents = sentences.document[annotations.sentence].tolist()
    for structs, owners in spans(annotations):
        fields = columns(structs)
        start, end = (fields[name].fill_null(-1).to_numpy().tolist() for name in ("start", "end"))  # faster than `to_pylist`
        text = fields["text"].to_numpy(zero_copy_only=False).tolist()
        for owner, first, last, quoted in zip(owners.tolist(), start, end, text, strict=True):
            if texts[documents[owner]][first:last] != quoted or not 0 <= first < last == first + len(quoted):
                yield owner, first, last, quoted


def _check_spans(annotations: Annotations, sentences: Sentences) -> None:
    for owner, first, last, quoted in misquoted(annotations, sentences):
        shown = repr(quoted if len(quoted) <= _QUOTE_LENGTH else quoted[: _QUOTE_LENGTH - 1] + "…")
        decision = annotations.rows[owner].description
        raise ExportError(f"{decision}: the text at {first}..{last} is not {shown}; see `annotate check`.")


def _check_stances(annotations: Annotations) -> None:
    stances, owners = flat(annotations.columns["stances"])
    for noun in ("claim", "source"):
        names = columns(stances)[noun]
        items, item_owners = flat(annotations.columns[f"{noun}s"])
        unresolved = (find(names, owners, columns(items)["id"], item_owners) < 0).nonzero()[0]
        if len(unresolved):
            decision, name = annotations.rows[owners[unresolved[0]]].description, names[int(unresolved[0])].as_py()
            raise ExportError(f"{decision}: a stance refers to the {noun} {name!r}, which does not exist; see `annotate check`.")
