"""Clauses: where what is said begins and ends."""

from __future__ import annotations

import pytest

from annotate.suggestions.clauses import (
    adverbial,
    begins_phrase,
    clause_end,
    content_start,
    has_verb,
    may_be_finite,
    opening_subject,
)
from annotate.suggestions.mentions import Range
from support.reading import line, text_of


def content(text: str, first: int, dependent: bool = False) -> str:
    read = line(text)
    return text_of(read, Range(first, clause_end(read, first, dependent)))


@pytest.mark.parametrize(
    ("text", "first", "claim"),
    [
        ("The dam is safe.", 0, "The dam is safe"),
        ("He said the dam is safe, adding that it holds.", 2, "the dam is safe"),
        ("He said the dam is safe; nobody left.", 2, "the dam is safe"),
        ("He said the dam is safe, which pleased us.", 2, "the dam is safe"),
        ("He said the dam, which is old, is safe.", 2, "the dam , which is old , is safe"),
        ("He said the dam is safe and she said it is not.", 2, "the dam is safe"),
        ("He said the dam is safe and the road is dry.", 2, "the dam is safe and the road is dry"),
    ],
)
def test_where_a_content_ends(text: str, first: int, claim: str) -> None:
    assert content(text, first) == claim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("He said the dam is safe — a relief.", "the dam is safe"),
        ("He said the dam — a relief — is safe.", "the dam — a relief — is safe"),
        ("He said the above- and below-ground dam is safe.", "the above - and below-ground dam is safe"),
        ("He said the dam is safe, and that it is new.", "the dam is safe , and that it is new"),
        ("He said the dam was no joy, but a burden.", "the dam was no joy , but a burden"),
        ("He said the dam is safe, but she has left.", "the dam is safe"),
        ("He said the dam is safe, in words of one syllable.", "the dam is safe , in words of one syllable"),
    ],
)
def test_dashes_and_second_halves(text: str, claim: str) -> None:
    assert content(text, 2) == claim


def test_a_participle_ends_a_content_after_a_quoted_comma() -> None:
    assert content("He called it “safe,” adding that it is new.", 2) == "it “safe,”"


def test_a_dependent_clause_ends_with_its_comma() -> None:
    assert content("When he said the dam is safe, we left.", 3, dependent=True) == "the dam is safe"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("But the dam is safe, he said.", 1),
        ("It rained, but the dam is safe, he said.", 0),
        ("The mayor said it rained, but the dam is safe, he said.", 7),
        ("ALBANY, May 5 — The dam is safe, he said.", 5),
        ("At 5:30 it was safe, he said.", 0),
        ("On Monday, he said.", None),
    ],
)
def test_where_a_content_begins(text: str, first: int | None) -> None:
    read = line(text)
    comma = max(index for index, token in enumerate(read.tokens) if token.low == ",")
    assert content_start(read, comma, 0) == first


def test_the_small_ones() -> None:
    read = line("Later the minister waited on Monday.")
    assert [adverbial(read, index) for index in range(5)] == [True, False, False, False, True]
    assert may_be_finite(read, 0, 4)
    assert not has_verb(read, 0, 4)
    assert begins_phrase(read, 1)
    assert not begins_phrase(read, 4)
    opening = line("The minister has left and said so.")
    assert text_of(opening, opening_subject(opening, 6)) == "The minister"
