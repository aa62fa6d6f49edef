"""The labels to learn from, and how they relate to the tokens of a sentence and to a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.model import AUTHOR, Annotation, Document, Suggestion
from annotate.suggestions.rules.mentions import TokenRange
from annotate.suggestions.rules.relations import AttributionRelation
from annotate.suggestions.rules.tokens import QUOTE, WORD, TokenizedSentence

Offsets = tuple[int, int]
_WORD = re.compile(r"\w+")
_NEAR = 3  # tokens between a source and its cue


class LabelledClaim(NamedTuple):
    """A claim as it was labelled: its pieces, and if it is `attributed` its source's mention and cue, where known."""

    pieces: tuple[Offsets, ...]
    attributed: bool
    mention: Offsets | None = None
    cue: Offsets | None = None


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document with the claims of each labelled sentence, by sentence id. Sentences that are not labelled are not in it."""

    document: Document
    claims: Mapping[str, tuple[LabelledClaim, ...]]


def labelled_claims(annotation: Annotation) -> tuple[LabelledClaim, ...]:
    """Return the claims of an annotation, each with the source that is not the author, if it has one."""
    mentions = {source.id: source.mention for source in annotation.sources}
    stances = {stance.claim: stance for stance in reversed(annotation.stances) if stance.source != AUTHOR}
    claims = []
    for claim in annotation.claims:
        stance = stances.get(claim.id)
        mention, cue = (mentions.get(stance.source), stance.cue) if stance else (None, None)
        claims.append(
            LabelledClaim(
                tuple((span.start, span.end) for span in claim.spans),
                stance is not None,
                (mention.start, mention.end) if mention else None,
                (cue.start, cue.end) if cue else None,
            )
        )
    return tuple(claims)


def words_in(text: str, spans: Iterable[Offsets], leading: Sequence[str] = ()) -> frozenset[int]:
    """Return the starts of the words in some spans, without those `leading` words at the beginning that are not part of a claim.

    >>> sorted(words_in("But it is safe.", [(0, 9)], ["but"]))
    [4, 7]
    """
    found = [match for start, end in spans for match in _WORD.finditer(text, start, end)]
    while found and found[0].group().lower() in leading:
        del found[0]
    return frozenset(match.start() for match in found)


class Rating(NamedTuple):
    """The worth of a suggestion: it has exactly the words and the source of a label, or at least half of the words of both."""

    exact: bool
    useful: bool
    keys: int


WRONG = Rating(False, False, 1)
BLIND_KEYS = (3, 6)
"""The keys that label a claim of the author's, and an attributed claim, where nothing is suggested."""


def rate(
    text: str, suggestion: Suggestion, claims: Sequence[LabelledClaim], leading: Sequence[str] = ()
) -> tuple[Rating, int | None]:
    """Return how right a suggestion is, and the index of the claim that it fits best, None if it fits none.

    The keys are those that make the label of it: one to accept it, two for each edge to move, three to choose another source.
    """
    ours = words_in(text, [(span.start, span.end) for span in suggestion.spans], leading)
    best, place = WRONG, None
    for index, claim in enumerate(claims):
        if claim.attributed != (suggestion.source is not None):
            continue
        gold = words_in(text, claim.pieces, leading)
        shared = len(ours & gold)
        if not shared or 2 * shared < len(ours | gold):
            continue
        edges = (min(ours) != min(gold)) + (max(ours) != max(gold))
        right_source = _is_source(text, suggestion, claim)
        exact = ours == gold
        rating = Rating(exact and right_source, True, 1 + 2 * max(edges, not exact) + 3 * (not right_source))
        if place is None or rating.keys < best.keys:
            best, place = rating, index
    return best, place


def _is_source(text: str, suggestion: Suggestion, claim: LabelledClaim) -> bool:
    """Return whether a suggestion's source is the claim's: its mention shares a word. An unmentioned source cannot be wrong."""
    mention = suggestion.source.mention if suggestion.source else None
    if mention is None or claim.mention is None:
        return mention is None or not claim.attributed or claim.cue is None
    return bool(words_in(text, [(mention.start, mention.end)]) & words_in(text, [claim.mention]))


def covers(sentence: TokenizedSentence, index: int, spans: Iterable[Offsets]) -> bool:
    """Return whether at least half of a token lies in some spans."""
    token = sentence.tokens[index]
    inside = sum(max(0, min(end, token.end) - max(start, token.start)) for start, end in spans)
    return 2 * inside >= token.end - token.start


def anchor_of(sentence: TokenizedSentence, claim: LabelledClaim, rules: Sequence[AttributionRelation]) -> int | None:
    """Return the token that shows the attribution of a claim, None if there is none to be seen.

    It is the verb of the cue. If no cue was labelled, it is that of the rules' attribution of the same content or, failing that,
    the likeliest word beside the mention of the source.
    """
    tokens = range(len(sentence.tokens))
    if claim.cue is not None:
        inside = [index for index in tokens if covers(sentence, index, [claim.cue]) and sentence.kind(index) != QUOTE]
        return _head(sentence, inside)
    content = {index for index in tokens if covers(sentence, index, claim.pieces)}
    for relation in rules:
        if any(content & {*range(piece.first, piece.end)} for piece in relation.pieces):
            return anchor(relation.cue, sentence)
    if claim.mention is None:
        return None
    mention = [index for index in tokens if covers(sentence, index, [claim.mention])]
    if not mention:
        return None
    beside = [*range(mention[-1] + 1, mention[-1] + 1 + _NEAR), *range(mention[0] - 1, mention[0] - _NEAR, -1)]
    return _head(sentence, [index for index in beside if index in tokens and index not in content], required=False)


def anchor(cue: TokenRange, sentence: TokenizedSentence) -> int:
    """Return the token of a cue that stands for all of it."""
    head = _head(sentence, range(cue.first, cue.end))
    return cue.first if head is None else head


def _head(sentence: TokenizedSentence, indexes: Sequence[int], *, required: bool = True) -> int | None:
    language = sentence.language
    words = [index for index in indexes if sentence.kind(index) == WORD]
    for index in words:
        if sentence.norm(index) in language.verb_by_form and sentence.norm(index) not in language.passive:
            return index
    function_words = language.all_auxiliaries | language.complementizers | language.determiners | language.adverbs
    plain = [index for index in words if sentence.norm(index) not in function_words]
    if plain:
        return plain[0]
    return next(iter(indexes), None) if required else None
