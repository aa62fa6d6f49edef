"""Answers as words, where they are shown without their question."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.model import Scalar
from annotate.schema.wellknown import PLURAL

_PLURAL = {True: "several people", False: "not several people"}


def describe_answer(question: str, answer: Scalar) -> str:
    """Return an answer to a question.

    >>> describe_answer("plural", True), describe_answer("urgent", False), describe_answer("type", "person")
    ('several people', 'not urgent', 'person')
    """
    if not isinstance(answer, bool):
        return str(answer)
    if question == PLURAL:
        return _PLURAL[answer]
    return question if answer else f"not {question}"


def describe_answers(answers: Mapping[str, Scalar]) -> str:
    """Return answers in one line, separated by commas."""
    return ", ".join(describe_answer(question, answer) for question, answer in answers.items())
