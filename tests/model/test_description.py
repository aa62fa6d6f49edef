"""The form about a dataset: what is an answer, and the form as TOML."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ProjectError
from annotate.model.description import LONGEST, NAMES, PUBLIC, QUESTIONS, check_answer, parse_answers, to_toml, with_answers

answers = st.dictionaries(st.sampled_from([name for name in NAMES if name != "recruitment"]), st.text(max_size=60))


@given(said=answers)
def test_the_form_as_toml_is_read_back(said: dict[str, str]) -> None:
    try:
        checked = {name: check_answer(name, text, "x") for name, text in said.items()}
    except ProjectError:
        return
    description = with_answers({}, checked)
    assert with_answers({}, parse_answers(tomllib.loads(to_toml(description)), "x")) == description


def test_the_empty_form_asks_everything_and_answers_nothing() -> None:
    form = to_toml({})
    assert tomllib.loads(form) == {"version": 1}
    for question in QUESTIONS:
        assert f"# {question.text}" in form
        assert f'# {question.name} = ""' in form


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (["topics"], "a description is a table of answers"),
        ({"version": 2}, "has version 2, and this program reads version 1"),
        ({"topcs": "x"}, "no 'topcs'; did you mean topics?"),
        ({"qqq": "x"}, "no 'qqq'; it asks for purpose, "),
        ({"topics": 3}, "topics is 3, which is not a text"),
        ({"topics": ["a"]}, 'topics is ["a"], which is not a text'),
        ({"topics": "x" * (LONGEST + 1)}, "shorten it to 20,000"),
        ({"topics": "\x00"}, "NUL"),
        ({"topics": "\ud800"}, "half of a pair"),
        ({"recruitment": "nobody"}, "give one of: experts, crowd, others"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_place(data: Any, message: str) -> None:
    with pytest.raises(ProjectError) as refused:
        parse_answers(data, "form.toml")
    assert str(refused.value).startswith("form.toml: ")
    assert message in str(refused.value)


def test_answers_are_trimmed_and_composed_and_keep_their_paragraphs() -> None:
    assert check_answer("topics", "  cafe\u0301\r\n\r\nb\rc ", "x") == "café\n\nb\nc"
    assert check_answer("topics", None, "x") == ""


def test_an_empty_answer_removes_one_and_the_order_is_that_of_the_form() -> None:
    before = {"limits": "few", "purpose": "why"}
    assert list(with_answers(before, {"topics": "dams"})) == ["purpose", "topics", "limits"]
    assert with_answers(before, {"limits": ""}) == {"purpose": "why"}


def test_answers_that_name_people_are_questions_of_the_form() -> None:
    assert set(NAMES) > PUBLIC
