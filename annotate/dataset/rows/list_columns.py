"""Operations on columns of lists of structs that Arrow has no function for.

An annotation is a struct with lists of structs in it: claims, each with a list of spans. A Python loop over a million of them
takes minutes, a vectorised operation milliseconds. Arrow, however, can neither filter, sort nor join *inside* lists. So a list
column is taken apart with `flat` into two flat arrays of the same length: the `values` of all lists, one after the other, and
their `owners`, the number of the row that each value belongs to. In that form everything is an ordinary array operation, as long
as whatever filters or sorts the values does the same to their owners; `group` puts the lists together again.

    lists  [[a, b], [], [c]]    ->    values [a, b, c]    owners [0, 0, 2]

`flat` can be applied again to a list inside the values (the spans of all claims); indexing the owners of the outer list with
those of the inner one gives the outermost row: ``claim_owners[span_owners]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as compute
from numpy.typing import NDArray

Rows = NDArray[numpy.int64]
"""Row numbers; -1 means no row in functions that document it."""


def flat(lists: pyarrow.ListArray) -> tuple[pyarrow.Array, Rows]:
    """Return the values of all lists and the row number of the list that each is in. A null list has no values."""
    # `flatten` and `list_parent_indices` respect slices and nulls; `lists.values` and `lists.offsets` do not.
    return lists.flatten(), compute.list_parent_indices(lists).to_numpy().astype(numpy.int64)


def group(values: pyarrow.Array, owners: Rows, count: int, nulls: pyarrow.Array | None = None) -> pyarrow.ListArray:
    """Return `count` lists of the values: the inverse of `flat`.

    `owners`, in ascending order, are the row numbers of the values' lists. `nulls` marks the lists that are null.
    """
    # A ListArray is its values and one offset per list, where the list begins, plus the end of the last: the running total of the
    # lists' lengths. `bincount` gives the lengths, 0 for a row that owns nothing.
    offsets = numpy.zeros(count + 1, dtype=numpy.int32)
    numpy.cumsum(numpy.bincount(owners, minlength=count), out=offsets[1:])
    return pyarrow.ListArray.from_arrays(pyarrow.array(offsets), values, mask=nulls)


def take(values: pyarrow.Array, rows: Rows) -> pyarrow.Array:
    """Return the values of these rows; null where a row is -1."""
    if numpy.array_equal(rows, numpy.arange(len(values))):
        return values  # the usual case, one annotator per article: all rows in order, and nothing is copied
    return values.take(pyarrow.array(rows, mask=rows < 0))


def take_lists(lists: pyarrow.ListArray, rows: Rows) -> pyarrow.ListArray:
    """Return the lists of these rows; an empty list where a row is -1 or its list is null."""
    if not lists.null_count and numpy.array_equal(rows, numpy.arange(len(lists))):
        return lists
    values, owners = flat(take(lists, rows))
    return group(values, owners, len(rows))


def columns(structs: pyarrow.StructArray) -> dict[str, Any]:
    """Return the fields of the structs by name; their values are null where the struct is."""
    return dict(zip((field.name for field in structs.type), structs.flatten(), strict=True))


def mask(booleans: pyarrow.Array) -> NDArray[numpy.bool_]:
    """Return booleans, none of them null, as a NumPy mask."""
    selected: NDArray[numpy.bool_] = booleans.to_numpy(zero_copy_only=False)
    return selected


def positions(names: Sequence[str], values: pyarrow.Array) -> Rows:
    """Return the position of each name among the values; -1 if it is not one of them."""
    indices = compute.index_in(pyarrow.array(names, pyarrow.string()), values).fill_null(-1)
    return indices.to_numpy().astype(numpy.int64)  # type: ignore[no-any-return]


def texts(values: pyarrow.Array) -> pyarrow.Array:
    """Return values that can be compared: lists of labels as texts, others as they are."""
    if not pyarrow.types.is_list(values.type):
        return values
    return compute.binary_join(values.cast(pyarrow.list_(pyarrow.string())), " ")


def find(names: pyarrow.Array, owners: Rows, candidates: pyarrow.Array, candidate_owners: Rows) -> Rows:
    """Return for each name the position of the candidate with the same text and the same owner; -1 if there is none.

    This is how the references inside annotations are resolved, as the source id of each stance: ids are unique within one
    annotation only, so the text alone does not identify a candidate.
    """
    # A join on two keys. Both keys become one integer, `owner * width + code`, where equal texts have equal codes (a dictionary
    # shared by both sides) and `width` exceeds every code. The candidates' keys are then sorted and searched by bisection. A
    # search ends at the place where a missing key *would* be, which is why the key there is compared at the end.
    codes = pyarrow.concat_arrays([candidates, names]).dictionary_encode().indices.fill_null(-1).to_numpy().astype(numpy.int64)
    width = len(codes) + 1
    keys = candidate_owners * width + codes[: len(candidates)]
    wanted = owners * width + codes[len(candidates) :]
    if not len(keys):
        return numpy.full(len(wanted), -1)
    order = numpy.argsort(keys, kind="stable")  # of equal candidates, the first
    nearest = order[numpy.searchsorted(keys, wanted, sorter=order).clip(max=len(keys) - 1)]
    return numpy.where(keys[nearest] == wanted, nearest, -1)
