"""The content of other tools' files as values: the same for every format, in both directions.

A format reads its files into these values and writes its files from them; it knows nothing about claims or stores. What a span
or a link means here is decided in `annotate.interchange.mapping` on the way in, and in `annotate.interchange.exported` on the
way out, which uses the labels below.

All offsets are code points of `ForeignDocument.text`, half-open; the text has LF only and no byte order mark. A format that
counts otherwise converts with `annotate.interchange.offsets`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotate.errors import AnnotateError
from annotate.interchange.losses import Loss
from annotate.model import ANNOTATION, AUTHOR, Layer

CLAIM: Final = "Claim"
SOURCE: Final = "Source"
CUE: Final = "Cue"
SENTENCE: Final = "Sentence"
"""The labels of spans that this program writes. A sentence has the answers ``label``, ``reason``, ``flag``, ...; one that is
begun has no ``label``."""

PIECE: Final = "piece"
SAME: Final = "same"
"""The labels of links that this program writes where a format has no other way: from a span of claim to its next piece, from a
mention to the next one of the same source, from a cue (`CUE_OF`) to the claim and source whose stance it shows."""
CUE_OF: Final = "cue"

AUTHOR_STANCE: Final = "author_stance"
"""The attribute of a claim with the author's stance where a format has no link without a place."""
UNMENTIONED: Final = "unmentioned_sources"
"""The attribute of a claim with its sources that are not mentioned, as JSON, where a format has no span without a place."""
NAME: Final = "name"
ENTITY: Final = "entity"
"""The attributes of a source's span with the source's name and identity, where a format has no field for them."""
LINKED: Final = "linked_claims"
"""The attribute of a claim with its links to earlier claims, as JSON (``{"120.c1": "same"}``), where a format has no links."""

Scalar = str | bool | int | float
"""An answer as the files of other tools have it; several labels are one text (`annotate.text.spreadsheet.several`)."""

Offsets = tuple[tuple[int, int], ...]
"""The start and end of each piece of a span, in order."""


class InterchangeError(AnnotateError):
    """A file of another tool cannot be read, or not be written: one sentence with the file, the place, and what to do."""


class InputFile(NamedTuple):
    """A file to read: its name, with the folders in which it was found or packed, separated by ``/``; and its bytes."""

    name: str
    data: bytes


class OutputFile(NamedTuple):
    """A file to write: its name relative to the target, separated by ``/``, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ForeignSpan:
    """A labelled span.

    id: unique in its set; the tool's own id where it has one.
    label: the tool's own label, such as ``Claim`` or ``PER``.
    pieces: where it is; empty for a source that is not mentioned in the text.
    attributes: the answers about it, by the tool's own names.
    name: the name of a source; empty where there is none.
    entity: what spans of the same source share; empty where that is not known.
    note: a person's note on it.
    created: the time of the decision as ISO 8601, empty where it is not known.
    seconds: the time it took, None where it is not known.
    """

    id: str
    label: str
    pieces: Offsets
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    name: str = ""
    entity: str = ""
    note: str = ""
    created: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignLink:
    """A labelled link from one span to another.

    id: unique in its set; the tool's own id where it has one.
    label: the tool's own label; on the way out a stance, or between two claims the relation of the later to the earlier one.
    source: the id of the span it leads from, or ``s0`` for the author of the text.
    target: the id of the span it leads to.
    cue: the id of the span that shows it, empty where there is none.
    """

    id: str
    label: str
    source: str
    target: str
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    cue: str = ""


def joins_claims(link: ForeignLink, labels: Mapping[str, str]) -> bool:
    """Return whether a link is one between two claims, given the labels of spans by their ids; between two pieces it is not."""
    return labels.get(link.source) == labels.get(link.target) == CLAIM and link.label != PIECE


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """The spans and links of one annotator, or of one program that suggests, in a document.

    annotator: the annotator as the tool names them: a name, a number; empty where the tool does not say.
    layer: ``adjudication`` where the tool calls it curated or adjudicated.
    agent: the name and version of the program whose suggestions these are; empty for a person's decisions.
    done: True where the tool says that the annotator has finished the document.
    created: the time of the decisions as ISO 8601, empty where it is not known.
    seconds: the time they took, None where it is not known.
    id: the tool's own id of the set.
    """

    annotator: str = ""
    spans: tuple[ForeignSpan, ...] = ()
    links: tuple[ForeignLink, ...] = ()
    layer: Layer = ANNOTATION
    agent: str = ""
    done: bool = False
    created: str = ""
    seconds: float | None = None
    id: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the spans, by their ids."""
        return {span.id: span.label for span in self.spans}


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """A document of another tool, with all that was annotated in it.

    id: the tool's own id or the file's name.
    text: with LF only, and without a byte order mark.
    metadata: ``title``, ``byline``, ``published``, ``url``, ``language``, and other columns by their own names.
    sentences: the boundaries of sentences, where the file has any.
    blocks: the kind, start and end of each block, where the file has any.
    """

    id: str
    text: str
    sets: tuple[ForeignSet, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[tuple[int, int], ...] = ()
    blocks: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading files: the documents, what of the files has no place in them, and remarks for people."""

    documents: tuple[ForeignDocument, ...]
    losses: tuple[Loss, ...] = ()
    notices: tuple[str, ...] = ()


__all__ = [
    "AUTHOR",
    "AUTHOR_STANCE",
    "CLAIM",
    "CUE",
    "CUE_OF",
    "ENTITY",
    "LINKED",
    "NAME",
    "PIECE",
    "SAME",
    "SENTENCE",
    "SOURCE",
    "UNMENTIONED",
    "ForeignDocument",
    "ForeignLink",
    "ForeignSet",
    "ForeignSpan",
    "InputFile",
    "InterchangeError",
    "Offsets",
    "OutputFile",
    "Reading",
    "Scalar",
    "joins_claims",
]
