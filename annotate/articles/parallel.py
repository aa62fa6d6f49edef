"""Read files in other processes, with limits; the articles come in the order of the files.

A file that crashes its parser, blocks it, or needs too much time or memory becomes a `Problem` in the place of its articles, and
the others are read as usual. Only short plain text, in which there is nothing to parse, is read in this process if the files are
few: a worker takes a tenth of a second to start, and half a second to load what reads web pages.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from annotate.articles.formats import problems
from annotate.articles.formats.kinds import kind_by_bytes, kind_of
from annotate.articles.formats.opening import read_head
from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.model import Document, Problem
from annotate.workers.pool import LimitReached, Limits, Pool, TaskLost, WorkerDied, WorkerStopped, processor_time

if TYPE_CHECKING:
    from annotate.articles.formats.parts import Part

T = TypeVar("T")

MIN_FILES = 32
"""Files from which several workers read all of them."""

PART_BYTES = 4_000_000
"""Bytes of a part of a large file, which several workers read together: a few seconds of work."""

PATIENCE = 60
"""Seconds for which a worker may send no article while there is nothing to do but wait for it."""

SECONDS = 7.0
"""Seconds of processor time that an article may take, and a small file with many. A page takes a tenth of a second."""

_SECONDS_PER_MEGABYTE = 20  # more of a file with many articles; web pages, packed, take 8
MEMORY = 400_000_000
"""Bytes of data that a worker may have. The largest rows of a table, of ten million characters, take 300 MB."""

_CHUNK_ARTICLES = 64
_CHUNK_CHARACTERS = 1_000_000  # unless one article has more
_CHUNK_SECONDS = 0.5  # of processor time

_PLAIN_SIZE = 200_000  # bytes of a text that is read in this process
_PLAIN_KINDS = frozenset({None, "text", "markdown"})
_HEAD = 4096  # bytes that show whether it is one
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

_MODULES = ("annotate.articles.formats.files", "trafilatura")

Article = Document | Problem


class Source(NamedTuple):
    """A file, the bytes of one, or the reason why it is not read; the name that its articles get; how it is read.

    With a `part`, only this part of the file.
    """

    content: Path | bytes | Problem
    name: str
    options: ReadingOptions = DEFAULT_OPTIONS
    part: Part | None = None


Read = Callable[[Path, str, ReadingOptions], Iterator[Article]]


def read(path: Path, name: str, options: ReadingOptions = DEFAULT_OPTIONS) -> Iterator[Article]:
    """Yield the articles in a file; if a parser raises an error, which is a bug, yield a `Problem`."""
    from annotate.articles import read_file  # its rules take 30 ms

    yield from report_bugs(partial(read_file, path, name=name, encoding=options.encoding, columns=options.columns), name)


def _read_data(data: bytes, name: str, options: ReadingOptions) -> Iterator[Article]:
    from annotate.articles import read_bytes

    kind, encoding, columns = options.kind, options.encoding, options.columns
    yield from report_bugs(partial(read_bytes, data, name=name, kind=kind, encoding=encoding, columns=columns), name)


def report_bugs(articles: Callable[[], Iterable[T]], name: str) -> Iterator[T | Problem]:
    """Yield articles; if a parser raises an error, which is a bug, yield a `Problem`."""
    try:
        yield from articles()
    except MemoryError:
        raise  # the memory of this process is used up, so it reads no other file
    except Exception as error:  # noqa: BLE001 - whatever a page does to a parser, the next page can be read
        yield _parser_failed(name, f"the parser fails on it ({type(error).__name__}: {error})")


def read_many(
    files: Sequence[tuple[Path, str] | Source],
    jobs: int = 1,
    *,
    threshold: int = MIN_FILES,
    patience: int = PATIENCE,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    read: Read = read,
    check: Callable[[Document], object] | None = None,
) -> Iterator[tuple[str, Iterator[Article]]]:
    """Yield the name of each file and its articles, in the order of `files`.

    If there are at least `threshold` files, up to `jobs` worker processes read them; they must be able to import `read`. A
    large table is read by all of them, however few the files are. An article may take `seconds` of processor time, and a worker
    `memory` in bytes. Asking for the next file skips the rest of the articles. With a `check`, which workers must be able to
    import, they call it for each article, and send one at a time, so that one that kills its worker costs none before it.
    """
    sources = [Source(*file) for file in files]
    parts = [_parts(source) if jobs > 1 else [] for source in sources]
    many = len(sources) >= threshold or any(parts)
    tasks: list[Source] = []
    numbers: dict[int, range] = {}  # of the tasks, by the number of the file
    for place, source in enumerate(sources):
        if not isinstance(source.content, Problem) and (many or not _is_plain(source)):
            numbers[place] = range(len(tasks), len(tasks) + max(len(parts[place]), 1))
            tasks += [source._replace(part=part) for part in parts[place]] or [source]
    limits = Limits(seconds, partial(_seconds_for, seconds), memory)
    work = partial(_read_chunks, read) if check is None else partial(_read_checked, read, check)
    modules = _MODULES if many else ()
    with Pool(work, tasks, jobs if many else 1, modules=modules, patience=patience, limits=limits) as pool:
        for place, source in enumerate(sources):
            if isinstance(source.content, Problem):
                articles: Iterator[Any] = iter([source.content])
            elif place in numbers:
                articles = chain.from_iterable(_articles(pool, number, source.name) for number in numbers[place])
            else:
                articles = _read_source(read, source)
            yield source.name, _join(articles, source) if parts[place] else articles
            deque(articles, maxlen=0)


def _parts(source: Source) -> list[Part]:
    """Return the parts of a file that is large enough for several workers, and can be cut."""
    if not isinstance(source.content, Path) or source.options.kind is not None:
        return []
    from annotate.articles.formats.parts import cut

    return cut(source.content, PART_BYTES, source.options)


def _join(articles: Iterator[Any], source: Source) -> Iterator[Article]:
    from annotate.articles.formats.files import join_parts

    return join_parts(articles, source.name, _size(source))


def _is_plain(source: Source) -> bool:
    """Return True if a file is a short text without markup of a page, which may look otherwise in an encoding that is named."""
    if source.options.encoding is not None:
        return False
    if isinstance(source.content, Path):
        if kind_of(source.content.name) not in _PLAIN_KINDS:
            return False
        try:
            head, size = read_head(source.content, _HEAD)
        except OSError:
            return True  # which is reported when it is read
    elif isinstance(source.content, bytes):
        if source.options.kind not in _PLAIN_KINDS:
            return False
        head, size = source.content[:_HEAD], len(source.content)
    binary = b"\x00" in head or head.startswith(_WIDE_BOMS) or kind_by_bytes(head) is not None
    return size <= _PLAIN_SIZE and not binary and not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")


def _seconds_for(seconds: float, source: Source) -> float:
    """Return the processor time for a whole file: more for a large one, which may have many articles."""
    size = source.part.size if source.part else _size(source)
    return seconds + _SECONDS_PER_MEGABYTE * size / 1e6


def _size(source: Source) -> int:
    if isinstance(source.content, Path):
        with suppress(OSError):
            return source.content.stat().st_size
    return len(source.content) if isinstance(source.content, bytes) else 0


def _read_source(read: Read, source: Source) -> Iterator[Any]:
    if isinstance(source.content, bytes):
        return _read_data(source.content, source.name, source.options)
    assert isinstance(source.content, Path)
    if source.part:
        from annotate.articles.formats.files import read_part

        return report_bugs(partial(read_part, source.content, source.part, source.name, source.options), source.name)
    return read(source.content, source.name, source.options)


def _read_chunks(read: Read, source: Source) -> Iterator[list[Any]]:
    """Yield the articles of a file in lists, since a message for each of a million rows would take longer than to read them."""
    articles = _read_source(read, source)
    while chunk := _take_chunk(articles):
        yield chunk


def _read_checked(read: Read, check: Callable[[Document], object], source: Source) -> Iterator[list[Any]]:
    for article in _read_source(read, source):
        if isinstance(article, Document):
            with suppress(Exception):
                check(article)
        yield [article]


def _take_chunk(articles: Iterator[Any]) -> list[Any]:
    chunk: list[Any] = []
    size, end = 0, processor_time() + _CHUNK_SECONDS
    for article in islice(articles, _CHUNK_ARTICLES):
        chunk.append(article)
        size += len(article.text) if isinstance(article, Document) else 0
        if size > _CHUNK_CHARACTERS or processor_time() > end:
            break
    return chunk


def _articles(pool: Pool[Source, list[Any]], number: int, name: str) -> Iterator[Any]:
    try:
        for chunk in pool.results(number):
            yield from chunk
    except WorkerDied as error:
        yield _parser_failed(name, f"the parser crashed on it ({error})")
    except LimitReached as error:
        yield problems.costs_too_much(name, str(error))
    except MemoryError:  # in this process, where there is no worker
        yield problems.costs_too_much(name, "the memory that is free")
    except WorkerStopped as error:
        yield _parser_failed(name, f"the parser was not done with it after {error} s and was stopped")
    except TaskLost as error:
        yield _parser_failed(name, f"the parser fails on it ({error})")


def _parser_failed(name: str, message: str) -> Problem:
    return Problem("parser-failed", message, "save its text as a .txt file, and report the page: this is a bug", where=name)
