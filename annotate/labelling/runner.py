"""A running labelling session: takes events, saves decisions before they are shown, measures time, records a script.

The three front ends share it. A decision that cannot be saved does not happen: the session stays in the state before it, with the
reason as its message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from annotate.errors import AnnotateError
from annotate.labelling.actions.adjudicating import question_before, take_all
from annotate.labelling.actions.finding import show_claims, show_found
from annotate.labelling.actions.pages import go_on
from annotate.labelling.actions.picking import pick_hints, pick_words
from annotate.labelling.actions.questions import answer_keys
from annotate.labelling.actions.segmentation import CONFIRM, ask_before
from annotate.labelling.actions.sources import marked_source
from annotate.labelling.bindings import SHOWN
from annotate.labelling.script_language import directives, write
from annotate.labelling.session import propose, step
from annotate.labelling.state import (
    Ahead,
    Change,
    ChooseSource,
    ClaimPage,
    Corrected,
    End,
    Event,
    FindElsewhere,
    HistoryStep,
    Hit,
    IdentifyMention,
    Key,
    LinePurpose,
    Linker,
    ListClaims,
    Number,
    Page,
    Pick,
    Pointed,
    Predictor,
    SourcePicker,
    State,
    TakeAll,
    Text,
    WriteAnswer,
    WriteLine,
    arrive,
    leave,
    refuse,
    say,
)
from annotate.model import Correction, Merge, Redo, RevisionAction, SegmentationEdit, SetBlockKind, Split, Suggestion, Undo
from annotate.model.claim_list import ListedClaim
from annotate.model.ids import id_number

IDLE_CAP = 120.0
"""Seconds after which an annotator counts as away: a longer pause adds this much."""

GUARD = 0.15
"""Seconds after a new sentence in which keys that decide are ignored: they were typed before the sentence could be read."""

ANSWER_GUARD = 0.5
"""Seconds after an answer that finishes a sentence in which letters that are answers are ignored.

Somebody who knows the questions by heart types all their answers, also those that were known already and are not asked.
"""


@dataclass(frozen=True, slots=True)
class SavedDecision:
    """A decision to store: its changes, its kind, and the active seconds and keys since the decision before."""

    changes: tuple[Change, ...]
    action: RevisionAction
    seconds: float
    keys: int


Save = Callable[[SavedDecision], str | None]
"""Stores a decision durably and returns a notice, if any; or raises AnnotateError and stores nothing of it."""


class Offers(NamedTuple):
    """The offers for a document: suggestions by sentence id, and what predicts answers and links."""

    suggestions: Mapping[str, tuple[Suggestion, ...]]
    predictor: Predictor | None = None
    linker: Linker | None = None


LoadOffers = Callable[[], Offers]
"""Returns what is offered for the document. It may be slower than showing the document."""


class Corrector(Protocol):
    """The way of a correction of the article into the store."""

    def warning(self, edit: SegmentationEdit) -> str:
        """Return what a correction would do to the decisions of others, empty if nothing. Raises AnnotateError."""

    def correct(self, edit: SegmentationEdit) -> State:
        """Correct the article and open the session on it again; or raise AnnotateError and change nothing."""


class Library(Protocol):
    """The project's articles, as far as a session looks beyond its own."""

    def find(self, text: str, *, backwards: bool) -> Hit | None:
        """Return the first hit in the articles after this one, or before it, this one last. Raises AnnotateError."""

    def claims(self, conditions: str, *, everywhere: bool) -> Sequence[ListedClaim]:
        """Return the claims of this article, or of all, that conditions apply to. Raises AnnotateError."""


LookAhead = Callable[[], Ahead | None]
"""Returns what comes after the article, None if that is not known; or raises AnnotateError. It is called at the end."""

Coach = Callable[[State], Sequence[str]]
"""Returns advice for a learner in a state of the session, in short lines that use the names of keys (Enter, Space).

It runs beside the session and changes nothing in it.
"""


class SessionRunner:
    """A session together with what it needs from outside.

    Args:
        state: The state to start from.
        save: Stores each decision.
        clock: Returns monotonic seconds.
        corrector: Corrects the article; without it, corrections are refused.
        record: Receives the lines of a script that replays the session, the settings it started with first.
        guard: Seconds after a new sentence in which keys that decide are ignored, for front ends that read single keys.
        answer_guard: Seconds after a sentence was finished by an answer in which letters that are answers are ignored.
        asks: Ask before a correction that changes what others decided, for front ends with a person in front of them.
        coach: Gives advice to learners.
        offers: Loads the suggestions and the predictor when the session begins.
        look_ahead: Finds out what comes after the article.
        library: Finds sentences and claims in the project; without it, a find stays in the article.
    """

    def __init__(
        self,
        state: State,
        save: Save,
        clock: Callable[[], float],
        *,
        corrector: Corrector | None = None,
        record: Callable[[str], None] | None = None,
        guard: float = 0.0,
        answer_guard: float = 0.0,
        asks: bool = False,
        coach: Coach = lambda state: (),
        offers: LoadOffers | None = None,
        look_ahead: LookAhead = lambda: None,
        library: Library | None = None,
    ) -> None:
        self.state = state
        self._save = save
        self._corrector = corrector
        self._clock = clock
        self._record = record
        self.guard = guard
        self.answer_guard = answer_guard
        self.asks = asks
        self.coach = coach
        self._offers = offers
        self._look_ahead = look_ahead
        self._library = library
        self._latest = self._arrived = clock()
        self._report = ""  # the message of the key that led to this sentence
        self._is_after_answer = False
        self._active = 0.0
        self._keys = 0
        self._line: list[str] = []
        for line in directives(state):
            self._line.append(line)
            self._write_line()

    def begin(self) -> None:
        """Load the suggestions. The first event does so too; until then, a front end can show the text without them."""
        if self._offers is not None:
            self.state = propose(self.state, *self._offers())
            self._offers = None
            self._latest = self._arrived = self._clock()
            self.state = self._at_end(self.state)

    def feed(self, event: Event) -> State:
        """Handle an event, save what it decided and return the new state. A decision that cannot be saved is refused."""
        self.begin()
        now = self._clock()
        before = self.state
        self._count_effort(now, event)
        after = step(before, event)
        if reason := self._reason_to_ignore(now - self._arrived, event, after):
            self.refuse(f"{self._report} {reason}".lstrip())
            return self.state
        if after.taking is not None:
            after = self._take(before, after, after.taking)
        if after.changes:
            after = self._save_changes(before, after)
        if after.segmentation_edit is not None:
            after = self._correct(before, after.segmentation_edit)
        if after.request is not None:
            after = self._look_up(after, after.request)
        if after.destination is not None and self._library is None:
            after = refuse(replace(after, over=False, destination=None), "Other articles cannot be opened here.")
        if after.at != before.at:
            self._arrived = self._clock()  # not `now`: saving may have taken long
            self._report = after.message
            self._is_after_answer = before.question is not None
        if isinstance(after.mode, End) and after.at != before.at:
            after = self._at_end(after)
        self.state = after
        if self._record is not None:
            self._record_event(before, event, after)
        return after

    def _look_up(self, state: State, request: FindElsewhere | ListClaims) -> State:
        """Return a state with what it asked of the project."""
        try:
            if isinstance(request, FindElsewhere):
                hit = self._library.find(request.text, backwards=request.backwards) if self._library else None
                return show_found(state, request, hit)
            if self._library is None:
                return refuse(state, "Claims cannot be listed here.")
            return show_claims(state, request, self._library.claims(request.conditions, everywhere=request.everywhere))
        except AnnotateError as error:
            return refuse(state, as_sentence(error))

    def _at_end(self, state: State) -> State:
        """Return a state at the end of the article with what comes after it; go on at once if the end is not to be shown."""
        if not isinstance(state.mode, End):
            return state
        try:
            state = replace(state, ahead=self._look_ahead())
        except AnnotateError as error:
            return replace(state, ahead=None, message=f"{state.message} What comes next is not known: {error}".lstrip())
        finished = state.filling is not None or next(state.unlabelled(range(state.at)), None) is None
        goes_on = state.ahead is not None and not state.ahead.stops and finished
        return go_on(state) if goes_on and state.ahead is not None and state.ahead.next else state

    def refuse(self, message: str) -> None:
        """Refuse something for a reason outside the session's own rules."""
        self.state = replace(self.state, message=message, refused=True)

    def tell(self, message: str) -> None:
        """Show a message that changes nothing."""
        self.state = replace(self.state, message=message, refused=False)

    def scroll(self, rows: int) -> None:
        """Scroll the article or the page by a number of rows, up if it is negative."""
        self.state = replace(self.state, scroll=self.state.scroll + rows)

    def limit_scroll(self, scroll: int, page: int) -> None:
        """Set how far the screen could be scrolled, so that the next key scrolls from there and not from beyond the end.

        `page` is the number of rows that it shows of what is scrolled.
        """
        if (scroll, page) != (self.state.scroll, self.state.page):
            self.state = replace(self.state, scroll=scroll, page=page)

    def _count_effort(self, now: float, event: Event) -> None:
        self._active += min(now - self._latest, IDLE_CAP)
        self._latest = now
        self._keys += isinstance(event, Key)

    def _reason_to_ignore(self, seconds: float, event: Event, after: State) -> str:
        """Return why an event so many seconds after the sentence was shown is ignored, and leads to no state `after` it.

        A decision must not label text that nobody has read. Undo and redo are about what was decided before, whatever is shown.
        """
        state = self.state
        if not isinstance(event, Key):
            return ""
        typed = state.key(event.name) if state.resting else SHOWN.get(event.name, event.name)
        if self._is_after_answer and seconds < self.answer_guard and state.resting and typed in answer_keys(state):
            return f"{typed} ignored: typed right after an answer."
        finishes = event.name in ("space", "enter", "n") and state.resting and not (state.find and event.name == "n")
        decides = bool(after.changes and after.action == "edit") or after.segmentation_edit is not None
        if seconds < self.guard and (finishes or decides):
            return f"{typed} ignored: this sentence has only just appeared."
        return ""

    def _save_changes(self, before: State, after: State) -> State:
        try:
            notice = self._save(SavedDecision(after.changes, after.action, round(self._active, 3), self._keys))
        except AnnotateError as error:
            return replace(before, message=f"Not saved: {error}", refused=True, changes=())
        self._active, self._keys = 0.0, 0
        return replace(after, changes=(), message=" ".join(filter(None, (after.message, notice))))

    def _take(self, before: State, after: State, taking: TakeAll) -> State:
        """Return the state in which an annotator's versions are taken, or one that asks first."""
        if self.asks and before.asked is None:
            return ask_before(after, taking, question_before(after, taking))
        return take_all(after, taking)

    def _correct(self, before: State, edit: SegmentationEdit) -> State:
        """Return the session on the corrected article, at the same place in the text; or a question, or a refusal."""
        cannot = _cannot(edit)
        if self._corrector is None:
            return replace(leave(before), message="Segmentation cannot be edited here.", refused=True)
        try:
            warning = self._corrector.warning(edit)
            if warning and self.asks and before.asked is None:
                return ask_before(before, edit, f"{warning} y: go on. n: leave it.")
            after = self._corrector.correct(edit)
        except AnnotateError as error:
            return replace(leave(before), message=f"{cannot}: {error}.", refused=True)
        done = _done(edit, before)
        # The session was opened again from the store, which does not know these.
        after = replace(
            after,
            last_source=before.last_source,
            drafts=before.drafts,
            profile=before.profile,
            asking=before.asking,
            assistance=before.assistance,
            relabel=before.relabel,
            only=before.only,
        )
        after = arrive(after, after.document.index_at(_start(before, edit)))
        return say(after, f"{done} {warning}" if warning and before.asked is None else done)

    # A recording is a script whose lines each carry out one command. The words of a command collect in `_line` while the
    # session is in other modes, and the line is written when it is back in REVIEW or END, or when a question follows, since
    # the answer to a question is a line of its own.

    def _record_event(self, before: State, event: Event, after: State) -> None:
        """Add an event to the recorded line. Commands that were cancelled or refused leave no line, nor do pages.

        A find, and a claim chosen from a list, are recorded as the sentence to which they led.
        """
        if after.find is not None or after.destination is not None or isinstance(before.mode, ClaimPage):
            if not after.refused and event not in (Key("esc"), Key("`"), Key("q")) and not isinstance(after.mode, ClaimPage):
                for line in _way_to(after):
                    self._line = [line]
                    self._write_line()
            return
        if isinstance(after.mode, ClaimPage):
            self._line.clear()
            return
        if before.find is not None and event == Key("esc"):
            return
        if isinstance(before.mode, Page) or isinstance(after.mode, Page):
            if before.line is not None:  # the command that opened the page
                self._line.clear()
            return
        if before.question_is(CONFIRM):  # a script is not asked: the line of the correction says all
            if not after.question_is(CONFIRM):
                is_done = after.document is not before.document or len(after.past) > len(before.past)
                self._write_line() if is_done else self._line.clear()
            return
        if after.refused and type(after.mode) is type(before.mode):
            if before.picking and before.picking.first and after.picking and not after.picking.first:
                del self._line[1:]  # the words are picked again
            return
        if not before.resting and (after.refused or event in (Key("esc"), Key("`"))):
            if not self._line:  # the command it cancels is written already
                self._line.append("esc")
            else:
                self._line.clear()
        elif before.line is not None:
            self._record_text(before, event)
        elif (word := _as_script_event(before, event, after)) is not None:
            self._line.append(write(word))
        if not after.question_is(CONFIRM) and (after.resting or after.question is not None or after.over):
            self._write_line()

    def _write_line(self) -> None:
        """Write the recorded line. If that fails, recording ends but the session goes on."""
        if self._line and self._record is not None:
            try:
                self._record(" ".join(self._line))
            except OSError as error:
                self._record = None
                self.refuse(f"Recording stopped: {error.strerror or error}. Your labels are saved.")
        self._line.clear()

    def _record_text(self, before: State, event: Event) -> None:
        """Record a written line as a whole when Enter ends it, and a source picked from the list by its number."""
        mode = before.mode
        goes_back = isinstance(mode, WriteAnswer) and not mode.text and event == Key("backspace")
        if goes_back or (isinstance(mode, SourcePicker) and isinstance(event, Number)):
            self._line.append(write(event))
        elif event == Key("enter"):
            match mode:
                case SourcePicker() if (marked := marked_source(before, mode)) is not None:
                    self._line.append(str(id_number(marked.id)))
                case WriteLine(LinePurpose.COMMAND, text):
                    self._line[-1:] = [f":{text}"]
                case WriteLine() | WriteAnswer() | SourcePicker():
                    self._line.append(write(Text(mode.text)))


def as_sentence(error: AnnotateError) -> str:
    """Return the message of an error as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"


def _way_to(state: State) -> list[str]:
    """Return the commands that lead to the sentence of a state and its focus, or to the article to open next."""
    if (goal := state.destination) is not None:
        return [f":open {goal.document} {goal.number}"]
    place = state.items.index(state.focus) if state.focus in state.items else 0
    return [f":{state.at + 1}", *["tab"] * place]


def _done(edit: SegmentationEdit, before: State) -> str:
    """Return what to say of a correction that was made."""
    match edit:
        case Split():
            return "Sentence split."
        case Merge():
            return "Merged with the next sentence."
        case SetBlockKind(_, kind):
            return f"Role changed to {kind}."
        case Undo():
            return f"Undone: {_correction(before.past).summary}. {before.key('U')} to redo."
        case Redo():
            return f"Redone: {_correction(before.future).summary}."


def _cannot(edit: SegmentationEdit) -> str:
    """Return what to say of a correction that cannot be made, before the reason."""
    match edit:
        case Split():
            return "Cannot split"
        case Merge():
            return "Cannot merge"
        case SetBlockKind():
            return "Cannot change the role"
        case Undo():
            return "Cannot undo"
        case Redo():
            return "Cannot redo"


def _correction(stack: Sequence[HistoryStep]) -> Correction:
    """Return the correction on top of an undo or redo stack."""
    step = stack[-1]
    assert isinstance(step, Corrected)
    return step.correction


def _start(before: State, edit: SegmentationEdit) -> int:
    """Return the code point of the text at which the session goes on after a correction."""
    match edit:
        case Undo():
            return _correction(before.past).start
        case Redo():
            return _correction(before.future).start
    return before.sentence.start if before.at < len(before.document.sentences) else len(before.document.text)


def _as_script_event(before: State, event: Event, after: State) -> Event | None:
    """Return an event as scripts write it: a hint as the number of its word, a digit as a choice; None for half a hint."""
    picking = before.picking
    if picking is not None and isinstance(event, Key):
        if event.name in ("space", "enter") and picking.first is not None:
            return Pointed(pick_words(before, picking).index(picking.first) + 1)
        typed = picking.typed + event.name
        if typed in (offered := pick_hints(before, picking)):
            return Pointed(offered.index(typed) + 1)
        if after.picking is not None and after.picking.typed != picking.typed:
            return None
    if isinstance(event, Key) and event.name.isdecimal() and isinstance(before.mode, Pick | ChooseSource | IdentifyMention):
        return Number(int(event.name))
    return event
