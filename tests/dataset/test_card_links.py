"""The part of the card about links: what was decided and inferred, the splits, the audit; and nothing without links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.agreement.intervals import wilson
from annotate.dataset import Export
from annotate.dataset.card_facts import CardFacts
from annotate.dataset.card_links import component_words, links
from annotate.dataset.options import LinkCounts
from annotate.linking.recall import MeasuredRecall

COUNTS = LinkCounts({"same": 3, "unclear": 1}, {"same": 5}, 2, 7, 0, 4, True, {"pairs of claims in different splits": 2})
FACTS = CardFacts({}, frozenset(), {}, {}, "2026-11-22", "0.1.0")


def section(exported: Export, counts: LinkCounts | None, recall: MeasuredRecall | None = None) -> str:
    return "".join(links(replace(exported, links=counts), replace(FACTS, recall=recall)))


def test_without_links_there_is_no_section(exported: Export) -> None:
    assert section(exported, None) == ""


def test_what_was_decided_and_inferred(exported: Export) -> None:
    text = section(exported, COUNTS)
    assert "| `same` | 3 | 5 |\n| `unclear` | 1 | 0 |" in text
    assert "`contradicts` |" not in text
    assert "There are 2 clusters of two or more claims, with 7 claims." in text
    assert "- pairs of claims in different splits: 2" in text
    assert "Recall" not in text
    assert "contradict each other about" not in text
    assert "about 4 pairs, which have `conflict`" in section(exported, replace(COUNTS, conflicts=4))


def test_links_that_were_all_taken_back(exported: Export) -> None:
    text = section(exported, LinkCounts({}, {}, 0, 0, 0, 1, True, {}))
    assert "| relation |" not in text
    assert "There are 0 clusters" in text


@pytest.mark.parametrize(
    ("recall", "words"),
    [
        (MeasuredRecall(9, 0, None), "none of them has a match, so it is not known"),
        (MeasuredRecall(50, 20, wilson(18, 20)), "Of the matches of the 20 that have any, 90 % had been linked (70–97 %"),
    ],
)
def test_the_audit(exported: Export, recall: MeasuredRecall, words: str) -> None:
    assert words in section(exported, COUNTS, recall)


def test_how_far_clusters_connect_the_articles() -> None:
    assert component_words(8, COUNTS) == (
        "The claims of a cluster are in one split where that is possible; the largest part that clusters connect has 4 of 8 "
        "articles (50%)."
    )
    assert component_words(8, replace(COUNTS, together=False)).startswith("Clusters are divided between splits")
