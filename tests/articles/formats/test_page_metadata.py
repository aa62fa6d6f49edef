"""Metadata of pages: the headline without the site, every author, the right date, the address."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.metadata import Metadata
from annotate.articles.formats.webpage import read_page

TEXT = (
    "<p>The harbour bridge at Kelmouth was shut on Friday after engineers found cracks in two of its piers, the town said.</p>"
    "<p>Buses will cross the river at Norrby until the summer, and the ferry runs every half hour, the town promised.</p>"
    "<p>Shopkeepers on the quay fear that visitors will stay away, and some of them have asked the council for help.</p>"
)


def metadata(head: str = "", body: str = "", title: str = "Bridge shut") -> Metadata:
    source = f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article>{body}{TEXT}</article></body></html>"
    page = read_page(source)
    assert page is not None
    return page.metadata


def json_ld(*data: object) -> str:
    scripts = (item if isinstance(item, str) else json.dumps(item) for item in data)
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


def article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", **fields}


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


H1 = "<h1>Bridge shut</h1>"
OG = '<meta property="og:title" content="%s">'
SITE = '<meta property="og:site_name" content="Kelmouth Post">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        *((OG % title, H1, "x") for title in ("Bridge shut | Kelmouth Post", "Bridge shut - Post", "Bridge shut – Post")),
        *(
            (OG % title, H1, "x")
            for title in ("Bridge shut -- Post.example", "Bridge shut :: Post", "Kelmouth Post | Bridge shut")
        ),
        (OG % "Bridge shut | Kelmouth Post" + SITE, "", "x"),
        (OG % "Kelmouth Post - Bridge shut" + SITE, "", "x"),
        (OG % "Bridge shut - post.example", "", "x"),
        (OG % "Bridge shut | Kelmouth Post", f"<h1>Kelmouth Post</h1>{H1}", "Bridge shut"),
        (json_ld(article(headline="Bridge shut | Kelmouth Post")), H1, "x"),
        (json_ld(article(headline="Bridge shut")), "<h1>Kelmouth Post</h1><h3>Bridge shut</h3>", "Kelmouth Post"),
        ("", "<header><h1><a href=/>Kelmouth Post</a></h1></header><h2>Bridge shut</h2>", "Bridge shut - Kelmouth Post"),
        ("", "<header><h1>Kelmouth Post</h1></header><h2>Bridge shut</h2>", "Kelmouth Post: Bridge shut"),
        (SITE, "<h1>Kelmouth Post</h1>", "Bridge shut | News"),
        ("", "<h1><img alt='Kelmouth Post'></h1>", "Bridge shut | Kelmouth Post"),
        ("", "<h1>Bridge<br>shut</h1>", "x"),
    ],
)
def test_the_headline_has_no_name_of_the_site(head: str, body: str, title: str) -> None:
    assert metadata(head, body, title).title == "Bridge shut"


@pytest.mark.parametrize("title", ["Bridge: shut - for good", "Storm | wall | bridge: a day in March"])
def test_a_headline_with_dashes_stays_whole(title: str) -> None:
    assert metadata(OG % title, f"<h1>{title}</h1>").title == title


PERSON = {"@type": "Person", "@id": "#a", "name": "Mara Lind"}


@pytest.mark.parametrize(
    "head",
    [
        json_ld({"@graph": [article(author={"@id": "#a"}), PERSON]}),
        json_ld(article(author={"@id": "#a"}), PERSON),
        json_ld({"@graph": [article(author={"@id": "#b"}), {"@id": "#b", "givenName": "Mara", "familyName": "Lind"}]}),
        json_ld(article(author="By Mara Lind")),
        json_ld(article(headline="x"), article(headline="x", author={"name": "Mara Lind"})),
        json_ld({"@type": "http://schema.org/NewsArticle", "author": ["Mara Lind"]}),
        json_ld({"@type": "WebPage", "mainEntity": article(author="Mara Lind")}),
        *map(
            json_ld,
            (
                '//<![CDATA[\n{"@type": "NewsArticle", "author": "Mara Lind"}\n//]]>',
                '/*<![CDATA[*/{"@type": "NewsArticle", "author": "Mara Lind"}/*]]>*/',
                '{"@type": "NewsArticle", "author": "Mara Lind",};',
                '{"@type": "NewsArticle", "author": "Mara Lind"}{"@type": "WebSite"}',
                "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;author&quot;: &quot;Mara Lind&quot;}",
            ),
        ),
        meta("author", "Mara Lind") + meta("article:author", "Mara Lind"),
    ],
)
def test_one_author(head: str) -> None:
    assert metadata(head).byline == "Mara Lind"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(article(author=[{"name": "Mara Lind"}, "Ivo Brandt"])), ""),
        (meta("author", "Mara Lind") + meta("author", "Ivo Brandt"), ""),
        ("", "<a rel=author href=/m>Mara Lind</a>, <a rel=author href=/i>Ivo Brandt</a>"),
        ("", "<div class=authors><span>Mara Lind</span><span>Ivo Brandt</span></div>"),
        ("", "<p class=byline>By <a href=/m>Mara Lind</a><a href=/i>Ivo Brandt</a></p>"),
        ("", "<ul class=authors><li><a class=author>Mara Lind</a></li><li><a class=author>Ivo Brandt</a></li></ul>"),
    ],
)
def test_several_authors(head: str, body: str) -> None:
    assert metadata(head, body).byline == "Mara Lind, Ivo Brandt"


@pytest.mark.parametrize(
    "head",
    [
        *(meta("author", name) for name in ("post.example", "https://post.example/mara", "admin", "desk@post.example")),
        meta("author", "Kelmouth Post") + SITE,
        json_ld(article(author={"name": "www.post.example"})),
        json_ld({"@type": "ClaimReview", "author": {"name": "A Fact Desk"}, "itemReviewed": {"author": {"name": "Jon Tarrick"}}}),
    ],
)
def test_what_is_no_author_does_not_hide_the_byline(head: str) -> None:
    assert metadata(head, "<p class=byline>By <a rel=author href=/m>Mara Lind</a></p>").byline == "Mara Lind"


def test_the_speaker_of_a_claim_is_no_author() -> None:
    claim = '<div itemprop="itemReviewed" itemtype="https://schema.org/Claim"><span itemprop="author">Jon Tarrick</span></div>'
    assert metadata("", f"{claim}<span itemprop=author><span itemprop=name>Mara Lind</span></span>").byline == "Mara Lind"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        *(
            (meta(name, "2024-05-06"), "")
            for name in ("publishdate", "DC.date.issued", "dcterms.created", "pubdate", "datePublished")
        ),
        (meta("date", "Mon May 06 07:00:00 CEST 2024"), ""),
        (json_ld({"@graph": [{"@type": "WebPage", "datePublished": "2024-05-06"}]}), ""),
        (json_ld(article(datePublished="May 6, 2024")), ""),
        (
            json_ld(
                [
                    article(headline="Wall", datePublished="2020-01-01"),
                    article(headline="Bridge shut", datePublished="2024-05-06"),
                ]
            ),
            H1,
        ),
        ("", "<h2 class=date-header><span>Monday, May 6, 2024</span></h2>"),
        ("", "<div class=dateline>lunedì 6 maggio 2024</div>"),
        ("", "<time class=updated datetime=2024-05-09>x</time><time class=published datetime=2024-05-06>y</time>"),
        ("", "<span class=date-updated>May 9, 2024</span><span class=date>May 6, 2024</span>"),
        ("", "<p>Updated: <time datetime=2024-05-09>x</time></p><p>Published: <time datetime=2024-05-06>y</time></p>"),
        ("", "<aside><time datetime=2020-01-01>x</time></aside><time datetime=2024-05-06>y</time>"),
        ("<link rel=canonical href=https://post.example/2024/5/6/bridge>", ""),
    ],
)
def test_the_date_is_that_of_the_publication(head: str, body: str) -> None:
    assert metadata(head, body).published == "2024-05-06"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2024-05-09">', "<time class=updated datetime=2024-05-09>May 9</time>"),
        ("", "<div class=related><time datetime=2020-01-01>x</time></div>"),
        (meta("date", "03/04/2024"), ""),
        (meta("date", "yesterday"), "<div>© 2023 Kelmouth Post</div>"),
    ],
)
def test_no_date_is_better_than_another_one(head: str, body: str) -> None:
    assert metadata(head, body).published is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=https://post.example/a>", "https://post.example/a"),
        (
            "<link rel=canonical href=https://post.example/a><meta property=og:url content=https://post.example/>",
            "https://post.example/a",
        ),
        ("<link rel=canonical href=/a>", None),
    ],
)
def test_the_address_is_the_canonical_one(head: str, url: str | None) -> None:
    assert metadata(head).url == url


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_json_ld_of_any_shape_is_read(value: object) -> None:
    metadata(json_ld(json.dumps(article(author=value, headline=value, datePublished=value, url=value)).replace("<", "")))
