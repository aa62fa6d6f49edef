"""The plan of what is measured under a label scheme, stage by stage.

The stages build on each other: is there a claim, where is it, then, for the claims that both annotators marked, which answers
were given about it, who puts it forward, and with which stance; then claim, source and stance as one, and, in a scheme that has
links, which earlier claims a claim is linked to, and how. Last come the answers about the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from annotate.schema import Attribute, Schema
from annotate.schema.scheme import ARTICLE
from annotate.schema.wellknown import SKIP

Stage = Literal["sentence", "span", "claim", "source", "stance", "triple", "link", "article"]

Scale = Literal["nominal", "ordinal", "interval", "masi", "items", "spans"]
"""The scales of answers; `masi` compares sets of answers (Passonneau 2006), `items` marked things, `spans` also their place."""

ComparedBy = Literal["unit", "pair", "item"]
"""The rows of a comparison: what all annotators said of a unit, what a pair of them said, or each item either of them marked."""

AskedStage = Literal["sentence", "claim", "source", "stance", "article"]
STAGES: Mapping[AskedStage, str] = {
    "sentence": "annotation",
    "claim": "claim",
    "source": "source",
    "stance": "stance",
    "article": "annotation",
}
"""The stages that the scheme's attributes belong to, each with its noun in the scheme.

Answers about the article are in the annotation of one of its sentences, and are encoded with those about sentences.
"""


def attributes_of(schema: Schema, stage: AskedStage) -> tuple[Attribute, ...]:
    """Return the questions of the scheme that belong to a stage."""
    return tuple(a for a in schema.attributes[STAGES[stage]] if a.about_article == (stage == ARTICLE))


class Question(NamedTuple):
    """A question that annotators are compared on: its stage and its name there."""

    stage: Stage
    name: str


LABEL = Question("sentence", "label")
TOKENS = Question("span", "tokens")
CLAIMS = Question("span", "claims")
ENTITY = Question("source", "entity")
NAME = Question("source", "name")
MENTION = Question("source", "mention")
STANCE = Question("stance", "label")
AUTHOR_STANCE = Question("stance", "author")
CUE = Question("stance", "cue")
TRIPLE = Question("triple", "exact")
LINKED = Question("link", "linked")
RELATION = Question("link", "label")
TARGET = Question("link", "target")


class Measured(NamedTuple):
    """A question with the scale its answers are compared on.

    `values` are all possible answers, in order; empty for a question that is not closed, or has several answers. `in_sentence`
    is true if the answers about all claims of a sentence are compared as one set.
    """

    question: Question
    scale: Scale
    values: tuple[Any, ...] = ()
    in_sentence: bool = False

    @property
    def by(self) -> ComparedBy:
        """The kind of rows that are compared."""
        if self.scale in ("items", "spans"):
            return "item"
        return "unit" if self.question.stage in ("sentence", "span", "article") or self.in_sentence else "pair"


def plan(schema: Schema) -> Iterator[Measured]:
    """Yield all that is measured under a scheme, in order; free text is not compared."""
    labels = tuple(choice.value for choice in schema.labels["annotation"].choices if choice.value != SKIP)
    stances = tuple(choice.value for choice in schema.labels["stance"].choices)
    yield Measured(LABEL, "nominal", labels)
    yield from _attributes(schema, "sentence")
    yield Measured(TOKENS, "nominal", (False, True))
    yield Measured(CLAIMS, "spans")
    yield from _attributes(schema, "claim")
    yield Measured(ENTITY, "items")
    yield Measured(MENTION, "spans")
    yield from _attributes(schema, "source")
    yield Measured(STANCE, "nominal", stances)
    yield Measured(AUTHOR_STANCE, "nominal", stances)
    yield from _attributes(schema, "stance")
    yield Measured(TRIPLE, "items")
    if schema.links is not None:
        yield Measured(LINKED, "items")
        yield Measured(RELATION, "nominal", tuple(choice.value for choice in schema.links.choices))
    yield from _attributes(schema, "article")


def _attributes(schema: Schema, stage: AskedStage) -> Iterator[Measured]:
    for attribute in attributes_of(schema, stage):
        question, scale = Question(stage, attribute.name), _scale(attribute)
        values = (False, True) if attribute.type == "boolean" else tuple(choice.value for choice in attribute.choices)
        if not attribute.free:
            yield Measured(question, scale, () if attribute.several else values)
        if stage == "claim" and scale == "nominal":
            yield Measured(question, "masi", in_sentence=True)


def _scale(attribute: Attribute) -> Scale:
    if attribute.several:
        return "masi"
    if attribute.choices or attribute.type == "boolean":
        return "ordinal" if attribute.ordinal else "nominal"
    return "interval"
