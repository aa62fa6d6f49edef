"""The labelling session as a state machine. Everything that decides what a key does lives here.

The rules:

1. ``step(state, event) -> state`` is pure: frozen values in and out; no clock, no files, no terminal. `open_session` makes the
   first state.
2. A state that has `changes` asks for them to be saved as one decision before it is shown; if that fails, the state before
   stands. So what is on the screen is what is stored.
3. A suggestion that is open can be changed (edges, source, stance) and stays open: what it is then is a draft, which Space
   stores. `u` takes back a change newer than the last decision. Drafts last as long as the session, across sentences.
4. An event that has no meaning in a state changes nothing but the message, and sets `refused`.
5. Esc or ` leaves every state but REVIEW and END, and the labels as they are.
6. Undo and redo are decisions too: nothing is taken out of the history, in which every decision can be undone.
7. A state that has a `mend` asks for the segmentation to be corrected; the session is then opened anew. What it
   moved is the oldest that can be undone.

Which key does what in which state stands in `KEYS`, below; the states and what leads from one to the next:

    REVIEW    -> PICK (c m s i e, a) -> REVIEW            two words, a ready-made span, or a word
              -> SOURCE (s)          -> REVIEW | WHO      a mention, a number, o picker, v named later, y the last one
              -> ASK (Enter, w, a)   -> REVIEW            one of the schema's questions
              -> WRITE (N F :, a)    -> REVIEW            a line of text
              -> PAGE (? G I B)      -> REVIEW            something to read; ? from the others too, and back there
              -> END                 after the last sentence, and back with b
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from annotate.errors import SchemaError
from annotate.labelling.actions.pages import open_page, page_event, revisit
from annotate.labelling.actions.picking import (
    end_left,
    end_right,
    new_claim,
    new_end,
    new_piece,
    new_start,
    pick_above,
    pick_below,
    picking_event,
    start_left,
    start_right,
    trim_end,
    trim_start,
)
from annotate.labelling.actions.questions import ask_event, attributes, finish, menu_event, skip
from annotate.labelling.actions.review import (
    accept,
    back,
    cycle_stance,
    focus_next,
    join,
    nothing,
    previous_item,
    quit_session,
    reject,
    remove,
    review_event,
    scroll_down,
    scroll_up,
)
from annotate.labelling.actions.segmentation import change_role, merge_next, split_here
from annotate.labelling.actions.sources import choose_source, picker_event, source_event, who_event
from annotate.labelling.actions.text import command, flag, note, writing_event
from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.history import redo, replay, undo
from annotate.labelling.state import RESTING, Event, Key, Mode, State, Suggestion, arrive, leave, no_action, one_line, say
from annotate.model import Candidate, Document, Revision, SentenceAnnotation
from annotate.schema import Schema


def open_session(
    document: Document,
    schema: Schema,
    history: Iterable[Revision] = (),
    *,
    annotator: str = "",
    profile: str = "quick",
    relabel: bool = False,
    suggestions: Mapping[str, tuple[Suggestion, ...]] | None = None,
    assistance: Assistance | None = None,
    versions: Mapping[str, tuple[Candidate, ...]] | None = None,
    entries: Mapping[str, SentenceAnnotation] | None = None,
    bindings: Bindings = UNBOUND,
) -> State:
    """The state a session starts in: where the annotator stopped, with everything to undo.

    `history` are the annotator's revisions of the document, oldest first. With `relabel` it opens at the first sentence, to
    decide all again.
    `suggestions` are what rules propose, by sentence; `assistance` says which of them are shown, all if it is None, and is drawn
    for this annotator if it names no other. `bindings` are the keys that its messages name.
    With `versions` an adjudicator decides between them, sentence by sentence; `entries` are then what the session opens on.
    Raises SchemaError where a stance's hot-key is a key of the prompt.
    """
    _check_keys(schema)
    assistance = assistance or Assistance()
    drawn_for = " ".join(one_line(assistance.annotator or annotator).split())  # as a script can say it
    assistance = replace(assistance, annotator=drawn_for)
    state = State(document, schema, annotator, profile, relabel, bindings)
    state = replace(state, assistance=assistance, versions=versions or {}, entries=entries or {})
    state = replay(state, history)
    state = replace(state, at=0 if relabel else _where_stopped(state))
    return propose(state, suggestions or {})


def propose(state: State, suggestions: Mapping[str, tuple[Suggestion, ...]]) -> State:
    """A session that was just opened, with what rules propose, by sentence: it shall not have to wait for them to be seen."""
    state = arrive(replace(state, suggestions=suggestions), state.at)
    return say(state, _opening(state))


def _check_keys(schema: Schema) -> None:
    for choice in schema.labels["stance"].choices:
        if action := KEYS[Mode.REVIEW].get(choice.key):
            raise SchemaError(
                f"the hot-key {choice.key!r} of the stance {choice.title!r} is the prompt's key for {described(action)[0]!r}; "
                "give the stance another `x-key` in the schema"
            )


def _where_stopped(state: State) -> int:
    """The sentence to go on with: the first without a label after the latest decision, else the first without one."""
    sentences = state.document.sentences
    start = state.past[-1].at if state.past else 0
    return next(state.undecided([*range(start, len(sentences)), *range(start)]), len(sentences))


def _opening(state: State) -> str:
    if state.versions:
        left = len(state.asked) - state.finished
        return f"{left} of {len(state.asked)} sentences to adjudicate: a digit takes a version, or label as always."
    if state.relabel:
        return "Relabelling: the sentences open as they are stored."
    if not state.past and state.open_suggestions:
        return f"{state.key('space')} accepts the suggestion, {state.key('x')} rejects it, {state.key('?')} helps."
    if not state.past:
        return f"{state.key('c')} labels a claim, {state.key('n')} says there is none, {state.key('?')} shows the keys."
    return f"You stopped here; {state.finished} of {len(state.document.sentences)} sentences are done."


def step(state: State, event: Event) -> State:
    """The state after an event. What is to be saved is in its `changes`; raises nothing."""
    if state.over:
        return state
    state = replace(state, message="", refused=False, changes=(), action="edit", mend=None)
    if isinstance(event, Key):
        if event.name in ("esc", "`") and state.mode not in RESTING:
            return leave(state)
        if action := KEYS[state.mode].get(event.name):
            return action(state)
    handler = _OTHERWISE.get(state.mode)
    return handler(state, event) if handler else no_action(state, event)


Action = Callable[[State], State]
"""What a key does. The first line of its docstring is its name, by which it can be bound to another key, and what it does."""


def described(action: Action) -> tuple[str, str]:
    """An action's name, and what it does."""
    name, _, what = (action.__doc__ or "").splitlines()[0].partition(": ")
    return name, what


_END_KEYS: dict[str, Action] = {
    "enter": revisit,
    "space": revisit,
    "b": back,
    "u": undo,
    "U": redo,
    ":": command,
    "?": open_page("help"),
    "B": open_page("furniture"),
    "q": quit_session,
}


_PICK_KEYS: dict[str, Action] = {
    "pgup": pick_above,
    "up": pick_above,
    "pgdn": pick_below,
    "down": pick_below,
    "?": open_page("help"),
}


KEYS: dict[Mode, dict[str, Action]] = {
    Mode.REVIEW: {
        "space": accept,
        "x": reject,
        "n": nothing,
        "enter": finish,
        "tab": focus_next,
        "j": focus_next,
        "down": focus_next,
        "k": previous_item,
        "up": previous_item,
        "backtab": previous_item,
        "c": new_claim,
        "s": choose_source,
        "z": cycle_stance,
        "d": trim_start,
        "f": trim_end,
        "h": start_left,
        "left": start_left,
        "H": start_right,
        "l": end_right,
        "right": end_right,
        "L": end_left,
        "i": new_start,
        "e": new_end,
        "m": new_piece,
        "p": join,
        "r": remove,
        "a": attributes,
        "u": undo,
        "U": redo,
        "b": back,
        "pgup": scroll_up,
        "pgdn": scroll_down,
        "w": skip,
        "S": split_here,
        "M": merge_next,
        "R": change_role,
        "F": flag,
        "N": note,
        "G": open_page("guideline"),
        "I": open_page("inspect"),
        "B": open_page("furniture"),
        "?": open_page("help"),
        ":": command,
        "q": quit_session,
    },
    Mode.PICK: _PICK_KEYS,
    Mode.SOURCE: _PICK_KEYS,
    Mode.WHO: {"?": open_page("help")},
    Mode.PICKER: {},
    Mode.MENU: {"?": open_page("help")},
    Mode.ASK: {"?": open_page("guideline")},
    Mode.WRITE: {},
    Mode.PAGE: {},
    Mode.END: _END_KEYS,
}


_OTHERWISE: dict[Mode, Callable[[State, Event], State]] = {
    Mode.REVIEW: review_event,
    Mode.PICK: picking_event,
    Mode.SOURCE: source_event,
    Mode.WHO: who_event,
    Mode.PICKER: picker_event,
    Mode.MENU: menu_event,
    Mode.ASK: ask_event,
    Mode.WRITE: writing_event,
    Mode.PAGE: page_event,
}
