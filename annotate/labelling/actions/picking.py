"""PICK: a span is chosen by hints, word numbers or a ready-made stretch; and the edges of a claim are moved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from annotate.labelling import edits
from annotate.labelling.actions.segmentation import split_before
from annotate.labelling.history import decide
from annotate.labelling.state import (
    At,
    Event,
    Key,
    Mode,
    Number,
    Picking,
    Pointed,
    State,
    amended,
    leave,
    no_action,
    no_claim,
    quoted,
    refuse,
    say,
    spoken,
    spoken_pieces,
)
from annotate.labelling.words import Word, clause_edges, hints, stretch, suggested_spans, words
from annotate.model import Document, Span


def new_claim(state: State) -> State:
    """claim: a new one; a digit takes a ready-made span, letters pick its first and last word"""
    return _pick(state, "claim")


def new_piece(state: State) -> State:
    """piece: one more for the focused claim or suggestion"""
    return _pick(state, "piece") if _pieces(state) else no_claim(state)


def new_start(state: State) -> State:
    """new start: pick another first word for the focused claim or suggestion"""
    return _pick(state, "start") if _pieces(state) else no_claim(state)


def new_end(state: State) -> State:
    """new end: pick another last word for the focused claim or suggestion"""
    return _pick(state, "end") if _pieces(state) else no_claim(state)


def _pieces(state: State) -> tuple[Span, ...]:
    """The pieces of the claim or the suggestion that is focused; none where neither is."""
    focused = state.suggestion or state.claim
    return focused.spans if focused else ()


def _reshape(state: State, pieces: tuple[Span, ...]) -> State:
    """The focused claim with other pieces, decided; a suggestion with them stays open. One that cannot have them is refused."""
    claim, suggestion = state.claim, state.suggestion
    if unfit := misfit(state, claim.id if claim else "", pieces):
        return refuse(replace(state, picking=_untyped(state)), unfit)
    if suggestion is not None:
        state = amended(state, replace(suggestion, spans=pieces))
    elif claim is not None:
        state = decide(state, edits.set_spans(state.annotation, claim.id, pieces), "")
    return say(state, spoken_pieces(state))


def _pick(state: State, purpose: str) -> State:
    return replace(state, mode=Mode.PICK, picking=Picking(purpose, state.at), scroll=0)


def pick_hints(state: State) -> tuple[str, ...]:
    """The hint of each word of the sentence that is picked from."""
    picking = state.picking or Picking("claim", state.at)
    ends = picking.first is not None or picking.purpose == "end"
    reserved = "ovy" if state.mode is Mode.SOURCE and picking.first is None else ""
    first = pick_words(state).index(picking.first) if picking.first else 0
    return hints(state.text_of(picking.at), state.document.sentences[picking.at].start, reserved, ends=ends, first=first)


def pick_words(state: State) -> tuple[Word, ...]:
    """The words of the sentence that is picked from."""
    at = state.picking.at if state.picking else state.at
    return words(state.text_of(at), state.document.sentences[at].start)


def ready_spans(state: State) -> tuple[Span, ...]:
    """The ready-made spans of the sentence that is picked from."""
    at = state.picking.at if state.picking else state.at
    found = suggested_spans(state.text_of(at), state.document.sentences[at].start)
    return tuple(state.document.span(start, end) for start, end in found)


def picking_event(state: State, event: Event) -> State:
    """A span being picked; what for says what happens to it."""
    chosen = choose(state, event)
    if isinstance(chosen, State):
        return chosen
    assert state.picking is not None
    return _SPANNED[state.picking.purpose](state, chosen)


def choose(state: State, event: Event) -> State | Span:
    """A word by hint or number, a ready-made span, or another sentence to pick from: the span once it is complete."""
    picking = state.picking
    assert picking is not None
    match event:
        case Pointed(number):
            row = pick_words(state)
            if not 1 <= number <= len(row):
                return refuse(state, f"There is no word {number} here; the sentence has {len(row)}.")
            return _picked(state, row[number - 1])
        case At(number):
            return _pick_from(state, number - 1)
        case Number(number):
            return _ready(state, number)
        case Key("space" | "enter") if picking.first is not None:
            return _picked(state, picking.first)
        case Key("backspace"):
            return replace(state, picking=replace(picking, typed=picking.typed[:-1]))
        case Key(name) if len(name) == 1 and name.isdecimal():
            return _ready(state, int(name))
        case Key(name) if len(name) == 1 and name.isalpha():
            return _typed(state, picking.typed + name)
    return no_action(state, event)


def _typed(state: State, typed: str) -> State | Span:
    """One more letter of a hint."""
    offered = pick_hints(state)
    if typed and typed in offered:
        return _picked(state, pick_words(state)[offered.index(typed)])
    if any(hint.startswith(typed) for hint in offered):
        assert state.picking is not None
        return replace(state, picking=replace(state.picking, typed=typed))
    return refuse(replace(state, picking=_untyped(state)), f'No word has the hint "{typed}".')


def _untyped(state: State) -> Picking | None:
    return replace(state.picking, typed="") if state.picking else None


def _picked(state: State, word: Word) -> State | Span:
    """A word is chosen: the first of two, or all that was asked."""
    picking = state.picking
    assert picking is not None
    if picking.purpose == "split":
        return split_before(state, word)
    if picking.single:
        return _moved_edge(state, picking.purpose, word)
    if picking.first is None:
        return replace(state, picking=replace(picking, first=word, typed=""))
    if word.end < picking.first.end:
        return refuse(replace(state, picking=_untyped(state)), "The last word stands before the first; pick a later one.")
    return state.document.span(*stretch(state.document.text, picking.first, word))


def _ready(state: State, number: int) -> State | Span:
    picking = state.picking
    if picking is None or picking.single or picking.first is not None or picking.purpose == "mention":
        return refuse(state, "A word is asked for here, by its hint.")
    offered = ready_spans(state)
    if not 1 <= number <= len(offered):
        return refuse(state, f"There is no ready-made span {number}; there are {len(offered)}.")
    return offered[number - 1]


def _pick_from(state: State, at: int) -> State:
    picking = state.picking
    assert picking is not None
    count = len(state.document.sentences)
    if picking.bound and at != state.at:
        return refuse(state, f"A {picking.purpose} begins in its own sentence: Esc, then :{at + 1} goes there.")
    if picking.first is not None or not 0 <= at < count:
        return refuse(state, f"There is no sentence {at + 1} to pick from; there are {count}, and a span begins and ends in one.")
    return replace(state, picking=replace(picking, at=at, typed=""))


def pick_above(state: State) -> State:
    """above: pick in the sentence above"""
    return _pick_from(state, state.picking.at - 1) if state.picking else state


def pick_below(state: State) -> State:
    """below: pick in the sentence below"""
    return _pick_from(state, state.picking.at + 1) if state.picking else state


def _claimed(state: State, span: Span) -> State:
    if unfit := misfit(state, "", (span,)):
        return refuse(replace(state, picking=Picking("claim", state.at)), unfit)
    annotation, claim = edits.add_claim(state.annotation, (span,), state.schema)
    state = decide(replace(state, focus=("claim", claim)), annotation, "")
    return say(state, spoken(state))


def _pieced(state: State, span: Span) -> State:
    before = _pieces(state)
    pieces = merge_pieces(state.document, (*before, span))
    if pieces == before:
        return refuse(leave(state), "That piece is in the claim already.")
    reshaped = _reshape(state, pieces)
    return leave(reshaped) if reshaped.refused else reshaped


def misfit(state: State, id: str, pieces: tuple[Span, ...], at: int | None = None) -> str:
    """Why a claim cannot have these pieces in a sentence (this one, if None); empty where it can. A new claim has no `id`."""
    sentence = state.document.sentences[state.at if at is None else at]
    if not any(span.start < sentence.end and sentence.start < span.end for span in pieces):
        return "A claim has a part in its own sentence."
    if any(claim.id != id and claim.spans == pieces for claim in state.annotation_of(sentence.id).claims):
        return "That claim is labelled already."
    return ""


def merge_pieces(document: Document, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces in order, those that overlap or touch made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if found and span.start <= found[-1].end:
            found[-1] = document.span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _cued(state: State, span: Span) -> State:
    stance = state.stance
    if stance is None:
        return no_claim(leave(state))
    annotation = edits.set_stance(state.annotation, stance.claim, stance.source, replace(stance, cue=span))
    return decide(state, annotation, f"Cue {quoted(span.text)}.")


def _moved_edge(state: State, edge: str, word: Word) -> State:
    """The first or last word of what is focused set anew."""
    pieces = _pieces(state)
    first, last = pieces[0], pieces[-1]
    if edge == "start":
        if word.start >= first.end:
            return refuse(replace(state, picking=_untyped(state)), "The start must stand before the end.")
        return _reshape(state, (state.document.span(word.start, first.end), *pieces[1:]))
    if word.end <= last.start:
        return refuse(replace(state, picking=_untyped(state)), "The end must stand after the start.")
    return _reshape(state, (*pieces[:-1], state.document.span(last.start, _balanced_end(state.document, last.start, word))))


def _balanced_end(document: Document, start: int, word: Word) -> int:
    return stretch(document.text, Word(start, start + 1, start, start + 1), word)[1]


def _words_around(state: State, offset: int) -> tuple[Word, ...]:
    """The words from the sentence before the one an edge stands in to the one after it: an edge may move over sentences."""
    here = max(bisect_right(state.document.sentences, offset, key=lambda sentence: sentence.start) - 1, 0)
    places = range(max(here - 1, 0), min(here + 2, len(state.document.sentences)))
    return tuple(word for at in places for word in words(state.text_of(at), state.document.sentences[at].start))


def _edge(state: State, edge: str, by: int) -> State:
    pieces = _pieces(state)
    if not pieces:
        return no_claim(state)
    offset = pieces[0].start if edge == "start" else pieces[-1].end
    row = _words_around(state, offset - (edge == "end"))
    place = _word_at(row, offset, edge)
    if place is None or not 0 <= place + by < len(row):
        return refuse(state, "There is no word further on.")
    return _moved_edge(state, edge, row[place + by])


def _word_at(row: Sequence[Word], offset: int, edge: str) -> int | None:
    """The word an edge stands at: the last that begins at or before a start, the first that ends at or after an end."""
    if edge == "start":
        return max((i for i, word in enumerate(row) if word.outer_start <= offset), default=None)
    return min((i for i, word in enumerate(row) if word.outer_end >= offset), default=None)


def start_left(state: State) -> State:
    """start left: begin one word earlier"""
    return _edge(state, "start", -1)


def start_right(state: State) -> State:
    """start right: begin one word later"""
    return _edge(state, "start", 1)


def end_left(state: State) -> State:
    """end left: end one word earlier"""
    return _edge(state, "end", -1)


def end_right(state: State) -> State:
    """end right: end one word later"""
    return _edge(state, "end", 1)


def trim_start(state: State) -> State:
    """trim start: drop the leading clause"""
    pieces = _pieces(state)
    if not pieces:
        return no_claim(state)
    first = pieces[0]
    edges = clause_edges(state.document.text, first.start, first.end)
    later = [word for word in _words_around(state, first.start) if edges and edges[0] <= word.start < first.end]
    return _moved_edge(state, "start", later[0]) if later else refuse(state, "There is no clause to drop at the start.")


def trim_end(state: State) -> State:
    """trim end: drop the trailing clause"""
    pieces = _pieces(state)
    if not pieces:
        return no_claim(state)
    last = pieces[-1]
    edges = clause_edges(state.document.text, last.start, last.end)
    earlier = [
        word for word in _words_around(state, last.end - 1) if edges and last.start <= word.start and word.end <= edges[-1]
    ]
    return _moved_edge(state, "end", earlier[-1]) if earlier else refuse(state, "There is no clause to drop at the end.")


_SPANNED: dict[str, Callable[[State, Span], State]] = {
    "claim": _claimed,
    "piece": _pieced,
    "cue": _cued,
}
