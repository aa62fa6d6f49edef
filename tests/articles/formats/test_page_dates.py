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
