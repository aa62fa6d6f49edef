"""PAGE, END: what there is to read, and what is left to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from annotate.labelling.actions.review import quit_session
from annotate.labelling.state import Event, Key, Mode, State, arrive, leave
from annotate.schema.wellknown import SKIP


def open_page(name: str) -> Callable[[State], State]:
    """The action that shows a page over what is on the screen."""

    def show_page(state: State) -> State:
        return replace(state, mode=Mode.PAGE, page=name, under=state.mode, scroll=0)

    show_page.__doc__ = {
        "help": "help: what the keys do here",
        "guideline": "guideline: what the schema says of what is focused or asked",
        "inspect": "inspect: code points of the focused claim, or of the sentence",
        "furniture": "article: all of it, with its folded furniture",
    }[name]
    return show_page


def page_event(state: State, event: Event) -> State:
    """Scrolling, which the front end holds within the page: it knows how many rows that has."""
    match event:
        case Key("j" | "down" | "pgdn" | "space"):
            return replace(state, scroll=state.scroll + (1 if event in (Key("j"), Key("down")) else 10))
        case Key("k" | "up" | "pgup"):
            return replace(state, scroll=state.scroll - (1 if event in (Key("k"), Key("up")) else 10))
    return leave(state)  # any other key is one key back


def code_points(text: str, offset: int) -> Iterable[str]:
    """One line for each code point: its offset in the document, its number and name."""
    for place, character in enumerate(text, offset):
        yield f"{place:>6}  U+{ord(character):04X}  {unicodedata.name(character, '(no name)')}"


def remaining(state: State) -> dict[str, list[int]]:
    """What is left, by kind: numbers of sentences that are open, skipped or flagged, or whose source was to be named later."""
    found: dict[str, list[int]] = {"open": [], "skipped": [], "flagged": [], "named later": []}
    for number, sentence in enumerate(state.document.sentences, 1):
        if state.versions and sentence.id not in state.versions:
            continue
        annotation = state.annotation_of(sentence.id)
        if annotation.label is None:
            found["open"].append(number)
        if annotation.label == SKIP:
            found["skipped"].append(number)
        if annotation.flag is not None:
            found["flagged"].append(number)
        if any(not source.name for source in annotation.sources):
            found["named later"].append(number)
    return found


def revisit(state: State) -> State:
    """what is left: go to the first sentence that is not done"""
    left = [number for numbers in remaining(state).values() for number in numbers]
    return arrive(state, left[0] - 1) if left else quit_session(state)
