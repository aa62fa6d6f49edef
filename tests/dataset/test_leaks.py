"""Sentences in several splits: kept together where they are rare, counted exactly, and refused if there are many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest

from annotate.dataset.leaks import SentenceIndex, cluster_leaks, hash_sentences, leak_words, require_few
from annotate.dataset.options import Leaks, Split
from annotate.errors import ExportError
from annotate.model import Annotation
from annotate.schema import Schema

LONG_ENOUGH = "The council met on {} in the old hall."


def index(articles: dict[str, list[str]]) -> SentenceIndex:
    texts = [text for own in articles.values() for text in own]
    lengths = [len(own) for own in articles.values()]
    article = numpy.repeat(numpy.arange(len(lengths)), lengths)
    return SentenceIndex(list(articles), article, hash_sentences(texts), numpy.array([len(text) >= 20 for text in texts]))


def corpus(number: int = 40, **changes: list[str]) -> dict[str, list[str]]:
    """Return articles of eight long sentences that no other has, but for changes."""
    own = {f"a{n:02}": [LONG_ENOUGH.format(f"day {n}-{place}") for place in range(8)] for n in range(number)}
    return own | changes


def test_articles_that_share_two_rare_sentences_are_related() -> None:
    articles = corpus()
    articles["a05"] = [*articles["a01"][:2], *articles["a05"][2:]]
    articles["a06"] = [articles["a02"][0], *articles["a06"][1:]]
    assert index(articles).related() == [("a01", "a05")]


def test_a_quarter_of_a_short_article_is_enough() -> None:
    articles = corpus()
    articles["brief"] = [articles["a03"][4], *(LONG_ENOUGH.format(f"night {n}") for n in range(3))]
    assert index(articles).related() == [("a03", "brief")]


@pytest.mark.parametrize(
    "line", ["No.", "Subscribe to our newsletter to read more stories like this one.", "市长说大桥将重新开放。"]
)
def test_boilerplate_connects_nothing_and_is_counted(line: str) -> None:
    articles = {id: [line, *own] for id, own in corpus(12).items()}
    found = index(articles)
    assert found.related() == []
    splits: dict[str, Split] = dict.fromkeys(articles, "train") | {"a00": "test", "a01": "validation"}
    leaks = found.leaks(splits)
    assert (leaks.sentences, leaks.rows, leaks.evaluated, leaks.serious) == (
        1,
        {"validation": 1, "test": 1},
        {"validation": 9, "test": 9},
        0,
    )
    require_few(leaks)


def test_leaks_are_counted_exactly_and_named() -> None:
    articles = corpus()
    articles["a05"] = [*articles["a01"][:2], articles["a01"][0], *articles["a05"][2:]]
    articles["a07"] = [*articles["a05"][4:6], *articles["a07"]]
    splits: dict[str, Split] = dict.fromkeys(articles, "train") | {"a05": "test", "a07": "validation"}
    leaks = index(articles).leaks(splits)
    assert leaks == Leaks(4, {"validation": 0, "test": 3}, {"validation": 10, "test": 9}, 3, ("a05", "test", "a01"))
    with pytest.raises(ExportError, match=r"3 of 19 sentences .* one of a05 \(test\) in a01.*--allow-leak"):
        require_few(leaks)
    assert leak_words(leaks) == "4 sentences are in two splits or more; 3 of 9 in test are also in train"
    assert leak_words(index(corpus()).leaks(splits)) == "no sentence is in two splits"


def test_claims_that_say_the_same_in_several_splits() -> None:
    splits: dict[str, Split] = {"a": "train", "b": "train", "c": "validation", "d": "test"}
    assert cluster_leaks([["a", "b"], ["c", "c"]], splits) == (0, {"validation": 0, "test": 0})
    clusters, claims = cluster_leaks([["a", "c", "c", "d"], ["a", "b", "d"], ["c", "d"]], splits)
    assert (clusters, claims) == (3, {"validation": 2, "test": 2}), "what train has is counted by claims"
    words = leak_words(Leaks(clusters=clusters, claims=claims))
    assert words == (
        "no sentence is in two splits; 3 clusters of claims that say the same are in two splits or more; claims that train has "
        "in other words: 2 in validation and 2 in test"
    )
    assert leak_words(Leaks(clusters=1, claims={"test": 0})).endswith(
        "; 1 cluster of claims that say the same is in two splits or more"
    )


def export(world: Any, schema: Schema, target: Path, articles: dict[str, list[str]], **options: Any) -> Any:
    documents = [world.document(id, own) for id, own in articles.items()]
    revisions = [world.revision(document, 0, Annotation("no_claim")) for document in documents]
    return world.export(target, documents, revisions, schema, **options)


def test_a_report_that_quotes_a_part_of_a_brief_shares_its_split(world: Any, schema: Schema, tmp_path: Path) -> None:
    articles = corpus(20)
    for number in range(20):
        articles[f"b{number:02}"] = [*articles[f"a{number:02}"][:3], *(LONG_ENOUGH.format(f"b{number}-{n}") for n in range(9))]
    done = export(world, schema, tmp_path / "dataset", articles, test=0.3)
    assert done.leaks.sentences == 0
    assert done.configs["articles"]["test"] == 12
    assert "Of the sentences, no sentence is in two splits." in (done.path / "README.md").read_text(encoding="utf-8")


def test_earlier_splits_stay_and_what_leaks_is_refused_until_it_is_allowed(world: Any, schema: Schema, tmp_path: Path) -> None:
    articles = corpus(20)
    target = tmp_path / "dataset"
    first = export(world, schema, target, articles)
    splits = {
        row["document"]: split for split, rows in world.load(first.path, "articles", tmp_path / "c").items() for row in rows
    }
    test = next(id for id, split in splits.items() if split == "test")
    train = next(id for id, split in splits.items() if split == "train")
    articles[test] = [*articles[train][:6], *articles[test][6:]]
    before = world.bytes_of(target)
    with pytest.raises(ExportError, match=f"6 of 32 .* one of {test} "):
        export(world, schema, target, articles)
    assert world.bytes_of(target) == before
    done = export(world, schema, target, articles, allow_leak=True)
    assert (done.leaks.sentences, done.leaks.rows) == (6, {"validation": 0, "test": 6})
    assert "6 of 16 in test are also in train" in (done.path / "README.md").read_text(encoding="utf-8")
    new = articles | {"new": [*articles[test][6:], *(LONG_ENOUGH.format(f"new {n}") for n in range(3))]}
    export(world, schema, target, new, allow_leak=True)
    loaded = world.load(target, "articles", tmp_path / "d")
    assert "new" in {row["document"] for row in loaded["test"]}, "related to an article of that split"
