"""Changes to the segmentation: the session says which one is wanted, and is opened again once it is made."""

from __future__ import annotations

from dataclasses import replace

from annotate.labelling.state import Ask, Pick, PickPurpose, Question, State, TakeAll, leave, refuse, say
from annotate.labelling.words import Word
from annotate.model import BLOCK_KINDS, Merge, SegmentationEdit, SetBlockKind, Split
from annotate.schema import Attribute, Choice

_KINDS = (
    ("p", "paragraph", "Running text."),
    ("h", "headline", "The headline, or one below it."),
    ("c", "caption", "The description of a picture."),
    ("q", "quote", "A quotation set apart from the text."),
    ("l", "list", "An item of a list."),
    ("k", "kicker", "The line above the headline. Shown dim."),
    ("b", "byline", "The authors. Shown dim."),
    ("d", "dateline", "The date and the place. Shown dim."),
    ("r", "credit", "The source of a picture, or contributors. Shown dim."),
    ("u", "ui", "Menus, buttons and other parts of the page. Hidden."),
    ("x", "duplicate", "Text that appears elsewhere too. Hidden."),
)

ROLE = Attribute(
    noun="block",
    name="kind",
    title="Role",
    description="The role of this part of the article. Only headline, caption, paragraph, quote and list are labelled.",
    type="string",
    choices=tuple(
        Choice(kind, "Boilerplate" if kind == "ui" else kind.capitalize(), description, key) for key, kind, description in _KINDS
    ),
    required=True,
    ask="off",
)


YES = "y"
"""The key that goes on after the question."""

_GO_ON = "yes"

CONFIRM = Attribute(
    noun="block",
    name="confirm",
    title="Go on",
    description="It changes more than this sentence. Nothing is lost: undo brings back what was there.",
    type="string",
    choices=(Choice(_GO_ON, "Yes", "Go on.", YES), Choice("no", "No", "Leave everything as it is.", "n")),
    required=True,
    ask="off",
)


def ask_before(state: State, wanted: SegmentationEdit | TakeAll, warning: str) -> State:
    """Ask the annotator whether to make a correction that has effects on others, or to take somebody's versions."""
    return replace(leave(state), mode=Ask(Question(CONFIRM, "")), asked=wanted, message=warning)


def confirm(state: State, answer: str) -> State:
    """Do what the annotator was asked about, or not."""
    if state.asked is None or answer != _GO_ON:
        return say(leave(state), "Nothing was changed.")
    if isinstance(state.asked, TakeAll):
        return replace(leave(state), taking=state.asked)
    return replace(leave(state), segmentation_edit=state.asked)


def split_here(state: State) -> State:
    """Start to pick the word before which to split the sentence."""
    return replace(state, mode=Pick(PickPurpose.SPLIT, state.at), scroll=0)


def split_before(state: State, word: Word) -> State:
    """Ask for the sentence to be split before a word."""
    if word.outer_start <= state.sentence.start:
        return refuse(state, "The new sentence cannot start with the first word; pick a later one.")
    return _want(state, Split(state.sentence.id, word.outer_start))


def merge_next(state: State) -> State:
    """Ask for this sentence and the next to be merged."""
    if state.at + 1 == len(state.document.sentences):
        return refuse(state, "Cannot merge: this is the last sentence.")
    return _want(state, Merge(state.sentence.id))


def change_role(state: State) -> State:
    """Ask the annotator for the role of this part of the article."""
    return replace(state, mode=Ask(Question(ROLE, "")))


def set_role(state: State, kind: str) -> State:
    """Ask for the current sentence's block to get another role."""
    return _want(state, SetBlockKind(state.sentence.block, kind))


def set_role_of(state: State, words: list[str]) -> State:
    """Carry out ``:role BLOCK KIND``, with the number of the block on the page that shows the whole article."""
    match words:
        case [number, kind] if number.isdecimal() and kind in BLOCK_KINDS:
            return _want(state, SetBlockKind(int(number[:9]) - 1, kind))
    kinds = ", ".join(kind for _, kind, _ in _KINDS)
    return refuse(state, f"Write :role BLOCK KIND. {state.key('B')} shows the numbers of the blocks; kinds: {kinds}.")


def _want(state: State, edit: SegmentationEdit) -> State:
    return replace(leave(state), segmentation_edit=edit)
