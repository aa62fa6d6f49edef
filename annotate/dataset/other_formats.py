"""A dataset converted into files for other tools: JSONL, CSV, and documents for spaCy. Labels are names, not numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson
from datasets import ClassLabel, Features, List
from pyarrow.parquet import ParquetFile

from annotate.dataset.atomic_folder import mark, replacing, temporary_folder
from annotate.dataset.changelog import label_columns
from annotate.dataset.json_text import LEADING_BYTES, describe_texts, text_paths, with_texts
from annotate.dataset.options import SPLITS, ExportFormat, Split
from annotate.dataset.rows.claims import CLAIM_SEPARATOR
from annotate.errors import ExportError
from annotate.schema.wellknown import TYPE
from annotate.text.json_lines import json_line
from annotate.text.spreadsheet import cell, several
from annotate.text.tokens import tokenize

ExportedRow = dict[str, Any]
"""A row of a config, or a part of it, with the names of labels in place of their numbers."""


@contextmanager
def converting(target: Path, format: ExportFormat, *, excel: bool = False) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folder to export a dataset into: `target`, or a temporary folder that is converted into `target` at the end.

    Also yields a list, which is then filled with what `convert` returns. `excel` is that of `convert`. Raises ExportError if the
    format has no such form.
    """
    as_text: list[str] = []
    if excel and format != "csv":
        raise ExportError("Only CSV files have a form for spreadsheets; export as csv to use it.")
    if format == "dataset":
        yield target, as_text
        return
    with temporary_folder() as scratch:
        yield scratch / "dataset", as_text
        as_text += convert(scratch / "dataset", target, format, excel=excel)


def convert(dataset: Path, target: Path, format: ExportFormat, *, excel: bool = False) -> list[str]:
    """Write a dataset in another format into the folder `target`, completely or not at all.

    With `excel`, CSV files are for a spreadsheet and not for a program: they begin with a byte order mark, without which Excel on
    Windows takes them for its old code page, and the texts of articles are guarded, too (see `csv_cell`).

    Returns the columns that are texts of JSON so that every split loads (see `annotate.dataset.json_text`).

    Raises ExportError if `target` may not be replaced, or the format needs the texts and the dataset does not have them.
    """
    as_text: list[str] = []
    with replacing(target) as (new, _):
        if format == "csv":
            _write_csv(dataset, new, excel=excel)
        elif format == "jsonl":
            as_text = _write_jsonl(dataset, new)
        else:
            _write_spacy(dataset, new)
        mark(new, {})
    return as_text


def read_rows(dataset: Path, config: str, split: str) -> Iterator[ExportedRow]:
    """Yield the rows of a config's split with the names of their labels."""
    for path in sorted((dataset / config).glob(f"{split}-*.parquet")):
        file = ParquetFile(path)
        features = Features.from_arrow_schema(file.schema_arrow)
        for batch in file.iter_batches(1000):
            yield from (name_labels(row, features) for row in batch.to_pylist())


def name_labels(value: Any, feature: Any) -> Any:
    """Return a value of the feature with the names of labels in place of their numbers; times are texts of the same length."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(feature, Mapping):
        return {name: name_labels(value[name], inner) for name, inner in feature.items()}
    if isinstance(feature, List):
        return [name_labels(item, feature.feature) for item in value]
    return feature.int2str(value) if isinstance(feature, ClassLabel) else value


def _tables(dataset: Path) -> Iterator[tuple[str, str]]:
    """Yield the configs and splits that have files."""
    pairs = ((path.parent.name, path.name.split("-")[0]) for path in sorted(dataset.glob("*/*.parquet")))
    yield from dict.fromkeys(pairs)


def _by_config(dataset: Path) -> dict[str, list[Split]]:
    """Return the splits of each config that have files."""
    tables = list(_tables(dataset))
    return {config: [split for split in SPLITS if (config, split) in tables] for config, _ in tables}


def _write_jsonl(dataset: Path, target: Path) -> list[str]:
    """Write a file for each config and split, and return the columns that are texts."""
    schema = json.loads((dataset / "rows.schema.json").read_bytes())
    as_text: list[str] = []
    for config, splits in _by_config(dataset).items():
        paths = text_paths(sorted((dataset / config).glob("*.parquet")), _leading(read_rows(dataset, config, splits[0])))
        describe_texts(schema["$defs"][config], paths)
        as_text += (".".join((config, *path)) for path in sorted(paths))
        for split in splits:
            rows = read_rows(dataset, config, split)
            written = (with_texts(row, paths, _json_text) for row in rows) if paths else rows
            _write_lines(target / f"{config}-{split}.jsonl", written)
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    (target / "rows.schema.json").write_text(text, encoding="utf-8", newline="\n")
    return as_text


def _leading(rows: Iterable[ExportedRow]) -> Iterator[ExportedRow]:
    """Yield the first rows, of `LEADING_BYTES` bytes of JSON."""
    size = 0
    for row in rows:
        yield row
        size += len(orjson.dumps(row))
        if size > LEADING_BYTES:
            return


def _json_text(value: Any) -> str:
    return orjson.dumps(value).decode()


def _write_lines(path: Path, values: Iterable[Any]) -> None:
    with path.open("wb") as stream:
        stream.writelines(map(json_line, values))


_QUOTED_COLUMNS: Mapping[str, frozenset[str]] = {
    "sentences": frozenset({"text"}),
    "claims": frozenset({"text", "sentence_text"}),
    "annotations": frozenset({"text"}),
    "articles": frozenset({"text"}),
    "pairs": frozenset({"first_text", "second_text"}),
    "positions": frozenset({"text"}),
    "silver": frozenset({"text", "sentence_text"}),
}
"""The columns, by config, that quote an article character by character, so that offsets fit their cells."""


def _write_csv(dataset: Path, target: Path, *, excel: bool) -> None:
    """Write a file for each config, whose first column is the split, and one for each config and split."""
    encoding = "utf-8-sig" if excel else "utf-8"
    for config, splits in _by_config(dataset).items():
        verbatim = frozenset() if excel else _QUOTED_COLUMNS[config]
        columns = _column_names(dataset, config)
        with (target / f"{config}.csv").open("w", encoding=encoding, newline="") as whole:
            all_rows = csv.writer(whole)
            all_rows.writerow(["dataset_split" if "split" in columns else "split", *columns])
            for split in splits:
                with (target / f"{config}-{split}.csv").open("w", encoding=encoding, newline="") as part:
                    split_rows = csv.writer(part)
                    split_rows.writerow(columns)
                    for row in read_rows(dataset, config, split):
                        cells = [csv_cell(value, verbatim=name in verbatim) for name, value in row.items()]
                        split_rows.writerow(cells)
                        all_rows.writerow([split, *cells])


def columns_of(dataset: Path, config: str) -> dict[str, str]:
    """Return the type of each column of a config, or its labels by number, by the dotted path of the column."""
    file = ParquetFile(next((dataset / config).glob("*.parquet")))
    columns = label_columns({config: Features.from_arrow_schema(file.schema_arrow)})[config]
    return {
        name: ", ".join(f"{number} {label}" for number, label in enumerate(leaf)) if isinstance(leaf, list) else leaf
        for name, leaf in columns.items()
    }


def _column_names(dataset: Path, config: str) -> list[str]:
    names: list[str] = ParquetFile(next((dataset / config).glob("*.parquet"))).schema_arrow.names
    return names


def csv_cell(value: Any, *, verbatim: bool = False) -> Any:
    """Return a value as a cell, and no text that a spreadsheet would run unless it is to stay `verbatim`.

    Several answers are joined as `annotate.text.spreadsheet.several` does; any other list is JSON.
    """
    if verbatim:
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return several(value)
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return cell(value) if isinstance(value, str) else value


# -- spaCy -----------------------------------------------------------------------------------------------------------------


_SENTENCE_FIELDS = ("sentence", "start", "end", "status", "label", "gold", "claims", "sources", "stances", "links")
"""The columns of `sentences` that a line for spaCy has of each sentence."""


def _write_spacy(dataset: Path, target: Path) -> None:
    for split in (split for config, split in _tables(dataset) if config == "articles"):
        # The two configs may have different numbers of shards, hence another order of articles; an article's rows are together.
        texts = {article["document"]: article["text"] for article in read_rows(dataset, "articles", split)}
        rows = groupby(read_rows(dataset, "sentences", split), key=itemgetter("document"))
        _write_lines(target / f"{split}.jsonl", (_spacy_document(id, texts[id], list(group)) for id, group in rows))


def _span_groups(sentences: Iterable[ExportedRow]) -> dict[str, list[ExportedRow]]:
    """Return the spans of gold by group: claims (label: the type), sources (the type), cues (the stance).

    The id of a span (spaCy's `kb_id`, the one that its JSON has) is that of the sentence with that of the claim or source, or of
    both for a cue: spans with the same id in a group are the same claim.
    """
    groups: dict[str, list[ExportedRow]] = {"claims": [], "sources": [], "cues": []}
    for row in sentences:
        spans: list[tuple[str, Any, Any, tuple[str, ...]]] = []
        spans += [("claims", span, claim.get(TYPE), (claim["id"],)) for claim in row["claims"] or () for span in claim["spans"]]
        spans += [("sources", source["mention"], source.get(TYPE), (source["id"],)) for source in row["sources"] or ()]
        spans += [("cues", s["cue"], s["label"], (s["claim"], s["source"])) for s in row["stances"] or ()]
        for group, span, label, ids in spans:
            if span:
                kb_id = CLAIM_SEPARATOR.join((row["sentence"], *ids))
                name = "|".join(label) if isinstance(label, list) else label or ""
                groups[group].append({"start": span["start"], "end": span["end"], "label": name, "kb_id": kb_id})
    return groups


def _spacy_document(id: str, text: str | None, sentences: Sequence[ExportedRow]) -> ExportedRow:
    """Return an article in the form that `spacy.tokens.Doc.from_json` reads.

    Beside that, it has the article's id and what the dataset says of each sentence. They are not in the ``_`` of spaCy's JSON:
    `from_json` reads only attributes that were registered before, and fails on others.
    """
    if text is None:
        raise ExportError("spaCy documents contain the texts of the articles; export without --without-text.")
    spans = {group: [_strip(span, text) for span in group_spans] for group, group_spans in _span_groups(sentences).items()}
    bounds = [_strip({"start": row["start"], "end": row["end"]}, text) for row in sentences]
    cuts = {offset for group in (*spans.values(), bounds) for span in group for offset in (span["start"], span["end"])}
    tokens = [{"id": number, "start": start, "end": end} for number, (start, end) in enumerate(tokenize(text, cuts))]
    return {
        "document": id,
        "text": text,
        "tokens": tokens,
        "sents": bounds,
        "spans": spans,
        "ents": [],
        "sentences": [{name: row[name] for name in _SENTENCE_FIELDS if name in row} for row in sentences],
    }


def _strip(span: ExportedRow, text: str) -> ExportedRow:
    """Return a span without white space at its ends, where no token begins or ends."""
    quoted = text[span["start"] : span["end"]]
    start = span["start"] + len(quoted) - len(quoted.lstrip())
    return {**span, "start": start, "end": start + len(quoted.strip())}
