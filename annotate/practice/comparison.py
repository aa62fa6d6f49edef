"""How a learner's annotation of a sentence compares with the gold: what both have, what one of them has not.

Swapping the two swaps what is missed and what is extra, and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotate.model import AUTHOR, Annotation, Claim, Scalar, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A question about a claim or a source (`noun`) that both have answered."""

    noun: str
    name: str
    gold: Scalar
    own: Scalar


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of a claim, with its stance in the gold and in the learner's; None where that one has no such source."""

    source: Source
    gold: str | None
    own: str | None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the gold and the learner's that overlaps it."""

    gold: Claim
    own: Claim
    voices: tuple[Voice, ...]
    answers: tuple[Answer, ...]

    @property
    def exact(self) -> bool:
        return self.gold.spans == self.own.spans

    @property
    def longer(self) -> int:
        """How many words more the learner's has; negative where it has fewer."""
        return _words(self.own) - _words(self.gold)


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
    pairs = _paired(gold.claims, own.claims, _overlap)
    return Comparison(
        gold.label,
        own.label,
        tuple(
            Pair(one, other, _voices(gold, own, one, other), _answers("claim", one.attributes, other.attributes))
            for one, other in pairs
        ),
        tuple(claim for claim in gold.claims if all(claim is not one for one, _ in pairs)),
        tuple(claim for claim in own.claims if all(claim is not other for _, other in pairs)),
    )


def _paired(gold: Sequence[T], own: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """One to one, the likest first, in the order of `gold`; what is not alike at all stays alone."""
    ranked = sorted(
        (-alike, i + j, i, j) for i, one in enumerate(gold) for j, other in enumerate(own) if (alike := likeness(one, other))
    )
    chosen: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(gold[i], own[chosen[i]]) for i in sorted(chosen)]


def _overlap(one: Claim, other: Claim) -> float:
    """The share of characters two claims have in common: Dice's coefficient, 1 where they are the same."""
    here, there = _characters(one), _characters(other)
    return 2 * len(here & there) / (len(here) + len(there))


def _characters(claim: Claim) -> set[int]:
    return {place for span in claim.spans for place in range(span.start, span.end)}


def _words(claim: Claim) -> int:
    return sum(len(span.text.split()) for span in claim.spans)


def _voices(gold: Annotation, own: Annotation, one: Claim, other: Claim) -> tuple[Voice, ...]:
    """Who speaks for a claim in either. The author counts where nobody else does: else its stance is only filled in."""
    here, there = _stances(gold, one), _stances(own, other)
    if any(source.id != AUTHOR for source, _ in (*here, *there)):
        here, there = [[voice for voice in voices if voice[0].id != AUTHOR] for voices in (here, there)]
    pairs = _paired(here, there, lambda mine, yours: _same(mine[0], yours[0]))
    found = [
        Voice(mine[0], mine[1], yours[1], _answers("source", mine[0].attributes, yours[0].attributes)) for mine, yours in pairs
    ]
    found += [Voice(voice[0], voice[1], None) for voice in here if all(voice is not mine for mine, _ in pairs)]
    found += [Voice(voice[0], None, voice[1]) for voice in there if all(voice is not yours for _, yours in pairs)]
    return tuple(found)


def _stances(annotation: Annotation, claim: Claim) -> list[tuple[Source, str]]:
    sources = {source.id: source for source in annotation.sources}
    return [(sources[stance.source], stance.label) for stance in annotation.stances if stance.claim == claim.id]


def _same(one: Source, other: Source) -> float:
    """Whether two sources are one: by name, half sure where a name holds the other, as "Mayor Ilse Baran" does "Baran"."""
    if AUTHOR in (one.id, other.id):
        return float(one.id == other.id)
    short, long = sorted((one.name.casefold(), other.name.casefold()), key=len)
    return 1.0 if short == long else 0.5 if short and short in long else 0.0


def _answers(noun: str, gold: Mapping[str, Scalar], own: Mapping[str, Scalar]) -> tuple[Answer, ...]:
    def both() -> Iterator[Answer]:
        for name, value in gold.items():
            if name in own:
                yield Answer(noun, name, value, own[name])

    return tuple(both())
