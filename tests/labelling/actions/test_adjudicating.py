"""Deciding between annotators at the prompt: what is asked, what a digit does, what is shown and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.labelling.display.help import foot, help_lines
from annotate.labelling.display.panels import panel
from annotate.labelling.display.screen import view
from annotate.labelling.display.speech import speak
from annotate.labelling.display.versions import plain, version_lines
from annotate.labelling.session import step
from annotate.labelling.state import Ask, End, Key, Pick, State
from annotate.model import (
    AUTHOR,
    Annotation,
    Candidate,
    Claim,
    Document,
    Remark,
    SentenceAnnotation,
    Source,
    Stance,
    annotation_to_json,
)
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
    assert desk.state.message == "3: skipped. u to undo. That was the last sentence."
    assert speak(None, desk.state)[1:] == [
        "End of flood: 2 of 2 sentences done.",
        "Labelled: 1 claim, 1 source, 2 stances.",
        "skipped: 3",
        "All done. Space: go to sentence 3. q: leave.",
    ]
    assert [revision.annotation and revision.annotation.label for revision in desk.revisions] == ["claim", "skip"]


def test_one_sentence_is_counted_as_one(desk: Desk) -> None:
    document = article(*FLOOD)
    first = document.sentences[0].id
    one = Desk(document, options={"versions": {first: desk.state.versions[first]}})
    assert one.state.message.startswith("1 of 1 sentence to adjudicate.")


@pytest.mark.parametrize("width", range(60, 66))
def test_no_row_is_wasted_below_the_title_of_the_versions(desk: Desk, width: int) -> None:
    """The title takes 59 columns: without a note there is nothing to go on in a second row."""
    title, second = (" ".join(piece.text for piece in row).split()[:2] for row in panel(desk.state, width, 12)[:2])
    assert (title, second) == (["VERSIONS", "DIFFER:"], ["1", "ada,"])


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
    lines = ["ben: Claim", "“The river rose by two metres”: Mayor Ada Brandt support (Event, Verifiable)"]
    assert [[plain(line) for line in version] for version in version_lines(state)] == [["ada, cem: No claim"], lines]
    rows = ["".join(piece.text for piece in row).rstrip() for row in panel(state, 100, 12)]
    assert rows[0] == " VERSIONS DIFFER: digit to accept one, Enter to finish yours"
    assert rows[1:5] == [
        " 1 ada, cem: *No claim*",
        " 2 ben: *Claim*",
        "     *“The river rose by two metres”*: Mayor Ada Brandt support (Event, Verifiable)",
        " sources: 0 author  3 Mayor Ada Brandt",
    ]
    assert f"Version 2, {lines[0]}. {lines[1]}." in speak(None, state)
    assert foot(state)[0].short == "1-9 accept a version"
    assert len(view(state, 60, 16).rows) == 16


def test_finishing_by_hand_needs_no_version(desk: Desk) -> None:
    assert desk.press("n").at == 2
    assert [revision.annotation for revision in desk.revisions] == [NONE]
    assert step(desk.state, Key("enter")).refused


# -- taking all of one annotator's --------------------------------------------------------------------------------------


def test_all_of_one_annotators_versions_are_one_undo_step(desk: Desk) -> None:
    before = desk.state.entries
    desk.write(":", "take BEN")
    assert isinstance(desk.state.mode, End)
    assert desk.state.message == "Took the version of ben in 2 sentences. u to undo."
    first, third = desk.document.sentences[0].id, desk.document.sentences[2].id
    assert {revision.sentence: revision.annotation for revision in desk.revisions} == {
        first: claimed(desk.document),
        third: Annotation("skip", attributes={"reason": "later"}),
    }
    assert len({revision.created for revision in desk.revisions}) == 1
    desk.press("u")
    assert (desk.state.entries, desk.state.at) == (before, 0)
    assert desk.press("U").finished == 2


def test_what_is_decided_already_and_what_they_did_not_decide_stays(desk: Desk) -> None:
    desk.write("N", "she only says so")
    desk.press("2")
    desk.write(":", "take ben")
    assert desk.state.annotation_of(desk.document.sentences[0].id).note == "she only says so"
    assert desk.state.message == "Took the version of ben in 1 sentence. u to undo."
    desk.press("u u")
    desk.write(":", "take cem")
    assert (
        desk.state.message
        == "Took the version of cem in 1 sentence. Still open, without a version of theirs: 1 sentence. u to undo."
    )
    assert desk.state.at == 2


def test_an_own_note_stays_when_all_are_taken(desk: Desk) -> None:
    desk.write("N", "as ada says")
    desk.write(":", "take ada")
    assert desk.state.annotation_of(desk.document.sentences[0].id) == replace(NONE, note="as ada says")


def test_versions_without_a_required_answer_stay_open() -> None:
    document = article(*FLOOD)
    here = document.sentences[0].id
    incomplete = replace(claimed(document), sources=(), stances=(Stance("c1", AUTHOR, "support"),))
    incomplete = replace(incomplete, claims=(replace(incomplete.claims[0], attributes={"type": "event"}),))
    versions = {here: (Candidate(("ada",), incomplete), Candidate(("ben",), NONE))}
    desk = Desk(document, options={"versions": versions, "entries": {here: SentenceAnnotation(Annotation())}})
    desk.write(":", "take ada")
    required = bool(desk.schema.missing(annotation_to_json(incomplete)))
    assert ("requires more answers in 1, which stay open" in desk.state.message) == required
    assert (desk.state.annotation_of(here).label is None) == required


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("take", "Write :take NAME; there are versions of ada, ben, cem."),
        ("take zoe", "There is no version of “zoe” here; there are versions of ada, ben, cem."),
    ],
)
def test_a_name_nobody_has_is_refused_with_the_names(desk: Desk, written: str, message: str) -> None:
    assert desk.write(":", written).refused
    assert desk.state.message == message
    assert desk.revisions == []


def test_nothing_is_left_to_take(desk: Desk) -> None:
    desk.write(":", "take ada")
    assert desk.write(":", "take ada").refused
    assert desk.state.message == "Nothing of ada is left to take: no open sentence has a version of theirs."


def test_only_an_adjudicator_takes_versions() -> None:
    desk = Desk()
    assert "this is not an adjudication" in desk.write(":", "take ada").message
    assert "no versions to show" in desk.write(":", "versions").message


def test_a_person_is_asked_before_and_a_recording_has_the_command_only(desk: Desk) -> None:
    desk.labelling.asks = True
    recorded = len(desk.recorded)
    desk.write(":", "take ada")
    assert isinstance(desk.state.mode, Ask)
    assert desk.state.message == "Take the version of ada in 2 sentences? y: take them. n: leave it."
    assert "".join(piece.text for piece in panel(desk.state, 80, 5)[0]) == " GO ON?"
    assert speak(None, desk.state)[-1] == "Go on? y Yes; n No (or its number, 1 to 2)"
    desk.press("n")
    assert (desk.state.message, desk.revisions, desk.recorded[recorded:]) == ("Nothing was changed.", [], [])
    desk.write(":", "take ada")
    desk.press("y")
    assert desk.state.finished == 2
    assert desk.recorded[recorded:] == [":take ada"]
    assert desk.press("u").finished == 0


# -- reviewing ----------------------------------------------------------------------------------------------------------


SKIPPED = Annotation("skip", attributes={"reason": "later"})


@pytest.fixture
def reviewed() -> Desk:
    """Ada decided on three sentences of five: a claim, none, and one to be looked at later."""
    document = article(*FLOOD)
    ids = [sentence.id for sentence in document.sentences[:3]]
    decided = {id: Candidate(("ada",), own) for id, own in zip(ids, (claimed(document), NONE, SKIPPED), strict=True)}
    return Desk(
        document,
        options={
            "versions": {id: (own,) for id, own in decided.items()},
            "entries": {id: SentenceAnnotation(replace(own.annotation, label=None)) for id, own in decided.items()},
            "decided": decided,
            "remarks": {ids[0]: (Remark("ada", "a rumour?", "ask the mayor"),)},
        },
    )


def test_enter_approves_what_was_decided(reviewed: Desk) -> None:
    assert (
        reviewed.state.message
        == "3 of 3 sentences to review. Enter approves a decision, other keys correct it. 2 not decided: passed over."
    )
    reviewed.press("enter enter space")
    assert isinstance(reviewed.state.mode, End)
    assert [revision.annotation for revision in reviewed.revisions] == [claimed(reviewed.document), NONE, SKIPPED]
    assert isinstance(reviewed.restart().mode, End)


def test_what_was_approved_is_undone_and_opens_on_the_decision_again(reviewed: Desk) -> None:
    reviewed.press("enter u")
    assert (reviewed.state.at, reviewed.state.annotation.label) == (0, None)
    assert reviewed.state.approvable is not None
    assert reviewed.restart().approvable is not None
    reviewed.press("enter")
    assert reviewed.state.finished == 1


def test_every_other_key_corrects(reviewed: Desk) -> None:
    reviewed.press("- enter")
    first = reviewed.document.sentences[0].id
    assert [stance.label for stance in reviewed.state.annotation_of(first).stances] == ["deny", "neutral"]
    assert (reviewed.state.annotation_of(first).label, reviewed.state.at) == ("claim", 1)
    reviewed.claim(1, 3)
    assert reviewed.state.approvable is None
    reviewed.press("enter e v")
    second = reviewed.state.annotation_of(reviewed.document.sentences[1].id)
    assert (second.label, len(second.claims), reviewed.state.at) == ("claim", 1, 2)
    reviewed.press("n")
    assert reviewed.state.annotation_of(reviewed.document.sentences[2].id) == NONE


def test_no_claim_is_corrected_to_a_claim_and_a_claim_to_none(reviewed: Desk) -> None:
    assert reviewed.press("r").approvable is None
    assert reviewed.press("enter").refused
    assert reviewed.press("n").annotation_of(reviewed.document.sentences[0].id) == NONE


def test_a_note_does_not_make_it_a_correction(reviewed: Desk) -> None:
    reviewed.write("N", "checked")
    assert reviewed.state.approvable is not None
    reviewed.press("enter")
    assert reviewed.revisions[-1].annotation == replace(claimed(reviewed.document), note="checked")


def test_approving_asks_no_question_that_the_schema_does_not_require() -> None:
    """Ada has not said how the source is named, and nothing about polarity, which is asked in the full profile."""
    document = article(*FLOOD)
    here = document.sentences[0].id
    ada = claimed(document)
    desk = Desk(
        document,
        options={
            "versions": {here: (Candidate(("ada",), ada),)},
            "entries": {here: SentenceAnnotation(replace(ada, label=None))},
            "decided": {here: Candidate(("ada",), ada)},
            "profile": "full",
        },
    )
    assert isinstance(desk.press("enter").mode, End)
    assert [revision.annotation for revision in desk.revisions] == [ada]


def test_a_digit_takes_a_version_as_it_is() -> None:
    """Only cem answered the question about polarity."""
    document = article(*FLOOD)
    here = document.sentences[0].id
    ada = claimed(document)
    cem = replace(
        ada, claims=(replace(ada.claims[0], attributes={**ada.claims[0].attributes, "type": "causal", "polarity": "negated"}),)
    )
    versions = (Candidate(("ada",), ada), Candidate(("cem",), cem))
    desk = Desk(document, options={"versions": {here: versions}, "entries": {here: SentenceAnnotation(replace(ada, label=None))}})
    assert desk.press("1").annotation_of(here) == ada
    desk.press("u 2")
    assert desk.state.annotation_of(here) == cem


def test_a_review_is_shown_and_spoken(reviewed: Desk) -> None:
    rows = ["".join(piece.text for piece in row).rstrip() for row in panel(reviewed.state, 80, 12)]
    assert rows == [
        " DECIDED BY ada: claim; Enter approves it",
        "   flag by ada: a rumour?",
        "   note by ada: ask the mayor",
        " > C1  The river rose by two metres  Event, Verifiable",
        "        3 Mayor Ada Brandt  + support  Person, Named",
        "        0 author  = neutral",
        " sources: 0 author  3 Mayor Ada Brandt",
    ]
    said = speak(None, reviewed.state)
    assert "Decided by ada: claim. go to approve it." in said
    assert said[-2:] == ["Flag by ada: a rumour?.", "Note by ada: ask the mayor"]
    assert next(entry.short for entry in foot(reviewed.state)) == "Enter approve"
    assert " SKIP" not in rows[0]
    reviewed.write(":", "3")
    assert "DECIDED BY ada: skip (Reason for skipping: For later); Enter approves it" in "".join(
        piece.text for piece in panel(reviewed.state, 80, 12)[0]
    )


# -- what is shown ------------------------------------------------------------------------------------------------------


@pytest.fixture
def wordy() -> Desk:
    """Two versions of a long sentence, too long for the smallest screen."""
    document = article("The council, which met on Monday evening, " + "and then " * 20 + "voted for the new bridge.")
    here = document.sentences[0].id
    whole = (document.span(0, len(document.text) - 2),)
    one = Annotation(
        "claim", (Claim("c1", whole, {"type": "event", "verifiability": "verifiable"}),), (), (Stance("c1", AUTHOR, "support"),)
    )
    remarks = {here: (Remark("ben", None, "far too long " * 9),)}
    return Desk(document, options={"versions": {here: (Candidate(("ada",), one), Candidate(("ben",), NONE))}, "remarks": remarks})


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
def test_versions_are_wrapped_and_what_does_not_fit_is_counted(wordy: Desk, size: tuple[int, int]) -> None:
    rows = ["".join(piece.text for piece in row).rstrip() for row in view(wordy.state, *size).rows]
    assert max(map(len, rows)) <= size[0]
    shown = " ".join(" ".join(rows).split())
    assert ("new bridge”*: author support (Event, Verifiable)" in shown) == (size[1] > 16)
    assert ("more rows; :versions shows everything" in shown) == (size[1] == 16)
    assert len(rows) == size[1]


def test_all_of_the_versions_are_on_a_page_that_scrolls(wordy: Desk) -> None:
    recorded = len(wordy.recorded)
    wordy.write(":", "versions")
    pages = ""
    for _ in range(8):
        screen = view(wordy.state, 60, 16)
        pages += " ".join("".join(piece.text for piece in row) for row in screen.rows)
        wordy.labelling.limit_scroll(screen.scroll, screen.page)
        wordy.press("pgdn")
    text = " ".join(pages.split())
    for part in (
        "1 ada: *Claim*",
        "author support (Type: Event, Verifiability: Verifiable)",
        "2 ben: *No claim*",
        "note by ben: far too",
    ):
        assert part in text
    assert any(line.startswith("Version 2, ben: No claim.") for line in speak(None, wordy.state))
    wordy.press("x 2")
    assert wordy.state.finished == 1
    assert wordy.recorded[recorded:] == ["2"]


def test_help_names_the_commands_of_an_adjudicator(desk: Desk) -> None:
    lines = help_lines(desk.state)
    assert any(line.startswith(":take NAME take all") for line in lines)
    assert any(line.startswith(":versions in full") for line in lines)
    assert not any(line.startswith(":take") for line in help_lines(Desk().state))
    assert ":take NAME, :versions" in desk.write(":", "nonsense").message
    assert ":take" not in Desk().write(":", "nonsense").message
