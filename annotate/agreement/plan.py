"""What is measured, stage by stage, as the label scheme has it.

The stages stand on each other: whether there is a claim, where it is, then, on the claims that both annotators have, what was
answered about it, who puts it forward, with what stance; at last all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from annotate.review.comparing import AUTHOR_STANCE, CLAIMS, ENTITY, LABEL, MENTION, STANCE, TRIPLE, Question
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import SKIP

TOKENS = Question("span", "tokens")
STAGES = {"sentence": "annotation", "claim": "claim", "source": "source", "stance": "stance"}


class Measured(NamedTuple):
    """A question and how its answers are compared.

    `scale` is nominal, ordinal, interval or masi (the set of answers in a sentence), or `items` where things are marked, or
    `spans` where their place counts too. `values` are all that can be answered, in order; empty where that is not closed.
    """

    question: Question
    scale: str
    values: tuple[Any, ...] = ()

    @property
    def by(self) -> str:
        """What is compared: what all annotators said of a ``unit``, what a ``pair`` of them said, or any ``item`` marked."""
        if self.scale in ("items", "spans"):
            return "item"
        return "unit" if self.question.stage in ("sentence", "span") or self.scale == "masi" else "pair"


def plan(schema: Schema) -> Iterator[Measured]:
    """All that is measured under a scheme, in order. Free text is not compared."""
    labels = tuple(choice.value for choice in schema.labels["annotation"].choices if choice.value != SKIP)
    stances = tuple(choice.value for choice in schema.labels["stance"].choices)
    yield Measured(LABEL, "nominal", labels)
    yield from _asked(schema, "sentence")
    yield Measured(TOKENS, "nominal", (False, True))
    yield Measured(CLAIMS, "spans")
    yield from _asked(schema, "claim")
    yield Measured(ENTITY, "items")
    yield Measured(MENTION, "spans")
    yield from _asked(schema, "source")
    yield Measured(STANCE, "nominal", stances)
    yield Measured(AUTHOR_STANCE, "nominal", stances)
    yield from _asked(schema, "stance")
    yield Measured(TRIPLE, "items")


def _asked(schema: Schema, stage: str) -> Iterator[Measured]:
    for attribute in schema.attributes[STAGES[stage]]:
        question, scale = Question(stage, attribute.name), _scale(attribute)
        values = (False, True) if attribute.type == "boolean" else tuple(choice.value for choice in attribute.choices)
        if not attribute.free:
            yield Measured(question, scale, values)
        if stage == "claim" and scale == "nominal":
            yield Measured(question, "masi")


def _scale(attribute: Attribute) -> str:
    if attribute.choices or attribute.type == "boolean":
        return "ordinal" if attribute.ordinal else "nominal"
    return "interval"
