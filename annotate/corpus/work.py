"""The work on a shard: from a piece of the input to its finished files. Any process on any machine gives the same bytes.

A shard has a marker, written last, with a hash of its input and of the rules, and a hash of each file. A shard whose marker fits
is finished, so work that was interrupted goes on where it stopped, and what was damaged or is out of date is made again.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow

from annotate.articles.fingerprints import Fingerprint
from annotate.articles.formats.parts import split
from annotate.articles.formats.problems import NOTICES
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.parallel import Source, read_many
from annotate.corpus.files import hash_file, replacing, write
from annotate.corpus.fingerprint import differences, digest, fingerprint
from annotate.corpus.layout import SCHEMAS, article_key, marker_path, open_writer, table_path
from annotate.corpus.shards import Piece, Shard, hash_input, is_article, read_piece
from annotate.errors import AnnotateError
from annotate.model import Document, Problem, Suggestion
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.schema.wellknown import QUOTE, SUPPORT
from annotate.suggestions import suggest
from annotate.workers.pool import ALIVE

SECONDS = 60.0
"""Seconds of processor time that an article may take."""

MEMORY = 500_000_000
"""Bytes of data that a worker may have."""

_GROUP_ARTICLES = 500  # in a group of rows of the files
_GROUP_CHARACTERS = 4_000_000
_MONTH = re.compile(r"\d{4}-\d\d")

Row = Sequence[Any]


class ForeignWorkerError(AnnotateError):
    """A worker has other rules or libraries, so that its files would not be those of the others."""


class Task(NamedTuple):
    """A shard to build, the folder of the corpus, how the input is read, and the fingerprint that the worker must have."""

    shard: Shard
    folder: Path
    options: ReadingOptions
    expected: Mapping[str, str]


class Summary(NamedTuple):
    """The result of the work on a shard: the number of its rows by table, and True if it was built and not there already."""

    shard: int
    rows: Mapping[str, int]
    built: bool


def work(task: Task) -> Summary:
    """Build a shard, unless it is finished, and return its summary.

    Raises ForeignWorkerError if this process would give other bytes, and OSError if a file cannot be written.
    """
    (summary,) = (step for step in steps(task) if isinstance(step, Summary))
    return summary


def steps(task: Task, read: Callable[[Piece, ReadingOptions], Iterator[Document | Problem]] = read_piece) -> Iterator[Any]:
    """Do the work on a shard and yield its summary at the end; before, yield `ALIVE` after each article.

    `read` yields the articles of a piece.
    """
    if fingerprint() != task.expected:
        raise ForeignWorkerError(f"a worker has {differences(task.expected, fingerprint())}")
    shard, folder = task.shard, task.folder
    key = hash_input(shard.pieces, f"{digest(task.expected)} {task.options}")
    yield ALIVE
    if (rows := finished(folder, shard.number, key)) is not None:
        yield Summary(shard.number, rows, built=False)
        return
    marker = marker_path(folder, shard.number)
    marker.unlink(missing_ok=True)
    with ExitStack() as stack:
        tables = {table: stack.enter_context(_Table(folder, table, shard.number)) for table in SCHEMAS}
        place = 0
        for piece in shard.pieces:
            for article in read(piece, task.options):
                if isinstance(article, Problem):
                    tables["problems"].add([_problem_row(article)])
                else:
                    place += _add_article(tables, article, article_key(shard.number, place))
                    if place % _GROUP_ARTICLES == 0 or tables["articles"].characters > _GROUP_CHARACTERS:
                        for table in tables.values():
                            table.flush()
                yield ALIVE
    counts = {name: table.rows for name, table in tables.items()}
    hashes = {name: hash_file(table_path(folder, name, shard.number)) for name in SCHEMAS}
    record = {"key": key, "rows": counts, "files": hashes}
    write(marker, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
    yield Summary(shard.number, counts, built=True)


def finished(folder: Path, shard: int, key: str | None = None) -> Mapping[str, int] | None:
    """Return the number of rows of a finished shard by table; None if it is not finished, or another than that with `key`.

    Without a `key`, only the marker is looked at, not the files.
    """
    try:
        marker = json.loads(marker_path(folder, shard).read_bytes())
        rows, files = dict(marker["rows"]), dict(marker["files"])
        if key is not None:
            if marker["key"] != key or set(files) != set(SCHEMAS):
                return None
            if any(hash_file(table_path(folder, table, shard)) != hash for table, hash in files.items()):
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return rows


def carefully(task: Task) -> Summary:
    """Build a shard that kills its workers: read each article, and try the rules on it, in a process of its own.

    An article that kills its process becomes a problem. Raises as `work` does.
    """
    (summary,) = (step for step in steps(task, _read_carefully) if isinstance(step, Summary))
    return summary


def _read_carefully(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    file, part = piece
    if file.problem:
        yield file.problem
        return
    parts = split(file.path, part) if part else [None]
    sources = [Source(file.path, file.name, options, each) for each in parts]
    for each, (_, articles) in zip(
        parts, read_many(sources, threshold=1, seconds=SECONDS, memory=MEMORY, check=_try_rules), strict=True
    ):
        for article in articles:
            if isinstance(article, Problem) and article.where == file.name and each:
                place = f"{file.name}:{each.before + 1}" if each.kind == "jsonl" else f"{file.name}@{each.start}"
                yield replace(article, where=place)
            elif is_article(article):
                yield article


def _try_rules(article: Document) -> None:
    suggestions = suggest(article)
    _rows(article, 0, [suggestions.get(sentence.id, ()) for sentence in article.sentences])


class _Table:
    """A table of a shard on its way into its file, with the rows of a group in memory; a context manager."""

    def __init__(self, folder: Path, table: str, shard: int) -> None:
        self._path = table_path(folder, table, shard)
        self._schema = SCHEMAS[table]
        self._waiting: list[Row] = []
        self._stack = ExitStack()
        self.rows = self.characters = 0

    def __enter__(self) -> _Table:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._stack.enter_context(replacing(self._path))
        self._writer = self._stack.enter_context(open_writer(part, self._schema))
        return self

    def __exit__(self, *exception: Any) -> None:
        if exception[0] is None:
            self.flush()
        self._stack.__exit__(*exception)

    def add(self, rows: Sequence[Row], characters: int = 0) -> None:
        """Add rows to the group in memory."""
        self._waiting += rows
        self.characters += characters

    def flush(self) -> None:
        """Write the rows in memory as a group."""
        if self._waiting:
            arrays = [
                pyarrow.array(column, field.type)
                for column, field in zip(zip(*self._waiting, strict=True), self._schema, strict=True)
            ]
            self._writer.write_batch(pyarrow.record_batch(arrays, schema=self._schema))
        self.rows += len(self._waiting)
        self._waiting, self.characters = [], 0


def _add_article(tables: Mapping[str, _Table], article: Document, key: int) -> bool:
    """Add the rows of an article; one that cannot be described becomes a problem instead, and False is returned."""
    try:
        suggested = suggest(article)
    except Exception as error:  # noqa: BLE001 - whatever an article does to a rule, the next one has its turn
        suggested = {}
        tables["problems"].add([_problem_row(_rule_failed(article, error, "nothing is suggested for it"))])
    try:
        rows = _rows(article, key, [suggested.get(sentence.id, ()) for sentence in article.sentences])
    except Exception as error:  # noqa: BLE001
        tables["problems"].add([_problem_row(_rule_failed(article, error, "it is left out"))])
        return False
    for table, added in rows.items():
        tables[table].add(added, len(article.text))
    return True


def _rows(article: Document, key: int, suggestions: Sequence[Sequence[Suggestion]]) -> dict[str, list[Row]]:
    text, signature = article.text, Fingerprint(article)
    stances = Counter(suggestion.label for several in suggestions for suggestion in several)
    return {
        "articles": [_article_row(article, key, stances)],
        "blocks": [(key, number, b.kind, b.start, b.end, b.rule) for number, b in enumerate(article.blocks)],
        "sentences": [
            (key, number, s.block, article.blocks[s.block].kind, s.start, s.end, text[s.start : s.end], len(several))
            for number, (s, several) in enumerate(zip(article.sentences, suggestions, strict=True))
        ],
        "suggestions": [
            _suggestion_row(key, number, suggestion) for number, several in enumerate(suggestions) for suggestion in several
        ],
        "signatures": [
            (
                key,
                *array("I", signature.bands),
                array("I", signature.sentences).tolist(),
                signature.may_be_one_sentence(len(signature.shingles)),
            )
        ],
    }


def _article_row(article: Document, key: int, stances: Counter[str]) -> Row:
    published = article.published or ""
    names = (article.id, article.path, article.sha256, article.title, article.byline, article.published)
    return (
        key,
        *map(_encodable, names),
        published[:7] if _MONTH.match(published) else None,
        _encodable(article.url),
        _encodable(article.outlet) or None,
        article.language,
        article.text,
        rank(article.text),
        len(article.sentences),
        stances.total(),
        stances.total() - stances[SUPPORT],
    )


def rank(text: str) -> int:
    """Return the rank of a text, by which samples are drawn: a 64-bit number, the same on all machines and in all versions."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _suggestion_row(key: int, sentence: int, suggestion: Suggestion) -> Row:
    source = suggestion.source
    mention, cue = source.mention if source else None, suggestion.cue
    spans = suggestion.spans
    return (
        key,
        sentence,
        suggestion.rule,
        suggestion.label,
        source.name if source else None,
        suggestion.attributes.get(QUOTE),
        PIECE_SEPARATOR.join(span.text for span in spans),
        spans[0].start,
        spans[-1].end,
        [(span.start, span.end, span.text) for span in spans],
        *((mention.start, mention.end) if mention else (None, None)),
        *((cue.start, cue.end) if cue else (None, None)),
    )


def _problem_row(problem: Problem) -> Row:
    texts = (problem.code, problem.message, problem.remedy, problem.where)
    return (*map(_encodable, texts), problem.code in NOTICES)


def _rule_failed(article: Document, error: Exception, consequence: str) -> Problem:
    message = f"the rules fail on it, so {consequence} ({type(error).__name__}: {error})"
    return Problem("rules-failed", message, "report the article: this is a bug", where=article.path)


def _encodable(text: str | None) -> str | None:
    """Return a text without unpaired surrogates, which broken JSON may contain and no file can store."""
    return None if text is None else text.encode("utf-8", "replace").decode()
