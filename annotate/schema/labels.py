"""Labels as they are written in a schema: the closed set of a question, and how a label looks that has no wording yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_letters
from typing import Any


def label_items(question: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the labels of a question in a schema, None if it has no closed set; several answers have theirs in ``items``."""
    labels: list[dict[str, Any]] | None = question.get("items", question).get("oneOf")
    return labels


def is_several(question: Any) -> bool:
    """Return whether a question in a schema may have several answers."""
    return isinstance(question, dict) and question.get("type") == "array"


def title(name: str) -> str:
    """Return the title of a question or label that has only a name.

    >>> title("not_verifiable")
    'Not verifiable'
    """
    return name.replace("_", " ").capitalize()


def new_label(name: str, description: str, others: Sequence[Mapping[str, Any]], keys: str = ascii_letters) -> dict[str, Any]:
    """Return a label whose hot-key is the first free letter of its name that is one of `keys`, else the first free key."""
    used = {item["x-key"] for item in others if "x-retired" not in item}
    key = next((letter for letter in name + keys if letter in keys and letter not in used), "")
    return {"const": name, "title": title(name), "description": description, "x-key": key}


def new_labels(names: Iterable[str]) -> list[dict[str, Any]]:
    """Return labels of which only the names are known."""
    labels: list[dict[str, Any]] = []
    for name in names:
        labels.append(new_label(name, f"{title(name)}.", labels))
    return labels
