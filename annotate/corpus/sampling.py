"""Samples of a corpus from which figures can be computed for all of it: every article has a known, positive chance to be drawn.

Articles are drawn systematically with unequal probabilities (Madow, "On the Theory of Systematic Sampling, II", 1949): they are
put in order by stratum, and within a stratum at random; each takes up as much of a line as its probability; and points at a
distance of one, the first at random, choose those that they fall on. So the number of articles is exact, each stratum has its
share of them, rounded up or down, the smallest strata have a chance like all others, and the probabilities are exactly those that
are returned.

What is random comes from the rank of an article, which is stored in the corpus, and the seed. So a sample is the same on all
machines. Of near-duplicates only the first that fits is on the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy
import pyarrow
import pyarrow.compute as compute
from numpy.typing import NDArray

from annotate.corpus.groups import read_groups
from annotate.corpus.layout import SCHEMAS
from annotate.corpus.reading import Corpus
from annotate.errors import AnnotateError
from annotate.model import Document

STRATA = ("outlet", "month", "year", "language")
"""The columns by which articles can be divided into strata; a year is part of a month."""

CONDITIONS = tuple(field.name for field in SCHEMAS["articles"] if field.name not in ("article", "text", "rank"))
"""The columns that can be in a condition."""

CONTESTED = "contested"
CANDIDATES = 20
"""The number of articles that are scored for each one drawn, if the score is not stored in the corpus."""

LEAST = 0.1
"""The least weight of an article, as a share of the mean weight: no article may be without a chance."""

_CONDITION = re.compile(r"\s*(\w+)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*", re.DOTALL)
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": compute.less,
    "<=": compute.less_equal,
    ">": compute.greater,
    ">=": compute.greater_equal,
}

Weigh = Callable[[Iterable[Document]], Sequence[float]]
"""A function that returns the score of each article."""


class Condition(NamedTuple):
    """A condition of articles: a column, an operator, and the values of which one must fit."""

    column: str
    operator: str
    values: tuple[str, ...]

    def mask(self, table: pyarrow.Table) -> Any:
        """Return which rows of a table fulfil the condition. Unknown values are empty texts."""
        column = table[self.column]
        if pyarrow.types.is_string(column.type):
            column, values = column.fill_null(""), pyarrow.array(self.values, pyarrow.string())
        else:
            values = pyarrow.array(map(int, self.values), column.type)
        if self.operator in _COMPARE:
            return _COMPARE[self.operator](column, values[0])
        equal = compute.is_in(column, value_set=values)
        return equal if self.operator == "=" else compute.invert(equal)


class Drawn(NamedTuple):
    """An article that was drawn, by its key.

    stratum: the values of the columns that divide the corpus.
    probability: the probability with which it was drawn.
    represents: the number of near-duplicates that it was drawn for, itself included.
    """

    article: int
    stratum: str
    probability: float
    represents: int


@dataclass(frozen=True)
class Sample:
    """A sample: the articles in the order of the corpus, and how many it was drawn from, in all and by stratum.

    Near-duplicates count as one.
    """

    drawn: tuple[Drawn, ...]
    population: int
    sizes: Mapping[str, int]

    @property
    def strata(self) -> int:
        """The number of strata."""
        return len(self.sizes)


def parse_condition(text: str) -> Condition:
    """Return the condition in a text such as ``language=en,de`` or ``published>=2024-05``. Raises AnnotateError."""
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise AnnotateError(f"{text!r} is not a condition such as language=en,de or published>=2024-05")
    column, operator, value = match.groups()
    if column not in CONDITIONS:
        raise AnnotateError(f"a corpus has no column {column!r} for a condition; there are {', '.join(CONDITIONS)}")
    values = tuple(part.strip() for part in value.split(",")) if operator in ("=", "!=") else (value,)
    if pyarrow.types.is_integer(SCHEMAS["articles"].field(column).type):
        for each in values:
            if not re.fullmatch(r"[0-9]{1,9}", each):
                raise AnnotateError(f"{column} is a number, which {each!r} is not; write {column}{operator}3, for example")
    return Condition(column, operator, values)


def parse_strata(text: str) -> tuple[str, ...]:
    """Return the columns in a text such as ``outlet,month``. Raises AnnotateError."""
    names = tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))
    for name in names:
        if name not in STRATA:
            raise AnnotateError(f"articles cannot be divided by {name!r}; there are {', '.join(STRATA)}")
    return names


def draw(
    corpus: Corpus,
    number: int,
    *,
    by: Sequence[str] = (),
    where: Sequence[Condition] = (),
    score: Weigh | None = None,
    contested: bool = False,
    seed: int = 0,
) -> Sample:
    """Draw a number of articles from a corpus.

    Args:
        corpus: the corpus.
        number: the number of articles; all if there are fewer.
        by: the columns by which the corpus is divided, of `STRATA`.
        where: the conditions that an article must fulfil.
        score: weigh articles by a score. It is computed for `CANDIDATES` times as many articles, from which these are drawn.
        contested: weigh articles by the share of claims with which somebody in the article does not agree.
        seed: the random seed.
    """
    frame = _frame(corpus, by, where)
    weights = _floored(frame.contested) if contested else numpy.ones(len(frame.keys))
    order = numpy.lexsort((_permuted(frame.ranks, seed, "order"), frame.strata))
    if score is None or len(frame.keys) <= number:
        chosen, probability = _systematic(order, weights, number, _start(seed, "draw"))
    else:
        first, chance = _systematic(order, weights, number * CANDIDATES, _start(seed, "candidates"))
        documents = (document for _, document in corpus.documents(frame.keys[first].tolist()))
        scores = _floored(numpy.array(score(documents), dtype=numpy.float64))
        second = numpy.lexsort((_permuted(frame.ranks[first], seed, "again"), frame.strata[first]))
        again, share = _systematic(second, scores, number, _start(seed, "draw"))
        chosen, probability = first[again], chance[again] * share
    drawn = tuple(
        Drawn(int(frame.keys[n]), frame.names[frame.strata[n]], float(p), int(frame.sizes[n]))
        for n, p in zip(chosen, probability, strict=True)
    )
    sizes = numpy.bincount(frame.strata, minlength=len(frame.names)).tolist()
    return Sample(drawn, len(frame.keys), {name: size for name, size in zip(frame.names, sizes, strict=True) if size})


class _Frame(NamedTuple):
    """The articles that may be drawn, one of each group of near-duplicates; `strata` are places in `names`."""

    keys: NDArray[Any]
    ranks: NDArray[Any]
    strata: NDArray[Any]
    contested: NDArray[Any]
    sizes: NDArray[Any]
    names: Sequence[str]


def _frame(corpus: Corpus, by: Sequence[str], where: Sequence[Condition]) -> _Frame:
    needed = {"month" if name == "year" else name for name in by} | {condition.column for condition in where}
    columns = ["article", "rank", "contested", "suggestions"]
    codes: dict[str, int] = {}
    parts: list[tuple[NDArray[Any], ...]] = []
    for whole in corpus.tables("articles", [*dict.fromkeys((*columns, *sorted(needed)))]):
        table = whole
        for condition in where:
            table = table.filter(condition.mask(table))
        strata = _strata(table, by).dictionary_encode().combine_chunks()
        places = numpy.array([codes.setdefault(name, len(codes)) for name in strata.dictionary.to_pylist()], dtype=numpy.int64)
        share = table["contested"].to_numpy() / numpy.maximum(table["suggestions"].to_numpy(), 1)
        parts.append((table["article"].to_numpy(), table["rank"].to_numpy(), places[strata.indices.to_numpy()], share))
    if not parts:
        parts = [tuple(numpy.zeros(0, dtype=kind) for kind in (numpy.int64, numpy.uint64, numpy.int64, numpy.float64))]
    keys, ranks, strata, contested = map(numpy.concatenate, zip(*parts, strict=True))
    # Strata are in the order of their names, whichever comes first in the corpus.
    names = sorted(codes)
    place_of = {name: place for place, name in enumerate(names)}
    strata = numpy.array([place_of[name] for name in codes], dtype=numpy.int64)[strata]
    groups = keys.copy()
    known = read_groups(corpus)
    if known is not None:
        eligible = numpy.isin(known["article"].to_numpy(), keys)
        members = known["article"].to_numpy()[eligible]
        groups[numpy.searchsorted(keys, members)] = known["group"].to_numpy()[eligible]
    _, first, sizes = numpy.unique(groups, return_index=True, return_counts=True)
    order = numpy.argsort(first)
    first, sizes = first[order], sizes[order]
    return _Frame(keys[first], ranks[first], strata[first], contested[first], sizes, names)


def _strata(table: pyarrow.Table, by: Sequence[str]) -> Any:
    """Return the stratum of each row: the values of its columns, joined."""
    if not by:
        return pyarrow.chunked_array([pyarrow.array([""] * len(table), pyarrow.string())])
    values = [
        compute.utf8_slice_codeunits(table["month"].fill_null("?"), 0, 4) if name == "year" else table[name].fill_null("?")
        for name in by
    ]
    return compute.binary_join_element_wise(*values, " | ")


def _floored(scores: NDArray[Any]) -> NDArray[Any]:
    """Return scores as weights, none of which is less than a share of their mean."""
    mean = float(scores.mean()) if len(scores) else 0.0
    weights: NDArray[Any] = numpy.maximum(scores, LEAST * mean) if mean > 0 else numpy.ones(len(scores))
    return weights


def inclusion_probabilities(weights: NDArray[Any], number: int) -> NDArray[Any]:
    """Return probabilities in proportion to weights, none above 1, whose sum is `number`.

    >>> inclusion_probabilities(numpy.array([1.0, 1.0, 8.0]), 2).tolist()
    [0.5, 0.5, 1.0]
    """
    probability = numpy.ones(len(weights))
    if number >= len(weights):
        return probability
    certain = numpy.zeros(len(weights), dtype=bool)
    while True:
        rest = ~certain
        probability[rest] = weights[rest] * ((number - certain.sum()) / weights[rest].sum())
        above = rest & (probability >= 1)
        if not above.any():
            return probability
        certain |= above
        probability[certain] = 1.0


def _systematic(order: NDArray[Any], weights: NDArray[Any], number: int, start: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the places that are drawn, sorted, and the probability of each."""
    probability = inclusion_probabilities(weights, number)
    if number >= len(weights):
        return numpy.arange(len(weights)), probability
    ends = numpy.cumsum(probability[order])
    points = (numpy.arange(number) + start) * (ends[-1] / number)  # a sum of a million numbers is not exact
    chosen = numpy.sort(order[numpy.minimum(numpy.searchsorted(ends, points, "right"), len(order) - 1)])
    return chosen, probability[chosen]


def _number(seed: int, purpose: str) -> int:
    return int.from_bytes(blake2b(f"{purpose} {seed}".encode(), digest_size=8).digest(), "big")


def _start(seed: int, purpose: str) -> float:
    return _number(seed, purpose) / 2**64


def _permuted(ranks: NDArray[Any], seed: int, purpose: str) -> NDArray[Any]:
    """Return ranks mixed with the seed: another order for each seed (SplitMix64: Steele, Lea and Flood 2014)."""
    mixed: NDArray[Any] = ranks.astype(numpy.uint64) ^ numpy.uint64(_number(seed, purpose))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> numpy.uint64(shift))) * numpy.uint64(factor)
    mixed ^= mixed >> numpy.uint64(31)
    return mixed
