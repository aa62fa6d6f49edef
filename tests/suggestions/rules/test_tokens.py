"""Tokens: words with their apostrophes and abbreviations, marks, and quotations as one token each."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.tokens import QUOTE
from support.reading import all_sentences, article, first_sentence


def test_a_full_stop_inside_belongs_to_its_word() -> None:
    assert [token.text for token in first_sentence("Mr. Brown of the U.S. team didn’t go.").tokens] == [
        *("Mr.", "Brown", "of", "the", "U.S.", "team", "didn’t", "go", ".")
    ]


def test_norm_has_straight_apostrophes_and_no_full_stop() -> None:
    assert [token.norm for token in first_sentence("Mr. Brown’s dog").tokens] == ["mr", "brown's", "dog"]


def test_a_quotation_is_one_token_in_each_sentence_it_runs_through() -> None:
    text = "“The dam is safe. Nobody leaves,” she said."
    first, second = all_sentences(text)
    assert [token.text for token in first.tokens] == ["“The dam is safe."]
    assert [token.text for token in second.tokens] == ["Nobody leaves,”", "she", "said", "."]
    assert {token.quotation for sentence in (first, second) for token in sentence.tokens if token.kind == QUOTE} == {0}


def test_token_offsets_slice_the_text() -> None:
    text = "Ein 👩‍👩‍👧 sagte: „Cafe\u0301 zu!“ — und ging (früh)."
    for sentence in all_sentences(text, "de"):
        assert all(article(text).text[token.start : token.end] == token.text for token in sentence.tokens)


@pytest.mark.parametrize(
    ("text", "language", "norms"),
    [
        ("L’eau qu’elle boit", "fr", "l' eau qu' elle boit"),
        ("dit-il, a-t-elle dit", "fr", "dit -il , a -elle dit"),
        ("aujourd’hui, peut-être", "fr", "aujourd'hui , peut-être"),
        ("L’acqua dell’Etna", "it", "l' acqua dell' etna"),
        ("mostrou-se bem", "pt", "mostrou -se bem"),
        ("I’ll say the so-called l’amour", "en", "i'll say the so-called l'amour"),
    ],
)
def test_words_joined_by_an_apostrophe_or_a_hyphen(text: str, language: str, norms: str) -> None:
    tokens = first_sentence(text, language).tokens
    assert " ".join(token.norm for token in tokens) == norms
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_stop_is_before_the_final_marks() -> None:
    sentence = first_sentence("The river rose by 3%...")
    assert sentence.tokens[sentence.stop - 1].text == "%"
    assert sentence.norm(99) == sentence.norm(-1) == sentence.kind(99) == ""


@pytest.mark.parametrize(
    ("first", "end", "comma"), [(0, None, 2), (2, None, 2), (3, None, 5), (6, None, 8), (0, 2, 2), (3, 5, 5), (9, None, 8)]
)
def test_the_next_comma_or_the_end(first: int, end: int | None, comma: int) -> None:
    assert first_sentence("On Monday, she said, it held.").next_comma(first, end) == comma
