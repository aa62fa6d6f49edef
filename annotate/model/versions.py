"""The versions of a document: its segmentation, and rarely its text, as each correction left it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from annotate.model.documents import Block, Document, Sentence
from annotate.model.ids import sentence_id

VersionAction = Literal["segment", "correct", "update", "undo", "redo", "mend"]
"""What made a version: the rules (``segment``), a correction of the segmentation by hand (``correct``), a corrected text
(``update``), or an ``undo`` or ``redo`` of one of those. ``mend`` is a correction by an older version of annotate, which could
not undo it.
"""

VERSION_ACTIONS: frozenset[str] = frozenset(get_args(VersionAction))

_NO_BLOCK = Block("ui", 0, 0)  # contains nothing


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was stored, corrected, or corrected back.

    A version is identified by document and `created`, which is the time of the decisions that the correction moved, too.

    number: from 1, in the order in which this store got them.
    author: the person who corrected the document, ``annotate`` for the rules.
    created: the time, as in `Revision.created`.
    action: see `VersionAction`.
    about: the `created` of the version that was undone or redone, None for other actions.
    document: the document in this version.
    """

    number: int
    author: str
    created: str
    action: VersionAction
    about: str | None
    document: Document


@dataclass(frozen=True, slots=True)
class Correction:
    """A version as a step in the history of an annotator: who made it, and what it is about.

    created, author, action, about: as in `Version`.
    sentences: the ids of the sentences that it changed, made or removed.
    start: the code point of the document's text at which the change starts.
    summary: the change in a few words.
    """

    created: str
    author: str
    action: VersionAction
    about: str | None
    sentences: frozenset[str]
    start: int
    summary: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A change of a segmentation: the blocks, and the offsets of the sentences, that it took away and that it added."""

    old_blocks: frozenset[Block]
    new_blocks: frozenset[Block]
    old_sentences: frozenset[tuple[int, int]]
    new_sentences: frozenset[tuple[int, int]]

    @property
    def start(self) -> int:
        """The code point at which the change starts, 0 if nothing changed."""
        offsets = [*self.old_sentences, *self.new_sentences]
        return min([*(start for start, _ in offsets), *(block.start for block in self.old_blocks | self.new_blocks)], default=0)

    def reversed(self) -> Difference:
        """Return the change that undoes this one."""
        return Difference(self.new_blocks, self.old_blocks, self.new_sentences, self.old_sentences)


def difference(before: Document, after: Document) -> Difference:
    """Return how the segmentations of two documents with the same text differ."""
    old_blocks, new_blocks = set(before.blocks), set(after.blocks)
    old, new = _offsets(before.sentences), _offsets(after.sentences)
    return Difference(
        frozenset(old_blocks - new_blocks), frozenset(new_blocks - old_blocks), frozenset(old - new), frozenset(new - old)
    )


def is_same_content(one: Document, other: Document) -> bool:
    """Return True if two versions of a document have the same text and the same segmentation."""
    return (one.text, one.blocks, one.sentences) == (other.text, other.blocks, other.sentences)


def is_same_version(one: Version, other: Version) -> bool:
    """Return True if two projects have the same version: the rules' segmentation, or the same correction.

    Its author may have another name there.
    """
    if not is_same_content(one.document, other.document):
        return False
    return one.action == other.action == "segment" or one.created == other.created


def _offsets(sentences: Sequence[Sentence]) -> set[tuple[int, int]]:
    return {(sentence.start, sentence.end) for sentence in sentences}


def apply_difference(document: Document, change: Difference) -> Document | None:
    """Return the document with a change of its segmentation; None if what the change takes away or adds does not fit in."""
    blocks, sentences = set(document.blocks), _offsets(document.sentences)
    if not (change.old_blocks <= blocks and change.old_sentences <= sentences):
        return None
    placed = resegmented(
        document,
        (blocks - change.old_blocks) | change.new_blocks,
        (sentences - change.old_sentences) | change.new_sentences,
    )
    return None if any(segmentation_errors(placed)) else placed


def apply_change(present: Document, before: Document, after: Document) -> Document | None:
    """Return the present document with the change that led from one version to another; None if it is not possible here.

    A change of the text is only possible where it was made.
    """
    if before.text == after.text == present.text:
        return apply_difference(present, difference(before, after))
    return after if is_same_content(before, present) else None


def resegmented(document: Document, blocks: Collection[Block], sentences: Collection[tuple[int, int]]) -> Document:
    """Return the document with other blocks and, by their offsets, other sentences, each in the block in which it starts."""
    ordered = tuple(sorted(blocks, key=lambda block: (block.start, block.end)))
    placed = []
    block = 0
    for start, end in sorted(sentences):
        while block + 1 < len(ordered) and ordered[block].end <= start:
            block += 1
        placed.append(Sentence(sentence_id(document.id, start), block, start, end))
    return replace(document, blocks=ordered, sentences=tuple(placed))


def segmentation_errors(document: Document) -> Iterator[str]:
    """Return what is out of place: blocks must be in the text, sentences in their blocks, each after the one before."""
    end = 0
    for number, block in enumerate(document.blocks):
        if not end <= block.start < block.end <= len(document.text):
            yield f"block {number} ({block.start}..{block.end}) is not in the text after the block before it"
        end = max(end, block.end)
    end = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block] if 0 <= sentence.block < len(document.blocks) else _NO_BLOCK
        if not max(end, block.start) <= sentence.start < sentence.end <= block.end:
            yield f"sentence {sentence.id} ({sentence.start}..{sentence.end}) is not in its block after the sentence before it"
        if sentence.id != sentence_id(document.id, sentence.start):
            yield f"sentence {sentence.id} starts at {sentence.start}, but its id does not end with that"
        end = max(end, sentence.end)
