"""What is wrong with links between claims of an article, each by itself and all of a document together."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from annotate.checks import check_revisions
from annotate.checks.claim_links import link_conflicts, link_targets, links
from annotate.checks.context import CheckContext, DocumentIndex
from annotate.model import ADJUDICATION, Annotation, Claim, ClaimLink, Layer, Problem, Source, Span, Stance
from annotate.model.revisions import ANNOTATION
from annotate.schema import Schema, load_schema, shipped
from support.builders import make_document, make_revision

SCHEMA: Schema = load_schema(shipped("schema") / "annotation.schema.json")
BRIDGE = make_document("bridge", ["The bridge is closed.", "Nobody can cross it.", "It is open, the mayor said."])
AUTHOR = Source("s0", "author", None, {"type": "author", "naming": "implicit"})
ANSWERS = {"type": "event", "verifiability": "verifiable"}


def span(quote: str) -> Span:
    start = BRIDGE.text.index(quote)
    return BRIDGE.span(start, start + len(quote))


HEADLINE, BODY, MAYOR = span("The bridge is closed"), span("Nobody can cross it"), span("It is open")


def to(target: Span, label: str = "same", claim: str = "c1") -> ClaimLink:
    return ClaimLink(claim, (target,), label)


def annotation(claim: Span, *linked: ClaimLink) -> Annotation:
    return Annotation(
        "claim", (Claim("c1", (claim,), ANSWERS),), (AUTHOR,), (Stance("c1", "s0", "support"),), None, "", links=linked
    )


def contexts(*annotations: Annotation | None, layer: Layer = ANNOTATION) -> list[CheckContext]:
    revisions = [make_revision(BRIDGE, place, given, layer=layer) for place, given in enumerate(annotations) if given is not None]
    found = [CheckContext(revision, DocumentIndex(BRIDGE), SCHEMA, "") for revision in revisions]
    for context in found:
        context.collect()
    return found


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("linked", "expected"),
    [
        ((), []),
        ((to(HEADLINE), to(BODY, "supports")), []),
        ((to(HEADLINE, claim="c2"),), ["unknown-claim"]),
        ((to(MAYOR),), ["link-order"]),
        ((to(span("the mayor said")),), ["link-order"]),
        ((to(HEADLINE), to(HEADLINE)), ["repeated-link"]),
        ((to(HEADLINE), to(HEADLINE, "contradicts")), ["repeated-link"]),
    ],
)
def test_links_by_themselves(linked: tuple[ClaimLink, ...], expected: list[str]) -> None:
    (context,) = contexts(None, None, annotation(MAYOR, *linked))
    assert codes(links(context)) == expected


def test_a_problem_says_where_it_is() -> None:
    (context,) = contexts(None, None, annotation(MAYOR, to(HEADLINE), to(MAYOR)))
    (problem,) = links(context)
    assert (problem.path, problem.span) == ("$.annotation.links[1].target", (MAYOR.start, MAYOR.end))
    assert problem.message.startswith('claim c1 is linked to "It is open", which does not come before it')


def test_a_link_leads_to_a_claim() -> None:
    good = contexts(annotation(HEADLINE), None, annotation(MAYOR, to(HEADLINE)))
    assert codes(link_targets(good)) == []
    gone = contexts(annotation(span("bridge is closed")), None, annotation(MAYOR, to(HEADLINE)))
    assert codes(link_targets(gone)) == ["link-target"]
    assert codes(link_targets(contexts(annotation(HEADLINE)))) == []


def test_an_adjudicator_may_link_to_what_annotators_agree_on() -> None:
    alone = contexts(None, None, annotation(MAYOR, to(HEADLINE)), layer=ADJUDICATION)
    assert codes(link_targets(alone)) == []
    both = contexts(annotation(span("bridge")), None, annotation(MAYOR, to(HEADLINE)), layer=ADJUDICATION)
    assert codes(link_targets(both)) == ["link-target"]


def test_the_same_cannot_contradict() -> None:
    chain = contexts(
        annotation(HEADLINE), annotation(BODY, to(HEADLINE)), annotation(MAYOR, to(BODY), to(HEADLINE, "contradicts"))
    )
    assert codes(link_conflicts(chain)) == ["link-conflict"]
    supported = contexts(
        annotation(HEADLINE), annotation(BODY, to(HEADLINE, "supports")), annotation(MAYOR, to(HEADLINE, "contradicts"))
    )
    assert codes(link_conflicts(supported)) == []
    two = contexts(
        annotation(HEADLINE), annotation(BODY, to(HEADLINE, "contradicts")), annotation(MAYOR, to(BODY, "contradicts"))
    )
    assert codes(link_conflicts(two)) == []
    assert codes(link_conflicts(contexts(annotation(HEADLINE)))) == []


def test_all_of_them_are_checks_of_revisions() -> None:
    given = [
        annotation(HEADLINE),
        annotation(BODY, to(HEADLINE)),
        annotation(MAYOR, to(BODY), to(HEADLINE, "contradicts"), to(span("bridge"))),
    ]
    revisions = [make_revision(BRIDGE, place, one) for place, one in enumerate(given)]
    find = {BRIDGE.id: BRIDGE}.get
    assert codes(check_revisions(revisions, find, SCHEMA)) == ["link-target"]
    assert codes(check_revisions(revisions, find, SCHEMA, cue_stance=lambda cue, language: None)) == [
        "link-target",
        "link-conflict",
    ]


def test_a_target_gives_its_text() -> None:
    wrong = annotation(MAYOR, to(Span(0, 20, "The bridge is open!!")))
    revisions = [make_revision(BRIDGE, place, one) for place, one in ((0, annotation(HEADLINE)), (2, wrong))]
    (problem,) = check_revisions(revisions, {BRIDGE.id: BRIDGE}.get, SCHEMA)
    assert (problem.code, problem.path) == ("span-mismatch", "$.annotation.links[0].target[0]")
