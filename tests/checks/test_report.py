"""Problems as they are printed."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks import format_problem, problem_to_json, summarize
from annotate.model import Problem

EMPTY = Problem("no-text", "no text left after cleaning", "is it an article?", "raw/0001.html")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (EMPTY, "raw/0001.html: no text left after cleaning; is it an article?"),
        (Problem("x", "M", "R", "labels.jsonl:12", "$.keys"), "labels.jsonl:12::$.keys: M; R"),
        (Problem("x", "M", "R", "labels.jsonl:12", "$.keys", "d", "d:1"), "labels.jsonl:12::$.keys: M; R"),
        (Problem("x", "M", "R", "output/annotations.db", "$.keys", "d", "d:1"), "output/annotations.db::d:1::$.keys: M; R"),
        (Problem("x", "M", "R", "", "", "d"), "d: M; R"),
        (Problem("x", "M", "R"), "M; R"),
        (Problem("x", "M", ""), "M"),
        (Problem("x", "a\x1b]0;b\x07\u202e\n", "R", "c\r\x9b.html"), "c␍�.html: a␛]0;b␇�␊; R"),
    ],
)
def test_one_line(problem: Problem, line: str) -> None:
    assert format_problem(problem) == line


TEXT = st.text() | st.just("\x1b[2J\u202e\x9b\n\r\ud800")


@given(st.builds(Problem, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | st.tuples(st.integers(), st.integers())))
def test_any_problem_is_safe_to_print(problem: Problem) -> None:
    line = format_problem(problem)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", line)


def test_as_json() -> None:
    assert problem_to_json(Problem("x", "M\x1b", "R", "w", "$", "d", "d:1", (3, 5))) == {
        "code": "x",
        "message": "M\x1b",
        "remedy": "R",
        "where": "w",
        "path": "$",
        "document": "d",
        "sentence": "d:1",
        "span": [3, 5],
    }
    assert json.loads(json.dumps(problem_to_json(EMPTY)))["span"] is None


@pytest.mark.parametrize(
    ("places", "line"),
    [
        ([], "no problems"),
        (["a.jsonl:1"], "1 problem in 1 file"),
        (["a.jsonl:1", "a.jsonl:2", "b.html"], "3 problems in 2 files"),
        (["", ""], "2 problems"),
    ],
)
def test_the_sum(places: list[str], line: str) -> None:
    assert summarize(Problem("x", "M", "R", place) for place in places) == line
