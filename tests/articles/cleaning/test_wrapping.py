"""Hard-wrapped text: when it is recognised, what is joined, and that no text is changed."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import label_lines, segment
from annotate.articles.cleaning.wrapping import JOINED, fold, logical_lines, physical_lines, wrap_width

PARAGRAPHS = (
    (
        "The city council voted on Monday to close the harbour bridge, which was built in 1931 and carries many thousand cars a "
        "day. It was not an easy vote. Most of those who live on the other side of the river had asked the council to wait."
    ),
    (
        "“We had to act,” said Ana Ruiz, who leads the council, in a long answer to questions. “Nobody wanted this, but the "
        "engineers left us no choice,” she told reporters who waited in the rain."
    ),
    "The work begins in April and will take two years, according to a report that the city published on its website.",
)


def wrapped(width: int = 72, indent: str = "", between: str = "\n\n") -> str:
    return between.join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PARAGRAPHS)


def sentences(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in segment(text, label_lines(text), "d")]


EXPECTED = sentences("\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n"])
def test_sentences_are_those_of_the_text_before_it_was_wrapped(width: int, indent: str, between: str) -> None:
    assert sentences(wrapped(width, indent, between)) == EXPECTED


def test_a_block_says_that_its_lines_were_joined_and_the_text_keeps_them() -> None:
    text = wrapped()
    blocks = label_lines(text)
    assert len(blocks) == len(PARAGRAPHS)
    assert all(block.rule.endswith(JOINED) for block in blocks)
    assert "\n" in text[blocks[0].start : blocks[0].end]


def test_a_headline_and_a_byline_over_wrapped_text_stay_by_themselves() -> None:
    text = f"Harbour bridge closes in spring\n\nBy Ana Ruiz\n\n{wrapped()}"
    assert [block.kind for block in label_lines(text)] == ["headline", "byline", *["paragraph"] * 3]


def test_a_sentence_may_run_over_a_page_break_and_a_paragraph_may_end_there() -> None:
    lines = wrapped().split("\n")
    text = "\n".join([*lines[:2], "\f" + lines[2], *lines[3:]])
    assert sentences(text) == EXPECTED


def test_a_form_feed_ends_a_line() -> None:
    text = "One page. It ends.\fAnother page begins.\n\fA third."
    assert [text[a:b] for a, b in physical_lines(text)] == ["One page. It ends.", "Another page begins.", "A third."]


@given(st.text(alphabet="ab \t\n\f\v\r\x1c\x85\u2028", max_size=30) | st.text(alphabet="ab \t\n\x1c", max_size=30))
def test_lines_have_no_white_space_around_them(text: str) -> None:
    lines = (line.strip() for line in re.split("[\n\f\v\r\x85\u2028\u2029]", text))
    assert [text[start:end] for start, end in physical_lines(text)] == [line for line in lines if line]


def test_a_word_may_be_parted_at_the_line_end() -> None:
    tries = (textwrap.fill(PARAGRAPHS[0].replace("thousand", "thou-sand"), width) for width in range(45, 80))
    parted = [text for text in tries if "thou-\nsand" in text]
    assert parted
    assert all(len(sentences(text)) == 3 for text in parted)


def test_lists_and_quoted_mail_begin_anew() -> None:
    text = f"{wrapped()}\n\n- First point\n- Second point\n> quoted line of a mail\n> and another"
    kinds = [(block.kind, text[block.start : block.end]) for block in label_lines(text)][3:]
    assert [kind for kind, _ in kinds] == ["list", "list", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "\n".join(" ".join(PARAGRAPHS).replace(". ", ".\n").split("\n") * 3),
        "Shall I compare thee\nto a day in June?\nIt is too warm\nand the roses too soon\ngo pale in the sun\nand are gone\n",
        "Ten bridges that nobody uses\nFerries are coming back\nWhy the River Is Rising\nWhat We Know So Far\nMore\n" * 3,
        "",
        "one line",
    ],
    ids=["paragraphs", "apart", "a sentence a line", "verse", "headlines", "nothing", "one"],
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert wrap_width(text, physical_lines(text)) is None
    assert logical_lines(text) == physical_lines(text)


def lines_of(number: int, *, ended: int = 0, capitals: int = 0, short: int = 0, width: int = 60) -> str:
    """Return a text of lines that are full, but for some that are `short`, or are `ended`, or begin with capitals."""
    lines = []
    for index in range(number + 1):
        opening = "Word" if 0 < index <= capitals else "word"
        length = width // 2 if number - short <= index < number else width
        lines.append((opening + " word" * width)[: length - 1] + ("." if index < ended else "x"))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "wraps"),
    [
        (lines_of(20), True),
        (lines_of(4), True),
        (lines_of(3), False),
        (lines_of(20, width=40), True),
        (lines_of(20, width=39), False),
        (lines_of(20, width=110), True),
        (lines_of(20, width=111), False),
        (lines_of(20, capitals=14), True),
        (lines_of(20, capitals=15), False),
        (lines_of(20, ended=10), True),
        (lines_of(20, ended=11), False),
        (lines_of(20, short=3), True),
        (lines_of(20, short=4), False),
    ],
)
def test_the_limits_of_what_counts_as_wrapped(text: str, wraps: bool) -> None:
    """At least 4 lines of 40 to 110 characters; at most 70 % begin with a capital, 50 % end like a sentence, 15 % are short."""
    assert (wrap_width(text, physical_lines(text)) is not None) == wraps


def test_folding_keeps_every_offset() -> None:
    assert fold("a\nb\f\u2028c") == "a b  c"


PIECES = st.sampled_from([*" \n\f-.>", "\n\n", "word ", "Word ", "end. ", "a-\nb", "x" * 30, "é", "字", wrapped(), "- "])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_lines_cover_all_but_white_space_in_order(text: str) -> None:
    lines = logical_lines(text)
    assert all(a[1] < b[0] or text[a[1] : b[0]].isspace() for a, b in pairwise(lines))
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in lines)
    assert "".join("".join(text[a:b] for a, b in lines).split()) == "".join(text.split())
    assert lines == logical_lines(text)
