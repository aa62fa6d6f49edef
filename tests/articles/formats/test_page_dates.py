"""The date of a page: that of the publication, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from annotate.articles.formats.page_dates import date_in_address, squeeze
from support.news_pages import H1, TEXT, Case, article, cases, json_ld, meta, metadata


@pytest.mark.parametrize("case", cases("day"))
def test_the_day_of_the_publication_is_found(case: Case) -> None:
    assert (case.metadata().published or "")[:10] == "2024-05-06"


@pytest.mark.parametrize("case", cases("no day"))
def test_today_a_change_a_teaser_a_comment_and_a_copyright_are_not_the_publication(case: Case) -> None:
    assert case.metadata().published is None


@pytest.mark.parametrize("case", cases("order"))
def test_the_language_settles_the_order_and_moments_stay_whole(case: Case) -> None:
    assert case.metadata().published == case.expected["published"]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://post.example/2024/05/06/bridge", "2024-05-06"),
        ("https://post.example/2024/5/6/", "2024-05-06"),
        ("https://post.example/a/2024-05-06/bridge", "2024-05-06"),
        ("https://post.example/bridge-20240506.html", "2024-05-06"),
        ("https://post.example/a/202405/06/WS65", "2024-05-06"),
        ("https://post.example/2024/may/06/bridge", "2024-05-06"),
        ("https://post.example/a/2024-05/06/c_1.htm", "2024-05-06"),
        ("https://post.example/2024/05/bridge", None),
        ("https://post.example/a/20249906-bridge", None),
        ("https://post.example/article-120240506", None),
    ],
)
def test_an_address_may_say_the_day(address: str, day: str | None) -> None:
    assert date_in_address(address) == day
    assert metadata(address=address).published == day


def test_a_date_after_tomorrow_is_taken_only_if_there_is_no_other_and_it_is_near() -> None:
    month, years = ((datetime.now(UTC) + timedelta(days=days)).date().isoformat() for days in (30, 2000))
    assert metadata(json_ld(article(datePublished=month)) + meta("pubdate", "2024-05-06")).published == "2024-05-06"
    assert metadata(json_ld(article(datePublished=month))).published == month
    assert metadata(json_ld(article(datePublished=years))).published is None


def test_a_date_that_is_not_declared_as_that_of_the_publication_is_not_after_the_change() -> None:
    head = meta("date", "2024-06-01") + '<meta property="article:modified_time" content="2024-05-09">'
    assert metadata(head, f"{H1}<p class=date>May 6, 2024</p>{TEXT}").published == "2024-05-06"


def test_names_of_meta_elements_are_compared_without_separators() -> None:
    assert squeeze("article:published_time") == squeeze("Article.PublishedTime") == "articlepublishedtime"


DATELINES = [
    "<div id=dateline>May 6, 2024</div>",
    "<span id=dateline>Monday, May 6, 2024</span>",
    "<div><p id=dateline>KELMOUTH, May 6, 2024</p></div>",
    "<div class=box><div id=dateline>6 May 2024</div></div>",
    "<div id=date-line>6 May 2024</div>",
]
IN_PIECES = [
    "<div class=date><span>6</span><span>May</span><span>2024</span></div>",
    "<div class=date><span>06</span><span>05</span><span>2024</span></div>",
    "<div class=post-date><span class=day>6</span><span class=month>May</span><span class=year>2024</span></div>",
    "<div class=date><span class=month>May</span><span class=day>6</span><span class=year>2024</span></div>",
    "<time><span>6</span><span>Mai</span><span>2024</span></time>",
    "<p class=date><b>6</b><i>May</i><em>2024</em></p>",
    "<div class=date><span class=d>6</span><span class=m>May</span> <span class=y>2024</span></div>",
    "<div class=entry-date><strong>6</strong>May<span>2024</span></div>",
    "<div class=date><span>Monday</span><span>6</span><span>May</span><span>2024</span></div>",
    "<span class=date><span>6.</span><span>Mai</span><span>2024</span></span>",
    "<div class=date><span>May</span><span>6,</span><span>2024</span></div>",
    "<div class=date><span>2024</span><span>May</span><span>6</span></div>",
]
LIVES = [
    ("<div class=byline>Mara Lind (born 6 May 1980)</div>", "en"),
    ("<p class=author>By Mara Lind (born May 6, 1980)</p>", "en"),
    ("<div class=byline>Von Mara Lind (geboren am 6. Mai 1980)</div>", "de"),
    ("<div class=byline>Par Mara Lind (née le 6 mai 1980)</div>", "fr"),
    ("<div class=byline>Mara Lind (6 May 1980 – 3 April 2020)</div>", "en"),
    ("<div class=author-date>Mara Lind, born on 6 May 1980 in Oslo</div>", "en"),
    ("<div class=byline>Mara Lind (* 6. Mai 1980)</div>", "de"),
    ("<div class=byline>Mara Lind (nacida el 6 de mayo de 1980)</div>", "es"),
    ("<div class=byline>Mara Lind (nata il 6 maggio 1980)</div>", "it"),
    ("<div class=byline>Mara Lind (died 6 May 1980)</div>", "en"),
    ("<div class=byline>Mara Lind (ur. 6 maja 1980)</div>", "pl"),
    ("<div class=byline>Mara Lind (geboren op 6 mei 1980)</div>", "nl"),
    ("<div class=byline>Mara Lind (nascida em 6 de maio de 1980)</div>", "pt"),
    ("<div class=byline>Mara Lind (b. 6 May 1980)</div>", "en"),
    ("<div class=byline>Mara Lind (née 6 May 1980)</div>", "en"),
]
TAGS = [
    "<ul class=tags><li><a href=/t>May 6, 1945</a></li></ul>",
    "<div class=tags><a href=/tag/x>6 May 1945</a></div>",
    "<p class=post-tags>Tags: 6 May 1945</p>",
    "<div class=post-meta><div class=tags><a href=/t rel=tag>6 May 1945</a></div></div>",
    "<div class=keywords><a>6 May 1945</a></div>",
    "<div class=topics><a>6 May 1945</a></div>",
    "<ul class=article__tags><li>6 May 1945</li></ul>",
    "<div class=entry-meta><a rel=tag href=/tag/1>6 May 1945</a></div>",
    "<div>Tags: 6 May 1945</div>",
    "<div class=article-meta>Filed under: 6 May 1945</div>",
    "<ul><li><a rel=tag href=/tag/d>6 May 1945</a></li></ul>",
]


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_is_found_in_any_place(line: str) -> None:
    boxed = f"<div><div>{line}</div></div>"
    for body in (H1 + line + TEXT, line + H1 + TEXT, H1 + TEXT + line, boxed + H1 + TEXT, f"<div>{H1}{TEXT}</div>{boxed}"):
        assert metadata("", body).published == "2024-05-06"


@pytest.mark.parametrize("date", IN_PIECES)
def test_a_date_may_be_in_pieces_without_gaps(date: str) -> None:
    language = "de" if "Mai" in date or "05" in date else "en"
    assert metadata("", H1 + date + TEXT, language=language).published == "2024-05-06"
    assert metadata("", date + H1 + TEXT, language=language).published == "2024-05-06"


@pytest.mark.parametrize(("byline", "language"), LIVES)
def test_dates_of_a_life_are_not_the_publication(byline: str, language: str) -> None:
    found = metadata("", H1 + byline + TEXT, language=language)
    assert (found.published, found.byline) == (None, "Mara Lind")
    assert metadata("", H1 + byline + "<span class=date>6 May 2024</span>" + TEXT).published == "2024-05-06"


@pytest.mark.parametrize("tags", TAGS)
def test_a_tag_that_is_a_date_is_not_the_publication(tags: str) -> None:
    assert metadata("", H1 + tags + TEXT).published is None
    assert metadata("", H1 + TEXT + tags).published is None
    assert metadata("", H1 + tags + "<time>6 May 2024</time>" + TEXT).published == "2024-05-06"


CHANGES = (
    "<time class=updated datetime=2024-05-09>9 May 2024</time>",
    "<time class=edited datetime=2024-05-09>9 May 2024</time>",
    "<span class=last-modified>9 May 2024</span>",
    "<div class=update-date>May 9, 2024</div>",
    "<div><span>Last modified</span> <time datetime=2024-05-09>9 May 2024</time></div>",
    "<div class=article-updated><i></i><time datetime=2024-05-09>May 9, 2024</time></div>",
    "<p>Updated <span><time datetime=2024-05-09>May 9, 2024</time></span></p>",
    "<dl><dt>Updated</dt><dd class=date>May 9, 2024</dd></dl>",
    "<time title='Last updated' datetime=2024-05-09>May 9, 2024</time>",
    "<time data-type=modified datetime=2024-05-09>May 9, 2024</time>",
    "<time datetime=2024-05-09>Stand: 09.05.2024</time>",
    "<time datetime=2024-05-09>Mis à jour le 9 mai 2024</time>",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_date_of_a_change_is_never_that_of_the_publication(change: str) -> None:
    assert metadata("", f"{H1}{change}{TEXT}").published is None
    published = "<time class=published datetime=2024-05-06>6 May 2024</time>"
    assert metadata("", f"{H1}{change}{published}{TEXT}").published == "2024-05-06"


def test_json_ld_that_only_says_when_a_page_was_changed_has_no_date() -> None:
    assert metadata(article(dateModified="2024-05-09T10:00:00Z")).published is None


def test_a_sentence_that_mentions_a_day_is_not_the_publication() -> None:
    festival = "<p>The festival takes place on 3 August 2024 in the park.</p>"
    assert metadata("", f"{H1}{festival}{TEXT}").published is None
    assert metadata("", f"{H1}<p>Published on 6 May 2024 by Ana Ruiz of the Post.</p>{TEXT}").published == "2024-05-06"


@pytest.mark.parametrize("line", ["Updated May 9, 2024", "Last modified: 9 May 2024"])
def test_a_page_that_only_says_when_it_was_changed_has_no_date(line: str) -> None:
    assert metadata("", f"{H1}<p class=date>{line}</p>{TEXT}").published is None
