"""W3C Web Annotation: JSON-LD with positions and quoted texts, and the text as a file beside it.

A span is an annotation with a target for each piece, a link one with the motivation ``linking`` and two targets. Positions count
code points by the Recommendation, UTF-16 units in most programs; so each is verified by the text that is quoted. One that is
wrong, as when the page changed, is found again by the quoted text and what is around it. The exports of Hypothesis are read, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from annotate.interchange.anchoring import find_quote
from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Fit, Pieces, Place, fit, unified
from annotate.interchange.reading import Record, counting_notices, fitted, json_value, records, utf8
from annotate.interchange.scalars import scalar_text, scalar_value
from annotate.interchange.values import (
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    OutputFile,
    Reading,
    Scalar,
)
from annotate.model import ADJUDICATION, ANNOTATION, Layer
from annotate.schema import Schema

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_RULE = Counting("code-point")
_SUFFIXES = (".jsonld", ".json")
_AROUND = 32  # characters of context on either side
_LINKING, _TAGGING, _COMMENTING = "linking", "tagging", "commenting"
_CLASSIFYING, _IDENTIFYING = "classifying", "identifying"
_OWN_ID = re.compile(f"#[0-9]+-({_LINKING}-)?")
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"

# -- reading -----------------------------------------------------------------------------------------------------------


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if a file names the context of Web Annotations, or has those of Hypothesis."""
    signs = (b"w3.org/ns/anno", b'"TextQuoteSelector"')
    return any(
        file.name.endswith(".jsonld") or (file.name.endswith(_SUFFIXES) and any(sign in file.data for sign in signs))
        for file in files
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """A span before its place is known: where it is said to be, what it quotes and what is around that."""

    record: Record
    position: tuple[int, int] | None
    exact: str
    prefix: str
    suffix: str


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the documents that annotations are on. Their texts are the ``.txt`` files among `files`."""
    losses, notices = LossCounter(), list[str]()
    texts = {PurePosixPath(file.name).stem: utf8(file) for file in files if file.name.endswith(".txt")}
    groups: dict[str, list[Record]] = {stem: [] for stem in texts}
    stems: dict[str, str] = {}  # the text of each annotation, by its id
    for file in files:
        if file.name.endswith(_SUFFIXES):
            for record in _annotations(file):
                stem = _text_of(record, file, texts, stems)
                stems[_identifier(record.data)] = stem
                groups[stem].append(record)
    rule = Counting(options.offsets) if options.offsets else _RULE
    documents = [_document(stem, texts[stem], group, rule, losses, notices) for stem, group in groups.items()]
    return Reading(tuple(documents), losses.losses(), tuple(dict.fromkeys(notices)))


def _annotations(file: InputFile) -> Iterator[Record]:
    """Yield the annotations in a file: a list, a page or a collection of them, one alone, or an export of Hypothesis."""
    value = json_value(utf8(file), file.name)
    while isinstance(value, dict):
        inner = next((value[name] for name in ("items", "rows", "annotations", "first") if name in value), None)
        value = [value] if inner is None else inner
    if not isinstance(value, list):
        raise InterchangeError(f"{file.name}: this is not a list of annotations; export it again.")
    yield from records(value, f"{file.name}, annotation")


def _targets(record: Record) -> list[Record]:
    value = record.data.get("target")
    if isinstance(value, str):
        return [Record({"id": value}, record.where)]
    values = [{"id": each} if isinstance(each, str) else each for each in (value if isinstance(value, list) else [value or {}])]
    return records(values, f"{record.where}, target")


def _text_of(record: Record, file: InputFile, texts: Mapping[str, str], stems: Mapping[str, str]) -> str:
    """Return the name, without its suffix, of the text that an annotation is on."""
    targets = _targets(record)
    source = next((text for target in targets if (text := _identifier(target.data.get("source")))), "")
    source = source or _identifier(record.data.get("uri"))
    named = PurePosixPath(source.rstrip("/").rpartition("/")[2]).stem
    own = PurePosixPath(file.name).stem
    for stem in (named, own):
        if stem in texts:
            return stem
    if not source:  # a link: on the text of what it links
        linked = (stems[id] for target in targets if (id := _identifier(target.data)) in stems)
        if (known := next(linked, None)) is not None:
            return known
    if len(texts) == 1:
        return next(iter(texts))
    said = f"of {source} " if source else ""
    raise InterchangeError(f"{record.where}: the text {said}is not in the file; give it as {named or own}.txt, too.")


def _identifier(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("id") or value.get("@id")
    return value if isinstance(value, str) else ""


def _document(
    stem: str, raw: str, group: Iterable[Record], rule: Counting, losses: LossCounter, notices: list[str]
) -> ForeignDocument:
    text = unified(raw)
    spans: dict[str, tuple[Record, list[_Target]]] = {}
    links: list[Record] = []
    for number, record in enumerate(group):
        if record.data.get("motivation") == _LINKING and all(not target.data.get("selector") for target in _targets(record)):
            links.append(record)
            continue
        targets = [made for target in _targets(record) if (made := _target(target)) is not None]
        if targets:
            spans[_identifier(record.data) or f"#{number}"] = record, targets
        else:
            losses.lose("unknown.target", record.where, "an annotation without a quoted text or a position in the text")
    pieces = _placed(stem, raw, text, spans, rule, notices)
    sets: dict[tuple[str, Layer, str], tuple[list[ForeignSpan], list[ForeignLink]]] = {}
    for id, (record, _) in spans.items():
        sets.setdefault(_whose(record), ([], []))[0].append(_span(_own_id(id), record, pieces[id]))
    for number, record in enumerate(links):
        ends = [_identifier(target.data) for target in _targets(record)]
        if len(ends) != 2 or not all(end in spans for end in ends):
            losses.lose("unknown.linking", record.where, "a link needs two annotations on the text as its targets")
            continue
        bodies = _bodies(record)
        id = _identifier(record.data) or f"#link{number}"
        whose = _whose(record) if _creator(record).data else _whose(spans[ends[0]][0])
        link = ForeignLink(_own_id(id), bodies.label, _own_id(ends[0]), _own_id(ends[1]), bodies.answers)
        sets.setdefault(whose, ([], []))[1].append(link)
    decisions = [
        ForeignSet(name, tuple(each), tuple(lines), layer, agent) for (name, layer, agent), (each, lines) in sets.items()
    ]
    return ForeignDocument(unquote(stem), text, tuple(decisions))


def _own_id(id: str) -> str:
    """Return the id in its set of what this program wrote, whose ids in the file begin with the number of the set."""
    return unquote(id[match.end() :]) if (match := _OWN_ID.match(id)) else id


def _target(target: Record) -> _Target | None:
    selectors = target.data.get("selector")
    listed = records(selectors if isinstance(selectors, list) else [selectors] if selectors else [], f"{target.where}, selector")
    by_type = {selector.text("type", ""): selector for selector in listed}
    quoted, position = by_type.get(_QUOTE), by_type.get(_POSITION)
    if quoted is None and position is None:
        return None
    place = (position.integer("start"), position.integer("end")) if position else None
    texts = [quoted.text(name, "") if quoted else "" for name in ("exact", "prefix", "suffix")]
    return _Target(target, place, *texts)


def _placed(
    stem: str,
    raw: str,
    text: str,
    spans: Mapping[str, tuple[Record, Sequence[_Target]]],
    rule: Counting,
    notices: list[str],
) -> dict[str, Pieces]:
    """Return where each span is. Raises InterchangeError with those that are nowhere."""
    targets = [(id, target) for id, (_, each) in spans.items() for target in each]
    places = [Place(id, (target.position,), target.exact or None) for id, target in targets if target.position]
    found = fit(raw, places, rule)
    best = found.counting
    if isinstance(found, Fit):
        notices += counting_notices(f"{stem}.txt", found, rule)
    wrong: list[Place] = []
    repaired = 0
    pieces: dict[str, list[tuple[int, int]]] = {id: [] for id in spans}
    fits = iter(found.places) if isinstance(found, Fit) else None
    for id, target in targets:
        place = Place(id, (target.position,), target.exact or None) if target.position else None
        if place and fits is not None:
            pieces[id] += next(fits)
            continue
        alone = fit(raw, [place], best, fixed=True) if place else None
        if isinstance(alone, Fit):
            pieces[id] += alone.places[0]
        elif target.exact and (there := find_quote(text, target.exact, target.prefix, target.suffix)):
            pieces[id].append(there)
            repaired += 1
        else:
            wrong.append(place or Place(id, (), target.exact))
    if wrong:
        fitted(f"{stem}.txt", raw, wrong, best)
    if repaired:
        notices.append(f"{stem}.txt: {repaired} of {len(targets)} places were wrong or missing, and found by the quoted text.")
    return {id: tuple(sorted(each)) for id, each in pieces.items()}


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The content of the bodies of an annotation."""

    label: str
    answers: dict[str, Scalar]
    notes: list[str]
    name: str
    entity: str


def _bodies(record: Record) -> _Bodies:
    value = record.data.get("body")
    listed = value if isinstance(value, list) else [value] if value else []
    made = records([{"value": each} if isinstance(each, str) else each for each in listed], f"{record.where}, body")
    tags = [body.label("value", "") for body in made if body.data.get("purpose") == _TAGGING]
    tags += [str(tag) for tag in (record.data.get("tags") or ())]  # Hypothesis
    notes = [body.label("value", "") for body in made if body.data.get("purpose", _COMMENTING) in (_COMMENTING, "replying")]
    notes += [record.text("text", "")] if record.data.get("text") else []
    answers: dict[str, Scalar] = {}
    name = entity = ""
    for body in made:
        if body.data.get("purpose") == _CLASSIFYING:
            answers[body.text("name", "class")] = scalar_value(body.label("value", ""))
        elif body.data.get("purpose") == _IDENTIFYING:
            name, entity = body.label("value", ""), _identifier(body.data.get("source")) or body.text("entity", "")
    if len(tags) > 1:
        answers["tags"] = ", ".join(tags[1:])
    return _Bodies(tags[0] if tags else "annotation", answers, [note for note in notes if note], name, entity)


def _span(id: str, record: Record, pieces: Pieces) -> ForeignSpan:
    bodies = _bodies(record)
    note = "\n".join(bodies.notes)
    created = record.text("created", "")
    return ForeignSpan(id, bodies.label, pieces, bodies.answers, bodies.name, bodies.entity, note, created)


def _creator(record: Record) -> Record:
    creator = record.data.get("creator") or record.data.get("user")
    return Record({"id": creator} if isinstance(creator, str) else creator if isinstance(creator, dict) else {}, record.where)


def _whose(record: Record) -> tuple[str, Layer, str]:
    """Return the annotator, layer and program of an annotation."""
    creator = _creator(record)
    name = creator.label("name", creator.label("nickname", creator.label("id", "")))
    layer: Layer = ADJUDICATION if record.data.get("layer") == ADJUDICATION else ANNOTATION
    return ("", layer, name) if creator.data.get("type") == "Software" else (name, layer, "")


# -- writing -----------------------------------------------------------------------------------------------------------


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield the text of each document, and a list of annotations on it."""
    for document in documents:
        stem = quote(document.id, safe=" ()+,@")
        yield OutputFile(f"{stem}.txt", document.text.encode())
        annotations = [
            made
            for number, decisions in enumerate(document.sets, 1)
            for made in _annotation_objects(document.text, decisions, f"{stem}.txt", f"#{number}-")
        ]
        yield OutputFile(f"{stem}.jsonld", _lines_of(annotations))


def _lines_of(annotations: Iterable[dict[str, Any]]) -> bytes:
    """Return a list of JSON with an annotation on each line."""
    return ("[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in annotations) + "\n]\n").encode()


def _annotation_objects(text: str, decisions: ForeignSet, source: str, prefix: str) -> Iterator[dict[str, Any]]:
    ids = {span.id: span.id if span.id.startswith("#") else prefix + quote(span.id, safe="") for span in decisions.spans}
    common: dict[str, Any] = {"@context": CONTEXT, "type": "Annotation"}
    if decisions.agent:
        common["creator"] = {"type": "Software", "name": decisions.agent}
    elif decisions.annotator:
        common["creator"] = {"type": "Person", "name": decisions.annotator}
    if decisions.layer == ADJUDICATION:
        common["layer"] = ADJUDICATION
    for span in decisions.spans:
        bodies = [_body(_TAGGING, span.label), *_answers(span.attributes)]
        if span.name or span.entity:
            bodies.append({**_body(_IDENTIFYING, span.name), "entity": span.entity})
        if span.note:
            bodies.append(_body(_COMMENTING, span.note))
        targets = [{"source": source, "selector": _selectors(text, start, end)} for start, end in span.pieces]
        yield {**common, "id": ids[span.id], "motivation": _TAGGING, "body": bodies, "target": targets}
    for link in decisions.links:
        id = link.id if link.id.startswith("#") else f"{prefix}{_LINKING}-{quote(link.id, safe='')}"
        bodies = [_body(_TAGGING, link.label), *_answers(link.attributes)]
        ends = [{"id": ids[link.source]}, {"id": ids[link.target]}]
        yield {**common, "id": id, "motivation": _LINKING, "body": bodies, "target": ends}


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _answers(answers: Mapping[str, Scalar]) -> Iterator[dict[str, Any]]:
    for name, value in answers.items():
        yield {**_body(_CLASSIFYING, scalar_text(value)), "name": name}


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    return [{"type": _QUOTE, "exact": text[start:end], **around}, {"type": _POSITION, "start": start, "end": end}]


FORMATS = (
    Format(
        name="web-annotation",
        title="W3C Web Annotation (JSON-LD)",
        holds={
            "sentence.label": "a body of an annotation of the sentence",
            "sentence.attribute": "bodies of an annotation of the sentence",
            "skip.reason": "a body of an annotation of the sentence",
            "claim": "an annotation",
            "claim.pieces": "several targets",
            "claim.attribute": "bodies for classifying",
            "source.mention": "an annotation",
            "source.identity": "a body for identifying",
            "source.unmentioned": "a body of the claim",
            "source.attribute": "bodies for classifying",
            "stance.label": "an annotation that links",
            "stance.second_source": "a link of its own",
            "stance.author": "a body of the claim",
            "stance.cue": "an annotation with links",
            "stance.quote": "a body of the link",
            "stance.attribute": "bodies of the link",
            "link": "an annotation that links the later claim to the earlier one",
            "flag": "a body of an annotation of the sentence",
            "note": "a comment on the sentence",
            "annotator": "the creator",
            "adjudication": "a key of the annotation",
            "suggestion": "a program as the creator",
        },
        shape=Shape(cues=True, author=True, unmentioned=True),
        recognizes=recognizes,
        read=read,
        write=write,
    ),
)
