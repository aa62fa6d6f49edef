"""Cues: verb groups, the nouns, passives and names that look like them, and the stance a cue shows."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.cues import cue_stance, ends_with_infinitive, find_cues, is_quoted_name, is_second_element
from annotate.suggestions.rules.tokens import QUOTE
from support.reading import first_sentence


def groups(text: str, language: str = "en") -> list[str]:
    sentence = first_sentence(text, language)
    return [" ".join(token.text for token in sentence.tokens[cue.first : cue.end]) for cue in find_cues(sentence)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The mayor has publicly and repeatedly said so.", ["has publicly and repeatedly said"]),
        ("She is saying that the dam is safe.", ["is saying"]),
        ("The report was late.", []),
        ("The agency’s claims are wrong.", []),
        ("It was said that the dam is safe.", []),
        ("The United States is large.", []),
        ("The minister states that it is safe.", ["states"]),
        ("He is confident that it holds.", ["is confident"]),
        ("A confident man that holds.", []),
        ("Another said so.", ["said"]),
        ("Kelly said so.", ["said"]),
        ("It was a sign that said so.", ["said"]),
        ("Public records show it.", ["show"]),
        ("The long plan to leave is new.", []),
        ("Norway plans to leave.", ["plans"]),
        ("In large states, it rains.", []),
    ],
)
def test_cues_of_a_sentence(text: str, cues: list[str]) -> None:
    assert groups(text) == cues


def test_a_negated_or_modal_cue_is_uncertain() -> None:
    assert [cue.uncertain for cue in find_cues(first_sentence("She did not say that it is safe."))] == [True]
    assert [cue.uncertain for cue in find_cues(first_sentence("Critics may say that it is safe."))] == [True]
    assert [cue.uncertain for cue in find_cues(first_sentence("She said that it is safe."))] == [False]


def test_a_participle_is_subjectless() -> None:
    assert [cue.subjectless for cue in find_cues(first_sentence("She left, adding that it is safe."))] == [True]


@pytest.mark.parametrize(
    ("text", "language", "cues"),
    [
        ("Die Ministerin hat gesagt, dass der Damm hält.", "de", ["hat gesagt"]),
        ("Die Stadt teilte am Montag mit, er halte.", "de", ["teilte"]),
        ("Die Stadt teilte den Kuchen.", "de", []),
        ("Sie gab das bekannt und ging.", "de", ["gab"]),
        ("Wie sie bekannt gab, hält er.", "de", ["gab"]),
        ("„Er hält“, strahlte Brandt.", "de", ["strahlte"]),
        ("„Er hält“, und Brandt ging.", "de", []),
        ("« Il tient », martèle la maire.", "fr", ["martèle"]),
        ("« Il tient », s’est-elle réjouie.", "fr", ["s’ est elle réjouie"]),
        ("La maire l’a dit.", "fr", ["l’ a dit"]),
        ("Lo dice il ministro.", "it", ["Lo dice"]),
        ("La questura fa sapere che tiene.", "it", ["fa sapere"]),
        ("O ministro disse-lhe que aguenta.", "pt", ["disse lhe"]),
        ("Dat meldt de politie.", "nl", ["meldt"]),
        ("Dat bericht is nieuw.", "nl", []),
        ("De bewoners zijn bang dat de dam lekt.", "nl", ["zijn bang"]),
        ("Bruls spreekt dat tegen.", "nl", ["spreekt"]),
    ],
)
def test_cues_of_other_languages(text: str, language: str, cues: list[str]) -> None:
    assert groups(text, language) == cues


def test_a_short_quotation_may_be_a_name_where_nouns_are_capitalized() -> None:
    sentence = first_sentence("Sie sagte der „Neuen Presse“ und dem Sender „radio eins“: „Er hält. Ja.“", "de")
    quotations = [index for index, token in enumerate(sentence.tokens) if token.kind == QUOTE]
    assert [is_quoted_name(sentence, index) for index in quotations] == [True, True, False]
    english = first_sentence("She told the “New Press” of it.")
    assert not any(is_quoted_name(english, index) for index in range(len(english.tokens)))


@pytest.mark.parametrize(
    ("cue", "language", "stance"),
    [
        ("denied", "en", "deny"),
        ("has repeatedly denied", "en-GB", "deny"),
        ("Denies", None, "deny"),
        ("did not deny", "en", None),
        ("didn’t deny", "en", None),
        ("may deny", "en", None),
        ("said", "en", "support"),
        ("asked", "en", "query"),
        ("said, denied", "en", None),
        ("according to", "en", None),
        ("", "en", None),
        ("denied", "fr", None),
        ("bestritt", "de", "deny"),
    ],
)
def test_cue_stance(cue: str, language: str | None, stance: str | None) -> None:
    assert cue_stance(cue, language) == stance


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Die Stadt baut einen Damm.", ["baut"]),
        ("Heute war die neue Halle der verletzten Gäste zu.", ["war"]),
        ("Der Rat (SPD) tagt am Montag.", ["tagt"]),
    ],
)
def test_the_second_element_of_a_german_clause_is_its_verb(text: str, verbs: list[str]) -> None:
    sentence = first_sentence(text, "de")
    assert [sentence.norm(at) for at in range(1, sentence.stop) if is_second_element(sentence, at)] == verbs


@pytest.mark.parametrize(("text", "ends"), [("Die Steuern zu senken.", True), ("Sie anzuheben.", True), ("Er senkt sie.", False)])
def test_an_infinitive_ends_a_clause(text: str, ends: bool) -> None:
    sentence = first_sentence(text, "de")
    assert ends_with_infinitive(sentence, sentence.stop) is ends
