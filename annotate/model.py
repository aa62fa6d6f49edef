"""The nouns, frozen.

An article is a `Document`: a text that never changes once stored, divided into `Block`s (headline, paragraph, credit, ...)
which are divided into `Sentence`s. An annotator's decision on one sentence is an `Annotation`: a label, and the `Claim`s,
`Source`s and `Stance`s found there. Every decision is kept as a `Revision`: the annotation and who, when, with what.

All offsets are Unicode code points into `Document.text`, half-open: ``document.text[span.start:span.end] == span.text``.
What may be asked about a claim, source, stance or sentence beyond these fields is not known here: the schema says it, and the
answers travel in ``attributes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Scalar = str | bool | int | float
"""An answer to one of the schema's questions."""

AUTHOR = "s0"
"""The source id of the article's own voice, the same in every document."""

ANNOTATED_KINDS = frozenset({"headline", "caption", "paragraph", "quote", "list"})
DIM_KINDS = frozenset({"kicker", "byline", "dateline", "credit"})
FOLDED_KINDS = frozenset({"ui", "duplicate"})
BLOCK_KINDS = ANNOTATED_KINDS | DIM_KINDS | FOLDED_KINDS


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text, and the text itself, so that the offsets can be checked by slicing.

    The pair of a TextPositionSelector and a TextQuoteSelector in the W3C Web Annotation Data Model.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with one role. `kind` is one of `BLOCK_KINDS`; `rule` names what decided it."""

    kind: str
    start: int
    end: int
    rule: str = ""

    @property
    def annotated(self) -> bool:
        return self.kind in ANNOTATED_KINDS


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an annotated block. `id` is ``<document>:<start>``, `block` an index into `Document.blocks`."""

    id: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `sha256` is that of the raw bytes it was read from; `text` is what all offsets point into.

    `path` is where it came from, relative to the project where it lies inside it; a row of a table is ``file.csv#3``.
    Metadata that is not known is None. Sentences are in order and never overlap.
    """

    id: str
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`. Raises ValueError where that is no stretch of this text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}..{end} is no stretch of a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def slices(self, span: Span) -> bool:
        """Whether the span's offsets give the span's text here."""
        return 0 <= span.start < span.end <= len(self.text) and self.text[span.start : span.end] == span.text

    def renamed(self, id: str) -> Document:
        """The same document under another id, its sentences' ids with it."""
        sentences = tuple(replace(sentence, id=f"{id}:{sentence.start}") for sentence in self.sentences)
        return replace(self, id=id, sentences=sentences)


@dataclass(frozen=True, slots=True)
class Split:
    """A correction: the sentence with this id becomes two, the second from `offset` (into the text)."""

    sentence: str
    offset: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A correction: the sentence with this id and the next become one."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Role:
    """A correction: a block (an index into `Document.blocks`) has another kind."""

    block: int
    kind: str


Mend = Split | Merge | Role


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition put forward by the article or a source in it. Several `spans` are one claim in several pieces."""

    id: str
    spans: tuple[Span, ...]
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


def folded(name: str) -> str:
    """A name as names are compared: case and spaces aside."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Source:
    """Who puts a claim forward: one entity per document and annotator, `id` stable, with the mention used here.

    `mention` is None for the author and for a source that is not mentioned. An empty `name` is to be named later.
    """

    id: str
    name: str
    mention: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """The name as it is shown, or that there is none yet."""
        return self.name or "(named later)"

    @property
    def folded(self) -> str:
        """The name by which sources are told."""
        return folded(self.name)


@dataclass(frozen=True, slots=True)
class Stance:
    """A source's position on one claim as worded; `cue` is the attribution that shows it (verb group, "according to")."""

    claim: str
    source: str
    label: str
    cue: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed claim with who says it: `source` is None where it is the author. `rule` names rule and version.

    `source` has no id of its own yet: who takes it over finds it by name among the sources that are known. `attributes` are
    answers about the stance, the quote type among them.
    """

    spans: tuple[Span, ...]
    source: Source | None
    label: str
    rule: str
    cue: Span | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from others, and what the origin of an accepted, edited or rejected one says: rule and offsets."""
        return f"{self.rule}@{self.spans[0].start}-{self.spans[-1].end}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's decision on one sentence.

    `label` is None while the sentence is open: begun, not finished. `attributes` are answers about the sentence itself.
    """

    label: str | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    stances: tuple[Stance, ...] = ()
    flag: str | None = None
    note: str = ""
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item (a claim's id, or ``claim<-source`` for a stance) came from.

    `how` is manual, accepted, edited or rejected; `rule` names the suggestion's rule and version. A rejected suggestion has its
    offsets for an item. The origin of the sentence itself has an empty one, and is its exposure: blind or assisted.
    """

    item: str
    how: str
    rule: str = ""

    @property
    def told(self) -> str:
        """In words: how, and by which rule; not at which offsets it proposed it."""
        rule = self.rule.partition("@")[0]
        return f"{self.how} ({rule})" if rule else self.how


def worth_telling(origins: Iterable[Origin]) -> dict[str, str]:
    """Origins of items in words. Manual goes without saying, and so does that a stance was accepted with its claim."""
    known = {origin.item: origin for origin in origins if origin.item}
    return {item: origin.told for item, origin in known.items() if origin.told != _usual(origin, known)}


def _usual(origin: Origin, known: Mapping[str, Origin]) -> str:
    claim, arrow, _ = origin.item.partition("<-")
    if not arrow or claim not in known or known[claim].how == "manual":
        return "manual"
    return replace(known[claim], how="accepted").told


BLIND, ASSISTED = "blind", "assisted"
"""Exposures: the annotator was to see no suggestions for the sentence, or saw what there were."""


def exposure(origins: Iterable[Origin]) -> str | None:
    """How a sentence was seen by who decided it: blind, assisted, or None where suggestions were off.

    One that was ever assisted is: what has been seen stays seen.

    >>> exposure([Origin("c1", "manual"), Origin("", "blind")])
    'blind'
    """
    found = {origin.how for origin in origins if not origin.item}
    return next((how for how in (ASSISTED, BLIND) if how in found), None)


def exposed(origins: Iterable[Origin], how: str | None) -> tuple[Origin, ...]:
    """The origins of a sentence that was seen this way, too; its exposure stands last, once."""
    known = (*origins, *([Origin("", how)] if how else []))
    seen = exposure(known)
    return (*(origin for origin in known if origin.item), *([Origin("", seen)] if seen else []))


@dataclass(frozen=True, slots=True)
class Entry:
    """What an annotator has decided about a sentence, and where its items came from."""

    annotation: Annotation
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A decision that one or more annotators made on a sentence, for an adjudicator to choose from. `names` are theirs."""

    names: tuple[str, ...]
    annotation: Annotation


ANNOTATION, ADJUDICATION = "annotation", "adjudication"
"""Layers of decisions: of an annotator on a sentence, and by hand on what annotators said."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision as it is stored, and never changed: an annotation and its circumstances.

    A revision is identified by layer, sentence, annotator and `created` (UTC, ISO 8601, microseconds, ``Z``), and the newest of a
    sentence and annotator counts; in the layer of adjudications the newest of a sentence, whoever made it. Revisions of one
    annotator with the same `created` are one decision. `action` is ``edit``, ``undo``, ``redo``, ``mend`` where a corrected
    segmentation moved it, ``fix`` where `annotate check --fix` put a span right, or ``migrate`` where a change of the schema led
    to it. `annotation` is None where a sentence is not seen any more: undone, or gone. `sha256` is the document's; `seconds` are
    active seconds (idle time capped), `keys` the keys pressed since the decision before.
    """

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
    annotation: Annotation | None
    origins: tuple[Origin, ...] = ()
    layer: str = ANNOTATION


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with data, as a value: where it is, a stable code, what is wrong, what to do.

    `where` is a file, with the line where there is one (``labels.jsonl:12``), or the store; `path` a JSON path into a record.
    """

    code: str
    message: str
    remedy: str
    where: str = ""
    path: str = ""
    document: str = ""
    sentence: str = ""
    span: tuple[int, int] | None = None


# -- to and from JSON -------------------------------------------------------------------------------------------------
# Attributes stand beside the fixed fields: {"id": "c1", "spans": [...], "type": "event"}. Field order is fixed, so that
# equal values give equal bytes. `revision_from_json` takes what the schema has accepted; it does not check again.

_FIXED = {
    "claim": ("id", "spans"),
    "source": ("id", "name", "mention"),
    "stance": ("claim", "source", "label", "cue"),
    "annotation": ("label", "claims", "sources", "stances", "flag", "note"),
}
FIXED_FIELDS: Mapping[str, tuple[str, ...]] = _FIXED
"""The fields of each noun that Python knows; whatever else the schema has is an attribute."""


def _attributes(noun: str, data: Mapping[str, Any]) -> dict[str, Scalar]:
    fixed = _FIXED[noun]
    return {name: value for name, value in data.items() if name not in fixed}


def span_to_json(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(data: Mapping[str, Any]) -> Span:
    return Span(int(data["start"]), int(data["end"]), data["text"])  # JSON Schema takes 5.0 for an integer; a slice does not


def _optional_span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else span_from_json(data)


def annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    """The annotation as the schema describes it; what is not set is left out, so that a missing answer shows as missing."""
    data: dict[str, Any] = {}
    if annotation.label is not None:
        data["label"] = annotation.label
    data["claims"] = [
        {"id": claim.id, "spans": [span_to_json(span) for span in claim.spans], **claim.attributes} for claim in annotation.claims
    ]
    data["sources"] = [
        {
            "id": source.id,
            "name": source.name,
            **({"mention": span_to_json(source.mention)} if source.mention else {}),
            **source.attributes,
        }
        for source in annotation.sources
    ]
    data["stances"] = [
        {
            "claim": stance.claim,
            "source": stance.source,
            "label": stance.label,
            **({"cue": span_to_json(stance.cue)} if stance.cue else {}),
            **stance.attributes,
        }
        for stance in annotation.stances
    ]
    data["flag"] = annotation.flag
    data["note"] = annotation.note
    data.update(annotation.attributes)
    return data


def annotation_from_json(data: Mapping[str, Any]) -> Annotation:
    return Annotation(
        label=data.get("label"),
        claims=tuple(
            Claim(item["id"], tuple(map(span_from_json, item["spans"])), _attributes("claim", item))
            for item in data.get("claims", ())
        ),
        sources=tuple(
            Source(item["id"], item["name"], _optional_span(item.get("mention")), _attributes("source", item))
            for item in data.get("sources", ())
        ),
        stances=tuple(
            Stance(item["claim"], item["source"], item["label"], _optional_span(item.get("cue")), _attributes("stance", item))
            for item in data.get("stances", ())
        ),
        flag=data.get("flag"),
        note=data.get("note", ""),
        attributes=_attributes("annotation", data),
    )


def revision_to_json(revision: Revision) -> dict[str, Any]:
    """The revision as one record of ``annotate dump``; the layer stands there where it is not the annotators' own."""
    return {
        "document": revision.document,
        "sha256": revision.sha256,
        "sentence": revision.sentence,
        "annotator": revision.annotator,
        "created": revision.created,
        "action": revision.action,
        "seconds": revision.seconds,
        "keys": revision.keys,
        "schema": revision.schema,
        "tool": revision.tool,
        **({} if revision.layer == ANNOTATION else {"layer": revision.layer}),
        "origins": [{"item": o.item, "how": o.how, "rule": o.rule} for o in revision.origins],
        "annotation": None if revision.annotation is None else annotation_to_json(revision.annotation),
    }


def revision_from_json(data: Mapping[str, Any]) -> Revision:
    annotation = data["annotation"]
    return Revision(
        document=data["document"],
        sha256=data["sha256"],
        sentence=data["sentence"],
        annotator=data["annotator"],
        created=data["created"],
        action=data["action"],
        seconds=data["seconds"],
        keys=int(data["keys"]),
        schema=data["schema"],
        tool=data["tool"],
        annotation=None if annotation is None else annotation_from_json(annotation),
        origins=tuple(Origin(o["item"], o["how"], o.get("rule", "")) for o in data.get("origins", ())),
        layer=data.get("layer", ANNOTATION),
    )
