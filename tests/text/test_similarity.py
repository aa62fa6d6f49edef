"""How alike texts are: the same words count, in any case and form; what all texts share hardly counts."""

from __future__ import annotations

import pytest

from annotate.text.similarity import Similarity, grams


def test_equal_texts_are_wholly_alike_and_texts_without_a_word_in_common_not_at_all() -> None:
    first, second = Similarity(["The bridge is closed", "Rents rose sharply"]).to("the BRIDGE is closed")
    assert (round(first, 6), second) == (1.0, 0.0)


def test_forms_of_a_word_are_alike() -> None:
    closed, rents = Similarity(["They are closing the bridges", "Rents rose"]).to("The bridge was closed")
    assert closed > 0.2
    assert rents == 0


def test_what_every_text_has_counts_less() -> None:
    texts = ["The minister sees a flood", "The minister sees a drought", "The minister sees rain"]
    flood, drought, _ = Similarity(texts).to("A flood that the minister sees")
    assert flood > drought > 0


@pytest.mark.parametrize("text", ["it", "", "So?", "市长"])
def test_a_text_without_a_long_word_is_like_nothing(text: str) -> None:
    assert Similarity(["The bridge is closed", text]).to(text) == [0.0, 0.0]
    assert grams(text) == frozenset()


def test_there_may_be_nothing_to_compare_with() -> None:
    assert Similarity([]).to("The bridge is closed") == []
