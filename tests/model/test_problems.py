"""Problems: values, which can be compared and counted."""

from __future__ import annotations

from annotate.model import Problem


def test_equal_problems_are_one() -> None:
    first, second = (Problem("code", "message", "remedy", where="a.jsonl:1") for _ in range(2))
    assert {first, second} == {first}
    assert (first.path, first.document, first.sentence, first.span) == ("", "", "", None)
