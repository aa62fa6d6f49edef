"""The authors of a page: in metadata, in marked elements, in lines near the headline."""

from __future__ import annotations

import pytest

from support.news_pages import Case, cases


@pytest.mark.parametrize("case", cases("byline"))
def test_the_authors_are_those_of_the_article(case: Case) -> None:
    assert case.metadata().byline == case.expected["byline"]
