"""Frames: the constructions that may follow a verb of attribution, and the start of the content in each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from annotate.schema.wellknown import QUERY
from annotate.suggestions.rules.clauses import (
    begins_clause,
    begins_phrase,
    clause_end,
    in_dependent_clause,
    is_adverbial,
    phrase_end,
    reported_verb,
)
from annotate.suggestions.rules.cues import (
    Cue,
    ends_with_infinitive,
    is_clause_verb,
    is_quoted_name,
    is_relative_clause,
    may_be_finite,
)
from annotate.suggestions.rules.mentions import TokenRange, is_noun_after_article, subject_after, subject_before
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTATION_MARKS, QUOTE, WORD, TokenizedSentence

_MAX_DISTANCE = 20  # tokens between a verb and its content
_MAX_OBJECT = 9  # tokens of an object, from a verb to what the object is called
_MAX_STATED = 8  # tokens from a verb to the noun that says something, and from there to "that"
_MAX_NICKNAME = 4  # words
_NEAR_ADDRESSEE = 3  # words of somebody who is told something: "promised the voters that"
_NEAR = 8  # tokens of a noun phrase before its quotation, or before the next phrase

ContentStart = tuple[str, int] | None
"""The rule, and the first token of the content."""


def content_after(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None) -> tuple[str, TokenRange] | None:
    """Return the rule and the content after a verb; None if no frame matches.

    At each token from the verb on, the frames are tried in the order of `_FRAMES`; the first match wins.
    """
    if mention and mention.first >= cue.end:  # "Am Montag sagte X, C"
        cue = cue._replace(end=mention.end)
    frames = _frames_of(cue.verb.frames, directly_after_verb=True)
    for index in range(cue.end, min(cue.end + _MAX_DISTANCE, sentence.stop)):
        for frame in frames:
            if content_start := frame(sentence, cue, index):
                rule, first = content_start
                if frame is _quotation and sentence.language.inverts_verb_groups and not _is_judged(sentence, cue, first):
                    return rule, TokenRange(first, first + 1)
                end = phrase_end if frame in _PHRASE_FRAMES else clause_end
                return rule, TokenRange(first, end(sentence, first, in_dependent_clause(sentence, mention)))
        if _stops_search(sentence, index):
            return None
        frames = _frames_of(cue.verb.frames, directly_after_verb=False)
    return None


def _complementizer(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said on Monday that C`."""
    language = sentence.language
    if sentence.norms[index] not in language.complementizers:
        return None
    if language.presumed_by and (
        not may_be_finite(sentence, index + 1, sentence.stop) or (index > cue.end and _is_subject_of_clause(sentence, index))
    ):
        return None
    if language.inverts_verb_groups and (_is_relative(sentence, cue, index) or _is_impersonal(sentence, cue)):
        return None
    asks = cue.verb.label == QUERY and {"q", "w"} <= set(cue.verb.frames) and cue.verb.rule == "wants"
    rule = "wants/1" if asks else "said-that/1"  # "demande que" is no question, but "doute que" is
    return (rule, index + 1) if _may_intervene(sentence, cue, index) else None


def _is_impersonal(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a reflexive pronoun makes a verb impersonal: "se dice que", but not "se queja de que"."""
    language, group = sentence.language, sentence.norms[cue.first : cue.head]
    is_reflexive = not language.reflexive_subjects.isdisjoint(group) and language.light_verbs.isdisjoint(group)
    return is_reflexive and "r" not in cue.verb.frames


def _is_judged(sentence: TokenizedSentence, cue: Cue, quotation: int) -> bool:
    """Return whether a quotation is what somebody calls the noun phrase after it: "juge « inutile » la loi"."""
    following = sentence.norm(quotation + 1)
    return quotation == cue.end and following in sentence.language.articles


def _is_subject_of_clause(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a verb follows "that", so that it is a relative pronoun: "tells of a family that loses its farm"."""
    language = sentence.language
    verb, after = sentence.norm(index + 1), sentence.norm(index + 2)
    is_inflected = verb.endswith(language.inflected_endings) or verb in language.past_forms
    has_object = is_inflected and (after in language.articles or after in language.possessives)
    return has_object or (verb in language.all_auxiliaries and sentence.norm(index - 1) not in language.time_words)


def _is_relative(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a "que" is a relative pronoun: after an article, or after a comma that does not end an aside."""
    if sentence.norm(index - 1) in sentence.language.articles:
        return True  # "con la que"
    commas = sum(sentence.norm(at) == "," for at in range(cue.end, index))
    return sentence.norm(index - 1) == "," and commas % 2 == 1


def _question(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `asked whether C`."""
    if sentence.norm(index) in sentence.language.question_words:
        rule = "asked/1" if cue.verb.label == QUERY else "said-clause/1"  # "explained what"
        return (rule, index) if _may_intervene(sentence, cue, index) else None
    return None


def _colon(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said: C`."""
    if sentence.norm(index) != ":" or index + 1 >= sentence.stop:
        return None
    if _may_intervene(sentence, cue, index) and _has_no_clause(sentence, cue.end, index):
        return "said-quote/1", index + 1
    return None


def _quotation(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said, "Q"`."""
    if sentence.kind(index) != QUOTE or is_quoted_name(sentence, index) or _gives_nickname(sentence, cue, index):
        return None
    if _introduces_quotation(sentence, cue, index):
        return "said-quote/1", index
    return None


def _gives_nickname(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a participle gives the noun before it a name: "Paul Roux, dit « le Chat »", "le plan dit « Vert »"."""
    language = sentence.language
    is_participle = sentence.norm(cue.head) in language.naming_participles and cue.first == cue.head and index == cue.end
    before = sentence.norm(cue.head - 1 - (sentence.norm(cue.head - 1) == ","))  # "la direction, elle, dit « regretter »"
    is_short = len(sentence.tokens[index].text.strip(QUOTATION_MARKS).split()) <= _MAX_NICKNAME
    return is_participle and is_short and before not in language.pronouns.keys() | language.relatives


def _stated_clause(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `expressed hope that C`, `raised concerns among N that C` and `echoed a theme: C`."""
    language = sentence.language
    noun = _stated_noun(sentence, index)
    if noun is None:
        return None
    if sentence.norm(noun + 1) == ":" and noun + 2 < sentence.stop:
        return "said-quote/1", noun + 2
    near = range(noun + 1, min(noun + _MAX_STATED + 1, sentence.stop))
    that = next((at for at in near if sentence.norm(at) in language.subordinators or sentence.norm(at) == ","), noun)
    if sentence.norm(that) not in language.complementizers or not _has_no_clause(sentence, noun + 1, that):
        return None
    if sentence.norm(that + 1) in language.all_auxiliaries:  # a relative clause
        return None
    return "said-that/1", that + 1


def _stated_phrase(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `expressed support for N` and `made a promise to I`."""
    language = sentence.language
    noun = _stated_noun(sentence, index)
    if noun is None or noun + 2 >= sentence.stop:
        return None
    after = sentence.norm(noun + 1)
    if after in language.infinitive_markers:
        return f"{cue.verb.rule}/1", noun + 1
    is_object = after in language.topic_prepositions and begins_phrase(sentence, noun + 2)
    return (f"{cue.verb.rule}/1", noun + 2) if is_object else None


def _stated_noun(sentence: TokenizedSentence, first: int) -> int | None:
    """Return the noun of the phrase at a token if it is one that says something: "hope", "a growing concern"."""
    language = sentence.language
    for index in range(first, min(first + _MAX_STATED, sentence.stop)):
        norm = sentence.norm(index)
        if norm in language.content_nouns or norm in language.message_nouns:
            return index
        if sentence.kind(index) != WORD or norm in language.finite or (norm in language.prepositions and index > first):
            return None
    return None


def _infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `vowed to I` and `urged X to I`; also `agreed to N`, where "to" is a preposition and stays outside."""
    language = sentence.language
    if sentence.norm(index) not in language.infinitive_markers or not _follows_directly(sentence, cue, index):
        return None
    if index > cue.end and index + 1 < sentence.stop and sentence.tokens[index + 1].capitalized:
        return None  # "told the crowd on a trip to Norway that"
    if _is_only_possible(sentence, cue):
        return None
    rule = f"{cue.verb.rule}/1"
    following = sentence.norm(index + 1)
    if sentence.kind(index + 1) != QUOTE and (following in language.determiners or not following.isalpha()):
        return rule, index + 1
    return rule, index - (sentence.norm(index - 1) in language.negations)


def _verb_final_infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `zegt niets te weten` and `belooft N te I`, where the infinitive is the first verb after the verb of speech."""
    language = sentence.language
    if not language.verb_second or language.clause_after_comma:
        return None
    index += sentence.norm(index) in language.particles  # "laat weten N te I"
    for at in range(index, min(index + _MAX_DISTANCE, sentence.stop)):
        norm = sentence.norm(at)
        if norm in language.infinitive_markers:
            return ("said-clause/1", index) if sentence.norm(at + 1).endswith("n") else None
        begins_adjunct = norm in language.adjunct_openers  # "om", "zonder"
        if sentence.kind(at) != WORD or begins_adjunct or norm in language.subordinators or norm in language.finite:
            return None
    return None


def _bare_infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `affirme avoir vu N`, `dit ne pas I`, `dijo haber visto N` and, after a preposition, `ha detto di aver visto N`."""
    language = sentence.language
    verb = index + (sentence.norm(index) in language.infinitive_openers)
    if language.infinitive_openers and verb == index:
        return None
    while sentence.norm(verb) in language.negations or sentence.norm(verb) in language.oblique:
        verb += 1
    if sentence.kind(verb) != WORD or sentence.tokens[verb].capitalized or _is_only_possible(sentence, cue):
        return None
    norm = sentence.norm(verb)
    is_direct = index in (cue.end, verb - 1) and norm.endswith(language.infinitive_endings) and norm not in language.closed_class
    if norm not in language.sure_infinitives and not (is_direct and norm not in language.adverbs):
        return None
    return ("said-clause/1", index) if _may_intervene(sentence, cue, index) else None


def _self_description(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `se dit inquiet de N` and `se mostró convencido de que C`."""
    language = sentence.language
    is_participle = sentence.norm(index).endswith(language.past_participle_endings)
    if not is_participle and sentence.norm(index) not in language.self_descriptions and sentence.kind(index) != QUOTE:
        return None
    if language.reflexive_subjects.isdisjoint(sentence.norms[cue.first : cue.end]):
        return None
    near = range(index + 1, min(index + _NEAR, sentence.stop))
    clause = next((at for at in near if sentence.norm(at) in language.complementizers), index)
    says_clause = clause <= index + 2 and clause > index
    return ("said-that/1", clause + 1) if says_clause else ("said-clause/1", index)


def _person_and_infinitive(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `invited N to I`."""
    language = sentence.language
    if is_adverbial(sentence, index):
        return None
    stops = (language.finite, language.complementizers, language.verb_by_form)
    for at in range(index, min(index + _MAX_DISTANCE, sentence.stop)):
        norm, token = sentence.norms[at], sentence.tokens[at]
        if norm in language.infinitive_markers:
            return ("wants/1", index) if sentence.norm(at + 1) not in language.determiners else None
        if token.kind != WORD or (not token.capitalized and any(norm in words for words in stops)):
            return None
    return None


def _preposition(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `called for N`."""
    norm, language = sentence.norms[index], sentence.language
    introduces_complement = "c" in cue.verb.frames and norm in language.complements
    is_far = not _follows_directly(sentence, cue, index) and not (language.verb_second and sentence.kind(index + 1) == QUOTE)
    if norm not in cue.verb.after or introduces_complement or is_far:
        return None
    if sentence.kind(index + 1) == MARK or sentence.norm(index + 1) in language.complements:
        return None
    if _mentions_nothing(sentence, cue):
        return None
    if cue.verb.rule == "wants" and language.infinitive_endings and not _begins_infinitive(sentence, index + 1):
        return None  # "promet de belles images"
    if "s" in cue.verb.frames and all(sentence.kind(at) != QUOTE for at in range(index + 1, index + _NEAR)):
        return None
    return f"{cue.verb.rule}/1", index + 1


def _begins_infinitive(sentence: TokenizedSentence, index: int) -> bool:
    language = sentence.language
    while sentence.norm(index) in language.negations or sentence.norm(index) in language.oblique:
        index += 1
    return sentence.norm(index).endswith(language.infinitive_endings) or sentence.kind(index) == QUOTE


def _noun_phrase(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `opposes N`."""
    if _is_dependent_form(sentence, cue) or _mentions_nothing(sentence, cue):
        return None
    if "b" in cue.verb.frames and begins_clause(sentence, cue, index):
        return None  # "denied it was late"
    near = range(index + 1, index + _NEAR_ADDRESSEE + 1) if "t" in cue.verb.frames else ()
    that = next((at for at in near if sentence.norm(at) in sentence.language.complementizers), None)
    if that and sentence.language.is_person(sentence.norm(that - 1)):
        return None  # "promised voters that"
    return (f"{cue.verb.rule}/1", index) if begins_phrase(sentence, index) else None


def _evidence(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `a poll shows N`: only the noun phrase that a document shows is its content."""
    mention = None if cue.subjectless else subject_before(sentence, cue.first)
    if mention is None or sentence.language.document_nouns.isdisjoint(sentence.norms[mention.first : mention.end]):
        return None
    return (f"{cue.verb.rule}/1", index) if begins_phrase(sentence, index) else None


def _complement(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `called N "Q"`, `described N as M` and `accused N of M`."""
    language = sentence.language
    may_be_object = language.reflexives | language.object_prepositions
    is_complement = sentence.norm(index) in cue.verb.after
    is_object = sentence.norm(index) in may_be_object or is_complement or not is_adverbial(sentence, index)
    if sentence.kind(index) != WORD or not is_object:
        return None
    if language.inverts_verb_groups and sentence.norm(index) in language.indefinite:
        return None  # "accuse un retard de dix ans"
    if sentence.norm(index) in cue.verb.after & language.complements and _precedes_object(sentence, index + 1):
        return f"{cue.verb.rule}/1", index + 1
    if sentence.norm(index) in language.complements or sentence.norm(index) in language.complementizers:
        return None
    first = index + 1 + (sentence.norm(index) in language.articles)
    for at in range(first, min(index + _MAX_DISTANCE, sentence.stop)):
        if sentence.kind(at) == QUOTE or sentence.norm(at) in cue.verb.after & language.complements:
            return f"{cue.verb.rule}/1", index
        if sentence.kind(at) == MARK or sentence.norm(at) in language.finite:
            return None
    return None


def _precedes_object(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a complement of one word comes before the object: "calificó de “inútil” la ley", "qualifie d'absurde le"."""
    language = sentence.language
    return sentence.norm(index + 1) in language.articles | language.object_prepositions


def _object_and_judgment(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `called N a thing`, `called it wrong` and `called the plan reckless`."""
    language = sentence.language
    norm, kind = sentence.norm(index), sentence.kind(index)
    if kind != WORD or norm in language.question_words or norm in language.complementizers or is_adverbial(sentence, index):
        return None
    is_pronoun = norm in language.reflexives or norm in language.demonstratives
    for at in range(index + 1, min(index + _MAX_OBJECT, sentence.stop)):
        if sentence.kind(at) != WORD or sentence.norm(at) in language.finite:
            return None
        after_preposition = sentence.norm(at - 1) in language.prepositions or sentence.norm(at - 1) in language.conjunctions
        if sentence.norm(at) in language.articles and not after_preposition and sentence.norm(at - 1) not in language.adverbs:
            return f"{cue.verb.rule}/1", index
        if is_pronoun and at == index + 1:
            may_judge = sentence.norm(at) not in language.prepositions and sentence.norm(at) not in language.infinitive_markers
            return (f"{cue.verb.rule}/1", index) if may_judge and not is_adverbial(sentence, at) else None
        ends = at + 1 >= sentence.stop or sentence.kind(at + 1) == MARK or is_adverbial(sentence, at + 1)
        if ends and at > index + (norm in language.determiners) and _is_judgment(sentence, at):
            return f"{cue.verb.rule}/1", index
    return None


def _relative_judgment(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `what X called Q` and `which X described as N`: the object is the relative pronoun before X."""
    language = sentence.language
    mention = subject_before(sentence, cue.first)
    if mention is None:
        return None
    norm, before = sentence.norm(index), sentence.norm(mention.first - 1)
    if before not in language.relatives and before not in language.object_relatives:
        return None
    is_name = "j" in cue.verb.frames and (sentence.kind(index) == QUOTE or norm in language.articles)
    is_judgment = is_name or norm in cue.verb.after & language.complements
    return ("said-of-which/1", index) if is_judgment else None


def _is_judgment(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is an adjective that judges, by list or by ending: "wrong", "reckless"."""
    norm, language = sentence.norm(index), sentence.language
    return norm in language.judgments or (norm.endswith(language.adjective_endings) and not sentence.tokens[index].capitalized)


def _two_phrases(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `nannte N ein M` and `nannte N falsch`."""
    language = sentence.language
    if sentence.norm(index) not in language.determiners:
        return None
    for at in range(index + 2, min(index + _NEAR, sentence.stop)):
        if sentence.tokens[at - 1].capitalized and not sentence.tokens[at].capitalized:
            begins_second = sentence.norm(at) in language.determiners or at + 1 == sentence.stop
            return (f"{cue.verb.rule}/1", index) if begins_second and sentence.kind(at) == WORD else None
    return None


def _clause(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `said C` and `told X C`."""
    frames = cue.verb.frames
    if index == cue.end:
        is_allowed = "b" in frames or _is_nominative(sentence, index)
    else:
        is_allowed = "b" in frames or ("o" in frames and "w" not in frames)
    if not is_allowed or sentence.language.clause_after_comma:
        return None
    if "x" not in frames and sentence.norm(cue.first - 1) in sentence.language.infinitive_markers:
        return None
    return ("said-clause/1", index) if begins_clause(sentence, cue, index) else None


def _is_nominative(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a token is a pronoun that can only be a subject, which shows a clause: "decided they want"."""
    language = sentence.language
    norm = sentence.norm(index)
    return bool(language.presumed_by) and language.pronouns.get(norm, "n") != "n" and norm not in language.second_person


def _relative_object(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `which X said V`: the subject of the content is the relative pronoun before X."""
    language = sentence.language
    if sentence.norm(index) not in language.all_auxiliaries:
        return None
    mention = subject_before(sentence, cue.first)
    if mention is None or sentence.norm(mention.first - 1) not in language.relatives:
        return None
    return "said-of-which/1", index


def _clause_after_comma(sentence: TokenizedSentence, cue: Cue, index: int) -> ContentStart:
    """Match `sagte, C`, `sagte, dass C` and `fragte, ob C`."""
    language = sentence.language
    first = index + 1
    if sentence.norm(index) != "," or not language.clause_after_comma or first >= sentence.stop:
        return None
    following = sentence.norm(first)
    if following in language.complementizers:
        return "said-clause/1", first + 1
    if _ends_subordinate_clause(sentence, cue, index) or is_relative_clause(sentence, first):
        return None
    if following in language.verb_by_form or following in language.separable_by_form or following in language.past_forms:
        return None  # "C, teilte X mit", "sah den Ball, vergab aber"
    end = sentence.next_comma(first)
    is_adjunct = following in language.adjunct_openers and ends_with_infinitive(sentence, end)  # "um C zu I"
    if is_adjunct or following in language.not_content_openers:
        return None
    if not _has_predicate(sentence, first) or (_has_object(sentence, cue) and not _is_reported(sentence, first)):
        return None
    return "said-clause/1", first


def _has_object(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb has an object without an article: "hatte zuletzt Verluste geschrieben,", "zeigte Wirkung,"."""
    language, is_last = sentence.language, sentence.norm(cue.end) == ","
    noun = cue.head - 1 if is_last else cue.end
    if not sentence.tokens[noun].capitalized or sentence.norm(noun) in language.time_words:
        return False
    return sentence.norm(noun - 1) in language.adverbs if is_last else True


def _is_reported(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether a clause is in the mood of speech, or an infinitive."""
    end = sentence.next_comma(first)
    return ends_with_infinitive(sentence, end) or reported_verb(sentence, first, directly=True)


def _has_predicate(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether there is a verb from a token on: not in "Romane und ein Stück über den Krieg", "am liebsten Krimis"."""
    inside = range(first, sentence.stop)
    end = next((at for at in inside if sentence.norm(at) in sentence.language.complementizers), sentence.stop)
    return any(is_clause_verb(sentence, at) for at in range(first, end))


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


_Frame = Callable[[TokenizedSentence, Cue, int], ContentStart]

_FRAMES: tuple[tuple[str, _Frame], ...] = (
    ("v", _stated_clause),
    ("v", _stated_phrase),
    ("d", _self_description),
    ("t", _complementizer),
    ("w", _question),
    ("q", _colon),
    ("q", _quotation),
    ("p", _person_and_infinitive),
    ("i", _verb_final_infinitive),
    ("i", _infinitive),
    ("i", _bare_infinitive),
    ("", _preposition),
    ("n", _noun_phrase),
    ("e", _evidence),
    ("cj", _relative_judgment),
    ("c", _complement),
    ("j", _object_and_judgment),
    ("k", _two_phrases),
    ("bot", _clause),
    ("b", _relative_object),
    ("b", _clause_after_comma),
)
"""The constructions, each with the letters of `Verb.frames` one of which allows it; none for all verbs."""

_DIRECTLY_AFTER_VERB = (
    _stated_clause,
    _stated_phrase,
    _person_and_infinitive,
    _verb_final_infinitive,
    _noun_phrase,
    _evidence,
    _self_description,
    _relative_judgment,
    _complement,
    _object_and_judgment,
    _two_phrases,
    _relative_object,
)
_PHRASE_FRAMES = (
    _stated_phrase,
    _object_and_judgment,
    _relative_judgment,
    _person_and_infinitive,
    _infinitive,
    _preposition,
    _noun_phrase,
)


@cache
def _frames_of(letters: str, directly_after_verb: bool) -> tuple[_Frame, ...]:
    """Return the constructions that the frames of a verb allow, at the token directly after it or at a later one."""
    allowed = (frame for needed, frame in _FRAMES if not needed or set(needed) & set(letters))
    return tuple(frame for frame in allowed if directly_after_verb or frame not in _DIRECTLY_AFTER_VERB)


def _follows_directly(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a token follows the verb or its addressee: "urged the mayor to", but not "asked a question about"."""
    between = sentence.tokens[cue.end : index]
    if not between:
        return True
    return "o" in cue.verb.frames and not any(token.norm in sentence.language.verb_by_form for token in between)


def _is_dependent_form(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb has no subject or is only possible: "to support N", "a group supporting N", "may support N"."""
    return (
        cue.subjectless
        or _is_only_possible(sentence, cue)
        or sentence.norm(cue.first - 1) in sentence.language.infinitive_markers
    )


def _mentions_nothing(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb says that something is not talked about: "did not mention N", but not "does not support N"."""
    is_negated = not sentence.language.negations.isdisjoint(sentence.norms[cue.first : cue.head])
    return is_negated and cue.verb.rule in ("announces", "speaks-of", "calls-for")


def _is_only_possible(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb has a modal verb, so that nobody has said anything yet: "may want to"."""
    return not sentence.language.modals.isdisjoint(sentence.norms[cue.first : cue.head])


def _stops_search(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether no content can begin after a token: a comma, a quotation that is part of a name, another verb."""
    norm, language = sentence.norms[index], sentence.language
    if norm == "," and language.clause_after_comma and is_relative_clause(sentence, index + 1):
        return False
    if norm == "," and is_adverbial(sentence, index + 1) and _is_aside(sentence, index):
        return False  # "ha anunciado, además, que", "informou, em nota, que"
    if norm in (",", ";"):
        that = index + 1 + (language.inverts_verb_groups and sentence.norm(index + 1) in language.complements)  # "de que"
        return sentence.kind(index + 1) != QUOTE and sentence.norm(that) not in language.complementizers
    if is_quoted_name(sentence, index):
        return False
    after_infinitive = norm in language.verb_by_form and sentence.norm(index - 1) in language.infinitive_markers
    if language.presumed_by and (norm in DASHES or after_infinitive):
        return sentence.kind(index + 1) != QUOTE
    return sentence.tokens[index].kind == QUOTE or (norm in language.surely_verbs and not is_noun_after_article(sentence, index))


def _is_aside(sentence: TokenizedSentence, comma: int) -> bool:
    """Return whether the words after a comma are an adverbial that another comma ends soon."""
    near = range(comma + 2, min(comma + _MAX_DISTANCE, sentence.stop))
    closing = next((at for at in near if sentence.norm(at) == ","), 0)
    that = closing + 1 + (sentence.norm(closing + 1) in sentence.language.complements)  # "advierte, sin embargo, de que"
    leads_on = sentence.language.inverts_verb_groups and sentence.norm(that) in sentence.language.complementizers
    is_short = closing == comma + 2 or leads_on
    return bool(closing) and is_short and _has_no_clause(sentence, comma + 1, closing)


def _may_intervene(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether the words between a verb and "that" are an adverbial, an addressee or the rest of the verb."""
    if index == cue.end or "o" in cue.verb.frames:
        return True
    language = sentence.language
    if language.is_person(sentence.norm(index - 1)) and index <= cue.end + _NEAR_ADDRESSEE:
        return True  # "promised voters that"
    first = sentence.norm(cue.end)
    if first in language.particles or first == "," or (language.verb_second and first in language.reflexives):
        return True
    if first in language.determiners and sentence.norm(cue.end + 1) in language.time_words:
        return True  # "dijo este lunes que"
    if language.verb_second and not language.clause_after_comma:
        addressee = subject_after(sentence, cue.end, with_apposition=False)
        if addressee and addressee.end == index:
            return True  # "vertelde de politie dat"
    return first not in language.infinitive_markers and is_adverbial(sentence, cue.end)


def _introduces_quotation(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether the verb introduces the quotation at a token, as opposed to a quoted name or phrase."""
    before = sentence.norm(index - 1)
    has_addressee = "o" in cue.verb.frames and before not in sentence.language.prepositions
    if index > cue.end and before not in (",", ":") and not has_addressee:
        return before in sentence.language.adverbs
    if index > cue.end and before not in (",", ":") and sentence.kind(index + 1) == WORD and sentence.language.fixed_word_order:
        return False
    return _has_no_clause(sentence, cue.end, index)


def _has_no_clause(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether the words between a verb and a quotation are not a clause, but adverbials, an addressee or a comma."""
    language = sentence.language
    return not any(
        token.norm in language.finite or token.norm in language.complementizers for token in sentence.tokens[first:end]
    )
