"""Documents: spans slice their text, blocks have known kinds, a renamed document renames its sentences."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from annotate.model import ANNOTATED_KINDS, BLOCK_KINDS, Block, Document, Sentence, Span, text_sha256

TEXT = "👩‍👩‍👧 cafe\u0301 آمن 市长."
DOCUMENT = Document("d", "raw/d.txt", "5f" * 32, TEXT, (Block("paragraph", 0, len(TEXT)),), (Sentence("d:0", 0, 0, len(TEXT)),))


@pytest.mark.parametrize("quote", ["👩‍👩‍👧", "cafe\u0301", "آمن", "市长", TEXT])
def test_spans_slice(quote: str) -> None:
    start = TEXT.index(quote)
    span = DOCUMENT.span(start, start + len(quote))
    assert span.text == quote
    assert DOCUMENT.matches(span)
    assert not DOCUMENT.matches(Span(start + 1, start + 1 + len(quote), quote))


@pytest.mark.parametrize(("offset", "index"), [(0, 0), (3, 0), (6, 0), (7, 1), (13, 1), (14, 2), (99, 2)])
def test_the_sentence_at_an_offset_or_the_last_one_before_it(offset: int, index: int) -> None:
    starts = (2, 7, 14)  # "Said.", "Done.", "Gone." with spaces before, between and after them
    sentences = tuple(Sentence(f"d:{start}", 0, start, start + 5) for start in starts)
    document = replace(DOCUMENT, text="  Said.Done.  Gone. ", sentences=sentences)
    assert document.index_at(offset) == index


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)])
def test_a_span_outside_of_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"{start}\.\.{end} is not a span of a text of {len(TEXT)} characters"):
        DOCUMENT.span(start, end)
    assert not DOCUMENT.matches(Span(start, end, TEXT[max(start, 0) : end]))


def test_a_negative_start_does_not_count_from_the_end() -> None:
    assert not DOCUMENT.matches(Span(-2, len(TEXT), TEXT[-2:]))


def test_a_renamed_document_renames_its_sentences() -> None:
    renamed = DOCUMENT.renamed("e-2")
    assert (renamed.id, [s.id for s in renamed.sentences]) == ("e-2", ["e-2:0"])
    assert renamed.renamed("d") == DOCUMENT


def test_the_same_article_has_the_same_text_and_metadata() -> None:
    other_bytes = replace(DOCUMENT, id="e", path="raw/e.html", sha256="6f" * 32, language="de")
    assert DOCUMENT.is_same_article(other_bytes)
    assert DOCUMENT.text_sha256 == other_bytes.text_sha256 == text_sha256(TEXT) == sha256(TEXT.encode()).hexdigest()
    for name in ("text", "title", "byline", "published", "url"):
        assert not DOCUMENT.is_same_article(replace(DOCUMENT, **{name: "other"}))


def test_kinds_of_blocks() -> None:
    assert sorted(BLOCK_KINDS) == [
        *("byline", "caption", "credit", "dateline", "duplicate", "headline", "kicker", "list", "paragraph", "quote", "ui")
    ]
    assert {kind for kind in BLOCK_KINDS if Block(kind, 0, 1).annotated} == ANNOTATED_KINDS


@pytest.mark.parametrize(
    ("id", "number", "name"),
    [
        ("a:0", 1, "a:0 (sentence 1)"),
        ("a:5", 2, "a:5 (sentence 2)"),
        ("a:4", None, "a:4"),
        ("a:05", None, "a:05"),
        ("b:5", None, "b:5"),
        ("a:x", None, "a:x"),
        ("", None, ""),
    ],
)
def test_a_sentence_has_a_number_beside_its_id(id: str, number: int | None, name: str) -> None:
    document = Document("a", "a.txt", "", "One. Two.", (), (Sentence("a:0", 0, 0, 4), Sentence("a:5", 0, 5, 9)))
    assert (document.number(id), document.numbered(id)) == (number, name)
