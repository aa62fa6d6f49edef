"""The lesson as it is written down: an article, its gold as a script, and what there is to say about each sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.articles import read_file
from annotate.labelling.script_language import parse
from annotate.labelling.session import open_session, step
from annotate.labelling.state import State
from annotate.model import Annotation, Document, Sentence, Source, Span, Suggestion
from annotate.schema import Schema, load_schema, shipped
from annotate.schema.wellknown import SUPPORT

LESSON = Path(__file__).with_name("tarnley-library.toml")
"""What is said; the article and the gold's script stand beside it under the same name."""

LEARNER = "you"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence teaches, the scheme's reason for its gold, and hints by what is to be done next.

    Where it is `alone`, the learner is: nothing is said but these hints. `offers` are suggestions by their words: those of the
    claim, and of its source where that is not the author.
    """

    teaches: str
    why: str
    hints: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    offers: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article with its gold (by sentence id), its suggestions, a topic for each sentence, and hints for any of them."""

    document: Document
    schema: Schema
    topics: tuple[Topic, ...]
    hints: Mapping[str, str]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    gold: Mapping[str, Annotation]

    def hint(self, at: int, step: str) -> str:
        """What to say at a step in the sentence of that index, or past the last one; empty where there is nothing to say."""
        topic = self.topics[at] if at < len(self.topics) else None
        general = "" if topic and topic.alone else self.hints.get(step, "")
        return topic.hints.get(step, general) if topic else general


def read_lesson() -> Lesson:
    """The built-in lesson, under the scheme that is shipped. Its gold is what its script labels."""
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    document = _article(LESSON.with_suffix(".txt"))
    told = tomllib.loads(LESSON.read_text(encoding="utf-8"))
    topics = tuple(Topic(**topic) for topic in told["sentence"])
    suggestions = {
        sentence.id: tuple(_suggestion(document, sentence, offer) for offer in topic.offers)
        for sentence, topic in zip(document.sentences, topics, strict=True)
    }
    script = LESSON.with_suffix(".script").read_text(encoding="utf-8").splitlines()
    entries = _played(_opened(document, schema, suggestions), script).entries
    gold = {sentence: entry.annotation for sentence, entry in entries.items()}
    return Lesson(document, schema, topics, told["hints"], suggestions, gold)


def open_lesson(lesson: Lesson) -> State:
    """The lesson's session at its start, nothing labelled."""
    return _opened(lesson.document, lesson.schema, lesson.suggestions)


def _article(path: Path) -> Document:
    [document] = read_file(path)
    assert isinstance(document, Document)
    return document


def _opened(document: Document, schema: Schema, suggestions: Mapping[str, tuple[Suggestion, ...]]) -> State:
    return open_session(document, schema, annotator=LEARNER, suggestions=suggestions)


def _suggestion(document: Document, sentence: Sentence, offer: Mapping[str, str]) -> Suggestion:
    source = Source("", offer["source"], _span(document, sentence, offer["source"])) if "source" in offer else None
    return Suggestion((_span(document, sentence, offer["claim"]),), source, SUPPORT, "lesson/1")


def _span(document: Document, sentence: Sentence, words: str) -> Span:
    start = document.text.index(words, sentence.start, sentence.end)
    return document.span(start, start + len(words))


def _played(state: State, script: Iterable[str]) -> State:
    for line in script:
        for event in parse(line, state):
            state = step(state, event)
    return state
