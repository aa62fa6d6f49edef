"""Answers as words, where they are shown without their question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotate.model import Scalar
from annotate.schema import Attribute
from annotate.schema.wellknown import PLURAL

_PLURAL = {True: "several people", False: "not several people"}


def describe_answer(question: str, answer: Scalar, attribute: Attribute | None = None) -> str:
    """Return an answer to a question, with its title in the schema if the question's `attribute` is given and has it.

    >>> describe_answer("plural", True), describe_answer("urgent", False), describe_answer("type", "person")
    ('several people', 'not urgent', 'person')
    """
    if not isinstance(answer, bool):
        label = next((label for label in attribute.labels if label.value == answer), None) if attribute else None
        return label.title if label else str(answer)
    if question == PLURAL:
        return _PLURAL[answer]
    return question if answer else f"not {question}"


def title_answer(question: str, answer: Scalar, attribute: Attribute | None = None) -> str:
    """Return an answer with the title of its question, which yes and no do not need."""
    described = describe_answer(question, answer, attribute)
    return described if isinstance(answer, bool) else f"{attribute.title if attribute else question}: {described}"


def describe_answers(answers: Mapping[str, Scalar], attributes: Iterable[Attribute] = ()) -> str:
    """Return answers in one line, separated by commas; with their titles if the `attributes` of the questions are given."""
    known = {attribute.name: attribute for attribute in attributes}
    return ", ".join(describe_answer(question, answer, known.get(question)) for question, answer in answers.items())
