"""From the bytes of a raw file to its documents.

Bad data never raise an error: a `Problem` takes the place of a document that cannot be read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate.articles.cleaning.language import confirm_language, detect_language, language_tag
from annotate.articles.cleaning.line_roles import label_lines
from annotate.articles.cleaning.names import slug
from annotate.articles.formats import problems
from annotate.articles.formats.archives.unpacking import Member, unpack_gzip, unpack_zip
from annotate.articles.formats.archives.warc import PageRecord, read_warc
from annotate.articles.formats.decoding import decode, decode_page, find_magic, is_encodable, looks_like_page, unify_line_ends
from annotate.articles.formats.kinds import KINDS, PACKED, is_article_file, is_left_out, kind_by_bytes, kind_of, unpacked_name
from annotate.articles.formats.markdown import label_markdown, read_front_matter
from annotate.articles.formats.metadata import Metadata, from_blocks, from_fields, merge
from annotate.articles.formats.opening import SIZE_LIMIT, NotAFileError, open_file
from annotate.articles.formats.page_tree import SENTENCE_END, words_in
from annotate.articles.formats.parts import Part, open_part, rows_of
from annotate.articles.formats.reading_options import ReadingOptions
from annotate.articles.formats.tables import COLUMNS, IS_JSON, TableRow, read_json, read_json_lines, read_parquet, read_separated
from annotate.articles.formats.webpage import MIN_LOST, Page, as_article, is_html, read_page
from annotate.articles.sentences import segment
from annotate.model import Document, Problem
from annotate.text.scripts import unmarked_script

if TYPE_CHECKING:
    from annotate.articles.formats.office.epub import Chapter

__all__ = ["KINDS", "find_files", "read_bytes", "read_file"]

ARTICLE_LIMIT = 1_500_000
"""Characters of an article; a long novel has as many."""

_MIN_ARTICLES = 10_000  # that any file may have
_BYTES_PER_ARTICLE = 20  # of a larger file; packed, the shortest news item takes five times as many
_MIN_CHARACTERS = 5_000_000  # of all articles of any file
_CHARACTERS_PER_BYTE = 30  # of a larger file; news is packed into a third, and into a tenth if much of it is repeated

_BUFFER = 1 << 20  # bytes; the encoding of a table is found from one buffer
_TABLES: Mapping[str, Callable[[io.BufferedReader[Any], str, ReadingOptions], Iterator[TableRow | Problem]]] = {
    "jsonl": read_json_lines,
    "csv": read_separated,
    "tsv": partial(read_separated, separator="\t"),
    "parquet": read_parquet,
}
_PAPERS = frozenset({"pdf", "docx", "odt", "rtf"})
_STREAMED = frozenset({*_TABLES, *PACKED, "warc", "mbox"})
_BINARY = frozenset({"parquet", *_PAPERS, "epub", "eml", "mbox", "warc", *PACKED})
_MIN_SENTENCES = 2  # of a page in a book that is an article
_TAG = re.compile(r"<(?:(?:style|script)\b.*?</(?:style|script)|[^<>]*)>", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"\S+://\S+")


class _Origin(NamedTuple):
    """The origin of bytes: the name to show, the kind if known, the stem of ids, the size in bytes, and how to read them.

    `packed` is true inside a packed file.
    """

    where: str
    kind: str | None
    stem: str | None
    size: int
    options: ReadingOptions
    packed: bool = False


def find_files(path: Path, ignored: list[Path] | None = None) -> Iterator[Path]:
    """Yield the article files at `path`, sorted: itself if it is not a folder, else the files of known suffix at any depth.

    Hidden files and folders, READMEs and linked folders are left out. Files of other suffixes are added to `ignored`. A folder
    that cannot be listed is yielded itself, so that reading it reports the reason.
    """
    if not path.is_dir():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        if child.is_dir():
            yield from () if child.is_symlink() or child.name.startswith(".") else find_files(child, ignored)
        elif is_article_file(child.name):
            yield child
        elif ignored is not None and not is_left_out(child.name):
            ignored.append(child)


def read_file(
    path: Path, *, name: str | None = None, encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Problem]:
    """Return an iterator of the documents in the file at `path`, and its problems.

    Args:
        path: the file.
        name: becomes `Document.path`; by default the path.
        encoding: the encoding of texts, pages and tables; None detects it.
        columns: the names of columns of tables by field, such as ``{"text": "Body"}``, in place of the usual names.

    Raises:
        ArticleError: there is no such encoding or field.
    """
    options = ReadingOptions(encoding=encoding, columns=dict(columns or {}))
    return _read_path(path, str(path) if name is None else name, options)


def _read_path(path: Path, where: str, options: ReadingOptions) -> Iterator[Document | Problem]:
    kind = kind_of(path.name)
    try:
        with io.BufferedReader(open_file(path), _BUFFER) as stream:
            size = path.stat().st_size
            yield from _within_reason(_read_stream(stream, _Origin(where, kind, _stem(path.name), size, options)), size, where)
    except NotAFileError as error:
        yield problems.not_a_file(where, str(error))
    except OSError as error:
        yield problems.unreadable(where, error.strerror or str(error))


class LabelledSpans(NamedTuple):
    """The number of labelled spans in a part of a table, which are not read."""

    number: int


def read_part(path: Path, part: Part, where: str, options: ReadingOptions) -> Iterator[Document | Problem | LabelledSpans]:
    """Yield the documents in a part of the file at `path`, and its problems, for `join_parts`; `where` is the file's name."""
    stem = _stem(path.name)
    try:
        with open_part(path, part) as stream:
            if part.kind == "warc":
                # Records have no number of their own unless all before them are read; where the part begins is known.
                place, id = (f"{where}@{part.start}", f"{stem}-{part.start}") if part.start else (where, stem)
                yield from _read_archived(read_warc(stream, place, SIZE_LIMIT), place, id, options)
            else:
                spans = 0
                for row in rows_of(stream, where, part, options):
                    spans += 0 if isinstance(row, Problem) else row.spans
                    yield from [row] if isinstance(row, Problem) else _read_row(row, where, stem)
                yield LabelledSpans(spans)
    except NotAFileError as error:
        yield problems.not_a_file(where, str(error))
    except OSError as error:
        yield problems.unreadable(where, error.strerror or str(error))


def join_parts(
    articles: Iterable[Document | Problem | LabelledSpans], where: str, size: int, *, whole: bool = True
) -> Iterator[Document | Problem]:
    """Yield the articles of all parts of a file of `size` bytes, in order, as reading the whole file does.

    If the parts are not the `whole` file, it is no problem if they contain no article.
    """
    yield from _within_reason(_joined(articles, where, whole=whole), size, where)


def _joined(articles: Iterable[Document | Problem | LabelledSpans], where: str, *, whole: bool) -> Iterator[Document | Problem]:
    empty, spans = whole, 0
    for article in articles:
        if isinstance(article, LabelledSpans):
            spans += article.number
            continue
        empty = False
        yield article
        if isinstance(article, Problem) and article.code == problems.BROKEN_TABLE:
            break  # nothing after the damage is read, however the file was cut
    if empty:
        yield problems.no_rows(where)
    if spans:
        yield problems.labels_not_read(where, spans)


def read_bytes(
    data: bytes, *, name: str, kind: str | None = None, encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Document | Problem]:
    """Return an iterator of the documents in `data`, and its problems, like `read_file`; ids are derived from headlines.

    `kind` is a value of `KINDS`; by default it is recognised by the first bytes of `data`.
    """
    return _read_bytes(data, name, ReadingOptions(kind, encoding, dict(columns or {})))


def _read_bytes(data: bytes, where: str, options: ReadingOptions) -> Iterator[Document | Problem]:
    with io.BufferedReader(io.BytesIO(data), _BUFFER) as stream:
        origin = _Origin(where, options.kind, None, len(data), options)
        yield from _within_reason(_read_stream(stream, origin), len(data), where)


def _within_reason(articles: Iterator[Document | Problem], size: int, where: str) -> Iterator[Document | Problem]:
    """Yield articles, unless they become more than a file of `size` bytes can have that was not made to grow."""
    number, characters = _MIN_ARTICLES + size // _BYTES_PER_ARTICLE, _MIN_CHARACTERS + _CHARACTERS_PER_BYTE * size
    for article in articles:
        if isinstance(article, Document):
            number -= 1
            characters -= len(article.text)
            if number < 0 or characters < 0:
                yield problems.too_many_articles(where)
                return
        yield article


def _stem(name: str) -> str:
    """Return the id for a file name: without the folder and the suffix (``a.jsonl.gz`` has two)."""
    return slug(PurePosixPath(unpacked_name(name)).stem)


def _read_stream(stream: io.BufferedReader[Any], origin: _Origin) -> Iterator[Document | Problem]:
    where, options = origin.where, origin.options
    head = stream.peek()
    kind = origin.kind or kind_by_bytes(head)
    binary_kind = None if kind in _BINARY else find_magic(head, options.encoding)
    if not head:
        yield problems.empty_file(where)
    elif binary_kind:
        yield problems.binary_file(where, binary_kind)
    elif origin.packed and kind in PACKED:
        yield problems.nested_archive(where)
    elif origin.size > SIZE_LIMIT and kind not in _STREAMED:
        yield problems.too_large(where, origin.size, SIZE_LIMIT)
    elif kind == "gzip":
        yield from _read_member(unpack_gzip(stream, origin.size, where, unpacked_name(where)), origin.stem, options)
    elif kind == "zip":
        for member in unpack_zip(stream, origin.size, where):
            stem = origin.stem and _stem(member.name) if isinstance(member, Member) else None
            yield from [member] if isinstance(member, Problem) else _read_member(member, stem, options)
    elif kind == "warc":
        yield from _read_archived(read_warc(stream, where, SIZE_LIMIT), where, origin.stem, options)
    elif kind == "mbox":
        yield from _read_mbox(stream, where, origin.stem, options)
    elif kind == "jsonl" and IS_JSON.match(head):
        yield from _read_limited(stream, origin)
    elif kind is not None and kind in _TABLES:
        yield from _read_rows(_TABLES[kind](stream, where, options), where, origin.stem)
    else:
        yield from _read_whole(stream.read(), where, kind, origin.stem, options)


def _read_limited(stream: io.BufferedReader[Any], origin: _Origin) -> Iterator[Document | Problem]:
    """Yield the documents of JSON in a file for JSON lines, which may be too large to be read as a whole."""
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield problems.too_large(origin.where, max(origin.size, len(data)), SIZE_LIMIT)
    else:
        yield from _read_whole(data, origin.where, "json", origin.stem, origin.options)


def _read_member(member: Member, stem: str | None, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield the documents in a member of a packed file; its damage is reported last, or in place of a whole text."""
    kind = kind_of(member.name)
    with io.BufferedReader(member.data, _BUFFER) as stream:
        head = stream.peek()
        kind = kind or kind_by_bytes(head)
        if kind in _STREAMED - {"parquet"}:
            if head or not member.data.problem:
                yield from _read_stream(stream, _Origin(member.where, kind, stem, 0, options, packed=True))
        else:
            data = stream.read(SIZE_LIMIT + 1)
            if not member.data.problem:  # Parquet, PDF and Word files are read back and forth, the others as a whole
                whole = io.BufferedReader(io.BytesIO(data), _BUFFER)
                yield from _read_stream(whole, _Origin(member.where, kind, stem, len(data), options, packed=True))
        if member.data.problem:
            yield member.data.problem


def _read_rows(rows: Iterator[TableRow | Problem], where: str, stem: str | None) -> Iterator[Document | Problem]:
    empty, spans = True, 0
    for row in rows:
        empty = False
        spans += 0 if isinstance(row, Problem) else row.spans
        yield from [row] if isinstance(row, Problem) else _read_row(row, where, stem)
    if empty:
        yield problems.no_rows(where)
    if spans:
        yield problems.labels_not_read(where, spans)


def _read_archived(
    pages: Iterator[PageRecord | Problem], where: str, stem: str | None, options: ReadingOptions
) -> Iterator[Document | Problem]:
    """Yield the documents of the pages of a web archive."""
    for record in pages:
        if isinstance(record, Problem):
            yield record
            continue
        place = f"{where}#{record.number}"
        yield from _read_text(record.body, place, record.kind, f"{stem}-{record.number}" if stem else None, options, record)


def _read_text(
    data: bytes, where: str, kind: str | None, stem: str | None, options: ReadingOptions, record: PageRecord | None = None
) -> Iterator[Document | Problem]:
    """Yield the document of a text or a page, which may be a record of a web archive."""
    html = kind == "html" or (kind is None and looks_like_page(data))
    charset = record.charset if record else None
    if html:
        decoded = decode_page(data, charset, options.encoding)
    else:
        decoded = (exact := decode(data, charset, options.encoding)) and (exact, 0)
    if decoded is None:
        yield problems.undecodable(where, options.encoding)
        return
    text, damaged = decoded
    if not html and len(text.text) > ARTICLE_LIMIT and not is_html(text.text):
        yield problems.article_too_long(where, ARTICLE_LIMIT)
        return
    if not text.text.strip():
        yield problems.only_white_space(where)
        return
    if text.guessed:
        yield problems.encoding_guessed(where, text.encoding)
    if damaged:
        yield problems.bytes_replaced(where, damaged, text.encoding)
    address = record.url if record else None
    page = _read_page(text.text, kind or ("html" if is_html(text.text) else "text"), address)
    if page is None:
        yield problems.no_text(where)
        return
    if page.lost_words:
        yield problems.text_missing(where, page.lost_words, page.words)
    if kind == "markdown" and page.metadata.published is None:
        yield from _unreadable_dates(where, read_front_matter(text.text).get("published"))
    page = page._replace(metadata=merge(page.metadata, Metadata(url=address)))
    yield from _documents(page, where, where, sha256(data).hexdigest(), stem)


def _read_whole(
    data: bytes, where: str, kind: str | None, stem: str | None, options: ReadingOptions
) -> Iterator[Document | Problem]:
    """Yield the documents of a file that is read as a whole: one, except for JSON."""
    if kind is not None and kind in _PAPERS:
        yield from _read_paper(data, where, kind, stem)
        return
    if kind == "epub":
        yield from _read_book(data, where, stem, options)
        return
    if kind == "eml":
        yield from _read_message(data, where, where, stem, options)
        return
    if kind != "json":
        yield from _read_text(data, where, kind, stem, options)
        return
    decoded = decode(data, encoding=options.encoding)
    if decoded is None:
        yield problems.undecodable(where, options.encoding)
    elif not decoded.text.strip():
        yield problems.only_white_space(where)
    else:
        if decoded.guessed:
            yield problems.encoding_guessed(where, decoded.encoding)
        yield from _read_rows(read_json(decoded.text, where, options), where, stem)


def _read_mbox(
    stream: io.BufferedReader[Any], where: str, stem: str | None, options: ReadingOptions
) -> Iterator[Document | Problem]:
    """Yield the documents of the messages of an mbox file."""
    from annotate.articles.formats.mail import split_mbox  # 10 ms, and few need it

    number = 0
    for number, data in enumerate(split_mbox(stream, SIZE_LIMIT), 1):
        place = f"{where}#{number}"
        if data is None:
            yield problems.message_too_large(place, SIZE_LIMIT)
        else:
            yield from _read_message(data, place, place, f"{stem}-{number}" if stem else None, options)
    if not number:
        yield problems.only_white_space(where)


def _read_message(data: bytes, path: str, where: str, stem: str | None, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield the document of an e-mail: of its page, unless a third of the words in its plain text is missing there."""
    from annotate.articles.formats.mail import read_message

    message = read_message(data, where)
    if isinstance(message, Problem):
        yield message
        return
    plain = [decode(part.data, part.charset, options.encoding) for part in message.plain]
    decoded = [decode_page(part.data, part.charset, options.encoding) for part in message.pages]
    if None in plain or None in decoded:
        yield problems.undecodable(where, options.encoding)
        return
    pages = [part and part[0] for part in decoded]
    text = "\n\n".join(part.unbroken(known.text) for part, known in zip(message.plain, plain, strict=True) if known)
    source = "\n\n".join(known.text for known in pages if known)
    page = _read_page(as_article(source), "html") if source.strip() else None
    words = words_in(_URL.sub(" ", text))
    if text.strip() and (page is None or words - words_in(page.text) >= max(MIN_LOST, words / 3)):
        page = _read_page(text, "text")
        used = plain
    else:
        used = pages
        damaged = [part for part in decoded if part and part[1]]
        if damaged:
            yield problems.bytes_replaced(where, sum(count for _, count in damaged), damaged[0][0].encoding)
    if page is None:
        yield problems.no_text(where)
        return
    guessed = next((part.encoding for part in used if part and part.guessed), None)
    if guessed:
        yield problems.encoding_guessed(where, guessed)
    page = page._replace(metadata=merge(message.metadata, page.metadata))
    yield from _documents(page, path, where, sha256(data).hexdigest(), stem)


def _read_book(data: bytes, where: str, stem: str | None, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield the documents of the chapters of a book. Covers, title pages and the like have no sentences and are left out."""
    from annotate.articles.formats.office.epub import read_epub  # 10 ms, and few need it

    empty = True
    for chapter in read_epub(data, where):
        articles = [chapter] if isinstance(chapter, Problem) else _read_chapter(chapter, where, stem, options)
        for article in articles:
            empty = False
            yield article
    if empty:
        yield problems.no_text(where)


def _read_chapter(chapter: Chapter, where: str, stem: str | None, options: ReadingOptions) -> Iterator[Document | Problem]:
    from annotate.articles.formats.office.epub import as_html

    place = f"{where}#{chapter.number}"
    decoded = decode_page(chapter.data, encoding=options.encoding)
    if decoded is None:
        yield problems.undecodable(place, options.encoding)
        return
    text, damaged = decoded
    page = _read_page(as_article(as_html(text.text)), "html")
    if page is None:
        if words_in(_TAG.sub(" ", text.text)) >= MIN_LOST:
            yield problems.no_text(place)
        return
    if not _has_sentences(page):
        return
    if text.guessed:
        yield problems.encoding_guessed(place, text.encoding)
    if damaged:
        yield problems.bytes_replaced(place, damaged, text.encoding)
    book = chapter.metadata._replace(language=confirm_language(chapter.metadata.language, page.text, page.blocks))
    page = page._replace(metadata=merge(merge(book._replace(title=None), page.metadata), book))
    yield from _documents(page, place, place, sha256(chapter.data).hexdigest(), f"{stem}-{chapter.number}" if stem else None)


def _has_sentences(page: Page) -> bool:
    """Return True if a page of a book is more than a cover, a title page or a list."""
    texts = [page.text[sentence.start : sentence.end] for sentence in segment(page.text, page.blocks, "")]
    return (
        sum(SENTENCE_END.search(text) is not None for text in texts) >= _MIN_SENTENCES or unmarked_script(page.text) is not None
    )


def _read_paper(data: bytes, where: str, kind: str, stem: str | None) -> Iterator[Document | Problem]:
    from annotate.articles.formats.office.papers import read_paper  # few need it

    paper = read_paper(data, where, kind)
    if isinstance(paper, Problem):
        yield paper
    else:
        yield from _documents(Page(*paper), where, where, sha256(data).hexdigest(), stem)


def _read_page(text: str, kind: str, address: str | None = None) -> Page | None:
    """Return the text of an article of `kind` with its blocks and metadata; None if no text is left after cleaning."""
    if kind == "html":
        page = read_page(text, address)
        if page is None:
            return None
        language = confirm_language(page.metadata.language, page.text, page.blocks)
        return page._replace(metadata=page.metadata._replace(language=language))
    blocks = label_markdown(text) if kind == "markdown" else label_lines(text)
    known = from_fields(read_front_matter(text)) if kind == "markdown" else Metadata()
    return Page(text, blocks, merge(known, from_blocks(text, blocks)))


def _read_row(row: TableRow, where: str, stem: str | None) -> Iterator[Document | Problem]:
    """Yield the document of a row of a table."""
    place = f"{where}:{row.line}"
    text = row.find("text")
    if not isinstance(text, str) or not text.strip():
        yield problems.row_without_text(place, list(row.names))
        return
    if len(text) > ARTICLE_LIMIT and not is_html(text):
        yield problems.article_too_long(place, ARTICLE_LIMIT)
        return
    page = _read_page(unify_line_ends(text), "html" if is_html(text) else "text")
    if page is None:
        yield problems.no_text(place)
        return
    known = from_fields({field: row.find(field) for field in COLUMNS})
    if known.published is None:
        yield from _unreadable_dates(place, row.find("published"))
    page = page._replace(metadata=merge(known, page.metadata))
    given = row.find("id")
    number = f"-{row.number}" if row.number else ""
    fallback = f"{stem}{number}" if stem else None
    id = fallback if given is None else slug(str(given))
    yield from _documents(page, f"{where}#{row.number}" if row.number else where, place, row.sha256, id)


def _unreadable_dates(where: str, given: object) -> Iterator[Problem]:
    """Yield the notice that a date which was given could not be read."""
    if given is not None and str(given).strip():
        yield problems.date_unreadable(where, str(given))


def _documents(page: Page, path: str, where: str, digest: str, id: str | None) -> Iterator[Document | Problem]:
    """Yield the document and notices about it, or the problem that prevents it.

    Without an `id` it is derived from the headline or the first words.
    """
    if len(page.text) > ARTICLE_LIMIT:
        yield problems.article_too_long(where, ARTICLE_LIMIT)
        return
    if "\x00" in page.text:
        yield problems.nul_character(where)
        return
    if not is_encodable(page.text):
        yield problems.lone_surrogate(where)
        return
    id = id or slug(" ".join((page.metadata.title or page.text[:400]).split()[:8]))
    sentences = segment(page.text, page.blocks, id)
    if not any(character.isalnum() for sentence in sentences for character in page.text[sentence.start : sentence.end]):
        yield problems.no_text(where)
        return
    script = unmarked_script(page.text)
    if script:
        yield problems.no_sentence_marks(where, script)
    language = language_tag(page.metadata.language) or detect_language(page.text, page.blocks)
    metadata = page.metadata._replace(language=language)
    yield Document(id, path, digest, page.text, page.blocks, sentences, *metadata)
