"""A decision as it is stored: an annotation with its annotator, time and circumstances."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from annotate.model.annotations import Annotation, Origin

Layer = Literal["annotation", "adjudication"]
"""The layer of a decision: an annotator's on a sentence, or one by hand between annotators."""

ANNOTATION: Layer = "annotation"
ADJUDICATION: Layer = "adjudication"

RevisionAction = Literal["edit", "undo", "redo", "mend", "fix", "migrate", "import"]
"""The origin of a revision: the annotator at the prompt (the first three), or the program.

``mend``: a correction of the article moved the decision; ``fix``: `annotate check --fix` corrected a span; ``migrate``: a change
of the schema led to it; ``import``: a file of another tool has it. A dump from another tool may have other actions if its schema
allows them.
"""

# Year 9999 is refused because a decision after this one must be able to have a later time.
_CREATED = re.compile(r"(?!9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def is_timestamp(created: str) -> bool:
    """Return True if `created` is an existing time in the one format that sorts as text."""
    with suppress(ValueError):
        return bool(_CREATED.fullmatch(created) and datetime.fromisoformat(created))
    return False


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision as it is stored, never changed afterwards: an annotation and its circumstances.

    A revision is identified by layer, sentence, annotator and `created`. The newest of a sentence and annotator counts; among
    adjudications the newest of a sentence, whoever made it. Revisions of one annotator with the same `created` are one decision.

    document: the document's id.
    sha256: the document's hash when the decision was made.
    sentence: the sentence's id.
    annotator: the annotator's or adjudicator's name.
    created: the time in UTC, ISO 8601 with microseconds and ``Z``, so that text order is time order.
    action: see `RevisionAction`.
    seconds: active seconds since the decision before, with idle time capped.
    keys: the number of keys pressed since the decision before.
    schema: the version of the schema.
    tool: the version of the tool.
    annotation: None if the sentence is not seen any more: undone, or gone after a segmentation edit.
    origins: the origins of the annotation's items.
    layer: see `Layer`.
    end: the code point at which the sentence ended when the decision was made; None if that is not known, as of a decision by an
        older version of the tool, or on a sentence that was gone.
    """

    document: str
    sha256: str
    sentence: str
    annotator: str
    created: str
    action: RevisionAction
    seconds: float
    keys: int
    schema: str
    tool: str
    annotation: Annotation | None
    origins: tuple[Origin, ...] = ()
    layer: Layer = ANNOTATION
    end: int | None = None

    @property
    def owner(self) -> str:
        """The annotator whose work the decision is part of; empty for adjudications, which are one work, whoever made them."""
        return "" if self.layer == ADJUDICATION else self.annotator

    def is_same_decision(self, other: Revision) -> bool:
        """Return True if another revision equals this one, where one of them may not know the end of its sentence."""
        return self == (other if self.end is not None and other.end is not None else replace(other, end=self.end))
