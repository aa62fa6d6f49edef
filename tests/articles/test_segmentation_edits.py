"""Mending a segmentation: the text stays, sentences stay in order, annotations move along or the edit is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import split_sentences
from annotate.articles.segmentation_edits import apply_edit, changed_parts, move_annotations
from annotate.errors import SegmentationError
from annotate.model import (
    AUTHOR,
    BLOCK_KINDS,
    Annotation,
    Block,
    Claim,
    ClaimLink,
    Document,
    Merge,
    Origin,
    SegmentationEdit,
    Sentence,
    SentenceAnnotation,
    SetBlockKind,
    Source,
    Split,
    Stance,
)

TEXT = "Bridge shut\nBy Ada\nThe bridge is shut. It opens in May, 市长 said. 👩‍👩‍👧 Nobody knows.\nMore\nThe end is near."


def stretch(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


BLOCKS = (
    Block("headline", *stretch("Bridge shut")),
    Block("byline", *stretch("By Ada")),
    Block("paragraph", *stretch("The bridge is shut. It opens in May, 市长 said. 👩‍👩‍👧 Nobody knows.")),
    Block("paragraph", *stretch("More")),
    Block("paragraph", *stretch("The end is near.")),
)
PLACES = (
    ("Bridge shut", 0),
    ("The bridge is shut.", 2),
    ("It opens in May, 市长 said.", 2),
    ("👩‍👩‍👧 Nobody knows.", 2),
    ("More", 3),
    ("The end is near.", 4),
)
SENTENCES = tuple(Sentence(f"d:{stretch(text)[0]}", block, *stretch(text)) for text, block in PLACES)
DOCUMENT = Document("d", "d.txt", "0" * 64, TEXT, BLOCKS, SENTENCES)
SHUT, OPENS, NOBODY = SENTENCES[1:4]


def moved(
    before: Document, after: Document, annotations: Mapping[str, SentenceAnnotation]
) -> dict[str, SentenceAnnotation | None]:
    """Return what an edit changes in one annotator's annotations, of all parts of the document."""
    changed = [item for part in changed_parts(before, after) for item in move_annotations(part, annotations).items()]
    return {id: entry for id, entry in changed if entry != annotations.get(id)}


def claim(id: str, text: str) -> Claim:
    return Claim(id, (DOCUMENT.span(*stretch(text)),), {"type": "event", "verifiability": "verifiable"})


def entry(label: str | None, *claims: Claim, **fields: object) -> SentenceAnnotation:
    stances = tuple(Stance(each.id, "s1", "support") for each in claims)
    sources = (Source("s1", "市长"),) if claims else ()
    annotation = Annotation(label, claims, sources, stances, **fields)  # type: ignore[arg-type]
    return SentenceAnnotation(annotation, tuple(Origin(each.id, "manual") for each in claims))


def texts(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


def do(edit: SegmentationEdit, document: Document = DOCUMENT) -> Document:
    return apply_edit(document, edit, split_sentences)


def test_a_sentence_is_split_and_merged_back() -> None:
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert texts(parted)[2:4] == ["It opens in May,", "市长 said."]
    assert parted.sentences[2].id == OPENS.id
    assert parted.sentences[3].id == f"d:{TEXT.index('市长')}"
    assert do(Merge(OPENS.id), parted) == DOCUMENT


def test_sentences_of_neighbouring_blocks_are_merged_with_their_blocks() -> None:
    whole = do(Merge(NOBODY.id))
    assert texts(whole)[3] == "👩‍👩‍👧 Nobody knows.\nMore"
    assert len(whole.blocks) == 4
    assert (whole.blocks[2].end, whole.blocks[2].rule) == (BLOCKS[3].end, "by hand")
    assert whole.sentences[-1].block == 3


def test_a_block_is_folded_away_and_brought_back() -> None:
    folded = do(SetBlockKind(4, "ui"))
    assert texts(folded) == texts(DOCUMENT)[:-1]
    assert folded.blocks[4].kind == "ui"
    assert texts(do(SetBlockKind(4, "caption"), folded)) == texts(DOCUMENT)
    assert texts(do(SetBlockKind(1, "headline")))[1] == "By Ada"
    assert do(SetBlockKind(2, "quote")).sentences == SENTENCES


NOT_THERE = "a sentence can only be split before one of its words other than the first"


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Split("d:1", 3), "d has no sentence d:1; open the article again"),
        (Split(OPENS.id, OPENS.start), NOT_THERE),
        (Split(OPENS.id, OPENS.end), NOT_THERE),
        (Split(OPENS.id, OPENS.start - 1), NOT_THERE),
        (Merge(SENTENCES[0].id), "the next sentence belongs to another part of the article (byline)"),
        (Merge(SENTENCES[-1].id), "this is the last sentence; there is none after it to merge with"),
        (SetBlockKind(9, "ui"), "there is no block 10; d has 5"),
        (SetBlockKind(5, "ui"), "there is no block 6; d has 5"),
        (SetBlockKind(-1, "ui"), "there is no block 0; d has 5"),
        (SetBlockKind(0, "song"), f"'song' is not a kind of block; choose from {', '.join(sorted(BLOCK_KINDS))}"),
    ],
)
def test_an_impossible_edit_is_refused(edit: SegmentationEdit, message: str) -> None:
    with pytest.raises(SegmentationError) as refused:
        do(edit)
    assert str(refused.value) == message


def test_a_sentence_of_another_kind_of_block_is_not_merged() -> None:
    quoted = do(SetBlockKind(3, "quote"))
    with pytest.raises(SegmentationError, match=r"^the next sentence belongs to another part of the article \(quote\)$"):
        do(Merge(NOBODY.id), quoted)


def test_merged_blocks_leave_the_others_as_they_are() -> None:
    whole = do(Merge(NOBODY.id))
    assert whole.blocks == (*BLOCKS[:2], Block("paragraph", BLOCKS[2].start, BLOCKS[3].end, "by hand"), BLOCKS[4])
    assert [sentence.block for sentence in whole.sentences] == [0, 2, 2, 2, 3]
    assert [sentence.id for sentence in whole.sentences] == [s.id for s in SENTENCES if s != SENTENCES[4]]


def test_a_block_that_gets_its_sentences_back_has_them_where_they_were() -> None:
    shown = do(SetBlockKind(1, "caption"))
    assert shown.blocks == (BLOCKS[0], Block("caption", BLOCKS[1].start, BLOCKS[1].end, "by hand"), *BLOCKS[2:])
    assert shown.sentences[1] == Sentence("d:12", 1, 12, 18)
    again = do(SetBlockKind(2, "paragraph"), do(SetBlockKind(2, "ui")))
    assert again.sentences == SENTENCES
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert do(SetBlockKind(2, "quote"), parted).sentences == parted.sentences, "what is there is not segmented again"


def test_claims_go_where_they_start() -> None:
    decided = {OPENS.id: entry("claim", claim("c1", "It opens in May"), claim("c2", "市长 said"))}
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    found = moved(DOCUMENT, parted, decided)
    first, second = found[OPENS.id], found[parted.sentences[3].id]
    assert first is not None
    assert second is not None
    assert [c.id for c in first.annotation.claims] == ["c1"]
    assert [(c.id, c.spans[0].text) for c in second.annotation.claims] == [("c1", "市长 said")]
    assert second.annotation.stances == (Stance("c1", "s1", "support"),)
    assert (first.annotation.label, second.annotation.label) == ("claim", "claim")
    assert second.origins == (Origin("c1", "manual"),)


def test_rejected_suggestions_go_where_they_start_and_how_it_was_seen_everywhere() -> None:
    start, second = TEXT.index("It opens"), TEXT.index("市长")
    rejected = [Origin(f"{at}-{at + 5}", "rejected", f"plain/1@{at}-{at + 5}") for at in (start, second)]
    decided = {OPENS.id: SentenceAnnotation(Annotation(), (*rejected, Origin("", "blind")))}
    parted = do(Split(OPENS.id, second))
    found = moved(DOCUMENT, parted, decided)
    assert found[OPENS.id] == SentenceAnnotation(Annotation(), (rejected[0], Origin("", "blind")))
    assert found[parted.sentences[3].id] == SentenceAnnotation(Annotation(), (rejected[1], Origin("", "blind")))
    both = {
        OPENS.id: SentenceAnnotation(Annotation(), (rejected[0], Origin("", "blind"))),
        SHUT.id: SentenceAnnotation(Annotation("no_claim"), (Origin("", "assisted"),)),
    }
    merged = moved(DOCUMENT, do(Merge(SHUT.id)), both)[SHUT.id]
    assert merged == SentenceAnnotation(Annotation(), (rejected[0], Origin("", "assisted")))


def test_merged_claims_are_numbered_anew() -> None:
    decided = {
        SHUT.id: entry("claim", claim("c1", "The bridge is shut"), note="a"),
        OPENS.id: entry("claim", claim("c1", "It opens in May"), flag="b", note="c"),
    }
    whole = moved(DOCUMENT, do(Merge(SHUT.id)), decided)
    assert whole[OPENS.id] is None
    merged = whole[SHUT.id]
    assert merged is not None
    claims = [(c.id, c.spans[0].text) for c in merged.annotation.claims]
    assert claims == [("c1", "The bridge is shut"), ("c2", "It opens in May")]
    assert (merged.annotation.label, merged.annotation.flag, merged.annotation.note) == ("claim", "b", "a c")


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        (entry("no_claim"), entry("no_claim"), "no_claim"),
        (entry("claim", claim("c1", "The bridge is shut")), entry("no_claim"), "claim"),
        (entry("claim", claim("c1", "The bridge is shut")), None, None),
        (entry("claim", claim("c1", "The bridge is shut")), entry("skip", attributes={"reason": "later"}), None),
        (entry("skip", attributes={"reason": "later"}), entry("skip", attributes={"reason": "later"}), "skip"),
    ],
)
def test_a_merged_sentence_is_done_only_where_both_were(
    one: SentenceAnnotation, other: SentenceAnnotation | None, label: str | None
) -> None:
    decided = {SHUT.id: one} | ({OPENS.id: other} if other else {})
    found = {**decided, **moved(DOCUMENT, do(Merge(SHUT.id)), decided)}[SHUT.id]
    assert found is not None
    assert found.annotation.label == label


def test_a_part_with_no_claim_is_not_decided() -> None:
    decided = {OPENS.id: entry("claim", claim("c1", "It opens in May"))}
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert moved(DOCUMENT, parted, decided) == {}  # the first part keeps it all, the second is not seen
    both = moved(DOCUMENT, parted, {OPENS.id: entry("no_claim")})
    assert both == {parted.sentences[3].id: entry("no_claim")}


def test_skipped_for_its_segmentation_is_seen_anew() -> None:
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert moved(DOCUMENT, parted, {OPENS.id: entry("skip", attributes={"reason": "segmentation"})}) == {OPENS.id: None}


def test_only_a_skip_for_the_segmentation_is_seen_anew() -> None:
    skipped = entry("skip", attributes={"reason": "later"})
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert moved(DOCUMENT, parted, {OPENS.id: skipped}) == {parted.sentences[3].id: skipped}, "the first one has it"
    broken = entry("skip", attributes={"reason": "segmentation"})
    whole = moved(DOCUMENT, do(Merge(SHUT.id)), {SHUT.id: skipped, OPENS.id: broken})
    assert whole == {SHUT.id: None, OPENS.id: None}


def test_what_concerns_the_whole_sentence_stays_with_the_first_part() -> None:
    claims = (claim("c1", "It opens in May"), claim("c2", "市长 said"))
    decided = {OPENS.id: entry("claim", *claims, flag="odd", note="see map", attributes={"mood": "calm"})}
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    both = moved(DOCUMENT, parted, decided)
    first, second = both[OPENS.id], both[parted.sentences[3].id]
    assert first is not None
    assert second is not None
    assert (first.annotation.flag, first.annotation.note, first.annotation.attributes) == ("odd", "see map", {"mood": "calm"})
    assert (second.annotation.flag, second.annotation.note, second.annotation.attributes) == (None, "", {"mood": "calm"})


def test_an_unfinished_sentence_has_no_answers_about_it() -> None:
    one = entry("claim", claim("c1", "The bridge is shut"), attributes={"mood": "calm"}, flag="")
    two = entry(None, claim("c1", "It opens in May"), flag="b", note="c")
    merged = moved(DOCUMENT, do(Merge(SHUT.id)), {SHUT.id: one, OPENS.id: two})[SHUT.id]
    assert merged is not None
    assert (merged.annotation.label, merged.annotation.attributes, merged.annotation.flag) == (None, {}, "")
    assert merged.annotation.note == "c"


def test_sources_and_stances_of_merged_sentences_are_those_of_both() -> None:
    sources = (Source("s10", "Bo"), Source(AUTHOR, "author"), Source("s2", "Ada"))
    stances = tuple(Stance("c1", source.id, "support") for source in sources)
    answered = (Origin("c1.type", "accepted", "y/1=event"), Origin("c1<-s2.quote", "manual"), Origin("s2.type", "manual"))
    origins = (Origin("c1", "accepted", "x/1"), Origin("c1<-s2", "accepted", "x/1"), *answered, Origin("", "blind"))
    one = SentenceAnnotation(Annotation("claim", (claim("c1", "The bridge is shut"),), sources, stances), origins)
    two = SentenceAnnotation(
        Annotation("claim", (claim("c3", "It opens in May"),), (Source("s2", "Ada"),), (Stance("c3", "s2", "deny"),)),
        (Origin("c3", "manual"), Origin("c3<-s2", "manual"), Origin("c3.type", "manual"), Origin("s2.type", "manual")),
    )
    merged = moved(DOCUMENT, do(Merge(SHUT.id)), {SHUT.id: one, OPENS.id: two})[SHUT.id]
    assert merged is not None
    assert [source.id for source in merged.annotation.sources] == [AUTHOR, "s2", "s10"]
    assert [(stance.claim, stance.source) for stance in merged.annotation.stances] == [
        ("c1", "s10"),
        ("c1", AUTHOR),
        ("c1", "s2"),
        ("c2", "s2"),
    ]
    assert [origin.item for origin in merged.origins] == [
        *("c1", "c1<-s2", "c1.type", "c1<-s2.quote", "s2.type"),
        *("c2", "c2<-s2", "c2.type", ""),
    ]


def test_a_claim_before_its_sentence_belongs_to_the_first() -> None:
    """A claim may run past its sentence, or begin before it."""
    early = Claim("c1", (DOCUMENT.span(SHUT.start, OPENS.start + 8),))
    parted = do(Split(OPENS.id, TEXT.index("市长")))
    assert moved(DOCUMENT, parted, {OPENS.id: entry("claim", early)}) == {}, "the first part keeps its id and its claim"


def test_an_edit_of_sentences_nobody_labelled_changes_no_annotation() -> None:
    decided = {NOBODY.id: entry("no_claim")}
    assert moved(DOCUMENT, do(Merge(SHUT.id)), decided) == {}
    assert moved(DOCUMENT, DOCUMENT, decided) == {}


def test_labels_are_never_dropped() -> None:
    with pytest.raises(SegmentationError, match=r"^its sentences are labelled; remove the labels first, then change its kind$"):
        moved(DOCUMENT, do(SetBlockKind(2, "ui")), {OPENS.id: entry("claim", claim("c1", "It opens in May"))})


edits = st.one_of(
    st.builds(lambda s, n: Split(s.id, s.start + n), st.sampled_from(SENTENCES), st.integers(-1, 40)),
    st.builds(lambda s: Merge(s.id), st.sampled_from(SENTENCES)),
    st.builds(SetBlockKind, st.integers(0, 5), st.sampled_from(["paragraph", "headline", "ui", "credit", "quote"])),
)
CLAIMED = {
    s.id: entry("claim", Claim("c1", (DOCUMENT.span(s.start, s.end),)), Claim("c2", (DOCUMENT.span(s.end - 4, s.end),)))
    for s in SENTENCES[1:4]
}


@given(st.lists(edits, max_size=8))
@settings(deadline=None)
def test_no_sequence_of_edits_loses_anything(wanted: list[SegmentationEdit]) -> None:
    document, decided = DOCUMENT, dict(CLAIMED)
    for edit in wanted:
        try:
            corrected = do(edit, document)
            changed = moved(document, corrected, decided)
        except SegmentationError:
            continue
        document = corrected
        decided = {id: e for id, e in {**decided, **changed}.items() if e is not None}
    assert document.text == TEXT
    assert decided.keys() <= {s.id for s in document.sentences}
    spans = sorted(c.spans[0].start for e in decided.values() for c in e.annotation.claims)
    assert spans == sorted(c.spans[0].start for e in CLAIMED.values() for c in e.annotation.claims)
    end = 0
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.annotated
        assert end <= sentence.start < sentence.end
        assert block.start <= sentence.start
        assert sentence.end <= block.end
        assert not re.match(r"\s|.*\s$", TEXT[sentence.start : sentence.end])
        end = sentence.end
    for e in decided.values():
        ids = [c.id for c in e.annotation.claims]
        assert len(set(ids)) == len(ids)
        assert {s.claim for s in e.annotation.stances} == set(ids)
        assert all(s.id != AUTHOR for s in e.annotation.sources)


def test_links_go_with_their_claims() -> None:
    first, second = claim("c1", "The bridge is shut"), claim("c1", "It opens in May")
    link = ClaimLink("c1", first.spans, "contradicts")
    opens = entry("claim", second, links=(link,))
    opens = SentenceAnnotation(opens.annotation, (*opens.origins, Origin(link.key, "manual")))
    merged = moved(DOCUMENT, do(Merge(SHUT.id)), {SHUT.id: entry("claim", first), OPENS.id: opens})[SHUT.id]
    assert merged is not None
    joined = ClaimLink("c2", first.spans, "contradicts")
    assert merged.annotation.links == (joined,)
    assert Origin(joined.key, "manual") in merged.origins
    document = do(Merge(SHUT.id))
    back = moved(document, do(Split(SHUT.id, OPENS.start), document), {SHUT.id: merged})
    halves = [back[sentence] for sentence in (SHUT.id, OPENS.id)]
    assert [half.annotation.links if half else None for half in halves] == [(), (link,)]
