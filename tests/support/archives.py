"""Made-up archives of news, and the files of the corpora that are built from them."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotate.articles.formats.reading_options import DEFAULT_OPTIONS
from annotate.corpus.build import Built, build
from annotate.corpus.fingerprint import fingerprint
from annotate.corpus.runners import Runner
from annotate.corpus.shards import InputFile, cut_shards
from annotate.corpus.work import Summary, Task, work
from annotate.project.corpus_input import find_input

_SUBJECTS = ("the bridge", "the harbour", "the council", "the dam", "the tax", "the hospital", "the ferry", "the market")
_PLACES = ("in the north", "near the station", "by the river", "on the coast", "in the old town", "across the county")
_VERBS = ("will reopen in May", "was closed on Monday", "rose by {} percent", "is safe", "costs {} million euros", "needs repair")
_NAMES = ("Ana Ruiz", "Jane Roe", "Tom Berg", "Mia Holt")
_REPORTS = ("said", "denied that", "claimed", "warned that")


def sentence(chance: random.Random) -> str:
    """Return a sentence of news, with a source or without."""
    verb = chance.choice(_VERBS).format(chance.randint(2, 999))
    core = f"{chance.choice(_SUBJECTS)} {chance.choice(_PLACES)} {verb}"
    if chance.random() < 0.5:
        return f"{chance.choice(_NAMES)} {chance.choice(_REPORTS)} {core} after {chance.randint(2, 999)} days of talks."
    return (
        f"{core[0].upper()}{core[1:]} because {chance.choice(_SUBJECTS)} {chance.choice(_PLACES)} lost {chance.randint(2, 999)}."
    )


def text(chance: random.Random, paragraphs: int = 4) -> str:
    """Return the text of an article."""
    return "\n\n".join(" ".join(sentence(chance) for _ in range(3)) for _ in range(paragraphs))


def records(count: int, seed: int = 1, outlets: int = 3, paragraphs: int = 4) -> list[dict[str, Any]]:
    """Return articles as objects of JSON; each tenth is a near-duplicate of the one five before it."""
    chance = random.Random(seed)
    made: list[dict[str, Any]] = []
    for number in range(count):
        body = f"{made[number - 5]['text']} {sentence(chance)}" if number % 10 == 9 else text(chance, paragraphs)
        month, day = number % 12 + 1, number % 28 + 1
        made.append(
            {
                "id": f"a{seed}-{number}",
                "title": f"Report {number} on {chance.choice(_SUBJECTS)}",
                "text": body,
                "url": f"https://outlet{number % outlets}.example/{number}",
                "date": f"2024-{month:02}-{day:02}",
            }
        )
    return made


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """Write objects as JSON lines; a text is written as it is."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_archive(folder: Path, count: int = 40) -> Path:
    """Write a folder with a dump with broken lines, a table, a web archive, pages and texts, and return it."""
    import pyarrow
    from pyarrow import parquet

    folder.mkdir(parents=True)
    rows = records(count)
    lines: list[Any] = [*rows[:7], "{broken", "", *rows[7:], {"title": "no text"}]
    write_lines(folder / "dump.jsonl", lines)
    parquet.write_table(pyarrow.Table.from_pylist(records(count, 2)), folder / "table.parquet", row_group_size=5)
    (folder / "crawl.warc.gz").write_bytes(warc(records(count, 3), packed=True))
    (folder / "old.warc").write_bytes(warc(records(count, 4), packed=False))
    for number, row in enumerate(records(6, 5)):
        (folder / f"page{number}.html").write_text(page(row), encoding="utf-8")
    (folder / "note.txt").write_text(text(random.Random(6)), encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def page(row: dict[str, Any]) -> str:
    """Return an article as a web page."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in row["text"].split("\n\n"))
    head = f'<title>{row["title"]}</title><meta property="article:published_time" content="{row["date"]}">'
    body = f"<article><h1>{row['title']}</h1>{paragraphs}</article>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def warc(rows: Sequence[dict[str, Any]], *, packed: bool) -> bytes:
    """Return pages as a web archive."""
    parts = []
    for number, row in enumerate(rows):
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(row)}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {row['url']}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        parts.append(gzip.compress(record, mtime=0) if packed else record)
    return b"".join(parts)


def inputs(*paths: Path, corpus: Path = Path("corpus")) -> list[InputFile]:
    """Return the files at some paths as the input of a corpus."""
    return find_input(paths, corpus)


def tasks(folder: Path, *paths: Path, shard_bytes: int = 20_000) -> list[Task]:
    """Return the tasks that a corpus in `folder` is built by."""
    shards = cut_shards(inputs(*paths), shard_bytes, DEFAULT_OPTIONS)
    return [Task(shard, folder, DEFAULT_OPTIONS, dict(fingerprint())) for shard in shards]


def here(tasks: Sequence[Task]) -> Iterable[Summary]:
    """Do the work in this process: a runner."""
    return map(work, tasks)


def build_here(folder: Path, *paths: Path, runner: Runner | None = None, shard_bytes: int = 20_000, **options: Any) -> Built:
    """Build a corpus, in this process unless a runner is given."""
    return build(
        inputs(*paths, corpus=folder),
        folder,
        runner or (lambda tasks: iter(here(tasks))),
        options=DEFAULT_OPTIONS,
        shard_bytes=shard_bytes,
        **options,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files in a folder by their names."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
