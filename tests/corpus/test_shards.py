"""The input cut into shards: nothing is lost, doubled or named differently."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotate.articles.formats.problems import link_outside
from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.articles.parallel import read
from annotate.corpus.shards import InputFile, Piece, cut_shards, hash_input, read_piece
from annotate.model import Document
from support.archives import inputs, records, write_lines


@pytest.mark.parametrize("size", [1, 3_000, 20_000, 10_000_000])
def test_shards_have_what_reading_each_file_as_a_whole_has(archive: Path, size: int) -> None:
    shards = list(cut_shards(inputs(archive), size, DEFAULT_OPTIONS))
    assert [shard.number for shard in shards] == list(range(len(shards)))
    cut = [article for shard in shards for piece in shard.pieces for article in read_piece(piece, DEFAULT_OPTIONS)]
    whole = [article for file in inputs(archive) for article in read(file.path, file.name)]
    packed = ("crawl.warc", "old.warc")  # whose records are named by the place of their part

    def described(articles: list[object], *, archived: bool) -> list[object]:
        return [
            (article.title, article.text) if archived and isinstance(article, Document) else article
            for article in articles
            if any(name in getattr(article, "path", "") + getattr(article, "where", "") for name in packed) == archived
        ]

    assert described(list(cut), archived=False) == described(list(whole), archived=False)
    assert described(list(cut), archived=True) == described(list(whole), archived=True)
    paths = [article.path for article in cut if isinstance(article, Document)]
    assert len(set(paths)) == len(paths)
    if size == 3_000:
        assert len(shards) > 40


def test_small_files_share_a_shard_and_keep_their_order(tmp_path: Path) -> None:
    files = [InputFile(tmp_path / f"{number}.txt", str(number)) for number in range(10)]
    for file in files:
        file.path.write_bytes(b"x" * 40)
    shards = list(cut_shards(files, 100, DEFAULT_OPTIONS))
    assert [[piece.file.name for piece in shard.pieces] for shard in shards] == [list("012"), list("345"), list("678"), ["9"]]


def test_a_file_that_must_not_be_read_is_a_problem(tmp_path: Path) -> None:
    problem = link_outside("a.txt")
    piece = Piece(InputFile(tmp_path / "a.txt", "a.txt", problem))
    assert list(read_piece(piece, DEFAULT_OPTIONS)) == [problem]
    assert len(hash_input([piece], "")) == 32


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    (shard,) = cut_shards([InputFile(tmp_path / "gone.jsonl", "gone.jsonl")], 100, DEFAULT_OPTIONS)
    (problem,) = read_piece(shard.pieces[0], DEFAULT_OPTIONS)
    assert getattr(problem, "code", "") == "unreadable-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_a_problem_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (shard,) = cut_shards(inputs(tmp_path), 100, DEFAULT_OPTIONS)
    assert len(hash_input(shard.pieces, "")) == 32
    (problem,) = read_piece(shard.pieces[0], DEFAULT_OPTIONS)
    assert getattr(problem, "code", "") == "not-a-file"


def test_the_hash_of_an_input_depends_on_its_bytes_its_name_and_the_settings(tmp_path: Path) -> None:
    dump = write_lines(tmp_path / "d.jsonl", records(20))
    first, second, *_ = cut_shards(inputs(dump), 3_000, DEFAULT_OPTIONS)
    hashes = {hash_input(first.pieces, "a"), hash_input(first.pieces, "b"), hash_input(second.pieces, "a")}
    hashes.add(hash_input([piece._replace(file=piece.file._replace(name="e.jsonl")) for piece in first.pieces], "a"))
    data = bytearray(dump.read_bytes())
    data[10] = ord("?")
    dump.write_bytes(data)
    hashes.add(hash_input(first.pieces, "a"))
    assert len(hashes) == 5
    assert hash_input(second.pieces, "a") in hashes


def test_options_are_passed_on(tmp_path: Path) -> None:
    rows = [{"Body": row["text"]} for row in records(20)]
    dump = write_lines(tmp_path / "d.jsonl", rows)
    options = ReadingOptions(columns={"text": "Body"})
    shards = list(cut_shards(inputs(dump), 3_000, options))
    assert len(shards) > 3
    assert all(isinstance(a, Document) for shard in shards for piece in shard.pieces for a in read_piece(piece, options))
