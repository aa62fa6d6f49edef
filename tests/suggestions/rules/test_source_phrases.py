"""Sources that a phrase names, and words that look like one."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.source_phrases import find_signature
from support.reading import Found, first_sentence, found_in, text_of


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Secondo i tecnici la diga tiene.", "it", ("i tecnici", "la diga tiene", "according-to", "support")),
        ("Secondo l’Oms i morti sono due.", "it", ("l’ Oms", "i morti sono due", "according-to", "support")),
        ("Stando a quanto riferito dai vigili, tiene.", "it", ("vigili", "tiene", "according-to", "support")),
        (
            "Secondo quanto riferisce la questura, la diga tiene.",
            "it",
            ("la questura", "la diga tiene", "according-to", "support"),
        ),
        ("Ainda segundo a polícia, o carro era dele.", "pt", ("a polícia", "o carro era dele", "according-to", "support")),
        ("Il ministro, Ugo Riva: «La diga tiene».", "it", ("Il ministro , Ugo Riva", "«La diga tiene»", "named", "support")),
        ("«Tiene»: così la sindaca ha commentato i lavori.", "it", ("la sindaca", "«Tiene»", "according-to", "support")),
        ("La diga tiene: lo ha detto il ministro.", "it", ("il ministro", "La diga tiene", "said-before", "support")),
        ("Come si legge nella nota, la diga tiene.", "it", ("nota", "la diga tiene", "it-says", "support")),
        ("«Tiene», fanno sapere dalla questura.", "it", ("questura", "«Tiene»", "quote-said", "support")),
        ("De dam is te duur, zo blijkt uit een rapport.", "nl", ("een rapport", "De dam is te duur", "it-says", "support")),
        ("De man was volgens getuigen dronken.", "nl", ("getuigen", "De man was | dronken", "according-to", "support")),
        (
            "Volgens cijfers van het CBS groeit de stad.",
            "nl",
            ("cijfers van het CBS", "groeit de stad", "according-to", "support"),
        ),
        ("De man was naar eigen zeggen thuis.", "nl", ("De man", "De man was | thuis", "according-to", "support")),
        ("Naar eigen zeggen was de man thuis.", "nl", ("de man", "was de man thuis", "according-to", "support")),
    ],
)
def test_sources_without_a_verb(text: str, language: str, found: Found) -> None:
    assert found_in(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tutto procede secondo i piani.", "it"),
        ("Secondo classificato il kenyano, che ha perso.", "it"),
        ("Nel secondo tempo, il Bologna ha vinto.", "it"),
        ("Secondo quanto si apprende, la diga tiene.", "it"),
        ("Per i residenti, parcheggio gratuito fino a maggio.", "it"),
        ("Tutto indica che la diga tiene.", "it"),
        ("La diga perde, un fatto ancora da chiarire.", "it"),
        ("Lo ha detto e lo ha fatto.", "it"),
        ("O Benfica terminou em segundo lugar, a dois pontos.", "pt"),
        ("Milhares protestaram, conforme a votação avançava.", "pt"),
        ("O túnel abriu, de acordo com o que foi feito.", "pt"),
        ("De bouw verloopt volgens plan.", "nl"),
        ("Alles wijst erop dat de dam houdt.", "nl"),
        ("De dam is zo oud dat hij lekt.", "nl"),
    ],
)
def test_words_before_a_source_where_nobody_speaks(text: str, language: str) -> None:
    assert found_in(text, language) == []


def test_a_signature_names_who_is_quoted_above() -> None:
    sentence = first_sentence("— Ada Brandt")
    found = find_signature(sentence)
    assert found
    assert text_of(sentence, found.mention) == "Ada Brandt"
    assert find_signature(first_sentence("Ada Brandt")) is None
