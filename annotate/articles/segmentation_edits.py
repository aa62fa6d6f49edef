"""Edits of a document's segmentation: split a sentence, merge two sentences, set the kind of a block.

The text never changes, and neither do the ids of sentences that are not edited. Annotations move along: a claim goes to the
sentence in which it starts. An edit that would leave a label without a sentence is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from annotate.errors import SegmentationError
from annotate.model import (
    AUTHOR,
    BLOCK_KINDS,
    Annotation,
    Block,
    Document,
    Merge,
    Origin,
    Sentence,
    SentenceAnnotation,
    SetBlockKind,
    Split,
    exposed,
)
from annotate.model.ids import answer_key, claim_id, id_number, item_owner, sentence_id, split_answer_key
from annotate.schema.wellknown import BROKEN_SEGMENTATION, CLAIM, NO_CLAIM, REASON, SKIP

BY_HAND = "by hand"
"""The rule of a block that a person edited."""

SplitSentences = Callable[[str], Sequence[tuple[int, int]]]
"""A function that returns the offsets of the sentences in a text, in code points from its start, half-open."""


def apply_edit(document: Document, edit: Split | Merge | SetBlockKind, split_sentences: SplitSentences) -> Document:
    """Return the document with one edit of its segmentation.

    Raises SegmentationError, with the reason, if the edit is not possible.
    """
    match edit:
        case Split(sentence, offset):
            return _split(document, sentence, offset)
        case Merge(sentence):
            return _merge(document, sentence)
        case SetBlockKind(block, kind):
            return _set_kind(document, block, kind, split_sentences)


def _index(document: Document, id: str) -> int:
    index = next((index for index, sentence in enumerate(document.sentences) if sentence.id == id), None)
    if index is None:
        raise SegmentationError(f"{document.id} has no sentence {id}; open the article again")
    return index


def _sentence(document: Document, block: int, start: int, end: int) -> Sentence:
    return Sentence(sentence_id(document.id, start), block, start, end)


def _trim(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without the white space at both ends."""
    text = document.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _split(document: Document, id: str, offset: int) -> Document:
    index = _index(document, id)
    whole = document.sentences[index]
    first, second = _trim(document, whole.start, offset), _trim(document, offset, whole.end)
    if first[0] >= first[1] or second[0] >= second[1]:
        raise SegmentationError("a sentence can only be split before one of its words other than the first")
    parts = (_sentence(document, whole.block, *offsets) for offsets in (first, second))
    return replace(document, sentences=(*document.sentences[:index], *parts, *document.sentences[index + 1 :]))


def _merge(document: Document, id: str) -> Document:
    index = _index(document, id)
    if index + 1 == len(document.sentences):
        raise SegmentationError("this is the last sentence; there is none after it to merge with")
    first, second = document.sentences[index : index + 2]
    between = document.blocks[first.block + 1 : second.block]
    if between or document.blocks[first.block].kind != document.blocks[second.block].kind:
        kind = between[0].kind if between else document.blocks[second.block].kind
        raise SegmentationError(f"the next sentence belongs to another part of the article ({kind})")
    if first.block != second.block:
        document = _join_blocks(document, first.block)
    whole = _sentence(document, first.block, first.start, second.end)
    return replace(document, sentences=(*document.sentences[:index], whole, *document.sentences[index + 2 :]))


def _join_blocks(document: Document, block: int) -> Document:
    """Return the document with a block and the next one as one block; later blocks are renumbered."""
    first, second = document.blocks[block : block + 2]
    blocks = (*document.blocks[:block], replace(first, end=second.end, rule=BY_HAND), *document.blocks[block + 2 :])
    sentences = tuple(replace(s, block=s.block - 1) if s.block > block else s for s in document.sentences)
    return replace(document, blocks=blocks, sentences=sentences)


def _set_kind(document: Document, number: int, kind: str, split_sentences: SplitSentences) -> Document:
    if not 0 <= number < len(document.blocks):
        raise SegmentationError(f"there is no block {number + 1}; {document.id} has {len(document.blocks)}")
    if kind not in BLOCK_KINDS:
        raise SegmentationError(f"{kind!r} is not a kind of block; choose from {', '.join(sorted(BLOCK_KINDS))}")
    block = replace(document.blocks[number], kind=kind, rule=BY_HAND)
    sentences = [s for s in document.sentences if s.block != number]
    if block.annotated:
        present = [s for s in document.sentences if s.block == number]
        sentences += present or _segment_block(document, number, block, split_sentences)
    blocks = (*document.blocks[:number], block, *document.blocks[number + 1 :])
    return replace(document, blocks=blocks, sentences=tuple(sorted(sentences, key=lambda s: s.start)))


def _segment_block(document: Document, number: int, block: Block, split_sentences: SplitSentences) -> list[Sentence]:
    offsets = split_sentences(document.text[block.start : block.end])
    return [_sentence(document, number, block.start + start, block.start + end) for start, end in offsets]


class Part(NamedTuple):
    """Sentences that a correction changed together: those that are gone, and those that stand in their place."""

    old: tuple[Sentence, ...]
    new: tuple[Sentence, ...]


Entry = SentenceAnnotation | None
"""The annotation of a sentence; None if there is none, or none any more."""


class Moved(NamedTuple):
    """The annotations of one annotator, by sentence id, after a part was changed; and in words what could not be moved."""

    entries: dict[str, Entry]
    lost: tuple[str, ...]


class SegmentationMove:
    """The way of annotations from one segmentation of a text to another.

    parts: the sentences that changed together, in the order of the text.
    """

    def __init__(self, before: Document, after: Document) -> None:
        self.parts = changed_parts(before, after)

    def moved(self, part: Part, annotations: Mapping[str, SentenceAnnotation]) -> Moved:
        """Return what becomes of one annotator's annotations of a part; nothing is lost.

        Raises SegmentationError if a label would be left without a sentence.
        """
        return Moved(move_annotations(part, annotations), ())


def changed_parts(before: Document, after: Document) -> tuple[Part, ...]:
    """Return the parts in which the sentences of two segmentations of one text differ, in the order of the text."""
    old, new = _difference(before.sentences, after.sentences), _difference(after.sentences, before.sentences)
    parts: list[Part] = []
    end = 0
    for sentence, is_old in sorted([*((s, True) for s in old), *((s, False) for s in new)], key=lambda pair: pair[0].start):
        first, second = parts.pop() if parts and sentence.start < end else ((), ())
        parts.append(Part((*first, sentence), second) if is_old else Part(first, (*second, sentence)))
        end = max(end, sentence.end)
    return tuple(parts)


def move_annotations(part: Part, annotations: Mapping[str, SentenceAnnotation]) -> dict[str, Entry]:
    """Return the annotations of one annotator, by sentence id, in the new sentences of a part; None where there is none any more.

    Raises SegmentationError if a label would be left without a sentence.
    """
    affected = {sentence.id: annotations[sentence.id] for sentence in part.old if sentence.id in annotations}
    if not affected:
        return {}
    if not part.new:
        raise SegmentationError("its sentences are labelled; remove the labels first, then change its kind")
    changed: dict[str, Entry] = dict.fromkeys(affected)
    for sentence in part.new:
        overlapping = [affected.get(s.id) for s in part.old if s.start < sentence.end and sentence.start < s.end]
        changed[sentence.id] = _combine(sentence, part.new, overlapping)
    return changed


def _difference(sentences: Iterable[Sentence], others: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences whose offsets no other sentence has."""
    offsets = {(s.start, s.end) for s in others}
    return [s for s in sentences if (s.start, s.end) not in offsets]


def _combine(
    sentence: Sentence, new: Sequence[Sentence], parts: Sequence[SentenceAnnotation | None]
) -> SentenceAnnotation | None:
    """Return the annotation of a new sentence, given those of the old sentences that overlap with it (None: unlabelled).

    Each claim belongs to exactly one of the new sentences, so none is lost or doubled. Flag, note and attributes concern the old
    sentence as a whole; the first new sentence inherits them.
    """
    known = [part for part in parts if part is not None]
    if not known:
        return None
    joined = _join([_select_claims(part, lambda start: _sentence_at(start, new) == sentence) for part in known])
    first = sentence == new[0]
    label = _label([part.annotation if part else None for part in parts], joined.annotation, whole=len(new) == 1)
    annotation = replace(
        joined.annotation,
        label=label,
        flag=next((part.annotation.flag for part in known if part.annotation.flag is not None), None) if first else None,
        note=" ".join(part.annotation.note for part in known if part.annotation.note) if first else "",
        attributes=known[0].annotation.attributes if label is not None else {},
    )
    empty = annotation == Annotation() and all(not origin.item for origin in joined.origins)
    return None if empty else replace(joined, annotation=annotation)


def _sentence_at(start: int, sentences: Sequence[Sentence]) -> Sentence:
    """Return the sentence of a claim by the claim's start: the last sentence that starts at or before it, else the first."""
    return next((s for s in reversed(sentences) if s.start <= start), sentences[0])


def _select_claims(part: SentenceAnnotation, keep: Callable[[int], bool]) -> SentenceAnnotation:
    """Return an annotation with those of its claims for whose start `keep` is true, and their stances, sources and origins."""
    annotation = part.annotation
    claims = tuple(claim for claim in annotation.claims if keep(claim.spans[0].start))
    ids = {claim.id for claim in claims}
    stances = tuple(stance for stance in annotation.stances if stance.claim in ids)
    used = {stance.source for stance in stances}
    sources = tuple(source for source in annotation.sources if source.id in used)
    links = tuple(link for link in annotation.links if link.claim in ids)
    rejected = {origin.item for origin in part.origins if origin.how == "rejected" and keep(int(origin.item.partition("-")[0]))}
    items = {"", *ids, *used, *rejected}
    origins = tuple(origin for origin in part.origins if item_owner(origin.item) in items)
    return SentenceAnnotation(replace(annotation, claims=claims, sources=sources, stances=stances, links=links), origins)


def _join(parts: Sequence[SentenceAnnotation]) -> SentenceAnnotation:
    """Return several annotations as one; the claims are renumbered, in their order."""
    claims = [(index, claim.id) for index, part in enumerate(parts) for claim in part.annotation.claims]
    names = {key: claim_id(number) for number, key in enumerate(claims, 1)}
    sources = {source.id: source for part in parts for source in part.annotation.sources}
    return SentenceAnnotation(
        Annotation(
            claims=tuple(replace(c, id=names[i, c.id]) for i, p in enumerate(parts) for c in p.annotation.claims),
            sources=tuple(sorted(sources.values(), key=lambda source: (source.id != AUTHOR, id_number(source.id)))),
            stances=tuple(replace(s, claim=names[i, s.claim]) for i, p in enumerate(parts) for s in p.annotation.stances),
            links=tuple(replace(link, claim=names[i, link.claim]) for i, p in enumerate(parts) for link in p.annotation.links),
        ),
        exposed(dict.fromkeys(chain.from_iterable(_rename(part.origins, i, names) for i, part in enumerate(parts))), None),
    )


def _rename(origins: Iterable[Origin], part: int, names: Mapping[tuple[int, str], str]) -> Iterable[Origin]:
    for origin in origins:
        about, question = split_answer_key(origin.item)
        claim = item_owner(about)
        renamed = names.get((part, claim), claim)
        item = f"{renamed}{about.removeprefix(claim)}"
        yield replace(origin, item=answer_key(item, question) if question else item)


def _label(parts: Sequence[Annotation | None], joined: Annotation, *, whole: bool) -> str | None:
    """Return the label of a new sentence; None (unfinished) if the labels before do not decide it, so that a person must."""
    labels = {part.label if part else None for part in parts}
    if None in labels or (len(labels) > 1 and SKIP in labels):
        return None
    if joined.claims:
        return CLAIM
    if labels == {SKIP}:
        broken = any(part is not None and part.attributes.get(REASON) == BROKEN_SEGMENTATION for part in parts)
        return None if broken else SKIP
    return NO_CLAIM if CLAIM not in labels or whole else None
