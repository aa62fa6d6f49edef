"""Links that the rules predict between a claim and an earlier claim of its article. A wrong offer costs more than a missing one.

A claim that only refers to another ("it", "the report") says the same as the newest claim before it. A claim with nearly the
words of an earlier one says the same, as in headline and lead; with a negation in exactly one of the two, it contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotate.model import Document, Span
from annotate.model.annotations import PredictedLink, joined_text
from annotate.suggestions.rules.language import has_rules, load_language, words
from annotate.suggestions.rules.references import is_reference, refers_to_own
from annotate.text.similarity import Similarity

_NEAR = 3  # sentences back in which a reference has its claim
_REPEATED = 0.45  # similarity from which on two claims say the same
_NEGATED = 0.35  # and from which on they contradict each other, if one of them has a negation
_MARGIN = 0.05  # by which the most similar claim must be ahead of the next

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER_WORDS = {
    "en": words(
        "one two three four five six seven eight nine ten eleven twelve twenty hundred thousand million billion half twice"
    ),
    "de": words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend million milliarde halb"),
}
_NEGATIONS = {
    "en": words("no none nothing nobody neither without cannot"),
    "de": words("kein keine keinen keinem keiner nichts niemand ohne"),
}
"""Words that negate a claim besides those that negate a verb, by language."""


# A screen asks about the same claims again and again.
@lru_cache(256)
def _closest(text: str, others: tuple[str, ...]) -> tuple[int, float, float]:
    """Return the index of the text that is most like another, how alike they are, and by how much more than any other text."""
    scores = Similarity(others).to(text)
    best = max(range(len(scores)), key=scores.__getitem__)
    rest = (score for score, other in zip(scores, others, strict=True) if other != others[best])
    return best, scores[best], scores[best] - max(rest, default=0.0)


@dataclass(frozen=True)
class LinkRules:
    """The rules for links between the claims of one document."""

    document: Document

    def link(self, spans: Sequence[Span], earlier: Sequence[Sequence[Span]]) -> PredictedLink | None:
        """Return the link of a claim to one of the `earlier` claims, in the order of the text; None if there is none."""
        if not earlier or not has_rules(self.document.language):
            return None
        code = load_language(self.document.language).code
        text = joined_text(spans)
        if is_reference(text, code):
            if refers_to_own(text, code):
                return None
            newest = len(earlier) - 1
            distance = self.document.index_at(spans[0].start) - self.document.index_at(earlier[newest][0].start)
            return PredictedLink(newest, "same", "reference/1", text) if distance <= _NEAR else None
        return self._repeated(text, tuple(joined_text(claim) for claim in earlier))

    def _repeated(self, text: str, earlier: tuple[str, ...]) -> PredictedLink | None:
        closest, score, margin = _closest(text, earlier)
        target = earlier[closest]
        if score < min(_REPEATED, _NEGATED) or margin < _MARGIN or self._numbers(text) != self._numbers(target):
            return None
        if self._is_negated(text) != self._is_negated(target):
            return PredictedLink(closest, "contradicts", "negated/1", target) if score >= _NEGATED else None
        return PredictedLink(closest, "same", "repeated/1", target) if score >= _REPEATED else None

    def _is_negated(self, text: str) -> bool:
        language = load_language(self.document.language)
        negations = language.negations | _NEGATIONS.get(language.code, frozenset())
        found = (word.lower().replace("’", "'") for word in _WORD.findall(text))
        return bool(sum(word in negations or word.endswith("n't") for word in found) % 2)

    def _numbers(self, text: str) -> frozenset[str]:
        """Return the numbers in a text, in digits and in words: claims with different ones are different."""
        known = _NUMBER_WORDS.get(load_language(self.document.language).code, frozenset())
        return frozenset(_NUMBER.findall(text)) | (known & {word.lower() for word in _WORD.findall(text)})
