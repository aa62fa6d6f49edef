"""Mending a document's segmentation by hand: a sentence is split, two are merged, a block gets another role.

The text never changes, and no sentence's id but those of the sentences concerned. What annotators decided moves along: a claim
goes to the sentence in which it starts. Where that cannot be done honestly the mend is refused: labels are never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from annotate.errors import SegmentationError
from annotate.model import (
    AUTHOR,
    BLOCK_KINDS,
    Annotation,
    Block,
    Document,
    Merge,
    Origin,
    SegmentationEdit,
    Sentence,
    SentenceAnnotation,
    SetBlockKind,
    Split,
    exposed,
)
from annotate.model.ids import claim_id, id_number, sentence_id, split_item, stance_key
from annotate.schema.wellknown import BROKEN_SEGMENTATION, CLAIM, NO_CLAIM, REASON, SKIP

SplitSentences = Callable[[str], Sequence[tuple[int, int]]]
"""Offsets of the sentences in a text, counted from its start."""


def mended(document: Document, mend: SegmentationEdit, split_sentences: SplitSentences) -> Document:
    """The document with its segmentation mended. Raises MendError, saying why, where that cannot be done."""
    match mend:
        case Split(sentence, offset):
            return _split(document, sentence, offset)
        case Merge(sentence):
            return _merged(document, sentence)
        case SetBlockKind(block, kind):
            return _with_role(document, block, kind, split_sentences)


def _index(document: Document, id: str) -> int:
    found = next((place for place, sentence in enumerate(document.sentences) if sentence.id == id), None)
    if found is None:
        raise SegmentationError(f"{document.id} has no sentence {id}; open the article again")
    return found


def _sentence(document: Document, block: int, start: int, end: int) -> Sentence:
    return Sentence(sentence_id(document.id, start), block, start, end)


def _trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its edges."""
    text = document.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _split(document: Document, id: str, offset: int) -> Document:
    place = _index(document, id)
    whole = document.sentences[place]
    first, second = _trimmed(document, whole.start, offset), _trimmed(document, offset, whole.end)
    if first[0] >= first[1] or second[0] >= second[1]:
        raise SegmentationError("a sentence is split before a word that is not its first")
    parts = (_sentence(document, whole.block, *stretch) for stretch in (first, second))
    return replace(document, sentences=(*document.sentences[:place], *parts, *document.sentences[place + 1 :]))


def _merged(document: Document, id: str) -> Document:
    place = _index(document, id)
    if place + 1 == len(document.sentences):
        raise SegmentationError("the last sentence has none after it to merge with")
    first, second = document.sentences[place : place + 2]
    between = document.blocks[first.block + 1 : second.block]
    if between or document.blocks[first.block].kind != document.blocks[second.block].kind:
        what = between[0].kind if between else document.blocks[second.block].kind
        raise SegmentationError(f"the sentence after this one belongs to another part of the article ({what})")
    if first.block != second.block:
        document = _with_joined_blocks(document, first.block)
    whole = _sentence(document, first.block, first.start, second.end)
    return replace(document, sentences=(*document.sentences[:place], whole, *document.sentences[place + 2 :]))


def _with_joined_blocks(document: Document, block: int) -> Document:
    """With a block and the next one made one; later blocks move up."""
    one, other = document.blocks[block : block + 2]
    blocks = (*document.blocks[:block], replace(one, end=other.end, rule="by hand"), *document.blocks[block + 2 :])
    sentences = tuple(replace(s, block=s.block - 1) if s.block > block else s for s in document.sentences)
    return replace(document, blocks=blocks, sentences=sentences)


def _with_role(document: Document, number: int, kind: str, split_sentences: SplitSentences) -> Document:
    if not 0 <= number < len(document.blocks):
        raise SegmentationError(f"there is no block {number + 1}; {document.id} has {len(document.blocks)}")
    if kind not in BLOCK_KINDS:
        raise SegmentationError(f"{kind!r} is no role of a block; there are {', '.join(sorted(BLOCK_KINDS))}")
    block = replace(document.blocks[number], kind=kind, rule="by hand")
    sentences = [s for s in document.sentences if s.block != number]
    if block.annotated:
        kept = [s for s in document.sentences if s.block == number]
        sentences += kept or _sentences_of(document, number, block, split_sentences)
    blocks = (*document.blocks[:number], block, *document.blocks[number + 1 :])
    return replace(document, blocks=blocks, sentences=tuple(sorted(sentences, key=lambda s: s.start)))


def _sentences_of(document: Document, number: int, block: Block, split_sentences: SplitSentences) -> list[Sentence]:
    found = split_sentences(document.text[block.start : block.end])
    return [_sentence(document, number, block.start + start, block.start + end) for start, end in found]


# -- what annotators decided ------------------------------------------------------------------------------------------


def moved(before: Document, after: Document, decided: Mapping[str, SentenceAnnotation]) -> dict[str, SentenceAnnotation | None]:
    """One annotator's decisions (by sentence id) that a mend changes: new ones, and None for those whose sentence is gone.

    Raises MendError where a claim would be left without a sentence.
    """
    old, new = _without(before.sentences, after.sentences), _without(after.sentences, before.sentences)
    concerned = {sentence.id: decided[sentence.id] for sentence in old if sentence.id in decided}
    if not concerned:
        return {}
    if not new:
        raise SegmentationError("its sentences are labelled; take the labels off first, then change its role")
    changed: dict[str, SentenceAnnotation | None] = dict.fromkeys(concerned)
    for sentence in new:
        parts = [concerned.get(s.id) for s in old if s.start < sentence.end and sentence.start < s.end]
        found = _decided_for(sentence, new, parts)
        changed[sentence.id] = found
    return {id: entry for id, entry in changed.items() if entry != decided.get(id)}


def _without(sentences: Iterable[Sentence], others: Iterable[Sentence]) -> list[Sentence]:
    """The sentences whose stretch of text is none of the others'."""
    stretches = {(s.start, s.end) for s in others}
    return [s for s in sentences if (s.start, s.end) not in stretches]


def _decided_for(
    sentence: Sentence, new: Sequence[Sentence], parts: Sequence[SentenceAnnotation | None]
) -> SentenceAnnotation | None:
    """What is decided about a new sentence, from what was decided about those it is made of."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    joined = _joined([_only(part, lambda start: _home(start, new) == sentence) for part in known])
    first = sentence == new[0]
    label = _label([part.annotation if part else None for part in parts], joined.annotation, whole=len(new) == 1)
    annotation = replace(
        joined.annotation,
        label=label,
        flag=next((part.annotation.flag for part in known if part.annotation.flag is not None), None) if first else None,
        note=" ".join(part.annotation.note for part in known if part.annotation.note) if first else "",
        attributes=known[0].annotation.attributes if label is not None else {},
    )
    nothing = annotation == Annotation() and all(not origin.item for origin in joined.origins)
    return None if nothing else replace(joined, annotation=annotation)


def _home(start: int, sentences: Sequence[Sentence]) -> Sentence:
    """The sentence that a claim which starts there belongs to: the last that starts at or before it, else the first."""
    return next((s for s in reversed(sentences) if s.start <= start), sentences[0])


def _only(part: SentenceAnnotation, keep: Callable[[int], bool]) -> SentenceAnnotation:
    """A decision with those of its claims that start where `keep` says, with what belongs to them, and how it was seen."""
    annotation = part.annotation
    claims = tuple(claim for claim in annotation.claims if keep(claim.spans[0].start))
    ids = {claim.id for claim in claims}
    stances = tuple(stance for stance in annotation.stances if stance.claim in ids)
    used = {stance.source for stance in stances}
    sources = tuple(source for source in annotation.sources if source.id in used)
    rejected = {origin.item for origin in part.origins if origin.how == "rejected" and keep(int(origin.item.partition("-")[0]))}
    kept = {"", *ids, *rejected}
    origins = tuple(origin for origin in part.origins if split_item(origin.item)[0] in kept)
    return SentenceAnnotation(replace(annotation, claims=claims, sources=sources, stances=stances), origins)


def _joined(parts: Sequence[SentenceAnnotation]) -> SentenceAnnotation:
    """Decisions made one; the claims are numbered anew, in their order."""
    claims = [(index, claim.id) for index, part in enumerate(parts) for claim in part.annotation.claims]
    names = {key: claim_id(number) for number, key in enumerate(claims, 1)}
    sources = {source.id: source for part in parts for source in part.annotation.sources}
    return SentenceAnnotation(
        Annotation(
            claims=tuple(replace(c, id=names[i, c.id]) for i, p in enumerate(parts) for c in p.annotation.claims),
            sources=tuple(sorted(sources.values(), key=lambda source: (source.id != AUTHOR, id_number(source.id)))),
            stances=tuple(replace(s, claim=names[i, s.claim]) for i, p in enumerate(parts) for s in p.annotation.stances),
        ),
        exposed(chain.from_iterable(_renamed(part.origins, i, names) for i, part in enumerate(parts)), None),
    )


def _renamed(origins: Iterable[Origin], part: int, names: Mapping[tuple[int, str], str]) -> Iterable[Origin]:
    for origin in origins:
        claim, source = split_item(origin.item)
        renamed = names.get((part, claim), claim)
        yield replace(origin, item=stance_key(renamed, source) if source else renamed)


def _label(parts: Sequence[Annotation | None], joined: Annotation, *, whole: bool) -> str | None:
    """The label that follows from those before; None, open, where somebody has to look again."""
    labels = {part.label if part else None for part in parts}
    if None in labels or (len(labels) > 1 and SKIP in labels):
        return None
    if joined.claims:
        return CLAIM
    if labels == {SKIP}:
        broken = any(part is not None and part.attributes.get(REASON) == BROKEN_SEGMENTATION for part in parts)
        return None if broken else SKIP
    return NO_CLAIM if CLAIM not in labels or whole else None
