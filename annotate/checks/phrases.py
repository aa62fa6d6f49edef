"""The small pieces that messages about problems are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from annotate.schema.wellknown import CLAIM, NO_CLAIM

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
"""The names of JSON's types in messages."""

_LINE = re.compile(r":[0-9]+$")


def json_path(parts: Iterable[object]) -> str:
    """Return a JSON path: ``$.annotation.claims[0].type``. A key that is not a plain name is quoted."""
    return "$" + "".join(map(_step, parts))


def _step(part: object) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    return f".{part}" if re.fullmatch(r"\w+", str(part), re.ASCII) else f"[{json.dumps(part)}]"


def quoted(value: object, limit: int = 60) -> str:
    """Return a value as JSON for a message: texts over `limit` characters are cut, objects and lists replaced by their type."""
    if isinstance(value, dict | list):
        return TYPES["object" if isinstance(value, dict) else "array"]
    if isinstance(value, str) and len(value) > limit:
        value = value[: limit - 1] + "…"
    return json.dumps(value, ensure_ascii=False, default=repr)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 claim``, ``2 claims``, ``no claims``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def revision_suffix(annotator: str, created: str) -> str:
    """Return the end of a message that says which revision it is about: in a store, a sentence and path do not."""
    return f" (by {annotator}, {created})" if annotator else ""


def names_line(origin: str) -> bool:
    """Return whether an origin names the line of a file, which says which record is meant."""
    return _LINE.search(origin) is not None


def without_line(origin: str) -> str:
    """Return the file of an origin that may name a line of it."""
    return _LINE.sub("", origin)


def contradicts_claims(label: str | None, claims: int) -> bool:
    """Return whether a sentence with this label cannot have this number of claims; any other label can have any."""
    return (label == CLAIM and not claims) or (label == NO_CLAIM and claims > 0)


def label_contradicted(label: str, claims: int) -> tuple[str, str, str]:
    """Return code, message and remedy where the sentence's label and its claims contradict each other."""
    remedy = f"mark a claim, or label it {NO_CLAIM}" if claims == 0 else f"label it {CLAIM}, or remove them"
    return "label-contradicted", f"the sentence is labelled {label} and has {counted(claims, 'claim')}", remedy
