"""Deciding between annotators at the prompt: what is asked, what a digit does, what is shown and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.labelling.display.help import foot
from annotate.labelling.display.panels import panel
from annotate.labelling.display.screen import view
from annotate.labelling.display.speech import speak
from annotate.labelling.display.versions import version_lines
from annotate.labelling.session import step
from annotate.labelling.state import End, Key, Pick, State
from annotate.model import AUTHOR, Annotation, Candidate, Claim, Document, SentenceAnnotation, Source, Stance
from support.playing import FLOOD, Desk, article, keys

NONE = Annotation("no_claim")


def claimed(document: Document, *, source: str = "s3") -> Annotation:
    spans = (document.span(0, 28),)
    claim = Claim("c1", spans, {"type": "event", "verifiability": "verifiable"})
    mayor = Source(source, "Mayor Ada Brandt", document.span(44, 60), {"type": "person", "naming": "named"})
    return Annotation("claim", (claim,), (mayor,), (Stance("c1", source, "support"), Stance("c1", AUTHOR, "neutral")))


@pytest.fixture
def desk() -> Desk:
    """Annotators differ on the first sentence and on the third; the second they have decided, the others nobody has."""
    document = article(*FLOOD)
    first, second, third, *_ = (sentence.id for sentence in document.sentences)
    versions = {
        first: (Candidate(("ada", "cem"), NONE), Candidate(("ben",), claimed(document))),
        third: (Candidate(("ada",), NONE), Candidate(("ben",), Annotation("skip", attributes={"reason": "later"}))),
    }
    return Desk(
        document,
        options={"versions": versions, "entries": {first: SentenceAnnotation(Annotation()), second: SentenceAnnotation(NONE)}},
    )


def test_a_digit_takes_a_version_and_goes_to_the_next_open_sentence(desk: Desk) -> None:
    assert (desk.state.at, desk.state.finished) == (0, 0)
    assert desk.press("2").at == 2
    (revision,) = desk.revisions
    assert revision.annotation == claimed(desk.document)
    assert isinstance(desk.press("2").mode, End)
    assert desk.state.message == "3: skipped. u undoes it. That was the last sentence."
    assert speak(None, desk.state)[1:] == [
        "End of flood: 2 of 2 sentences done.",
        "Labelled: 1 claim, 1 source, 2 stances.",
        "skipped: 3",
        "All done. Space: go to sentence 3. q: leave.",
    ]
    assert [revision.annotation and revision.annotation.label for revision in desk.revisions] == ["claim", "skip"]


def test_one_undo_takes_it_back(desk: Desk) -> None:
    desk.press("2 u")
    assert (desk.state.at, desk.state.annotation) == (0, Annotation())
    assert desk.press("U").annotation_of(desk.document.sentences[0].id).label == "claim"


def test_note_and_flag_stay_in_later_sessions(desk: Desk) -> None:
    desk.write("N", "she only says so")
    desk.press("2")
    assert desk.revisions[-1].annotation == replace(claimed(desk.document), note="she only says so")
    assert desk.restart().at == 2
    assert "1 of 2 sentences to adjudicate" in desk.state.message


def test_a_version_is_changed_with_the_usual_keys(desk: Desk) -> None:
    desk.press("2 b -")
    assert desk.state.at == 1
    desk.press("b -")
    annotation = desk.revisions[-1].annotation
    assert annotation is not None
    assert (annotation.label, annotation.stances[0].label) == ("claim", "deny")


def test_a_source_in_a_version_is_in_the_registry_under_its_number(desk: Desk) -> None:
    assert desk.state.registry["s3"].name == "Mayor Ada Brandt"
    other = replace(desk.state, at=3)
    for key in keys("c"):
        other = step(other, key)
    assert isinstance(other.mode, Pick)


def test_a_versions_source_is_updated_in_open_sentences_too() -> None:
    """Two sentences, in both of which ada takes the mayor for a person, and ben for an organisation."""
    document = article(*FLOOD)
    first, second, *_ = (sentence.id for sentence in document.sentences)
    ada = claimed(document)
    ben = replace(ada, sources=(replace(ada.sources[0], attributes={"type": "organisation", "naming": "named"}),))
    versions = (Candidate(("ada",), ada), Candidate(("ben",), ben))
    open_one = SentenceAnnotation(
        replace(ada, label=None, sources=(replace(ada.sources[0], mention=None, attributes={"naming": "named"}),))
    )
    entries = {first: open_one, second: open_one}
    desk = Desk(document, options={"versions": dict.fromkeys((first, second), versions), "entries": entries})
    state = desk.press("2")
    assert [source.attributes["type"] for version in state.candidates for source in version.annotation.sources] == [
        "organisation"
    ] * 2
    (source, _) = (*state.annotation_of(second).sources, None)
    assert (source.attributes, source.mention) == ({"type": "organisation", "naming": "named"}, None)
    state = desk.press("u 1")
    assert state.annotation_of(first) == ada
    assert state.annotation_of(second).sources[0].attributes["type"] == "person"


def test_questions_that_versions_differ_in_are_asked_in_every_profile() -> None:
    """Of two questions of the full profile that which a version answers; not what is in words of one's own."""
    document = article(*FLOOD)
    here = document.sentences[0].id
    ada = claimed(document)
    ben, cem = (
        replace(ada, claims=(replace(ada.claims[0], attributes={**ada.claims[0].attributes, **more}),))
        for more in ({"polarity": "negated", "normalized": "It rose."}, {"polarity": "affirmed"})
    )
    versions = (Candidate(("ben",), ben), Candidate(("cem",), cem))
    desk = Desk(document, options={"versions": {here: versions}, "entries": {here: SentenceAnnotation(replace(ada, label=None))}})
    asking = desk.press("enter").question
    assert asking is not None
    assert (asking.attribute.name, asking.item) == ("polarity", "c1")
    desk.press("n")
    (claim,) = desk.state.annotation_of(here).claims
    assert claim.attributes == {**ada.claims[0].attributes, "polarity": "negated"}
    assert desk.state.annotation_of(here).label == "claim"


@pytest.mark.parametrize("key", ["0", "3", "9"])
def test_another_digit_is_refused_and_says_how_many_there_are(desk: Desk, key: str) -> None:
    assert desk.press(key).refused
    assert desk.state.message == f"There is no version {key} (there are 2)."


def test_a_digit_does_nothing_in_a_sentence_without_versions(desk: Desk) -> None:
    desk.write(":", "2")
    assert desk.press("1").refused
    assert "does nothing here" in desk.state.message


def test_versions_are_shown_and_spoken(desk: Desk) -> None:
    state: State = desk.state
    lines = ["ben: Claim", "“The river rose by two metres”: Mayor Ada Brandt support (event, verifiable)"]
    assert list(version_lines(state)) == [["ada, cem: No claim"], lines]
    rows = ["".join(piece.text for piece in row).rstrip() for row in panel(state, 100, 12)]
    assert rows[0] == " VERSIONS DIFFER: digit to accept one, Enter to finish yours"
    assert rows[1:5] == [" 1 ada, cem: No claim", " 2 ben: Claim", f"     {lines[1]}", " sources: 0 author  3 Mayor Ada Brandt"]
    assert f"Version 2, {lines[0]}. {lines[1]}." in speak(None, state)
    assert foot(state)[0].short == "1-9 accept a version"
    assert len(view(state, 60, 16).rows) == 16


def test_finishing_by_hand_needs_no_version(desk: Desk) -> None:
    assert desk.press("n").at == 2
    assert [revision.annotation for revision in desk.revisions] == [NONE]
    assert step(desk.state, Key("enter")).refused
