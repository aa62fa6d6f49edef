"""How problems are printed for people and as JSON, as values. `machines` has the forms that other tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from annotate.checks.codes import ERROR, WARNING, severity
from annotate.checks.locations import place
from annotate.checks.phrases import counted, names_line, without_line
from annotate.model import Document, Problem
from annotate.text.rows import StyledCell, cells_of, join_cells, style_cells
from annotate.text.terminal import show

_INDENT = "    "
_BEFORE = 24  # columns of text before what is meant, where not all of a line fits


def format_problem(problem: Problem) -> str:
    """A problem on one line, safe for a terminal: ``labels.jsonl:12::$.annotation.claims[0].type: message; remedy [code]``.

    Where no line of a file says which sentence is meant, its id stands before the path. A warning says that it is one.
    """
    sentence = "" if names_line(problem.where) else problem.sentence or problem.document
    place = "::".join(filter(None, (problem.where, sentence, problem.path)))
    doubt = "warning: " if severity(problem) == WARNING else ""
    text = doubt + "; ".join(filter(None, (problem.message, problem.remedy)))
    return show(f"{place}: {text} [{problem.code}]" if place else f"{text} [{problem.code}]")


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """A problem as a JSON object: all fields always, `span` a list of two or null; the texts as they are, not made safe."""
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


def placed_to_json(problem: Problem, documents: Mapping[str, Document]) -> dict[str, Any]:
    """`problem_to_json` with how bad it is, the sentence's number and the line of the text, null where they are not known."""
    at = place(problem, documents)
    return {**problem_to_json(problem), "severity": severity(problem), "number": at.number, "line": at.text_line}


def summarize(problems: Iterable[Problem]) -> str:
    """The last line of a report: ``no problems``, ``1 problem in 1 file``, ``3 problems and 1 warning in 2 files``."""
    numbers, files = {ERROR: 0, WARNING: 0}, set()
    for problem in problems:
        numbers[severity(problem)] += 1
        files.add(without_line(problem.where))
    files.discard("")
    doubts = f" and {counted(numbers[WARNING], 'warning')}" if numbers[WARNING] else ""
    return counted(numbers[ERROR], "problem") + doubts + (f" in {counted(len(files), 'file')}" if files else "")


# -- for people --------------------------------------------------------------------------------------------------------


def report(problems: Iterable[Problem], documents: Mapping[str, Document], width: int) -> Iterator[str]:
    """The lines that show problems, grouped by document or file: each on a line, then the text that is meant, at most `width`
    columns of it, with a caret underneath.

    `documents` are those that problems name, by id, as far as they are known.
    """
    for name, group in grouped(problems, documents):
        yield f"{show(name)}: {summarize(problem for problem in group).partition(' in ')[0]}" if name else ""
        for problem in group:
            yield format_problem(problem)
            yield from excerpt(problem, documents, width)
        yield ""


def grouped(problems: Iterable[Problem], documents: Mapping[str, Document]) -> Iterator[tuple[str, Sequence[Problem]]]:
    """Problems by the document they are in, else by the file, each in the order of the text; the names in order."""

    def name(problem: Problem) -> str:
        return problem.document or without_line(problem.where)

    def order(problem: Problem) -> tuple[str, int]:
        return name(problem), place(problem, documents).number or 0

    for key, group in groupby(sorted(problems, key=order), key=name):
        yield key, tuple(group)


def excerpt(problem: Problem, documents: Mapping[str, Document], width: int) -> Iterator[str]:
    """Where in the article a problem is, the line of text, and carets under what is meant; nothing where that is not known."""
    at, document = place(problem, documents), documents.get(problem.document)
    if document is None or at.stretch is None:
        return
    number = f"sentence {at.number}, " if at.number else ""
    yield f"{_INDENT}{number}line {at.text_line}:"
    text, (start, end) = document.text, at.stretch
    start += len(text[start:end]) - len(text[start:end].lstrip())
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", max(start, first))
    room = max(width - len(_INDENT), 10)
    row = _window(style_cells("", text[first : last if last >= 0 else len(text)], first), start, room)
    yield _INDENT + "".join(piece.text for piece in join_cells(row)).rstrip()
    if at.exact:
        yield _INDENT + "".join(_under(item, start, end) for item in row).rstrip()


def _window(row: list[StyledCell], start: int, room: int) -> list[StyledCell]:
    """So much of a line as fits, with what starts at `start` in it; an ellipsis says that there is more."""
    if _columns(row) <= room:
        return row
    at = next((index for index, item in enumerate(row) if item.cell.end > start), len(row))
    first = at
    while first > 0 and _columns(row[first - 1 : at]) <= min(_BEFORE, room // 3):
        first -= 1
    head = [StyledCell("", cells_of("…")[0]._replace(start=-1, end=-1))] if first else []
    kept: list[StyledCell] = [*head]
    used = len(head)
    for item in row[first:]:
        used += item.cell.width
        if used > room - 1:
            return [*kept, StyledCell("", cells_of("…")[0]._replace(start=-1, end=-1))]
        kept.append(item)
    return kept


def _columns(row: Iterable[StyledCell]) -> int:
    return sum(item.cell.width for item in row)


def _under(item: StyledCell, start: int, end: int) -> str:
    meant = item.cell.start < end and start < item.cell.end
    return ("^" if meant else " ") * item.cell.width
