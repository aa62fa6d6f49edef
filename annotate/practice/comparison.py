"""How a learner's annotation of a sentence compares with the gold: what both have, what one of them has not.

Swapping the two swaps what is missed and what is extra, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from annotate.model import AUTHOR, Annotation, Claim, Scalar, Source

T = TypeVar("T")


class Answer(NamedTuple):
    """A question about a claim or a source (`noun`) that both have answered."""

    noun: str
    name: str
    gold: Scalar
    own: Scalar


class Said(NamedTuple):
    """A source of a claim, and its stance."""

    source: Source
    stance: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of a claim in the gold and in the learner's; None where that one has no such source."""

    gold: Said | None
    own: Said | None

    @property
    def answers(self) -> tuple[Answer, ...]:
        return _answers("source", self.gold.source.attributes, self.own.source.attributes) if self.gold and self.own else ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the gold and the learner's that overlaps it, and who puts it forward."""

    gold: Claim
    own: Claim
    voices: tuple[Voice, ...]

    @property
    def exact(self) -> bool:
        return self.gold.spans == self.own.spans

    @property
    def longer(self) -> int:
        """How many words more the learner's has; negative where it has fewer."""
        return _words(self.own) - _words(self.gold)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return _answers("claim", self.gold.attributes, self.own.attributes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two labels of a sentence, its claims in pairs, and those of one of them alone."""

    gold: str | None
    own: str | None
    pairs: tuple[Pair, ...]
    missed: tuple[Claim, ...]
    extra: tuple[Claim, ...]


def compare(gold: Annotation, own: Annotation) -> Comparison:
    """The gold of a sentence and what a learner made of it. Each claim is paired with the one that shares most with it."""
    aligned = _aligned(gold.claims, own.claims, _overlap)
    return Comparison(
        gold.label,
        own.label,
        tuple(Pair(one, other, _voices(_said(gold, one), _said(own, other))) for one, other in aligned if one and other),
        tuple(one for one, other in aligned if one and not other),
        tuple(other for one, other in aligned if other and not one),
    )


def _aligned(gold: Sequence[T], own: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T | None, T | None]]:
    """One to one, the likest first; what is left on either side, or like nothing on the other, stands beside None."""
    ranked = sorted(
        (-alike, i + j, i, j) for i, one in enumerate(gold) for j, other in enumerate(own) if (alike := likeness(one, other))
    )
    chosen: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    both = [(one, own[chosen[i]] if i in chosen else None) for i, one in enumerate(gold)]
    return [*both, *((None, other) for j, other in enumerate(own) if j not in chosen.values())]


def _overlap(one: Claim, other: Claim) -> float:
    """The share of characters two claims have in common: Dice's coefficient, 1 where they are the same."""
    here, there = _characters(one), _characters(other)
    return 2 * len(here & there) / (len(here) + len(there))


def _characters(claim: Claim) -> set[int]:
    return {place for span in claim.spans for place in range(span.start, span.end)}


def _words(claim: Claim) -> int:
    return sum(len(span.text.split()) for span in claim.spans)


def _said(annotation: Annotation, claim: Claim) -> list[Said]:
    """Who puts a claim forward."""
    sources = {source.id: source for source in annotation.sources}
    return [Said(sources[stance.source], stance.label) for stance in annotation.stances if stance.claim == claim.id]


def _voices(gold: Sequence[Said], own: Sequence[Said]) -> tuple[Voice, ...]:
    """Who speaks in either. The author counts where nobody else does in either: beside others its stance is only filled in."""
    alone = all(said.source.id == AUTHOR for said in (*gold, *own))
    here, there = ([said for said in side if alone or said.source.id != AUTHOR] for side in (gold, own))
    return tuple(Voice(*both) for both in _aligned(here, there, lambda one, other: _same(one.source, other.source)))


def _same(one: Source, other: Source) -> float:
    """Whether two sources are one: by name, half sure where a name holds the other, as "Mayor Ilse Baran" does "Baran"."""
    if AUTHOR in (one.id, other.id):
        return float(one.id == other.id)
    short, long = sorted((one.name.casefold(), other.name.casefold()), key=len)
    return 1.0 if short == long else 0.5 if short and short in long else 0.0


def _answers(noun: str, gold: Mapping[str, Scalar], own: Mapping[str, Scalar]) -> tuple[Answer, ...]:
    return tuple(Answer(noun, name, value, own[name]) for name, value in gold.items() if name in own)
