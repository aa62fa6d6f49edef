"""Predicted answers to the questions about a claim, a source and a stance, each with the rule and the words that it saw.

The signs are data, in `answer_tables`; here is the one loop over them. What a source is follows from its mention, as `speakers`
describes it, and how a claim is quoted from the quotation marks. A question about which nothing is known gets no answer, and is
asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from annotate.model import Answer, Document, Prediction, Source, Span
from annotate.model.annotations import PIECE_SEPARATOR
from annotate.schema.wellknown import DENY, DIRECT, INDIRECT, MIXED, NAMED, NAMING, ORGANISATION, PLURAL, QUOTE, ROLE, TYPE
from annotate.suggestions.rules.answer_tables import SHAPES, Sign, signs
from annotate.suggestions.rules.language import has_rules, load_language, primary_code
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.speakers import Speakers, find_speakers
from annotate.suggestions.rules.tokens import tokenize
from annotate.text.quotations import Quotation, find_quotations

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:'[^\W\d_]+)?(?![\w-])")
_APPOSITION = re.compile(r", [^,;:.!?]{1,60}(?<!\d),(?= )")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,8}")
_BEFORE = 100  # characters before a claim that may show its attribution
_LONGEST = 2_000  # characters of a claim that are read; enough for any sentence, and a bound on the time


@dataclass(frozen=True)
class AnswerRules:
    """The rules for the answers about the claims, sources and stances of one document."""

    document: Document
    _known: dict[tuple[str, bool, str], Mapping[str, Prediction]] = field(default_factory=dict, compare=False, repr=False)

    def prepare(self) -> AnswerRules:
        """Read the document now, which otherwise happens at the first question, and return the rules."""
        for sign in self._signs:
            _compiled(sign.pattern)
        if self._has_rules:
            _ = self._speakers
        return self

    def claim(self, spans: Sequence[Span], stance: str = "", cue: Span | None = None) -> Mapping[str, Prediction]:
        """Return the answers about a claim by question; `stance` and `cue` are those of its source, if it is not the author's."""
        text = _normalize(PIECE_SEPARATOR.join(span.text for span in spans))
        finite = self._is_finite(spans, text)
        around = _normalize(f"{cue.text if cue else ''} {self._words_before(spans[0])}")
        key = (f"{around}\n{text}", finite, stance)
        if key not in self._known:  # a screen shows the same claim again and again
            denied = text if stance == DENY and not finite else ""
            places = {"text": text, "core": _APPOSITION.sub("", text), "cue": around, "denied": denied}
            self._known[key] = self._read({**places, "finite": text if finite else ""})
        return self._known[key]

    def _read(self, places: Mapping[str, str]) -> Mapping[str, Prediction]:
        """Return the answers whose signs are found in texts, by the names of these."""
        texts = dict(places)
        answers: dict[str, Prediction] = {}
        for sign in self._signs:
            if sign.question not in answers and (reason := _find(sign, texts, answers)) is not None:
                answers[sign.question] = Prediction(sign.value, sign.rule, reason)
                texts[sign.value] = texts["text"]
        return answers

    def source(self, source: Source) -> Mapping[str, Prediction]:
        """Return the answers about a source by question, from its mention; none if it has no mention outside quotations."""
        if source.mention is None:
            return {}
        if not self._has_rules:
            return _shape_of_name(source.mention.text)
        place = self._tokens_of(source.mention)
        if place is None:
            return {}
        described: dict[str, Answer] = {PLURAL: False, **self._speakers.describe(*place)}
        reason = f"“{' '.join(source.mention.text.split())}”"
        return {name: Prediction(value, "mention/1", reason, closed=name != ROLE) for name, value in described.items()}

    def stance(self, spans: Sequence[Span]) -> Mapping[str, Prediction]:
        """Return the answers about a stance on a claim by question: how the claim is quoted."""
        inside = [self._is_quoted(place) for span in spans for place in _characters(span)]
        kind = MIXED if any(inside) and not all(inside) else DIRECT if any(inside) else INDIRECT
        return {QUOTE: Prediction(kind, "marks/1", "the quotation marks")} if inside else {}

    @cached_property
    def _has_rules(self) -> bool:
        return has_rules(self.document.language)

    @cached_property
    def _signs(self) -> tuple[Sign, ...]:
        return signs(primary_code(self.document.language)) if self._has_rules else SHAPES

    @cached_property
    def _quotations(self) -> Sequence[Quotation]:
        return find_quotations(self.document)

    @cached_property
    def _speakers(self) -> Speakers:
        language = load_language(self.document.language)
        sentences = [tokenize(self.document, sentence, self._quotations, language) for sentence in self.document.sentences]
        return find_speakers(self.document, sentences)

    def _is_finite(self, spans: Sequence[Span], text: str) -> bool:
        """Return whether a claim has a finite verb: a word that is or looks like one, or else the claim is a whole sentence."""
        language = load_language(self.document.language)
        first, *later = _WORD.findall(text) or [""]
        if first in language.finite_or_irregular or not language.finite_or_irregular.isdisjoint(later):
            return True
        return any(word.endswith(language.past_endings) for word in later) or self._is_sentence(spans)

    def _is_sentence(self, spans: Sequence[Span]) -> bool:
        sentence = self.document.sentences[self.document.index_at(spans[0].start)]
        around = self.document.text[sentence.start : spans[0].start] + self.document.text[spans[0].end : sentence.end]
        return len(spans) == 1 and not any(character.isalnum() for character in around)

    def _words_before(self, span: Span) -> str:
        """Return the last three words before a span in its sentence."""
        start = self.document.sentences[self.document.index_at(span.start)].start
        return " ".join(self.document.text[max(start, span.start - _BEFORE) : span.start].split()[-3:])

    def _is_quoted(self, place: int) -> bool:
        index = bisect_right(self._quotations, place, key=lambda quotation: quotation.start) - 1
        return index >= 0 and place < self._quotations[index].end

    def _tokens_of(self, mention: Span) -> tuple[int, TokenRange] | None:
        """Return the sentence of a mention and its tokens there; None if it is inside a quotation, which is one token."""
        index = self.document.index_at(mention.start)
        tokens = self._speakers.sentences[index].tokens
        inside = [number for number, token in enumerate(tokens) if mention.start <= token.start and token.end <= mention.end]
        return (index, TokenRange(inside[0], inside[-1] + 1)) if inside else None


def _normalize(text: str) -> str:
    return " ".join(text[:_LONGEST].lower().replace("’", "'").split())


def _find(sign: Sign, places: Mapping[str, str], answers: Mapping[str, Prediction]) -> str | None:
    """Return the words in which a sign is found, None if it is not."""
    if sign.where in places:
        match = places[sign.where] and _compiled(sign.pattern).search(places[sign.where])
        return None if not match else f"“{match.group().strip()}”" if match.group().strip() else "no other sign"
    known = answers.get(sign.where)
    return f"{sign.where} {known.value}" if known and _compiled(sign.pattern).fullmatch(str(known.value)) else None


@lru_cache(512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _characters(span: Span) -> list[int]:
    """Return the places of the letters and digits of a span."""
    return [place for place, character in enumerate(span.text, span.start) if character.isalnum()]


def _shape_of_name(text: str) -> Mapping[str, Prediction]:
    """Return what the shape of a mention shows in any language: an acronym, or a name of several capitalized words."""
    words = text.split()
    reason = f"“{text}”"
    if len(words) == 1 and text.isupper() and _ACRONYM.fullmatch(text):
        return {TYPE: Prediction(ORGANISATION, "shape/1", reason), NAMING: Prediction(NAMED, "shape/1", reason)}
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return {NAMING: Prediction(NAMED, "shape/1", reason)}
    return {}
