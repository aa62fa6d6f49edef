"""Corrections of the segmentation, asked for at the prompt: the session says what it wants mended, and is opened anew after."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling.state import Asking, Mode, Picking, State, leave, refuse
from annotate.labelling.words import Word
from annotate.model import BLOCK_KINDS, Merge, SegmentationEdit, SetBlockKind, Split
from annotate.schema import Attribute, Choice

_KINDS = (
    ("p", "paragraph", "Running text."),
    ("h", "headline", "The headline, or one below it."),
    ("c", "caption", "What is said of a picture."),
    ("q", "quote", "A quotation set apart."),
    ("l", "list", "An item of a list."),
    ("k", "kicker", "The line above the headline. Shown dim."),
    ("b", "byline", "Who wrote it. Shown dim."),
    ("d", "dateline", "When, and where from. Shown dim."),
    ("r", "credit", "Who made the picture, or who helped. Shown dim."),
    ("u", "ui", "The page's own furniture. Folded away."),
    ("x", "duplicate", "What stands elsewhere, too. Folded away."),
)

ROLE = Attribute(
    noun="block",
    name="kind",
    title="SetBlockKind",
    description="What this part of the article is. Only headline, caption, paragraph, quote and list are labelled.",
    type="string",
    choices=tuple(Choice(kind, kind.capitalize(), description, key) for key, kind, description in _KINDS),
    required=True,
    ask="off",
)


def split_here(state: State) -> State:
    """split: pick the first word of what shall be a sentence of its own"""
    return replace(state, mode=Mode.PICK, picking=Picking("split", state.at), scroll=0)


def split_before(state: State, word: Word) -> State:
    """The sentence is to be split before a word."""
    if word.outer_start <= state.sentence.start:
        return refuse(state, "The second sentence cannot begin where the first does; pick a later word.")
    return _wanted(state, Split(state.sentence.id, word.outer_start))


def merge_next(state: State) -> State:
    """merge: make one sentence of this and the next"""
    if state.at + 1 == len(state.document.sentences):
        return refuse(state, "This is the last sentence; there is none to merge it with.")
    return _wanted(state, Merge(state.sentence.id))


def change_role(state: State) -> State:
    """role: say what this part of the article is"""
    return replace(state, mode=Mode.ASK, asking=Asking(ROLE, ""))


def with_role(state: State, kind: str) -> State:
    """The sentence's block is to have another role."""
    return _wanted(state, SetBlockKind(state.sentence.block, kind))


def role_of(state: State, words: list[str]) -> State:
    """``:role BLOCK KIND``, the block by its number on the page of the whole article."""
    match words:
        case [number, kind] if number.isdecimal() and kind in BLOCK_KINDS:
            return _wanted(state, SetBlockKind(int(number[:9]) - 1, kind))
    return refuse(
        state, f":role BLOCK KIND; {state.key('B')} shows the blocks' numbers; kinds: {', '.join(kind for _, kind, _ in _KINDS)}."
    )


def _wanted(state: State, mend: SegmentationEdit) -> State:
    return replace(leave(state), mend=mend)
