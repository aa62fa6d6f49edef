"""Markdown: what each line is, and that the marks stay in the text and out of the blocks."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import segment
from annotate.articles.cleaning.wrapping import JOINED
from annotate.articles.formats.markdown import label_markdown, read_front_matter
from support.hostile_files import HOSTILE

PAGE = """\
---
title: "Harbour: the bridge"
Author: [Ana Ruiz, Bob Hill]
date: 2024-03-05
---

# Harbour bridge closes ##

By Ana Ruiz

The *council* voted. **It was close.** Nobody left.

- First point. Second point.
12. Twelfth
- [x] done
> Quoted words. More.
>> - deep

---
## What now?
```sh
# not a heading. No.
```
![a photo](a.jpg)
<!-- hidden. -->
| a | b |
|---|---|
[1]: https://example.org
>
"""


def test_a_page_is_labelled_by_its_marks() -> None:
    found = [(block.kind, PAGE[block.start : block.end]) for block in label_markdown(PAGE)]
    assert found[5:] == [
        ("headline", "Harbour bridge closes"),
        ("byline", "By Ana Ruiz"),
        ("paragraph", "The *council* voted. **It was close.** Nobody left."),
        ("list", "First point. Second point."),
        ("list", "Twelfth"),
        ("list", "done"),
        ("quote", "Quoted words. More."),
        ("quote", "deep"),
        ("ui", "---"),
        ("paragraph", "What now?"),
        ("ui", "```sh"),
        ("ui", "# not a heading. No."),
        ("ui", "```"),
        ("ui", "![a photo](a.jpg)"),
        ("ui", "<!-- hidden. -->"),
        ("paragraph", "| a | b |"),
        ("ui", "|---|---|"),
        ("ui", "[1]: https://example.org"),
        ("ui", ">"),
    ]
    assert [kind for kind, _ in found[:5]] == ["ui"] * 5


def test_marks_are_no_part_of_sentences_and_emphasis_ends_them() -> None:
    sentences = [PAGE[s.start : s.end] for s in segment(PAGE, label_markdown(PAGE), "d")]
    assert sentences[:6] == [
        "Harbour bridge closes",
        "The *council* voted.",
        "**It was close.**",
        "Nobody left.",
        "First point.",
        "Second point.",
    ]


def test_front_matter_is_read() -> None:
    fields = read_front_matter(PAGE)
    assert fields["title"] == "Harbour: the bridge"
    assert fields["author"] == ["Ana Ruiz", "Bob Hill"]
    assert str(fields["date"]) == "2024-03-05"


@pytest.mark.parametrize("text", ["", "---\n", "# Title", "---\na: [\n---\n", "---\n- a\n---\n", "\n---\na: b\n---\n"])
def test_what_is_no_front_matter_says_nothing(text: str) -> None:
    assert read_front_matter(text) == {}


def test_an_invalid_date_is_text_and_spoils_no_other_field() -> None:
    assert read_front_matter("---\ndate: 2024-13-45\nTitle: Bridge\n---\n") == {"date": "2024-13-45", "title": "Bridge"}


def test_values_that_other_values_are_made_of_are_read_without_following_them() -> None:
    text = "---\nname: &n Ana Ruiz\nauthor: [*n, Bob Hill, [*n]]\nmore: {a: *n}\n---\n"
    assert read_front_matter(text) == {"name": "Ana Ruiz", "author": ["Ana Ruiz", "Bob Hill", None], "more": None}
    assert read_front_matter("---\nauthor: &a [*a, *a]\n---\n") == {"author": [None, None]}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.endswith(".md")])
def test_hostile_front_matter_takes_no_time(name: str) -> None:
    text = HOSTILE[name]().decode()
    began = process_time()
    fields = read_front_matter(text)
    assert process_time() - began < 2  # the worst would take hours
    assert all(len(value) <= 1000 for value in fields.values() if isinstance(value, list))


@given(st.one_of(st.text(), st.lists(st.sampled_from([*"#->*`~ \n|[]!.a1é字", "```", "---\n", "# ", "1. ", "> "])).map("".join)))
def test_blocks_are_in_order_and_trimmed_for_any_text(text: str) -> None:
    blocks = label_markdown(text)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" for b in blocks)
    read_front_matter(text)


def labelled(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in label_markdown(text)]


def test_lines_of_a_paragraph_are_one_block_and_it_says_so() -> None:
    text = "# Head\nThe council\nvoted. It\nwas close.\n\n- An item\n  goes on.\n- Next\n\n> Quoted\nlazily.\n\n| a |\n| b |\n"
    assert labelled(text) == [
        ("headline", "Head"),
        ("paragraph", "The council\nvoted. It\nwas close."),
        ("list", "An item\n  goes on."),
        ("list", "Next"),
        ("quote", "Quoted\nlazily."),
        ("paragraph", "| a |"),
        ("paragraph", "| b |"),
    ]
    assert [block.rule for block in label_markdown(text)][1:3] == [f"body; {JOINED}", f"list item; {JOINED}"]
    assert [text[s.start : s.end] for s in segment(text, label_markdown(text), "d")][1:3] == [
        "The council\nvoted.",
        "It\nwas close.",
    ]


@pytest.mark.parametrize("end", ["  ", "\\", "\n"])
def test_a_hard_line_break_parts_lines(end: str) -> None:
    assert len(labelled(f"One line.{end}\nAnother line.")) == 2


@pytest.mark.parametrize("line", ["=====", "--", "==="])
def test_an_underlined_line_is_a_heading(line: str) -> None:
    assert labelled(f"Bridge closes\n{line}\nText.") == [("headline", "Bridge closes"), ("ui", line), ("paragraph", "Text.")]
