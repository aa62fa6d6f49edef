"""The share of matches that were found, as an audit of claims drawn at random tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotate.linking.closure import Closure


class MeasuredRecall(NamedTuple):
    """The result of an audit.

    audited: the number of audited claims. matched: the number of them that have a match.
    share: the share of their matches that had been linked before, with its 95 % interval; None if none has a match.
    """

    audited: int
    matched: int
    share: tuple[float, float, float] | None


def linked_shares(audited: Iterable[str], before: Closure, now: Closure) -> list[float]:
    """Return for each audited claim with a match the share of its matches that were known before the audit."""
    shares = []
    for claim in sorted(audited):
        matches = set(now.members(claim)) - {claim}
        if matches:
            shares.append(len(matches & set(before.members(claim))) / len(matches))
    return shares
