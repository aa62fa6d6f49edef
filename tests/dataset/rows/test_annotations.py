"""Decisions are read in order, and an invalid one is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotate.dataset.rows.annotations import AnnotationReader, spans
from annotate.dataset.rows.sentences import read_sentences
from annotate.errors import ExportError
from annotate.model import AUTHOR, Span, Stance
from annotate.schema import Schema


def read(world: Any, schema: Schema, revisions: list[Any], documents: list[Any]) -> tuple[AnnotationReader, Any, Any]:
    found, known = world.rows(documents, revisions)
    sentences, reader = read_sentences(found), AnnotationReader(schema)
    return reader, reader.read(known, sentences), sentences


def test_they_are_in_the_order_of_sentences_then_annotators(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(3)
    both = [*revisions, *(replace(revision, annotator="ada") for revision in revisions)]
    _, found, _ = read(world, schema, both[::-1], documents)
    order = [(row.sentence, row.annotator) for row in found.rows]
    assert order == [(sentence.id, name) for document in documents for sentence in document.sentences for name in ("ada", "zoe")]


def test_all_spans_are_listed_with_their_rows(schema: Schema, world: Any) -> None:
    documents, revisions = world.corpus(2)
    _, found, _ = read(world, schema, revisions, documents)
    listed = [(row, span["text"]) for structs, rows in spans(found) for span, row in zip(structs.to_pylist(), rows, strict=True)]
    expected = [
        (row, text)
        for row, revision in enumerate(revisions)
        for claim in revision.annotation.claims
        for text in [
            *(span.text for span in claim.spans),
            revision.annotation.sources[1].mention.text,
            revision.annotation.stances[1].cue.text,
        ]
    ]
    assert sorted(listed) == sorted(expected)


@pytest.mark.parametrize("place", [0, 7, 20])
def test_the_decision_with_the_wrong_span_is_named(schema: Schema, world: Any, place: int) -> None:
    documents, revisions = world.corpus(5)
    changed = list(revisions)
    claim = next(number for number in range(place, len(changed)) if changed[number].annotation.claims)
    annotation = changed[claim].annotation
    bad = replace(annotation.claims[0], spans=(Span(0, 3, "xyz"),))
    changed[claim] = replace(changed[claim], annotation=replace(annotation, claims=(bad,)))
    reader, found, sentences = read(world, schema, changed, documents)
    with pytest.raises(ExportError, match=f"Sentence {changed[claim].sentence} by zoe: the text at 0..3 is not 'xyz'"):
        reader.validate(found.select(found.done.nonzero()[0], found.sentence), sentences)


def test_the_author_is_the_first_source_if_a_stance_is_the_authors(schema: Schema, world: Any) -> None:
    document = world.document("doc")
    annotation = world.annotation(document, document.sentences[0])
    silent = replace(annotation, sources=annotation.sources[1:], stances=annotation.stances[1:])
    author_stance = replace(
        annotation, sources=annotation.sources[1:], stances=(*annotation.stances[1:], Stance("c1", AUTHOR, "deny"))
    )
    revisions = [world.revision(document, number, each) for number, each in enumerate((silent, author_stance, annotation))]
    reader, found, sentences = read(world, schema, revisions, [document])
    complete = reader.validate(found, sentences).columns["sources"].to_pylist()
    assert [[source["id"] for source in sources] for sources in complete] == [["s1"], [AUTHOR, "s1"], [AUTHOR, "s1"]]
    assert complete[1][0] == complete[2][0]
