"""What can be mended without asking: a span whose text is certain and whose offsets are not, white space at a span's edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotate.checks.context import called, spans_of
from annotate.model import Annotation, Claim, Document, Sentence, Source, Span, Stance

NEAR = 200
"""Code points around a sentence in which a span's text is looked for, if the sentence has it not."""


def fixed(annotation: Annotation, document: Document, sentence: Sentence) -> Annotation:
    """The annotation of a sentence with the spans mended that can be; the same one where there is nothing to mend.

    A span that does not slice gets the offsets at which its text stands in the sentence, or near it, if that is one place only.
    Nothing but spans is touched, and of a span never more than white space of its text.
    """

    def mend(span: Span) -> Span:
        return _fixed(span, document, sentence)

    return replace(
        annotation,
        claims=tuple(_claim(claim, mend) for claim in annotation.claims),
        sources=tuple(_source(source, mend) for source in annotation.sources),
        stances=tuple(_stance(stance, mend) for stance in annotation.stances),
    )


def moved_spans(before: Annotation, after: Annotation) -> Iterator[tuple[str, Span, Span]]:
    """Each span that is otherwise in a mended annotation: what a person calls it, as it was, as it is."""
    for (kind, index, piece, was), (*_, now) in zip(spans_of(before), spans_of(after), strict=True):
        if was != now:
            yield called(before, kind, index, piece)[0], was, now


def _claim(claim: Claim, mend: Callable[[Span], Span]) -> Claim:
    return replace(claim, spans=tuple(map(mend, claim.spans)))


def _source(source: Source, mend: Callable[[Span], Span]) -> Source:
    return replace(source, mention=mend(source.mention)) if source.mention else source


def _stance(stance: Stance, mend: Callable[[Span], Span]) -> Stance:
    return replace(stance, cue=mend(stance.cue)) if stance.cue else stance


def _fixed(span: Span, document: Document, sentence: Sentence) -> Span:
    text = span.text.strip()
    if not text:
        return span
    if document.matches(span):
        start = span.start + len(span.text) - len(span.text.lstrip())
        return document.span(start, start + len(text))
    near = (max(0, sentence.start - NEAR), sentence.end + NEAR)
    for start, end in ((sentence.start, sentence.end), near):
        places = _places(document.text, text, start, end)
        if places:
            return document.span(places[0], places[0] + len(text)) if len(places) == 1 else span
    return span


def _places(text: str, wanted: str, start: int, end: int) -> list[int]:
    """Where a text stands, as whole words, between two offsets; two places are enough to know that it is not one."""
    found: list[int] = []
    at = text.find(wanted, start, end)
    while at >= 0 and len(found) < 2:
        if _whole(text, at, at + len(wanted)):
            found.append(at)
        at = text.find(wanted, at + 1, end)
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either edge; in scripts without spaces every character could be one."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() and max(text[at - 1 : at + 1]) < "\u2e80"
