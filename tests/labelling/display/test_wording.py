"""Answers as words."""

from __future__ import annotations

from annotate.labelling.display.wording import describe_answer, describe_answers


def test_an_answer_reads_well_without_its_question() -> None:
    assert describe_answer("plural", True) == "several people"
    assert describe_answer("plural", False) == "not several people"
    assert describe_answer("urgent", True) == "urgent"
    assert describe_answers({"type": "person", "plural": True, "score": 3}) == "person, several people, 3"
