"""What an export reads: articles and decisions as the store keeps them, their structure still JSON.

A million decisions as values of `annotate.model` cost half a minute to make; as text they are parsed in one go (`parse`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotate.model import ANNOTATION


class DocumentRow(NamedTuple):
    """A `Document`; `blocks` and `sentences` are JSON arrays of objects that have the fields of `Block` and `Sentence`."""

    id: str
    path: str
    sha256: str
    text: str
    title: str | None
    byline: str | None
    published: str | None
    url: str | None
    language: str | None
    blocks: str
    sentences: str


class DecisionRow(NamedTuple):
    """A `Revision` that counts; `annotation` is a JSON object as the schema describes it, `origins` a JSON array."""

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
    annotation: str
    origins: str
    layer: str = ANNOTATION

    @property
    def where(self) -> str:
        """How a message names it."""
        return f"Sentence {self.sentence} by {self.annotator}"

    def to_json(self) -> dict[str, Any]:
        """The record, as `annotate.model.revision_to_json` makes it of a value. Raises ValueError where its JSON is none."""
        import orjson  # 5 ms: only an export needs it

        record = self._asdict()
        if self.layer == ANNOTATION:
            del record["layer"]
        return {**record, "annotation": orjson.loads(self.annotation), "origins": orjson.loads(self.origins)}


Batch = tuple[Sequence[DocumentRow], Sequence[DecisionRow]]
"""Some articles and all decisions on them that count, of both layers, in any order."""
