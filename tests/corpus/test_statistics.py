"""Counts of a corpus, against counting its rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyarrow import parquet

from annotate.corpus import statistics as module
from annotate.corpus.reading import Corpus
from annotate.corpus.statistics import ArticleCounts, ContainmentCounts, SourceCounts, statistics
from support.archives import build_here, records, write_lines


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [row for path in sorted(folder.glob(f"{table}/*.parquet")) for row in parquet.read_table(path).to_pylist()]


@pytest.mark.parametrize("merged", [1, 500_000])
def test_counts_are_those_of_the_rows(built: Path, monkeypatch: pytest.MonkeyPatch, merged: int) -> None:
    monkeypatch.setattr(module, "_MERGED", merged)
    counts = statistics(Corpus(built, len(list(built.glob("articles/*")))), 1_000)
    articles, suggestions = rows(built, "articles"), rows(built, "suggestions")
    assert counts.total == ArticleCounts(
        len(articles), len(rows(built, "sentences")), len(suggestions), sum(row["stance"] != "support" for row in suggestions)
    )
    for column in ("outlet", "language", "month"):
        expected = Counter(str(row[column] or "") for row in articles)
        assert {name: value.articles for name, value in counts.by[column].items()} == expected
        assert sum(value.suggestions for value in counts.by[column].values()) == len(suggestions)
    assert counts.stances == Counter(row["stance"] for row in suggestions)
    assert counts.rules == Counter(row["rule"] for row in suggestions)
    named = [row for row in suggestions if row["source"] is not None]
    assert counts.author == len(suggestions) - len(named)
    claims = Counter(row["source"] for row in named)
    several = Counter(source for source, _ in {(row["source"], row["article"]) for row in named})
    assert counts.sources == {name: SourceCounts(number, several[name]) for name, number in claims.items()}
    assert counts.source_names == len(claims) == 4
    assert counts.problems == Counter(row["code"] for row in rows(built, "problems"))
    groups = rows(built, "near_duplicates")
    assert (counts.groups, counts.duplicates) == (len({row["group"] for row in groups}), len(groups))
    assert counts.containment is None


def test_articles_that_contain_others_are_counted_if_the_table_is_there(tmp_path: Path) -> None:
    made = records(4)
    quoting = [
        {"id": f"long{n}", "text": f"{made[n]['text']}\n\n{more['text']}"} for n, more in enumerate(records(3, 2, paragraphs=9))
    ]
    both = {"id": "both", "text": "\n\n".join(each["text"] for each in (made[0], made[1], *records(1, 3, paragraphs=9)))}
    done = build_here(tmp_path / "c", write_lines(tmp_path / "d.jsonl", [*made, *quoting, both]), containment=True)
    assert statistics(Corpus(tmp_path / "c", done.shards)).containment == ContainmentCounts(5, 4, 3)


def test_only_the_most_frequent_sources_are_named(built: Path) -> None:
    corpus = Corpus(built, len(list(built.glob("articles/*"))))
    few, many = statistics(corpus, 2), statistics(corpus, 1_000)
    assert list(few.sources.items()) == list(many.sources.items())[:2]
    assert few.source_names == many.source_names
    numbers = [counts.suggestions for counts in many.sources.values()]
    assert numbers == sorted(numbers, reverse=True)


def test_an_empty_corpus_has_counts_of_nothing(tmp_path: Path) -> None:
    counts = statistics(Corpus(tmp_path, 0))
    assert counts.total == ArticleCounts(0, 0, 0, 0)
    assert (counts.sources, counts.stances, counts.groups) == ({}, {}, 0)
