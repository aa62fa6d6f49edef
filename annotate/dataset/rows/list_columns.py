"""Lists of structs as columns: the few moves that Arrow has no function for.

Loops over a million rows cost seconds in Python and milliseconds here. A list column is its `values` and, for each of them, the
row it belongs to (`owners`); whoever filters or sorts the values sorts the owners with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    import pyarrow
    from numpy.typing import NDArray

    Rows = NDArray[numpy.int64]


def flat(lists: pyarrow.ListArray) -> tuple[pyarrow.Array, Rows]:
    """The values of all lists and the row each is in. What is null has none."""
    import numpy
    import pyarrow.compute as compute

    return lists.flatten(), compute.list_parent_indices(lists).to_numpy().astype(numpy.int64)


def grouped(values: pyarrow.Array, owners: Rows, count: int, nulls: pyarrow.Array | None = None) -> pyarrow.ListArray:
    """`count` lists of the values; `owners`, which ascend, say in which list each is, `nulls` which lists are null."""
    import numpy
    import pyarrow

    offsets = numpy.zeros(count + 1, dtype=numpy.int32)
    numpy.cumsum(numpy.bincount(owners, minlength=count), out=offsets[1:])
    return pyarrow.ListArray.from_arrays(pyarrow.array(offsets), values, mask=nulls)


def taken(values: pyarrow.Array, rows: Rows) -> pyarrow.Array:
    """The values of these rows; null where a row is -1. Most often all are wanted in order, and nothing is copied."""
    import numpy
    import pyarrow

    if numpy.array_equal(rows, numpy.arange(len(values))):
        return values
    return values.take(pyarrow.array(rows, mask=rows < 0))


def lists_taken(lists: pyarrow.ListArray, rows: Rows) -> pyarrow.ListArray:
    """The lists of these rows; an empty one where a row is -1, and where there was none."""
    import numpy

    if not lists.null_count and numpy.array_equal(rows, numpy.arange(len(lists))):
        return lists
    values, owners = flat(taken(lists, rows))
    return grouped(values, owners, len(rows))


def columns(structs: pyarrow.StructArray) -> dict[str, Any]:
    """The fields of structs; null where the struct is."""
    return dict(zip((field.name for field in structs.type), structs.flatten(), strict=True))


def mask(truths: pyarrow.Array) -> NDArray[numpy.bool_]:
    """Truth values, none of them null, as numpy selects by them."""
    found: NDArray[numpy.bool_] = truths.to_numpy(zero_copy_only=False)
    return found


def place(among: pyarrow.Array, names: Sequence[str]) -> Rows:
    """For each name its place among the others; -1 where it is not."""
    import pyarrow
    import pyarrow.compute as compute

    found = compute.index_in(pyarrow.array(names, pyarrow.string()), among).fill_null(-1)
    places: Rows = found.to_numpy().astype("int64")
    return places


def find(names: pyarrow.Array, owners: Rows, among: pyarrow.Array, among_owners: Rows) -> Rows:
    """For each name with its owner the place of the same pair in the others; -1 where it is not among them."""
    import numpy
    import pyarrow

    codes = pyarrow.concat_arrays([among, names]).dictionary_encode().indices.fill_null(-1).to_numpy().astype(numpy.int64)
    width = len(codes) + 1
    known, wanted = among_owners * width + codes[: len(among)], owners * width + codes[len(among) :]
    if not len(known):
        return numpy.full(len(wanted), -1)
    order = numpy.argsort(known, kind="stable")
    places = order[numpy.searchsorted(known, wanted, sorter=order).clip(max=len(known) - 1)]
    return numpy.where(known[places] == wanted, places, -1)
