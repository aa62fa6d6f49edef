"""Mentions: the noun phrase before or after a verb group that names its source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from annotate.suggestions.rules.cues import is_adverb, is_quoted_name, is_relative_clause, is_second_element, may_be_finite
from annotate.suggestions.rules.language import Language
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTE, WORD, Token, TokenizedSentence

_MAX_TOKENS = 45  # of a mention with its appositions
_MAX_ATTRIBUTE = 9  # tokens from an article over a participle to its noun
_MAX_MEDIUM = 4  # tokens from an article to the name of a newspaper
_MAX_PARENTHESIS = 16  # tokens of the parenthesis after a name
_MAX_RELATIVE = 14  # words of a relative clause before the last phrase in it
_MAX_DESCRIPTION = 5  # words that say who somebody is, before a preposition
_JOINING_MARKS = frozenset("&/-")
_INNER_MARKS = _JOINING_MARKS | frozenset("%$€")


class TokenRange(NamedTuple):
    """The tokens of a sentence from `first` up to `end`."""

    first: int
    end: int


def subject_before(sentence: TokenizedSentence, end: int, floor: int = 0) -> TokenRange | None:
    """Return the noun phrase that ends before the token `end`, and does not begin before the token `floor`."""
    floor = max(floor, end - _MAX_TOKENS)
    last = end - 1
    if last < floor:
        return None
    language, norm = sentence.language, sentence.norm(last)
    if norm in language.pronouns or norm in language.relatives:
        return TokenRange(last, end)
    if norm in language.prepositions and language.inverts_verb_groups:
        return None  # "al considerar que": the subject of the sentence
    if norm in language.and_words and language.inverts_verb_groups:
        return None  # "convocaron una huelga y denunciaron": the subject of the sentence
    if norm == ",":
        return _with_apposition(sentence, last, floor)
    if norm in DASHES and sentence.is_spaced(last):
        opening = next((at for at in range(last - 1, floor, -1) if sentence.norm(at) in DASHES and sentence.is_spaced(at)), None)
        return subject_before(sentence, opening, floor) if opening is not None else None
    first = _phrase_start(sentence, _before_parenthesis(sentence, last, floor), floor)
    mention = _trim(sentence, first, end)
    if mention == (last, end) and norm in language.floating_quantifiers and sentence.kind(last - 1) == WORD:
        while sentence.norm(last - 1) in language.all_auxiliaries:
            last -= 1
        return subject_before(sentence, last, floor)  # "Lind and Orr have both said"
    if mention and mention.first - 2 >= floor and _joins_pronoun(sentence, mention.first - 1):
        return TokenRange(mention.first - 2, end)
    if mention and (first_of_two := _before_and(sentence, mention.first - 1, floor)):
        return TokenRange(first_of_two.first, end)
    return _with_relative_clause(sentence, mention, floor) if mention else None


def _before_and(sentence: TokenizedSentence, index: int, floor: int) -> TokenRange | None:
    """Return a name with a clause about it that "and" joins to the next one: "Ada Brandt, who has left, and her deputy"."""
    language = sentence.language
    if index - 1 <= floor or sentence.norm(index) not in language.and_words or sentence.norm(index - 1) != ",":
        return None
    comma = _comma_before(sentence, index - 1, floor)
    if comma is None or sentence.norm(comma + 1) not in language.person_relatives:
        return None
    outer = subject_before(sentence, comma, floor)
    begins = outer and (sentence.kind(outer.first - 1) != WORD or sentence.norm(outer.first - 1) in language.openers)
    return outer if begins else None


def _with_relative_clause(sentence: TokenizedSentence, mention: TokenRange, floor: int) -> TokenRange:
    """Return the phrase whose relative clause ends with a mention, or the mention: "people who know the mayor say"."""
    language = sentence.language
    if not language.person_relatives:
        return mention
    near = range(mention.first - 1, max(floor, mention.first - _MAX_RELATIVE), -1)
    relative = next((at for at in near if sentence.kind(at) != WORD or sentence.norm(at) in language.subordinators), floor)
    if relative <= floor or sentence.norm(relative) not in language.person_relatives or sentence.kind(relative - 1) != WORD:
        return mention
    if not any(_is_inflected(sentence, at) for at in range(relative + 1, max(mention.first, relative + 2))):
        return mention
    outer = subject_before(sentence, relative, floor)
    return TokenRange(outer.first, mention.end) if outer else mention


def _is_inflected(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is a finite verb, or looks like one and is not known as a noun."""
    norm, language = sentence.norm(index), sentence.language
    if norm in language.finite_or_irregular or norm.endswith(language.past_endings):
        return True
    return norm.endswith(language.inflected_endings) and not (language.is_person(norm) or language.is_organisation(norm))


def _joins_pronoun(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether "and" joins a pronoun at the start of a clause to the phrase after it: "she and her aides said"."""
    language = sentence.language
    if sentence.norm(index) not in language.and_words or sentence.norm(index - 1) not in language.pronouns:
        return False
    before = sentence.norm(index - 2)
    return sentence.kind(index - 2) != WORD or before in language.subordinators or before in language.openers


def _before_parenthesis(sentence: TokenizedSentence, last: int, floor: int) -> int:
    """Return the last token before a parenthesis that ends with a token: "Ada Brandt" of "Ada Brandt (SPD)"."""
    if sentence.norm(last) != ")":
        return last
    near = range(last - 1, max(floor, last - _MAX_PARENTHESIS), -1)
    return next((index - 1 for index in near if sentence.norm(index) == "("), last)


def _after_parenthesis(sentence: TokenizedSentence, end: int) -> int:
    """Return the token after a parenthesis that begins with a token, or that token."""
    if sentence.norm(end) != "(":
        return end
    near = range(end + 1, min(end + _MAX_PARENTHESIS, len(sentence.tokens)))
    return next((index + 1 for index in near if sentence.norm(index) == ")"), end)


def subject_of(sentence: TokenizedSentence, first: int, head: int, floor: int = 0) -> TokenRange | None:
    """Return the subject of the verb at `head`, whose group begins at `first`, as far as it is not before the token `floor`."""
    if sentence.language.verb_second:
        return _verb_second_subject(sentence, head, floor)
    return subject_before(sentence, first, floor)


def _verb_second_subject(sentence: TokenizedSentence, head: int, floor: int) -> TokenRange | None:
    """Return the subject of a verb in a language whose finite verb is the second element of a main clause.

    It is before the finite verb, or after it if something else is before: "Am Montag hatte X gesagt". The finite verb is an
    auxiliary of the clause, or the verb itself.
    """
    language = sentence.language
    finite = head
    for index in range(head - 1, max(floor, head - _MAX_TOKENS) - 1, -1):
        norm = sentence.norms[index]
        if norm in language.all_auxiliaries:
            finite = index
        if sentence.kind(index) == MARK or (norm in language.subordinators and norm not in language.complements):
            break
    if sentence.norm(finite + 1) in language.pronouns and sentence.norm(finite + 1) not in language.oblique:
        return TokenRange(finite + 1, finite + 2)  # "Der Zeitung sagte er"
    if sentence.norm(head - 1) in language.infinitive_markers:
        return None  # "die Chance, daran zu erinnern"
    is_joined = finite == head and sentence.norm(head - 1) in language.and_words
    if is_joined and (shared := _subject_of_joined_verb(sentence, head, floor)):
        return shared
    before = subject_before(sentence, finite, floor)
    is_demonstrative = before == (0, 1) and sentence.norm(0) in language.demonstratives  # "Das teilte X mit"
    if before and not is_demonstrative and _may_be_subject(sentence, before):
        return before
    if sentence.norm(finite + 1) in language.reflexives:
        finite += 1
    after = subject_after(sentence, finite + 1)
    if after and after.first < head != finite and after.end > head:
        after = TokenRange(after.first, head)
    return after if after and _may_be_subject(sentence, after) else None


def _subject_of_joined_verb(sentence: TokenizedSentence, head: int, floor: int) -> TokenRange | None:
    """Return the subject of the verb before "und": "X sträubt sich und argumentiert"."""
    near = range(max(floor, head - _MAX_TOKENS) + 1, head - 1)
    verb = next((at for at in near if sentence.tokens[at - 1].capitalized and may_be_finite(sentence, at, at + 1)), None)
    return _verb_second_subject(sentence, verb, floor) if verb is not None else None


def _may_be_subject(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a noun phrase may be a subject: by its first word, and because it has a noun or is a pronoun."""
    language = sentence.language
    if sentence.norm(mention.first) in language.oblique:
        return False
    tokens = sentence.tokens[mention.first : mention.end]
    if all(token.norm in language.time_words for token in tokens):
        return False
    if mention.first == 0 and len(tokens) > 1 and _lacks_noun(tokens, language):
        return False
    if tokens[0].norm in language.any_subjunctive and not tokens[0].capitalized:
        return False  # "ob sie kämen, was er sah, sagte X"
    norms = [token.norm for token in tokens]
    is_somebody = any(norm in language.pronouns or language.is_person(norm) or language.is_organisation(norm) for norm in norms)
    return is_somebody or any(token.capitalized for token in tokens)


def _lacks_noun(tokens: Sequence[Token], language: Language) -> bool:
    """Return whether the words before a verb have no noun: "Hart und ungerecht nannte X den Plan"."""
    has_noun = any(token.capitalized or token.kind != WORD for token in tokens[1:])
    return not has_noun and tokens[0].norm not in language.determiners


def _with_apposition(sentence: TokenizedSentence, comma: int, floor: int) -> TokenRange | None:
    """Return the noun phrase with its appositions before the comma that ends them: "James Brown, a farmer from Ohio,".

    Go back from comma to comma as long as the text between two of them is an apposition; the phrase before the last one is the
    name.
    """
    name_end = _comma_before(sentence, comma, floor)
    while name_end is not None:
        previous = _comma_before(sentence, name_end, floor)
        if previous is None or not _is_apposition(sentence, previous + 1, name_end):
            break
        name_end = previous
    if name_end is None:
        return None
    end = name_end if _is_aside(sentence, name_end + 1) else comma
    return _trim(sentence, _phrase_start(sentence, name_end - 1, floor), end)


def _is_aside(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether the text after a name and a comma does not say who that is: ", speaking to N,", ", to his credit,"."""
    norm, language = sentence.norm(index), sentence.language
    if sentence.tokens[index].capitalized or not (language.fixed_word_order or language.inverts_verb_groups):
        return False
    if language.inverts_verb_groups:  # ", rispondendo a N,", ", da parte sua,", but not ", del ministero,"
        adverbial = language.prepositions - language.name_prepositions | language.opinion_prepositions | language.agent_words
        return norm.endswith(language.participle_endings) or norm in adverbial
    is_participle = norm.endswith((*language.participle_endings, *language.past_endings))
    return is_participle or (norm in language.prepositions and norm not in language.home_prepositions)


def _comma_before(sentence: TokenizedSentence, end: int, floor: int) -> int | None:
    for index in range(end - 1, floor - 1, -1):
        norm = sentence.norms[index]
        if norm == ",":
            return index
        if norm in (";", ":", "—", "–") or sentence.tokens[index].kind == QUOTE:
            return None
    return None


def _is_apposition(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether the words between two commas belong to a name: an age, a state, "a farmer", "who ..."."""
    norm, language = sentence.norm(first), sentence.language
    if end - first <= 2 and norm.isdigit():
        return True
    if norm in language.indefinite or norm == language.of_word or norm in language.relatives:
        return True
    if norm.endswith(language.past_participle_endings) or (norm.isdigit() and sentence.norm(first + 1) in language.year_nouns):
        return True
    if language.clause_after_comma and norm in language.articles:  # which are relative pronouns, too
        return True
    return end - first <= 2 and sentence.tokens[first].text.endswith(".")


def _phrase_start(sentence: TokenizedSentence, last: int, floor: int) -> int:
    """Return the first token of the noun phrase that ends with the token `last`."""
    first = last + 1
    while first > floor and _belongs_to_phrase(sentence, first - 1):
        first -= 1
        is_start = sentence.norm(first) in sentence.language.determiners and not _links_to_phrase(sentence, first - 1)
        if is_start and not (first > floor and _joins_nouns(sentence, first)):
            break
    return first


def _joins_nouns(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an article joins two nouns: "die Sprecherin der Stadt", "le ministre du Travail"."""
    language, before = sentence.language, index - 1
    if sentence.kind(before) != WORD:
        return False
    if sentence.norm(index) not in language.joining_articles:
        return _is_name_particle(sentence, index)
    norm = sentence.norm(before)
    if norm in language.openers or norm in language.time_words or norm.endswith(language.report_endings):
        return False  # "Angaben der Stadt zufolge": the source is the one that the report is of
    is_noun = sentence.tokens[before].capitalized or not language.capitalizes_nouns
    return is_noun and _belongs_to_phrase(sentence, before) and not is_adverb(sentence, before)


def _is_name_particle(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an article between two words is part of a name: "Anna de Wit"."""
    around = sentence.tokens[index - 1 : index + 2]
    may_be_name = [token.capitalized for token in around] == [True, False, True] and not sentence.language.capitalizes_nouns
    before = around[0].norm
    known = (sentence.language.time_words, sentence.language.prepositions, sentence.language.openers, sentence.language.adverbs)
    return may_be_name and not any(before in words for words in known)


def _belongs_to_phrase(sentence: TokenizedSentence, index: int) -> bool:
    token, language = sentence.tokens[index], sentence.language
    if token.kind == MARK:
        return _is_inner_mark(sentence, index)
    if is_quoted_name(sentence, index):
        return True
    if token.kind != WORD or token.norm in language.pronouns or token.norm in language.subordinators:
        return False
    is_finite = not token.capitalized and (token.norm in language.finite or token.norm.endswith(language.verb_endings))
    if is_finite and not is_noun_after_article(sentence, index):
        return False
    if language.verb_second and token.norm in language.reflexives and token.norm not in language.determiners:
        return False  # "schließen sich Beobachtern zufolge"
    if language.omits_subjects and token.norm.endswith(language.participle_endings) and not token.capitalized:
        return False
    joins_words = token.norm in language.and_words and sentence.kind(index + 1) == WORD
    return joins_words or token.norm not in language.conjunctions


def is_noun_after_article(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a form of a verb is a noun, because of the word before it: "her thinking", "the talks"."""
    language = sentence.language
    before = sentence.norm(index - 1)
    may_be_noun = sentence.norm(index).endswith((*language.participle_endings, *language.plural_endings))
    return may_be_noun and language.fixed_word_order and (before in language.possessives or before in language.articles)


def _is_inner_mark(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a mark is inside a noun phrase: a hyphen, but not a dash with spaces around it."""
    norm = sentence.norm(index)
    return norm in _INNER_MARKS and not (norm in DASHES and sentence.is_spaced(index))


def _links_to_phrase(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a token connects a phrase with the words before it: "of", "and", "all", "&"."""
    language = sentence.language
    norm = sentence.norm(index)
    if sentence.kind(index) == MARK:
        return _is_inner_mark(sentence, index)
    return norm in language.prepositions or norm in language.and_words or norm in language.determiners


def _trim(sentence: TokenizedSentence, first: int, end: int) -> TokenRange | None:
    """Return a phrase without the openers, adverbs and times at its ends; None if no noun phrase is left."""
    language, norms = sentence.language, sentence.norms
    while first < end and (norms[first] in language.openers or is_adverb(sentence, first)):
        first += 1
    if first == 0 and end > 1 and norms[0] in language.all_auxiliaries and norms[0] not in language.time_words:
        first = 1  # "Did the mayor say"
    while first < end - 1 and norms[first] in language.time_words and not _is_given_name(sentence, first):
        if norms[first] in language.singular_determiners and norms[first + 1] not in language.time_words:
            break  # "this group"
        first += 1
    while end - 2 > first and norms[end - 1] in language.openers and norms[end - 2] == ",":
        end -= 2  # "the minister, however,"
    whole = end
    has_apposition = "," in norms[first:end] and bool(language.person_endings)  # "the report, published on Tuesday"
    while first < end - 1 and norms[end - 1] in language.time_words and not has_apposition:
        before = norms[end - 3] if norms[end - 2] in language.prepositions else norms[end - 2]
        if before.endswith(language.past_endings) and language.person_endings:
            break  # "a poll released Monday", "a man arrested on Friday"
        end -= 1
    if first >= end:
        return None
    if end < whole and norms[end - 1] in language.determiners and language.inverts_verb_groups:
        return None  # "este lunes", "y esta mañana"
    if end < whole and first < end - 1 and norms[end - 1] in language.prepositions and language.person_endings:
        end -= 1
    norm = norms[first]
    if norm in language.approximators and first + 1 < end and _begins_count(sentence, first + 1):
        return TokenRange(first, end)
    begins_clause = sentence.kind(first - 1) != WORD or sentence.norm(first - 1) in language.complementizers
    if norm in language.prepositions and not (norm in language.partitives and begins_clause):
        return None
    if sentence.tokens[first].kind != WORD:
        return None
    if norm.endswith(language.participle_endings) and not sentence.tokens[first].capitalized:
        return None  # a clause: "laying out comprehensive plans"
    return TokenRange(first, end)


def _is_given_name(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a month is a name: "May Brown"."""
    return sentence.tokens[index].capitalized and sentence.tokens[index + 1].capitalized


def _begins_count(sentence: TokenizedSentence, index: int) -> bool:
    norm, language = sentence.norm(index), sentence.language
    return norm in language.plural_quantifiers or norm[:1].isdigit() or norm in language.determiners


def subject_after(sentence: TokenizedSentence, first: int, *, with_apposition: bool = True) -> TokenRange | None:
    """Return the noun phrase that begins at the token `first`, with its appositions unless told otherwise."""
    language = sentence.language
    if is_quoted_name(sentence, first):
        return TokenRange(first, first + 1)
    if sentence.kind(first) != WORD:
        return None
    if sentence.norm(first) in language.pronouns:
        return TokenRange(first, first + 1)
    begins_phrase = sentence.norm(first) in language.determiners or sentence.norm(first) in language.partitives
    if not begins_phrase and not _leads_to_name(sentence, first):
        return None
    end = _after_participial_attribute(sentence, first)
    while end < len(sentence.tokens) and end - first < _MAX_TOKENS and _continues_phrase(sentence, first, end):
        end += 1
    never_last = language.never_ends_phrase | language.and_words | _JOINING_MARKS
    while end > first + 1 and sentence.norm(end - 1) in never_last and not sentence.tokens[end - 1].capitalized:
        end -= 1
    if end == first or (end == first + 1 and sentence.norm(first) in language.articles):
        return None
    if end == first + 1 and sentence.norm(first) in language.determiners and sentence.norm(end) in language.time_words:
        return None  # "este lunes"
    end = _after_parenthesis(sentence, end)
    if not with_apposition:
        return TokenRange(first, end)
    if sentence.norm(end) in language.relatives or (sentence.norm(end) == "," and _begins_apposition(sentence, end + 1)):
        apposition_end = _apposition_end(sentence, end + 1)
        says_more = language.inverts_verb_groups and sentence.kind(apposition_end) == QUOTE
        opens_relative = (at for at in range(end, apposition_end) if sentence.norm(at + 1) in language.closing_relatives)
        end = next(opens_relative, apposition_end) if says_more else apposition_end  # "X, qui dénonce « Q »"
    return TokenRange(first, end)


def _after_participial_attribute(sentence: TokenizedSentence, first: int) -> int:
    """Return the noun after a participle with words of its own, "Plan" of "dem am Mittwoch vorgelegten Plan"; or `first`."""
    language = sentence.language
    if sentence.norm(first) not in language.determiners or sentence.norm(first + 1) not in language.prepositions:
        return first
    for at in range(first + 3, min(first + _MAX_ATTRIBUTE, sentence.stop)):
        token, before = sentence.tokens[at], sentence.tokens[at - 1]
        if token.kind != WORD or token.norm in language.finite:
            return first
        is_participle = before.norm.endswith(language.attribute_endings) and before.norm not in language.closed_class
        if token.capitalized and is_participle and not before.capitalized:
            return at
    return first


def _leads_to_name(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether a phrase without an article leads to a person: "former tech executive Carly Brown"."""
    language = sentence.language
    for index in range(first, min(first + 6, len(sentence.tokens))):
        token = sentence.tokens[index]
        if token.kind != WORD or not _continues_phrase(sentence, first, index) or token.norm in language.prepositions:
            return False
        is_report = language.verb_second and language.is_document(token.norm)  # "volgens cijfers van het CBS"
        if token.capitalized or token.norm in language.person_nouns or is_report:
            return True
    return False


def _continues_phrase(sentence: TokenizedSentence, first: int, index: int) -> bool:
    token, language = sentence.tokens[index], sentence.language
    if token.kind == MARK:
        return _is_inner_mark(sentence, index)
    if index > first and is_quoted_name(sentence, index):
        return True
    if token.kind != WORD or token.norm in language.time_words:
        return False
    is_inner_name = token.capitalized and index > first and not sentence.is_headline  # "il capo dello Stato"
    may_be_noun = is_inner_name or is_noun_after_article(sentence, index)
    if token.norm in language.subordinators or (token.norm in language.finite and not may_be_noun):
        return False
    if index > first and _begins_another(sentence, index):
        return False
    if language.verb_second and token.norm in language.past_forms and not token.capitalized:
        return False
    if language.verb_second and _is_joined_verb(sentence, index):
        return False
    if language.verb_second and token.norm in language.particles and sentence.kind(index + 1) != WORD:
        return False  # the rest of the verb: "geeft de minister toe"
    if language.inverts_verb_groups and index > first and token.norm in language.oblique:
        return False  # a pronoun before its verb: "le ministre s'est montré"
    if index > first and names_medium(sentence, index):
        return False  # who is told: "sagte X der Zeitung"
    links = token.norm in language.name_prepositions or token.norm in language.and_words
    # Where nouns are capitalized, a small word after one is not part of the phrase, unless it introduces the rest of it.
    before = sentence.tokens[index - 1]
    after_noun = index > first and (before.capitalized or before.kind == QUOTE) and not token.capitalized
    if ((language.capitalizes_nouns and after_noun) or _follows_source(sentence, first, index)) and not links:
        return False
    return (
        token.norm not in language.prepositions or token.norm in language.name_prepositions or _belongs_to_role(sentence, index)
    )


def _belongs_to_role(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a preposition after a role goes on with it: "an official at the ministry", "people briefed on the talks"."""
    language, before = sentence.language, sentence.norm(index - 1)
    if not language.fixed_word_order or sentence.tokens[index - 1].capitalized:
        return False
    if before not in language.people and not before.endswith(language.past_endings):
        return False
    following = sentence.norms[index + 1 : index + 4]
    return language.time_words.isdisjoint(following) and language.occasion_nouns.isdisjoint(following)


def _is_joined_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word after "und" is another verb in the past tense: "sagte X und lachte", not "und verletzte Gäste"."""
    language, token = sentence.language, sentence.tokens[index]
    if sentence.norm(index - 1) not in language.and_words or token.capitalized or not token.norm.endswith(language.past_endings):
        return False
    return index + 1 >= sentence.stop or not sentence.tokens[index + 1].capitalized


def names_medium(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an article begins the name of a newspaper or the like, which is told: "sagte X der Presse-Agentur"."""
    language = sentence.language
    if sentence.norm(index) not in language.joining_articles or language.media_nouns.isdisjoint(sentence.vocabulary):
        return False
    near = takewhile(lambda at: sentence.kind(at) == WORD, range(index + 1, min(index + _MAX_MEDIUM, len(sentence.tokens))))
    return any(sentence.norm(at) in language.media_nouns for at in near)


def _follows_source(sentence: TokenizedSentence, first: int, index: int) -> bool:
    """Return whether a small word follows the name or the noun of a source, which end a Dutch phrase: "de politie / dronken"."""
    language, before = sentence.language, sentence.tokens[index - 1]
    near_name = any(token.capitalized for token in sentence.tokens[index : index + 2])  # "hoogleraar bestuurskunde Ella Prins"
    if not language.joins_nouns or index <= first or near_name:
        return False
    ends_name = before.capitalized and index > first + 1 and before.norm not in language.determiners
    return ends_name or language.is_person(before.norm) or language.is_organisation(before.norm)


def _begins_another(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an article begins another noun phrase: of "la presse le maire", where the subject follows its verb."""
    language, token = sentence.language, sentence.tokens[index]
    is_article = token.norm in language.articles and token.norm not in language.joining_articles | language.prepositions
    may_begin = language.inverts_verb_groups and is_article and not token.capitalized
    return may_begin and not _links_to_phrase(sentence, index - 1) and not _is_name_particle(sentence, index)


def after_adverbial(sentence: TokenizedSentence, first: int) -> int:
    """Return the token after the preposition and its noun phrase, or the adverb, that begins at a token.

    The noun phrase ends where another one begins: "devant la presse / le maire", "a este diario / fuentes del club".
    """
    language = sentence.language
    if sentence.norm(first) in language.determiners and sentence.norm(first + 1) in language.time_words:
        return first + 2
    if sentence.norm(first) not in language.prepositions:
        return first + 1
    if language.verb_second:
        return first + 2
    index = first + 2 + (sentence.norm(first + 1) in language.determiners)
    while index < sentence.stop and sentence.kind(index) == WORD and sentence.norm(index) not in language.time_words:
        norm = sentence.norm(index)
        is_linked = _links_to_phrase(sentence, index - 1)
        joins = norm in language.complements or norm in language.joining_articles
        before = sentence.tokens[index - 1]
        is_same_name = before.capitalized and not before.text.isupper()  # "a EFE / María Ruiz"
        names = sentence.tokens[index].capitalized and not (is_same_name or language.is_organisation(before.norm))
        begins = norm in language.prepositions or norm in language.articles or language.is_person(norm) or names
        if begins and not is_linked and not joins:
            break
        index += 1
    return index


def _begins_apposition(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an apposition follows a comma: "a farmer", "who ...", "67", "the mayor", "president of"."""
    language = sentence.language
    norm = sentence.norm(index)
    if norm == language.of_word and sentence.norm(index + 2) in language.year_nouns:
        return True  # "de 52 años"
    if sentence.kind(index) != WORD or norm.endswith(language.participle_endings):
        return False
    if norm in language.prepositions:
        place = index + 1 + (sentence.norm(index + 1) in language.articles)
        is_age = language.inverts_verb_groups and norm == language.of_word and sentence.norm(index + 1).isdigit()  # "de 64 anos"
        may_be_home = norm in language.home_prepositions or (language.inverts_verb_groups and norm in language.name_prepositions)
        return is_age or (may_be_home and place < sentence.stop and sentence.tokens[place].capitalized)
    if norm.isdigit():
        return sentence.norm(index + 1) == "," or sentence.norm(index + 1) in language.year_nouns
    if norm in language.determiners and language.clause_after_comma:
        end = sentence.next_comma(index)
        has_verb = any(is_second_element(sentence, at) for at in range(index + 1, end))
        return not has_verb or is_relative_clause(sentence, index)
    is_person = norm in language.person_nouns or (language.clause_after_comma and language.is_person(norm))
    is_person = is_person and norm not in language.pronouns
    if norm in language.closing_relatives:
        return not _reports_clause(sentence, index + 1)
    is_known = norm in language.determiners or is_person
    return is_known or _is_closing_name(sentence, index) or _is_description(sentence, index) or _is_state(sentence, index)


def _reports_clause(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a relative clause is an attribution of its own: "who said it was late", "who has conceded that"."""
    language = sentence.language
    verb = index + (sentence.norm(index) in language.all_auxiliaries)
    verb += is_adverb(sentence, verb)
    if sentence.norm(verb) not in language.surely_verbs:
        return False
    takes_bare_clause = "b" in language.verb_by_form[sentence.norm(verb)].frames
    return takes_bare_clause or sentence.norm(verb + 1) in language.complementizers


def _is_description(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a phrase without an article says who somebody is: "chair of", "Republican of", "history professor at"."""
    language = sentence.language
    for at in range(index, min(index + _MAX_DESCRIPTION, sentence.stop) if language.fixed_word_order else index):
        norm, following = sentence.norm(at), sentence.norm(at + 1)
        if sentence.kind(at) != WORD or norm in language.finite or norm in language.prepositions:
            return False
        is_role = norm in language.people or norm in language.titles or sentence.tokens[index].capitalized
        if is_role and following in language.prepositions:
            return following in language.name_prepositions or following not in language.occasion_prepositions
    return False


def _is_state(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a place goes on with the state it is in: "of Jacksonville, Fla.,"."""
    is_name = sentence.tokens[index].capitalized and sentence.tokens[max(index - 2, 0)].capitalized
    return sentence.language.fixed_word_order and is_name and (sentence.norm(index + 1) == "," or index + 1 >= sentence.stop)


def _is_closing_name(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a full name is all that is left of a sentence, or up to a comma: "said the mayor, Ada Brandt."."""
    end = next((at for at in range(index, min(index + 4, sentence.stop)) if sentence.norm(at) == ","), sentence.stop)
    end = end if sentence.language.fixed_word_order or sentence.language.inverts_verb_groups else sentence.stop
    rest = list(takewhile(lambda token: token.norm != "(", sentence.tokens[index:end]))
    return 2 <= len(rest) <= 3 and all(token.capitalized for token in rest)


def _apposition_end(sentence: TokenizedSentence, index: int) -> int:
    while index < len(sentence.tokens) and sentence.kind(index) != QUOTE and sentence.norm(index) not in (";", ":", "—"):
        if index == len(sentence.tokens) - 1 and sentence.kind(index) == MARK:
            break
        if sentence.norm(index) == "," and not _begins_apposition(sentence, index + 1):
            break
        index += 1
    return index
