"""What --fix mends, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.checks.autofix import NEARBY, changed_spans, fix_spans
from annotate.model import Annotation, Block, Claim, ClaimLink, Document, Sentence, Source, Span, Stance

FIRST = "The toll of the bridge rose, the mayor said of the toll of May."
TEXT = FIRST + "\n" + "x " * NEARBY + "far away"
ARTICLE = Document("d", "d.txt", "", TEXT, (Block("paragraph", 0, len(TEXT)),), (Sentence("d:0", 0, 0, len(FIRST)),))
SENTENCE = ARTICLE.sentences[0]


def claimed(span: Span) -> Annotation:
    return Annotation("claim", (Claim("c1", (span,), {"type": "event"}),), flag="f", note="n", attributes={"a": 1})


@pytest.mark.parametrize(
    ("span", "result"),
    [
        (Span(5, 11, "bridge"), (16, 22)),
        (Span(-4, 999, "bridge rose"), (16, 27)),
        (Span(15, 22, " bridge"), (16, 22)),
        (Span(16, 23, "bridge "), (16, 22)),
        (Span(14, 22, " bridge "), (16, 22)),
        (Span(0, 4, "toll"), None),  # twice in the sentence
        (Span(0, 4, "brid"), None),  # cuts a word
        (Span(0, 4, "away"), None),  # too far
        (Span(0, 5, "ferry"), None),  # nowhere
        (Span(0, 3, "   "), None),
        (Span(16, 22, "bridge"), None),  # nothing is wrong with it
    ],
)
def test_a_span(span: Span, result: tuple[int, int] | None) -> None:
    before = claimed(span)
    after = fix_spans(before, ARTICLE, SENTENCE)
    if result is None:
        assert after == before
    else:
        assert after == claimed(Span(*result, TEXT[slice(*result)]))


def test_mention_and_cue_and_what_a_person_calls_them() -> None:
    before = Annotation(
        "claim",
        (Claim("c1", (Span(0, 5, "bridge"),)),),
        (Source("s1", "the mayor", Span(0, 9, "the mayor")),),
        (Stance("c1", "s1", "support", Span(0, 4, "said")),),
    )
    after = fix_spans(before, ARTICLE, SENTENCE)
    assert [(what, now.text) for what, _, now in changed_spans(before, after)] == [
        ("claim c1", "bridge"),
        ("mention of s1", "the mayor"),
        ("cue of s1 on c1", "said"),
    ]
    assert all(ARTICLE.matches(now) for _, _, now in changed_spans(before, after))


@given(st.integers(-5, 80), st.integers(-5, 90), st.text("the tolbridge.\n ", max_size=8))
def test_a_mended_span_slices_and_says_the_same(start: int, end: int, text: str) -> None:
    (claim,) = fix_spans(claimed(Span(start, end, text)), ARTICLE, SENTENCE).claims
    (span,) = claim.spans
    if span != Span(start, end, text):
        assert ARTICLE.matches(span)
        assert span.text == text.strip()
    assert fix_spans(claimed(span), ARTICLE, SENTENCE).claims[0].spans[0] == span, "once is enough"


@pytest.mark.parametrize(
    ("text", "words", "start"), [("市长说大桥将在五月重新开放。", "大桥", 3), ("เขากล่าวว่าสะพานปิด", "สะพาน", 11)]
)
def test_scripts_without_spaces(text: str, words: str, start: int) -> None:
    article = Document("d", "d.txt", "", text, (), (Sentence("d:0", 0, 0, len(text)),))
    (claim,) = fix_spans(claimed(Span(0, len(words), words)), article, article.sentences[0]).claims
    assert claim.spans == (Span(start, start + len(words), words),)


def test_the_target_of_a_link_is_corrected_as_its_claim_is() -> None:
    padded = ARTICLE.span(15, 22)
    later = replace(claimed(ARTICLE.span(36, 45)), links=(ClaimLink("c1", (padded,), "same"),))
    target = fix_spans(claimed(padded), ARTICLE, SENTENCE).claims[0].spans
    assert fix_spans(later, ARTICLE, SENTENCE).links == (ClaimLink("c1", target, "same"),)
