"""The address of a page: canonical, absolute, and without what counts visits."""

from __future__ import annotations

import pytest

from annotate.articles.formats.page_addresses import without_tracking
from support.news_pages import metadata

COUNTING_TEXT = "utm_source fbclid gclid igshid mc_cid xtor ocid CMP smid at_campaign ref mkt_tok ns_source"
COUNTING = COUNTING_TEXT.split()


@pytest.mark.parametrize(
    ("head", "address", "url"),
    [
        ("<link rel=CANONICAL href=HTTPS://post.example/a>", None, "https://post.example/a"),
        ("<link itemprop=mainEntityOfPage href=https://post.example/a>", None, "https://post.example/a"),
        ("<meta itemprop=url content=https://post.example/a>", None, "https://post.example/a"),
        ("<meta property=og:url content=/a>", "https://post.example/b", "https://post.example/b"),
        ("<meta property=og:url content=/a><base href=https://post.example/>", None, "https://post.example/a"),
        ("", "https://post.example/a?utm_source=rss", "https://post.example/a"),
        ("<link rel=canonical href=https://post.example/a>", None, "https://post.example/a"),
        ("<link rel=canonical href=/a><base href=https://post.example/x/>", None, "https://post.example/a"),
        ("<link rel=canonical href=/a><meta property=og:url content=https://post.example/b>", None, "https://post.example/a"),
        ("<link rel=canonical href=/a>", "https://post.example/c?utm_source=x", "https://post.example/a"),
        ("<link rel=canonical href=//post.example/a>", "https://post.example/c", "https://post.example/a"),
        ("<link rel=canonical href='https://post.example/a?utm_source=rss&utm_medium=x'>", None, "https://post.example/a"),
        ("<link rel=canonical href='https://post.example/a?id=7&fbclid=zz#top'>", None, "https://post.example/a?id=7"),
        (
            "<link rel=canonical href=https://post.example/a><link rel=amphtml href=https://post.example/amp/a>",
            "https://post.example/amp/a",
            "https://post.example/a",
        ),
        ("<meta property=og:url content='https://post.example/a?utm_campaign=z'>", None, "https://post.example/a"),
        (
            "<link rel=canonical href=https://post.example/><meta property=og:url content=https://post.example/a>",
            None,
            "https://post.example/a",
        ),
        ("<link rel='alternate canonical' href=https://post.example/a>", None, "https://post.example/a"),
        ("", "https://post.example/a", "https://post.example/a"),
        (
            '<script type=application/ld+json>{"@type":"NewsArticle","mainEntityOfPage":"https://post.example/a"}</script>',
            None,
            "https://post.example/a",
        ),
        ("<link rel=canonical href=''><meta property=og:url content=https://post.example/a>", None, "https://post.example/a"),
        ("<link rel=canonical href=/a>", None, None),
        ("<link rel=canonical href=//post.example/a>", None, "https://post.example/a"),
        ("<meta name=parsely-link content=https://post.example/a>", None, "https://post.example/a"),
        ("<meta property=al:web:url content=https://post.example/a>", None, "https://post.example/a"),
        ("<meta name=parsely-link content=/a>", None, None),
        ("<link rel=canonical href='javascript:void(0)'>", None, None),
        ("<link rel=canonical href='a'>", "https://post.example/", "https://post.example/a"),
        ("<link rel=canonical href='https://post.example/?p=12'>", None, "https://post.example/?p=12"),
        (
            "<link rel=canonical href=https://other.example/a><meta property=og:url content=https://post.example/a>",
            None,
            "https://post.example/a",
        ),
        ('<link rel=canonical href="http://[bad">', "https://post.example/a", "https://post.example/a"),
    ],
)
def test_the_address_is_that_of_the_article(head: str, address: str | None, url: str | None) -> None:
    assert metadata(head, address=address).url == url


@pytest.mark.parametrize("name", COUNTING)
def test_parameters_that_count_visits_are_left_out(name: str) -> None:
    assert without_tracking(f"https://post.example/a?{name}=1&id=7&{name}=2") == "https://post.example/a?id=7"


@pytest.mark.parametrize("name", ["id", "p", "page", "article", "cid", "lang", "section", "storyid", "date", "v"])
def test_parameters_that_may_name_the_article_stay(name: str) -> None:
    assert without_tracking(f"https://post.example/a?{name}=1") == f"https://post.example/a?{name}=1"


def test_places_in_a_page_are_left_out_but_not_addresses_of_applications() -> None:
    assert without_tracking("https://post.example/a#comments") == "https://post.example/a"
    assert without_tracking("https://post.example/#!/a") == "https://post.example/#!/a"
