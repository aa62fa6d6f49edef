"""What an adjudicator starts from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import ADJUDICATION, AUTHOR, Annotation, ClaimLink, Document, Remark, Revision
from annotate.review.adjudication import adjudication_queue, shared
from annotate.schema import load_schema, shipped

SCHEMA = load_schema(shipped("schema") / "annotation.schema.json")

NONE = Annotation("no_claim")
JOBS, RENTS = "the flood had cost jobs", "rents rose"
MAYOR = {"The mayor": "deny", "author": "neutral"}


def decided(coders: Any, document: Document, **of: tuple[Annotation | None, ...]) -> list[Revision]:
    """What each annotator decided, sentence by sentence; None is unseen."""
    return [coders.revision(document, index, name, one) for name, given in of.items() for index, one in enumerate(given) if one]


def test_only_where_annotators_differ(coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS, MAYOR)
    found = adjudication_queue(document, decided(coders, document, ada=(NONE, claim, NONE), ben=(NONE, NONE, None)), SCHEMA)
    assert list(found.versions) == [document.sentences[1].id]
    assert {id: entry.annotation.label for id, entry in found.entries.items()} == {
        document.sentences[0].id: "no_claim",
        document.sentences[1].id: None,
        document.sentences[2].id: "no_claim",
    }


def test_who_decided_the_same_is_one_version(coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS, MAYOR)
    revisions = decided(coders, document, ada=(None, claim), ben=(None, NONE), cem=(None, claim))
    (versions,) = adjudication_queue(document, revisions, SCHEMA).versions.values()
    assert [version.names for version in versions] == [("ada", "cem"), ("ben",)]
    assert adjudication_queue(document, revisions, SCHEMA, rule="majority").versions == {}


def test_hidden_names_are_letters_and_tell_nothing(coders: Any, document: Document) -> None:
    revisions = decided(coders, document, ada=(NONE, NONE), ben=(Annotation("skip"), Annotation("skip")))
    shown, hidden = (adjudication_queue(document, revisions, SCHEMA, hide_names=hide).versions for hide in (False, True))
    assert {name for versions in hidden.values() for version in versions for name in version.names} == {"A", "B"}
    by_label = [{version.annotation.label: version.names for version in versions} for versions in hidden.values()]
    assert by_label[0] == by_label[1]
    assert {name for versions in shown.values() for version in versions for name in version.names} == {"ada", "ben"}


def test_they_share_the_claims_and_the_stances_that_all_have(coders: Any, document: Document) -> None:
    ours = coders.both(coders.claim(document, JOBS, MAYOR), coders.claim(document, RENTS))
    theirs = coders.both(coders.claim(document, JOBS, MAYOR, type="causal"), coders.claim(document, "that rents rose"))
    (entry,) = adjudication_queue(
        document, decided(coders, document, ada=(None, ours), ben=(None, theirs)), SCHEMA
    ).entries.values()
    annotation = entry.annotation
    assert annotation.label is None
    assert [claim.spans[0].text for claim in annotation.claims] == [JOBS]
    assert dict(annotation.claims[0].attributes) == {"verifiability": "verifiable"}
    assert {(stance.source, stance.label) for stance in annotation.stances} == {("s1", "deny"), (AUTHOR, "neutral")}


@pytest.mark.parametrize("voices", [{"The mayor": "support", "author": "neutral"}, {"author": "support"}])
def test_a_claim_whose_voice_is_disputed_is_not_shared(coders: Any, document: Document, voices: dict[str, str]) -> None:
    ours, theirs = coders.claim(document, JOBS, MAYOR), coders.claim(document, JOBS, voices)
    assert shared([ours, theirs]) == Annotation()


def test_a_source_has_one_number_in_the_document(coders: Any, document: Document) -> None:
    """Ada calls the mayor s1, Ben s7, and an adjudication made before s3."""
    mayor = coders.claim(document, JOBS, {"The mayor": "deny"})

    def numbered(id: str, name: str) -> Annotation:
        source, stance = replace(mayor.sources[0], id=id, name=name), replace(mayor.stances[0], source=id)
        return replace(mayor, sources=(source,), stances=(stance,))

    revisions = decided(coders, document, ada=(None, numbered("s1", "The mayor"), NONE), ben=(None, numbered("s7", "the  mayor")))
    before = replace(coders.revision(document, 2, "eva", numbered("s3", "The Mayor")), layer=ADJUDICATION)
    for adjudicated, id in (([], "s1"), ([before], "s3")):
        entry = adjudication_queue(document, revisions, SCHEMA, adjudicated).entries[document.sentences[1].id]
        assert [source.id for source in entry.annotation.sources] == [id]


def test_what_was_adjudicated_of_a_source_holds_in_every_version(coders: Any, document: Document) -> None:
    """Ada takes the mayor for a person, Ben for an organisation, and so they stay until one of them was decided for."""
    ada = coders.claim(document, JOBS, MAYOR)
    ben = replace(ada, sources=(replace(ada.sources[0], id="s1", attributes={"type": "organisation", "naming": "named"}),))
    revisions = decided(coders, document, ada=(None, ada), ben=(None, ben))
    before = replace(coders.revision(document, 0, "eva", replace(ben, stances=())), layer=ADJUDICATION)

    def types(*adjudicated: Revision) -> list[Any]:
        found = adjudication_queue(document, revisions, SCHEMA, adjudicated)
        (versions,) = found.versions.values()
        (shared_source,) = found.entries[document.sentences[1].id].annotation.sources
        return [*(version.annotation.sources[0].attributes["type"] for version in versions), shared_source.attributes.get("type")]

    assert types() == ["person", "organisation", None]
    assert types(before) == ["organisation", "organisation"]
    begun = replace(before, sentence=document.sentences[2].id, annotation=replace(ada, label=None))
    assert types(begun) == ["person", "organisation", None]
    assert types(begun, before) == types(before, begun) == ["organisation", "organisation"]


letters = st.lists(st.sampled_from("n.cdrs"), min_size=2, max_size=2)


@given(texts=st.tuples(letters, letters, letters), data=st.data())
def test_the_order_of_annotators_never_matters(texts: Any, data: st.DataObject, coders: Any, document: Document) -> None:
    kinds = {
        "n": NONE,
        ".": None,
        "c": coders.claim(document, JOBS, MAYOR),
        "d": coders.claim(document, JOBS),
        "r": coders.both(coders.claim(document, JOBS, MAYOR), coders.claim(document, RENTS, {"mayor": "support"})),
        "s": Annotation("skip"),
    }
    of = {name: (None, *(kinds[letter] for letter in text)) for name, text in zip(("ada", "ben", "cem"), texts, strict=True)}
    revisions = decided(coders, document, **of)
    found = adjudication_queue(document, revisions, SCHEMA)
    assert adjudication_queue(document, data.draw(st.permutations(revisions)), SCHEMA) == found
    for versions in found.versions.values():
        assert len(versions) > 1
        ids = {stance.source for version in versions for stance in version.annotation.stances}
        assert ids <= {source.id for version in versions for source in version.annotation.sources} | {AUTHOR}


# -- reviewing ----------------------------------------------------------------------------------------------------------


def test_with_every_sentence_what_needs_no_adjudicator_waits_for_approval(coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS, MAYOR)
    revisions = decided(coders, document, ada=(NONE, claim, None), ben=(NONE, NONE, None))
    found = adjudication_queue(document, revisions, SCHEMA, every=True)
    first, second, *_ = (sentence.id for sentence in document.sentences)
    assert {id: [version.names for version in versions] for id, versions in found.versions.items()} == {
        first: [("ada", "ben")],
        second: [("ada",), ("ben",)],
    }
    assert {id: (own.names, own.annotation.label) for id, own in found.decided.items()} == {first: (("ada", "ben"), "no_claim")}
    assert {id: entry.annotation for id, entry in found.entries.items()} == {first: Annotation(), second: Annotation()}


def test_with_every_sentence_a_majority_is_decided_only_where_it_passes(coders: Any, document: Document) -> None:
    revisions = decided(coders, document, ada=(NONE,), ben=(NONE,), cem=(coders.claim(document, JOBS, MAYOR),))
    assert adjudication_queue(document, revisions, SCHEMA, every=True).decided == {}
    (own,) = adjudication_queue(document, revisions, SCHEMA, rule="majority", every=True).decided.values()
    assert (own.names, own.annotation.label) == (("ada", "ben"), "no_claim")


def test_a_reviewed_annotator_has_decided_whatever_others_say(coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS, MAYOR)
    revisions = decided(coders, document, ada=(NONE, claim, None), ben=(NONE, NONE, NONE))
    found = adjudication_queue(document, revisions, SCHEMA, reviewed="ada")
    assert [own.names for own in found.decided.values()] == [("ada", "ben"), ("ada",)]
    assert [len(versions) for versions in found.versions.values()] == [1, 2]
    third = document.sentences[2].id
    assert third not in found.versions
    assert found.entries[third].annotation.label == "no_claim"
    entry = found.entries[document.sentences[1].id].annotation
    assert entry == replace(found.decided[document.sentences[1].id].annotation, label=None)
    assert [span.text for own in entry.claims for span in own.spans] == [JOBS]
    assert adjudication_queue(document, revisions, SCHEMA, reviewed="cem").versions == {}


def test_a_skipped_sentence_keeps_its_reason(coders: Any, document: Document) -> None:
    skipped = Annotation("skip", attributes={"reason": "later"})
    found = adjudication_queue(document, decided(coders, document, ada=(skipped,)), SCHEMA, every=True)
    assert found.decided[document.sentences[0].id].annotation == skipped
    assert found.entries[document.sentences[0].id].annotation == replace(skipped, label=None)


def test_notes_and_flags_are_remarks_and_in_no_decision(coders: Any, document: Document) -> None:
    noted, flagged = replace(NONE, note="a fragment?"), replace(NONE, flag="")
    begun = Annotation(note="still to do")
    revisions = decided(coders, document, ada=(noted, noted), ben=(flagged, None, begun), cem=(NONE,))
    found = adjudication_queue(document, revisions, SCHEMA, every=True)
    first, second, third, *_ = (sentence.id for sentence in document.sentences)
    assert dict(found.remarks) == {
        first: (Remark("ada", None, "a fragment?"), Remark("ben", "", "")),
        second: (Remark("ada", None, "a fragment?"),),
        third: (Remark("ben", None, "still to do"),),
    }
    assert [found.decided[id].annotation for id in (first, second)] == [NONE, NONE]
    assert adjudication_queue(document, revisions, SCHEMA).entries[second].annotation == NONE
    hidden = adjudication_queue(document, revisions, SCHEMA, hide_names=True).remarks[first]
    assert {remark.name for remark in hidden} < {"A", "B", "C"}


def test_they_share_the_links_that_all_have(coders: Any, document: Document) -> None:
    claim = coders.claim(document, JOBS, MAYOR)
    target, other = ((coders.span(document, words),) for words in ("The mayor", "denied"))

    def linked(*links: tuple[Any, str]) -> Annotation:
        return replace(claim, links=tuple(ClaimLink("c1", place, label) for place, label in links))

    both = shared([linked((target, "same"), (other, "supports")), linked((other, "contradicts"), (target, "same"))])
    assert both.links == (ClaimLink("c1", target, "same"),)
    (versions,) = adjudication_queue(
        document, decided(coders, document, ada=(None, linked((target, "same"))), ben=(None, claim)), SCHEMA
    ).versions.values()
    assert [len(version.annotation.links) for version in versions] == [1, 0]
