"""The lesson's data: the gold has no problems, and every suggestion and hint is used."""

from __future__ import annotations

from dataclasses import replace

from annotate.checks import check_record, check_revisions
from annotate.labelling.state import End
from annotate.model import Revision, revision_to_json
from annotate.practice.coach import coach
from annotate.practice.lesson import open_lesson
from support.taking import BUILT_IN, GOLD, annotations, states

MADE = ("gold", "2026-01-01T00:00:00.000000Z", "edit", 1.0, 1, BUILT_IN.schema.version, "0.1.0")


def test_every_sentence_has_gold_and_a_topic() -> None:
    document = BUILT_IN.document
    assert list(BUILT_IN.gold) == [sentence.id for sentence in document.sentences]
    assert len(BUILT_IN.topics) == len(document.sentences) == 10
    assert all(annotation.label in ("claim", "no_claim") for annotation in BUILT_IN.gold.values())


def test_the_checks_find_nothing_in_the_gold() -> None:
    document = BUILT_IN.document
    revisions = [Revision(document.id, document.sha256, id, *MADE, annotation) for id, annotation in BUILT_IN.gold.items()]
    for revision in revisions:
        assert list(check_record(revision_to_json(revision), BUILT_IN.schema, "gold")) == []
    assert list(check_revisions(revisions, lambda id: document, BUILT_IN.schema)) == []


def test_the_gold_is_the_result_of_its_script() -> None:
    *_, end = states(GOLD)
    assert isinstance(end.mode, End)
    assert annotations(end) == BUILT_IN.gold


def test_the_gold_has_the_words_that_the_lesson_explains() -> None:
    claims = [claim.text for annotation in BUILT_IN.gold.values() for claim in annotation.claims]
    assert claims == [
        "The library in Tarnley closed on Friday",
        "The water reached the second floor",
        "Nobody was hurt",
        "The pipe was laid in 1954",
        "it had skipped an inspection",
        "The cellar is dry again",
        "The library lends 2,000 books a week",
        "it has no other branch",
        "the cellar is still wet",
        "The library will open again on May 2",
    ]
    links = [(link.label, link.target_text) for annotation in BUILT_IN.gold.values() for link in annotation.links]
    assert links == [("contradicts", "The cellar is dry again")]


def test_the_lesson_opens_with_nothing_labelled() -> None:
    state = open_lesson(BUILT_IN)
    assert (state.at, state.entries) == (0, {})


def test_suggestions_come_in_the_second_half_and_not_all_are_right() -> None:
    places = [at for at, sentence in enumerate(BUILT_IN.document.sentences) if BUILT_IN.suggestions[sentence.id]]
    assert places
    assert min(places) >= len(BUILT_IN.topics) // 2
    claimed = {claim.spans for annotation in BUILT_IN.gold.values() for claim in annotation.claims}
    right = {suggestion.spans in claimed for offered in BUILT_IN.suggestions.values() for suggestion in offered}
    assert right == {True, False}


def test_every_hint_appears_on_the_way_to_the_gold() -> None:
    """Except for those that only a detour shows."""
    predicted = ["c 1", "go", "n", "n", "c 2", "s 9 10"]
    said = {text for lines in (GOLD, predicted) for state in states(lines) for text in coach(BUILT_IN, state)}
    for topic in BUILT_IN.topics:
        assert set(topic.hints.values()) <= said, topic.teaches
    detours = {name for name, text in BUILT_IN.hints.items() if text not in said}
    assert detours <= {"claim", "edges", "who", "stance", "nothing", "done"}


def test_the_lesson_teaches_denials_and_sentences_without_a_claim() -> None:
    stances = {stance.label for annotation in BUILT_IN.gold.values() for stance in annotation.stances}
    assert {"support", "deny", "neutral"} <= stances
    assert any(annotation.label == "no_claim" for annotation in BUILT_IN.gold.values())
    assert any(len(annotation.claims) > 1 for annotation in BUILT_IN.gold.values())


def test_alone_shows_no_general_hint() -> None:
    at = next(at for at, topic in enumerate(BUILT_IN.topics) if topic.alone)
    assert BUILT_IN.hint(at, "ask") == ""
    helped = replace(BUILT_IN, topics=tuple(replace(topic, alone=False) for topic in BUILT_IN.topics))
    assert helped.hint(at, "ask") == BUILT_IN.hints["ask"]
