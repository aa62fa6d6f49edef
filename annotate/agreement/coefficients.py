"""Coefficients of agreement, each a function from ratings to a `Figure`, tested on the numbers of the paper it is from.

All but F1 and plain agreement are 1 - D_o / D_e, the observed disagreement divided by the disagreement to be expected if labels
were given by chance. They differ in their model of chance. `annotate agree` reports some of them; all are a library for your own
measures, from `Ratings.of` a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from annotate.agreement.distances import Distance, Scale, distance
from annotate.agreement.intervals import (
    Coefficient,
    Figure,
    Floats,
    Integers,
    Mask,
    Resampling,
    Tables,
    bounds,
    interval,
    replicates,
    tabulate,
    value_of,
)
from annotate.agreement.ratings import Ratings, Tally, coincidences, frequencies, shares

Rated = Ratings | Tally
"""Ratings, or the sums of them."""

_CELLS = 4_000_000  # in the tables of pairs, by document, that are computed at once
FEW = 5
"""The number of labels other than the most frequent one below which a coefficient depends on single labels."""


def alpha(ratings: Rated, scale: Scale | Floats = "nominal", drawn: Resampling | None = None) -> Figure:
    """Compute Krippendorff's alpha, for any number of annotators, any scale and missing ratings.

    Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C (four observers, twelve units):

    >>> four = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> [round(alpha(Ratings.of(four), scale).value, 3) for scale in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]
    """
    return _figure(ratings.tally(), coincidences, partial(_alpha, distance(scale, ratings.values)), drawn)


def nominal_alpha(tables: Floats) -> Floats:
    """Compute Krippendorff's alpha for nominal values from coincidence matrices of shape [..., values, values].

    A matrix counts each pair of ratings of one unit in both orders. NaN where alpha is undefined.

    >>> round(float(nominal_alpha(np.array([[26.0, 4.0], [4.0, 6.0]]))), 3)
    0.48
    """
    return _alpha(distance("nominal", range(tables.shape[-1])), tables)


def cohen_kappa(ratings: Rated, scale: Scale | Floats = "nominal", drawn: Resampling | None = None) -> Figure:
    """Compute Cohen's kappa of two annotators; of more, the mean over the pairs for which it is defined.

    Cohen 1960, "A coefficient of agreement for nominal scales", p. 45; weighted for scales that are not nominal (Cohen 1968); the
    mean over pairs is Light's (1971), each pair weighted by the number of units that the two share, so that two who met in three
    units do not count as much as two who met in three hundred.

    >>> cells = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    >>> round(cohen_kappa(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.492
    """
    return _by_pair(ratings.tally(), partial(_kappa, distance(scale, ratings.values)), drawn)


def cohen_kappa_max(ratings: Rated) -> Figure:
    """Compute the greatest kappa that two annotators could reach who use each label as often as these; of more, the mean.

    Cohen 1960, p. 42; the mean is weighted as that of kappa.
    """
    return _by_pair(ratings.tally(), _kappa_max, None)


def fleiss_kappa(ratings: Ratings, drawn: Resampling | None = None) -> Figure:
    """Compute Fleiss' kappa (1971), which for two annotators is Scott's pi (1955).

    It is undefined unless every unit has the same number of ratings. Artstein and Poesio 2008, "Inter-coder agreement for
    computational linguistics", p. 558:

    >>> cells = {"11": 20, "12": 10, "21": 20, "22": 50}
    >>> round(fleiss_kappa(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.341
    """
    raters = ratings.raters()
    if len(set(raters.tolist())) > 1:
        least, greatest = int(raters.min()), int(raters.max())
        return Figure(None, f"units have from {least} to {greatest} labels, and it needs the same number for each; see alpha")
    return _figure(ratings.tally(), shares, partial(_fleiss, distance("nominal", ratings.values)), drawn)


def gwet_ac(ratings: Rated, scale: Scale | Floats = "nominal", drawn: Resampling | None = None) -> Figure:
    """Compute Gwet's AC1 (nominal) or AC2 (any other scale), which expect chance agreement on hard units only.

    Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement"; any number of annotators
    and missing ratings as in Gwet 2014, chapter 3. All of `ratings.values` count as categories, used or not.

    >>> cells = {"11": 80, "12": 7, "21": 8, "22": 5}
    >>> round(gwet_ac(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.808
    """
    return _figure(ratings.tally(), shares, partial(_gwet, distance(scale, ratings.values)), drawn)


def bennett_s(ratings: Rated, drawn: Resampling | None = None) -> Figure:
    """Compute S, for which by chance all values are equally likely.

    Bennett, Alpert and Goldstein 1954, "Communications through limited-response questioning"; also known as Brennan-Prediger.
    """
    return _figure(ratings.tally(), shares, _bennett, drawn)


def percent(ratings: Rated, drawn: Resampling | None = None) -> Figure:
    """Compute the fraction of agreeing pairs, each unit counted once, not corrected for chance."""
    return _figure(ratings.tally(), shares, _percent, drawn)


def prevalence(ratings: Rated, value: Any, drawn: Resampling | None = None) -> Figure:
    """Compute the fraction of all ratings that are `value`, including those of units seen by one annotator."""
    tally = ratings.tally()
    place, tables = tally.values.index(value), tally.together

    def coefficient(together: Floats) -> Floats:
        return _share(place, frequencies(together))

    fraction = value_of(tables, coefficient)
    if fraction is None:
        return Figure(None, "nothing was labelled")
    units, number = shares(tables.whole).sum(), frequencies(tables.whole).sum()
    return Figure(fraction, "", *bounds(tables, coefficient, drawn), units=round(float(units)), ratings=round(float(number)))


def f1(agreed: np.ndarray[Any, Any], weight: Floats, document: np.ndarray[Any, Any], drawn: Resampling | None = None) -> Figure:
    """Compute pairwise F1: of all items that either of two annotators marked, the fraction that the other one marked as well.

    It equals the F1 of either annotator measured against the other. For items in running text, it is the limit of kappa as the
    text that nobody marks grows: Hripcsak and Rothschild 2005, "Agreement, the F-measure, and reliability in information
    retrieval".

    `agreed` says of each row if the two annotators agree on it, `document` where it is from, and `weight` is the number of items
    in it: two if both marked it, one if one did.
    """
    tables = tabulate(document, agreed.astype(np.int64), weight, (2,))
    coefficient = partial(_share, 1)
    fraction = value_of(tables, coefficient)
    number = round(float(weight.sum()))
    if fraction is None:
        return Figure(None, "none was marked where two annotators looked")
    return Figure(fraction, "", *bounds(tables, coefficient, drawn), units=number, ratings=number)


# The functions below take tables [..., K, K] and return values [...], NaN where a coefficient is undefined, so that a whole batch
# of resamples is computed at once.


def _corrected(observed: Floats, expected: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        values: Floats = np.where(expected > 0, 1 - observed / expected, np.nan)
    return values


def _mean_of(total: Floats, number: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        means: Floats = total / number
    return means


def _crossed(rows: Floats, columns: Floats, apart: Floats) -> Floats:
    """Return the total distance between every value counted in `rows` and every value counted in `columns`."""
    distances: Floats = np.einsum("...i,...ij,...j->...", rows, apart, columns)
    return distances


# Krippendorff 2011, section C: the observed disagreement is the mean distance of two ratings of one unit, over the coincidence
# matrix; the expected one is the mean distance of any two of all n pairable ratings, drawn without replacement (hence n - 1).
# Chance is the distribution of values that all annotators have together.
def _alpha(apart: Distance, table: Floats) -> Floats:
    counts = table.sum(-1)
    number, distances = counts.sum(-1), apart(counts)
    observed = _mean_of((table * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(counts, counts, distances), number * (number - 1)))


# Cohen 1960: chance is that each of two annotators draws from their own distribution of values, so the expected distance is that
# of the products of row and column totals. With distances other than 0 and 1 it is the weighted kappa of Cohen 1968.
def _kappa(apart: Distance, table: Floats) -> Floats:
    number, distances = table.sum((-2, -1)), apart(table.sum(-1) + table.sum(-2))
    observed = _mean_of((table * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(table.sum(-1), table.sum(-2), distances), number**2))


# Cohen 1960, p. 42: with the row and column totals fixed, at most the smaller of the two totals of each value can agree.
def _kappa_max(table: Floats) -> Floats:
    rows, columns, number = table.sum(-1), table.sum(-2), table.sum((-2, -1))
    observed = 1 - _mean_of(np.minimum(rows, columns).sum(-1), number)
    return _corrected(observed, 1 - _mean_of((rows * columns).sum(-1), number**2))


# Fleiss 1971: as alpha, but chance draws with replacement (n * n, not n * (n - 1)), and every unit counts once.
def _fleiss(apart: Distance, table: Floats) -> Floats:
    pairs = table[..., :-1, :]
    counts, number = pairs.sum(-1), pairs.sum((-2, -1))
    distances = apart(counts)
    observed = _mean_of((pairs * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(counts, counts, distances), number**2))


# Gwet 2008: some units are hard, and only on these do annotators guess. The probability that a rating is a guess is estimated
# from how evenly the values are used: `chance` is largest if all K values are equally frequent, and near 0 if almost all ratings
# are one value, where the chance agreement of kappa is near 1. The distances become weights from 0 to 1 (Gwet 2014, chapter 3),
# and units with a single rating count in the frequencies but not in the observed agreement.
def _gwet(apart: Distance, table: Floats) -> Floats:
    pairs, single = table[..., :-1, :], table[..., -1, :]
    counts = pairs.sum(-1) + single
    distances = apart(counts)
    distances = _mean_of(distances, distances.max((-2, -1), keepdims=True, initial=0))
    categories = counts.shape[-1]
    share = _mean_of(counts, counts.sum(-1)[..., None])
    hard = (1 - distances).sum((-2, -1)) / (categories * (categories - 1) or np.nan)
    chance = hard * (share * (1 - share)).sum(-1)
    return _corrected(_mean_of((pairs * distances).sum((-2, -1)), pairs.sum((-2, -1))), 1 - chance)


# Bennett, Alpert and Goldstein 1954: chance is a draw from K values of equal probability, so it agrees in 1 of K cases.
def _bennett(table: Floats) -> Floats:
    return _corrected(1 - _percent(table), np.full(table.shape[:-2], 1 - 1 / (table.shape[-1] or np.nan)))


def _percent(table: Floats) -> Floats:
    pairs = table[..., :-1, :]
    return _mean_of(np.trace(pairs, axis1=-2, axis2=-1), pairs.sum((-2, -1)))


def _shared(table: Floats) -> Floats:
    total: Floats = table.sum((-2, -1))
    return total


def _share(place: int, counts: Floats) -> Floats:
    return _mean_of(counts[..., place], counts.sum(-1))


def _figure(tally: Tally, view: Callable[[Floats], Floats], measure: Coefficient, drawn: Resampling | None) -> Figure:
    """Compute a coefficient of a `view` of the table of all annotators."""

    def coefficient(together: Floats) -> Floats:
        return measure(view(together))

    units, number = _size(tally)
    value = value_of(tally.together, coefficient)
    if value is None:
        return Figure(None, _reason(tally), units=units, ratings=number)
    return Figure(value, "", *bounds(tally.together, coefficient, drawn), units=units, ratings=number, note=_note(tally))


# The mean over pairs, each weighted by its units, is resampled as a whole: in each resample of the documents it is the mean over
# those of the pairs, defined on the whole, for which the coefficient is defined in that resample too, weighted by their units in
# it. Tables of pairs are large with many annotators, so they are computed some pairs at a time, and only sums are kept.
def _by_pair(tally: Tally, coefficient: Coefficient, drawn: Resampling | None) -> Figure:
    """Compute a coefficient of two annotators; of more, its weighted mean over the pairs for which it is defined."""
    units, number = _size(tally)
    values, weights, resampled = [np.zeros(0)], [np.zeros(0)], []
    if len(np.unique(tally.confusions.part)) < 2:
        drawn = None  # the resamples of one document are all the same
    for tables in _confusions(tally):
        values.append(coefficient(tables.whole))
        weights.append(tables.whole.sum((-2, -1)))
        if drawn is not None and len(drawn.draws):
            defined_pairs = np.isfinite(values[-1])
            replicated, shared = (replicates(tables, measure, drawn)[:, defined_pairs] for measure in (coefficient, _shared))
            shared = np.where(np.isfinite(replicated), shared, 0)
            resampled.append([np.where(shared > 0, replicated * shared, 0).sum(1), shared.sum(1)])
    of_pairs, weight = np.concatenate(values), np.concatenate(weights)
    known = np.isfinite(of_pairs)
    if not known.any():
        return Figure(None, _reason(tally), units=units, ratings=number)
    low, high = interval(_mean_of(*np.sum(resampled, 0))) if resampled and _spread(tally, known) else (None, None)
    note = f"mean of the {known.sum()} of {len(known)} pairs for which it is defined; in the others all labels are the same"
    mean = float(np.average(of_pairs[known], weights=weight[known]))
    return Figure(mean, "", low, high, units, number, _note(tally) if known.all() else note)


def _confusions(tally: Tally) -> Iterator[Tables]:
    """Yield the tables of the pairs of annotators, [pairs, K, K], some pairs at a time."""
    entries, size, pair = tally.confusions, len(tally.values), _pair(tally)
    step = max(1, _CELLS // (size**2 * (int(entries.part.max(initial=0)) + 1) or 1))
    for first in range(0, int(pair.max(initial=-1)) + 1, step):
        rows = slice(*np.searchsorted(pair, [first, first + step]))
        cell = (pair[rows] - first) * size**2 + entries.cell[rows]
        yield tabulate(entries.part[rows], cell, entries.weight[rows], (int(pair[rows][-1]) - first + 1, size, size))


def _pair(tally: Tally) -> Integers:
    """Return the pair of annotators of each entry of the confusions, numbered from 0 without gaps."""
    return np.cumsum(np.diff(tally.confusions.owner, prepend=-1) != 0) - 1


def _spread(tally: Tally, known: Mask) -> bool:
    """Return True if the known pairs have more than one document between them."""
    return len(np.unique(tally.confusions.part[known[_pair(tally)]])) > 1


def _size(tally: Tally) -> tuple[int, int]:
    """Return the number of units with two ratings or more, and the number of these ratings."""
    whole = tally.together.whole
    return round(float(shares(whole)[:-1].sum())), round(float(coincidences(whole).sum()))


def _reason(tally: Tally) -> str:
    """Return the reason why there is no value: there are no labels to compare, or all are the same."""
    counts = coincidences(tally.together.whole).sum(-1)
    if not counts.any():
        return "nothing was labelled by two annotators"
    if np.count_nonzero(counts) > 1:
        return "each two annotators gave the same label throughout"
    return f"all {round(float(counts.sum()))} labels are {_worded(tally.values[int(counts.argmax())])}"


def _note(tally: Tally) -> str:
    """Return a warning if nearly all labels are the same, so that one label more or less changes the value a lot."""
    counts = coincidences(tally.together.whole).sum(-1)
    others = round(float(counts.sum() - counts.max()))
    if not 0 < others < FEW or len(tally.values) < 2:
        return ""
    frequent = _worded(tally.values[int(counts.argmax())])
    return f"all labels but {others} are {frequent}: too few others to tell agreement from chance"


def _worded(value: Any) -> str:
    return ("{" + ", ".join(sorted(map(str, value))) + "}") if isinstance(value, frozenset) else str(value)
