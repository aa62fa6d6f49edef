"""Tokens cover a text, and no span divides one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.text.tokens import tokenize


@given(text=st.text(max_size=40), cuts=st.sets(st.integers(0, 40)))
def test_tokens_are_all_there_and_no_span_divides_one(text: str, cuts: set[int]) -> None:
    found = list(tokenize(text, cuts))
    assert all(start < end for start, end in found)
    assert not any(start < cut < end for start, end in found for cut in cuts if text[start:end].strip())
    between = [text[end:start] for (_, end), (start, _) in zip([(0, 0), *found], [*found, (len(text), len(text))], strict=True)]
    assert set(between) <= {"", " "}
