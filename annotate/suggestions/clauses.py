"""Clauses: where what is said begins and ends in a sentence, as far as that can be seen without parsing it."""

from __future__ import annotations

from annotate.suggestions.cues import Cue, is_adverb
from annotate.suggestions.mentions import Range
from annotate.suggestions.tokens import MARK, QUOTE, WORD, Line

_NEAR = 14  # tokens of a dateline
_MARKS = "\"'”’“» \u00a0"
_DASHES = frozenset("-–—―")


def content_start(line: Line, end: int, floor: int) -> int | None:
    """Where what is said before the token `end` begins; None where only an adverbial stands there."""
    language = line.language
    first = next((index + 1 for index in range(end - 2, floor, -1) if _parts_clauses(line, index, floor)), floor)
    while first < end and (line.low(first) in language.openers or line.low(first) == ","):
        first += 1
    if first >= end:
        return None
    if adverbial(line, first) and not may_be_finite(line, first, end - 1):
        return None
    return first


def _parts_clauses(line: Line, index: int, floor: int) -> bool:
    """Whether a mark ends what stands before the clause that is said: a colon, a semicolon, ", and", a dateline's dash."""
    if line.low(index) == ",":
        return line.low(index + 1) in line.language.coordinators and _attributed(line, floor, index)
    return (line.low(index) in (":", ";") and _spaced(line, index)) or _dateline(line, floor, index)


def _attributed(line: Line, first: int, end: int) -> bool:
    """Whether there is a verb of attribution among some tokens: what is said after them is said by somebody else."""
    return any(token.low in line.language.forms for token in line.tokens[first:end])


def _spaced(line: Line, index: int) -> bool:
    """Whether white space follows a mark: "said: he", and not "5:30"."""
    return index + 1 < len(line.tokens) and line.tokens[index].end < line.tokens[index + 1].start


def _dash(line: Line, index: int) -> bool:
    """Whether a mark is a dash between words, and no hyphen."""
    return line.low(index) in _DASHES and _spaced(line, index) and _spaced(line, index - 1)


def _dateline(line: Line, first: int, index: int) -> bool:
    """Whether a dash ends a place and a date: `PORT ELLERY, Aug. 14 — `."""
    if line.low(index) not in ("—", "–", "-") or index - first > _NEAR:
        return False
    return line.tokens[first].text.isupper() and len(line.tokens[first].text) > 1


def may_be_finite(line: Line, first: int, end: int) -> bool:
    """Whether a clause may have a finite verb."""
    finite, endings = line.language.verbal, line.language.finite_endings
    return any(t.kind == QUOTE or t.low in finite or t.low.endswith(endings) for t in line.tokens[first:end])


def has_verb(line: Line, first: int, end: int) -> bool:
    """Whether a known finite verb is among some tokens."""
    return any(token.low in line.language.finite for token in line.tokens[first:end])


def adverbial(line: Line, index: int) -> bool:
    """Whether a word begins an adverbial: a preposition, a day, an adverb."""
    language = line.language
    return line.low(index) in language.prepositions or line.low(index) in language.times or is_adverb(line, index)


def begins_clause(line: Line, cue: Cue, index: int) -> bool:
    """Whether a clause without "that" begins here: with a pronoun anywhere, with any subject directly after the verb."""
    language = line.language
    low = line.low(index)
    subject, contracted, _ = low.partition("'")
    if subject in language.pronouns or subject in language.expletives:
        following = line.low(index + 1)
        return bool(contracted) or following in language.forms or may_be_finite(line, index + 1, min(index + 4, len(line.tokens)))
    if index != _after_times(line, cue.end) or "o" in cue.verb.frames:
        return False
    if low in language.whether or low in language.conditions:
        return has_verb(line, index + 2, min(index + 12, line.stop)) or line.low(index + 1) in language.pronouns
    token = line.tokens[index]
    if token.kind != WORD or low in language.prepositions or low in language.times or low in language.infinitive:
        return False
    if low in language.auxiliaries or low in language.modals:
        return False
    if low.endswith(language.plural_endings) and has_verb(line, index + 1, min(index + 4, len(line.tokens))):
        return True
    if "x" in cue.verb.frames:
        return may_be_finite(line, index + 1, line.stop)
    if not (token.capital or low in language.determiners or low[:1].isdigit()):
        return False
    rest = line.tokens[index + 1 : line.stop]
    return any(token.low in language.verbal or token.low.endswith(language.past_endings) for token in rest)


def _after_times(line: Line, index: int) -> int:
    """The token after "on Monday", "last week"."""
    language = line.language
    at = index
    while line.low(at) in language.times or (line.low(at) in language.prepositions and line.low(at + 1) in language.times):
        at += 1
    return at


def begins_phrase(line: Line, index: int) -> bool:
    """Whether a noun phrase, or a quotation in its place, begins here."""
    language = line.language
    low, token = line.low(index), line.tokens[index]
    if token.kind == QUOTE:
        return True
    if token.kind != WORD or adverbial(line, index) or low in language.that or low in language.infinitive:
        return False
    if low in language.reflexives and not (low in language.determiners and line.kind(index + 1) == WORD):
        return False
    return not (low in language.conjunctions or low in language.finite)


def _clause_start(line: Line, end: int) -> int:
    first = 0
    while first < end and line.low(first) in line.language.openers:
        first += 1
    return first


def clause_end(line: Line, first: int, dependent: bool = False) -> int:
    """Where a content that begins at a token ends: with the sentence, or before what is no part of it."""
    stop = line.stop
    dashes = [index for index in range(first + 1, stop) if _dash(line, index)]
    for index in range(first + 1, stop):
        low = line.low(index)
        if low == ";" or (low == "," and (dependent or _breaks(line, index + 1)) and not _that_too(line, index + 1)):
            return index
        if _participle(line, index) and _quoted_comma(line, index - 1):
            return index
        if dashes == [index]:  # two dashes are round an aside
            return index
        if low in line.language.coordinators and line.kind(index - 1) != MARK and _attributes(line, index + 1):
            return index
    return stop


def _participle(line: Line, index: int) -> bool:
    """Whether a word is a participle of attribution: "adding"."""
    return line.low(index) in line.language.forms and line.low(index).endswith(line.language.participles)


def _quoted_comma(line: Line, index: int) -> bool:
    """Whether a quotation ends with a comma: it parts clauses as one outside the marks would."""
    return line.kind(index) == QUOTE and line.tokens[index].text.rstrip(_MARKS).endswith(",")


def phrase_end(line: Line, first: int, dependent: bool = False) -> int:
    """Where a noun phrase or an infinitive that begins at a token ends: before what is said of the whole, and when."""
    language = line.language
    end = clause_end(line, first, dependent)
    end = next((at for at in range(first + 1, end) if line.low(at) == "," and _adjoined(line, at + 1)), end)
    end = next((at for at in range(first + 1, end) if _on_occasion(line, at, end)), end)
    while end - 1 > first and line.low(end - 1) in language.times and line.tokens[end - 1].capital:
        end -= 2 if end - 2 > first and line.low(end - 2) in language.prepositions else 1
    return end


def _on_occasion(line: Line, index: int, end: int) -> bool:
    """Whether "in an interview", "on Twitter", "before leaving" begin at a word: where and when it was said is no part of it."""
    if line.low(index) not in line.language.prepositions:
        return False
    if line.low(index) in line.language.subordinators and line.low(index + 1).endswith(line.language.participles):
        return True
    at = index + 1 + (line.low(index + 1) in line.language.determiners)
    return any(line.low(word) in line.language.occasions for word in range(at, min(at + 2, end)))


def _adjoined(line: Line, index: int) -> bool:
    """Whether what follows a comma adds to the whole sentence: "leaving", "with", "which"."""
    language = line.language
    low = line.low(index)
    if low in language.adjoining or low in language.relatives or low.endswith(language.participles):
        return True
    return low in language.coordinators and _new_clause(line, index + 1)


def _that_too(line: Line, index: int) -> bool:
    """Whether ", and that" goes on with what is said."""
    return line.low(index) in line.language.coordinators and line.low(index + 1) in line.language.that


def _breaks(line: Line, index: int) -> bool:
    """Whether the content ends with the comma before a word."""
    language = line.language
    low = line.low(index)
    if _participle(line, index) or low in language.breaks:
        return True
    if any(line.starts(index, phrase) for phrase in language.sources_before):
        return True
    if low in language.parting:  # a relative clause that closes the sentence, and not one in the middle
        return not any(line.low(at) == "," for at in range(index, len(line.tokens)))
    if low in language.coordinators:
        return _attributes(line, index + 1) or (low in language.contrasts and _new_clause(line, index + 1))
    return low in language.contrasts


def _new_clause(line: Line, index: int) -> bool:
    """Whether a clause with a subject of its own begins at a word: "he left", and not "left" or "a catastrophe"."""
    return line.low(index) not in line.language.finite and has_verb(line, index + 1, min(index + 6, line.stop))


def _attributes(line: Line, index: int) -> bool:
    """Whether another attribution begins at a word: a verb, or a subject and a verb."""
    language = line.language
    for at in range(index, min(index + 5, len(line.tokens))):
        low = line.low(at)
        if line.kind(at) != WORD:
            return False
        if low in language.forms and low not in language.noun_forms:
            return True
        if low in language.finite:
            return False
    return False


def opening_subject(line: Line, end: int) -> Range | None:
    """The subject the sentence opens with: up to the first finite verb."""
    language = line.language
    first = _clause_start(line, end)
    at = first
    while (
        at < end
        and line.kind(at) == WORD
        and line.low(at) not in language.finite
        and not line.low(at).endswith(language.past_endings)
    ):
        at += 1
    return Range(first, at) if first < at < end else None
