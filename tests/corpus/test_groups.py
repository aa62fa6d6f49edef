"""Groups of near-duplicates: those of the rule that `annotate add` follows, verified, and named once."""

from __future__ import annotations

import operator
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy
import pytest
from pyarrow import parquet

from annotate.articles.fingerprints import Fingerprint, band_keys
from annotate.articles.near_duplicates import similar
from annotate.corpus import groups as module
from annotate.corpus.groups import candidates, connect, find_groups, group_table, judge, neighbours, shingle_hashes
from annotate.corpus.layout import BAND_COLUMNS
from annotate.corpus.reading import Corpus
from support.archives import build_here, records, sentence, text, write_lines
from support.builders import make_document


def corpus_of(folder: Path, rows: Iterable[object]) -> Corpus:
    done = build_here(folder / "c", write_lines(folder / "d.jsonl", rows))
    return Corpus(folder / "c", done.shards)


def named(corpus: Corpus) -> set[frozenset[str]]:
    """The groups as the ids of their articles."""
    ids = {key: document.id for key, document in corpus.documents(corpus.numbers("articles", "article").tolist())}
    found = defaultdict(set)
    for row in find_groups(corpus).to_pylist():
        found[row["group"]].add(ids[row["article"]])
        assert row["group"] <= row["article"]
    return {frozenset(group) for group in found.values()}


def exact(corpus: Corpus) -> set[frozenset[str]]:
    """The groups by comparing all pairs."""
    documents = [document for _, document in corpus.documents(corpus.numbers("articles", "article").tolist())]
    prints = [Fingerprint(document) for document in documents]
    group = list(range(len(documents)))
    for one in range(len(documents)):
        for other in range(one):
            if similar(prints[one], prints[other]):
                group = [group[one] if number == group[other] else number for number in group]
    members = defaultdict(set)
    for document, number in zip(documents, group, strict=True):
        members[number].add(document.id)
    return {frozenset(several) for several in members.values() if len(several) > 1}


def test_they_are_those_of_comparing_all_pairs(tmp_path: Path) -> None:
    chance = random.Random(3)
    rows = records(40)
    for number in range(25):  # copies of copies, with more and more added
        row = dict(chance.choice(rows))
        row |= {"id": f"copy{number}", "text": f"{row['text']} {' '.join(sentence(chance) for _ in range(chance.randint(0, 3)))}"}
        rows.append(row)
    corpus = corpus_of(tmp_path, rows)
    assert named(corpus) == exact(corpus)
    assert len(named(corpus)) > 5


def test_a_band_that_is_equal_by_chance_joins_nothing(monkeypatch: object) -> None:
    chance = random.Random(1)
    documents = {key: make_document(str(key), text(chance).split("\n\n")) for key in range(4)}

    def read(keys: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
        return ((key, [documents[key].text[s.start : s.end] for s in documents[key].sentences]) for key in keys)

    pairs = numpy.array([1, (1 << 32) | 2, (2 << 32) | 3], dtype=numpy.uint64)
    certain = numpy.array([False, False, True])
    assert connect(pairs, certain, numpy.arange(4), read) == {2: 2, 3: 2}, "only the two that are certain"


def test_a_thousand_equal_values_make_a_thousand_pairs() -> None:
    assert len(neighbours(numpy.zeros(1_000, dtype=numpy.uint32))) == 999
    assert len(neighbours(numpy.arange(1_000, dtype=numpy.uint32))) == 0
    assert len(neighbours(numpy.zeros(0, dtype=numpy.uint32))) == 0


def test_little_memory_makes_no_difference(tmp_path: Path, monkeypatch: object) -> None:
    corpus = corpus_of(tmp_path, records(60))
    count = len(corpus.numbers("articles", "article"))
    all_at_once = candidates(corpus, count)
    whole = find_groups(corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BUDGET", 1)
        patch.setattr(module, "_COMPARED", 2)
        patch.setattr(module, "_JUDGED", 3)
        assert candidates(corpus, count).tolist() == all_at_once.tolist()
        assert find_groups(corpus).equals(whole)


def test_a_table_names_the_first_article_and_the_size() -> None:
    keys = numpy.array([10, 20, 30, 40])
    assert group_table(keys, {1: 1, 3: 1}).to_pylist() == [
        {"article": 20, "group": 20, "size": 2},
        {"article": 40, "group": 20, "size": 2},
    ]
    assert group_table(keys, {}).num_rows == 0


def test_a_build_writes_them(built: Path) -> None:
    rows = parquet.read_table(built / "near_duplicates" / "groups.parquet").to_pylist()
    assert len(rows) > 8


def test_what_is_judged_by_bands_would_be_found_by_comparing(tmp_path: Path) -> None:
    chance = random.Random(4)
    rows = records(60)
    for number in range(30):  # with more and more of another one
        half, other = chance.choice(rows)["text"], chance.choice(rows)["text"]
        rows.append({"id": f"mixed{number}", "text": f"{half} {other[: len(other) * number // 15]}"})
    corpus = corpus_of(tmp_path, rows)
    keys = corpus.numbers("signatures", "article")
    pairs = numpy.unique(numpy.concatenate([candidates(corpus, len(keys)), neighbours(numpy.zeros(len(keys), numpy.uint32))]))
    possible, certain = judge(corpus, pairs)
    assert certain.sum() > 4
    assert certain.sum() < len(possible) < len(pairs)
    compared = connect(pairs, numpy.zeros(len(pairs), dtype=bool), keys, corpus.sentences)
    assert connect(possible, certain, keys, corpus.sentences) == compared


@pytest.mark.parametrize("size", [1, 5, 200])
def test_bytes_of_bands_are_equal_as_often_as_shingles_are_shared(size: int) -> None:
    def numbers(*names: str) -> list[int]:
        return list(band_keys([f"{name} {n}" for name in names for n in range(size)]))

    def equal(one: list[int], other: list[int]) -> int:
        return sum(map(operator.eq, one, other))

    a_third = [equal(numbers(f"a{n}", f"b{n}"), numbers(f"a{n}", f"c{n}")) for n in range(60)]
    none = [equal(numbers(f"a{n}"), numbers(f"b{n}")) for n in range(60)]
    assert abs(sum(a_third) / 60 - 128 / 3) < 3
    assert sum(none) / 60 < 1.5


def test_equal_bands_of_boilerplate_join_nothing(tmp_path: Path) -> None:
    line = f"Reporting for this page is paid for by {' '.join(f'donor{number}' for number in range(150))} and readers."
    rows = [
        {"id": str(n), "text": f"{head} {line}"} for n, head in enumerate(("Rain fell on Rome today.", "Two goals won the cup."))
    ]
    corpus = corpus_of(tmp_path, rows)
    pairs = candidates(corpus, 2)
    equal = sum(values[0] == values[1] for values in (corpus.numbers("signatures", band) for band in BAND_COLUMNS))
    assert equal >= 16
    assert judge(corpus, pairs)[1].tolist() == [False]
    assert len(find_groups(corpus)) == 0


def test_hashes_count_as_shingles_do() -> None:
    chance = random.Random(2)
    texts = [[], ["One."], ["one"], ["One two three four."], ["one two three four five"], *([text(chance)] for _ in range(20))]
    texts += [["a b c d e a b c d e a b c d e."], ["Le pont est ferm\u00e9 \u00e0 Rome depuis lundi."]]
    for one in texts:
        for other in texts:
            both = [Fingerprint(each) for each in (one, other)]
            hashes = [set(shingle_hashes(each).tolist()) for each in both]
            assert len(hashes[0]) == (len(both[0].shingles) if one else 0)
            if one and other:
                assert len(hashes[0] & hashes[1]) == len(both[0].shingles & both[1].shingles)
