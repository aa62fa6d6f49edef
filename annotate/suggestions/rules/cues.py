"""Cues: the verb groups of attribution in a sentence, outside quotation marks, and the stance a cue shows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from annotate.schema.wellknown import QUERY
from annotate.suggestions.rules.language import Verb, load_language, primary_code
from annotate.suggestions.rules.tokens import MARK, QUOTATION_MARKS, QUOTE, WORD, TokenizedSentence

_MAX_BRACKET = 24  # tokens between a verb and its particle
_MAX_NAME = 4  # words of a name in quotation marks
_MAX_SUBJECT = 10  # tokens of the subject of a clause after "that"
_PRESUMED = Verb((), "q")
_PRESUMED_VERB = Verb((), "t")
_PRESUMED_STATEMENT = Verb((), "v")
_PRESUMED_ADJECTIVE = Verb((), "ta")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Cue(NamedTuple):
    """A verb group: the tokens from `first` up to `end`, with its verb at `head`.

    It is `subjectless` if it is a participle ("adding"), `uncertain` if it is negated or modal ("did not say", "may say").
    """

    first: int
    head: int
    end: int
    verb: Verb
    subjectless: bool
    uncertain: bool


def find_cues(sentence: TokenizedSentence) -> Iterator[Cue]:
    """Yield the cues of a sentence in text order. Several rules ask for them, and they are found once."""
    if sentence.cues is None:
        sentence.cues = tuple(_cues(sentence))
    return iter(sentence.cues)


def _cues(sentence: TokenizedSentence) -> Iterator[Cue]:
    for index, verb in sorted(_verbs(sentence).items()):
        is_name = sentence.tokens[index].capitalized and index > 0 and not sentence.is_headline
        if not is_name and (cue := verb_group(sentence, index, verb)):
            yield cue


def _verbs(sentence: TokenizedSentence) -> dict[int, Verb]:
    """Return the verbs and adjectives of a sentence by token: those that are listed, and those that must be of attribution."""
    language, by_form = sentence.language, sentence.language.verb_by_form
    verbs = {index: by_form[norm] for index, norm in enumerate(sentence.norms) if norm in by_form}
    for index in _places(sentence, language.separable_by_form) if language.separable_by_form else ():
        if verb := _separated_verb(sentence, index):
            verbs[index] = verb
    if '"' in sentence.vocabulary and language.presumes_speech_verbs and any(token.kind == QUOTE for token in sentence.tokens):
        unknown = (index for index in range(len(sentence.tokens)) if index not in verbs)
        verbs |= {index: _PRESUMED for index in unknown if _must_be_speech(sentence, index)}
    if not sentence.vocabulary.isdisjoint(language.presumed_by):
        before = {index for that in _places(sentence, language.presumed_by) for index in range(that - 5, that)}
        verbs |= {index: verb for index in before if index > 0 and (verb := _presumed_verb(sentence, index))}
    if language.presumed_by and '"' in sentence.vocabulary:
        past = (index for index in range(1, sentence.stop) if sentence.norms[index].endswith(language.past_endings))
        verbs |= {index: _PRESUMED for index in past if _is_unlisted_speech(sentence, index)}
    return verbs


def may_be_finite(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether a token range may contain a finite verb; any quotation may."""
    norms, endings = _possible_verbs(sentence, first, end), sentence.language.finite_endings
    if not sentence.language.finite_or_irregular.isdisjoint(norms) or any(norm.endswith(endings) for norm in norms):
        return True
    return '"' in norms and any(token.kind == QUOTE for token in sentence.tokens[first:end])


def has_finite_verb(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether a token range contains a known finite verb."""
    return not sentence.language.finite.isdisjoint(_possible_verbs(sentence, first, end))


def _possible_verbs(sentence: TokenizedSentence, first: int, end: int) -> Sequence[str]:
    """Return the norms of a token range, without the capitalized words in a language that capitalizes its nouns."""
    if sentence.language.capitalizes_nouns:
        return [token.norm for token in sentence.tokens[first:end] if not token.capitalized]
    return sentence.norms[first:end]


def is_second_element(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is the finite verb of a main clause: a known one, or after a noun one that looks like it."""
    language = sentence.language
    is_known = sentence.norm(index) in language.finite_or_irregular and not sentence.tokens[index].capitalized
    before = sentence.tokens[index - 1]
    is_noun = before.capitalized and (before.norm in language.time_words or before.norm not in language.closed_class)
    follows_noun = is_noun or before.kind == QUOTE or before.norm == ")"
    return is_known or (follows_noun and may_be_finite(sentence, index, index + 1))


def is_clause_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is a verb of a clause, by list or by its ending after a noun, a pronoun or an adverb."""
    language, norm = sentence.language, sentence.norm(index)
    if norm in language.infinitive_markers or is_second_element(sentence, index) or ends_with_infinitive(sentence, index + 1):
        return True
    if sentence.tokens[index].capitalized or norm in language.closed_class:
        return False
    before = sentence.tokens[index - 1]
    is_second = before.capitalized or before.norm in language.pronouns or before.norm in language.adverbs
    return is_second and norm.endswith((*language.finite_endings, *language.subjunctive_endings))


def ends_with_infinitive(sentence: TokenizedSentence, end: int) -> bool:
    """Return whether an infinitive ends before a token: "die Steuern zu senken", "die Steuern anzuheben"."""
    markers, last = sentence.language.infinitive_markers, sentence.norm(end - 1)
    return sentence.norm(end - 2) in markers or any(marker in last for marker in markers)


def is_relative_clause(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether the text after a comma is a relative clause: its first word may open one, and its verb is the last."""
    language = sentence.language
    first += language.clause_after_comma and sentence.norm(first) in language.prepositions  # "in dem alte Briefe lagen"
    if sentence.norm(first) not in language.articles and sentence.norm(first) not in language.relatives:
        return False
    end = sentence.next_comma(first)
    if ends_with_infinitive(sentence, end):
        return False
    inside = range(first + 1, end - 1)
    early = any(sentence.norm(at) in (language.finite if at < first + 5 else language.subjunctive) for at in inside)
    return not early and may_be_finite(sentence, end - 1, end)


def _separated_verb(sentence: TokenizedSentence, head: int) -> Verb | None:
    """Return the verb whose particle ends the clause of a form: "teilte die Stadt am Montag mit"."""
    language = sentence.language
    verbs = language.separable_by_form[sentence.norm(head)]
    if sentence.vocabulary.isdisjoint(verbs):
        return None
    if sentence.norm(head - 1) in verbs:  # "wie die Stadt bekannt gab"
        return verbs[sentence.norm(head - 1)]
    for index, norm in enumerate(sentence.norms[head + 1 : head + _MAX_BRACKET], head + 1):
        if norm in verbs and _ends_bracket(sentence, index):
            return verbs[norm]
        if norm in (":", ";"):
            return None
    return None


def _ends_bracket(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a clause ends with a word: a mark or a quotation follows, or a word that begins another clause."""
    following, language = sentence.norm(index + 1), sentence.language
    begins_clause = following in language.complementizers or following in language.question_words
    return sentence.kind(index + 1) != WORD or following in language.and_words or begins_clause


def ends_with_mark(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation ends with a mark inside it, as what is said does before its verb, and a title does not."""
    return sentence.tokens[index].text.rstrip(QUOTATION_MARKS)[-1:] in ",.?!—–-…"


def _must_be_speech(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word that is not known must be a verb of speech: it stands between a quotation and a noun phrase."""
    language, token = sentence.language, sentence.tokens[index]
    before = index - 1
    while before > 0 and (sentence.norm(before) == "," or _precedes_main_verb(sentence, before)):
        before -= 1
    if sentence.kind(before) != QUOTE or token.kind != WORD or token.capitalized:
        return False
    if sentence.norm(index - 1) == '"' and not ends_with_mark(sentence, before):
        return False
    after = index + 1 + (language.verb_second and sentence.norm(index + 1) in language.reflexives)  # "freute sich X"
    if language.inverts_verb_groups and _is_title(sentence, before):
        return False
    following = sentence.norm(after)
    if not (_is_capitalized(sentence, after) or following in language.determiners or following in language.pronouns):
        return False
    if following in language.oblique or is_adverb(sentence, index) or token.norm in language.closed_class:
        return False
    return token.norm.endswith(language.finite_endings) or sentence.norm(index - 1) in language.auxiliaries


def _is_title(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation after a word is too short to be said: "l'opération, baptisée « Bouclier », a duré N"."""
    words = sentence.tokens[index].text.strip(QUOTATION_MARKS).split()
    return sentence.kind(index - 1) == WORD and len(words) < _MAX_NAME


def _precedes_main_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is a reflexive pronoun or an auxiliary, which may precede a verb of its group."""
    norm, language = sentence.norm(index), sentence.language
    return norm in language.reflexives or norm in language.auxiliaries


@lru_cache(4096)
def cue_stance(cue: str, code: str | None) -> str | None:
    """Return the stance that a cue shows in a language.

    Return None if it is unclear: without a known verb, with verbs that disagree, under a negation or a modal verb.

    >>> cue_stance("has repeatedly denied", "en"), cue_stance("did not deny", "en")
    ('deny', None)
    """
    language = load_language(code)
    if primary_code(code) != language.code:
        return None
    words = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    if not language.makes_uncertain.isdisjoint(words):
        return None
    labels = {language.verb_by_form[word].label for word in words if word in language.verb_by_form}
    return labels.pop() if len(labels) == 1 else None


def is_quoted_name(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation is the name of a newspaper or the like: "der „Neuen Presse“", where nouns are capitalized."""
    language = sentence.language
    if not language.capitalizes_nouns or sentence.kind(index) != QUOTE or not 0 < index < sentence.stop:
        return False
    before = sentence.norm(index - 1)
    is_named = language.is_organisation(before)
    is_article = before in language.articles or before in language.joining_articles
    may_precede_name = is_article or (before in language.prepositions and before not in language.indefinite)
    if not is_named and not may_precede_name:
        return False
    words = sentence.tokens[index].text.strip(QUOTATION_MARKS).split()
    return 0 < len(words) <= _MAX_NAME and all((is_named or word[0].isupper()) and word[-1].isalnum() for word in words)


def is_adverb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether the token at an index is an adverb, by list or by ending."""
    norm, language = sentence.norm(index), sentence.language
    if norm not in language.adverbs and not norm.endswith(language.adverb_endings):
        return False
    if norm in language.not_adverbs:
        return False
    if index and not sentence.is_headline and sentence.tokens[index].capitalized:
        return False  # a name: "Kelly"
    return norm in language.adverbs or (norm not in language.finite and len(norm) > 4)


def verb_group(sentence: TokenizedSentence, head: int, verb: Verb) -> Cue | None:
    """Return the verb group around a verb form; None if the form is a noun or a passive."""
    language = sentence.language
    first = head
    light = head - 1 - (sentence.norm(head - 1) in language.prepositions)
    if sentence.norm(light) in language.light_verbs and ("f" in verb.frames or is_infinitive(sentence, head, verb)):
        first = light  # "a fait savoir", "a tenu à rappeler"
    elif "f" in verb.frames:
        return None
    while _is_in_verb_group(sentence, first - 1) and head - first < 8:
        first -= 1
    auxiliaries = sentence.norms[first:head]
    is_predicate = "a" in verb.frames and sentence.norm(head - 1) in language.passive  # "zijn bang", where "zijn" is "his", too
    if (_is_noun(sentence, head, auxiliaries) and not is_predicate) or _is_bare_participle(sentence, head, auxiliaries):
        return None
    norm, before = sentence.norms[head], sentence.norm(first - 1)
    if not language.impersonal_verbs.isdisjoint((*auxiliaries, before, sentence.norm(first - 2))):
        return None  # "il faut dire que", "hay que decir que"
    if is_infinitive(sentence, head, verb) and _has_no_subject(sentence, first - 1):
        return None
    is_past = first == head and norm.endswith(language.past_endings)
    if is_past and before in language.clause_subordinators - language.clause_as_words:
        return None  # "when asked about N"
    if is_past and before == "," and verb.label == QUERY and sentence.norm(head + 1) in language.topic_prepositions:
        return None  # "the mayor, asked about N,"
    is_participle = norm.endswith(language.participle_endings)
    # A form of "be" goes with an adjective of attribution ("is confident that") and makes a verb form a passive ("is said").
    is_adjective = "a" in verb.frames
    is_reflexive = not language.reflexive_subjects.isdisjoint(auxiliaries)  # "s'est indigné"
    is_passive = not (is_reflexive or language.passive.isdisjoint(auxiliaries))
    has_be = is_passive or before in language.passive
    if is_adjective and not has_be:
        return None
    if has_be and not (is_adjective or is_participle):
        return None
    if sentence.norm(head + 1) in language.final_auxiliaries and not is_adjective:
        return None  # "PSG sollte gewarnt sein"
    if language.final_auxiliaries and not is_adjective and _closes_passive(sentence, head):
        return None
    subjectless = is_participle and not is_passive
    while first < head and is_adverb(sentence, first) and sentence.norm(first - 1) in ("", ","):
        first += 1
    uncertain = not language.makes_uncertain.isdisjoint(auxiliaries)
    is_joined = sentence.norm(head + 1) in language.clitics and sentence.norm(head + 1) not in language.pronouns  # "disse-lhe"
    return Cue(first, head, head + 1 + is_joined, verb, subjectless, uncertain)


def _has_no_subject(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether nobody says what follows the preposition at an index: "sans dire que", "l'idée de dire que"."""
    language, norm = sentence.language, sentence.norm(index)
    follows_time = sentence.norm(index - 1) in language.prepositions | language.adverbs  # "avant de dire que"
    return norm in language.without_words or (norm in language.complements and not follows_time)


def is_infinitive(sentence: TokenizedSentence, index: int, verb: Verb) -> bool:
    """Return whether a form of a verb is its infinitive, where infinitives are known by their ending and stand first."""
    norm = sentence.norm(index)
    return norm.endswith(sentence.language.infinitive_endings) and norm in verb.forms[:1]


def _is_bare_participle(sentence: TokenizedSentence, head: int, auxiliaries: Sequence[str]) -> bool:
    """Return whether a form is a participle of the past without an auxiliary, which describes a noun: "une étude publiée"."""
    language = sentence.language
    has_ending = sentence.norm(head).endswith(language.past_participle_endings)
    return has_ending and language.all_auxiliaries.isdisjoint(auxiliaries)


def _closes_passive(sentence: TokenizedSentence, head: int) -> bool:
    """Return whether a form at the end of a clause is the participle of a passive: "wird im Mai ein neues Gerät erwartet"."""
    language, norm = sentence.language, sentence.norms[head]
    if sentence.kind(head + 1) == WORD or not (norm.endswith("t") or "ge" in norm):
        return False
    first = max(0, head - _MAX_BRACKET)
    clause = takewhile(lambda at: sentence.kind(at) == WORD, range(head - 1, first - 1, -1))
    auxiliary = next((sentence.norm(at) for at in clause if sentence.norm(at) in language.auxiliaries), "")
    return auxiliary in language.final_auxiliaries


def _places(sentence: TokenizedSentence, words: Container[str]) -> list[int]:
    return [index for index, norm in enumerate(sentence.norms) if norm in words]


def _presumed_verb(sentence: TokenizedSentence, index: int) -> Verb | None:
    """Return a verb or adjective of attribution for a word that is not listed, if it must be one: "Ada shot back that the dam".

    Somebody is its subject, and a clause with its own subject follows "that".
    """
    language, norm = sentence.language, sentence.norm(index)
    if norm in language.verb_by_form or norm in language.all_auxiliaries:
        return None
    if norm in language.people or norm in language.particles or norm.endswith(language.person_endings):
        return None
    that = index + 1 + (sentence.norm(index + 1) in language.particles)
    if sentence.norm(that) not in language.presumed_by:  # "bristled at the suggestion that"
        that = 1 + next((at for at in range(index + 2, index + 5) if sentence.norm(at) in language.claim_nouns), index)
    if sentence.norm(that) not in language.presumed_by:
        return None
    has_subject = not _is_verb(sentence, that + 1)
    if not has_subject or not any(_is_verb(sentence, at) for at in range(that + 2, min(that + _MAX_SUBJECT, sentence.stop))):
        return None
    before = index - 1
    while before > 0 and (is_adverb(sentence, before) or sentence.norm(before) in language.auxiliaries):
        before -= 1
    if before < 0 or not _may_be_somebody(sentence, before):
        return None
    if not language.passive.isdisjoint(sentence.norms[before + 1 : index]):
        return _PRESUMED_ADJECTIVE
    is_inflected = norm.endswith(language.inflected_endings) or norm in language.past_forms
    if not is_inflected:
        return None
    return _PRESUMED_STATEMENT if that > index + 2 else _PRESUMED_VERB


def _is_verb(sentence: TokenizedSentence, index: int) -> bool:
    norm, language = sentence.norm(index), sentence.language
    return norm in language.finite_or_irregular or norm.endswith(language.past_endings)


def _is_unlisted_speech(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word in the past tense that is not listed must be a verb of speech.

    It is in `"Q," shrugged Ada`, `"Q," Ada shrugged` and `Ada shrugged, "Q"`.
    """
    language, token = sentence.language, sentence.tokens[index]
    is_listed = token.norm in language.verb_by_form or token.norm in language.all_auxiliaries
    if token.kind != WORD or is_listed:
        return False
    if _ends_with_pause(sentence, index - 1):
        following = sentence.norm(index + 1)
        return _is_capitalized(sentence, index + 1) or following in language.determiners or following in language.pronouns
    if not _may_be_somebody(sentence, index - 1):
        return False
    if sentence.norm(index + 1) in (",", ":"):
        return sentence.kind(index + 2) == QUOTE
    first = index - 1
    while first > 0 and sentence.kind(first) == WORD and index - first < _MAX_SUBJECT:
        first -= 1
    return index + 1 >= sentence.stop and _ends_with_pause(sentence, first)


def _ends_with_pause(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a token is a quotation that ends with a comma, or the like, before its speaker is named."""
    is_quotation = sentence.kind(index) == QUOTE
    return is_quotation and sentence.tokens[index].text.rstrip(QUOTATION_MARKS)[-1:] in (",", "?", "!")


def _may_be_somebody(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word may end the name of somebody who can think or say something."""
    language, token = sentence.language, sentence.tokens[index]
    if token.norm in language.pronouns:
        return language.pronouns[token.norm] != "n"
    if token.norm.endswith(("'s", "s'")):
        return False
    return token.capitalized or token.norm in language.people or token.norm.endswith(language.person_endings)


def _is_in_verb_group(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word before the verb belongs to its group: "has been publicly and repeatedly"."""
    norm, language = sentence.norm(index), sentence.language
    if sentence.tokens[index].capitalized and index > 0 and not sentence.is_headline:
        return False
    if norm in language.all_auxiliaries or norm in language.negations or norm in language.passive:
        return True
    if norm in language.clitics or (norm in language.reflexives and language.inverts_verb_groups):
        return True
    return is_adverb(sentence, index) and sentence.norm(index - 1) != ""


def _is_noun(sentence: TokenizedSentence, head: int, auxiliaries: Sequence[str]) -> bool:
    """Return whether a verb form is used as a noun, judged by the words next to it.

    The tests run from the surest to the least sure: after a possessive or a determiner a form is a noun; with an auxiliary or
    a pronoun before it, a verb; after a preposition, a noun; and without any evidence, a noun if a plain word follows.
    """
    language, norm = sentence.language, sentence.norms[head]
    before, following = sentence.norm(head - 1), sentence.norm(head + 1)
    if following == "-" or (before.endswith(("'s", "s'")) and before not in language.elisions):
        return True
    may_be_subject = before in language.quantity_nouns or before in language.relatives  # "another said", "a message that said"
    if before in language.determiners and (norm in language.noun_forms or not may_be_subject):
        is_object = before in language.reflexives | language.back_references and norm not in language.noun_forms
        refers_back = before in language.back_references and sentence.kind(head - 2) != WORD  # "Lo dice X", "Dat meldt X"
        # "comme le dit X", "X l'assure :"
        return not (is_object and (refers_back or sentence.norm(head - 2) in language.clause_as_words or following == ":"))
    if norm not in language.noun_forms:
        return False
    if auxiliaries:  # "the long plan": only adverbs, after a determiner
        after_determiner = sentence.norm(head - 1 - len(auxiliaries)) in language.determiners
        return after_determiner and language.all_auxiliaries.isdisjoint(auxiliaries)
    after = sentence.norm(head + 2) if following in language.particles else following
    if before in language.pronouns or before in language.relatives:
        return False
    object_follows = after in language.determiners or after in language.pronouns
    if before == "," and sentence.kind(head - 2) == QUOTE and (object_follows or _is_capitalized(sentence, head + 1)):
        return False  # "Q," peste X
    if object_follows and before not in language.prepositions and before and _may_precede_verb(sentence, head - 1):
        return False
    may_speak = sentence.tokens[head - 1].capitalized and before not in language.prepositions  # not "Alla domanda se"
    if (may_speak or before in language.people) and language.inverts_verb_groups and _leads_to_clause(sentence, head + 1):
        return False  # "el juez pregunta si", "Bruselas duda de que"
    if after == language.of_word:
        return True
    if before in language.prepositions:
        return True
    if after in language.infinitive_markers or (sentence.kind(head + 1) == MARK and after != ":"):
        is_speaker = sentence.tokens[head - 1].capitalized or before in language.people or before in language.not_personal
        return not is_speaker
    if before in language.document_nouns:
        return False
    if _is_capitalized(sentence, head + 1) and (before in language.person_nouns or before in language.organisation_nouns):
        return False
    if after in language.complementizers:
        return before.endswith((*language.participle_endings, *language.past_endings))
    return sentence.kind(head + 1) == WORD


def _leads_to_clause(sentence: TokenizedSentence, index: int) -> bool:
    index += sentence.norm(index) == sentence.language.of_word
    return sentence.norm(index) in sentence.language.complementizers | sentence.language.question_words


def _may_precede_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word may be the end of a verb's subject, so that the verb is no noun: "officials", not "swing"."""
    language = sentence.language
    token = sentence.tokens[index]
    known = (language.people, language.not_personal, language.quantity_nouns, language.adverbs)
    return (
        token.kind != WORD
        or token.capitalized
        or sentence.is_headline
        or token.norm.endswith((*language.person_endings, *language.plural_endings, *language.adverb_endings))
        or any(token.norm in words for words in known)
    )


def _is_capitalized(sentence: TokenizedSentence, index: int) -> bool:
    return index < len(sentence.tokens) and sentence.tokens[index].capitalized
