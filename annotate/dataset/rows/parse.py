"""JSON as the store keeps it -> Arrow columns of the Features: labels are their numbers, what is not there is null.

Arrow parses by the Features themselves, many times as fast as a loop in Python, and refuses what does not fit. What `datasets`
would change in silence (1.5 to 1, True to 1, an unknown label to null, an unknown property to nothing) is refused too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from annotate.dataset.features import resolve
from annotate.dataset.rows.list_columns import columns, flat, grouped
from annotate.model import FIXED_FIELDS
from annotate.schema import NOUNS, Schema

if TYPE_CHECKING:
    import pyarrow

    Leaf = Callable[[pyarrow.Array, Any, tuple[str, ...]], pyarrow.Array]

BLOCK = 1 << 20
"""Bytes that one thread parses at a time."""

IDS = {("claims", "id"), ("sources", "id"), ("stances", "claim"), ("stances", "source")}
"""The strings of an annotation that quote nothing."""


class Unfit(ValueError):
    """Some record among those that were parsed has no place in the Features."""


def parse(texts: Sequence[str], of: Any) -> pyarrow.Array:
    """JSON texts as an array of the Feature `of`. Raises Unfit."""
    import pyarrow
    import pyarrow.json

    if not texts:
        return _numbered(pyarrow.array([], _written(of)), of)
    try:
        lines = '{"v":' + '}\n{"v":'.join(texts) + "}\n"
        table = pyarrow.json.read_json(
            pyarrow.BufferReader(lines.encode()),
            pyarrow.json.ReadOptions(block_size=max(BLOCK, 4 * max(map(len, texts)) + 8)),  # no line is longer
            pyarrow.json.ParseOptions(pyarrow.schema([("v", _written(of))]), unexpected_field_behavior="error"),
        )
    except (pyarrow.ArrowException, UnicodeError) as error:
        raise Unfit(str(error)) from error
    if len(table) != len(texts):
        raise Unfit("a record is not one line of JSON")
    return _numbered(table["v"].combine_chunks(), of)


def _written(of: Any) -> pyarrow.DataType:
    """The type that a Feature has in JSON: a label is its name there."""
    import pyarrow
    from datasets import ClassLabel, List

    if isinstance(of, ClassLabel):
        return pyarrow.string()
    if isinstance(of, List):
        return pyarrow.list_(_written(of.feature))
    if isinstance(of, dict):
        return pyarrow.struct([(name, _written(inner)) for name, inner in of.items()])
    return of.pa_type


def _numbered(values: pyarrow.Array, of: Any) -> pyarrow.Array:
    """The labels in an array as their numbers. Raises Unfit for a label that is none and a number that is not finite."""
    import pyarrow
    import pyarrow.compute as compute
    from datasets import ClassLabel

    def leaf(found: pyarrow.Array, of: Any, path: tuple[str, ...]) -> pyarrow.Array:
        if isinstance(of, ClassLabel):
            numbers = compute.index_in(found, pyarrow.array(of.names)).cast(pyarrow.int64())
            if numbers.null_count != found.null_count:  # it makes null what it does not know
                raise Unfit(f"{'.'.join(path)}: a label is not among those of the schema")
            return numbers
        if pyarrow.types.is_floating(found.type) and compute.any(compute.invert(compute.is_finite(found))).as_py():
            raise Unfit(f"{'.'.join(path)}: a number is not finite")
        return found

    return mapped(values, of, leaf)


def mapped(values: pyarrow.Array, of: Any, leaf: Leaf, path: tuple[str, ...] = ()) -> pyarrow.Array:
    """An array of the Feature `of` with `leaf` applied to what is deepest in it; `path` leads there."""
    import pyarrow
    from datasets import List

    nulls = values.is_null() if values.null_count else None
    if isinstance(of, List):
        found, owners = flat(values)
        return grouped(mapped(found, of.feature, leaf, path), owners, len(values), nulls)
    if isinstance(of, dict):
        fields = [mapped(found, of[name], leaf, (*path, name)) for name, found in columns(values).items()]
        return pyarrow.StructArray.from_arrays(fields, names=list(of), mask=nulls)
    return leaf(values, of, path)


def without_text(annotations: pyarrow.Array, of: Any) -> pyarrow.Array:
    """Annotations with null for every string that is not an id."""
    import pyarrow

    def leaf(found: pyarrow.Array, of: Any, path: tuple[str, ...]) -> pyarrow.Array:
        quotes = pyarrow.types.is_string(found.type) and path not in IDS
        return pyarrow.nulls(len(found), found.type) if quotes else found

    return mapped(annotations, of, leaf)


def missing(annotations: pyarrow.Array, schema: Schema) -> Counter[str]:
    """The required answers that are not there, as ``claim.type``: an annotation may be older than the question.

    Raises Unfit where something is not there that every annotation has had.
    """
    found: Counter[str] = Counter()
    for noun, name, number in _gaps(annotations, {"$ref": "#/$defs/annotation"}, "", schema.raw["$defs"]):
        if number and (noun not in NOUNS or name in FIXED_FIELDS[noun]):
            raise Unfit(f"{noun}: {name!r} is not there")
        found[f"{noun}.{name}"] += number
    return +found


def _gaps(
    values: pyarrow.Array, definition: Mapping[str, Any], noun: str, definitions: Mapping[str, Any]
) -> Iterator[tuple[str, str, int]]:
    """How often each required property of each noun is not there."""
    import pyarrow

    definition, noun = resolve(definition, noun, definitions)
    if pyarrow.types.is_list(values.type):
        yield from _gaps(values.flatten(), definition["items"], noun, definitions)
    elif pyarrow.types.is_struct(values.type):
        inside = columns(values)
        for name in definition.get("required", ()):
            if name not in ("flag", "note"):
                yield noun, name, inside[name].null_count - values.null_count
        for name, found in inside.items():
            yield from _gaps(found, definition["properties"][name], noun, definitions)
