"""Speakers of floating quotations: those without an attribution of their own, such as the rest of a longer quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.source_phrases import find_signature
from annotate.suggestions.rules.tokens import QUOTE, WORD, TokenizedSentence
from annotate.suggestions.rules.verb_attributions import find_announcement
from annotate.text.quotations import Quotation

CARRIED_QUOTATION = "quotation/1"
"""The name of this rule."""
_SPEAKING = frozenset({"quote-said/1", "said-quote/1", "clause-said/1", "said-that/1", "said-clause/1", "according-to/1"})
"""The rules that find what somebody said, in so many words."""

_MAX_BLOCK_DISTANCE = 2  # after more paragraphs than this, the last speaker is forgotten

AttributionsBySentence = Sequence[Sequence[AttributionRelation]]
"""The attributions of each sentence."""


class LocatedAttribution(NamedTuple):
    """An attribution and the index of its sentence."""

    sentence_index: int
    attribution: AttributionRelation


class OwnedQuotation(NamedTuple):
    """The piece of a quotation in one sentence, and the attribution to its speaker."""

    sentence_index: int
    piece: TokenRange
    attribution: LocatedAttribution


def attribute_quotations(
    sentences: Sequence[TokenizedSentence], attributions: AttributionsBySentence, quotations: Sequence[Quotation]
) -> Iterator[OwnedQuotation]:
    """Yield the pieces of quotations whose speaker is named in another sentence.

    Speakers are assigned in three passes, each of which leaves earlier assignments alone: by an attribution or a signature of
    the quotation itself, then from one part of a quotation over several paragraphs to the others, then to the last speaker.
    """
    owners = _direct_owners(sentences, attributions)
    _extend_over_paragraphs(owners, quotations)
    _extend_to_last_speaker(owners, sentences, attributions)
    for number, sentence in enumerate(sentences):
        quoted = _quotations(sentence)
        attributed = [piece for attribution in attributions[number] if quoted for piece in attribution.pieces]
        for index in quoted:
            owner = owners.get(sentence.tokens[index].quotation)
            if owner is None or any(piece.first <= index < piece.end for piece in attributed):
                continue
            if owner.sentence_index != number or _is_only_quotation(sentence):
                yield OwnedQuotation(number, TokenRange(index, index + 1), owner)


def _direct_owners(sentences: Sequence[TokenizedSentence], attributions: AttributionsBySentence) -> dict[int, LocatedAttribution]:
    """Return the attribution of each quotation that has one.

    A quotation belongs to an attribution if it is the whole content, or runs past the end of the sentence. A signature claims
    the quotation just before it.
    """
    owners: dict[int, LocatedAttribution] = {}
    for number, sentence in enumerate(sentences):
        for attribution in attributions[number]:
            for piece in attribution.pieces if '"' in sentence.vocabulary else ():
                is_whole_piece = piece.end - piece.first <= 2  # with a comma
                for token in sentence.tokens[piece.first : piece.end]:
                    if token.kind == QUOTE and (is_whole_piece or token.end == sentence.original.end):
                        owners.setdefault(token.quotation, LocatedAttribution(number, attribution))
    for number, sentence in enumerate(sentences[1:], 1):
        before = sentences[number - 1]
        if before.kind(before.stop - 1) == QUOTE and (signature := find_signature(sentence)):
            owners.setdefault(before.tokens[before.stop - 1].quotation, LocatedAttribution(number, signature))
    return owners


def _extend_over_paragraphs(owners: dict[int, LocatedAttribution], quotations: Sequence[Quotation]) -> None:
    """Give all parts of a quotation over several paragraphs the owner of the part with an attribution, in either direction."""
    for index in range(1, len(quotations)):
        if quotations[index].is_continuation and index - 1 in owners:
            owners.setdefault(index, owners[index - 1])
    for index in range(len(quotations) - 1, 0, -1):
        if quotations[index].is_continuation and index in owners:
            owners.setdefault(index - 1, owners[index])


def _extend_to_last_speaker(
    owners: dict[int, LocatedAttribution], sentences: Sequence[TokenizedSentence], attributions: AttributionsBySentence
) -> None:
    """Give a sentence that is only a quotation to the last speaker, unless that was too many paragraphs ago."""
    last: LocatedAttribution | None = None
    block = 0
    for number, sentence in enumerate(sentences):
        quoted = [sentence.tokens[index].quotation for index in _quotations(sentence)]
        announcement = find_announcement(sentence)
        if not (quoted or attributions[number] or announcement):
            continue
        if quoted and last and _is_only_quotation(sentence) and sentence.original.block - block <= _MAX_BLOCK_DISTANCE:
            for quotation in quoted:
                owners.setdefault(quotation, last)
        speakers = [owners[quotation] for quotation in quoted if quotation in owners]
        speakers += [LocatedAttribution(number, attribution) for attribution in _last_speaking(sentence, attributions[number])]
        if announcement:
            speakers.append(LocatedAttribution(number, announcement))
        if speakers:
            last, block = speakers[-1], sentence.original.block


def _last_speaking(sentence: TokenizedSentence, attributions: Sequence[AttributionRelation]) -> Sequence[AttributionRelation]:
    """Return the attribution of a sentence that a quotation after it continues: of its last speaker, the first.

    In `"Q," X said, referring to N. "Q."` and `"Q," said X, who said C. "Q."` that is the first; what is only named, not said,
    comes last.
    """
    speaking = [attribution for attribution in attributions if attribution.rule in _SPEAKING] or attributions
    relatives = sentence.language.closing_relatives
    is_clause = [bool(one.mention and sentence.norm(one.mention.first) in relatives) for one in speaking]
    speaking = [one for one, is_relative in zip(speaking, is_clause, strict=True) if not is_relative] or speaking
    return [next(attribution for attribution in speaking if attribution.mention == speaking[-1].mention)] if speaking else []


def _quotations(sentence: TokenizedSentence) -> list[int]:
    """Return the tokens of a sentence that are quotations."""
    if '"' not in sentence.vocabulary:
        return []
    return [index for index, token in enumerate(sentence.tokens) if token.kind == QUOTE]


def _is_only_quotation(sentence: TokenizedSentence) -> bool:
    """Return whether a sentence with a quotation has no words outside quotation marks."""
    return all(token.kind != WORD for token in sentence.tokens)
