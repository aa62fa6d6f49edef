"""The lesson's data: an article, its gold as a script, and the hints and explanations for each sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.articles import read_file
from annotate.labelling.assistance import Assistance
from annotate.labelling.script_language import parse
from annotate.labelling.session import open_session, step
from annotate.labelling.state import State
from annotate.model import Annotation, Document, Sentence, Source, Span, Suggestion
from annotate.schema import Schema, load_schema, shipped
from annotate.schema.wellknown import SUPPORT
from annotate.suggestions import AnswerRules

LESSON = Path(__file__).with_name("tarnley-library.toml")
"""The hints and explanations; the article and the gold's script are beside it, under the same name."""

LEARNER = "you"


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a sentence, the scheme's reason for its gold, and a hint for each next step.

    With `alone`, only these hints are shown, and none of the lesson's general ones. Each of `offers` is a suggestion by the words
    of its claim, and by those of its source unless that is the author.
    """

    teaches: str
    why: str
    hints: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    offers: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article with its gold and suggestions by sentence id, a topic for each sentence, and general hints."""

    document: Document
    schema: Schema
    topics: tuple[Topic, ...]
    hints: Mapping[str, str]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    gold: Mapping[str, Annotation]

    def hint(self, index: int, step: str) -> str:
        """Return the hint for a step in the sentence with an index, or after the last one; empty if there is none."""
        topic = self.topics[index] if index < len(self.topics) else None
        general = "" if topic and topic.alone else self.hints.get(step, "")
        return topic.hints.get(step, general) if topic else general


def read_lesson() -> Lesson:
    """Return the built-in lesson under the shipped scheme. Its gold is the result of its script."""
    schema = load_schema(shipped("schema") / "annotation.schema.json")
    document = _article(LESSON.with_suffix(".txt"))
    texts = tomllib.loads(LESSON.read_text(encoding="utf-8"))
    topics = tuple(Topic(**topic) for topic in texts["sentence"])
    suggestions = {
        sentence.id: tuple(_suggestion(document, sentence, offer) for offer in topic.offers)
        for sentence, topic in zip(document.sentences, topics, strict=True)
    }
    script = LESSON.with_suffix(".script").read_text(encoding="utf-8").splitlines()
    entries = _run_script(_open(document, schema, suggestions), script).entries
    gold = {sentence: entry.annotation for sentence, entry in entries.items()}
    return Lesson(document, schema, topics, texts["hints"], suggestions, gold)


def open_lesson(lesson: Lesson) -> State:
    """Return the state of the lesson's session at its start. Answers are predicted, as in any session."""
    return _open(lesson.document, lesson.schema, lesson.suggestions, AnswerRules(lesson.document).prepare())


def _article(path: Path) -> Document:
    [document] = read_file(path)
    assert isinstance(document, Document)
    return document


def _open(
    document: Document,
    schema: Schema,
    suggestions: Mapping[str, tuple[Suggestion, ...]],
    predictor: AnswerRules | None = None,
) -> State:
    assistance = Assistance(answers=predictor is not None)
    return open_session(document, schema, annotator=LEARNER, suggestions=suggestions, predictor=predictor, assistance=assistance)


def _suggestion(document: Document, sentence: Sentence, offer: Mapping[str, str]) -> Suggestion:
    source = Source("", offer["source"], _span(document, sentence, offer["source"])) if "source" in offer else None
    return Suggestion((_span(document, sentence, offer["claim"]),), source, SUPPORT, "lesson/1")


def _span(document: Document, sentence: Sentence, words: str) -> Span:
    start = document.text.index(words, sentence.start, sentence.end)
    return document.span(start, start + len(words))


def _run_script(state: State, script: Iterable[str]) -> State:
    for line in script:
        for event in parse(line, state):
            state = step(state, event)
    return state
