"""Coefficients of agreement, each from ratings to a `Figure`, with the numbers of the paper it comes from.

All but F1 and plain agreement are 1 - D_o / D_e: the disagreement that is observed by the one to expect if labels were given by
chance. They differ in what they take for chance. `annotate agree` reports some of them; all are the library for measures of one's
own, from `Ratings.of` a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from annotate.agreement.distances import Distance, distance
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

Scale = str | Floats
"""nominal, ordinal, interval, ratio, masi or jaccard; or a matrix of distances."""

Rated = Ratings | Tally
"""Ratings, or the sums of them."""

_CELLS = 4_000_000  # by document, of the tables of pairs that are looked at together
FEW = 5  # labels other than the most frequent one: with fewer, a coefficient hangs on single labels


def alpha(ratings: Rated, scale: Scale = "nominal", drawn: Resampling | None = None) -> Figure:
    """Krippendorff's alpha, for any number of annotators, scale and missing ratings.

    Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C (four observers, twelve units):

    >>> four = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> [round(alpha(Ratings.of(four), scale).value, 3) for scale in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]
    """
    return _figure(ratings.tally(), coincidences, partial(_alpha, distance(scale, ratings.values)), drawn)


def cohen_kappa(ratings: Rated, scale: Scale = "nominal", drawn: Resampling | None = None) -> Figure:
    """Cohen's kappa of two annotators; of more, the mean over the pairs that have one.

    Cohen 1960, p. 45; weighted where the scale is not nominal (Cohen 1968); the mean is Light's (1971).

    >>> cells = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    >>> round(cohen_kappa(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.492
    """
    return _by_pair(ratings.tally(), partial(_kappa, distance(scale, ratings.values)), drawn)


def cohen_kappa_max(ratings: Rated) -> Figure:
    """The greatest kappa that two annotators with these habits could reach: Cohen 1960, p. 42; of more, the mean."""
    return _by_pair(ratings.tally(), _kappa_max, None)


def fleiss_kappa(ratings: Ratings, drawn: Resampling | None = None) -> Figure:
    """Fleiss' kappa (1971); of two annotators it is Scott's pi (1955). Every unit must have the same number of ratings.

    Artstein and Poesio 2008, p. 558:

    >>> cells = {"11": 20, "12": 10, "21": 20, "22": 50}
    >>> round(fleiss_kappa(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.341
    """
    raters = ratings.raters()
    if len(set(raters.tolist())) > 1:
        few, many = int(raters.min()), int(raters.max())
        return Figure(None, f"units have from {few} to {many} labels, and it needs the same number for each; see alpha")
    return _figure(ratings.tally(), shares, partial(_fleiss, distance("nominal", ratings.values)), drawn)


def gwet_ac(ratings: Rated, scale: Scale = "nominal", drawn: Resampling | None = None) -> Figure:
    """Gwet's AC1 (nominal) or AC2 (any other scale): chance agreement is expected of hard units only.

    Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement"; any number of annotators
    and missing ratings as in Gwet 2014, chapter 3. All of `ratings.values` count as categories, used or not.

    >>> cells = {"11": 80, "12": 7, "21": 8, "22": 5}
    >>> round(gwet_ac(Ratings.of(list(zip(*(pair for pair, times in cells.items() for _ in range(times)))))).value, 3)
    0.808
    """
    return _figure(ratings.tally(), shares, partial(_gwet, distance(scale, ratings.values)), drawn)


def bennett_s(ratings: Rated, drawn: Resampling | None = None) -> Figure:
    """S: by chance each of the values is as likely. Bennett, Alpert and Goldstein 1954; the same as Brennan-Prediger."""
    return _figure(ratings.tally(), shares, _bennett, drawn)


def percent(ratings: Rated, drawn: Resampling | None = None) -> Figure:
    """The share of agreeing pairs, each unit counted once, 0 to 1. Not corrected for chance."""
    return _figure(ratings.tally(), shares, _percent, drawn)


def prevalence(ratings: Rated, value: Any, drawn: Resampling | None = None) -> Figure:
    """How often `value` is given among all ratings, those of units seen by one annotator included."""
    tally = ratings.tally()
    place, tables = tally.values.index(value), tally.together

    def coefficient(together: Floats) -> Floats:
        return _share(place, frequencies(together))

    found = value_of(tables, coefficient)
    if found is None:
        return Figure(None, "nothing was labelled")
    units, number = shares(tables.whole).sum(), frequencies(tables.whole).sum()
    return Figure(found, "", *bounds(tables, coefficient, drawn), units=round(float(units)), ratings=round(float(number)))


def f1(agreed: np.ndarray[Any, Any], weight: Floats, document: np.ndarray[Any, Any], drawn: Resampling | None = None) -> Figure:
    """Pairwise F1: of all items that either of two annotators marked, the share that the other one has as well.

    The same as the F1 of either held against the other, and the same whoever is first. For items marked in open text it is what
    kappa comes near to where most of the text is unmarked: Hripcsak and Rothschild 2005.

    `weight` says for how many items a row stands: two where both have it, one where one has.
    """
    tables = tabulate(document, agreed.astype(np.int64), weight, (2,))
    coefficient = partial(_share, 1)
    found = value_of(tables, coefficient)
    number = round(float(weight.sum()))
    if found is None:
        return Figure(None, "none was marked where two annotators looked")
    return Figure(found, "", *bounds(tables, coefficient, drawn), units=number, ratings=number)


# -- from tables [..., K, K] to values [...], NaN where undefined -------------------------------------------------------------


def _corrected(observed: Floats, expected: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(expected > 0, 1 - observed / expected, np.nan)
    return found


def _mean_of(total: Floats, number: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = total / number
    return found


def _crossed(rows: Floats, columns: Floats, apart: Floats) -> Floats:
    """The mean distance of a value drawn from `rows` and one from `columns`."""
    found: Floats = np.einsum("...i,...ij,...j->...", rows, apart, columns)
    return found


def _alpha(apart: Distance, table: Floats) -> Floats:
    counts = table.sum(-1)
    number, distances = counts.sum(-1), apart(counts)
    observed = _mean_of((table * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(counts, counts, distances), number * (number - 1)))


def _kappa(apart: Distance, table: Floats) -> Floats:
    number, distances = table.sum((-2, -1)), apart(table.sum(-1) + table.sum(-2))
    observed = _mean_of((table * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(table.sum(-1), table.sum(-2), distances), number**2))


def _kappa_max(table: Floats) -> Floats:
    rows, columns, number = table.sum(-1), table.sum(-2), table.sum((-2, -1))
    observed = 1 - _mean_of(np.minimum(rows, columns).sum(-1), number)
    return _corrected(observed, 1 - _mean_of((rows * columns).sum(-1), number**2))


def _fleiss(apart: Distance, table: Floats) -> Floats:
    pairs = table[..., :-1, :]
    counts, number = pairs.sum(-1), pairs.sum((-2, -1))
    distances = apart(counts)
    observed = _mean_of((pairs * distances).sum((-2, -1)), number)
    return _corrected(observed, _mean_of(_crossed(counts, counts, distances), number**2))


def _gwet(apart: Distance, table: Floats) -> Floats:
    pairs, single = table[..., :-1, :], table[..., -1, :]
    counts = pairs.sum(-1) + single
    distances = apart(counts)
    distances = _mean_of(distances, distances.max((-2, -1), keepdims=True, initial=0))  # a weight is between 0 and 1
    categories = counts.shape[-1]
    share = _mean_of(counts, counts.sum(-1)[..., None])
    hard = (1 - distances).sum((-2, -1)) / (categories * (categories - 1) or np.nan)
    chance = hard * (share * (1 - share)).sum(-1)
    return _corrected(_mean_of((pairs * distances).sum((-2, -1)), pairs.sum((-2, -1))), 1 - chance)


def _bennett(table: Floats) -> Floats:
    return _corrected(1 - _percent(table), np.full(table.shape[:-2], 1 - 1 / (table.shape[-1] or np.nan)))


def _percent(table: Floats) -> Floats:
    pairs = table[..., :-1, :]
    return _mean_of(np.trace(pairs, axis1=-2, axis2=-1), pairs.sum((-2, -1)))


def _share(place: int, counts: Floats) -> Floats:
    return _mean_of(counts[..., place], counts.sum(-1))


# -- in words -----------------------------------------------------------------------------------------------------------------


def _figure(tally: Tally, view: Callable[[Floats], Floats], measure: Coefficient, drawn: Resampling | None) -> Figure:
    """A coefficient of the `view` of what everybody said."""

    def coefficient(together: Floats) -> Floats:
        return measure(view(together))

    units, number = _size(tally)
    found = value_of(tally.together, coefficient)
    if found is None:
        return Figure(None, _why(tally), units=units, ratings=number)
    return Figure(found, "", *bounds(tally.together, coefficient, drawn), units=units, ratings=number, note=_note(tally))


def _by_pair(tally: Tally, coefficient: Coefficient, drawn: Resampling | None) -> Figure:
    """A coefficient of two annotators; of more, its mean over the pairs that have one."""
    units, number = _size(tally)
    values, resampled = [np.zeros(0)], []
    for tables in _confusions(tally):
        values.append(coefficient(tables.whole))
        if drawn is not None and len(drawn.draws):
            of_pairs = replicates(tables, coefficient, drawn)[:, np.isfinite(values[-1])]
            defined = np.isfinite(of_pairs)
            resampled.append([np.where(defined, of_pairs, 0).sum(1), defined.sum(1)])
    known = np.isfinite(found := np.concatenate(values))
    if not known.any():
        return Figure(None, _why(tally), units=units, ratings=number)
    low, high = interval(_mean_of(*np.sum(resampled, 0))) if resampled and _spread(tally, known) else (None, None)
    note = f"mean of {known.sum()} of {len(known)} pairs; in the others all labels are the same"
    return Figure(float(found[known].mean()), "", low, high, units, number, _note(tally) if known.all() else note)


def _confusions(tally: Tally) -> Iterator[Tables]:
    """The tables of pairs of annotators, [pairs, K, K], so many at a time."""
    entries, size, pair = tally.confusions, len(tally.values), _pair(tally)
    step = max(1, _CELLS // (size**2 * (int(entries.part.max(initial=0)) + 1) or 1))
    for first in range(0, int(pair.max(initial=-1)) + 1, step):
        rows = slice(*np.searchsorted(pair, [first, first + step]))
        cell = (pair[rows] - first) * size**2 + entries.cell[rows]
        yield tabulate(entries.part[rows], cell, entries.weight[rows], (int(pair[rows][-1]) - first + 1, size, size))


def _pair(tally: Tally) -> Integers:
    """The pairs of annotators in a row, from 0, for each entry of the confusions."""
    return np.cumsum(np.diff(tally.confusions.owner, prepend=-1) != 0) - 1


def _spread(tally: Tally, known: Mask) -> bool:
    """Whether the pairs that are known share more than one document."""
    return len(np.unique(tally.confusions.part[known[_pair(tally)]])) > 1


def _size(tally: Tally) -> tuple[int, int]:
    """How many units have two ratings or more, and how many ratings these are."""
    whole = tally.together.whole
    return round(float(shares(whole)[:-1].sum())), round(float(coincidences(whole).sum()))


def _why(tally: Tally) -> str:
    """Why there is no value: too little, or all the same."""
    counts = coincidences(tally.together.whole).sum(-1)
    if not counts.any():
        return "nothing was labelled by two annotators"
    if np.count_nonzero(counts) > 1:
        return "each two annotators gave the same label throughout"
    return f"all {round(float(counts.sum()))} labels are {_worded(tally.values[int(counts.argmax())])}"


def _note(tally: Tally) -> str:
    """A warning where nearly all labels are the same: one label more or less would change everything."""
    counts = coincidences(tally.together.whole).sum(-1)
    others = round(float(counts.sum() - counts.max()))
    if not 0 < others < FEW or len(tally.values) < 2:
        return ""
    most = _worded(tally.values[int(counts.argmax())])
    return f"all labels but {others} are {most}: too few others to tell agreement from chance"


def _worded(value: Any) -> str:
    return ("{" + ", ".join(sorted(map(str, value))) + "}") if isinstance(value, frozenset) else str(value)
