"""Prodigy: a record of JSONL for each sentence, with tokens, spans and relations.

Offsets count code points. A relation names its ends by their last tokens and by their spans; a span names its last token, too.
Prodigy shows the text, its spans and relations, and keeps further keys of records, spans and relations; the rest of an
annotation is in such a key. A record has no article: it has what is before its sentence in the article, so that the article can
be put together again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import Record, counting_notices, fitted, json_lines
from annotate.interchange.trimming import trimmed, with_spans
from annotate.interchange.values import (
    CLAIM,
    SENTENCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    OutputFile,
    Reading,
    joins_claims,
)
from annotate.model import ADJUDICATION, ANNOTATION, Layer
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL
from annotate.text.json_lines import json_line
from annotate.text.tokens import tokenize

KEY = "annotate"
"""The key, in records, spans and relations, of what Prodigy has no key for."""

_RULE = Counting("code-point")
_ACCEPT, _REJECT, _IGNORE = "accept", "reject", "ignore"
_SIGNS = frozenset({"_input_hash", "_task_hash", "_view_id", "answer", KEY})
_LINKS = "links"  # under `KEY` in a record: those from its claims to claims of other records
_GAP = "\n\n"  # where records of an article are missing

# -- reading -------------------------------------------------------------------------------------------------------------


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if the first record has a text and a key that only Prodigy writes, or spans of tokens."""
    try:
        first = next((record for file in files if file.name.endswith(".jsonl") for record in json_lines(file)), None)
    except InterchangeError:
        return False
    keys = first.data.keys() if first else set()
    return "text" in keys and (bool(keys & _SIGNS) or {"spans", "tokens"} <= keys)


@dataclass(frozen=True, slots=True)
class _Task:
    """A record as it was read, with offsets in its own text; `start` is where it begins in its article."""

    start: int
    spans: tuple[ForeignSpan, ...]
    links: tuple[ForeignLink, ...]
    done: bool
    created: str


@dataclass(slots=True)
class _Article:
    """The records of an article: what is before, in and after each, by where it begins; and the tasks by who did them."""

    id: str
    sentences: bool = False  # each record is a sentence of it
    metadata: dict[str, str] = field(default_factory=dict)
    parts: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    tasks: dict[tuple[str, Layer, str], list[_Task]] = field(default_factory=dict)


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the articles of records. A record that names no article is one itself; those with the same text are the same."""
    losses, notices = LossCounter(), list[str]()
    rule = Counting(options.offsets) if options.offsets else _RULE
    articles: dict[tuple[str, str], _Article] = {}
    records = [(PurePosixPath(file.name).stem, record) for file in files for record in json_lines(file)]
    for number, (stem, record) in enumerate(records, 1):
        own, answer = record.record(KEY), record.text("answer", "")
        if answer in (_REJECT, _IGNORE):
            losses.lose(
                f"unknown.{answer}", record.where, "a record that was rejected or ignored says nothing about its sentence"
            )
        text = unified(record.text("text"))
        start, before, after = own.integer("start", 0), own.text("before", ""), own.text("after", "")
        if own.data:
            article = articles.setdefault((own.text("document"), ""), _Article(own.text("document"), sentences=True))
        else:
            article = articles.setdefault(("", text), _Article(f"{stem}-{number}"))
            meta = record.record("meta").data
            article.metadata |= {name: str(value) for name, value in meta.items() if isinstance(value, str | int | float)}
        article.parts.setdefault(start, (before, text, after))
        if answer in (_REJECT, _IGNORE):
            continue
        found = _read_task(record, f"r{number}", start, rule, notices)
        agent = "" if answer else own.text("agent", "")
        annotator = "" if agent else record.label("_annotator_id", record.label("_session_id", ""))
        layer: Layer = ADJUDICATION if own.text("layer", "") == ADJUDICATION else ANNOTATION
        article.tasks.setdefault((annotator, layer, agent), []).append(found)
        for key in ("options", "html", "image", "audio"):
            if key in record.data:
                losses.lose(f"unknown.{key}", record.where)
    return Reading(tuple(map(_assembled, articles.values())), losses.losses(), tuple(dict.fromkeys(notices)))


def _read_task(record: Record, prefix: str, start: int, rule: Counting, notices: list[str]) -> _Task:
    tokens, entries = record.records("tokens"), record.records("spans")
    named = [*(("token", token) for token in tokens), *(("span", entry) for entry in entries)]
    places = [
        Place(f"{kind} {number}", ((one.integer("start"), one.integer("end")),), one.text("text", "") or None)
        for number, (kind, one) in enumerate(named, 1)
    ]
    found = fitted(record.where, record.text("text"), places, rule)
    notices += counting_notices(record.where, found, rule)
    offsets = [pieces[0] for pieces in found.places]
    spans = []
    for number, (entry, place) in enumerate(zip(entries, offsets[len(tokens) :], strict=True), 1):
        own = entry.record(KEY)
        id, name, entity, note = (
            own.text("id", f"{prefix}.{number}"),
            own.text("name", ""),
            own.text("entity", ""),
            own.text("note", ""),
        )
        spans.append(ForeignSpan(id, entry.label("label", ""), (place,), own.answers("attributes"), name, entity, note))
    links = tuple(_read_links(record, spans, prefix, offsets[: len(tokens)]))
    if (about := _about_the_text(record)) is not None:
        answers, note = about
        text = unified(record.text("text"))
        spans.append(ForeignSpan(f"{prefix}.text", SENTENCE, ((0, len(text)),), answers, note=note))
    seconds = record.data.get("_timestamp")
    known = isinstance(seconds, int | float) and 0 <= seconds < 1e11
    created = datetime.fromtimestamp(seconds, UTC).isoformat() if known and seconds else ""
    return _Task(start, tuple(spans), links, record.text("answer", "") == _ACCEPT, created)


def _about_the_text(record: Record) -> tuple[dict[str, Any], str] | None:
    """Return the answers about a whole record, and a note on it: ours, the label of a category, or what was chosen.

    None if there is nothing about it; a sentence of ours that was begun has no answers.
    """
    own = record.record(KEY)
    answers = dict(own.answers("sentence"))
    if label := record.label("label", ""):
        answers.setdefault(LABEL, label)
    accepted = record.data.get("accept")
    if isinstance(accepted, list) and accepted:
        answers.setdefault("accept", ", ".join(map(str, accepted)))
    return (answers, own.text("note", "")) if answers or "sentence" in own.data else None


def _read_links(
    record: Record, spans: list[ForeignSpan], prefix: str, tokens: Sequence[tuple[int, int]]
) -> Iterator[ForeignLink]:
    """Yield the relations; a span that only a relation has, of one token or several, is added to the spans."""
    ids = {span.id for span in spans}
    by_place = {(span.label, span.pieces[0]): span.id for span in reversed(spans)}
    by_offsets = {span.pieces[0]: span.id for span in reversed(spans)}
    by_end = {span.pieces[0][1]: span.id for span in reversed(spans)}

    def end_of(relation: Record, name: str) -> str:
        if (id := relation.record(KEY).text(name, "")) in ids:
            return id
        there = relation.record(f"{name}_span")
        if there.data:
            place = there.integer("start"), there.integer("end")
            label = there.label("label", "")
        else:
            token = relation.integer(name)
            if not 0 <= token < len(tokens):
                raise InterchangeError(f"{relation.where}: there is no token {token}; is the record whole?")
            place, label = tokens[token], ""
            if place[1] in by_end:
                return by_end[place[1]]
        if known := by_place.get((label, place)) or by_offsets.get(place):
            return known
        if not 0 <= place[0] < place[1] <= len(unified(record.text("text"))):
            raise InterchangeError(f"{relation.where}: {place[0]} to {place[1]} is not a span of the text; is the record whole?")
        spans.append(ForeignSpan(f"{prefix}.{len(spans) + 1}", label, (place,)))
        by_offsets[place] = by_place[label, place] = spans[-1].id
        return spans[-1].id

    for number, relation in enumerate(record.records("relations"), 1):
        own = relation.record(KEY)
        id = own.text("id", f"{prefix}.relation{number}")
        head, child = end_of(relation, "head"), end_of(relation, "child")
        yield ForeignLink(id, relation.label("label", ""), head, child, own.answers("attributes"))
    for number, link in enumerate(record.record(KEY).records(_LINKS), 1):
        id = link.text("id", f"{prefix}.link{number}")
        yield ForeignLink(id, link.label("label", ""), link.text("head"), link.text("child"))


def _assembled(article: _Article) -> ForeignDocument:
    """Return an article put together from its records."""
    text = ""
    starts: dict[int, int] = {}
    bounds: list[tuple[int, int]] = []
    expected = 0
    for start, (before, own, after) in sorted(article.parts.items()):
        text += before if start - len(before) <= expected else _GAP + before
        starts[start] = len(text)
        text += own
        bounds.append((starts[start], len(text)))
        expected = start + len(own)
        text += after
    sets = [
        ForeignSet(
            annotator,
            tuple(_once(_moved(span, starts[task.start]) for task in tasks for span in task.spans)),
            tuple(link for task in tasks for link in task.links),
            layer,
            agent,
            done=all(task.done for task in tasks),
            created=max(task.created for task in tasks),
        )
        for (annotator, layer, agent), tasks in article.tasks.items()
    ]
    return ForeignDocument(article.id, text, tuple(sets), article.metadata, tuple(bounds) if article.sentences else ())


def _moved(span: ForeignSpan, start: int) -> ForeignSpan:
    return replace(span, pieces=tuple((start + first, start + last) for first, last in span.pieces))


def _once(spans: Iterator[ForeignSpan]) -> Iterator[ForeignSpan]:
    """Yield spans, whose ids are unique then: an annotator may have had the same record twice."""
    seen: set[str] = set()
    for span in spans:
        if span.id not in seen:
            seen.add(span.id)
            yield span


# -- writing -------------------------------------------------------------------------------------------------------------


def _bounds(document: ForeignDocument) -> list[tuple[int, int]]:
    return [*document.sentences] or [(0, len(document.text))]


def adapt(document: ForeignDocument) -> ForeignDocument:
    """Return a document with what is inside a record: spans of whole tokens in one sentence, and links between them.

    Links between claims, which are often in different records, are kept.
    """
    bounds = _bounds(document)
    starts, whole = [start for start, _ in bounds], {*bounds}

    def sentence(span: ForeignSpan) -> int:
        return bisect_right(starts, span.pieces[0][0]) - 1

    def change(span: ForeignSpan) -> ForeignSpan | None:
        if span.label == SENTENCE:
            return span if span.pieces[0] in whole else None
        pieces = trimmed(document.text, span.pieces)
        if not pieces:
            return None
        first, last = bounds[bisect_right(starts, pieces[0][0]) - 1] if pieces[0][0] >= starts[0] else (0, 0)
        return replace(span, pieces=pieces) if first <= pieces[0][0] and pieces[-1][1] <= last else None

    def linked(source: ForeignSpan, target: ForeignSpan) -> bool:
        return source.label == target.label == CLAIM or sentence(source) == sentence(target)

    return with_spans(document, change, linked)


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield one file with a record for each sentence and annotator."""
    lines = [
        json_line(record)
        for document in documents
        for decisions in document.sets or (ForeignSet(),)
        for record in _records(document, decisions)
    ]
    yield OutputFile("prodigy.jsonl", b"".join(lines))


def _records(document: ForeignDocument, decisions: ForeignSet) -> Iterator[dict[str, Any]]:
    bounds = _bounds(document)
    starts = [start for start, _ in bounds]
    spans: list[list[ForeignSpan]] = [[] for _ in bounds]
    for span in decisions.spans:
        spans[bisect_right(starts, span.pieces[0][0]) - 1].append(span)
    places = {span.id: place for place, inside in enumerate(spans) for span in inside}
    links: list[list[ForeignLink]] = [[] for _ in bounds]
    elsewhere: list[list[ForeignLink]] = [[] for _ in bounds]
    labels = decisions.labels
    for link in decisions.links:
        distant = joins_claims(link, labels) and places[link.source] != places[link.target]
        (elsewhere[places[link.source]] if distant else links[places[link.target]]).append(link)
    for number, (start, end) in enumerate(bounds):
        own: dict[str, Any] = {"document": document.id, "start": start}
        own["before"] = document.text[bounds[number - 1][1] if number else 0 : start]
        own["after"] = document.text[end:] if number == len(bounds) - 1 else ""
        own["layer"] = decisions.layer
        own["agent"] = decisions.agent
        if elsewhere[number]:
            own[_LINKS] = [
                {"id": link.id, "label": link.label, "head": link.source, "child": link.target} for link in elsewhere[number]
            ]
        record = _record(document.text[start:end], start, spans[number], links[number], own)
        record["meta"] = {"document": document.id, "sentence": number + 1}
        if decisions.annotator:
            record["_annotator_id"] = record["_session_id"] = decisions.annotator
        yield record


def _record(
    text: str, start: int, spans: Sequence[ForeignSpan], links: Sequence[ForeignLink], own: dict[str, Any]
) -> dict[str, Any]:
    shown = [span for span in spans if span.label != SENTENCE]
    cuts = {offset - start for span in shown for offset in span.pieces[0]}
    offsets = list(tokenize(text, cuts))
    followers = [*(start for start, _ in offsets[1:]), len(text)]
    tokens = [
        {"text": text[first:last], "start": first, "end": last, "id": number, "ws": last < following}
        for number, ((first, last), following) in enumerate(zip(offsets, followers, strict=True))
    ]
    ends = [last for _, last in offsets]
    entries = {span.id: _entry(text, span, start, ends) for span in shown}
    record: dict[str, Any] = {"text": text, "tokens": tokens, "spans": list(entries.values())}
    record["relations"] = [_relation(link, entries) for link in links]
    for span in spans:
        if span.label == SENTENCE:
            own = {**own, "sentence": dict(span.attributes), **({"note": span.note} if span.note else {})}
            if LABEL in span.attributes and not own["agent"]:
                record["answer"] = _ACCEPT
    record[KEY] = own
    return record


def _entry(text: str, span: ForeignSpan, start: int, ends: Sequence[int]) -> dict[str, Any]:
    first, last = (offset - start for offset in span.pieces[0])
    rest = {"name": span.name, "entity": span.entity, "note": span.note, "attributes": dict(span.attributes)}
    return {
        "text": text[first:last],
        "start": first,
        "end": last,
        "token_start": bisect_right(ends, first),
        "token_end": bisect_left(ends, last),
        "label": span.label,
        KEY: {"id": span.id, **{name: value for name, value in rest.items() if value}},
    }


def _relation(link: ForeignLink, entries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = entries[link.source], entries[link.target]
    names = ("start", "end", "token_start", "token_end", "label")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {name: head[name] for name in names},
        "child_span": {name: child[name] for name in names},
        "label": link.label,
        KEY: {
            "id": link.id,
            "head": link.source,
            "child": link.target,
            **({"attributes": dict(link.attributes)} if link.attributes else {}),
        },
    }


_OWN_KEY = "a key that Prodigy keeps and does not show"

FORMATS = (
    Format(
        name="prodigy",
        title="Prodigy JSONL",
        holds={
            "sentence.boundaries": "records",
            "sentence.label": _OWN_KEY,
            "sentence.attribute": _OWN_KEY,
            "skip.reason": _OWN_KEY,
            "claim": "a span",
            "claim.pieces": "spans with a relation",
            "claim.attribute": _OWN_KEY,
            "source.mention": "a span",
            "source.identity": _OWN_KEY,
            "source.unmentioned": _OWN_KEY,
            "source.attribute": _OWN_KEY,
            "stance.label": "a relation",
            "stance.second_source": "a relation of its own",
            "stance.author": _OWN_KEY,
            "stance.cue": "a span with relations",
            "stance.quote": _OWN_KEY,
            "stance.attribute": _OWN_KEY,
            "link": f"a relation inside a record; between records, {_OWN_KEY}",
            "flag": _OWN_KEY,
            "note": _OWN_KEY,
            "annotator": "the annotator and session of a record",
            "adjudication": _OWN_KEY,
            "suggestion": "records without an answer",
        },
        loses={
            "span.trimmed": "white space at edges is not part of a token",
        },
        shape=Shape(pieces=True, cues=True, author=True, unmentioned=True),
        recognizes=recognizes,
        read=read,
        write=write,
        adapt=adapt,
    ),
)
