"""Many files at once: reader processes for all cores, and the articles in the order of the files.

* A reader has a pipe of its own and reads one file after the other, so that a process that dies or stands still names the file
  it died of. That file becomes a `Problem`, another process takes the reader's place, and the batch goes on.
* Articles come as they are read, some at a time. What is held here before its turn has a limit: readers that are far ahead wait
  in their pipes. So a table of a million rows, or a million files, take the memory of a few.
* A few files are read in this process, because readers take half a second to start, which two of them make good with 37 web
  pages; there a parser that crashes takes us with it.

`concurrent.futures` has no such pool: when one of its processes dies, every file that was handed out fails, and one that hangs
can be neither named nor stopped. Processes are never forked from this one, which may have threads.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.model import Document, Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

FEW = 32
"""Fewer files than these are read in this process."""

PATIENCE = 60
"""Seconds that a reader may be silent, one article of its file after the other, when there is nothing to do but wait for it."""

NOTICES = frozenset({"encoding-guessed", "near-duplicate", "no-sentence-marks"})
"""Codes of problems that come with an article, not in its place."""

_AHEAD = 4  # files a reader has been given, so that it need not wait for the next one
_HELD = 256  # messages of later files that are kept until it is their turn
_ARTICLES = 64  # in a message
_CHARACTERS = 1_000_000  # in a message, as far as one article does not have more

Article = Document | Problem
File = tuple[Path, str]
"""A file, and the name that its articles bear."""

Read = Callable[[Path, str], Iterator[Article]]


def cores() -> int:
    """How many processes can run at the same time here."""
    if hasattr(os, "sched_getaffinity"):  # a container may have fewer than the machine
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read(path: Path, name: str) -> Iterator[Article]:
    """The articles in a file; where its parser fails, which is a bug of the parser or of ours, the problem says so."""
    from annotate.articles import read_file  # its rules, 30 ms

    try:
        yield from read_file(path, name=name)
    except Exception as error:  # noqa: BLE001 - whatever a page does to a parser, the next page can be read
        yield _failed(name, f"the parser fails on it ({type(error).__name__}: {error})")


def read_many(
    files: Sequence[File], jobs: int = 1, *, few: int = FEW, patience: int = PATIENCE, read: Read = read
) -> Iterator[tuple[str, Iterator[Article]]]:
    """The name of each file with its articles, in the order of `files`; each file's must be taken before the next file's.

    `jobs` is the most processes that read. `read` is a function that another process can import.
    """
    pool = _Pool(files, min(jobs, len(files)), patience, read) if jobs > 1 and len(files) >= few else None
    if pool is None or not pool.start():
        yield from ((name, read(path, name)) for path, name in files)
        return
    try:
        for number, (_, name) in enumerate(files):
            yield name, pool.articles(number)
    finally:  # also when nobody wants the rest: Ctrl-C, an error in the store
        pool.stop()


def _failed(name: str, what: str) -> Problem:
    return Problem("parser-failed", what, "save its text as a .txt file, and report the page: this is a bug", where=name)


# -- the reader's side --------------------------------------------------------------------------------------------------


def _serve(connection: Connection, read: Read) -> None:
    """Read the files that come through the pipe until there is nobody at its other end."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes of a terminal; ours says when it is over
    try:
        while True:
            articles = read(*connection.recv())
            while message := _some(articles):
                connection.send(message)
            connection.send([])
    except (EOFError, OSError):
        return


def _some(articles: Iterator[Article]) -> list[Article]:
    """The next articles, as many as make a message."""
    some: list[Article] = []
    size = 0
    for article in islice(articles, _ARTICLES):
        some.append(article)
        size += len(article.text) if isinstance(article, Document) else 0
        if size > _CHARACTERS:
            break
    return some


# -- our side -------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Reader:
    """A process, our end of its pipe, the numbers of the files it was given, and the seconds we waited for it in vain."""

    process: BaseProcess
    connection: Connection
    given: deque[int] = field(default_factory=deque)
    waited: int = 0


class _Pool:
    """Readers, and what they sent before its turn."""

    def __init__(self, files: Sequence[File], jobs: int, patience: int, read: Read) -> None:
        self.files, self.jobs, self.patience, self.read = files, jobs, patience, read
        self.context = _context()
        self.readers: list[_Reader] = []
        self.next = 0  # the first file that nobody was given
        self.held: dict[int, deque[list[Article]]] = {}  # by file
        self.finished: set[int] = set()

    def start(self) -> bool:
        """Start the readers; False where the system lets us have none."""
        try:
            self.readers += (self._reader() for _ in range(self.jobs))
        except OSError:
            self.stop()
            return False
        return True

    def _reader(self) -> _Reader:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(theirs, self.read), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()  # so that the pipe ends when the process does
        return _Reader(process, ours)

    def stop(self) -> None:
        for reader in self.readers:
            _end(reader)
        self.readers.clear()

    def articles(self, number: int) -> Iterator[Article]:
        """The articles of one file. All files before it are finished."""
        held = self.held.setdefault(number, deque())
        while True:
            while held:
                yield from held.popleft()
            if number in self.finished:
                break
            self._wait(number)
        del self.held[number]
        self.finished.discard(number)

    def _wait(self, number: int) -> None:
        """Take one message of each reader that has one; only of the reader of file `number` where much is held already."""
        from multiprocessing.connection import wait

        crowded = sum(map(len, self.held.values())) >= _HELD
        if not crowded:
            self._hand_out()
        asked = [reader for reader in self.readers if reader.given and (not crowded or reader.given[0] == number)]
        ready = wait([reader.connection for reader in asked], timeout=1)
        for reader in asked:
            if reader.connection in ready:
                self._receive(reader)
            elif not ready:  # seconds are counted so, and not by a clock, because a clock goes on while we are stopped (Ctrl-Z)
                reader.waited += 1
                if reader.waited >= self.patience:
                    self._replace(reader, f"the parser was not done with it after {self.patience} s and was stopped")

    def _hand_out(self) -> None:
        """Give each reader some files ahead, the next file to the one that has the fewest."""
        while self.next < len(self.files):
            reader = min(self.readers, key=lambda reader: len(reader.given))
            if len(reader.given) >= _AHEAD:
                return
            self._give(reader, self.next)
            self.next += 1

    def _give(self, reader: _Reader, number: int) -> None:
        reader.given.append(number)
        try:
            reader.connection.send(self.files[number])
        except OSError:
            return  # it died; `_receive` sees that, too

    def _receive(self, reader: _Reader) -> None:
        try:
            message: list[Article] = reader.connection.recv()
        except (EOFError, OSError):
            reader.process.join()
            self._replace(reader, f"the parser crashed on it ({_cause(reader.process.exitcode)})")
            return
        reader.waited = 0
        if message:
            self.held.setdefault(reader.given[0], deque()).append(message)
        else:
            self.finished.add(reader.given.popleft())

    def _replace(self, reader: _Reader, what: str) -> None:
        """Put another process in a reader's place, to go on behind the file that was too much for it."""
        _end(reader)
        number, *rest = reader.given
        self.held.setdefault(number, deque()).append([_failed(self.files[number][1], what)])
        self.finished.add(number)
        fresh = self._reader()
        self.readers[self.readers.index(reader)] = fresh
        for number in rest:
            self._give(fresh, number)


def _context() -> BaseContext:
    """How processes are started: from a server that has imported the parsers once, or, where there is none, each anew."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["annotate.articles.parallel", "annotate.articles.formats.files", "trafilatura"])
    return context


def _end(reader: _Reader) -> None:
    reader.connection.close()
    reader.process.kill()
    reader.process.join()


def _cause(status: int | None) -> str:
    from signal import Signals

    try:
        return Signals(-(status or 0)).name
    except ValueError:
        return f"exit status {status}"
