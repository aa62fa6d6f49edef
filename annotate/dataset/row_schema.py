"""``rows.schema.json``: a JSON Schema (draft 2020-12) of the exported rows, for readers who do not use `datasets`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import datasets
from datasets import ClassLabel, List

_TYPES = {"string": "string", "bool": "boolean", "int64": "integer", "float64": "number"}


def row_schemas(features: Mapping[str, datasets.Features], version: str) -> dict[str, Any]:
    """Return a schema with one definition per config in ``$defs``; every row follows one of them.

    `version` is that of the label scheme. Labels and times may have the forms that tools write them in: a label is its number, as
    in the files and by ``Dataset.to_json``, or its name, as by ``annotate export --format jsonl``; a time is a string (ISO 8601)
    or, by ``Dataset.to_json``, the milliseconds since 1970. The type of every value that may be null includes null.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Rows of the dataset (label scheme {version})",
        "anyOf": [{"$ref": f"#/$defs/{config}"} for config in features],
        "$defs": {config: {**_object(dict(columns)), "type": "object"} for config, columns in features.items()},
    }


def _schema(feature: Any) -> dict[str, Any]:
    if isinstance(feature, List):
        several = isinstance(feature.feature, ClassLabel)  # answers, which an item may lack; the other lists are never null
        return {"type": ["array", "null"] if several else "array", "items": _schema(feature.feature)}
    if isinstance(feature, dict):
        return {"type": ["object", "null"], **_object(feature)}
    if isinstance(feature, ClassLabel):
        labels = [{"const": number, "title": name} for number, name in enumerate(feature.names)]
        return {"oneOf": [*labels, {"enum": feature.names, "description": "The name of a label."}, {"type": "null"}]}
    if feature.dtype.startswith("timestamp"):
        return {"type": ["string", "integer", "null"], "description": "A time: ISO 8601, or milliseconds since 1970 in UTC."}
    return {"type": [_TYPES[feature.dtype], "null"]}


def _object(fields: Mapping[str, Any]) -> dict[str, Any]:
    properties = {name: _schema(feature) for name, feature in fields.items()}
    return {"properties": properties, "required": list(properties), "additionalProperties": False}
