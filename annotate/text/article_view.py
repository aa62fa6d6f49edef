"""An article with its labels, as lines for a terminal.

The marks stand without colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``; colour only adds. A claim that runs past its
sentence closes in the sentence where it ends, and a source is marked where it is mentioned. Everything foreign goes through
`annotate.text.rows`, and so through `cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import click

from annotate.model import (
    ADJUDICATION,
    DIM_KINDS,
    FOLDED_KINDS,
    Annotation,
    Block,
    Document,
    Revision,
    Scalar,
    Sentence,
    SentenceAnnotation,
    Span,
    Stance,
    annotation_to_json,
    exposure,
    notable_origins,
)
from annotate.model.ids import stance_key
from annotate.text.rows import Piece, Placed, mark, pieces, styled, wrap

_STYLES: Mapping[str, Mapping[str, str | bool]] = {
    "claim": {"fg": "blue"},
    "source": {"fg": "green"},
    "cue": {"fg": "magenta"},
    "dim": {"dim": True},
    "head": {"bold": True},
}
_ROLES = ("claim", "source", "cue")  # the outermost first; what several marks cover has the look of the innermost
_MARGIN = 6
_WHITE = re.compile(r"[\t\n\v\f\r ]+")
_FIXED_SPACE = "\u00a0"  # between a claim's bracket and its text no line ends

_MARK = re.compile(rf"\[C\d+{_FIXED_SPACE}|{_FIXED_SPACE}C\d+\]")

Part = tuple[str, str]
"""Text, and the role it plays: a key of `_STYLES`, or nothing."""


class _Mark(NamedTuple):
    start: int
    end: int
    role: str
    opening: str
    closing: str


def page(document: Document, revisions: Iterable[Revision], width: int, *, folded: bool = False) -> Iterator[str]:
    """The lines of an article with the labels of `revisions`, the newest of each sentence and annotator, then adjudications.

    Where several annotators labelled, each sentence stands once for each of them. `normalized_name` shows page furniture, too.
    """
    by_annotator: dict[str, dict[str, SentenceAnnotation]] = {}
    for revision in revisions:
        if revision.annotation is not None:
            entry = SentenceAnnotation(revision.annotation, revision.origins)
            who = f"adjudicated by {revision.annotator}" if revision.layer == ADJUDICATION else revision.annotator
            by_annotator.setdefault(who, {})[revision.sentence] = entry
    marks = {annotator: _marks(entry.annotation for entry in decisions.values()) for annotator, decisions in by_annotator.items()}
    yield from _head(document, by_annotator, width)
    sentences = {number: list(group) for number, group in groupby(enumerate(document.sentences, 1), key=lambda s: s[1].block)}
    for number, block in enumerate(document.blocks):
        if number not in sentences:
            yield from _furniture(document, block, width, folded)
            continue
        yield ""
        for position, sentence in sentences[number]:
            yield from _sentence(document, position, sentence, by_annotator, marks, width)
    hidden = sum(block.kind in FOLDED_KINDS for block in document.blocks)
    if hidden and not folded:
        yield from ("", click.style(f"{hidden} of the page's own pieces folded away; --all shows them", dim=True))


def page_to_json(document: Document, revisions: Iterable[Revision]) -> dict[str, Any]:
    """The article, and the annotation of each sentence by each annotator, with where its items came from."""
    annotations = [
        {
            "sentence": revision.sentence,
            "annotator": revision.annotator,
            "layer": revision.layer,
            "exposure": exposure(revision.origins),
            "annotation": annotation_to_json(revision.annotation),
            "origins": [asdict(origin) for origin in revision.origins],
        }
        for revision in revisions
        if revision.annotation is not None
    ]
    return {"document": asdict(document), "annotations": annotations}


def _head(document: Document, by_annotator: Mapping[str, object], width: int) -> Iterator[str]:
    facts = (document.path, document.byline, document.published, document.url, f"{len(document.sentences)} sentences")
    yield from _lines([(document.id, "head"), (f"  {document.title or ''}", "")], width)
    yield from _lines([(" · ".join(filter(None, facts)), "dim")], width)
    yield from _lines([("labelled by " + ", ".join(by_annotator) if by_annotator else "not labelled yet", "dim")], width)


def _furniture(document: Document, block: Block, width: int, folded: bool) -> Iterator[str]:
    if block.kind in DIM_KINDS or folded:
        yield ""
        yield from _lines([(f"{block.kind}: {document.text[block.start : block.end]}", "dim")], width, " " * _MARGIN)


def _sentence(
    document: Document,
    number: int,
    sentence: Sentence,
    by_annotator: Mapping[str, Mapping[str, SentenceAnnotation]],
    marks: Mapping[str, Sequence[_Mark]],
    width: int,
) -> Iterator[str]:
    margin = f"{number:>{_MARGIN - 2}}  "
    for annotator in [name for name in by_annotator if sentence.id in by_annotator[name]] or [""]:
        who = [(f"{annotator}: ", "dim")] if annotator and len(by_annotator) > 1 else []
        text = _marked(document.text, sentence.start, sentence.end, marks.get(annotator, next(iter(marks.values()), ())))
        yield from _lines([*who, *text], width, margin)
        margin = " " * _MARGIN
        for depth, line in _decision(by_annotator[annotator][sentence.id]) if annotator else ():
            yield from _lines([(line, "dim")], width, " " * (_MARGIN + depth))


def _decision(entry: SentenceAnnotation) -> Iterator[tuple[int, str]]:
    """What was decided about a sentence, in words, each line with how far it is indented."""
    annotation, origins = entry.annotation, notable_origins(entry.origins)
    head = annotation.label.replace("_", " ") if annotation.label else "open: begun, not finished"
    if annotation.label is None or annotation.attributes or not annotation.claims:  # else the claims below say it all
        yield 2, " · ".join((head, *_answers(annotation.attributes)))
    for claim in annotation.claims:
        yield 2, " · ".join((claim.id.upper(), *_answers(claim.attributes), *_told(origins, claim.id)))
        yield from ((5, _position(annotation, stance, origins)) for stance in annotation.stances if stance.claim == claim.id)
    if annotation.flag is not None:
        yield 2, f"flag: {annotation.flag}"
    if annotation.note:
        yield 2, f"note: {annotation.note}"


def _position(annotation: Annotation, stance: Stance, origins: Mapping[str, str]) -> str:
    source = next((source for source in annotation.sources if source.id == stance.source), None)
    name = source.display_name if source else stance.source
    what = ", ".join(_answers(source.attributes)) if source else ""
    said = (*_answers(stance.attributes), *_told(origins, stance_key(stance.claim, stance.source)))
    return " · ".join((f"{stance.label}: {name}{f' ({what})' if what else ''}", *said))


def _told(origins: Mapping[str, str], item: str) -> tuple[str, ...]:
    return (origins[item],) if item in origins else ()


def _answers(attributes: Mapping[str, Scalar]) -> list[str]:
    return [f"{name} {value}" for name, value in attributes.items()]


# -- marks ----------------------------------------------------------------------------------------------------------------


def _marks(annotations: Iterable[Annotation]) -> tuple[_Mark, ...]:
    """Where all marks of an annotator stand, each once, though a source is named with every claim it has."""
    found: set[_Mark] = set()
    for annotation in annotations:
        for claim in annotation.claims:
            name = claim.id.upper()
            found.update(_mark(span, "claim", f"[{name}{_FIXED_SPACE}", f"{_FIXED_SPACE}{name}]") for span in claim.spans)
        found.update(_mark(source.mention, "source", "<", ">") for source in annotation.sources if source.mention)
        found.update(_mark(stance.cue, "cue", "{", "}") for stance in annotation.stances if stance.cue)
    return tuple(sorted(found))


def _mark(span: Span, role: str, opening: str, closing: str) -> _Mark:
    return _Mark(span.start, span.end, role, opening, closing)


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Part]:
    """A stretch of text with the marks in it, in pieces that have one role each."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(p for mark in here for p in (mark.start, mark.end) if start < p < end)})
    for left, right in pairwise(edges):
        # The innermost mark opens last and closes first.
        for each in sorted((m for m in here if m.start == left), key=lambda m: (-m.end, _ROLES.index(m.role))):
            yield each.opening, each.role
        over = [mark.role for mark in here if mark.start <= left and mark.end >= right]
        yield text[left:right], max(over, key=_ROLES.index, default="")
        for each in sorted((m for m in here if m.end == right), key=lambda m: (-m.start, -_ROLES.index(m.role))):
            yield each.closing, each.role


# -- lines ----------------------------------------------------------------------------------------------------------------


def _lines(parts: Iterable[Part], width: int, margin: str = "") -> Iterator[str]:
    """The parts as styled lines no wider than `width`, the first after `margin`, the others below it."""
    placed = [item for text, role in parts for item in _placed(text, role)]
    for line in wrap(placed, max(width - len(margin), 10)):
        while line and line[-1].cell.text == " ":
            line.pop()
        yield (margin + "".join(_styled(piece) for piece in pieces(line))).rstrip()
        margin = " " * len(margin)


def _placed(text: str, role: str) -> list[Placed]:
    return mark(role, text) if _MARK.fullmatch(text) else styled(role, _WHITE.sub(" ", text))


def _styled(piece: Piece) -> str:
    return click.style(piece.text, **_STYLES[piece.style]) if piece.style else piece.text  # type: ignore[arg-type]
