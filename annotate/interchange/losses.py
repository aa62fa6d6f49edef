"""The loss report: one line a kind of thing that does not survive the way from one tool to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotate.schema.wellknown import QUOTE, REASON

KINDS: Mapping[str, str] = {
    "text.changed": "the text of the article",
    "blocks": "headlines, captions, bylines and other blocks",
    "metadata": "title, byline, date, address and language",
    "sentence.boundaries": "where sentences begin and end",
    "sentence.label": "the label of a sentence",
    "sentence.attribute": "an answer about a sentence",
    "skip.reason": "the reason why a sentence is skipped",
    "claim": "a whole claim",
    "claim.pieces": "the pieces of a claim that is not one stretch of text",
    "claim.attribute": "an answer about a claim",
    "source.mention": "a source, or its mention",
    "source.identity": "which mentions are the same source, and its name",
    "source.unmentioned": "a source that is not mentioned in the text",
    "source.attribute": "an answer about a source",
    "stance.label": "a source's stance",
    "stance.second_source": "the stance of a further source on the same claim",
    "stance.author": "the author's stance",
    "stance.cue": "the cue of a stance",
    "stance.quote": "how a claim is quoted",
    "stance.attribute": "an answer about a stance",
    "link": "a link between two claims of an article",
    "flag": "a flag",
    "note": "a note",
    "annotator": "the decisions of a further annotator",
    "adjudication": "the decisions of adjudicators",
    "suggestion": "a suggestion that nobody decided on",
    "origin": "where an item came from, and whether suggestions were shown",
    "time": "the time of a decision, and how long it took",
    "history": "decisions that were replaced by newer ones",
    "span.trimmed": "the first or last characters of a span",
    "span.crosses_sentence": "a span that crosses the end of a sentence",
    "span.overlap": "a span that overlaps another",
    "character.replaced": "a character that the format cannot hold",
    "unknown": "something of theirs that has no place here",
}
"""The kinds of loss. ``claim.attribute``, ``source.attribute``, ``unknown`` and the like are followed by a name:
``claim.attribute.type``."""

NAMED_KINDS = frozenset({"claim.attribute", "source.attribute", "stance.attribute", "sentence.attribute", "unknown"})

_EXAMPLES = 3


def family(kind: str) -> str:
    """Return a kind without the name in it.

    >>> family("claim.attribute.type"), family("unknown.score"), family("flag")
    ('claim.attribute', 'unknown', 'flag')
    """
    return next((named for named in NAMED_KINDS if kind.startswith(f"{named}.")), kind)


def attribute_kind(noun: str, name: str) -> str:
    """Return the kind of a lost answer.

    >>> attribute_kind("claim", "type"), attribute_kind("annotation", "reason"), attribute_kind("stance", "quote")
    ('claim.attribute.type', 'skip.reason', 'stance.quote')
    """
    if (noun, name) == ("annotation", REASON):
        return "skip.reason"
    if (noun, name) == ("stance", QUOTE):
        return "stance.quote"
    return f"{'sentence' if noun == 'annotation' else noun}.attribute.{name}"


@dataclass(frozen=True, slots=True)
class Loss:
    """A line of the report: the kind, how many were lost and kept, what becomes of the lost ones, and the first of them."""

    kind: str
    lost: int
    kept: int = 0
    how: str = ""
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class LossCounter:
    """Counts what is lost and kept, kind by kind, and remembers the first examples."""

    _lost: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)
    _how: dict[str, str] = field(default_factory=dict)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def lose(self, kind: str, example: str, how: str = "", number: int = 1) -> None:
        """Count something that is lost; `how` says what becomes of it, `example` names its place."""
        self._lost[kind] = self._lost.get(kind, 0) + number
        if how:
            self._how.setdefault(kind, how)
        examples = self._examples.setdefault(kind, [])
        if example and len(examples) < _EXAMPLES:
            examples.append(example)

    def keep(self, kind: str, number: int = 1) -> None:
        """Count something that is kept."""
        self._kept[kind] = self._kept.get(kind, 0) + number

    def count(self, kind: str, kept: bool, example: str) -> None:
        """Count something that is kept or lost."""
        if kept:
            self.keep(kind)
        else:
            self.lose(kind, example)

    def absorb(self, other: LossCounter) -> None:
        """Add what another counter has counted."""
        for kind, number in other._lost.items():
            self.lose(kind, "", other._how.get(kind, ""), number)
            self._examples[kind] = [*self._examples.get(kind, []), *other._examples.get(kind, [])][:_EXAMPLES]
        for kind, number in other._kept.items():
            self.keep(kind, number)

    def losses(self, hows: Mapping[str, str] | None = None) -> tuple[Loss, ...]:
        """Return the report, in the order of `KINDS`; `hows` says what becomes of each kind, unless it was said before."""
        order = {kind: number for number, kind in enumerate(KINDS)}
        kinds = sorted(self._lost, key=lambda kind: (order.get(family(kind), len(order)), kind))
        hows = hows or {}
        return tuple(
            Loss(
                kind,
                self._lost[kind],
                self._kept.get(kind, 0),
                self._how.get(kind) or hows.get(kind) or hows.get(family(kind)) or "left out",
                tuple(self._examples.get(kind, ())),
            )
            for kind in kinds
        )


def merged_losses(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return a report with one line a kind from several reports."""
    by_kind: dict[str, Loss] = {}
    for loss in losses:
        known = by_kind.get(loss.kind)
        by_kind[loss.kind] = (
            loss
            if known is None
            else replace(
                known,
                lost=known.lost + loss.lost,
                kept=known.kept + loss.kept,
                examples=(*known.examples, *loss.examples)[:_EXAMPLES],
            )
        )
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(by_kind.values(), key=lambda loss: (order.get(family(loss.kind), len(order)), loss.kind)))


def loss_to_json(loss: Loss) -> dict[str, Any]:
    """Return a line of the report as a value for JSON."""
    return {"kind": loss.kind, "lost": loss.lost, "kept": loss.kept, "how": loss.how, "examples": list(loss.examples)}
