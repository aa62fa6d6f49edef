"""Metadata: from fields, from blocks, and merged."""

from __future__ import annotations

import datetime

from annotate.articles import label_lines
from annotate.articles.formats.metadata import Metadata, clean, from_blocks, from_fields, merge


def test_fields_are_cleaned_and_dates_read() -> None:
    fields = {
        "title": "  A \n title ",
        "byline": ["Ana", None, "Bob"],
        "published": datetime.date(2024, 3, 5),
        "url": "",
        "other": 1,
    }
    assert from_fields(fields) == Metadata("A title", "Ana, Bob", "2024-03-05", None, None)


def test_what_says_nothing_is_none() -> None:
    assert clean(None) is clean("  ") is clean({}) is clean([]) is clean(True) is None
    assert clean(7) == "7"
    assert clean("a\x00b\ud800") == "ab?"
    assert len(clean("x" * 5000) or "") == 1000


def test_blocks_say_who_and_when() -> None:
    prose = "The council voted on Monday, it said.\nIt was a close vote, it said."
    text = f"Harbour bridge closes in spring\nBy Ana Ruiz\nMarch 5, 2024\n{prose}"
    assert from_blocks(text, label_lines(text)) == Metadata("Harbour bridge closes in spring", "Ana Ruiz", "2024-03-05")
    assert from_blocks("", ()) == Metadata()


def test_the_date_of_a_change_is_not_that_of_the_publication() -> None:
    prose = "The council voted on Monday, it said.\nIt was a close vote, it said."
    head = "Harbour bridge closes in spring\nBy Ana Ruiz and Ivo Brandt, Political correspondent"
    text = f"{head}\nUpdated March 7, 2024\nMarch 5, 2024\n{prose}"
    found = from_blocks(text, label_lines(text))
    assert (found.byline, found.published) == ("Ana Ruiz, Ivo Brandt", "2024-03-05")


def test_an_ambiguous_date_is_left_out_unless_the_language_settles_it() -> None:
    assert from_fields({"published": "03/04/2024"}).published is None
    assert from_fields({"published": "03/04/2024", "language": "de"}).published == "2024-04-03"


def test_the_first_that_knows_counts() -> None:
    assert merge(Metadata(title="a"), Metadata(title="b", url="c")) == Metadata(title="a", url="c")
