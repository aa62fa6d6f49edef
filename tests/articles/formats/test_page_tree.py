"""What a page hides, spreads or leaves between its elements: found, in order, and without what belongs to others."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from annotate.articles.formats.page_tree import text_of
from annotate.articles.formats.webpage import read_page

TEXTS = (
    "The harbour bridge at Kelmouth was shut on Friday after engineers found cracks in two of its piers, the town said.",
    "“We had no choice but to act at once,” said Lena Voss, who runs the harbour office, at a meeting that evening.",
    "Buses will cross the river at Norrby until the summer, and the ferry runs every half hour, the town promised.",
    "Anders Quist, an engineer who built the bridge, said that the repair would cost four million crowns at least.",
    "Shopkeepers on the quay fear that visitors will stay away, and some of them have asked the council for help.",
    "The council votes on the repair next Tuesday, when it meets for the last time before its summer break.",
)
A, B, C, D, E, F = TEXTS
AD = "<div class=ad>Advertisement</div>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str) -> list[str]:
    """Return the annotated text of a page, block by block."""
    menu, notice = (
        "<nav><a href=/>Home</a></nav>",
        "<footer>© The Kelmouth Post. All rights are reserved by its publisher.</footer>",
    )
    page = read_page(
        f"<!doctype html><html lang=en><head><title>Bridge shut</title></head><body>{menu}{body}{notice}</body></html>"
    )
    assert page is not None
    return [page.text[block.start : block.end] for block in page.blocks if block.annotated and block.kind != "headline"]


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}<h2>What next</h2>{C}{paragraphs(D)}{E}\n{paragraphs(F)}</article>",
        f"<article><h1>Bridge shut</h1>{paragraphs(A, B, C, D, E)}{F}</article>",
        f"<article>{A}{paragraphs(B, C)}<ul><li>One.</li></ul>{D}<hr>{E}<figure><img></figure>{F}</article>",
        f"<article><h1>Bridge shut</h1>{A}<br><br>{B}<br><br>{C}<br>{D}<br><br>{E}<br>{F}</article>",
        f"<div class=story><div>{A}<br>{B}</div><div>{C}</div>{D}{paragraphs(E)}{F}</div>",
        f"<table><tr><td><font>{A}</font>{paragraphs(B)}{C}{paragraphs(D)}{E}<br>{F}</td></tr></table>",
        f"<article>{paragraphs(A, B)}<b>{C}</b><i>{D}</i>{paragraphs(E, F)}</article>",
        "<article><h1>Bridge shut</h1>" + "".join(f"<span>{text}</span>" for text in TEXTS) + "</article>",
    ],
    ids=["after a heading", "last", "after lists and rules", "line breaks", "divs", "table", "inline", "spans"],
)
def test_text_between_elements_is_a_paragraph(body: str) -> None:
    assert [text for text in read(body) if text in TEXTS] == list(TEXTS)


def test_a_sentence_that_ends_in_a_link_is_no_teaser() -> None:
    loose = "The town asks drivers to use the bridge at Norrby until May."
    marked = loose.replace("bridge at Norrby", "<a href=/n>bridge at Norrby").replace("May.", "May.</a>")
    assert read(f"{paragraphs(A, B)}<u><strong>{marked}</strong></u>{paragraphs(C)}") == [A, B, loose, C]


@pytest.mark.parametrize(
    "hidden",
    [
        f'<div class="rest" style="display:none">{paragraphs(C, D, E, F)}</div>',
        f"<div hidden>{paragraphs(C, D, E, F)}</div>",
        f'<section class="more is-hidden" aria-hidden="true">{paragraphs(C, D, E, F)}</section>',
        f'<div style="visibility: hidden">{paragraphs(C, D, E, F)}</div>',
        "".join(f'<p style="display: none">{text}</p>' for text in (C, D, E, F)),
    ],
)
def test_what_a_button_would_show_is_part_of_the_article(hidden: str) -> None:
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}{hidden}</article>") == list(TEXTS)


def test_hidden_text_of_another_kind_stays_hidden() -> None:
    letter = f'<div class="newsletter" style="display:none">{paragraphs(E, F)}</div>'
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(A, B, C, D)}{letter}</article>") == [A, B, C, D]


@pytest.mark.parametrize("name", ["aside", "footer", "nav", "form"])
def test_an_article_in_an_element_for_other_content_is_read(name: str) -> None:
    body = f"<{name} class='sidebar' id='secondary'><article><h1>Bridge shut</h1>{paragraphs(*TEXTS)}</article></{name}>"
    assert read(body) == list(TEXTS)


@pytest.mark.parametrize(
    "body",
    [
        "<main><article class=a>" + AD.join(f"<div class=grid><div class=article__content><p>{t}</p></div></div>" for t in TEXTS),
        "<main><h1>Bridge shut</h1>" + AD.join(f'<section class="body-text"><p>{t}</p></section>' for t in TEXTS) + "</main>",
        "<article><h1>Bridge shut</h1>" + AD.join(f'<div class="entry-content"><p>{t}</p></div>' for t in TEXTS) + "</article>",
        "<main><h1>Live</h1>" + "".join(f"<article class=post><h2>{n}:15</h2><p>{t}</p></article>" for n, t in enumerate(TEXTS)),
        "<main><h1>Live</h1>" + "".join(f"<article><h3>{n}:15</h3><p>{t}</p></article>" for n, t in enumerate(TEXTS)),
        "<main><h1>Live</h1>" + "".join(f"<div class=post><h3>{n}:15</h3><p>{t}</p></div>" for n, t in enumerate(TEXTS)),
        "<main><h1>Live</h1><ul>" + "".join(f"<li class=entry><time>{n}:15</time><p>{t}</p></li>" for n, t in enumerate(TEXTS)),
    ],
)
def test_repeated_containers_are_one_article(body: str) -> None:
    assert [text for text in read(body) if text in TEXTS] == list(TEXTS)


@pytest.mark.parametrize(
    "others",
    [
        "".join(f"<article class=post><h2><a href=/x>Another story</a></h2><p>{text}</p></article>" for text in (D, E, F)),
        f"<article class=post><h1>Wall shut</h1>{paragraphs(D, E, F)}</article>",
        f"<div class=comments><article class=post>{paragraphs(D, E, F)}</article></div>",
    ],
    ids=["teasers", "another article", "comments"],
)
def test_other_articles_and_comments_are_not_the_article(others: str) -> None:
    assert read(f"<main><article class=post><h1>Bridge shut</h1>{paragraphs(A, B, C)}</article>{others}</main>") == [A, B, C]


def test_subheads_on_a_bare_page_are_kept() -> None:
    body = f"<div>{paragraphs(A, B)}</div><h2>What comes next in May</h2>{paragraphs(C)}<h3>What it costs</h3>{paragraphs(D)}"
    assert read(body) == [A, B, "What comes next in May", C, "What it costs", D]


def test_a_cookie_notice_is_no_paragraph() -> None:
    notice = "<p>This website uses cookies, and by going on you agree to all of them.</p>"
    containers = f"<div class=entry-content>{paragraphs(A, B, C)}</div><div class=entry-content>{notice}</div>"
    assert read(f"<article><h1>Bridge shut</h1>{containers}</article>") == [A, B, C]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<br>two</p>", "One two"),
        ("<div>One<div>two</div>three</div>", "One two three"),
        ("<p>a<b>b<i>c</i>d</b>e</p>", "abcde"),
        ("<p>One<br><span>two <b>three</b></span>, four</p>", "One two three, four"),
    ],
)
def test_blocks_and_line_breaks_separate_words_and_nothing_else_does(markup: str, text: str) -> None:
    assert text_of(fromstring(markup)) == text
