"""Attributions that are not made by the verb of the main clause: `according to X`, `C, as X said`, `X: "Q"`, `in a letter`, ...

In these patterns Q is a quotation, C a clause, N a noun phrase and X a source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise, takewhile

from annotate.schema.wellknown import SUPPORT
from annotate.suggestions.rules.clauses import clause_end, content_start, main_clause_subject, reported_verb
from annotate.suggestions.rules.cues import Cue, find_cues, has_finite_verb, is_adverb, is_relative_clause, may_be_finite
from annotate.suggestions.rules.mentions import TokenRange, subject_after, subject_before, subject_of
from annotate.suggestions.rules.relations import (
    MAX_ADVERBIAL,
    AttributionRelation,
    after_closing_adverbial,
    agent,
    find_continuation,
    has_last_speaker,
    is_somebody,
    may_end_before,
    may_precede_noun,
    may_speak,
)
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTE, WORD, TokenizedSentence
from annotate.suggestions.rules.verb_attributions import stance_label, subject_of_inverted, verb_attribution

_MAX_NAME = 6  # tokens of a name with its colon or dash
_MAX_PLACES = 4  # of a word that may introduce a source; so that a hostile text does not cost more time
_MAX_TORN = 3  # tokens of half a clause before its source
_MAX_MEASURE = 4  # tokens of what something depends on
_MAX_REPORT = 7  # tokens of `Nach N` up to the noun that makes it a report


def attribution_without_verb(sentence: TokenizedSentence) -> AttributionRelation | None:
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


def _by_source_phrase(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `According to X, C` and `C, according to X`, at the first two places of each phrase."""
    if sentence.vocabulary.isdisjoint(sentence.language.begins_source_phrase):
        return
    for words in sentence.language.source_phrases:
        if not sentence.vocabulary.issuperset(words):
            continue
        starts = (index for index in range(len(sentence.tokens)) if sentence.matches_phrase(index, words))
        places = (index for index in starts if not _is_other_word(sentence, index))
        for first in islice(places, 2):
            cue = TokenRange(first, first + len(words))
            is_indirect = words[-1] in sentence.language.question_words  # "secondo quanto"
            reporter = _reporter(sentence, cue) if is_indirect else None
            if (reporter or not is_indirect) and (attribution := _according_to(sentence, cue, reporter)):
                yield attribution


def _reporter(sentence: TokenizedSentence, cue: TokenRange) -> TokenRange | None:
    """Return X of `secondo quanto riferito da X` and `a quanto scrive X`."""
    language = sentence.language
    end = sentence.next_comma(cue.end)
    by = next((at for at in range(cue.end, end - 1) if sentence.norm(at) in language.agent_words), None)
    if by is not None:
        return agent(sentence, by + 1, end)
    verb = next((verb for verb in find_cues(sentence) if cue.end <= verb.first and verb.end < end), None)
    mention = subject_of_inverted(sentence, verb.end) if verb else None
    return TokenRange(mention.first, min(mention.end, end)) if mention and mention.first < end else None


def _is_other_word(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word is not the one before a source: "el segundo", "em segundo lugar", "laut und deutlich"."""
    before, language = sentence.norm(index - 1), sentence.language
    if before in language.determiners or (language.inverts_verb_groups and before in language.prepositions):
        return True
    return sentence.norm(index + 1) in language.and_words


def _by_name(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Ada Brandt: "Q"`, `The mayor, Ada Brandt: "Q"`, `Brandt: I C`, and in a headline `Ada Brandt: C`."""
    if ":" not in sentence.norms[:MAX_ADVERBIAL]:
        return
    colon = sentence.norms.index(":")
    name, content = TokenRange(0, colon), TokenRange(colon + 1, sentence.stop)
    if not colon or content.first >= content.end:
        return
    if not all(token.capitalized for token in sentence.tokens[:colon]):
        mention = _with_name_after_comma(sentence, subject_after(sentence, 0))
        is_speaker = mention is not None and mention.end == colon and is_somebody(sentence, mention)
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
    """Match `X V: "Q"` at the end of a sentence, whatever the verb, and `X V: C` if C is in the mood of reported speech.

    These are "Brandt war entsetzt: „Er leckt.“" and "Brandt widersprach: Er lecke nicht.".
    """
    language = sentence.language
    colon = sentence.norms.index(":") if ":" in sentence.vocabulary else 0
    content = TokenRange(colon + 1, sentence.stop)
    if not colon or not language.presumes_speech_verbs or content.first >= content.end:
        return
    if sentence.kind(content.first) != QUOTE:
        mention = main_clause_subject(sentence, colon) if reported_verb(sentence, content.first) else None
    elif content.end - content.first > 1 or any(find_cues(sentence)) or not language.speech_words.isdisjoint(sentence.vocabulary):
        return  # of somebody else, perhaps: "Die Zeitung zitiert X mit den Worten"
    else:
        mention = subject_after(sentence, 0)
        mention = mention if mention and may_be_finite(sentence, mention.end, mention.end + 1) else None
    if mention and is_somebody(sentence, mention):
        yield AttributionRelation((content,), mention, TokenRange(colon, colon + 1), "named/1", SUPPORT)


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
        source = index + 1 + is_adverb(sentence, index + 1)  # "so hingegen X"
        mention = _with_name_after_comma(sentence, subject_after(sentence, source))
        if mention is None or sentence.norm(mention.first) in sentence.language.oblique:
            continue
        near = (mention.end, mention.end + 1)
        comments = is_quoted and any(cue.first in near for cue in find_cues(sentence))  # "«Q», così X ha commentato N"
        may_end = comments or may_end_before(sentence, mention.end)
        if not may_end or has_finite_verb(sentence, mention.first, mention.end):
            continue
        first = content_start(sentence, before, 0)
        if first is not None:
            after = after_closing_adverbial(sentence, mention.end)
            pieces = (TokenRange(first, before), *find_continuation(sentence, before, after))
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
        mention = subject_of_inverted(sentence, cue.end) if cue.first <= first + 1 else None
    if mention is None or not may_speak(sentence, mention):
        return None
    if mention.end != cue.first and not may_end_before(sentence, max(mention.end, cue.end)):
        return None
    return AttributionRelation((), mention, TokenRange(cue.first, cue.end), "said-before/1", stance_label(cue))


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
        if noun is None or any(not may_precede_noun(sentence, at) for at in range(index + 1, noun)):
            continue
        source = noun + 1 + (sentence.norm(noun + 1) == language.of_word)
        owner = subject_after(sentence, source)
        is_genitive = sentence.norm(source) in language.name_prepositions or _is_bare_genitive(sentence, source)
        has_owner = owner is not None and (source > noun + 1 or is_genitive)
        if sentence.norm(noun - 1) in language.own_words:
            relation = _by_own_words(sentence, TokenRange(index, noun + 1))
        elif owner and has_owner:
            if is_genitive and sentence.norm(source) not in language.determiners:
                owner = TokenRange(source, source + 2)
            relation = _according_to(sentence, TokenRange(index, source), owner)
        elif sentence.norm(noun - 1) in language.singular_datives or sentence.norm(noun + 1) in language.topic_prepositions:
            continue  # "nach der Meldung": afterwards; "nach Angaben zur Person"
        else:
            is_owned = noun - 1 > index and sentence.tokens[noun - 1].capitalized  # "nach Brandts Ansicht"
            mention = TokenRange(index + 1, noun) if is_owned else TokenRange(index + 1, noun + 1)
            relation = _according_to(sentence, TokenRange(index, index + 1), mention, after=noun + 1)
        if relation:
            yield relation


def _is_bare_genitive(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a noun without an article is a genitive: "unabhängiger Experten"."""
    is_adjective = sentence.norm(index).endswith(sentence.language.genitive_endings) and not sentence.tokens[index].capitalized
    return is_adjective and index + 1 < sentence.stop and sentence.tokens[index + 1].capitalized


def _by_own_words(sentence: TokenizedSentence, cue: TokenRange) -> AttributionRelation | None:
    """Match `Nach eigenen Angaben V X C` and `X V nach eigenen Angaben C`, where X is the subject and part of the content."""
    verb = cue.end if cue.first == 0 else next((at for at in range(1, cue.first) if may_be_finite(sentence, at, at + 1)), 0)
    mention = subject_of(sentence, verb, verb) if may_be_finite(sentence, verb, verb + 1) else None
    if mention is None or not is_somebody(sentence, mention):
        return None
    pieces = (TokenRange(0, cue.first), TokenRange(cue.end, clause_end(sentence, cue.end)))
    return AttributionRelation(tuple(p for p in pieces if p.first < p.end), mention, cue, "according-to/1", SUPPORT)


def _by_as_clause(sentence: TokenizedSentence) -> Iterator[AttributionRelation]:
    """Match `Wie X mitteilte, C` and `C, wie X am Montag mitteilte`."""
    language = sentence.language
    for index in _places(sentence, language.clause_as_words):
        if index and sentence.norm(index - 1) not in {",", *language.openers}:
            continue
        end = sentence.next_comma(index + 2)
        cue = _verb_of_clause(sentence, index + 1, end)
        if cue is None:
            if relation := _by_evidence(sentence, index, end):
                yield relation
            continue
        mention = subject_after(sentence, index + 1, with_apposition=False) or subject_before(sentence, cue.first, index + 1)
        if mention is None or mention.first >= cue.first:
            mention = subject_after(sentence, cue.end, with_apposition=False)
        if mention is None and not has_last_speaker(sentence, cue):
            continue
        if mention and (mention.end > end or sentence.norm(mention.first) in language.question_words):
            continue
        mention = mention and TokenRange(mention.first, min(mention.end, cue.first) if mention.first < cue.first else mention.end)
        if index == 0 and mention and mention.end == end and (named := _with_name_after_comma(sentence, mention)):
            mention, end = named, named.end
        if pieces := _around_as_clause(sentence, index, end):
            yield verb_attribution(cue, pieces, mention, "as-said/1")


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
    return (before, *(find_continuation(sentence, first - 1, end) if is_torn else ()))


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
        follows = sentence.norm(before) == "," or sentence.kind(before) == QUOTE  # "C, heißt es in X", "C, zo blijkt uit X"
        places = (TokenRange(0, cue.first), TokenRange(cue.end, after))
        mention = next(filter(None, (_place(sentence, *place) for place in places[follows:])), None)
        if content := _content_of_impersonal(sentence, cue, after):
            goes_on = language.verb_second and follows and content.end <= cue.first and after < sentence.stop
            pieces = (content, *(find_continuation(sentence, content.end, after) if goes_on else ()))
            yield AttributionRelation(pieces, mention, cue, "it-says/1", SUPPORT)


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
        is_time = sentence.norm(index + 1) in sentence.language.time_words
        if sentence.norm(index) in sentence.language.prepositions and not is_time:
            mention = subject_after(sentence, index + 1) or TokenRange(index + 1, end)
            return TokenRange(mention.first, min(mention.end, end)) if mention.first < end else None
    return None


def _according_to(
    sentence: TokenizedSentence, cue: TokenRange, known_mention: TokenRange | None = None, after: int = 0
) -> AttributionRelation | None:
    """Match `According to X, C` and `C, according to X`; X is `known_mention` or follows the cue. C is not before `after`."""
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
            return _according_to_verb_second(sentence, cue, known_mention, after)
        direct = _source_without_comma(sentence, cue.end) if language.inverts_verb_groups and known_mention is None else None
        if direct:
            content = TokenRange(direct.end, clause_end(sentence, direct.end))
            return AttributionRelation((content,), direct, cue, "according-to/1", SUPPORT)
        comma = _source_end(sentence, known_mention.first if known_mention else cue.end, sentence.stop)
        starts_clause = sentence.norm(cue.end) in language.verb_by_form or sentence.norm(cue.end) in language.question_words
        if comma is None or (language.omits_subjects and starts_clause and not known_mention):
            return None
        content = TokenRange(comma + 1, clause_end(sentence, comma + 1))
        source = known_mention or TokenRange(cue.end, comma)
        return AttributionRelation((content,), source, cue, "according-to/1", SUPPORT)
    if language.presumes_speech_verbs and _has_quotation_of_another(sentence, cue.first):
        return None
    encloses_object = sentence.norm(cue.first - 1) == "," and before in language.all_auxiliaries  # "est, selon X, un échec"
    mention = known_mention or subject_after(sentence, cue.end, with_apposition=not encloses_object)
    mention = mention or TokenRange(cue.end, sentence.stop)
    encloses = language.verb_second and has_finite_verb(sentence, cue.first - 1, cue.first)
    first = content_start(sentence, cue.first + encloses, 0)
    if first is None:
        return None
    after = max(after, mention.end)
    continuation = find_continuation(sentence, cue.first, after)
    if continuation and _has_source_phrase(sentence, mention.end):
        continuation = []  # "300 personnes, selon X, 1 000 selon Y"
    is_torn = language.inverts_verb_groups and cue.first - first <= _MAX_TORN and sentence.norm(mention.end) == ","
    if is_torn and not continuation:
        continuation = [TokenRange(mention.end + 1, sentence.stop)]  # "Se trata, en palabras de X, de N"
    if language.fixed_word_order:
        mention = TokenRange(mention.first, _phrase_after_source(sentence, mention.end))
    if language.verb_second and sentence.norm(cue.first - 1) != "," and after < sentence.stop and not continuation:
        continuation = [TokenRange(after, clause_end(sentence, after))]
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
    sentence: TokenizedSentence, cue: TokenRange, known_mention: TokenRange | None, after: int
) -> AttributionRelation | None:
    """Match `Laut X ist C.`: the clause begins with its verb, directly after the source."""
    mention = known_mention or subject_after(sentence, cue.end)
    if mention is None:
        return None
    verb = max(after, mention.end)
    if sentence.norm(verb) == "," and is_relative_clause(sentence, verb + 1):
        verb = next((at + 1 for at in range(verb + 1, sentence.stop) if sentence.norm(at) == ","), verb)
    elif sentence.norm(verb) == "," and (closing := _source_end(sentence, verb, sentence.stop)):
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
            floor = next((at + 1 for at in range(mention.first - 1, 0, -1) if sentence.norm(at) == ":"), 0)
            before, after = TokenRange(floor, mention.first), TokenRange(index + 1, clause_end(sentence, index))
            opens = not may_be_finite(sentence, floor, mention.first)
            candidates: tuple[TokenRange, ...] = (after,) if opens and after.end > after.first else (before, after)
            candidates = tuple(TokenRange(p.first + (sentence.norm(p.first) == ","), p.end) for p in candidates)
            pieces = tuple(piece for piece in candidates if piece.first < piece.end and sentence.norm(piece.first) not in ",;")
            if pieces:
                yield AttributionRelation(pieces, mention, TokenRange(index, index + 1), "according-to/1", SUPPORT)


def _source_end(sentence: TokenizedSentence, first: int, end: int) -> int | None:
    """Return the comma between the source of an opening "According to X" and the clause, after X's appositions."""
    commas = [index for index in range(first, min(end, first + 2 * MAX_ADVERBIAL)) if sentence.norm(index) == ","]
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
        is_speaker = may_speak(sentence, mention) and may_end_before(sentence, mention.end)
        has_verb = has_finite_verb(sentence, 1, sentence.stop)
        return AttributionRelation((), mention, TokenRange(0, 1), "signed/1", SUPPORT) if is_speaker and not has_verb else None
    name = sentence.tokens[1 : sentence.stop]
    if sentence.norm(0) not in DASHES or not 0 < len(name) < _MAX_NAME or not all(token.capitalized for token in name):
        return None
    return AttributionRelation((), TokenRange(1, sentence.stop), TokenRange(0, 1), "signed/1", SUPPORT)
