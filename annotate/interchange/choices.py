"""The choices of a person who imports: which foreign label is which of ours, and which answers everything has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotate.interchange.values import CLAIM, CUE, SENTENCE, SOURCE, InterchangeError
from annotate.model import Answer, answer_set
from annotate.schema import LINK, Attribute, Schema
from annotate.schema.wellknown import LABEL
from annotate.text.spreadsheet import several

SPAN_KINDS = {"claim": CLAIM, "source": SOURCE, "cue": CUE, "sentence": SENTENCE, "annotation": SENTENCE}
NOUNS = {
    "claim": "claim",
    "source": "source",
    "stance": "stance",
    "sentence": "annotation",
    "annotation": "annotation",
    LINK: LINK,
}

_SEVERAL = re.compile(r"[|;,]")
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}

OWN_LABEL = "label"
"""The name of a span's own label in ``--map claim.type=label``."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of an import.

    kinds: our kind of span by the foreign label, in lower case.
    questions: our question by noun and the foreign name, in lower case.
    answers: our answer by noun, our question and the foreign answer, in lower case.
    constants: the answer of everything that has none, by noun and question.
    complete: unmarked sentences of a finished document have no claim.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    answers: Mapping[tuple[str, str, str], Answer] = field(default_factory=dict)
    constants: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    complete: bool = False


def parse_choices(maps: Iterable[str], settings: Iterable[str], schema: Schema, *, complete: bool = False) -> Choices:
    """Return the choices in the words of the command line.

    ``claim=Content`` maps a label of spans, ``claim.type=kind`` the name of an answer, ``claim.type:event=EVT`` an answer,
    ``stance.label:deny=disputes`` or ``link.label:same=EQUIV`` a label of links; ``claim.type=event`` sets an answer in
    `settings`. Raises InterchangeError.
    """
    kinds: dict[str, str] = {}
    questions: dict[tuple[str, str], str] = {}
    answers: dict[tuple[str, str, str], Answer] = {}
    for item in maps:
        ours, equals, theirs = item.partition("=")
        noun, dot, name = ours.strip().partition(".")
        name, colon, value = name.partition(":")
        noun = noun.lower()
        if not equals or not theirs.strip() or (noun not in SPAN_KINDS and noun not in NOUNS):
            raise InterchangeError(f"--map {item}: write OURS=THEIRS, such as claim=Content or claim.type=kind.")
        theirs = theirs.strip().casefold()
        if not dot:
            if noun not in SPAN_KINDS:
                raise InterchangeError(f"--map {item}: there are no spans of {noun}; map claim, source, cue or sentence.")
            kinds[theirs] = SPAN_KINDS[noun]
            continue
        question = _question(schema, noun, name, f"--map {item}")
        if colon:
            answers[NOUNS[noun], question.name, theirs] = _value(question, value, f"--map {item}")
        else:
            questions[NOUNS[noun], theirs] = question.name
    constants: dict[tuple[str, str], Answer] = {}
    for item in settings:
        ours, equals, given = item.partition("=")
        noun, dot, name = ours.strip().partition(".")
        if not equals or not dot or noun.lower() not in NOUNS.keys() - {LINK}:
            raise InterchangeError(f"--set {item}: write QUESTION=ANSWER, such as claim.verifiability=verifiable.")
        question = _question(schema, noun.lower(), name, f"--set {item}")
        if (question.noun, question.name) == ("annotation", LABEL):
            raise InterchangeError(
                f"--set {item}: the label of a sentence follows from what is in it; --complete makes the unmarked ones no_claim."
            )
        constants[question.noun, question.name] = _value(question, given, f"--set {item}")
    return Choices(kinds, questions, answers, constants, complete)


def _question(schema: Schema, noun: str, name: str, where: str) -> Attribute:
    question = schema.attribute(NOUNS[noun], name) if noun in NOUNS else None
    if question is None:
        known = [attribute.name for attribute in schema.attributes.get(NOUNS.get(noun, ""), ())]
        if noun in schema.labels:
            known.append(LABEL)
        has = ", ".join(known) or "none"
        raise InterchangeError(f"{where}: the scheme has no question {noun}.{name}; about a {noun} it has {has}.")
    return question


def _value(question: Attribute, text: str, where: str) -> Answer:
    value = answer_value(question, text)
    if value is None:
        labels = ", ".join(choice.value for choice in question.choices) or f"a {question.type}"
        raise InterchangeError(f"{where}: {text!r} is not an answer to {question.path}; it can be {labels}.")
    return value


def answer_value(question: Attribute, value: object) -> Answer | None:
    """Return an answer of another tool as an answer to a question: by its value or title, in any case; None if it is none."""
    if question.several:
        given = str(value).strip()
        labels = [_label(question, label) for label in _SEVERAL.split(given) if label.strip() and given != several(())]
        return None if None in labels else answer_set(label for label in labels if label is not None)
    if question.choices:
        return _label(question, value)
    if question.type == "boolean":
        return (
            value if isinstance(value, bool) else {"true": True, "yes": True, "false": False, "no": False}.get(str(value).lower())
        )
    if question.type == "string":
        return value if isinstance(value, str) else str(value)
    try:
        number = float(str(value))
    except ValueError:
        return None
    if question.type == "integer":
        return int(number) if number.is_integer() else None
    return number if number - number == 0 else None  # JSON has no infinite number


def _label(question: Attribute, value: object) -> str | None:
    text = str(value).strip().casefold()
    return next((c.value for c in question.choices if text in (c.value.casefold(), c.title.casefold())), None)
