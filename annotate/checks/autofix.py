"""Corrections that are safe without asking: wrong offsets of a text that is certain, white space at the edges of a span."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from annotate.checks.context import name_span, spans_of
from annotate.model import Annotation, Claim, ClaimLink, Document, Sentence, Source, Span, Stance
from annotate.text.scripts import SPACELESS

NEARBY = 200
"""The code points around a sentence in which a span's text is searched, if the sentence does not contain it."""

_SPACELESS = re.compile(f"[{SPACELESS}]")


def fix_spans(annotation: Annotation, document: Document, sentence: Sentence) -> Annotation:
    """Return the annotation of a sentence with its spans corrected where that is safe.

    A span whose offsets do not give its text gets those at which the text occurs in the sentence, or near it, if that is one
    place only. Nothing but spans changes, and of a span's text only white space at its edges.
    """

    def fix(span: Span) -> Span:
        return _fix_span(span, document, sentence)

    def fix_target(link: ClaimLink) -> ClaimLink:
        start = link.target[0].start
        there = next((other for other in document.sentences if other.start <= start < other.end), sentence)
        return replace(link, target=tuple(_fix_span(span, document, there) for span in link.target))

    return replace(
        annotation,
        links=tuple(map(fix_target, annotation.links)),
        claims=tuple(_fix_claim(claim, fix) for claim in annotation.claims),
        sources=tuple(_fix_source(source, fix) for source in annotation.sources),
        stances=tuple(_fix_stance(stance, fix) for stance in annotation.stances),
    )


def changed_spans(before: Annotation, after: Annotation) -> Iterator[tuple[str, Span, Span]]:
    """Yield each span that differs in a corrected annotation: its name in messages, the span before, the span after."""
    for (kind, index, piece, old), (*_, new) in zip(spans_of(before), spans_of(after), strict=True):
        if old != new:
            yield name_span(before, kind, index, piece)[0], old, new


def _fix_claim(claim: Claim, fix: Callable[[Span], Span]) -> Claim:
    return replace(claim, spans=tuple(map(fix, claim.spans)))


def _fix_source(source: Source, fix: Callable[[Span], Span]) -> Source:
    return replace(source, mention=fix(source.mention)) if source.mention else source


def _fix_stance(stance: Stance, fix: Callable[[Span], Span]) -> Stance:
    return replace(stance, cue=fix(stance.cue)) if stance.cue else stance


def _fix_span(span: Span, document: Document, sentence: Sentence) -> Span:
    text = span.text.strip()
    if not text:
        return span
    if document.matches(span):
        start = span.start + len(span.text) - len(span.text.lstrip())
        return document.span(start, start + len(text))
    nearby = (max(0, sentence.start - NEARBY), sentence.end + NEARBY)
    for start, end in ((sentence.start, sentence.end), nearby):
        places = _find_words(document.text, text, start, end)
        if places:
            return document.span(places[0], places[0] + len(text)) if len(places) == 1 else span
    return span


def _find_words(text: str, words: str, start: int, end: int) -> list[int]:
    """Return the first two offsets between `start` and `end` at which `words` occur uncut: two already are ambiguous."""
    offsets: list[int] = []
    at = text.find(words, start, end)
    while at >= 0 and len(offsets) < 2:
        if not (is_inside_word(text, at) or is_inside_word(text, at + len(words))):
            offsets.append(at)
        at = text.find(words, at + 1, end)
    return offsets


def is_inside_word(text: str, at: int) -> bool:
    """Return whether an offset is inside a word; in scripts without spaces any character may be a word."""
    beside = text[max(at - 1, 0) : at + 1]
    return len(beside) == 2 and all(map(str.isalnum, beside)) and max(beside) < "\u2e80" and not _SPACELESS.search(beside)
