"""Counts of a corpus: its outlets, languages and months, and the sources and stances that the rules see.

They say what the rules suggest, which nobody has checked. Shards are counted one after the other, and only counts are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow
import pyarrow.compute as compute

from annotate.corpus.containment import read_containment
from annotate.corpus.groups import read_groups
from annotate.corpus.reading import Corpus

_MERGED = 500_000  # rows of counts from which they are added up

_SUMS = ("sentences", "suggestions", "contested")


class ArticleCounts(NamedTuple):
    """The numbers of articles with a value of a column, of their sentences, suggested claims, and those somebody contests."""

    articles: int
    sentences: int
    suggestions: int
    contested: int


class SourceCounts(NamedTuple):
    """The number of claims that are suggested for a source, and of articles in which it has one."""

    suggestions: int
    articles: int


class ContainmentCounts(NamedTuple):
    """The numbers of pairs of articles of which one contains much of the other, and of the different longer and shorter ones."""

    pairs: int
    containing: int
    contained: int


@dataclass(frozen=True)
class Statistics:
    """The counts of a corpus; what is not known has the name ``""``.

    total: all articles. by: the articles by the values of a column.
    sources: by name, the most frequent first. source_names: the number of different names.
    stances, rules: the suggestions by stance and by rule. author: those without a source.
    problems: the problems by code. groups, duplicates: the groups of near-duplicates, and the articles in them.
    containment: the articles that contain others; None if the corpus was built without them.
    """

    total: ArticleCounts
    by: Mapping[str, Mapping[str, ArticleCounts]]
    sources: Mapping[str, SourceCounts]
    source_names: int
    stances: Mapping[str, int]
    rules: Mapping[str, int]
    author: int
    problems: Mapping[str, int]
    groups: int
    duplicates: int
    containment: ContainmentCounts | None


def statistics(corpus: Corpus, top: int = 20) -> Statistics:
    """Return the counts of a corpus, with the `top` most frequent sources."""
    by = {name: _by(corpus, name) for name in ("outlet", "language", "month")}
    order = [("suggestions_sum", "descending"), ("article_count_sum", "descending"), ("source", "ascending")]
    sources = _sources(corpus).sort_by(order)
    groups = read_groups(corpus)
    languages = by["language"].values()
    return Statistics(
        ArticleCounts(*(sum(counts[place] for counts in languages) for place in range(len(ArticleCounts._fields)))),
        by,
        {
            row["source"]: SourceCounts(row["suggestions_sum"], row["article_count_sum"])
            for row in sources.slice(0, top).to_pylist()
        },
        len(sources),
        _counts(corpus, "suggestions", "stance"),
        _counts(corpus, "suggestions", "rule"),
        sum(table["source"].null_count for table in corpus.tables("suggestions", ["source"])),
        _counts(corpus, "problems", "code"),
        0 if groups is None else len(compute.unique(groups["group"])),
        0 if groups is None else len(groups),
        _containment(corpus),
    )


def _containment(corpus: Corpus) -> ContainmentCounts | None:
    pairs = read_containment(corpus)
    if pairs is None:
        return None
    return ContainmentCounts(len(pairs), *(len(compute.unique(pairs[column])) for column in ("article", "contained")))


def _by(corpus: Corpus, column: str) -> dict[str, ArticleCounts]:
    counted = []
    for table in corpus.tables("articles", [column, *_SUMS]):
        one = pyarrow.array([1] * len(table), pyarrow.int64())
        named = table.set_column(0, column, table[column].fill_null("")).append_column("articles", one)
        counted.append(named)
    summed = _sum_up(counted, column, ("articles", *_SUMS))
    rows = summed.sort_by(column).to_pylist()
    return {row[column]: ArticleCounts(*(row[f"{name}_sum"] for name in ("articles", *_SUMS))) for row in rows}


def _sources(corpus: Corpus) -> pyarrow.Table:
    """Return the numbers of suggestions and articles of each source."""

    def of_shards() -> Iterable[pyarrow.Table]:
        for table in corpus.tables("suggestions", ["source", "article"]):
            named = table.filter(compute.is_valid(table["source"]))
            counts = named.group_by(["source", "article"], use_threads=False).aggregate([([], "count_all")])
            counts = counts.rename_columns(["source", "article_count", "suggestions"])
            one = pyarrow.array([1] * len(counts), pyarrow.int64())
            yield counts.set_column(1, "article_count", one)

    return _sum_up(of_shards(), "source", ("article_count", "suggestions"))


def _counts(corpus: Corpus, table: str, column: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in corpus.tables(table, [column]):
        for entry in compute.value_counts(part[column].combine_chunks()).to_pylist():
            counts[entry["values"]] = counts.get(entry["values"], 0) + entry["counts"]
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _sum_up(tables: Iterable[pyarrow.Table], key: str, columns: Sequence[str]) -> pyarrow.Table:
    """Return the sums of columns for each value of a key, as columns called ``name_sum``."""
    sums = [(name, "sum") for name in columns]
    names = [*(f"{name}_sum" for name in columns)]
    total: pyarrow.Table | None = None
    waiting: list[pyarrow.Table] = []

    def merge() -> pyarrow.Table:
        whole = pyarrow.concat_tables([*([total] if total is not None else []), *waiting])
        merged = whole.group_by(key, use_threads=False).aggregate(sums)
        return merged.select([key, *names]).rename_columns([key, *columns])

    for table in tables:
        part = table.group_by(key, use_threads=False).aggregate(sums).select([key, *names]).rename_columns([key, *columns])
        waiting.append(part)
        if sum(map(len, waiting)) > _MERGED:
            total, waiting = merge(), []
    if total is None and not waiting:
        types = [pyarrow.field(key, pyarrow.string()), *(pyarrow.field(name, pyarrow.int64()) for name in names)]
        return pyarrow.schema(types).empty_table()
    return merge().rename_columns([key, *names])
