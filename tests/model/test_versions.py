"""Versions of a document: how they differ, and a difference applied to another version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import split_sentences
from annotate.articles.segmentation_edits import apply_edit
from annotate.errors import SegmentationError
from annotate.model import Block, Document, Merge, SegmentationEdit, Sentence, SetBlockKind, Split
from annotate.model.versions import Difference, apply_difference, difference, is_same_version, resegmented, segmentation_errors
from support.builders import make_document, make_version

DOCUMENT = make_document("d", ["Ferry back", "The ferry sailed.", "Ada Brandt was glad.", "Nobody else was."])
ONE, TWO, THREE, FOUR = DOCUMENT.sentences


def edited(document: Document, edit: Split | Merge | SetBlockKind) -> Document:
    return apply_edit(document, edit, split_sentences)


def test_nothing_differs_from_itself() -> None:
    same = difference(DOCUMENT, DOCUMENT)
    assert same == Difference(frozenset(), frozenset(), frozenset(), frozenset())
    assert same.start == 0
    assert apply_difference(DOCUMENT, same) == DOCUMENT


def test_a_merge_takes_two_sentences_away_and_adds_one() -> None:
    change = difference(DOCUMENT, edited(DOCUMENT, Merge(TWO.id)))
    assert change.old_sentences == {(TWO.start, TWO.end), (THREE.start, THREE.end)}
    assert change.new_sentences == {(TWO.start, THREE.end)}
    assert (change.old_blocks, change.new_blocks) == (frozenset(), frozenset())
    assert change.start == TWO.start
    assert change.reversed().reversed() == change


def test_a_change_applies_beside_another_one() -> None:
    merged, split = edited(DOCUMENT, Merge(TWO.id)), edited(DOCUMENT, Split(FOUR.id, FOUR.start + 7))
    both = edited(merged, Split(FOUR.id, FOUR.start + 7))
    assert apply_difference(split, difference(DOCUMENT, merged)) == both
    assert apply_difference(both, difference(DOCUMENT, merged).reversed()) == split


def test_a_change_does_not_apply_where_its_sentences_are_others() -> None:
    merged, split = edited(DOCUMENT, Merge(TWO.id)), edited(DOCUMENT, Split(TWO.id, TWO.start + 4))
    assert apply_difference(split, difference(DOCUMENT, merged)) is None
    role = edited(DOCUMENT, SetBlockKind(1, "ui"))
    assert apply_difference(role, difference(DOCUMENT, merged)) is None
    assert apply_difference(merged, difference(DOCUMENT, role)) is None


@st.composite
def edits(draw: st.DrawFn) -> SegmentationEdit:
    kind = draw(st.sampled_from(["split", "merge", "role"]))
    if kind == "role":
        return SetBlockKind(draw(st.integers(0, 1)), draw(st.sampled_from(["ui", "quote", "paragraph"])))
    sentence = draw(st.sampled_from(DOCUMENT.sentences))
    return Merge(sentence.id) if kind == "merge" else Split(sentence.id, draw(st.integers(sentence.start, sentence.end)))


@given(st.lists(edits(), max_size=6))
@settings(max_examples=200, deadline=None)
def test_every_change_can_be_taken_back(wanted: list[Split | Merge | SetBlockKind]) -> None:
    document = DOCUMENT
    for edit in wanted:
        try:
            after = edited(document, edit)
        except SegmentationError:
            continue
        assert apply_difference(document, difference(document, after)) == after
        assert apply_difference(after, difference(document, after).reversed()) == document
        document = after


def test_sentences_get_the_block_in_which_they_start() -> None:
    again = resegmented(DOCUMENT, set(DOCUMENT.blocks), {(s.start, s.end) for s in DOCUMENT.sentences})
    assert again == DOCUMENT


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        ({"blocks": (Block("headline", 0, 400),)}, r"block 0 \(0..400\) is not in the text"),
        ({"blocks": (*DOCUMENT.blocks, DOCUMENT.blocks[0])}, r"block 2 \(0..10\) is not in the text after the block before it"),
        ({"sentences": (TWO, ONE)}, r"sentence d:0 \(0..10\) is not in its block after"),
        ({"sentences": (replace(ONE, block=1),)}, "sentence d:0 .* is not in its block"),
        ({"sentences": (replace(ONE, block=7),)}, "sentence d:0 .* is not in its block"),
        ({"sentences": (Sentence("d:9", 0, 0, 10),)}, "starts at 0, but its id does not end with that"),
    ],
)
def test_what_is_out_of_place_is_named(spoiled: dict[str, object], message: str) -> None:
    errors = list(segmentation_errors(replace(DOCUMENT, **spoiled)))  # type: ignore[arg-type]
    assert errors
    with pytest.raises(AssertionError, match=message):
        raise AssertionError("\n".join(errors))


def test_the_same_version_in_two_projects() -> None:
    rules = make_version(DOCUMENT, 1, "annotate", action="segment")
    assert is_same_version(rules, replace(rules, created="2026-02-02T00:00:00.000000Z")), "the rules ran here and there"
    made = make_version(edited(DOCUMENT, Merge(TWO.id)))
    assert is_same_version(made, replace(made, number=5, author="another name"))
    assert not is_same_version(made, replace(made, created="2026-02-02T00:00:00.000000Z"))
    assert not is_same_version(made, replace(made, document=DOCUMENT))
