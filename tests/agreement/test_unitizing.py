"""Alpha for unitizing and F1 of spans, with published numbers; gamma, against every alignment there is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.unitizing import Unit, alpha_u, disorder, gamma, span_f1

# Krippendorff 1995, p. 57: (start, length) of two observers in a continuum of 24
OBSERVED = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]),
}
FIRST = [Unit(75, 145, "c"), Unit(220, 250, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]
SECOND = [Unit(70, 150, "c"), Unit(205, 225, "c"), Unit(250, 270, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]


PRINTED = {  # D_o, D_e and alpha of Krippendorff 1995
    "A": (0.03125, 0.06990, 0.553),
    "B": (2.26736, 1.17731, -0.926),
    "C": (0.02778, 0.08642, 0.679),
    "D": (0.38715, 0.41445, 0.066),
}


def of_1995(kind: str) -> float:
    """The paper takes the continuum for continuous: units of 50 000 parts come near to that."""
    part = 50_000
    annotators = [[Unit(start * part, (start + length) * part) for start, length in units] for units in OBSERVED[kind]]
    found = alpha_u(annotators, 24 * part).value
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["A", "D"])
def test_alpha_u_of_1995(kind: str) -> None:
    observed, expected, alpha = PRINTED[kind]
    assert round(of_1995(kind), 3) == alpha
    assert observed / (1 - of_1995(kind)) == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize(("kind", "formula"), [("B", 1.17578), ("C", 0.08642 * 48**2 / (48**2 - 104))])
def test_alpha_u_of_1995_where_it_prints_another_expected_disagreement(kind: str, formula: float) -> None:
    """The printed alpha follows from the printed D_e, which formula 10 does not give: of C, the 104 that the squared lengths of
    the units sum up to are not taken off (2 L)^2."""
    observed, expected, alpha = PRINTED[kind]
    assert round(1 - observed / expected, 3) == alpha
    assert observed / (1 - of_1995(kind)) == pytest.approx(formula, abs=2e-5)


def test_alpha_u_of_2004() -> None:
    """The printed .8591 is 1 - .0144 / (.0532 + .0490), of rounded disagreements; they are ours, and unrounded give .8587."""

    def of(label: str) -> float:
        found = alpha_u([[unit for unit in units if unit.label in label] for units in (FIRST, SECOND)], 300).value
        assert found is not None
        return found

    observed = (5**2 + 5**2 + 15**2 + 25**2 + 20**2) / 300**2  # of c; of k there is none
    expected = observed / (1 - of("c"))
    both = observed / (1 - of("ck"))
    assert (round(observed, 4), round(expected, 4), round(both - expected, 4)) == (0.0144, 0.0532, 0.0490)
    assert round(1 - 0.0144 / (0.0532 + 0.0490), 4) == 0.8591
    assert (round(of("ck"), 4), round(of("c"), 4), of("k")) == (0.8587, 0.7286, 1)


def test_three_short_units_in_a_long_one() -> None:
    """DKPro Statistics' example; tokens alone would call this much better."""
    found = alpha_u([[Unit(1, 9)], [Unit(2, 3), Unit(4, 5), Unit(6, 7)]], 10)
    assert found.value == pytest.approx(-0.7003, abs=5e-5)
    assert found.units == 4


def test_the_order_of_annotators_does_not_matter() -> None:
    assert alpha_u([FIRST, SECOND], 300) == alpha_u([SECOND, FIRST], 300)


def test_alpha_u_is_undefined_where_there_is_nothing_to_compare() -> None:
    assert "nothing was marked" in alpha_u([[], []], 10).reason
    assert "by one annotator" in alpha_u([[Unit(0, 1)]], 10).reason


@pytest.mark.parametrize("units", [[Unit(0, 5), Unit(4, 6)], [Unit(3, 3)], [Unit(8, 11)]])
def test_units_that_cannot_be_are_refused(units: list[Unit]) -> None:
    with pytest.raises(ValueError, match="overlap, are empty, or leave the continuum of 10"):
        alpha_u([units, []], 10)


def test_f1_of_other_boundaries_and_labels() -> None:
    """nervaluate 1.2.1 gives the same for this."""
    found = span_f1([Unit(0, 10, "SRC"), Unit(11, 15, "CUE")], [Unit(2, 10, "SRC"), Unit(11, 15, "SRC")])
    assert found == (0, 0.5, 0.75, 0.5, 1)


def test_f1_of_a_split_span() -> None:
    found = span_f1([Unit(0, 100, "C")], [Unit(0, 40, "C"), Unit(50, 100, "C")])
    assert found == pytest.approx((0, 0, 1 / 3, 2 / 3, 2 / 3))


def test_f1_where_nobody_marked_anything() -> None:
    assert set(span_f1([], [])) == {1}


def best_alignment(first: list[Unit], second: list[Unit]) -> float:
    """The disorder of the best of all alignments, each tried: Mathet et al. 2015, formulas 3 to 8, alpha = beta = delta = 1."""
    if not first:
        return float(len(second))
    unit, rest = first[0], first[1:]
    costs = [1 + best_alignment(rest, second)]
    for index, other in enumerate(second):
        edges = abs(unit.start - other.start) + abs(unit.end - other.end)
        position = (edges / ((unit.end - unit.start) + (other.end - other.start))) ** 2
        category = 0 if unit.label == other.label else 1
        costs.append(position + category + best_alignment(rest, second[:index] + second[index + 1 :]))
    return min(costs)


units_of_gamma = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from("ab")).map(lambda u: Unit(u[0], u[0] + u[1], u[2])),
    max_size=5,
)


@given(first=units_of_gamma, second=units_of_gamma)
def test_no_other_alignment_has_less_disorder(first: list[Unit], second: list[Unit]) -> None:
    if total := len(first) + len(second):
        assert disorder(first, second) == pytest.approx(best_alignment(first, second) / (total / 2))
        assert disorder(first, second) == pytest.approx(disorder(second, first))


@given(first=units_of_gamma, second=units_of_gamma)
@settings(max_examples=25)
def test_gamma_is_at_most_one_and_repeatable(first: list[Unit], second: list[Unit]) -> None:
    figure = gamma(first, second, 50, samples=10)
    assert (figure.value is None) == (not first or not second)
    if figure.value is not None:
        assert figure.value <= 1
        assert figure == gamma(first, second, 50, samples=10)
        assert gamma(first, first, 50, samples=10).value == 1


def test_gamma_falls_with_the_shift_and_is_near_zero_by_chance() -> None:
    units = [Unit(start, start + 20, "ab"[start % 200 > 0]) for start in range(0, 1000, 100)]
    values = [gamma(units, [Unit(u.start + by, u.end + by, u.label) for u in units], 1100).value for by in (0, 5, 10, 20)]
    assert values == sorted(values, key=lambda value: -(value or 0))
    random = np.random.default_rng(1)
    chance = []
    for _ in range(20):
        one, other = ([Unit(s, s + 20, "a") for s in random.integers(0, 980, 10).tolist()] for _ in range(2))
        chance.append(gamma(one, other, 1000, samples=20).value)
    assert abs(np.mean([value for value in chance if value is not None])) < 0.1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(9, 23, "a"), (27, 29, "b")], [(7, 18, "b"), (21, 23, "b"), (23, 38, "b"), (44, 54, "a")], 1.221058),
        (
            [(3, 9, "a"), (12, 22, "c"), (28, 38, "a"), (45, 47, "c")],
            [(4, 13, "b"), (13, 19, "c"), (25, 40, "b"), (40, 43, "a")],
            1.053403,
        ),
        ([(9, 22, "a"), (27, 34, "a"), (38, 49, "a")], [(8, 14, "c"), (22, 30, "c"), (33, 35, "c"), (35, 37, "a")], 1.404496),
    ],
)
def test_disorder_is_that_of_pygamma_agreement(first: list[tuple[int, int, str]], second: Any, expected: float) -> None:
    """As version 0.5.9 computes it, with the combined dissimilarity, alpha = beta = 1."""
    assert disorder([Unit(*unit) for unit in first], [Unit(*unit) for unit in second]) == pytest.approx(expected, abs=1e-6)


def test_gamma_counts_a_label_half_a_unit() -> None:
    """A pair with another label costs 1, as much as one of its units alone; two units alone cost 2."""
    assert disorder([Unit(0, 9, "a")], [Unit(0, 9, "b")]) == 1
    assert disorder([Unit(0, 9, "a")], [Unit(20, 29, "b")]) == 2
    assert disorder([Unit(0, 10)], [Unit(0, 10), Unit(50, 60)]) == pytest.approx(1 / 1.5)


@pytest.mark.parametrize("unit", [Unit(3, 3), Unit(-1, 4), Unit(95, 101)])
def test_gamma_refuses_units_that_cannot_be(unit: Unit) -> None:
    with pytest.raises(ValueError, match="is empty, or leaves the continuum of 100"):
        gamma([unit], [Unit(0, 5)], 100)
