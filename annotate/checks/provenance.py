"""Warnings about who decided, and when: names that look alike, and decisions from the future."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from annotate.model import Problem, Revision
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


def decisions_from_the_future(revisions: Iterable[Revision], now: datetime, origin: str = "") -> Iterator[Problem]:
    """Yield a problem for each annotator of a document who decided later than now, by the clock that dated the decision."""
    limit = (now + CLOCK_TOLERANCE).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    latest: dict[tuple[str, str, str], Revision] = {}
    for revision in revisions:
        if revision.created > limit:
            key = revision.layer, revision.document, revision.annotator
            known = latest.setdefault(key, revision)
            latest[key] = max(known, revision, key=lambda revision: revision.created)
    for revision in latest.values():
        yield Problem(
            "future-decision",
            f"{revision.annotator} decided at {revision.created}, which is later than now",
            "set the clock of the computer where it was made; until then it counts more than later decisions made elsewhere",
            origin,
            "$.created",
            revision.document,
            revision.sentence,
        )
