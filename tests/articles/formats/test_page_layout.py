"""Layouts of pages as usual systems and outlets build them: what stands near the headline, and what belongs elsewhere."""

from __future__ import annotations

import pytest

from support.news_pages import Case, cases


@pytest.mark.parametrize("case", cases("layout"), ids=lambda case: case.name)
def test_metadata_of_a_layout(case: Case) -> None:
    found = case.metadata()._asdict()
    assert {field: found[field] for field in case.expected} == case.expected
