"""A scheme with questions that have several answers: the subjects of a claim, and who should look at a sentence."""

from __future__ import annotations

import json
from typing import Any

from annotate.schema import Schema, parse_schema, shipped

TOPICS: dict[str, Any] = {
    "title": "Topics",
    "description": "All that apply.",
    "x-ask": "quick",
    "type": "array",
    "uniqueItems": True,
    "items": {
        "oneOf": [
            {"const": "money", "title": "Money", "description": "What it costs.", "x-key": "m"},
            {"const": "health", "title": "Health", "description": "Who falls ill.", "x-key": "h"},
            {"const": "roads", "title": "Roads", "description": "What is driven on.", "x-key": "r"},
        ]
    },
}


def with_topics(noun: str = "claim", name: str = "topics", **changes: Any) -> dict[str, Any]:
    """Return the shipped scheme as JSON with the question TOPICS about a noun, and changes to it; None removes a keyword."""
    raw: dict[str, Any] = json.loads((shipped("schema") / "annotation.schema.json").read_bytes())
    question = json.loads(json.dumps({**TOPICS, **changes}))
    raw["$defs"][noun]["properties"][name] = {key: value for key, value in question.items() if value is not None}
    return raw


def topics_schema(noun: str = "claim", name: str = "topics", **changes: Any) -> Schema:
    """Return the scheme of `with_topics`."""
    return parse_schema(json.dumps(with_topics(noun, name, **changes)))
