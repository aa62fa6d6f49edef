"""Annotations moved to a corrected text of their article: sentence by sentence, and within a changed sentence by its words.

The two texts are compared by `difflib`: first their sentences, then the words of sentences that changed. An annotation whose
sentence is the same moves as it is. In a sentence that changed, each span moves to where its own words went, or to the one place
where its text still stands; the sentence is open then, so that somebody looks at it again. What has no place any more is named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from annotate.articles.segmentation_edits import Entry, Moved, Part
from annotate.model import Annotation, Claim, Document, Origin, Sentence, SentenceAnnotation, Span
from annotate.model.ids import item_owner, link_key, split_link_key, split_suggestion_key, suggestion_key
from annotate.model.versions import resegmented

SIMILAR = 0.5
"""The least share of words that a sentence must keep, as `SequenceMatcher.ratio` counts it, to be the same sentence, changed."""

_PAIRS = 10_000  # of changed sentences compared at most; beyond, they are taken in order
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class _Run(NamedTuple):
    """A stretch of text that both versions have: its start and end in the old text, and its start in the new one."""

    start: int
    end: int
    new_start: int


def with_corrections(before: Document, after: Document) -> Document:
    """Return the new version of a text, with the old kinds and sentences of all blocks whose text is the same.

    So corrections of the segmentation by hand, and labels, stay where they are even if the rules have changed since.
    """
    old, new = ([document.text[block.start : block.end] for block in document.blocks] for document in (before, after))
    same: dict[int, int] = {}  # the index of each block that is the same, by its index in the old text
    for first, second, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        same |= {first + place: second + place for place in range(size)}
    blocks = list(after.blocks)
    for place, index in same.items():
        blocks[index] = replace(before.blocks[place], start=blocks[index].start, end=blocks[index].end)
    taken = {*same.values()}
    sentences = [(sentence.start, sentence.end) for sentence in after.sentences if sentence.block not in taken]
    for sentence in before.sentences:
        if (known := same.get(sentence.block)) is not None:
            shift = blocks[known].start - before.blocks[sentence.block].start
            sentences.append((sentence.start + shift, sentence.end + shift))
    return resegmented(after, blocks, sentences)


class TextMove:
    """The way of annotations from one text of a document to another.

    parts: what became of each sentence. Sentences are paired, or stand alone in the text that has them.
    """

    def __init__(self, before: Document, after: Document) -> None:
        self._before, self._after = before, after
        pairs = list(_pairs(before, after))
        partner = {old.id: new for old, new in pairs}
        taken = {new.id for _, new in pairs}
        self.parts = (
            *(Part((old,), (partner[old.id],) if old.id in partner else ()) for old in before.sentences),
            *(Part((), (new,)) for new in after.sentences if new.id not in taken),
        )
        self._partner = partner
        self._runs = sorted(run for old, new in pairs for run in self._runs_of(old, new))

    def _runs_of(self, old: Sentence, new: Sentence) -> Iterator[_Run]:
        old_text, new_text = _text(self._before, old), _text(self._after, new)
        if old_text == new_text:
            yield _Run(old.start, old.end, new.start)
            return
        old_words, new_words = _WORD.findall(old_text), _WORD.findall(new_text)
        old_places, new_places = _places(old_words, old.start), _places(new_words, new.start)
        for first, second, size in SequenceMatcher(None, old_words, new_words, autojunk=False).get_matching_blocks():
            if size:
                yield _Run(old_places[first], old_places[first + size], new_places[second])

    def moved(self, part: Part, annotations: Mapping[str, SentenceAnnotation]) -> Moved:
        """Return what becomes of one annotator's annotation of a part's sentence, and what could not be moved, in words."""
        if not part.old or (entry := annotations.get(part.old[0].id)) is None:
            return Moved({}, ())
        (old,) = part.old
        if not part.new:
            return Moved({old.id: None}, tuple(_described(entry.annotation)))
        (new,) = part.new
        carried, lost = self._carry(entry)
        unchanged = _text(self._before, old) == _text(self._after, new) and not lost
        if not unchanged and carried.annotation.label is not None:
            carried = replace(carried, annotation=replace(carried.annotation, label=None, attributes={}))
        changed: dict[str, Entry] = {old.id: None, new.id: carried if carried != _EMPTY else None}
        return Moved(changed, tuple(lost))

    def _carry(self, entry: SentenceAnnotation) -> tuple[SentenceAnnotation, list[str]]:
        """Return an annotation with the offsets of the new text, and what has no place there."""
        annotation = entry.annotation
        lost: list[str] = []
        claims: list[Claim] = []
        for claim in annotation.claims:
            spans = [self.span(span) for span in claim.spans]
            if all(spans):
                claims.append(replace(claim, spans=tuple(span for span in spans if span)))
            else:
                lost.append(_claim(claim))
        kept = {claim.id for claim in claims}
        stances = [
            replace(stance, cue=self._place("cue", stance.cue, lost)) for stance in annotation.stances if stance.claim in kept
        ]
        links = []
        for link in annotation.links:
            target = [self.span(span) for span in link.target]
            if link.claim in kept and all(target):
                links.append(replace(link, target=tuple(span for span in target if span)))
            elif link.claim in kept:
                lost.append(f"link to “{link.target_text}”")
        used = {stance.source for stance in stances}
        sources = [
            replace(source, mention=self._place("mention", source.mention, lost))
            for source in annotation.sources
            if source.id in used
        ]
        moved = replace(annotation, claims=tuple(claims), sources=tuple(sources), stances=tuple(stances), links=tuple(links))
        return SentenceAnnotation(moved, tuple(self._origins(entry.origins, kept | used))), lost

    def _place(self, name: str, span: Span | None, lost: list[str]) -> Span | None:
        """Return a span that may be missing in the new text; if it has no place there, add it to what is lost, by its name."""
        moved = self.span(span) if span else None
        if span and not moved:
            lost.append(f"{name} “{span.text}”")
        return moved

    def _origins(self, origins: Iterable[Origin], items: set[str]) -> Iterator[Origin]:
        """Yield the origins of what is kept. The offsets in the keys of suggestions move along, so that none is offered again."""
        for origin in origins:
            rule, offsets = split_suggestion_key(origin.rule)
            place = self._offsets(offsets) if offsets else None
            renamed = replace(origin, rule=suggestion_key(rule, *place)) if place else origin
            if origin.how == "rejected":
                if place := self._offsets(origin.item):
                    yield replace(renamed, item=f"{place[0]}-{place[1]}")
            elif not origin.item or item_owner(origin.item) in items:
                claim, target = split_link_key(origin.item)
                if not target:
                    yield renamed
                elif place := self._offsets(target):
                    yield replace(renamed, item=link_key(claim, *place))

    def _offsets(self, offsets: str) -> tuple[int, int] | None:
        """Return where a stretch, written as ``120-168``, is in the new text; None if it is not there, or is no stretch."""
        start, _, end = offsets.partition("-")
        if not (start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(self._before.text)):
            return None
        span = self.span(self._before.span(int(start), int(end)))
        return (span.start, span.end) if span else None

    def span(self, span: Span) -> Span | None:
        """Return a span of the old text in the new one, None if its text is not there, or at several places."""
        place = bisect_right(self._runs, span.start, key=lambda run: run.start) - 1
        if place >= 0 and span.end <= (run := self._runs[place]).end:
            start = run.new_start + span.start - run.start
            return self._after.span(start, start + span.end - span.start)
        sentences = self._before.sentences
        index = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        new = self._partner.get(sentences[index].id) if index >= 0 else None
        text = _text(self._after, new) if new else ""
        if new is None or text.count(span.text) != 1:
            return None
        start = new.start + text.index(span.text)
        return self._after.span(start, start + len(span.text))


_EMPTY = SentenceAnnotation(Annotation())


def _text(document: Document, sentence: Sentence) -> str:
    return document.text[sentence.start : sentence.end]


def _places(words: Iterable[str], start: int) -> list[int]:
    """Return the code points at which words start, and that at which the last one ends."""
    places = [start]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _pairs(before: Document, after: Document) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield the sentences of two texts that are the same, or the same changed, in order."""
    old, new = ([_text(document, sentence) for sentence in document.sentences] for document in (before, after))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        olds, news = before.sentences[i:j], after.sentences[k:m]
        if tag == "equal":
            yield from zip(olds, news, strict=True)
        elif tag == "replace":
            for first, second in _similar(old[i:j], new[k:m]):
                yield olds[first], news[second]


def _similar(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of sentences that are so alike that one is the other, changed; each once, in order."""
    first = 0
    for index, text in enumerate(old):
        if len(old) * len(new) > _PAIRS:
            candidates: Iterable[int] = [index] if first <= index < len(new) else []
        else:
            candidates = range(first, len(new))
        likeness = {place: _likeness(text, new[place]) for place in candidates}
        best = max(likeness, key=lambda place: likeness[place], default=None)
        if best is not None and likeness[best] >= SIMILAR:
            yield index, best
            first = best + 1


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR else 0.0


def _claim(claim: Claim) -> str:
    return f"claim “{' … '.join(span.text for span in claim.spans)}”"


def _described(annotation: Annotation) -> Iterator[str]:
    """Yield what an annotation of a sentence that is gone had in it."""
    yield from map(_claim, annotation.claims)
    if not annotation.claims and annotation.label is not None:
        yield f"label {annotation.label.replace('_', ' ')}"
    if annotation.note:
        yield f"note “{annotation.note}”"
