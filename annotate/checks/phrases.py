"""The small pieces that messages about problems are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
"""JSON's types as a person calls them."""

_LINE = re.compile(r":[0-9]+$")


def json_path(parts: Iterable[object]) -> str:
    """A JSON path: ``$.annotation.claims[0].type``; a key that is no plain name is quoted."""
    return "$" + "".join(map(_step, parts))


def _step(part: object) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    return f".{part}" if re.fullmatch(r"\w+", str(part), re.ASCII) else f"[{json.dumps(part)}]"


def quoted(value: object, limit: int = 60) -> str:
    """A value as a message quotes it: a long text is cut, an object or a list is only named."""
    if isinstance(value, dict | list):
        return TYPES["object" if isinstance(value, dict) else "array"]
    if isinstance(value, str) and len(value) > limit:
        value = value[: limit - 1] + "…"
    return json.dumps(value, ensure_ascii=False, default=repr)


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, ``no claims``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def by(annotator: str, created: str) -> str:
    """Whose revision it is, for messages about a store: a sentence and path alone do not tell."""
    return f" (by {annotator}, {created})" if annotator else ""


def names_line(where: str) -> bool:
    """Whether a place names the line of a file, which says which record is meant."""
    return _LINE.search(where) is not None


def without_line(where: str) -> str:
    return _LINE.sub("", where)


def label_contradicted(label: str, claims: int) -> tuple[str, str, str]:
    """Code, message and remedy where the sentence's label and its claims contradict each other."""
    remedy = "mark a claim, or label it no_claim" if claims == 0 else "label it claim, or remove them"
    return "label-contradicted", f"the sentence is labelled {label} and has {counted(claims, 'claim')}", remedy
