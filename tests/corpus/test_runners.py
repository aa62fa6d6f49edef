"""Who does the work: processes that may die, and the workers of a cluster."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.corpus import runners
from annotate.corpus.runners import Lost, cluster, pool, rescue, watched_work
from annotate.corpus.work import Summary, work
from annotate.errors import AnnotateError
from support.archives import records, tasks, tree, write_lines
from support.paths import SUPPORT


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Iterator[object]]:
    """Work that other processes can import, in which the names of files say what happens."""
    monkeypatch.syspath_prepend(SUPPORT)
    return importlib.import_module("corpus_worker").steps  # type: ignore[no-any-return]


def files(folder: Path, *names: str) -> list[Path]:
    return [write_lines(folder / f"{name}.jsonl", records(3, seed)) for seed, name in enumerate(names)]


def by_shard(results: Iterator[Summary | Lost]) -> list[Summary | Lost]:
    return sorted(results, key=lambda result: result.shard)


def test_a_worker_that_dies_costs_its_shard_one_attempt(
    tmp_path: Path, dying: Callable[..., Iterator[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "steps", dying)
    made = tasks(tmp_path / "c", *files(tmp_path, "a", "once-1", "b", "always-1", "c"), shard_bytes=2_000)
    results = by_shard(pool(made, 2))
    assert [isinstance(result, Summary) for result in results] == [True, True, True, False, True]
    assert results[3] == Lost(3, "SIGKILL", fatal=True)
    assert isinstance(rescue(made[3], results[3]), Summary)
    assert rescue(made[3], Lost(3, "no disk")) == Lost(3, "no disk")


def test_an_error_of_a_worker_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file where the corpus should be")
    made = tasks(tmp_path / "c", *files(tmp_path, "a", "b"), shard_bytes=2_000)
    with pytest.raises(OSError, match="c"):
        list(pool(made, 2))


def test_watched_work_is_work_and_takes_its_watch_away(tmp_path: Path) -> None:
    (one,) = tasks(tmp_path / "c", *files(tmp_path, "a"))
    (other,) = tasks(tmp_path / "d", *files(tmp_path, "a"))
    assert watched_work(one).rows == work(other).rows
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert tree(one.folder) == tree(other.folder)


def test_without_a_scheduler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra cluster")
    monkeypatch.setattr(runners, "_TIMEOUT", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "tcp://", "nowhere.json"):
        with pytest.raises(AnnotateError, match="no Dask scheduler answers there"):
            list(cluster([], address))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(importlib.import_module("sys").modules, "distributed", None)
    with pytest.raises(AnnotateError, match=r"annotate-claims\[cluster\]"):
        list(cluster([], "tcp://127.0.0.1:1"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster")
    options = {"dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **options) as local:
        yield local.scheduler_address


def test_a_cluster_gives_the_bytes_of_one_process(archive: Path, tmp_path: Path, address: str) -> None:
    here, there = tasks(tmp_path / "here", archive), tasks(tmp_path / "there", archive)
    expected = by_shard(map(work, here))
    assert by_shard(cluster(there, address)) == expected
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_scheduler_file_is_an_address(tmp_path: Path, address: str) -> None:
    file = tmp_path / "scheduler.json"
    file.write_text(f'{{"address": "{address}"}}')
    (result,) = cluster(tasks(tmp_path / "c", *files(tmp_path, "a")), str(file))
    assert isinstance(result, Summary)


def test_workers_with_another_fingerprint_are_refused(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tasks(tmp_path / "c", *files(tmp_path, "a"))
    other = [task._replace(expected={**task.expected, "lxml": "0.1"}) for task in made]
    with pytest.raises(AnnotateError, match=r"worker .* has lxml .* instead of 0\.1"):
        list(cluster(other, address))
    monkeypatch.setattr(runners, "_check_workers", lambda client, expected: None)  # one that comes later
    (lost,) = cluster(other, address)
    assert isinstance(lost, Lost)
    assert "instead of 0.1" in lost.reason


def test_a_worker_of_a_cluster_that_dies_costs_its_shard(tmp_path: Path, address: str) -> None:
    distributed = pytest.importorskip("distributed")
    made = tasks(tmp_path / "c", *files(tmp_path, "a", "b", "c", "d"), shard_bytes=2_000)
    running = cluster(made, address)
    first = next(running)
    with distributed.Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
    os.kill(min(pids.values()), signal.SIGKILL)
    assert [isinstance(result, Summary) for result in by_shard(iter([first, *running]))] == [True] * 4
