"""Text from outside in Markdown: it displays itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotate.dataset.markdown import escaped, fenced, paragraphs, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>", r"\<b\>"),
        ("two\n\nlines", "two lines"),
        ("# x *y* _z_", r"\# x \*y\* \_z\_"),
        ("https://x.org www.x.org", r"https\://x.org www\.x.org"),
        ("&lt; \\", r"\&lt; \\"),
        ("11:30, 4 % (about)", "11:30, 4 % (about)"),
        ("1. one", "1\\. one"),
        ("- x", "\\- x"),
        ("--- x", "\\--- x"),
        ("-3 to +4", "-3 to +4"),
    ],
)
def test_escaped_text_shows_itself(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(text=st.text(max_size=40))
def test_escaped_text_is_one_paragraph_of_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(escaped(text) or "x")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or ()} <= {"text", "text_special"}


def test_paragraphs_stay_paragraphs() -> None:
    assert paragraphs("a *b*\nc\n\n \n# d\n") == "a \\*b\\* c\n\n\\# d"
    assert paragraphs(" \n\n") == ""


@given(text=st.text(max_size=60))
def test_nothing_leaves_a_block_of_code(text: str) -> None:
    tokens = MarkdownIt().parse(fenced(text, "json") + "\n\nend")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]


def test_a_table_has_a_head_and_rows() -> None:
    assert table(("a", "b"), [(1, "x")]) == "| a | b |\n| --- | --- |\n| 1 | x |"
