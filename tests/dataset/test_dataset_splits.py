"""A document's split and shard depend on its id and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from annotate.dataset import ExportOptions
from annotate.dataset.splits import SHARD_ROWS, ends_group, fraction, shard_of, shards, split_of

IDS = [f"article-{number}" for number in range(5000)]


def test_the_fractions_are_kept() -> None:
    counts = Counter(split_of(id, ExportOptions(validation=0.2, test=0.1)) for id in IDS)
    assert counts["train"] / len(IDS) == pytest.approx(0.7, abs=0.02)
    assert counts["validation"] / len(IDS) == pytest.approx(0.2, abs=0.02)


def test_an_article_never_moves() -> None:
    """Golden: were these to change, every dataset that somebody extends would leak its test articles into train."""
    assert fraction(0, "article-0") == 0.10602972718692172
    found = [split_of(id, ExportOptions()) for id in IDS[:20]]
    assert [number for number, split in enumerate(found) if split == "test"] == [9]
    assert [number for number, split in enumerate(found) if split == "validation"] == [0, 5, 13]


def test_another_seed_divides_otherwise() -> None:
    assert [split_of(id, ExportOptions(seed=1)) for id in IDS] != [split_of(id, ExportOptions(seed=2)) for id in IDS]


def test_a_larger_test_set_takes_in_the_smaller_one() -> None:
    small = {id for id in IDS if split_of(id, ExportOptions(test=0.1)) == "test"}
    assert small < {id for id in IDS if split_of(id, ExportOptions(test=0.2)) == "test"}


def test_few_articles_are_all_train_and_no_fraction_is_no_split() -> None:
    assert {split_of(id, ExportOptions(), few=True) for id in IDS} == {"train"}
    assert {split_of(id, ExportOptions(test=0, validation=0)) for id in IDS} == {"train"}


def test_an_id_of_any_text_has_a_place() -> None:
    assert 0 <= fraction(0, "市长\ud800👩‍👧") < 1


@pytest.mark.parametrize(
    ("rows", "count"), [(0, 1), (1, 1), (SHARD_ROWS, 1), (SHARD_ROWS + 1, 2), (2 * SHARD_ROWS + 1, 4), (10**6, 4)]
)
def test_the_number_of_shards_is_a_power_of_two(rows: int, count: int) -> None:
    assert shards(rows) == count


def test_shards_are_even_within_a_split_and_halve() -> None:
    train = [id for id in IDS if split_of(id, ExportOptions()) == "train"]
    counts = Counter(shard_of(id, 4) for id in train)
    assert set(counts) == {0, 1, 2, 3}
    assert min(counts.values()) > len(train) / 4 * 0.85
    assert all(shard_of(id, 4) in (shard_of(id, 2), shard_of(id, 2) + 2) for id in train)


def test_a_group_of_rows_may_end_after_one_document_in_sixteen() -> None:
    assert sum(map(ends_group, IDS)) / len(IDS) == pytest.approx(1 / 16, abs=0.01)
