"""Finding sentences by text, in this article and in the others, and opening the claims of a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from annotate.labelling.state import (
    ClaimPage,
    Destination,
    Event,
    Find,
    FindElsewhere,
    Hit,
    Key,
    ListClaims,
    Number,
    State,
    arrive,
    leave,
    no_action,
    quote,
    refuse,
    say,
)
from annotate.model import Document
from annotate.model.claim_list import ListedClaim


def hits(document: Document, text: str) -> list[int]:
    """Return the indexes of the sentences that contain a text, in any case and however its words are spaced."""
    sought = _folded(text)
    return [
        place
        for place, sentence in enumerate(document.sentences)
        if sought in _folded(document.text[sentence.start : sentence.end])
    ]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


# -- finding ----------------------------------------------------------------------------------------------------------


def find(state: State, text: str, *, everywhere: bool) -> State:
    """Go to the next sentence that contains a text. `everywhere`: after the last one of the article, to the next article's."""
    return _seek(state, Find(text, everywhere), backwards=False)


def find_next(state: State, find: Find) -> State:
    """Go to the next hit of a find."""
    return _seek(state, find, backwards=False)


def find_previous(state: State, find: Find) -> State:
    """Go to the hit of a find before this one."""
    return _seek(state, find, backwards=True)


def end_find(state: State, find: Find) -> State:
    """End a find: `n` has its usual meaning again."""
    return say(state, f"No longer finding {quote(find.text)}.")


def _seek(state: State, find: Find, *, backwards: bool) -> State:
    places = hits(state.document, find.text)
    further = [place for place in places if (place < state.at if backwards else place > state.at)]
    if not places or (find.everywhere and not further):
        return replace(state, request=FindElsewhere(find.text, backwards))
    return _show_hit(state, find, places, (further or places)[-1 if backwards else 0])


def _show_hit(state: State, find: Find, places: Sequence[int], place: int) -> State:
    shown = replace(arrive(state, place), find=find)
    return say(shown, f"Found {_position(state, places.index(place) + 1, len(places))}")


def _position(state: State, number: int, count: int) -> str:
    return f"{number} of {count}: {state.key('n')} next, {state.key('N')} previous."


def show_found(state: State, request: FindElsewhere, hit: Hit | None) -> State:
    """Go to the hit that was found in the project's other articles; in this article if there is none."""
    find = Find(request.text, everywhere=True)
    if hit is not None and hit.document != state.document.id:
        message = f"Found in {hit.document}, {_position(state, hit.place, hit.count)}"
        goal = Destination(hit.document, hit.number, message, find=find)
        return replace(state, over=True, destination=goal, message=message)
    places = hits(state.document, request.text)
    if not places:
        return refuse(state, f"No sentence contains {quote(request.text)}.")
    return _show_hit(state, find, places, places[-1 if request.backwards else 0])


def open_article(state: State, text: str) -> State:
    """Go to another article, by its id, at the sentence whose number may follow."""
    document, _, number = text.rpartition(" ")
    if not document or not number.isdecimal():
        document, number = text, "1"
    if document == state.document.id:
        return arrive(state, int(number[:9]) - 1)
    goal = Destination(document, int(number[:9]), f"Opened {document}.")
    return replace(state, over=True, destination=goal, message=goal.message)


# -- the list of claims -----------------------------------------------------------------------------------------------


def list_claims(state: State, conditions: str) -> State:
    """Ask for the claims of this article, or with ``all`` first, of the project; the other words say which of them."""
    first, _, rest = conditions.partition(" ")
    everywhere = first == "all"
    return replace(state, request=ListClaims(rest.strip() if everywhere else conditions, everywhere))


def show_claims(state: State, request: ListClaims, claims: Sequence[ListedClaim]) -> State:
    """Show a list of claims, at the first one of this sentence or after it."""
    if not claims:
        where = "the project" if request.everywhere else "this article"
        which = f" with {request.conditions}" if request.conditions else ""
        whose = "There is" if "annotator=" in request.conditions else "You have"
        return refuse(state, f"{whose} no claim in {where}{which}.")
    here = (row for row, listed in enumerate(claims) if listed.document.id == state.document.id and listed.number > state.at)
    return replace(state, mode=ClaimPage(tuple(claims), request.everywhere, next(here, 0)), scroll=0)


def handle_claims(state: State, page: ClaimPage, event: Event) -> State:
    """Handle an event in the list: move the mark, or open the sentence of the marked claim."""
    last = len(page.claims) - 1
    match event:
        case Key("enter" | "space"):
            return _open(state, page.claims[page.row])
        case Number(number):
            return _open(state, page.claims[number - 1]) if 1 <= number <= last + 1 else _no_row(state, number, last + 1)
        case Key("down" | "j"):
            return _mark(state, page, min(page.row + 1, last))
        case Key("up" | "k"):
            return _mark(state, page, max(page.row - 1, 0))
        case Key("pgdn"):
            return _mark(state, page, min(page.row + state.page, last))
        case Key("pgup"):
            return _mark(state, page, max(page.row - state.page, 0))
        case Key("home"):
            return _mark(state, page, 0)
        case Key("end"):
            return _mark(state, page, last)
        case Key("backspace"):
            return replace(state, mode=replace(page, typed=page.typed[:-1]))
        case Key(digit) if digit.isascii() and digit.isdecimal():
            typed = next((text for text in (page.typed + digit, digit) if 1 <= int(text) <= last + 1), "")
            if not typed:
                return _no_row(state, int(digit), last + 1)
            return replace(state, mode=replace(page, row=int(typed) - 1, typed=typed))
        case Key("q"):
            return leave(state)
    return no_action(state, event)


def _mark(state: State, page: ClaimPage, row: int) -> State:
    return replace(state, mode=replace(page, row=row, typed=""))


def _no_row(state: State, number: int, count: int) -> State:
    return refuse(state, f"There is no claim {number} in the list (it has {count}).")


def _open(state: State, listed: ListedClaim) -> State:
    """Go to the sentence of a claim, which another article may have."""
    message = f"Sentence {listed.number} of {listed.document.id}, {listed.claim.id.upper()} of {listed.annotator}."
    if listed.document.id != state.document.id:
        goal = Destination(listed.document.id, listed.number, message)
        return replace(leave(state), over=True, destination=goal, message=message)
    number = state.document.number(listed.sentence.id)
    if number is None:
        return refuse(leave(state), f"Sentence {listed.number} was split or merged since: open the list again.")
    arrived = arrive(state, number - 1)
    focus = ("claim", listed.claim.id)
    return say(replace(arrived, focus=focus if focus in arrived.items else arrived.focus), message)
