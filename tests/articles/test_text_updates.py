"""Labels on their way to a corrected text: kept where the words are, opened where they changed, named where they are gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles.segmentation_edits import Moved
from annotate.articles.text_updates import TextMove, with_corrections
from annotate.model import Annotation, Claim, ClaimLink, Document, Origin, SentenceAnnotation, Source, Span, Stance
from support.builders import make_document

HEAD = "Bakery closes after flod"
SAID = "Council leader Ines Roth said the town would help and that rents would fall."
SHUT = "It closed on Friday."
LAST = "Nobody knows when it opens."
OLD = make_document("b", [HEAD, SHUT, SAID, LAST])


def stretch(text: str, document: Document = OLD) -> Span:
    start = document.text.index(text)
    return document.span(start, start + len(text))


def claims(*texts: str, label: str | None = "claim") -> SentenceAnnotation:
    made = tuple(Claim(f"c{number}", (stretch(text),)) for number, text in enumerate(texts, 1))
    source = Source("s1", "Ines Roth", stretch("Ines Roth"), {"type": "person"})
    stances = tuple(Stance(claim.id, "s1", "support", stretch("said")) for claim in made)
    origins = tuple(Origin(item, "manual") for claim in made for item in (claim.id, f"{claim.id}.type"))
    origins += (Origin("s1.type", "accepted", "mention/1=person"),) if made else ()
    return SentenceAnnotation(Annotation(label, made, (source,), stances, note="see map", attributes={"mood": "calm"}), origins)


def move(entries: dict[int, SentenceAnnotation], *sentences: str) -> tuple[Document, list[Moved]]:
    """Return a new text and what becomes of the annotations of the old one's sentences, by their index."""
    new = make_document("b", sentences)
    moving = TextMove(OLD, new)
    annotations = {OLD.sentences[index].id: entry for index, entry in entries.items()}
    return new, [moving.moved(part, annotations) for part in moving.parts if {s.id for s in part.old} & annotations.keys()]


def texts(document: Document, entry: SentenceAnnotation | None) -> list[str]:
    assert entry is not None
    spans = [span for claim in entry.annotation.claims for span in claim.spans]
    assert all(document.matches(span) for span in spans)
    return [span.text for span in spans]


def test_a_sentence_that_is_the_same_keeps_everything() -> None:
    entry = claims("the town would help", "rents would fall")
    new, (moved,) = move({2: entry}, "Bakery closes after flood, council says", SHUT, SAID, LAST)
    found = moved.entries[new.sentences[2].id]
    assert moved.lost == ()
    assert moved.entries[OLD.sentences[2].id] is None
    assert texts(new, found) == ["the town would help", "rents would fall"]
    assert found is not None
    assert (found.annotation.label, found.annotation.note, found.annotation.attributes) == ("claim", "see map", {"mood": "calm"})
    assert found.annotation.sources[0].mention == stretch("Ines Roth", new)
    assert found.annotation.stances[0].cue == stretch("said", new)
    assert found.origins == entry.origins


def test_a_sentence_that_changed_is_open_with_what_its_words_still_say() -> None:
    changed = SAID.replace("Council leader", "The council's leader,").replace("rents would fall", "rents might fall")
    new, (moved,) = move({2: claims("the town would help", "rents would fall")}, HEAD, SHUT, changed, LAST)
    found = moved.entries[new.sentences[2].id]
    assert found is not None
    assert texts(new, found) == ["the town would help"]
    assert (found.annotation.label, found.annotation.attributes, found.annotation.note) == (None, {}, "see map")
    assert [origin.item for origin in found.origins] == ["c1", "c1.type", "s1.type"]
    assert [stance.claim for stance in found.annotation.stances] == ["c1"]
    assert moved.lost == ("claim “rents would fall”",)


def test_a_claim_whose_meaning_a_new_word_turns_round_is_not_kept() -> None:
    _, (moved,) = move({2: claims("the town would help")}, HEAD, SHUT, SAID.replace("would help", "would not help"), LAST)
    assert moved.lost == ("claim “the town would help”",)


def test_mention_and_cue_that_are_gone_are_named() -> None:
    changed = SAID.replace("Ines Roth said", "Ida Roth claimed")
    new, (moved,) = move({2: claims("the town would help")}, HEAD, SHUT, changed, LAST)
    found = moved.entries[new.sentences[2].id]
    assert found is not None
    assert (found.annotation.sources[0].mention, found.annotation.stances[0].cue) == (None, None)
    assert moved.lost == ("cue “said”", "mention “Ines Roth”")


def test_a_sentence_that_is_gone_is_named_and_nothing_stands_in_its_place() -> None:
    plain = SentenceAnnotation(Annotation("no_claim", note="check"))
    _, moved = move({2: claims("the town would help"), 3: plain, 1: SentenceAnnotation(Annotation())}, HEAD, SHUT)
    assert [one.lost for one in moved] == [
        (),
        ("claim “the town would help”", "note “see map”"),
        ("label no claim", "note “check”"),
    ]
    assert [one.entries.get(OLD.sentences[2].id, "kept") for one in moved] == ["kept", None, "kept"]


def test_sentences_that_moved_within_the_text_take_their_labels_along() -> None:
    new, (moved,) = move({3: SentenceAnnotation(Annotation("no_claim"))}, HEAD, "The mayor came.", SHUT, SAID, LAST)
    assert moved.entries == {
        OLD.sentences[3].id: None,
        new.sentences[4].id: SentenceAnnotation(Annotation("no_claim")),
    }


def test_a_label_without_items_on_a_changed_sentence_is_gone_but_not_lost() -> None:
    new, (moved,) = move({0: SentenceAnnotation(Annotation("no_claim"))}, HEAD.replace("flod", "flood"), SHUT, SAID, LAST)
    assert moved == Moved({new.sentences[0].id: None}, ())


def test_a_rejected_suggestion_stays_rejected_at_its_new_place() -> None:
    span = stretch("rents would fall")
    rejected = Origin(f"{span.start}-{span.end}", "rejected", f"verb/2@{span.start}-{span.end}")
    accepted = Origin("", "assisted", "")
    entry = SentenceAnnotation(Annotation("no_claim"), (rejected, accepted))
    new, (moved,) = move({2: entry}, "A longer headline than before", SHUT, SAID, LAST)
    there = stretch("rents would fall", new)
    found = moved.entries[new.sentences[2].id]
    assert found is not None
    key = f"{there.start}-{there.end}"
    assert found.origins == (Origin(key, "rejected", f"verb/2@{key}"), accepted)


def test_text_that_stands_twice_is_no_place() -> None:
    span = replace(stretch("would help and"))
    once = SAID.replace("would help and", "would, she hoped, help and") + " It would help and please."
    assert TextMove(OLD, make_document("b", [HEAD, SHUT, once, LAST])).span(span) is not None
    twice = once.replace("It would", "It would help and it would")
    assert TextMove(OLD, make_document("b", [HEAD, SHUT, twice, LAST])).span(span) is None


@given(st.lists(st.sampled_from([HEAD, SHUT, SAID, LAST, "More.", SAID[:40]]), min_size=1, max_size=7), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_whatever_happens_to_the_text_nothing_goes_without_a_word(sentences: list[str], index: int) -> None:
    entry = claims("the town would help") if index == 2 else SentenceAnnotation(Annotation("no_claim"))
    new, (moved,) = move({index: entry}, *sentences)
    (found,) = [one for id, one in moved.entries.items() if id in {s.id for s in new.sentences} and one is not None] or [None]
    old = OLD.text[OLD.sentences[index].start : OLD.sentences[index].end]
    if found is None:
        assert moved.lost or not entry.annotation.claims
        assert moved.lost or old not in sentences
    else:
        texts(new, found)
    back = TextMove(new, OLD)
    assert [part.old for part in back.parts if part.old] == [(sentence,) for sentence in new.sentences]


# -- the segmentation of the new text -----------------------------------------------------------------------------------


def test_blocks_that_are_the_same_keep_kind_and_sentences() -> None:
    text = f"{HEAD}\n\n{SHUT} {SAID} {LAST}"
    merged = replace(OLD, sentences=(*OLD.sentences[:2], replace(OLD.sentences[2], end=OLD.sentences[3].end)))
    marked = replace(merged, blocks=(replace(OLD.blocks[0], rule="by hand"), replace(OLD.blocks[1], kind="quote")))
    new = make_document("b", ["A headline before", *text.split("\n\n")])
    kept = with_corrections(marked, make_document("b", ["Another headline", SHUT, SAID, LAST]))
    assert [block.kind for block in kept.blocks] == ["headline", "quote"]
    assert [kept.text[s.start : s.end] for s in kept.sentences] == ["Another headline", SHUT, f"{SAID} {LAST}"]
    assert [sentence.block for sentence in kept.sentences] == [0, 1, 1]
    assert with_corrections(marked, new).text == new.text


@pytest.mark.parametrize("sentences", [[HEAD], [HEAD, LAST], [SHUT, SAID, HEAD]])
def test_other_blocks_have_what_the_rules_gave_them(sentences: list[str]) -> None:
    new = make_document("b", sentences)
    assert with_corrections(OLD, new).sentences == new.sentences


def test_a_link_follows_its_target_to_the_new_text_and_is_named_if_that_is_gone() -> None:
    entry = claims("the town would help")
    link = ClaimLink("c1", (stretch("It closed on Friday"),), "supports")
    entry = SentenceAnnotation(replace(entry.annotation, links=(link,)), (*entry.origins, Origin(link.key, "manual")))
    new, (moved,) = move({2: entry}, "Bakery closes after flood, council says", SHUT, SAID, LAST)
    found = moved.entries[new.sentences[2].id]
    assert found is not None
    there = ClaimLink("c1", (stretch("It closed on Friday", new),), "supports")
    assert (moved.lost, found.annotation.links) == ((), (there,))
    assert Origin(there.key, "manual") in found.origins
    new, (moved,) = move({2: entry}, HEAD, SAID, LAST)
    found = moved.entries[new.sentences[1].id]
    assert found is not None
    assert (moved.lost, found.annotation.links, found.annotation.label) == (("link to “It closed on Friday”",), (), None)
    assert all("->" not in origin.item for origin in found.origins)
