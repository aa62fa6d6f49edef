"""Names that look alike, and decisions from the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from annotate.checks import Made, decisions_from_the_future, foreign_spellings, look_alike_names, renumbered_labels, severity
from annotate.model import ADJUDICATION
from support.storing import revise

NOW = datetime(2026, 11, 22, 16, 12, tzinfo=UTC)  # the minute in which `revise` decides


def made(sentence: int = 0, tick: int = 0, annotator: str = "mk") -> Made:
    revision = revise(sentence, tick, annotator)
    return Made(revision.layer, revision.document, annotator, revision.sentence, revision.created)


def test_the_name_with_fewer_decisions_is_to_be_merged() -> None:
    problems = list(look_alike_names({"MK": 2, "mk": 9, "mk ": 1, "ada": 4, "Zoë": 1, "Zoe\u0308": 1, "m\u200bk": 1}, "here"))
    assert [(problem.message, problem.remedy.partition(": ")[2]) for problem in problems] == [
        ("'MK' is another spelling of 'mk'", "annotate annotators merge MK mk"),
        ("'Zoë' is another spelling of 'Zoe\u0308'", "annotate annotators merge 'Zoë' $'Zoe\\u0308'"),
        ("'mk ' is another spelling of 'mk'", "annotate annotators merge 'mk ' mk"),
        ("'m\\u200bk' is another spelling of 'mk'", "annotate annotators merge $'m\\u200bk' mk"),
    ]
    assert {(problem.code, problem.where) for problem in problems} == {("look-alike-names", "here")}
    assert list(look_alike_names({"ada": 1, "ben": 2})) == []


def test_names_in_files() -> None:
    problems = list(foreign_spellings(["MK", "ben", "Ben "], ["mk"]))
    assert [problem.remedy for problem in problems] == [
        "if they are one person, load it with --as MK=mk",
        "if they are one person, load it with --as 'Ben =ben'",
    ]


@pytest.mark.parametrize(("ahead", "late"), [(-3600, 0), (0, 0), (59, 0), (61, 1), (7 * 86_400, 1)])
def test_a_decision_of_the_future_is_told(ahead: int, late: int) -> None:
    problems = list(decisions_from_the_future([made()], NOW - timedelta(seconds=ahead)))
    assert len(problems) == late
    for problem in problems:
        assert (problem.code, problem.document, problem.sentence) == ("future-decision", "a1", "a1:0")
        assert "mk decided at 2026-11-22T16:12:00.000000Z, which is later than now" in problem.message


def test_each_annotator_of_a_document_is_told_once() -> None:
    many = [made(0, 1), made(1, 3), made(2, 2), made(0, 1, "ben"), made(0, 1)._replace(layer=ADJUDICATION)]
    problems = list(decisions_from_the_future(many, NOW - timedelta(days=1)))
    assert [problem.sentence for problem in problems] == ["a1:23", "a1:0", "a1:0"]


def test_labels_with_other_numbers_are_an_error() -> None:
    problem = renumbered_labels("support was 0, is now 1", "schema.json")
    assert (problem.code, problem.where, severity(problem)) == ("renumbered-label", "schema.json", "error")
    assert "export with --renumber" in problem.remedy
