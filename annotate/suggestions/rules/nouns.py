"""Attributions by a noun: `X's claim that C`, `their pledge last month to I`, `a decision by X to I`, `X's answer was: C`.

In these patterns C is a clause, I an infinitive and X a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.schema.wellknown import DENY, SUPPORT
from annotate.suggestions.rules.clauses import (
    clause_end,
    in_dependent_clause,
    main_clause_subject,
    opening_subject,
    phrase_end,
    reported_verb,
)
from annotate.suggestions.rules.cues import ends_with_infinitive, find_cues, may_be_finite
from annotate.suggestions.rules.mentions import TokenRange, subject_after, subject_before
from annotate.suggestions.rules.relations import AttributionRelation, is_somebody, may_speak
from annotate.suggestions.rules.tokens import WORD, TokenizedSentence

_MAX_ADJECTIVES = 3  # between a possessive and its noun
_MAX_TO_VERB = 5  # words from a noun to the verb of which it is the subject
_MAX_TIME = 3  # words of a time between a noun and what it says: "last month"
_POSSESSIVE_ENDINGS = ("'s", "s'")


def find_noun_attributions(sentence: TokenizedSentence, found: Sequence[AttributionRelation]) -> Iterator[AttributionRelation]:
    """Yield the attributions by a noun that share no token with those already found in a sentence."""
    language = sentence.language
    if not found and ":" in sentence.vocabulary and (relation := _by_colon(sentence)):
        yield relation
        return
    if language.content_nouns.isdisjoint(sentence.vocabulary):
        return
    taken = {index for relation in found for part in (*relation.pieces, relation.cue) for index in range(part.first, part.end)}
    is_refused = bool(language.opinion_nouns) and any(cue.verb.rule == "refuses" for cue in find_cues(sentence))
    for index in [index for index, norm in enumerate(sentence.norms) if norm in language.content_nouns]:
        source = _owner(sentence, index) or _agent(sentence, index) or _holder(sentence, index, is_refused)
        content = (_by_goal(sentence, index) or _content(sentence, index, source)) if source else None
        if source and content and taken.isdisjoint(range(min(source.first, index), content.end)):
            label = DENY if is_refused or sentence.norm(index) in language.denial_nouns else SUPPORT
            rule = "noun-that/1" if sentence.norm(content.first - 1) in language.complementizers else "noun-to/1"
            yield AttributionRelation((content,), source, TokenRange(index, index + 1), rule, label)
            taken.update(range(index, content.end))


def _by_colon(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Match `X's answer was: C` and `X had a simple message: C`."""
    language = sentence.language
    colon = sentence.norms.index(":")
    noun = colon - 1 - (sentence.norm(colon - 1) in language.auxiliaries)
    is_said = sentence.norm(noun) in language.claim_nouns or sentence.norm(noun) in language.message_nouns
    if not is_said or colon + 1 >= sentence.stop:
        return None
    source = _owner(sentence, noun) or opening_subject(sentence, noun)
    if source is None or not may_speak(sentence, source):
        return None
    content = TokenRange(colon + 1, sentence.stop)
    return AttributionRelation((content,), source, TokenRange(noun, noun + 1), "noun-colon/1", SUPPORT)


def _by_goal(sentence: TokenizedSentence, noun: int) -> TokenRange | None:
    """Return what follows the verb in `X's goal in N is to I` and `their fear is that C`."""
    language = sentence.language
    near = range(noun + 1, min(noun + _MAX_TO_VERB, sentence.stop))
    verb = next((at for at in near if sentence.norm(at) in language.auxiliaries or sentence.norm(at) == ","), noun)
    if sentence.norm(verb) not in language.passive or sentence.norm(verb + 1) not in language.content_openers:
        return None
    first = verb + 1 + (sentence.norm(verb + 1) in language.complementizers)
    return TokenRange(first, clause_end(sentence, first)) if first < sentence.stop else None


def _owner(sentence: TokenizedSentence, noun: int) -> TokenRange | None:
    """Return the possessive before a noun, past its adjectives: "his", "the Obama administration's"."""
    language = sentence.language
    for at in range(noun - 1, max(noun - 2 - _MAX_ADJECTIVES, -1), -1):
        norm = sentence.norm(at)
        if norm in language.possessives:
            return TokenRange(at, at + 1)
        if norm.endswith(_POSSESSIVE_ENDINGS):
            return _nearest_phrase(sentence, subject_before(sentence, at + 1))
        if sentence.kind(at) != WORD or norm in language.determiners or norm in language.prepositions or norm in language.finite:
            return None
    return None


def _nearest_phrase(sentence: TokenizedSentence, owner: TokenRange | None) -> TokenRange | None:
    """Return the last phrase of an owner: "the council's" of "a boost to the council's"."""
    language = sentence.language
    links = (at for at in range(*owner) if sentence.norm(at) in language.prepositions - {language.of_word}) if owner else ()
    return TokenRange(max(links, default=owner.first - 1) + 1, owner.end) if owner else None


def _agent(sentence: TokenizedSentence, noun: int) -> TokenRange | None:
    """Return the source after a noun: "a decision by the court", "die Forderung der Stadt"."""
    norm, language = sentence.norm(noun + 1), sentence.language
    first = noun + (1 if norm in language.joining_articles else 2)
    is_genitive = language.clause_after_comma and (norm in language.joining_articles or norm == language.of_word)
    is_agent = norm in language.agent_words or is_genitive
    return subject_after(sentence, first, with_apposition=not language.clause_after_comma) if is_agent else None


def _holder(sentence: TokenizedSentence, noun: int, is_refused: bool) -> TokenRange | None:
    """Return the subject of a clause with an opinion, or with a claim that it refuses: "X vertrat die Ansicht"."""
    language = sentence.language
    if not is_refused and sentence.norm(noun) not in language.opinion_nouns:
        return None
    subject = main_clause_subject(sentence, noun)
    return subject if subject and subject.end < noun and is_somebody(sentence, subject) else None


def _content(sentence: TokenizedSentence, noun: int, source: TokenRange) -> TokenRange | None:
    """Return what a noun says: the clause after "that" or the infinitive, as far as its end is clear."""
    language = sentence.language
    start = max(noun + 1, source.end)
    if language.clause_after_comma:
        return _content_after_comma(sentence, next((at for at in range(start, start + 2) if sentence.norm(at) == ","), None))
    is_time = language.time_words | language.determiners | language.prepositions
    end_of_time = min(start + _MAX_TIME, sentence.stop)
    while start < end_of_time and sentence.norm(start) in is_time and sentence.norm(start) not in language.content_openers:
        start += 1
    norm, after = sentence.norm(noun), sentence.norm(start)
    if norm in language.claim_nouns and after in language.complementizers:
        first, end = start + 1, clause_end(sentence, start + 1, in_dependent_clause(sentence, source))
    elif norm in language.intent_nouns and after in language.infinitive_markers and sentence.norm(start + 1).isalpha():
        if sentence.norm(start + 1) in language.determiners:
            return None
        first, end = start, phrase_end(sentence, start, in_dependent_clause(sentence, source))
    else:
        return None
    if first >= end or _has_verb(sentence, 0, min(source.first, noun)):
        return TokenRange(first, end) if first < end else None
    if first > start:
        return _before_main_verb(sentence, TokenRange(first, end), first + 1, verbs=2)
    return _before_main_verb(sentence, TokenRange(first, end), first + 2, verbs=1)


def _content_after_comma(sentence: TokenizedSentence, comma: int | None) -> TokenRange | None:
    """Return what follows a comma if it says something: a clause after "dass" or in the mood of speech, or an infinitive.

    It ends before the verb of the sentence: "Die Forderung der Stadt, die Halle zu schließen, stößt auf Kritik".
    """
    language = sentence.language
    if comma is None or comma + 1 >= sentence.stop:
        return None
    first = comma + 1
    commas = (at for at in range(first, sentence.stop) if sentence.norm(at) == ",")
    end = next((at for at in commas if may_be_finite(sentence, at + 1, at + 2)), clause_end(sentence, first))
    if sentence.norm(first) in language.complementizers:
        return TokenRange(first + 1, end)
    return TokenRange(first, end) if ends_with_infinitive(sentence, end) or reported_verb(sentence, first) else None


def _before_main_verb(sentence: TokenizedSentence, content: TokenRange, index: int, verbs: int) -> TokenRange | None:
    """Return a content that is part of the subject, up to the verb of the sentence: as many verbs from a token on."""
    while index < content.end:
        if _is_verb(sentence, index):
            verbs -= 1
            if not verbs:
                return TokenRange(content.first, index)
            while sentence.norm(index) in sentence.language.all_auxiliaries and _is_verb(sentence, index + 1):
                index += 1
        index += 1
    return None


def _has_verb(sentence: TokenizedSentence, first: int, end: int) -> bool:
    return any(_is_verb(sentence, index) for index in range(first, end))


def _is_verb(sentence: TokenizedSentence, index: int) -> bool:
    norm, language = sentence.norm(index), sentence.language
    return norm in language.finite_or_irregular or norm.endswith(language.past_endings)
