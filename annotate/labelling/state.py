"""The state of a labelling session at one moment, as frozen values, and the events that change it.

The rules for what each key does are in `session` and the modules in `actions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, NamedTuple, Protocol

from annotate.labelling.assistance import Assistance
from annotate.labelling.bindings import UNBOUND, Bindings
from annotate.labelling.events import At as At
from annotate.labelling.events import Event as Event
from annotate.labelling.events import Key as Key
from annotate.labelling.events import Number as Number
from annotate.labelling.events import Pointed as Pointed
from annotate.labelling.events import Text as Text
from annotate.labelling.line_editing import Line
from annotate.labelling.words import Word
from annotate.model import (
    ASSISTED,
    AUTHOR,
    Annotation,
    Answer,
    Candidate,
    Claim,
    Correction,
    Document,
    Exposure,
    Prediction,
    Remark,
    RevisionAction,
    SegmentationEdit,
    Sentence,
    SentenceAnnotation,
    Source,
    Span,
    Stance,
)
from annotate.model import Suggestion as Suggestion  # re-exported: front ends and tests import it with the state
from annotate.model.annotations import PIECE_SEPARATOR, PredictedLink
from annotate.model.claim_list import ListedClaim
from annotate.model.ids import is_learned, suggestion_identity
from annotate.schema import Attribute, Schema
from annotate.schema.scheme import ARTICLE as ARTICLE


@dataclass(frozen=True, slots=True)
class TakeAll:
    """The request of an adjudicator to take one annotator's version of every sentence that is left."""

    name: str


class Profile(StrEnum):
    """The set of questions to ask: those of the quick profile only, or those of the full one too."""

    QUICK = "quick"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Change:
    """The annotation of a sentence before and after a decision; None stands for a sentence not yet labelled."""

    sentence: str
    before: SentenceAnnotation | None
    after: SentenceAnnotation | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of the history: its changes, and the index of the sentence that was shown when it was made."""

    changes: tuple[Change, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """One step of the history: a correction of the article, and the index of the sentence where it was made."""

    correction: Correction
    at: int


HistoryStep = Decision | Corrected
"""What undo takes back and redo repeats."""


class Predictor(Protocol):
    """Predicts the answers to the schema's questions, by question. It gives none for a question that it knows nothing about."""

    def claim(self, spans: Sequence[Span], stance: str, cue: Span | None) -> Mapping[str, Prediction]:
        """Return the answers about a claim, given the stance and the cue of its source; no stance if it is the author's."""

    def source(self, source: Source) -> Mapping[str, Prediction]:
        """Return the answers about a source."""

    def stance(self, spans: Sequence[Span]) -> Mapping[str, Prediction]:
        """Return the answers about a stance on the claim with these spans."""


class Linker(Protocol):
    """Predicts links to earlier claims."""

    def link(self, spans: Sequence[Span], earlier: Sequence[Sequence[Span]]) -> PredictedLink | None:
        """Return the link of a claim to one of the `earlier` claims, in the order of the text; None if there is none."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A session that asks one question about what is labelled already, where the answer is missing.

    since: the number of decisions when it began: going back ends there.
    missing: the number of answers that were missing.
    left: the sources that were left unanswered, so that they are not asked about in their next sentence.
    """

    question: Attribute
    since: int = 0
    missing: int = 0
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ahead:
    """The work after an article, as it is known at its end.

    next: the next article for this annotator, None if there is none.
    articles, sentences: how many articles are left after this one, and how many sentences in them.
    planned: True if a plan gives the articles; then how many are left is not known.
    seconds: the active time that the annotator spent on this article.
    stops: True if the end of an article is shown before the next one is opened.
    chosen: True if only sentences that were chosen for a second look count.
    """

    next: str | None
    articles: int = 0
    sentences: int = 0
    planned: bool = False
    seconds: float = 0.0
    stops: bool = True
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """A text being looked for, `everywhere` or in this article only: `n` and `N` go on until another key is pressed."""

    text: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence, by its number from 1, that contains a text: the `place`-th, from 1, of `count` in its document."""

    document: str
    number: int
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Destination:
    """The sentence of another article that is to be opened, by its number from 1, and what to say there."""

    document: str
    number: int
    message: str
    find: Find | None = None


class FindElsewhere(NamedTuple):
    """A request for the next article, or the one before, that contains a text."""

    text: str
    backwards: bool


class ListClaims(NamedTuple):
    """A request for the claims of the article, or of the project if `everywhere`, that have `conditions`."""

    conditions: str
    everywhere: bool


class PickPurpose(StrEnum):
    """The use that a picked word or span is put to."""

    CLAIM = "claim"
    PIECE = "piece"
    CUE = "cue"
    START = "start"
    END = "end"
    SPLIT = "split"


class LinePurpose(StrEnum):
    """The use that a written line is put to."""

    NOTE = "note"
    FLAG = "flag"
    COMMAND = "command"
    RENAME = "rename"


class PageKind(StrEnum):
    """A page to read."""

    HELP = "help"
    GUIDELINE = "guideline"
    INSPECT = "inspect"
    ARTICLE = "article"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about an item: a claim, a source, ``claim<-source`` for a stance, or empty for the sentence.

    `finishing` is the label that the sentence gets when every question is answered, or `ARTICLE` for a question that is asked at
    the article's end; it is empty if the annotator asked for this question alone. An `optional` question can be skipped.
    """

    attribute: Attribute
    item: str
    finishing: str = ""
    optional: bool = False


# The modes. Each contains what its keys act on, so a state cannot be in a mode without it. `name` identifies the mode in the
# output of scripts, in the prompt of line mode and in the hints of the practice lesson.


@dataclass(frozen=True, slots=True)
class Review:
    """A sentence is shown, and keys act on the focused item."""

    name: ClassVar[str] = "review"


@dataclass(frozen=True, slots=True)
class End:
    """The last sentence is behind."""

    name: ClassVar[str] = "end"


@dataclass(frozen=True, slots=True)
class Pick:
    """A span or a word is being picked in sentence `at` (an index).

    `first` is the first word once it is chosen, `typed` the first letter of a hint.
    """

    name: ClassVar[str] = "pick"
    purpose: PickPurpose
    at: int
    first: Word | None = None
    typed: str = ""

    @property
    def single(self) -> bool:
        """True if one word is enough."""
        return self.purpose in (PickPurpose.START, PickPurpose.END, PickPurpose.SPLIT)

    @property
    def bound(self) -> bool:
        """True if the pick must be made in the current sentence."""
        return self.purpose in (PickPurpose.CLAIM, PickPurpose.SPLIT)


@dataclass(frozen=True, slots=True)
class ChooseSource:
    """A source is being chosen: by its number, or by picking its mention in sentence `at`, as in `Pick`."""

    name: ClassVar[str] = "source"
    single: ClassVar[bool] = False
    bound: ClassVar[bool] = False
    at: int
    first: Word | None = None
    typed: str = ""


class EarlierClaim(NamedTuple):
    """A claim that comes before another, and the number of its sentence, from 1."""

    number: int
    claim: Claim


TARGETS_SHOWN = 9
"""The number of earlier claims that are shown at a time: each has a digit."""


@dataclass(frozen=True, slots=True)
class ChooseTarget:
    """The earlier claim that a claim (an id) is linked to is being chosen from `targets`, of which one part is shown.

    first: the index of the first one shown.
    """

    name: ClassVar[str] = "link"
    claim: str
    targets: tuple[EarlierClaim, ...]
    first: int = 0

    @property
    def shown(self) -> tuple[EarlierClaim, ...]:
        """The earlier claims that are shown, each of which has a digit, from 1."""
        return self.targets[self.first : self.first + TARGETS_SHOWN]


@dataclass(frozen=True, slots=True)
class IdentifyMention:
    """A mention was picked that could be one of several sources: the annotator says which."""

    name: ClassVar[str] = "who"
    mention: Span


@dataclass(frozen=True, slots=True)
class SourcePicker:
    """The list of sources, filtered by the text typed, with one row marked.

    `mention` is the mention to give the chosen source. If `merge` is set, that source will be merged into the chosen one.
    """

    name: ClassVar[str] = "picker"
    text: str = ""
    row: int = 0
    mention: Span | None = None
    merge: Source | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu of the attributes of the focused claim."""

    name: ClassVar[str] = "menu"


class Asked(NamedTuple):
    """A question that was asked in a chain, and True if it was answered, False if it was left unanswered."""

    question: Question
    answered: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with a closed set of answers is being asked.

    `earlier` are those before it in the chain, to go back to; `row` is the index of the answer that is marked with Up and Down.
    `chosen` are the answers chosen so far where there can be several.
    """

    name: ClassVar[str] = "ask"
    question: Question
    earlier: tuple[Asked, ...] = ()
    row: int | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteLine:
    """A line of text is being written."""

    name: ClassVar[str] = "write"
    purpose: LinePurpose
    text: str = ""
    behind: int = 0


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """An answer in words or a number is being written; `earlier` as in `Ask`."""

    name: ClassVar[str] = "write"
    question: Question
    text: str = ""
    behind: int = 0
    earlier: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page is shown; closing it returns to the mode `under` it."""

    name: ClassVar[str] = "page"
    kind: PageKind
    under: Mode


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A list of claims, of the project if `everywhere`, with one row marked; `typed` are the digits typed of its number."""

    name: ClassVar[str] = "claims"
    claims: tuple[ListedClaim, ...]
    everywhere: bool
    row: int = 0
    typed: str = ""


Mode = (
    Review
    | End
    | Pick
    | ChooseSource
    | ChooseTarget
    | IdentifyMention
    | SourcePicker
    | Menu
    | Ask
    | WriteLine
    | WriteAnswer
    | Page
    | ClaimPage
)
Picking = Pick | ChooseSource
"""The modes in which words have hints."""


@dataclass(frozen=True, slots=True)
class Draft(Suggestion):
    """An open suggestion with the annotator's changes, under the key of the `original`. Drafts are never stored.

    `decided` is the number of decisions when the change was made: undo takes back newer decisions first. `answers` are those
    that the annotator gave in place of the predicted ones, by noun and question.
    """

    original: Suggestion = field(kw_only=True)
    decided: int = field(kw_only=True)
    answers: Mapping[tuple[str, str], Answer] = field(kw_only=True, default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the original suggestion."""
        return self.original.key


Focus = tuple[str, ...]
"""The item that keys act on: ("suggestion", number), ("claim", id), ("stance", claim, source), or empty if there is none."""


@dataclass(frozen=True, slots=True)
class State:
    """All that a front end shows and that `step` depends on.

    Attributes:
        document: The article being labelled.
        schema: The annotation scheme.
        annotator: The name of the annotator.
        profile: The profile that says which optional questions are asked.
        asking: Further questions to ask, such as ``claim.checkworthiness``.
        relabel: True if finishing a sentence unchanged is a decision too.
        filling: The question whose missing answers are asked for; None in a session that labels.
        bindings: The annotator's own keys. They change the keys that messages name, never what an event does.
        entries: The current annotation of each labelled sentence, by sentence id.
        registry: The sources of the document, by id.
        suggestions: All suggestions of the rules, by sentence id.
        predictor: Predicts answers; None if there are no rules to do so.
        linker: Predicts links to earlier claims; None if there are no rules to do so.
        assistance: Which suggestions are shown.
        versions: The annotators' decisions that an adjudicator chooses from, by sentence id. Other sentences are passed over.
        decided: The decisions that an adjudicator approves, by sentence id, as long as nothing in them is changed.
        remarks: The notes and flags of annotators, for an adjudicator to read, by sentence id.
        only: The ids of the sentences that were chosen for a second look. Others are passed over, too.
        drafts: The changes made to open suggestions, newest last.
        past: The steps that can be undone, newest last.
        future: The steps that can be redone, next one last.
        at: The index of the current sentence; the number of sentences at the end.
        mode: What the next key will be used for.
        focus: The focused item.
        scroll: Rows that the article or the page is scrolled by.
        page: Rows that the screen shows of it, by which it is scrolled at a time.
        skipped: The optional questions left unanswered in this sentence, as (item, question).
        last_source: The source chosen last and its stance, to be used again.
        message: One line for the annotator.
        refused: True if the message says that the event was refused.
        changes: Changes to save, under `action`, before the state is shown.
        action: The kind of decision that the changes are.
        segmentation_edit: A correction of the article that the annotator asked for.
        taking: One annotator's versions that an adjudicator asked to take.
        asked: The correction that the annotator is asked about, because it changes what others decided; or the versions.
        ahead: What comes after this article; None before its end, and where nothing comes after it.
        find: The find in progress.
        request: What the session needs to know from the project.
        destination: The sentence of another article at which to go on, once the session is over; the one it was opened for.
        over: True once the annotator has quit.
        onward: True if the session is over because the next article is to be opened.
    """

    document: Document
    schema: Schema
    annotator: str = ""
    profile: Profile = Profile.QUICK
    asking: tuple[str, ...] = ()
    relabel: bool = False
    bindings: Bindings = UNBOUND
    entries: Mapping[str, SentenceAnnotation] = field(default_factory=dict)
    registry: Mapping[str, Source] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    predictor: Predictor | None = None
    linker: Linker | None = None
    assistance: Assistance = field(default_factory=Assistance)
    versions: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    decided: Mapping[str, Candidate] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    drafts: tuple[Draft, ...] = ()
    past: tuple[HistoryStep, ...] = ()
    future: tuple[HistoryStep, ...] = ()
    at: int = 0
    mode: Mode = Review()
    focus: Focus = ()
    scroll: int = 0
    page: int = 10
    skipped: frozenset[tuple[str, str]] = frozenset()
    last_source: tuple[str, str] | None = None
    message: str = ""
    refused: bool = False
    changes: tuple[Change, ...] = ()
    action: RevisionAction = "edit"
    segmentation_edit: SegmentationEdit | None = None
    taking: TakeAll | None = None
    asked: SegmentationEdit | TakeAll | None = None
    ahead: Ahead | None = None
    find: Find | None = None
    request: FindElsewhere | ListClaims | None = None
    destination: Destination | None = None
    over: bool = False
    onward: bool = False
    filling: Filling | None = None

    @property
    def about_article(self) -> str:
        """The id of the sentence that stores the answers about the article: the one that does so already, else the first."""
        names = {question.name for question in self.schema.about_article}
        answered = (id for id, entry in self.entries.items() if not names.isdisjoint(entry.annotation.attributes))
        places = {sentence.id: place for place, sentence in enumerate(self.document.sentences)}
        return min(answered, key=lambda id: places.get(id, len(places)), default=next(iter(places), ""))

    @property
    def resting(self) -> bool:
        """True in the modes that Esc does not leave: reviewing a sentence, and the end."""
        return isinstance(self.mode, Review | End)

    @property
    def picking(self) -> Picking | None:
        """The mode if a word is being picked."""
        return self.mode if isinstance(self.mode, Pick | ChooseSource) else None

    @property
    def question(self) -> Question | None:
        """The question being asked, also under a page."""
        mode = self.mode.under if isinstance(self.mode, Page) else self.mode
        return mode.question if isinstance(mode, Ask | WriteAnswer) else None

    def question_is(self, attribute: Attribute) -> bool:
        """Return True if the question being asked is about this attribute."""
        return self.question is not None and self.question.attribute is attribute

    @property
    def line(self) -> Line | None:
        """The line being written, None if there is none."""
        mode = self.mode
        return Line(mode.text, mode.behind) if isinstance(mode, WriteLine | WriteAnswer | SourcePicker) else None

    @property
    def sentence(self) -> Sentence:
        """The current sentence. Raises IndexError at the end."""
        return self.document.sentences[self.at]

    @property
    def annotation(self) -> Annotation:
        """The annotation of the current sentence."""
        return self.annotation_of(self.sentence.id)

    def annotation_of(self, sentence: str) -> Annotation:
        """Return the annotation of a sentence (an id), an empty one if it is not labelled yet."""
        entry = self.entries.get(sentence)
        return entry.annotation if entry else Annotation()

    @property
    def exposure(self) -> Exposure | None:
        """The way this sentence is seen: assisted, blind, or None if suggestions are off or no rules cover the language."""
        return self.assistance.exposure(self.document.id, self.sentence.id) if self.suggestions else None

    @property
    def predicts(self) -> bool:
        """True if answers are predicted in this sentence."""
        shown = self.assistance.answers and self.predictor is not None
        return shown and not self.assistance.hides(self.document.id, self.sentence.id)

    def asks(self, attribute: Attribute) -> bool:
        """Return whether a question is asked in this session."""
        return attribute.asked(self.profile) or attribute.path in self.asking

    @property
    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions for this sentence that are neither accepted nor rejected, with the changes made so far."""
        if self.at >= len(self.document.sentences) or self.exposure != ASSISTED:
            return ()
        entry = self.entries.get(self.sentence.id)
        answered = {suggestion_identity(origin.rule) for origin in entry.origins} if entry else set()
        # A model that was made after a sentence was finished must not open it again.
        finished = entry is not None and entry.annotation.label is not None
        drafts = {draft.key: draft for draft in self.drafts}
        offered = (s for s in self.suggestions.get(self.sentence.id, ()) if not (finished and is_learned(s.rule)))
        return tuple(drafts.get(s.key, s) for s in offered if suggestion_identity(s.key) not in answered)

    @property
    def suggestion(self) -> Suggestion | None:
        """The open suggestion that is focused."""
        return self.open_suggestions[int(self.focus[1])] if self.focus and self.focus[0] == "suggestion" else None

    @property
    def items(self) -> tuple[Focus, ...]:
        """The items of this sentence, in order: suggestions, then each claim followed by the stances on it."""
        items: list[Focus] = [("suggestion", str(place)) for place in range(len(self.open_suggestions))]
        stances: dict[str, list[Focus]] = {}
        for stance in self.annotation.stances:
            stances.setdefault(stance.claim, []).append(("stance", stance.claim, stance.source))
        for claim in self.annotation.claims:
            items += [("claim", claim.id), *stances.get(claim.id, ())]
        return tuple(items)

    @property
    def claim(self) -> Claim | None:
        """The claim that is focused, directly or through a stance on it."""
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
        """The source of the stance that is focused."""
        stance = self.stance
        return next((s for s in self.annotation.sources if stance and s.id == stance.source), None)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The versions of this sentence to choose from, with what was decided about their sources in other sentences."""
        if self.at == len(self.document.sentences):
            return ()
        decided = self.decided_sources(self.sentence.id)
        return tuple(with_sources(version, decided) for version in self.versions.get(self.sentence.id, ()))

    def decided_sources(self, but: str = "") -> Mapping[str, Source]:
        """Return the sources in the sentences that have versions and are finished, by id, leaving one sentence out."""
        others = (self.annotation_of(sentence) for sentence in self.versions if sentence != but)
        return {source.id: source for other in others if other.label is not None for source in other.sources}

    @property
    def compares(self) -> bool:
        """True if there are versions of this sentence that differ, or remarks on it."""
        return len(self.candidates) > 1 or self.sentence.id in self.remarks

    @property
    def approvable(self) -> Candidate | None:
        """The decision on this sentence that only waits for approval: it is not finished, and nothing in it was changed."""
        decided, now = self.decided.get(self.sentence.id), self.annotation
        if decided is None or now.label is not None:
            return None
        then = decided.annotation
        same = (now.claims, now.stances, now.links, now.attributes) == (then.claims, then.stances, then.links, then.attributes)
        return decided if same else None

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """The annotation of each labelled sentence, by sentence id."""
        return {sentence: entry.annotation for sentence, entry in self.entries.items()}

    @property
    def scope(self) -> tuple[Sentence, ...]:
        """The sentences to label: all of them, those that have versions when adjudicating, or those chosen for a second look."""
        chosen = self.only or self.versions
        sentences = self.document.sentences
        return tuple(s for s in sentences if s.id in chosen) if chosen else sentences

    def unlabelled(self, places: Iterable[int]) -> Iterator[int]:
        """Yield those of the given indexes whose sentences are to be labelled and have no label."""
        chosen = self.only or self.versions
        for place in places:
            sentence = self.document.sentences[place].id
            if self.annotation_of(sentence).label is None and (not chosen or sentence in chosen):
                yield place

    @property
    def finished(self) -> int:
        """The number of sentences in scope that have a label."""
        return sum(1 for s in self.scope if self.annotation_of(s.id).label is not None)

    def key(self, name: str) -> str:
        """Return the key to type in REVIEW and END for one of the prompt's own, as it is written for people."""
        return self.bindings.shown(name)

    def meant(self, typed: str) -> str:
        """Return the prompt's own key for the one typed."""
        return self.bindings.meant(typed) if self.resting else typed

    def letters(self, typed: str) -> tuple[str, ...]:
        """Return the keys that a typed key means on the annotator's keyboard; while text is written, that is the text."""
        return (typed,) if self.line is not None else self.bindings.letters(typed, bound=self.resting)

    def text_of(self, at: int) -> str:
        """Return the text of the sentence at an index."""
        sentence = self.document.sentences[at]
        return self.document.text[sentence.start : sentence.end]


def with_sources(version: Candidate, decided: Mapping[str, Source]) -> Candidate:
    """Return a version with what was decided about its sources, which keep their mentions."""
    sources = tuple(replace(decided.get(source.id, source), mention=source.mention) for source in version.annotation.sources)
    return replace(version, annotation=replace(version.annotation, sources=sources))


def key_name(event: Event) -> str:
    """Return the key of an event. A script's number counts as a key, since a scheme may use digits as hot-keys."""
    return event.name if isinstance(event, Key) else str(event.number) if isinstance(event, Number) else ""


def no_action(state: State, event: Event) -> State:
    """Refuse an event that does nothing in this mode."""
    bindings = state.bindings if state.resting else UNBOUND
    name = bindings.shown(event.name) if isinstance(event, Key) else quote(str(event[0]))
    way_out = (
        "Esc to cancel" if state.line is not None or isinstance(state.mode, ClaimPage) else f"{bindings.shown('?')} for keys"
    )
    return refuse(state, f"{name} does nothing here ({way_out}).")


def say(state: State, message: str) -> State:
    """Set the message."""
    return replace(state, message=message)


def refuse(state: State, message: str) -> State:
    """Set a message that says why an event was refused."""
    return replace(state, message=message, refused=True)


def leave(state: State) -> State:
    """Return to REVIEW (or END) without changing labels; from a page, return to the mode under it."""
    if isinstance(state.mode, Page):
        return replace(state, mode=state.mode.under, scroll=0)
    return replace(state, mode=End() if state.at >= len(state.document.sentences) else Review(), scroll=0, asked=None)


def arrive(state: State, at: int) -> State:
    """Go to a sentence by its index and focus its first item; an index past the last sentence leads to the end."""
    count = len(state.document.sentences)
    at = min(max(at, 0), count)
    state = replace(state, at=at, mode=End() if at == count else Review(), scroll=0, skipped=frozenset(), focus=())
    return say(state, "That was the last sentence.") if at == count else _focus_first(state)


def _focus_first(state: State) -> State:
    items = state.items
    return replace(state, focus=items[0] if items else ())


def refocus(state: State) -> State:
    """Focus the first open suggestion; if there is none, keep the focus if its item still exists."""
    if state.open_suggestions or state.focus not in state.items:
        return _focus_first(state)
    return state


def refuse_without_claim(state: State) -> State:
    """Refuse an action that needs a claim, naming the key that makes one."""
    if state.suggestion:
        return refuse(state, f"This is still a suggestion. {state.key('space')} to accept it, {state.key('x')} to reject it.")
    return refuse(state, f"No claim here yet: {state.key('c')} to mark one.")


def amend(state: State, suggestion: Suggestion, changed: Suggestion) -> State:
    """Replace the focused suggestion with a changed one, which stays open. Nothing is saved."""
    original = suggestion.original if isinstance(suggestion, Draft) else suggestion
    fields = (changed.spans, changed.source, changed.label, changed.rule, changed.cue, changed.attributes)
    answers = changed.answers if isinstance(changed, Draft) else {}
    draft = Draft(*fields, original=original, decided=len(state.past), answers=answers)
    return leave(replace(state, drafts=(*state.drafts, draft)))


def quote(text: str, limit: int = 60) -> str:
    """Return text on one line in quotation marks, shortened in the middle if it is longer than `limit` characters.

    Words stay whole, unless one is very long.
    """
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return f"“{flat}”"
    head, tail = limit // 2, len(flat) - limit // 3
    last, first = flat.rfind(" ", head // 2, head + 1), flat.find(" ", tail - 1, len(flat) - limit // 6)
    return f"“{flat[: last if last >= 0 else head]} ... {flat[first + 1 if first >= 0 else tail :]}”"


def claim_text(claim: Claim | Suggestion) -> str:
    """Return the pieces of a claim or of a suggestion as one line."""
    return PIECE_SEPARATOR.join(" ".join(span.text.split()) for span in claim.spans)


def source_name(source: Source | None) -> str:
    """Return the name to show for a source, a placeholder if it has none yet."""
    return source.display_name if source else "author"


def name_of(state: State, id: str) -> str:
    """Return the name to show for a source, by its id."""
    return source_name(state.registry.get(id) or next((s for s in state.annotation.sources if s.id == id), None))


def stance_title(state: State, stance: Stance | Suggestion) -> str:
    """Return the title of a stance in the schema."""
    choice = state.schema.labels["stance"].choice(stance.label)
    return choice.title if choice else stance.label


def describe_focus(state: State) -> str:
    """Return a sentence that describes the focused item."""
    if suggestion := state.suggestion:
        return f"{_numbered(state)}claim {quote(claim_text(suggestion))}. S{_attribution(state, suggestion)[1:]}"
    claim, stance = state.claim, state.stance
    if claim is None or stance is None:
        return ""
    source = state.registry.get(stance.source) or state.source
    said_by = f"source {_quoted_name(source)}, stance: {stance_title(state, stance).lower()}."
    if state.focus[0] == "claim":
        return f"Claim {claim.id.upper()} {quote(claim_text(claim))}. S{said_by[1:]}"
    return f"{claim.id.upper()}: {said_by}"


def describe_pieces(state: State) -> str:
    """Return the text of the focused suggestion, as after a move of its edges; the description of a focused claim."""
    return f"{_numbered(state)}{quote(claim_text(state.suggestion))}." if state.suggestion else describe_focus(state)


def describe_attribution(state: State) -> str:
    """Return the source and the stance of the focused suggestion; the description of a focused claim."""
    return f"{_numbered(state)}{_attribution(state, state.suggestion)}" if state.suggestion else describe_focus(state)


def _numbered(state: State) -> str:
    return f"Suggestion {int(state.focus[1]) + 1}: "


def _attribution(state: State, suggestion: Suggestion) -> str:
    return f"source {_quoted_name(suggestion.source)}, stance: {stance_title(state, suggestion).lower()}."


def _quoted_name(source: Source | None) -> str:
    return quote(source.name) if source and source.name and source.id != AUTHOR else source_name(source)
