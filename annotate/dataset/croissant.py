"""``croissant.json``: a description of the dataset in the format of MLCommons, for search engines and other loaders.

The Croissant file that the Hub generates loses the names of the labels; here the description of each field lists them. Every file
is listed with its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import datasets
from datasets import ClassLabel, List

from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.parquet import ParquetShard, WrittenFiles

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {"string": "sc:Text", "bool": "sc:Boolean", "int64": "sc:Integer", "float64": "sc:Float"}


def croissant(
    export: Export,
    options: ExportOptions,
    features: Mapping[str, datasets.Features],
    files: WrittenFiles,
    contents: Mapping[str, str],
    created: str,
) -> dict[str, Any]:
    """Return a description of the dataset as JSON-LD, by the Croissant specification 1.0."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": " ".join(options.name.split()),
        "description": "Sentences of news articles with the fact claims in them, their sources, and the stance of each source.",
        "license": options.license,
        "url": "README.md",
        "version": export.version,
        "datePublished": created[:10],
        "citeAs": ", ".join(filter(None, (options.authors, " ".join(options.name.split()), f"version {export.version}"))),
        **({"creator": {"@type": "sc:Person", "name": options.authors}} if options.authors else {}),
        "distribution": list(chain.from_iterable(_distribution(config, files[config], contents) for config in files)),
        "recordSet": [_records(config, features[config]) for config in files],
    }


def _distribution(
    config: str, splits: Mapping[str, Sequence[ParquetShard]], contents: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the description of each file of a config, and of the set of them."""
    media_type = "application/x-parquet"
    for file in chain.from_iterable(splits.values()):
        yield {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path,
            "contentUrl": file.path,
            "encodingFormat": media_type,
            "sha256": contents[file.path],
        }
    yield {"@type": "cr:FileSet", "@id": f"{config}-files", "encodingFormat": media_type, "includes": f"{config}/*.parquet"}


def _records(config: str, features: datasets.Features) -> dict[str, Any]:
    """Return the record set of a config; the split of a record is part of its file's name."""
    files = {"@id": f"{config}-files"}
    split = {
        "@type": "cr:Field",
        "@id": f"{config}/split",
        "description": "The split of the record.",
        "dataType": "sc:Text",
        "source": {
            "fileSet": files,
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": r"^(?:.*/)?(\w+)-\d+-of-\d+\.parquet$"},
        },
    }
    fields = [_field(f"{config}/{name}", feature, files, name) for name, feature in features.items()]
    return {"@type": "cr:RecordSet", "@id": config, "name": config, "field": [split, *fields]}


def _field(id: str, feature: Any, files: Mapping[str, str], column: str) -> dict[str, Any]:
    """Return the description of a column and of the values in it."""
    field: dict[str, Any] = {"@type": "cr:Field", "@id": id, "name": id}
    if not isinstance(feature, List):
        return {**field, **_value(feature, files, column, "")}
    if not isinstance(feature.feature, dict):
        return {**field, "repeated": True, **_value(feature.feature, files, column, "")}
    subfields = [
        {"@type": "cr:Field", "@id": f"{id}/{name}", "name": f"{id}/{name}", **_value(leaf, files, column, path)}
        for name, path, leaf in _leaves(feature.feature)
    ]
    return {**field, "repeated": True, "subField": subfields}


def _leaves(struct: Mapping[str, Any], parents: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """Yield the name, JSON path and feature of each value in a struct.

    Lists in it are left out: a reader of Croissant cannot reach into a list inside a list. The spans of claims, and several
    answers to a question, have their own columns in `claims`.
    """
    for name, feature in struct.items():
        path = (*parents, name)
        if isinstance(feature, dict):
            yield from _leaves(feature, path)
        elif not isinstance(feature, List):
            yield "/".join(path), ".".join(path), feature


def _value(feature: Any, files: Mapping[str, str], column: str, path: str) -> dict[str, Any]:
    """Return the part of a field's description that concerns a plain value; `path` is its JSON path inside the column."""
    source: dict[str, Any] = {"fileSet": files, "extract": {"column": column}}
    if path:
        source["transform"] = {"jsonPath": path}
    description: dict[str, Any] = {"dataType": _data_type(feature), "source": source}
    if isinstance(feature, ClassLabel):
        labels = ", ".join(f"{number} {name}" for number, name in enumerate(feature.names))
        description["description"] = f"A label: {labels}."
    return description


def _data_type(feature: Any) -> str:
    return "sc:DateTime" if feature.dtype.startswith("timestamp") else _TYPES[feature.dtype]
