"""The gold of pairs: the rule of sentences, and what is left to settle."""

from __future__ import annotations

import pytest

from annotate.linking.closure import Decision, decide
from annotate.linking.gold import PairDecision, gold_decisions, pair_gold, to_settle
from annotate.model.links import Draw, Relation

DRAW = Draw("near", 0.5, 1, "char-bm25/1", 0.4, 5)


def votes(*relations: Relation, pair: tuple[str, str] = ("a", "b")) -> list[PairDecision]:
    return [PairDecision(f"n{number}", decide(*pair, relation), None) for number, relation in enumerate(relations)]


@pytest.mark.parametrize(
    ("relations", "relation", "provenance", "agreement"),
    [
        (["same"], "same", "single", None),
        (["same", "same"], "same", "unanimous", 1),
        (["same", "same", "related"], "same", "majority", 2 / 3),
        (["same", "related"], None, "open", 0.5),
        (["same", "related", "unclear"], None, "open", 1 / 3),
    ],
)
def test_the_rule(relations: list[Relation], relation: Relation | None, provenance: str, agreement: float | None) -> None:
    (gold,) = pair_gold(votes(*relations))
    assert (gold.relation, gold.provenance, gold.agreement) == (relation, provenance, agreement)
    assert gold.annotators == len(relations) == len(gold.votes)


def test_an_adjudication_counts_even_alone() -> None:
    (gold,) = pair_gold(votes("same", "same"), [decide("a", "b", "contradicts")])
    assert (gold.relation, gold.provenance, gold.annotators) == ("contradicts", "adjudicated", 2)
    (alone,) = pair_gold([], [decide("b", "a", "entails")])
    assert (alone.relation, alone.annotators, alone.votes) == ("entailed", 0, {})


def test_the_first_draw_is_kept() -> None:
    made = [
        PairDecision("ada", decide("a", "b", "same"), None),
        PairDecision("eva", decide("a", "b", "same"), DRAW),
        PairDecision("jö", decide("a", "b", "same"), Draw("likely", 1.0, 2, "char-bm25/1", 0.4, 5)),
    ]
    assert pair_gold(made)[0].draw == DRAW


def test_gold_as_decisions_leaves_out_what_is_open() -> None:
    gold = pair_gold([*votes("same"), *votes("same", "related", pair=("a", "c")), *votes("related", pair=("b", "c"))])
    assert list(gold_decisions(gold)) == [Decision("a", "b", "same", 1), Decision("b", "c", "related", 3)]


def test_what_is_left_to_settle() -> None:
    made = [*votes("same"), *votes("same", "related", pair=("a", "c")), *votes("same", "same", "unclear", pair=("b", "c"))]
    assert [pair.pair for pair in to_settle(pair_gold(made))] == [("a", "c"), ("b", "c")]
    settled = pair_gold(made, [decide("a", "c", "same"), decide("a", "b", "same")])
    assert [pair.pair for pair in to_settle(settled)] == [("b", "c")]
    assert [pair.pair for pair in to_settle(settled, every=True)] == [("a", "c"), ("b", "c")]
