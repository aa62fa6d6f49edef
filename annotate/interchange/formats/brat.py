"""brat standoff: a text and its annotations, ``article.txt`` and ``article.ann``; a folder for each annotator.

A line of annotations is a span (``T``), an event with a trigger and roles (``E``), a relation (``R``), an attribute (``A``, once
``M``), a name (``N``), spans of the same entity (``*``) or a note (``#``). Offsets count code points of the text, whose line ends
count one each. A span has no line breaks: brat cuts it there.

A stance with a cue is an event with the cue as its trigger, one without a cue a relation, as a relation has no trigger. Corpora
of attributions (PARC, PolNeAR) have events with the roles ``Source``, ``Cue`` and ``Content``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, takewhile
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from annotate.interchange.format import Format, ReadOptions, Shape
from annotate.interchange.losses import LossCounter
from annotate.interchange.offsets import Counting, Place, unified
from annotate.interchange.reading import ADJUDICATED, counting_notices, fitted, json_value, utf8
from annotate.interchange.scalars import line_text, scalar_text, scalar_value, text_of_line
from annotate.interchange.shapes import without_idle_cues
from annotate.interchange.trimming import with_spans
from annotate.interchange.values import (
    CLAIM,
    CUE,
    CUE_OF,
    SENTENCE,
    SOURCE,
    ForeignDocument,
    ForeignLink,
    ForeignSet,
    ForeignSpan,
    InputFile,
    InterchangeError,
    Offsets,
    OutputFile,
    Reading,
    Scalar,
    joins_claims,
)
from annotate.model import ADJUDICATION
from annotate.schema import Schema
from annotate.schema.wellknown import LABEL

SOURCE_ROLES = frozenset({"source", "speaker", "holder", "agent"})
CUE_ROLES = frozenset({"cue"})
CONTENT_ROLES = frozenset({"content", "claim", "target", "statement"})
"""The roles of an event that make it an attribution, in lower case; numbers at their ends do not count."""

STANCE_PREFIX = "Stance"
"""The noun before the names of answers about a stance; before others stands the type of their span: ``Claim-type``."""

_DATABASE = "Source"  # of names: an identifier in it is that of a source
_MARKER = "# annotate: "  # a comment of annotation.conf
_ANNOTATION_SUFFIXES = (".ann", ".a1", ".a2")  # the last two: spans given, and what was annotated on them
_RULE = Counting("code-point", "lf")
_SPACES = str.maketrans("\n\r\t", "   ")
_TRAILING_DIGITS = re.compile(r"[0-9]+\Z")
_SPAN_ID = re.compile(r"T[0-9]+\Z")
_PIECES = re.compile(r"-?[0-9]{1,15} -?[0-9]{1,15}(;-?[0-9]{1,15} -?[0-9]{1,15})*\Z")

# -- reading -------------------------------------------------------------------------------------------------------------


def recognizes(files: Sequence[InputFile]) -> bool:
    """Return True if there are files of annotations with their texts."""
    names = {file.name for file in files}
    return any(name.endswith(".ann") and f"{name.removesuffix('.ann')}.txt" in names for name in names)


def read(files: Sequence[InputFile], options: ReadOptions) -> Reading:
    """Return the documents of a collection. The folders of annotators are told by what they have in common, see `_annotators`."""
    losses, notices = LossCounter(), list[str]()
    by_name = {file.name: file for file in files}
    known = _markers(files)
    bases = sorted({name[: -len(suffix)] for name in by_name for suffix in _ANNOTATION_SUFFIXES if name.endswith(suffix)})
    texts = {base: file for base in bases if (file := by_name.get(f"{base}.txt"))}
    if lonely := [base for base in bases if base not in texts]:
        raise InterchangeError(f"{lonely[0]}.ann: there is no {lonely[0]}.txt; give both files, or their folder.")
    folders = _annotators(texts, known)
    top = _shared_folder(bases)
    rule = replace(_RULE, unit=options.offsets) if options.offsets else _RULE
    documents: dict[tuple[str, str], ForeignDocument] = {}
    alone = [name[:-4] for name in by_name if name.endswith(".txt") and name[:-4] not in texts]
    for base in sorted((*bases, *(alone if bases or known else ()))):
        file = by_name[f"{base}.txt"]
        folder, _, stem = base.rpartition("/")
        raw = utf8(file)
        text = unified(raw)
        id = unquote(stem) if folder in known else stem
        if folder not in folders and folder not in known and folder:
            id = base.removeprefix(top)  # a folder of a collection, not of an annotator
        document = documents.get((id, text)) or ForeignDocument(id, text)
        if base in texts:
            parts = [by_name[base + suffix] for suffix in _ANNOTATION_SUFFIXES if base + suffix in by_name]
            reader = _Reader(parts, raw, rule, losses)
            notices += counting_notices(f"{base}.ann", reader.fit, rule)
            annotations = replace(reader.read(), **known.get(folder) or folders.get(folder) or {})
            document = replace(document, sets=(*document.sets, annotations))
        documents[id, text] = document
    return Reading(tuple(documents.values()), losses.losses(), tuple(notices))


def _shared_folder(names: Sequence[str]) -> str:
    """Return the folder that all files are in, with a slash at its end; nothing if there is none."""
    folders = [PurePosixPath(name).parts[:-1] for name in names] or [()]
    shared = takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False))
    return "".join(f"{parts[0]}/" for parts in shared)


def _markers(files: Iterable[InputFile]) -> dict[str, dict[str, Any]]:
    """Return whose annotations are in each folder that says so in the configuration that this program wrote."""
    markers: dict[str, dict[str, Any]] = {}
    for file in files:
        folder, _, name = file.name.rpartition("/")
        line = utf8(file).partition("\n")[0] if name == "annotation.conf" else ""
        if line.startswith(_MARKER):
            value = json_value(line.removeprefix(_MARKER), file.name)
            texts = value if isinstance(value, dict) else {}
            marker = {name: texts[name] for name in ("annotator", "agent") if isinstance(texts.get(name), str)}
            markers[folder] = {**marker, **({"layer": ADJUDICATION} if texts.get("layer") == ADJUDICATION else {})}
    return markers


def _annotators(texts: Mapping[str, InputFile], known: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """Return whose annotations are in each folder that is an annotator's: several such folders have the same texts."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for base, file in texts.items():
        folder, _, stem = base.rpartition("/")
        if folder not in known:
            holders[stem, unified(utf8(file))].append(folder)
    folders = sorted({folder for group in holders.values() if len(group) > 1 for folder in group})
    parts = [folder.split("/") for folder in folders]
    shared = 0
    while parts and all(len(part) > shared + 1 and part[shared] == parts[0][shared] for part in parts):
        shared += 1
    names = {folder: "/".join(part[shared:]) for folder, part in zip(folders, parts, strict=True)}
    adjudicated = {"layer": ADJUDICATION}
    return {
        folder: {"annotator": name, **(adjudicated if name.casefold() in ADJUDICATED else {})} for folder, name in names.items()
    }


@dataclass(frozen=True, slots=True)
class _Line:
    where: str
    id: str
    fields: list[str]
    tail: str


class _Reader:
    """The annotations of one text: spans first, as everything else refers to them."""

    def __init__(self, files: Sequence[InputFile], text: str, rule: Counting, losses: LossCounter) -> None:
        self._losses = losses
        self._lines: dict[str, list[_Line]] = defaultdict(list)
        for file in files:
            for number, row in enumerate(utf8(file).removeprefix("\ufeff").split("\n"), 1):
                if row.strip():
                    self._add(row.rstrip("\r"), f"{file.name}, line {number}")
        self._spans: dict[str, ForeignSpan] = {}
        places: list[Place] = []
        for line in self._lines["T"]:
            label, _, offsets = " ".join(line.fields).partition(" ")
            if not _PIECES.match(offsets):
                raise InterchangeError(f"{line.where}: {offsets!r} are not the offsets of a span; write them as 0 5 or 0 5;9 12.")
            self._new(line, self._spans)
            self._spans[line.id] = ForeignSpan(line.id, unquote(label), ())
            pieces = tuple((int(start), int(end)) for start, end in (piece.split(" ") for piece in offsets.split(";")))
            places.append(Place(line.id, pieces, line.tail or None))
        self.fit = fitted(files[0].name, text, places, rule, fold=lambda quoted: quoted.translate(_SPACES))
        ours = unified(text)
        for place, pieces in zip(places, self.fit.places, strict=True):
            self._spans[place.name] = replace(self._spans[place.name], pieces=_rejoined(ours, pieces))
        self._triggers: dict[str, str] = {}  # the span of each event
        self._links: dict[str, list[ForeignLink]] = {}  # of each event and relation
        self._hidden: set[str] = set()  # triggers that repeat the beginning of a cue
        self._targets: dict[str, str] = {}  # what the attribute with each id is about

    def _add(self, row: str, where: str) -> None:
        id, tab, rest = row.partition("\t")
        kind = "A" if id[:1] == "M" else id[:1]
        data, _, tail = rest.partition("\t")
        if kind not in "TEARN#*" or not tab:
            self._losses.lose("unknown.line", where, "a line of a kind that brat's manual does not have")
            return
        fields = data.split()
        if len(fields) < 2:
            raise InterchangeError(f"{where}: the line is too short; is the file whole?")
        self._lines[kind].append(_Line(where, id, fields, tail))

    def _new(self, line: _Line, known: Iterable[str]) -> None:
        if line.id in known:
            raise InterchangeError(f"{line.where}: {line.id} is defined twice; ids are unique in a file.")

    def _span(self, id: str, where: str) -> str:
        """Return the id of a span, that of its trigger for an event."""
        id = self._triggers.get(id, id)
        if id not in self._spans:
            raise InterchangeError(f"{where}: {id} is not defined in this file; is the file whole?")
        return id

    def read(self) -> ForeignSet:
        """Return the spans and links of the text."""
        self._read_events()
        for line in self._lines["R"]:
            ends = [argument.partition(":")[2] for argument in line.fields[1:]]
            if len(ends) != 2:
                raise InterchangeError(f"{line.where}: a relation has two arguments, Arg1 and Arg2.")
            self._new(line, self._links)
            first, second = (self._span(end, line.where) for end in ends)
            self._links[line.id] = [ForeignLink(line.id, unquote(line.fields[0]), first, second)]
        for line in self._lines["A"]:
            value = " ".join(line.fields[2:])
            self._answer(line, unquote(line.fields[0]), scalar_value(value) if value else True)
        self._read_entities()
        for line in self._lines["#"]:
            self._read_note(line)
        spans = tuple(span for span in self._spans.values() if span.id not in self._hidden)
        return ForeignSet(spans=spans, links=tuple(chain.from_iterable(self._links.values())))

    def _read_events(self) -> None:
        events = []
        for line in self._lines["E"]:
            label, _, trigger = line.fields[0].partition(":")
            self._new(line, self._triggers)
            self._triggers[line.id] = self._span(trigger, line.where)
            events.append((line, unquote(label), self._triggers[line.id]))
        for line, label, trigger in events:
            roles: dict[str, list[str]] = defaultdict(list)
            for argument in line.fields[1:]:
                role, _, id = argument.partition(":")
                roles[_TRAILING_DIGITS.sub("", role)].append(self._span(id, line.where))
            self._links[line.id] = list(self._event_links(line.id, label, trigger, roles))

    def _event_links(self, id: str, label: str, trigger: str, roles: Mapping[str, Sequence[str]]) -> Iterator[ForeignLink]:
        def filling(wanted: frozenset[str]) -> list[str]:
            return [span for role, spans in roles.items() if role.casefold() in wanted for span in spans]

        sources, cues, contents = filling(SOURCE_ROLES), filling(CUE_ROLES), filling(CONTENT_ROLES)
        if not contents:
            for role, spans in roles.items():
                yield from (ForeignLink(f"{id}.{role}", role, trigger, span) for span in spans)
            return
        if cues and trigger not in (*sources, *cues, *contents):
            self._hidden.add(trigger)
        elif self._spans[trigger].label == label and trigger not in (*sources, *contents):
            self._spans[trigger] = replace(self._spans[trigger], label=CUE)
        cue = cues[0] if cues else trigger
        number = count(1)
        for content in contents:
            for source in sources:
                yield ForeignLink(id if (n := next(number)) == 1 else f"{id}.{n}", label, source, content, cue=cue)
            if not sources:
                yield ForeignLink(id if (n := next(number)) == 1 else f"{id}.{n}", CUE_OF, cue, content)
        for role, spans in roles.items():
            if role.casefold() not in SOURCE_ROLES | CUE_ROLES | CONTENT_ROLES:
                yield from (ForeignLink(f"{id}.{role}", role, trigger, span) for span in spans)
        for further in cues[1:]:
            yield ForeignLink(f"{id}.{further}", CUE_OF, further, contents[0])

    def _answer(self, line: _Line, name: str, value: Scalar) -> None:
        target = line.fields[1]
        if target in self._links:
            name = name.removeprefix(f"{STANCE_PREFIX}-")
            self._links[target] = [replace(link, attributes={**link.attributes, name: value}) for link in self._links[target]]
            return
        span = self._spans[self._span(target, line.where)]
        attributes = {**span.attributes, name.removeprefix(f"{span.label}-"): value}
        self._spans[span.id] = replace(span, attributes=attributes)

    def _read_entities(self) -> None:
        for line in self._lines["N"]:
            span = self._spans[self._span(line.fields[1], line.where)]
            if span.entity or span.name:
                self._losses.lose("unknown.reference", line.where, "a span has one name")
                continue
            database, _, id = " ".join(line.fields[2:]).partition(":")
            entity = unquote(id) if database == _DATABASE else f"{database}:{id}"
            self._spans[span.id] = replace(span, entity=entity, name=text_of_line(line.tail))
        for line in self._lines["*"]:
            ids = [self._span(id, line.where) for id in line.fields[1:]]
            if line.fields[0] != "Equiv":
                self._losses.lose(f"unknown.{line.fields[0]}", line.where)
                continue
            entities = dict.fromkeys(self._spans[id].entity for id in ids if self._spans[id].entity)
            shared = next(iter(entities), ids[0])
            replaced, members = {*entities} - {shared}, {*ids}
            for id in self._spans if replaced else members:
                span = self._spans[id]
                if span.entity != shared and (id in members or span.entity in replaced):
                    self._spans[id] = replace(span, entity=shared)

    def _read_note(self, line: _Line) -> None:
        target, note = line.fields[1], text_of_line(line.tail)
        if target in self._links and target not in self._triggers:
            try:
                answers = json.loads(note)
            except (ValueError, RecursionError):
                answers = None
            if isinstance(answers, dict) and all(isinstance(value, str | bool | int | float) for value in answers.values()):
                self._links[target] = [replace(link, attributes={**link.attributes, **answers}) for link in self._links[target]]
            else:
                self._losses.lose("note", line.where, "a note on a relation is left out")
            return
        if (known := self._triggers.get(target, target)) in self._spans:
            span = self._spans[known]
            self._spans[known] = replace(span, note=f"{span.note}\n{note}" if span.note else note)
            if known in self._hidden:
                self._losses.lose("note", line.where, "a note on an event is left out")
        else:
            self._losses.lose("note", line.where, "a note on something else than a span is left out")


def _rejoined(text: str, pieces: Offsets) -> Offsets:
    """Return pieces, those joined that brat cut where a line ends."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and joined[-1][1] < start and not text[joined[-1][1] : start].strip("\n"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


# -- writing -------------------------------------------------------------------------------------------------------------


def _cut(text: str, pieces: Offsets) -> Offsets:
    """Return pieces, cut where a line ends."""
    return tuple(
        (start + match.start(), start + match.end()) for start, end in pieces for match in re.finditer(r"[^\n]+", text[start:end])
    )


def adapt(document: ForeignDocument) -> ForeignDocument:
    """Return a document with spans as brat has them: without line breaks at their edges or alone between two pieces."""

    def change(span: ForeignSpan) -> ForeignSpan | None:
        pieces = _rejoined(document.text, _cut(document.text, span.pieces))
        return replace(span, pieces=pieces) if pieces or not span.pieces else None

    document = with_spans(document, change)
    return replace(document, sets=tuple(map(_without_distant_cues, document.sets)))


def _without_distant_cues(decisions: ForeignSet) -> ForeignSet:
    """Return a set without the cues of sources that are not mentioned: an event needs a span for each role."""
    unmentioned = {span.id for span in decisions.spans if not span.pieces}
    links = tuple(replace(link, cue="") if link.source in unmentioned else link for link in decisions.links)
    return decisions if links == decisions.links else without_idle_cues(replace(decisions, links=links))


def write(documents: Sequence[ForeignDocument], schema: Schema) -> Iterator[OutputFile]:
    """Yield the text and the annotations of each document, in a folder for each annotator, and its configuration."""
    configuration = _configuration(documents, schema)
    folders: dict[str, str] = {}
    for document in documents:
        file = quote(document.id, safe=" ()+,@")
        for number, decisions in enumerate(document.sets):
            marker = {"annotator": decisions.annotator, "layer": decisions.layer, "agent": decisions.agent}
            folder = _folder(decisions)
            while folders.setdefault(folder, json.dumps(marker, ensure_ascii=False)) != json.dumps(marker, ensure_ascii=False):
                folder += f"-{number + 1}"
            yield OutputFile(f"{folder}{file}.txt", document.text.encode())
            yield OutputFile(f"{folder}{file}.ann", "".join(_annotation_lines(document, decisions)).encode())
        if not document.sets:
            folders.setdefault("", json.dumps({"annotator": "", "layer": "annotation", "agent": ""}))
            yield OutputFile(f"{file}.txt", document.text.encode())
    for folder, line in folders.items():
        yield OutputFile(f"{folder}annotation.conf", f"{_MARKER}{line}\n{configuration}".encode())


def _folder(annotations: ForeignSet) -> str:
    """Return the folder for a set, with a slash at its end; that of an annotator without a name is the top one."""
    name = quote(annotations.agent or annotations.annotator, safe=" @").replace(".", "%2E")
    top = "suggestions/" if annotations.agent else "adjudication/" if annotations.layer == ADJUDICATION else ""
    return f"{top}{name}/" if name else top


def _annotation_lines(document: ForeignDocument, annotations: ForeignSet) -> Iterator[str]:
    ids = _ids(annotations.spans)
    numbers = count(1 + max((int(id[1:]) for id in ids.values()), default=0))
    spans = {span.id: span for span in annotations.spans}
    cues = {link.cue: ids[link.cue] for link in annotations.links if link.cue}
    unused = set(cues.values())
    attributes, relations, events, notes = count(1), count(1), count(1), count(1)

    def span_line(id: str, label: str, pieces: Offsets) -> str:
        cut = _cut(document.text, pieces)
        offsets = ";".join(f"{start} {end}" for start, end in cut)
        text = " ".join(document.text[start:end] for start, end in cut).translate(_SPACES)
        return f"{id}\t{_type(label)} {offsets}\t{text}\n"

    def answer_lines(id: str, noun: str, answers: Mapping[str, Scalar]) -> Iterator[str]:
        for name, value in answers.items():
            written = "" if value is True else f" {scalar_text(value)}"
            yield f"A{next(attributes)}\t{_type(f'{noun}-{name}')} {id}{written}\n"

    for span in annotations.spans:
        if span.id in cues:
            continue  # written as the trigger of each of its events
        id = ids[span.id]
        yield span_line(id, span.label, span.pieces)
        yield from answer_lines(id, span.label, span.attributes)
        if span.entity or span.name:
            name = f"\t{line_text(span.name)}" if span.name else "\t"
            yield f"N{next(notes)}\tReference {id} {_DATABASE}:{quote(span.entity, safe='')}{name}\n"
        if span.note:
            yield f"#{next(notes)}\tAnnotatorNotes {id}\t{line_text(span.note)}\n"
    for link in annotations.links:
        source, target = ids[link.source], ids[link.target]
        if link.cue:
            trigger, event = cues[link.cue], f"E{next(events)}"
            if trigger not in unused:  # a trigger has the type of its event, so another stance has one of its own
                trigger = f"T{next(numbers)}"
            unused.discard(trigger)
            yield span_line(trigger, link.label, spans[link.cue].pieces)
            yield f"{event}\t{_type(link.label)}:{trigger} {SOURCE}:{source} {CLAIM}:{target}\n"
            yield from answer_lines(event, STANCE_PREFIX, link.attributes)
            continue
        relation = f"R{next(relations)}"
        yield f"{relation}\t{_type(link.label)} Arg1:{source} Arg2:{target}\n"
        if link.attributes:  # a relation has none in brat
            answers = json.dumps(dict(link.attributes), ensure_ascii=False)
            yield f"#{next(notes)}\tAnnotatorNotes {relation}\t{line_text(answers)}\n"
    entities: dict[str, list[str]] = defaultdict(list)
    for span in annotations.spans:
        if span.entity:
            entities[span.entity].append(ids[span.id])
    yield from (f"*\tEquiv {' '.join(mentions)}\n" for mentions in entities.values() if len(mentions) > 1)


def _ids(spans: Sequence[ForeignSpan]) -> dict[str, str]:
    """Return an id of brat's for each span, its own one if it came from brat."""
    ids = {span.id: span.id for span in spans if _SPAN_ID.match(span.id)}
    numbers = count(1 + max((int(id[1:]) for id in ids), default=0))
    return {span.id: ids.get(span.id) or f"T{next(numbers)}" for span in spans}


def _type(name: str) -> str:
    """Return a type as brat allows it: without spaces and punctuation."""
    return quote(name, safe="").replace(":", "%3A")


def _configuration(documents: Sequence[ForeignDocument], schema: Schema) -> str:
    """Return the configuration by which brat shows the documents: all types that occur, and the answers of the scheme."""
    spans = [span for document in documents for decisions in document.sets for span in decisions.spans]
    stances: dict[str, None] = {}
    relations: dict[str, None] = {}  # of a claim to an earlier one
    for decisions in (decisions for document in documents for decisions in document.sets):
        labels = decisions.labels
        for link in decisions.links:
            (relations if joins_claims(link, labels) else stances)[link.label] = None
    if relations and schema.links:
        relations |= dict.fromkeys(choice.value for choice in schema.links.labels)
    entities = dict.fromkeys((CLAIM, SOURCE, SENTENCE, CUE, *(span.label for span in spans)))
    questions: dict[tuple[str, str], dict[str, None]] = {}
    for noun, prefix in {"claim": CLAIM, "source": SOURCE, "annotation": SENTENCE, "stance": STANCE_PREFIX}.items():
        for question in schema.attributes[noun]:
            questions[prefix, question.name] = dict.fromkeys(scalar_text(choice.value) for choice in question.labels)
    questions[SENTENCE, LABEL] = dict.fromkeys(choice.value for choice in schema.labels["annotation"].labels)
    stances |= dict.fromkeys(choice.value for choice in schema.labels["stance"].labels)
    for span in spans:
        for name, value in span.attributes.items():
            questions.setdefault((span.label, name), {})[scalar_text(value)] = None
    types = [_type(stance) for stance in stances]
    lines = ["[entities]", *map(_type, entities), "", "[relations]"]
    lines += [f"{stance}\tArg1:{SOURCE}, Arg2:{CLAIM}" for stance in types]
    lines += [f"{_type(relation)}\tArg1:{CLAIM}, Arg2:{CLAIM}" for relation in relations]
    lines += [
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        f"Equiv\tArg1:{SOURCE}, Arg2:{SOURCE}, <REL-TYPE>:symmetric-transitive",
    ]
    lines += ["", "[events]", *(f"{stance}\t{SOURCE}:{SOURCE}, {CLAIM}:{CLAIM}" for stance in types), "", "[attributes]"]
    for (noun, name), values in questions.items():
        target = "<EVENT>" if noun == STANCE_PREFIX else _type(noun)
        closed = [value for value in values if re.fullmatch(r"[\w-]+", value)]
        shown = f", Value:{'|'.join(closed)}" if closed and closed != ["true"] else ""
        lines.append(f"{_type(f'{noun}-{name}')}\tArg:{target}{shown}")
    return "\n".join(lines) + "\n"


FORMATS = (
    Format(
        name="brat",
        title="brat standoff",
        holds={
            "sentence.label": "an attribute of a span over the sentence",
            "sentence.attribute": "attributes of a span over the sentence",
            "skip.reason": "an attribute of a span over the sentence",
            "claim": "a span, cut where a line ends",
            "claim.pieces": "a span with several pieces",
            "claim.attribute": "attributes",
            "source.mention": "a span",
            "source.identity": "a reference with an id and a name, and an equivalence of the mentions",
            "source.unmentioned": "an attribute of the claim",
            "source.attribute": "attributes",
            "stance.label": "the type of an event or relation",
            "stance.second_source": "an event or relation of its own",
            "stance.author": "an attribute of the claim",
            "stance.cue": "the trigger of an event",
            "stance.quote": "an attribute of the event, or a note on the relation",
            "stance.attribute": "attributes of the event, or a note on the relation",
            "link": "a relation from the later claim to the earlier one",
            "flag": "an attribute of a span over the sentence",
            "note": "a note on a span over the sentence",
            "annotator": "a folder",
            "adjudication": "a folder",
            "suggestion": "a folder",
        },
        shape=Shape(author=True, unmentioned=True),
        recognizes=recognizes,
        read=read,
        write=write,
        adapt=adapt,
    ),
)
