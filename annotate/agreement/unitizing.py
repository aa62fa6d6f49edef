"""Agreement on the places of units in a continuum that annotators divide themselves.

Token agreement does not distinguish one long unit from many short ones next to each other; alpha-U and gamma do. F1 is easier to
read. All are a library for your own measures; `annotate agree` reports F1 of claims, matched in the same way.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np

from annotate.agreement.intervals import Figure, Floats
from annotate.agreement.matching import assign, match


class Unit(NamedTuple):
    """A stretch that an annotator marked, half-open, with a `label` if there are several kinds."""

    start: int
    end: int
    label: Hashable = ""


class SpanF1(NamedTuple):
    """F1 of two annotators' units by kinds of match, from 0 to 1; 1 if neither marked anything.

    `strict` requires the same place and label, `exact` the same place, `partial` counts an overlap as half an exact match,
    `label` requires an overlap with the same label, and `overlap` any overlap.
    """

    strict: float
    exact: float
    partial: float
    label: float
    overlap: float


def span_f1(first: Sequence[Unit], second: Sequence[Unit]) -> SpanF1:
    """Score two annotators' units, matched one to one: the kinds of match of SemEval-2013 task 9 (Segura-Bedmar et al. 2013).

    A unit that the other annotator cut in two is matched once:

    >>> f1 = span_f1([Unit(0, 100)], [Unit(0, 40), Unit(50, 100)])
    >>> round(f1.partial, 3), round(f1.label, 3), f1.exact
    (0.333, 0.667, 0.0)
    """
    pieces = [[[(unit.start, unit.end)] for unit in units] for units in (first, second)]
    pairs = [(first[one], second[other]) for one, other in match(*pieces)]
    same = [one[:2] == other[:2] for one, other in pairs]
    label = [one.label == other.label for one, other in pairs]
    total = len(first) + len(second)

    def score(matching: float) -> float:
        return 2 * matching / total if total else 1.0

    strict = sum(place and kind for place, kind in zip(same, label, strict=True))
    return SpanF1(*map(score, (strict, sum(same), (sum(same) + len(pairs)) / 2, sum(label), len(pairs))))


# Mathet, Widlöcher and Métivier 2015, "The unified and holistic method gamma", sections 4 and 5, with the defaults of the library
# pygamma-agreement. An alignment pairs units or leaves them alone. A pair costs the square of what its edges are apart by the
# length of both, and 1 if the labels differ; a unit alone costs 1. So a pair saves 2 less its cost, and the best alignment of two
# annotators is an assignment, found exactly. That of three or more is an integer program, for which that library needs a solver.
def gamma(first: Sequence[Unit], second: Sequence[Unit], length: int, samples: int = 100, seed: int = 0) -> Figure:
    """Return gamma of two annotators for a continuum from 0 to `length`: 1 - the observed by the expected disorder.

    The expected disorder is the mean over `samples` random continua: twice, the units of one of the two, moved at random.
    The same seed gives the same value. Units may overlap.

    >>> first = [Unit(75, 145, "c"), Unit(220, 250, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]
    >>> second = [Unit(70, 150, "c"), Unit(205, 225, "c"), Unit(250, 270, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]
    >>> gamma(first, first, 300).value, gamma(first, second, 300).value > 0.4
    (1.0, True)

    Raises:
        ValueError: A unit is empty, or lies outside the continuum.
    """
    annotators = [[_checked(unit, length) for unit in units] for units in (first, second)]
    number = len(first) + len(second)
    if not first or not second:
        return Figure(None, "nothing was marked, or by one annotator only", units=number)
    random, disorders = np.random.default_rng(seed), []
    # The two are moved by different amounts, or units of one annotator would often meet themselves.
    apart = min(sum(unit.end - unit.start for units in annotators for unit in units) // number, length // 4)
    for _ in range(samples):
        one = int(random.integers(length))
        other = one + int(random.integers(apart, length - apart + 1))
        shifted = [_shift(annotators[random.integers(2)], by, length) for by in (one, other)]
        disorders.append(disorder(*shifted))
    expected = float(np.mean(disorders))
    return Figure(1 - disorder(*annotators) / expected, units=number, ratings=number)


def disorder(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Return the disorder of the best alignment of two annotators' units: its cost by the mean number of units of the two."""
    saved = [[max(0.0, 2 - _dissimilarity(one, other)) for other in second] for one in first]
    total = len(first) + len(second)
    return 2 * (total - sum(saved[row][column] for row, column in assign(saved))) / total


def _dissimilarity(one: Unit, other: Unit) -> float:
    edges = abs(one.start - other.start) + abs(one.end - other.end)
    return float((edges / (one.end - one.start + other.end - other.start)) ** 2 + (one.label != other.label))


def _shift(units: Sequence[Unit], by: int, length: int) -> list[Unit]:
    """Return the units moved along a continuum whose end meets its start; none is cut in two."""
    starts = [(unit.start + by) % length for unit in units]
    return [Unit(start, start + unit.end - unit.start, unit.label) for start, unit in zip(starts, units, strict=True)]


def _checked(unit: Unit, length: int) -> Unit:
    if not 0 <= unit.start < unit.end <= length:
        raise ValueError(f"{unit} is empty, or leaves the continuum of {length}")
    return unit


def alpha_u(annotators: Sequence[Sequence[Unit]], length: int) -> Figure:
    """Return Krippendorff's alpha for unitizing, over all labels, of a continuum from 0 to `length`.

    Krippendorff 1995, "On the reliability of unitizing continuous data"; Krippendorff 2004, p. 254:

    >>> first = [Unit(75, 145, "c"), Unit(220, 250, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]
    >>> second = [Unit(70, 150, "c"), Unit(205, 225, "c"), Unit(250, 270, "c"), Unit(30, 90, "k"), Unit(150, 200, "k")]
    >>> round(alpha_u([first, second], 300).value, 3)
    0.859

    Raises:
        ValueError: Units of one annotator and label overlap, are empty, or lie outside the continuum.
    """
    labels = sorted({unit.label for units in annotators for unit in units}, key=repr)
    number = sum(map(len, annotators))
    if len(annotators) < 2 or not labels:
        return Figure(None, "nothing was marked, or by one annotator only", units=number)
    by_label = [[_sections(units, label, length) for units in annotators] for label in labels]
    expected = sum(_expected(sections, length) for sections in by_label)
    if expected == 0:
        return Figure(None, "everything is marked by everybody as one unit", units=number)
    observed = sum(_observed(sections, length) for sections in by_label)
    return Figure(1 - observed / expected, units=number, ratings=number)


def _sections(units: Sequence[Unit], label: Hashable, length: int) -> tuple[Floats, Floats]:
    """Return an annotator's units of a label and the gaps between them, each as [n, 2] of start and end."""
    own = sorted(unit[:2] for unit in units if unit.label == label)
    edges = np.array([0, *(edge for unit in own for edge in unit), length], np.float64)
    if (np.diff(edges) < 0).any() or any(start == end for start, end in own):
        raise ValueError(f"units labelled {label!r} overlap, are empty, or leave the continuum of {length}")
    gaps = edges.reshape(-1, 2)
    return np.array(own, np.float64).reshape(-1, 2), gaps[gaps[:, 1] > gaps[:, 0]]


# Krippendorff 1995, formula 6. Every two annotators are compared section by section. Two units that overlap differ by the squares
# of the distances between their starts and between their ends; a unit that lies in a gap of the other annotator differs by the
# square of its whole length. Sections of other kinds do not differ.
def _observed(annotators: Sequence[tuple[Floats, Floats]], length: int) -> float:
    """Return the observed disagreement on one label."""
    total = 0.0
    for first, (units, _) in enumerate(annotators):
        for second, (others, gaps) in enumerate(annotators):
            if first == second:
                continue
            apart = units[:, None] - others[None]
            overlap = (units[:, None, 0] < others[None, :, 1]) & (others[None, :, 0] < units[:, None, 1])
            total += float((np.square(apart).sum(-1) * overlap).sum())
            inside = (gaps[None, :, 0] <= units[:, None, 0]) & (units[:, None, 1] <= gaps[None, :, 1])
            total += 2 * float((np.square(np.diff(units)) * inside).sum())
    return total / (len(annotators) * (len(annotators) - 1) * length**2)


# Krippendorff 1995, formula 10: the mean of the same differences over all ways in which the units and gaps of all annotators
# could be placed beside each other in the continuum. `among` are units met by units, `in_gap` counts the positions of each unit
# inside a gap that is at least as long.
def _expected(annotators: Sequence[tuple[Floats, Floats]], length: int) -> float:
    """Return the disagreement on one label to be expected by chance."""
    units = np.concatenate([np.diff(sections)[:, 0] for sections, _ in annotators])
    gaps = np.concatenate([np.diff(sections)[:, 0] for _, sections in annotators])
    spare = gaps[None] - units[:, None]
    in_gap = np.where(spare >= 0, spare + 1, 0).sum(-1)
    among = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    whole = len(annotators) * length
    return float(2 / length * (among + units**2 * in_gap).sum() / (whole * (whole - 1) - (units * (units - 1)).sum()))
