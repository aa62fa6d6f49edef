"""One decision from several annotators."""

from __future__ import annotations

from collections import Counter

import pytest

from annotate.dataset.gold import Gold, Vote, decide

CLAIM, NO_CLAIM, SKIP = range(3)


def votes(**labels: int | None) -> list[Vote]:
    """What each annotator says of a sentence; None is begun and not finished."""
    return [Vote(name, label, row) for row, (name, label) in enumerate(labels.items())]


def decided(given: list[Vote], annotator: str | None = None, **finished: int) -> Gold:
    return decide(given, Counter(finished or {vote.annotator: 1 for vote in given}), annotator)


def test_one_annotator_decides_alone() -> None:
    assert decided(votes(ada=CLAIM)) == Gold("labelled", 0, 1, None)


def test_silence_is_never_no() -> None:
    """Unseen, begun, and seen and empty are three things."""
    assert [decided(given).status for given in ([], votes(ada=None), votes(ada=NO_CLAIM))] == ["unseen", "open", "labelled"]


def test_the_majority_decides_and_an_open_sentence_has_no_voice() -> None:
    gold = decided(votes(ada=NO_CLAIM, bea=CLAIM, cy=CLAIM, dan=None))
    assert (gold.row, gold.annotators, gold.agreement) == (1, 3, pytest.approx(2 / 3))


def test_a_tie_has_no_label() -> None:
    assert decided(votes(ada=NO_CLAIM, bea=CLAIM)) == Gold("labelled", -1, 2, 0.5)


def test_more_than_two_may_win_without_half_of_the_voices() -> None:
    gold = decided(votes(a=CLAIM, b=CLAIM, c=NO_CLAIM, d=SKIP, e=SKIP, f=CLAIM, g=SKIP, h=CLAIM))
    assert (gold.row, gold.agreement) == (0, 0.5)


def test_structure_comes_from_the_one_who_finished_most_of_the_article() -> None:
    assert decided(votes(ada=CLAIM, bea=CLAIM, cy=NO_CLAIM), ada=1, bea=2, cy=3).row == 1


def test_where_they_finished_as_much_the_name_decides_whatever_the_order() -> None:
    given = votes(bea=CLAIM, ada=CLAIM, cy=CLAIM)
    assert [decided(order).row for order in (given, given[::-1])] == [1, 1]


def test_a_named_annotator_decides_alone_and_agreement_still_counts_all() -> None:
    gold = decided(votes(ada=NO_CLAIM, bea=CLAIM, cy=CLAIM), "ada")
    assert (gold.row, gold.annotators, gold.agreement) == (0, 3, pytest.approx(2 / 3))
    assert decided(votes(bea=CLAIM), "ada") == Gold("unseen", -1, 1, None)
