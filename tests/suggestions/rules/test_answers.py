"""Predicted answers: claims by the words in them, sources by their mention, quotations by their marks, in any language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.articles import read_bytes
from annotate.model import Document, Source, Span
from annotate.suggestions import AnswerRules, suggest


def read(text: str, language: str = "en") -> Document:
    document = next(one for one in read_bytes(text.encode(), name="a.txt") if isinstance(one, Document))
    return replace(document, language=language)


def whole(document: Document, number: int = 0) -> tuple[Span, ...]:
    sentence = document.sentences[number]
    return (document.span(sentence.start, sentence.end - 1),)


def part(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return document.span(start, start + len(quote))


def answers(document: Document, spans: tuple[Span, ...], stance: str = "", cue: Span | None = None) -> str:
    predicted = AnswerRules(document).claim(spans, stance, cue)
    return " ".join(str(predicted[name].value) for name in ("type", "verifiability") if name in predicted)


ENGLISH = """
The council should scrap the toll.               position not_verifiable
Voters need to know the truth.                   position not_verifiable
The plan is reckless.                            position not_verifiable
It would be a mistake to close the pool.         position not_verifiable
Rents rose by 4 percent last year.               quantity verifiable
The hospital employs 1,200 nurses.               quantity verifiable
The city has more cyclists than Berlin.          quantity verifiable
It is the tallest building in the country.       quantity verifiable
Half of the residents own a car.                 quantity verifiable
The school will reopen in September.             prediction verifiable
By 2030 every bus in the city will be electric.  prediction verifiable
Prices are likely to rise.                       prediction partly
The economy could shrink next year.              prediction partly
Trucks over 12 tons may not cross the bridge.    rule verifiable
Under the law, landlords must give notice.       rule verifiable
The law requires helmets for children.           rule verifiable
Dogs are banned from the beach in summer.        rule verifiable
I was shocked by the news.                       personal not_verifiable
We hope that the children are safe.              personal not_verifiable
My heart is broken.                              personal not_verifiable
The flood was caused by a blocked drain.         causal verifiable
Smoking leads to lung cancer.                    causal verifiable
The bridge was closed on Monday.                 event verifiable
The mayor resigned in 2019 after a vote.         event verifiable
The fire broke out at 5:30 p.m. in a warehouse.  event verifiable
The crack, about 14 inches long, was seen.       event verifiable
The river is very dangerous in spring.           event partly
"""

GERMAN = """
Die Stadt sollte die Maut abschaffen.            position not_verifiable
Die Brücke muss sofort saniert werden.           position not_verifiable
Die Mieten stiegen um 4 Prozent.                 quantity verifiable
Die Stadt hat mehr Radfahrer als Bremen.         quantity verifiable
Die Schule wird im September wieder öffnen.      prediction verifiable
Die Preise werden weiter steigen.                prediction partly
Hunde sind am Strand verboten.                   rule verifiable
Laut Gesetz haben Mieter drei Monate Zeit.       rule verifiable
Ich bin schockiert.                              personal not_verifiable
Der Brand wurde durch einen Kurzschluss verursacht.  causal verifiable
Die Brücke wurde am Montag gesperrt.             event verifiable
Der Fluss ist sehr gefährlich.                   event partly
"""

SPANISH = """
La ciudad debe suprimir el peaje.                position not_verifiable
Los alquileres subieron un 4 por ciento.         quantity verifiable
La escuela abrirá en septiembre.                 prediction verifiable
Los precios seguirán altos.                      prediction partly
Los perros están prohibidos en la playa.         rule verifiable
Estoy muy preocupado.                            personal not_verifiable
El incendio fue provocado por un cortocircuito.  causal verifiable
El puente se cerró el lunes.                     event verifiable
"""

FRENCH = """
La ville doit supprimer le péage.                position not_verifiable
Les loyers ont augmenté de 4 % en un an.         quantity verifiable
L’école rouvrira en septembre.                   prediction verifiable
Les prix vont monter encore.                     prediction partly
Les chiens sont interdits sur la plage.          rule verifiable
Je suis très inquiet.                            personal not_verifiable
L’incendie a été provoqué par un court-circuit.  causal verifiable
Le pont a été fermé lundi.                       event verifiable
"""

PORTUGUESE = """
A cidade deve acabar com o pedágio.              position not_verifiable
Os aluguéis subiram 4 por cento.                 quantity verifiable
A escola vai abrir em setembro.                  prediction verifiable
Cães são proibidos na praia.                     rule verifiable
Estou muito preocupado.                          personal not_verifiable
O incêndio foi provocado por um curto-circuito.  causal verifiable
A ponte foi fechada na segunda-feira.            event verifiable
"""

ITALIAN = """
La città deve abolire il pedaggio.               position not_verifiable
Gli affitti sono saliti del 4 per cento.         quantity verifiable
La scuola riaprirà a settembre.                  prediction verifiable
I cani sono vietati in spiaggia.                 rule verifiable
Sono molto preoccupato.                          personal not_verifiable
L’incendio è stato provocato da un fulmine.      causal verifiable
Il ponte è stato chiuso lunedì.                  event verifiable
"""

DUTCH = """
De stad moet de tol afschaffen.                  position not_verifiable
De huren stegen met 4 procent.                   quantity verifiable
De school zal in september openen.               prediction verifiable
Honden zijn op het strand verboden.              rule verifiable
Ik ben erg bezorgd.                              personal not_verifiable
De brand werd veroorzaakt door kortsluiting.     causal verifiable
De brug werd maandag gesloten.                   event verifiable
"""

TABLES = {"en": ENGLISH, "de": GERMAN, "es": SPANISH, "fr": FRENCH, "pt": PORTUGUESE, "it": ITALIAN, "nl": DUTCH}


def rows(language: str, text: str) -> list[tuple[str, str, str]]:
    return [(language, *(part.strip() for part in line.split("  ", 1))) for line in text.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [row for language, table in TABLES.items() for row in rows(language, table)]
)
def test_the_words_of_a_claim_answer(language: str, text: str, expected: str) -> None:
    document = read(text, language)
    assert answers(document, whole(document)) == expected


def test_other_languages_have_what_the_shape_shows_and_no_more() -> None:
    document = read("Czynsze wzrosły o 4 % w ciągu roku.\n\nMost zamknięto w poniedziałek.", "pl")
    assert answers(document, whole(document)) == "quantity verifiable"
    assert answers(document, whole(document, 1)) == ""


@pytest.mark.parametrize(
    ("text", "quote", "stance", "expected"),
    [
        ("The mayor called for an independent inquiry.", "an independent inquiry", "support", "position not_verifiable"),
        ("The mayor promised two extra ferries by May.", "two extra ferries by May", "support", "prediction verifiable"),
        ("Repairs are expected to take weeks.", "to take weeks", "", "prediction partly"),
        ("The firm denied receiving the report.", "receiving the report", "deny", "event verifiable"),
        ("The union fought the sale of the ferry.", "the sale of the ferry", "deny", "position not_verifiable"),
        ("The union spoke of the sale of the ferry.", "the sale of the ferry", "support", ""),
    ],
)
def test_the_words_before_a_claim_answer_too(text: str, quote: str, stance: str, expected: str) -> None:
    document = read(text)
    assert answers(document, (part(document, quote),), stance) == expected


def test_a_cue_elsewhere_answers_as_well() -> None:
    document = read("A new inquiry is what the mayor demanded.")
    inquiry, cue = part(document, "A new inquiry"), part(document, "demanded")
    assert answers(document, (inquiry,), "support", cue) == "position not_verifiable"


def test_each_answer_has_its_rule_and_what_it_saw() -> None:
    document = read("The school will reopen in September.")
    predicted = AnswerRules(document).claim(whole(document))
    assert (predicted["type"].key, predicted["type"].reason) == ("future/1=prediction", "“will”")
    assert predicted["verifiability"].reason == "“in september”"


def test_polarity_certainty_and_check_worthiness() -> None:
    document = read("There was no warning.\n\nThe toll may rise.\n\nRents rose by 4 percent.\n\nThe toll should go.")
    rules = AnswerRules(document)
    found = [{name: p.value for name, p in rules.claim(whole(document, n)).items()} for n in range(4)]
    assert [(each["polarity"], each["certainty"]) for each in found] == [
        ("negated", "asserted"),
        ("affirmed", "hedged"),
        ("affirmed", "asserted"),
        ("affirmed", "asserted"),
    ]
    assert [each.get("checkworthiness") for each in found] == [None, None, "high", "no"]


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("The dam is safe, Mayor Ada Brandt said.", "Mayor Ada Brandt", ("person", "named", False)),
        ("The dam is safe, two officials said.", "two officials", ("person", "unnamed", True)),
        ("The dam is safe, the Coastal Bridge Authority said.", "the Coastal Bridge Authority", ("organisation", "named", False)),
        ("The dam is safe, a report said.", "a report", ("document", "unnamed", False)),
    ],
)
def test_the_mention_of_a_source_answers(text: str, mention: str, expected: tuple[object, ...]) -> None:
    document = read(text)
    predicted = AnswerRules(document).source(Source("s1", "x", part(document, mention)))
    assert tuple(predicted[name].value for name in ("type", "naming", "plural")) == expected


def test_names_of_other_languages_have_a_shape() -> None:
    document = read("Według PKP i Anny Zielińskiej oraz pani burmistrz most jest bezpieczny.", "pl")
    rules = AnswerRules(document)
    shapes = [
        {name: p.value for name, p in rules.source(Source("s1", "x", part(document, quote))).items()}
        for quote in ("PKP", "Anny Zielińskiej", "pani burmistrz")
    ]
    assert shapes == [{"type": "organisation", "naming": "named"}, {"naming": "named"}, {}]


def test_a_source_without_a_mention_or_in_a_quotation_is_not_known() -> None:
    document = read("“Ask Ada Brandt about the dam,” he said.")
    rules = AnswerRules(document).prepare()
    assert rules.source(Source("s1", "Ada", None)) == {}
    assert rules.source(Source("s1", "Ada", part(document, "Ada Brandt"))) == {}


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("the dam", "direct"), ("will hold", "indirect"), ("the dam” will hold", "mixed")],
)
def test_the_marks_say_how_a_claim_is_quoted(quote: str, expected: str) -> None:
    document = read("She said “the dam” will hold.")
    assert AnswerRules(document).stance((part(document, quote),))["quote"].value == expected


def test_free_text_is_not_repeated_in_keys() -> None:
    document = read("The dam is safe, Mayor Ada Brandt said.")
    role = AnswerRules(document).source(Source("s1", "x", part(document, "Mayor Ada Brandt")))["role"]
    assert (role.value, role.key) == ("Mayor", "mention/1")


def test_suggested_sources_have_the_answers_of_their_mentions() -> None:
    document = read("The dam is safe, Mayor Ada Brandt said.")
    ((suggestion,),) = suggest(document).values()
    assert suggestion.source is not None
    predicted = AnswerRules(document).source(suggestion.source)
    assert {name: predicted[name].value for name in suggestion.source.attributes} == suggestion.source.attributes


def test_a_long_claim_is_read_in_bounded_time() -> None:
    document = read("don't " * 3000 + "end.")
    assert "type" in AnswerRules(document).claim((document.span(0, len(document.text) - 2),))
