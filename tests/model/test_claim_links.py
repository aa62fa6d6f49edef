"""Links between claims of an article: found by their place, and kept in step with the claims that they lead to."""

from __future__ import annotations

from annotate.model import Annotation, Claim, ClaimLink, Span
from annotate.model.claim_links import claims_by_place, follow_claims, is_earlier, linked_pairs, place_of
from annotate.model.claim_list import claims_of
from support.builders import make_document

BRIDGE = make_document("bridge", ["The bridge is closed.", "Nobody can cross it.", "It is open, the mayor said."])


def span(quote: str) -> Span:
    start = BRIDGE.text.index(quote)
    return BRIDGE.span(start, start + len(quote))


HEADLINE = Claim("c1", (span("The bridge is closed"),))
BODY = Claim("c1", (span("Nobody can cross it"),))
MAYOR = Claim("c1", (span("It is open"),))
IDS = [sentence.id for sentence in BRIDGE.sentences]


def linked(claim: Claim, *targets: Claim, label: str = "same") -> Annotation:
    return Annotation("claim", (claim,), links=tuple(ClaimLink(claim.id, target.spans, label) for target in targets))


def before() -> dict[str, Annotation]:
    return dict(zip(IDS, (linked(HEADLINE), linked(BODY, HEADLINE), linked(MAYOR, HEADLINE, BODY)), strict=True))


def test_a_place_is_the_same_in_any_order_of_the_pieces() -> None:
    assert place_of((span("it"), span("Nobody"))) == place_of((span("Nobody"), span("it")))
    assert place_of(HEADLINE.spans) == ((0, 20),)


def test_earlier_is_what_starts_earlier() -> None:
    assert is_earlier(HEADLINE.spans, BODY.spans)
    assert not is_earlier(BODY.spans, HEADLINE.spans)
    assert not is_earlier(BODY.spans, BODY.spans)
    assert is_earlier((span("bridge"), span("said")), BODY.spans)


def test_of_two_claims_at_one_place_the_first_is_found() -> None:
    twice = {**before(), IDS[1]: Annotation("claim", (Claim("c7", HEADLINE.spans),))}
    assert claims_by_place(twice)[place_of(HEADLINE.spans)] == (IDS[0], HEADLINE)


def test_links_follow_a_claim_that_is_moved() -> None:
    moved = Claim("c1", (span("bridge is closed"),))
    changed = follow_claims(before(), {**before(), IDS[0]: linked(moved)})
    assert changed == {IDS[1]: linked(BODY, moved), IDS[2]: linked(MAYOR, moved, BODY)}


def test_links_to_a_claim_that_is_removed_are_removed() -> None:
    assert follow_claims(before(), {**before(), IDS[0]: Annotation("no_claim")}) == {
        IDS[1]: linked(BODY),
        IDS[2]: linked(MAYOR, BODY),
    }
    without = before()
    del without[IDS[0]]
    assert follow_claims(before(), without).keys() == {IDS[1], IDS[2]}


def test_links_stay_where_the_claim_is_another_one_now_at_the_same_place() -> None:
    renumbered = Annotation("claim", (Claim("c5", HEADLINE.spans),))
    assert follow_claims(before(), {**before(), IDS[0]: renumbered}) == {}
    elsewhere = {**before(), IDS[0]: Annotation("no_claim"), IDS[1]: linked(Claim("c2", HEADLINE.spans))}
    assert follow_claims(before(), elsewhere) == {IDS[2]: linked(MAYOR, HEADLINE)}


def test_links_follow_in_the_sentence_itself() -> None:
    one, two = Claim("c1", (span("It"),)), Claim("c2", (span("the mayor said"),))
    both = {IDS[2]: Annotation("claim", (one, two), links=(ClaimLink("c2", one.spans, "same"),))}
    moved = Claim("c1", (span("It is"),))
    after = {IDS[2]: Annotation("claim", (moved, two), links=(ClaimLink("c2", one.spans, "same"),))}
    assert follow_claims(both, after)[IDS[2]].links == (ClaimLink("c2", moved.spans, "same"),)


def test_nothing_changes_without_links_or_without_a_move() -> None:
    assert follow_claims(before(), before()) == {}
    assert follow_claims({IDS[0]: linked(HEADLINE)}, {IDS[0]: Annotation("no_claim")}) == {}


def test_pairs_of_listed_claims() -> None:
    listed = [
        claim for number, annotation in enumerate(before().values(), 1) for claim in claims_of(BRIDGE, number, annotation, "ada")
    ]
    assert [(pair.later.key, pair.earlier.key, pair.label) for pair in linked_pairs(listed)] == [
        ("bridge:23:c1", "bridge:0:c1", "same"),
        ("bridge:44:c1", "bridge:0:c1", "same"),
        ("bridge:44:c1", "bridge:23:c1", "same"),
    ]
    assert [pair.earlier.key for pair in linked_pairs(listed[1:])] == ["bridge:23:c1"]
