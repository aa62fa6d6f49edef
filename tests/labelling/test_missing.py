"""Answers that are missing in what is labelled: which these are, and the session that asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.labelling.frontends import line, script
from annotate.labelling.missing import count_missing
from annotate.labelling.state import Ask, End, Key, Review, Text, WriteAnswer
from annotate.model import AUTHOR
from annotate.schema import Attribute, Schema
from support.playing import Desk, altered
from support.several import article_schema

HARM = {
    "title": "Harm",
    "description": "How harmful it would be if it were false.",
    "x-ask": "quick",
    "oneOf": [
        {"const": "low", "title": "Low", "description": "Not at all.", "x-key": "l"},
        {"const": "high", "title": "High", "description": "Very.", "x-key": "h"},
    ],
}


def with_question(noun: str, question: dict[str, Any] | None = None, *, required: bool = False) -> Schema:
    """The shipped schema with one more question about a noun, `harm`."""

    def change(nouns: dict[str, Any]) -> None:
        nouns[noun]["properties"]["harm"] = question or HARM
        if required:
            nouns[noun]["required"].append("harm")

    return altered(change)


def labelled() -> Desk:
    """A desk on which three sentences are labelled: two claims of one source, none, and a claim of the same source."""
    desk = Desk()
    desk.claim(1, 3)
    desk.mention(9, 11)
    desk.claim(4, 6)
    desk.press("s 1 enter e v e v p n")
    assert desk.state.at == 1
    desk.press("n")
    desk.press("c 1 s 1 enter e v")
    assert desk.state.at == 3
    return desk


def filling(noun: str, before: Desk | None = None, **kwargs: Any) -> Desk:
    """The same desk with a schema that has a question more, asking it."""
    before = before or labelled()
    schema = with_question(noun, **kwargs)
    question = schema.attribute(noun, "harm")
    desk = Desk(before.document, schema, list(before.revisions), {"filling": question})
    desk.known = len(before.revisions)  # type: ignore[attr-defined]
    return desk


def question(desk: Desk) -> Attribute:
    assert desk.state.filling is not None
    return desk.state.filling.question


def left(desk: Desk) -> int:
    return count_missing(desk.schema, desk.state.annotations, question(desk))


def asked(desk: Desk) -> tuple[int, str]:
    assert desk.state.question is not None, desk.state.mode
    assert desk.state.question.attribute.name == "harm"
    return desk.state.at, desk.state.question.item


def answers(desk: Desk) -> list[Any]:
    return [
        claim.attributes.get("harm")
        for sentence in desk.document.sentences
        for claim in desk.state.annotation_of(sentence.id).claims
    ]


@pytest.mark.parametrize("required", [False, True])
def test_claim_after_claim_is_asked_about_and_nothing_else(required: bool) -> None:
    desk = filling("claim", required=required)
    assert desk.state.message == "Harm: 3 answers are missing in this article."
    known = len(desk.revisions)
    seen = []
    for key in "lh2":
        seen.append(asked(desk))
        desk.press(key)
    assert seen == [(0, "c1"), (0, "c2"), (2, "c1")]
    assert answers(desk) == ["low", "high", "high"]
    assert isinstance(desk.state.mode, End)
    assert left(desk) == 0
    added = desk.revisions[known:]
    assert {revision.action for revision in added} == {"edit"}
    assert [desk.state.annotation_of(s.id).label for s in desk.document.sentences[:3]] == ["claim", "no_claim", "claim"]


def test_a_source_is_asked_about_once() -> None:
    desk = filling("source")
    assert desk.state.message == "Harm: 1 answer is missing in this article."
    assert asked(desk) == (0, "s1")
    desk.press("h")
    assert isinstance(desk.state.mode, End)
    sources = [s for sentence in desk.document.sentences for s in desk.state.annotation_of(sentence.id).sources if s.id != AUTHOR]
    assert [source.attributes["harm"] for source in sources] == ["high", "high"]


def test_a_source_that_is_left_open_is_not_asked_about_again() -> None:
    desk = filling("source")
    desk.press("enter")
    assert isinstance(desk.state.mode, End)
    assert left(desk) == 1


@pytest.mark.parametrize("required", [False, True])
def test_stances(required: bool) -> None:
    desk = filling("stance", required=required)
    seen = []
    while not isinstance(desk.state.mode, End):
        seen.append(asked(desk))
        desk.press("l")
    about_sources = [(at, item) for at, item in seen if not item.endswith(AUTHOR)]
    assert len(about_sources) == 3
    assert (len(seen) > 3) is required, "the author's stances are only asked about if they must be"
    assert left(desk) == 0
    assert all(desk.state.annotation_of(s.id).label for s in desk.document.sentences[:3])


def test_sentences() -> None:
    desk = filling("annotation")
    seen = []
    while not isinstance(desk.state.mode, End):
        seen.append(asked(desk))
        desk.press("h")
    assert seen == [(0, ""), (1, ""), (2, "")]


def test_an_answer_in_words() -> None:
    desk = filling("claim", question={"title": "Harm", "description": "x", "x-ask": "quick", "type": "string"})
    assert isinstance(desk.state.mode, WriteAnswer)
    for text in ("None.", "", "Some."):
        desk.feed(Text(text), Key("enter"))
    assert answers(desk) == ["None.", None, "Some."]
    assert isinstance(desk.state.mode, End)


def test_one_can_go_back_to_the_sentence_before_but_not_beyond_the_start() -> None:
    desk = filling("claim")
    desk.press("l l backspace")
    assert asked(desk) == (0, "c2")
    desk.press("backspace")
    assert asked(desk) == (0, "c1")
    known = desk.state.past
    desk.press("backspace")
    assert isinstance(desk.state.mode, Review)
    assert desk.state.past == known, "nothing older is undone"
    desk.press("enter h h h")
    assert answers(desk) == ["high", "high", "high"]


def test_what_is_open_is_left_alone_and_esc_leads_to_the_sentence() -> None:
    desk = filling("claim")
    desk.press("esc")
    assert (desk.state.at, isinstance(desk.state.mode, Review)) == (0, True)
    desk.press("enter enter enter")
    assert asked(desk) == (2, "c1")
    desk.press("l")
    assert answers(desk) == [None, None, "low"]
    assert desk.state.annotation_of(desk.document.sentences[3].id).label is None
    assert isinstance(desk.state.mode, End)


def test_an_interrupted_session_goes_on_where_it_stopped() -> None:
    desk = filling("claim")
    desk.press("l q")
    again = Desk(desk.document, desk.schema, list(desk.revisions), desk.options)
    assert asked(again) == (0, "c2")


def test_a_recording_is_replayed_by_such_a_session() -> None:
    desk = filling("claim")
    desk.press("l enter h")
    other = filling("claim")
    script.run(other.labelling, desk.recorded, "recorded", lambda line: None)
    assert other.state.entries == desk.state.entries


def test_lines_say_the_sentence_and_the_question() -> None:
    desk = filling("claim")
    said: list[str] = []
    waiting = iter(["h", "h", "h", "q"])
    line.run(desk.labelling, lambda prompt: next(waiting), said.append)
    assert any("The river rose" in text for text in said)
    assert sum(text.startswith("Harm of C") for text in said) == 3
    assert "End of flood: Harm, 3 answers given, 0 left open." in said
    assert answers(desk) == ["high", "high", "high"]


def test_a_question_about_skipping_is_only_missing_where_a_sentence_was_skipped() -> None:
    desk = labelled()
    reason = desk.schema.attribute("annotation", "reason")
    assert reason is not None
    assert count_missing(desk.schema, desk.state.annotations, reason) == 0


def test_nothing_is_missing_where_all_is_answered() -> None:
    desk = labelled()
    kind = desk.schema.attribute("claim", "type")
    assert kind is not None
    assert count_missing(desk.schema, desk.state.annotations, kind) == 0
    done = Desk(desk.document, desk.schema, list(desk.revisions), {"filling": kind})
    assert isinstance(done.state.mode, End)
    assert isinstance(desk.state.mode, Review)
    assert not isinstance(done.state.mode, Ask)


# -- about the article -----------------------------------------------------------------------------------------------------


def test_an_answer_about_the_article_is_missing_once_and_asked_for_once() -> None:
    before = labelled()
    genre = article_schema().attribute("annotation", "genre")
    desk = Desk(before.document, article_schema(), list(before.revisions), {"filling": genre})
    assert desk.state.message == "Genre: 1 answer is missing in this article."
    assert isinstance(desk.state.mode, Ask)
    desk.press("o")
    assert isinstance(desk.state.mode, End)
    assert desk.stored()[desk.document.sentences[0].id][0].attributes == {"genre": "opinion"}
    assert genre is not None
    assert count_missing(desk.schema, desk.state.annotations, genre) == 0
    desk.check()
