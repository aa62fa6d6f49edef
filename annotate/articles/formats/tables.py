"""Tables of articles: JSON, JSON lines, CSV, TSV and Parquet, with one article per row.

Rows are read one at a time, and a bad row does not stop the others. The meaning of a column is given by its name, or by the user.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from annotate.articles.formats import problems
from annotate.articles.formats.archives.unpacking import Budget
from annotate.articles.formats.cells import as_address, as_id, as_line, as_moment, as_names, as_text, has_text
from annotate.articles.formats.decoding import MARK, decode, is_encodable, known_encoding
from annotate.articles.formats.reading_options import DEFAULT_OPTIONS, ReadingOptions
from annotate.errors import ArticleError
from annotate.model import Problem

ROW_LIMIT = 10_000_000
"""The maximum number of characters in a row; more is not an article."""

_SAMPLE = 1_000_000  # bytes from which the encoding is found
_BUFFER = 1 << 20  # bytes of a column of a Parquet file that are read at a time
_LOOK_AHEAD = 10_000  # rows of JSON in which a column that the user named must occur
_BATCH = 32  # rows of a Parquet file in memory at a time
_RECORDS = ("articles", "data", "documents", "docs", "items", "results", "records", "rows", "entries", "stories", "response")
"""Usual names of the list of articles in a JSON object; other names are tried after these."""
_WRAPPERS = ("_source", "fields", "attributes", "article", "document", "data", "node")
"""Names of the object inside a record that holds the article, as search engines and programming interfaces answer."""
_MIN_PROSE = 5  # words of a text that is in the place of an object
_MAX_DEPTH = 3  # levels of JSON that are searched for a list of articles
IS_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[|\{\s*\n)")
"""The beginning of JSON in a file for JSON lines: a list, or an object over several lines."""
_JSON_KINDS = {list: "list", str: "string", int: "number", float: "number", bool: "literal", type(None): "null"}
_COLUMNS = {
    "text": """
        text body content articlebody article_body article_text article articletext maintext main_text full_text
        fulltext plaintext plain_text body_text bodytext text_content textcontent content_text contents content_html
        html_content article_content main_content post_content news_text story_text text_cleaned cleaned_text
        clean_text extracted_text story paragraphs document raw_text html texte texto testo tekst tekstas szoveg metin
        inhalt artikeltext volltext contenu contenido conteudo contenuto cuerpo corpo corps corps_du_texte tresc
        inhoud brodtext texttext innehall obsah icerik текст содержание зміст κειμενο نص النص טקסט 正文 内容 內容 全文 文本 本文
        テキスト 記事 본문 내용
    """,
    "title": """
        title headline article_title headline_main title_page heading webtitle news_title post_title titel uberschrift
        schlagzeile titre titulo titular titolo tytul kop rubrik rubriek nadpis titulek naslov cim baslik titlu
        заголовок название назва τιτλος عنوان العنوان כותרת 标题 標題 題名 题目 タイトル 見出し 題 제목
    """,
    "byline": """
        byline author authors author_name author_names authors_name creator creators dc_creator writer writers
        written_by reporter journalist contributors autor autorin autoren verfasser autora autores auteur auteurs
        autore autori autorzy forfattare forfatter kirjoittaja szerzo yazar автор авторы автори συντακτης الكاتب כותב
        作者 记者 記者 著者 筆者 기자 저자
    """,
    "published": """
        published date datepublished date_published date_publish publish_date published_at publishing_date
        publication_date published_date published_on pubdate pub_date publishdate published_time publishedat
        published_utc publication_time webpublicationdate date_time date_posted dateposted posted_at post_date
        release_date seendate timestamp datetime time created_at datum veroffentlicht veroffentlicht_am
        veroffentlichungsdatum erscheinungsdatum date_de_publication date_publication publie_le fecha
        fecha_de_publicacion data data_de_publicacao data_di_pubblicazione data_publikacji publiceringsdatum dato
        tarih yayin_tarihi дата дата_публикации дата_публікації ημερομηνια التاريخ תאריך
        日期 发布日期 发布时间 發布日期 日付 公開日 날짜
    """,
    "url": """
        url link canonical_url article_url source_url web_url weburl page_url requested_url news_url source_link
        permalink uri source adresse webadresse lien enlace adres lank ссылка посилання συνδεσμος الرابط קישור 链接 网址
        連結 網址 リンク 링크
    """,
    "language": "language lang meta_lang language_code inlanguage sprache langue idioma lingua jezyk sprak dil язык мова 语言",
    "id": "id article_id doc_id document_id guid _id",
}


def _key(name: str) -> str:
    """Return the name of a column as names are compared: without case and accents, its words joined by underscores."""
    plain = name if name.isascii() else "".join(c for c in normalize("NFKD", name) if not combining(c))
    return "_".join(plain.lower().replace("-", " ").split()).replace("\u0142", "l").replace("\u0131", "i").replace("\xf8", "o")


COLUMNS: Mapping[str, Sequence[str]] = {field: tuple(map(_key, names.split())) for field, names in _COLUMNS.items()}
"""The names of the columns that are read, by field; the first one with a value counts. Case and accents do not count."""


_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": as_text,
    "title": as_line,
    "byline": as_names,
    "published": as_moment,
    "url": as_address,
    "id": as_id,
}
"""The functions that read the cells of a field."""


def _as_is(value: Any) -> Any:
    return value


_DECLARED_SEPARATOR = re.compile(r"\"?sep=([^\w\s\"]|\t)\"?\s*\Z", re.IGNORECASE)
"""The first line of a file for Excel."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_UNENDED = "unexpected end of data"  # the message of the csv module about the end of the file in a cell
_MAX_HEADER = 50  # lines of the names of columns, which may contain line ends
_ESCAPED_QUOTE = re.compile(r'\\"[^,;\t|\r\n]')
_DOUBLED_QUOTE = re.compile(r'[^,;\t|\r\n"]""[^,;\t|\r\n"]')


class TableRow(NamedTuple):
    """A row of a table.

    `number` counts the rows with data (in JSON lines: the lines) and is 0 if the file is a single object. `line` is the line of
    the file, `columns` are the values by lower-case name. `sha256` is the hash of the row as canonical JSON, so it does not
    change when rows are inserted before it. `names` are the names of the columns as they are written, `fields` those that are
    read, by field; `spans` is the number of labelled spans in it, which are not read.
    """

    number: int
    line: int
    columns: Mapping[str, Any]
    sha256: str
    names: Collection[str]
    fields: Mapping[str, Sequence[str]]
    spans: int = 0

    def find(self, field: str) -> Any:
        """Return the value of `field`, a key of `COLUMNS`; None if the row has none."""
        values = (_READ.get(field, _as_is)(self.columns.get(name)) for name in self.fields[field])
        return next((value for value in values if value is not None and value != ""), None)


def check_fields(columns: Mapping[str, str]) -> None:
    """Raise ArticleError, which lists the fields, if `columns` has another one, or no name for one."""
    for field, name in columns.items():
        if field not in COLUMNS:
            raise ArticleError(f"{field!r} is not a field; the fields are {', '.join(COLUMNS)}.")
        if not name.strip():
            raise ArticleError(f"the column of {field} has no name.")


def _fields(options: ReadingOptions) -> Mapping[str, Sequence[str]]:
    """Return the names of columns by field: those that the user gives take the place of the usual ones."""
    return {**COLUMNS, **{field: (_key(name),) for field, name in options.columns.items()}}


def _missing_columns(options: ReadingOptions, names: Collection[str], where: str) -> Problem | None:
    """Return the problem that the user named columns that are not among `names`, those of the table."""
    keys = set(map(_key, names))
    missing = [name for name in options.columns.values() if _key(name) not in keys]
    return problems.no_such_column(where, missing, list(names)) if missing else None


def _require_columns(rows: Iterator[TableRow | Problem], options: ReadingOptions, where: str) -> Iterator[TableRow | Problem]:
    """Yield `rows`, or one problem if they do not have a column that the user named.

    An object of JSON may lack what others have, so rows are held back until each of the columns was seen.
    """
    held: list[TableRow | Problem] = []
    names: dict[str, None] = {}
    characters = 0
    missing = None
    for row in rows:
        held.append(row)
        if isinstance(row, TableRow):
            names.update(dict.fromkeys(row.names))
            characters += _characters(row.columns)
        missing = _missing_columns(options, names, where)
        if missing is None or len(held) >= _LOOK_AHEAD or characters > ROW_LIMIT:
            break
    if missing is not None and names:
        yield missing
        return
    yield from held
    held.clear()
    yield from rows


def read_json_lines(
    stream: io.BufferedReader[Any], where: str, options: ReadingOptions = DEFAULT_OPTIONS
) -> Iterator[TableRow | Problem]:
    """Yield the rows of a JSON lines file called `where`; a Problem takes the place of a bad line."""
    lines, notice = _open_text(stream, where, options.encoding)
    yield from notice
    yield from _json_rows(lines, where, options)


def read_json_lines_part(
    stream: io.BufferedReader[Any], where: str, options: ReadingOptions, before: int, *, first: bool
) -> Iterator[TableRow | Problem]:
    """Yield the rows in a part of a JSON lines file, after `before` lines; the file must pass `utf8_lines_have_columns`."""
    text = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
    yield from _rows_of_lines(_lines(text, with_bom=first), where, options, before)


def utf8_lines_have_columns(stream: io.BufferedReader[Any], options: ReadingOptions) -> bool:
    """Return True if JSON lines are UTF-8 and have the columns that the user named, so that parts need no further check."""
    codec, _ = _find_codec(stream.peek(_SAMPLE)[:_SAMPLE], options.encoding)
    if codec != "utf-8" or not options.columns:
        return codec == "utf-8"
    return not any(getattr(row, "code", "") == "no-such-column" for row in islice(read_json_lines(stream, "", options), 1))


def _json_rows(lines: Iterable[str], where: str, options: ReadingOptions) -> Iterator[TableRow | Problem]:
    yield from _require_columns(_rows_of_lines(lines, where, options), options, where)


def _rows_of_lines(lines: Iterable[str], where: str, options: ReadingOptions, before: int = 0) -> Iterator[TableRow | Problem]:
    fields, numbered = _fields(options), enumerate(lines, before + 1)
    return (_json_row(line, n, f"{where}:{n}", options.encoding, fields) for n, line in numbered if line.strip())


def read_json(text: str, where: str, options: ReadingOptions = DEFAULT_OPTIONS) -> Iterator[TableRow | Problem]:
    """Yield the articles in a JSON file: an object, a list of objects, or an object that contains such a list."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON lines by another name
            yield from _json_rows(text.split("\n"), where, options)
        else:
            yield problems.broken_json(f"{where}:{error.lineno}", f"{error.msg}, at character {error.colno}", "file")
        return
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; a thousand brackets
        yield problems.broken_json(where, str(error), "file")
        return
    fields = _fields(options)
    is_record = partial(_is_record, text_names=fields["text"])
    data = _as_records(data, is_record)
    if is_record(data):
        yield from _require_columns(iter([_row(data, 0, 1, fields)]), options, where)
        return
    records = _find_records(data, is_record, _MAX_DEPTH)
    if records is None:
        names = _names_in(data)
        yield (names and _missing_columns(options, names, where)) or problems.no_records(where)
        return
    yield from _require_columns(_records(records, where, fields), options, where)


def _as_records(data: Any, is_record: Callable[[object], bool]) -> Any:
    """Return lists of texts, and objects of texts by address or of articles by id, as lists of records; others as they are."""
    if isinstance(data, list) and data and all(map(_is_prose, data)):
        return [{"text": text} for text in data]
    if not isinstance(data, dict) or is_record(data) or not data:
        return data
    if all("://" in str(key) and _is_prose(value) for key, value in data.items()):
        return [{"url": key, "text": value} for key, value in data.items()]
    if all(isinstance(value, dict) for value in data.values()) and sum(map(is_record, data.values())) > 1:
        return [{("url" if "://" in str(key) else "id"): key, **value} for key, value in data.items()]
    return data


def _is_prose(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _MIN_PROSE


def _records(records: Sequence[Any], where: str, fields: Mapping[str, Sequence[str]]) -> Iterator[TableRow | Problem]:
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            yield _row(record, number, number, fields)
        else:
            yield problems.not_an_object(f"{where}:{number}", _JSON_KINDS.get(type(record), "value"), "record")


def _names_in(data: object) -> Collection[str]:
    """Return the names of the fields of the first list of objects in `data`, or of `data` itself."""
    objects = _find_records(data, lambda item: isinstance(item, dict), _MAX_DEPTH) or [data]
    return dict.fromkeys(name for item in objects if isinstance(item, dict) for name in item)


def read_parquet(
    stream: io.BufferedReader[Any],
    where: str,
    options: ReadingOptions = DEFAULT_OPTIONS,
    groups: Sequence[int] | None = None,
    before: int = 0,
) -> Iterator[TableRow | Problem]:
    """Yield the rows of a Parquet file. Only the columns of fields are read, because others may be large.

    With `groups`, only these row groups are read, and `before` is the number of rows before them.
    """
    import pyarrow  # 30 ms, and only here

    fields = _fields(options)
    number = before
    try:
        table = _open_parquet(stream)
        names = _article_columns(table, stream, where, options)
        if isinstance(names, Problem):
            yield names
            return
        # One group after the other, so that damage in one costs no row of the group before.
        for group in range(table.num_row_groups) if groups is None else groups:
            for batch in table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=names, use_threads=False):
                for values in batch.to_pylist():
                    number += 1
                    if _characters(values) > ROW_LIMIT:
                        yield problems.row_too_long(f"{where}:{number}", ROW_LIMIT)
                    else:
                        yield _row(values, number, number, fields)
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        yield problems.broken_table(where, str(error))


def _open_parquet(stream: io.BufferedReader[Any]) -> Any:
    from pyarrow import parquet

    # Read in parts: a whole column of a row group may take a gigabyte.
    return parquet.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)


def _article_columns(table: Any, stream: io.BufferedReader[Any], where: str, options: ReadingOptions) -> list[str] | Problem:
    """Return the columns of a Parquet file that are read, or the reason why it is not."""
    fields = _fields(options)
    known = {name for names in fields.values() for name in names}
    names = [name for name in table.schema_arrow.names if _key(name) in known]
    if missing := _missing_columns(options, table.schema_arrow.names, where):
        return missing
    if not any(_key(name) in fields["text"] for name in names):
        return problems.no_text_column(where, table.schema_arrow.names)
    limit = Budget(stream.seek(0, io.SEEK_END)).limit
    return problems.grows_too_large(where, limit) if _unpacked_size(table.metadata, names) > limit else names


def parquet_groups(stream: io.BufferedReader[Any], options: ReadingOptions) -> list[tuple[int, int]]:
    """Return the numbers of rows and of compressed bytes of each row group of a Parquet file; none if it cannot be read."""
    import pyarrow

    try:
        table = _open_parquet(stream)
        if isinstance(_article_columns(table, stream, "", options), Problem):
            return []
        groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError):
        return []
    return [
        (group.num_rows, sum(group.column(number).total_compressed_size for number in range(group.num_columns)))
        for group in groups
    ]


def _unpacked_size(metadata: Any, names: Collection[str]) -> int:
    """Return the bytes that the columns called `names` say to have when they are unpacked."""
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    columns = (group.column(number) for group in groups for number in range(group.num_columns))
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema.partition(".")[0] in names)


def _characters(values: Mapping[str, Any]) -> int:
    return sum(len(value) for value in values.values() if isinstance(value, str))


def _is_record(data: object, text_names: Collection[str]) -> bool:
    if not isinstance(data, dict):
        return False
    return _has_text(_unwrapped(data, text_names), text_names)


def _has_text(record: Mapping[str, Any], text_names: Collection[str]) -> bool:
    return any(_key(name) in text_names and has_text(record[name]) for name in record)


def _unwrapped(record: Mapping[str, Any], text_names: Collection[str]) -> Mapping[str, Any]:
    """Return the fields of a record with those of the object inside it that holds the article, if one does."""
    if _has_text(record, text_names):
        return record
    inner = (record[name] for name in _WRAPPERS if isinstance(record.get(name), dict))
    fields = next((fields for fields in inner if _has_text(fields, text_names)), None)
    return record if fields is None else {**fields, **{name: value for name, value in record.items() if name not in _WRAPPERS}}


def _find_records(data: object, is_record: Callable[[object], bool], depth: int) -> list[Any] | None:
    """Return the first list in `data` that contains a record, such as the object of an article, at most `depth` levels down."""
    if isinstance(data, list):
        return data if any(map(is_record, data)) else None
    if isinstance(data, dict) and isinstance(data.get("@graph"), list):
        return list(filter(is_record, data["@graph"])) or None  # the others are the page, its site and its authors
    if not isinstance(data, dict) or not depth:
        return None
    names = sorted(data, key=lambda name: _RECORDS.index(name) if name in _RECORDS else len(_RECORDS))
    return next((records for name in names if (records := _find_records(data[name], is_record, depth - 1)) is not None), None)


def read_separated(
    stream: io.BufferedReader[Any], where: str, options: ReadingOptions = DEFAULT_OPTIONS, *, separator: str | None = None
) -> Iterator[TableRow | Problem]:
    """Yield the rows of a CSV file, whose first line names the columns and, by default, determines the separator."""
    sample = stream.peek(_SAMPLE)[:_SAMPLE].decode("latin-1")  # quotation marks and backslashes are ASCII
    csv.field_size_limit(ROW_LIMIT)  # the csv module has one limit for all readers; its default is 131,072
    lines, notice = _open_text(stream, where, options.encoding)
    yield from notice
    header, above = _read_header(lines, 0)
    declared = _DECLARED_SEPARATOR.match(header)
    if declared:
        separator = declared.group(1)
        header, above = _read_header(lines, above)
    bare = _QUOTED.sub("", header)
    if declared is None and (separator is None or separator not in bare):
        separator = max(",;\t|", key=bare.count)
    assert separator is not None
    names = next(csv.reader(header.splitlines(keepends=True), delimiter=separator), [])
    if missing := _missing_columns(options, names, where):
        yield missing
        return
    if not any(_key(name) in _fields(options)["text"] for name in names):
        yield problems.no_text_column(where, [" ".join(name.split()) for name in names])
        return
    escaped = "\\" if _ESCAPED_QUOTE.search(sample) and not _DOUBLED_QUOTE.search(sample) else None
    reader = csv.reader(lines, delimiter=separator, escapechar=escaped, doublequote=escaped is None, strict=True)
    yield from _separated_rows(reader, names, where, options, above)


def _read_header(lines: Iterator[str], above: int) -> tuple[str, int]:
    """Return the first line that is not empty, or the lines over which its cells go on, and how many lines were read so far."""
    header = ""
    for line in lines:
        above += 1
        header += line if header or line.strip() else ""
        if header and (header.count('"') % 2 == 0 or header.count("\n") >= _MAX_HEADER):
            break
    return header, above


def _separated_rows(
    reader: Any, names: Sequence[str], where: str, options: ReadingOptions, above: int
) -> Iterator[TableRow | Problem]:
    """Yield the rows under the first `above` lines, which name the separator and the columns."""
    fields = _fields(options)
    number = 0
    while True:
        line = reader.line_num + above + 1
        try:
            values = next(reader, None)
        except csv.Error as error:
            several_lines = reader.line_num + above > line
            if str(error) == _UNENDED or (several_lines and "limit" in str(error)):
                yield problems.row_without_end(f"{where}:{line}")
                return
            yield problems.broken_row(f"{where}:{line}", str(error))
            continue
        if values is None:
            return
        number += any(values)
        if not is_encodable("".join(values)):
            yield problems.undecodable(f"{where}:{line}", options.encoding)
        elif any(values[len(names) :]):
            yield problems.broken_row(f"{where}:{line}", f"it has {len(values)} cells, and the first line names {len(names)}")
        elif any(values):
            yield _row(dict(zip(names, values, strict=False)), number, line, fields)


def _json_row(
    line: str, number: int, where: str, encoding: str | None, fields: Mapping[str, Sequence[str]]
) -> TableRow | Problem:
    if len(line) > ROW_LIMIT:
        return problems.row_too_long(where, ROW_LIMIT)
    if not is_encodable(line):
        return problems.undecodable(where, encoding)
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return problems.broken_json(where, f"{error.msg}, at character {error.pos + 1}")
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; a thousand brackets
        return problems.broken_json(where, str(error))
    if not isinstance(data, dict):
        return problems.not_an_object(where, _JSON_KINDS.get(type(data), "value"))
    return _row(data, number, number, fields)


def _row(data: Mapping[str, Any], number: int, line: int, fields: Mapping[str, Sequence[str]]) -> TableRow:
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)  # Parquet has dates
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    columns: dict[str, Any] = {}
    for name, value in _unwrapped(data, fields["text"]).items():
        columns.setdefault(_key(name), value)
    return TableRow(number, line, columns, digest, data.keys(), fields, labelled_spans(data))


_START_KEYS, _END_KEYS, _LABEL_KEYS = {"start", "start_offset"}, {"end", "end_offset"}, {"label", "labels"}
_MAX_SPAN_DEPTH = 5  # Label Studio has spans in values in results in annotations


def labelled_spans(value: object, depth: int = _MAX_SPAN_DEPTH) -> int:
    """Return the number of labelled spans in a record of another annotation tool, in any of the usual forms.

    >>> labelled_spans({"label": [[0, 5, "CLAIM"]], "entities": [{"label": "A", "start_offset": 0, "end_offset": 5}]})
    2
    """
    if isinstance(value, dict):
        if value.keys() & _START_KEYS and value.keys() & _END_KEYS and value.keys() & _LABEL_KEYS:
            return 1
        return sum(labelled_spans(inner, depth - 1) for inner in value.values()) if depth else 0
    if not isinstance(value, list) or not depth:
        return 0
    if len(value) == 3 and isinstance(value[0], int) and isinstance(value[1], int) and isinstance(value[2], str):
        return 1
    return sum(labelled_spans(inner, depth - 1) for inner in value if isinstance(inner, dict | list))


def _open_text(stream: io.BufferedReader[Any], where: str, encoding: str | None) -> tuple[Iterator[str], list[Problem]]:
    """Return the lines of `stream`, and notices about its encoding. Bytes that cannot be decoded become lone surrogates.

    `encoding` is the one that the user named; None detects it.
    """
    codec, guessed = _find_codec(stream.peek(_SAMPLE)[:_SAMPLE], encoding)
    notice = [problems.encoding_guessed(where, codec)] if guessed else []
    errors = "surrogateescape" if codec == "utf-8" else MARK
    return _lines(io.TextIOWrapper(stream, codec, errors, newline="")), notice


def _find_codec(sample: bytes, encoding: str | None) -> tuple[str, bool]:
    """Return the codec of a text that begins with `sample`, and whether it was guessed."""
    codec = known_encoding(sample, encoding)
    if codec is not None:
        return codec, False
    decoded = decode(sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1])
    return (decoded.encoding, decoded.guessed) if decoded else ("utf-8", False)


def _lines(text: io.TextIOWrapper, *, with_bom: bool = True) -> Iterator[str]:
    """Yield the lines of `text` with their ends, without the BOM; a placeholder replaces a line over `ROW_LIMIT`."""
    line = text.readline(ROW_LIMIT + 1)
    line = line.removeprefix("\ufeff") if with_bom else line
    while line:
        whole = line.endswith("\n") or len(line) <= ROW_LIMIT
        yield line if whole else "x" * (ROW_LIMIT + 1)  # without a quotation mark, so that csv refuses this row and not the next
        while not whole:
            whole = len(line := text.readline(ROW_LIMIT + 1)) <= ROW_LIMIT or line.endswith("\n")
        line = text.readline(ROW_LIMIT + 1)
