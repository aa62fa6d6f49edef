"""The tables of boilerplate: that every row can be read, and none takes long to say no."""

from __future__ import annotations

import re
from time import process_time

import pytest

from annotate.articles.cleaning import boilerplate
from annotate.articles.cleaning.line_roles import label_line

ROWS = [(opening, row) for opening in boilerplate.OPENINGS for row in opening.table.replace("\n  ", "").strip().splitlines()]


def test_a_phrase_is_written_as_it_is_looked_up() -> None:
    assert all(phrase == phrase.casefold().strip(boilerplate.EDGES) != "" for phrase in boilerplate.PHRASES)
    assert all("’" not in phrase for phrase in boilerplate.PHRASES)


@pytest.mark.parametrize(("opening", "row"), ROWS, ids=[row[:40] for _, row in ROWS])
def test_a_row_has_words_and_a_pattern(opening: boilerplate.Opening, row: str) -> None:
    words, separator, pattern = row.partition(" :: ")
    assert separator
    assert all(re.fullmatch(r"[^\W\d_]+|0|©", word) and word == word.casefold() for word in words.split())
    re.compile(pattern, re.IGNORECASE)


def test_no_word_is_twice_in_a_row() -> None:
    assert [row for _, row in ROWS if len(set(words := row.partition(" :: ")[0].split())) < len(words)] == []


@pytest.mark.parametrize(
    "unit", ["A", "Aa ", "A-", "a ", "@a", "a@a.", "Aa, ", "Aa/", "((", "1 ", "Aa and ", "Photo: ", "Aa.", ": ", "«"]
)
def test_no_row_takes_long_to_say_no(unit: str) -> None:
    words = sorted({word for _, row in ROWS for word in row.partition(" :: ")[0].split()})
    began = process_time()
    for word in ["", *words]:
        for between in (" ", ": "):
            label_line((word + between + unit * 250)[:499] + "!")
            label_line((word + between + unit * 250)[:499] + "x")
    assert process_time() - began < 5
