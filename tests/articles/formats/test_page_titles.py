"""The headline of a page, without the name of the site in any order and after any separator."""

from __future__ import annotations

import pytest

from support.news_pages import SITE, TEXT, article, json_ld, metadata

HEADLINE = "Bridge shut for months"
H1 = f"<h1>{HEADLINE}</h1>"
OG = '<meta property="og:title" content="%s">'
AFTER = [
    "|",
    "-",
    "–",
    "—",
    "·",
    "•",
    "::",
    "/",
    "//",
    "«",
    "»",
    "‹",
    "›",
    "--",
    "~",
    ">",
    ">>",
    "<",
    "⋆",
    "▷",
    "►",
    "★",
    "┃",
    "∙",
    "・",
    "｜",
    "||",
    "_",
    ",",
    "@",
    "on",
    "via",
    ":",
    "¦",
    "→",
    "+",
]
ENDS = [f" {separator} Kelmouth Post" for separator in AFTER]
STARTS = [f"Kelmouth Post{separator} " for separator in (":", *(f" {mark}" for mark in AFTER if mark not in ("on", "via")))]
TIGHT_ENDS = [f"{mark}Kelmouth Post" for mark in ("_", "|", "｜", "┃", "・", ", ", "-", "–", "»", "·")]
LOGO = "<h1><a href='/'>Kelmouth Post</a></h1>"
LOGOS = (
    LOGO,
    "<header><h1>Kelmouth Post</h1></header>",
    "<h1><a href='https://www.kelmouthpost.example/'><b>Kelmouth</b> Post</a></h1>",
)


@pytest.mark.parametrize(
    "title",
    [
        *(HEADLINE + end for end in (*ENDS, " » News » Kelmouth Post", " | News | Kelmouth Post", "-Kelmouth Post")),
        *(HEADLINE + end for end in (*TIGHT_ENDS, "：Kelmouth Post")),
        *(start + HEADLINE for start in STARTS),
    ],
)
def test_a_heading_in_the_title_is_the_headline(title: str) -> None:
    assert metadata(OG % title, H1 + TEXT, title).title == HEADLINE
    assert metadata("", f"<article><header>{H1}</header>{TEXT}</article>", title).title == HEADLINE


@pytest.mark.parametrize("title", [*(HEADLINE + end for end in (*ENDS, *TIGHT_ENDS)), *(start + HEADLINE for start in STARTS)])
def test_the_name_of_the_site_is_taken_from_the_title(title: str) -> None:
    assert metadata(OG % title + SITE, "<h2>Other thing</h2>" + TEXT, title).title == HEADLINE


@pytest.mark.parametrize("logo", LOGOS)
@pytest.mark.parametrize("title", [*(HEADLINE + end for end in ENDS), *(start + HEADLINE for start in STARTS)])
def test_a_logo_that_is_the_only_heading_names_the_site(title: str, logo: str) -> None:
    assert metadata("", logo + TEXT, title).title == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Attack on The Post",
        "Kelmouth, Post",
        "Ferry, bus and train: how to cross the river",
        "Why the town turned on its mayor",
        "Bridge shut for months, Kelmouth council says",
        "Anti-war march in Kelmouth",
        "What happened on Friday – and why",
        "A@B and the art of names",
        "Kelmouth Post-Office robbed in daylight",
        "Snow/rain expected in Kelmouth",
    ],
)
def test_a_headline_keeps_words_like_separators(title: str) -> None:
    site = '<meta property="og:site_name" content="The Post">'
    assert metadata(OG % title + site, TEXT, title).title == title
    assert metadata(site, f"<h1>{title}</h1>{TEXT}", f"{title} | The Post").title == title


@pytest.mark.parametrize("mark", ["|", "–", "—", "·", "•", "»", "›", "⋆", "★", "┃", "∙", "・", "▷", "~", "-"])
def test_the_longer_part_of_a_title_is_the_headline_where_the_site_is_unknown(mark: str) -> None:
    headline = "Bridge at Norrby shut for months after cracks were found"
    assert metadata("", TEXT, f"Post {mark} {headline}").title == (headline if mark != "-" else f"Post - {headline}")
    assert metadata("", TEXT, f"{headline} {mark} Post").title == headline


@pytest.mark.parametrize(
    ("title", "head", "body", "headline"),
    [
        ("x", OG % "Tom &amp;amp; Jerry shut", TEXT, "Tom & Jerry shut"),
        ("x", json_ld(article(headline="Tom &amp; Jerry shut")), TEXT, "Tom & Jerry shut"),
        ("x", json_ld(article(headline="&#8220;Shut&#8221;: a story")), TEXT, "“Shut”: a story"),
        (f"{HEADLINE} - Kelmouth Post", "<link rel=canonical href=https://www.kelmouthpost.example/a>", TEXT, HEADLINE),
        (f"{HEADLINE} - kelmouthpost.example", "", TEXT, HEADLINE),
        (f"{HEADLINE} - Kelmouth Post", OG % "Kelmouth Post", H1 + TEXT, HEADLINE),
        ("x", json_ld(article(headline=f"{HEADLINE} | Kelmouth Post", publisher={"name": "Kelmouth Post"})), TEXT, HEADLINE),
        ("x", OG % "Wall: a history - part two", "<h1>Wall: a history - part two</h1>", "Wall: a history - part two"),
        (
            "x",
            OG % "Bridge shut for months, says…",
            f"<h1>{HEADLINE}, says mayor of Kelmouth</h1>",
            f"{HEADLINE}, says mayor of Kelmouth",
        ),
        ("x", OG % "How a bridge was shut", f"<h1>{HEADLINE}</h1>", "How a bridge was shut"),
        (f"Post | {HEADLINE}", "", f"<h1><a href='/'>Post</a></h1><h2>{HEADLINE}</h2>", HEADLINE),
        (f"{HEADLINE} | Post", "", f"<h1><a href='/bridge'>{HEADLINE}</a></h1>", HEADLINE),
        ("大桥关闭数月之久 - 新闻网", OG % "大桥关闭数月之久-新闻网", "<h1>大桥关闭数月之久</h1>", "大桥关闭数月之久"),
    ],
)
def test_the_headline_stands_alone(title: str, head: str, body: str, headline: str) -> None:
    assert metadata(head, body, title).title == headline
