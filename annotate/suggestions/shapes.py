"""The shapes of attribution in one sentence: `"Q," X said`, `C, X said`, `X said that C`, `according to X`, ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from annotate.schema.wellknown import NEUTRAL, SUPPORT
from annotate.suggestions.clauses import (
    adverbial,
    clause_end,
    content_start,
    has_verb,
    may_be_finite,
    opening_subject,
)
from annotate.suggestions.cues import Cue, find_cues
from annotate.suggestions.frames import said_after
from annotate.suggestions.mentions import Range, subject_after, subject_before
from annotate.suggestions.tokens import QUOTE, WORD, Line

_MARKS = "\"'”’“» \u00a0"
_NEAR = 14  # tokens between a verb and what is said
_DASHES = frozenset("-–—―")
_CLAUSES = frozenset({"said-that/1", "said-quote/1", "said-clause/1", "asked/1"})
_DENIED = frozenset({"said-that/1", "said-clause/1", "denies/1"})
_DENIALS = _DENIED | {"opposes/1"}
_NAME = 6  # tokens of a headline, a name and its colon among them
_LAST = 4  # verbs at the end of a sentence that may close it
_MOST = 40  # verbs looked at in a sentence, phrases tried: no article has more, and a hostile text costs no more time


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what by which cue, in tokens of one sentence. `pieces` are the content's; `teller` says that another says so."""

    pieces: tuple[Range, ...]
    mention: Range | None
    cue: Range
    rule: str
    label: str
    teller: Range | None = None


def attributions(line: Line) -> Iterator[Attribution]:
    """The attributions of a sentence, from left to right; of one inside the content of another only a denial is told."""
    cues = list(islice(find_cues(line), _MOST))
    if alone := next(chain(_by_phrase(line), _by_postposition(line), _by_name(line)), None):
        yield _innermost(line, cues, alone)
        return
    closing = next((found for cue in reversed(cues[-_LAST:]) if (found := _closing(line, cue))), None)
    taken = 0
    previous: Attribution | None = None
    for cue in cues:
        if cue.first < taken:
            continue
        found = closing if closing and cue.first >= closing.pieces[0].first else _by_verb(line, cue, taken, previous)
        if found is None or (closing and found is not closing and _end(found) > closing.pieces[0].first):
            continue
        yield _innermost(line, cues, found)
        taken, previous = _end(found), found
        closing = None if found is closing else closing


def _end(attribution: Attribution) -> int:
    """The token after all of an attribution."""
    mention = attribution.mention.end if attribution.mention else 0
    return max(attribution.cue.end, mention, *(piece.end for piece in attribution.pieces))


def _closing(line: Line, cue: Cue) -> Attribution | None:
    """`C, X said.` at the end of a sentence: what is said may have attributions of its own, and is the whole of it."""
    if cue.loose or "q" not in cue.verb.frames:
        return None
    found = _inverted(line, cue, 0)
    if not found and (mention := subject_before(line, cue.first)):
        found = _after_quotation(line, cue, mention, 0) or _after_clause(line, cue, mention, 0)
    if not found or len(found.pieces) > 1 or found.pieces[0].first >= cue.first:
        return None
    after = max(cue.end, found.mention.end if found.mention else 0)
    return found if after >= line.stop or adverbial(line, after) else None


def signature(line: Line) -> Attribution | None:
    """`— Ada Brandt.` as a sentence of its own: the quotation before it is hers."""
    name = line.tokens[1 : line.stop]
    if line.low(0) not in _DASHES or not 0 < len(name) < _NAME or not all(token.capital for token in name):
        return None
    return Attribution((), Range(1, line.stop), Range(0, 1), "signed/1", SUPPORT)


def _innermost(line: Line, cues: Sequence[Cue], found: Attribution) -> Attribution:
    """`X said Y denied that C`, `X said it opposes N`: the scheme has C and N as claims, and the stance that of the inner verb.

    The stance is Y's: that X says so is left out, for a suggestion has one source.
    """
    content = found.pieces[-1]
    cue = next((cue for cue in cues if content.first < cue.first < content.end), None)
    if cue is None or len(found.pieces) > 1 or found.label != SUPPORT or cue.verb.label == SUPPORT or cue.open:
        return found
    mention = subject_before(line, cue.first, content.first)
    said = said_after(line, cue, mention) if mention and mention.first == content.first else None
    if mention is None or said is None or said[1].first >= content.end:
        return found
    rule, inner = said
    pieces = (Range(inner.first, min(inner.end, content.end)),)
    if found.mention and _means(line, mention, found.mention):
        return replace(found, pieces=pieces, label=cue.verb.label) if rule in _DENIALS else found
    if rule not in _DENIED:
        return found  # "the union rejected the offer" is what happened
    return Attribution(pieces, mention, Range(cue.first, cue.end), rule, cue.verb.label, found.mention)


def _means(line: Line, mention: Range, before: Range) -> bool:
    """Whether a mention is a pronoun that means who stands before it: not in "officials said he"."""
    kind, last = line.language.pronouns.get(line.low(mention.first), ""), line.low(before.end - 1)
    several = last in line.language.people and last.endswith(line.language.plural_endings)
    return bool(kind) and before.first < mention.first and not (several and kind in "mf")


# -- according to -----------------------------------------------------------------------------------------------------


def _by_phrase(line: Line) -> Iterator[Attribution]:
    for phrase in line.language.sources_before:
        places = (at for at in range(len(line.tokens)) if line.starts(at, phrase))
        for first in islice(places, 2):
            if found := _according(line, Range(first, first + len(phrase.split()))):
                yield found


def _by_name(line: Line) -> Iterator[Attribution]:
    """`Ada Brandt: "Q"`, `Brandt: I C`, and in a headline `Ada Brandt: C`."""
    colon = next((index for index, token in enumerate(line.tokens[:_NAME]) if token.low == ":"), 0)
    name, content = Range(0, colon), Range(colon + 1, line.stop)
    if not colon or content.first >= content.end or not all(t.capital for t in line.tokens[:colon]):
        return
    first = line.low(content.first).partition("'")[0]
    if line.kind(content.first) == QUOTE or line.language.pronouns.get(first) == "w" or (line.title and _full_name(line, name)):
        yield Attribution((content,), name, Range(colon, colon + 1), "named/1", SUPPORT)


def _full_name(line: Line, name: Range) -> bool:
    """Whether some words are a name, and no heading like "Live Updates": two or three, none of them a common one."""
    language = line.language
    common = language.organisations | language.documents | language.plurals | language.forms.keys()
    return 2 <= name.end - name.first <= 3 and not any(t.low in common for t in line.tokens[name.first : name.end])


def _according(line: Line, cue: Range) -> Attribution | None:
    end = line.stop
    before = line.low(cue.first - 1) if line.low(cue.first - 1) != "," else line.low(cue.first - 2)
    if before in line.language.that:
        return None
    if cue.first == 0 or before in line.language.openers | line.language.subordinators:
        if line.language.clause_after_comma:
            return _laut(line, cue)
        comma = _name_end(line, cue.end, end)
        if comma is None:
            return None
        return Attribution(
            (Range(comma + 1, clause_end(line, comma + 1)),), Range(cue.end, comma), cue, "according-to/1", SUPPORT
        )
    mention = subject_after(line, cue.end) or Range(cue.end, end)
    first = content_start(line, cue.first, 0)
    if first is None:
        return None
    return Attribution((Range(first, cue.first), *_more(line, cue.first, mention.end)), mention, cue, "according-to/1", SUPPORT)


def _laut(line: Line, cue: Range) -> Attribution | None:
    """`Laut X ist C.`: the clause begins with its verb, directly after the name."""
    mention = subject_after(line, cue.end)
    if mention is None or not may_be_finite(line, mention.end, mention.end + 1):
        return None
    content = Range(mention.end, clause_end(line, mention.end))
    return Attribution((content,), mention, cue, "according-to/1", SUPPORT)


def _by_postposition(line: Line) -> Iterator[Attribution]:
    """`X zufolge C` and `C, X zufolge.`"""
    for index in range(1, len(line.tokens)):
        mention = subject_before(line, index) if line.low(index) in line.language.sources_after else None
        if mention:
            content = Range(index + 1, line.stop) if mention.first == 0 else Range(0, mention.first)
            yield Attribution((content,), mention, Range(index, index + 1), "according-to/1", SUPPORT)


def _name_end(line: Line, first: int, end: int) -> int | None:
    """The comma between the name after an opening "according to" and the clause, past an apposition."""
    commas = [index for index in range(first, min(end, first + 2 * _NEAR)) if line.low(index) == ","]
    if len(commas) > 1 and _apposition(line, commas[0] + 1, commas[1]):
        return commas[1]
    return commas[0] if commas else None


def _apposition(line: Line, first: int, end: int) -> bool:
    return line.low(first) in line.language.articles | line.language.relatives and not has_verb(line, first, end)


# -- verbs ------------------------------------------------------------------------------------------------------------


def _by_verb(line: Line, cue: Cue, floor: int, previous: Attribution | None) -> Attribution | None:
    """The attribution by a verb: what is said stands before it, else after it, else before it without quotation marks."""
    mention = subject_before(line, cue.first, floor)
    spoken = mention if not cue.loose and "q" in cue.verb.frames else None
    if not cue.loose and (found := _inverted(line, cue, floor)):
        return found
    if spoken and (found := _after_quotation(line, cue, spoken, floor) or _as_said(line, cue, spoken)):
        return found
    if found := _before(line, cue, mention, floor, previous):
        return found
    return _after_clause(line, cue, spoken, floor) if spoken else None


def _before(line: Line, cue: Cue, mention: Range | None, floor: int, previous: Attribution | None) -> Attribution | None:
    """`X said C`; a verb without a subject has that of the attribution before it, or the sentence's."""
    right = said_after(line, cue, mention)
    who = mention or (previous.mention if previous else opening_subject(line, cue.first))
    if right is None or who is None:
        return None
    rule, content = right
    if not (mention or previous or rule in _CLAUSES or _inflected(line, cue)):
        return None
    asked = rule == "wants/1" and not cue.open  # "asked the mayor to leave" is no question
    pieces = [*_front(line, mention, floor, rule), content] if mention else [content]
    return Attribution(tuple(pieces), who, Range(cue.first, cue.end), rule, SUPPORT if asked else _label(cue))


def _inflected(line: Line, cue: Cue) -> bool:
    """Whether a verb shows a tense, and may have the sentence's subject: "backed", and not "back"."""
    return cue.loose or line.low(cue.head).endswith((*line.language.past_endings, *line.language.plural_endings))


def _front(line: Line, mention: Range, floor: int, rule: str) -> list[Range]:
    """What is said before the subject: half a clause, or the pronoun in "which X said C"."""
    if rule == "said-quote/1":
        return _said_before(line, mention, floor)
    before = Range(mention.first - 1, mention.first)
    return [before] if rule == "said-of-which/1" and before.first >= floor else []


def _said_before(line: Line, mention: Range, floor: int) -> list[Range]:
    """The first half of `If C, X said, "Q"`."""
    comma = mention.first - 1
    first = content_start(line, comma, floor) if line.low(comma) == "," and comma > floor else None
    return [Range(first, comma)] if first is not None and _states(line, first) else []


def _states(line: Line, first: int) -> bool:
    """Whether the words before `X said, "Q"` are said too, and no adverbial: "In March", "Asked about it"."""
    low, language = line.low(first), line.language
    if adverbial(line, first) or low.endswith((*language.participles, *language.past_endings)):
        return False
    return line.kind(first) == WORD and low not in language.subordinators - language.conditions


def announcement(line: Line) -> Attribution | None:
    """`X told reporters:` at the end of a sentence: the quotation after it is X's."""
    if not line.tokens or line.tokens[-1].low != ":":
        return None
    for cue in find_cues(line):
        if "q" in cue.verb.frames and (mention := subject_before(line, cue.first)):
            return Attribution((), mention, Range(cue.first, cue.end), "announced/1", cue.verb.label)
    return None


def _label(cue: Cue) -> str:
    return NEUTRAL if cue.open else cue.verb.label


def _inverted(line: Line, cue: Cue, floor: int) -> Attribution | None:
    """`"Q," said X` and `C, said X`."""
    if "q" not in cue.verb.frames or "o" in cue.verb.frames or cue.first != cue.head:
        return None
    before = cue.first - 1
    quoted = line.kind(before) == QUOTE or (line.low(before) == "," and line.kind(before - 1) == QUOTE)
    if not quoted and line.low(before) != ",":
        return None
    mention = subject_after(line, cue.end)
    if mention is None or (not quoted and not (_closes(line, mention.end) and _may_speak(line, mention))):
        return None
    end = before if line.low(before) == "," else cue.first
    first = content_start(line, end, floor)
    if first is None:
        return None
    pieces = [Range(first, end), *_more(line, end, mention.end)]
    if not quoted and len(pieces) == 1 and not may_be_finite(line, first, end):
        return None
    return _said(cue, pieces, mention, "quote-said/1" if quoted else "clause-said/1")


def _may_speak(line: Line, mention: Range) -> bool:
    """Whether a noun phrase is somebody, and no object: a name, a person or a body."""
    language = line.language
    speak = language.people | language.plurals | language.organisations | language.documents | language.pronouns.keys()
    return any(token.capital or token.low in speak for token in line.tokens[mention.first : mention.end])


def _closes(line: Line, index: int) -> bool:
    """Whether an attribution may end before a token: at the end, before a comma, an adverbial, the other half of its verb."""
    if index >= line.stop or line.low(index) == ",":
        return True
    if adverbial(line, index):
        return True
    return line.low(index) in line.language.particles and index + 1 >= line.stop


def _said(cue: Cue, pieces: Sequence[Range], mention: Range, rule: str) -> Attribution:
    return Attribution(tuple(pieces), mention, Range(cue.first, cue.end), rule, _label(cue))


def _more(line: Line, end: int, after: int) -> list[Range]:
    """What goes on after an attribution in the middle: `"Q," X said, "Q."` and `C, X said, C.`"""
    if line.kind(after) == QUOTE and line.low(after - 1) in line.language.forms:
        return [Range(after, after + 1)]
    if line.low(after) != "," or after + 1 >= line.stop:
        return []
    following = line.low(after + 1)
    if line.kind(after + 1) == QUOTE:
        return [Range(after + 1, clause_end(line, after + 1))]
    language = line.language
    quoted = line.kind(end - 1) == QUOTE
    if quoted or following.endswith(language.participles) or following in language.relatives or following in language.openers:
        return []
    if following in language.prepositions or following in language.subordinators:
        return []
    return [Range(after + 1, clause_end(line, after + 1))]


def _after_quotation(line: Line, cue: Cue, mention: Range, floor: int) -> Attribution | None:
    """`"Q," X said`."""
    if "q" not in cue.verb.frames:
        return None
    end = mention.first - (line.low(mention.first - 1) == ",")
    if end <= floor or line.kind(end - 1) != QUOTE:
        return None
    if end == mention.first and line.tokens[end - 1].text.rstrip(_MARKS)[-1:] not in ",.?!—–-…":
        return None
    first = content_start(line, end, floor)
    if first is None:
        return None
    after = _after_adverbial(line, cue) or cue.end
    return _said(cue, [Range(first, end), *_more(line, end, after)], mention, "quote-said/1")


def _after_clause(line: Line, cue: Cue, mention: Range, floor: int) -> Attribution | None:
    """`C, X said.` and `C, X said, C.`"""
    comma = mention.first - 1
    if line.low(comma) in line.language.as_said:
        comma -= 1
    if line.low(comma) != "," or comma <= floor or line.low(mention.first) in line.language.relatives:
        return None
    after = _after_adverbial(line, cue)
    if after is None:
        return None
    first = content_start(line, comma, floor)
    if first is None:
        pieces = _more(line, comma, after)
        if not pieces or not may_be_finite(line, after, line.stop):
            return None
        return _said(cue, [*_setting(line, floor, comma), *pieces], mention, "clause-said/1")
    pieces = [Range(first, comma), *_more(line, comma, after)]
    if len(pieces) == 1 and (not may_be_finite(line, first, comma) or _only_subordinate(line, first, comma)):
        return None
    return _said(cue, pieces, mention, "clause-said/1")


def _setting(line: Line, first: int, end: int) -> list[Range]:
    """The adverbial before `In Dale, X said, C`: part of what is said, unless it tells when or on what occasion."""
    outside = line.language.times | line.language.occasions
    while first < end and line.low(first) in line.language.openers:
        first += 1
    return [Range(first, end)] if first < end and all(token.low not in outside for token in line.tokens[first:end]) else []


def _after_adverbial(line: Line, cue: Cue) -> int | None:
    """The end or the comma after `C, X said on Monday`; None where what follows the verb is its object."""
    at = cue.end
    if at >= line.stop or line.low(at) == ",":
        return at
    if line.low(at) in cue.verb.after | line.language.infinitive or not adverbial(line, at):
        return None
    return next((index for index in range(at, line.stop) if line.low(index) == ","), line.stop)


def _only_subordinate(line: Line, first: int, end: int) -> bool:
    """Whether a clause that depends on another stands alone: "When he spoke"."""
    return line.low(first) in line.language.subordinators and all(line.low(at) != "," for at in range(first, end))


def _as_said(line: Line, cue: Cue, mention: Range) -> Attribution | None:
    """`As X said, C.`"""
    language = line.language
    first = mention.first - 1
    if line.low(first) not in language.as_said or any(line.low(at) not in language.openers for at in range(first)):
        return None
    comma = next((at for at in range(cue.end, min(cue.end + _NEAR, len(line.tokens))) if line.low(at) == ","), None)
    if comma is None or (comma > cue.end and not adverbial(line, cue.end)) or comma + 1 >= line.stop:
        return None
    return _said(cue, [Range(comma + 1, clause_end(line, comma + 1))], mention, "as-said/1")
