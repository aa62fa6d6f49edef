"""Articles that contain much of another one: those that comparing all pairs would find, and a table that is never out of date."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from annotate.articles.fingerprints import Fingerprint
from annotate.corpus import containment as module
from annotate.corpus.build import Built, Part
from annotate.corpus.containment import find_containment, read_containment, remove_outdated
from annotate.corpus.groups import find_groups
from annotate.corpus.layout import CONTAINMENT_SCHEMA, GROUP_SCHEMA, containment_path, groups_path, marker_path
from annotate.corpus.reading import Corpus
from support.archives import build_here, records, sentence, tree, write_lines

Pair = tuple[str, str, int, int]
"""The ids of an article and of one that it contains, how many sentences they share, and how many that one has."""


def article(name: str, *sentences: str) -> dict[str, str]:
    return {"id": name, "text": "\n\n".join(sentences)}


def prose(seed: int, count: int) -> list[str]:
    """Return long sentences that no other seed has."""
    return [
        f"Report {seed} says that item {number} of list {seed} costs the city {number} million euros." for number in range(count)
    ]


def corpus_of(folder: Path, rows: Iterable[object], **options: int) -> Corpus:
    done = build_here(folder / "c", write_lines(folder / "d.jsonl", rows), **options)
    return Corpus(folder / "c", done.shards)


def named(corpus: Corpus) -> list[Pair]:
    """The pairs with the ids of their articles, in the order of the table."""
    ids = {key: document.id for key, document in corpus.documents(corpus.numbers("articles", "article").tolist())}
    rows = find_containment(corpus, find_groups(corpus)).to_pylist()
    return [(ids[row["article"]], ids[row["contained"]], row["shared"], row["of"]) for row in rows]


def pairs(folder: Path, *rows: dict[str, str]) -> list[Pair]:
    return named(corpus_of(folder, rows))


def exact(corpus: Corpus) -> set[Pair]:
    """The pairs by comparing all of them."""
    documents = [document for _, document in corpus.documents(corpus.numbers("articles", "article").tolist())]
    hashes = [set(memoryview(Fingerprint(document).sentences).cast("I")) for document in documents]
    groups = {row["article"]: row["group"] for row in find_groups(corpus).to_pylist()}
    keys = corpus.numbers("articles", "article").tolist()
    number = Counter(hash for several in hashes for hash in several)
    found = set()
    for one, other in combinations(range(len(documents)), 2):
        shorter, longer = (one, other) if len(hashes[one]) <= len(hashes[other]) else (other, one)
        shared = sum(number[hash] <= 20 for hash in hashes[one] & hashes[other])
        same_group = keys[one] in groups and groups[keys[one]] == groups.get(keys[other])
        if shared >= 2 and 2 * shared >= len(hashes[shorter]) and not same_group:
            found.add((documents[longer].id, documents[shorter].id, shared, len(hashes[shorter])))
    return found


def mixed(count: int = 60) -> list[dict[str, str]]:
    """Return articles that quote sentences of others: none, some or all, of one or of several."""
    chance = random.Random(5)
    rows: list[dict[str, str]] = []
    for number in range(count):
        sentences = [sentence(chance) for _ in range(chance.randint(2, 12))]
        for quoted in chance.sample(rows, min(len(rows), chance.choice((0, 0, 1, 3)))):
            quotes = quoted["text"].split("\n\n")
            sentences += chance.sample(quotes, chance.randint(1, len(quotes)))
        if number % 2:
            sentences.append("All of our reporting is paid for by readers like you in this town.")
        rows.append(article(f"a{number}", *sentences))
    return rows


def test_they_are_those_of_comparing_all_pairs(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, mixed())
    found = named(corpus)
    assert len(found) == len(set(found)) > 20
    assert set(found) == exact(corpus)


def test_little_memory_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_of(tmp_path, mixed(), shard_bytes=3_000)
    assert corpus.shards > 3
    whole = find_containment(corpus, find_groups(corpus))
    monkeypatch.setattr(module, "_BUDGET", 80)
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert find_containment(corpus, find_groups(corpus)).equals(whole)


def test_an_article_inside_a_longer_one_is_found_wherever_it_is(tmp_path: Path) -> None:
    wire, other = prose(1, 4), prose(2, 5)
    rows = article("long", *prose(3, 9), *wire, *prose(4, 9), *other), article("wire", *wire), article("other", *other)
    assert pairs(tmp_path, *rows) == [("long", "wire", 4, 4), ("long", "other", 5, 5)]


@pytest.mark.parametrize(
    ("quoted", "length", "found"),
    [(1, 1, False), (1, 2, False), (2, 2, True), (2, 4, True), (2, 5, False), (3, 6, True), (3, 7, False)],
)
def test_two_sentences_and_half_of_the_shorter_are_needed(tmp_path: Path, quoted: int, length: int, found: bool) -> None:
    short = prose(1, length)
    rows = article("long", *prose(2, 20), *short[:quoted]), article("short", *short)
    assert pairs(tmp_path, *rows) == ([("long", "short", quoted, length)] if found else [])


def test_only_long_sentences_count(tmp_path: Path) -> None:
    brief = ["The mayor said no.", "Rents rose again.", "It rained all day."]
    assert pairs(tmp_path, article("long", *prose(2, 9), *brief), article("short", *brief)) == []


def test_case_and_punctuation_do_not_count_but_words_do(tmp_path: Path) -> None:
    short = prose(1, 3)
    shouted = [each.upper().replace(".", "!") for each in short]
    changed = [each.replace("euros", "dollars") for each in short]
    rows = article("short", *short), article("loud", *prose(2, 9), *shouted), article("changed", *prose(3, 9), *changed)
    assert pairs(tmp_path, *rows) == [("loud", "short", 3, 3)]


def test_of_equally_long_articles_the_first_is_contained(tmp_path: Path) -> None:
    shared = prose(1, 5)
    rows = article("one", *prose(2, 5), *shared), article("two", *shared, *prose(3, 5))
    assert pairs(tmp_path, *rows) == [("two", "one", 5, 10)]


@pytest.mark.parametrize(("copies", "found"), [(19, True), (20, False)])
def test_a_sentence_of_more_than_twenty_articles_is_boilerplate(tmp_path: Path, copies: int, found: bool) -> None:
    lines = prose(1, 2)
    rows = [article(f"long{number}", *prose(number + 10, 12), *lines) for number in range(copies)]
    result = pairs(tmp_path, article("short", *lines), *rows)
    assert {row[1:] for row in result if row[1] == "short"} == ({("short", 2, 2)} if found else set())
    assert len(result) == (copies if found else 0)


def test_near_duplicates_of_each_other_are_left_out(tmp_path: Path) -> None:
    wire = prose(1, 6)
    copies = [article(f"copy{number}", *wire, *prose(number + 5, 1)) for number in range(3)]
    corpus = corpus_of(tmp_path, [*copies, article("long", *prose(2, 20), *wire)])
    assert len(find_groups(corpus)) == 3
    assert named(corpus) == [("long", f"copy{number}", 6, 7) for number in range(3)]
    none = find_containment(corpus, GROUP_SCHEMA.empty_table())
    assert len(none) == 6, "with no groups the copies contain each other"


@pytest.mark.parametrize(
    "script",
    [
        "Die Brücke über die Elbe bleibt nach Angaben der Stadt bis Mai gesperrt, Teil {}.",
        "{}号桥将在五月重新开放，市长在周一的新闻发布会上告诉记者。",
    ],
)
def test_every_language_is_compared(tmp_path: Path, script: str) -> None:
    short = [script.format(number) for number in range(3)]
    rows = article("long", *(script.format(number) for number in range(10, 30)), *short), article("short", *short)
    assert pairs(tmp_path, *rows) == [("long", "short", 3, 3)]


def test_nothing_to_compare_is_an_empty_table(tmp_path: Path) -> None:
    for corpus in (Corpus(tmp_path, 0), corpus_of(tmp_path, [article("brief", "Rain.")])):
        table = find_containment(corpus, GROUP_SCHEMA.empty_table())
        assert (table.schema, len(table)) == (CONTAINMENT_SCHEMA, 0)


# -- the table in the folder of a corpus ---------------------------------------------------------------------------------


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "d.jsonl", [*records(40), *mixed()])


def quoting(folder: Path, *paths: Path, **options: object) -> Built:
    return build_here(folder, *paths, containment=True, **options)


def table_of(built: Built) -> pyarrow.Table | None:
    return read_containment(Corpus(built.folder, built.shards))


def test_a_build_writes_it_whoever_does_the_work(dump: Path, tmp_path: Path) -> None:
    whole = quoting(tmp_path / "whole", dump)
    assert whole.containment is not None
    assert whole.containment == len(parquet.read_table(containment_path(tmp_path / "whole"))) > 20
    later = build_here(tmp_path / "later", dump)
    assert (later.containment, containment_path(tmp_path / "later").exists()) == (None, False)
    assert quoting(tmp_path / "later", dump).built == 0, "no shard is built anew"
    for number in (2, 1):
        assert quoting(tmp_path / "parts", dump, part=Part(number, 2)).containment is None
    quoting(tmp_path / "parts", dump)
    trees = [tree(tmp_path / name) for name in ("whole", "later", "parts")]
    assert trees[0] == trees[1] == trees[2]


def test_without_the_option_it_is_kept_while_it_is_right(dump: Path, tmp_path: Path) -> None:
    quoting(tmp_path / "c", dump)
    before = tree(tmp_path / "c")
    again = build_here(tmp_path / "c", dump)
    assert (again.outdated, tree(tmp_path / "c")) == (False, before)
    again = build_here(tmp_path / "c", dump, part=Part(1, 2))
    assert (again.outdated, tree(tmp_path / "c")) == (False, before)


@pytest.mark.parametrize("part", [Part(1, 1), Part(1, 2)])
def test_without_the_option_it_is_removed_when_the_input_changes(dump: Path, tmp_path: Path, part: Part) -> None:
    quoting(tmp_path / "c", dump)
    dump.write_bytes(dump.read_bytes().replace(b"million", b"billion"))  # with the plan as it was, so that a part is not refused
    done = build_here(tmp_path / "c", dump, part=part)
    assert (done.outdated, done.containment) == (True, None)
    assert not containment_path(tmp_path / "c").exists()
    assert build_here(tmp_path / "c", dump).outdated is False
    build_here(tmp_path / "new", dump)
    built = [{name: data for name, data in tree(tmp_path / name).items() if ".lock" not in name} for name in ("c", "new")]
    assert built[0] == built[1]


def test_an_interrupted_build_leaves_none_of_other_articles(dump: Path, tmp_path: Path) -> None:
    def stop(tasks: Sequence[object]) -> Iterable[object]:
        marker_path(tmp_path / "c", 0).unlink()
        raise KeyboardInterrupt

    quoting(tmp_path / "c", dump)
    with pytest.raises(KeyboardInterrupt):
        build_here(tmp_path / "c", dump, runner=stop)  # type: ignore[arg-type]
    assert not containment_path(tmp_path / "c").exists()


def test_one_of_other_shards_or_groups_is_not_read(dump: Path, tmp_path: Path) -> None:
    done = quoting(tmp_path / "c", dump)
    corpus = Corpus(done.folder, done.shards)
    assert read_containment(corpus) is not None
    for path in (marker_path(done.folder, 0), groups_path(done.folder)):
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        assert read_containment(corpus) is None
        path.write_bytes(content)
    assert read_containment(Corpus(done.folder, done.shards - 1)) is None
    assert (remove_outdated(corpus), read_containment(corpus) is None) == (False, False)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"nonsense" * 100])
def test_a_damaged_one_is_removed_and_made_again(dump: Path, tmp_path: Path, content: bytes) -> None:
    done = quoting(tmp_path / "c", dump)
    before = tree(tmp_path / "c")
    containment_path(done.folder).write_bytes(content)
    assert table_of(done) is None
    assert quoting(tmp_path / "c", dump).outdated is False
    assert tree(tmp_path / "c") == before
    containment_path(done.folder).write_bytes(content)
    assert build_here(tmp_path / "c", dump).outdated is True
    assert not containment_path(done.folder).exists()


def test_what_a_killed_build_left_is_removed(dump: Path, tmp_path: Path) -> None:
    quoting(tmp_path / "c", dump)
    before = tree(tmp_path / "c")
    for path in (containment_path(tmp_path / "c"), groups_path(tmp_path / "c")):
        path.with_name(f".{path.name}.{'0' * 32}.part").touch()
    quoting(tmp_path / "c", dump)
    assert tree(tmp_path / "c") == before
