"""A document and its annotations -> rows of the four configs, as dicts that have exactly the columns of `columns.features`.

What does not belong is told, never dropped in silence: `annotate.review.sift` says which revisions have no place here and why,
`Rows` refuses a span whose offsets do not give its text, and a stance whose claim or source is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from annotate.dataset.columns import KINDS, STATUSES, Reader, claim_columns, flat_columns, sentence_columns
from annotate.dataset.gold import Gold, label_of
from annotate.dataset.options import ExportOptions
from annotate.errors import ExportError
from annotate.model import AUTHOR, Annotation, Document, Revision, Sentence, Span, annotation_to_json
from annotate.schema import Schema

Row = dict[str, Any]

PIECES = " … "
"""Stands between the pieces of a claim in its text."""


class Rows:
    """Makes the rows of a document. `reader` counts the answers that were missing; `pseudonyms` maps every annotator."""

    def __init__(self, schema: Schema, options: ExportOptions, pseudonyms: Mapping[str, str]) -> None:
        self.reader = Reader(schema, options.without_text)
        self.schema = schema
        self._options = options
        self._pseudonyms = pseudonyms
        self._statuses = {status: number for number, status in enumerate(STATUSES)}
        self._kinds = {kind: number for number, kind in enumerate(KINDS)}
        self._hows = {how: number for number, how in enumerate(schema.raw["$defs"]["origin"]["properties"]["how"]["enum"])}
        self._sentence_columns = sentence_columns(schema)
        self._claim_columns = claim_columns(schema)
        self._source_columns = flat_columns(schema, "source")
        self._stance_columns = flat_columns(schema, "stance")

    def rows(self, document: Document, revisions: Iterable[Revision], golds: Mapping[str, Gold]) -> dict[str, list[Row]]:
        """A document's rows by config. `revisions` as `sift` leaves them. Raises ExportError that names the record."""
        revisions = list(revisions)
        read = {id(revision): self._read(document, revision) for revision in revisions if label_of(revision) is not None}
        rows: dict[str, list[Row]] = {"sentences": [], "claims": [], "annotations": []}
        for index, sentence in enumerate(document.sentences):
            gold = golds[sentence.id]
            chosen = read[id(gold.revision)] if gold.revision else None
            rows["sentences"].append(self._sentence(document, index, gold, chosen))
            if chosen and gold.revision:
                rows["claims"].extend(self._claims(document, sentence, gold.revision, chosen))
        positions = {sentence.id: index for index, sentence in enumerate(document.sentences)}
        for revision in revisions:
            if id(revision) in read:
                rows["annotations"].append(self._annotation(document, positions[revision.sentence], revision, read[id(revision)]))
        rows["articles"] = [self._article(document, golds)]
        return rows

    def _read(self, document: Document, revision: Revision) -> Row:
        """The annotation as values of the Features, checked against the document and in itself."""
        annotation = revision.annotation
        assert annotation is not None  # `label_of` is not None
        where = f"Sentence {revision.sentence} by {revision.annotator}"
        for span in _spans(annotation):
            if not document.slices(span):
                found = f"the text at {span.start}..{span.end} is not {_short(span.text)}"
                raise ExportError(f"{where}: {found}; see `annotate check`.")
        data = annotation_to_json(annotation)
        if _author_is_meant(annotation):
            data["sources"].insert(0, {"id": AUTHOR, **self.schema.author})
        for what, has in (("claim", data["claims"]), ("source", data["sources"])):
            for lost in {stance[what] for stance in data["stances"]} - {item["id"] for item in has}:
                raise ExportError(f"{where}: a stance has the {what} {lost!r}, which is not there; see `annotate check`.")
        read: Row = self.reader.read("annotation", data, where)
        return {**read, **{name: read[name] or [] for name in ("claims", "sources", "stances")}}

    def _text(self, text: str | None) -> str | None:
        return None if self._options.without_text else text

    def _place(self, document: Document, index: int) -> Row:
        sentence = document.sentences[index]
        return {
            "document": document.id,
            "sentence": sentence.id,
            "index": index,
            "block": self._kinds[document.blocks[sentence.block].kind],
            "start": sentence.start,
            "end": sentence.end,
            "text": self._text(document.text[sentence.start : sentence.end]),
        }

    def _sentence(self, document: Document, index: int, gold: Gold, read: Row | None) -> Row:
        decided = gold.label not in (None, "skip")
        claims = read["claims"] if read else []
        return {
            **self._place(document, index),
            "status": self._statuses[gold.status],
            "label": read["label"] if read else None,
            **{column: read[name] if read else None for name, column in self._sentence_columns.items()},
            "has_claim": bool(claims) if decided else None,
            "n_claims": len(claims) if decided else None,
            "n_annotators": gold.annotators,
            "agreement": gold.agreement,
            "annotator": self._pseudonyms[gold.revision.annotator] if gold.revision else None,
            "claims": claims,
            "sources": read["sources"] if read else [],
            "stances": read["stances"] if read else [],
            "sha256": document.sha256,
            "schema": gold.revision.schema if gold.revision else None,
            "tool": gold.revision.tool if gold.revision else None,
        }

    def _annotation(self, document: Document, index: int, revision: Revision, read: Row) -> Row:
        return {
            **self._place(document, index),
            "annotator": self._pseudonyms[revision.annotator],
            "label": read["label"],
            **{column: read[name] for name, column in self._sentence_columns.items()},
            **{name: read[name] for name in ("claims", "sources", "stances", "flag", "note")},
            "seconds": float(revision.seconds),
            "keys": revision.keys,
            "created": _moment(revision),
            "origins": [{"item": o.item, "how": self._how(revision, o.how), "rule": o.rule} for o in revision.origins],
            "sha256": document.sha256,
            "schema": revision.schema,
            "tool": revision.tool,
        }

    def _how(self, revision: Revision, how: str) -> int:
        if how not in self._hows:
            raise ExportError(
                f"Sentence {revision.sentence} by {revision.annotator}: {how!r} is no origin; see `annotate check`."
            )
        return self._hows[how]

    def _claims(self, document: Document, sentence: Sentence, revision: Revision, read: Row) -> Iterator[Row]:
        assert revision.annotation is not None
        for claim, values in zip(revision.annotation.claims, read["claims"], strict=True):
            stances = [stance for stance in read["stances"] if stance["claim"] == claim.id]
            heard = {stance["source"] for stance in stances}
            sources = {source["id"]: source for source in read["sources"] if source["id"] in heard}
            stance = _main(stances)
            source = sources[stance["source"]] if stance else {}
            yield {
                "document": document.id,
                "sentence": sentence.id,
                "claim": claim.id,
                "text": self._text(PIECES.join(span.text for span in claim.spans)),
                "sentence_text": self._text(document.text[sentence.start : sentence.end]),
                **{column: values[name] for name, column in self._claim_columns.items()},
                "source": source.get("name"),
                **{column: source.get(name) for name, column in self._source_columns.items()},
                "stance": stance.get("label"),
                **{column: stance.get(name) for name, column in self._stance_columns.items()},
                "spans": [{**span, **_within(span, sentence)} for span in values["spans"]],
                "sources": list(sources.values()),
                "stances": stances,
                "annotator": self._pseudonyms[revision.annotator],
                "sha256": document.sha256,
                "schema": revision.schema,
                "tool": revision.tool,
            }

    def _article(self, document: Document, golds: Mapping[str, Gold]) -> Row:
        return {
            "document": document.id,
            "path": _public(document.path),
            "title": self._text(document.title),
            "byline": document.byline,
            "published": document.published,
            "url": document.url,
            "language": document.language,
            "text": self._text(document.text),
            "text_sha256": sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "sha256": document.sha256,
            "blocks": [{"kind": self._kinds[block.kind], "start": block.start, "end": block.end} for block in document.blocks],
            "n_sentences": len(document.sentences),
            "n_labelled": sum(gold.status == "labelled" for gold in golds.values()),
        }


def _spans(annotation: Annotation) -> Iterator[Span]:
    for claim in annotation.claims:
        yield from claim.spans
    for source in annotation.sources:
        if source.mention:
            yield source.mention
    for stance in annotation.stances:
        if stance.cue:
            yield stance.cue


def _author_is_meant(annotation: Annotation) -> bool:
    """Whether a stance is the author's and the author, who is always there, is not written down."""
    meant = any(stance.source == AUTHOR for stance in annotation.stances)
    return meant and all(source.id != AUTHOR for source in annotation.sources)


def _main(stances: list[Row]) -> Row:
    """The first stance of a source that is not the author, else the author's; empty where there is none."""
    return next((stance for stance in stances if stance["source"] != AUTHOR), stances[0] if stances else {})


def _within(span: Row, sentence: Sentence) -> Row:
    """Where a piece is in the sentence's own text: null where it is not wholly inside, so that no offset ever lies."""
    inside = sentence.start <= span["start"] and span["end"] <= sentence.end
    return {
        "sentence_start": span["start"] - sentence.start if inside else None,
        "sentence_end": span["end"] - sentence.start if inside else None,
    }


def _moment(revision: Revision) -> datetime:
    """When, in milliseconds: what the column keeps, so that what is read back equals what was written."""
    try:
        moment = datetime.fromisoformat(revision.created)
    except ValueError:
        where = f"Sentence {revision.sentence} by {revision.annotator}"
        raise ExportError(f"{where}: {revision.created!r} is no time; see `annotate check`.") from None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _public(path: str) -> str:
    """A path without the folders of somebody's computer, whose names are nobody's business."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive:
        return re.split(r"[/\\]", path)[-1]
    return path


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")
