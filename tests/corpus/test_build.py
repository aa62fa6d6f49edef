"""Building: the same files whoever does the work, after any interruption."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from annotate.articles.formats.reading_options import DEFAULT_OPTIONS
from annotate.corpus import build as module
from annotate.corpus.build import CorpusError, Part, build, corpus_fingerprint, read_finished, read_plan
from annotate.corpus.groups import read_groups
from annotate.corpus.layout import PLAN, marker_path
from annotate.corpus.reading import Corpus
from annotate.corpus.runners import Lost, pool
from annotate.corpus.work import Summary, Task
from support.archives import build_here, here, inputs, records, tree, write_archive, write_lines
from support.commanding import program


def half(tasks: Sequence[Task]) -> Iterator[Summary]:
    """A runner that is interrupted in the middle."""
    yield from here(tasks[: len(tasks) // 2])
    raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_any_number_of_processes_gives_the_same_bytes(archive: Path, built: Path, tmp_path: Path, jobs: int) -> None:
    build_here(tmp_path / "c", archive, runner=partial(pool, jobs=jobs))
    assert tree(tmp_path / "c") == tree(built)


def test_parts_in_any_order_give_the_same_bytes(archive: Path, built: Path, tmp_path: Path) -> None:
    for number in (3, 1, 2):
        done = build_here(tmp_path / "c", archive, part=Part(number, 3))
        assert done.groups is None
    whole = build_here(tmp_path / "c", archive)
    assert (whole.built, whole.groups is not None) == (0, True)
    assert tree(tmp_path / "c") == tree(built)


def test_an_interrupted_build_goes_on_to_the_same_bytes(archive: Path, built: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build_here(tmp_path / "c", archive, runner=half)
    again = build_here(tmp_path / "c", archive)
    assert again.built == again.shards - again.shards // 2
    assert tree(tmp_path / "c") == tree(built)


def test_it_holds_the_input_wherever_that_is(built: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "c", write_archive(tmp_path / "elsewhere" / "news"))
    assert tree(tmp_path / "c") == tree(built)


def children(pid: int) -> list[int]:
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        found += map(int, (thread / "children").read_text().split())
    return found


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds the workers in /proc")
@pytest.mark.parametrize("killed", ["worker", "program", "interrupted"])
def test_killed_in_the_middle_it_ends_with_the_same_bytes(tmp_path: Path, killed: str) -> None:
    dump = write_lines(tmp_path / "d.jsonl", records(300))
    options = ("--shard-size", "0.03", "--jobs", "2")
    folder = tmp_path / "c"
    with program("corpus", "build", dump, "--to", folder, *options) as process:
        wait_for(marker_path(folder, 1))
        if killed == "worker":
            os.kill(children(process.pid)[0], signal.SIGKILL)
        else:
            process.send_signal(signal.SIGKILL if killed == "program" else signal.SIGINT)
        begun = time.monotonic()
        process.communicate(timeout=120)
    if killed == "worker":
        assert process.returncode == 0
    else:
        assert process.returncode == (-signal.SIGKILL if killed == "program" else 130)
        assert time.monotonic() - begun < 20
        if killed == "interrupted":
            assert not list(folder.rglob("*.part"))
        assert not marker_path(folder, len(list(folder.glob("articles/*")))).exists()
    build_here(folder, dump, shard_bytes=30_000)
    build_here(tmp_path / "whole", dump, shard_bytes=30_000)
    assert tree(folder) == tree(tmp_path / "whole")


def test_more_input_costs_only_what_is_new(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "a.jsonl", records(30))
    done = build_here(tmp_path / "c", first)
    second = write_lines(tmp_path / "b.jsonl", records(10, 2))
    more = build_here(tmp_path / "c", first, second)
    assert more.built == more.shards - done.shards + (more.shards == done.shards)
    less = build_here(tmp_path / "c", first)
    assert less.shards == done.shards
    assert len(list((tmp_path / "c" / "articles").iterdir())) == done.shards


def test_a_lost_shard_is_reported_and_the_others_are_there(archive: Path, tmp_path: Path) -> None:
    def lose_one(tasks: Sequence[Task]) -> Iterator[Summary | Lost]:
        yield Lost(tasks[0].shard.number, "it died")
        yield from here(tasks[1:])

    done = build_here(tmp_path / "c", archive, runner=lose_one)
    assert (done.lost, done.groups, done.built) == ((Lost(0, "it died"),), None, done.shards - 1)
    with pytest.raises(CorpusError, match="shard 0 is missing"):
        corpus_fingerprint(tmp_path / "c")


def test_other_folders_are_refused(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    with pytest.raises(CorpusError, match="not empty and not a corpus"):
        build_here(tmp_path / "mine", archive)
    with pytest.raises(CorpusError, match="is a file"):
        build_here(tmp_path / "mine" / "letter.txt", archive)
    with pytest.raises(CorpusError, match="is not a corpus"):
        read_plan(tmp_path / "mine")


def test_parts_must_agree_on_the_plan(archive: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "c", archive, part=Part(1, 2))
    with pytest.raises(CorpusError, match="another input"):
        build_here(tmp_path / "c", archive, part=Part(2, 2), shard_bytes=10_000)


def test_two_builds_at_a_time_are_refused(archive: Path, tmp_path: Path) -> None:
    def again(tasks: Sequence[Task]) -> Iterator[Summary]:
        with pytest.raises(CorpusError, match="another process"):
            build_here(tmp_path / "c", archive)
        yield from here(tasks)

    build_here(tmp_path / "c", archive, runner=again)


def test_shares_that_overlap_are_not_built_at_a_time(archive: Path, tmp_path: Path) -> None:
    def others(tasks: Sequence[Task]) -> Iterator[Summary]:
        for overlapping in (Part(1, 1), Part(1, 3)):
            with pytest.raises(CorpusError, match="another process"):
                build_here(tmp_path / "c", archive, part=overlapping)
        build_here(tmp_path / "c", archive, part=Part(2, 2))
        yield from here(tasks)

    build_here(tmp_path / "c", archive, part=Part(1, 2), runner=others)


def test_a_path_that_parquet_cannot_have_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="not valid UTF-8"):
        build_here(tmp_path / "caf\udce9", archive)
    assert not list(tmp_path.iterdir())


def test_workers_are_given_the_whole_path_of_the_folder(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(tasks: Sequence[Task]) -> Iterator[Summary]:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path.parent)
            yield from here(tasks)

    monkeypatch.chdir(tmp_path)
    assert build_here(Path("c"), archive, runner=elsewhere).groups is not None


def test_a_corpus_is_finished_when_the_near_duplicates_of_all_its_shards_are_found(tmp_path: Path) -> None:
    folder, dump = tmp_path / "c", write_lines(tmp_path / "d.jsonl", records(30))
    build_here(folder, dump)
    read_finished(folder)
    write_lines(dump, records(30, 2))
    for number in (1, 2):
        build_here(folder, dump, part=Part(number, 2))
    with pytest.raises(CorpusError, match="near-duplicates are not found yet"):
        read_finished(folder)
    assert read_groups(Corpus(folder, read_plan(folder)["shards"])) is None, "those of the articles before do not count"
    build_here(folder, dump)
    read_finished(folder)


def test_without_locks_in_the_file_system_it_is_built(
    archive: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise OSError("no locks here")

    class Refusing:
        def __init__(self, path: Path) -> None: ...

        def __enter__(self) -> bool:
            raise OSError("no locks here")

    monkeypatch.setattr(module, "try_lock", Refusing)
    build_here(tmp_path / "c", archive)
    assert tree(tmp_path / "c") == tree(built)


def test_a_damaged_plan_is_made_again(archive: Path, built: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "c", archive)
    (tmp_path / "c" / PLAN).write_text("{")
    with pytest.raises(CorpusError, match="is damaged"):
        read_plan(tmp_path / "c")
    assert build_here(tmp_path / "c", archive).built == 0
    assert tree(tmp_path / "c") == tree(built)


def test_leftovers_of_killed_workers_are_removed(archive: Path, built: Path, tmp_path: Path) -> None:
    build_here(tmp_path / "c", archive)
    left = tmp_path / "c" / "articles" / f".000001.parquet.{'0' * 32}.part"
    left.touch()
    other = tmp_path / "c" / "articles" / "mine.part"
    other.touch()
    build_here(tmp_path / "c", archive, part=Part(1, 2))
    assert left.exists(), "it may be of another part that is being built"
    build_here(tmp_path / "c", archive)
    assert not left.exists()
    other.unlink()
    assert tree(tmp_path / "c") == tree(built)


def test_progress_counts_shards(archive: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    done = build_here(tmp_path / "c", archive, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(number, done.shards) for number in range(done.shards + 1)]


def test_the_fingerprint_of_a_corpus_is_that_of_its_content(built: Path, tmp_path: Path) -> None:
    dump = write_lines(tmp_path / "d.jsonl", records(3))
    build_here(tmp_path / "c", dump)
    first = corpus_fingerprint(tmp_path / "c")
    assert first != corpus_fingerprint(built)
    write_lines(dump, records(3, 2))
    build_here(tmp_path / "c", dump)
    assert first != corpus_fingerprint(tmp_path / "c")


def test_nothing_to_read_is_a_corpus_of_problems(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = build(inputs(tmp_path / "empty.txt"), tmp_path / "c", lambda tasks: iter(here(tasks)), options=DEFAULT_OPTIONS)
    assert (done.rows["articles"], done.rows["problems"], done.groups) == (0, 1, 0)
    assert json.loads((tmp_path / "c" / PLAN).read_text())["files"] == 1
