"""How problems are printed, as values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotate.checks.phrases import counted, names_line, without_line
from annotate.model import Problem
from annotate.terminal import show


def format_problem(problem: Problem) -> str:
    """A problem on one line, safe for a terminal: ``labels.jsonl:12::$.annotation.claims[0].type: message; remedy``.

    Where no line of a file says which sentence is meant, its id stands before the path.
    """
    sentence = "" if names_line(problem.where) else problem.sentence or problem.document
    place = "::".join(filter(None, (problem.where, sentence, problem.path)))
    text = "; ".join(filter(None, (problem.message, problem.remedy)))
    return show(f"{place}: {text}" if place else text)


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


def summarize(problems: Iterable[Problem]) -> str:
    """The last line of a report: ``no problems``, ``1 problem in 1 file``, ``3 problems in 2 files``."""
    number, files = 0, set()
    for problem in problems:
        number += 1
        files.add(without_line(problem.where))
    files.discard("")
    return counted(number, "problem") + (f" in {counted(len(files), 'file')}" if files else "")
