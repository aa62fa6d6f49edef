"""Problems for other tools: each form is read back by its own rules."""

from __future__ import annotations

import json
from urllib.parse import unquote
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from annotate.checks import CODES
from annotate.checks.ci_formats import github, junit, sarif
from annotate.model import Document, Problem, Sentence

TEXT = "One.\nThe mayor said so."
ARTICLE = Document("d", "raw/a b.txt", "", TEXT, (), (Sentence("d:5", 0, 5, len(TEXT)),))
KNOWN = {"d": ARTICLE}
WRONG = Problem("span-mismatch", "50 % wrong:\nyes", "R", "store.db", "$.x", "d", "d:5", (9, 14))
DOUBT = Problem("too-fast", "quick", "look", "store.db", "", "d")
LINE = Problem("cut-off", "M", "R", "a,b:c.jsonl:12")

SARIF = {  # what of the SARIF 2.1.0 schema (OASIS) is used here, with nothing else allowed
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results", "columnKind"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": {"$ref": "#/$defs/message"},
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {"level": {"$ref": "#/$defs/level"}},
                                                },
                                            },
                                        },
                                    },
                                },
                                "additionalProperties": False,
                            }
                        },
                        "additionalProperties": False,
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"$ref": "#/$defs/level"},
                                "message": {"$ref": "#/$defs/message"},
                                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                                "properties": {"type": "object"},
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string"}},
            "additionalProperties": False,
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                            "additionalProperties": False,
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                name: {"type": "integer", "minimum": 1}
                                for name in ("startLine", "startColumn", "endLine", "endColumn")
                            },
                        },
                    },
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"fullyQualifiedName": {"type": "string"}},
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize(
    ("problem", "command"),
    [
        (
            WRONG,
            (
                "::error file=raw/a b.txt,line=2,endLine=2,col=5,title=span-mismatch,endColumn=10"
                "::d:5 (sentence 1)::$.x: 50 %25 wrong:␊yes; R"
            ),
        ),
        (DOUBT, "::warning file=raw/a b.txt,title=too-fast::d: quick; look"),
        (LINE, "::error file=a%2Cb%3Ac.jsonl,line=12,title=cut-off::M; R"),
    ],
)
def test_github(problem: Problem, command: str) -> None:
    assert list(github([problem], KNOWN)) == [command]


def test_sarif() -> None:
    log = sarif([WRONG, DOUBT, LINE], KNOWN, "0.1.0")
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(first["artifactLocation"]["uri"]) == "raw/a b.txt"
    assert first["region"] == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 10}
    assert TEXT.splitlines()[1][4:9] == "mayor"
    assert run["results"][0]["properties"] == {"number": 1}
    assert not any("properties" in result for result in run["results"][1:])
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]


def test_an_article_that_is_no_plain_text_has_no_lines() -> None:
    page = Document("d", "raw/a.html", "", TEXT, (), ARTICLE.sentences)
    (result,) = sarif([WRONG], {"d": page}, "1")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "raw/a.html"}}


def test_junit() -> None:
    suites = xml.fromstring(junit([WRONG, DOUBT, LINE], KNOWN))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites] == [
        ("a,b:c.jsonl", "1", "1"),
        ("d", "2", "1"),
    ]
    assert [case.find("failure") is None for case in suites[1]] == [True, False]
    strict = xml.fromstring(junit([DOUBT], KNOWN, strict=True))
    assert strict[0].get("failures") == "1"


def test_junit_of_nothing_passes() -> None:
    (suite,) = xml.fromstring(junit([], {}))
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == ("1", "0", 1)


FOREIGN = st.text() | st.just("\x1b[2J\u202e\x9b\n\r\ud800]]>&<\"'\x00\ufffe%::,")


@given(st.builds(Problem, st.sampled_from(list(CODES)), FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN))
def test_whatever_a_problem_quotes(problem: Problem) -> None:
    """Commands stay on one line and keep their shape, XML and JSON parse."""
    (command,) = github([problem], {})
    assert command.isprintable() or not {"\n", "\r", "\x1b", "\x00"} & {*command}
    assert command.startswith(("::error ", "::warning "))
    assert len(xml.fromstring(junit([problem], {}))) == 1
    log = json.loads(json.dumps(sarif([problem], {}, "1")))
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
