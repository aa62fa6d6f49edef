"""JSON as the store keeps it, parsed into Arrow columns that match the Features: labels as numbers, absent values as null.

Arrow parses by a type derived from the Features, many times faster than a Python loop, and rejects what does not fit.
`datasets` would silently convert or drop some values (1.5 becomes 1, True becomes 1, an unknown label null, an unknown property
nothing); they are rejected here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow
import pyarrow.compute as compute
import pyarrow.json
from datasets import ClassLabel, List

from annotate.dataset.features import resolve
from annotate.dataset.rows.list_columns import columns, flat, group
from annotate.model import FIXED_FIELDS
from annotate.schema import NOUNS, Schema

LeafFunction = Callable[[pyarrow.Array, Any, tuple[str, ...]], pyarrow.Array]
"""A function of an array of plain values, their feature and the names of the fields that lead to them."""

BLOCK_SIZE = 1 << 20
"""The number of bytes that one thread parses at a time."""

ID_FIELDS = {("claims", "id"), ("sources", "id"), ("stances", "claim"), ("stances", "source"), ("links", "claim")}
"""The strings of an annotation that never quote an article."""


class FeatureMismatch(ValueError):
    """A record, among those that were parsed together, that does not fit the Features."""


def parse(texts: Sequence[str], feature: Any) -> pyarrow.Array:
    """Return JSON texts as an array of the feature.

    Raises FeatureMismatch if one of them does not fit; it does not say which (see `features.Reader`).
    """
    if not texts:
        return _encode_labels(pyarrow.array([], _json_type(feature)), feature)
    # Arrow's JSON reader takes lines of objects, so each text becomes the one property of an object on a line of its own. The
    # reader works in blocks and fails on a line longer than one: a UTF-8 character has at most 4 bytes, hence the block size.
    # Text with a line break outside its strings would become two lines; the number of rows reveals it.
    try:
        lines = '{"v":' + '}\n{"v":'.join(texts) + "}\n"
        table = pyarrow.json.read_json(
            pyarrow.BufferReader(lines.encode()),
            pyarrow.json.ReadOptions(block_size=max(BLOCK_SIZE, 4 * max(map(len, texts)) + 8)),
            pyarrow.json.ParseOptions(pyarrow.schema([("v", _json_type(feature))]), unexpected_field_behavior="error"),
        )
    except (pyarrow.ArrowException, UnicodeError) as error:
        raise FeatureMismatch(str(error)) from error
    if len(table) != len(texts):
        raise FeatureMismatch("a record is not one line of JSON")
    return _encode_labels(table["v"].combine_chunks(), feature)


def _json_type(feature: Any) -> pyarrow.DataType:
    """Return the type of a feature's values in JSON, in which a label is a string."""
    if isinstance(feature, ClassLabel):
        return pyarrow.string()
    if isinstance(feature, List):
        return pyarrow.list_(_json_type(feature.feature))
    if isinstance(feature, dict):
        return pyarrow.struct([(name, _json_type(inner)) for name, inner in feature.items()])
    return feature.pa_type


def _encode_labels(values: pyarrow.Array, feature: Any) -> pyarrow.Array:
    """Replace the labels in an array by their numbers.

    Raises FeatureMismatch for an unknown label and for a number that is not finite.
    """

    def encode(leaf: pyarrow.Array, feature: Any, path: tuple[str, ...]) -> pyarrow.Array:
        if isinstance(feature, ClassLabel):
            numbers = compute.index_in(leaf, pyarrow.array(feature.names)).cast(pyarrow.int64())
            if numbers.null_count != leaf.null_count:  # index_in returns null for an unknown label
                raise FeatureMismatch(f"{'.'.join(path)}: a label is not defined in the schema")
            return numbers
        if pyarrow.types.is_floating(leaf.type) and compute.any(compute.invert(compute.is_finite(leaf))).as_py():
            raise FeatureMismatch(f"{'.'.join(path)}: a number is not finite")
        return leaf

    return map_leaves(values, feature, encode)


def map_leaves(values: pyarrow.Array, feature: Any, function: LeafFunction, path: tuple[str, ...] = ()) -> pyarrow.Array:
    """Apply a function to the plain values inside an array of a feature; `path` names the fields that lead to the array."""
    # The nulls of a list or struct are kept apart: `flat` drops null lists, and `columns` merges the nulls of a struct into those
    # of its fields. Rebuilding with `mask` restores them.
    nulls = values.is_null() if values.null_count else None
    if isinstance(feature, List):
        inner, owners = flat(values)
        return group(map_leaves(inner, feature.feature, function, path), owners, len(values), nulls)
    if isinstance(feature, dict):
        fields = [map_leaves(field, feature[name], function, (*path, name)) for name, field in columns(values).items()]
        return pyarrow.StructArray.from_arrays(fields, names=list(feature), mask=nulls)
    return function(values, feature, path)


def remove_text(annotations: pyarrow.Array, feature: Any) -> pyarrow.Array:
    """Replace every string in annotations by null, except ids."""

    def remove(leaf: pyarrow.Array, feature: Any, path: tuple[str, ...]) -> pyarrow.Array:
        may_quote = pyarrow.types.is_string(leaf.type) and path not in ID_FIELDS
        return pyarrow.nulls(len(leaf), leaf.type) if may_quote else leaf

    return map_leaves(annotations, feature, remove)


def count_missing(annotations: pyarrow.Array, schema: Schema) -> Counter[str]:
    """Count the required answers that annotations lack, by ``claim.type`` and the like: they may be older than the question.

    Raises FeatureMismatch if a field that every annotation has always had is missing.
    """
    missing: Counter[str] = Counter()
    for noun, name, number in _missing_properties(annotations, {"$ref": "#/$defs/annotation"}, "", schema.raw["$defs"]):
        if number and (noun not in NOUNS or name in FIXED_FIELDS[noun]):
            raise FeatureMismatch(f"{noun}: {name!r} is missing")
        missing[f"{noun}.{name}"] += number
    return +missing


def _missing_properties(
    values: pyarrow.Array, definition: Mapping[str, Any], noun: str, definitions: Mapping[str, Any]
) -> Iterator[tuple[str, str, int]]:
    """Yield noun, property and how often it is missing, for each required property of each noun in the values."""
    definition, noun = resolve(definition, noun, definitions)
    if pyarrow.types.is_list(values.type):
        yield from _missing_properties(values.flatten(), definition["items"], noun, definitions)
    elif pyarrow.types.is_struct(values.type):
        fields = columns(values)
        for name in definition.get("required", ()):
            if name not in ("flag", "note"):
                yield noun, name, fields[name].null_count - values.null_count  # a null struct lacks nothing
        for name, field in fields.items():
            yield from _missing_properties(field, definition["properties"][name], noun, definitions)
