"""UIMA CAS as INCEpTION and WebAnno read and write it: XMI, or CAS JSON; a file for each document and annotator.

Offsets count UTF-16 units. A project has ``annotation/DOCUMENT/ANNOTATOR.xmi`` and ``curation/DOCUMENT/CURATION_USER.xmi``. The
layers that this program writes have their names from ``webanno.custom``; in a project to import into, they have to exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.formats.uima_cas import (
    ANNOTATION,
    STRING,
    Cas,
    Structure,
    Types,
    json_bytes,
    read_json,
    read_types,
    read_xmi,
    types_bytes,
    xmi_bytes,
    xml_text,
)
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, OffsetMap, Place, unified
from annotate.interchange.reading import Record, fitted, json_value, utf8
from annotate.interchange.scalars import scalar_text, scalar_value
from annotate.interchange.trimming import trimmed
from annotate.interchange.values import (
    CLAIM,
    CUE,
    CUE_OF,
    PIECE,
    SAME,
    SENTENCE,
    SOURCE,
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
from annotate.model import ADJUDICATION
from annotate.schema import Schema
from annotate.text.tokens import tokenize

_LAYERS = {
    CLAIM: "webanno.custom.Claim",
    SOURCE: "webanno.custom.Source",
    CUE: "webanno.custom.Cue",
    SENTENCE: "webanno.custom.Sent",
}
_LABELS = {layer: label for label, layer in _LAYERS.items()}
_STANCE = "webanno.custom.Stance"
_CLAIM_LINK = "webanno.custom.ClaimLink"
_RELATIONS = {PIECE: "webanno.custom.Piece", CUE_OF: "webanno.custom.CueOf"}
_RELATION_LABELS = {layer: label for label, layer in _RELATIONS.items()}

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
_SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
_TOKEN = f"{_DKPRO}.segmentation.type.Token"
_METADATA = f"{_DKPRO}.metadata.type.DocumentMetaData"
_CAS_METADATA = "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata"
_SKIPPED = frozenset({_TOKEN})  # most of a file, and found anew here
_TAGSETS = {f"{_DKPRO}.metadata.type.{name}" for name in ("TagsetDescription", "TagDescription")}
_NOT_READ = frozenset({_SENTENCE, _METADATA, _CAS_METADATA, *_TAGSETS, "uima.tcas.DocumentAnnotation"})

_IDENTIFIER, _NAME, _ENTITY, _NOTE, _LABEL, _VALUE = "identifier", "name", "entity", "note", "label", "value"
_FIXED = (_IDENTIFIER, _NAME, _ENTITY, _NOTE)
_FROM, _TO = "Governor", "Dependent"
_PLAIN_NAME = re.compile(r"(?!x_)[A-Za-z][A-Za-z0-9_]*")
_RULE = Counting("utf-16")
_CURATOR, _NOBODY = "CURATION_USER", "INITIAL_CAS"
_FINISHED = frozenset({"FINISHED", "CURATION_FINISHED"})

# -- reading -----------------------------------------------------------------------------------------------------------


def _recognizes_xmi(files: Sequence[InputFile]) -> bool:
    return any(file.name.endswith(".xmi") for file in files)


def _recognizes_json(files: Sequence[InputFile]) -> bool:
    return any(file.name.endswith(".json") and b'"%FEATURE_STRUCTURES"' in file.data for file in files)


def _read_xmi(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    systems = {
        file.name.rpartition("/")[0]: read_types(file.data, file.name)
        for file in files
        if file.name.endswith(".xml") and b"typeSystemDescription" in file.data
    }

    def read(file: InputFile) -> Cas:
        folder = file.name.rpartition("/")[0]
        while folder not in systems and folder:
            folder = folder.rpartition("/")[0]
        if folder not in systems and len(systems) != 1:
            raise InterchangeError(f"{file.name}: an XMI file needs its type system; give TypeSystem.xml, too.")
        return read_xmi(file, systems.get(folder) or next(iter(systems.values())), _SKIPPED)

    return _read([file for file in files if file.name.endswith(".xmi")], files, read)


def _read_json(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    candidates = [file for file in files if file.name.endswith(".json") and not _is_project(file)]
    return _read(
        [file for file in candidates if _recognizes_json([file])] or candidates, files, lambda file: read_json(file, _SKIPPED)
    )


def _read(chosen: Sequence[InputFile], files: Sequence[InputFile], read: Callable[[InputFile], Cas]) -> Reading:
    losses = LossCounter()
    finished = _finished(files)
    documents: dict[tuple[str, str], ForeignDocument] = {}
    for file in sorted(chosen, key=lambda file: file.name):
        kind, folder, user = _place(file.name)
        reader = _Reader(read(file), file.name, losses)
        id = reader.title or folder or user
        document = documents.setdefault((id, reader.text), ForeignDocument(id, reader.text, sentences=reader.sentences()))
        if user == _NOBODY:
            continue
        annotator = (user if kind else "") if reader.username is None else reader.username
        done = (id, "" if kind == "curation" else annotator) in finished
        annotations = ForeignSet(annotator, *reader.content(), done=done)
        if kind == "curation":
            annotations = replace(annotations, layer=ADJUDICATION)
        documents[id, reader.text] = replace(document, sets=(*document.sets, annotations))
    return Reading(tuple(documents.values()), losses.losses())


def _place(name: str) -> tuple[str, str, str]:
    """Return the kind of a file in a project, empty outside of one; the folder of its document, and the name of its user.

    INCEpTION may have the files of a user in a zip file of their own, which has the user's name then.
    """
    parts = PurePosixPath(name).parts
    for place in range(len(parts) - 3, -1, -1):
        if parts[place] in ("annotation", "curation"):
            return parts[place], parts[place + 1], PurePosixPath(parts[place + 2]).stem
    return "", "", PurePosixPath(name).stem


def _is_project(file: InputFile) -> bool:
    return file.name.endswith(".json") and PurePosixPath(file.name).name.startswith("exportedproject")


def _finished(files: Iterable[InputFile]) -> set[tuple[str, str]]:
    """Return the documents, with the annotators, that a project says are done; curated ones with no annotator."""
    done: set[tuple[str, str]] = set()
    for file in files:
        if _is_project(file):
            value = json_value(utf8(file), file.name)
            project = Record(value if isinstance(value, dict) else {}, file.name)
            for kind in ("annotation_documents", "source_documents"):
                for record in project.records(kind):
                    if record.text("state", "") in _FINISHED:
                        done.add((record.text("name", ""), record.text("user", "")))
    return done


class _Reader:
    """The content of one CAS."""

    def __init__(self, cas: Cas, where: str, losses: LossCounter) -> None:
        self._cas, self._where, self._losses = cas, where, losses
        self.text = unified(cas.text)
        self._offsets = OffsetMap(cas.text, _RULE)
        self.title = self._metadata(_METADATA, "documentTitle")
        self.username = self._metadata(_CAS_METADATA, "username")  # empty only where this program knew no name

    def _metadata(self, type: str, feature: str) -> str | None:
        values = (each.values.get(feature) for each in self._cas.structures if each.type == type)
        return next((str(value) for value in values if value is not None), None)

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return the boundaries of sentences."""
        spans = [each.span for each in self._cas.structures if each.type == _SENTENCE and each.span]
        return tuple(sorted(place for span in spans if (place := self._offsets.from_foreign(*span))))

    def content(self) -> tuple[tuple[ForeignSpan, ...], tuple[ForeignLink, ...]]:
        """Return the spans and links."""
        spans: dict[int, Structure] = {}
        relations: list[Structure] = []
        slots: dict[int, Structure] = {}
        for each in self._cas.structures:
            if each.type in _NOT_READ:
                continue
            if _FROM in each.references or _TO in each.references:
                relations.append(each)
            elif each.span is None:
                slots[each.id] = each
            elif each.span[0] == each.span[1]:
                self._losses.lose("unknown.empty-span", f"{self._where}:{each.id}", "a span without a text")
            else:
                spans[each.id] = each
        places = [Place(f"{each.name} {each.id}", ((each.span or (0, 0)),)) for each in spans.values()]
        found = fitted(self._where, self._cas.text, places, _RULE)
        ids = {id: str(each.values.get(_IDENTIFIER) or id) for id, each in spans.items()}
        foreign = [self._span(each, ids, pieces) for each, pieces in zip(spans.values(), found.places, strict=True)]
        links = [link for each in relations for link in self._relation(each, ids)]
        links += [link for each in spans.values() for link in self._slots(each, slots, ids)]
        return tuple(foreign), tuple(links)

    def _span(self, each: Structure, ids: Mapping[int, str], pieces: tuple[tuple[int, int], ...]) -> ForeignSpan:
        values = {name: value for name, value in each.values.items() if name not in _FIXED}
        label = _LABELS.get(each.type)
        if label is None:
            named = values.pop(_VALUE, None) if isinstance(values.get(_VALUE), str) else None
            label = str(named) if named else each.name
        name, entity, note = (str(each.values.get(feature, "")) for feature in (_NAME, _ENTITY, _NOTE))
        return ForeignSpan(ids[each.id], label, pieces, _answers(values), name, entity, note)

    def _relation(self, each: Structure, ids: Mapping[int, str]) -> Iterator[ForeignLink]:
        ends = [ids.get(id, "") for name in (_FROM, _TO) for id in each.references.get(name, (-1,))]
        if len(ends) != 2 or not all(ends):
            self._losses.lose(f"unknown.{each.name}", f"{self._where}:{each.id}", "an end of the relation is missing")
            return
        values = {name: value for name, value in each.values.items() if name not in (*_FIXED, _LABEL, _VALUE)}
        label = _RELATION_LABELS.get(each.type) or str(each.values.get(_LABEL) or each.values.get(_VALUE) or each.name)
        yield ForeignLink(str(each.values.get(_IDENTIFIER) or each.id), label, ends[0], ends[1], _answers(values))

    def _slots(self, each: Structure, slots: Mapping[int, Structure], ids: Mapping[int, str]) -> Iterator[ForeignLink]:
        for feature, targets in each.references.items():
            for number, target in enumerate(targets, 1):
                role, slot = feature, slots.get(target)
                if slot is not None:
                    role, target = str(slot.values.get("role") or feature), next(iter(slot.references.get("target", ())), -1)
                if target in ids:
                    label = SAME if feature == "next" else role
                    yield ForeignLink(f"{each.id}.{feature}.{number}", label, ids[each.id], ids[target])
                else:
                    self._losses.lose(
                        f"unknown.{feature}", f"{self._where}:{each.id}", "a reference to something without a place"
                    )


def _answers(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {
        _question_name(name): scalar_value(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value != ""
    }


# -- writing -----------------------------------------------------------------------------------------------------------


def _feature_name(question: str) -> str:
    """Return a question's name as UIMA allows it: letters, digits and ``_``.

    >>> _feature_name("type"), _feature_name("is-new")
    ('type', 'x_is_2d_new')
    """
    if _PLAIN_NAME.fullmatch(question) and question not in (*_FIXED, "begin", "end", "sofa", _FROM, _TO):
        return question
    letters = (each if each.isascii() and each.isalnum() else f"_{ord(each):x}_" for each in question)
    return f"x_{''.join(letters)}"


def _question_name(feature: str) -> str:
    if not feature.startswith("x_"):
        return feature
    return re.sub(r"_([0-9a-f]{1,5})_", lambda match: chr(int(match[1], 16)), feature[2:])


def _write_xmi(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    types = _types(documents, schema)
    yield OutputFile("TypeSystem.xml", types_bytes(types))
    yield from _files(documents, "xmi", xmi_bytes)


def _write_json(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    types = _types(documents, schema)
    yield from _files(documents, "json", lambda cas: json_bytes(cas, types))


def _files(documents: Iterable[ForeignDocument], suffix: str, encode: Callable[[Cas], bytes]) -> Iterator[OutputFile]:
    for document in documents:
        folder = quote(document.id, safe=" ()+,@")
        yield OutputFile(f"source/{folder}.txt", document.text.encode())
        for decisions in document.sets or (ForeignSet(_NOBODY),):
            name = quote(decisions.annotator or "annotator", safe=" @")
            path = f"annotation/{folder}/{name}" if decisions.layer != ADJUDICATION else f"curation/{folder}/{_CURATOR}"
            yield OutputFile(f"{path}.{suffix}", encode(_cas(document, decisions)))


def _types(documents: Iterable[ForeignDocument], schema: Schema) -> Types:
    """Return the types of all documents: the layers of this program with the questions of the scheme, and those of DKPro."""
    nouns = {CLAIM: "claim", SOURCE: "source", SENTENCE: "annotation"}
    types: dict[str, dict[str, str]] = {
        layer: dict.fromkeys(
            [*_FIXED, *(_feature_name(question.name) for question in schema.attributes.get(nouns.get(label, ""), ()))], STRING
        )
        for label, layer in _LAYERS.items()
    }
    ends = {_FROM: ANNOTATION, _TO: ANNOTATION}
    for layer in (_STANCE, *_RELATIONS.values()):
        types[layer] = {_IDENTIFIER: STRING, _LABEL: STRING, **ends}
    types[_SENTENCE], types[_TOKEN] = {}, {}
    types[_METADATA] = dict.fromkeys(("documentTitle", "documentId"), STRING)
    types[_CAS_METADATA] = dict.fromkeys(("username", "sourceDocumentName"), STRING)
    for document in documents:
        for decisions in document.sets:
            for span in decisions.spans:
                types.setdefault(_LAYERS.get(span.label, span.label), dict.fromkeys(_FIXED, STRING)).update(
                    (_feature_name(name), STRING) for name in span.attributes
                )
            labels = decisions.labels
            for link in decisions.links:
                relation = types.setdefault(_relation_layer(link, labels), {_IDENTIFIER: STRING, _LABEL: STRING, **ends})
                relation.update((_feature_name(name), STRING) for name in link.attributes)
    return types


def _relation_layer(link: ForeignLink, labels: Mapping[str, str]) -> str:
    """Return the layer of a link, given the labels of spans by their ids."""
    return _CLAIM_LINK if joins_claims(link, labels) else _RELATIONS.get(link.label, _STANCE)


def _cas(document: ForeignDocument, decisions: ForeignSet) -> Cas:
    return Cas(document.text, tuple(_structures(document, decisions)))


def _structures(document: ForeignDocument, decisions: ForeignSet) -> Iterator[Structure]:
    text, offsets, ids = document.text, OffsetMap(document.text, _RULE), count(1)
    whole = offsets.to_foreign(0, len(text))
    yield Structure(next(ids), _METADATA, whole, {"documentTitle": document.id, "documentId": document.id})
    yield Structure(next(ids), _CAS_METADATA, whole, {"username": decisions.annotator, "sourceDocumentName": document.id})
    cuts = {offset for span in decisions.spans for piece in span.pieces for offset in piece}
    cuts |= {offset for bounds in document.sentences for offset in bounds}
    for start, end in document.sentences:
        yield Structure(next(ids), _SENTENCE, offsets.to_foreign(start, end))
    for start, end in tokenize(text, cuts):
        if trimmed(text, ((start, end),)):
            yield Structure(next(ids), _TOKEN, offsets.to_foreign(start, end))
    numbers: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for span in decisions.spans:
        numbers[span.id], places[span.id] = next(ids), offsets.to_foreign(*span.pieces[0])
        fixed = {_IDENTIFIER: span.id, _NAME: span.name, _ENTITY: span.entity, _NOTE: span.note}
        values: dict[str, Scalar] = {name: value for name, value in fixed.items() if value}
        values |= {_feature_name(name): scalar_text(value) for name, value in span.attributes.items()}
        yield Structure(numbers[span.id], _LAYERS.get(span.label, span.label), places[span.id], values)
    labels = decisions.labels
    for link in decisions.links:
        layer = _relation_layer(link, labels)
        values = {_IDENTIFIER: link.id, **({} if layer in _RELATION_LABELS else {_LABEL: link.label})}
        values |= {_feature_name(name): scalar_text(value) for name, value in link.attributes.items()}
        references: dict[str, tuple[int, ...]] = {_FROM: (numbers[link.source],), _TO: (numbers[link.target],)}
        yield Structure(next(ids), layer, places[link.target], values, references)


def _one_curator(document: ForeignDocument) -> ForeignDocument:
    """Return a document with the decisions of one adjudicator, as a project has them."""
    adjudicated = [decisions for decisions in document.sets if decisions.layer == ADJUDICATION][1:]
    return replace(document, sets=tuple(decisions for decisions in document.sets if decisions not in adjudicated))


def _without_unsafe_characters(document: ForeignDocument) -> ForeignDocument:
    """Return a document with U+FFFD for the characters that XML cannot have."""

    def safe(answers: Mapping[str, Scalar]) -> dict[str, Any]:
        return {
            name: xml_text(value) if isinstance(value, str) and value == scalar_text(value) else value
            for name, value in answers.items()
        }

    def changed(decisions: ForeignSet) -> ForeignSet:
        spans = tuple(
            replace(
                span,
                attributes=safe(span.attributes),
                name=xml_text(span.name),
                entity=xml_text(span.entity),
                note=xml_text(span.note),
            )
            for span in decisions.spans
        )
        links = tuple(replace(link, attributes=safe(link.attributes)) for link in decisions.links)
        return replace(decisions, spans=spans, links=links)

    document = _one_curator(document)
    return replace(document, text=xml_text(document.text), sets=tuple(map(changed, document.sets)))


_HOLDS = {
    "sentence.boundaries": "sentences",
    "sentence.label": "a feature of a span over the sentence",
    "sentence.attribute": "features of a span over the sentence",
    "skip.reason": "a feature of a span over the sentence",
    "claim": "a span",
    "claim.pieces": "spans with a relation",
    "claim.attribute": "features",
    "source.mention": "a span",
    "source.identity": "features of each mention",
    "source.unmentioned": "a feature of the claim",
    "source.attribute": "features",
    "stance.label": "a relation",
    "stance.second_source": "a relation of its own",
    "stance.author": "a feature of the claim",
    "stance.cue": "a span with relations",
    "stance.quote": "a feature of the relation",
    "stance.attribute": "features of the relation",
    "link": "a relation from the later claim to the earlier one",
    "flag": "a feature of a span over the sentence",
    "note": "a feature of a span over the sentence",
    "annotator": "a file",
    "adjudication": "the file of the curator, of whom a project has one",
}
_LOSES = {
    "character.replaced": "XML has no control characters; U+FFFD takes their place",
}
_SHAPE = Shape(pieces=True, cues=True, author=True, unmentioned=True)

FORMATS = (
    Format(
        name="uima-xmi",
        title="UIMA CAS XMI (INCEpTION, WebAnno)",
        holds=_HOLDS,
        loses=_LOSES,
        shape=_SHAPE,
        recognizes=_recognizes_xmi,
        read=_read_xmi,
        write=_write_xmi,
        adapt=_without_unsafe_characters,
    ),
    Format(
        name="uima-json",
        title="UIMA CAS JSON (INCEpTION)",
        holds=_HOLDS,
        loses=_LOSES,
        shape=_SHAPE,
        recognizes=_recognizes_json,
        read=_read_json,
        write=_write_json,
        adapt=_one_curator,
    ),
)
