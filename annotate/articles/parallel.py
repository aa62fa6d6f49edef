"""Read many files on several cores; the articles come in the order of the files.

A file that crashes its parser, or blocks it, becomes a `Problem` in the place of its articles, and the others are read as usual.
A few files are read in this process, because workers take half a second to start, which two of them make good with 37 web pages;
there a parser that crashes ends this process.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from annotate.model import Document, Problem
from annotate.workers.pool import Pool, TaskLost, WorkerDied, WorkerStopped

MIN_FILES = 32
"""Files from which workers read them."""

PATIENCE = 60
"""Seconds for which a worker may send no article while there is nothing to do but wait for it."""

_CHUNK_ARTICLES = 64
_CHUNK_CHARACTERS = 1_000_000  # unless one article has more

_MODULES = ("annotate.articles.formats.files", "trafilatura")

Article = Document | Problem
File = tuple[Path, str]
"""A file and the name that its articles bear."""

Read = Callable[[Path, str], Iterator[Article]]


def read(path: Path, name: str) -> Iterator[Article]:
    """Yield the articles in a file; if a parser raises an error, which is a bug, yield a `Problem`."""
    from annotate.articles import read_file  # its rules take 30 ms

    try:
        yield from read_file(path, name=name)
    except Exception as error:  # noqa: BLE001 - whatever a page does to a parser, the next page can be read
        yield _parser_failed(name, f"the parser fails on it ({type(error).__name__}: {error})")


def read_many(
    files: Sequence[File], jobs: int = 1, *, threshold: int = MIN_FILES, patience: int = PATIENCE, read: Read = read
) -> Iterator[tuple[str, Iterator[Article]]]:
    """Yield the name of each file and its articles, in the order of `files`.

    From `threshold` files up to `jobs` worker processes read; they must be able to import `read`. Asking for the next file
    skips the rest of the articles.
    """
    if jobs <= 1 or len(files) < threshold:
        yield from ((name, read(path, name)) for path, name in files)
        return
    with Pool(partial(_read_chunks, read), files, jobs, modules=_MODULES, patience=patience) as pool:
        for number, (_, name) in enumerate(files):
            articles = _articles(pool, number, name)
            yield name, articles
            deque(articles, maxlen=0)


def _read_chunks(read: Read, file: File) -> Iterator[list[Article]]:
    """Yield the articles of a file in lists, since a message for each of a million rows would take longer than to read them."""
    articles = read(*file)
    while chunk := _take_chunk(articles):
        yield chunk


def _take_chunk(articles: Iterator[Article]) -> list[Article]:
    chunk: list[Article] = []
    size = 0
    for article in islice(articles, _CHUNK_ARTICLES):
        chunk.append(article)
        size += len(article.text) if isinstance(article, Document) else 0
        if size > _CHUNK_CHARACTERS:
            break
    return chunk


def _articles(pool: Pool[File, list[Article]], number: int, name: str) -> Iterator[Article]:
    try:
        for chunk in pool.results(number):
            yield from chunk
    except WorkerDied as error:
        yield _parser_failed(name, f"the parser crashed on it ({error})")
    except WorkerStopped as error:
        yield _parser_failed(name, f"the parser was not done with it after {error} s and was stopped")
    except TaskLost as error:
        yield _parser_failed(name, f"the parser fails on it ({error})")


def _parser_failed(name: str, message: str) -> Problem:
    return Problem("parser-failed", message, "save its text as a .txt file, and report the page: this is a bug", where=name)
