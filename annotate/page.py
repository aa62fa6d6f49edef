"""An article with its labels, as lines for a terminal.

The marks stand without colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``; colour only adds. A claim that runs past its
sentence closes in the sentence where it ends, and a source is marked where it is mentioned. Everything foreign goes through
`cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import click

from annotate.model import (
    DIM_KINDS,
    FOLDED_KINDS,
    Annotation,
    Block,
    Document,
    Revision,
    Scalar,
    Sentence,
    Span,
    Stance,
    annotation_to_json,
)
from annotate.terminal import cells

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

Piece = tuple[str, str]
"""Text, and the role it plays: a key of `_STYLES`, or nothing."""


class _Mark(NamedTuple):
    start: int
    end: int
    role: str
    opening: str
    closing: str


def page(document: Document, revisions: Iterable[Revision], width: int, *, folded: bool = False) -> Iterator[str]:
    """The lines of an article with the labels of `revisions`, the newest of each sentence and annotator.

    Where several annotators labelled, each sentence stands once for each of them. `folded` shows page furniture, too.
    """
    by_annotator: dict[str, dict[str, Annotation]] = {}
    for revision in revisions:
        if revision.annotation is not None:
            by_annotator.setdefault(revision.annotator, {})[revision.sentence] = revision.annotation
    marks = {annotator: _marks(decisions.values()) for annotator, decisions in by_annotator.items()}
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
    """The article, and the annotation of each sentence by each annotator."""
    annotations = [
        {"sentence": revision.sentence, "annotator": revision.annotator, "annotation": annotation_to_json(revision.annotation)}
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
    by_annotator: Mapping[str, Mapping[str, Annotation]],
    marks: Mapping[str, Sequence[_Mark]],
    width: int,
) -> Iterator[str]:
    margin = f"{number:>{_MARGIN - 2}}  "
    for annotator in [name for name in by_annotator if sentence.id in by_annotator[name]] or [""]:
        who = [(f"{annotator}: ", "dim")] if annotator and len(by_annotator) > 1 else []
        text = _marked(document.text, sentence.start, sentence.end, marks.get(annotator, next(iter(marks.values()), ())))
        yield from _lines([*who, *text], width, margin)
        margin = " " * _MARGIN
        for line in _decision(by_annotator[annotator][sentence.id]) if annotator else ():
            yield from _lines([(line, "dim")], width, " " * (_MARGIN + 2))


def _decision(annotation: Annotation) -> Iterator[str]:
    """What was decided about a sentence, in words."""
    head = annotation.label.replace("_", " ") if annotation.label else "open: begun, not finished"
    if annotation.label != "claim":
        yield " · ".join((head, *_answers(annotation.attributes)))
    for claim in annotation.claims:
        yield " · ".join((claim.id.upper(), *_answers(claim.attributes)))
        yield from (
            f"{_FIXED_SPACE * 3}{_position(annotation, stance)}" for stance in annotation.stances if stance.claim == claim.id
        )
    if annotation.flag is not None:
        yield f"flag: {annotation.flag}"
    if annotation.note:
        yield f"note: {annotation.note}"


def _position(annotation: Annotation, stance: Stance) -> str:
    source = next((source for source in annotation.sources if source.id == stance.source), None)
    name = (source.name if source else stance.source) or "(to be named)"
    what = ", ".join(_answers(source.attributes)) if source else ""
    return " · ".join((f"{stance.label}: {name}{f' ({what})' if what else ''}", *_answers(stance.attributes)))


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


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Piece]:
    """A stretch of text with the marks in it, in pieces that have one role each."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(p for mark in here for p in (mark.start, mark.end) if start < p < end)})
    for left, right in pairwise(edges):
        # The innermost mark opens last and closes first.
        for mark in sorted((m for m in here if m.start == left), key=lambda m: (-m.end, _ROLES.index(m.role))):
            yield mark.opening, mark.role
        over = [mark.role for mark in here if mark.start <= left and mark.end >= right]
        yield text[left:right], max(over, key=_ROLES.index, default="")
        for mark in sorted((m for m in here if m.end == right), key=lambda m: (-m.start, -_ROLES.index(m.role))):
            yield mark.closing, mark.role


# -- lines ----------------------------------------------------------------------------------------------------------------


def _lines(pieces: Iterable[Piece], width: int, margin: str = "") -> Iterator[str]:
    """The pieces as styled lines no wider than `width`, the first after `margin`, the others below it."""
    for line in _wrap(pieces, max(width - len(margin), 10)):
        runs = groupby(line, key=lambda cell: cell[1])
        yield (margin + "".join(_styled("".join(text for text, _ in run), role) for role, run in runs)).rstrip()
        margin = " " * len(margin)


def _styled(text: str, role: str) -> str:
    text = text.replace(_FIXED_SPACE, " ")
    return click.style(text, **_STYLES[role]) if role else text  # type: ignore[arg-type]


def _wrap(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """Lines of display cells, broken at white space; a word wider than a line is cut where the line ends."""
    line: list[Piece] = []
    column = 0
    for word, size in _words(pieces):
        gap = 1 if line else 0
        if line and column + gap + size > width:
            yield line
            line, column, gap = [], 0, 0
        if gap:
            line.append((" ", word[0][1] if word[0][1] == line[-1][1] else ""))
        for text, role, cell_width in word:
            if column + gap + cell_width > width:
                yield line
                line, column, gap = [], 0, 0
            line.append((text, role))
            column += gap + cell_width
            gap = 0
    yield line


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[list[tuple[str, str, int]], int]]:
    """Runs of cells without white space, each cell with its role and width, and the run's width."""
    word: list[tuple[str, str, int]] = []
    for text, role in pieces:
        for cell in cells(_WHITE.sub(" ", text)):
            if cell.text == " ":
                if word:
                    yield word, sum(size for _, _, size in word)
                word = []
            else:
                word.append((cell.text, role, cell.width))
    if word:
        yield word, sum(size for _, _, size in word)
