"""Problems as they are printed."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks import format_problem, located_to_json, problem_to_json, report_lines, summarize
from annotate.checks.report import excerpt
from annotate.model import Block, Document, Problem, Sentence
from annotate.text.terminal import width

EMPTY = Problem("no-text", "no text left after cleaning", "is it an article?", "raw/0001.html")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (EMPTY, "raw/0001.html: no text left after cleaning; is it an article? [no-text]"),
        (Problem("x", "M", "R", "labels.jsonl:12", "$.keys"), "labels.jsonl:12::$.keys: M; R [x]"),
        (Problem("x", "M", "R", "labels.jsonl:12", "$.keys", "d", "d:1"), "labels.jsonl:12::$.keys: M; R [x]"),
        (Problem("x", "M", "R", "output/annotations.db", "$.keys", "d", "d:1"), "output/annotations.db::d:1::$.keys: M; R [x]"),
        (Problem("x", "M", "R", "", "", "d"), "d: M; R [x]"),
        (Problem("x", "M", "R"), "M; R [x]"),
        (Problem("x", "M", ""), "M [x]"),
        (Problem("x", "a\x1b]0;b\x07\u202e\n", "R", "c\r\x9b.html"), "c␍�.html: a␛]0;b␇�␊; R [x]"),
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


# -- for people --------------------------------------------------------------------------------------------------------

TEXT_OF_TWO_LINES = (
    "The mayor 市长 said.\nIt is 👩‍👩‍👧 safe, and the long line goes on and on until no terminal is wide enough for it."
)
ARTICLE = Document(
    "bridge",
    "raw/bridge.txt",
    "5f" * 32,
    TEXT_OF_TWO_LINES,
    (Block("paragraph", 0, len(TEXT_OF_TWO_LINES)),),
    (Sentence("bridge:0", 0, 0, 18), Sentence("bridge:19", 0, 19, len(TEXT_OF_TWO_LINES))),
)
KNOWN = {"bridge": ARTICLE}


def at(quote: str, code: str = "span-mismatch") -> Problem:
    start = TEXT_OF_TWO_LINES.index(quote)
    sentence = "bridge:0" if start < 19 else "bridge:19"
    return Problem(code, "M", "R", "store.db", "$", "bridge", sentence, (start, start + len(quote)))


def test_the_text_that_is_meant_stands_under_the_problem() -> None:
    assert list(report_lines([at("said")], KNOWN, 80)) == [
        "bridge: 1 problem",
        "store.db::bridge:0 (sentence 1)::$: M; R [span-mismatch]",
        "    sentence 1, line 1:",
        "    The mayor 市长 said.",
        "                   ^^^^",
        "",
    ]


def test_carets_count_cells_and_not_characters() -> None:
    *_, line, carets = excerpt(at("safe"), KNOWN, 80)
    assert carets.index("^") - 4 == width(line[4 : line.index("safe")])


@pytest.mark.parametrize("quote", ["said", "safe", "wide", "it.", "It is"])
@pytest.mark.parametrize("columns", [28, 40, 80])
def test_of_a_long_line_what_is_meant_is_shown(quote: str, columns: int) -> None:
    *_, line, carets = excerpt(at(quote), KNOWN, columns)
    assert quote in line
    assert width(line) <= columns
    under = cells_before(line, quote)
    assert carets == " " * under + "^" * len(quote)


def cells_before(line: str, quote: str) -> int:
    return width(line[: line.index(quote)])


def test_a_line_feed_at_the_start_is_not_what_is_shown() -> None:
    *_, line, carets = excerpt(replace(at("It"), span=(18, 21)), KNOWN, 80)
    assert (line[:8], carets) == ("    It is"[:8], "    ^^")


def test_without_a_span_the_sentence_is_shown_without_carets() -> None:
    assert len(list(excerpt(replace(at("said"), span=None), KNOWN, 80))) == 2
    assert len(list(excerpt(replace(at("said"), span=(900, 901)), KNOWN, 80))) == 2
    assert list(excerpt(at("said"), {}, 80)) == []


def test_problems_are_grouped_in_the_order_of_the_text() -> None:
    other = Problem("cut-off", "M", "R", "labels.jsonl:3")
    lines = list(report_lines([at("safe"), other, at("said", "claims-overlap")], KNOWN, 80))
    assert [line for line in lines if not line.startswith(" ")] == [
        "bridge: 1 problem and 1 warning",
        "store.db::bridge:0 (sentence 1)::$: warning: M; R [claims-overlap]",
        "store.db::bridge:19 (sentence 2)::$: M; R [span-mismatch]",
        "",
        "labels.jsonl: 1 problem",
        "labels.jsonl:3: M; R [cut-off]",
        "",
    ]


@given(st.text(min_size=1), st.integers(0, 50), st.integers(0, 50), st.integers(10, 90))
def test_any_text_is_safe_to_show(text: str, start: int, end: int, columns: int) -> None:
    document = Document("d", "d.txt", "", text, (), (Sentence("d:0", 0, 0, len(text)),))
    problem = Problem("span-mismatch", "M", "R", "w", "", "d", "d:0", (start, end))
    for line in report_lines([problem], {"d": document}, columns):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", line)


def test_placed_json() -> None:
    told = located_to_json(at("safe", "claims-overlap"), KNOWN)
    assert (told["severity"], told["number"], told["line"], told["code"]) == ("warning", 2, 2, "claims-overlap")
