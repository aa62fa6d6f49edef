"""Answers as words, where they are shown without their question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotate.model import Answer, answer_text
from annotate.schema import Attribute
from annotate.schema.wellknown import PLURAL

_PLURAL = {True: "several people", False: "not several people"}


def describe_answer(question: str, answer: Answer, attribute: Attribute | None = None) -> str:
    """Return an answer to a question, with its title in the schema if the question's `attribute` is given and has it.

    >>> describe_answer("plural", True), describe_answer("urgent", False), describe_answer("type", "person")
    ('several people', 'not urgent', 'person')
    >>> describe_answer("topics", ("economy", "health")), describe_answer("topics", ())
    ('economy + health', 'no topics')
    """
    if answer == ():
        return f"no {(attribute.title if attribute else question).lower()}"
    if not isinstance(answer, bool):
        return answer_text(answer, {label.value: label.title for label in attribute.labels}) if attribute else _plain(answer)
    if question == PLURAL:
        return _PLURAL[answer]
    return question if answer else f"not {question}"


def _plain(answer: Answer) -> str:
    """Return an answer in the words of its value, such as ``not verifiable``, which has no title here."""
    return answer_text(answer).replace("_", " ")


def title_answer(question: str, answer: Answer, attribute: Attribute | None = None) -> str:
    """Return an answer with the title of its question, which yes, no and none do not need."""
    described = describe_answer(question, answer, attribute)
    return described if isinstance(answer, bool) or answer == () else f"{attribute.title if attribute else question}: {described}"


def describe_answers(answers: Mapping[str, Answer], attributes: Iterable[Attribute] = ()) -> str:
    """Return answers in one line, separated by commas; with their titles if the `attributes` of the questions are given."""
    known = {attribute.name: attribute for attribute in attributes}
    return ", ".join(describe_answer(question, answer, known.get(question)) for question, answer in answers.items())
