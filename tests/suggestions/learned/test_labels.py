"""Labels related to tokens and suggestions."""

from __future__ import annotations

import pytest

from annotate.model import Annotation, Source, Suggestion
from annotate.suggestions.learned.labels import LabelledClaim, anchor, anchor_of, covers, labelled_claims, rate, words_in
from annotate.suggestions.rules.engine import attributions, parse
from annotate.suggestions.rules.mentions import TokenRange
from support.builders import make_document
from support.learning import annotated

TEXT = "Ada Harlow echoed that the tram had never had an accident."
DOCUMENT = make_document("a", [TEXT])
SENTENCE = parse(DOCUMENT).sentences[0]
CONTENT = "the tram had never had an accident"


def place(text: str, inside: str = TEXT) -> tuple[int, int]:
    start = inside.index(text)
    return start, start + len(text)


def suggested(text: str, mention: str | None = "Ada Harlow") -> Suggestion:
    source = Source("", mention, DOCUMENT.span(*place(mention))) if mention else None
    return Suggestion((DOCUMENT.span(*place(text)),), source, "support", "said-that/1")


def test_claims_have_their_source_and_cue() -> None:
    claims = labelled_claims(annotated(DOCUMENT, 0, "Ada Harlow", CONTENT))
    assert claims == (LabelledClaim((place(CONTENT),), True, place("Ada Harlow"), None),)
    assert labelled_claims(Annotation("no_claim")) == ()


@pytest.mark.parametrize(
    ("suggestion", "expected"),
    [
        (suggested(CONTENT), (True, True, 1)),
        (suggested("that the tram had never had an accident"), (True, True, 1)),
        (suggested("the tram had never had an"), (False, True, 3)),
        (suggested("tram had never had an"), (False, True, 5)),
        (suggested(CONTENT, "the tram"), (False, True, 4)),
        (suggested("accident"), (False, False, 1)),
        (suggested(CONTENT, None), (False, False, 1)),
    ],
)
def test_a_suggestion_is_worth_the_keys_that_it_saves(suggestion: Suggestion, expected: tuple[bool, bool, int]) -> None:
    claim = LabelledClaim((place(CONTENT),), True, place("Ada Harlow"))
    assert rate(TEXT, suggestion, [claim], ("that",))[0] == expected


def test_the_cue_is_the_labelled_one_or_the_word_beside_the_source() -> None:
    with_cue = LabelledClaim((place(CONTENT),), True, place("Ada Harlow"), place("echoed"))
    without = with_cue._replace(cue=None)
    assert SENTENCE.tokens[anchor_of(SENTENCE, with_cue, ()) or 0].norm == "echoed"
    assert SENTENCE.tokens[anchor_of(SENTENCE, without, ()) or 0].norm == "echoed"
    assert anchor_of(SENTENCE, without._replace(mention=None), ()) is None


def test_the_cue_of_the_rules_counts_if_they_have_the_content() -> None:
    parsed = parse(make_document("b", ["The dam is safe, Ben Okafor has repeatedly said."]))
    (relations,) = attributions(parsed)
    claim = LabelledClaim(((0, 15),), True)
    found = anchor_of(parsed.sentences[0], claim, relations)
    assert found is not None
    assert parsed.sentences[0].tokens[found].norm == "said"
    assert anchor(TokenRange(0, 2), parsed.sentences[0]) == 1, "an article is no cue"


def test_half_a_token_is_covered_or_not() -> None:
    assert covers(SENTENCE, 0, [(0, 2)])
    assert not covers(SENTENCE, 0, [(0, 1)])
    assert words_in("a b c", [(0, 1), (4, 5)]) == {0, 4}
