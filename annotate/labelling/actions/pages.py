"""PAGE and END: pages to read, and the sentences that are left to finish."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from annotate.labelling.actions.review import quit_session
from annotate.labelling.state import Event, Key, Page, PageKind, State, arrive, leave
from annotate.schema.wellknown import SKIP


def open_page(kind: PageKind) -> Callable[[State], State]:
    """Return the function that opens a page over the current mode."""

    def show_page(state: State) -> State:
        return replace(state, mode=Page(kind, state.mode), scroll=0)

    return show_page


def handle_page(state: State, event: Event) -> State:
    """Scroll the page, or close it on any other key. The front end limits scrolling, as it knows the page's length."""
    match event:
        case Key("j" | "down"):
            return replace(state, scroll=state.scroll + 1)
        case Key("k" | "up"):
            return replace(state, scroll=state.scroll - 1)
        case Key("pgdn" | "space"):
            return replace(state, scroll=state.scroll + state.page)
        case Key("pgup"):
            return replace(state, scroll=state.scroll - state.page)
    return leave(state)


def code_points(text: str, offset: int) -> Iterable[str]:
    """Yield a line for each code point: its offset in the document, its number and its name."""
    for place, character in enumerate(text, offset):
        yield f"{place:>6}  U+{ord(character):04X}  {unicodedata.name(character, '(no name)')}"


def remaining(state: State) -> dict[str, list[int]]:
    """Return the numbers of the sentences to come back to, by reason: open, skipped, flagged, or a source without a name."""
    numbers: dict[str, list[int]] = {"open": [], "skipped": [], "flagged": [], "source not named yet": []}
    for number, sentence in enumerate(state.document.sentences, 1):
        if state.versions and sentence.id not in state.versions:
            continue
        annotation = state.annotation_of(sentence.id)
        if annotation.label is None:
            numbers["open"].append(number)
        if annotation.label == SKIP:
            numbers["skipped"].append(number)
        if annotation.flag is not None:
            numbers["flagged"].append(number)
        if any(not source.name for source in annotation.sources):
            numbers["source not named yet"].append(number)
    return numbers


def revisit(state: State) -> State:
    """Go to the first sentence that is not done; quit if there is none."""
    first = next((number for numbers in remaining(state).values() for number in numbers), None)
    return quit_session(state) if first is None else arrive(state, first - 1)
