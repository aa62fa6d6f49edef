"""The mouse on the full screen: what a click or a drag means, as the events that a keyboard would send.

So a session with the mouse is recorded, replayed and undone like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotate.labelling.display.panels import panel_items
from annotate.labelling.display.screen import WIDEST, Screen
from annotate.labelling.state import (
    Ask,
    At,
    End,
    Event,
    Focus,
    IdentifyMention,
    Key,
    Menu,
    Number,
    Picking,
    Pointed,
    Review,
    SourcePicker,
    State,
    Text,
)
from annotate.labelling.words import Word, words
from annotate.model import Span
from annotate.text.rows import ScreenRow, row_width

WHEEL_ROWS = 3
"""The rows by which a notch of the wheel scrolls."""


_ENTER = "Enter"  # as it is written in the row that leaves a question unanswered


class Spot(NamedTuple):
    """A place that was clicked: a sentence (its index) and a code point in it, if there is text; or what is below the article.

    That is an item, or the key of an answer, a source or a span that can be chosen.
    """

    sentence: int = -1
    offset: int | None = None
    item: Focus = ()
    key: str = ""


class Refused(NamedTuple):
    """The reason why a click or a drag does nothing."""

    message: str


def spot_at(state: State, screen: Screen, row: int, column: int, width: int) -> Spot | None:
    """Return what is at a place of the screen, which has `width` columns; None if there is nothing to click."""
    if found := screen.article_row(row):
        return Spot(found.sentence, found.offset_at(column)) if found.sentence >= 0 else None
    top, limit = screen.panel
    if not 0 <= row - top < limit:
        return None
    if not isinstance(state.mode, Review):
        key = _key_at(screen.rows[row], column) if row > top else ""  # the first row is the question
        return Spot(key=key) if key else None
    items = panel_items(state, min(width, WIDEST), limit)
    item = items[row - top] if row - top < len(items) else ()
    return Spot(state.at, item=item) if item else None


def _key_at(row: ScreenRow, column: int) -> str:
    """Return the key that a row shows beside what is at a column: the last one at it or left of it."""
    key, right = "", 0
    for piece in row:
        key = piece.text.split()[-1] if piece.style == "hint" and piece.text.strip() else key
        right += row_width((piece,))
        if column < right:
            return key
    return ""


def meaning(state: State, start: Spot | None, end: Spot | None) -> Sequence[Event] | Refused:
    """Return what a click (from a spot to the same one) or a drag does, as events to be fed until one is refused."""
    if start is None or end is None:
        return Refused("There is nothing to click there.")
    if start.key or end.key:
        return (_chosen(state, start.key),) if start.key == end.key else Refused("Click one of these, or press its key.")
    if state.picking is not None:
        return _picked(state, state.picking, start, end)
    if isinstance(state.mode, Ask | Menu | IdentifyMention | SourcePicker):
        return Refused("Click one of the answers, or press its key.")
    if not isinstance(state.mode, Review | End):
        return Refused("A click does nothing here; press a key.")
    if start.item or end.item:
        return (
            _focus(state, start.item) if start.item == end.item else Refused("Drag over the words of a claim, or click an item.")
        )
    dragged = _dragged(state, start, end)
    if dragged is not None and dragged[0] != dragged[1]:
        if start.sentence != state.at:
            return Refused("A claim must start in this sentence; click another sentence to go there.")
        return (Key("c"), *map(Pointed, dragged))
    if start.sentence != end.sentence:
        return Refused("A span must end in the sentence it starts in.")
    if start.sentence != state.at:
        return (Key(":"), Text(str(start.sentence + 1)), Key("enter"))
    return _focus(state, _item_at(state, start.offset))


def dragged_text(state: State, start: Spot | None, end: Spot | None) -> str:
    """Return the text that is dragged over, from the first word to the last; empty if that is none."""
    dragged = _dragged(state, start, end)
    if start is None or dragged is None:
        return ""
    row = _words(state, start.sentence)
    return state.document.text[row[dragged[0] - 1].start : row[dragged[1] - 1].end]


def _chosen(state: State, key: str) -> Event:
    """Return the event that chooses what has a key: a source or a span by its number, an answer by its key."""
    by_number = state.picking is not None or isinstance(state.mode, IdentifyMention | SourcePicker)
    return Number(int(key)) if by_number and key.isdecimal() else Key(key.lower() if key == _ENTER else key)


def _picked(state: State, picking: Picking, start: Spot, end: Spot) -> Sequence[Event] | Refused:
    """Return the events that pick the words from one spot to another, or the one word."""
    dragged = _dragged(state, start, end)
    if dragged is None:
        return Refused("Click a word, or drag from the first word to the last in one sentence.")
    there = () if start.sentence == picking.at else (At(start.sentence + 1),)
    if picking.single or picking.first is not None or dragged[0] == dragged[1]:
        return (*there, Pointed(dragged[1]))
    return (*there, *map(Pointed, dragged))


def _dragged(state: State, start: Spot | None, end: Spot | None) -> tuple[int, int] | None:
    """Return the numbers of the first and the last word of a drag in either direction, None if it is not over words."""
    if start is None or end is None or start.sentence != end.sentence or start.offset is None or end.offset is None:
        return None
    row = _words(state, start.sentence)
    first, last = sorted((start.offset, end.offset))
    # A drag may begin or end at the space beside a word; a click at a space is not at a word.
    from_word = next((number for number, word in enumerate(row, 1) if word.outer_end > first), None)
    to_word = next((number for number, word in reversed([*enumerate(row, 1)]) if word.outer_start <= last), None)
    return (from_word, to_word) if from_word and to_word and from_word <= to_word else None


def _words(state: State, sentence: int) -> tuple[Word, ...]:
    return words(state.text_of(sentence), state.document.sentences[sentence].start)


def _item_at(state: State, offset: int | None) -> Focus:
    """Return the item whose mark is at a code point of the current sentence: the shortest, if several are."""
    if offset is None:
        return ()
    marked: list[tuple[Span, Focus]] = [
        (span, ("suggestion", str(place))) for place, suggestion in enumerate(state.open_suggestions) for span in suggestion.spans
    ]
    marked += [(span, ("claim", claim.id)) for claim in state.annotation.claims for span in claim.spans]
    mentions = {source.id: source.mention for source in state.annotation.sources if source.mention}
    for stance in state.annotation.stances:
        spans = filter(None, (mentions.get(stance.source), stance.cue))
        marked += [(span, ("stance", stance.claim, stance.source)) for span in spans]
    inside = [(span.end - span.start, item) for span, item in marked if span.start <= offset < span.end]
    return min(inside)[1] if inside else ()


def _focus(state: State, item: Focus) -> Sequence[Event] | Refused:
    """Return the events that focus an item: as many times Tab as it takes."""
    if item not in state.items:
        return Refused("Nothing is marked there.")
    place = state.items.index(state.focus) if state.focus in state.items else -1
    return [Key("tab")] * ((state.items.index(item) - place) % len(state.items))
