"""The share of matches that were linked before an audit."""

from __future__ import annotations

from annotate.linking.closure import Closure, decide
from annotate.linking.recall import linked_shares


def test_the_share_of_each_audited_claim_that_has_a_match() -> None:
    before = Closure([decide("a", "b", "same"), decide("x", "y", "same")])
    now = Closure([decide("a", "b", "same"), decide("a", "c", "same"), decide("d", "e", "same"), decide("x", "y", "same")])
    assert linked_shares(["a", "d", "f", "x"], before, now) == [0.5, 0.0, 1.0]
    assert linked_shares(["f"], before, now) == []


def test_a_link_that_was_taken_back_is_no_match() -> None:
    assert linked_shares(["a"], Closure([decide("a", "b", "same")]), Closure([decide("a", "c", "same")])) == [0.0]
