"""The form of a language model's answers: one JSON object, whose schema is made from the label scheme.

Every field is a text, a number or a list of texts, and none may be missing: servers that constrain answers by a JSON Schema know
only a part of it, and all of them know this part. Spans are quoted, since models cannot count characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotate.model import AUTHOR, Annotation, Answer
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import LABEL

CLAIMS, SENTENCE, QUOTE = "claims", "sentence", "quote"
SOURCE, SOURCE_NAME, CUE, STANCE = "source", "source_name", "cue", "stance"
"""The fields of an answer; those of questions have the noun and the name of the question, such as ``claim_type``."""

LEFT_OPEN = "?"
"""The answer to a question that cannot be answered, or does not apply."""

_YES_NO: Mapping[Answer, str] = {True: "yes", False: "no"}


def asked_questions(schema: Schema) -> dict[str, Attribute]:
    """Return the questions that a language model is asked, by their field: those with a closed set of answers that people get."""
    return {
        f"{noun}_{question.name}": question
        for noun in ("claim", "source", "stance")
        for question in schema.attributes[noun]
        if question.single and question.ask != "off"
    }


def answer_values(question: Attribute) -> dict[str, Answer]:
    """Return the answers to a question by the text that stands for each."""
    if question.choices:
        return {choice.value: choice.value for choice in question.choices}
    return {text: value for value, text in _YES_NO.items()}


def json_schema(schema: Schema) -> dict[str, Any]:
    """Return the JSON Schema of answers."""
    text = {"type": "string"}
    fields: dict[str, Any] = {
        SENTENCE: {"type": "integer"},
        QUOTE: {"type": "array", "items": text},
        SOURCE: text,
        SOURCE_NAME: text,
        CUE: text,
        STANCE: {"type": "string", "enum": [choice.value for choice in schema.labels["stance"].choices]},
    }
    for field, question in asked_questions(schema).items():
        fields[field] = {"type": "string", "enum": [*answer_values(question), LEFT_OPEN]}
    return _object({CLAIMS: {"type": "array", "items": _object(fields)}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def example_answer(schema: Schema, annotation: Annotation) -> dict[str, Any]:
    """Return what a language model should have answered about a sentence, the only one it was asked about."""
    questions = asked_questions(schema)
    sources = {source.id: source for source in annotation.sources}
    stances = {stance.claim: stance for stance in reversed(annotation.stances) if stance.source != AUTHOR}
    label = schema.labels["stance"]
    items = []
    for claim in annotation.claims:
        stance = stances.get(claim.id)
        source = sources.get(stance.source) if stance else None
        answers: dict[str, Mapping[str, Answer]] = {
            "claim": claim.attributes,
            "source": source.attributes if source else {},
            "stance": stance.attributes if stance else {},
        }
        fixed: dict[str, Any] = {
            SENTENCE: 1,
            QUOTE: [words(span.text) for span in claim.spans],
            SOURCE: words(source.mention.text) if source and source.mention else "",
            SOURCE_NAME: words(source.name) if source else "",
            CUE: words(stance.cue.text) if stance and stance.cue else "",
            STANCE: stance.label if stance else label.author_default or label.choices[0].value,
        }
        items.append(fixed | {field: _text(q, answers[q.noun].get(q.name)) for field, q in questions.items()})
    return {CLAIMS: items}


def _text(question: Attribute, answer: Answer | None) -> str:
    return next((text for text, value in answer_values(question).items() if value == answer), LEFT_OPEN)


def words(text: str) -> str:
    """Return a text with one space between words: line breaks of an article mean nothing."""
    return " ".join(text.split())


def field_descriptions(schema: Schema) -> dict[str, str]:
    """Return what each field of a claim is to have, in words, by its name."""
    copied = "copied from that sentence character by character"
    fields = {
        SENTENCE: "the number of the sentence.",
        QUOTE: f"the words of the claim, {copied}: a list with one text, or several if the claim is in several pieces.",
        SOURCE: f"the words that name who puts the claim forward, {copied}; empty if it is the article itself, or if the "
        "sentence does not mention them.",
        SOURCE_NAME: "the full name of that source, as the article has it; empty if it is the article itself.",
        CUE: f'the words that show the attribution, such as "said", {copied}; empty if there are none.',
        STANCE: _choices(schema.labels["stance"]),
    }
    for field, question in asked_questions(schema).items():
        fields[field] = f"{question.description} {_choices(question)}".strip()
    return fields


def _choices(question: Attribute) -> str:
    if not question.choices:
        return f'"yes", "no" or "{LEFT_OPEN}" if it cannot be told or does not apply.'
    described = [
        f'"{choice.value}"'
        + (f" ({' '.join(filter(None, (choice.description, example(choice.example))))})" if choice.description else "")
        for choice in question.choices
    ]
    last = [] if question.name == LABEL else [f'"{LEFT_OPEN}" if it cannot be told or does not apply']
    return "One of " + ", ".join([*described, *last]) + "."


def example(text: str) -> str:
    """Return an example of the scheme in a sentence of its own; nothing if there is none."""
    return f"Example: {text}" if text else ""
