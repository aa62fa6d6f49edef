"""Web pages: text and blocks of our own pages, and where the metadata come from."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles.formats.metadata import Metadata
from annotate.articles.formats.webpage import as_article, is_html, read_page

PARAGRAPHS = (
    "The city council voted on Monday to close the harbour bridge, which was built in 1931 and carries 20,000 cars a day.",
    "“It was not an easy vote,” said Ana Ruiz, who leads the council. “But it was the right one,” she told reporters later.",
    "The work begins in April and will take two years, according to a report that the city published on its website.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
FIGURE = """
<figure><img src="x.jpg" alt=""><figcaption>The bridge at dawn.
  <span class="credit">Chen Wei / Harbour Press</span> <b>toggle caption</b></figcaption></figure>
<aside><figure><figcaption>Another story altogether</figcaption></figure></aside>
<figure><figcaption><a href="/other">A teaser for another article</a></figcaption></figure>
"""
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "headline": "The Harbour Times"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour bridge to close &amp; stay closed",
            "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bob Hill"}],
            "datePublished": "2024-03-05T10:20:00Z",
            "url": "https://example.org/bridge",
        },
    ],
}


def page(head: str = "", body: str = BODY, lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body><article>{body}</article></body></html>'


def test_the_text_is_headline_byline_captions_and_body() -> None:
    found = read_page(page(f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script>', FIGURE + BODY))
    assert found is not None
    assert [(block.kind, found.text[block.start : block.end]) for block in found.blocks] == [
        ("headline", "Harbour bridge to close & stay closed"),
        ("byline", "Ana Ruiz, Bob Hill"),
        ("caption", "The bridge at dawn."),
        ("credit", "Chen Wei / Harbour Press"),
        *(("paragraph", paragraph) for paragraph in PARAGRAPHS),
    ]
    assert all(found.text[a.end : b.start] == "\n\n" for a, b in pairwise(found.blocks))
    assert found.metadata == Metadata(
        "Harbour bridge to close & stay closed", "Ana Ruiz, Bob Hill", "2024-03-05T10:20:00Z", "https://example.org/bridge", "en"
    )


def test_meta_elements_count_where_there_is_no_json_ld() -> None:
    head = """<script type="application/ld+json">{ broken</script>
    <meta property="og:title" content="Bridge closes"><meta name="author" content="Ana Ruiz">
    <meta property="article:published_time" content="2024-03-05"><meta property="og:url" content="https://example.org/b">"""
    found = read_page(page(head, f"<h1>Another headline</h1>{BODY}", "pt-BR"))
    assert found is not None
    assert found.metadata == Metadata("Bridge closes", "Ana Ruiz", "2024-03-05", "https://example.org/b", "pt-BR")


def test_the_only_h1_is_the_title_where_nothing_else_says_it() -> None:
    found = read_page(page(body=f"<h1>Bridge\n closes</h1>{BODY}"))
    assert found is not None
    assert found.metadata.title == "Bridge closes"
    assert [block.kind for block in found.blocks].count("headline") == 1


@pytest.mark.parametrize(
    "data",
    [
        {"@type": [{}, 1], "headline": "No"},
        {"@type": "NewsArticle", "headline": {"a": 1}, "author": {"name": {"name": [None, 5]}}, "datePublished": [1], "url": 7},
        [[], "x", None, {"@graph": [1]}],
        {"@graph": {"@type": "NewsArticle"}},
    ],
)
def test_json_ld_may_be_of_any_shape(data: object) -> None:
    found = read_page(page(f'<script type="application/ld+json">{json.dumps(data)}</script><title>Bridge closes</title>'))
    assert found is not None
    assert found.metadata.title == "Bridge closes"


def test_an_address_is_no_author() -> None:
    found = read_page(page('<meta property="article:author" content="https://www.facebook.com/ana">'))
    assert found is not None
    assert found.metadata.byline is None


def test_lists_and_quotations_are_known() -> None:
    body = f"{BODY}<ul><li>The bridge closes in April this year.</li><li>A ferry takes over.</li></ul>"
    found = read_page(page(body=f"{body}<blockquote>We have waited for this for nine years now.</blockquote>{BODY}"))
    assert found is not None
    kinds = {found.text[block.start : block.end]: block.kind for block in found.blocks}
    assert kinds["A ferry takes over."] == "list"
    assert kinds["We have waited for this for nine years now."] == "quote"


def test_line_breaks_and_spaces_of_the_source_are_not_those_of_the_text() -> None:
    found = read_page(page(body=BODY.replace(" ", "\n  ") + "<p>One<br>Two &amp; <b>three</b>, <a href='x'>four</a>.</p>"))
    assert found is not None
    assert found.text.endswith("One\n\nTwo & three, four.")
    assert found.text.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    "source", ["", " ", "<html></html>", "<p>", "<html>" + "<div>" * 5000, "<?xml version='1.0' encoding='x'?>", "<!-- a -->"]
)
def test_a_page_without_an_article_is_none(source: str) -> None:
    assert read_page(source) is None


def test_an_xml_declaration_does_no_harm() -> None:
    assert read_page(f"<?xml version='1.0' encoding='latin-1'?>{page()}") is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<!DOCTYPE html>", True),
        ("\n<?xml version='1.0'?>\n<!-- x --><HTML lang=en>", True),
        ("<article>a", True),
        ("<b>bold</b>", False),
        ("a <html>", False),
        ("<headline>", False),
        ("", False),
    ],
)
def test_html_is_known_by_its_beginning(text: str, answer: bool) -> None:
    assert is_html(text) is answer


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<figure>",
        "<figcaption>",
        "<li>",
        "<script type='application/ld+json'>",
        "</script>",
        "<h1>",
        "<!--",
        "&#0;",
        "Text of a sentence. ",
        '{"@type":',
        "[",
        "<a",
        ">",
    ]
)


@given(st.one_of(st.text(), st.lists(TAGS).map("".join)))
def test_no_page_breaks_it(source: str) -> None:
    found = read_page(source)
    assert found is None or all(found.text[b.start : b.end].strip() == found.text[b.start : b.end] != "" for b in found.blocks)


def test_a_caption_keeps_the_place_of_its_figure() -> None:
    figure = "<figure><img src=x><figcaption>The bridge %s.<span class=credit>Chen Wei</span></figcaption></figure>"
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    body = figure % "at dawn" + paragraphs[0] + figure % "at noon" + paragraphs[1] + paragraphs[2] + figure % "at dusk"
    found = read_page(page(body=body))
    assert found is not None
    assert [found.text[block.start : block.end][:18] for block in found.blocks] == [
        "The bridge at dawn",
        "Chen Wei",
        PARAGRAPHS[0][:18],
        "The bridge at noon",
        PARAGRAPHS[1][:18],
        PARAGRAPHS[2][:18],
        "The bridge at dusk",
    ]


@pytest.mark.parametrize(
    ("body", "byline", "published"),
    [
        ("<a rel=author href=/ana>Ana Ruiz</a><time datetime=2024-03-05T10:20>today</time>", "Ana Ruiz", "2024-03-05T10:20"),
        ("<div class=byline>By Ana Ruiz</div><span class=pub-date>March 5, 2024</span>", "Ana Ruiz", "2024-03-05"),
        (
            "<div id=comments><b class=author>Troll</b></div><span itemprop=datePublished content=2024-03-05></span>",
            None,
            "2024-03-05",
        ),
        ("<p class=author>By Ana Ruiz, March 5, 2024</p>", "Ana Ruiz", "2024-03-05"),
    ],
)
def test_what_looks_like_an_author_or_a_date_counts_last(body: str, byline: str | None, published: str | None) -> None:
    found = read_page(page("<title>Bridge closes | The Harbour Times</title>", body + BODY))
    assert found is not None
    assert (found.metadata.title, found.metadata.byline, found.metadata.published) == ("Bridge closes", byline, published)


def test_the_address_may_say_the_date() -> None:
    found = read_page(page('<meta property="og:url" content="https://example.org/2024/03/05/bridge">'))
    assert found is not None
    assert found.metadata.published == "2024-03-05"


def test_scripts_and_styles_are_no_text_and_nul_is_no_end() -> None:
    found = read_page(page(body=f"<script>var x = 'no';</script><style>p {{}}</style>\x00{BODY}<svg><text>no</text></svg>"))
    assert found is not None
    assert [found.text[block.start : block.end] for block in found.blocks] == list(PARAGRAPHS)


def kinds(body: str, head: str = "") -> list[tuple[str, str]]:
    found = read_page(page(head, body))
    assert found is not None
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


def test_lines_of_a_page_have_the_roles_of_pasted_lines() -> None:
    roles = kinds(f"{BODY}<p>READ MORE: Wall closed</p><p>(Reporting by Ana Ruiz; editing by Bob Hill)</p><p>Advertisement</p>")
    assert [kind for kind, _ in roles[-3:]] == ["ui", "credit", "ui"]


def test_a_repeated_quotation_is_a_duplicate() -> None:
    quote = "<blockquote>It was a long night</blockquote>"
    roles = kinds(f"{BODY}{quote}<p>{PARAGRAPHS[0]} It was late.</p>{quote}{BODY}")
    assert [kind for kind, text in roles if text == "It was a long night"] == ["quote", "duplicate"]
    assert [kind for kind, text in roles if text == PARAGRAPHS[2]] == ["paragraph", "duplicate"]


@pytest.mark.parametrize("quote", ["<blockquote>The bridge was a good one</blockquote>", "<p>“The bridge was a good one”</p>"])
def test_a_quotation_that_was_pulled_from_a_paragraph_is_a_duplicate(quote: str) -> None:
    paragraph = (
        "<p>“The bridge was a good one, and nobody looked after it for thirty years,” Ana Ruiz told the council on Monday.</p>"
    )
    for body in (f"{quote}{BODY}{paragraph}", f"{BODY}{paragraph}{quote}"):
        assert [kind for kind, text in kinds(body) if text.strip("“”") == "The bridge was a good one"] == ["duplicate"]
    assert ("duplicate", "The bridge was a good one") not in kinds(f"{quote}{BODY}")


def test_a_kicker_in_the_headline_does_not_repeat_it() -> None:
    title = "Harbour bridge closes in the spring"
    body = f"<h1><span>Local news</span> <span>{title}</span></h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found = read_page(f"<html><head><title>{title} | Post</title></head><body><article>{body}</article></body></html>")
    assert found is not None
    assert found.metadata.title == title
    assert found.text.count(title) == 1


def test_invisible_characters_are_no_text() -> None:
    text = (
        "The har&shy;bour bri<wbr>dge was\u200b closed&#31; on\x08 Monday &#150; &#x93;for good&#148;&ZeroWidthSpace;, it said."
    )
    assert kinds(f"<p>{text}</p>{BODY}")[0][1] == "The harbour bridge was closed on Monday – “for good”, it said."


def test_an_empty_name_of_a_meta_element_does_no_harm() -> None:
    assert kinds(BODY, '<meta name="" http-equiv="x" content="y">') == kinds(BODY)


def test_text_in_nested_elements_keeps_its_order() -> None:
    body = BODY.replace("on Monday", "<span>on <b>Mon<i>day</i></b></span>")
    assert [text for _, text in kinds(body)] == list(PARAGRAPHS)


def test_the_name_of_the_site_above_the_headline_is_no_paragraph() -> None:
    head = '<meta property="og:title" content="Bridge closes | The Harbour Times">'
    assert kinds(f"<h1>The Harbour Times</h1><h1>Bridge<br>closes</h1>{BODY}", head)[:2] == [
        ("kicker", "The Harbour Times"),
        ("headline", "Bridge closes"),
    ]


def json_ld(body: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": body})}</script>'


@pytest.mark.parametrize("join", ["\n\n", "</p><p>"])
def test_a_far_longer_text_in_json_ld_is_the_article(join: str) -> None:
    found = read_page(page(json_ld(join.join(PARAGRAPHS).replace("</p>", "</p>")), "<p>Sign in to read the article.</p>"))
    assert found is not None
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert found.lost_words == 0


def test_a_loss_is_reported_where_the_page_says_how_long_its_article_is() -> None:
    more = " ".join(f"Sentence number {number} of the article says something else." for number in range(12))
    found = read_page(page(json_ld("\n".join(PARAGRAPHS) + more), BODY))
    assert found is not None
    assert found.lost_words > 90
    assert found.words > found.lost_words + 50
    complete = read_page(page(json_ld("\n".join(PARAGRAPHS)), BODY))
    assert complete is not None
    assert (complete.words, complete.lost_words) == (0, 0)


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize("source", ["{}", "<html><body><section>{}</section></body></html>", "<body><div>{}"])
def test_a_page_that_is_nothing_but_an_article_is_read_whole(source: str, count: int) -> None:
    texts = ["The quay", "The council voted on Monday to close the quay."]
    for number in range(1, count):
        texts += [f"Reason {number}", f"A sentence about reason {number} for closing it.", "“Yes.”", f"He left at {number}."]
    body = "".join(f"<h2>{text}</h2>" if text[-1].isalnum() else f"<p>{text}</p>" for text in texts)
    page = read_page(as_article(source.format(body)))
    assert page is not None
    assert set(page.text.split("\n\n")) == set(texts)


HEADLINE = "<h1>Bridge closes</h1>"


@pytest.mark.parametrize("again", ["<h2>Bridge closes</h2>", "<h1>BRIDGE CLOSES</h1>", "<p>“Bridge closes”</p>"])
def test_the_headline_is_there_once(again: str) -> None:
    roles = kinds(f"{HEADLINE}{again}{BODY}", '<meta property="og:title" content="Bridge closes">')
    assert [kind for kind, text in roles if "bridge closes" in text.casefold()] == ["headline", "duplicate"]


def test_a_date_before_the_headline_is_a_dateline() -> None:
    roles = kinds(f"<p>Harbour</p><p>March 5, 2024</p>{HEADLINE}{BODY}")
    assert roles[:3] == [("kicker", "Harbour"), ("dateline", "March 5, 2024"), ("headline", "Bridge closes")]


def test_a_headline_or_subhead_of_two_lines_is_one_block() -> None:
    roles = kinds(f"<h1>Bridge<br>closes</h1>{BODY}<h2>What comes<br/>next in April</h2>{BODY[:100]}</p>")
    assert [kind for kind, text in roles if text in ("Bridge closes", "What comes next in April")] == ["headline", "paragraph"]


def test_buttons_in_a_list_are_no_items() -> None:
    roles = kinds(
        f"{BODY}<ul><li>READ MORE: Wall closed</li><li>Companies</li><li>18,000</li></ul>{BODY.replace('Monday', 'Friday')}"
    )
    items = {text: kind for kind, text in roles}
    assert (items["READ MORE: Wall closed"], items["Companies"], items["18,000"]) == ("ui", "list", "list")


def test_figures_in_a_table_are_facts() -> None:
    table = "<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2019</td><td>18,000</td></tr></table>"
    assert ("paragraph", "2019 18,000") in kinds(f"{BODY}{table}{BODY.replace('Monday', 'Friday')}")


@pytest.mark.parametrize(
    "figure",
    [
        "<table><tr><td><img src=x></td></tr><tr><td class=caption>Engineers look at the north pier.</td></tr></table>",
        "<div class=wp-caption><img src=x><p class=wp-caption-text>Engineers look at the north pier.</p></div>",
        "<dl><dt><img src=x></dt><dd class=caption>Engineers look at the north pier.</dd></dl>",
        "<figure><img src=x><noscript><img src=x></noscript><figcaption>Engineers look at the north pier.</figcaption></figure>",
    ],
)
def test_captions_are_captions_in_every_layout(figure: str) -> None:
    body = "".join(f"<p>{paragraph}</p>{figure if index == 1 else ''}" for index, paragraph in enumerate(PARAGRAPHS))
    assert kinds(HEADLINE + body)[1:] == [
        ("paragraph", PARAGRAPHS[0]),
        ("paragraph", PARAGRAPHS[1]),
        ("caption", "Engineers look at the north pier."),
        ("paragraph", PARAGRAPHS[2]),
    ]


def test_a_caption_that_is_not_in_the_tree_any_more_moves_no_other_caption() -> None:
    figure = "<figure><img src=x><figcaption>The bridge at {}.</figcaption></figure>"
    first, second, third = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    body = f"{first}<noscript>{figure.format('dawn')}</noscript>{second}{figure.format('noon')}{third}"
    texts = [text for _, text in kinds(HEADLINE + body)]
    assert texts.index("The bridge at noon.") == texts.index(PARAGRAPHS[1]) + 1


@pytest.mark.parametrize(
    "body",
    [
        "<div class=story><h1>Bridge closes</h1><div class=body>The bridge is shut.<br><br>It was old.</div></div>",
        "<main><h1>Bridge closes</h1><p>The bridge is shut.</p><p>It was old.</p></main>",
        "<article><h1>Bridge closes</h1><div>The bridge is shut.</div><div>It was old.</div></article>",
    ],
)
def test_the_blocks_of_a_short_article_are_kept_apart(body: str) -> None:
    found = read_page(f"<html><head><title>Bridge closes</title></head><body>{body}</body></html>")
    assert found is not None
    assert found.text.split("\n\n") == ["Bridge closes", "The bridge is shut.", "It was old."]


def test_menus_and_empty_elements_are_no_text() -> None:
    menu = "<ul>" + "".join(f"<li><a href=/{n}><span></span>Section {n}</a></li>" for n in range(9)) + "</ul>"
    assert [text for _, text in kinds(f"{HEADLINE}{menu}<div><span> </span></div>{BODY}{menu}")] == ["Bridge closes", *PARAGRAPHS]
