"""Picking a span by hints, word numbers or a ready-made span, and moving the edges of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from annotate.labelling import edits
from annotate.labelling.actions.segmentation import split_before
from annotate.labelling.history import decide
from annotate.labelling.state import (
    At,
    ChooseSource,
    Event,
    Key,
    Number,
    Pick,
    Picking,
    PickPurpose,
    Pointed,
    State,
    amend,
    describe_focus,
    describe_pieces,
    leave,
    no_action,
    quote,
    refuse,
    refuse_without_claim,
    say,
)
from annotate.labelling.words import Word, clause_edges, hints, is_balanced, stretch, suggested_spans, words
from annotate.model import Document, Span

Edge = Literal["start", "end"]


def new_claim(state: State) -> State:
    """Start to pick a new claim."""
    return _pick(state, PickPurpose.CLAIM)


def new_piece(state: State) -> State:
    """Start to pick another piece of what is focused."""
    return _pick(state, PickPurpose.PIECE) if _pieces(state) else refuse_without_claim(state)


def new_start(state: State) -> State:
    """Start to pick another first word of what is focused."""
    return _pick(state, PickPurpose.START) if _pieces(state) else refuse_without_claim(state)


def new_end(state: State) -> State:
    """Start to pick another last word of what is focused."""
    return _pick(state, PickPurpose.END) if _pieces(state) else refuse_without_claim(state)


def _pick(state: State, purpose: PickPurpose) -> State:
    return replace(state, mode=Pick(purpose, state.at), scroll=0)


def _pieces(state: State) -> tuple[Span, ...]:
    """Return the pieces of the focused claim or suggestion, none if neither is focused."""
    focused = state.suggestion or state.claim
    return focused.spans if focused else ()


def _reshape(state: State, pieces: tuple[Span, ...]) -> State:
    """Give the focused claim or suggestion other pieces; a suggestion stays open."""
    claim, suggestion = state.claim, state.suggestion
    if problem := claim_problem(state, claim.id if claim else "", pieces):
        return refuse(_without_hint(state), problem)
    if suggestion is not None:
        state = amend(state, suggestion, replace(suggestion, spans=pieces))
    elif claim is not None:
        state = decide(state, edits.set_spans(state.annotation, claim.id, pieces), "")
    return say(state, describe_pieces(state))


def pick_hints(state: State, picking: Picking) -> tuple[str, ...]:
    """Return the hint of each word of the sentence being picked from, empty for words that cannot be picked."""
    ends = picking.first is not None or (isinstance(picking, Pick) and picking.purpose is PickPurpose.END)
    reserved = "ovy" if isinstance(picking, ChooseSource) and picking.first is None else ""  # they choose a source
    first = pick_words(state, picking).index(picking.first) if picking.first else 0
    return hints(state.text_of(picking.at), state.document.sentences[picking.at].start, reserved, ends=ends, first=first)


def pick_words(state: State, picking: Picking) -> tuple[Word, ...]:
    """Return the words of the sentence being picked from."""
    return words(state.text_of(picking.at), state.document.sentences[picking.at].start)


def ready_spans(state: State, picking: Picking) -> tuple[Span, ...]:
    """Return the ready-made spans of the sentence being picked from."""
    offsets = suggested_spans(state.text_of(picking.at), state.document.sentences[picking.at].start)
    return tuple(state.document.span(start, end) for start, end in offsets)


def handle_pick(state: State, pick: Pick, event: Event) -> State:
    """Handle an event in PICK: put the word or the span to its use once it is complete."""
    picked = pick_span(state, pick, event)
    if isinstance(picked, State):
        return picked
    match pick.purpose:
        case PickPurpose.PIECE:
            return _add_piece(state, picked)
        case PickPurpose.CUE:
            return _set_cue(state, picked)
        case _:  # the purposes for which one word is enough give no span
            return _add_claim(state, picked)


def pick_span(state: State, picking: Picking, event: Event) -> State | Span:
    """Return the span once it is complete, the state before that.

    Events choose a word by its hint or number, a ready-made span, or another sentence to pick from.
    """
    match event:
        case Pointed(number):
            row = pick_words(state, picking)
            if not 1 <= number <= len(row):
                return refuse(state, f"This sentence has no word {number} (it has {_count(len(row), 'word')}).")
            return _pick_word(state, picking, row[number - 1])
        case At(number):
            return _pick_from(state, picking, number - 1)
        case Number(number):
            return _pick_ready(state, picking, number)
        case Key("space" | "enter") if picking.first is not None:
            return _pick_word(state, picking, picking.first)
        case Key("backspace"):
            return replace(state, mode=replace(picking, typed=picking.typed[:-1]))
        case Key(name) if len(name) == 1 and name.isdecimal():
            return _pick_ready(state, picking, int(name))
        case Key(name) if len(name) == 1 and name.isalpha():
            return _type_hint(state, picking, picking.typed + name)
    return no_action(state, event)


def _type_hint(state: State, picking: Picking, typed: str) -> State | Span:
    """Handle one more letter of a hint."""
    offered = pick_hints(state, picking)
    if typed and typed in offered:
        return _pick_word(state, picking, pick_words(state, picking)[offered.index(typed)])
    if any(hint.startswith(typed) for hint in offered):
        return replace(state, mode=replace(picking, typed=typed))
    return refuse(_without_hint(state), f"No word has the hint {quote(typed)}.")


def _without_hint(state: State) -> State:
    """Forget the letter of a hint typed so far, if there is one."""
    return replace(state, mode=replace(state.picking, typed="")) if state.picking else state


def _pick_word(state: State, picking: Picking, word: Word) -> State | Span:
    """Choose a word: the only one, the first or the last."""
    match picking:
        case Pick(PickPurpose.SPLIT):
            return split_before(state, word)
        case Pick(PickPurpose.START):
            return _move_edge(state, "start", word)
        case Pick(PickPurpose.END):
            return _move_edge(state, "end", word)
    if picking.first is None:  # the screen follows the word from here on
        return replace(state, mode=replace(picking, first=word, typed=""), scroll=0)
    if word.end < picking.first.end:
        return refuse(_without_hint(state), "The last word comes before the first; pick a later one.")
    return state.document.span(*stretch(state.document.text, picking.first, word))


def _pick_ready(state: State, picking: Picking, number: int) -> State | Span:
    """Choose a ready-made span by its number."""
    if isinstance(picking, ChooseSource) or picking.single or picking.first is not None:
        return refuse(state, "Pick a word by its hint.")
    offered = ready_spans(state, picking)
    if not 1 <= number <= len(offered):
        return refuse(state, f"There is no suggested span {number} (there are {len(offered)}).")
    return offered[number - 1]


def _pick_from(state: State, picking: Picking, at: int) -> State:
    """Pick in another sentence."""
    count = len(state.document.sentences)
    if isinstance(picking, Pick) and picking.bound and at != state.at:
        where = f"For another: Esc, then :{at + 1}." if 0 <= at < count else "Esc to cancel."
        splitting = picking.purpose is PickPurpose.SPLIT
        rule = "Only this sentence can be split here." if splitting else "A claim must start in this sentence."
        return refuse(state, f"{rule} {where}")
    if picking.first is not None:
        return refuse(state, "A span must end in the sentence it starts in; pick its last word, or Esc to cancel.")
    if not 0 <= at < count:
        return refuse(state, f"There is no sentence {at + 1} to pick from (there are {count}).")
    return replace(state, mode=replace(picking, at=at, typed=""))


def pick_above(state: State) -> State:
    """Pick in the sentence above."""
    return _pick_from(state, state.picking, state.picking.at - 1) if state.picking else state


def pick_below(state: State) -> State:
    """Pick in the sentence below."""
    return _pick_from(state, state.picking, state.picking.at + 1) if state.picking else state


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _add_claim(state: State, span: Span) -> State:
    if problem := claim_problem(state, "", (span,)):
        return refuse(replace(state, mode=Pick(PickPurpose.CLAIM, state.at)), problem)
    annotation, claim = edits.add_claim(state.annotation, (span,), state.schema)
    state = decide(replace(state, focus=("claim", claim)), annotation, "")
    return say(state, describe_focus(state))


def _add_piece(state: State, span: Span) -> State:
    before = _pieces(state)
    pieces = merge_pieces(state.document, (*before, span))
    if pieces == before:
        return refuse(leave(state), "The claim contains that piece already.")
    reshaped = _reshape(state, pieces)
    return leave(reshaped) if reshaped.refused else reshaped


def claim_problem(state: State, id: str, pieces: tuple[Span, ...], at: int | None = None) -> str:
    """Return why a claim cannot have these pieces, empty if it can.

    `id` is the claim's, empty for a new one; `at` the index of its sentence, the current one if None.
    """
    sentence = state.document.sentences[state.at if at is None else at]
    if not any(span.start < sentence.end and sentence.start < span.end for span in pieces):
        return "A part of the claim must be in its own sentence."
    if any(claim.id != id and claim.spans == pieces for claim in state.annotation_of(sentence.id).claims):
        return "This claim is marked already."
    return ""


def merge_pieces(document: Document, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the pieces in order, with those that overlap or touch merged."""
    pieces: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if pieces and span.start <= pieces[-1].end:
            pieces[-1] = document.span(pieces[-1].start, max(pieces[-1].end, span.end))
        else:
            pieces.append(span)
    return tuple(pieces)


def _set_cue(state: State, span: Span) -> State:
    stance = state.stance
    if stance is None:
        return refuse_without_claim(leave(state))
    annotation = edits.set_stance(state.annotation, stance.claim, stance.source, replace(stance, cue=span))
    return decide(state, annotation, f"Cue: {quote(span.text)}.")


def _move_edge(state: State, edge: Edge, word: Word) -> State:
    """Set the first or last word of what is focused."""
    pieces = _pieces(state)
    first, last = pieces[0], pieces[-1]
    if edge == "start":
        if word.start >= first.end:
            return refuse(_without_hint(state), "The start must come before the end.")
        return _reshape(state, (state.document.span(word.start, first.end), *pieces[1:]))
    if word.end <= last.start:
        return refuse(_without_hint(state), "The end must come after the start.")
    return _reshape(state, (*pieces[:-1], state.document.span(last.start, _balanced_end(state.document, last.start, word))))


def _balanced_end(document: Document, start: int, word: Word) -> int:
    """Return where a span from `start` ends with a word, with the quotations and brackets opened in it closed."""
    return stretch(document.text, Word(start, start + 1, start, start + 1), word)[1]


def _words_around(state: State, offset: int) -> tuple[Word, ...]:
    """Return the words of the sentence at an offset and of those beside it: an edge may move over sentences.

    In a script without spaces an edge moves by cluster, to places where the dictionary finds no end of a word.
    """
    here = state.document.index_at(offset)
    places = range(max(here - 1, 0), min(here + 2, len(state.document.sentences)))
    sentences = ((state.text_of(at), state.document.sentences[at].start) for at in places)
    return tuple(word for text, start in sentences for word in words(text, start, clusters=True))


def _shift_edge(state: State, edge: Edge, by: int) -> State:
    """Move an edge of what is focused by a number of words."""
    pieces = _pieces(state)
    if not pieces:
        return refuse_without_claim(state)
    offset = pieces[0].start if edge == "start" else pieces[-1].end
    row = _words_around(state, offset - (edge == "end"))
    place = _word_at(row, offset, edge)
    if place is None or not 0 <= place + by < len(row):
        return refuse(state, "There is no further word in this direction.")
    return _move_edge(state, edge, row[place + by])


def _word_at(row: Sequence[Word], offset: int, edge: Edge) -> int | None:
    """Return the index of the word at an edge.

    For a start that is the last word that begins at or before the offset, for an end the first that ends at or after it.
    """
    if edge == "start":
        return max((i for i, word in enumerate(row) if word.outer_start <= offset), default=None)
    return min((i for i, word in enumerate(row) if word.outer_end >= offset), default=None)


def start_left(state: State) -> State:
    """Start one word earlier."""
    return _shift_edge(state, "start", -1)


def start_right(state: State) -> State:
    """Start one word later."""
    return _shift_edge(state, "start", 1)


def end_left(state: State) -> State:
    """End one word earlier."""
    return _shift_edge(state, "end", -1)


def end_right(state: State) -> State:
    """End one word later."""
    return _shift_edge(state, "end", 1)


def trim_start(state: State) -> State:
    """Drop the leading clause."""
    return _trim(state, "start")


def trim_end(state: State) -> State:
    """Drop the trailing clause."""
    return _trim(state, "end")


def _trim(state: State, edge: Edge) -> State:
    """Drop the clause at an edge of what is focused, and the quotation mark or comma that would be left behind."""
    pieces = _pieces(state)
    if not pieces:
        return refuse_without_claim(state)
    piece = pieces[0] if edge == "start" else pieces[-1]
    trimmed = _without_clause(state, piece, edge)
    if trimmed is None:
        return refuse(state, f"There is no clause to drop at the {edge}.")
    return _reshape(state, (trimmed, *pieces[1:]) if edge == "start" else (*pieces[:-1], trimmed))


def _without_clause(state: State, piece: Span, edge: Edge) -> Span | None:
    """Return a piece without its first or last clause, None if it has only one.

    A clause that ends inside a quotation or bracket that stays open is not dropped alone.
    """
    text = state.document.text
    inside = [word for word in _words_around(state, piece.start) if piece.start <= word.start and word.end <= piece.end]
    edges = clause_edges(text, piece.start, piece.end)
    for at in edges if edge == "start" else reversed(edges):
        kept = [word for word in inside if (word.start >= at if edge == "start" else word.end <= at)]
        if kept:
            start, end = stretch(text, kept[0], kept[-1])
            if is_balanced(text[start:end]):
                return state.document.span(start, end)
    return None
