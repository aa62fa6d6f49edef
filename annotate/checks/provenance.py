"""Problems of what surrounds decisions: names that look alike, decisions from the future, labels with other numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from annotate.model import Layer, Problem
from annotate.model.people import CLOCK_TOLERANCE, second_spellings
from annotate.text.terminal import shell_word


def look_alike_names(decisions: Mapping[str, int], origin: str = "") -> Iterator[Problem]:
    """Yield the names in a store that are other spellings of one with more decisions; `decisions` has their numbers by name."""
    names = sorted(decisions, key=lambda name: (-decisions[name], name))
    for name, first in second_spellings(names, ()):
        yield Problem(
            "look-alike-names",
            f"{name!r} is another spelling of {first!r}",
            f"if they are one person: annotate annotators merge {shell_word(name)} {shell_word(first)}",
            origin,
        )


def foreign_spellings(names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield the names in files that are other spellings of one before them, or of one that is `known` here."""
    for name, first in second_spellings(names, known):
        yield Problem(
            "look-alike-names",
            f"{name!r} is another spelling of {first!r}",
            f"if they are one person, load it with --as {shell_word(f'{name}={first}')}",
        )


def renumbered_labels(description: str, origin: str) -> Problem:
    """Return the problem that labels have other numbers in a schema than in the last export; `origin` is the schema's file."""
    remedy = "put them back in their order in the schema and append new ones, or export with --renumber"
    return Problem("renumbered-label", description, remedy, origin)


class Made(NamedTuple):
    """The annotator, place and time of a decision, without what was decided, which may be unreadable."""

    layer: Layer
    document: str
    annotator: str
    sentence: str
    created: str


def decisions_from_the_future(decisions: Iterable[Made], now: datetime, origin: str = "") -> Iterator[Problem]:
    """Yield a problem for each annotator of a document who decided later than now, by the clock that dated the decision."""
    limit = (now + CLOCK_TOLERANCE).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    latest: dict[tuple[Layer, str, str], Made] = {}
    for decision in decisions:
        if decision.created > limit:
            known = latest.setdefault(decision[:3], decision)
            latest[decision[:3]] = max(known, decision, key=lambda made: made.created)
    for decision in latest.values():
        yield Problem(
            "future-decision",
            f"{decision.annotator} decided at {decision.created}, which is later than now",
            "set the clock of the computer where it was made; until then it counts more than later decisions made elsewhere",
            origin,
            "$.created",
            decision.document,
            decision.sentence,
        )
