"""What can be wrong with a file of articles, each with its code, its sentence and its remedy."""

from __future__ import annotations

from collections.abc import Sequence

from annotate.model import Problem

_UTF8 = "Save it as UTF-8 text."


def empty_file(where: str) -> Problem:
    return Problem("empty-file", "The file is empty.", "Put the article's text into it, or remove it.", where)


def only_white_space(where: str) -> Problem:
    return Problem("only-white-space", "There is nothing but white space.", "Put the article's text there, or remove it.", where)


def binary_file(where: str, what: str) -> Problem:
    return Problem("binary-file", f"This is {what}, not text.", "Save the article as text, Markdown or HTML.", where)


def undecodable(where: str) -> Problem:
    return Problem("undecodable", "Some bytes are not UTF-8, and no other encoding fits.", _UTF8, where)


def encoding_guessed(where: str, encoding: str) -> Problem:
    message = f"The file does not say its encoding and is not UTF-8; it was read as {encoding}."
    return Problem("encoding-guessed", message, f"Look whether its letters are right. {_UTF8}", where)


def nul_character(where: str) -> Problem:
    return Problem("nul-character", "The text holds NUL characters, which a database cannot store.", "Remove them.", where)


def lone_surrogate(where: str) -> Problem:
    message = "The text holds half of a surrogate pair, which is no character."
    return Problem("lone-surrogate", message, "Write the whole character, or remove the half.", where)


def too_large(where: str, size: int, limit: int) -> Problem:
    message = f"The file has {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB that are read."
    return Problem("file-too-large", message, "Split it, one article a file, or make it a JSON lines file.", where)


def unreadable(where: str, reason: str) -> Problem:
    return Problem("unreadable-file", f"The file cannot be read: {reason}.", "Check that it is there and may be read.", where)


def no_text(where: str) -> Problem:
    return Problem("no-text", "No text is left after cleaning.", "Is it an article? If so, save its text as a .txt file.", where)


def broken_json(where: str, reason: str) -> Problem:
    return Problem("broken-json", f"The line is not JSON: {reason}.", "Write one JSON object a line.", where)


def not_an_object(where: str, kind: str) -> Problem:
    return Problem(
        "not-an-object", f"The line is a JSON {kind}, not an object.", 'Write {"text": "..."}, one object a line.', where
    )


def row_without_text(where: str, names: Sequence[str]) -> Problem:
    message = f"The row has no text; {_fields(names)}."
    return Problem("row-without-text", message, "Give it the article's text in a field called text, or remove it.", where)


def no_text_column(where: str, names: Sequence[str]) -> Problem:
    message = f"No column holds the article's text; {_fields(names)}."
    return Problem("no-text-column", message, "Name the column with the text: text.", where)


def row_too_long(where: str, limit: int) -> Problem:
    message = f"The row has more than {limit / 1e6:,.0f} million characters."
    return Problem("row-too-long", message, "Is a quotation mark or a line end missing? Put one article in a row.", where)


def broken_row(where: str, reason: str) -> Problem:
    return Problem("broken-row", f"The row cannot be read: {reason}.", "Look at its quotation marks.", where)


def no_rows(where: str) -> Problem:
    return Problem("no-rows", "The table has no rows.", "Put one article in each row, or remove the file.", where)


def _fields(names: Sequence[str]) -> str:
    """The names found, for a message; many or long ones are cut short."""
    shown = ", ".join(name[:40] for name in names[:12]) + (", ..." if len(names) > 12 else "")
    return f"it has {shown}" if shown else "it has no fields"
