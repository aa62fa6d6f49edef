"""Clauses: the start and the end of a content."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.clauses import (
    begins_phrase,
    clause_end,
    clause_subject,
    content_start,
    has_finite_verb,
    is_adverbial,
    may_be_finite,
    opening_subject,
)
from annotate.suggestions.rules.mentions import TokenRange
from support.reading import first_sentence, text_of


def content(text: str, first: int, dependent: bool = False) -> str:
    sentence = first_sentence(text)
    return text_of(sentence, TokenRange(first, clause_end(sentence, first, dependent)))


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
def test_clause_end(text: str, first: int, claim: str) -> None:
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
        ("He said although the dam is “old,” he likes it.", "although the dam is “old,” he likes it"),
        ("He said it hurt the woman, who has left.", "it hurt the woman , who has left"),
        ("He said it hurt people and critics often say so.", "it hurt people"),
        ("He said it hurt people and fees say so.", "it hurt people and fees say so"),
        ("He said it hurt people and often says so.", "it hurt people"),
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
        ("The mayor has made a claim, but the dam is safe, he said.", 0),
        ("ALBANY, May 5 — The dam is safe, he said.", 5),
        ("At 5:30 it was safe, he said.", 0),
        ("On Monday, he said.", None),
    ],
)
def test_content_start(text: str, first: int | None) -> None:
    sentence = first_sentence(text)
    comma = max(index for index, token in enumerate(sentence.tokens) if token.norm == ",")
    assert content_start(sentence, comma, 0) == first


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Brandt rose and said no.", "Brandt"),
        ("When she brought it up, the mayor rose, took a step and said no.", "the mayor"),
        ("Brandt, a nurse, rose and said no.", "Brandt"),
        ("Brandt, who has left, rose and said no.", "Brandt"),
        ("Brandt used her speech to say no.", "Brandt"),
        ("Brandt was in Dale, Ohio, saying no.", "Brandt"),
        ("Brandt dropped her badly needed plan and said no.", "Brandt"),
        ("In May and said no.", ""),
        ("Brandt rose: and said no.", ""),
    ],
)
def test_the_subject_of_a_clause(text: str, subject: str) -> None:
    sentence = first_sentence(text)
    end = next(index for index, token in enumerate(sentence.tokens) if token.norm in ("said", "say", "saying"))
    assert text_of(sentence, clause_subject(sentence, end, 0)) == subject


def test_classes_of_words() -> None:
    sentence = first_sentence("Later the minister waited on Monday.")
    assert [is_adverbial(sentence, index) for index in range(5)] == [True, False, False, False, True]
    assert may_be_finite(sentence, 0, 4)
    assert not has_finite_verb(sentence, 0, 4)
    assert begins_phrase(sentence, 1)
    assert not begins_phrase(sentence, 4)
    opening = first_sentence("The minister has left and said so.")
    assert text_of(opening, opening_subject(opening, 6)) == "The minister"
