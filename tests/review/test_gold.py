"""One decision from several annotators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import ADJUDICATION, Annotation, Document, Revision
from annotate.model.current import newest
from annotate.review.gold import (
    ADJUDICATED,
    MAJORITY,
    OPEN,
    PASSING,
    SINGLE,
    UNANIMOUS,
    Gold,
    Ruling,
    Vote,
    decide,
    label_of,
    needs_no_adjudicator,
    ruling,
)
from annotate.schema import load_schema, shipped

SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")


def said(coders: Any, document: Document, sentence: int, **labels: str | None) -> list[Revision]:
    """What each annotator says of a sentence; None is begun and not finished."""
    return [coders.revision(document, sentence, name, Annotation(label)) for name, label in labels.items()]


def first(document: Document, revisions: list[Revision], annotator: str | None = None) -> Gold:
    return decide(document, revisions, SCHEMA, annotator)[document.sentences[0].id]


def test_one_annotator_decides_alone(coders: Any, document: Document) -> None:
    (revision,) = said(coders, document, 0, ada="claim")
    assert first(document, [revision]) == Gold("labelled", "claim", revision, 1, None, SINGLE)


def test_silence_is_never_no(coders: Any, document: Document) -> None:
    """Unseen, begun, and seen and empty are three things."""
    gold = decide(document, [*said(coders, document, 1, ada=None), *said(coders, document, 2, ada="no_claim")], SCHEMA)
    assert [(g.status, g.label) for g in gold.values()][:3] == [("unseen", None), ("open", None), ("labelled", "no_claim")]
    assert list(gold) == [sentence.id for sentence in document.sentences]


def test_the_majority_decides_and_an_open_sentence_has_no_voice(coders: Any, document: Document) -> None:
    revisions = said(coders, document, 0, ada="no_claim", bea="claim", cy="claim", dan=None)
    gold = first(document, revisions)
    assert (gold.label, gold.annotators, gold.agreement) == ("claim", 3, pytest.approx(2 / 3))
    assert gold.revision is revisions[1]


def test_a_tie_has_no_label_and_is_counted(coders: Any, document: Document) -> None:
    gold = first(document, said(coders, document, 0, ada="no_claim", bea="claim"))
    assert gold == Gold("labelled", None, None, 2, 0.5, OPEN)


def test_more_than_two_may_win_without_half_of_the_voices(coders: Any, document: Document) -> None:
    gold = first(
        document,
        said(coders, document, 0, a="claim", b="claim", c="no_claim", d="skip", e="skip", f="claim", g="skip", h="claim"),
    )
    assert (gold.label, gold.agreement) == ("claim", 0.5)


def test_structure_comes_from_the_one_who_finished_most_of_the_article(coders: Any, document: Document) -> None:
    revisions = [
        *said(coders, document, 0, ada="claim", bea="claim", cy="no_claim"),
        *said(coders, document, 1, ada=None, bea="no_claim", cy="no_claim"),
        *said(coders, document, 2, cy="no_claim"),
    ]
    gold = first(document, revisions)
    assert gold.revision is not None
    assert gold.revision.annotator == "bea"


def test_where_they_finished_as_much_the_name_decides_whatever_the_order(coders: Any, document: Document) -> None:
    revisions = said(coders, document, 0, bea="claim", ada="claim", cy="claim")
    for order in (revisions, revisions[::-1]):
        gold = first(document, order)
        assert gold.revision is not None
        assert gold.revision.annotator == "ada"


def test_a_named_annotator_decides_alone_and_agreement_still_counts_all(coders: Any, document: Document) -> None:
    revisions = [*said(coders, document, 0, ada="no_claim", bea="claim", cy="claim"), *said(coders, document, 1, bea="claim")]
    gold = decide(document, revisions, SCHEMA, "ada")
    one, two, *_ = gold.values()
    assert (one.label, one.annotators, one.agreement) == ("no_claim", 3, pytest.approx(2 / 3))
    assert (two.status, two.label, two.annotators) == ("unseen", None, 1)


def test_the_gold_of_a_named_annotator_is_theirs_though_others_gave_the_label(coders: Any, document: Document) -> None:
    revisions = [*said(coders, document, 0, ada="claim", zoe="claim"), *said(coders, document, 1, ada="no_claim")]
    assert first(document, revisions, "zoe") == Gold("labelled", "claim", revisions[1], 2, 1.0, SINGLE)


@pytest.mark.parametrize(("others", "agreement"), [({}, None), ({"ada": "claim"}, None), ({"ada": "claim", "bea": "skip"}, 0.5)])
def test_what_others_decided_is_counted_for_whoever_did_not(
    others: dict[str, str], agreement: float | None, coders: Any, document: Document
) -> None:
    revisions = said(coders, document, 0, **others)
    assert first(document, revisions, "zoe") == Gold("unseen", None, None, len(others), agreement)
    begun = [*revisions, *said(coders, document, 0, zoe=None)]
    assert first(document, begun, "zoe") == Gold("open", None, None, len(others), agreement)


@pytest.mark.parametrize(
    ("labels", "passing"),
    [
        (["claim"], {"unanimous", "majority"}),
        (["claim", "claim"], {"unanimous", "majority"}),
        (["claim", "claim", "no_claim"], {"majority"}),
        (["claim", "no_claim"], set()),
    ],
)
def test_each_rule_says_what_needs_no_adjudicator(labels: list[str], passing: set[str]) -> None:
    assert {rule for rule in PASSING if needs_no_adjudicator([Annotation(label) for label in labels], SCHEMA, rule)} == passing


def test_a_vote_without_a_winner_has_no_place() -> None:
    def same(places: Sequence[int]) -> bool:
        return True

    assert ruling([], {}, same) == Ruling("unseen", -1, 0, None, None)
    assert ruling([Vote("ada", None, 0)], {}, same) == Ruling("open", -1, 0, None, None)
    assert ruling([Vote("ada", "claim", 0), Vote("bea", "skip", 1)], {}, same) == Ruling("labelled", -1, 2, 0.5, OPEN)
    assert ruling([Vote("ada", "claim", 3)], {"ada": 1}, same) == Ruling("labelled", 3, 1, None, SINGLE)


def test_every_finished_sentence_counts_towards_having_read_most(coders: Any, document: Document) -> None:
    revisions = [
        *said(coders, document, 0, bea="claim", cy="claim"),
        *said(coders, document, 1, bea="no_claim", cy="no_claim"),
        *said(coders, document, 2, bea=None, cy="no_claim"),
    ]
    gold = first(document, revisions)
    assert gold.revision is not None
    assert gold.revision.annotator == "cy"


def test_a_decision_that_was_undone_is_no_vote(coders: Any, document: Document) -> None:
    (revision,) = said(coders, document, 0, ada="claim")
    assert label_of(replace(revision, annotation=None)) is None
    assert first(document, [replace(revision, annotation=None)]) == Gold("open")


JOBS, RENTS = "the flood had cost jobs", "rents rose"


def by_hand(revision: Revision, second: int = 0, annotator: str = "eva", **changes: Any) -> Revision:
    """The same decision as an adjudication, made so many seconds after the annotators' own."""
    created = f"2026-11-21T00:00:{second:02}.000000Z"
    return replace(revision, layer=ADJUDICATION, annotator=annotator, created=created, **changes)


def test_the_same_decision_is_unanimous_whoever_is_first(coders: Any, document: Document) -> None:
    one = coders.both(coders.claim(document, JOBS, {"The mayor": "deny"}), coders.claim(document, RENTS))
    mayor = coders.claim(document, JOBS, {"The mayor": "deny"})
    spaced = replace(
        mayor, sources=(replace(mayor.sources[0], id="s7", name="the  Mayor"),), stances=(replace(mayor.stances[0], source="s7"),)
    )
    other = coders.both(coders.claim(document, RENTS), spaced)
    revisions = [coders.revision(document, 1, "ada", one), coders.revision(document, 1, "ben", other)]
    gold = decide(document, revisions, SCHEMA)[document.sentences[1].id]
    assert (gold.provenance, gold.revision) == (UNANIMOUS, revisions[0])


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("had cost jobs", {"The mayor": "deny"}),
        (JOBS, {"The mayor": "support"}),
        (JOBS, {"mayor": "deny"}),
        (JOBS, {"author": "deny"}),
    ],
)
def test_another_span_source_or_stance_is_not(coders: Any, document: Document, text: str, voices: dict[str, str]) -> None:
    ours = coders.claim(document, JOBS, {"The mayor": "deny"})
    theirs = coders.claim(document, text, voices)
    gold = decide(document, [coders.revision(document, 1, name, said) for name, said in (("ada", ours), ("ben", theirs))], SCHEMA)
    assert gold[document.sentences[1].id].provenance == MAJORITY


def test_an_adjudication_holds_and_leaves_the_annotators_their_say(coders: Any, document: Document) -> None:
    revisions = said(coders, document, 0, ada="claim", bea="no_claim")
    decided = by_hand(revisions[1], annotator="ada")
    gold = first(document, [*revisions, decided])
    assert gold == Gold("labelled", "no_claim", decided, 2, 0.5, ADJUDICATED)
    assert first(document, [*revisions, decided], "ada").label == "claim"
    assert first(document, [decided]).provenance == ADJUDICATED


def test_the_newest_adjudication_counts_whoever_made_it(coders: Any, document: Document) -> None:
    revisions = said(coders, document, 0, ada="claim", bea="no_claim")
    older, newer = by_hand(revisions[0], 1, "eva"), by_hand(revisions[1], 2, "fay")
    for order in ([older, newer], [newer, older]):
        assert first(document, [*revisions, *order]).revision == newer
    undone = replace(newer, created="2026-11-22T00:00:00.000000Z", annotation=None)
    assert first(document, [*revisions, older, newer, undone]).provenance == OPEN
    assert newest([older, newer, undone]) == {}


def test_an_adjudication_begun_and_not_finished_decides_nothing(coders: Any, document: Document) -> None:
    revisions = said(coders, document, 0, ada="claim", bea="claim")
    assert first(document, [*revisions, by_hand(revisions[0], annotation=Annotation())]).provenance == UNANIMOUS


decisions = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 3), st.sampled_from(["claim", "no_claim", "skip", None])),
    unique_by=lambda decision: decision[:2],
)


@given(data=st.data(), here=decisions, loaded=decisions)
def test_neither_order_nor_more_annotators_change_what_was_adjudicated(
    data: st.DataObject, here: list[Any], loaded: list[Any], coders: Any, document: Document
) -> None:
    def revisions(of: list[Any]) -> list[Revision]:
        return [coders.revision(document, index, name, Annotation(label)) for name, index, label in of]

    by_eva = [by_hand(revision, second) for second, revision in enumerate(revisions(here)) if revision.annotation.label]  # type: ignore[union-attr]
    stored = [*revisions(here), *by_eva]
    gold = decide(document, stored, SCHEMA)
    assert decide(document, data.draw(st.permutations(stored)), SCHEMA) == gold
    later = decide(document, [*by_eva, *revisions(loaded)], SCHEMA)
    held = {id for id, one in gold.items() if one.provenance == ADJUDICATED}
    assert {revision.sentence for revision in by_eva} == held
    assert all(later[id].revision == gold[id].revision for id in held)
