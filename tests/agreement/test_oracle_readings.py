"""What each annotator decided in a document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from annotate.model import AUTHOR, Annotation, Document
from support.oracle_readings import readings

NONE = Annotation("no_claim")


def test_unseen_open_and_skipped_are_missing_and_empty_is_not(coders: Any, document: Document) -> None:
    found = coders.reading(document, "ada", NONE, Annotation(), Annotation("skip", attributes={"reason": "later"}))
    assert found.decided.keys() == {0}
    assert found.marked == {0: ()}
    assert found.annotation(0) == NONE


def test_who_puts_a_claim_forward(coders: Any, document: Document) -> None:
    claim = coders.claim(document, "the flood had cost jobs", {"The mayor": "deny", "author": "neutral"})
    (marked,) = coders.reading(document, "ada", None, claim).marked[1]
    assert [voice.name for voice in marked.owners] == ["The mayor"]
    assert marked.author is not None
    assert marked.author.name == "author"
    (alone,) = coders.reading(document, "ada", coders.claim(document, "Bridge closed")).marked[0]
    assert [voice.id for voice in alone.owners] == [AUTHOR]
    assert alone.text == "Bridge closed"


def test_a_source_is_known_by_all_its_names_and_mentions(coders: Any, document: Document) -> None:
    first = coders.claim(document, "Bridge closed", {"mayor": "support"})
    second = coders.claim(document, "the flood had cost jobs", {"The mayor": "deny"})
    entity = coders.reading(document, "ada", first, second).entities["s1"]
    assert entity.names == {"mayor", "the mayor"}
    assert len(entity.mentions) == 2


def test_every_document_with_its_annotators_and_what_was_left_out(coders: Any, document: Document) -> None:
    other = coders.document("other")
    revisions = [coders.revision(document, 0, name, NONE) for name in ("zoe", "judge", "ada")]
    revisions.append(coders.revision(coders.document("gone"), 0, "ada", NONE))
    left_out: Counter[str] = Counter()
    found = list(readings([other, document], revisions, frozenset({"judge"}), left_out))
    assert [(one.id, [reading.annotator for reading in each]) for one, each in found] == [("other", []), ("doc", ["ada", "zoe"])]
    assert left_out == {"decisions of adjudicators": 1, "annotations of articles that are not here": 1}
