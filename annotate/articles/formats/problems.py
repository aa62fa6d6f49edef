"""Problems with files of articles, each with its code, its message and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.model import Problem

NOTICES = frozenset(
    {
        *("bytes-replaced", "date-unreadable", "encoding-guessed", "near-duplicate", "no-sentence-marks", "other-metadata"),
        *("labels-not-read", "text-missing"),
    }
)
"""Codes of problems that are reported in addition to an article, not in its place."""

_UTF8 = "save it as UTF-8 text, or name its encoding with --encoding"


def empty_file(where: str) -> Problem:
    """Report a file without content."""
    return Problem("empty-file", "the file is empty", "put the article's text into it, or remove it", where)


def only_white_space(where: str) -> Problem:
    """Report a file that contains only white space."""
    return Problem("only-white-space", "there is nothing but white space", "put the article's text there, or remove it", where)


def binary_file(where: str, what: str) -> Problem:
    """Report a binary file of a kind that cannot be read; `what` is the kind ("an image")."""
    return Problem("binary-file", f"this is {what}, not text", "save the article as text, Markdown or HTML", where)


def undecodable(where: str, encoding: str | None = None) -> Problem:
    """Report bytes that fit no encoding, or not the `encoding` that the user named."""
    if encoding is not None:
        return Problem("undecodable", f"some bytes are not {encoding}", "name the right encoding, or none to detect it", where)
    return Problem("undecodable", "some bytes are not UTF-8, and no other encoding fits", _UTF8, where)


def encoding_guessed(where: str, encoding: str) -> Problem:
    """Report that the encoding of a file was guessed."""
    message = f"the file does not say its encoding and is not UTF-8; it was read as {encoding}"
    return Problem("encoding-guessed", message, f"check that its letters are right; if not, {_UTF8}", where)


def bytes_replaced(where: str, count: int, encoding: str) -> Problem:
    """Report a page with `count` places that are no text in its encoding."""
    places = "1 place" if count == 1 else f"{count} places"
    message = f"the bytes in {places} are not {encoding}; they were replaced by the character U+FFFD"
    return Problem("bytes-replaced", message, "if the article contains that character, save the page again", where)


def date_unreadable(where: str, date: str) -> Problem:
    """Report a date of publication that cannot be read, or that can be read in two ways."""
    message = f"the date of publication cannot be read, or can be read in two ways: {_one_line(date)}"
    return Problem("date-unreadable", message, "write it as year-month-day, such as 2024-05-06; it was left out", where)


def labels_not_read(where: str, count: int) -> Problem:
    """Report that `count` labelled spans of another annotation tool were in a file of which only the texts were read."""
    spans = "1 labelled span was" if count == 1 else f"{count:,} labelled spans were"
    remedy = "read them with `annotate import`, as an annotator's decisions, or with --as suggestions for annotators to correct"
    return Problem("labels-not-read", f"only the texts were read: {spans} not read", remedy, where)


def text_missing(where: str, words: int, total: int) -> Problem:
    """Report that `words` of the `total` words of an article in a page were not found in its body."""
    message = f"the page says that its article has {total:,} words, and {words:,} of them were not found"
    return Problem(
        "text-missing", message, "compare it with the page; if text is missing, save the article as a .txt file", where
    )


def content_encoding(where: str, encoding: str) -> Problem:
    """Report a record of a web archive that is packed in a way that cannot be unpacked."""
    message = f"the page is packed with {_one_line(encoding)}, which cannot be unpacked"
    return Problem("content-encoding", message, "archive it again without compression, or save the page as .html", where)


def broken_record(where: str, reason: str) -> Problem:
    """Report a record of a web archive that cannot be read."""
    message = f"the record cannot be read: {_one_line(reason)}"
    return Problem("broken-record", message, "the other records were read; archive this page again", where)


def nul_character(where: str) -> Problem:
    """Report a text with NUL characters."""
    return Problem("nul-character", "the text contains NUL characters, which a database cannot store", "remove them", where)


def lone_surrogate(where: str) -> Problem:
    """Report a text with unpaired surrogates."""
    message = "the text contains an unpaired surrogate, which is not a character"
    return Problem("lone-surrogate", message, "write the whole character, or remove the surrogate", where)


def too_large(where: str, size: int, limit: int) -> Problem:
    """Report a file of `size` bytes, more than `limit`."""
    message = f"the file has {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB that are read"
    return Problem("file-too-large", message, "split it, one article a file, or make it a JSON lines file", where)


def unreadable(where: str, reason: str) -> Problem:
    """Report a file that the system does not let us read."""
    return Problem(
        "unreadable-file", f"the file cannot be read: {reason}", "check that it exists and that you may read it", where
    )


def not_a_file(where: str, what: str) -> Problem:
    """Report something that is not a regular file; `what` is its kind ("a pipe")."""
    return Problem(
        "not-a-file", f"this is {what}, not a file with an article", "copy what it contains into a file, or remove it", where
    )


def link_outside(where: str) -> Problem:
    """Report a link that was found in a folder, and leads out of it and of the project."""
    message = "this is a link to a place outside of the project, which is not followed"
    return Problem("link-outside", message, "if you trust it, name it on the command line, or put the file itself there", where)


def stream_too_long(where: str, limit: int) -> Problem:
    """Report standard input or a pipe that gives more than `limit` bytes."""
    message = f"it gives more than the {limit / 1e6:,.0f} MB that are read from a pipe"
    return Problem("stream-too-long", message, "write it into a file, and add that", where)


def costs_too_much(where: str, limit: str) -> Problem:
    """Report a file whose articles need more time or memory than the `limit` ("7 s of processor time")."""
    message = f"reading it takes more than {limit}, so it was stopped"
    return Problem("costs-too-much", message, "if you trust it, save each article's text as a .txt file", where)


def no_text(where: str, *, scanned: bool = False) -> Problem:
    """Report an article without text after cleaning, or a PDF file that is `scanned`."""
    if scanned:
        message = "the PDF file contains no text, only pictures, as if it was scanned"
        return Problem("no-text", message, "recognise its text (OCR), and save that as a .txt file", where)
    return Problem("no-text", "no text is left after cleaning", "if it is an article, save its text as a .txt file", where)


def broken_json(where: str, reason: str, what: str = "line") -> Problem:
    """Report invalid JSON; `what` is the part that is invalid (a line, the file)."""
    remedy = "write one JSON object a line" if what == "line" else "look at it with an editor that knows JSON"
    return Problem("broken-json", f"the {what} is not JSON: {reason}", remedy, where)


def not_an_object(where: str, kind: str, what: str = "line") -> Problem:
    """Report JSON of another `kind` in the place of an object."""
    message = f"the {what} is a JSON {kind}, not an object"
    return Problem("not-an-object", message, f'write {{"text": "..."}}, one object a {what}', where)


def row_without_text(where: str, names: Sequence[str]) -> Problem:
    """Report a row without text, whose fields are `names`."""
    message = f"the row has no text; {_fields(names)}"
    return Problem("row-without-text", message, "give it the article's text in a field called text, or remove it", where)


def no_text_column(where: str, names: Sequence[str]) -> Problem:
    """Report a table without a column of text, whose columns are `names`."""
    message = f"no column contains the article's text; {_fields(names)}"
    return Problem(
        "no-text-column", message, "name the column with the text: text, or say which it is: --column text=NAME", where
    )


def no_such_column(where: str, missing: Sequence[str], names: Sequence[str]) -> Problem:
    """Report a table that does not have the columns that the user named; its columns are `names`."""
    wanted = ", ".join(repr(name) for name in missing)
    message = f"the table has no column{'s' if len(missing) > 1 else ''} {wanted}; {_fields(names, 100)}"
    return Problem("no-such-column", message, "give --column the name of one of these", where)


def row_too_long(where: str, limit: int) -> Problem:
    """Report a row of more than `limit` characters."""
    message = f"the row has more than {limit / 1e6:,.0f} million characters"
    return Problem("row-too-long", message, "is a quotation mark or a line end missing? Put one article in a row", where)


def article_too_long(where: str, limit: int) -> Problem:
    """Report an article of more than `limit` characters."""
    message = f"the article has more than {limit:,} characters"
    return Problem("article-too-long", message, "is it one article? Split it", where)


def too_many_articles(where: str) -> Problem:
    """Report a small file that contains far more articles, or longer ones, than it can have without tricks."""
    message = "it contains more text than such a small file can have, so the rest was not read"
    return Problem("too-many-articles", message, "if you trust it, unpack it, or make it a JSON lines file", where)


def row_without_end(where: str) -> Problem:
    """Report a cell that goes on to the end of the table or of what is read, since a quotation mark is missing."""
    message = "a cell that begins in this row does not end, so nothing after it was read"
    return Problem("cell-without-end", message, "a quotation mark is missing: add it", where)


def broken_row(where: str, reason: str) -> Problem:
    """Report a row that cannot be parsed."""
    return Problem("broken-row", f"the row cannot be read: {reason}", "look at its quotation marks", where)


def no_rows(where: str) -> Problem:
    """Report a table without rows."""
    return Problem("no-rows", "the table has no rows", "put one article in each row, or remove the file", where)


def no_records(where: str) -> Problem:
    """Report JSON without articles."""
    message = "the JSON contains no object with an article's text"
    remedy = 'write a list of objects, [{"text": "..."}], or say which field has the text: --column text=NAME'
    return Problem("no-records", message, remedy, where)


BROKEN_TABLE = "broken-table"
"""The code of a table of which nothing more can be read."""


def broken_table(where: str, reason: str) -> Problem:
    """Report a table that cannot be parsed."""
    return Problem(
        BROKEN_TABLE, f"the table cannot be read: {_one_line(reason)}", "write it again with the tool that made it", where
    )


def broken_archive(where: str, reason: str) -> Problem:
    """Report a packed file that cannot be unpacked."""
    return Problem(
        "broken-archive", f"it cannot be unpacked: {_one_line(reason)}", "pack it again, or put its files there", where
    )


def grows_too_large(where: str, limit: int) -> Problem:
    """Report a packed file of more than `limit` bytes when it is unpacked."""
    message = f"unpacked it has more than {limit / 1e6:,.0f} MB, too much for such a small file"
    return Problem("archive-too-large", message, "if you trust it, unpack it yourself", where)


NOTHING_INSIDE = "empty-archive"
"""The code of an archive without articles."""


def nothing_inside(where: str) -> Problem:
    """Report a packed file without articles."""
    return Problem(NOTHING_INSIDE, "it contains no article", "pack .txt, .md, .html, .jsonl or other article files", where)


def nested_archive(where: str) -> Problem:
    """Report a packed file inside a packed file."""
    return Problem("nested-archive", "this is a packed file in a packed file", "unpack the outer one", where)


def encrypted(where: str) -> Problem:
    """Report a file that is protected by a password."""
    return Problem("encrypted", "it is protected by a password", "save it without a password", where)


def broken_document(where: str, kind: str, reason: str) -> Problem:
    """Report a document or an e-mail (its `kind`) that cannot be parsed."""
    message = f"the {kind} file cannot be read: {_one_line(reason)}"
    return Problem("broken-document", message, "save the article as text, Markdown or HTML", where)


def message_without_text(where: str, attachments: Sequence[str]) -> Problem:
    """Report an e-mail without text, whose first `attachments` are named."""
    if attachments:
        message = f"the e-mail has no text, and its attachments are not read: {', '.join(name[:60] for name in attachments)}"
        return Problem("email-without-text", message, "save the attachment with the article, and add that", where)
    return Problem("email-without-text", "the e-mail has no text", "remove it", where)


def message_too_large(where: str, limit: int) -> Problem:
    """Report an e-mail of more than `limit` bytes in a file of many."""
    message = f"the e-mail has more than the {limit / 1e6:,.0f} MB that are read"
    return Problem("email-too-large", message, "save its text as a .txt file", where)


def extra_missing(where: str, kind: str, package: str) -> Problem:
    """Report that an optional package is not installed."""
    message = f"reading {kind} files needs {package}, which is not installed"
    return Problem("extra-missing", message, "pip install 'annotate-claims[documents]'", where)


def no_sentence_marks(where: str, script: str) -> Problem:
    """Report a text in a script that does not mark the ends of sentences."""
    message = f"the text is in {script} script, which does not mark where sentences end, so each paragraph was left whole"
    return Problem(
        "no-sentence-marks", message, "split them at the prompt while you label, or put one sentence on each line", where
    )


def _one_line(reason: str) -> str:
    """Return the message of a library, short and on one line, as part of a sentence."""
    return " ".join(reason.split())[:200].rstrip(".") or "it is damaged"


def _fields(names: Sequence[str], limit: int = 12) -> str:
    """Return the names of the fields for a message; those after the first `limit` are left out, and long ones are shortened."""
    shown = ", ".join(name[:40] for name in names[:limit]) + (", ..." if len(names) > limit else "")
    return f"it has {shown}" if shown else "it has no fields"
