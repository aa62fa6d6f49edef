"""A corpus as it is read again."""

from __future__ import annotations

from pathlib import Path

from annotate.articles.parallel import read
from annotate.corpus.reading import Corpus
from annotate.model import Document
from support.archives import build_here as build
from support.archives import inputs, records, write_lines


def test_articles_come_back_as_they_were_read(archive: Path, built: Path) -> None:
    corpus = Corpus(built, len(list(built.glob("articles/*"))))
    keys = corpus.numbers("articles", "article").tolist()
    found = dict(corpus.documents(keys))
    assert list(found) == keys
    whole = [a for file in inputs(archive) for a in read(file.path, file.name) if isinstance(a, Document)]
    assert len(found) == len(whole)
    of_tables = [document for document in found.values() if "warc" not in document.path]
    assert of_tables == [document for document in whole if "warc" not in document.path]


def test_some_articles_are_read_in_the_order_of_the_corpus(built: Path) -> None:
    corpus = Corpus(built, len(list(built.glob("articles/*"))))
    keys = corpus.numbers("articles", "article").tolist()
    some = [keys[50], keys[3], keys[-1], keys[4]]
    assert [key for key, _ in corpus.documents([*some, some[0]])] == sorted(some)


def test_groups_of_rows_are_found(tmp_path: Path) -> None:
    """A shard with more articles than one group of rows."""
    build(tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(1_100)), shard_bytes=10_000_000)
    corpus = Corpus(tmp_path / "c", 1)
    assert [document.id for _, document in corpus.documents([499, 500, 1_099])] == ["a1-499", "a1-500", "a1-1099"]


def test_sentences_are_those_of_the_articles(tmp_path: Path) -> None:
    build(tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(600)), shard_bytes=100_000)
    corpus = Corpus(tmp_path / "c", len(list((tmp_path / "c" / "articles").glob("*"))))
    keys = corpus.numbers("articles", "article").tolist()
    wanted = [keys[-1], *keys[3::7], keys[3]]
    texts = {key: [d.text[s.start : s.end] for s in d.sentences] for key, d in corpus.documents(wanted)}
    assert list(corpus.sentences(wanted)) == list(texts.items())
    assert corpus.shards > 1


def test_tables_come_one_shard_after_the_other(built: Path) -> None:
    shards = len(list(built.glob("articles/*")))
    tables = list(Corpus(built, shards).tables("sentences", ["start"]))
    assert len(tables) == shards
    assert all(table.column_names == ["start"] for table in tables)
    assert len(Corpus(built, 0).numbers("articles", "rank")) == 0
