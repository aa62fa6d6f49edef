"""Many files at once: the order, and what crashes, hangs or is too much."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from annotate.articles import parallel
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.parallel import MIN_FILES, Article, Read, Source, read, read_many
from annotate.model import Document, Problem
from annotate.workers.pool import Pool
from support.archives import records, write_lines
from support.children import child_group
from support.hostile_files import HOSTILE
from support.paths import SUPPORT

FOLDER = SUPPORT


@pytest.fixture
def perform(monkeypatch: pytest.MonkeyPatch) -> Read:
    """A function that another process can import."""
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module("reading_worker").perform  # type: ignore[no-any-return]


def files(folder: Path, *names: str) -> list[tuple[Path, str]]:
    made = []
    for name in names:
        path = folder / f"{name}.txt"
        path.write_text(f"This is {name}. It is short. " * (100 if name.startswith("table") else 1), encoding="utf-8")
        made.append((path, path.name))
    return made


def outcomes(files: Sequence[tuple[Path, str]], perform: Read, **options: int) -> list[str]:
    """For each article its id, or the code of the problem and the name of its file."""
    found = [article for _, articles in read_many(files, 2, threshold=1, read=perform, **options) for article in articles]
    return [f"{article.code} {article.where}" if isinstance(article, Problem) else article.id for article in found]


def test_several_workers_read_the_same_as_one_process(tmp_path: Path) -> None:
    named = files(tmp_path, *(f"a{number}" for number in range(3 * MIN_FILES)))
    (tmp_path / "a7.txt").write_bytes(b"")
    alone = [(name, list(articles)) for name, articles in read_many(named)]
    together = [(name, list(articles)) for name, articles in read_many(named, 2)]
    assert [name for name, _ in together] == [name for _, name in named]
    assert together == alone
    assert isinstance(together[7][1][0], Problem)


def test_the_order_is_kept_where_the_first_file_takes_longest(tmp_path: Path, perform: Read) -> None:
    names = ["slow-1", *(f"a{number}" for number in range(20)), "slow-2", "b"]
    assert outcomes(files(tmp_path, *names), perform) == names


def test_a_worker_that_dies_costs_one_file(tmp_path: Path, perform: Read) -> None:
    names = ["a", "crash-1", "b", "crash-2", "crash-3", "c", "leave-1", "d", "e"]
    named = files(tmp_path, *names)
    assert outcomes(named, perform) == [f"parser-failed {name}.txt" if "-" in name else name for name in names]
    found = {name: list(articles) for name, articles in read_many(named, 2, threshold=1, read=perform)}
    assert [getattr(found[f"{name}.txt"][0], "message", "") for name in ("crash-1", "leave-1")] == [
        "the parser crashed on it (SIGSEGV)",
        "the parser crashed on it (exit status 7)",
    ]


def test_a_worker_that_hangs_is_stopped(tmp_path: Path, perform: Read) -> None:
    """A file that hangs does so for longer than a test may take."""
    names = ["a", "hang-1", *(f"b{number}" for number in range(20)), "hang-2"]
    assert outcomes(files(tmp_path, *names), perform, patience=2) == [
        f"parser-failed {name}.txt" if "-" in name else name for name in names
    ]


def test_a_parser_that_raises_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, **options: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr("annotate.articles.read_file", broken, raising=False)
    (problem,) = read(tmp_path / "a.txt", "a.txt")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("parser-failed", "a.txt")
    assert "RecursionError: too deep" in problem.message


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the system")
def test_what_costs_too_much_is_one_problem_and_the_batch_goes_on(tmp_path: Path, perform: Read) -> None:
    named = files(tmp_path, "a", "compute-1", "b", "grow-1", "c")
    found = {name: list(articles) for name, articles in read_many(named, 2, threshold=1, read=perform, seconds=0.5)}
    assert [name for name, articles in found.items() if isinstance(articles[0], Document)] == ["a.txt", "b.txt", "c.txt"]
    problems = [articles[0] for articles in found.values() if isinstance(articles[0], Problem)]
    assert [(problem.code, problem.where) for problem in problems] == [
        ("costs-too-much", "compute-1.txt"),
        ("costs-too-much", "grow-1.txt"),
    ]
    assert [problem.message for problem in problems] == [
        "reading it takes more than 0.5 s of processor time, so it was stopped",
        "reading it takes more than 400 MB of memory, so it was stopped",
    ]


QUICK = frozenset(
    {"yaml-aliases.md", "zip-overlap.zip", "word-wide-cells.docx", "parquet-long.parquet", "json-deep.json", "json-number.jsonl"}
    | {"csv-quote.csv", "warc-length.warc", "warc-long.warc", "pdf-loop.pdf", "pdf-count.pdf", "letters-u0000.txt"}
)


@pytest.mark.skipif(sys.platform != "linux", reason="needs limits of the system")
@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in HOSTILE])
def test_a_hostile_file_ends_in_time_and_the_batch_goes_on(tmp_path: Path, name: str) -> None:
    """The figures of time and memory are those of `tests/benchmarks/hostile.py --files`."""
    (tmp_path / name).write_bytes(HOSTILE[name]())
    named = [(tmp_path / name, name), *files(tmp_path, "fine")]
    used = os.times()
    hostile, fine = ((list(articles)) for _, articles in read_many(named))
    spent = sum(os.times()[:4]) - sum(used[:4])
    assert spent < 10
    assert all(article.where.startswith(name) for article in hostile if isinstance(article, Problem))
    assert "parser-failed" not in {article.code for article in hostile if isinstance(article, Problem)} or name == "pdf-forms.pdf"
    assert isinstance(fine[0], Document)


PLAIN = ["a.txt", "notes", "b.md", "late.html.txt"]
PARSED = ["page.html", "page.txt", "bom.txt", "wide.txt", "long.txt", "paper.txt", "rows.jsonl", "gone.html"]


def test_only_short_plain_text_is_read_in_this_process(tmp_path: Path) -> None:
    texts: dict[str, bytes] = dict.fromkeys([*PLAIN, *PARSED[:-1]], b"The bridge is closed. ")
    texts["page.txt"] = b"\n <!doctype html><p>The bridge is closed."
    texts["bom.txt"] = b"\xef\xbb\xbf<html>The bridge is closed."
    texts["wide.txt"] = "<html>The bridge is closed.".encode("utf-16")
    texts["long.txt"] *= 10_000
    texts["paper.txt"] = b"%PDF-1.4"
    texts["late.html.txt"] += b"<html>"
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text)
    read_here: list[str] = []

    def read(path: Path, name: str, options: ReadingOptions) -> Iterator[Article]:
        if os.getpid() == here:
            read_here.append(name)
        return iter(())

    here = os.getpid()
    named = [(tmp_path / name, name) for name in [*PLAIN, *PARSED]]
    started: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "results", lambda self, number: started.append(self._tasks[number].name) or iter(()))
        assert [name for name, articles in read_many(named, read=read) if not list(articles)] == [*PLAIN, *PARSED]
    assert (read_here, started) == (PLAIN, PARSED)


def test_bytes_and_reasons_not_to_read_are_sources_too(tmp_path: Path) -> None:
    reason = Problem("link-outside", "it is a link", "name it", where="a.txt")
    page = b"<html><body><article><p>The mayor said that the bridge will be closed.</p></article></body></html>"
    sources = [
        Source(reason, "a.txt"),
        Source(b"The bridge is closed.", "stdin"),
        Source(page, "/dev/fd/9", ReadingOptions("html")),
    ]
    found = {name: list(articles) for name, articles in read_many(sources)}
    assert found["a.txt"] == [reason]
    assert [article.text for name in ("stdin", "/dev/fd/9") for article in found[name] if isinstance(article, Document)] == [
        "The bridge is closed.",
        "The mayor said that the bridge will be closed.",
    ]


def test_results_that_wait_for_their_turn_are_limited(tmp_path: Path, perform: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.workers.pool._GIVEN", 1)
    monkeypatch.setattr("annotate.workers.pool._STORED", 4)  # messages; the pipe itself holds 0.2 MB
    batch = read_many(files(tmp_path, "slow-1", "table-1", "table-2", "a"), 2, threshold=1, read=perform)
    found = [len(list(next(batch)[1]))]
    assert (tmp_path / "table-1.made").stat().st_size < 500
    assert [*found, *(len(list(articles)) for _, articles in batch)] == [1, 500, 500, 1]


def test_workers_end_when_the_rest_is_not_wanted(tmp_path: Path, perform: Read) -> None:
    named = files(tmp_path, *(f"a{number}" for number in range(9)), "hang-1")
    batch = read_many(named, 2, threshold=1, read=perform)
    list(next(batch)[1])
    pool: Pool[object, object] = batch.gi_frame.f_locals["pool"]  # type: ignore[attr-defined]
    processes = [worker.process for worker in pool._workers if worker.process]
    assert {process.poll() for process in processes} == {None}
    batch.close()  # type: ignore[attr-defined]
    assert None not in [process.poll() for process in processes]


def test_where_no_process_can_be_started_the_files_are_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*command: object, **options: object) -> object:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen", refused)
    named = files(tmp_path, *(f"a{number}" for number in range(MIN_FILES)))
    assert len([article for _, articles in read_many(named, 2) for article in articles]) == MIN_FILES


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_a_batch_and_its_workers(tmp_path: Path) -> None:
    """Sent to the whole group of processes, as a terminal does."""
    program = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); from reading_worker import perform\n"
        "from annotate.articles.parallel import read_many\n"
        "files = [(path, path.name) for path in sorted(pathlib.Path(sys.argv[2]).iterdir())]\n"
        "for name, articles in read_many(files, 2, threshold=1, read=perform): print(name, flush=True); list(articles)\n"
    )
    files(tmp_path, "a", "hang-1", "hang-2")
    command = [sys.executable, "-c", program, str(FOLDER), str(tmp_path)]
    with child_group(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "hang-1.txt\n":
            pass
        os.killpg(process.pid, signal.SIGINT)
        assert "KeyboardInterrupt" in process.communicate(timeout=60)[1]
        for _ in range(1000):
            try:
                os.killpg(process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        pytest.fail("a process was left behind")


def test_options_reach_the_workers(tmp_path: Path) -> None:
    rows = "Titel;Inhalt\nA;Мост закрыт.\n".encode("koi8-r")
    (tmp_path / "a.csv").write_bytes(rows)
    (tmp_path / "b.txt").write_bytes("Мост закрыт.".encode("koi8-r"))
    options = ReadingOptions(encoding="koi8-r", columns={"text": "Inhalt"})
    sources = [Source(tmp_path / name, name, options) for name in ("a.csv", "b.txt")]
    sources.append(Source(rows, "stdin", ReadingOptions("csv", "koi8-r", {"text": "Inhalt"})))
    found = [list(articles) for _, articles in read_many(sources, 2, threshold=1)]
    assert [[article.text for article in articles if isinstance(article, Document)] for articles in found] == [
        ["Мост закрыт."]
    ] * 3


def test_a_text_in_an_encoding_that_is_named_may_be_a_page(tmp_path: Path) -> None:
    source = Source("<html>The bridge is closed.".encode("cp037"), "stdin", ReadingOptions(encoding="cp037"))
    started: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pool, "results", lambda self, number: started.append(self._tasks[number].name) or iter(()))
        for _, articles in read_many([source]):
            assert list(articles) == []
    assert started == ["stdin"]


def test_one_large_table_is_read_by_several_workers_as_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = records(30)
    dump = write_lines(tmp_path / "dump.jsonl", [*rows[:9], "{broken", "", *rows[9:]])
    table = tmp_path / "table.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), table, row_group_size=4)
    small = write_lines(tmp_path / "small.jsonl", rows[:1])
    named = [(path, path.name) for path in (dump, small, table)]
    alone = [(name, list(articles)) for name, articles in read_many(named)]
    tasks: list[int] = []

    class Counting(Pool):  # type: ignore[type-arg]
        def __init__(self, work: object, given: Sequence[object], *rest: object, **options: object) -> None:
            tasks.append(len(given))
            super().__init__(work, given, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(parallel, "PART_BYTES", 5_000)
    monkeypatch.setattr(parallel, "Pool", Counting)
    together = [(name, list(articles)) for name, articles in read_many(named, 2)]
    assert together == alone
    assert tasks[0] > 8
    read_again = read_many(named, 2)
    assert [next(articles) for _, articles in read_again] == [articles[0] for _, articles in alone], "the rest is skipped"


def test_parquet_is_read_within_the_limit_of_memory(tmp_path: Path) -> None:
    """Beside many other files, when the worker has loaded all that it may need."""
    table = tmp_path / "table.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(records(5)), table)
    named = [*files(tmp_path, *(f"a{number}" for number in range(3))), (table, "table.parquet")]
    found = {name: list(articles) for name, articles in read_many(named, 2, threshold=1)}
    assert [type(article) for article in found["table.parquet"]] == [Document] * 5


def test_an_article_that_a_check_ends_the_worker_at_costs_none_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(FOLDER)
    check = importlib.import_module("corpus_worker").try_rules
    rows = records(6)
    rows[4]["text"] = f"POISON. {rows[4]['text']}"
    dump = write_lines(tmp_path / "dump.jsonl", rows)
    ((_, articles),) = [(name, list(found)) for name, found in read_many([(dump, "dump.jsonl")], threshold=1, check=check)]
    assert [getattr(article, "code", "read") for article in articles] == ["read"] * 4 + ["parser-failed"]
