"""Problems in the forms that other tools read: GitHub's workflow commands, SARIF 2.1.0, JUnit's XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from annotate.checks.codes import CODES, ERROR, Code, severity
from annotate.checks.locations import Place, place
from annotate.checks.report import format_problem, grouped
from annotate.model import Document, Problem
from annotate.text.terminal import show

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


# -- GitHub ------------------------------------------------------------------------------------------------------------


def github(problems: Iterable[Problem], documents: Mapping[str, Document]) -> Iterator[str]:
    """A workflow command for each problem, which GitHub shows beside the line it is about."""
    for problem in problems:
        at = place(problem, documents)
        fields = {"file": at.file, "line": at.line, "endLine": at.end_line, "col": at.column, "title": problem.code}
        if at.line == at.end_line:
            fields["endColumn"] = at.end_column
        told = ",".join(f"{name}={_property(show(str(value)))}" for name, value in fields.items() if value)
        yield f"::{severity(problem)} {told}::{_data(_message(problem))}"


def _data(text: str) -> str:
    """As the runner's toolkit escapes a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _message(problem: Problem) -> str:
    where = f"{problem.sentence or problem.document}{'::' if problem.path else ''}{problem.path}"
    text = "; ".join(filter(None, (problem.message, problem.remedy)))
    return show(f"{where}: {text}" if where else text)


# -- SARIF -------------------------------------------------------------------------------------------------------------


def sarif(problems: Iterable[Problem], documents: Mapping[str, Document], version: str) -> dict[str, Any]:
    """A log of the Static Analysis Results Interchange Format 2.1.0 (OASIS), a rule for each code; `version` is the tool's."""
    numbers = {code: number for number, code in enumerate(CODES)}
    driver = {"name": "annotate", "version": version, "rules": [_rule(code, meant) for code, meant in CODES.items()]}
    results = [_result(problem, numbers, documents) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _rule(code: str, meant: Code) -> dict[str, Any]:
    text = meant.line[0].upper() + meant.line[1:] + "."
    return {"id": code, "shortDescription": {"text": text}, "defaultConfiguration": {"level": meant.severity}}


def _result(problem: Problem, numbers: Mapping[str, int], documents: Mapping[str, Document]) -> dict[str, Any]:
    at = place(problem, documents)
    location: dict[str, Any] = {}
    if at.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(at.file, errors="replace")}, **_region(at)}
    if problem.sentence or problem.document:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.sentence or problem.document}]
    rule = {"ruleId": problem.code, **({"ruleIndex": numbers[problem.code]} if problem.code in numbers else {})}
    locations = {"locations": [location]} if location else {}
    return {**rule, "level": severity(problem), "message": {"text": _message(problem)}, **locations}


def _region(at: Place) -> dict[str, Any]:
    fields = {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}
    region = {name: value for name, value in fields.items() if value}
    return {"region": region} if region else {}


# -- JUnit -------------------------------------------------------------------------------------------------------------


def junit(problems: Iterable[Problem], documents: Mapping[str, Document], *, strict: bool = False) -> str:
    """A test report in the form of JUnit: a suite for each document or file, in which an error is a failed case.

    A warning passes and is told in the output, unless `strict`. Where nothing is wrong there is one case that passes.
    """
    from xml.etree import ElementTree as xml

    suites = xml.Element("testsuites", name="annotate check")
    for name, group in grouped(problems, documents):
        failed = sum(strict or severity(problem) == ERROR for problem in group)
        suite = xml.SubElement(suites, "testsuite", name=show(name), tests=str(len(group)), failures=str(failed), errors="0")
        for problem in group:
            title = ": ".join(filter(None, (problem.code, problem.sentence, problem.path)))
            case = xml.SubElement(suite, "testcase", classname=show(name), name=show(title))
            fails = strict or severity(problem) == ERROR
            said = xml.SubElement(case, "failure", type=problem.code, message=_message(problem)) if fails else None
            (xml.SubElement(case, "system-out") if said is None else said).text = format_problem(problem)
    if not len(suites):
        suite = xml.SubElement(suites, "testsuite", name="annotate check", tests="1", failures="0", errors="0")
        xml.SubElement(suite, "testcase", classname="annotate check", name="no problems")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(suites, encoding="unicode")
