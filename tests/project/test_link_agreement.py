"""The agreement of annotators on links, against other implementations and by hand, with intervals from articles."""

from __future__ import annotations

import random
from collections.abc import Sequence

import krippendorff
import numpy as np
import pytest

from annotate.linking.closure import Closure, decide
from annotate.linking.gold import PairDecision
from annotate.model.links import RELATIONS, Draw, Relation
from annotate.project.link_agreement import LinkAgreement, link_agreements


def decisions(annotator: str, relations: Sequence[tuple[str, str, Relation]], stratum: str = "likely") -> list[PairDecision]:
    draw = Draw(stratum, 1.0, 0, "char-bm25/1", 0.5, 1)
    return [PairDecision(annotator, decide(*decision), draw) for decision in relations]


def agreement(made: Sequence[PairDecision], resamples: int = 50) -> LinkAgreement:
    names = {one.annotator for one in made}
    closures = {name: Closure(one.decision for one in made if one.annotator == name) for name in names}
    ((_, found),) = link_agreements(made, closures, resamples)
    return found


def keys(number: int) -> list[str]:
    return [f"d{n:03}:0:c1" for n in range(number)]


def at_random(seed: int, pairs: int = 120) -> tuple[list[PairDecision], list[list[int]]]:
    """Return decisions of two annotators who agree on most of some pairs, and these as codes."""
    chance = random.Random(seed)
    claims = keys(40)
    chosen = chance.sample([(a, b) for a in claims for b in claims if a < b], pairs)
    mine = [chance.choice(RELATIONS) for _ in chosen]
    theirs = [said if chance.random() < 0.7 else chance.choice(RELATIONS) for said in mine]
    made = [
        one
        for name, said in (("ada", mine), ("eva", theirs))
        for number, (pair, relation) in enumerate(zip(chosen, said, strict=True))
        for one in decisions(name, [(*pair, relation)], "near" if number % 3 else "random")
    ]
    return made, [[RELATIONS.index(relation) for relation in said] for said in (mine, theirs)]


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_krippendorffs(seed: int) -> None:
    made, codes = at_random(seed)
    found = agreement(made)
    assert found.asked.pairs == 120
    assert found.asked.raw.value == pytest.approx(np.mean(np.array(codes[0]) == np.array(codes[1])))
    assert found.asked.alpha.value == pytest.approx(krippendorff.alpha(codes, level_of_measurement="nominal"))
    for stratum, chosen in (("near", [n for n in range(120) if n % 3]), ("random", [n for n in range(120) if not n % 3])):
        # The pairs are sorted in the figures, which does not matter to them.
        part = [[row[n] for n in chosen] for row in codes]
        assert found.by_stratum[stratum].pairs == len(chosen)
        assert found.by_stratum[stratum].alpha.value == pytest.approx(krippendorff.alpha(part, level_of_measurement="nominal"))


def test_each_relation_by_itself() -> None:
    a, b, c, d, e = keys(5)
    mine: list[tuple[str, str, Relation]] = [(a, b, "same"), (a, c, "same"), (a, d, "contradicts"), (a, e, "unrelated")]
    theirs: list[tuple[str, str, Relation]] = [(a, b, "same"), (a, c, "related"), (a, d, "contradicts"), (a, e, "unrelated")]
    found = agreement([*decisions("ada", mine), *decisions("eva", theirs)])
    same = found.by_relation["same"]
    assert (same.pairs, same.raw.value) == (2, pytest.approx(2 / 3))
    assert same.alpha.value == pytest.approx(krippendorff.alpha([[1, 1, 0, 0], [1, 0, 0, 0]], level_of_measurement="nominal"))
    assert found.by_relation["contradicts"].raw.value == 1
    assert found.by_relation["related"].raw.value == 0
    assert "entails" not in found.by_relation


def test_clusters_that_follow_are_compared_over_what_both_saw() -> None:
    a, b, c, d, e = keys(5)
    mine: list[tuple[str, str, Relation]] = [(a, b, "same"), (b, c, "same"), (c, d, "unrelated"), (a, e, "same")]
    theirs: list[tuple[str, str, Relation]] = [(a, b, "same"), (b, c, "unrelated"), (c, d, "unrelated")]
    found = agreement([*decisions("ada", mine), *decisions("eva", theirs)])
    # Of a, b, c, d: ada joins three pairs, eva one of them.
    assert found.pairwise.value == pytest.approx(0.5)
    assert found.b_cubed.value == pytest.approx(2 * (2 / 3) / (5 / 3))
    assert found.b_cubed_linked.value is not None
    assert found.b_cubed_linked.value < found.b_cubed.value
    assert found.pairwise.units == 4


def test_intervals_are_of_articles_and_the_same_every_time() -> None:
    made, _ = at_random(1)
    found, again = agreement(made, 400), agreement(made, 400)
    assert found == again
    for figure in (found.asked.raw, found.asked.alpha, found.pairwise, found.b_cubed, found.adjusted_rand):
        assert figure.low is not None
        assert figure.high is not None
        assert figure.value is not None
        assert figure.low <= figure.value <= figure.high
    # The pairs of one article resemble each other, so the interval is wider than one of independent pairs.
    assert found.asked.raw.low is not None
    assert found.asked.raw.high is not None
    assert found.asked.raw.high - found.asked.raw.low > 2 * 1.96 * (0.75 * 0.25 / 120) ** 0.5


def test_two_articles_have_no_interval_and_one_relation_no_alpha() -> None:
    a, b = keys(2)
    found = agreement([*decisions("ada", [(a, b, "same")]), *decisions("eva", [(a, b, "same")])])
    assert (found.asked.alpha.value, found.asked.raw.value) == (None, 1)
    assert (found.asked.raw.low, found.pairwise.low) == (None, None)


def test_those_who_share_no_pair_are_not_compared() -> None:
    a, b, c = keys(3)
    made = [*decisions("ada", [(a, b, "same")]), *decisions("eva", [(b, c, "same")])]
    assert list(link_agreements(made, {"ada": Closure(), "eva": Closure()})) == []
