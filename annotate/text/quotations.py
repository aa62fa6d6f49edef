"""Quotations: text in quotation marks, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate.model import Document

# It begins with one class of characters, so that the search skips to the next of them at once. A mark may be doubled.
_MARK = re.compile(r"[“”„‟\"«»'`’‘](?:(?<=[“”„‟\"«»])|(?<=')''?|(?<=`)`|(?<=’)’|(?<=‘)‘)")
_SPACED = re.compile(r"\s[^«»]*\s»")
# A single mark is an apostrophe inside words and before letters, too ("zo’n dag", "’s nachts"), and in English after an s ("the
# residents’ group"): there a quotation ends at a mark after punctuation, if there is one before the next quotation begins.
# Typewriter marks count only with punctuation beside the one that closes. Each expression begins with a mark, so that the search
# skips to the next one at once.
_REST = r"(?:[^‘’\n]|(?<=\w)’(?=\w)|(?<=\s)’(?=\w))*[^\s‘’]’(?!\w)"
_TYPEWRITER = r"'(?<!\w')(?![stn]\b)(?=[^\W\d_])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=\s)'(?=[stn]\b)|(?<=s)'(?=\s))*?"
_IN_SINGLE_MARKS = {
    "nl": re.compile(rf"‘(?<!\w‘)(?=\S){_REST}|{_TYPEWRITER}(?:[,.?!…]'(?!\w)|[^\s']'(?=[,.]))"),
    "en": re.compile(rf"‘(?<!\w‘)(?=\S)[^‘\n]*?[,.?!…—–-]’(?!\w)|‘(?<!\w‘)(?=[^\s\d]){_REST}|{_TYPEWRITER}[,.?!…—–-]'(?!\w)"),
}
"""The quotations in single marks in the languages some of whose newspapers write them so.

Other languages leave single marks to quotations inside quotations.
"""

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
    single = _IN_SINGLE_MARKS.get((document.language or "").partition("-")[0].lower())
    for block in document.blocks:
        if not block.annotated:
            continue
        before = len(quotations)
        found = list(_in_block(document.text, block.start, block.end))
        if single is not None:
            found = _in_single_marks(single, document.text, block.start, block.end, found)
        quotations += found
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


def _in_single_marks(single: re.Pattern[str], text: str, start: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    """Return the quotations in ‘single marks’ of a block; those in double marks (`doubles`), unless all are inside these."""
    matches = single.finditer(text, start, end)
    found = [Quotation(match.start(), match.end(), match.start() + 1, match.end() - 1) for match in matches]
    are_inside = all(any(one.start < double.start and double.end < one.end for one in found) for double in doubles)
    return found if are_inside else doubles


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
