"""Clauses: the start and the end of a content in its sentence, as far as word lists show them without a parser."""

from __future__ import annotations

from collections.abc import Container

from annotate.suggestions.rules.cues import (
    Cue,
    find_cues,
    has_finite_verb,
    is_adverb,
    is_relative_clause,
    is_second_element,
    may_be_finite,
)
from annotate.suggestions.rules.mentions import TokenRange, subject_before, subject_of
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTATION_MARKS, QUOTE, WORD, TokenizedSentence

_NOT_AFTER_SUBJECT = ("c", "j")  # "and observers see"
_CLAUSE_MARKS = DASHES | {",", ";"}
_DATELINE_TOKENS = 14
_MAX_OPENERS = 3  # words that may precede the first clause of a sentence: "but even after"
_MAX_SHARED = 80  # tokens back to the verb with the subject; so that a hostile text does not cost more time
_MAX_TIME = 8  # words of an adverbial between a verb and "that": "late on Monday in a speech"
_MAX_BARE = 5  # words of a subject without an article


def content_start(sentence: TokenizedSentence, end: int, floor: int) -> int | None:
    """Return the first token of the content that ends before the token `end`, not before the token `floor`.

    Return None if there is only an adverbial: "On Monday, she said".
    """
    language = sentence.language
    first = next((index + 1 for index in range(end - 2, floor, -1) if _separates_clauses(sentence, index, floor)), floor)
    while first < end and (sentence.norm(first) in language.openers or sentence.norm(first) == ","):
        if language.verb_second and sentence.norm(first) not in language.conjunctions and sentence.norm(first) != ",":
            break  # "Allerdings sei die Halle geschlossen"
        first += 1
    if first >= end:
        return None
    if is_adverbial(sentence, first) and not _has_verb(sentence, first, end - 1):
        return None
    return first


def _has_verb(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether a token range contains a finite verb, judged by the surest endings that the language has."""
    endings = sentence.language.verb_endings
    if not endings:
        return may_be_finite(sentence, first, end)
    tokens = sentence.tokens[first:end]
    return any(token.norm in sentence.language.finite_or_irregular or token.norm.endswith(endings) for token in tokens)


def _separates_clauses(sentence: TokenizedSentence, index: int, floor: int) -> bool:
    """Return whether a mark separates the content from the clause before it: a colon, a semicolon, ", and", a dateline's dash."""
    norm = sentence.norms[index]
    if norm == ",":
        return sentence.norm(index + 1) in sentence.language.coordinators and _has_attribution_verb(sentence, floor, index)
    if norm in (":", ";"):
        return _space_follows(sentence, index)
    return norm in ("—", "–", "-") and _ends_dateline(sentence, floor, index)


def _has_attribution_verb(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether there is a verb of attribution in a token range, so that the text after it has another source."""
    sure = sentence.language.surely_verbs
    return any(first <= cue.head < end and sentence.norm(cue.head) in sure for cue in find_cues(sentence))


def _space_follows(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether white space follows a mark: in "said: he", but not in "5:30"."""
    return index + 1 < len(sentence.tokens) and sentence.tokens[index].end < sentence.tokens[index + 1].start


def _ends_dateline(sentence: TokenizedSentence, first: int, index: int) -> bool:
    """Return whether a dash ends a place and a date: `PORT ELLERY, Aug. 14 — `."""
    if index - first > _DATELINE_TOKENS:
        return False
    return sentence.tokens[first].text.isupper() and len(sentence.tokens[first].text) > 1


def in_dependent_clause(sentence: TokenizedSentence, mention: TokenRange | None) -> bool:
    """Return whether an attribution is in a clause that a comma ends: "When X said that ..., ", "who said ..., "."""
    if mention is None:
        return False
    language = sentence.language
    before = sentence.norm(mention.first - 1)
    if sentence.norm(mention.first) in language.relatives or before in language.subordinators:
        return True
    opener = next((index for index in range(mention.first) if not _is_opener(sentence, index)), mention.first)
    opens_subordinate = opener < mention.first and sentence.norm(opener) in language.subordinators
    return opens_subordinate and "," not in sentence.norms[opener : mention.first]


def _is_opener(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word may precede the first clause of a sentence: "but", "even"."""
    norm, language = sentence.norm(index), sentence.language
    return norm in language.openers or (norm in language.adverbs and norm not in language.time_words)


def is_adverbial(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word begins an adverbial: a preposition, a day, an adverb."""
    language = sentence.language
    norm = sentence.norm(index)
    return norm in language.prepositions or norm in language.time_words or is_adverb(sentence, index)


def begins_clause(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a clause without "that" begins at a token.

    A pronoun begins one anywhere; any other subject only directly after the verb, past a time ("said on Monday it").
    """
    language = sentence.language
    norm = sentence.norm(index)
    count = len(sentence.tokens)
    subject, contracted, _ = norm.partition("'")
    if subject in language.pronouns or subject in language.expletives:
        following = sentence.norm(index + 1)
        is_nominative = language.pronouns.get(subject, "n") != "n" and subject not in language.second_person
        if is_nominative and _may_begin_subject(sentence, cue, index):
            return True
        return bool(contracted) or following in language.verb_by_form or may_be_finite(sentence, index + 1, min(index + 4, count))
    if not _may_begin_subject(sentence, cue, index) or "o" in cue.verb.frames:
        return False
    if norm in language.question_words or norm in language.conditional_conjunctions:
        has_subject = sentence.norm(index + 1) in language.pronouns
        return has_subject or has_finite_verb(sentence, index + 2, min(index + 12, sentence.stop))
    token = sentence.tokens[index]
    if token.kind != WORD or norm in language.all_auxiliaries:
        return False
    if norm in language.amounts and sentence.norm(index + 1) in language.prepositions:
        return False
    if norm in language.prepositions or norm in language.time_words or norm in language.infinitive_markers:
        return False
    if is_adverb(sentence, index) and _leads_to_complementizer(sentence, index):
        return False
    after_subject = sentence.norms[index + 1 : min(index + 4, count)]
    if norm.endswith(language.plural_endings) and not language.finite_or_irregular.isdisjoint(after_subject):
        return True
    if "x" in cue.verb.frames:
        return may_be_finite(sentence, index + 1, sentence.stop)
    if not (token.capitalized or norm in language.determiners or norm[:1].isdigit()):
        return _leads_to_auxiliary(sentence, index)
    if token.capitalized and _is_third_person(sentence, index + 1):
        return True
    return any(_is_verb(sentence, at) for at in range(index + 1, _before_coordinate_verb(sentence, index + 1)))


def _may_begin_subject(sentence: TokenizedSentence, cue: Cue, index: int) -> bool:
    """Return whether a token follows a verb directly, or after a time: "said on Monday it", "said in a speech Monday the"."""
    if index == _skip_time_words(sentence, cue.end):
        return True
    language, before = sentence.language, sentence.tokens[index - 1]
    is_after_day = before.capitalized and before.norm in language.time_words and sentence.norm(cue.end) in language.prepositions
    return is_after_day and not any(_is_predicate(sentence, at, ()) for at in range(cue.end, index))


def _leads_to_complementizer(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether "that" follows before any verb: "late on Monday that"."""
    near = range(first, min(first + _MAX_TIME, sentence.stop))
    sign = next((at for at in near if sentence.norm(at) in sentence.language.complementizers or _is_verb(sentence, at)), first)
    return sentence.norm(sign) in sentence.language.complementizers


def _is_verb(sentence: TokenizedSentence, index: int) -> bool:
    norm, language = sentence.norm(index), sentence.language
    return norm in language.finite_or_irregular or norm.endswith(language.past_endings)


def _before_coordinate_verb(sentence: TokenizedSentence, first: int) -> int:
    """Return the end of the words before "but blamed", whose verb has the subject of the verb before them."""
    coordinators = sentence.language.coordinators
    inside = range(first, sentence.stop)
    return next((at for at in inside if sentence.norm(at) in coordinators and _is_verb(sentence, at + 1)), sentence.stop)


def _is_third_person(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether the first word in lower case after a name looks like a verb in the present: "Ada Harlow runs"."""
    while index < sentence.stop and sentence.tokens[index].capitalized:
        index += 1
    norm = sentence.norm(index)
    return norm.endswith(sentence.language.plural_endings) and not norm.endswith(("ss", "'s", "s'")) and index < sentence.stop


def _leads_to_auxiliary(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether a phrase without an article is the subject of an auxiliary verb: "meaningful relief is possible"."""
    language = sentence.language
    for index in range(first, min(first + _MAX_BARE, sentence.stop)):
        norm = sentence.norm(index)
        if index > first and norm in language.all_auxiliaries:
            return True
        if sentence.kind(index) != WORD or norm in language.prepositions or norm in language.subordinators:
            return False
        if norm.endswith(language.participle_endings) and index == first:
            return False
    return False


def _skip_time_words(sentence: TokenizedSentence, index: int) -> int:
    """Return the token after "on Monday" or "last week"."""
    language = sentence.language
    while sentence.norm(index) in language.time_words or (
        sentence.norm(index) in language.prepositions and sentence.norm(index + 1) in language.time_words
    ):
        index += 1
    return index


def begins_phrase(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a noun phrase, or a quotation in its place, begins at a token."""
    language = sentence.language
    norm, token = sentence.norm(index), sentence.tokens[index]
    if token.kind == QUOTE:
        return True
    if token.kind != WORD or is_adverbial(sentence, index):
        return False
    if norm in language.complementizers or norm in language.infinitive_markers:
        return False
    if norm in language.reflexives and not (norm in language.determiners and sentence.kind(index + 1) == WORD):
        return False
    return not (norm in language.conjunctions or norm in language.finite)


def clause_end(sentence: TokenizedSentence, first: int, dependent: bool = False) -> int:
    """Return the end of the clause that begins at a token: the end of the sentence, or the start of something unsaid.

    A `dependent` clause ends with its first comma.
    """
    stop, language = sentence.stop, sentence.language
    inside = enumerate(sentence.norms[first + 1 : stop], first + 1)
    signs = [
        (index, norm)
        for index, norm in inside
        if norm in _CLAUSE_MARKS or norm in language.clause_words or norm in language.pronouns
    ]
    dashes = [index for index, norm in signs if norm in DASHES and sentence.is_spaced(index)]
    opens_subordinate = sentence.norm(first) in language.subordinators  # the main clause is still to come
    for index, norm in signs:
        if norm == ";":
            return index
        if norm == "," and (dependent or _ends_content(sentence, index + 1)) and not _continues_complement(sentence, index + 1):
            return index
        if (
            _ends_with_quoted_comma(sentence, index - 1)
            and not opens_subordinate
            and (norm in language.attribution_participles or _is_somebody(sentence, index))
        ):
            return index
        if dashes == [index]:  # two dashes enclose an aside, which belongs to the clause
            return index
        coordinates = norm in language.coordinators and (
            sentence.kind(index - 1) != MARK or (sentence.norm(index - 1) in DASHES and sentence.is_spaced(index - 1))
        )
        continues = coordinates and (_continues_complement(sentence, index) or _is_parallel(sentence, first, index))
        if coordinates and not continues and _begins_attribution(sentence, index + 1):
            return index
    return stop


def _is_parallel(sentence: TokenizedSentence, first: int, coordinator: int) -> bool:
    """Return whether "and" joins two participles after a preposition: "of ignoring the poor and favoring developers"."""
    language = sentence.language
    if not sentence.norm(coordinator + 1).endswith(language.participle_endings):
        return False
    return any(
        sentence.norm(at).endswith(language.participle_endings) and sentence.norm(at - 1) in language.prepositions
        for at in range(first + 1, coordinator)
    )


def _is_somebody(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a pronoun of a person is the subject of the next word: "she also wants"."""
    is_person = sentence.language.pronouns.get(sentence.norms[index], "") in ("m", "f", "p")
    verb = index + 1 + is_adverb(sentence, index + 1)
    return is_person and may_be_finite(sentence, verb, verb + 1)


def _ends_with_quoted_comma(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation ends with a comma, which separates clauses like one outside the marks."""
    return sentence.kind(index) == QUOTE and sentence.tokens[index].text.rstrip(QUOTATION_MARKS).endswith(",")


def phrase_end(sentence: TokenizedSentence, first: int, dependent: bool = False) -> int:
    """Return the end of the noun phrase or infinitive that begins at a token.

    It ends before an adjunct to the whole sentence, before the occasion, and before the time: "praised the plan in an
    interview on Monday"; and after a quotation with a comma in it: "what she called “a broken promise,” and left".
    """
    language = sentence.language
    end = clause_end(sentence, first, dependent)
    end = next((index + 1 for index in range(first, end) if _ends_with_quoted_comma(sentence, index)), end)
    inside = range(first + 1, end)
    after_subordinate = not language.subordinators.isdisjoint(sentence.norms[: min(first, _MAX_OPENERS)])
    end = next(
        (
            index
            for index in inside
            if sentence.norms[index] == ","
            and (_begins_adjunct(sentence, index + 1) or (after_subordinate and _begins_new_clause(sentence, index + 1)))
        ),
        end,
    )
    prepositions = (index for index in range(first + 1, end) if sentence.norms[index] in language.prepositions)
    end = next((index for index in prepositions if _begins_occasion(sentence, index, end)), end)
    if not language.infinitive_markers.isdisjoint(sentence.norms[first:end]):
        return end  # the time is that of what shall be done: "agreed to meet in May"
    while end - 1 > first and sentence.norm(end - 1) in language.time_words and sentence.tokens[end - 1].capitalized:
        end -= 2 if end - 2 > first and sentence.norm(end - 2) in language.prepositions else 1
    return end


def _begins_occasion(sentence: TokenizedSentence, index: int, end: int) -> bool:
    """Return whether the occasion of the statement begins at a preposition: "in an interview", "on Twitter", "before leaving"."""
    norm, language = sentence.norms[index], sentence.language
    if norm in language.subordinators or norm in language.agent_words:
        participle = index + 1 + is_adverb(sentence, index + 1)
        if sentence.norm(participle).endswith(language.participle_endings):
            return True
    if language.occasion_prepositions and norm not in language.occasion_prepositions:
        return False
    noun = index + 1 + (sentence.norm(index + 1) in language.determiners)
    return any(sentence.norm(at) in language.occasion_nouns for at in range(noun, min(noun + 2, end)))


def _begins_adjunct(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether the text after a comma modifies the whole sentence: "leaving", "with", "which"."""
    language = sentence.language
    norm = sentence.norm(index)
    if norm in language.adjunct_openers or norm in language.all_auxiliaries:
        return True
    if norm in language.relatives and norm not in language.person_relatives:
        return True
    if norm in language.surely_verbs and norm.endswith(language.past_endings):
        return True
    participle = sentence.norm(index + is_adverb(sentence, index))
    if participle.endswith(language.participle_endings) and "-" not in participle:
        return True
    following = sentence.norm(index + 1)
    if norm in language.coordinators and following in language.all_auxiliaries:
        return True
    return norm in language.coordinators and _begins_new_clause(sentence, index + 1)


def _continues_complement(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether the text after a comma continues the content: "and that"."""
    language = sentence.language
    return sentence.norm(index) in language.coordinators and sentence.norm(index + 1) in language.complementizers


def _ends_content(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a content ends with the comma before a word."""
    language = sentence.language
    norm = sentence.norm(index)
    if norm in language.attribution_participles or norm in language.content_breaks:
        return True
    if norm in language.adverbs and sentence.norm(index + 1) in language.content_breaks:
        return True
    if norm in language.indefinite and sentence.norm(index + 1) in language.claim_nouns:  # "a charge that she denied"
        return True
    if sentence.is_headline and norm in language.verb_by_form:
        return True
    if norm in language.begins_source_phrase and any(sentence.matches_phrase(index, words) for words in language.source_phrases):
        return True
    if norm in language.closing_relatives and norm not in language.person_relatives:  # at the end of the sentence, not inside it
        return not any(sentence.norm(at) == "," for at in range(index, len(sentence.tokens)))
    if norm in language.coordinators:
        if language.clause_after_comma and _is_indicative(sentence, index + 1):
            return True
        return _begins_attribution(sentence, index + 1) or (
            norm in language.contrastive_conjunctions and _begins_new_clause(sentence, index + 1)
        )
    return norm in language.contrastive_conjunctions


def _is_indicative(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is a finite verb that does not report: "lässt" of "sagte, er gehe, und lässt die Tür offen"."""
    language, norm = sentence.language, sentence.norm(index)
    is_finite = norm in language.finite_or_irregular or norm.endswith(language.past_endings)
    return is_finite and norm not in language.any_subjunctive


def _begins_new_clause(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a clause with its own subject begins at a word: "he left", but not "left" or "a catastrophe"."""
    is_finite = sentence.norm(index) in sentence.language.finite
    return not is_finite and has_finite_verb(sentence, index + 1, min(index + 6, sentence.stop))


def _begins_attribution(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether another attribution begins at a word: with its verb, or with a subject before the verb."""
    language = sentence.language
    for at in range(index, min(index + 5, len(sentence.tokens))):
        norm = sentence.norm(at)
        if sentence.kind(at) != WORD:
            return False
        if norm in language.surely_verbs:
            if sentence.norm(index) in language.pronouns or all(is_adverb(sentence, before) for before in range(index, at)):
                return True
            return language.verb_by_form[norm].frames not in _NOT_AFTER_SUBJECT and _ends_subject(sentence, at - 1)
        if norm in language.separable_by_form or (at == index and _must_be_verb(sentence, at)):
            return True
        if norm in language.finite:
            return False
    return False


def _ends_subject(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word before a verb, or before its adverbs, ends the name of somebody: "critics often say"."""
    language = sentence.language
    while is_adverb(sentence, index):
        index -= 1
    is_somebody = language.is_person(sentence.norm(index)) or language.is_organisation(sentence.norm(index))
    return is_somebody or sentence.tokens[index].capitalized


def _must_be_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a form that may be a noun is a verb of attribution, as "to" or "that" follows it: "and pledges to"."""
    language, after = sentence.language, sentence.norm(index + 1)
    return sentence.norm(index) in language.verb_by_form and after in language.content_openers


def opening_subject(sentence: TokenizedSentence, end: int) -> TokenRange | None:
    """Return the subject at the start of a sentence, up to the first finite verb, which must precede the token `end`."""
    language = sentence.language
    first = 0
    while first < end and sentence.norm(first) in language.openers:
        first += 1
    while is_adverbial(sentence, first):  # "Por último, X se ha referido a ..."
        comma = next((at for at in range(first, end) if sentence.norm(at) == ","), None)
        if comma is None:
            break
        first = comma + 1
    index = first
    while index < end and sentence.kind(index) == WORD:
        norm = sentence.norm(index)
        if norm in language.finite or norm.endswith(language.past_endings) or norm in language.oblique:
            break
        index += 1
    return TokenRange(first, index) if first < index < end else None


def reported_verb(sentence: TokenizedSentence, first: int, *, directly: bool = False) -> bool:
    """Return whether the first finite verb from a token on is in the mood of reported speech: "Der Damm sei alt".

    `directly` after another such sentence, more forms are a sign of it.
    """
    language = sentence.language
    moods = language.any_subjunctive if directly else language.subjunctive
    skip = _after_subordinate_clause(sentence, first)
    for index in range(first, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.norm == "," and is_relative_clause(sentence, index + 1):
            skip = _after_comma(sentence, index + 1)
        if index < skip:
            continue
        if token.kind == QUOTE or (token.kind == MARK and token.norm in ":;"):
            return False
        if token.capitalized:
            continue
        is_reported = token.norm in moods or (
            token.norm.endswith(language.subjunctive_endings) and _is_subjunctive_by_form(sentence, index)
        )
        makes_exception = sentence.norm(index + 1) in language.exception_words
        if is_reported and not makes_exception and sentence.norm(index - 1) not in language.conjunctions:
            return True
        if token.norm in language.finite_or_irregular:
            return False
    return False


def _after_subordinate_clause(sentence: TokenizedSentence, first: int) -> int:
    """Return the token after the subordinate clause that begins at a token: "Weil er fehlte, sei"; or that token."""
    language = sentence.language
    return _after_comma(sentence, first) if sentence.norm(first) in language.opening_subordinators else first


def _after_comma(sentence: TokenizedSentence, index: int) -> int:
    return next((at + 1 for at in range(index, sentence.stop) if sentence.norm(at) == ","), index)


def _is_subjunctive_by_form(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word after its subject has the ending of the mood: "er kenne", "man bereite", "der Umzug ziehe sich hin".

    Before a noun, such a word is an adjective: "eine drei Meter hohe Wand".
    """
    language, norm = sentence.language, sentence.norm(index)
    if norm.endswith((*language.past_endings, *language.inflected_participle_endings)) or norm in language.sources_after:
        return False
    if norm in language.closed_class or norm in language.adverbs or norm in language.finite_or_irregular:
        return False
    if language.pronouns.get(sentence.norm(index - 1), ""):
        return True
    follows_noun = index > 0 and sentence.tokens[index - 1].capitalized and sentence.norm(index - 1) not in language.closed_class
    before_noun = index + 1 >= sentence.stop or sentence.tokens[index + 1].capitalized
    return follows_noun and not before_noun


def main_clause_subject(sentence: TokenizedSentence, end: int) -> TokenRange | None:
    """Return the subject of the first finite verb before a token, where the verb is the second element of its clause."""
    if not sentence.language.verb_second:
        return None
    verb = next((at for at in range(1, end) if is_second_element(sentence, at)), None)
    return subject_of(sentence, verb, verb) if verb is not None else None


def clause_subject(sentence: TokenizedSentence, end: int, floor: int) -> TokenRange | None:
    """Return the subject of the nearest verb before the token `end` that has one: X of "X rose and said", "X left, saying"."""
    language = sentence.language
    heads = {cue.head for cue in find_cues(sentence)}
    floor = max(floor, end - _MAX_SHARED)
    for index in range(end - 1, floor, -1):
        if sentence.kind(index) == QUOTE or sentence.norm(index) in (";", ":"):
            return None
        if not _is_predicate(sentence, index, heads):
            continue
        first = index
        while first > floor and (sentence.norm(first - 1) in language.all_auxiliaries or is_adverb(sentence, first - 1)):
            first -= 1
        before = sentence.norm(first - 1)
        if before in language.not_before_predicate or (before == "," and not _ends_apposition(sentence, first - 1, floor)):
            continue
        if mention := subject_before(sentence, first, floor):
            comma = sentence.next_comma(*mention)
            return TokenRange(mention.first, comma)  # who it is was said with the verb before
    return None


def _is_predicate(sentence: TokenizedSentence, index: int, heads: Container[int]) -> bool:
    """Return whether a word is a finite verb; `heads` are the verbs of attribution in the sentence."""
    norm, language = sentence.norm(index), sentence.language
    if sentence.tokens[index].capitalized or not _is_verb(sentence, index):
        return False
    if norm in language.verb_by_form:
        return index in heads
    before = sentence.norm(index - 1)
    return norm in language.all_auxiliaries or not (before in language.determiners or before in language.possessives)


def _ends_apposition(sentence: TokenizedSentence, comma: int, floor: int) -> bool:
    """Return whether a comma ends what is said of a name: "Ada Brandt, who had left early, rose", "Ada Brandt, a nurse, rose"."""
    before = next((at for at in range(comma - 1, floor, -1) if sentence.norm(at) == ","), floor)
    is_relative = sentence.norm(before + 1) in sentence.language.closing_relatives
    return before > floor and (is_relative or not any(_is_verb(sentence, at) for at in range(before + 1, comma)))
