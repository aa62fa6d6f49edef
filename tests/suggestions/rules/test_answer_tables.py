"""The tables of signs: every line can be used, and answers what the scheme knows."""

from __future__ import annotations

import re

import pytest

from annotate.schema import load_schema, shipped
from annotate.schema.wellknown import CLAIM_ANSWERS
from annotate.suggestions.rules.answer_tables import SHAPES, Sign, signs
from annotate.text.languages import WITH_RULES

ALL = {**{code: signs(code) for code in WITH_RULES}, "any other": SHAPES}


@pytest.mark.parametrize("code", ALL)
def test_every_answer_is_one_of_the_shipped_scheme_and_is_declared(code: str) -> None:
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    for sign in ALL[code]:
        question = schema.attribute("claim", sign.question)
        assert question is not None
        assert question.choice(sign.value) is not None, sign
        assert sign.value in CLAIM_ANSWERS[sign.question]


@pytest.mark.parametrize("code", ALL)
def test_every_place_is_known_and_no_pattern_matches_nothing_by_mistake(code: str) -> None:
    values = {sign.value for sign in ALL[code]}
    for sign in ALL[code]:
        assert sign.where in {"text", "core", "cue", "denied", "finite", *CLAIM_ANSWERS, *values}
        assert re.fullmatch(r"[a-z]+/1", sign.rule)
        assert not sign.pattern or not re.search(sign.pattern, ""), sign


def test_the_lines_that_answer_anything_come_last() -> None:
    for code in WITH_RULES:
        for question in CLAIM_ANSWERS:
            about: list[Sign] = [sign for sign in signs(code) if sign.question == question]
            assert all(sign.pattern for sign in about if sign.where == "text" and sign is not about[-1])
