"""The labelling session as a state machine: `step` and the table of keys.

The rules:

1. ``step(state, event) -> state`` is pure: frozen values in and out; no clock, no files, no terminal. `open_session` makes the
   first state.
2. A state that has `changes` asks for them to be saved as one decision before it is shown. If that fails, the session stays in
   the state before. So the screen always shows what is stored.
3. An open suggestion can be changed (edges, source, stance) and stays open. The changed suggestion is a draft, which Space
   accepts. `u` takes back a change that is newer than the last decision. Drafts last as long as the session, across sentences.
4. An event that does nothing in a mode changes only the message, and sets `refused`.
5. Esc or ` leaves every mode but REVIEW and END, and changes no labels.
6. Undo and redo are decisions too: nothing is removed from the history, and every decision in it can be undone.
7. A state that has a `segmentation_edit` asks for the article to be corrected; the session is then opened again. If that changes
   what others decided, the annotator is asked first (ASK). Corrections are steps of the history, too.

8. Predicted answers are shown and change nothing until they are taken: with their suggestion, or when the sentence is finished.
   Then each has an origin: accepted, or edited. Going back in a chain of questions undoes the answer before.

`KEYS`, below, is the table of keys. The modes, and which leads to which:

    REVIEW    -> PICK (c m s i e, a) -> REVIEW            two words, a ready-made span, or one word
              -> SOURCE (s)          -> REVIEW | WHO      a mention, a number, o picker, v not named yet, y same as last
              -> LINK (g)            -> ASK -> REVIEW     an earlier claim, and the relation to it
              -> ASK (Enter, w, a)   -> REVIEW            a question of the schema
              -> WRITE (N F :, a)    -> REVIEW            a line of text
              -> PAGE (? G I B)      -> REVIEW            a page to read; ? also opens over other modes, and returns there
              -> CLAIMS (:claims)    -> REVIEW            a list of claims, which opens the sentence of one
              -> ASK -> END          the questions about the article, after its last sentence
              -> END                 after the last sentence, and back with b; Enter ends the session to open the next article
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotate.labelling.actions.finding import end_find, find_next, find_previous, handle_claims
from annotate.labelling.actions.linking import handle_target
from annotate.labelling.actions.pages import go_on, handle_page, open_page, revisit
from annotate.labelling.actions.picking import (
    end_left,
    end_right,
    handle_pick,
    new_claim,
    new_end,
    new_piece,
    new_start,
    pick_above,
    pick_below,
    start_left,
    start_right,
    trim_end,
    trim_start,
)
from annotate.labelling.actions.questions import (
    answer_about_article,
    attributes,
    fill,
    finish,
    handle_ask,
    handle_menu,
    leave_question,
    skip,
)
from annotate.labelling.actions.review import (
    accept,
    back,
    cycle_stance,
    focus_next,
    focus_previous,
    handle_review,
    join,
    link,
    nothing,
    quit_session,
    reject,
    remove,
    scroll_down,
    scroll_up,
)
from annotate.labelling.actions.segmentation import change_role, merge_next, split_here
from annotate.labelling.actions.sources import choose_source, handle_identify, handle_picker, handle_source
from annotate.labelling.actions.text import command, flag, handle_write, note
from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.history import redo, replay, undo
from annotate.labelling.line_editing import one_line
from annotate.labelling.missing import count_missing
from annotate.labelling.state import (
    Ask,
    ChooseSource,
    ChooseTarget,
    ClaimPage,
    Destination,
    End,
    Event,
    Filling,
    Find,
    IdentifyMention,
    Key,
    Linker,
    Menu,
    Mode,
    Page,
    PageKind,
    Pick,
    Predictor,
    Profile,
    Review,
    SourcePicker,
    State,
    Suggestion,
    WriteAnswer,
    WriteLine,
    arrive,
    no_action,
    say,
)
from annotate.model import Candidate, Correction, Document, Remark, Revision, SentenceAnnotation
from annotate.schema import Attribute, Schema


class Action(NamedTuple):
    """An effect of a key: the name by which it can be bound to another key, its description for the help, the function."""

    name: str
    help: str
    run: Callable[[State], State]


def open_session(
    document: Document,
    schema: Schema,
    history: Iterable[Revision] = (),
    *,
    corrections: Iterable[Correction] = (),
    annotator: str = "",
    profile: str = Profile.QUICK,
    asking: tuple[str, ...] = (),
    relabel: bool = False,
    suggestions: Mapping[str, tuple[Suggestion, ...]] | None = None,
    predictor: Predictor | None = None,
    linker: Linker | None = None,
    assistance: Assistance | None = None,
    versions: Mapping[str, tuple[Candidate, ...]] | None = None,
    entries: Mapping[str, SentenceAnnotation] | None = None,
    decided: Mapping[str, Candidate] | None = None,
    remarks: Mapping[str, tuple[Remark, ...]] | None = None,
    only: frozenset[str] = frozenset(),
    bindings: Bindings = UNBOUND,
    filling: Attribute | None = None,
) -> State:
    """Return the state that a session starts in: where the annotator stopped, with everything there is to undo.

    Args:
        document: The article to label.
        schema: The annotation scheme.
        history: The annotator's revisions of the document, oldest first.
        corrections: The corrections of the document by anybody, oldest first.
        annotator: The annotator's name.
        profile: The profile of questions to ask, quick or full.
        asking: Further questions to ask, such as ``claim.checkworthiness``.
        relabel: Open at the first sentence, to decide every sentence again.
        suggestions: The suggestions of the rules, by sentence id.
        predictor: Predicts answers, if `assistance` has them shown.
        linker: Predicts links to earlier claims, if `assistance` has suggestions shown.
        assistance: Which suggestions are shown, all of them if None. It is drawn for this annotator unless it names another.
        versions: The annotators' decisions, by sentence id, for an adjudicator to choose from.
        entries: The annotations to start from, by sentence id, before `history`.
        decided: The decisions that an adjudicator approves, by sentence id.
        remarks: The notes and flags of the annotators, by sentence id, for an adjudicator to read.
        only: The ids of the sentences to look at, none for all.
        bindings: The keys that messages name.
        filling: The question to ask where its answer is missing in what is labelled, instead of labelling.
    """
    assistance = assistance or Assistance()
    drawn_for = " ".join(one_line(assistance.annotator or annotator).split())  # the form in which a script can name it
    assistance = replace(assistance, annotator=drawn_for)
    state = State(document, schema, annotator, Profile(profile), asking, relabel, bindings)
    state = replace(state, assistance=assistance, versions=versions or {}, entries=entries or {}, only=only)
    state = replace(state, decided=decided or {}, remarks=remarks or {})
    state = replay(state, history, corrections)
    state = replace(state, at=0 if relabel else _where_stopped(state))
    if filling is not None:
        state = replace(state, filling=Filling(filling, len(state.past), count_missing(schema, state.annotations, filling)))
    return propose(state, suggestions or {}, predictor, linker)


def propose(
    state: State,
    suggestions: Mapping[str, tuple[Suggestion, ...]],
    predictor: Predictor | None = None,
    linker: Linker | None = None,
) -> State:
    """Add suggestions, by sentence id, and what predicts answers and links to a session just opened. Opening need not wait."""
    state = replace(state, suggestions=suggestions, predictor=predictor, linker=linker)
    state = fill(state, 0) if state.filling else arrive(state, state.at)
    return say(state, state.destination.message if state.destination else _opening(state))


def open_at(state: State, goal: Destination) -> State:
    """Return a session just opened at the sentence for which it was opened."""
    return replace(arrive(state, goal.number - 1), find=goal.find, destination=goal, message=goal.message)


def _where_stopped(state: State) -> int:
    """Return the index of the first unlabelled sentence after the latest decision, or else of the first one anywhere.

    Of sentences chosen for a second look it is the first.
    """
    sentences = state.document.sentences
    if state.only:
        return next((place for place, sentence in enumerate(sentences) if sentence.id in state.only), len(sentences))
    start = state.past[-1].at if state.past else 0
    return next(state.unlabelled([*range(start, len(sentences)), *range(start)]), len(sentences))


def _opening(state: State) -> str:
    """Return the message that a session opens with."""
    if state.filling:
        answers = f"{state.filling.missing:,} answer{' is' if state.filling.missing == 1 else 's are'}"
        return f"{state.filling.question.title}: {answers} missing in this article."
    if state.versions:
        left, count = len(state.scope) - state.finished, len(state.scope)
        part = f"{left} of {count} sentence{'' if count == 1 else 's'}"
        if not state.decided:
            return f"{part} to adjudicate. Digit: take that version. Or label as usual."
        others = len(state.document.sentences) - count
        passed = f" {others} not decided: passed over." if others else ""
        return f"{part} to review. {state.key('enter')} approves a decision, other keys correct it.{passed}"
    if state.only:
        return f"A second look at {len(state.scope)} of {len(state.document.sentences)} sentences."
    if state.relabel:
        return "Relabelling: each sentence opens with its stored labels."
    if not state.past and state.open_suggestions:
        return f"{state.key('space')}: accept suggestion. {state.key('x')}: reject. {state.key('?')}: help."
    if not state.past:
        return f"{state.key('c')}: mark a claim. {state.key('n')}: no claim here. {state.key('?')}: help."
    return f"You stopped here; {state.finished} of {len(state.document.sentences)} sentences are done."


def step(state: State, event: Event) -> State:
    """Return the state after an event, with what is to be saved in its `changes`. Raises nothing."""
    if state.over:
        return state
    find = state.find
    state = replace(
        state,
        message="",
        refused=False,
        changes=(),
        action="edit",
        segmentation_edit=None,
        taking=None,
        find=None,
        request=None,
        destination=None,
    )
    if isinstance(event, Key):
        if find is not None and (go_on_finding := FIND_KEYS.get(event.name)):
            return go_on_finding(state, find)
        if event.name in ("esc", "`") and not state.resting:
            return leave_question(state)
        if event.name == "delete" and state.line is None:
            event = Key("backspace")
        if action := action_for(state, event.name):
            return action.run(state)
    return _handle(state, event)


def action_for(state: State, key: str) -> Action | None:
    """Return the action of a key in the table of keys; a scheme without links has no key for them."""
    action = KEYS[type(state.mode)].get(key)
    return None if action is not None and action.run is link and state.schema.links is None else action


def _handle(state: State, event: Event) -> State:
    """Pass an event that is not in the table of keys to its mode."""
    match state.mode:
        case Review():
            return handle_review(state, event)
        case Pick() as pick:
            return handle_pick(state, pick, event)
        case ChooseSource() as choosing:
            return handle_source(state, choosing, event)
        case ChooseTarget() as target:
            return handle_target(state, target, event)
        case IdentifyMention(mention):
            return handle_identify(state, mention, event)
        case SourcePicker() as picker:
            return handle_picker(state, picker, event)
        case Menu():
            return handle_menu(state, event)
        case Ask() as ask:
            return handle_ask(state, ask, event)
        case WriteLine() | WriteAnswer() as line:
            return handle_write(state, line, event)
        case Page():
            return handle_page(state, event)
        case ClaimPage() as claims:
            return handle_claims(state, claims, event)
        case End():
            return no_action(state, event)


# -- keys -------------------------------------------------------------------------------------------------------------

_UNDO = Action("undo", "across sentences and sessions; changes to an open suggestion first", undo)
_REDO = Action("redo", "repeat what was undone", redo)
_BACK = Action("back", "go to the previous sentence", back)
_QUIT = Action("quit", "end the session; everything is saved already", quit_session)
_COMMAND = Action(
    "command",
    "12 goes to sentence 12; also find TEXT (find! in all articles), claims (claims all), open ARTICLE, set profile full, "
    "set suggestions off, set answers ask, role BLOCK KIND",
    command,
)
_SCROLL_UP = Action("scroll up", "scroll up by a page", scroll_up)
_SCROLL_DOWN = Action("scroll down", "scroll down by a page", scroll_down)
_HELP = Action("help", "the keys that work here", open_page(PageKind.HELP))
_GUIDELINE = Action("guideline", "the schema's rules for the focused item or the question", open_page(PageKind.GUIDELINE))
_ARTICLE = Action("article", "the whole article, including hidden page elements", open_page(PageKind.ARTICLE))
_REVISIT = Action(
    "what is left", "go back to the first sentence that is open, skipped, flagged or has an unnamed source", revisit
)
_ABOUT_ARTICLE = Action("answers", "change an answer about the article", answer_about_article)
_ONWARD = Action("go on", "go to the first open sentence; if there is none, to the next article", go_on)


def _table(*rows: tuple[str, Action]) -> dict[str, Action]:
    """Return actions by key, from rows of the keys (separated by spaces) and the action."""
    return {key: action for keys, action in rows for key in keys.split()}


_PICK_KEYS = _table(
    ("up", Action("above", "pick in the sentence above", pick_above)),
    ("down", Action("below", "pick in the sentence below", pick_below)),
    ("pgup", _SCROLL_UP),
    ("pgdn", _SCROLL_DOWN),
    ("?", _HELP),
)

KEYS: dict[type[Mode], dict[str, Action]] = {
    Review: _table(
        (
            "space",
            Action("accept", "accept the focused suggestion and its answers; after the last one, finish the sentence", accept),
        ),
        ("x", Action("reject", "reject the focused suggestion", reject)),
        ("n", Action("none", "no (more) claims here: reject the open suggestions, finish the sentence", nothing)),
        ("enter", Action("done", "finish the sentence: take the predicted answers, ask the others, go to the next", finish)),
        ("tab j down", Action("next item", "focus the next suggestion, claim or stance", focus_next)),
        ("k up backtab", Action("previous item", "focus the previous suggestion, claim or stance", focus_previous)),
        (
            "c",
            Action("claim", "mark a new claim: a digit takes a suggested span, letters pick its first and last word", new_claim),
        ),
        (
            "s",
            Action(
                "source",
                "choose who makes the focused claim: letters pick the mention, 0 author, 1-9 known, o list all, "
                "v not named yet, y same as last",
                choose_source,
            ),
        ),
        (
            "g",
            Action(
                "link",
                "link the focused claim to an earlier claim that it goes with: a digit takes one, a letter says how; "
                "a suggestion is accepted first",
                link,
            ),
        ),
        ("z", Action("cycle stance", "cycle through the stances", cycle_stance)),
        ("d", Action("trim start", "drop the leading clause", trim_start)),
        ("f", Action("trim end", "drop the trailing clause", trim_end)),
        ("h left", Action("start left", "start one word earlier", start_left)),
        ("H", Action("start right", "start one word later", start_right)),
        ("l right", Action("end right", "end one word later", end_right)),
        ("L", Action("end left", "end one word earlier", end_left)),
        ("i", Action("new start", "pick another first word for the focused claim or suggestion", new_start)),
        ("e", Action("new end", "pick another last word for the focused claim or suggestion", new_end)),
        ("m", Action("piece", "add a piece to the focused claim or suggestion", new_piece)),
        ("p", Action("join", "join this claim with the last claim of the previous sentence", join)),
        ("r", Action("remove", "remove the focused claim or stance", remove)),
        (
            "a",
            Action(
                "answers",
                "change an answer about the focused claim, its stance or its source, or one predicted for a suggestion",
                attributes,
            ),
        ),
        ("u", _UNDO),
        ("U", _REDO),
        ("b", _BACK),
        ("pgup", _SCROLL_UP),
        ("pgdn", _SCROLL_DOWN),
        ("w", Action("skip", "skip this sentence, with a reason", skip)),
        ("S", Action("split", "pick the first word of the new sentence", split_here)),
        ("M", Action("merge", "merge this sentence with the next", merge_next)),
        ("R", Action("role", "change the role of this part of the article", change_role)),
        ("F", Action("flag", "flag this sentence for another look, with a reason; leave empty to remove the flag", flag)),
        ("N", Action("note", "write a note on this sentence", note)),
        ("G", _GUIDELINE),
        ("I", Action("inspect", "the code points of the focused claim or of the sentence", open_page(PageKind.INSPECT))),
        ("B", _ARTICLE),
        ("?", _HELP),
        (":", _COMMAND),
        ("q", _QUIT),
    ),
    Pick: _PICK_KEYS,
    ChooseSource: _PICK_KEYS,
    ChooseTarget: _table(("?", _HELP)),
    IdentifyMention: _table(("?", _HELP)),
    SourcePicker: {},
    Menu: _table(("?", _HELP)),
    Ask: _table(("?", _GUIDELINE)),
    WriteLine: {},
    WriteAnswer: {},
    Page: {},
    ClaimPage: {},
    End: _table(
        ("enter", _ONWARD),
        ("space", _REVISIT),
        ("a", _ABOUT_ARTICLE),
        ("b", _BACK),
        ("u", _UNDO),
        ("U", _REDO),
        (":", _COMMAND),
        ("?", _HELP),
        ("B", _ARTICLE),
        ("q", _QUIT),
    ),
}
"""The actions that keys have in each mode. While a find lasts, `FIND_KEYS` come first. Other events are handled by the mode."""

FIND_KEYS: dict[str, Callable[[State, Find], State]] = {"n": find_next, "N": find_previous, "esc": end_find}
"""The keys that go on with a find, or end it. Every other key ends it, too, and acts as usual."""
