"""Plain tables: a row for each piece of a span, ``document, start, end, label`` and what else there is, as CSV or Parquet.

The articles are in a second table, ``documents``, or in text files named after them, or are stored already. Rows with the same
id are the pieces of one span. Offsets count code points, half-open, unless the quoted texts say otherwise.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from annotate.interchange.exported import METADATA
from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import counting_notices, fitted, reason, utf8
from annotate.interchange.scalars import scalar_text, scalar_value
from annotate.interchange.values import (
    ForeignDocument,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    Offsets,
    OutputFile,
    Reading,
    Scalar,
)
from annotate.model import ADJUDICATION, ANNOTATION, Layer
from annotate.schema import Schema

Row = Mapping[str, str]

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "document": ("doc", "doc_id", "document_id", "file", "filename", "article"),
    "start": ("begin", "start_offset", "start_char", "span_start"),
    "end": ("stop", "end_offset", "end_char", "span_end"),
    "label": ("type", "tag", "entity_type", "category"),
    "text": ("quote", "span", "span_text", "covered_text", "exact"),
    "id": ("span_id", "annotation_id"),
    "annotator": ("user", "coder", "rater", "worker"),
    "layer": (),
    "agent": ("model",),
    "note": ("comment",),
    "name": (),
    "entity": (),
}
"""The columns of spans, each with the other names that it may have in tables of others."""

_NEEDED = ("document", "start", "end", "label")
_TEXT_COLUMNS = ("document", "text")
_RULE = Counting("code-point")
_PREFIX = "answer_"  # of a column with an answer whose name would be that of another column
_CELL_LIMIT = 1 << 24  # characters
_LARGEST_CELLS, _LARGEST_SIZE = 50_000_000, 1 << 29  # of a Parquet table, whose file may be tiny: cells, characters
_ROWS = 100  # read at a time

# -- reading -------------------------------------------------------------------------------------------------------------


def _recognizes(suffixes: tuple[str, ...]) -> Callable[[Sequence[InputFile]], bool]:
    def recognizes(files: Sequence[InputFile]) -> bool:
        tables = [file for file in files if file.name.lower().endswith(suffixes)]
        return any(_has_spans(file) for file in tables)

    return recognizes


def _has_spans(file: InputFile) -> bool:
    try:
        names = _header(file)
    except InterchangeError:
        return False
    return set(_NEEDED) <= set(names)


def _header(file: InputFile) -> list[str]:
    if file.name.lower().endswith(".parquet"):
        return _canonical(_parquet_names(file))
    line = utf8(InputFile(file.name, file.data[:4096].rpartition(b"\n")[0] or file.data[:4096])).removeprefix("\ufeff")
    return _canonical(next(csv.reader(io.StringIO(line, newline=""), delimiter=_delimiter(line)), []))


def _canonical(names: Sequence[str]) -> list[str]:
    """Return the names of columns as they are here; of two that mean the same, the second keeps its own."""
    known = {other: name for name, others in _COLUMNS.items() for other in (name, *others)}
    given = [name.strip() for name in names]
    taken = {name.casefold() for name in given if name.casefold() in _COLUMNS}
    result: list[str] = []
    for name in given:
        canonical = known.get(name.casefold(), name)
        if canonical != name.casefold() and (canonical in taken or canonical in result):
            canonical = name
        result.append(canonical)
    return result


def _delimiter(header: str) -> str:
    line = header.partition("\n")[0]
    return max(",;\t|", key=line.count)


def _parquet_names(file: InputFile) -> list[str]:
    import pyarrow
    import pyarrow.parquet

    try:
        names: list[str] = pyarrow.parquet.read_schema(pyarrow.BufferReader(file.data)).names
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _not_parquet(file, error) from None
    return names


def _not_parquet(file: InputFile, error: Exception) -> InterchangeError:
    return InterchangeError(f"{file.name}: this is not a Parquet file that can be read ({reason(error)}).")


def _too_large(file: InputFile) -> InterchangeError:
    """Return the error for a file that is small only because its values are repeated."""
    return InterchangeError(f"{file.name}: the table is too large unpacked; divide it into several files.")


def _parquet(file: InputFile) -> tuple[list[str], list[list[Any]]]:
    """Return the names and the values of the columns of a Parquet file."""
    import pyarrow
    import pyarrow.parquet

    columns: list[list[Any]] = []
    size = 0
    try:
        table = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(file.data))
        if table.metadata.num_rows * table.metadata.num_columns > _LARGEST_CELLS:
            raise _too_large(file)
        names: list[str] = table.schema_arrow.names
        columns = [[] for _ in names]
        for batch in table.iter_batches(batch_size=_ROWS):
            for column, values in zip(columns, (array.to_pylist() for array in batch.columns), strict=True):
                size += sum(len(value) for value in values if isinstance(value, str | bytes))
                column += values
            if size > _LARGEST_SIZE:
                raise _too_large(file)
        return names, columns
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:  # texts that are not UTF-8, times after 9999
        raise _not_parquet(file, error) from None


def _rows(file: InputFile) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table, each with its place for messages; cells without a value are left out."""
    if file.name.lower().endswith(".parquet"):
        given, columns = _parquet(file)
        names = _canonical(given)
        for number, values in enumerate(zip(*columns, strict=True), 1):
            row = {name: value for name, value in zip(names, values, strict=True) if _is_scalar(value)}
            texts = {name: value if isinstance(value, str) else scalar_text(value) for name, value in row.items()}
            yield f"{file.name}, row {number}", texts
        return
    text = utf8(file).removeprefix("\ufeff")
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        names = _canonical(next(reader, []))
        for cells in reader:
            where = f"{file.name}, line {reader.line_num}"
            if len(cells) > len(names):
                raise InterchangeError(f"{where}: it has more cells than the header has names; export the table again.")
            if cells:
                yield where, {name: cell for name, cell in zip(names, cells, strict=False) if cell != ""}
    except csv.Error as error:
        where = f"{file.name}, line {reader.line_num}"
        raise InterchangeError(f"{where}: this is not CSV ({error}); export the table again.") from None


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | bool | int | float)


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the documents of a table of spans, with the texts beside it or those that are stored."""
    tables = [file for file in files if file.name.lower().endswith((".csv", ".tsv", ".parquet"))]
    spans = [file for file in tables if _has_spans(file)]
    if not spans:
        raise InterchangeError(f"{files[0].name}: a table of spans has the columns {', '.join(_NEEDED)}; rename its columns.")
    texts, metadata = _texts([file for file in files if file not in spans])
    rows: dict[str, list[tuple[str, Row]]] = {id: [] for id in texts}
    for file in spans:
        for where, row in _rows(file):
            if missing := [name for name in _NEEDED if name not in row]:
                raise InterchangeError(f"{where}: it has no {' and no '.join(missing)}; complete the row, or remove it.")
            id, stem = row["document"], PurePosixPath(row["document"]).stem
            rows.setdefault(stem if id not in texts and stem in texts else id, []).append((where, row))
    losses, notices = LossCounter(), list[str]()
    rule = replace(_RULE, unit=options.offsets) if options.offsets else _RULE
    documents = []
    for id, of_document in rows.items():
        raw = texts.get(id) or options.stored_text(id) or options.stored_text(PurePosixPath(id).stem)
        if raw is None:
            raise InterchangeError(
                f"{of_document[0][0]}: there is no text of {id}; add the article first, or give its text, too."
            )
        documents.append(_document(id, raw, of_document, rule, notices, metadata.get(id, {})))
    return Reading(tuple(documents), losses.losses(), tuple(notices))


def _texts(files: Sequence[InputFile]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the texts and metadata of documents by their ids: of a table of documents, and of text files."""
    texts: dict[str, str] = {}
    metadata: dict[str, dict[str, str]] = {}
    for file in files:
        path = PurePosixPath(file.name)
        if path.suffix.lower() == ".txt":
            texts[path.stem] = utf8(file)
        elif path.suffix.lower() in (".csv", ".tsv", ".parquet") and set(_TEXT_COLUMNS) <= set(_header(file)):
            for _, row in _rows(file):
                if "document" in row and "text" in row:
                    texts[row["document"]] = row["text"]
                    metadata[row["document"]] = {name: row[name] for name in METADATA if name in row}
    return texts, metadata


def _document(
    id: str, raw: str, rows: Sequence[tuple[str, Row]], rule: Counting, notices: list[str], metadata: Mapping[str, str]
) -> ForeignDocument:
    places = []
    for where, row in rows:
        try:
            place = int(row["start"]), int(row["end"])
        except ValueError:
            raise InterchangeError(f"{where}: its start and end are not whole numbers; correct the row.") from None
        places.append(Place(where, (place,), row.get("text")))
    name = rows[0][0].partition(",")[0] if rows else id
    fit = fitted(f"{name}, document {id}", raw, places, rule)
    notices += counting_notices(f"{name}, document {id}", fit, rule)
    sets: dict[tuple[str, Layer, str], dict[str, ForeignSpan]] = defaultdict(dict)
    for number, ((_, row), pieces) in enumerate(zip(rows, fit.places, strict=True), 1):
        layer: Layer = ADJUDICATION if row.get("layer") == ADJUDICATION else ANNOTATION
        of_set = sets[row.get("annotator", ""), layer, row.get("agent", "")]
        span_id = row.get("id") or f"row{number}"
        known = of_set.get(span_id)
        if known is not None and known.label == row["label"]:
            of_set[span_id] = replace(known, pieces=tuple(sorted({*known.pieces, *pieces})))
        else:
            span_id = span_id if known is None else f"{span_id}.{number}"
            of_set[span_id] = _span(span_id, row, pieces)
    return ForeignDocument(
        id,
        unified(raw),
        tuple(
            ForeignSet(annotator, tuple(spans.values()), layer=layer, agent=agent)
            for (annotator, layer, agent), spans in sets.items()
        ),
        metadata,
    )


def _span(id: str, row: Row, pieces: Offsets) -> ForeignSpan:
    answers: dict[str, Scalar] = {
        name.removeprefix(_PREFIX): scalar_value(cell) for name, cell in row.items() if name not in _COLUMNS
    }
    return ForeignSpan(id, row["label"], pieces, answers, row.get("name", ""), row.get("entity", ""), row.get("note", ""))


# -- writing -------------------------------------------------------------------------------------------------------------


def _table(documents: Sequence[ForeignDocument]) -> list[dict[str, str | int]]:
    rows: list[dict[str, str | int]] = []
    for document in documents:
        for made in document.sets:
            for span in made.spans:
                answers = {
                    f"{_PREFIX}{name}" if name in _COLUMNS or name.startswith(_PREFIX) else name: scalar_text(value)
                    for name, value in span.attributes.items()
                }
                for number, (start, end) in enumerate(span.pieces):
                    whole = {"name": span.name, "entity": span.entity, "note": span.note, **answers} if number == 0 else {}
                    rows.append(
                        {
                            "document": document.id,
                            "start": start,
                            "end": end,
                            "label": span.label,
                            "text": document.text[start:end],
                            "id": span.id,
                            "annotator": made.annotator,
                            "layer": made.layer if made.layer == ADJUDICATION else "",
                            "agent": made.agent,
                            **whole,
                        }
                    )
    return rows


def _documents_table(documents: Sequence[ForeignDocument]) -> list[dict[str, str | int]]:
    return [{"document": document.id, "text": document.text, **document.metadata} for document in documents]


def _columns(rows: Sequence[Mapping[str, str | int]], first: Sequence[str]) -> list[str]:
    others = sorted({name for row in rows for name in row} - set(first))
    return [*first, *others]


def _write_csv(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    for name, rows, first in _tables(documents):
        text = io.StringIO()
        writer = csv.DictWriter(text, _columns(rows, first), restval="", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writeheader()
        writer.writerows(rows)
        yield OutputFile(f"{name}.csv", text.getvalue().encode())


def _write_parquet(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    import pyarrow
    import pyarrow.parquet

    for name, rows, first in _tables(documents):
        columns = _columns(rows, first)
        kinds = {"start": pyarrow.int64(), "end": pyarrow.int64()}
        types = pyarrow.schema([(column, kinds.get(column, pyarrow.string())) for column in columns])
        values = [{column: row.get(column) if row.get(column) != "" else None for column in columns} for row in rows]
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(values, types), sink)
        yield OutputFile(f"{name}.parquet", sink.getvalue().to_pybytes())


def _tables(documents: Sequence[ForeignDocument]) -> Iterator[tuple[str, list[dict[str, str | int]], Sequence[str]]]:
    yield "spans", _table(documents), ("document", "start", "end", "label", "text", "id", "annotator")
    yield "documents", _documents_table(documents), _TEXT_COLUMNS


_HOLDS = {
    "metadata": "columns of the table of documents",
    "sentence.label": "an answer in the row of the sentence",
    "sentence.attribute": "an answer in the row of the sentence",
    "skip.reason": "an answer in the row of the sentence",
    "claim": "a row",
    "claim.pieces": "rows with the same id",
    "claim.attribute": "columns",
    "source.mention": "a row",
    "source.identity": "the column “entity”",
    "source.attribute": "columns",
    "stance.author": "a column",
    "link": "a column with the ids of the earlier claims, and how the claim relates to each",
    "flag": "an answer in the row of the sentence",
    "note": "a column",
    "annotator": "a column",
    "adjudication": "the column “layer”",
    "suggestion": "the column “agent”",
}
_LOSES = {
    "stance.label": "a row is one span; links between spans have no place",
    "stance.second_source": "a row is one span; links between spans have no place",
    "stance.cue": "a row is one span; links between spans have no place",
    "source.unmentioned": "a row has a start and an end",
}

FORMATS = (
    Format(
        name="spans-csv",
        title="A table of spans, CSV",
        holds=_HOLDS,
        loses=_LOSES,
        shape=Shape(author=True, links=True),
        recognizes=_recognizes((".csv", ".tsv")),
        read=read,
        write=_write_csv,
    ),
    Format(
        name="spans-parquet",
        title="A table of spans, Parquet",
        holds=_HOLDS,
        loses=_LOSES,
        shape=Shape(author=True, links=True),
        recognizes=_recognizes((".parquet",)),
        read=read,
        write=_write_parquet,
    ),
)
