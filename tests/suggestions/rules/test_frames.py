"""Frames: the constructions after a verb, one sentence for each."""

from __future__ import annotations

import pytest

from annotate.suggestions import suggest
from annotate.suggestions.rules.cues import find_cues
from annotate.suggestions.rules.frames import content_after
from annotate.suggestions.rules.mentions import subject_before
from support.reading import article, first_sentence, text_of


def after(text: str, language: str = "en") -> tuple[str, str] | None:
    sentence = first_sentence(text, language)
    cue = next(find_cues(sentence))
    found = content_after(sentence, cue, subject_before(sentence, cue.first))
    return (found[0], text_of(sentence, found[1])) if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor said on Monday that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The mayor told the council that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The council asked whether the dam is safe.", ("asked/1", "whether the dam is safe")),
        ("The mayor said: the dam is safe.", ("said-quote/1", "the dam is safe")),
        ("The mayor told reporters, “It holds.”", ("said-quote/1", "“It holds.”")),
        ("The mayor vowed to mend the dam.", ("wants/1", "to mend the dam")),
        ("The mayor called for an inquiry.", ("calls-for/1", "an inquiry")),
        ("The union opposes the use of contractors.", ("opposes/1", "the use of contractors")),
        ("The mayor said the dam is safe.", ("said-clause/1", "the dam is safe")),
        ("The mayor said late on Monday that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The mayor said in a televised speech Monday the dam is safe.", ("said-clause/1", "the dam is safe")),
        ("The mayor said after the talks in Dale that the dam is safe.", ("said-that/1", "the dam is safe")),
        ("The mayor promised voters that rents would fall.", ("said-that/1", "rents would fall")),
        ("The mayor decided they need a bridge.", ("said-clause/1", "they need a bridge")),
        ("The mayor showed the hall they need.", None),
        ("The book tells the story of a town that lost its dam.", None),
        ("The book tells the story of a town that was lost.", None),
        ("The mayor told the crowd his “movement” was new.", None),
        ("The mayor said she’d stay.", ("said-clause/1", "she’d stay")),
        ("The mayor told us it is safe.", ("said-clause/1", "it is safe")),
        ("The mayor said last week the dam is safe.", ("said-clause/1", "the dam is safe")),
        ("The mayor believes if it rains, it holds.", ("said-clause/1", "if it rains , it holds")),
        ("The mayor explained what the council wants.", ("said-clause/1", "what the council wants")),
        ("The mayor asked Ada Brandt if the dam is safe.", ("asked/1", "if the dam is safe")),
        ("The mayor urged people not to leave.", ("wants/1", "not to leave")),
        ("The mayor invited Norway to mend the dam.", ("wants/1", "Norway to mend the dam")),
        ("The mayor agreed to a loan.", ("wants/1", "a loan")),
        ("The mayor called the dam “a wreck.”", ("calls-for/1", "the dam “a wreck.”")),
        ("The mayor described the dam as a wreck.", ("calls/1", "the dam as a wreck")),
        ("The mayor accused Norway of neglect.", ("calls/1", "Norway of neglect")),
        ("The mayor praised the plan in an interview on Monday.", ("supports/1", "the plan")),
        ("The mayor praised the plan, leaving the room.", ("supports/1", "the plan")),
        ("The mayor praised her plan, and the council has money.", ("supports/1", "her plan")),
        ("A poll showed a lead for the mayor.", ("shows/1", "a lead for the mayor")),
        ("The mayor showed a lead for Norway.", None),
        ("The mayor called Norway’s king.", None),
        ("The mayor asked questions about money.", None),
        ("The mayor added another facet: money.", None),
        ("The mayor spoke on “Morning Talk” about it.", None),
        ("The mayor said nothing.", None),
        ("The agency found a note that fell.", None),
    ],
)
def test_english(text: str, found: tuple[str, str] | None) -> None:
    assert after(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt sagte, der Damm sei sicher.", ("said-clause/1", "der Damm sei sicher")),
        ("Brandt sagte, dass der Damm hält.", ("said-clause/1", "der Damm hält")),
        ("Brandt sagte: „Er hält.“", ("said-quote/1", "„Er hält.“")),
    ],
)
def test_german(text: str, found: tuple[str, str]) -> None:
    assert after(text, "de") == found


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("What he called “a mess,” the mayor left to others.", "What / a mess"),
        ("The mayor complained about what she called “a broken promise,” and left.", "what she called “a broken promise,”"),
        ("Lee read the plan, which he called “a mess,” and the council left.", "which / a mess"),
    ],
)
def test_a_quotation_with_a_comma_in_it_ends_what_was_said(text: str, claim: str) -> None:
    ((found, *_),) = suggest(article(text)).values()
    assert " / ".join(span.text for span in found.spans) == claim


def test_a_decision_to_do_something_is_no_statement() -> None:
    ((found,),) = suggest(article("The mayor decided to close the hall.")).values()
    assert (found.source, found.rule) == (None, "plain/1")
    ((found,),) = suggest(article("The court decided that the hall is unsafe.")).values()
    assert found.rule == "said-that/1"


def test_a_pronoun_with_a_verb_begins_something_else_after_a_quoted_comma() -> None:
    (found, *_) = next(iter(suggest(article("She says it is “cheap,” and “it works,” she also wants more tests.")).values()))
    assert found.spans[0].text == "it is “cheap,” and “it works,”"


@pytest.mark.parametrize("text", ["She has said little about the plan.", "She says nothing about closing the hall."])
def test_an_amount_before_a_preposition_is_no_statement(text: str) -> None:
    assert [one for several in suggest(article(text)).values() for one in several if one.source] == []


def test_an_amount_may_be_the_subject_of_a_statement() -> None:
    ((found,),) = suggest(article("She said little had changed.")).values()
    assert found.spans[0].text == "little had changed"
