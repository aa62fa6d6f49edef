"""Sentences that report speech without a cue of their own, and whose it is."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.carried_speech import carry_speech, is_reported, opens_hearsay
from annotate.suggestions.rules.engine import attributions, parse
from support.reading import article, first_sentence, said, suggestions, text_of


def carried(text: str, language: str) -> list[tuple[str, str]]:
    """Return the source and the content of each sentence that carries somebody's speech on."""
    parsed = parse(article(text, language))
    return [
        (
            text_of(parsed.sentences[one.attribution.sentence_index], one.attribution.attribution.mention),
            text_of(parsed.sentences[one.sentence_index], one.piece),
        )
        for one in carry_speech(parsed.sentences, attributions(parsed))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt sagte, sie gehe. Der Damm sei alt.", [("Brandt", "Der Damm sei alt")]),
        ("Brandt wies die Kritik zurück. Der Damm sei alt.", [("Brandt", "Der Damm sei alt")]),
        ("Brandt sagte, sie gehe. Die Pumpen hätten Risse.", [("Brandt", "Die Pumpen hätten Risse")]),
        ("Brandt sagte, sie gehe. Sie kenne den Damm.", [("Brandt", "Sie kenne den Damm")]),
        ("Brandt legte ihren Bericht vor. Demnach leckt der Damm.", [("ihren Bericht", "leckt der Damm")]),
        ("Brandt sagte, sie gehe. Der Damm sei alt, hieß es.", [("Brandt", "Der Damm sei alt")]),
        ("Brandt sagte, sie gehe. Der Damm ist alt.", []),
        ("Brandt sagte, sie gehe. Es regnete. Es schneite. Es stürmte. Der Damm sei alt.", []),
        ("Brandt sagte, sie gehe. Man bereite sich vor.", [("Brandt", "Man bereite sich vor")]),
        ("Brandt sagte, sie gehe. Der Umzug ziehe sich hin.", [("Brandt", "Der Umzug ziehe sich hin")]),
        ("Brandt sagte, sie gehe. Der Damm, der brach, sei alt.", [("Brandt", "Der Damm , der brach , sei alt")]),
        ("Brandt sagte, sie gehe. Wenn es regnete, sei er voll.", [("Brandt", "Wenn es regnete , sei er voll")]),
        ("Brandt sagte, sie gehe. Sie hoffe, dass er hält.", [("Brandt", "Sie hoffe , dass er hält")]),
        ("Brandt sagte, sie gehe. Der Damm ist demnach alt.", [("Brandt", "Der Damm ist demnach alt")]),
        ("Das Amt hat Klage erhoben. Der Damm sei alt.", [("Das Amt", "Der Damm sei alt")]),
        ("Das teilte die Stadt mit. Der Damm sei alt.", [("die Stadt", "Der Damm sei alt")]),
        ("Der Damm brach. Er sei alt.", []),
        ("Brandt sagte, sie gehe. Danach ging er.", []),
        ("Brandt sagte, sie gehe. Ein Damm würde helfen.", []),
        ("Brandt sagte, sie gehe. In Köln lebende Gäste kamen.", []),
        ("Brandt sagte, sie gehe. Ein drei Meter hohe Mauer fiel.", []),
        ("Der Damm sei alt.", []),
        ("Demnach leckt der Damm.", []),
        ("Ich sei zu alt, sagte Brandt. Ich habe gelacht.", []),
        ("Brandt sagte, sie gehe. Er bleibt, es sei denn, es regnet.", []),
    ],
)
def test_german_reports_in_the_subjunctive(text: str, found: list[tuple[str, str]]) -> None:
    assert carried(text, "de") == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ruiz dijo que se va. Añadió que la presa gotea.", "es", [("Ruiz", "la presa gotea")]),
        ("Ruiz dijo que se va. “La presa gotea”, añadió.", "es", [("Ruiz", "“La presa gotea”")]),
        ("Ruiz dijo que se va. Dicen que la presa gotea.", "es", []),
        ("Añadió que la presa gotea.", "es", []),
        ("Rossi ha detto che se ne va. Ha aggiunto che la diga perde.", "it", [("Rossi", "la diga perde")]),
        ("Teles disse que sai. Acrescentou que a barragem vaza.", "pt", [("Teles", "a barragem vaza")]),
        ("The mayor said she left. The dam leaks.", "en", []),
    ],
)
def test_verbs_without_a_subject_have_the_last_speakers(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert carried(text, language) == found


def test_what_is_carried_has_no_cue_and_a_stance_of_its_own() -> None:
    denial, rest = suggestions("Brandt bestritt, dass sie gehe. Der Damm sei alt.", "de")
    assert (denial.label, denial.cue and denial.cue.text) == ("deny", "bestritt")
    assert (rest.label, rest.cue, rest.rule) == ("support", None, "carried/1")


def test_a_sentence_that_reports_is_not_offered_as_the_authors() -> None:
    assert said("Der alte Damm sei an drei Stellen undicht.", "de") == []
    assert is_reported(first_sentence("Der alte Damm sei undicht.", "de"))
    assert not is_reported(first_sentence("Der alte Damm ist undicht.", "de"))
    assert opens_hearsay(first_sentence("Demnach ist der Damm undicht.", "de"))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("De dam houdt. Dat meldt de politie.", "nl", [("de politie", "De dam houdt")]),
        ("De dam houdt. Dat heeft de politie gemeld.", "nl", [("de politie", "De dam houdt")]),
        ("De dam houdt. Dat blijkt uit een rapport.", "nl", [("een rapport", "De dam houdt")]),
        ("La diga tiene. Lo ha detto il ministro.", "it", [("il ministro", "La diga tiene")]),
        ("La diga tiene. Lo ha detto e se ne va.", "it", []),
        ("De dam houdt. Dat de politie dat meldt, helpt.", "nl", []),
        ("Volgens Bruls houdt de dam. Dat meldt de politie.", "nl", []),
        ("Houdt de dam? Dat meldt de politie.", "nl", []),
    ],
)
def test_what_was_said_just_before(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert carried(text, language) == found
