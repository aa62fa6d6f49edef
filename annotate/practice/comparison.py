"""A learner's annotation of a sentence compared with the gold: what both have, and what only one of them has.

Swapping the two annotations swaps what is missed with what is extra, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.agreement.matching import Pieces, assign, match
from annotate.model import AUTHOR, Annotation, Answer, Claim, ClaimLink, Source, Span

# As likenesses of two sources. The same name outweighs any number of partial matches, so that it is always matched first.
_SAME_NAME = 1000.0
_PARTIAL_NAME = 1.0


class AnswerPair(NamedTuple):
    """The two answers to a question about a claim or a source (`noun`)."""

    noun: str
    name: str
    gold: Answer
    own: Answer


class SourceStance(NamedTuple):
    """A source of a claim, and its stance on the claim."""

    source: Source
    stance: str


@dataclass(frozen=True, slots=True)
class SourcePair:
    """A source of a claim in the gold and in the learner's annotation; None on the side that does not have it."""

    gold: SourceStance | None
    own: SourceStance | None

    @property
    def answers(self) -> tuple[AnswerPair, ...]:
        """The answers about the source, empty unless both sides have it."""
        if self.gold is None or self.own is None:
            return ()
        return _answer_pairs("source", self.gold.source.attributes, self.own.source.attributes)


class LinkPair(NamedTuple):
    """A link of a claim in the gold and in the learner's annotation; None on the side that does not have it."""

    gold: ClaimLink | None
    own: ClaimLink | None

    @property
    def same(self) -> bool:
        """True if both sides have the link, with the same label."""
        return self.gold is not None and self.own is not None and self.gold.label == self.own.label


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim of the gold and the learner's claim that overlaps it, with the sources and the links of both."""

    gold: Claim
    own: Claim
    sources: tuple[SourcePair, ...]
    links: tuple[LinkPair, ...] = ()

    @property
    def exact(self) -> bool:
        """True if the spans are the same."""
        return self.gold.spans == self.own.spans

    @property
    def extra_words(self) -> int:
        """The number of words that the learner's claim is longer; negative if it is shorter."""
        return _word_count(self.own) - _word_count(self.gold)

    @property
    def answers(self) -> tuple[AnswerPair, ...]:
        """The answers about the claim."""
        return _answer_pairs("claim", self.gold.attributes, self.own.attributes)


@dataclass(frozen=True, slots=True)
class SentenceComparison:
    """The two labels of a sentence, its claims in pairs, and the claims of only one side."""

    gold: str | None
    own: str | None
    pairs: tuple[ClaimPair, ...]
    missed: tuple[Claim, ...]
    extra: tuple[Claim, ...]


def compare(gold: Annotation, own: Annotation) -> SentenceComparison:
    """Compare the gold of a sentence with a learner's annotation; claims are paired as `agreement.matching` does."""
    matches = _match([claim.spans for claim in gold.claims], [claim.spans for claim in own.claims])
    pairs = [(gold.claims[index], own.claims[partner]) for index, partner in matches]
    matched_gold, matched_own = ({pair[side] for pair in matches} for side in (0, 1))
    return SentenceComparison(
        gold.label,
        own.label,
        tuple(
            ClaimPair(
                claim,
                partner,
                _source_pairs(_stances_on(gold, claim), _stances_on(own, partner)),
                _link_pairs(_links_of(gold, claim), _links_of(own, partner)),
            )
            for claim, partner in pairs
        ),
        tuple(claim for index, claim in enumerate(gold.claims) if index not in matched_gold),
        tuple(claim for index, claim in enumerate(own.claims) if index not in matched_own),
    )


def _match(gold: Sequence[Sequence[Span]], own: Sequence[Sequence[Span]]) -> list[tuple[int, int]]:
    """Return the pairs of indexes of claims that belong together, given the spans of each, in order of the gold.

    Among equally good matchings, `match` may choose another one if its arguments are swapped. Passing the two sides in sorted
    order makes the result independent of which side is the gold.
    """
    first, second = _pieces(gold), _pieces(own)
    if first <= second:
        return match(first, second)
    return sorted((index, partner) for partner, index in match(second, first))


def _pieces(claims: Sequence[Sequence[Span]]) -> list[Pieces]:
    return [[(span.start, span.end) for span in spans] for spans in claims]


def _word_count(claim: Claim) -> int:
    return sum(len(span.text.split()) for span in claim.spans)


def _stances_on(annotation: Annotation, claim: Claim) -> list[SourceStance]:
    sources = {source.id: source for source in annotation.sources}
    return [SourceStance(sources[stance.source], stance.label) for stance in annotation.stances if stance.claim == claim.id]


def _links_of(annotation: Annotation, claim: Claim) -> list[ClaimLink]:
    return [link for link in annotation.links if link.claim == claim.id]


def _link_pairs(gold: Sequence[ClaimLink], own: Sequence[ClaimLink]) -> tuple[LinkPair, ...]:
    """Pair the links of a claim that lead to the same claim, then list those of only one side."""
    partners = dict(_match([link.target for link in gold], [link.target for link in own]))
    pairs = [LinkPair(link, own[partners[index]] if index in partners else None) for index, link in enumerate(gold)]
    return (*pairs, *(LinkPair(None, link) for index, link in enumerate(own) if index not in partners.values()))


def _source_pairs(gold: Sequence[SourceStance], own: Sequence[SourceStance]) -> tuple[SourcePair, ...]:
    """Pair the sources of a claim by name, then list those of only one side.

    The author is compared only if neither side has another source: next to others, the author's stance is filled in
    automatically.
    """
    only_author = all(entry.source.id == AUTHOR for entry in (*gold, *own))
    gold, own = ([entry for entry in side if only_author or entry.source.id != AUTHOR] for side in (gold, own))
    partners = dict(_match_sources(gold, own))
    pairs = [SourcePair(entry, own[partners[index]] if index in partners else None) for index, entry in enumerate(gold)]
    unmatched = [entry for index, entry in enumerate(own) if index not in partners.values()]
    return (*pairs, *(SourcePair(None, entry) for entry in unmatched))


def _match_sources(gold: Sequence[SourceStance], own: Sequence[SourceStance]) -> list[tuple[int, int]]:
    """Return the pairs of indexes of sources with the most likeness in total; in a fixed order, like `_match`."""
    if [entry.source.name for entry in own] < [entry.source.name for entry in gold]:
        return [(index, partner) for partner, index in _match_sources(own, gold)]
    return assign([[_likeness(one.source, other.source) for other in own] for one in gold])


def _likeness(first: Source, second: Source) -> float:
    """Return how alike two sources are by name; one that contains the other, like "Mayor Ilse Baran" and "Baran", is less."""
    if AUTHOR in (first.id, second.id):
        return _SAME_NAME if first.id == second.id else 0.0
    short, long = sorted((first.name.casefold(), second.name.casefold()), key=len)
    if short == long:
        return _SAME_NAME
    return _PARTIAL_NAME if short and short in long else 0.0


def _answer_pairs(noun: str, gold: Mapping[str, Answer], own: Mapping[str, Answer]) -> tuple[AnswerPair, ...]:
    return tuple(AnswerPair(noun, name, value, own[name]) for name, value in gold.items() if name in own)
