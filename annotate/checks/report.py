"""Problems for people, with excerpts of the article, and as JSON. `ci_formats` has the formats of other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from annotate.checks.codes import Severity, severity
from annotate.checks.locations import locate
from annotate.checks.phrases import counted, names_line, without_line
from annotate.model import Document, Problem
from annotate.model.ids import numbered_sentence
from annotate.text.rows import StyledCell, cells_of, join_cells, style_cells
from annotate.text.terminal import show

_INDENT = "    "
_BEFORE = 24  # columns of text before the extent, where a line is too long to show


def format_problem(problem: Problem, number: int | None = None) -> str:
    """Return a problem on one safe line: ``labels.jsonl:12::$.annotation.claims[0].type: message; remedy [code]``.

    If no line of a file identifies the sentence, its id is put before the path, with its `number` if that is known. A warning is
    marked as one.
    """
    sentence = "" if names_line(problem.where) else numbered_sentence(problem.sentence, number) or problem.document
    location = "::".join(filter(None, (problem.where, sentence, problem.path)))
    prefix = "warning: " if severity(problem) is Severity.WARNING else ""
    text = prefix + "; ".join(filter(None, (problem.message, problem.remedy)))
    return show(f"{location}: {text} [{problem.code}]" if location else f"{text} [{problem.code}]")


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as a JSON object with all of its fields; `span` is a list of two or null, texts are not sanitised."""
    return {
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
        "where": problem.where,
        "path": problem.path,
        "document": problem.document,
        "sentence": problem.sentence,
        "span": None if problem.span is None else list(problem.span),
    }


def located_to_json(problem: Problem, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return `problem_to_json` with the severity, the sentence's number and the line of the text; null where they are unknown."""
    location = locate(problem, documents)
    level = severity(problem).value
    return {**problem_to_json(problem), "severity": level, "number": location.number, "line": location.text_line}


def summarize(problems: Iterable[Problem]) -> str:
    """Return the summary of a report: ``no problems``, ``1 problem in 1 file``, ``3 problems and 1 warning in 2 files``."""
    numbers, files = dict.fromkeys(Severity, 0), set()
    for problem in problems:
        numbers[severity(problem)] += 1
        files.add(without_line(problem.where))
    files.discard("")
    warnings = f" and {counted(numbers[Severity.WARNING], 'warning')}" if numbers[Severity.WARNING] else ""
    return counted(numbers[Severity.ERROR], "problem") + warnings + (f" in {counted(len(files), 'file')}" if files else "")


# -- for people --------------------------------------------------------------------------------------------------------


def report_lines(problems: Iterable[Problem], documents: Mapping[str, Document], width: int) -> Iterator[str]:
    """Yield the lines of a report, grouped by document or file: each problem on a line, then an excerpt of the article.

    The excerpt is at most `width` columns wide, with carets under the problem's span. `documents` are those that problems refer
    to, by id, as far as they are known.
    """
    for name, group in group_problems(problems, documents):
        yield f"{show(name)}: {summarize(problem for problem in group).partition(' in ')[0]}" if name else ""
        for problem in group:
            yield format_problem(problem, locate(problem, documents).number)
            yield from excerpt(problem, documents, width)
        yield ""


def group_problems(problems: Iterable[Problem], documents: Mapping[str, Document]) -> Iterator[tuple[str, Sequence[Problem]]]:
    """Yield the problems by document, or by file without one: sorted by name, each group in the order of the text."""

    def name(problem: Problem) -> str:
        return problem.document or without_line(problem.where)

    def order(problem: Problem) -> tuple[str, int]:
        return name(problem), locate(problem, documents).number or 0

    for key, group in groupby(sorted(problems, key=order), key=name):
        yield key, tuple(group)


def excerpt(problem: Problem, documents: Mapping[str, Document], width: int) -> Iterator[str]:
    """Yield the sentence number and line of a problem, the line itself, and carets under its span; nothing if it is unknown."""
    location, document = locate(problem, documents), documents.get(problem.document)
    if document is None or location.extent is None:
        return
    number = f"sentence {location.number}, " if location.number else ""
    yield f"{_INDENT}{number}line {location.text_line}:"
    text, (start, end) = document.text, location.extent
    start += len(text[start:end]) - len(text[start:end].lstrip())
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", max(start, first))
    room = max(width - len(_INDENT), 10)
    row = _window(style_cells("", text[first : last if last >= 0 else len(text)], first), start, room)
    yield _INDENT + "".join(piece.text for piece in join_cells(row)).rstrip()
    if location.exact:
        yield _INDENT + "".join(_carets(item, start, end) for item in row).rstrip()


def _window(row: Sequence[StyledCell], start: int, room: int) -> Sequence[StyledCell]:
    """Return the part of a line around the offset `start` that fits into `room` columns; ellipses replace the rest."""
    if _columns(row) <= room:
        return row
    at = next((index for index, item in enumerate(row) if item.cell.end > start), len(row))
    first = at
    while first > 0 and _columns(row[first - 1 : at]) <= min(_BEFORE, room // 3):
        first -= 1
    ellipsis = StyledCell("", cells_of("…")[0]._replace(start=-1, end=-1))
    window = [ellipsis] if first else []
    used = len(window)
    for item in row[first:]:
        used += item.cell.width
        if used > room - 1:
            return [*window, ellipsis]
        window.append(item)
    return window


def _columns(row: Iterable[StyledCell]) -> int:
    return sum(item.cell.width for item in row)


def _carets(item: StyledCell, start: int, end: int) -> str:
    overlaps = item.cell.start < end and start < item.cell.end
    return ("^" if overlaps else " ") * item.cell.width
