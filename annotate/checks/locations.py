"""The location of a problem, as people and tools look for it: sentence number, line of the text, line of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from annotate.checks.phrases import names_line, without_line
from annotate.model import Document, Problem

_PLAIN = {".txt", ".md"}  # whose lines are the lines of the text


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """The location of a problem. What is not known is None or empty.

    Attributes:
        file: The annotation file, or the article if the problem is in the store.
        line: The line of the file, from 1; known in annotation files, and in articles that are plain text.
        column: The column in code points, from 1.
        end_line: The line of the end.
        end_column: The column of the end, exclusive.
        number: The number of the sentence in its document, from 1.
        text_line: The line of the document's text, from 1.
        extent: The offsets of the problem's span in the text, in code points, half-open; those of the sentence without a span.
        exact: Whether `extent` is that of a span.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    number: int | None = None
    text_line: int | None = None
    extent: tuple[int, int] | None = None
    exact: bool = False


def locate(problem: Problem, documents: Mapping[str, Document]) -> SourceLocation:
    """Return the location of a problem; `documents` are those that problems refer to, by id, as far as they are known."""
    document = documents.get(problem.document)
    number, extent, exact = None, None, False
    if document is not None:
        number = document.number(problem.sentence)
        if number is not None:
            sentence = document.sentences[number - 1]
            extent = (sentence.start, sentence.end)
        if problem.span is not None and 0 <= problem.span[0] < problem.span[1] <= len(document.text):
            extent, exact = problem.span, True
    text_line = _line(document.text, extent[0]) if document and extent else None
    if names_line(problem.where):
        file, line = without_line(problem.where), int(problem.where.rpartition(":")[2])
        return SourceLocation(file, line, number=number, text_line=text_line, extent=extent, exact=exact)
    if document is None:
        return SourceLocation(problem.where or problem.document)
    if extent is None or PurePath(document.path).suffix not in _PLAIN:
        return SourceLocation(document.path, number=number, text_line=text_line, extent=extent, exact=exact)
    (start, end), text = extent, document.text
    lines = (_line(text, start), _column(text, start), _line(text, end), _column(text, end))
    return SourceLocation(document.path, *lines, number, text_line, extent, exact)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset)
