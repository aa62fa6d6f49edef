"""Assignments: documents that were given to annotators, with the way in which each document was chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotate.model.revisions import is_timestamp


class Selection(NamedTuple):
    """The way in which a document was chosen to be labelled: the order that it came first in, and its place there.

    order: The order, such as ``uncertainty`` or ``rare:claim.type=causal``.
    seed: The seed of what comes at random.
    random_share: The share of documents that come at random, None if it is not known.
    round: The place of the document in the order, from 1.
    at_random: True if it came at random, as one of a random sample of all documents that were open.
    """

    order: str
    seed: int
    random_share: float | None
    round: int
    at_random: bool


def selection_from_json(text: str) -> Selection:
    """Return the selection that was stored as a JSON object. Raises ValueError or TypeError if it is not one."""
    return Selection(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Assignment:
    """A document that an order chose for an annotator; identified by document, annotator and time.

    document: the document's id.
    annotator: the annotator's name.
    created: the time, as in `Revision.created`.
    selection: how the document was chosen.
    """

    document: str
    annotator: str
    created: str
    selection: Selection

    @property
    def key(self) -> tuple[str, str, str]:
        """The values that identify it."""
        return self.document, self.annotator, self.created


def assignment_to_json(assignment: Assignment) -> dict[str, Any]:
    """Return an assignment as a record of ``annotate dump``."""
    document, annotator, created = assignment.key
    given = {"document": document, "annotator": annotator, "created": created}
    return {"assignment": given | assignment.selection._asdict()}


def assignment_from_json(record: Mapping[str, Any]) -> Assignment:
    """Return the assignment in a value that `assignment_to_json` made. Raises ValueError, saying what is wrong with it."""
    value = record.get("assignment")
    if not isinstance(value, dict) or len(record) != 1:
        raise ValueError('an assignment is an object in an object: {"assignment": {...}}')
    if wrong := value.keys() ^ _FIELDS.keys():
        raise ValueError(f"an assignment has {', '.join(_FIELDS)}; missing or unknown here: {', '.join(sorted(wrong))}")
    for name, (is_valid, expected) in _FIELDS.items():
        if not is_valid(value[name]):
            raise ValueError(f"{name} of an assignment is not {expected}")
    selection = Selection(**{name: value[name] for name in Selection._fields})
    return Assignment(value["document"], value["annotator"], value["created"], selection)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != "" and "\x00" not in value  # which databases refuse


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63  # a column of the dataset


def _is_share(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1)


_FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "document": (_is_text, "the id of a document"),
    "annotator": (_is_text, "a name"),
    "created": (lambda value: isinstance(value, str) and is_timestamp(value), "a time such as 2026-11-22T16:12:54.123456Z"),
    "order": (_is_text, "the name of an order"),
    "seed": (_is_whole, "a whole number of 64 bits"),
    "random_share": (_is_share, "a number from 0 to 1, or null"),
    "round": (lambda value: _is_whole(value) and value >= 1, "a whole number from 1"),
    "at_random": (lambda value: isinstance(value, bool), "true or false"),
}
"""The fields of a record, each with its test, and what the value must be in words."""
