"""The values that are text in an export as JSONL, so that `load_dataset("json")` reads every split.

It takes the types of all columns from the beginning of the first split. A value that is null or an empty list in all rows there
has no type, and loading stops at the first later row that has one: a question that one article in the test split answers is
enough. A text that looks like a date in all rows there becomes a time, and other texts stop it. Such values are written as texts
of JSON in all splits, ``json.loads`` returns them. All other values are written as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from datasets import Features, List
from pyarrow.parquet import ParquetFile

ColumnPath = tuple[str, ...]
"""The names of the fields that lead to a value; lists on the way have no name."""

LEADING_BYTES = 6 << 20
"""The number of bytes of JSON at the beginning of a split that surely are in the part that types are taken from (10 MB)."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Seen:
    """The paths of the values that some rows have, and the shapes of texts: their characters with 0 for each digit."""

    def __init__(self) -> None:
        self.paths: set[ColumnPath] = set()
        self.shapes: dict[ColumnPath, set[str]] = {}

    def add(self, value: Any, feature: Any, path: ColumnPath = ()) -> None:
        if value is None:
            return
        if isinstance(feature, List):
            for item in value:
                self.add(item, feature.feature, path)
            return
        self.paths.add(path)
        if isinstance(feature, Mapping):
            for name, inner in feature.items():
                self.add(value[name], inner, (*path, name))
        elif feature.dtype == "string":
            # Few shapes are dates. One that is none is enough to know that the column is text.
            self.shapes.setdefault(path, set()).add(re.sub("[0-9]", "0", value) if _DATE.match(value) else "")

    def dates(self) -> set[ColumnPath]:
        """Return the texts that all look like dates."""
        return {path for path, shapes in self.shapes.items() if "" not in shapes}


def text_paths(files: Sequence[Path], leading: Iterable[Mapping[str, Any]]) -> frozenset[ColumnPath]:
    """Return the paths of the values that must be text.

    `files` are the Parquet files of a config. `leading` are its first rows, of `LEADING_BYTES` bytes.
    """
    features = Features.from_arrow_schema(ParquetFile(files[0]).schema_arrow)
    seen = _Seen()
    for row in leading:
        seen.add(row, features)
    untyped = set(chain.from_iterable(map(_valued, files))) - seen.paths
    paths = {next(path[:length] for length in range(1, len(path) + 1) if path[:length] not in seen.paths) for path in untyped}
    if dates := seen.dates():
        every = _Seen()
        columns = features.copy()
        for name in features.keys() - {path[0] for path in dates}:
            del columns[name]
        for file in files:
            for batch in ParquetFile(file).iter_batches(1000, columns=list(columns)):
                for row in batch.to_pylist():
                    every.add(row, columns)
        paths |= {path for path in dates if every.shapes[path] != seen.shapes[path]}
    return frozenset(paths)


def _valued(file: Path) -> Iterator[ColumnPath]:
    """Yield the paths of the values of which a Parquet file has any, by its statistics."""
    parquet = ParquetFile(file)
    metadata = parquet.metadata
    paths = list(_leaves(Features.from_arrow_schema(parquet.schema_arrow)))
    for number, path in enumerate(paths):
        groups = (metadata.row_group(group).column(number) for group in range(metadata.num_row_groups))
        if any(group.statistics is None or group.statistics.null_count < group.num_values for group in groups):
            yield path


def _leaves(feature: Any, path: ColumnPath = ()) -> Iterator[ColumnPath]:
    """Yield the path of each plain value of a feature, in the order of the columns of a Parquet file."""
    if isinstance(feature, Mapping):
        for name, inner in feature.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(feature, List):
        yield from _leaves(feature.feature, path)
    else:
        yield path


def describe_texts(schema: dict[str, Any], paths: Iterable[ColumnPath]) -> None:
    """Change the JSON Schema of a config's rows so that the values with these paths are texts."""
    for path in paths:
        node = schema
        for name, following in pairwise((*path, "")):
            node = node["items"] if node.get("type") == "array" else node
            value = node["properties"][name]
            if not following:
                media = {"contentMediaType": "application/json", "contentSchema": value}
                node["properties"][name] = {"type": "string", **media}
            node = value


def with_texts(value: Any, paths: Collection[ColumnPath], to_text: Any, path: ColumnPath = ()) -> Any:
    """Return a row, or a value in it, with texts in place of the values with these paths; `to_text` returns them."""
    if path in paths:
        return to_text(value)
    if isinstance(value, list):
        return [with_texts(item, paths, to_text, path) for item in value]
    if isinstance(value, dict):
        return {name: with_texts(inner, paths, to_text, (*path, name)) for name, inner in value.items()}
    return value
