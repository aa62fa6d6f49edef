"""Article files: found, named, hashed and read, from folders or from standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import ArticleError
from annotate.model import Document, Problem

if TYPE_CHECKING:
    from annotate.articles.parallel import File

STDIN = "-"
"""The path that means standard input."""

STDIN_NAME = "stdin"
"""The name under which standard input is reported and its articles are stored."""


def is_address(place: str) -> bool:
    """Return True if a place is an address on the web and not a path."""
    return place.lower().startswith(("http://", "https://"))


ArticlesByFile = Generator[tuple[str, Iterator[Document | Problem]], None, None]
"""The name of each file with an iterator of its articles and problems, to be exhausted before the next file is requested."""


def read_articles(paths: Iterable[Path | str], *, kind: str | None = None) -> ArticlesByFile:
    """Read the articles in files and folders without a project; nothing is stored.

    Args:
        paths: files and folders; ``-`` is standard input.
        kind: the format of standard input, such as ``html`` or ``jsonl``; None detects it.

    Raises:
        ArticleError: there is not a single file.
    """
    yield from read_files([(file, display_path(file)) for file in find_article_files(map(Path, paths))], kind, jobs=1)


def find_article_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files at `paths`, each once and folders searched. Raises ArticleError if there are none."""
    from annotate.articles import find_files  # 10 ms, and only commands that read articles need it

    named = list(paths)
    files = [file for path in named for file in ([path] if str(path) == STDIN else find_files(path))]
    if not files:
        names = ", ".join(map(str, named))
        raise ArticleError(f"{names}: no articles here; put .txt, .md, .html or .jsonl files there, or name others.")
    return list(dict.fromkeys(files))


def read_files(files: Sequence[File], kind: str | None, jobs: int) -> ArticlesByFile:
    """Read named files, in up to `jobs` processes unless standard input, of format `kind`, is one of them."""
    from annotate.articles import read_bytes
    from annotate.articles.parallel import read, read_many

    if not any(str(file) == STDIN for file, _ in files):
        yield from read_many(files, jobs)
        return
    # Only this process can read standard input, so nothing is handed to others.
    for file, name in files:
        yield name, read_bytes(sys.stdin.buffer.read(), name=name, kind=kind) if str(file) == STDIN else read(file, name)


def file_sha256(file: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hexadecimal, None if the file cannot be read."""
    from hashlib import file_digest  # 4 ms, and only reading articles needs it

    try:
        with file.open("rb") as stream:
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


def unread_files(raw: Path, root: Path, stored: Collection[str]) -> tuple[str, ...]:
    """Return the names of the files in the folder `raw` from which no article was stored; `stored` are the articles' paths."""
    from annotate.articles import find_files

    if not raw.is_dir():
        return ()
    # An article's path may name a row of a table (t.csv#3) or a member of an archive (news.zip!/a.txt).
    files = {*stored, *(path.rpartition("#")[0] for path in stored), *(path.partition("!/")[0] for path in stored)}
    names = (project_path(file, root) for file in find_files(raw))
    return tuple(name for name in names if name not in files)
