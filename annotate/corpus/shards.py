"""The shards of a corpus: the input, cut into pieces of equal work that any process can read by itself.

Where an input is cut depends on the input and the size of a shard only, not on who builds it or with how many processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeGuard

from annotate.articles.formats.files import LabelledSpans, join_parts, read_part
from annotate.articles.formats.parts import Part, cut
from annotate.articles.formats.problems import NOTHING_INSIDE
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.parallel import read, report_bugs
from annotate.corpus.files import hash_file
from annotate.model import Document, Problem

SHARD_BYTES = 8_000_000
"""Bytes of input in a shard: about two thousand articles, or ten seconds of work."""

_MAX_FILES = 2_000  # in a shard, however small they are


class InputFile(NamedTuple):
    """A file to read, the name that its articles get, and the reason if it must not be read."""

    path: Path
    name: str
    problem: Problem | None = None


class Piece(NamedTuple):
    """A file in a shard, or a part of one."""

    file: InputFile
    part: Part | None = None


class Shard(NamedTuple):
    """Some pieces of the input, in order; `number` is the place of the shard in the corpus."""

    number: int
    pieces: tuple[Piece, ...]


def cut_shards(files: Iterable[InputFile], size: int, options: ReadingOptions) -> Iterator[Shard]:
    """Yield the shards of some files, of about `size` bytes each; a file that cannot be cut is never in two."""
    number = total = 0
    pieces: list[Piece] = []
    for piece, bytes_of_piece in _pieces(files, size, options):
        pieces.append(piece)
        total += bytes_of_piece
        if total >= size or len(pieces) >= _MAX_FILES:
            yield Shard(number, tuple(pieces))
            number, total, pieces = number + 1, 0, []
    if pieces:
        yield Shard(number, tuple(pieces))


def _pieces(files: Iterable[InputFile], size: int, options: ReadingOptions) -> Iterator[tuple[Piece, int]]:
    for file in files:
        parts = [] if file.problem else cut(file.path, size, options, ("jsonl", "parquet", "warc"))
        for part in parts:
            yield Piece(file, part), part.size
        if not parts:
            total = 0
            with suppress(OSError):  # which is reported when the file is read
                total = file.path.stat().st_size
            yield Piece(file), total


def read_piece(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield the articles of a piece, and its problems. It raises no error, whatever the piece contains."""
    file, part = piece
    if file.problem:
        yield file.problem
    elif part is None:
        yield from read(file.path, file.name, options)
    else:
        articles = read_part(file.path, part, file.name, options)
        # A part of a web archive may be without pages.
        joined = filter(is_article, articles) if part.kind == "warc" else join_parts(articles, file.name, part.size, whole=False)
        yield from report_bugs(lambda: joined, file.name)


def is_article(article: Document | Problem | LabelledSpans) -> TypeGuard[Document | Problem]:
    """Return True for articles and problems, except that of a web archive's part without pages: other parts may have some."""
    return isinstance(article, Document) or (isinstance(article, Problem) and article.code != NOTHING_INSIDE)


def hash_input(pieces: Sequence[Piece], settings: str) -> str:
    """Return a hash of all that decides the bytes of a shard: its settings, the names of its pieces and their bytes."""
    digest = blake2b(settings.encode(), digest_size=16)
    for file, part in pieces:
        digest.update(f"\n{file.name}\n{part}\n{file.problem and file.problem.code}\n".encode())
        if file.problem is None:
            try:
                start, end = (part.start, part.end) if part and part.kind != "parquet" else (0, None)
                hash_file(file.path, start, end, into=digest)
            except OSError as error:
                digest.update(str(error.strerror).encode())
    return digest.hexdigest()
