"""`annotate corpus`: build, sample, stats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.archives import records, tree, write_archive, write_lines
from support.commanding import run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "archive", 12)


def build(archive: Path, folder: Path, *options: str) -> dict[str, object]:
    result = run("corpus", "build", archive, "--to", folder, "--shard-size", "0.02", "--jobs", "1", "--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_build_says_what_it_did(archive: Path, tmp_path: Path) -> None:
    report = build(archive, tmp_path / "c")
    assert report["rows"]["articles"] == 55  # type: ignore[index]
    assert report["built"] == report["shards"]
    again = run("corpus", "build", archive, "--to", tmp_path / "c", "--shard-size", "0.02")
    assert "55 articles, " in again.stdout
    assert " shards, 0 built now." in again.stdout


def test_articles_that_contain_others_are_found_on_request(tmp_path: Path) -> None:
    made = records(3)
    quoting = {"id": "long", "text": "\n\n".join(each["text"] for each in (*made[:2], *records(1, 2, paragraphs=9)))}
    dump, folder = write_lines(tmp_path / "d.jsonl", [*made, quoting]), tmp_path / "c"
    assert build(dump, folder)["containment"] is None
    line = "2 pairs of an article and one that it contains much of"
    assert line not in run("corpus", "stats", folder).stdout
    result = run("corpus", "build", dump, "--to", folder, "--shard-size", "0.02", "--jobs", "1", "--containment")
    assert result.stdout.splitlines()[1] == f"{line}."
    assert " 0 built now." in result.stdout
    assert run("corpus", "stats", folder).stdout.splitlines()[2] == f"{line}, with 2 contained articles."
    report = json.loads(run("corpus", "stats", folder, "--json").stdout)
    assert report["containment"] == {"pairs": 2, "containing": 1, "contained": 2}
    assert build(dump, folder)["containment"] == 2
    write_lines(dump, made)
    result = run("corpus", "build", dump, "--to", folder, "--jobs", "1")
    assert (result.exit_code, "containment was out of date and is removed" in result.stderr) == (0, True)
    assert json.loads(run("corpus", "stats", folder, "--json").stdout)["containment"] is None


def test_a_part_says_that_containment_comes_at_the_end(archive: Path, tmp_path: Path) -> None:
    result = run("corpus", "build", archive, "--to", tmp_path / "c", "--jobs", "1", "--part", "1/2", "--containment")
    assert (result.exit_code, result.stderr.count("in the build without --part, which finishes the corpus")) == (0, 1)
    assert not (tmp_path / "c" / "containment").exists()


def test_parts_are_numbered_from_one(archive: Path, tmp_path: Path) -> None:
    build(archive, tmp_path / "whole")
    for part in ("1/2", "2/2"):
        assert build(archive, tmp_path / "c", "--part", part)["groups"] is None
    build(archive, tmp_path / "c")
    assert tree(tmp_path / "c") == tree(tmp_path / "whole")


@pytest.mark.parametrize("part", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2", "1/2/3", "１/2"])
def test_a_part_that_is_none_is_refused(archive: Path, tmp_path: Path, part: str) -> None:
    result = run("corpus", "build", archive, "--to", tmp_path / "c", "--part", part)
    assert result.exit_code == 2
    assert "is not a share of the work; write 3/8" in result.stderr


def test_what_does_not_go_together_is_refused(archive: Path, tmp_path: Path) -> None:
    for options in (("--cluster", "tcp://127.0.0.1:1", "--jobs", "2"), ("--cluster", "tcp://127.0.0.1:1", "--part", "1/2")):
        result = run("corpus", "build", archive, "--to", tmp_path / "c", *options)
        assert (result.exit_code, "choose one" in result.stderr) == (2, True)


def test_wrong_paths_are_one_sentence(archive: Path, tmp_path: Path) -> None:
    for path, folder in ((tmp_path / "nowhere", tmp_path / "c"), (archive, archive), (archive, archive / "note.txt")):
        result = run("corpus", "build", path, "--to", folder)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


@pytest.fixture
def corpus(archive: Path, tmp_path: Path) -> Path:
    build(archive, tmp_path / "c")
    return tmp_path / "c"


def test_sample_says_what_was_drawn(project: object, corpus: Path) -> None:
    result = run("corpus", "sample", corpus, "--n", "6", "--by", "outlet,month", "--where", "language=en", "--seed", "4")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Drawn: 6 of ")
    assert result.stdout.endswith("6 added\n")
    report = json.loads(run("corpus", "sample", corpus, "--n", "6", "--seed", "5", "--json").stdout)
    articles = report["sample"]["articles"]
    assert len(articles) == 6
    assert all(0 < article["probability"] <= 1 for article in articles.values())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--by", "nothing"), "cannot be divided by 'nothing'"),
        (("--where", "nothing=1"), "no column 'nothing'"),
        (("--where", "language"), "is not a condition"),
        (("--score", "beauty"), "is not one of"),
        (("--score", "uncertainty"), "annotate train"),
        (("--n", "0"), "0 is not in the range"),
    ],
)
def test_a_sample_that_cannot_be_drawn_is_one_sentence(
    project: object, corpus: Path, options: tuple[str, ...], expected: str
) -> None:
    result = run("corpus", "sample", corpus, "--n", "3", *options)
    assert (result.exit_code, expected in result.stderr) == (2, True)


def test_stats_are_a_table_or_json(corpus: Path) -> None:
    result = run("corpus", "stats", corpus, "--top", "2")
    assert result.exit_code == 0
    assert result.stdout.startswith("55 articles, ")
    assert "more; --top shows more" in result.stdout
    report = json.loads(run("corpus", "stats", corpus, "--json").stdout)
    assert report["total"]["articles"] == 55
    assert sum(counts["articles"] for counts in report["by"]["language"].values()) == 55


def test_stats_of_something_else_are_one_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = run("corpus", "stats", folder)
        assert (result.exit_code, "is not a corpus" in result.stderr) == (2, True)
