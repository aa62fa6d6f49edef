"""Where a problem is, as a person or a tool looks for it: the sentence's number, the line of text, the line of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from annotate.checks.phrases import names_line, without_line
from annotate.model import Document, Problem

_PLAIN = {".txt", ".md"}  # their lines are the text's lines


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is. What is not known is None or empty.

    file, line, column, end_line, end_column: in the annotation file, or in the article if that is plain text; counted from 1,
    columns in code points, the end column exclusive. number: the sentence's, from 1. text_line: the line of the document's
    text. stretch: what of the text is meant, in code points; the sentence where no span is. exact: whether it is a span's.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    number: int | None = None
    text_line: int | None = None
    stretch: tuple[int, int] | None = None
    exact: bool = False


def place(problem: Problem, documents: Mapping[str, Document]) -> Place:
    """Where a problem is; `documents` are those that problems name, by id, as far as they are known."""
    document = documents.get(problem.document)
    number, stretch, exact = None, None, False
    if document is not None:
        for position, sentence in enumerate(document.sentences, 1):
            if sentence.id == problem.sentence:
                number, stretch = position, (sentence.start, sentence.end)
        if problem.span is not None and 0 <= problem.span[0] < problem.span[1] <= len(document.text):
            stretch, exact = problem.span, True
    text_line = _line(document.text, stretch[0]) if document and stretch else None
    if names_line(problem.where):
        file, line = without_line(problem.where), int(problem.where.rpartition(":")[2])
        return Place(file, line, number=number, text_line=text_line, stretch=stretch, exact=exact)
    if document is None:
        return Place(problem.where or problem.document)
    if stretch is None or PurePath(document.path).suffix not in _PLAIN:
        return Place(document.path, number=number, text_line=text_line, stretch=stretch, exact=exact)
    (start, end), text = stretch, document.text
    lines = (_line(text, start), _column(text, start), _line(text, end), _column(text, end))
    return Place(document.path, *lines, number, text_line, stretch, exact)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset)
