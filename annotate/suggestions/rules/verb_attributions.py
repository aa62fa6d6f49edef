"""Attributions by a verb: `"Q," X said`, `C, X said`, `X said that C`, `X denied N`, ...

In these patterns Q is a quotation, C a clause, N a noun phrase and X a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from annotate.schema.wellknown import NEUTRAL, SUPPORT
from annotate.suggestions.rules.clauses import (
    clause_end,
    clause_subject,
    content_start,
    is_adverbial,
    opening_subject,
    reported_verb,
)
from annotate.suggestions.rules.cues import (
    Cue,
    ends_with_mark,
    find_cues,
    has_finite_verb,
    is_adverb,
    is_clause_verb,
    is_infinitive,
    is_quoted_name,
    may_be_finite,
)
from annotate.suggestions.rules.frames import content_after
from annotate.suggestions.rules.mentions import TokenRange, after_adverbial, subject_after, subject_before, subject_of
from annotate.suggestions.rules.relations import (
    MAX_ADVERBIAL,
    AttributionRelation,
    after_closing_adverbial,
    agent,
    find_continuation,
    has_last_speaker,
    is_somebody,
    joins_verb,
    may_end_before,
    may_speak,
)
from annotate.suggestions.rules.tokens import DASHES, QUOTE, WORD, TokenizedSentence

_MAX_ASIDE = 9  # tokens between the commas around an aside, with the first
_DIALOGUE_MARKS = frozenset(",?!…")
_MAX_ADVERBIALS = 4  # between a verb and its subject
_MAX_ADDRESSEE = 3  # words without an article that name whom a verb addresses
_CLAUSE_RULES = frozenset({"said-that/1", "said-quote/1", "said-clause/1", "asked/1"})


def attribution_by_verb(
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


def closing_attribution(sentence: TokenizedSentence, cue: Cue) -> AttributionRelation | None:
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
    may_end = after >= sentence.stop or is_adverbial(sentence, after) or joins_verb(sentence, after)
    return attribution if may_end else None


def _before_content(
    sentence: TokenizedSentence,
    cue: Cue,
    mention: TokenRange | None,
    floor: int,
    previous: AttributionRelation | None,
) -> AttributionRelation | None:
    """Match `X said C`. A verb without a subject has that of the attribution before it, or the sentence's."""
    frame = content_after(sentence, cue, mention)
    if frame is None:
        return None
    rule, content = frame
    mention = _shared_subject(sentence, cue, mention, floor) or mention
    source = mention or (_continued_subject(sentence, cue, previous) if previous else _sentence_subject(sentence, cue))
    if mention and sentence.language.verb_second and _carries_speech(sentence, mention):
        return None
    if source is None:
        may_speak_here = rule in _CLAUSE_RULES and has_last_speaker(sentence, cue)
    else:
        has_subject = mention or previous or rule in _CLAUSE_RULES or _may_take_subject(sentence, cue)
        may_speak_here = bool(has_subject) and _may_be_source(sentence, cue, source, rule)
    if not may_speak_here:
        return None
    is_request = rule == "wants/1" and not cue.uncertain  # "asked the mayor to leave" is a demand, not a question
    pieces = [*_content_before_subject(sentence, mention, floor, rule), content] if mention else [content]
    label = SUPPORT if is_request else stance_label(cue)
    return AttributionRelation(tuple(pieces), source, TokenRange(cue.first, cue.end), rule, label)


def _may_be_source(sentence: TokenizedSentence, cue: Cue, source: TokenRange, rule: str) -> bool:
    """Return whether the subject of a verb can be who says it: not "it", nobody, or whom a question is about."""
    language, first = sentence.language, sentence.norm(source.first)
    if source.end - source.first == 1 and first in language.expletives:
        return False
    if first in language.complementizers and _follows_article(sentence, source.first):
        return False  # "lo que ha pedido"
    if language.verb_second and first in language.negations:
        return False  # "Niemand sagt, dass C"
    if language.verb_second and sentence.norm(cue.first - 1) in language.infinitive_markers and not is_somebody(sentence, source):
        return False
    surely_clause = rule in _CLAUSE_RULES or not (language.person_endings or language.infinitive_endings)
    is_strict = not surely_clause or "h" in cue.verb.frames
    if is_strict and not (first in language.relatives or may_speak(sentence, source)):
        return False
    if sentence.tokens[-1].norm == "?" and first in language.question_words:
        return False  # "Who said it was easy?"
    return not (_is_in_question(sentence, source) or (rule == "wants/1" and _is_inner_pronoun(sentence, source)))


def _carries_speech(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a sentence is itself what the last speaker says: "Er hoffe, dass C" after "Brandt sagte, er gehe"."""
    return _is_pronoun(sentence, mention) and reported_verb(sentence, 0)


def _sentence_subject(sentence: TokenizedSentence, cue: Cue) -> TokenRange | None:
    """Return the subject at the start of a sentence; of "Desde X aseguran que C", where the verb has none, X."""
    mention = _collective(sentence, cue, 0)
    return mention if mention and mention.end <= cue.first else opening_subject(sentence, cue.first)


def _collective(sentence: TokenizedSentence, cue: Cue, first: int) -> TokenRange | None:
    """Return X of `Desde X aseguran que C` and `C, aseguran desde X`, where the preposition is the token `first`."""
    language = sentence.language
    is_plural = any(norm.endswith(language.plural_verb_endings) for norm in sentence.norms[cue.first : cue.end])
    if not is_plural or sentence.norm(first) not in language.collective_prepositions:
        return None
    mention = agent(sentence, first + 1, sentence.stop) if first + 1 < sentence.stop else None
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
    return AttributionRelation((content,), mention, TokenRange(cue.head, cue.end), f"{cue.verb.rule}/1", stance_label(cue))


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


def stance_label(cue: Cue) -> str:
    """Return the stance that a verb gives its source: that of the verb, or neutral where it may not be said."""
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
    mention = subject_of_inverted(sentence, follows) if clitic is None else TokenRange(clitic, clitic + 1)
    if mention is None and sentence.norm(cue.end) in language.collective_prepositions:
        mention = _collective(sentence, cue, cue.end)
    if mention and sentence.norm(mention.first) in language.impersonal_subjects:
        mention = _informant(sentence, cue, mention) or mention
    if is_quoted and mention is None and has_last_speaker(sentence, cue) and may_end_before(sentence, cue.end):
        end = before if follows_comma else cue.first
        first = content_start(sentence, end, floor)
        return verb_attribution(cue, [TokenRange(first, end)], None, "quote-said/1") if first is not None else None
    if mention and mention.first >= cue.end and sentence.norm(mention.first) in language.oblique:
        return None
    if mention is None or (
        not is_quoted and not (may_end_before(sentence, max(mention.end, cue.end)) and may_speak(sentence, mention))
    ):
        return None
    end = before if follows_comma or sentence.norm(before) in DASHES else cue.first
    first = content_start(sentence, end, floor)
    if first is None:
        return None
    after = after_closing_adverbial(sentence, max(mention.end, cue.end))
    if language.verb_second and sentence.norm(after) == "," and sentence.norm(after + 1) in language.complementizers:
        return None  # "Auf die Frage, ob es regne, antwortete X, dass C"
    pieces = [TokenRange(first, end), *find_continuation(sentence, end, after)]
    if language.clause_after_comma:
        is_clause = any(is_clause_verb(sentence, at) for at in range(first, end)) or reported_verb(sentence, first)
    else:
        is_clause = may_be_finite(sentence, first, end)
    if not is_quoted and len(pieces) == 1 and not is_clause:
        return None
    if not is_quoted and _has_past_form(sentence, mention):
        return None  # "the bank, which is in Oslo, said its profit rose"
    return verb_attribution(cue, pieces, mention, "quote-said/1" if is_quoted else "clause-said/1")


def _may_be_spoken(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a quotation directly before its verb is no title: it is first, or ends with a mark ("« Où ? » dit-il")."""
    return index == 0 or ends_with_mark(sentence, index) or not sentence.language.inverts_verb_groups


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
    """Match `"Q", hatte X am Montag gesagt` and `C, hatte X gesagt`: the auxiliary is before the subject, the verb at the end."""
    near = range(cue.first - 1, max(floor, cue.first - MAX_ADVERBIAL), -1)
    auxiliary = next((at for at in near if sentence.norm(at) in sentence.language.auxiliaries), 0)
    end = auxiliary - (sentence.norm(auxiliary - 1) == ",")
    is_quoted = sentence.kind(end - 1) == QUOTE
    if end <= floor or not (is_quoted or (end < auxiliary and reported_verb(sentence, floor))):
        return None
    mention, first = subject_after(sentence, auxiliary + 1), content_start(sentence, end, floor)
    if mention is None or first is None or mention.first >= cue.head or sentence.norm(mention.first) in sentence.language.oblique:
        return None
    rule = "quote-said/1" if is_quoted else "clause-said/1"
    return verb_attribution(cue, [TokenRange(first, end)], TokenRange(mention.first, min(mention.end, cue.head)), rule)


def subject_of_inverted(sentence: TokenizedSentence, first: int) -> TokenRange | None:
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


def verb_attribution(cue: Cue, pieces: Sequence[TokenRange], mention: TokenRange | None, rule: str) -> AttributionRelation:
    """Return the attribution by a verb with these pieces of content and this source."""
    return AttributionRelation(tuple(pieces), mention, TokenRange(cue.first, cue.end), rule, stance_label(cue))


def _after_quotation(sentence: TokenizedSentence, cue: Cue, mention: TokenRange, floor: int) -> AttributionRelation | None:
    """Match `"Q," X said`."""
    if "q" not in cue.verb.frames:
        return None
    end = mention.first - (sentence.norm(mention.first - 1) == ",")
    if end <= floor or sentence.kind(end - 1) != QUOTE:
        return None
    if end == mention.first and not ends_with_mark(sentence, end - 1):
        return None
    first = content_start(sentence, end, floor)
    if first is None:
        return None
    after = _skip_adverbial(sentence, cue) or cue.end
    pieces = [TokenRange(first, end), *find_continuation(sentence, end, after)]
    return verb_attribution(cue, pieces, mention, "quote-said/1")


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
        pieces = find_continuation(sentence, comma, after)
        if not pieces or not may_be_finite(sentence, after, sentence.stop):
            return None
        return verb_attribution(cue, [*_opening_adverbial(sentence, floor, comma), *pieces], mention, "clause-said/1")
    continuation = find_continuation(sentence, comma, after, may_go_on=True)
    if continuation and sentence.norm(continuation[0].first) in sentence.language.all_auxiliaries:
        first = _subject_start(sentence, first, comma)
    pieces = [TokenRange(first, comma), *continuation]
    if len(pieces) == 1 and (not may_be_finite(sentence, first, comma) or _is_only_subordinate(sentence, first, comma)):
        return None
    return verb_attribution(cue, pieces, mention, "clause-said/1")


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
    return sentence.next_comma(index)


def _after_addressee(sentence: TokenizedSentence, cue: Cue) -> int:
    """Return the token after whom a verb such as "tell" addresses: "told the BBC"; after the verb, if it addresses nobody."""
    if "o" not in cue.verb.frames:
        return cue.end
    language = sentence.language
    addressee = subject_after(sentence, cue.end, with_apposition=False)
    end = cue.end + 1 if sentence.norm(cue.end) in language.addressees else addressee.end if addressee else cue.end
    after = sentence.next_comma(end)
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
    near = range(cue.end, min(cue.end + MAX_ADVERBIAL, len(sentence.tokens)))
    comma = next((index for index in near if sentence.norm(index) == ","), None)
    if comma is None or (comma > cue.end and not is_adverbial(sentence, cue.end)) or comma + 1 >= sentence.stop:
        return None
    content = TokenRange(comma + 1, clause_end(sentence, comma + 1))
    return verb_attribution(cue, [content], mention, "as-said/1")
