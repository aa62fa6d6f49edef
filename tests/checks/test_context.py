"""What checks look up in a document, and the names of spans."""

from __future__ import annotations

from typing import Any

from annotate.checks.context import DocumentIndex, cached_index, name_span, spans_of
from annotate.model import Block, Document, Sentence, Span, revision_from_json

TEXT = "He said “yes” and “no, no”."
ARTICLE = Document("d", "d.txt", "", TEXT, (Block("paragraph", 0, len(TEXT)),), (Sentence("d:0", 0, 0, len(TEXT)),))


def test_spans_have_names_and_paths(finished: Any) -> None:
    annotation = revision_from_json(finished()).annotation
    assert annotation is not None
    assert [name_span(annotation, *place[:3]) for place in spans_of(annotation)] == [
        ("claim c1", "$.annotation.claims[0].spans[0]"),
        ("claim c2, piece 1", "$.annotation.claims[1].spans[0]"),
        ("claim c2, piece 2", "$.annotation.claims[1].spans[1]"),
        ("mention of s1", "$.annotation.sources[1].mention"),
        ("cue of s1 on c1", "$.annotation.stances[0].cue"),
    ]


def test_in_quotes() -> None:
    index = DocumentIndex(ARTICLE)
    for quote, inside in (("said", False), ("yes", True), ("and", False), ("no, no", True), ("yes” and", True), (" “", True)):
        start = TEXT.index(quote)
        assert index.in_quotes(Span(start, start + len(quote), quote)) is inside, quote


def test_words_and_sentences() -> None:
    index = DocumentIndex(ARTICLE)
    assert index.words == {"d:0": 6}
    assert index.sentences == {"d:0": ARTICLE.sentences[0]}


def test_a_document_is_looked_up_once() -> None:
    asked: list[str] = []

    def lookup(id: str) -> Document | None:
        asked.append(id)
        return ARTICLE if id == "d" else None

    index = cached_index(lookup)
    assert index("d") is index("d")
    assert index("e") is None
    assert asked == ["d", "e"]
