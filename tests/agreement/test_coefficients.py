"""Published numbers are reached, peers agree, and what is undefined says why."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, f1_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as peer_fleiss

from annotate.agreement.coefficients import (
    alpha,
    bennett_s,
    cohen_kappa,
    cohen_kappa_max,
    f1,
    fleiss_kappa,
    gwet_ac,
    percent,
    prevalence,
)
from annotate.agreement.distances import masi
from annotate.agreement.intervals import Figure, resampling
from annotate.agreement.ratings import Ratings


def rows(*texts: str) -> Ratings:
    """A row for each annotator, a character for each unit; a point is missing."""
    return Ratings.of([[None if value == "." else int(value) if value.isdigit() else value for value in text] for text in texts])


def cells(counts: Mapping[str, int]) -> Ratings:
    """Two annotators by a contingency table: the first's value, the second's, how often."""
    return rows(*("".join(cell[side] * times for cell, times in counts.items()) for side in (0, 1)))


FOUR = rows("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
HAYES = rows(
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
FLEISS = rows(
    "422521311511212311215221121215",
    "423521311542242311235421421235",
    "423523334544244311435444421435",
    "453543334544344341455454421435",
    "453543534544344351455454425435",
    "455543544544345552455454545435",
)
COHEN = cells({"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12})
TWO_BY_TWO = cells({"11": 20, "12": 10, "21": 20, "22": 50})
ACTS = cells({"11": 46, "21": 6, "22": 32, "23": 6, "33": 10})
SKEWED = cells({"11": 80, "12": 7, "21": 8, "22": 5})
THREE = rows("112412132", "122442232", "122442332")
HALF = np.array([[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]])
SETS = Ratings.of(
    [[set(one) for one in "- A A A AB AB ABC C C".replace("-", "").split(" ")],
     [set(one) for one in "- - A B A AC ABC AC AC".replace("-", "").split(" ")]]
)  # fmt: skip


def scaled_jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """The distance, not the similarity, is made smaller where one set holds the other (1/3) or they overlap (2/3)."""
    part = 1 / 3 if first <= second or second <= first else 2 / 3 if first & second else 1
    return (1 - len(first & second) / len(first | second)) * part if first | second else 0.0


@pytest.mark.parametrize(
    ("figure", "published", "digits"),
    [
        # Krippendorff 2011, sections A to E
        (alpha(rows("0100000010", "1110010000")), 0.0952380952, 9),
        (percent(rows("0100000010", "1110010000")), 0.6, 9),
        (alpha(rows("aabbdcccedda", "babbbccceddd")), 0.692, 3),
        (alpha(FOUR), 0.743421052631579, 9),
        (alpha(FOUR, "ordinal"), 0.8153875037548814, 9),
        (alpha(FOUR, "interval"), 0.8491071428571428, 9),
        (alpha(FOUR, "ratio"), 0.7974027747116121, 9),
        # Krippendorff 2004, p. 227; 1980, p. 139; Hayes and Krippendorff 2007, p. 84
        (alpha(rows("aabbbbbccccc", "abbbbbcccccc")), 0.734, 3),
        (percent(rows("aabbbbbccccc", "abbbbbcccccc")), 0.833, 3),
        (alpha(THREE), 0.642, 3),
        *((alpha(THREE.against_rest(code)), value, 3) for code, value in enumerate((0.381, 0.711, 0.717, 0.764))),
        (alpha(HAYES, "ordinal"), 0.7598, 4),
        # Fleiss 1971
        (fleiss_kappa(FLEISS), 0.43024452006014074, 9),
        (percent(FLEISS), 0.5556, 4),
        (alpha(FLEISS), 0.4334098282820289, 9),
        # Cohen 1960, p. 45
        (cohen_kappa(COHEN), 0.492, 3),
        (cohen_kappa_max(COHEN), 0.831, 3),
        (percent(COHEN), 0.7, 9),
        (gwet_ac(COHEN), 0.57597, 5),
        # Artstein and Poesio 2008, pp. 558 and 568
        (percent(TWO_BY_TWO), 0.7, 9),
        (bennett_s(TWO_BY_TWO), 0.4, 9),
        (fleiss_kappa(TWO_BY_TWO), 0.341, 3),
        (cohen_kappa(TWO_BY_TWO), 0.348, 3),
        (percent(ACTS), 0.88, 9),
        (bennett_s(ACTS), 0.82, 9),
        (fleiss_kappa(ACTS), 0.7995, 4),
        (cohen_kappa(ACTS), 0.8013, 4),
        (alpha(ACTS), 0.8005, 4),
        (alpha(ACTS, HALF), 0.8156, 4),
        (cohen_kappa(ACTS, HALF), 0.8163, 4),
        # irrCAC's example of the kappa paradox
        (gwet_ac(SKEWED), 0.808, 9),
        (percent(SKEWED), 0.85, 9),
        # DKPro Statistics' set-valued items, by Passonneau's MASI
        (alpha(SETS, "masi"), 0.27308066, 8),
    ],
)
def test_published_numbers_are_reached(figure: Figure, published: float, digits: int) -> None:
    assert figure.value is not None
    assert round(figure.value, digits) == round(published, digits)
    assert figure.reason == ""


def test_any_distance_can_be_given() -> None:
    """DKPro Statistics takes another distance for MASI. Of the same items it prints D_o .253, D_e .338 and alpha .252: cut, not
    rounded, after three digits."""
    apart = np.array([[scaled_jaccard(one, other) for other in SETS.values] for one in SETS.values])
    observed = np.mean([apart[one, other] for one, other in SETS.value.reshape(-1, 2)])
    found = alpha(SETS, apart).value
    assert found is not None
    assert [int(1000 * figure) for figure in (observed, observed / (1 - found), found)] == [253, 338, 252]


def test_kappa_of_each_category() -> None:
    """Fleiss 1971, table 2, rounds the shares p and, from these, the agreements P to three digits before he divides."""
    printed = [0.248, 0.248, 0.517, 0.470, 0.565]
    counts = np.stack([np.bincount(FLEISS.value[FLEISS.unit == unit], minlength=5) for unit in range(30)])
    share, rated = (counts.sum(0) / 180).round(3), 30 * 6
    agreement = (((counts**2).sum(0) - rated * share) / (rated * 5 * share)).round(3)
    assert ((agreement - share) / (1 - share)).round(3).tolist() == printed
    exact = counts.sum(0) / 180
    unrounded = ((counts**2).sum(0) / (rated * 5 * exact) - 1 / 5 - exact) / (1 - exact)
    assert [fleiss_kappa(FLEISS.against_rest(code)).value for code in range(5)] == pytest.approx(unrounded.tolist())


# -- undefined, or easily misread ---------------------------------------------------------------------------------------------

ALL = (alpha, cohen_kappa, cohen_kappa_max, fleiss_kappa, bennett_s, gwet_ac)


@pytest.mark.parametrize("coefficient", ALL)
def test_constant_labels_have_no_coefficient_but_a_reason(coefficient: Any) -> None:
    figure = coefficient(rows("111", "111"))
    assert figure.value is None
    assert figure.reason == "all 6 labels are 1"
    assert (figure.units, figure.ratings) == (3, 6)


def test_chance_corrected_agreement_on_one_of_two_possible_labels_is_defined_by_ac1() -> None:
    assert gwet_ac(Ratings.of([[1, 1, 1], [1, 1, 1]], values=(0, 1))).value == 1


@pytest.mark.parametrize("coefficient", [*ALL, percent])
@pytest.mark.parametrize("ratings", [rows("1.", ".2"), rows("12"), rows("", "")], ids=["apart", "alone", "empty"])
def test_without_a_unit_labelled_twice_there_is_none(coefficient: Any, ratings: Ratings) -> None:
    figure = coefficient(ratings)
    assert figure.value is None
    assert figure.reason == "nothing was labelled by two annotators"


def test_one_disagreement_in_constant_labels_is_zero_with_a_warning() -> None:
    figure = alpha(rows("33333", "33333", "33..3", "33331", "3.333"))
    assert figure.value == 0
    assert figure.note == "all labels but 1 are 3: too few others to tell agreement from chance"
    assert alpha(FOUR).note == ""


def test_fleiss_needs_the_same_number_for_each_unit() -> None:
    assert "from 2 to 3 labels" in fleiss_kappa(rows("121", "122", "11.")).reason


def test_kappa_of_several_is_the_mean_of_the_pairs_that_have_one() -> None:
    one, other, constant = "1212112", "1211122", "1111111"
    pair = cohen_kappa(rows(one, other)).value
    assert pair is not None
    assert cohen_kappa(rows(one, other, constant)).value == pytest.approx((pair + 0 + 0) / 3)
    figure = cohen_kappa(rows(one + "...", other + "...", "." * 7 + "111", "." * 7 + "111"))
    assert figure.value == pytest.approx(pair)
    assert figure.note == "mean of the 1 of 2 pairs for which it is defined; in the others all labels are the same"


def test_the_mean_of_pairs_is_weighted_by_what_they_share() -> None:
    many, few = ("1212112122", "1211122122"), ("12", "12")
    whole = rows(many[0] + "..", many[1] + "..", "." * 10 + few[0], "." * 10 + few[1])
    pair = cohen_kappa(rows(*many)).value
    assert pair is not None
    assert cohen_kappa(whole).value == pytest.approx((10 * pair + 2 * 1) / 12)
    drawn = resampling(12, 200, 1)
    low, high = cohen_kappa(whole, drawn=drawn).low, cohen_kappa(whole, drawn=drawn).high
    assert low is not None
    assert high is not None
    assert low < (10 * pair + 2) / 12 < high


def test_pairs_that_are_constant_each_in_another_label_have_no_kappa() -> None:
    """Krippendorff's alpha has one: it knows of both labels."""
    ratings = rows("11..", "11..", "..22", "..22")
    assert cohen_kappa(ratings).reason == "each two annotators gave the same label throughout"
    assert alpha(ratings).value == 1


def test_pairs_are_looked_at_in_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = resampling(12, 50)
    together = cohen_kappa(FOUR, drawn=drawn)
    monkeypatch.setattr("annotate.agreement.coefficients._CELLS", 1)
    assert asdict(cohen_kappa(FOUR, drawn=drawn)) == pytest.approx(asdict(together))


def test_prevalence_counts_all_ratings() -> None:
    figure = prevalence(rows("12.", "1.2"), 2)
    assert (figure.value, figure.units, figure.ratings) == (0.5, 3, 4)
    assert prevalence(Ratings.of([[]], values=(1, 2)), 2).reason == "nothing was labelled"


def test_a_weight_is_so_many_units() -> None:
    once = rows("1122", "1212")
    weighted = Ratings(once.values, once.unit, once.annotator, once.value, once.part, np.repeat([1.0, 2, 3, 4], 2))
    many = rows("1223334444".translate(str.maketrans("1234", "1122")), "1223334444".translate(str.maketrans("1234", "1212")))
    for coefficient in (alpha, cohen_kappa, fleiss_kappa, gwet_ac, bennett_s, percent):
        assert coefficient(weighted).value == pytest.approx(coefficient(many).value)
        assert coefficient(weighted).units == 10


def test_f1_is_that_of_either_held_against_the_other() -> None:
    first, second = np.array([1, 1, 1, 0, 0, 1]), np.array([1, 0, 1, 1, 0, 0])
    marked = first | second == 1
    both = (first & second == 1)[marked]
    figure = f1(both, 1.0 + both, np.arange(marked.sum()))
    assert figure.value == pytest.approx(f1_score(first, second))
    assert figure.value == pytest.approx(f1_score(second, first))
    assert f1(both[:0], 1.0 + both[:0], np.arange(0)).reason == "none was marked where two annotators looked"


# -- peers --------------------------------------------------------------------------------------------------------------------

tables = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.one_of(st.integers(1, 4), st.none()), min_size=raters, max_size=raters), min_size=2, max_size=12
    )
)
full = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.lists(st.integers(1, 4), min_size=raters, max_size=raters), min_size=2, max_size=12)
)


def of_units(units: Sequence[Sequence[int | None]]) -> Ratings:
    return Ratings.of(list(zip(*units, strict=True)))


@given(units=tables, scale=st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_is_what_krippendorff_says(units: list[list[int | None]], scale: Any) -> None:
    ours = alpha(of_units(units), scale).value
    data = [[np.nan if value is None else value for value in row] for row in zip(*units, strict=True)]
    try:
        with np.errstate(invalid="ignore"):
            theirs = krippendorff.alpha(data, level_of_measurement=scale)
    except ValueError:  # nothing to compare, or one value only
        theirs = np.nan
    assert ours == pytest.approx(theirs, abs=1e-9) if ours is not None else np.isnan(theirs)


@given(units=st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=2), min_size=2, max_size=12))
def test_kappa_is_what_scikit_learn_says(units: list[list[int]]) -> None:
    for scale, weights in (("nominal", None), ("interval", "quadratic")):
        ours = cohen_kappa(of_units(units), scale).value
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = cohen_kappa_score(*zip(*units, strict=True), labels=[1, 2, 3, 4], weights=weights)
        assert ours == pytest.approx(theirs, abs=1e-9) if ours is not None else np.isnan(theirs)


@given(units=full)
def test_fleiss_is_what_statsmodels_says(units: list[list[int]]) -> None:
    ours = fleiss_kappa(of_units(units)).value
    with np.errstate(invalid="ignore"):
        theirs = peer_fleiss(aggregate_raters(np.array(units))[0])
    assert ours == pytest.approx(theirs, abs=1e-9) if ours is not None else np.isnan(theirs)


sets = st.frozensets(st.sampled_from("ABC"), min_size=1)


@given(units=st.lists(st.tuples(sets, sets, sets), min_size=2, max_size=10))
def test_alpha_of_sets_is_what_nltk_says(units: list[tuple[frozenset[str], ...]]) -> None:
    ours = alpha(of_units(units), "masi").value
    task = AnnotationTask(
        [(str(rater), str(unit), value) for unit, values in enumerate(units) for rater, value in enumerate(values)], distance=masi
    )
    if ours is None:
        assert len({value for values in units for value in values}) == 1
    else:
        assert ours == pytest.approx(task.alpha(), abs=1e-9)


# -- what theory says ---------------------------------------------------------------------------------------------------------


@given(units=tables, order=st.permutations(range(4)))
def test_the_order_of_annotators_never_matters(units: list[list[int | None]], order: list[int]) -> None:
    raters = [rater for rater in order if rater < len(units[0])]
    other = [[unit[rater] for rater in raters] for unit in units]
    for coefficient in (*ALL, percent):
        for one, two in zip(_values(coefficient(of_units(units))), _values(coefficient(of_units(other))), strict=True):
            assert one == pytest.approx(two, abs=1e-12)


def _values(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.units, figure.ratings


@given(units=full)
def test_a_copy_of_an_annotator_agrees_with_the_original(units: list[list[int]]) -> None:
    """The pairs of the copy are those of the original once more, and one that agrees everywhere."""
    with_copy = [[*unit, unit[0]] for unit in units]
    raters = range(len(units[0]))
    for coefficient in (percent, cohen_kappa):
        pairs = {
            pair: coefficient(of_units([[unit[rater] for rater in pair] for unit in units])).value
            for pair in combinations(raters, 2)
        }
        expected = [value for pair, value in pairs.items() for _ in range(1 + (0 in pair))]
        if None not in expected and len({unit[0] for unit in units}) > 1:
            assert coefficient(of_units(with_copy)).value == pytest.approx(np.mean([*expected, 1.0]))


@given(units=st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=1), min_size=2, max_size=12))
def test_an_annotator_and_a_copy_agree_fully(units: list[list[int]]) -> None:
    for coefficient in ALL:
        value = coefficient(of_units([unit * 2 for unit in units])).value
        assert value == (1.0 if len({unit[0] for unit in units}) > 1 else None)


@given(units=tables)
def test_a_unit_rated_once_changes_no_alpha(units: list[list[int | None]]) -> None:
    """Another unit may change the order in which numbers are summed, hence the last bits of the result."""
    alone = [2, *[None] * (len(units[0]) - 1)]
    before, after = alpha(of_units(units)).value, alpha(of_units([*units, alone])).value
    assert (after is None) is (before is None)
    if before is not None:
        assert after == pytest.approx(before, rel=1e-9, abs=1e-12)


# -- intervals ----------------------------------------------------------------------------------------------------------------


def test_an_interval_is_that_of_resampled_documents() -> None:
    """Held against the slow way: the labels of the drawn documents put together again, and alpha of those."""
    random = np.random.default_rng(3)
    truth = random.integers(0, 3, 60)
    labels = np.where(random.random((3, 60)) < 0.3, random.integers(0, 3, (3, 60)), truth)
    document = np.arange(60) // 5
    ratings = Ratings.of(labels.tolist())
    ratings = replace(ratings, part=document[ratings.unit])
    drawn = resampling(12, 200, seed=4)
    slow = []
    for draws in drawn.draws:
        columns = [unit for unit in range(60) for _ in range(int(draws[document[unit]]))]
        slow.append([coefficient(Ratings.of(labels[:, columns].tolist())).value for coefficient in (alpha, cohen_kappa, gwet_ac)])
    for coefficient, values in zip((alpha, cohen_kappa, gwet_ac), np.array(slow).T, strict=True):
        figure = coefficient(ratings, drawn=drawn)
        assert (figure.low, figure.high) == pytest.approx(tuple(np.quantile(values, [0.025, 0.975])), abs=1e-6)
