"""Operations on list columns give the same as plain Python."""

from __future__ import annotations

from typing import Any

import numpy
import pyarrow
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.dataset.rows.list_columns import columns, find, flat, group, mask, positions, take, take_lists, texts

LISTS = st.lists(st.none() | st.lists(st.integers(0, 9), max_size=4), max_size=8)


def array(lists: list[Any]) -> Any:
    return pyarrow.array(lists, pyarrow.list_(pyarrow.int64()))


@settings(deadline=None)  # the first imports Arrow
@given(lists=LISTS)
def test_flattened_lists_can_be_grouped_again(lists: list[Any]) -> None:
    values, owners = flat(array(lists))
    assert list(zip(values.to_pylist(), owners.tolist(), strict=True)) == [
        (value, row) for row, values in enumerate(lists) for value in values or ()
    ]
    assert group(values, owners, len(lists)).to_pylist() == [values or [] for values in lists]
    assert group(values, owners, len(lists), array(lists).is_null()).to_pylist() == lists


@settings(deadline=None)  # the first imports Arrow
@given(lists=LISTS, data=st.data())
def test_taking_rows_gives_null_or_an_empty_list_for_no_row(lists: list[Any], data: st.DataObject) -> None:
    rows = numpy.array(data.draw(st.lists(st.integers(-1, len(lists) - 1), max_size=8)), dtype=numpy.int64)
    assert take(array(lists), rows).to_pylist() == [None if row < 0 else lists[row] for row in rows.tolist()]
    assert take_lists(array(lists), rows).to_pylist() == [[] if row < 0 else lists[row] or [] for row in rows.tolist()]
    everything = numpy.arange(len(lists))
    assert take(array(lists), everything).to_pylist() == lists
    assert take_lists(array(lists), everything).to_pylist() == [values or [] for values in lists]


PAIRS = st.lists(st.tuples(st.sampled_from(["c1", "c2", "s0"]), st.integers(0, 3)), max_size=8)


@settings(deadline=None)  # the first imports Arrow
@given(wanted=PAIRS, known=st.lists(st.tuples(st.sampled_from(["c1", "c2", "s0"]), st.integers(0, 3)), max_size=8, unique=True))
def test_a_name_is_found_only_with_its_owner(wanted: list[tuple[str, int]], known: list[tuple[str, int]]) -> None:
    def apart(pairs: list[tuple[str, int]]) -> tuple[Any, Any]:
        names, owners = zip(*pairs, strict=True) if pairs else ((), ())
        return pyarrow.array(names, pyarrow.string()), numpy.array(owners, dtype=numpy.int64)

    assert find(*apart(wanted), *apart(known)).tolist() == [known.index(pair) if pair in known else -1 for pair in wanted]


def test_the_position_of_a_name_is_that_among_the_values() -> None:
    values = pyarrow.array(["b", "a"])
    assert positions(["a", "b", "c", "a"], values).tolist() == [1, 0, -1, 1]
    assert positions([], values).tolist() == []


def test_fields_of_a_struct_that_is_null_are_null() -> None:
    structs = pyarrow.array([{"a": 1}, None], pyarrow.struct([("a", pyarrow.int64())]))
    assert columns(structs)["a"].to_pylist() == [1, None]
    assert mask(structs.is_valid()).tolist() == [True, False]


def test_lists_of_labels_can_be_compared_as_texts() -> None:
    lists = pyarrow.array([[1, 0], [], None], pyarrow.list_(pyarrow.int64()))
    assert texts(lists).to_pylist() == ["1 0", "", None]
    names = pyarrow.array(["a", None])
    assert texts(names) is names
