"""The rows that `Store.batch` returns: documents and decisions with their JSON columns unparsed.

Building a million `annotate.model` values takes half a minute; the JSON texts of a batch are parsed into columns in one call
(`annotate.dataset.rows.parse`). That is why the fields of `Document` and `Revision` appear here a second time: the same names,
but with text in place of nested values, in the order of the store's columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotate.model import ANNOTATION


class DocumentRow(NamedTuple):
    """A `Document`; `blocks` and `sentences` are JSON arrays of objects with the fields of `Block` and `Sentence`."""

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
    """The newest `Revision` of a sentence; `annotation` is a JSON object as the schema describes it, `origins` a JSON array."""

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
    def description(self) -> str:
        """The name of the decision in a message."""
        return f"Sentence {self.sentence} by {self.annotator}"

    def to_json(self) -> dict[str, Any]:
        """Return the record that `annotate.model.revision_to_json` returns for the parsed revision.

        Raises ValueError if `annotation` or `origins` is not valid JSON.
        """
        import orjson  # 5 ms: only exports and agreement need it

        record: dict[str, Any] = dict(zip(self._fields, self, strict=True))
        if self.layer == ANNOTATION:
            del record["layer"]
        record["annotation"], record["origins"] = orjson.loads(self.annotation), orjson.loads(self.origins)
        return record


Batch = tuple[Sequence[DocumentRow], Sequence[DecisionRow]]
"""Some documents and all current decisions on them, of both layers, in any order."""
