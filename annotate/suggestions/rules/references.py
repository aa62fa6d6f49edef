"""Stances on what was said before: "Kirby denied it", "the ministry confirmed the report".

The object of such a verb refers to an earlier claim: it is the claim, with the stance that the verb shows. To add a language, add
its words to `_WORDS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from annotate.schema.wellknown import DENY, QUERY, SUPPORT
from annotate.suggestions.rules.cues import is_adverb, verb_group
from annotate.suggestions.rules.language import Verb, words
from annotate.suggestions.rules.mentions import TokenRange, subject_before
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.tokens import MARK, TokenizedSentence

RULE = "reference/1"
_LIMIT = 10  # references in a sentence; articles stay far below


class _Words(NamedTuple):
    """The words of a language: the verbs by form, and what an object that refers to a claim consists of.

    `pronouns` refer alone, `nouns` after one of the `determiners` or `possessives`. A reference ends before `followers`, a mark
    or an adverb.
    """

    verbs: Mapping[str, Verb]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    followers: frozenset[str]


def _forms(label: str, text: str) -> dict[str, Verb]:
    return {form: Verb(tuple(text.split()), "n", label) for form in text.split()}


_WORDS: Mapping[str, _Words] = {
    "en": _Words(
        {
            **_forms(
                DENY,
                "deny denies denied denying reject rejects rejected rejecting dispute disputes disputed disputing dismiss "
                "dismisses dismissed dismissing refute refutes refuted refuting rebut rebuts rebutted contest contests contested "
                "contradict contradicts contradicted",
            ),
            **_forms(QUERY, "question questions questioned doubt doubts doubted"),
            **_forms(
                SUPPORT,
                "confirm confirms confirmed confirming repeat repeats repeated repeating reiterate reiterates reiterated echo "
                "echoes echoed endorse endorses endorsed corroborate corroborates corroborated acknowledge acknowledges "
                "acknowledged affirm affirms affirmed",
            ),
        },
        words("it this that"),
        words("the this that these those such both all"),
        words("his her their its my our your"),
        words(
            "claim claims allegation allegations accusation accusations assertion assertions report reports suggestion "
            "suggestions rumour rumours rumor rumors account statement statements remark remarks criticism"
        ),
        words("latest earlier new same false initial previous recent first"),
        words("on in at as and but when after before during yesterday today later again to with through via for while saying or"),
    )
}


def find_references(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Yield the stances of a sentence on what was said before, from left to right."""
    known = _WORDS.get(sentence.language.code)
    if known is None or sentence.is_headline or known.verbs.keys().isdisjoint(sentence.vocabulary):
        return
    yield from islice(_references(sentence, known), _LIMIT)


def _references(sentence: TokenizedSentence, known: _Words) -> Iterator[AttributionRelation]:
    for head in range(1, sentence.stop):
        verb = known.verbs.get(sentence.norm(head))
        if verb is None or (end := _reference_end(sentence, head + 1, known)) is None:
            continue
        cue = verb_group(sentence, head, verb)
        if cue is None or cue.subjectless or cue.uncertain:
            continue
        if (mention := subject_before(sentence, cue.first)) is not None:
            yield AttributionRelation((TokenRange(head + 1, end),), mention, TokenRange(cue.first, cue.end), RULE, verb.label)


def _reference_end(sentence: TokenizedSentence, first: int, known: _Words) -> int | None:
    """Return the token after a reference that starts at `first`; None if there is none."""
    if sentence.norm(first) in known.pronouns and _ends(sentence, first + 1, known):
        return first + 1
    if sentence.norm(first) not in known.determiners and sentence.norm(first) not in known.possessives:
        return None
    at = first + 1
    while sentence.norm(at) in known.adjectives and at < first + 3:
        at += 1
    return at + 1 if sentence.norm(at) in known.nouns and _ends(sentence, at + 1, known) else None


def _ends(sentence: TokenizedSentence, index: int, known: _Words) -> bool:
    """Return whether a reference can end before a token."""
    if index >= sentence.stop or sentence.kind(index) == MARK:
        return sentence.norm(index) not in ("'", "’", "-")
    return sentence.norm(index) in known.followers or is_adverb(sentence, index)


def is_reference(text: str, code: str) -> bool:
    """Return whether the text of a claim only refers to another claim.

    >>> is_reference("the report", "en"), is_reference("That claim", "en"), is_reference("the report is late", "en")
    (True, True, False)
    """
    known = _WORDS.get(code)
    if known is None:
        return False
    *before, last = text.lower().split() or [""]
    if not before:
        return last in known.pronouns or last in known.nouns
    first, *adjectives = before
    opens = first in known.determiners or first in known.possessives
    return opens and last in known.nouns and all(word in known.adjectives for word in adjectives)


def refers_to_own(text: str, code: str) -> bool:
    """Return whether a reference is to what somebody said before, which need not be the newest claim: "her claim"."""
    known = _WORDS.get(code)
    return known is not None and text.lower().split()[0] in known.possessives
