"""Carried speech: sentences that report without a cue of their own what the last speaker says.

German does so in the subjunctive ("Er habe nichts gewusst."), and after "demnach"; languages that omit subjects with a verb of
speech alone ("Añadió que ...").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.schema.wellknown import SUPPORT
from annotate.suggestions.rules.clauses import main_clause_subject, reported_verb
from annotate.suggestions.rules.cues import find_cues
from annotate.suggestions.rules.floating_quotations import LocatedAttribution, OwnedQuotation
from annotate.suggestions.rules.mentions import TokenRange, subject_before, subject_of
from annotate.suggestions.rules.relations import AttributionRelation, is_somebody
from annotate.suggestions.rules.source_phrases import find_back_reference
from annotate.suggestions.rules.tokens import DASHES, WORD, TokenizedSentence

CARRIED_SPEECH = "carried/1"
"""The name of this rule."""

_MAX_DISTANCE = 2  # sentences since the last speech
_MIN_WORDS = 3


def carry_speech(
    sentences: Sequence[TokenizedSentence], attributions: Sequence[Sequence[AttributionRelation]]
) -> Iterator[OwnedQuotation]:
    """Yield the sentences that report what the last speaker says, each with the attribution that names the speaker."""
    last: LocatedAttribution | None = None
    spoken = 0
    dialogue: LocatedAttribution | None = None
    for number, sentence in enumerate(sentences):
        language = sentence.language
        if not (language.subjunctive or language.omits_subjects or language.impersonal_cues):
            return
        dialogue = _continued_dialogue(number, sentences, attributions, dialogue)
        if dialogue and dialogue.sentence_index < number:
            yield OwnedQuotation(number, TokenRange(0, sentence.stop), dialogue)
            continue
        for attribution in attributions[number]:
            if attribution.mention is None and last and number - spoken <= _MAX_DISTANCE:
                owner = LocatedAttribution(last.sentence_index, replace(last.attribution, label=attribution.label))
                yield from (OwnedQuotation(number, piece, owner) for piece in attribution.pieces)
                spoken = number
        if named := [attribution for attribution in attributions[number] if attribution.mention]:
            last, spoken = LocatedAttribution(number, replace(named[-1], label=SUPPORT)), number
        elif attributions[number]:
            continue
        elif (relation := find_back_reference(sentence)) and (said := _said_before(sentences, attributions, number)):
            last, spoken = LocatedAttribution(number, relation), number
            yield OwnedQuotation(number - 1, said, last)
        elif content := _reported(sentence, directly=last is not None and spoken == number - 1):
            is_over = last is None or number - spoken > _MAX_DISTANCE
            if number and (source := _named_before(sentences[number - 1], sentence, is_over=is_over)):
                last, spoken = LocatedAttribution(number - 1, source), number
            if last and number - spoken <= _MAX_DISTANCE:
                yield OwnedQuotation(number, content, last)
                spoken = number
        elif speaker := _speaker(sentence):
            last, spoken = LocatedAttribution(number, speaker), number


def _said_before(
    sentences: Sequence[TokenizedSentence], attributions: Sequence[Sequence[AttributionRelation]], number: int
) -> TokenRange | None:
    """Return the sentence before "Dat meldt X", if it is a statement that nothing else attributes."""
    before = sentences[number - 1] if number and not attributions[number - 1] else None
    if before is None or before.is_headline or '"' in before.vocabulary or before.tokens[-1].norm != ".":
        return None
    return TokenRange(0, before.stop)


def _continued_dialogue(
    number: int,
    sentences: Sequence[TokenizedSentence],
    attributions: Sequence[Sequence[AttributionRelation]],
    dialogue: LocatedAttribution | None,
) -> LocatedAttribution | None:
    """Return who speaks on in `—Q —dijo X—. Q.`: after a dash at the end of the attribution, the rest of the paragraph."""
    sentence = sentences[number]
    if sentence.norm(0) in DASHES:
        ends_with_dash = not DASHES.isdisjoint(sentence.norms[sentence.stop :])
        named = [attribution for attribution in attributions[number] if attribution.mention] if ends_with_dash else []
        return LocatedAttribution(number, named[-1]) if named else None
    is_same_block = dialogue and sentences[dialogue.sentence_index].original.block == sentence.original.block
    return dialogue if is_same_block and not attributions[number] else None


def opens_hearsay(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence begins with a word such as "demnach"."""
    return sentence.norm(0) in sentence.language.hearsay_openers


def is_reported(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence reports what somebody says, by its mood or its first word."""
    return _reported(sentence, directly=False) is not None


def _reported(sentence: TokenizedSentence, *, directly: bool) -> TokenRange | None:
    """Return the content of a sentence that reports speech; `directly` after another such sentence, more forms are a sign."""
    language = sentence.language
    if not language.subjunctive and not language.hearsay_openers:
        return None
    if sentence.tokens[-1].norm != "." or not language.first_person.isdisjoint(sentence.vocabulary):
        return None
    if sum(token.kind == WORD for token in sentence.tokens) < _MIN_WORDS:
        return None
    if not language.hearsay_openers.isdisjoint(sentence.vocabulary) and '"' not in sentence.vocabulary:
        return TokenRange(int(opens_hearsay(sentence)), sentence.stop)
    return TokenRange(0, sentence.stop) if reported_verb(sentence, 0, directly=directly) else None


def _named_before(before: TokenizedSentence, sentence: TokenizedSentence, *, is_over: bool) -> AttributionRelation | None:
    """Return who speaks in a sentence by the one before: the report that it names, or if the last speech is over, its subject."""
    report = _named_report(before) if opens_hearsay(sentence) else None
    return report or (_actor(before) if is_over else None)


def _named_report(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Return an attribution to the report that a sentence mentions last: "legte am Abend ihren Bericht vor"."""
    documents = sentence.language.document_nouns
    for index in range(len(sentence.tokens) - 1, -1, -1):
        if (
            sentence.norm(index) in documents
            and sentence.tokens[index].capitalized
            and (mention := subject_before(sentence, index + 1))
        ):
            return AttributionRelation((), mention, TokenRange(index, index + 1), CARRIED_SPEECH, SUPPORT)
    return None


def _actor(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Return an attribution without content to the person or organisation that does something: "Das Amt hat Klage erhoben."."""
    mention = main_clause_subject(sentence, sentence.stop)
    if mention is None or not is_somebody(sentence, mention):
        return None
    return AttributionRelation((), mention, mention, CARRIED_SPEECH, SUPPORT)


def _speaker(sentence: TokenizedSentence) -> AttributionRelation | None:
    """Return an attribution without content to the subject of the last verb of speech in a sentence."""
    for cue in reversed(list(find_cues(sentence))):
        if mention := subject_of(sentence, cue.first, cue.head):
            return AttributionRelation((), mention, TokenRange(cue.first, cue.end), CARRIED_SPEECH, SUPPORT)
    return None
