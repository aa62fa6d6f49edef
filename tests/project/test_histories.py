"""The history of one annotator: what is decided now, and what was before a correction, unless something was decided since."""

from __future__ import annotations

from dataclasses import replace

from annotate.articles.segmentation_edits import Part
from annotate.model import ADJUDICATION, Annotation, Revision, SentenceAnnotation
from annotate.project.histories import History
from support.builders import at_second, make_document, make_revision

DOCUMENT = make_document("d", ["Ferry back", "The ferry sailed.", "Nobody came."])
ONE, TWO, THREE = DOCUMENT.sentences
PART = Part((replace(TWO, end=THREE.end),), (TWO, THREE))
"""What an undo of the merge of two sentences changes."""


def made(sentence: int, second: int, label: str | None, annotator: str = "mk") -> Revision:
    annotation = None if label is None else Annotation(label)
    return make_revision(DOCUMENT, sentence, annotation, annotator, created=at_second(second))


def entry(label: str) -> SentenceAnnotation:
    return SentenceAnnotation(Annotation(label))


MERGED = [made(1, 9, "no_claim"), made(2, 9, None)]


def test_the_newest_counts_and_an_undo_to_unseen_is_no_entry() -> None:
    history = History("annotation", [made(1, 2, "skip"), made(1, 1, "no_claim"), made(2, 1, "skip"), made(2, 3, None)])
    assert history.entries == {TWO.id: entry("skip")}
    assert (history.now(THREE.id), history.now("d:99"), history.latest, history.annotator) == (None, None, at_second(3), "mk")


def test_what_was_before_a_correction_comes_back() -> None:
    history = History("annotation", [made(1, 1, "no_claim"), made(2, 2, "skip"), *MERGED])
    assert history.before(at_second(9), PART) == {TWO.id: entry("no_claim"), THREE.id: entry("skip")}


def test_what_was_decided_since_is_kept() -> None:
    before = [made(1, 1, "no_claim"), made(2, 2, "skip"), *MERGED]
    assert History("annotation", [*before, made(1, 10, "skip")]).before(at_second(9), PART) is None
    again = [*before, made(1, 10, "skip"), made(1, 11, "no_claim")]
    assert History("annotation", again).before(at_second(9), PART) is not None, "taken back, so it is as it was"
    assert History("annotation", [*before, made(0, 10, "skip")]).before(at_second(9), PART) is not None, "elsewhere"


def test_a_sentence_that_nobody_had_labelled_is_open_again() -> None:
    assert History("annotation", [made(0, 1, "skip")]).before(at_second(9), PART) == {TWO.id: None, THREE.id: None}


def test_adjudications_are_one_work_under_the_name_of_the_last() -> None:
    history = History(ADJUDICATION, [made(1, 2, "skip", "fay"), made(1, 1, "no_claim", "eva")])
    assert (history.annotator, history.now(TWO.id)) == ("fay", entry("skip"))
