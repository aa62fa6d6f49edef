"""Tables by document, and resampling them."""

from __future__ import annotations

import numpy as np
import pytest

from annotate.agreement.intervals import Resampling, bounds, interval, replicates, resampling, tabulate, value_of, wilson

TABLES = tabulate(np.array([0, 0, 2, 2, 2]), np.array([0, 3, 3, 3, 1]), np.array([1.0, 2, 1, 1, 5]), (2, 2))


def test_a_table_keeps_the_documents_and_cells_that_occur() -> None:
    assert TABLES.whole.tolist() == [[1, 5], [0, 4]]
    assert TABLES.documents.tolist() == [0, 2]
    assert TABLES.cells.tolist() == [0, 1, 3]
    assert TABLES.counts.tolist() == [[1, 0, 2], [0, 5, 2]]


def test_a_resample_is_a_weighted_sum_of_the_documents() -> None:
    drawn = Resampling(np.array([[1, 1, 1], [3, 0, 0], [0, 2, 1]], np.float32))
    (found,) = TABLES.resampled(drawn)
    assert found.tolist() == [[[1, 5], [0, 4]], [[3, 0], [0, 6]], [[0, 5], [0, 2]]]


def test_resampling_draws_as_many_documents_as_there_are_and_the_same_again() -> None:
    drawn = resampling(7, 50, seed=1).draws
    assert drawn.sum(1).tolist() == [7] * 50
    assert np.array_equal(drawn, resampling(7, 50, seed=1).draws)
    assert not np.array_equal(drawn, resampling(7, 50, seed=2).draws)
    assert drawn.mean() == pytest.approx(1)


def test_nothing_is_tabulated_without_counts() -> None:
    none = np.zeros(0, np.int64)
    tables = tabulate(none, none, np.zeros(0), (2, 2))
    (found,) = tables.resampled(resampling(3, 2))
    assert found.tolist() == np.zeros((2, 2, 2)).tolist()


def share(tables: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    with np.errstate(invalid="ignore"):
        return tables[..., 1, 1] / tables.sum((-2, -1))  # type: ignore[no-any-return]


def test_what_is_not_a_number_is_no_value() -> None:
    none = np.zeros(0, np.int64)
    assert value_of(tabulate(none, none, np.zeros(0), (2, 2)), share) is None
    assert value_of(TABLES, share) == pytest.approx(0.4)


def test_there_is_no_interval_of_one_document_or_without_resamples() -> None:
    drawn = resampling(3, 100)
    one = tabulate(np.array([1, 1]), np.array([0, 3]), np.ones(2), (2, 2))
    assert bounds(one, share, drawn) == (None, None)
    assert bounds(TABLES, share, None) == (None, None)
    assert bounds(TABLES, share, resampling(3, 0)) == (None, None)


def test_an_interval_needs_nearly_all_resamples() -> None:
    values = np.linspace(0, 1, 1000)
    assert interval(values) == pytest.approx((0.025, 0.975))
    values[::10] = np.nan
    assert interval(values) == (None, None)
    assert interval(np.array([])) == (None, None)


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = resampling(3, 30)
    whole = replicates(TABLES, share, drawn)
    assert TABLES.resampled(drawn) is TABLES.resampled(drawn), "kept for the next coefficient"
    monkeypatch.setattr("annotate.agreement.intervals._CELLS", 9)
    assert np.array_equal(whole, replicates(TABLES, share, drawn), equal_nan=True)


def test_fewer_cells_are_sums_of_cells() -> None:
    fewer = TABLES.regrouped(np.array([1, 0, 1, 1]), (2,))
    assert fewer.whole.tolist() == [5, 5]
    assert fewer.counts.tolist() == [[0, 3], [5, 2]]
    assert fewer.cells.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (10, 20, 0.2993, 0.7007), (45, 50, 0.7864, 0.9565)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    """The expected values are those of published tables and calculators."""
    share = wilson(right, total)
    assert (share.value, round(share.low, 4), round(share.high, 4)) == (right / total, low, high)
