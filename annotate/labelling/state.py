"""What a session is at any moment, frozen, and what can happen to it: the events.

Nothing here decides what a key does: that is `session`, and the modules it draws on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.words import Word
from annotate.model import (
    ASSISTED,
    Action,
    Annotation,
    Candidate,
    Claim,
    Document,
    Exposure,
    SegmentationEdit,
    Sentence,
    SentenceAnnotation,
    Source,
    Span,
    Stance,
)
from annotate.model import Suggestion as Suggestion  # what a session is offered; the front ends and tests take it from here
from annotate.schema import Attribute, Schema


class Key(NamedTuple):
    """A key: a character, or space, enter, esc, tab, backtab, up, down, left, right, pgup, pgdn, backspace."""

    name: str


class Number(NamedTuple):
    """A choice by its number: a registry entry, a ready-made span, a row of a list."""

    number: int


class Pointed(NamedTuple):
    """A word of the sentence that is picked from, by its number, from 1."""

    word: int


class At(NamedTuple):
    """The sentence to pick from, by its number, from 1."""

    sentence: int


class Text(NamedTuple):
    """Text for the line being written, all at once: from a paste, a script, or a front end that reads lines."""

    text: str


Event = Key | Number | Pointed | At | Text


class Mode(Enum):
    REVIEW = "review"
    PICK = "pick"
    SOURCE = "source"
    WHO = "who"
    PICKER = "picker"
    MENU = "menu"
    ASK = "ask"
    WRITE = "write"
    PAGE = "page"
    END = "end"


RESTING = frozenset({Mode.REVIEW, Mode.END})


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence's entry before and after a decision; None where it was not seen."""

    sentence: str
    before: SentenceAnnotation | None
    after: SentenceAnnotation | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of the history: its changes, and the sentence (index) at which it was taken."""

    changes: tuple[Change, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Picking:
    """A span being picked: for what, in which sentence (index), the first word once it is chosen, the hint typed so far."""

    purpose: str  # claim, piece, mention, start, end, cue, split
    at: int
    first: Word | None = None
    typed: str = ""

    @property
    def single(self) -> bool:
        return self.purpose in ("start", "end", "split")

    @property
    def bound(self) -> bool:
        """Whether it is this sentence or none."""
        return self.purpose in ("claim", "split")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question being asked: about which claim, source or ``claim<-source`` (empty: the sentence), and what follows it.

    `finishing` is the label the sentence gets once all is answered, empty where the question was called for by itself;
    `optional` whether it may be passed over then.
    """

    question: Attribute
    item: str
    finishing: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """A line being written: for what (note, flag, command, rename, answer), and what it says so far."""

    purpose: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Draft(Suggestion):
    """An open suggestion as the annotator has changed it, under the key of the one that was `offered`. Nothing of it is stored.

    `decided` is how many decisions there were when it was changed: a newer one is undone first.
    """

    offered: Suggestion = field(kw_only=True)
    decided: int = field(kw_only=True)

    @property
    def key(self) -> str:
        return self.offered.key


Focus = tuple[str, ...]
"""What the keys act on: ("suggestion", number), ("claim", id) or ("stance", claim, source); empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything a front end needs to show, and everything `step` needs to know.

    `entries` are the decisions by sentence id, `registry` the document's sources by id, `at` the index of the sentence.
    `suggestions` are all that rules propose, by sentence id, `assistance` says which of them are shown, `drafts` are the changes
    made to open ones, the newest last. With `relabel`, finishing a sentence as it stands is a decision, too. `changes` are to be
    saved (under `action`) before the state is shown; `mend` is a correction that is wanted. `message` is one line to the person,
    `refused` whether it says no. `under` is the mode that a page lies over. `bindings` are the annotator's own keys: they change
    what is said, never what is done. `versions` are there where what annotators said is adjudicated: what they decided, by
    sentence, each of them to be taken by its number; the other sentences are not asked about.
    """

    document: Document
    schema: Schema
    annotator: str = ""
    profile: str = "quick"
    relabel: bool = False
    bindings: Bindings = UNBOUND
    entries: Mapping[str, SentenceAnnotation] = field(default_factory=dict)
    registry: Mapping[str, Source] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    assistance: Assistance = field(default_factory=Assistance)
    versions: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()
    past: tuple[Decision, ...] = ()
    future: tuple[Decision, ...] = ()
    at: int = 0
    mode: Mode = Mode.REVIEW
    focus: Focus = ()
    picking: Picking | None = None
    asking: Asking | None = None
    writing: Writing | None = None
    mention: Span | None = None
    page: str = ""
    under: Mode = Mode.REVIEW
    scroll: int = 0
    passed: frozenset[tuple[str, str]] = frozenset()
    last: tuple[str, str] | None = None
    message: str = ""
    refused: bool = False
    changes: tuple[Change, ...] = ()
    action: Action = "edit"
    mend: SegmentationEdit | None = None
    over: bool = False

    @property
    def sentence(self) -> Sentence:
        return self.document.sentences[self.at]

    @property
    def annotation(self) -> Annotation:
        return self.annotation_of(self.sentence.id)

    def annotation_of(self, sentence: str) -> Annotation:
        entry = self.entries.get(sentence)
        return entry.annotation if entry else Annotation()

    @property
    def exposure(self) -> Exposure | None:
        """How this sentence is seen: assisted, blind, or None where suggestions are off or no rules know the language."""
        return self.assistance.exposure(self.document.id, self.sentence.id) if self.suggestions else None

    @property
    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions for this sentence that are neither accepted nor rejected, each as it is changed so far."""
        if self.at >= len(self.document.sentences) or self.exposure != ASSISTED:
            return ()
        entry = self.entries.get(self.sentence.id)
        answered = {origin.rule for origin in entry.origins} if entry else set()
        drafts = {draft.key: draft for draft in self.drafts}
        return tuple(drafts.get(s.key, s) for s in self.suggestions.get(self.sentence.id, ()) if s.key not in answered)

    @property
    def suggestion(self) -> Suggestion | None:
        """The open suggestion that is focused."""
        return self.open_suggestions[int(self.focus[1])] if self.focus and self.focus[0] == "suggestion" else None

    @property
    def items(self) -> tuple[Focus, ...]:
        """What can be focused here, in order: suggestions, then each claim followed by the stances on it."""
        found: list[Focus] = [("suggestion", str(place)) for place in range(len(self.open_suggestions))]
        stances: dict[str, list[Focus]] = {}
        for stance in self.annotation.stances:
            stances.setdefault(stance.claim, []).append(("stance", stance.claim, stance.source))
        for claim in self.annotation.claims:
            found += [("claim", claim.id), *stances.get(claim.id, ())]
        return tuple(found)

    @property
    def claim(self) -> Claim | None:
        """The claim that is focused, itself or by a stance on it."""
        return next(
            (c for c in self.annotation.claims if self.focus and self.focus[0] != "suggestion" and c.id == self.focus[1]), None
        )

    @property
    def stance(self) -> Stance | None:
        """The stance that is focused; for a focused claim its first."""
        claim = self.claim
        source = self.focus[2] if len(self.focus) == 3 else None
        return next(
            (s for s in self.annotation.stances if claim and s.claim == claim.id and source in (None, s.source)),
            None,
        )

    @property
    def source(self) -> Source | None:
        stance = self.stance
        return next((s for s in self.annotation.sources if stance and s.id == stance.source), None)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The versions of this sentence to choose from; what was decided of their sources in another sentence holds in them."""
        if self.at == len(self.document.sentences):
            return ()
        others = (self.annotation_of(sentence) for sentence in self.versions if sentence != self.sentence.id)
        decided = {source.id: source for other in others if other.label is not None for source in other.sources}
        return tuple(_with_sources(version, decided) for version in self.versions.get(self.sentence.id, ()))

    @property
    def asked(self) -> tuple[Sentence, ...]:
        """The sentences to decide: all, or where versions are chosen from, those that have any."""
        sentences = self.document.sentences
        return tuple(s for s in sentences if s.id in self.versions) if self.versions else sentences

    def undecided(self, places: Iterable[int]) -> Iterator[int]:
        """Those of some sentences (indexes) that are to be decided and have no label."""
        for place in places:
            sentence = self.document.sentences[place].id
            if self.annotation_of(sentence).label is None and (not self.versions or sentence in self.versions):
                yield place

    @property
    def finished(self) -> int:
        """How many of the sentences that are asked about have a label."""
        return sum(1 for s in self.asked if self.annotation_of(s.id).label is not None)

    def key(self, name: str) -> str:
        """The key to type in REVIEW and END for one of the prompt's own, as it is written for people."""
        return self.bindings.shown(name)

    def meant(self, typed: str) -> str:
        """The prompt's own key that is meant by the one typed here."""
        return self.bindings.meant(typed) if self.mode in RESTING else typed

    def text_of(self, at: int) -> str:
        sentence = self.document.sentences[at]
        return self.document.text[sentence.start : sentence.end]


def _with_sources(version: Candidate, decided: Mapping[str, Source]) -> Candidate:
    sources = tuple(replace(decided.get(source.id, source), mention=source.mention) for source in version.annotation.sources)
    return replace(version, annotation=replace(version.annotation, sources=sources))


def key_name(event: Event) -> str:
    """The key of an event: a script's number may be meant as one, where a scheme has digits for hot-keys."""
    return event.name if isinstance(event, Key) else str(event.number) if isinstance(event, Number) else ""


def no_action(state: State, event: Event) -> State:
    bindings = state.bindings if state.mode in RESTING else UNBOUND
    what = bindings.shown(event.name) if isinstance(event, Key) else str(event[0])
    remedy = "Esc leaves" if state.writing else f"{bindings.shown('?')} shows the keys"
    return refuse(state, f'"{what}": no action here. {remedy}')


def say(state: State, message: str) -> State:
    return replace(state, message=message)


def refuse(state: State, message: str) -> State:
    return replace(state, message=message, refused=True)


def leave(state: State) -> State:
    """Back to REVIEW (or END), the labels as they are; from a page back to what it lies over."""
    if state.mode is Mode.PAGE:
        return replace(state, mode=state.under, page="", scroll=0)
    mode = Mode.END if state.at >= len(state.document.sentences) else Mode.REVIEW
    return replace(state, mode=mode, picking=None, asking=None, writing=None, mention=None, page="", scroll=0)


def arrive(state: State, at: int) -> State:
    """At another sentence, its first item focused; past the last one is the END."""
    count = len(state.document.sentences)
    at = min(max(at, 0), count)
    state = replace(leave(replace(state, at=at)), passed=frozenset(), focus=())
    if at == count:
        return say(replace(state, mode=Mode.END), "That was the last sentence.")
    return _focus_first(replace(state, mode=Mode.REVIEW))


def _focus_first(state: State) -> State:
    items = state.items
    return replace(state, focus=items[0] if items else ())


def refocused(state: State) -> State:
    """An open suggestion is focused first; else what was focused, if it is still there."""
    items = state.items
    if state.open_suggestions or state.focus not in items:
        return replace(state, focus=items[0] if items else ())
    return state


def no_claim(state: State) -> State:
    if state.suggestion:
        how = f"{state.key('space')} accepts it, {state.key('x')} rejects it"
        return refuse(state, f"A suggestion is no claim yet: {how}.")
    return refuse(state, f"There is no claim here yet: {state.key('c')} labels one.")


def amended(state: State, changed: Suggestion) -> State:
    """The focused suggestion changed: it stays open, and nothing is saved."""
    suggestion = state.suggestion
    assert suggestion is not None
    offered = suggestion.offered if isinstance(suggestion, Draft) else suggestion
    fields = (changed.spans, changed.source, changed.label, changed.rule, changed.cue, changed.attributes)
    draft = Draft(*fields, offered=offered, decided=len(state.past))
    return leave(replace(state, drafts=(*state.drafts, draft)))


def edited(writing: Writing, event: Event) -> Writing | None:
    """The line being written after one more event; None where the event writes nothing."""
    match event:
        case Text(text):
            return replace(writing, text=one_line(text))
        case Key("backspace"):
            return replace(writing, text=writing.text[:-1])
        case Key("space"):
            return replace(writing, text=writing.text + " ")
        case Number(number):
            return replace(writing, text=writing.text + str(number))
        case Key(name) if len(name) == 1:
            return replace(writing, text=writing.text + one_line(name))
    return None


def one_line(text: str) -> str:
    """Text that can be stored anywhere: one line, no NUL, no lone surrogate."""
    return " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8").splitlines())


def quoted(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= most else f'"{flat[: most // 2].rstrip()} ... {flat[-most // 3 :].lstrip()}"'


def claim_text(claim: Claim | Suggestion) -> str:
    """The pieces of a claim, or of a suggested one, as one line."""
    return " … ".join(" ".join(span.text.split()) for span in claim.spans)


def source_name(source: Source | None) -> str:
    """A source as it is shown: its name, or that it has none yet."""
    return source.display_name if source else "author"


def name_of(state: State, id: str) -> str:
    return source_name(state.registry.get(id) or next((s for s in state.annotation.sources if s.id == id), None))


def stance_title(state: State, stance: Stance | Suggestion) -> str:
    choice = state.schema.labels["stance"].choice(stance.label)
    return choice.title if choice else stance.label


def spoken(state: State) -> str:
    """The focused item in words."""
    if suggestion := state.suggestion:
        return f"{_numbered(state)}claim {quoted(claim_text(suggestion))}. {_attribution(state, suggestion)}"
    claim, stance = state.claim, state.stance
    if claim is None or stance is None:
        return ""
    said = f"Claim {claim.id.upper()} {quoted(claim_text(claim))}. " if state.focus[0] == "claim" else f"{claim.id.upper()}: "
    return f"{said}Source {name_of(state, stance.source)}, stance {stance_title(state, stance).lower()}."


def spoken_pieces(state: State) -> str:
    """What is left of the focused suggestion after its edges were moved; a claim in words."""
    return f"{_numbered(state)}{quoted(claim_text(state.suggestion))}." if state.suggestion else spoken(state)


def spoken_attribution(state: State) -> str:
    """Who is to say the focused suggestion, and how."""
    return f"{_numbered(state)}{_attribution(state, state.suggestion)}" if state.suggestion else spoken(state)


def _numbered(state: State) -> str:
    return f"Suggestion {int(state.focus[1]) + 1}: "


def _attribution(state: State, suggestion: Suggestion) -> str:
    return f"Source {source_name(suggestion.source)}, stance {stance_title(state, suggestion).lower()}."
