"""The locations of problems: numbers of sentences, lines and columns."""

from __future__ import annotations

import pytest

from annotate.checks.locations import SourceLocation, locate
from annotate.model import Document, Problem, Sentence

TEXT = "One 👩‍👩‍👧.\nThe mayor\nsaid so."
START = TEXT.index("The")
ARTICLE = Document("d", "raw/d.txt", "", TEXT, (), (Sentence("d:0", 0, 0, 10), Sentence(f"d:{START}", 0, START, len(TEXT))))
KNOWN = {"d": ARTICLE}


def test_a_span_over_two_lines() -> None:
    span = (TEXT.index("mayor"), TEXT.index("said") + 4)
    problem = Problem("x", "", "", "store.db", "", "d", f"d:{START}", span)
    assert locate(problem, KNOWN) == SourceLocation("raw/d.txt", 2, 5, 3, 5, 2, 2, span, exact=True)


def test_without_a_span_it_is_the_sentence() -> None:
    location = locate(Problem("x", "", "", "store.db", "", "d", f"d:{START}"), KNOWN)
    assert (location.number, location.text_line, location.extent, location.exact) == (2, 2, (START, len(TEXT)), False)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_an_impossible_span_is_not_shown(span: tuple[int, int]) -> None:
    location = locate(Problem("x", "", "", "store.db", "", "d", "d:0", span), KNOWN)
    assert (location.extent, location.exact) == ((0, 10), False)


def test_the_line_of_an_annotation_file_comes_first() -> None:
    location = locate(Problem("x", "", "", "a:b.jsonl:12", "", "d", "d:0"), KNOWN)
    assert (location.file, location.line, location.column, location.number) == ("a:b.jsonl", 12, None, 1)


def test_what_is_not_known() -> None:
    assert locate(Problem("x", "", "", "store.db", "", "gone", "gone:0", (1, 2)), KNOWN) == SourceLocation("store.db")
    assert locate(Problem("x", "", ""), KNOWN) == SourceLocation("")
