"""Article files: found, named, hashed and read, from folders or from standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate.errors import ArticleError
from annotate.model import Document, Problem

if TYPE_CHECKING:
    from annotate.articles.formats.reading_options import ReadingOptions
    from annotate.articles.parallel import Source
    from annotate.store import Store

STDIN = "-"
"""The path that means standard input."""

STDIN_NAME = "stdin"
"""The name under which standard input is reported and its articles are stored."""


def is_address(place: str) -> bool:
    """Return True if a place is an address on the web and not a path."""
    return place.lower().startswith(("http://", "https://"))


ArticlesByFile = Generator[tuple[str, Iterator[Document | Problem]], None, None]
"""The name of each file with an iterator of its articles and problems, to be exhausted before the next file is requested."""


class ArticleFile(NamedTuple):
    """A file to read: whether the user named it, and whether it is a link out of the project (or of the folder) instead."""

    path: Path
    named: bool = True
    leads_out: bool = False


def read_articles(
    paths: Iterable[Path | str],
    *,
    kind: str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> ArticlesByFile:
    """Read the articles in files and folders without a project; nothing is stored.

    Args:
        paths: files and folders; ``-`` is standard input.
        kind: the format of standard input or a pipe, such as ``html`` or ``jsonl``; None detects it.
        encoding: the encoding of texts, pages and tables; None detects it.
        columns: the names of columns of tables by field, such as ``{"text": "Body"}``, in place of the usual names.

    Raises:
        ArticleError: there is not a single file, or no such encoding or field.
    """
    from annotate.articles.formats.reading_options import ReadingOptions

    options = ReadingOptions(kind, encoding, dict(columns or {}))
    yield from read_files([(file, display_path(file.path)) for file in find_article_files(map(Path, paths))], options, jobs=1)


def find_article_files(
    paths: Iterable[Path], root: Path | None = None, default: Path | None = None, ignored: list[Path] | None = None
) -> list[ArticleFile]:
    """Return the files at `paths`, each once and folders searched. Raises ArticleError if there are none.

    Without `paths`, the folder `default` is searched, which nobody named. A link in a folder may lead to a place in the project
    at `root` or, if the folder was named, in that folder. Files in folders whose suffix is not known are added to `ignored`.
    """
    named = list(paths)
    found = [file for path in named for file in _search(path, root, ignored, named=True)]
    if not named and default is not None:
        found = _search(default, root, ignored, named=False)
    if not found:
        names = ", ".join(map(str, named)) or str(default)
        raise ArticleError(f"{names}: no articles here; put .txt, .md, .html or .jsonl files there, or name others.")
    files: dict[Path, ArticleFile] = {}
    for file in found:
        if file.named or file.path not in files:
            files[file.path] = file
    return list(files.values())


def _search(path: Path, root: Path | None, ignored: list[Path] | None, *, named: bool) -> list[ArticleFile]:
    from annotate.articles import find_files  # 10 ms, and only commands that read articles need it

    if str(path) == STDIN or not path.is_dir():
        return [ArticleFile(path)]
    folder = Path(os.path.realpath(path))  # `resolve` raises RuntimeError for links in a circle
    homes = [home for home in (root, folder if named or root is None else None) if home is not None]
    if not any(map(folder.is_relative_to, homes)):
        return [ArticleFile(path, named=False, leads_out=True)]
    return [ArticleFile(file, named=False, leads_out=_leads_out(file, homes)) for file in find_files(path, ignored)]


def _leads_out(file: Path, homes: Sequence[Path]) -> bool:
    """Return True if a file is a link to a place that is in none of the folders `homes`."""
    return file.is_symlink() and not any(map(Path(os.path.realpath(file)).is_relative_to, homes))


def read_files(files: Sequence[tuple[ArticleFile, str]], options: ReadingOptions, jobs: int) -> ArticlesByFile:
    """Read named files in up to `jobs` processes."""
    from annotate.articles.parallel import read_many

    yield from read_many([_source(file, name, options) for file, name in files], jobs)


def _source(file: ArticleFile, name: str, options: ReadingOptions) -> Source:
    """Return what is to be read. Only this process can read standard input and pipes."""
    from annotate.articles.formats import opening, problems
    from annotate.articles.parallel import Source

    if file.leads_out:
        return Source(problems.link_outside(name), name)
    if str(file.path) == STDIN:
        data = sys.stdin.buffer.read(opening.SIZE_LIMIT + 1)
        long = len(data) > opening.SIZE_LIMIT
        return Source(problems.stream_too_long(name, opening.SIZE_LIMIT) if long else data, name, options)
    if not (file.named and opening.is_pipe(file.path)):
        return Source(file.path, name, options)
    try:
        return Source(opening.read_pipe(file.path, opening.SIZE_LIMIT), name, options)
    except opening.StreamTooLongError:
        return Source(problems.stream_too_long(name, opening.SIZE_LIMIT), name)
    except OSError as error:
        return Source(problems.unreadable(name, error.strerror or str(error)), name)


def is_stream(name: str) -> bool:
    """Return True if a name is one that says nothing about what was read by it before: standard input, or an open file."""
    return name == STDIN_NAME or name.startswith(("/dev/fd/", "/proc/"))


def file_sha256(file: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hexadecimal, None if the file cannot be read."""
    from hashlib import file_digest  # 4 ms, and only reading articles needs it

    from annotate.articles.formats.opening import open_file

    try:
        with open_file(file) as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def display_path(path: Path) -> str:
    """Return a path as valid text, whatever bytes its name has."""
    return STDIN_NAME if str(path) == STDIN else os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def project_path(path: Path, root: Path) -> str:
    """Return the name of a file in the project at `root`: relative to the root if it lies inside, absolute otherwise."""
    if str(path) == STDIN:
        return STDIN_NAME
    # Not `resolve`: a link in raw/ keeps the name that it has there. A link on the way to the project must not hide that the
    # file lies inside, so the path with its folder resolved is tried second.
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    candidates = (absolute, absolute.parent.resolve() / absolute.name)
    inside = (candidate.relative_to(root) for candidate in candidates if candidate.is_relative_to(root))
    return display_path(next(inside, absolute))


def file_of(path: str) -> str:
    """Return the file of an article, whose path may name a member of an archive (news.zip!/a.txt) or a row (t.csv#3)."""
    file, _, row = path.partition("!/")[0].rpartition("#")
    return file if row.isdecimal() else path.partition("!/")[0]


def unread_files(raw: Path, root: Path, store: Store | None) -> tuple[str, ...]:
    """Return the names of the files in the folder `raw` from which no article was stored."""
    from annotate.articles import find_files

    if not raw.is_dir():
        return ()
    names = [project_path(file, root) for file in find_files(raw)]
    stored = store.sources(names) if store is not None else set()
    return tuple(name for name in names if name not in stored)
