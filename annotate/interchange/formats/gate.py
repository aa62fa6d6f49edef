"""GATE: documents as Bdoc JSON, whose offsets say their unit; those in GATE's XML are read, too.

A document has sets of annotations, one for each annotator; what programs found is in the set without a name. A link is an
annotation of the type ``Stance``, between two claims ``ClaimLink``, over its target, with the ids of both ends in its features.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import ADJUDICATED, Record, fitted, json_value, parsed_xml, utf8
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
    joins_claims,
)
from annotate.model import ADJUDICATION, ANNOTATION, Layer
from annotate.schema import Schema

_UNITS = {"p": Counting("code-point"), "j": Counting("utf-16")}
_STANCE, _CLAIM_LINK = "Stance", "ClaimLink"  # the types of links
_FROM, _TO, _LABEL = "annotate.from", "annotate.to", "label"
_IDENTIFIER, _NAME, _ENTITY, _NOTE = (f"annotate.{name}" for name in ("id", "name", "entity", "note"))
_FIXED = (_IDENTIFIER, _NAME, _ENTITY, _NOTE)
_SETS = "annotate.sets"  # the feature of a document with whose each set is
_SENTENCE = "Sentence"  # in the set without a name: where a sentence is
_TOKENS = frozenset({"Token", "SpaceToken", "Split", _SENTENCE})
_MARKUP = "Original markups"  # the tags of the page that the text is from

# -- reading -----------------------------------------------------------------------------------------------------------


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if there are documents of GATE."""
    return any(
        file.name.endswith((".bdocjs", ".bdoc"))
        or (file.name.endswith(".json") and b'"annotation_sets"' in file.data)
        or (file.name.endswith(".xml") and b"<GateDocument" in file.data)
        for file in files
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """An annotation of GATE; in XML its offsets are code points already."""

    id: str
    type: str
    start: int
    end: int
    features: dict[str, Scalar]


@dataclass(slots=True)
class _Content:
    """A document of GATE, in either form."""

    name: str
    text: str
    counting: Counting
    features: dict[str, Scalar]
    sets: dict[str, list[_Item]] = field(default_factory=dict)


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the documents in files of Bdoc JSON and of GATE's XML."""
    losses = LossCounter()
    documents = []
    for file in files:
        content = _read_xml(file) if file.name.endswith(".xml") else _read_bdoc(file)
        documents.append(_document(content, file.name, losses))
    return Reading(tuple(documents), losses.losses())


def _read_bdoc(file: InputFile) -> _Content:
    value = json_value(utf8(file), file.name)
    if not isinstance(value, dict) or "annotation_sets" not in value:
        raise InterchangeError(f"{file.name}: this is not Bdoc JSON; it has no annotation_sets.")
    document = Record(value, file.name)
    kind = document.text("offset_type", "p")
    if kind not in _UNITS:
        raise InterchangeError(f"{file.name}: offset_type is {kind!r}; GATE has p and j.")
    name = document.text("name", "") or PurePosixPath(file.name).stem
    content = _Content(name, document.text("text"), _UNITS[kind], _features(document.record("features").data))
    sets = document.record("annotation_sets")
    for set_name in sets.data:
        content.sets[set_name] = [
            _Item(
                each.label("id"),
                each.text("type"),
                each.integer("start"),
                each.integer("end"),
                _features(each.record("features").data),
            )
            for each in sets.record(set_name).records("annotations")
        ]
    return content


def _features(values: Mapping[str, Any]) -> dict[str, Scalar]:
    return {
        name: value if isinstance(value, str | bool | int | float) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
        if value is not None
    }


def _read_xml(file: InputFile) -> _Content:
    root = parsed_xml(file.data, file.name)
    body = root.find("TextWithNodes")
    if root.tag != "GateDocument" or body is None:
        raise InterchangeError(f"{file.name}: this is not a document of GATE; it has no TextWithNodes.")
    text = body.text or ""
    nodes: dict[str, int] = {}
    for node in body:
        nodes[node.get("id", "")] = len(text)
        text += node.tail or ""
    content = _Content(PurePosixPath(file.name).stem, text, _UNITS["p"], _xml_features(root.find("GateDocumentFeatures")))
    for element in root.iter("AnnotationSet"):
        items = content.sets.setdefault(element.get("Name", ""), [])
        for each in element.iter("Annotation"):
            ends = [nodes.get(each.get(name, "")) for name in ("StartNode", "EndNode")]
            if ends[0] is None or ends[1] is None:
                raise InterchangeError(
                    f"{file.name}: annotation {each.get('Id')} begins or ends at a node that is not in the text."
                )
            items.append(_Item(each.get("Id", ""), each.get("Type", ""), ends[0], ends[1], _xml_features(each)))
    return content


def _xml_features(element: Any) -> dict[str, Scalar]:
    features: dict[str, Scalar] = {}
    for feature in element.iter("Feature") if element is not None else ():
        text = feature.findtext("Value") or ""
        value = feature.find("Value")
        kind = value.get("className", "") if value is not None else ""
        features[feature.findtext("Name") or ""] = _java_value(text, kind.rpartition(".")[2])
    return features


def _java_value(text: str, kind: str) -> Scalar:
    try:
        if kind in ("Integer", "Long", "Short"):
            return int(text[:20])
        return float(text) if kind in ("Float", "Double") else text == "true" if kind == "Boolean" else text
    except ValueError:
        return text


def _document(content: _Content, where: str, losses: LossCounter) -> ForeignDocument:
    owners = _owners(content.features.get(_SETS))
    sets: list[ForeignSet] = []
    sentences: list[tuple[int, int]] = []
    for name, items in content.sets.items():
        if name == _MARKUP:
            losses.lose(f"unknown.{name}", where, "the tags of the page that the text is from", len(items))
            continue
        whole = [item for item in items if item.start != item.end]
        for item in items:
            if item.start == item.end:
                losses.lose("unknown.empty-span", f"{where}:{item.id}", "a span without a text")
        places = [Place(f"{item.type} {item.id}", ((item.start, item.end),)) for item in whole]
        found = fitted(f"{where}, set {name!r}", content.text, places, content.counting).places
        made: list[tuple[_Item, tuple[tuple[int, int], ...]]] = []
        for item, pieces in zip(whole, found, strict=True):
            if not name and item.type in _TOKENS and _IDENTIFIER not in item.features:
                sentences += pieces if item.type == _SENTENCE else ()
            else:
                made.append((item, pieces))
        if made or name or name in owners:
            sets.append(_set(name, owners.get(name), made, where, losses))
    metadata = {name: str(value) for name, value in content.features.items() if name != _SETS}
    return ForeignDocument(content.name, unified(content.text), tuple(sets), metadata, tuple(sorted(sentences)))


def _owners(value: Scalar | None) -> dict[str, Record]:
    """Return whose the sets are that this program wrote."""
    if not isinstance(value, str):
        return {}
    owners = Record({"sets": json_value(value, _SETS)}, _SETS).record("sets")
    return {name: owners.record(name) for name in owners.data}


def _set(
    name: str,
    owner: Record | None,
    items: Iterable[tuple[_Item, tuple[tuple[int, int], ...]]],
    where: str,
    losses: LossCounter,
) -> ForeignSet:
    listed = [*items]
    ids = {item.id: str(item.features.get(_IDENTIFIER) or item.id) for item, _ in listed}
    spans: list[ForeignSpan] = []
    links: list[ForeignLink] = []
    for item, pieces in listed:
        answers = {key: value for key, value in item.features.items() if key not in _FIXED}
        ends = [str(answers.pop(key)) for key in (_FROM, _TO)] if {_FROM, _TO} <= answers.keys() else []
        if ends and all(end in ids for end in ends):
            label = str(answers.pop(_LABEL, item.type))
            links.append(ForeignLink(ids[item.id], label, ids[ends[0]], ids[ends[1]], answers))
        elif ends:
            losses.lose(f"unknown.{item.type}", f"{where}:{item.id}", "an end of the link is missing")
        else:
            texts = [str(item.features.get(key, "")) for key in (_NAME, _ENTITY, _NOTE)]
            spans.append(ForeignSpan(ids[item.id], item.type, pieces, answers, texts[0], texts[1], texts[2]))
    layer: Layer = ADJUDICATION if name.casefold() in ADJUDICATED else ANNOTATION
    if owner is None:
        return ForeignSet(name, tuple(spans), tuple(links), layer)
    layer = ADJUDICATION if owner.text("layer", "") == ADJUDICATION else ANNOTATION
    return ForeignSet(owner.text("annotator", ""), tuple(spans), tuple(links), layer, owner.text("agent", ""))


# -- writing -----------------------------------------------------------------------------------------------------------


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield a file of Bdoc JSON for each document."""
    for document in documents:
        numbers = count(1)
        sets: dict[str, dict[str, Any]] = {}
        owners: dict[str, dict[str, str]] = {}
        for decisions in document.sets:
            name = decisions.agent or decisions.annotator or ("gold" if decisions.layer == ADJUDICATION else "annotator")
            name = next(free for n in count(1) if (free := name if n == 1 else f"{name} {n}") not in sets)
            owners[name] = {"annotator": decisions.annotator, "layer": decisions.layer, "agent": decisions.agent}
            sets[name] = {"name": name, "annotations": [*_items(decisions, numbers)]}
        bounds = [
            {"type": _SENTENCE, "start": start, "end": end, "id": next(numbers), "features": {}}
            for start, end in document.sentences
        ]
        sets[""] = {"name": "", "annotations": bounds}
        following = next(numbers)
        data = {
            "name": document.id,
            "text": document.text,
            "offset_type": "p",
            "features": {_SETS: json.dumps(owners, ensure_ascii=False)},
            "annotation_sets": {name: {**made, "next_annid": following} for name, made in sets.items()},
        }
        yield OutputFile(f"{quote(document.id, safe=' ()+,@')}.bdocjs", json.dumps(data, ensure_ascii=False).encode())


def _items(decisions: ForeignSet, numbers: Iterator[int]) -> Iterator[dict[str, Any]]:
    ids: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for span in decisions.spans:
        ids[span.id], places[span.id] = next(numbers), span.pieces[0]
        fixed = {_IDENTIFIER: span.id, _NAME: span.name, _ENTITY: span.entity, _NOTE: span.note}
        features = {**span.attributes, **{name: value for name, value in fixed.items() if value}}
        yield _item(span.label, places[span.id], ids[span.id], features)
    labels = decisions.labels
    for link in decisions.links:
        type = _CLAIM_LINK if joins_claims(link, labels) else _STANCE
        features = {**link.attributes, _IDENTIFIER: link.id, _LABEL: link.label, _FROM: ids[link.source], _TO: ids[link.target]}
        yield _item(type, places[link.target], next(numbers), features)


def _item(type: str, place: tuple[int, int], id: int, features: dict[str, Any]) -> dict[str, Any]:
    return {"type": type, "start": place[0], "end": place[1], "id": id, "features": features}


FORMATS = (
    Format(
        name="gate",
        title="GATE (Bdoc JSON)",
        holds={
            "sentence.boundaries": "annotations in the set without a name",
            "sentence.label": "a feature of an annotation of the sentence",
            "sentence.attribute": "features of an annotation of the sentence",
            "skip.reason": "a feature of an annotation of the sentence",
            "claim": "an annotation",
            "claim.pieces": "annotations that are linked",
            "claim.attribute": "features",
            "source.mention": "an annotation",
            "source.identity": "features of each mention",
            "source.unmentioned": "a feature of the claim",
            "source.attribute": "features",
            "stance.label": "an annotation with the ids of both ends",
            "stance.second_source": "an annotation of its own",
            "stance.author": "a feature of the claim",
            "stance.cue": "an annotation that is linked",
            "stance.quote": "a feature of the link",
            "stance.attribute": "features of the link",
            "link": "an annotation of the earlier claim with the ids of both",
            "flag": "a feature of an annotation of the sentence",
            "note": "a feature of an annotation of the sentence",
            "annotator": "a set of annotations",
            "adjudication": "a set of annotations",
            "suggestion": "a set of annotations",
        },
        shape=Shape(pieces=True, cues=True, author=True, unmentioned=True),
        recognizes=recognizes,
        read=read,
        write=write,
    ),
)
