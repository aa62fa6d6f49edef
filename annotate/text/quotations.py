"""Quotations: text in quotation marks, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate.model import Document

_MARK = re.compile(r"[“”„‟\"«»]|'''?|``|’’|‘‘")
_SPACED = re.compile(r"\s[^«»]*\s»")
_SINGLE = re.compile(r"(?<!\w)‘(?=\S)(?:[^‘’\n]|(?<=\w)’(?=\w)|(?<=\s)’(?=\w))*[^\s‘’]’(?!\w)")
_QUOTES_IN_SINGLE_MARKS = frozenset({"nl"})
"""The languages whose newspapers quote in single marks, which other languages leave to quotations inside quotations."""

_CLOSES = {
    "“": '”"',
    "”": '”"',
    "„": '“”"‟',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "''": "''",
    "``": "''",
    "‘‘": "’’",
    "’’": "’’",
}
_ONLY_CLOSE = {"’’", "”"}


class Quotation(NamedTuple):
    """A quotation: its offsets with the marks (`start`, `end`) and without (`inner`, `inner_end`).

    `is_continuation` means that it continues the quotation before it, which was not closed at the end of its paragraph.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    is_continuation: bool = False


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations in the annotated blocks, in order. One that is not closed ends with its paragraph."""
    quotations: list[Quotation] = []
    unclosed = False
    single = (document.language or "").partition("-")[0].lower() in _QUOTES_IN_SINGLE_MARKS
    for block in document.blocks:
        if not block.annotated:
            continue
        before = len(quotations)
        quotations += _in_block(document.text, block.start, block.end)
        if single and len(quotations) == before:
            quotations += _in_single_marks(document.text, block.start, block.end)
        if unclosed and len(quotations) > before and not document.text[block.start : quotations[before].start].strip():
            quotations[before] = quotations[before]._replace(is_continuation=True)
        unclosed = len(quotations) > before and quotations[-1].inner_end == quotations[-1].end
    return tuple(quotations)


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start, end):
                opened = mark
        elif mark.group() in _closers(opened.group()):
            if inner := text[opened.end() : mark.start()].strip():
                first = text.index(inner, opened.end())
                yield Quotation(opened.start(), mark.end(), first, first + len(inner))
            opened = None
    if opened is not None and text[opened.end() : end].strip():
        yield Quotation(opened.start(), end, opened.end(), end)


def _in_single_marks(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yield the quotations in ‘single marks’, which are apostrophes inside words and before letters, too (‘zo’n dag’)."""
    for match in _SINGLE.finditer(text, start, end):
        yield Quotation(match.start(), match.end(), match.start() + 1, match.end() - 1)


def _closers(mark: str) -> tuple[str, ...]:
    closing = _CLOSES[mark[:2]]
    return (closing, f"{closing}'") if len(mark) > 1 else tuple(closing)


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Return True if a mark opens a quotation: text follows it, and no letter or digit is directly before it (14" is inches).

    Only the French put a space after a mark that opens: « text ».
    """
    if mark.group() == "«" and _SPACED.match(text, mark.end(), end):
        return True
    if mark.group() in _ONLY_CLOSE or mark.end() >= end or text[mark.end()].isspace():
        return False
    return mark.group() in "“„‟``‘‘" or mark.start() == start or not text[mark.start() - 1].isalnum()
