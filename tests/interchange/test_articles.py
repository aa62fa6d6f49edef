"""Articles that come with annotations: blocks and sentences of the file where they can be used, else our own."""

from __future__ import annotations

import pytest

from annotate.interchange.articles import new_article
from annotate.interchange.losses import LossCounter
from annotate.interchange.values import ForeignDocument, ForeignSet, ForeignSpan, InterchangeError

TEXT = "The bridge is closed\n\nOfficials said so. It reopens in May.\n\nPhoto: Ada Brandt"


def made(document: ForeignDocument) -> tuple[list[str], list[str], dict[str, int]]:
    counter = LossCounter()
    article = new_article(document, "t:x", counter)
    sentences = [article.text[s.start : s.end] for s in article.sentences]
    return [b.kind for b in article.blocks], sentences, {loss.kind: loss.lost for loss in counter.losses()}


def test_our_own_lines_and_sentences() -> None:
    kinds, sentences, losses = made(ForeignDocument("x", TEXT))
    assert (kinds[-1], sentences, losses) == ("credit", ["The bridge is closed", "Officials said so.", "It reopens in May."], {})


def test_a_line_with_a_span_is_annotated() -> None:
    start = TEXT.index("Ada")
    spans = (ForeignSpan("1", "Source", ((start, start + 3),)),)
    assert made(ForeignDocument("x", TEXT, (ForeignSet("ada", spans),)))[0][-1] == "paragraph"


def test_sentences_and_blocks_of_the_file() -> None:
    blocks = (("headline", 0, 20), ("quote", 22, len(TEXT)))
    document = ForeignDocument("x", TEXT, (), {"language": "en", "title": "T"}, ((0, 20), (22, 58)), blocks)
    assert made(document) == (["headline", "quote"], [TEXT[:20], TEXT[22:58]], {})


def test_boundaries_that_cannot_be_used_are_counted() -> None:
    assert made(ForeignDocument("x", TEXT, (), {}, ((0, 30), (30, 40))))[2] == {"sentence.boundaries": 2}
    assert made(ForeignDocument("x", TEXT, (), {}, (), (("chorus", 0, 20),)))[0][0] == "headline"


@pytest.mark.parametrize(("text", "message"), [("  \n", "no words"), ("a\x00b", "NUL"), ("word " * 400_000, "more than")])
def test_texts_that_are_no_articles(text: str, message: str) -> None:
    with pytest.raises(InterchangeError, match=message):
        new_article(ForeignDocument("x", text), "t:x", LossCounter())
