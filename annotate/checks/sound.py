"""Which decisions surely have no problem, decided on JSON as the store keeps it: what `check_record` and `check_revisions` would
find nothing in, told in a tenth of their time.

It may doubt what they find in order, never the other way round: whoever doubts asks them, and they have the words for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotate.checks.semantics import readable
from annotate.model import AUTHOR
from annotate.schema import Schema

Record = Mapping[str, Any]


class Article:
    """What decisions on one article are held against: its `text`, and (start, end) of its `sentences` by id.

    Holds what is said of each source, too: one id is one source in all that an annotator says of the article.
    """

    def __init__(self, id: str, sha256: str, text: str, sentences: Iterable[Record], schema: Schema) -> None:
        self._id, self._sha256, self._text, self._schema = id, sha256, text, schema
        self._sentences = {sentence["id"]: (sentence["start"], sentence["end"]) for sentence in sentences}
        self._said: dict[tuple[str | None, str, str, str], str] = {}

    def holds(self, record: Record) -> bool:
        """Whether the newest record of an annotator on a sentence is sound by itself and beside those asked about before."""
        if not self._schema.accepts(record) or not readable(record["schema"], self._schema.version):
            return False
        place = self._sentences.get(record["sentence"])
        annotation = record["annotation"]
        if place is None or record["document"] != self._id or record["sha256"] != self._sha256 or annotation is None:
            return False
        try:
            return (
                self._spans(annotation, *place)
                and _references(annotation)
                and all(self._source(source, record) for source in annotation["sources"])
            )
        except TypeError:  # 5.0 is an integer in JSON Schema, and slices nothing
            return False

    def _spans(self, annotation: Record, start: int, end: int) -> bool:
        """Whether all spans are where their text is, and each claim has pieces in order and one in its sentence."""
        for claim in annotation["claims"]:
            last = 0
            for span in claim["spans"]:
                if not last <= span["start"] or not self._quotes(span):
                    return False
                last = span["end"]
            if not any(span["start"] < end and start < span["end"] for span in claim["spans"]):
                return False
        optional = [source.get("mention") for source in annotation["sources"]] + [s.get("cue") for s in annotation["stances"]]
        return all(span is None or self._quotes(span) for span in optional)

    def _quotes(self, span: Record) -> bool:
        start, end = span["start"], span["end"]
        return 0 <= start < end <= len(self._text) and bool(self._text[start:end] == span["text"])

    def _source(self, source: Record, record: Record) -> bool:
        """Whether a source is called something, and always the same; the author is the scheme's."""
        if source["id"] == AUTHOR:
            return all(source.get(name) == value for name, value in self._schema.author.items())
        return bool(source["name"].strip() or "label" not in record["annotation"]) and all(
            self._said.setdefault((record.get("layer"), record["annotator"], source["id"], name), source[name]) == source[name]
            for name in ("name", "type")
            if source.get(name)
        )


def _references(annotation: Record) -> bool:
    """Whether the label fits, each stance is between a claim and a source, each claim has one, and nothing is there twice.

    An open sentence has no label, and its claims may still get their stances.
    """
    label = annotation.get("label")
    claims, sources, stances = annotation["claims"], annotation["sources"], annotation["stances"]
    ids, voices = {claim["id"] for claim in claims}, {source["id"] for source in sources}
    pairs = {(stance["claim"], stance["source"]) for stance in stances}
    stretches = {tuple((span["start"], span["end"]) for span in claim["spans"]) for claim in claims}
    return (
        (label in (None, "skip") or bool(claims) == (label == "claim"))
        and {claim for claim, _ in pairs} <= ids
        and {source for _, source in pairs} <= voices
        and (label is None or {claim for claim, _ in pairs} == ids)
        and (len(ids), len(stretches), len(voices), len(pairs)) == (len(claims), len(claims), len(sources), len(stances))
    )
