"""One labelling session under way: events go in, decisions are saved before they show, pace is kept, a script is recorded.

What the three front ends share. A decision that cannot be saved does not happen: the state before it stands, with the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.errors import AnnotateError
from annotate.labelling.actions.picking import pick_hints, pick_words
from annotate.labelling.actions.sources import picker_marked
from annotate.labelling.script_language import directives, write
from annotate.labelling.session import propose, step
from annotate.labelling.state import RESTING, Change, Event, Key, Mode, Number, Pointed, State, Text, arrive, leave, say
from annotate.model import Action, SegmentationEdit, Suggestion
from annotate.model.ids import id_number

IDLE_CAP = 120.0
"""Seconds after which an annotator counts as away: a longer pause adds this much."""

GUARD = 0.15
"""Seconds after a new sentence in which Space and Enter, typed as single keys, are taken for typed ahead, and ignored."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A decision to be stored: its changes, the action (edit, undo, redo), active seconds and keys since the one before."""

    changes: tuple[Change, ...]
    action: Action
    seconds: float
    keys: int


Save = Callable[[Saved], str | None]
"""Stores a decision durably before it returns, or raises an AnnotateError and stores nothing of it. It may return a notice."""

Offers = Callable[[], Mapping[str, tuple[Suggestion, ...]]]
"""What rules propose for the document, by sentence id: reading it takes longer than showing it."""

Mender = Callable[[SegmentationEdit], State]
"""Corrects the segmentation and opens the session on it anew, or raises an AnnotateError and changes nothing."""

Coach = Callable[[State], Sequence[str]]
"""What to tell somebody who is learning, in short lines, at a state of the session; keys by their names (Enter, Space).

It speaks beside the session and changes nothing in it.
"""


class SessionRunner:
    """A session with its surroundings: `save`, `mend` and `clock` (monotonic seconds) from outside, `record` a sink for lines.

    A record opens with what the session was begun with, so that it can be replayed without options.
    For `guard` seconds after a new sentence Space and Enter are ignored; a front end that takes single keys sets it.
    `offers` reads what rules propose, by sentence, when the session begins.
    """

    def __init__(
        self,
        state: State,
        save: Save,
        clock: Callable[[], float],
        *,
        mend: Mender | None = None,
        record: Callable[[str], None] | None = None,
        guard: float = 0.0,
        coach: Coach = lambda state: (),
        offers: Offers | None = None,
    ) -> None:
        self.state = state
        self._save = save
        self._mend = mend
        self._clock = clock
        self._record = record
        self.guard = guard
        self.coach = coach
        self._offers = offers
        self._latest = self._arrived = clock()
        self._active = 0.0
        self._keys = 0
        self._line: list[str] = []
        for line in directives(state):
            self._line.append(line)
            self._write_line()

    def begin(self) -> None:
        """Offer what rules propose. The first event does so too; before it, a front end may show the text without them."""
        if self._offers is not None:
            self.state = propose(self.state, self._offers())
            self._offers = None
            self._latest = self._arrived = self._clock()

    def feed(self, event: Event) -> State:
        """The state after an event, what it decided saved. What cannot be saved is refused, with the reason."""
        self.begin()
        now = self._clock()
        before = self.state
        self._tick(now, event)
        if self._typed_ahead(now, event):
            return before
        after = step(before, event)
        if after.changes:
            after = self._saved(before, after)
        if after.mend is not None:
            after = self._mended(before, after.mend)
        if after.at != before.at:
            self._arrived = self._clock()  # saving may have taken long
        self.state = after
        if self._record is not None:
            self._note(before, event, after)
        return after

    def refuse(self, message: str) -> None:
        """Say no, for a reason outside the session's own rules."""
        self.state = replace(self.state, message=message, refused=True)

    def scrolled(self, scroll: int) -> None:
        """How far the screen could be scrolled: a key that goes back shall not have to come from beyond its end."""
        if scroll != self.state.scroll:
            self.state = replace(self.state, scroll=scroll)

    def _tick(self, now: float, event: Event) -> None:
        self._active += min(now - self._latest, IDLE_CAP)
        self._latest = now
        self._keys += isinstance(event, Key)

    def _typed_ahead(self, now: float, event: Event) -> bool:
        """Keys typed ahead must not label a text nobody has read."""
        return event in (Key("space"), Key("enter")) and self.state.mode in RESTING and now - self._arrived < self.guard

    def _saved(self, before: State, after: State) -> State:
        try:
            notice = self._save(Saved(after.changes, after.action, round(self._active, 3), self._keys))
        except AnnotateError as error:
            return replace(before, message=f"Not saved: {error}", refused=True, changes=())
        self._active, self._keys = 0.0, 0
        return replace(after, changes=(), message=" ".join(filter(None, (after.message, notice))))

    def _mended(self, before: State, mend: SegmentationEdit) -> State:
        """The session on the corrected segmentation, at the same place; or as it was, with the reason."""
        if self._mend is None:
            return replace(leave(before), message="The segmentation cannot be mended here.", refused=True)
        try:
            after = self._mend(mend)
        except AnnotateError as error:
            return replace(leave(before), message=f"Not mended: {error}.", refused=True)
        start = before.sentence.start if before.at < len(before.document.sentences) else len(before.document.text)
        at = max(bisect_right(after.document.sentences, start, key=lambda sentence: sentence.start) - 1, 0)
        kept = replace(
            after,
            last=before.last,
            drafts=before.drafts,
            profile=before.profile,
            assistance=before.assistance,
            relabel=before.relabel,
        )
        return say(arrive(kept, at), "Mended.")

    def _note(self, before: State, event: Event, after: State) -> None:
        """The event as part of a recorded line; a command that was given up, or refused, leaves no line, nor do pages."""
        if Mode.PAGE in (before.mode, after.mode):
            return
        if after.refused and after.mode is before.mode:
            if before.picking and before.picking.first and after.picking and not after.picking.first:
                del self._line[1:]  # its words are picked anew
            return
        if before.mode not in RESTING and (after.refused or event in (Key("esc"), Key("`"))):
            if not self._line:  # what it belongs to is written already
                self._line.append("esc")
            else:
                self._line.clear()
        elif before.mode is Mode.WRITE or before.mode is Mode.PICKER:
            self._written(before, event)
        elif (word := _canonical(before, event, after)) is not None:
            self._line.append(write(word))
        asked = after.mode is Mode.ASK or after.asking is not None
        if after.mode in RESTING or asked or after.over:
            self._write_line()

    def _write_line(self) -> None:
        """The recorded line goes out; a record that cannot be written ends, the session does not."""
        if self._line and self._record is not None:
            try:
                self._record(" ".join(self._line))
            except OSError as error:
                self._record = None
                self.refuse(f"Not recorded any more: {error.strerror or error}. The labels are saved.")
        self._line.clear()

    def _written(self, before: State, event: Event) -> None:
        """A line that was written is recorded whole, when Enter ends it; a source that was picked, by its number."""
        writing = before.writing
        if before.mode is Mode.PICKER and isinstance(event, Number):
            self._line.append(write(event))
        elif event == Key("enter") and writing is not None:
            marked = picker_marked(before) if before.mode is Mode.PICKER else None
            if marked is not None:
                self._line.append(str(id_number(marked.id)))
            elif writing.purpose == "command":
                self._line[-1:] = [f":{writing.text}"]
            else:
                self._line.append(write(Text(writing.text)))


def _canonical(before: State, event: Event, after: State) -> Event | None:
    """The event as a script says it: a hint as the word's number, a digit as a choice; None for half a hint."""
    if before.mode in (Mode.PICK, Mode.SOURCE) and before.picking is not None and isinstance(event, Key):
        if event.name in ("space", "enter") and before.picking.first is not None:
            return Pointed(pick_words(before).index(before.picking.first) + 1)
        typed = before.picking.typed + event.name
        if typed in (offered := pick_hints(before)):
            return Pointed(offered.index(typed) + 1)
        if after.picking is not None and after.picking.typed != before.picking.typed:
            return None
    if isinstance(event, Key) and event.name.isdecimal() and before.mode in (Mode.PICK, Mode.SOURCE, Mode.WHO):
        return Number(int(event.name))
    return event
