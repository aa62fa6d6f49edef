"""Frames: what may follow a verb of attribution, and where what is said begins after it."""

from __future__ import annotations

from collections.abc import Callable

from annotate.suggestions.clauses import adverbial, begins_clause, begins_phrase, clause_end, phrase_end
from annotate.suggestions.cues import Cue
from annotate.suggestions.mentions import Range, subject_before
from annotate.suggestions.tokens import MARK, QUOTE, WORD, Line

_NEAR = 20  # tokens between a verb and what is said

Begin = tuple[str, int] | None
"""The rule, and the token at which what is said begins."""


def said_after(line: Line, cue: Cue, mention: Range | None) -> tuple[str, Range] | None:
    """What is said after the verb: rule and content."""
    for index in range(cue.end, min(cue.end + _NEAR, line.stop)):
        for frame in _FRAMES:
            if found := frame(line, cue, index):
                rule, first = found
                end = phrase_end if frame in _PHRASES else clause_end
                return rule, Range(first, end(line, first, _dependent(line, cue, mention)))
        if _gives_up(line, index):
            return None
    return None


def _that(line: Line, cue: Cue, index: int) -> Begin:
    """`said on Monday that C`"""
    if line.low(index) in line.language.that and "t" in cue.verb.frames and _between(line, cue, index):
        return "said-that/1", index + 1
    return None


def _whether(line: Line, cue: Cue, index: int) -> Begin:
    """`asked whether C`"""
    if line.low(index) in line.language.whether and "w" in cue.verb.frames and _between(line, cue, index):
        return "asked/1", index
    return None


def _colon(line: Line, cue: Cue, index: int) -> Begin:
    """`said: C`"""
    if line.low(index) != ":" or index + 1 >= line.stop or "q" not in cue.verb.frames:
        return None
    if _between(line, cue, index) and _mere(line, cue.end, index):
        return "said-quote/1", index + 1
    return None


def _quotation(line: Line, cue: Cue, index: int) -> Begin:
    """`said, "Q"`"""
    if line.kind(index) == QUOTE and "q" in cue.verb.frames and _introduced(line, cue, index):
        return "said-quote/1", index
    return None


def _infinitive(line: Line, cue: Cue, index: int) -> Begin:
    """`vowed to I`, `urged X to I`"""
    if line.low(index) in line.language.infinitive and "i" in cue.verb.frames and _directly(line, cue, index):
        if line.low(index + 1) in line.language.determiners or not line.low(index + 1).isalpha():
            return (f"{cue.verb.rule}/1", index + 1) if line.kind(index + 1) != QUOTE else (f"{cue.verb.rule}/1", index)
        return f"{cue.verb.rule}/1", index - (line.low(index - 1) in line.language.negations)
    return None


def _person_to(line: Line, cue: Cue, index: int) -> Begin:
    """`invited N to I`"""
    language = line.language
    if index != cue.end or "p" not in cue.verb.frames or adverbial(line, index):
        return None
    stops = language.finite | language.that | language.forms.keys()
    for at in range(index, min(index + _NEAR, line.stop)):
        if line.low(at) in language.infinitive:
            return "wants/1", index
        if line.kind(at) != WORD or (line.low(at) in stops and not line.tokens[at].capital):
            return None
    return None


def _preposition(line: Line, cue: Cue, index: int) -> Begin:
    """`called for N`"""
    after = cue.verb.after - line.language.complements if "c" in cue.verb.frames else cue.verb.after
    if line.low(index) in after and _directly(line, cue, index):
        return f"{cue.verb.rule}/1", index + 1
    return None


def _phrase(line: Line, cue: Cue, index: int) -> Begin:
    """`opposes N`"""
    if index == cue.end and "n" in cue.verb.frames and not _dependent_form(line, cue) and begins_phrase(line, index):
        return f"{cue.verb.rule}/1", index
    return None


def _evidence(line: Line, cue: Cue, index: int) -> Begin:
    """`a poll shows N`: only of a document is any phrase what it says."""
    if index != cue.end or "e" not in cue.verb.frames or line.low(cue.first - 1) not in line.language.documents:
        return None
    return (f"{cue.verb.rule}/1", index) if begins_phrase(line, index) else None


def _complement(line: Line, cue: Cue, index: int) -> Begin:
    """`called N "Q"`, `described N as M`, `accused N of M`"""
    if index != cue.end or "c" not in cue.verb.frames:
        return None
    language = line.language
    if line.kind(index) != WORD or adverbial(line, index) or line.low(index) in language.complements | language.that:
        return None
    for at in range(index + 1 + (line.low(index) in language.articles), min(index + _NEAR, line.stop)):
        if line.kind(at) == QUOTE or line.low(at) in cue.verb.after & language.complements:
            return f"{cue.verb.rule}/1", index
        if line.kind(at) == MARK or line.low(at) in language.finite:
            return None
    return None


def _clause(line: Line, cue: Cue, index: int) -> Begin:
    """`said C`, `told X C`"""
    allowed = "b" in cue.verb.frames or ("o" in cue.verb.frames and "w" not in cue.verb.frames and index > cue.end)
    if not allowed or line.language.clause_after_comma:
        return None
    if "x" not in cue.verb.frames and line.low(cue.first - 1) in line.language.infinitive:
        return None
    return ("said-clause/1", index) if begins_clause(line, cue, index) else None


def _of_which(line: Line, cue: Cue, index: int) -> Begin:
    """`which X said V`: the clause has its subject before X."""
    language = line.language
    if index != cue.end or "b" not in cue.verb.frames or line.low(index) not in language.auxiliaries | language.modals:
        return None
    mention = subject_before(line, cue.first)
    if mention is None or line.low(mention.first - 1) not in language.relatives:
        return None
    return "said-of-which/1", index


def _clause_after_comma(line: Line, cue: Cue, index: int) -> Begin:
    """`sagte, C` and `sagte, dass C`"""
    language = line.language
    if line.low(index) != "," or not language.clause_after_comma or "b" not in cue.verb.frames or index + 1 >= line.stop:
        return None
    return "said-clause/1", index + 1 + (line.low(index + 1) in language.that | language.whether)


_FRAMES: tuple[Callable[[Line, Cue, int], Begin], ...] = (
    *(_that, _whether, _colon, _quotation, _person_to, _infinitive, _preposition, _phrase, _evidence, _complement),
    *(_clause, _of_which, _clause_after_comma),
)


_PHRASES = (_person_to, _infinitive, _preposition, _phrase)


def _directly(line: Line, cue: Cue, index: int) -> bool:
    """Whether a token follows the verb, or its addressee: "urged the mayor to", and not "asked a question about"."""
    between = line.tokens[cue.end : index]
    return not between or ("o" in cue.verb.frames and not any(token.low in line.language.forms for token in between))


def _dependent_form(line: Line, cue: Cue) -> bool:
    """Whether a verb has no subject of its own, or is only possible: "to support N", "a group supporting N", "may support N"."""
    possible = any(token.low in line.language.modals for token in line.tokens[cue.first : cue.head])
    return cue.loose or possible or line.low(cue.first - 1) in line.language.infinitive


def _gives_up(line: Line, index: int) -> bool:
    """Whether nothing that is said can begin after this token: a comma, a quotation that is only named, another verb."""
    low, language = line.low(index), line.language
    if low in (",", ";"):
        return line.kind(index + 1) != QUOTE and line.low(index + 1) not in language.that
    return line.kind(index) == QUOTE or (low in language.forms and low not in language.noun_forms)


def _dependent(line: Line, cue: Cue, mention: Range | None) -> bool:
    """Whether the attribution is in a clause that a comma ends: "When X said that ..., ", "who said ..., "."""
    if mention is None:
        return False
    language = line.language
    before = line.low(mention.first - 1)
    if line.low(mention.first) in language.relatives or before in language.subordinators:
        return True
    first = line.low(0)
    return first in language.subordinators and not any(line.low(i) == "," for i in range(1, mention.first))


def _between(line: Line, cue: Cue, index: int) -> bool:
    """Whether the words between a verb and "that" may stand there: an adverbial, or an addressee."""
    if index == cue.end or "o" in cue.verb.frames:
        return True
    language = line.language
    first = line.low(cue.end)
    return first in language.particles or (first not in language.infinitive and adverbial(line, cue.end)) or first == ","


def _introduced(line: Line, cue: Cue, index: int) -> bool:
    """Whether a quotation after the verb is what is said, and not a name or a phrase in it."""
    before = line.low(index - 1)
    if index > cue.end and before not in (",", ":") and ("o" not in cue.verb.frames or before in line.language.prepositions):
        return before in line.language.adverbs
    return _mere(line, cue.end, index)


def _mere(line: Line, first: int, end: int) -> bool:
    """Whether the words between a verb and a quotation are no clause of their own: adverbials, an addressee, a comma."""
    return not any(t.low in line.language.finite or t.low in line.language.that for t in line.tokens[first:end])
