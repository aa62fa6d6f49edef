"""An attribution, and the questions that rules with a verb and rules without one ask of a sentence to find it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from annotate.suggestions.rules.clauses import clause_end, is_adverbial
from annotate.suggestions.rules.cues import Cue, has_finite_verb, may_be_finite
from annotate.suggestions.rules.mentions import TokenRange, names_medium, subject_after
from annotate.suggestions.rules.tokens import DASHES, MARK, QUOTE, WORD, TokenizedSentence

MAX_ADVERBIAL = 14
"""Tokens between the verb and the comma of `As X said, C`; twice as many for the name in `According to X, C`."""

_MAX_AFTER_QUOTATION = 6  # tokens from an attribution to the next mark


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


def is_somebody(sentence: TokenizedSentence, mention: TokenRange) -> bool:
    """Return whether a noun phrase is surely somebody: a pronoun of a person, a title, a role, or a full name."""
    language = sentence.language
    tokens = sentence.tokens[mention.first : mention.end]
    if language.pronouns.get(tokens[0].norm, "") in ("m", "f", "p"):
        return True
    is_name = len(tokens) > 1 and all(token.capitalized for token in tokens) and tokens[0].norm not in language.determiners
    people = (token.norm for token in tokens if language.is_person(token.norm) or language.is_organisation(token.norm))
    return is_name or any(people) or any(token.norm in language.titles for token in tokens)


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


def agent(sentence: TokenizedSentence, first: int, end: int) -> TokenRange:
    """Return the noun phrase after "by", also without an article: "dai vigili del fuoco", "dalla questura"."""
    links = sentence.language.name_prepositions
    inside = range(first, end)
    stop = next((at for at in inside if not may_precede_noun(sentence, at) and sentence.norm(at) not in links), end)
    return subject_after(sentence, first, with_apposition=False) or TokenRange(first, stop)


def may_precede_noun(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether a word may be between a preposition and its noun: a determiner, an adjective, a name."""
    language = sentence.language
    norm = sentence.norm(index)
    return sentence.kind(index) == WORD and norm not in language.finite and norm not in language.prepositions


def has_last_speaker(sentence: TokenizedSentence, cue: Cue) -> bool:
    """Return whether a verb without a subject has the last speaker's: it may omit one, and is in the singular."""
    language = sentence.language
    return language.omits_subjects and not sentence.norm(cue.first).endswith(language.plural_verb_endings)


def may_end_before(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether an attribution may end before a token: the final marks, a comma, an adverbial, the rest of its verb."""
    if index >= sentence.stop or sentence.norm(index) in (",", ":") or is_adverbial(sentence, index):
        return True
    if names_medium(sentence, index) or joins_verb(sentence, index):
        return True
    if sentence.language.verb_second and sentence.norm(index) in sentence.language.oblique:  # "teilte X dem Sender mit"
        addressee = subject_after(sentence, index)
        return addressee is not None and may_end_before(sentence, addressee.end)
    return sentence.norm(index) in sentence.language.particles and index + 1 >= sentence.stop


def joins_verb(sentence: TokenizedSentence, index: int) -> bool:
    """Return whether another verb of the same subject follows: "„Q“, sagte X und lachte"."""
    language = sentence.language
    is_joined = language.verb_second and sentence.norm(index) in language.and_words
    return is_joined and may_be_finite(sentence, index + 1, index + 2)


def after_closing_adverbial(sentence: TokenizedSentence, index: int) -> int:
    """Return the comma after an adverbial and the rest of a verb: after "am Montag mit" of "C, teilte X am Montag mit, C"."""
    language = sentence.language
    if not language.verb_second or not (is_adverbial(sentence, index) or sentence.norm(index) in language.particles):
        return index
    near = range(index, min(index + MAX_ADVERBIAL, sentence.stop))
    comma = next((at for at in near if sentence.norm(at) == ","), index)
    return index if has_finite_verb(sentence, index, comma) else comma


def find_continuation(sentence: TokenizedSentence, end: int, after: int, *, may_go_on: bool = False) -> list[TokenRange]:
    """Return the content after an attribution in its middle: `"Q," X said, "Q."` and `C, X said, C.`.

    The content before the attribution ends at the token `end`, and `after` is the token after the attribution.
    """
    language = sentence.language
    if sentence.norm(0) in DASHES and (closing := _next_dash(sentence, after)):  # "—Q —dijo X mientras reía—. Q."
        first = closing + 1 + (sentence.norm(closing + 1) in (",", ".", ":", ";"))
        return [TokenRange(first, sentence.stop)] if first < sentence.stop else []
    if sentence.kind(after) == QUOTE and sentence.norm(after - 1) in language.verb_by_form:
        return [TokenRange(after, after + 1)]
    if (
        (language.inverts_verb_groups or language.verb_second)
        and sentence.kind(end - 1) == QUOTE
        and is_adverbial(sentence, after)
    ):
        near = range(after, min(after + _MAX_AFTER_QUOTATION, sentence.stop))  # "«Q - ha detto X in aula -, Q»"
        after = next((at for at in near if sentence.kind(at) == MARK), after)
    after += sentence.norm(after) in DASHES and sentence.norm(after + 1) == ","
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
