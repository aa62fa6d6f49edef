"""The decisions of a batch -> annotations as columns, checked against their articles and in themselves.

What does not belong is told, never dropped in silence: decisions on another text or on sentences that are gone are counted, and a
span whose offsets do not give its text, or a stance whose claim or source is not there, is refused by its place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from annotate.dataset.features import WITHIN, Reader, feature
from annotate.dataset.rows.list_columns import columns, find, flat, grouped, mask, place, taken
from annotate.dataset.rows.parse import Unfit, missing, parse
from annotate.dataset.rows.sentences import Sentences
from annotate.errors import ExportError
from annotate.model import AUTHOR
from annotate.schema import Schema
from annotate.store.records import DecisionRow

if TYPE_CHECKING:
    import numpy
    import pyarrow
    from numpy.typing import NDArray

    from annotate.dataset.rows.list_columns import Rows


@dataclass(frozen=True)
class Annotations:
    """Decisions with what they decided: `rows` as they came, `annotations` as structs, `sentence` the row of each's sentence."""

    rows: Sequence[DecisionRow]
    annotations: pyarrow.Array
    sentence: Rows

    @cached_property
    def columns(self) -> dict[str, Any]:
        """The fields of the annotations."""
        return columns(self.annotations)

    @cached_property
    def done(self) -> NDArray[numpy.bool_]:
        """Which are finished: have a label."""
        return mask(self.columns["label"].is_valid())

    def chosen(self, places: Rows, sentence: Rows) -> Annotations:
        """Those at these places, in their order; `sentence` are the rows of their sentences now."""
        rows = [self.rows[place] for place in places.tolist()]
        return Annotations(rows, taken(self.annotations, places), sentence)

    def with_sources(self, sources: pyarrow.Array) -> Annotations:
        """The same with other sources."""
        import pyarrow

        changed = {**self.columns, "sources": sources}
        structs = pyarrow.StructArray.from_arrays(list(changed.values()), names=list(changed))
        return Annotations(self.rows, structs, self.sentence)


class AnnotationReader:
    """Reads the decisions of batches, in the order of their sentences, then annotators.

    `left_out` and `missing` count what is not in the dataset, and which answers are not.
    """

    def __init__(self, schema: Schema) -> None:
        self.left_out: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self._schema = schema
        self._reader = Reader(schema)
        self._feature = feature(schema, "annotation")

    def read(self, rows: Sequence[DecisionRow], sentences: Sentences) -> Annotations:
        """The decisions that speak of these texts and of sentences they still have. Raises ExportError that names the record."""
        import numpy

        places = place(sentences.id, [row.sentence for row in rows])
        hashes = {document.id: document.sha256 for document in sentences.documents}
        same = numpy.array([hashes.get(row.document) == row.sha256 for row in rows], dtype=bool)
        self.left_out["annotations of another version of the article"] += int((~same).sum())
        self.left_out["annotations of sentences that were split or merged since"] += int((same & (places < 0)).sum())
        kept = numpy.flatnonzero(same & (places >= 0))
        kept = kept[_in_order(places[kept], [rows[place].annotator for place in kept.tolist()])]
        found = [rows[place] for place in kept.tolist()]
        texts = [row.annotation for row in found]
        return Annotations(found, self.parsed(found, texts, "annotation", self._feature), places[kept])

    def parsed(self, rows: Sequence[DecisionRow], texts: Sequence[str], noun: str, of: Any) -> pyarrow.Array:
        """JSON texts of the rows as an array of the Feature. Raises ExportError that names the first row that does not fit."""
        try:
            return parse(texts, of)
        except Unfit as unfit:
            self._refuse(rows, texts, noun, unfit)

    def _refuse(self, rows: Sequence[DecisionRow], texts: Sequence[str], noun: str, unfit: Unfit) -> NoReturn:
        for row, text in zip(rows, texts, strict=True):
            try:
                data = json.loads(text)
            except ValueError as error:
                raise ExportError(f"{row.description}: not JSON ({error}); see `annotate check`.") from None
            for item in data if isinstance(data, list) else [data]:
                self._reader.read(noun, item, row.description)
        raise ExportError(f"Between {rows[0].description} and {rows[-1].description}: {unfit}; see `annotate check`.") from unfit

    def check(self, found: Annotations, sentences: Sentences) -> Annotations:
        """The annotations with the author among the sources wherever a stance is the author's, who need not be written down.

        Raises ExportError where a span, or what a stance speaks of, is not there.
        """
        try:
            self.missing += missing(found.annotations, self._schema)
        except Unfit as unfit:
            self._refuse(found.rows, [row.annotation for row in found.rows], "annotation", unfit)
        _check_spans(found, sentences)
        whole = self._with_author(found)
        _check_stances(whole)
        return whole

    def _with_author(self, found: Annotations) -> Annotations:
        import numpy
        import pyarrow
        import pyarrow.compute as compute

        sources, owners = flat(found.columns["sources"])
        stances, stance_owners = flat(found.columns["stances"])
        meant = stance_owners[mask(compute.equal(columns(stances)["source"], AUTHOR))]
        there = owners[mask(compute.equal(columns(sources)["id"], AUTHOR))]
        if not len(needed := numpy.setdiff1d(meant, there)):
            return found
        author = parse([json.dumps({"id": AUTHOR, **self._schema.author})], self._feature["sources"].feature)
        both = pyarrow.concat_arrays([author.take(pyarrow.array(numpy.zeros(len(needed), dtype=numpy.int64))), sources])
        of_both = numpy.concatenate([needed, owners])
        order = numpy.argsort(of_both, kind="stable")
        return found.with_sources(grouped(both.take(pyarrow.array(order)), of_both[order], len(found.rows)))


def _in_order(sentence: Rows, annotators: Sequence[str]) -> Rows:
    """The places of annotations in order: by sentence, then annotator."""
    import numpy

    rank = {name: number for number, name in enumerate(sorted(set(annotators)))}
    ranks = numpy.array([rank[name] for name in annotators], dtype=numpy.int64)
    return numpy.lexsort((ranks, sentence))


def spans(found: Annotations) -> Iterator[tuple[pyarrow.Array, Rows]]:
    """All spans of annotations, with the row of each."""
    claims, owners = flat(found.columns["claims"])
    pieces, of_claim = flat(columns(claims)["spans"])
    yield pieces, owners[of_claim]
    for items, field in (("sources", "mention"), ("stances", "cue")):
        structs, owners = flat(found.columns[items])
        one = columns(structs)[field]
        valid = one.is_valid()
        yield one.filter(valid), owners[mask(valid)]


def placed(values: pyarrow.Array, of: Any, sentence: Rows, sentences: Sentences) -> pyarrow.Array:
    """Annotations, or what is in them, as the Feature `of`: spans have their offsets into the sentence's text, too.

    They are null where a span is not wholly inside of it; no offset lies. `sentence` is the row of each value's sentence.
    """
    import pyarrow
    import pyarrow.compute as compute
    from datasets import List

    nulls = values.is_null() if values.null_count else None
    if isinstance(of, List):
        found, owners = flat(values)
        return grouped(placed(found, of.feature, sentence[owners], sentences), owners, len(values), nulls)
    if not isinstance(of, dict):
        return values
    fields = {name: placed(found, of[name], sentence, sentences) for name, found in columns(values).items()}
    if fields.keys() != of.keys():  # a span
        start, end = fields["start"], fields["end"]
        first, last = (pyarrow.array(offsets[sentence]) for offsets in (sentences.start, sentences.end))
        inside = compute.and_(compute.less_equal(first, start), compute.less_equal(end, last))
        for name, offset in zip(WITHIN, (start, end), strict=True):
            fields[name] = compute.if_else(inside, compute.subtract(offset, first), None)
    return pyarrow.StructArray.from_arrays(list(fields.values()), names=list(fields), mask=nulls)


def misquoted(found: Annotations, sentences: Sentences) -> Iterator[tuple[int, int, int, str]]:
    """The spans whose offsets do not give their text: row of the annotation, start, end, text."""
    texts = [document.text for document in sentences.documents]
    of_row = sentences.document[found.sentence].tolist()
    for structs, owners in spans(found):
        start, end, text = (column.to_pylist() for column in columns(structs).values())
        for owner, first, last, quoted in zip(owners.tolist(), start, end, text, strict=True):
            if texts[of_row[owner]][first:last] != quoted or not 0 <= first < last == first + len(quoted):
                yield owner, first, last, quoted


def _check_spans(found: Annotations, sentences: Sentences) -> None:
    for owner, first, last, quoted in misquoted(found, sentences):
        shown = repr(quoted if len(quoted) <= 40 else quoted[:39] + "…")
        raise ExportError(f"{found.rows[owner].description}: the text at {first}..{last} is not {shown}; see `annotate check`.")


def _check_stances(found: Annotations) -> None:
    stances, owners = flat(found.columns["stances"])
    for what in ("claim", "source"):
        names = columns(stances)[what]
        items, of_items = flat(found.columns[f"{what}s"])
        lost = (find(names, owners, columns(items)["id"], of_items) < 0).nonzero()[0]
        if len(lost):
            where, name = found.rows[owners[lost[0]]].description, names[int(lost[0])].as_py()
            raise ExportError(f"{where}: a stance has the {what} {name!r}, which is not there; see `annotate check`.")
