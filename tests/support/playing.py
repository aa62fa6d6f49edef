"""Playing a session without a terminal: articles, keys, a store in memory that checks what it is given, and random play."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from annotate.checks import check_record, check_revisions
from annotate.errors import StoreError
from annotate.labelling.actions.finding import hits
from annotate.labelling.actions.picking import pick_hints, pick_words
from annotate.labelling.actions.questions import choices_of, menu
from annotate.labelling.frontends.posix_terminal import Keyboard
from annotate.labelling.runner import SavedDecision, SessionRunner
from annotate.labelling.session import KEYS, open_session
from annotate.labelling.state import (
    Ask,
    At,
    ChooseSource,
    ChooseTarget,
    ClaimPage,
    End,
    Event,
    Hit,
    IdentifyMention,
    Key,
    Menu,
    Mode,
    Number,
    Page,
    Pick,
    Pointed,
    Review,
    SourcePicker,
    State,
    Suggestion,
    Text,
    WriteAnswer,
    WriteLine,
)
from annotate.model import Block, Document, Revision, Sentence, Source, revision_to_json
from annotate.model.claim_list import ListedClaim, claims_of
from annotate.schema import Schema, load_schema, parse_schema, shipped
from annotate.store import timestamp_after

SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")
SHA = "c4" * 32

FLOOD = (
    "The river rose by two metres, according to Mayor Ada Brandt.",
    "“The dam is safe,” she said, “and nobody has to leave.”",
    "Two engineers denied that.",
    "Was anyone told?",
    "Farmers in Lower Dale want the gates opened; the council fears a flood.",
)

SCRIPTS = (
    "The mayor 👩‍👩‍👧 told us the café\u0301 will close in May.",
    "قالت الوزيرة إن الجسر آمن، ولم تذكر موعدا.",
    "שר התחבורה הכחיש את הדיווח.",
    "市长说,大桥将在五月重新开放。",
    "मंत्री ने कहा कि पुल सुरक्षित है।",
    "รัฐมนตรีกล่าวว่าสะพานปลอดภัย",
    "A\ttab, a " + "very" * 60 + " long word, and \u200bnothing else.",
)


def article(*sentences: str, id: str = "flood", kinds: Iterable[str] = (), before: str = "", **fields: Any) -> Document:
    """A document with one sentence a block; `before` is a dim block above them."""
    text = before + "\n" if before else ""
    blocks = [Block("byline", 0, len(before), "test")] if before else []
    found = []
    for sentence, kind in zip(sentences, [*kinds, *["paragraph"] * len(sentences)], strict=False):
        found.append(Sentence(f"{id}:{len(text)}", len(blocks), len(text), len(text) + len(sentence)))
        blocks.append(Block(kind, len(text), len(text) + len(sentence), "test"))
        text += sentence + "\n"
    return Document(id, f"raw/{id}.txt", SHA, text, tuple(blocks), tuple(found), **fields)


def altered(change: Callable[[dict[str, Any]], None]) -> Schema:
    """The shipped schema with a change made to its JSON, read as a user's own is."""
    raw = deepcopy(dict(SCHEMA.raw))
    change(raw["$defs"])
    return parse_schema(json.dumps(raw), "changed")


def keys(line: str) -> list[Event]:
    """Keys with spaces between: letters and names of keys. Digits are keys too, as they are typed."""
    return [Key(name) for name in line.split()]


def suggestion(
    document: Document, quote: str, source: str | None = None, label: str = "support", rule: str = "said/1"
) -> Suggestion:
    def span(of: str) -> Any:
        start = document.text.index(of)
        return document.span(start, start + len(of))

    return Suggestion((span(quote),), Source("", source, span(source)) if source else None, label, rule)


@dataclass
class Desk:
    """A session on an article with a store in memory, which checks every record as a real one would.

    `failing` makes the next saves fail with that reason.
    """

    document: Document = field(default_factory=lambda: article(*FLOOD))
    schema: Schema = SCHEMA
    revisions: list[Revision] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    failing: str = ""
    now: float = 0.0
    recorded: list[str] = field(default_factory=list)
    guard: float = 0.0
    elsewhere: list[Document] = field(default_factory=list)
    listed: list[ListedClaim] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> State:
        """Another session on what is stored."""
        state = open_session(self.document, self.schema, self.revisions, annotator="mk", **self.options)
        self.start = state
        record = self.recorded.append
        self.labelling = SessionRunner(state, self.save, lambda: self.now, record=record, guard=self.guard, library=self)
        return state

    def find(self, text: str, *, backwards: bool) -> Hit | None:
        """The first of the `elsewhere` articles with a text, or the last."""
        with_hits = ((document.id, hits(document, text)) for document in self.elsewhere)
        found = [Hit(id, places[0] + 1, 1, len(places)) for id, places in with_hits if places]
        return found[-1 if backwards else 0] if found else None

    def claims(self, conditions: str, *, everywhere: bool) -> list[ListedClaim]:
        """The claims with the conditions as a text, among them the `listed` ones if `everywhere`."""
        numbered = enumerate(self.document.sentences, 1)
        annotations = [(number, self.state.annotation_of(sentence.id)) for number, sentence in numbered]
        own = [claim for number, annotation in annotations for claim in claims_of(self.document, number, annotation, "mk")]
        return [claim for claim in [*own, *(self.listed if everywhere else [])] if conditions in claim.text]

    @property
    def state(self) -> State:
        return self.labelling.state

    def save(self, saved: SavedDecision) -> None:
        if self.failing:
            raise StoreError(self.failing)
        from datetime import UTC, datetime

        created = timestamp_after(self.revisions[-1].created if self.revisions else None, datetime(2026, 5, 1, tzinfo=UTC))
        for change in saved.changes:
            entry = change.after
            revision = Revision(
                document=self.document.id,
                sha256=SHA,
                sentence=change.sentence,
                annotator="mk",
                created=created,
                action=saved.action,
                seconds=saved.seconds,
                keys=saved.keys,
                schema=self.schema.version,
                tool="0.1.0",
                annotation=entry.annotation if entry else None,
                origins=entry.origins if entry else (),
            )
            problems = list(check_record(revision_to_json(revision), self.schema, "saved"))
            assert not problems, problems
            self.revisions.append(revision)

    def feed(self, *events: Event) -> State:
        for event in events:
            self.labelling.feed(event)
        return self.state

    def press(self, line: str) -> State:
        return self.feed(*keys(line))

    def claim(self, first: int, last: int) -> State:
        """A claim from one word to another."""
        return self.feed(Key("c"), Pointed(first), Pointed(last))

    def mention(self, first: int, last: int) -> State:
        """A source of the focused claim, mentioned from one word to another."""
        return self.feed(Key("s"), Pointed(first), Pointed(last))

    def write(self, key: str, text: str) -> State:
        return self.feed(Key(key), Text(text), Key("enter"))

    def stored(self) -> dict[str, tuple[Any, Any]]:
        """What the stored revisions say now, by sentence."""
        newest = {revision.sentence: (revision.annotation, revision.origins) for revision in self.revisions}
        return {sentence: entry for sentence, entry in newest.items() if entry[0] is not None}

    def check(self) -> None:
        """What is shown is what is stored, and nothing in the store is wrong but sources still to be named."""
        assert {id: (entry.annotation, entry.origins) for id, entry in self.state.entries.items()} == self.stored()
        found = check_revisions(self.revisions, lambda id: self.document if id == self.document.id else None, self.schema)
        assert [problem for problem in found if problem.code != "no-name"] == []


class Sink(StringIO):
    """A terminal's output that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = ""

    def write(self, text: str) -> int:
        self.sent += text
        return len(text)


@contextmanager
def piped_keyboard() -> Iterator[tuple[Keyboard, Callable[[str], object]]]:
    """A keyboard at the end of a pipe, and the function that types on it."""
    read, write = os.pipe()
    try:
        yield Keyboard(read), lambda text: os.write(write, text.encode(errors="surrogateescape"))
    finally:
        os.close(read)
        os.close(write)


def likely_events(state: State) -> list[Event]:
    """Events that mean something in a state, and some that do not: for random play. `q` is not among them."""
    typed: list[Event] = [Key("esc"), Key("Q"), Key("²"), Key("enter"), Key("space"), Number(2), Number(0), Pointed(2), At(1)]
    bound: list[Event] = [Key(name) for name in KEYS[type(state.mode)] if name != "q"]
    return bound + typed + _OFFERED.get(type(state.mode), lambda state: [])(state)


def _words(state: State) -> list[Event]:
    assert state.picking is not None
    row = pick_words(state, state.picking)
    hinted: list[Event] = [Key(letter) for hint in pick_hints(state, state.picking)[:40] for letter in hint[:2]]
    pointed: list[Event] = [Pointed(place) for place in range(1, min(len(row), 30) + 2)]
    return [*hinted, *pointed, *keys("o v y 0 1 2 3 9 backspace"), *map(At, range(7)), *map(Number, range(5))]


def _review(state: State) -> list[Event]:
    """The keys that make and mend labels, more often than those that look and leave."""
    stances: list[Event] = [Key(choice.key) for choice in state.schema.labels["stance"].choices]
    answers = keys("space space L f x z e i s") if state.open_suggestions else []
    return [*stances, *answers, *keys("c c c c s s s m i e a a n enter h l d f p r u u u U U v y"), Text("pasted")]


def _answers(state: State) -> list[Event]:
    return [Key(choice.key) for choice in choices_of(state.question.attribute)] if state.question else []


def _written(state: State) -> list[Event]:
    texts = (
        "",
        "7",
        "12",
        "find dam",
        "find the",
        "find! the",
        "claims",
        "claims all",
        "set profile full",
        "set suggestions off",
        "set suggestions on",
        "set suggestions on 0.3 ada",
        "Ada Brandt",
        'a "quoted" \\ note',
        "e\u0301 \u202e\x1b[2J",
        "true",
        "1e999",
    )
    return [*map(Text, texts), *keys("a 3 é backspace enter enter"), Key("\u200d")]


_OFFERED: dict[type[Mode], Callable[[State], list[Event]]] = {
    Review: _review,
    Pick: _words,
    ChooseSource: _words,
    ChooseTarget: lambda state: [*keys("1 2 3 9 0 down up space enter x"), Number(1), Number(4)],
    IdentifyMention: lambda state: keys("0 1 2 3 o o enter"),
    SourcePicker: lambda state: [*_written(state), *keys("a b d down down up tab enter enter")],
    Menu: lambda state: [Key(row.key) for row in menu(state)],
    Ask: lambda state: [*_answers(state), *keys("1 2 9 up down down enter")],
    WriteLine: _written,
    WriteAnswer: _written,
    Page: lambda state: keys("j k space x"),
    ClaimPage: lambda state: [*keys("down up 1 2 3 x home end pgdn pgup backspace"), Number(1), Number(3)],
    End: lambda state: keys("b b u"),
}


def offers(document: Document) -> dict[str, tuple[Suggestion, ...]]:
    """Suggestions made by hand for the flood article."""
    ids = [sentence.id for sentence in document.sentences]
    return {
        ids[0]: (suggestion(document, "The river rose by two metres", "Mayor Ada Brandt"),),
        ids[1]: (
            suggestion(document, "The dam is safe", "she", rule="quote/1"),
            suggestion(document, "nobody has to leave", "she", rule="quote/1"),
        ),
        ids[4]: (suggestion(document, "the council fears a flood", None, rule="whole/1"),),
    }


def without_words(state: State) -> State:
    """A state as it is compared: what is said, and what was just saved, aside."""
    return replace(state, message="", refused=False, changes=(), action="edit", scroll=0)


def spans(state: State, claim: int = 0) -> list[str]:
    return [span.text for span in state.annotation.claims[claim].spans]


def stances(state: State) -> list[tuple[str, str, str]]:
    return [(stance.claim, stance.source, stance.label) for stance in state.annotation.stances]
