"""The agreement of annotators on links between claims, with intervals from resampled articles.

First on the pairs that both were asked about, for each relation and each stratum, because alpha depends on how frequent a
relation is; then on the clusters that follow from their decisions, which flatters.

Articles are resampled, not pairs: the pairs of one article resemble each other. A pair belongs to two articles, and counts as
often as both were drawn, the product of their numbers (Owen 2007, "The pigeonhole bootstrap").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotate.agreement.coefficients import nominal_alpha
from annotate.agreement.intervals import Figure, Floats, interval, resampling
from annotate.linking.closure import Closure, Decision
from annotate.linking.gold import PairDecision
from annotate.linking.metrics import ComparedGroupings
from annotate.model.ids import split_claim_key, split_sentence_id
from annotate.model.links import RELATIONS, Relation

RESAMPLES = 500

_CODES: Mapping[Relation, int] = {relation: number for number, relation in enumerate(RELATIONS)}


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The agreement on pairs that two annotators decided on.

    pairs: their number; of one relation, of those that one of the two gave it.
    raw: the share of pairs with the same relation; of one relation, the share of both annotators' pairs that the other gave it,
        too (positive agreement: Cicchetti and Feinstein 1990).
    alpha: Krippendorff's; of one relation, on whether a pair has it.
    """

    pairs: int
    raw: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class LinkAgreement:
    """The agreement of two annotators.

    asked: that on all pairs that both were asked about and decided.
    by_relation: that on each relation that one of them saw.
    by_stratum: that on the pairs of each stratum.
    pairwise, b_cubed, b_cubed_linked: F1 of the groupings that follow from their decisions, over the claims that both decided
        on; the last without claims that are alone in both. adjusted_rand: the adjusted Rand index of the groupings.
    """

    asked: PairAgreement
    by_relation: Mapping[Relation, PairAgreement]
    by_stratum: Mapping[str, PairAgreement]
    pairwise: Figure
    b_cubed: Figure
    b_cubed_linked: Figure
    adjusted_rand: Figure


def link_agreements(
    decisions: Iterable[PairDecision], closures: Mapping[str, Closure], resamples: int = RESAMPLES
) -> Iterator[tuple[tuple[str, str], LinkAgreement]]:
    """Yield the agreement of any two annotators who decided on the same pairs, by their names.

    `closures` has what follows from the decisions of each.
    """
    made: dict[str, dict[tuple[str, str], Decision]] = defaultdict(dict)
    strata: dict[tuple[str, str], str] = {}
    for one in decisions:
        made[one.annotator][one.decision.pair] = one.decision
        if one.draw is not None:
            strata.setdefault(one.decision.pair, one.draw.stratum)
    for names in combinations(sorted(made), 2):
        mine, theirs = (made[name] for name in names)
        if shared := sorted(mine.keys() & theirs.keys()):
            claims = sorted({key for pair in mine for key in pair} & {key for pair in theirs for key in pair})
            drawn = _Drawn(claims, resamples)
            said = np.array([[_CODES[made[name][pair].relation] for pair in shared] for name in names])
            of_stratum = np.array([strata.get(pair, "") for pair in shared])
            groupings = ({key: closures[name].cluster(key) for key in claims} for name in names)
            yield (names[0], names[1]), _agreement(said, of_stratum, drawn, shared, ComparedGroupings(*groupings))


class _Drawn:
    """The weights of claims and pairs in each resample of the articles."""

    def __init__(self, claims: Sequence[str], resamples: int) -> None:
        documents = [split_sentence_id(split_claim_key(key)[0])[0] for key in claims]
        number = {document: place for place, document in enumerate(sorted(set(documents)))}
        self._of_claim = dict(zip(claims, (number[document] for document in documents), strict=True))
        self._draws = resampling(len(number), resamples).draws if len(number) > 2 else np.empty((0, len(number)), np.float32)
        self.claims: Floats = self._draws[:, [self._of_claim[key] for key in claims]].astype(np.float64)

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Return the weight of each pair in each resample."""
        first, second = ([self._of_claim[pair[side]] for pair in pairs] for side in (0, 1))
        weights: Floats = (self._draws[:, first] * self._draws[:, second]).astype(np.float64)
        return weights


def _agreement(
    said: NDArray[np.int64],
    strata: NDArray[np.str_],
    drawn: _Drawn,
    shared: Sequence[tuple[str, str]],
    groupings: ComparedGroupings,
) -> LinkAgreement:
    weights = drawn.pairs(shared)

    def on(codes: NDArray[np.int64], chosen: NDArray[np.bool_]) -> PairAgreement:
        return _on_pairs(codes[:, chosen], weights[:, chosen])

    every = np.ones(len(shared), bool)
    by_relation: dict[Relation, PairAgreement] = {}
    for relation, code in _CODES.items():
        has = said == code
        if has.any():
            by_relation[relation] = _on_relation(has, weights)
    return LinkAgreement(
        on(said, every),
        by_relation,
        {str(stratum): on(said, strata == stratum) for stratum in np.unique(strata) if stratum},
        _measured(lambda w: groupings.pairwise(w).f1, drawn),
        _measured(lambda w: groupings.b_cubed(w).f1, drawn),
        _measured(lambda w: groupings.b_cubed(w, singletons=False).f1, drawn),
        _measured(groupings.adjusted_rand, drawn),
    )


def _on_pairs(said: NDArray[np.int64], weights: Floats) -> PairAgreement:
    """Return the agreement of two rows of codes; `weights` are those of the pairs in each resample."""
    size = int(said.max()) + 1
    cells = said[0] * size + said[1]
    counts = np.bincount(cells, minlength=size * size).astype(np.float64)
    resampled = np.zeros((len(weights), size * size))
    for cell in np.unique(cells):
        resampled[:, cell] = weights[:, cells == cell].sum(1)
    tables = np.concatenate([counts[None], resampled]).reshape(-1, size, size)
    with np.errstate(invalid="ignore", divide="ignore"):
        raw = np.trace(tables, axis1=-2, axis2=-1) / tables.sum((-2, -1))
    alphas = nominal_alpha(tables + tables.swapaxes(-2, -1))
    reason = "all decisions on these pairs are the same relation"
    number = said.shape[1]
    return PairAgreement(number, _figure(raw, "", number), _figure(alphas, reason, number))


def _on_relation(has: NDArray[np.bool_], weights: Floats) -> PairAgreement:
    """Return the agreement on whether pairs have a relation; `has` has a row of each annotator."""
    both, given = has.all(0).astype(np.float64), has.sum(0).astype(np.float64)
    every = np.concatenate([np.ones((1, has.shape[1])), weights])
    with np.errstate(invalid="ignore"):
        positive = 2 * (every @ both) / (every @ given)
    number = int(has.any(0).sum())
    return PairAgreement(number, _figure(positive, "", number), _on_pairs(has.astype(np.int64), weights).alpha)


def _figure(values: Floats, reason: str, units: int) -> Figure:
    """Return the first value with the interval of the others."""
    if not np.isfinite(values[0]):
        return Figure(None, reason, units=units)
    low, high = interval(values[1:])
    return Figure(float(values[0]), "", low, high, units)


def _measured(measure: Callable[[Floats | None], float], drawn: _Drawn) -> Figure:
    values = np.array([measure(None), *(measure(weights) for weights in drawn.claims)])
    return _figure(values, "", drawn.claims.shape[1])
