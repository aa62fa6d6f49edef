"""How articles were drawn, in the dataset and on its card."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow
import pytest

from annotate.dataset.samples import (
    COLUMNS,
    FILE,
    MEANINGS,
    CorpusSample,
    DrawnArticle,
    Sampling,
    account,
    account_to_json,
    add_columns,
    latest,
    read_account,
    sampling,
)
from annotate.errors import ExportError
from annotate.report.facts import StratumRow


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


def test_the_account_of_samples_is_read_as_it_was_written(tmp_path: Path) -> None:
    sizes = {"a.example": 8, "b.example": 4, "ع": 1}
    made = account([sample({"x": ONE, "y": ONE, "z": OTHER}, sizes=sizes), sample({}, sizes={"": 3})])
    assert made.strata == (
        StratumRow(1, "a.example", 8, 2, 4.0),
        StratumRow(1, "b.example", 4, 1, 2.0),
        StratumRow(1, "ع", 1, 0, None),
        StratumRow(2, "", 3, 0, None),
    )
    assert [fact.name for fact in made.facts] == ["sample 1", "corpus of sample 1", "sample 2", "corpus of sample 2"]
    (tmp_path / FILE).write_text(json.dumps(account_to_json(made)), encoding="utf-8")
    assert read_account(tmp_path) == made


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"facts": [], "strata": [{"sample": 1}]}', '{"facts": 3, "strata": []}'])
def test_a_damaged_account(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match="export the dataset again"):
        read_account(tmp_path)


def test_no_account(tmp_path: Path) -> None:
    assert read_account(tmp_path) is None
    assert account([]) == Sampling()
