"""Attributions in one sentence: `"Q," X said`, `C, X said`, `X said that C`, `according to X`, ...

In these patterns Q is a quotation, C a clause, N a noun phrase and X a source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, takewhile

from annotate.schema.wellknown import NEUTRAL, SUPPORT
from annotate.suggestions.rules.clauses import (
    clause_end,
    clause_subject,
    content_start,
    is_adverbial,
    opening_subject,
)
from annotate.suggestions.rules.cues import (
    Cue,
    find_cues,
    has_finite_verb,
    is_adverb,
    is_infinitive,
    is_quoted_name,
    may_be_finite,
)
from annotate.suggestions.rules.frames import content_after
from annotate.suggestions.rules.mentions import TokenRange, after_adverbial, subject_after, subject_before, subject_of
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTATION_MARKS, QUOTE, WORD, TokenizedSentence

_MAX_ADVERBIAL = 14  # tokens between the verb and the comma of `As X said, C`; twice as many for the name in `According to X, C`
_MAX_NAME = 6  # tokens of a name with its colon or dash
_MAX_PLACES = 4  # of a word that may introduce a source; so that a hostile text does not cost more time
_MAX_TORN = 3  # tokens of half a clause before its source
_MAX_MEASURE = 4  # tokens of what something depends on
_MAX_REPORT = 7  # tokens of `Nach N` up to the noun that makes it a report
_MAX_ASIDE = 9  # tokens between the commas around an aside, with the first
_DIALOGUE_MARKS = frozenset(",?!…")
_MAX_ADVERBIALS = 4  # between a verb and its subject
_MAX_ADDRESSEE = 3  # words without an article that name whom a verb addresses
_CLOSING_CUES = 4  # at the end of a sentence, where one of them may close it
_MAX_CUES = 40  # per sentence; articles stay far below, and a hostile text does not cost more time

_CLAUSE_RULES = frozenset({"said-that/1", "said-quote/1", "said-clause/1", "asked/1"})
_REPORTED_DENIALS = frozenset({"said-that/1", "said-clause/1", "denies/1"})
_OWN_DENIALS = _REPORTED_DENIALS | {"opposes/1"}


@dataclass(frozen=True, slots=True)
class AttributionRelation:
    """A source, a cue and a content (`pieces`), as token ranges of one sentence.

    `outer_mention` is the source that reports the attribution: X in "X said Y denied that C", where `mention` is Y.
    """

    pieces: tuple[TokenRange, ...]
    mention: TokenRange | None
    cue: TokenRange
    rule: str
    label: str
    outer_mention: TokenRange | None = None


def find_attributions(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Yield the attributions of a sentence from left to right.

    An attribution inside the content of another is reported only if it is a denial.
    """
    cues = list(islice(find_cues(sentence), _MAX_CUES))
    if relation := _without_verb(sentence):
        yield _prefer_inner_denial(sentence, cues, relation)
        return
    # `C, X said.` at the end of a sentence takes everything before it, so look for it first. The cues before its content are
    # then read from left to right, each from where the last attribution ended (`floor`), and may not run into that content.
    candidates = (_closing_attribution(sentence, cue) for cue in reversed(cues[-_CLOSING_CUES:]))
    closing = next((candidate for candidate in candidates if candidate), None)
    floor = 0
    previous: AttributionRelation | None = None
    for cue in cues:
        if cue.first < floor:
            continue
        if closing and cue.first >= closing.pieces[0].first:
            attribution: AttributionRelation | None = closing
        else:
            attribution = _by_verb(sentence, cue, floor, previous)
            if attribution and closing and _attribution_end(attribution) > closing.pieces[0].first:
                continue
        if attribution is None:
            continue
        yield _prefer_inner_denial(sentence, cues, attribution)
        floor, previous = _attribution_end(attribution), attribution
        closing = None if attribution is closing else closing


def _without_verb(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Return the first attribution that is not made by a verb of the main clause."""
    if sentence.vocabulary.isdisjoint(sentence.language.signs_without_verb):
        return None
    found = chain(
        _by_as_clause(sentence),
        _by_source_phrase(sentence),
        _by_postposition(sentence),
        _by_report_noun(sentence),
        _by_comma_source(sentence),
        _by_back_reference(sentence),
        _by_self_report(sentence),
        _by_opinion(sentence),
        _by_impersonal_cue(sentence),
        _by_name(sentence),
        _by_colon(sentence),
    )
    return next(found, None)


def _attribution_end(attribution: AttributionRelation) -> int:
    """Return the token after all parts of an attribution."""
    mention = attribution.mention.end if attribution.mention else 0
    return max(attribution.cue.end, mention, *(piece.end for piece in attribution.pieces))


def _closing_attribution(sentence: TokenizedSentence, cue: Cue) -> AttributionRelation | None:
    """Match `C, X said.` at the end of a sentence; C is all of the text before it, even with attributions inside."""
    if cue.subjectless or "q" not in cue.verb.frames:
        return None
    if not sentence.language.complementizers.isdisjoint(sentence.norms[cue.end : cue.end + 3]):
        return None  # "X ha insistido en que C"
    attribution = _inverted(sentence, cue, 0)
    # With `verb_second`, the subject of a main clause that follows its object is after the verb.
    after_verb = _after_addressee(sentence, cue)
    may_end = not sentence.language.verb_second and (after_verb >= sentence.stop or is_adverbial(sentence, after_verb))
    if not attribution and may_end and (mention := subject_of(sentence, cue.first, cue.head)):
        attribution = _after_quotation(sentence, cue, mention, 0) or _after_clause(sentence, cue, mention, 0)
    if not attribution or len(attribution.pieces) > 1 or attribution.pieces[0].first >= cue.first:
        return None
    after = max(after_verb, attribution.mention.end if attribution.mention else 0)
    return attribution if after >= sentence.stop or is_adverbial(sentence, after) else None


def _prefer_inner_denial(sentence: TokenizedSentence, cues: Sequence[Cue], outer: AttributionRelation) -> AttributionRelation:
    """Return the denial inside the content of an attribution, if there is one; else the attribution.

    In `X said Y denied that C` and `X said it opposes N`, the scheme has C and N as the claims, with the stance of the inner
    verb. The source is Y, or X if the inner subject is a pronoun for X. That X reports Y's denial is left out, since a
    suggestion has one source.
    """
    content = outer.pieces[-1]
    cue = next((cue for cue in cues if content.first < cue.first < content.end), None)
    if cue is None or len(outer.pieces) > 1 or outer.label != SUPPORT or cue.verb.label == SUPPORT or cue.uncertain:
        return outer
    mention = subject_before(sentence, cue.first, content.first)
    if mention is None or mention.first != content.first:
        return outer
    inner = content_after(sentence, cue, mention)
    if inner is None or inner[1].first >= content.end:
        return outer
    rule, denied = inner
    pieces = (TokenRange(denied.first, min(denied.end, content.end)),)
    if outer.mention and _refers_to(sentence, mention, outer.mention):
        return replace(outer, pieces=pieces, label=cue.verb.label) if rule in _OWN_DENIALS else outer
    if rule not in _REPORTED_DENIALS:
        return outer  # "the union rejected the offer" is an event that X reports
    return AttributionRelation(pieces, mention, TokenRange(cue.first, cue.end), rule, cue.verb.label, outer.mention)


def _refers_to(sentence: TokenizedSentence, mention: TokenRange, antecedent: TokenRange) -> bool:
    """Return whether a mention is a pronoun for the antecedent before it; "he" is not one for "officials"."""
    language = sentence.language
    kind, last = language.pronouns.get(sentence.norm(mention.first), ""), sentence.norm(antecedent.end - 1)
    is_plural = last in language.person_nouns and last.endswith(language.plural_endings)
    return bool(kind) and antecedent.first < mention.first and not (is_plural and kind in "mf")


def _by_source_phrase(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `According to X, C` and `C, according to X`, at the first two places of each phrase."""
    if sentence.vocabulary.isdisjoint(sentence.language.begins_source_phrase):
        return
    for words in sentence.language.source_phrases:
        if not sentence.vocabulary.issuperset(words):
            continue
        starts = (index for index in range(len(sentence.tokens)) if sentence.matches_phrase(index, words))
        places = (index for index in starts if not _is_ordinal(sentence, index))
        for first in islice(places, 2):
            cue = TokenRange(first, first + len(words))
            is_indirect = words[-1] in sentence.language.question_words  # "secondo quanto"
            reporter = _reporter(sentence, cue) if is_indirect else None
            if (reporter or not is_indirect) and (attribution := _according_to(sentence, cue, reporter)):
                yield attribution


def _reporter(sentence: TokenizedSentence, cue: TokenRange) -> TokenRange | None:
    """Return X of `secondo quanto riferito da X` and `a quanto scrive X`."""
    language = sentence.language
    end = next((at for at in range(cue.end, sentence.stop) if sentence.norm(at) == ","), sentence.stop)
    by = next((at for at in range(cue.end, end - 1) if sentence.norm(at) in language.agent_words), None)
    if by is not None:
        return _agent(sentence, by + 1, end)
    verb = next((verb for verb in find_cues(sentence) if cue.end <= verb.first and verb.end < end), None)
    return _subject_of_inverted(sentence, verb.end) if verb else None


def _is_ordinal(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word such as "segundo" is not the one before a source, but an ordinal: "o segundo", "em segundo lugar"."""
    before, language = sentence.norm(index - 1), sentence.language
    return before in language.determiners or (language.inverts_verb_groups and before in language.prepositions)


def _agent(sentence: TokenizedSentence, first: int, end: int) -> TokenRange:
    """Return the noun phrase after "by", also without an article: "dai vigili del fuoco", "dalla questura"."""
    links = sentence.language.name_prepositions
    inside = range(first, end)
    stop = next((at for at in inside if not _may_precede_noun(sentence, at) and sentence.norm(at) not in links), end)
    return subject_after(sentence, first, with_apposition=False) or TokenRange(first, stop)


def _by_name(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Ada Brandt: "Q"`, `The mayor, Ada Brandt: "Q"`, `Brandt: I C`, and in a headline `Ada Brandt: C`."""
    if ":" not in sentence.norms[:_MAX_ADVERBIAL]:
        return
    colon = sentence.norms.index(":")
    name, content = TokenRange(0, colon), TokenRange(colon + 1, sentence.stop)
    if not colon or content.first >= content.end:
        return
    if not all(token.capitalized for token in sentence.tokens[:colon]):
        mention = _with_name_after_comma(sentence, subject_after(sentence, 0))
        is_speaker = mention is not None and mention.end == colon and _may_be_person(sentence, mention)
        if is_speaker and sentence.kind(content.first) == QUOTE and content.first + 1 == content.end:
            yield AttributionRelation((content,), name, TokenRange(colon, colon + 1), "named/1", SUPPORT)
        return
    if colon >= _MAX_NAME:
        return
    subject = sentence.norm(content.first).partition("'")[0]
    is_speech = sentence.kind(content.first) == QUOTE or sentence.language.pronouns.get(subject) == "w"
    if is_speech or (sentence.is_headline and _is_full_name(sentence, name)):
        yield AttributionRelation((content,), name, TokenRange(colon, colon + 1), "named/1", SUPPORT)


def _by_colon(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `X V: "Q"` at the end of a sentence, whatever the verb: "Brandt war entsetzt: „Er leckt.“"."""
    colon = sentence.stop - 2
    if not sentence.language.presumes_speech_verbs or sentence.norm(colon) != ":" or sentence.kind(colon + 1) != QUOTE:
        return
    mention = subject_after(sentence, 0)
    if mention is None or not may_be_finite(sentence, mention.end, mention.end + 1) or any(find_cues(sentence)):
        return
    if any(token.norm in sentence.language.speech_words for token in sentence.tokens):
        return  # of somebody else, perhaps: "Die Zeitung zitiert X mit den Worten"
    if _may_be_person(sentence, mention):
        content = TokenRange(colon + 1, colon + 2)
        yield AttributionRelation((content,), mention, TokenRange(colon, colon + 1), "named/1", SUPPORT)


def _may_be_person(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a noun phrase is surely somebody: a pronoun of a person, a title, a role, or a full name."""
    language = sentence.language
    tokens = sentence.tokens[mention.first : mention.end]
    if language.pronouns.get(tokens[0].norm, "") in ("m", "f", "p"):
        return True
    is_name = len(tokens) > 1 and all(token.capitalized for token in tokens) and tokens[0].norm not in language.determiners
    people = (token.norm for token in tokens if language.is_person(token.norm) or language.is_organisation(token.norm))
    return is_name or any(people) or any(token.norm in language.titles for token in tokens)


def _is_full_name(sentence: TokenizedSentence, name: TokenRange) -> bool:
    """Return whether capitalized words are a source: up to three, and none of them common in a label ("Live Updates")."""
    language = sentence.language
    norms = sentence.norms[name.first : name.end]
    if language.headline_labels:
        common = language.headline_labels | language.finite | language.adverbs | language.determiners | language.question_words
    else:
        common = language.not_personal | language.plural_nouns | language.verb_by_form.keys()
    return (1 if language.headline_labels else 2) <= len(norms) <= 3 and common.isdisjoint(norms)


def _places(sentence: TokenizedSentence, words: Collection[str]) -> Sequence[int]:
    """Return the first few places of any of some words."""
    if sentence.vocabulary.isdisjoint(words):
        return ()
    return [index for index, norm in enumerate(sentence.norms) if norm in words][:_MAX_PLACES]


def _by_comma_source(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `C, so X.` and `"Q", so X, "Q"`."""
    for index in _places(sentence, sentence.language.sources_after_comma):
        if index == 0:
            continue
        before = index - (sentence.norm(index - 1) in (",", ":"))
        is_quoted = sentence.kind(before - 1) == QUOTE
        needs_quotation = before == index or (sentence.language.inverts_verb_groups and is_adverb(sentence, index))
        if needs_quotation and not is_quoted:
            continue
        mention = _with_name_after_comma(sentence, subject_after(sentence, index + 1))
        if mention is None or sentence.norm(mention.first) in sentence.language.oblique:
            continue
        comments = is_quoted and any(
            cue.first in (mention.end, mention.end + 1) for cue in find_cues(sentence)
        )  # "«Q», così X ha commentato N"
        may_end = comments or _may_end_before(sentence, mention.end)
        if not may_end or has_finite_verb(sentence, mention.first, mention.end):
            continue
        first = content_start(sentence, before, 0)
        after = mention.end + (is_adverbial(sentence, mention.end) and sentence.norm(mention.end + 1) == ",")  # "so X weiter,"
        if first is not None:
            pieces = (TokenRange(first, before), *_continuation(sentence, before, after))
            yield AttributionRelation(pieces, mention, TokenRange(index, index + 1), "according-to/1", SUPPORT)


def _by_back_reference(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `C: lo ha detto X`."""
    colon = next((at for at in _places(sentence, (":",)) if sentence.norm(at + 1) in sentence.language.back_references), 0)
    if colon and (relation := find_back_reference(sentence, colon + 1)):
        yield replace(relation, pieces=(TokenRange(0, colon),))


def find_back_reference(sentence: TokenizedSentence, first: int = 0) -> AttributionRelation | None:
    """Match `Lo ha detto X` and `Dat heeft X gezegd`, which attribute what was said just before."""
    language = sentence.language
    if sentence.norm(first) not in language.back_references or '"' in sentence.vocabulary:
        return None
    if impersonal := _impersonal_cue(sentence, first + 1):
        place = _place(sentence, impersonal.end, sentence.stop)
        return AttributionRelation((), place, impersonal, "said-before/1", SUPPORT) if place else None
    cue = next((cue for cue in find_cues(sentence) if cue.first >= first and "q" in cue.verb.frames), None)
    if cue is None or not language.complementizers.isdisjoint(sentence.norms[first + 1 :]):
        return None
    if language.verb_second:
        is_direct = sentence.norm(first + 1) in language.finite
        mention = subject_after(sentence, first + 2) if is_direct else None
    else:
        mention = _subject_of_inverted(sentence, cue.end) if cue.first <= first + 1 else None
    if mention is None or not may_speak(sentence, mention):
        return None
    if mention.end != cue.first and not _may_end_before(sentence, max(mention.end, cue.end)):
        return None
    return AttributionRelation((), mention, TokenRange(cue.first, cue.end), "said-before/1", _stance_label(cue))


def _by_self_report(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `X V naar eigen zeggen N` and `Naar eigen zeggen V X N`, where the source is the subject of the content."""
    for words in map(tuple, map(str.split, sentence.language.self_reports)):
        first = next((at for at in range(len(sentence.tokens)) if sentence.matches_phrase(at, words)), None)
        if first is None:
            continue
        after = TokenRange(first + len(words), clause_end(sentence, first + len(words)))
        mention = subject_after(sentence, 0 if first else after.first + 1)
        pieces = [piece for piece in (TokenRange(0, first), after) if piece.first < piece.end]
        if mention and may_speak(sentence, mention):
            yield AttributionRelation(tuple(pieces), mention, TokenRange(first, after.first), "according-to/1", SUPPORT)


def _by_opinion(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Para X, C`, where X is somebody who can have an opinion."""
    language = sentence.language
    if sentence.norm(0) not in language.opinion_prepositions:
        return
    mention = _with_name_after_comma(sentence, subject_after(sentence, 1, with_apposition=False))
    if mention is None or sentence.norm(mention.end) != ",":
        return
    norms = [token.norm for token in sentence.tokens[mention.first : mention.end]]
    is_somebody = any(language.is_person(norm) or language.is_organisation(norm) for norm in norms)
    if is_somebody and _judges(sentence, mention):
        content = TokenRange(mention.end + 1, clause_end(sentence, mention.end + 1))
        yield AttributionRelation((content,), mention, TokenRange(0, 1), "according-to/1", SUPPORT)


def _with_name_after_comma(sentence: TokenizedSentence, mention: TokenRange | None) -> TokenRange | None:
    """Return a noun phrase with the name that follows it after a comma: "le ministre, Adrien Morvan,"."""
    if mention is None or sentence.norm(mention.end) != ",":
        return mention
    near = range(mention.end + 1, min(mention.end + _MAX_NAME, sentence.stop))
    closing = next((at for at in near if sentence.kind(at) == MARK), mention.end)
    is_name = all(token.capitalized for token in sentence.tokens[mention.end + 1 : closing])
    return TokenRange(mention.first, closing) if is_name and closing > mention.end + 1 else mention


def _judges(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether the clause after `Para X,` can be an opinion: it has a verb or begins with a subject, and no past tense.

    Unless X has a name, an auxiliary must be one of `opinion_verbs`, where they are known: not "pour X, la nuit a été calme".
    Without an auxiliary, X must then be one person.
    """
    language, first = sentence.language, mention.end + 1
    if language.opinion_verbs and not any(token.capitalized for token in sentence.tokens[mention.first : mention.end]):
        auxiliaries = (norm for norm in sentence.norms[first : sentence.stop] if norm in language.all_auxiliaries)
        auxiliary, noun = next(auxiliaries, ""), sentence.norm(mention.end - 1)
        if not (auxiliary in language.opinion_verbs if auxiliary else noun in language.people - language.plural_nouns):
            return False
    inside = [token.norm for token in sentence.tokens[first : sentence.stop] if not token.capitalized]
    verb = next((norm for norm in inside if norm in language.finite_or_irregular or norm.endswith(language.past_endings)), "")
    begins = any(sentence.norm(first) in words for words in (language.determiners, language.pronouns, {'"'}))
    return not verb.endswith(language.past_endings) if verb else begins and may_be_finite(sentence, first, sentence.stop)


def _by_report_noun(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Nach Angaben von X C`, where X is the source, and `Nach N C`, where the report N itself is."""
    language = sentence.language
    for index in _places(sentence, language.report_prepositions):
        near = range(index + 1, min(index + _MAX_REPORT, len(sentence.tokens)))
        noun = next((at for at in near if sentence.norm(at).endswith(language.report_endings)), None)
        if noun is None or any(not _may_precede_noun(sentence, at) for at in range(index + 1, noun)):
            continue
        source = noun + 1 + (sentence.norm(noun + 1) == language.of_word)
        owner = subject_after(sentence, source)
        has_owner = owner is not None and (source > noun + 1 or sentence.norm(source) in language.name_prepositions)
        if owner and has_owner:
            relation = _according_to(sentence, TokenRange(index, source), owner)
        else:
            relation = _according_to(sentence, TokenRange(index, index + 1), TokenRange(index + 1, noun + 1))
        if relation:
            yield relation


def _may_precede_noun(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word may be between a preposition and its noun: a determiner, an adjective, a name."""
    language = sentence.language
    norm = sentence.norm(index)
    return sentence.kind(index) == WORD and norm not in language.finite and norm not in language.prepositions


def _by_as_clause(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Wie X mitteilte, C` and `C, wie X am Montag mitteilte`."""
    language = sentence.language
    for index in _places(sentence, language.clause_as_words):
        if index and sentence.norm(index - 1) not in {",", *language.openers}:
            continue
        end = next((at for at in range(index + 2, sentence.stop) if sentence.norm(at) == ","), sentence.stop)
        cue = _verb_of_clause(sentence, index + 1, end)
        if cue is None:
            if relation := _by_evidence(sentence, index, end):
                yield relation
            continue
        mention = subject_after(sentence, index + 1, with_apposition=False) or subject_before(sentence, cue.first, index + 1)
        if mention is None or mention.first >= cue.first:
            mention = subject_after(sentence, cue.end, with_apposition=False)
        if mention is None and not _has_last_speaker(sentence, cue):
            continue
        if mention and (mention.end > end or sentence.norm(mention.first) in language.question_words):
            continue
        mention = mention and TokenRange(mention.first, min(mention.end, cue.first) if mention.first < cue.first else mention.end)
        if index == 0 and mention and mention.end == end and (named := _with_name_after_comma(sentence, mention)):
            mention, end = named, named.end
        if pieces := _around_as_clause(sentence, index, end):
            yield _verb_attribution(cue, pieces, mention, "as-said/1")


def _by_evidence(sentence: TokenizedSentence, first: int, end: int) -> AttributionRelation | None:
    """Match `según se desprende de X, C`, `C, según recoge X` and the like, from the token of "según" to the comma `end`."""
    language = sentence.language
    verb = next((at for at in range(first + 1, first + 4) if sentence.norm(at) in language.evidence_verbs), None)
    if verb is None:
        return None
    is_contracted = sentence.norm(verb + 1) in language.prepositions  # "del informe"
    mention = subject_after(sentence, verb + 1) or subject_after(sentence, verb + 2)
    mention = mention or (TokenRange(verb + 2, end) if is_contracted and verb + 2 < end else None)
    pieces = _around_as_clause(sentence, first, end)
    return AttributionRelation(pieces, mention, TokenRange(first, verb + 1), "as-said/1", SUPPORT) if mention and pieces else None


def _around_as_clause(sentence: TokenizedSentence, first: int, end: int) -> tuple[TokenRange, ...]:
    """Return the content of a clause such as "según dijo X", which begins at a token and ends at the comma `end`."""
    if first == 0 or sentence.norm(first - 1) in sentence.language.openers:
        return (TokenRange(end + 1, clause_end(sentence, end + 1)),) if end + 1 < sentence.stop else ()
    before = TokenRange(0, first - 1)
    is_torn = sentence.language.inverts_verb_groups and before.end <= _MAX_TORN
    return (before, *(_continuation(sentence, first - 1, end) if is_torn else ()))


def _has_last_speaker(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb without a subject has the last speaker's: it may omit one, and is in the singular."""
    language = sentence.language
    return language.omits_subjects and not sentence.norm(cue.first).endswith(language.plural_verb_endings)


def _verb_of_clause(sentence: TokenizedSentence, first: int, end: int) -> Cue | None:
    """Return the last verb of attribution between two tokens that a quotation may follow."""
    cues = [cue for cue in find_cues(sentence) if first <= cue.first and cue.end <= end and "q" in cue.verb.frames]
    return cues[-1] if cues else None


def _by_impersonal_cue(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `In X heißt es, C`, `Es heißt in X, C` and `C, heißt es in X`: where something is said is its source."""
    language = sentence.language
    for index in _places(sentence, language.impersonal_by_first_word):
        cue = _impersonal_cue(sentence, index)
        if cue is None:
            continue
        opens_as = cue.first == 1 and sentence.norm(0) in language.clause_as_words  # "Come si legge nella nota, C"
        begins = {",", ":"} if language.clause_after_comma or opens_as else {":", *language.complementizers}
        after = next((at for at in range(cue.end, sentence.stop) if sentence.norm(at) in begins), sentence.stop)
        before = cue.first - 1 - (sentence.norm(cue.first - 1) in language.clause_as_words)
        places = [TokenRange(0, cue.first), TokenRange(cue.end, after)]
        nearest = reversed(places) if sentence.norm(before) == "," else places  # "C, zo blijkt uit X"
        mention = next(filter(None, (_place(sentence, *place) for place in nearest)), None)
        if content := _content_of_impersonal(sentence, cue, after):
            yield AttributionRelation((content,), mention, cue, "it-says/1", SUPPORT)


def _impersonal_cue(sentence: TokenizedSentence, index: int) -> TokenRange | None:
    """Return the impersonal cue that begins at a token."""
    phrases = sentence.language.impersonal_by_first_word.get(sentence.norm(index), ())
    return next((TokenRange(index, index + len(words)) for words in phrases if sentence.matches_phrase(index, words)), None)


def _content_of_impersonal(sentence: TokenizedSentence, cue: TokenRange, after: int) -> TokenRange | None:
    """Return the content before or after `heißt es`, where the clause with these words ends at the token `after`."""
    if sentence.norm(cue.first - 1) == "," or sentence.kind(cue.first - 1) == QUOTE:
        end = cue.first - (sentence.norm(cue.first - 1) == ",")
        first = content_start(sentence, end, 0)
        return TokenRange(first, end) if first is not None else None
    if (comma := _comma_before_as(sentence, cue.first)) is not None:
        return TokenRange(0, comma)
    if after + 1 >= sentence.stop:
        return None
    first = after + 1 + (sentence.norm(after + 1) in sentence.language.complementizers)
    return TokenRange(first, clause_end(sentence, first))


def _comma_before_as(sentence: TokenizedSentence, end: int) -> int | None:
    """Return the comma of `C, wie aus X hervorgeht`, where the cue is at the token `end`."""
    words = sentence.language.clause_as_words
    return next((at - 1 for at in range(end - 1, 1, -1) if sentence.norm(at) in words and sentence.norm(at - 1) == ","), None)


def _place(sentence: TokenizedSentence, first: int, end: int) -> TokenRange | None:
    """Return the noun phrase after the first preposition between two tokens."""
    for index in range(first, end):
        if sentence.norm(index) in sentence.language.prepositions:
            mention = subject_after(sentence, index + 1) or TokenRange(index + 1, end)
            return TokenRange(mention.first, min(mention.end, end)) if mention.first < end else None
    return None


def _according_to(
    sentence: TokenizedSentence, cue: TokenRange, known_mention: TokenRange | None = None
) -> AttributionRelation | None:
    """Match `According to X, C` and `C, according to X`; X is `known_mention` or what follows the cue."""
    language = sentence.language
    before = sentence.norm(cue.first - 1) if sentence.norm(cue.first - 1) != "," else sentence.norm(cue.first - 2)
    if before in language.complementizers or (known_mention is None and _names_measure(sentence, cue.end)):
        return None
    relative = sentence.norm(cue.end + (sentence.norm(cue.end) in language.articles))
    if relative in language.relatives:  # "selon laquelle", but not "de acordo com o que"
        return _by_relative(sentence, cue) if relative not in language.complementizers else None
    opens = cue.first == 1 and language.inverts_verb_groups and is_adverb(sentence, 0)  # "Ainda segundo"
    if cue.first == 0 or opens or before in language.openers or before in language.subordinators:
        if language.verb_second:
            return _according_to_verb_second(sentence, cue, known_mention)
        direct = known_mention or _source_without_comma(sentence, cue.end) if language.inverts_verb_groups else None
        if direct:
            content = TokenRange(direct.end, clause_end(sentence, direct.end + (sentence.norm(direct.end) == ",")))
            return AttributionRelation((content,), direct, cue, "according-to/1", SUPPORT)
        comma = _source_end(sentence, cue.end, sentence.stop)
        starts_clause = sentence.norm(cue.end) in language.verb_by_form or sentence.norm(cue.end) in language.question_words
        if comma is None or (language.omits_subjects and starts_clause):
            return None
        content = TokenRange(comma + 1, clause_end(sentence, comma + 1))
        return AttributionRelation((content,), TokenRange(cue.end, comma), cue, "according-to/1", SUPPORT)
    if language.presumes_speech_verbs and _has_quotation_of_another(sentence, cue.first):
        return None
    encloses_object = sentence.norm(cue.first - 1) == "," and before in language.all_auxiliaries  # "est, selon X, un échec"
    mention = known_mention or subject_after(sentence, cue.end, with_apposition=not encloses_object)
    mention = mention or TokenRange(cue.end, sentence.stop)
    encloses = language.verb_second and has_finite_verb(sentence, cue.first - 1, cue.first)
    first = content_start(sentence, cue.first + encloses, 0)
    if first is None:
        return None
    continuation = _continuation(sentence, cue.first, mention.end)
    if continuation and _has_source_phrase(sentence, mention.end):
        continuation = []  # "300 personnes, selon X, 1 000 selon Y"
    is_torn = language.inverts_verb_groups and cue.first - first <= _MAX_TORN and sentence.norm(mention.end) == ","
    if is_torn and not continuation:
        continuation = [TokenRange(mention.end + 1, sentence.stop)]  # "Se trata, en palabras de X, de N"
    if language.fixed_word_order:
        mention = TokenRange(mention.first, _phrase_after_source(sentence, mention.end))
    if language.verb_second and sentence.norm(cue.first - 1) != "," and mention.end < sentence.stop and not continuation:
        continuation = [TokenRange(mention.end, clause_end(sentence, mention.end))]
    pieces = (TokenRange(first, cue.first), *continuation)
    return AttributionRelation(pieces, mention, cue, "according-to/1", SUPPORT)


def _has_source_phrase(sentence: TokenizedSentence, first: int) -> bool:
    phrases = sentence.language.source_phrases
    return any(sentence.matches_phrase(at, words) for at in range(first, sentence.stop) for words in phrases)


def _source_without_comma(sentence: TokenizedSentence, first: int) -> TokenRange | None:
    """Return X of `Secondo X C`, where a subject, a pronoun or a verb begins the clause directly after the source."""
    language = sentence.language
    mention = subject_after(sentence, first, with_apposition=False)
    following = sentence.norm(mention.end) if mention else ""
    begins = language.articles | language.pronouns.keys() | language.all_auxiliaries | language.negations | language.oblique
    is_clause = following in begins and mention is not None and may_be_finite(sentence, mention.end, sentence.stop)
    return mention if is_clause else None


def _names_measure(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether something depends on what follows `according to`, which is no source: "selon les cas", "según avanza N"."""
    language = sentence.language
    if sentence.norm(first) in language.complementizers:
        return True
    near = range(first, min(first + _MAX_MEASURE, sentence.stop))
    ends = language.prepositions | language.articles
    phrase = takewhile(lambda at: at == first or sentence.norm(at) not in ends, near)
    norms = [sentence.norm(at) for at in phrase]
    if sentence.norm(first - 1) in language.subordinators and not may_speak(sentence, TokenRange(first, first + len(norms))):
        return True  # "conforme a votação avançava"
    if not language.measures.isdisjoint(norms) or _is_bare_measure(sentence, first, norms):
        return True
    if not language.measures or sentence.norm(first) in language.closed_class:
        return False
    may_be_verb = may_be_finite(sentence, first, first + 1) and not may_speak(sentence, TokenRange(first, first + 1))
    return may_be_verb and sentence.norm(first + 1) in language.articles


def _is_bare_measure(sentence: TokenizedSentence, first: int, norms: Sequence[str]) -> bool:
    """Return whether a noun without an article is no source: in the singular, and no known one ("secondo classificato")."""
    language = sentence.language
    if not language.measures or sentence.kind(first) != WORD or sentence.tokens[first].capitalized:
        return False
    if sentence.norm(first - 1) not in language.begins_source_phrase:
        return False  # "stando alle", which has an article
    if norms[0] in language.closed_class or not norms[0].isalpha():
        return norms[0] in language.conjunctions
    nouns = norms[:1] if language.inverts_verb_groups else norms
    is_plural = any(noun.endswith(language.plural_endings) and not noun.endswith(language.singular_endings) for noun in nouns)
    kinds = (language.is_person, language.is_organisation, language.is_document)
    return not is_plural and not any(is_kind(noun) for noun in nouns for is_kind in kinds)


def _by_relative(sentence: TokenizedSentence, cue: TokenRange) -> AttributionRelation | None:
    """Match `the N of X, selon laquelle C`, and `N, selon lequel C` where N is a source itself."""
    language = sentence.language
    phrase = subject_before(sentence, cue.first - (sentence.norm(cue.first - 1) == ","))
    if phrase is None:
        return None
    links = language.complements | language.joining_articles
    owner = next((at for at in range(phrase.first + 1, phrase.end) if sentence.norm(at) in links), phrase.end)
    head = TokenRange(phrase.first, owner)
    is_speech = not language.speech_words.isdisjoint(sentence.norms[head.first : head.end])
    mention = phrase if may_speak(sentence, head) and not is_speech else TokenRange(owner + 1, phrase.end)
    if mention.first >= mention.end:
        return None  # nobody is named: "l'idée selon laquelle C"
    first = cue.end + (sentence.norm(cue.end) in language.articles) + 1
    content = TokenRange(first, clause_end(sentence, first, dependent=True))
    return AttributionRelation((content,), mention, cue, "according-to/1", SUPPORT) if first < content.end else None


def _phrase_after_source(sentence: TokenizedSentence, end: int) -> int:
    """Return the end of what says more about a source, up to the next mark or conjunction: "figures released on Monday"."""
    language = sentence.language
    while end < sentence.stop and sentence.kind(end) == WORD and sentence.norm(end) not in language.conjunctions:
        if sentence.norm(end) in language.subordinators:
            break
        end += 1
    return end


def _has_quotation_of_another(sentence: TokenizedSentence, end: int) -> bool:
    """Return whether the text before `, according to X` names the speaker of its quotation: `"Q", said Y, according to X`."""
    quotation = next((at for at in range(end) if sentence.kind(at) == QUOTE), end)
    return any(quotation < cue.first < end for cue in find_cues(sentence))


def _according_to_verb_second(
    sentence: TokenizedSentence, cue: TokenRange, known_mention: TokenRange | None
) -> AttributionRelation | None:
    """Match `Laut X ist C.`: the clause begins with its verb, directly after the source."""
    mention = known_mention or subject_after(sentence, cue.end)
    if mention is None:
        return None
    verb = mention.end
    if sentence.norm(verb) == "," and (closing := _source_end(sentence, verb, sentence.stop)):
        mention, verb = TokenRange(mention.first, closing), closing + 1
    if sentence.norm(verb) in sentence.language.prepositions:  # "nach Angaben X vom Dienstag ist C"
        near = range(verb + 1, min(verb + _MAX_REPORT, sentence.stop))
        verb = next((at for at in near if may_be_finite(sentence, at, at + 1)), verb)
    if not may_be_finite(sentence, verb, verb + 1):
        return None
    content = TokenRange(verb, clause_end(sentence, verb))
    return AttributionRelation((content,), mention, cue, "according-to/1", SUPPORT)


def _by_postposition(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `X zufolge C` and `C, X zufolge.`."""
    if sentence.vocabulary.isdisjoint(sentence.language.sources_after):
        return
    for index in range(1, len(sentence.tokens)):
        is_cue = sentence.norm(index) in sentence.language.sources_after
        if is_cue and (mention := subject_before(sentence, index)):
            before, after = TokenRange(0, mention.first), TokenRange(index + 1, clause_end(sentence, index))
            opens = not may_be_finite(sentence, 0, mention.first)
            candidates: tuple[TokenRange, ...] = (after,) if opens and after.end > after.first else (before, after)
            candidates = tuple(TokenRange(p.first + (sentence.norm(p.first) == ","), p.end) for p in candidates)
            pieces = tuple(piece for piece in candidates if piece.first < piece.end and sentence.norm(piece.first) not in ",;")
            if pieces:
                yield AttributionRelation(pieces, mention, TokenRange(index, index + 1), "according-to/1", SUPPORT)


def _source_end(sentence: TokenizedSentence, first: int, end: int) -> int | None:
    """Return the comma between the source of an opening "According to X" and the clause, after X's appositions."""
    commas = [index for index in range(first, min(end, first + 2 * _MAX_ADVERBIAL)) if sentence.norm(index) == ","]
    for comma, following in pairwise(commas):
        if not _is_source_apposition(sentence, comma + 1, following, is_name=sentence.tokens[first].capitalized):
            return comma
    return commas[-1] if commas else None


def _is_source_apposition(sentence: TokenizedSentence, first: int, end: int, *, is_name: bool) -> bool:
    """Return whether the words between two commas say who a source is: "a farmer", "mayor of Dover", "Ada Brandt", "45"."""
    norm, language = sentence.norm(first), sentence.language
    if norm.isdigit() or all(token.capitalized for token in sentence.tokens[first:end]):
        return end - first < _MAX_NAME
    # "Anne Morel, la maire de Lyon,", but not "la police, la voiture"
    is_described = norm in language.articles and (is_name or not language.inverts_verb_groups)
    if norm in language.closing_relatives and language.inverts_verb_groups:
        return True
    begins = is_described or norm in language.relatives or language.is_person(norm)
    return begins and not has_finite_verb(sentence, first, end)


def find_signature(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Match `— Ada Brandt.` and `Così il ministro.` as a whole sentence, which attributes the quotation before it."""
    if sentence.norm(0) in sentence.language.sources_after_comma and (mention := subject_after(sentence, 1)):
        is_speaker = may_speak(sentence, mention) and _may_end_before(sentence, mention.end)
        has_verb = has_finite_verb(sentence, 1, sentence.stop)
        return AttributionRelation((), mention, TokenRange(0, 1), "signed/1", SUPPORT) if is_speaker and not has_verb else None
    name = sentence.tokens[1 : sentence.stop]
    if sentence.norm(0) not in DASHES or not 0 < len(name) < _MAX_NAME or not all(token.capitalized for token in name):
        return None
    return AttributionRelation((), TokenRange(1, sentence.stop), TokenRange(0, 1), "signed/1", SUPPORT)


def _by_verb(
    sentence: TokenizedSentence, cue: Cue, floor: int, previous: AttributionRelation | None
) -> AttributionRelation | None:
    """Return the attribution by a verb, with its content not before the token `floor`.

    A quotation before the verb comes first, then a content after it, then a clause before it: the surest sign first.
    """
    mention = subject_of(sentence, cue.first, cue.head, floor)
    speaker = mention if not (cue.subjectless or sentence.language.verb_second) and "q" in cue.verb.frames else None
    if not cue.subjectless and (attribution := _inverted(sentence, cue, floor)):
        return attribution
    if speaker and (attribution := _after_quotation(sentence, cue, speaker, floor) or _as_said(sentence, cue, speaker)):
        return attribution
    if attribution := _before_content(sentence, cue, mention, floor, previous) or _inside_bracket(sentence, cue, mention):
        return attribution
    return _after_clause(sentence, cue, speaker, floor) if speaker else None


def _before_content(
    sentence: TokenizedSentence,
    cue: Cue,
    mention: TokenRange | None,
    floor: int,
    previous: AttributionRelation | None,
) -> AttributionRelation | None:
    """Match `X said C`. A verb without a subject has that of the attribution before it, or the sentence's."""
    frame = content_after(sentence, cue, mention)
    if frame:
        mention = _shared_subject(sentence, cue, mention, floor) or mention
    source = mention or (_continued_subject(sentence, cue, previous) if previous else _sentence_subject(sentence, cue))
    if frame is None or (source is None and not _has_last_speaker(sentence, cue)):
        return None
    rule, content = frame
    if source and source.end - source.first == 1 and sentence.norm(source.first) in sentence.language.expletives:
        return None
    is_relative = source and sentence.norm(source.first) in sentence.language.complementizers
    if source and is_relative and _follows_article(sentence, source.first):
        return None  # "lo que ha pedido"
    if not (mention or previous or rule in _CLAUSE_RULES or _may_take_subject(sentence, cue)):
        return None
    if source is None and rule not in _CLAUSE_RULES:
        return None
    language, frames = sentence.language, cue.verb.frames
    is_strict = "h" in frames or (rule not in _CLAUSE_RULES and bool(language.person_endings or language.infinitive_endings))
    if source and is_strict:
        is_relative = sentence.norm(source.first) in sentence.language.relatives
        if not (is_relative or may_speak(sentence, source)):
            return None
    if source and sentence.tokens[-1].norm == "?" and sentence.norm(source.first) in sentence.language.question_words:
        return None  # "Who said it was easy?"
    if source and (_is_in_question(sentence, source) or (rule == "wants/1" and _is_inner_pronoun(sentence, source))):
        return None
    is_request = rule == "wants/1" and not cue.uncertain  # "asked the mayor to leave" is a demand, not a question
    pieces = [*_content_before_subject(sentence, mention, floor, rule), content] if mention else [content]
    label = SUPPORT if is_request else _stance_label(cue)
    return AttributionRelation(tuple(pieces), source, TokenRange(cue.first, cue.end), rule, label)


def _sentence_subject(sentence: TokenizedSentence, cue: Cue) -> TokenRange | None:
    """Return the subject at the start of a sentence; of "Desde X aseguran que C", where the verb has none, X."""
    mention = _collective(sentence, cue, 0)
    return mention if mention and mention.end <= cue.first else opening_subject(sentence, cue.first)


def _collective(sentence: TokenizedSentence, cue: Cue, first: int) -> TokenRange | None:
    """Return X of `Desde X aseguran que C` and `C, aseguran desde X`, where the preposition is the token `first`."""
    language = sentence.language
    is_plural = sentence.norm(cue.head).endswith(language.plural_verb_endings)
    if not is_plural or sentence.norm(first) not in language.collective_prepositions:
        return None
    mention = subject_after(sentence, first + 1, with_apposition=False)
    return mention if mention and may_speak(sentence, mention) else None


def _shared_subject(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None, floor: int) -> TokenRange | None:
    """Return the subject of the verb before, if it is that of this verb, too; `mention` is the phrase between the two."""
    if _shares_subject(sentence, cue, mention):
        return clause_subject(sentence, cue.first, floor)
    if mention and cue.subjectless:  # "emailed supporters saying"
        return clause_subject(sentence, cue.first, mention.first)
    return None


def _shares_subject(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None) -> bool:
    """Return whether a verb has the subject of the verb before it: "stood up and said", "went on to say", "left, saying"."""
    language, before = sentence.language, sentence.norm(cue.first - 1)
    if not language.fixed_word_order:
        return False
    if sentence.norm(cue.first) in language.coordinators or before in language.coordinators:
        return True
    if before in language.infinitive_markers or (before in language.prepositions and cue.subjectless):
        return True
    if not cue.subjectless:
        return False
    if before == "," or mention is None:
        return before == ","
    norms = sentence.norms[mention.first : mention.end]  # "a statement" of "issued a statement saying"
    return norms[0] in language.indefinite and not language.document_nouns.isdisjoint(norms)


def _continued_subject(sentence: TokenizedSentence, cue: Cue, previous: AttributionRelation) -> TokenRange | None:
    """Return the subject of a verb after another attribution: Y in "Y, who supports N, said C", else that of the other one."""
    is_relative = previous.mention is not None and sentence.norm(previous.mention.first) in sentence.language.relatives
    outer = subject_before(sentence, cue.first) if is_relative and sentence.norm(cue.first - 1) == "," else None
    return outer if outer and previous.mention and outer.first < previous.mention.first else previous.mention


def _is_in_question(sentence: TokenizedSentence, source: TokenRange) -> bool:
    """Return whether a source is a pronoun in a question, which is what somebody else says: "on why he had said it was late"."""
    language, before = sentence.language, sentence.norm(source.first - 1)
    is_question = before in language.indirect_words or before in language.object_relatives
    return is_question and source.first > 1 and _is_pronoun(sentence, source)


def _is_inner_pronoun(sentence: TokenizedSentence, source: TokenRange) -> bool:
    """Return whether a source is a pronoun inside a clause, so that a wish is part of what is said: "the place he offered to"."""
    is_inside = sentence.kind(source.first - 1) == WORD and sentence.norm(source.first - 1) not in sentence.language.openers
    return sentence.language.fixed_word_order and is_inside and _is_pronoun(sentence, source)


def _is_pronoun(sentence: TokenizedSentence, source: TokenRange) -> bool:
    return source.end - source.first == 1 and sentence.norm(source.first) in sentence.language.pronouns


def _follows_article(sentence: TokenizedSentence, index: int) -> bool:
    return sentence.language.inverts_verb_groups and sentence.norm(index - 1) in sentence.language.articles


def _inside_bracket(sentence: TokenizedSentence, cue: Cue, mention: TokenRange | None) -> AttributionRelation | None:
    """Match `X hat N als M bezeichnet`, where the content is between the two parts of the verb."""
    language = sentence.language
    if mention is None or not language.verb_second or "c" not in cue.verb.frames:
        return None
    auxiliary = next((at for at in range(cue.head - 1, 0, -1) if sentence.norm(at) in language.all_auxiliaries), cue.head)
    first = max(mention.end, auxiliary + 1)
    while first < cue.head and (is_adverbial(sentence, first) or sentence.norm(first) in language.time_words):
        first += 1
    if all(sentence.norm(at) not in cue.verb.after for at in range(first + 1, cue.head)):
        return None
    content = TokenRange(first, cue.head)
    return AttributionRelation((content,), mention, TokenRange(cue.head, cue.end), f"{cue.verb.rule}/1", _stance_label(cue))


def _may_take_subject(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb is inflected and may take the sentence's subject: "backed", but not "back"."""
    return cue.subjectless or sentence.norm(cue.head).endswith(sentence.language.inflected_endings)


def _content_before_subject(sentence: TokenizedSentence, mention: TokenRange, floor: int, rule: str) -> list[TokenRange]:
    """Return the part of the content before the subject: half a clause, or the pronoun in "which X said C"."""
    if rule == "said-quote/1" and sentence.norm(mention.first) not in sentence.language.relatives:
        return _first_half(sentence, mention, floor)
    before = TokenRange(mention.first - 1, mention.first)
    return [before] if rule == "said-of-which/1" and before.first >= floor else []


def _first_half(sentence: TokenizedSentence, mention: TokenRange, floor: int) -> list[TokenRange]:
    """Return the first half of the content in `If C, X said, "Q"`."""
    comma = mention.first - 1
    first = content_start(sentence, comma, floor) if sentence.norm(comma) == "," and comma > floor else None
    return [TokenRange(first, comma)] if first is not None and _states_content(sentence, first) else []


def _states_content(sentence: TokenizedSentence, first: int) -> bool:
    """Return whether the words before `X said, "Q"` are content, not an adverbial: "In March", "Asked about it"."""
    norm, language = sentence.norm(first), sentence.language
    endings = (*language.participle_endings, *language.past_endings, *language.past_participle_endings)
    if is_adverbial(sentence, first) or norm.endswith(endings):
        return False
    return sentence.kind(first) == WORD and norm not in language.subordinators - language.conditional_conjunctions


def find_announcement(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Match `X told reporters:` at the end of a sentence, which attributes the quotation after it."""
    if sentence.norms[-1:] != (":",):
        return None
    for cue in find_cues(sentence):
        if "q" in cue.verb.frames and (mention := subject_of(sentence, cue.first, cue.head)):
            return AttributionRelation((), mention, TokenRange(cue.first, cue.end), "announced/1", cue.verb.label)
    return None


def _stance_label(cue: Cue) -> str:
    return NEUTRAL if cue.uncertain else cue.verb.label


def _inverted(sentence: TokenizedSentence, cue: Cue, floor: int) -> AttributionRelation | None:
    """Match `"Q," said X` and `C, said X`."""
    language = sentence.language
    if "q" not in cue.verb.frames or "o" in cue.verb.frames or _is_infinitive(sentence, cue):
        return None
    if language.verb_second and (bracketed := _inverted_bracket(sentence, cue, floor)):
        return bracketed
    if cue.first != cue.head and not language.inverts_verb_groups:
        return None
    before = cue.first - 1
    follows_comma = sentence.norm(before) == ","
    is_quoted = sentence.kind(before) == QUOTE or (follows_comma and sentence.kind(before - 1) == QUOTE)
    is_quoted = is_quoted and not is_quoted_name(sentence, before) and (follows_comma or _may_be_spoken(sentence, before))
    marks = DASHES | _DIALOGUE_MARKS if language.clitics else DASHES
    is_dialogue = before > 0 and sentence.norm(0) in DASHES and sentence.norm(before) in marks  # "—Q —dijo X.", "— Q ? dit X."
    if not is_quoted and not is_dialogue and not follows_comma:
        return None
    is_quoted = is_quoted or is_dialogue
    clitic = next((at for at in range(cue.first, cue.head) if sentence.norm(at) in language.clitics), None)
    follows = cue.end + (language.verb_second and sentence.norm(cue.end) in language.reflexives)  # "freute sich X"
    mention = _subject_of_inverted(sentence, follows) if clitic is None else TokenRange(clitic, clitic + 1)
    if mention is None and sentence.norm(cue.end) in language.collective_prepositions:
        mention = _collective(sentence, cue, cue.end)
    if is_quoted and mention is None and sentence.norm(follows) in language.agent_words and follows + 1 < sentence.stop:
        mention = _agent(sentence, follows + 1, sentence.stop)  # "fanno sapere dalla questura"
    if mention and sentence.norm(mention.first) in language.impersonal_subjects:
        mention = _informant(sentence, cue, mention) or mention
    if is_quoted and mention is None and _has_last_speaker(sentence, cue) and _may_end_before(sentence, cue.end):
        end = before if follows_comma else cue.first
        first = content_start(sentence, end, floor)
        return _verb_attribution(cue, [TokenRange(first, end)], None, "quote-said/1") if first is not None else None
    if mention and mention.first >= cue.end and sentence.norm(mention.first) in language.oblique:
        return None
    if mention is None or (
        not is_quoted and not (_may_end_before(sentence, max(mention.end, cue.end)) and may_speak(sentence, mention))
    ):
        return None
    end = before if follows_comma or sentence.norm(before) in DASHES else cue.first
    first = content_start(sentence, end, floor)
    if first is None:
        return None
    pieces = [TokenRange(first, end), *_continuation(sentence, end, max(mention.end, cue.end))]
    if not is_quoted and len(pieces) == 1 and not may_be_finite(sentence, first, end):
        return None
    if not is_quoted and _has_past_form(sentence, mention):
        return None  # "the bank, which is in Oslo, said its profit rose"
    return _verb_attribution(cue, pieces, mention, "quote-said/1" if is_quoted else "clause-said/1")


def _may_be_spoken(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation directly before its verb is no title: it is first, or ends with a mark ("« Où ? » dit-il")."""
    is_marked = sentence.tokens[index].text.rstrip(QUOTATION_MARKS)[-1:] in ",.?!—–-…"
    return index == 0 or is_marked or not sentence.language.inverts_verb_groups


def _informant(sentence: TokenizedSentence, cue: Cue, subject: TokenRange) -> TokenRange | None:
    """Return who is behind the "on" of `C, a-t-on appris auprès de X` and `C, dit-on à X`."""
    language = sentence.language
    first = max(cue.end, subject.end)
    while sentence.norm(first) in language.time_words:
        first += 1
    is_addressee = sentence.norm(first) in language.object_prepositions and subject.first < cue.head  # "a-t-on dit à l'AFP"
    if sentence.norm(first) not in language.informant_prepositions or is_addressee:
        return None
    first += 1 + (sentence.norm(first + 1) in language.complements)  # "auprès de"
    is_contracted = sentence.norm(first) in language.joining_articles
    mention = subject_after(sentence, first) or subject_after(sentence, first - 1)
    if mention is None or not may_speak(sentence, mention):
        return None
    starts_late = is_contracted or mention.first < first
    return TokenRange(mention.first + starts_late, mention.end)


def _is_infinitive(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a Romance verb is an infinitive, which has no subject: "modalità ancora da chiarire"."""
    is_alone = cue.first == cue.head and sentence.language.inverts_verb_groups  # not "fanno sapere"
    return is_alone and is_infinitive(sentence, cue.head, cue.verb)


def _has_past_form(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a mention up to its first comma has an irregular verb, and is a clause."""
    language = sentence.language
    tokens = takewhile(lambda token: token.norm != ",", sentence.tokens[mention.first : mention.end])
    is_clause = any(token.norm in language.past_forms and not token.capitalized for token in tokens)
    return is_clause and language.fixed_word_order


def _inverted_bracket(sentence: TokenizedSentence, cue: Cue, floor: int) -> AttributionRelation | None:
    """Match `"Q", hatte X am Montag gesagt`: the auxiliary is before the subject, and the verb at the end."""
    quoted = next((at for at in range(cue.first - 1, floor - 1, -1) if sentence.kind(at) == QUOTE), None)
    if quoted is None:
        return None
    auxiliary = quoted + 1 + (sentence.norm(quoted + 1) == ",")
    if auxiliary >= cue.head or sentence.norm(auxiliary) not in sentence.language.auxiliaries:
        return None
    mention, first = subject_after(sentence, auxiliary + 1), content_start(sentence, quoted + 1, floor)
    if mention is None or first is None or mention.first >= cue.head or sentence.norm(mention.first) in sentence.language.oblique:
        return None
    pieces = [TokenRange(first, quoted + 1)]
    return _verb_attribution(cue, pieces, TokenRange(mention.first, min(mention.end, cue.head)), "quote-said/1")


def _subject_of_inverted(sentence: TokenizedSentence, first: int) -> TokenRange | None:
    """Return the subject of `"Q", sagte am Montag X`: after the verb, or after one or two adverbials."""
    language = sentence.language
    while language.inverts_verb_groups and is_adverb(sentence, first):
        first += 1
    mention = subject_after(sentence, first)
    if mention and language.inverts_verb_groups and sentence.norm(first) in language.joining_articles - language.partitives:
        mention = None  # "concède du bout des lèvres X"
    for _ in range(_MAX_ADVERBIALS if language.verb_second or language.inverts_verb_groups else 0):
        is_time = sentence.norm(first) in language.determiners and sentence.norm(first + 1) in language.time_words
        if mention is not None:
            break
        if closing := _end_of_aside(sentence, first):
            first = closing + 1
        elif is_time or is_adverbial(sentence, first) or sentence.norm(first).endswith(language.past_participle_endings):
            first = after_adverbial(sentence, first)
        else:
            break
        mention = subject_after(sentence, first)
    return mention


def _end_of_aside(sentence: TokenizedSentence, first: int) -> int | None:
    """Return the comma that ends the aside between a verb and its subject: "a lancé, en larmes, X", "dice, molesta, X"."""
    if not sentence.language.inverts_verb_groups or sentence.norm(first) != ",":
        return None
    near = range(first + 2, min(first + _MAX_ASIDE, sentence.stop))
    closing = next((at for at in near if sentence.norm(at) == ","), None)
    return closing if closing == first + 2 or is_adverbial(sentence, first + 1) else None


def may_speak(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a noun phrase can be a source instead of an object: it has a name, a person or an organisation."""
    language = sentence.language
    inside = sentence.tokens[mention.first : mention.end]
    tokens = list(
        takewhile(lambda token: token.norm not in language.subordinators, inside) if language.person_endings else inside
    )
    if language.inverts_verb_groups and tokens and tokens[0].norm in language.determiners:
        del tokens[0]  # whose capital only begins the sentence
    if any(token.capitalized or token.norm.endswith(language.person_endings) for token in tokens):
        return True
    kinds = (language.is_person, language.is_organisation, language.is_document)
    known = (language.pronouns, language.possessives)
    return any(any(token.norm in words for words in known) or any(is_kind(token.norm) for is_kind in kinds) for token in tokens)


def _may_end_before(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an attribution may end before a token: the final marks, a comma, an adverbial, the rest of its verb."""
    if index >= sentence.stop or sentence.norm(index) == "," or is_adverbial(sentence, index):
        return True
    if sentence.language.verb_second and sentence.norm(index) in sentence.language.oblique:  # "teilte X dem Sender mit"
        addressee = subject_after(sentence, index)
        return addressee is not None and _may_end_before(sentence, addressee.end)
    return sentence.norm(index) in sentence.language.particles and index + 1 >= sentence.stop


def _verb_attribution(cue: Cue, pieces: Sequence[TokenRange], mention: TokenRange | None, rule: str) -> AttributionRelation:
    return AttributionRelation(tuple(pieces), mention, TokenRange(cue.first, cue.end), rule, _stance_label(cue))


def _continuation(sentence: TokenizedSentence, end: int, after: int, *, may_go_on: bool = False) -> list[TokenRange]:
    """Return the content after an attribution in its middle: `"Q," X said, "Q."` and `C, X said, C.`.

    The content before the attribution ends at the token `end`, and `after` is the token after the attribution.
    """
    language = sentence.language
    if sentence.norm(0) in DASHES and (closing := _next_dash(sentence, after)):  # "—Q —dijo X mientras reía—. Q."
        first = closing + 1 + (sentence.norm(closing + 1) in (",", ".", ":", ";"))
        return [TokenRange(first, sentence.stop)] if first < sentence.stop else []
    if sentence.kind(after) == QUOTE and sentence.norm(after - 1) in language.verb_by_form:
        return [TokenRange(after, after + 1)]
    if sentence.norm(after) in DASHES and sentence.kind(after + 1) == QUOTE:
        return [TokenRange(after + 1, after + 2)]
    if sentence.norm(after) != "," or after + 1 >= sentence.stop:
        return []
    if sentence.kind(after + 1) != QUOTE:
        following = sentence.norm(after + 1)
        if sentence.kind(end - 1) == QUOTE or following.endswith(language.participle_endings):
            return []
        goes_on = following in language.coordinators and sentence.norm(after + 2) in language.all_auxiliaries
        not_content = language.relatives | language.openers | language.subordinators - language.indirect_words
        if following in not_content and not goes_on:
            return []
        if following in language.prepositions and not (may_go_on and following in language.infinitive_markers):
            return []
    return [TokenRange(after + 1, clause_end(sentence, after + 1))]


def _next_dash(sentence: TokenizedSentence, first: int) -> int | None:
    return next((at for at in range(first, len(sentence.tokens)) if sentence.norm(at) in DASHES), None)


def _after_quotation(sentence: TokenizedSentence, cue: Cue, mention: TokenRange, floor: int) -> AttributionRelation | None:
    """Match `"Q," X said`."""
    if "q" not in cue.verb.frames:
        return None
    end = mention.first - (sentence.norm(mention.first - 1) == ",")
    if end <= floor or sentence.kind(end - 1) != QUOTE:
        return None
    if end == mention.first and sentence.tokens[end - 1].text.rstrip(QUOTATION_MARKS)[-1:] not in ",.?!—–-…":
        return None
    first = content_start(sentence, end, floor)
    if first is None:
        return None
    after = _skip_adverbial(sentence, cue) or cue.end
    pieces = [TokenRange(first, end), *_continuation(sentence, end, after)]
    return _verb_attribution(cue, pieces, mention, "quote-said/1")


def _after_clause(sentence: TokenizedSentence, cue: Cue, mention: TokenRange, floor: int) -> AttributionRelation | None:
    """Match `C, X said.` and `C, X said, C.`."""
    comma = mention.first - 1
    if sentence.language.inverts_verb_groups:
        return None  # "C, dit X"
    if sentence.norm(comma) in sentence.language.as_words:
        comma -= 1
    if sentence.norm(comma) != "," or comma <= floor or sentence.norm(mention.first) in sentence.language.relatives:
        return None
    after = _skip_adverbial(sentence, cue)
    says_more = not sentence.language.complementizers.isdisjoint(sentence.norms[cue.end : after])
    if after is None or says_more:
        return None
    first = content_start(sentence, comma, floor)
    if first is None:
        pieces = _continuation(sentence, comma, after)
        if not pieces or not may_be_finite(sentence, after, sentence.stop):
            return None
        return _verb_attribution(cue, [*_opening_adverbial(sentence, floor, comma), *pieces], mention, "clause-said/1")
    continuation = _continuation(sentence, comma, after, may_go_on=True)
    if continuation and sentence.norm(continuation[0].first) in sentence.language.all_auxiliaries:
        first = _subject_start(sentence, first, comma)
    pieces = [TokenRange(first, comma), *continuation]
    if len(pieces) == 1 and (not may_be_finite(sentence, first, comma) or _is_only_subordinate(sentence, first, comma)):
        return None
    return _verb_attribution(cue, pieces, mention, "clause-said/1")


def _subject_start(sentence: TokenizedSentence, first: int, end: int) -> int:
    """Return the start of the subject of `C1 and N, X said, V`, which is N alone."""
    boundaries = (index for index in range(end - 1, first, -1) if sentence.norm(index) in sentence.language.coordinators)
    start = next(boundaries, first)
    splits = start > first and has_finite_verb(sentence, first, start) and not has_finite_verb(sentence, start, end)
    return start + 1 if splits else first


def _opening_adverbial(sentence: TokenizedSentence, first: int, end: int) -> list[TokenRange]:
    """Return the adverbial of `In Dale, X said, C`, which is content unless it gives the time or occasion of the statement."""
    norms, language = sentence.norms, sentence.language
    while first < end and sentence.norm(first) in language.openers:
        first += 1
    is_content = language.time_words.isdisjoint(norms[first:end]) and language.occasion_nouns.isdisjoint(norms[first:end])
    return [TokenRange(first, end)] if first < end and is_content else []


def _skip_adverbial(sentence: TokenizedSentence, cue: Cue) -> int | None:
    """Return the comma or the end after `C, X said on Monday`; None if an object follows the verb, unless somebody is told."""
    index = _after_addressee(sentence, cue)
    if index >= sentence.stop or sentence.norm(index) == ",":
        return index
    introduces_object = cue.verb.after | sentence.language.infinitive_markers
    if sentence.norm(index) in introduces_object or not is_adverbial(sentence, index):
        return None
    return next((at for at in range(index, sentence.stop) if sentence.norm(at) == ","), sentence.stop)


def _after_addressee(sentence: TokenizedSentence, cue: Cue) -> int:
    """Return the token after whom a verb such as "tell" addresses: "told the BBC"; after the verb, if it addresses nobody."""
    if "o" not in cue.verb.frames:
        return cue.end
    language = sentence.language
    addressee = subject_after(sentence, cue.end, with_apposition=False)
    end = cue.end + 1 if sentence.norm(cue.end) in language.addressees else addressee.end if addressee else cue.end
    after = next((at for at in range(end, sentence.stop) if sentence.norm(at) == ","), sentence.stop)
    if addressee is None and end < after <= end + _MAX_ADDRESSEE and language.fixed_word_order:
        end = after  # "told state television"
    says_more = may_be_finite(sentence, end, after) or not language.infinitive_markers.isdisjoint(sentence.norms[end:after])
    return cue.end if says_more else end  # "told him on Monday it was safe", "told him to go"


def _is_only_subordinate(sentence: TokenizedSentence, first: int, end: int) -> bool:
    """Return whether a token range is a subordinate clause without its main clause: "When he spoke"."""
    if sentence.norm(first) not in sentence.language.subordinators:
        return False
    return all(sentence.norm(index) != "," for index in range(first, end))


def _as_said(sentence: TokenizedSentence, cue: Cue, mention: TokenRange) -> AttributionRelation | None:
    """Match `As X said, C.`."""
    language = sentence.language
    first = mention.first - 1
    if sentence.norm(first) not in language.as_words:
        return None
    if any(sentence.norm(index) not in language.openers for index in range(first)):
        return None
    near = range(cue.end, min(cue.end + _MAX_ADVERBIAL, len(sentence.tokens)))
    comma = next((index for index in near if sentence.norm(index) == ","), None)
    if comma is None or (comma > cue.end and not is_adverbial(sentence, cue.end)) or comma + 1 >= sentence.stop:
        return None
    content = TokenRange(comma + 1, clause_end(sentence, comma + 1))
    return _verb_attribution(cue, [content], mention, "as-said/1")
