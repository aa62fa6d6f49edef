"""Mentions: the noun phrase before and after a verb."""

from __future__ import annotations

import pytest

from annotate.suggestions import suggest
from annotate.suggestions.rules.cues import find_cues
from annotate.suggestions.rules.mentions import subject_after, subject_before
from support.reading import article, first_sentence, text_of


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mayor said no.", "The mayor"),
        ("However, two U.S. officials said no.", "two U.S. officials"),
        ("Ada Brandt, a farmer from Ohio, said no.", "Ada Brandt , a farmer from Ohio"),
        ("Ada Brandt, 67, a retired nurse, said no.", "Ada Brandt , 67 , a retired nurse"),
        ("A spokeswoman for the mayor said no.", "A spokeswoman for the mayor"),
        ("The bridge shut because the mayor said so.", "the mayor"),
        ("Brandt and her aides said no.", "Brandt and her aides"),
        ("The woman who said no left.", "who"),
        ("About four in ten voters said no.", "About four in ten voters"),
        ("On Monday said the man.", ""),
        ("May Brown said no.", "May Brown"),
        ("Did the mayor say no?", "the mayor"),
        ("Norbank - half of the voters said no.", "half of the voters"),
        ("Brandt — the best of them — said no.", "Brandt"),
        (
            "Brandt (a former nurse who has never lost a race in her town) said no.",
            "Brandt ( a former nurse who has never lost a race in her town )",
        ),
        ("She and her aides said no.", "She and her aides"),
        ("Lund and Orr both said no.", "Lund and Orr"),
        ("Lund and Orr have all said no.", "Lund and Orr"),
        ("This group said no.", "This group"),
        ("This week the group said no.", "the group"),
        ("A poll released Monday said no.", "A poll released Monday"),
        ("A man arrested on Monday said no.", "A man arrested on Monday"),
        ("A man on Monday said no.", "A man"),
        ("People who met the mayor say no.", "People who met the mayor"),
        ("Those who stayed said no.", "Those who stayed"),
        ("Three people close to the talks said no.", "Three people close to the talks"),
        ("Brandt, who left in May, and her deputy said no.", "Brandt , who left in May , and her deputy"),
        ("He met Brandt, who left in May, and her deputy said no.", "her deputy"),
        ("Brandt, walking home, said no.", "Brandt"),
        ("Brandt, asked about the dam, said no.", "Brandt"),
        ("Brandt, to her credit, said no.", "Brandt"),
    ],
)
def test_before_a_verb(text: str, mention: str) -> None:
    sentence = first_sentence(text)
    assert text_of(sentence, subject_before(sentence, next(find_cues(sentence)).first)) == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“No,” said the mayor.", "the mayor"),
        ("“No,” said Ada Brandt, a farmer who left.", "Ada Brandt , a farmer who left"),
        ("“No,” said Ada Brandt on Monday.", "Ada Brandt"),
        ("“No,” said former tech executive Ada Brandt.", "former tech executive Ada Brandt"),
        ("“No,” said an official who asked to stay unnamed.", "an official who asked to stay unnamed"),
        ("“No,” she said quietly.", ""),
        ("“No,” said Ada Brandt, Republican of Ohio.", "Ada Brandt , Republican of Ohio"),
        ("“No,” said Ada Brandt, chair of the board.", "Ada Brandt , chair of the board"),
        ("“No,” said Ada Brandt, minutes of silence later.", "Ada Brandt"),
        ("“No,” said Ada Brandt, 20, from Dale, Ohio, on Monday.", "Ada Brandt , 20 , from Dale , Ohio"),
        ("“No,” said Ada Brandt, of the University of Dale.", "Ada Brandt , of the University of Dale"),
        ("“No,” said Ada Brandt, of all people.", "Ada Brandt"),
        ("“No,” said the mayor of Dale, Ada Brandt, late on Monday.", "the mayor of Dale , Ada Brandt"),
        ("“No,” said Ada Brandt, who said it was late.", "Ada Brandt"),
        ("“No,” said Ada Brandt, who has conceded that it was late.", "Ada Brandt"),
        ("“No,” said Ada Brandt, who observed the vote.", "Ada Brandt , who observed the vote"),
        ("“No,” said an official at the ministry.", "an official at the ministry"),
        ("“No,” said two people briefed on the talks.", "two people briefed on the talks"),
        ("“No,” said the mayor at a news conference.", "the mayor"),
        ("“No,” said the mayor in May.", "the mayor"),
    ],
)
def test_after_a_verb(text: str, mention: str) -> None:
    sentence = first_sentence(text)
    assert text_of(sentence, subject_after(sentence, next(find_cues(sentence)).end)) == mention


FRAMES = {
    "en": ("{} said that the bridge is safe.", "“The bridge is safe,” said {}.", "The bridge is safe, according to {}."),
    "de": ("{} sagte, dass die Brücke hält.", "„Die Brücke hält“, sagte {}.", "Am Montag sagte {}, dass die Brücke hält."),
    "fr": ("{} affirme que le pont est sûr.", "« Le pont est sûr », affirme {}.", "Le pont est sûr, selon {}."),
    "it": ("{} afferma che il ponte è sicuro.", "«Il ponte è sicuro», afferma {}.", "Il ponte è sicuro, secondo {}."),
    "es": ("{} afirma que el puente es seguro.", "«El puente es seguro», afirma {}.", "El puente es seguro, según {}."),
    "pt": ("{} afirma que a ponte é segura.", "“A ponte é segura”, afirma {}.", "A ponte é segura, segundo {}."),
    "nl": ("{} zegt dat de brug veilig is.", "“De brug is veilig”, zegt {}.", "Maandag zegt {} dat de brug veilig is."),
}
SOURCES = {
    "en": "the family|the assembly|a key ally|the elderly|the head of the family|members of the assembly|the weekly",
    "de": "die Sprecherin der Stadt|der Leiter des Museums|ein Sprecher des Betriebs|der Anwalt der Familie|die Familie"
    "|die Eltern eines Kindes|der Chef der Opposition",
    "fr": "le gouvernement|le parlement|la porte-parole du gouvernement|le ministre du Travail|le syndicat des boulangers"
    "|l'association des parents|l'avocate de la famille|des habitants|le mouvement|la famille",
    "it": "il sindacato degli insegnanti|la portavoce del governo|l'avvocata della famiglia|degli esperti|la famiglia",
    "es": "el sindicato de los panaderos|la portavoz del gobierno|el abogado de la familia|la familia",
    "pt": "o sindicato dos padeiros|a porta-voz do governo|o advogado da família|a família",
    "nl": "de vakbond van leraren|de woordvoerster van de regering|de vereniging van ouders|de familie",
}


@pytest.mark.parametrize(
    ("language", "frame", "source"),
    [
        (language, frame, source)
        for language, sources in SOURCES.items()
        for source in sources.split("|")
        for frame in FRAMES[language]
    ],
)
def test_whoever_speaks_is_the_source_in_full(language: str, frame: str, source: str) -> None:
    text = frame.format(source[0].upper() + source[1:] if frame.startswith("{}") else source)
    (suggestions,) = suggest(article(text, language)).values()
    (found,) = suggestions
    assert found.source is not None
    assert found.source.mention is not None
    assert found.source.mention.text.lower() == source.lower()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("L’avocate de la famille a dit que c’est faux.", "fr", "l’avocate de la famille"),
        ("L'azienda ha detto che è falso.", "it", "l'azienda"),
    ],
)
def test_a_name_is_written_as_in_the_text(text: str, language: str, name: str) -> None:
    ((found,),) = suggest(article(text, language)).values()
    assert found.source is not None
    assert found.source.name == name


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Angaben der Stadt zufolge ist die Brücke sicher.", "der Stadt"),
        ("Nach Angaben des Betreibers ist die Brücke sicher.", "des Betreibers"),
    ],
)
def test_the_source_of_a_report_is_whose_it_is(text: str, source: str) -> None:
    ((found,),) = suggest(article(text, "de")).values()
    assert found.source is not None
    assert found.source.mention is not None
    assert found.source.mention.text == source


@pytest.mark.parametrize(
    ("text", "language", "source", "claim"),
    [
        ("According to the mayor of Dover, Ada Brandt, it is safe.", "en", "the mayor of Dover, Ada Brandt", "it is safe"),
        ("According to Ada Brandt, 45, a teacher, it is safe.", "en", "Ada Brandt, 45, a teacher", "it is safe"),
        ("According to Ada Brandt, on Monday, it was safe.", "en", "Ada Brandt", "on Monday, it was safe"),
        ("Selon Anne Morel, maire de Lyon, le pont est sûr.", "fr", "Anne Morel, maire de Lyon", "le pont est sûr"),
        ("Según Ana Ruiz, alcaldesa de Soria, el puente es seguro.", "es", "Ana Ruiz, alcaldesa de Soria", "el puente es seguro"),
        ("Volgens Anna de Wit, voorzitter, is de brug veilig.", "nl", "Anna de Wit, voorzitter", "is de brug veilig"),
        ("Anna de Wit zei dat de brug veilig is.", "nl", "Anna de Wit", "de brug veilig is"),
    ],
)
def test_who_a_source_is_belongs_to_it(text: str, language: str, source: str, claim: str) -> None:
    ((found,),) = suggest(article(text, language)).values()
    assert found.source is not None
    assert found.source.mention is not None
    assert (found.source.mention.text, found.spans[0].text) == (source, claim)
