"""Line roles: pasted pages of our own making, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.cleaning.line_roles import label_line, label_lines
from annotate.model import BLOCK_KINDS

PAGE = """\
kicker     Politics
headline   City council votes to close the old harbour bridge in spring
paragraph  The decision ends a debate of nine years about the most used crossing of the river.
byline     By Ana Ruiz and Bob Hill
dateline   Updated March 3, 2024 / 9:15 AM
ui         5 Min Read
ui         Listen · 3:45
caption    A tug passes under the harbour bridge at dawn on Friday.
credit     Chen Wei/Harbour Press via Getty Images
ui         hide caption
duplicate  Chen Wei/Harbour Press via Getty Images
paragraph  The city council voted on Monday to close the harbour bridge, which was built in 1931.
paragraph  “It was not an easy vote,” said Ruiz. “But it was the right one.”
ui         ADVERTISEMENT
caption    FILE PHOTO: The bridge as it was in 1975
paragraph  What happens now?
paragraph  The work begins in April and will take two years, the mayor told reporters.
list       - A ferry will run every ten minutes.
ui         ___
ui         Related articles
ui         Ten bridges that nobody uses any more
ui         Why ferries are coming back
paragraph  The ferry company declined to comment on what it would charge for the passage.
credit     Reporting by Ana Ruiz; editing by Bob Hill
ui         Most Popular
ui         1
ui         Dog finds its way home after three years
"""


def test_a_page_is_labelled_line_by_line() -> None:
    expected = [line.split(None, 1) for line in PAGE.splitlines()]
    text = "\n\n".join(line for _, line in expected)
    assert [[block.kind, text[block.start : block.end]] for block in label_lines(text)] == expected


def test_every_block_says_what_decided_it() -> None:
    text = "\n".join(line.split(None, 1)[1] for line in PAGE.splitlines())
    assert all(block.rule and block.kind in BLOCK_KINDS for block in label_lines(text))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share on Facebook", "ui"),
        ("Image 3 of 13", "ui"),
        ("© 2019 Example Media Inc. All Rights Reserved.", "ui"),
        ("https://example.org/news/1", "ui"),
        ("Sign up for our newsletter", "ui"),
        ("Read more: The bridge that nobody wanted", "ui"),
        ("* * *", "ui"),
        ("Share full article", "ui"),
        ("list 1 of 3", "ui"),
        ("This article is more than 4 years old", "ui"),
        ("Lesezeit: 3 Minuten", "ui"),
        ("Published Wed, Nov 20 20194:29 AM ESTUpdated an hour ago", "dateline"),
        ("20 Nov 2019 08:00 GMT", "dateline"),
        ("12 hours ago", "dateline"),
        ("By ANA RUIZ, BOB HILL and CHEN WEI", "byline"),
        ("Von Anna Weber", "byline"),
        ("Photograph: Chen Wei/Harbour Press", "credit"),
        ("Laura Ruiz for NPR", "credit"),
        ("Image copyright Getty Images", "credit"),
        ("Chen Wei | Bloomberg | Getty Images", "credit"),
        ("Additional reporting by Bob Hill", "credit"),
        ("Associated Press writer Bob Hill contributed to this report.", "credit"),
        ("In this photo taken Friday, Nov. 1, 2019, the bridge stands empty.", "caption"),
        ("The bridge on Friday (Image: GETTY)", "caption"),
        ("Image caption The bridge was built in 1931", "caption"),
        ("By Wednesday the water had risen by two metres, and the bridge was closed.", None),
        ("The council said it would share on Tuesday what it knew.", None),
        ("They met in the city hall and/or the church.", None),
        ("To his credit: he paid it all back, an AP/NORC poll found.", None),
        ("Tag team wins the final", None),
        ("May 3 was the last day.", None),
        ("RIVERTON, Wis. (AP) — The council met.", None),
    ],
)
def test_a_line_alone(line: str, kind: str | None) -> None:
    role = label_line(line)
    assert (role and role.kind) == kind


def test_the_line_before_a_credit_is_a_caption_but_not_before_one_that_stands_above_its_caption() -> None:
    prose = "The council met in the old hall on Friday."
    assert [b.kind for b in label_lines(f"{prose}\nChen Wei/Reuters\n{prose}")][:2] == ["caption", "credit"]
    above = f"{prose}\nThe vote was close, all of them said afterwards.\nImage copyright Reuters\nImage caption The hall"
    assert [b.kind for b in label_lines(above)] == ["paragraph", "paragraph", "credit", "caption"]


def test_a_text_without_a_head_has_no_headline() -> None:
    text = "The council met on Friday in the old hall.\nIt did not vote, its members said later."
    assert [b.kind for b in label_lines(text)] == ["paragraph", "paragraph"]


def test_a_line_alone_is_a_paragraph() -> None:
    assert [b.kind for b in label_lines("Harbour bridge to close")] == ["paragraph"]


def test_a_short_headline_counts_where_there_is_no_longer_one() -> None:
    text = "Bridge closed\nThe council met on Friday in the old hall.\nIt did not vote, its members said later."
    assert [b.kind for b in label_lines(text)] == ["headline", "paragraph", "paragraph"]


def test_other_scripts_have_heads_and_bodies_too() -> None:
    text = "市议会投票决定关闭旧港大桥\n市议会周一投票决定关闭建于一九三一年的港口大桥。\n市长说，工程将于四月开始。"
    assert [b.kind for b in label_lines(text)] == ["headline", "paragraph", "paragraph"]


PROSE = "The council met on Friday in the old hall.\nIt did not vote, its members said later."


def test_short_lines_at_the_end_are_topics_but_one_alone_is_not() -> None:
    assert [b.kind for b in label_lines(f"{PROSE}\nAsia\nRiver towns\nShare")][2:] == ["ui", "ui", "ui"]
    assert [b.kind for b in label_lines(f"{PROSE}\nAsia")][2:] == ["paragraph"]
    assert [b.kind for b in label_lines("Yes\nNo\nMaybe")].count("ui") == 0


def test_a_heading_of_two_capitalised_words_is_no_author() -> None:
    found = {b.kind for b in label_lines(f"Harbour bridge closes in spring\nKey Points\n{PROSE}")}
    assert found == {"headline", "paragraph"}


def test_short_answers_may_come_twice_but_long_lines_not() -> None:
    long = "The council met on Friday in the old hall, and it did not vote, its members said."
    kinds = [b.kind for b in label_lines("\n".join([long, "Yes, it is so.", long, "Yes, it is so."]))]
    assert kinds == ["paragraph", "paragraph", "duplicate", "paragraph"]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*PAGE.split(" "), "\n", " ", "\r", "\u2028", "字。"])).map(" ".join)))
def test_blocks_cover_all_but_white_space_in_order_and_trimmed(text: str) -> None:
    blocks = label_lines(text)
    assert blocks == label_lines(text)
    assert all(a.end < b.start for a, b in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" and b.kind in BLOCK_KINDS for b in blocks)
    covered = "".join(text[b.start : b.end] for b in blocks)
    assert "".join(covered.split()) == "".join(text.split())
