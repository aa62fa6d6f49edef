"""How articles were drawn, in the dataset and on its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow

from annotate.dataset.samples import COLUMNS, MEANINGS, CorpusSample, DrawnArticle, add_columns, latest, sampling


def sample(articles: Mapping[str, DrawnArticle], **changes: object) -> CorpusSample:
    made = CorpusSample("0" * 32, "archive", 2, ("outlet",), ("language=en",), None, 7, 1_000, 12, articles, {})
    return replace(made, **changes)  # type: ignore[arg-type]


ONE = DrawnArticle("a.example", 0.25, 3)
OTHER = DrawnArticle("b.example", 0.5, 1)


def test_all_columns_have_meanings() -> None:
    assert list(MEANINGS) == list(COLUMNS)


def test_the_newest_sample_of_an_article_counts() -> None:
    assert latest([sample({"x": ONE, "y": ONE}), sample({"x": OTHER})]) == {"x": ("2", OTHER), "y": ("1", ONE)}


def test_articles_that_were_not_drawn_have_nulls() -> None:
    table = add_columns(pyarrow.table({"document": ["x", "z"]}), {"x": ("1", ONE)})
    assert table.to_pylist() == [
        {"document": "x", "sample": "1", "stratum": "a.example", "inclusion_probability": 0.25, "represents": 3},
        dict.fromkeys(("sample", "stratum", "inclusion_probability", "represents")) | {"document": "z"},
    ]
    assert table.schema.types[1:] == COLUMNS.arrow_schema.types


def test_a_sample_is_described() -> None:
    described = sample({"x": ONE}, score="contested").description
    assert described == (
        "1 of 1,000 articles of the corpus archive (000000000000); by outlet (12 strata); where language=en; "
        "weighted by how contested they are; seed 7"
    )
    assert sample({}, by=(), where=()).description.endswith("(000000000000); seed 7")


def test_the_card_has_a_part_if_there_are_samples() -> None:
    assert list(sampling([])) == []
    text = "\n".join(sampling([sample({"x": ONE}), sample({}, folder="a|b")]))
    assert "1 / `inclusion_probability`" in text
    assert "a\\|b" in text
