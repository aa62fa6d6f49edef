"""A language model's answer as suggestions: every quoted text is found in the article exactly, or the claim is left out.

Nothing of an answer is trusted. It may be no JSON, have other fields, quote what the article does not say, or do what a sentence
of the article asked for; whatever is not a span of the article or a label of the scheme is dropped and counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from annotate.model import Answer, Document, Sentence, Source, Span, Suggestion, normalized_name
from annotate.schema import Attribute, Schema
from annotate.schema.wellknown import SUPPORT
from annotate.suggestions.llm.answer_format import (
    CLAIMS,
    CUE,
    LEFT_OPEN,
    QUOTE,
    SENTENCE,
    SOURCE,
    SOURCE_NAME,
    STANCE,
    answer_values,
    asked_questions,
    words,
)
from annotate.suggestions.llm.prompt import Part

Find = Callable[[str, str], tuple[int, int] | None]
"""A function that returns where a quoted text is in a text, None if it is not there or may be at several places."""

Lost = Literal["quote", "source", "cue", "answer", "item"]
"""What was dropped: a claim whose quote or source is not in the article; a cue, an answer or an item that is none."""

_HIDDEN = "\0"


class SuggestedClaim(NamedTuple):
    """A suggestion, and the answers about its claim."""

    suggestion: Suggestion
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The suggestions in an answer, and the number of what was dropped of it."""

    claims: tuple[SuggestedClaim, ...]
    lost: Counter[Lost] = field(default_factory=Counter)


class MalformedAnswerError(Exception):
    """An answer is not a JSON object with claims."""


def read_answer(text: str, schema: Schema, document: Document, part: Part, rule: str, find: Find) -> ReadAnswer:
    """Return what an answer about a part of an article suggests, by the name of `rule`. Raises MalformedAnswerError."""
    lost: Counter[Lost] = Counter()
    reader = _Reader(schema, document, part, rule, find, lost)
    claims: dict[str, SuggestedClaim] = {}
    for item in _items(text):
        claim = reader.read(item) if isinstance(item, dict) else None
        if claim is not None:
            claims.setdefault(claim.suggestion.key, claim)
        elif not isinstance(item, dict):
            lost["item"] += 1
    return ReadAnswer(tuple(sorted(claims.values(), key=lambda claim: claim.suggestion.spans[0].start)), lost)


def _items(text: str) -> list[Any]:
    """Return the claims in an answer, which may have thoughts before it, or stand in a block of code."""
    text = text.rpartition("</think>")[2]
    start = text.find("{")
    try:
        value = json.JSONDecoder().raw_decode(text, start)[0] if start >= 0 else None
    except (ValueError, RecursionError):
        value = None
    items = value.get(CLAIMS) if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise MalformedAnswerError
    return items


@dataclass(frozen=True, slots=True)
class _Reader:
    schema: Schema
    document: Document
    part: Part
    rule: str
    find: Find
    lost: Counter[Lost]

    def read(self, item: Mapping[str, Any]) -> SuggestedClaim | None:
        """Return the claim of an item, None if it cannot be found in the article."""
        placed = self._place(item)
        if placed is None:
            self.lost["quote"] += 1
            return None
        sentence, spans = placed
        answers: dict[str, dict[str, Answer]] = {"claim": {}, "source": {}, "stance": {}}
        for asked, question in asked_questions(self.schema).items():
            value = self._answer(question, item.get(asked))
            if value is not None:
                answers[question.noun][question.name] = value
        if self._is_author(item, sentence):
            return SuggestedClaim(Suggestion(spans, None, SUPPORT, self.rule), answers["claim"])
        mention = self._beside(sentence, spans, item.get(SOURCE))
        name = self._name(item, mention)
        if name is None:
            self.lost["source"] += 1
            return None
        stance = self.schema.labels["stance"]
        label = _text(item.get(STANCE))
        if stance.choice(label) is None:
            self.lost["answer"] += 1
            label = stance.default or ""
        cue = self._beside(sentence, spans, item.get(CUE))
        self.lost["cue"] += cue is None and bool(_text(item.get(CUE)))
        source = Source("", name, mention, answers["source"])
        return SuggestedClaim(Suggestion(spans, source, label, self.rule, cue, answers["stance"]), answers["claim"])

    def _place(self, item: Mapping[str, Any]) -> tuple[Sentence, tuple[Span, ...]] | None:
        """Return the sentence and the spans of a claim: in the sentence that it names, or the only one that has all of it."""
        quotes = item.get(QUOTE)
        quotes = [quotes] if isinstance(quotes, str) else quotes
        if not isinstance(quotes, list) or not quotes or not all(_text(quote) for quote in quotes):
            return None
        number = item.get(SENTENCE)
        asked = range(self.part.first, self.part.end)
        named = [number - 1] if isinstance(number, int) and number - 1 in asked else []
        for places in (named, [place for place in asked if place not in named]):
            found = list(self._candidates(places, quotes))
            if len(found) == 1:
                return found[0]
        return None

    def _candidates(self, places: Any, quotes: list[str]) -> Iterator[tuple[Sentence, tuple[Span, ...]]]:
        for place in places:
            sentence = self.document.sentences[place]
            text = self.document.text[sentence.start : sentence.end]
            found = [self.find(text, quote) for quote in quotes]
            offsets = [pair for pair in found if pair is not None]
            if len(offsets) == len(quotes) and all(a[1] <= b[0] for a, b in pairwise(offsets)):
                yield sentence, tuple(self.document.span(sentence.start + a, sentence.start + b) for a, b in offsets)

    def _beside(self, sentence: Sentence, spans: tuple[Span, ...], quote: object) -> Span | None:
        """Return a quoted text in the sentence of a claim, outside the claim if it is there."""
        if not _text(quote):
            return None
        text = self.document.text[sentence.start : sentence.end]
        outside = text
        for span in spans:
            start, end = span.start - sentence.start, span.end - sentence.start
            outside = outside[:start] + _HIDDEN * (end - start) + outside[end:]
        found = self.find(outside, str(quote)) or self.find(text, str(quote))
        return self.document.span(sentence.start + found[0], sentence.start + found[1]) if found else None

    def _is_author(self, item: Mapping[str, Any], sentence: Sentence) -> bool:
        named = [normalized_name(text) for name in (SOURCE, SOURCE_NAME) if (text := _text(item.get(name)))]
        author = normalized_name(str(self.schema.author.get("name", "author")))
        text = normalized_name(self.document.text[sentence.start : sentence.end])
        return all(name == author and name not in text for name in named)

    def _name(self, item: Mapping[str, Any], mention: Span | None) -> str | None:
        """Return the name of a source as the article has it; None if the article has neither it nor the mention."""
        name = words(_text(item.get(SOURCE_NAME)))
        if mention is None and _text(item.get(SOURCE)):
            return None
        if name and name in words(self.document.text):
            return name
        return words(mention.text) if mention else None

    def _answer(self, question: Attribute, given: object) -> Answer | None:
        if given == LEFT_OPEN:
            return None
        value = answer_values(question).get(given) if isinstance(given, str) else None
        self.lost["answer"] += value is None
        return value


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
