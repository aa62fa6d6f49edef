"""Frames: the constructions that may follow a verb of attribution, and the start of the content in each."""

from __future__ import annotations

from collections.abc import Callable

from annotate.suggestions.rules.clauses import begins_clause, begins_phrase, clause_end, is_adverbial, phrase_end
from annotate.suggestions.rules.cues import Cue, is_quoted_name, is_relative_clause
from annotate.suggestions.rules.mentions import TokenRange, subject_before
from annotate.suggestions.rules.tokens import MARK, QUOTE, WORD, TokenizedSentence

_MAX_DISTANCE = 20  # tokens between a verb and its content
_NEAR = 8  # tokens of a noun phrase before its quotation, or before the next phrase

ContentStart = tuple[str, int] | None
"""The rule, and the first token of the content."""


def content_after(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None) -> tuple[str, TokenRange] | None:
    """Return the rule and the content after a verb; None if no frame matches.

    At each token from the verb on, the frames are tried in the order of `_FRAMES`; the first match wins.
    """
    if mention and mention.first >= cue.end:  # "Am Montag sagte X, C"
        cue = cue._replace(end=mention.end)
    for index in range(cue.end, min(cue.end + _MAX_DISTANCE, sentence.stop)):
        for frame in _FRAMES:
            if content_start := frame(sentence, cue, index):
                rule, first = content_start
                if frame is _quotation and sentence.language.inverts_verb_groups:
                    return rule, TokenRange(first, first + 1)
                end = phrase_end if frame in _PHRASE_FRAMES else clause_end
                return rule, TokenRange(first, end(sentence, first, _in_dependent_clause(sentence, cue, mention)))
        if _stops_search(sentence, index):
            return None
    return None


def _complementizer(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said on Monday that C`."""
    if sentence.norm(index) in sentence.language.complementizers and "t" in cue.verb.frames:
        if sentence.language.inverts_verb_groups and _is_relative(sentence, cue, index):
            return None
        return ("said-that/1", index + 1) if _may_intervene(sentence, cue, index) else None
    return None


def _is_relative(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a "que" is a relative pronoun: after an article, or after a comma that does not end an aside."""
    if sentence.norm(index - 1) in sentence.language.articles:
        return True  # "con la que"
    commas = sum(sentence.norm(at) == "," for at in range(cue.end, index))
    return sentence.norm(index - 1) == "," and commas % 2 == 1


def _question(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `asked whether C`."""
    if sentence.norm(index) in sentence.language.question_words and "w" in cue.verb.frames:
        return ("asked/1", index) if _may_intervene(sentence, cue, index) else None
    return None


def _colon(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said: C`."""
    if sentence.norm(index) != ":" or index + 1 >= sentence.stop or "q" not in cue.verb.frames:
        return None
    if _may_intervene(sentence, cue, index) and _has_no_clause(sentence, cue.end, index):
        return "said-quote/1", index + 1
    return None


def _quotation(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said, "Q"`."""
    if (
        sentence.kind(index) == QUOTE
        and "q" in cue.verb.frames
        and not is_quoted_name(sentence, index)
        and _introduces_quotation(sentence, cue, index)
    ):
        return "said-quote/1", index
    return None


def _infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `vowed to I` and `urged X to I`; also `agreed to N`, where "to" is a preposition and stays outside."""
    language = sentence.language
    if sentence.norm(index) not in language.infinitive_markers or "i" not in cue.verb.frames:
        return None
    if not _follows_directly(sentence, cue, index):
        return None
    rule = f"{cue.verb.rule}/1"
    following = sentence.norm(index + 1)
    if following in language.determiners or not following.isalpha():
        return rule, index if sentence.kind(index + 1) == QUOTE else index + 1
    return rule, index - (sentence.norm(index - 1) in language.negations)


def _person_and_infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `invited N to I`."""
    language = sentence.language
    if index != cue.end or "p" not in cue.verb.frames or is_adverbial(sentence, index):
        return None
    stops = language.finite | language.complementizers | language.verb_by_form.keys()
    for at in range(index, min(index + _MAX_DISTANCE, sentence.stop)):
        if sentence.norm(at) in language.infinitive_markers:
            return "wants/1", index
        if sentence.kind(at) != WORD or (sentence.norm(at) in stops and not sentence.tokens[at].capitalized):
            return None
    return None


def _preposition(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `called for N`."""
    after = cue.verb.after - sentence.language.complements if "c" in cue.verb.frames else cue.verb.after
    if sentence.norm(index) in after and _follows_directly(sentence, cue, index):
        if "s" in cue.verb.frames and all(sentence.kind(at) != QUOTE for at in range(index + 1, index + _NEAR)):
            return None
        return f"{cue.verb.rule}/1", index + 1
    return None


def _noun_phrase(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `opposes N`."""
    if index != cue.end or "n" not in cue.verb.frames or _is_dependent_form(sentence, cue):
        return None
    return (f"{cue.verb.rule}/1", index) if begins_phrase(sentence, index) else None


def _evidence(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `a poll shows N`: only the noun phrase that a document shows is its content."""
    if index != cue.end or "e" not in cue.verb.frames:
        return None
    if sentence.norm(cue.first - 1) not in sentence.language.document_nouns:
        return None
    return (f"{cue.verb.rule}/1", index) if begins_phrase(sentence, index) else None


def _complement(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `called N "Q"`, `described N as M` and `accused N of M`."""
    language = sentence.language
    if index != cue.end or "c" not in cue.verb.frames or sentence.kind(index) != WORD or is_adverbial(sentence, index):
        return None
    if sentence.norm(index) in language.complements | language.complementizers:
        return None
    first = index + 1 + (sentence.norm(index) in language.articles)
    for at in range(first, min(index + _MAX_DISTANCE, sentence.stop)):
        if sentence.kind(at) == QUOTE or sentence.norm(at) in cue.verb.after & language.complements:
            return f"{cue.verb.rule}/1", index
        if sentence.kind(at) == MARK or sentence.norm(at) in language.finite:
            return None
    return None


def _two_phrases(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `nannte N ein M` and `nannte N falsch`."""
    language = sentence.language
    if index != cue.end or "k" not in cue.verb.frames or sentence.norm(index) not in language.determiners:
        return None
    for at in range(index + 2, min(index + _NEAR, sentence.stop)):
        if sentence.tokens[at - 1].capitalized and not sentence.tokens[at].capitalized:
            begins_second = sentence.norm(at) in language.determiners or at + 1 == sentence.stop
            return (f"{cue.verb.rule}/1", index) if begins_second and sentence.kind(at) == WORD else None
    return None


def _clause(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said C` and `told X C`."""
    frames = cue.verb.frames
    is_allowed = "b" in frames or ("o" in frames and "w" not in frames and index > cue.end)
    if not is_allowed or sentence.language.clause_after_comma:
        return None
    if "x" not in frames and sentence.norm(cue.first - 1) in sentence.language.infinitive_markers:
        return None
    return ("said-clause/1", index) if begins_clause(sentence, cue, index) else None


def _relative_object(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `which X said V`: the subject of the content is the relative pronoun before X."""
    language = sentence.language
    if index != cue.end or "b" not in cue.verb.frames or sentence.norm(index) not in language.all_auxiliaries:
        return None
    mention = subject_before(sentence, cue.first)
    if mention is None or sentence.norm(mention.first - 1) not in language.relatives:
        return None
    return "said-of-which/1", index


def _clause_after_comma(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `sagte, C` and `sagte, dass C`."""
    language = sentence.language
    if sentence.norm(index) != "," or not language.clause_after_comma:
        return None
    if _ends_subordinate_clause(sentence, cue, index) and sentence.norm(index + 1) not in language.complementizers:
        return None
    if "b" not in cue.verb.frames or index + 1 >= sentence.stop:
        return None
    if is_relative_clause(sentence, index + 1):
        return None
    if sentence.norm(index + 1) in language.verb_by_form or sentence.norm(index + 1) in language.separable_by_form:
        return None  # "C, teilte X mit"
    skipped = language.complementizers | language.question_words
    return "said-clause/1", index + 1 + (sentence.norm(index + 1) in skipped)


def _ends_subordinate_clause(sentence: TokenizedSentence, cue: Cue, comma: int) -> bool:
    """Return whether a comma ends the subordinate clause of a verb: "Da X davon ausgegangen war, C", "die sich äußerten, C"."""
    language = sentence.language
    first = cue.first
    while first > 0 and sentence.norm(first - 1) not in (",", ";", ":"):
        first -= 1
    is_relative = first > 0 and sentence.norm(first) in language.articles and first + 1 < cue.first
    if sentence.norm(first) not in language.subordinators and not (is_relative and sentence.norm(first - 1) == ","):
        return False
    return comma - cue.head <= 2  # the verb, perhaps with an auxiliary, is the last of its clause


_FRAMES: tuple[Callable[[TokenizedSentence, Cue, int], ContentStart], ...] = (
    _complementizer,
    _question,
    _colon,
    _quotation,
    _person_and_infinitive,
    _infinitive,
    _preposition,
    _noun_phrase,
    _evidence,
    _complement,
    _two_phrases,
    _clause,
    _relative_object,
    _clause_after_comma,
)
_PHRASE_FRAMES = (_person_and_infinitive, _infinitive, _preposition, _noun_phrase)


def _follows_directly(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a token follows the verb or its addressee: "urged the mayor to", but not "asked a question about"."""
    between = sentence.tokens[cue.end : index]
    if not between:
        return True
    return "o" in cue.verb.frames and not any(token.norm in sentence.language.verb_by_form for token in between)


def _is_dependent_form(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb has no subject or is only possible: "to support N", "a group supporting N", "may support N"."""
    is_modal = any(token.norm in sentence.language.modals for token in sentence.tokens[cue.first : cue.head])
    return cue.subjectless or is_modal or sentence.norm(cue.first - 1) in sentence.language.infinitive_markers


def _stops_search(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether no content can begin after a token: a comma, a quotation that is part of a name, another verb."""
    norm, language = sentence.norm(index), sentence.language
    if norm == "," and language.clause_after_comma and is_relative_clause(sentence, index + 1):
        return False
    if norm == "," and is_adverbial(sentence, index + 1) and sentence.norm(index + 2) == ",":
        return False  # "ha anunciado, además, que"
    if norm in (",", ";"):
        return sentence.kind(index + 1) != QUOTE and sentence.norm(index + 1) not in language.complementizers
    if is_quoted_name(sentence, index):
        return False
    return sentence.kind(index) == QUOTE or (norm in language.verb_by_form and norm not in language.noun_forms)


def _in_dependent_clause(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None) -> bool:
    """Return whether the attribution is in a clause that a comma ends: "When X said that ..., ", "who said ..., "."""
    if mention is None:
        return False
    language = sentence.language
    before = sentence.norm(mention.first - 1)
    if sentence.norm(mention.first) in language.relatives or before in language.subordinators:
        return True
    opens_subordinate = sentence.norm(0) in language.subordinators
    return opens_subordinate and not any(sentence.norm(index) == "," for index in range(1, mention.first))


def _may_intervene(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether the words between a verb and "that" are an adverbial, an addressee or the rest of the verb."""
    if index == cue.end or "o" in cue.verb.frames:
        return True
    language = sentence.language
    first = sentence.norm(cue.end)
    if first in language.particles or first == ",":
        return True
    if first in language.determiners and sentence.norm(cue.end + 1) in language.time_words:
        return True  # "dijo este lunes que"
    return first not in language.infinitive_markers and is_adverbial(sentence, cue.end)


def _introduces_quotation(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether the verb introduces the quotation at a token, as opposed to a quoted name or phrase."""
    before = sentence.norm(index - 1)
    has_addressee = "o" in cue.verb.frames and before not in sentence.language.prepositions
    if index > cue.end and before not in (",", ":") and not has_addressee:
        return before in sentence.language.adverbs
    return _has_no_clause(sentence, cue.end, index)


def _has_no_clause(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether the words between a verb and a quotation are not a clause, but adverbials, an addressee or a comma."""
    language = sentence.language
    return not any(
        token.norm in language.finite or token.norm in language.complementizers for token in sentence.tokens[first:end]
    )
