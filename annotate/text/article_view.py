"""An article with its labels, as lines for a terminal.

The marks can be read without colour: ``[C1 a claim C1]``, ``<a source>``, ``{a cue}``. A claim that continues after its sentence
is closed in the sentence in which it ends, and a source is marked where it is mentioned. All foreign text goes through
`annotate.text.rows`, and so through `annotate.text.terminal.cells`.
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
    Answer,
    Block,
    ClaimLink,
    Document,
    Revision,
    Sentence,
    SentenceAnnotation,
    Span,
    Stance,
    annotation_to_json,
    answer_text,
    exposure,
    notable_origins,
)
from annotate.model.ids import stance_key
from annotate.text.rows import StyledCell, StyledText, join_cells, mark, style_cells, wrap

_STYLES: Mapping[str, Mapping[str, int | bool]] = {
    "claim": {"fg": 63},
    "source": {"fg": 29},
    "cue": {"fg": 163},
    "dim": {"fg": 243},
    "head": {"bold": True},
}
"""Colours of the palette of 256 that can be read on white and on black, as the prompt has them where it knows no background."""

_ROLES = ("claim", "source", "cue")  # the outermost first; text under several marks has the style of the innermost
_MARGIN = 6
_WHITE = re.compile(r"[\t\n\v\f\r ]+")
_FIXED_SPACE = "\u00a0"  # so that no line ends between the bracket of a claim and its text

_MARK = re.compile(rf"\[C\d+{_FIXED_SPACE}|{_FIXED_SPACE}C\d+\]")

Part = tuple[str, str]
"""A text and its role, which is a key of `_STYLES` or empty."""


class _Mark(NamedTuple):
    start: int
    end: int
    role: str
    opening: str
    closing: str


def article_lines(document: Document, revisions: Iterable[Revision], width: int, *, show_all: bool = False) -> Iterator[str]:
    """Yield the lines of an article with the labels of `revisions`.

    These are the newest revisions of each sentence and annotator, followed by adjudications. If several annotators labelled the
    article, each sentence appears once for each of them. With `show_all`, page elements that are not part of the article are
    shown as well.
    """
    by_annotator: dict[str, dict[str, SentenceAnnotation]] = {}
    for revision in revisions:
        if revision.annotation is not None:
            entry = SentenceAnnotation(revision.annotation, revision.origins)
            name = f"adjudicated by {revision.annotator}" if revision.layer == ADJUDICATION else revision.annotator
            by_annotator.setdefault(name, {})[revision.sentence] = entry
    marks = {annotator: _marks(entry.annotation for entry in decisions.values()) for annotator, decisions in by_annotator.items()}
    yield from _head(document, by_annotator, width)
    sentences = {number: list(group) for number, group in groupby(enumerate(document.sentences, 1), key=lambda s: s[1].block)}
    for number, block in enumerate(document.blocks):
        if number not in sentences:
            yield from _boilerplate(document, block, width, show_all)
            continue
        yield ""
        for position, sentence in sentences[number]:
            yield from _sentence(document, position, sentence, by_annotator, marks, width)
    hidden = sum(block.kind in FOLDED_KINDS for block in document.blocks)
    if hidden and not show_all:
        message = (
            f"{hidden:,} page element{'' if hidden == 1 else 's'} hidden; use --all to show {'it' if hidden == 1 else 'them'}"
        )
        yield from ("", click.style(message, fg=243))


def article_to_json(document: Document, revisions: Iterable[Revision]) -> dict[str, Any]:
    """Return the article and the annotation of each sentence by each annotator, with the origins of its items."""
    annotations = [
        {
            "sentence": revision.sentence,
            "number": document.number(revision.sentence),
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


def _boilerplate(document: Document, block: Block, width: int, show_all: bool) -> Iterator[str]:
    if block.kind in DIM_KINDS or show_all:
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
        prefix = [(f"{annotator}: ", "dim")] if annotator and len(by_annotator) > 1 else []
        text = _insert_marks(document.text, sentence.start, sentence.end, marks.get(annotator, next(iter(marks.values()), ())))
        yield from _lines([*prefix, *text], width, margin)
        margin = " " * _MARGIN
        for depth, line in _describe(by_annotator[annotator][sentence.id]) if annotator else ():
            yield from _lines([(line, "dim")], width, " " * (_MARGIN + depth))


def _describe(entry: SentenceAnnotation) -> Iterator[tuple[int, str]]:
    """Yield the annotation of a sentence as lines, each with its indent."""
    annotation, origins = entry.annotation, notable_origins(entry.origins)
    head = annotation.label.replace("_", " ") if annotation.label else "in progress"
    if annotation.label is None or annotation.attributes or not annotation.claims:  # else the claims below say it all
        yield 2, " · ".join((head, *_answers(annotation.attributes)))
    for claim in annotation.claims:
        yield 2, " · ".join((claim.id.upper(), *_answers(claim.attributes), *_origin(origins, claim.id)))
        yield from (
            (5, _describe_stance(annotation, stance, origins)) for stance in annotation.stances if stance.claim == claim.id
        )
        yield from ((5, _describe_link(link, origins)) for link in annotation.links if link.claim == claim.id)
    if annotation.flag is not None:
        yield 2, f"flag: {annotation.flag}"
    if annotation.note:
        yield 2, f"note: {annotation.note}"


def _describe_link(link: ClaimLink, origins: Mapping[str, str]) -> str:
    words = f"{link.label.replace('_', ' ')}: “{' '.join(link.target_text.split())}”"
    return " · ".join((words, *_origin(origins, link.key)))


def _describe_stance(annotation: Annotation, stance: Stance, origins: Mapping[str, str]) -> str:
    source = next((source for source in annotation.sources if source.id == stance.source), None)
    name = source.display_name if source else stance.source
    attributes = ", ".join(_answers(source.attributes)) if source else ""
    details = (*_answers(stance.attributes), *_origin(origins, stance_key(stance.claim, stance.source)))
    return " · ".join((f"{stance.label}: {name}{f' ({attributes})' if attributes else ''}", *details))


def _origin(origins: Mapping[str, str], item: str) -> tuple[str, ...]:
    return (origins[item],) if item in origins else ()


def _answers(attributes: Mapping[str, Answer]) -> list[str]:
    yes_or_no = {True: "yes", False: "no"}
    return [f"{name} {yes_or_no[value] if isinstance(value, bool) else answer_text(value)}" for name, value in attributes.items()]


def _marks(annotations: Iterable[Annotation]) -> tuple[_Mark, ...]:
    """Return all marks of an annotator in order, each once, although a source appears with each of its claims."""
    marks: set[_Mark] = set()
    for annotation in annotations:
        for claim in annotation.claims:
            name = claim.id.upper()
            marks.update(_mark(span, "claim", f"[{name}{_FIXED_SPACE}", f"{_FIXED_SPACE}{name}]") for span in claim.spans)
        marks.update(_mark(source.mention, "source", "<", ">") for source in annotation.sources if source.mention)
        marks.update(_mark(stance.cue, "cue", "{", "}") for stance in annotation.stances if stance.cue)
    return tuple(sorted(marks))


def _mark(span: Span, role: str, opening: str, closing: str) -> _Mark:
    return _Mark(span.start, span.end, role, opening, closing)


def _insert_marks(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Part]:
    """Yield the text from `start` to `end` with the marks in it, in parts that have one role each."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(p for mark in here for p in (mark.start, mark.end) if start < p < end)})
    for left, right in pairwise(edges):
        # The innermost mark opens last and closes first.
        for opened in sorted((m for m in here if m.start == left), key=lambda m: (-m.end, _ROLES.index(m.role))):
            yield opened.opening, opened.role
        roles = [mark.role for mark in here if mark.start <= left and mark.end >= right]
        yield text[left:right], max(roles, key=_ROLES.index, default="")
        for closed in sorted((m for m in here if m.end == right), key=lambda m: (-m.start, -_ROLES.index(m.role))):
            yield closed.closing, closed.role


def _lines(parts: Iterable[Part], width: int, margin: str = "") -> Iterator[str]:
    """Yield the parts as styled lines no wider than `width`; `margin` precedes the first line, blanks precede the others."""
    items = [item for text, role in parts for item in _cells(text, role)]
    for line in wrap(items, max(width - len(margin), 10)):
        while line and line[-1].cell.text == " ":
            line.pop()
        yield (margin + "".join(_style(piece) for piece in join_cells(line))).rstrip()
        margin = " " * len(margin)


def _cells(text: str, role: str) -> Sequence[StyledCell]:
    return mark(role, text) if _MARK.fullmatch(text) else style_cells(role, _WHITE.sub(" ", text))


def _style(piece: StyledText) -> str:
    return click.style(piece.text, **_STYLES[piece.style]) if piece.style else piece.text  # type: ignore[arg-type]
