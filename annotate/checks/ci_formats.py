"""Problems in the formats of other tools: GitHub's workflow commands, SARIF 2.1.0, JUnit's XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from annotate.checks.codes import CODES, Code, Severity, severity
from annotate.checks.locations import SourceLocation, locate
from annotate.checks.report import format_problem, group_problems
from annotate.model import Document, Problem
from annotate.model.ids import numbered_sentence
from annotate.text.terminal import show

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


# -- GitHub ------------------------------------------------------------------------------------------------------------


def github(problems: Iterable[Problem], documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield a workflow command for each problem, which GitHub shows next to the line it is about."""
    for problem in problems:
        location = locate(problem, documents)
        fields = {"file": location.file, "line": location.line, "endLine": location.end_line, "col": location.column}
        fields["title"] = problem.code
        if location.line == location.end_line:
            fields["endColumn"] = location.end_column
        properties = ",".join(f"{name}={_escape_property(show(str(value)))}" for name, value in fields.items() if value)
        yield f"::{severity(problem)} {properties}::{_escape_data(_message(problem, location.number))}"


def _escape_data(text: str) -> str:
    """Escape the message of a command as the runner's toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _message(problem: Problem, number: int | None) -> str:
    name = numbered_sentence(problem.sentence, number) or problem.document
    location = f"{name}{'::' if problem.path else ''}{problem.path}"
    text = "; ".join(filter(None, (problem.message, problem.remedy)))
    return show(f"{location}: {text}" if location else text)


# -- SARIF -------------------------------------------------------------------------------------------------------------


def sarif(problems: Iterable[Problem], documents: Mapping[str, Document], version: str) -> dict[str, Any]:
    """Return a log in the Static Analysis Results Interchange Format 2.1.0 (OASIS), with a rule for each code.

    `version` is that of this tool.
    """
    numbers = {name: number for number, name in enumerate(CODES)}
    driver = {"name": "annotate", "version": version, "rules": [_rule(name, code) for name, code in CODES.items()]}
    results = [_result(problem, numbers, documents) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _rule(name: str, code: Code) -> dict[str, Any]:
    text = code.line[0].upper() + code.line[1:] + "."
    return {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": code.severity.value}}


def _result(problem: Problem, numbers: Mapping[str, int], documents: Mapping[str, Document]) -> dict[str, Any]:
    source = locate(problem, documents)
    location: dict[str, Any] = {}
    if source.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(source.file, errors="replace")}, **_region(source)}
    if problem.sentence or problem.document:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.sentence or problem.document}]
    rule = {"ruleId": problem.code, **({"ruleIndex": numbers[problem.code]} if problem.code in numbers else {})}
    locations = {"locations": [location]} if location else {}
    properties = {"properties": {"number": source.number}} if source.number else {}
    return {
        **rule,
        "level": severity(problem).value,
        "message": {"text": _message(problem, source.number)},
        **locations,
        **properties,
    }


def _region(source: SourceLocation) -> dict[str, Any]:
    start = {"startLine": source.line, "startColumn": source.column}
    fields = {**start, "endLine": source.end_line, "endColumn": source.end_column}
    region = {name: value for name, value in fields.items() if value}
    return {"region": region} if region else {}


# -- JUnit -------------------------------------------------------------------------------------------------------------


def junit(problems: Iterable[Problem], documents: Mapping[str, Document], *, strict: bool = False) -> str:
    """Return a test report in JUnit's format: a suite for each document or file, in which an error is a failed test case.

    A warning is a test case that passes, with the warning as its output; with `strict` it fails too. Without any problem there
    is a single test case, which passes.
    """
    from xml.etree import ElementTree as xml

    suites = xml.Element("testsuites", name="annotate check")
    for name, group in group_problems(problems, documents):
        failed = sum(strict or severity(problem) is Severity.ERROR for problem in group)
        suite = xml.SubElement(suites, "testsuite", name=show(name), tests=str(len(group)), failures=str(failed), errors="0")
        for problem in group:
            number = locate(problem, documents).number
            title = ": ".join(filter(None, (problem.code, numbered_sentence(problem.sentence, number), problem.path)))
            case = xml.SubElement(suite, "testcase", classname=show(name), name=show(title))
            if strict or severity(problem) is Severity.ERROR:
                outcome = xml.SubElement(case, "failure", type=problem.code, message=_message(problem, number))
            else:
                outcome = xml.SubElement(case, "system-out")
            outcome.text = format_problem(problem, number)
    if not len(suites):
        suite = xml.SubElement(suites, "testsuite", name="annotate check", tests="1", failures="0", errors="0")
        xml.SubElement(suite, "testcase", classname="annotate check", name="no problems")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(suites, encoding="unicode")
