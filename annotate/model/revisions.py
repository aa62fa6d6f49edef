"""A decision as it is stored: an annotation with who made it, when and how."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.model.annotations import Annotation, Origin

ANNOTATION, ADJUDICATION = "annotation", "adjudication"
"""Layers of decisions: of an annotator on a sentence, and by hand on what annotators said."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision as it is stored, and never changed: an annotation and its circumstances.

    A revision is identified by layer, sentence, annotator and `created` (UTC, ISO 8601, microseconds, ``Z``), and the newest of a
    sentence and annotator counts; in the layer of adjudications the newest of a sentence, whoever made it. Revisions of one
    annotator with the same `created` are one decision. `action` is ``edit``, ``undo``, ``redo``, ``mend`` where a corrected
    segmentation moved it, ``fix`` where `annotate check --fix` put a span right, or ``migrate`` where a change of the schema led
    to it. `annotation` is None where a sentence is not seen any more: undone, or gone. `sha256` is the document's; `seconds` are
    active seconds (idle time capped), `keys` the keys pressed since the decision before.
    """

    document: str
    sha256: str
    sentence: str
    annotator: str
    created: str
    action: str
    seconds: float
    keys: int
    schema: str
    tool: str
    annotation: Annotation | None
    origins: tuple[Origin, ...] = ()
    layer: str = ANNOTATION
