"""Tables for fact-checking: the gold claims as texts with speaker, date and address, and never a verdict."""

from __future__ import annotations

import json
from typing import Any

from annotate.interchange.format import load_format
from annotate.interchange.values import AUTHOR, CLAIM, SENTENCE, SOURCE, ForeignDocument, ForeignLink, ForeignSet, ForeignSpan
from annotate.schema import load_schema
from support.paths import REPO

SCHEMA = load_schema(REPO / "schema" / "annotation.schema.json")
TEXT = "The ferry\tsank, the port said. Why?"
ANSWERS = {"type": "event", "verifiability": "verifiable", "checkworthiness": "low"}
SPANS = (
    ForeignSpan("s0", SENTENCE, ((0, 30),), {"label": "claim"}),
    ForeignSpan("s1", SENTENCE, ((31, 35),), {"label": "no_claim"}),
    ForeignSpan("c", CLAIM, ((0, 14),), ANSWERS),
    ForeignSpan("p", SOURCE, ((16, 24),), {"type": "organisation"}, name="the port"),
)
LINKS = (ForeignLink("a", "neutral", AUTHOR, "c"), ForeignLink("l", "support", "p", "c"))
METADATA = {"title": "T", "published": "2026-03-09", "url": "https://news.example/a"}
DOCUMENT = ForeignDocument("d", TEXT, (ForeignSet("", SPANS, LINKS),), METADATA, ((0, 30), (31, 35)))


def written(name: str, document: ForeignDocument = DOCUMENT) -> str:
    format = load_format(name)
    assert format.write is not None
    assert format.gold
    assert format.read is None
    (file,) = format.write([document], SCHEMA)
    return file.data.decode()


def line(name: str, document: ForeignDocument = DOCUMENT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(name, document))
    return found


def test_fever() -> None:
    made = line("fever")
    assert (made["claim"], made["verifiable"], made["label"], made["evidence"]) == ("The ferry sank", "VERIFIABLE", None, [])
    assert (made["sentence"], made["date"], made["speaker"], made["stance"]) == (
        "The ferry sank, the port said.",
        "2026-03-09",
        "the port",
        "support",
    )


def test_averitec() -> None:
    made = line("averitec")
    assert (made["claim_date"], made["reporting_source"], made["claim_types"]) == ("09-03-2026", "news.example", ["event"])
    assert (made["label"], made["questions"]) == (None, [])


def test_checkthat_has_a_line_for_each_sentence() -> None:
    assert written("checkthat").splitlines() == [
        "Sentence_id\tText\tclass_label",
        "d:0\tThe ferry sank, the port said.\tYes",
        "d:31\tWhy?\tNo",
    ]


def test_checkthat_by_the_answer_where_it_was_given() -> None:
    spans = (*SPANS[:2], ForeignSpan("c", CLAIM, ((0, 14),), {"checkworthiness": "no"}))
    assert "\tNo" in written("checkthat", ForeignDocument("d", TEXT, (ForeignSet("", spans),))).splitlines()[1]
    unasked = (*SPANS[:2], ForeignSpan("c", CLAIM, ((0, 14),)))
    assert "\tYes" in written("checkthat", ForeignDocument("d", TEXT, (ForeignSet("", unasked),))).splitlines()[1]


def test_claim_review_has_no_rating() -> None:
    (review,) = line("claimreview")["@graph"]
    assert review["@type"] == "ClaimReview"
    assert set(review) == {"@type", "claimReviewed", "itemReviewed"}
    claim = review["itemReviewed"]
    assert claim["author"] == {"@type": "Organization", "name": "the port"}
    assert claim["appearance"]["url"] == "https://news.example/a"


def test_an_authors_claim_without_metadata() -> None:
    spans = (ForeignSpan("c", CLAIM, ((0, 14),), {"normalized": "A ferry sank.", "verifiability": "not_verifiable"}),)
    document = ForeignDocument("d", TEXT, (ForeignSet("", spans, LINKS[:1]),))
    assert (line("fever", document)["claim"], line("fever", document)["verifiable"]) == ("A ferry sank.", "NOT VERIFIABLE")
    assert line("fever", document)["speaker"] is None
    assert line("averitec", document)["claim_date"] is None
    assert "author" not in line("claimreview", document)["@graph"][0]["itemReviewed"]
