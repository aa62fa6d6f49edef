"""A dataset -> files for other tools: JSONL, CSV, and documents that spaCy takes. Labels have their names in them."""

from __future__ import annotations

import csv
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from annotate.dataset.atomic_folder import mark, replacing
from annotate.errors import ExportError
from annotate.schema.wellknown import TYPE

if TYPE_CHECKING:
    import datasets

Row = dict[str, Any]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection")."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


@contextmanager
def converted(target: Path, format: str) -> Iterator[Path]:
    """The folder to export into: `target` itself, or one that goes when what was exported has been converted."""
    if format == "dataset":
        yield target
        return
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "dataset"
        yield folder
        convert(folder, target, format)


def convert(dataset: Path, target: Path, format: str) -> None:
    """Write what is in a dataset folder into the folder `target` as jsonl, csv or spacy, whole or not at all.

    Raises ExportError where `target` may not be replaced or the dataset has no texts and the format needs them.
    """
    with replacing(target) as (new, _):
        FORMATS[format](dataset, new)
        mark(new, {})


def rows(dataset: Path, config: str, split: str) -> Iterator[Row]:
    """The rows of a config's split with the names of their labels."""
    from datasets import Features
    from pyarrow.parquet import ParquetFile

    for path in sorted((dataset / config).glob(f"{split}-*.parquet")):
        file = ParquetFile(path)
        features = Features.from_arrow_schema(file.schema_arrow)
        for batch in file.iter_batches(1000):
            yield from (named(row, features) for row in batch.to_pylist())


def named(value: Any, feature: datasets.Features | Any) -> Any:
    """A value with the names of the labels in it instead of their numbers."""
    from datasets import ClassLabel, List

    if value is None:
        return None
    if isinstance(feature, Mapping):
        return {name: named(value[name], inner) for name, inner in feature.items()}
    if isinstance(feature, List):
        return [named(item, feature.feature) for item in value]
    return feature.int2str(value) if isinstance(feature, ClassLabel) else value


def _tables(dataset: Path) -> Iterator[tuple[str, str]]:
    """Configs and splits that have files."""
    found = ((path.parent.name, path.name.split("-")[0]) for path in sorted(dataset.glob("*/*.parquet")))
    yield from dict.fromkeys(found)


def _jsonl(dataset: Path, target: Path) -> None:
    for config, split in _tables(dataset):
        _write_lines(target / f"{config}-{split}.jsonl", rows(dataset, config, split))


def _write_lines(path: Path, values: Iterable[Any]) -> None:
    import orjson  # 5 ms: `--help` does not need it

    with path.open("wb") as stream:
        stream.writelines(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z) for value in values)


def _csv(dataset: Path, target: Path) -> None:
    for config, split in _tables(dataset):
        with (target / f"{config}-{split}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer: Any = None
            for row in rows(dataset, config, split):
                if writer is None:
                    writer = csv.writer(stream)
                    writer.writerow(row)
                writer.writerow([cell(value) for value in row.values()])


def cell(value: Any) -> Any:
    """A value as a spreadsheet shows it: lists as JSON, and no text that would be run as a formula."""
    if isinstance(value, (list, dict)):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


# -- spaCy -----------------------------------------------------------------------------------------------------------------


def _spacy(dataset: Path, target: Path) -> None:
    for split in (split for config, split in _tables(dataset) if config == "articles"):
        spans = _spans(rows(dataset, "claims", split))
        documents = (_document(row, spans.get(row["document"], {})) for row in rows(dataset, "articles", split))
        _write_lines(target / f"{split}.jsonl", documents)


def _spans(claims: Iterable[Row]) -> dict[str, dict[str, list[Row]]]:
    """Of each article the spans of gold by group: claims (label: the type), sources (the type), cues (the stance)."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in claims:
        groups = found.setdefault(row["document"], {"claims": [], "sources": [], "cues": []})
        marked = [("claims", span, row.get(TYPE)) for span in row["spans"]]
        marked += [("sources", source["mention"], source.get(TYPE)) for source in row["sources"] if source["mention"]]
        marked += [("cues", stance["cue"], stance["label"]) for stance in row["stances"] if stance["cue"]]
        for group, span, label in marked:
            entry = {"start": span["start"], "end": span["end"], "label": label or "", "kb_id": ""}
            if entry not in groups[group]:
                groups[group].append(entry)
    return found


def _document(article: Row, spans: Mapping[str, list[Row]]) -> Row:
    """An article as `spacy.tokens.Doc.from_json` reads it."""
    text = article["text"]
    if text is None:
        raise ExportError("spaCy's documents hold the texts of the articles; export without --without-text.")
    spans = {group: [_trimmed(span, text) for span in found] for group, found in spans.items()}
    cuts = {offset for group in spans.values() for span in group for offset in (span["start"], span["end"])}
    tokens = [{"id": number, "start": start, "end": end} for number, (start, end) in enumerate(tokenized(text, cuts))]
    return {"text": text, "tokens": tokens, "spans": spans, "ents": []}


def _trimmed(span: Row, text: str) -> Row:
    """A span without white space around it, which belongs to no word."""
    quoted = text[span["start"] : span["end"]]
    start = span["start"] + len(quoted) - len(quoted.lstrip())
    return {**span, "start": start, "end": start + len(quoted.strip())}


def tokenized(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Words and signs, divided wherever a span begins or ends, so that every span is whole tokens.

    White space is a token too, but for one space after a token: so spaCy has it, which puts texts together again from its tokens.
    """
    place = 0
    for start, end in _words(text, sorted(cuts)):
        if start > place:
            yield place, start
        yield start, end
        place = end + (text[end : end + 1] == " ")
    if place < len(text):
        yield place, len(text)


def _words(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield start, cut
            start = cut
        yield start, end


FORMATS: Mapping[str, Callable[[Path, Path], None]] = {"jsonl": _jsonl, "csv": _csv, "spacy": _spacy}
