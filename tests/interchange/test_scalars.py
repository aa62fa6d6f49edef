"""Answers and notes survive as texts on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.interchange.scalars import line_text, scalar_text, scalar_value, text_of_line

TRICKY = [
    "",
    " ",
    '"',
    '"a"',
    '"\\n"',
    "true",
    '"true"',
    "1.0",
    "-0",
    "1e5",
    "null",
    "[1]",
    "NaN",
    "two\nlines",
    "\u2028",
    "\x85",
    "a\tb",
]
TEXTS = st.one_of(st.text(max_size=8), st.sampled_from(TRICKY))


@given(st.one_of(TEXTS, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_an_answer_comes_back_with_its_type(value: str | bool | int | float) -> None:
    found = scalar_value(scalar_text(value))
    assert type(found) is type(value)
    assert found == value


@given(TEXTS)
def test_a_text_is_one_line_and_comes_back(text: str) -> None:
    assert text_of_line(line_text(text)) == text
    assert len(line_text(text).splitlines()) == 1
    assert len(scalar_text(text).splitlines()) == 1


@pytest.mark.parametrize("text", ["event", "“yes”", "C:\\new", 'he said "no"', "新聞", "007"])
def test_what_is_safe_is_written_as_it_is(text: str) -> None:
    assert scalar_text(text) == line_text(text) == text


@pytest.mark.parametrize("line", ['"quoted by a person"', '"', '"a" and "b"', "C:\\new"])
def test_quotation_marks_of_people_stay(line: str) -> None:
    assert text_of_line(line) == line
