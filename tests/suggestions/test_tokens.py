"""Tokens: words with their apostrophes and abbreviations, marks, and quotations as one token each."""

from __future__ import annotations

from annotate.suggestions.tokens import QUOTE
from support.reading import article, line, lines


def test_a_full_stop_inside_belongs_to_its_word() -> None:
    assert [token.text for token in line("Mr. Brown of the U.S. team didn’t go.").tokens] == [
        *("Mr.", "Brown", "of", "the", "U.S.", "team", "didn’t", "go", ".")
    ]


def test_small_letters_have_plain_apostrophes_and_no_full_stop() -> None:
    assert [token.low for token in line("Mr. Brown’s dog").tokens] == ["mr", "brown's", "dog"]


def test_a_quotation_is_one_token_in_each_sentence_it_runs_through() -> None:
    text = "“The dam is safe. Nobody leaves,” she said."
    first, second = lines(text)
    assert [token.text for token in first.tokens] == ["“The dam is safe."]
    assert [token.text for token in second.tokens] == ["Nobody leaves,”", "she", "said", "."]
    assert {token.quotation for read in (first, second) for token in read.tokens if token.kind == QUOTE} == {0}


def test_tokens_slice() -> None:
    text = "Ein 👩‍👩‍👧 sagte: „Cafe\u0301 zu!“ — und ging (früh)."
    for read in lines(text, "de"):
        assert all(article(text).text[token.start : token.end] == token.text for token in read.tokens)


def test_where_a_line_stops() -> None:
    read = line("The river rose by 3%...")
    assert read.tokens[read.stop - 1].text == "%"
    assert read.low(99) == read.low(-1) == read.kind(99) == ""
