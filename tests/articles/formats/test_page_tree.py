"""What a page hides, spreads or leaves between its elements: found, in order, and without what belongs to others."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from annotate.articles.formats.page_tree import text_of, words_in
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


@pytest.mark.parametrize("css", ["paywall-content", "subscriber-only", "paywall_text"])
def test_the_text_behind_a_paywall_is_shown_but_not_the_invitation_before_it(css: str) -> None:
    hidden = f'<div class="{css}" style="visibility:hidden">{paragraphs(C, D, E, F)}</div>'
    body = f'<article><h1>Bridge shut</h1><div class="teaser-content">{paragraphs(A, B)}</div>{hidden}</article>'
    assert read(body) == list(TEXTS)
    invitation = paragraphs("Subscribe now to read the full article and support our newsroom.", "Sign up for our newsletter.")
    wall = f'<div class="{css}" hidden>{invitation}</div>'
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(A, B, C, D)}{wall}</article>") == [A, B, C, D]


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


@pytest.mark.parametrize(
    ("body", "loose"),
    [
        (f"{paragraphs(A, B)}<h2>Why?</h2>Money.{paragraphs(C)}", "Money."),
        (f"{paragraphs(A, B)}<h2>Who pays?</h2>The town does.<h2>And when?</h2>{C}", "The town does."),
        (
            f"{paragraphs(A)}The town published <a href=/r>the report on its website</a>.{paragraphs(B, C)}",
            "The town published the",
        ),
        (
            f"{paragraphs(A, B)}<details><summary>And when?</summary>In May, and not before that.</details>{C}",
            "In May, and not before",
        ),
    ],
)
def test_short_text_between_blocks_of_prose_is_kept(body: str, loose: str) -> None:
    blocks = read(f"<article><h1>Bridge shut</h1>{body}</article>")
    assert [text for text in blocks if text in (A, B, C)] == [text for text in (A, B, C) if text in body]
    assert any(text.startswith(loose) for text in blocks)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", ("市政府周五宣布，由于在两个桥墩上发现裂缝，港口大桥已经关闭。", "工程师说，维修至少需要四百万克朗。")),
        (
            "ja",
            ("市は金曜日、二本の橋脚にひびが見つかったため橋を閉鎖した。", "修理には少なくとも四百万かかると技術者は述べた。"),
        ),
        ("th", ("สะพานท่าเรือถูกปิดเมื่อวันศุกร์หลังจากวิศวกรพบรอยแตก", "สภาจะลงมติในวันอังคารหน้า")),
        (
            "ar",
            ("أعلنت المدينة يوم الجمعة إغلاق الجسر القديم بعد العثور على شقوق.", "قال المهندس إن الإصلاح سيكلف أربعة ملايين."),
        ),
    ],
)
@pytest.mark.parametrize("between", ["<br><br>", "<h2>X</h2>", "</div><div>", "</p><p>"])
def test_text_between_elements_is_kept_in_scripts_of_all_kinds(language: str, texts: tuple[str, str], between: str) -> None:
    opening, closing = ("<p>", "</p>") if "p>" in between else ("<div>", "</div>")
    source = f"<html lang={language}><body><article><h1>Y Z</h1>{opening}{between.join(texts)}{closing}</article></body></html>"
    page = read_page(source)
    assert page is not None
    assert [text for text in page.text.split("\n\n") if text in texts] == list(texts)


def test_words_are_counted_where_nothing_separates_them() -> None:
    assert words_in("The bridge is shut.") == 4
    assert words_in("https://example.org/a-long-address") == 1
    assert words_in("Государственный") == 1
    assert 12 <= words_in("市政府周五宣布，港口大桥已经关闭，维修需要四百万。") <= 16


@pytest.mark.parametrize(
    "body",
    [
        f"<aside>{'<br><br>'.join(TEXTS)}</aside>",
        f"<aside>{''.join(f'<div>{text}</div>' for text in TEXTS)}</aside>",
        f"<noscript>{paragraphs(*TEXTS)}</noscript>",
        f"<dialog>{paragraphs(*TEXTS)}</dialog>",
        f"<article><h1>Bridge shut</h1>{paragraphs(A)}<noscript>{paragraphs(*TEXTS[1:])}</noscript></article>",
        f"<article class=page-1>{paragraphs(A, B, C)}</article><article class=page-2>{paragraphs(D, E, F)}</article>",
        f"<div class=n1><p>{A}</p></div>{AD}<div class=n2><p>{B}</p></div>{AD}<div class=n3>{paragraphs(*TEXTS[2:])}</div>",
        f"<div class=comment-body>{paragraphs(*TEXTS)}</div>",
        f"<article><h1>Bridge shut</h1><div class=comment-body>{paragraphs(*TEXTS)}</div></article>",
        f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}<div class=article-body>{paragraphs(*TEXTS[2:])}</div></article>",
        f"<div class=story><h1>Shut</h1><div class=standfirst>{A}</div><div class=body>{paragraphs(*TEXTS[1:])}</div></div>",
        "<body style='display:none'><div>" + paragraphs(*TEXTS),
    ],
)
def test_no_part_of_an_article_is_lost(body: str) -> None:
    assert [text for text in read(body) if text in TEXTS] == list(TEXTS)


def test_the_hidden_end_of_a_paragraph_is_shown() -> None:
    body = f"<article><h1>Bridge shut</h1>{paragraphs(A)}<p>{B}<span class=more style='display:none'> {C}</span></p></article>"
    assert read(body) == [A, f"{B} {C}"]


@pytest.mark.parametrize("note", ["Please enable JavaScript to read this page.", "<img src=x>"])
def test_what_is_shown_without_scripts_is_no_article(note: str) -> None:
    body = f"<article><h1>Bridge shut</h1>{paragraphs(A)}<noscript><p>{note}</p></noscript>{paragraphs(B, C)}</article>"
    assert read(body) == [A, B, C]


@pytest.mark.parametrize("first", ["article", "teasers"])
@pytest.mark.parametrize(
    "item", ["<div class=card><h3><a href=/x>A story</a></h3><p>{}</p></div>", "<div class=item><p>{}</p></div>"]
)
def test_a_teaser_that_repeats_a_paragraph_takes_in_no_other_teaser(first: str, item: str) -> None:
    parts = [f"<div class=story>{paragraphs(A, B, C)}</div>", f"<div class=list>{''.join(map(item.format, (A, D, E, F)))}</div>"]
    body = "".join(parts if first == "article" else reversed(parts))
    assert [text for text in read(f"<div id=page>{body}</div>") if text in TEXTS] == [A, B, C]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("said on <time>Monday</time> that", "said on Monday that"),
        ("said on <b><time>Monday</time></b> that", "said on Monday that"),
        ("said <noindex>on Monday</noindex> that", "said on Monday that"),
        ("said on Mon<wbr>day that", "said on Monday that"),
        ("said on<strong> </strong>Monday that", "said on Monday that"),
    ],
)
def test_words_in_elements_of_a_line_are_kept_once(markup: str, text: str) -> None:
    body = "<p>The town {} the bridge will stay closed until the spring.</p>"
    found = read(f"<article><h1>Bridge shut</h1>{paragraphs(A)}{body.format(markup)}{paragraphs(B)}</article>")
    assert found == [A, body.format(text)[3:-4], B]


def test_a_date_of_its_own_is_no_text() -> None:
    assert read(f"<article><h1>Bridge shut</h1><p><time>4 March 2024</time></p>{paragraphs(A, B, C)}</article>") == [A, B, C]


def test_a_quotation_in_a_figure_is_kept() -> None:
    quote = "<figure class=pull><blockquote><p>The sea will have the town.</p></blockquote></figure>"
    assert "The sea will have the town." in read(
        f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}{quote}{paragraphs(C)}</article>"
    )


def test_a_list_in_a_table_is_kept_unless_it_is_of_links() -> None:
    cells = "<tr><td>Costs</td><td><ul><li>Steel: two million.</li></ul></td></tr>"
    links = "<tr><td><ul><li><a href=/>Home</a></li></ul></td></tr>"
    found = read(f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}<table>{cells}{links}</table>{paragraphs(C)}</article>")
    assert any("Steel: two million." in text for text in found)
    assert not any("Home" in text for text in found)


def test_line_breaks_do_not_repeat_a_paragraph() -> None:
    verse = "<p>The bridge is old and grey,<br>and it was shut on Friday, so they say,<br>until a far and better day.</p>"
    found = read(f"<article><h1>Bridge shut</h1>{paragraphs(A)}{verse}<h2>What<br>comes next</h2>{paragraphs(B, C)}</article>")
    assert found[1:-2] == [
        *(
            "The bridge is old and grey,",
            "and it was shut on Friday, so they say,",
            "until a far and better day.",
            "What comes next",
        )
    ]


OTHERS = (
    "A dog that was lost in the hills for three years found its way home to Norrby on Sunday.",
    "The council of Norrby will meet on Tuesday to vote on the budget for the coming year.",
    "Fishermen in the south say that their nets have been empty since the spring of last year.",
)
CLASSES = """\
more-news morenews more_stories latest-news other-news read-also top-stories recommended-articles also-read see-also
you-may-like youmaylike mehr-zum-thema weitere-artikel a-lire-aussi articles-lies noticias-relacionadas mas-noticias
altre-notizie mais-noticias lees-ook zobacz-takze must-read editors-picks dont-miss suggested-posts similar-articles
next-articles in-other-news around-the-web from-our-partners most-read
"""
TEASERS = (
    "<div><h3><a href=/%d>Dog finds home</a></h3><p>%s</p></div>",
    "<article><h3><a href=/%d>Dog finds home</a></h3><p>%s</p></article>",
    "<p><a href=/%d>Read</a> %s</p>",
    "<li><a href=/%d>Dog finds home</a><p>%s</p></li>",
)


@pytest.mark.parametrize("teaser", TEASERS)
@pytest.mark.parametrize("css", CLASSES.split())
def test_teasers_of_other_articles_are_not_read(css: str, teaser: str) -> None:
    others = "".join(teaser % item for item in enumerate(OTHERS))
    for tag in ("section", "div"):
        for name in ("class", "id"):
            block = f"<{tag} {name}={css}><h2>Harbour</h2>{others}</{tag}>"
            assert read(f"<div><h1>Bridge shut</h1>{paragraphs(A, B)}{block}{paragraphs(C, D)}</div>") == [A, B, C, D]
            assert read(f"<div><h1>Bridge shut</h1>{paragraphs(A, B, C, D)}{block}</div>") == [A, B, C, D]


def test_elements_for_articles_that_link_to_others_are_teasers_unless_they_are_a_live_blog() -> None:
    teasers = "".join(TEASERS[1] % item for item in enumerate(OTHERS))
    text = f"<div class=single><h1>Bridge shut</h1>{paragraphs(A, B, C, D)}</div>"
    assert read(f"<div class=top>{teasers}</div>{text}") == [A, B, C, D]
    for link in ("#n%d", "/live?entry=%d"):
        entries = "".join(
            f"<article><h3><a href='{link % number}'>News {number} from the bridge</a></h3><p>{text}</p></article>"
            for number, text in enumerate(TEXTS)
        )
        assert [text for text in read(f"<main><h1>Bridge shut</h1>{entries}</main>") if text in TEXTS] == list(TEXTS)


@pytest.mark.parametrize("heading", ["More news", "Mehr zum Thema", "Sur le même sujet", "Te puede interesar", "Most read"])
@pytest.mark.parametrize("teaser", TEASERS)
def test_teasers_under_a_heading_of_other_articles_are_not_read(heading: str, teaser: str) -> None:
    others = "".join(teaser % item for item in enumerate(OTHERS))
    block = f"<section class=x1><h2>{heading}</h2>{others}</section>"
    assert read(f"<div><h1>Bridge shut</h1>{paragraphs(A, B)}{block}{paragraphs(C, D)}</div>") == [A, B, C, D]


def test_a_heading_of_other_articles_inside_the_article_does_not_end_it() -> None:
    links = "<ul><li><a href=/1>One</a></li><li><a href=/2>Two</a></li></ul>" + "".join(f"<a href=/{n}>{n}</a>" for n in range(9))
    body = f"<div>{paragraphs(A, B)}<h3>You may also like:</h3>{links}{paragraphs(C, D)}</div>{paragraphs(E)}"
    assert [text for text in read(f"<article><h1>Bridge shut</h1>{body}</article>") if text in TEXTS][:4] == [A, B, C, D]


@pytest.mark.parametrize("css", ["latest-news", "more-stories", "top-story", "related-content"])
def test_an_article_in_a_container_that_is_named_like_teasers_is_read(css: str) -> None:
    links = "<a href=/1>harbour</a>"
    text = paragraphs(A, B, C, D, f"The {links} was built in the spring of 1931, and it has been mended twice since then.")
    assert read(f"<div class={css}><h1>Bridge shut</h1>{text}</div>")[:4] == [A, B, C, D]
    assert read(f"<h1>Bridge shut</h1><div class={css}>{text}</div>")[:4] == [A, B, C, D]


@pytest.mark.parametrize(
    "notice",
    [
        "This website uses cookies to ensure you get the best experience on our website.",
        "Wir und unsere Partner nutzen Cookies, um Ihnen Werbung zu zeigen.",
        "En poursuivant votre navigation, vous acceptez l'utilisation de cookies.",
        "Utilizamos cookies propias y de terceros para mejorar nuestros servicios.",
        "Deze website maakt gebruik van cookies om uw ervaring te verbeteren.",
    ],
)
@pytest.mark.parametrize("css", ["cookie-banner", "notice", "x1"])
def test_a_cookie_notice_is_no_part_of_a_short_article(notice: str, css: str) -> None:
    block = f"<div class={css}><p>{notice} <a href=/p>More</a></p><button>OK</button></div>"
    assert read(f"{block}<h1>Bridge shut</h1>{paragraphs(A)}") == [A]
    assert read(f"<h1>Bridge shut</h1>{paragraphs(A)}{block}") == [A]


@pytest.mark.parametrize("tag", ["label", "output", "object", "meter", "progress", "slot", "nobr", "data", "bdi", "tt"])
def test_a_word_in_any_inline_element_stays_in_its_sentence(tag: str) -> None:
    marked = A.replace("Kelmouth", f"<{tag}>Kelmouth</{tag}>")
    for body in (paragraphs(marked, B), f"<div>{marked}</div><div>{B}</div>", f"<ul><li>{marked}</li></ul>{paragraphs(B)}"):
        assert read(f"<article><h1>Bridge shut</h1>{body}</article>") == [A, B]
    first = f"<{tag}>Kelmouth</{tag}> was built on two hills by fishermen, who came from the islands in the south."
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(first, B)}</article>") == [
        first.replace(f"<{tag}>", "").replace(f"</{tag}>", ""),
        B,
    ]


def test_a_label_of_a_form_is_no_text() -> None:
    form = "<div><label>Your e-mail address</label><input name=e></div><p><label>Name of the town</label></p>"
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(A, B)}{form}</article>") == [A, B]


@pytest.mark.parametrize(
    "one",
    [
        "<noscript><p>%s</p></noscript>",
        "<div class=l><img class=lazy><noscript><p>%s</p></noscript></div>",
        "<noscript>%s</noscript>",
        "<p><noscript>%s</noscript></p>",
        "<section><noscript><div>%s</div></noscript></section>",
        "<p>%s</p><noscript><img src=x></noscript>",
    ],
)
def test_an_article_in_many_elements_for_browsers_without_scripts_is_read(one: str) -> None:
    text = "".join(one % text for text in TEXTS)
    assert read(f"<article><h1>Bridge shut</h1>{text}</article>") == list(TEXTS)
    assert read(f"<h1>Bridge shut</h1><div>{text}</div>") == list(TEXTS)


def test_a_notice_for_browsers_without_scripts_is_not_read() -> None:
    notice = "<noscript><p>This map of the harbour needs a browser that can run scripts, and yours does not.</p></noscript>"
    assert read(f"<article><h1>Bridge shut</h1>{paragraphs(*TEXTS)}{notice}</article>") == list(TEXTS)


@pytest.mark.parametrize("name", ["article", "div", "section", "body"])
def test_a_list_between_paragraphs_is_read_in_every_container(name: str) -> None:
    items = ["Buses stop at the quay.", "Ferries leave from Norrby", "No lorries"]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    assert read(f"<{name}><h1>Bridge shut</h1>{paragraphs(A, B)}{listed}{paragraphs(C)}</{name}>") == [A, B, *items, C]
    nested = listed.replace("<li>", "<li><p>").replace("</li>", "</p></li>")
    assert read(f"<{name}><h1>Bridge shut</h1>{paragraphs(A)}<h2>What is open</h2>{nested}{paragraphs(B, C)}</{name}>") == [
        A,
        "What is open",
        *items,
        B,
        C,
    ]


@pytest.mark.parametrize(
    "others",
    [
        "<ul><li><a href=/1>Ferry late again</a></li><li><a href=/2>Tax to rise in Norrby</a></li></ul>",
        "<ul class=related><li>Ferry late again</li><li>Tax to rise in Norrby</li></ul>",
        "<ul><li class=share>Ferry late again</li></ul>",
    ],
)
def test_a_list_of_links_between_paragraphs_is_not_read(others: str) -> None:
    assert read(f"<div>{paragraphs(A, B)}{others}{paragraphs(C)}</div>") == [A, B, C]


def test_a_list_after_the_article_is_not_read() -> None:
    assert read(f"<div>{paragraphs(A, B, C)}</div><ul><li>Offices in Norrby</li><li>Jobs</li></ul>") == [A, B, C]


def test_a_subhead_between_containers_is_kept() -> None:
    body = f"<div>{paragraphs(A, B)}</div><h2><span>What comes next</span></h2><div>{paragraphs(C)}</div>"
    assert read(body) == [A, B, "What comes next", C]


@pytest.mark.parametrize("name", ["center", "story-text", "x-p"])
def test_text_in_elements_that_are_not_known_is_a_paragraph(name: str) -> None:
    body = f"<article><h1>Bridge shut</h1>{paragraphs(A)}<{name}>{B}</{name}>{paragraphs(C)}<{name}>{D}</{name}></article>"
    assert read(body) == [A, B, C, D]


@pytest.mark.parametrize(
    "lead", ["<p class=teaser>{}</p>", "<div class=article-teaser><p>{}</p></div>", "<div class=lead>{}</div>"]
)
def test_a_lead_that_is_called_a_teaser_is_read_after_the_headline(lead: str) -> None:
    body = f"<article><h1>Bridge shut</h1>{lead.format(A)}{paragraphs(B, C, D)}</article>"
    assert read(body) == [A, B, C, D]
    page = read_page(f"<html><title>Bridge shut</title><body>{body}</body></html>")
    assert page is not None
    assert [block.kind for block in page.blocks][:2] == ["headline", "paragraph"]


def test_a_teaser_with_a_link_is_that_of_another_article() -> None:
    teaser = f"<div class=teaser><a href=/1>Ferry late again</a><p>{F}</p></div>"
    assert read(f"<article><h1>Bridge shut</h1>{teaser}{paragraphs(A, B, C)}</article>") == [A, B, C]
