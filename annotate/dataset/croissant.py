"""``croissant.json``: the dataset in the format of MLCommons, which search engines and other loaders read.

The Croissant that the Hub makes of a dataset has lost the names of the labels; here each field tells its own. Every file is
listed with its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from annotate.dataset.options import Export, ExportOptions
from annotate.dataset.parquet import Files, ParquetShard

if TYPE_CHECKING:
    import datasets

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
    files: Files,
    contents: Mapping[str, str],
    created: str,
) -> dict[str, Any]:
    """The dataset's description as JSON-LD, by the Croissant specification 1.0."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": " ".join(options.name.split()),
        "description": "Sentences of news articles with the fact claims in them, their sources, and where each source stands.",
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
    """The files of a config, and all of them as one."""
    kind = "application/x-parquet"
    for file in chain.from_iterable(splits.values()):
        yield {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path,
            "contentUrl": file.path,
            "encodingFormat": kind,
            "sha256": contents[file.path],
        }
    yield {"@type": "cr:FileSet", "@id": f"{config}-files", "encodingFormat": kind, "includes": f"{config}/*.parquet"}


def _records(config: str, features: datasets.Features) -> dict[str, Any]:
    """A config's record set; the split of a record is in the name of its file."""
    files = {"@id": f"{config}-files"}
    split = {
        "@type": "cr:Field",
        "@id": f"{config}/split",
        "description": "Which part of the division the record is in.",
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
    """A column with what is inside of it."""
    from datasets import List

    field: dict[str, Any] = {"@type": "cr:Field", "@id": id, "name": id}
    if not isinstance(feature, List):
        return {**field, **_value(feature, files, column, "")}
    inside = [
        {"@type": "cr:Field", "@id": f"{id}/{name}", "name": f"{id}/{name}", **_value(leaf, files, column, path)}
        for name, path, leaf in _leaves(feature.feature)
    ]
    return {**field, "repeated": True, "subField": inside}


def _leaves(struct: Mapping[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """The values in a struct, each with its name and its JSON path.

    A list in it is left out: a reader of Croissant cannot reach into a list in a list. It has a column of its own in `claims`.
    """
    from datasets import List

    for name, feature in struct.items():
        way = (*before, name)
        if isinstance(feature, dict):
            yield from _leaves(feature, way)
        elif not isinstance(feature, List):
            yield "/".join(way), ".".join(way), feature


def _value(feature: Any, files: Mapping[str, str], column: str, path: str) -> dict[str, Any]:
    """What a field of plain values says of them."""
    from datasets import ClassLabel

    source: dict[str, Any] = {"fileSet": files, "extract": {"column": column}}
    found = {"dataType": _data_type(feature), "source": {**source, "transform": {"jsonPath": path}} if path else source}
    if isinstance(feature, ClassLabel):
        found["description"] = "A label: " + ", ".join(f"{number} {name}" for number, name in enumerate(feature.names)) + "."
    return found


def _data_type(feature: Any) -> str:
    return "sc:DateTime" if feature.dtype.startswith("timestamp") else _TYPES[feature.dtype]
