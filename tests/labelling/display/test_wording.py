"""Answers as words."""

from __future__ import annotations

from annotate.labelling.display.wording import describe_answer, describe_answers, title_answer
from support.several import topics_schema


def test_an_answer_reads_well_without_its_question() -> None:
    assert describe_answer("plural", True) == "several people"
    assert describe_answer("plural", False) == "not several people"
    assert describe_answer("urgent", True) == "urgent"
    assert describe_answers({"type": "person", "plural": True, "score": 3}) == "person, several people, score: 3"
    assert describe_answers({"type": "event", "check_worthiness": "no"}) == "event, check worthiness: no"
    assert title_answer("checkworthiness", "no") == "checkworthiness: no", "the question is named once"


def test_several_answers_are_joined_in_the_order_of_the_scheme() -> None:
    question = topics_schema().attribute("claim", "topics")
    assert describe_answer("topics", ("health", "money"), question) == "Money + Health"
    assert describe_answers({"topics": ("health", "money"), "plural": True}) == "health + money, several people"
    assert title_answer("topics", (), question) == "no topics"
