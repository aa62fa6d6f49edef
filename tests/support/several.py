"""Schemes with questions that have several answers, with questions about the article, and without links."""

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


def unlinked_schema() -> Schema:
    """Return the shipped scheme without links."""
    raw: dict[str, Any] = json.loads((shipped("schema") / "annotation.schema.json").read_bytes())
    del raw["$defs"]["link"], raw["$defs"]["annotation"]["properties"]["links"]
    return parse_schema(json.dumps(raw))


GENRE: dict[str, Any] = {
    "title": "Genre",
    "description": "What kind of article it is.",
    "x-ask": "quick",
    "x-about": "article",
    "oneOf": [
        {"const": "news", "title": "News", "description": "It reports.", "x-key": "n"},
        {"const": "opinion", "title": "Opinion", "description": "It argues.", "x-key": "o"},
    ],
}


def about_article(**changes: Any) -> dict[str, Any]:
    """Return the shipped scheme as JSON with two questions about the article: its genre, with changes, and its topics."""
    raw = with_topics("annotation", **{"x-about": "article"})
    properties = raw["$defs"]["annotation"]["properties"]
    properties |= {"genre": json.loads(json.dumps({**GENRE, **changes})), "topics": properties.pop("topics")}
    return raw


def article_schema(**changes: Any) -> Schema:
    """Return the scheme of `about_article`."""
    return parse_schema(json.dumps(about_article(**changes)))
