"""Which decisions count, and which are counted as left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest

from annotate.errors import AnnotateError
from annotate.model import ADJUDICATION, Annotation, Document, Revision, revision_to_json
from annotate.model.current import drop_stale, drop_stale_records, newest, unreadable
from support.coders import Coders

NONE = Annotation("no_claim")


@pytest.fixture
def document() -> Document:
    return Coders.document()


def adjudication(document: Document, second: int, annotator: str = "eva", annotation: Annotation | None = NONE) -> Revision:
    created = f"2026-11-21T00:00:{second:02}.000000Z"
    return replace(Coders.revision(document, 0, annotator, annotation), layer=ADJUDICATION, created=created)


def test_only_decisions_about_this_text_and_its_sentences_count(document: Document) -> None:
    good, later = (Coders.revision(document, index, "zoe", NONE) for index in (1, 2))
    other_text = replace(good, sha256="0" * 64)
    gone = replace(good, sentence="doc:3")
    left_out: Counter[str] = Counter()
    earlier = replace(good, annotator="ada")
    assert drop_stale(document, [later, other_text, gone, good, earlier], left_out) == [earlier, good, later]
    records = drop_stale_records(document, map(revision_to_json, [later, other_text, gone, good, earlier]), Counter())
    assert records == [(index, one.annotator, revision_to_json(one)) for index, one in ((1, earlier), (1, good), (2, later))]
    assert left_out == {
        "annotations of another version of the article": 1,
        "annotations of sentences that were split or merged since": 1,
    }


def test_an_undo_to_unseen_is_not_a_decision_to_compare(document: Document) -> None:
    left_out: Counter[str] = Counter()
    undone = Coders.revision(document, 1, "zoe", None)
    assert drop_stale_records(document, [revision_to_json(undone), revision_to_json(replace(undone, sha256=""))], left_out) == []
    assert not left_out


def test_the_newest_adjudication_counts_whoever_made_it_and_in_any_order(document: Document) -> None:
    older, newer = adjudication(document, 1, "zoe"), adjudication(document, 2, "ada")
    for order in permutations([older, newer]):
        assert newest(order) == {newer.sentence: newer}


def test_of_two_made_at_once_the_name_that_sorts_last_counts(document: Document) -> None:
    ada, zoe = adjudication(document, 1, "ada"), adjudication(document, 1, "zoe")
    for order in permutations([ada, zoe]):
        assert newest(order) == {zoe.sentence: zoe}


def test_an_undone_adjudication_brings_no_older_one_back(document: Document) -> None:
    older, undone = adjudication(document, 1), adjudication(document, 2, annotation=None)
    for order in permutations([older, undone]):
        assert newest(order) == {}
        assert newest(drop_stale(document, order, Counter())) == {}


def test_each_sentence_has_its_own_newest_adjudication(document: Document) -> None:
    first = adjudication(document, 1)
    second = replace(first, sentence=document.sentences[1].id)
    assert newest([first, second]) == {first.sentence: first, second.sentence: second}


def test_an_unreadable_record_is_named(document: Document) -> None:
    error = unreadable(revision_to_json(Coders.revision(document, 0, "ada", NONE)), KeyError("spans"))
    assert isinstance(error, AnnotateError)
    assert str(error) == "Sentence doc:0 by ada cannot be read (KeyError('spans')); see `annotate check`."
