"""JSON-LD of pages: the article of the page among others, people by reference, and mistakes in the scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.json_ld import Declared, fold, read_article_body, read_items, read_json_ld
from support.news_pages import article, json_ld, parse


def read(*data: object, titles: tuple[str, ...] = (), addresses: tuple[str, ...] = ()) -> Declared:
    return read_json_ld(read_items(parse(f"<html><head>{json_ld(*data)}</head><body></body></html>")), titles, addresses)


OTHER = article(headline="Wall", datePublished="2020-01-01", author="Jon Tarrick", url="https://post.example/wall")
OWN = article(headline="Bridge shut", datePublished="2024-05-06", author="Mara Lind", url="https://post.example/bridge")


def test_the_article_is_that_with_the_headline_or_the_address_of_the_page() -> None:
    assert read([OTHER, OWN], titles=("Bridge Shut",)).authors == ("Mara Lind",)
    assert read([OTHER, OWN], addresses=("https://post.example/bridge",)).published == "2024-05-06"
    assert read([OTHER, OWN]).authors == ("Jon Tarrick",)
    assert read() == Declared()


def test_an_article_without_a_headline_adds_what_the_first_does_not_say() -> None:
    found = read(article(headline="Bridge shut"), article(author="Mara Lind", inLanguage="de"))
    assert (found.title, found.authors, found.language) == ("Bridge shut", ("Mara Lind",), "de")


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en-GB", "en-GB"), (["fr"], "fr"), (["fr", "en"], None), ({"@type": "Language", "alternateName": "de"}, "de"), (7, None)],
)
def test_the_language_may_be_an_object(language: object, tag: str | None) -> None:
    assert read(article(inLanguage=language)).language == tag


def test_sites_are_those_of_publishers_and_of_the_page() -> None:
    data = {"@graph": [article(publisher={"name": "Kelmouth Post"}), {"@type": "WebSite", "name": "The Post"}]}
    assert read(data).sites == ("Kelmouth Post", "The Post")


def test_the_text_is_the_longest_without_tags() -> None:
    scripts = json_ld(article(articleBody="One."), article(articleBody="<p>One.</p><p>Two &amp; <b>three</b>.</p>"))
    assert read_article_body(read_items(parse(f"<html><head>{scripts}</head></html>"))) == ["One.", "Two & three."]


UPDATE = {"@type": "BlogPosting", "headline": "Bridge opens", "articleBody": "It opened at noon.<br>Buses run."}


@pytest.mark.parametrize(
    ("blog", "lines"),
    [
        ({"liveBlogUpdate": [UPDATE]}, ["Bridge opens", "It opened at noon.", "Buses run."]),
        ({"liveBlogUpdate": UPDATE}, ["Bridge opens", "It opened at noon.", "Buses run."]),
        ({"liveBlogUpdate": [{"articleBody": "One."}, {"articleBody": "Two."}]}, ["One.", "Two."]),
        ({"articleBody": "So far.", "liveBlogUpdate": [{"articleBody": "One."}]}, ["So far.", "One."]),
        ({"liveBlogUpdate": [{"headline": "One.", "articleBody": "<p>One.</p><p>Two.</p>"}]}, ["One.", "Two."]),
        ({"liveBlogUpdate": [{"headline": "Only a heading"}, None, 3, "One."]}, []),
        ({"liveBlogUpdate": None}, []),
        ({"liveBlogUpdate": [{"text": "One."}, {"articleBody": "", "text": "Two."}]}, ["One.", "Two."]),
        ({"liveBlogUpdate": [{"articleBody": ["One."]}, {"articleBody": "Zw&ouml;lf."}]}, ["Zwölf."]),
        (
            {"@graph": [article(**{"@type": "LiveBlogPosting", "liveBlogUpdate": [UPDATE]})]},
            ["Bridge opens", "It opened at noon.", "Buses run."],
        ),
    ],
)
def test_the_text_of_a_live_blog_is_that_of_its_updates(blog: dict[str, object], lines: list[str]) -> None:
    scripts = json_ld({"@type": "LiveBlogPosting", **blog} if "@graph" not in blog else blog)
    assert read_article_body(read_items(parse(f"<html><head>{scripts}</head></html>"))) == lines


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_objects_of_any_shape_are_read(value: object) -> None:
    fields = dict.fromkeys(
        ("author", "headline", "datePublished", "url", "inLanguage", "publisher", "@id", "mainEntityOfPage", "liveBlogUpdate"),
        value,
    )
    read({"@type": "NewsArticle", **fields})


def test_headlines_are_compared_by_their_letters() -> None:
    assert fold("Bridge: “shut”!") == fold("bridge SHUT")
