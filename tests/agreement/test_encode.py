"""Decisions become columns of numbers, and nothing is lost or made up on the way."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from annotate.agreement.encode import BY_AUTHOR, Answers, Encoder, codes
from annotate.agreement.matching import Pieces
from annotate.errors import AnnotateError
from annotate.model import Annotation, Document, Revision, revision_to_json
from annotate.model.current import drop_stale_records

NONE = Annotation("no_claim")
JOBS = "the flood had cost jobs"
ASKED = {"sentence": ["label"], "claim": ["type", "polarity"], "source": ["type"], "stance": ["label"]}


@pytest.fixture
def coded(coders: Any) -> Any:
    def code(document: Document, *revisions: Revision) -> Encoder:
        encoder = Encoder(ASKED, {})
        encoder.add(document, drop_stale_records(document, map(revision_to_json, revisions), Counter()))
        return encoder

    return code


def test_answers_given_together_are_numbered_once() -> None:
    answers = Answers(["type", "tone"])
    given = (
        {"type": "event", "tone": "calm"},
        {"type": "event"},
        {"tone": "calm", "type": "event"},
        {"type": "event", "other": 1},
    )
    assert [answers.number(one) for one in given] == [0, 1, 0, 1]
    assert answers.to("tone") == ["calm", None]
    assert codes(answers.to("type"), {}).tolist() == [0, 0]


def test_only_finished_decisions_are_rows(coded: Any, coders: Any, document: Document) -> None:
    said = (NONE, Annotation(), Annotation("skip"), coders.claim(document, "Nobody knows"))
    encoder = coded(document, *(coders.revision(document, index, "ada", one) for index, one in enumerate(said)))
    assert encoder.decisions().sentence.tolist() == [0, 3]
    assert encoder.answers["sentence"].to("label") == ["no_claim", "claim"]
    assert len(encoder) == 2


def test_a_link_leads_to_the_claim_of_the_same_annotator(coders: Any, document: Document) -> None:
    head, last = coders.claim(document, "Bridge closed"), coders.claim(document, "Nobody knows")
    revisions = [
        coders.revision(document, 0, "ben", coders.claim(document, "Bridge closed after flood")),
        coders.revision(document, 0, "ada", head),
        coders.revision(document, 3, "ada", coders.linked(document, last, ("rents rose", "same"), ("Bridge closed", "supports"))),
        coders.revision(document, 3, "ben", coders.linked(document, last, ("Bridge closed", "same"))),
    ]
    encoder = Encoder({**ASKED, "link": ["label"]}, {})
    encoder.add(document, drop_stale_records(document, map(revision_to_json, revisions), Counter()))
    links, labels, places = encoder.links(), encoder.answers["link"].to("label"), encoder.places()

    def text(pieces: Pieces) -> str:
        ((start, end),) = pieces
        return document.text[start:end]

    rows = zip(links.claim.tolist(), links.target.tolist(), links.place.tolist(), links.answers.tolist(), strict=True)
    assert {
        (text(encoder.pieces[claim]), text(places[place]), labels[answers]): target >= 0 and text(encoder.pieces[target])
        for claim, target, place, answers in rows
    } == {
        ("Nobody knows", "Bridge closed", "supports"): "Bridge closed",
        ("Nobody knows", "rents rose", "same"): False,
        ("Nobody knows", "Bridge closed", "same"): False,  # ben marked more than that
    }


def test_links_are_not_encoded_unless_asked_for(coded: Any, coders: Any, document: Document) -> None:
    linked = coders.linked(document, coders.claim(document, "Nobody knows"), ("Bridge closed", "same"))
    assert not len(coded(document, coders.revision(document, 3, "ada", linked)).links().claim)


def test_a_claim_has_its_place_and_who_puts_it_forward(coded: Any, coders: Any, document: Document) -> None:
    claim = coders.claim(document, [JOBS, "rents rose"], {"The mayor": "deny", "author": "neutral"}, polarity="affirmed")
    encoder = coded(document, coders.revision(document, 1, "ada", claim))
    claims, attributions = encoder.claims(), encoder.attributions()
    start, end = document.text.index(JOBS), document.text.index("rents rose") + len("rents rose")
    assert (claims.start.tolist(), claims.end.tolist(), len(encoder.pieces[0])) == ([start], [end], 2)
    assert attributions.entity.tolist() == [1, BY_AUTHOR]
    assert attributions.owns.tolist() == [1, 0]
    assert attributions.start.tolist() == [document.text.index("The mayor"), -1]
    assert encoder.answers["stance"].to("label") == ["deny", "neutral"]
    assert encoder.sets("polarity") == [{"affirmed"}]


def test_documents_lie_end_to_end(coders: Any, document: Document) -> None:
    encoder = Encoder(ASKED, {}, first=5)
    for one in (document, coders.document("other")):
        revision = coders.revision(one, 0, "ada", coders.claim(one, "Bridge closed"))
        encoder.add(one, drop_stale_records(one, [revision_to_json(revision)], Counter()))
    assert encoder.claims().start.tolist() == [0, len(document.text) + 1]
    assert encoder.decisions().sentence.tolist() == [5, 9]
    assert len(set(encoder.claims().place.tolist())) == 2


def test_a_source_is_one_throughout_a_document(coded: Any, coders: Any, document: Document) -> None:
    first, second = (coders.claim(document, text, {"mayor": "deny"}) for text in ("Bridge closed", JOBS))
    encoder = coded(document, coders.revision(document, 0, "ada", first), coders.revision(document, 1, "ada", second))
    assert encoder.attributions().entity.tolist() == [1, 1]
    assert encoder.entities[1].names == {"mayor"}


def test_a_record_that_cannot_be_read_is_named(coders: Any, document: Document) -> None:
    record = {**revision_to_json(coders.revision(document, 0, "ada", NONE)), "annotation": {"label": "claim", "claims": [{}]}}
    with pytest.raises(AnnotateError, match="Sentence doc:0 by ada cannot be read"):
        Encoder(ASKED, {}).add(document, [(0, "ada", record)])
