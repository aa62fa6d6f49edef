"""doccano: JSONL with a text on each line, its entities and relations; a file for each user.

Offsets count UTF-16 units, or graphemes if the project was set to them, which the file does not say; nor does it quote the texts
of spans. So the unit is trusted, unless the person who imports names it. Other columns are metadata, which doccano keeps. To
import spans that overlap, a doccano project has to allow them: otherwise it leaves them out without a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, OffsetMap, Place, unified
from annotate.interchange.reading import Record, counting_notices, first_object, fitted, json_lines, json_value, records, utf8
from annotate.interchange.values import (
    SENTENCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    OutputFile,
    Reading,
)
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL
from annotate.text.json_lines import json_line

_RULE = Counting("utf-16")
_TEXTS = ("text", "data")
_SPANS = ("entities", "label", "labels")  # the last one in old versions
_DOCUMENT, _ANNOTATOR = "document", "annotator"
_KNOWN = frozenset({"id", *_TEXTS, *_SPANS, "relations", "Comments", "cats", _DOCUMENT, _ANNOTATOR, "annotation_approver"})
_ALL = frozenset({"all", "unknown"})  # names of files that are nobody's

# -- reading -----------------------------------------------------------------------------------------------------------


def _lines(file: InputFile) -> Iterator[Record]:
    """Yield the records of a file, of lines or of a list."""
    if not file.name.endswith(".json"):
        yield from json_lines(file)
        return
    value = json_value(utf8(file), file.name)
    if not isinstance(value, list):
        raise InterchangeError(f"{file.name}: this is not a list of JSON; export the project again, as JSONL.")
    yield from records(value, f"{file.name}, record")


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if the first record has a text and a list of labels or entities as doccano writes them."""
    lines = (first_object(file) for file in files if file.name.endswith((".jsonl", ".json")))
    first: dict[str, Any] = next(filter(None, lines), {})
    if not any(isinstance(first.get(name), str) for name in _TEXTS):
        return False
    labels = next((first[name] for name in _SPANS if isinstance(first.get(name), list)), None)
    return labels is not None and all(
        isinstance(label, str)
        or (isinstance(label, list) and len(label) == 3)
        or (isinstance(label, dict) and "start_offset" in label)
        for label in labels
    )


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the texts of files. Files with the same texts are those of several users, named after them."""
    losses, notices = LossCounter(), list[str]()
    rule = Counting(options.offsets) if options.offsets else _RULE
    found: list[tuple[str, Record, ForeignDocument, ForeignSet]] = []
    holders: dict[str, set[str]] = defaultdict(set)
    for file in files:
        stem = PurePosixPath(file.name).stem
        for record in _lines(file):
            text = unified(_raw_text(record))
            holders[text].add(stem)
            annotations = _read_set(record, rule, losses, notices)
            found.append((stem, record, _document(record, text, stem, len(found)), annotations))
    shared = any(len(stems) > 1 for stems in holders.values())
    documents: dict[tuple[str, str], ForeignDocument] = {}
    for stem, record, document, annotations in found:
        key = (document.id if _DOCUMENT in record.data else "", document.text)
        known = documents.setdefault(key, document)
        named = record.text(_ANNOTATOR, "")
        if shared and stem not in _ALL and stem != _file_name(named):
            named = stem
        documents[key] = replace(known, sets=(*known.sets, replace(annotations, annotator=named)))
    return Reading(tuple(documents.values()), losses.losses(), tuple(dict.fromkeys(notices)))


def _raw_text(record: Record) -> str:
    return record.text("text" if "text" in record.data or "data" not in record.data else "data")


def _document(record: Record, text: str, stem: str, number: int) -> ForeignDocument:
    metadata = {
        name: str(value) for name, value in record.data.items() if name not in _KNOWN and isinstance(value, str | int | float)
    }
    id = record.text(_DOCUMENT, "") or f"{stem}-{record.label('id', str(number + 1))}"
    return ForeignDocument(id, text, metadata=metadata)


def _read_set(record: Record, rule: Counting, losses: LossCounter, notices: list[str]) -> ForeignSet:
    text = _raw_text(record)
    spans: list[ForeignSpan] = []
    places: list[Place] = []
    categories: list[str] = []
    for name in _SPANS:
        entries = record.data.get(name)
        for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            where = f"{record.where}, {name} {number}"
            if isinstance(entry, str):
                categories.append(entry)
            elif isinstance(entry, dict | list):
                if isinstance(entry, list):
                    entry = dict(zip(("start_offset", "end_offset", "label"), entry, strict=False))
                fields = Record(entry, where)
                id = fields.label("id", f"{name}{number}")
                spans.append(ForeignSpan(id, fields.label("label"), ()))
                places.append(Place(f"{name} {number}", ((fields.integer("start_offset"), fields.integer("end_offset")),)))
            else:
                raise InterchangeError(f"{where}: this is not an entity of doccano; export the project again, as JSONL.")
    hint = "; if the project counts graphemes, say --offsets grapheme"
    fit = fitted(record.where, text, places, rule, hint=hint)
    notices += counting_notices(record.where, fit, rule)
    spans = [replace(span, pieces=pieces) for span, pieces in zip(spans, fit.places, strict=True)]
    ids = {span.id for span in spans}
    links: list[ForeignLink] = []
    for relation in record.records("relations"):
        ends = relation.label("from_id"), relation.label("to_id")
        for end in ends:
            if end not in ids:
                raise InterchangeError(f"{relation.where}: there is no entity {end}; is the line whole?")
        links.append(ForeignLink(relation.label("id", f"{ends[0]}-{ends[1]}-{len(links)}"), relation.label("type", ""), *ends))
    cats = record.data.get("cats")
    categories += [str(each) for each in (cats if isinstance(cats, list) else ())]
    if categories and unified(text):
        spans.append(ForeignSpan("text", SENTENCE, ((0, len(unified(text))),), {LABEL: ", ".join(categories)}))
    if comments := record.data.get("Comments"):
        losses.lose("unknown.Comments", record.where, number=len(comments) if isinstance(comments, list) else 1)
    return ForeignSet(spans=tuple(spans), links=tuple(links), done=bool(record.data.get("annotation_approver")))


# -- writing -----------------------------------------------------------------------------------------------------------


def _file_name(annotator: str) -> str:
    return quote(annotator, safe=" @") or "all"


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield a file for each annotator."""
    lines: dict[str, list[bytes]] = {}
    numbers = count(1)
    for document in documents:
        for decisions in document.sets or (ForeignSet(),):
            record = {"id": next(numbers), "text": document.text, **_entities(document.text, decisions), _DOCUMENT: document.id}
            if decisions.annotator:
                record[_ANNOTATOR] = decisions.annotator
            lines.setdefault(_file_name(decisions.annotator), []).append(json_line(record))
    for name, made in lines.items():
        yield OutputFile(f"{name}.jsonl", b"".join(made))


def _entities(text: str, decisions: ForeignSet) -> dict[str, Any]:
    offsets = OffsetMap(text, _RULE)
    ids = _ids([span.id for span in decisions.spans])
    entities = []
    for span in decisions.spans:
        start, end = offsets.to_foreign(*span.pieces[0])
        entities.append({"id": ids[span.id], "label": span.label, "start_offset": start, "end_offset": end})
    links = _ids([link.id for link in decisions.links])
    relations = [
        {"id": links[link.id], "from_id": ids[link.source], "to_id": ids[link.target], "type": link.label}
        for link in decisions.links
    ]
    return {"entities": entities, "relations": relations, "Comments": []}


def _ids(ids: Iterable[str]) -> dict[str, int]:
    """Return a number for each id, its own one if it came from doccano."""
    given = [*ids]
    own = {id: int(id) for id in given if id.isascii() and id.isdecimal() and len(id) < 16 and id == str(int(id))}
    numbers = count(1 + max(own.values(), default=0))
    return {id: own[id] if id in own else next(numbers) for id in given}


FORMATS = (
    Format(
        name="doccano",
        title="doccano JSONL",
        holds={
            "claim": "an entity",
            "claim.pieces": "entities with a relation",
            "source.mention": "an entity",
            "source.identity": "relations between the mentions",
            "stance.label": "the type of a relation",
            "stance.second_source": "a relation of its own",
            "stance.cue": "an entity with relations",
            "link": "a relation from the later claim to the earlier one",
            "annotator": "a file",
        },
        loses={
            "sentence.label": "a project has one kind of labels; those of sentences are left out",
            "stance.author": "a relation needs an entity; the author has none",
            "note": "doccano imports no comments",
        },
        shape=Shape(pieces=True, cues=True, entities="link"),
        recognizes=recognizes,
        read=read,
        write=write,
    ),
)
