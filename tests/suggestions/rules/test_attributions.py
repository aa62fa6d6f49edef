"""Attributions in one sentence, each pattern with its own examples."""

from __future__ import annotations

import pytest

from support.reading import Found, found_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It holds,” the mayor said.", ("the mayor", "“It holds,”", "quote-said", "support")),
        ("“It holds,” said the mayor.", ("the mayor", "“It holds,”", "quote-said", "support")),
        ("“It holds,” the mayor said, “and well.”", ("the mayor", "“It holds,” | “and well.”", "quote-said", "support")),
        ("“Does it hold?” a farmer asked.", ("a farmer", "“Does it hold?”", "quote-said", "query")),
        ("The dam “holds,” the mayor said.", ("the mayor", "The dam “holds,”", "quote-said", "support")),
        ("The dam is safe, the mayor said.", ("the mayor", "The dam is safe", "clause-said", "support")),
        ("The dam is safe, said Ada Brandt.", ("Ada Brandt", "The dam is safe", "clause-said", "support")),
        ("The dam, she said, is safe.", ("she", "The dam | is safe", "clause-said", "support")),
        ("In Dale, she said, the dam is safe.", ("she", "In Dale | the dam is safe", "clause-said", "support")),
        ("On Monday, she said, the dam was safe.", ("she", "the dam was safe", "clause-said", "support")),
        ("In an interview, she said, the dam was safe.", ("she", "the dam was safe", "clause-said", "support")),
        ("If it rains, she said this week, the dam holds.", ("she", "If it rains | the dam holds", "clause-said", "support")),
        ("The mayor said it leaks, the agency reported.", ("the agency", "The mayor said it leaks", "clause-said", "support")),
        ("“It holds,” she told Olav Lund, “and well.”", ("she", "“It holds,” | “and well.”", "quote-said", "support")),
        ("It holds, she told Olav Lund on Monday.", ("she", "It holds", "clause-said", "support")),
        ("It holds, the mayor told reporters.", ("the mayor", "It holds", "clause-said", "support")),
        ("The dam, the mayor told us, holds.", ("the mayor", "The dam | holds", "clause-said", "support")),
        ("Ada Brandt: “It holds.”", ("Ada Brandt", "“It holds.”", "named", "support")),
        ("The repair, which he said was late, is done.", ("he", "which | was late", "said-of-which", "support")),
        ("She asked the mayor to leave.", ("She", "the mayor to leave", "wants", "support")),
        ("She left the room and said it leaks.", ("She", "it leaks", "said-clause", "support")),
        ("She took the floor to call for a new dam.", ("She", "a new dam", "calls-for", "support")),
        ("The town put out a report saying it leaks.", ("The town", "it leaks", "said-clause", "support")),
        ("The mayor phoned voters saying it leaks.", ("The mayor", "it leaks", "said-clause", "support")),
        ("Ada Brandt saying it leaks did not help.", ("Ada Brandt", "it leaks did not help", "said-clause", "support")),
        ("It leaks, the mayor told state television.", ("the mayor", "It leaks", "clause-said", "support")),
        (
            "The bank, which is old, said its profit rose.",
            ("The bank , which is old", "its profit rose", "said-clause", "support"),
        ),
        (
            "It leaks, according to figures released on Monday.",
            ("figures released on Monday", "It leaks ,", "according-to", "support"),
        ),
        (
            "It leaks, according to the mayor and nobody else.",
            ("the mayor and nobody else", "It leaks ,", "according-to", "support"),
        ),
        ("As the Lantern reported, the dam is safe.", ("the Lantern", "the dam is safe", "as-said", "support")),
        ("The mayor denied the charges.", ("The mayor", "the charges", "denies", "deny")),
        ("The mayor denied that it leaks.", ("The mayor", "it leaks", "said-that", "deny")),
        ("The mayor did not say that it leaks.", ("The mayor", "it leaks", "said-that", "neutral")),
        ("The union said it opposes the use of trucks.", ("The union", "the use of trucks", "said-clause", "deny")),
        ("If it rains, she said, “we leave.”", ("she", "If it rains | “we leave.”", "said-quote", "support")),
        ("In March, she said, “we leave.”", ("she", "“we leave.”", "said-quote", "support")),
        ("The dam is safe, according to two engineers.", ("two engineers", "The dam is safe ,", "according-to", "support")),
        ("According to the agency, the dam is safe.", ("the agency", "the dam is safe", "according-to", "support")),
        (
            "According to Ada Brandt, a nurse, the dam is safe.",
            ("Ada Brandt , a nurse", "the dam is safe", "according-to", "support"),
        ),
    ],
)
def test_english(text: str, found: Found) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Er hält“, sagte die Ministerin.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("Der Damm sei sicher, sagte Ada Brandt am Montag.", ("Ada Brandt", "Der Damm sei sicher", "clause-said", "support")),
        ("Niemand wurde verletzt, teilte die Polizei mit.", ("die Polizei", "Niemand wurde verletzt", "clause-said", "support")),
        ("Der Damm hält, wie die Behörde mitteilte.", ("die Behörde", "Der Damm hält", "as-said", "support")),
        ("Laut einem Gutachten ist der Damm marode.", ("einem Gutachten", "ist der Damm marode", "according-to", "support")),
        ("Der Polizei zufolge wurde niemand verletzt.", ("Der Polizei", "wurde niemand verletzt", "according-to", "support")),
        ("Brandt bestritt, dass der Damm leckt.", ("Brandt", "der Damm leckt", "said-clause", "deny")),
        ("„Er hält“, freute sich die Ministerin.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("„Er hält“, hatte die Ministerin gesagt.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("„Er hält“, sagte am Montag die Ministerin.", ("die Ministerin", "„Er hält“", "quote-said", "support")),
        ("Er hält, teilte die Stadt der Zeitung mit.", ("die Stadt", "Er hält", "clause-said", "support")),
        ("Er hält, teilte die Stadt dem Sender mit.", ("die Stadt", "Er hält", "clause-said", "support")),
        ("Er hält, so die Ministerin.", ("die Ministerin", "Er hält", "according-to", "support")),
        ("Er, so die Ministerin weiter, hält.", ("die Ministerin", "Er | hält", "according-to", "support")),
        ("Nach Angaben von Ada Brandt hält er.", ("Ada Brandt", "hält er", "according-to", "support")),
        ("Nach Polizeiangaben starb niemand.", ("Polizeiangaben", "starb niemand", "according-to", "support")),
        ("Es starb nach Angaben der Polizei niemand.", ("der Polizei", "Es starb | niemand", "according-to", "support")),
        ("Ersten Berichten zufolge, hält er.", ("Ersten Berichten", "hält er", "according-to", "support")),
        ("Er ist der Polizei zufolge tot.", ("der Polizei", "Er ist | tot", "according-to", "support")),
        ("Wie Ada Brandt am Montag sagte, hält er.", ("Ada Brandt", "hält er", "as-said", "support")),
        ("Er hält, wie aus dem Bericht hervorgeht.", ("dem Bericht", "Er hält", "it-says", "support")),
        ("In dem Bericht heißt es, er halte.", ("dem Bericht", "er halte", "it-says", "support")),
        ("Er halte, heißt es in dem Bericht.", ("dem Bericht", "Er halte", "it-says", "support")),
        ("Am Montag sagte die Ministerin, er halte.", ("die Ministerin", "er halte", "said-clause", "support")),
        ("Am Montag sagte Brandt, der alles weiß, er halte.", ("Brandt , der alles weiß", "er halte", "said-clause", "support")),
        ("Der Zeitung sagte sie, er halte.", ("sie", "er halte", "said-clause", "support")),
        ("Zuvor hatte Brandt gesagt, er halte.", ("Brandt", "er halte", "said-clause", "support")),
        ("Brandt (SPD) kündigte an, ihn zu prüfen.", ("Brandt ( SPD )", "ihn zu prüfen", "said-clause", "support")),
        ("Brandt nannte den Damm einen Fehler.", ("Brandt", "den Damm einen Fehler", "calls", "support")),
        ("Brandt hat den Damm als marode bezeichnet.", ("Brandt", "den Damm als marode", "calls", "support")),
        ("Brandt sprach von einem „Fehler“.", ("Brandt", "einem „Fehler“", "speaks-of", "support")),
        ("Brandt sagte der „Neuen Presse“: „Er hält.“", ("Brandt", "„Er hält.“", "said-quote", "support")),
        ("Ada Brandt war entsetzt: „Er leckt.“", ("Ada Brandt", "„Er leckt.“", "named", "support")),
        ("Die Ministerin war entsetzt: Er lecke.", ("Die Ministerin", "Er lecke", "named", "support")),
        ("Er halte, hatte Brandt noch am Montag gesagt.", ("Brandt", "Er halte", "clause-said", "support")),
        ("Er habe, teilte die Stadt am Montag mit, gehalten.", ("die Stadt", "Er habe | gehalten", "clause-said", "support")),
        ("„Er hält“, so Brandt am Damm, „und wir auch.“", ("Brandt", "„Er hält“ | „und wir auch.“", "according-to", "support")),
        ("Er hält, so hingegen Brandt.", ("Brandt", "Er hält", "according-to", "support")),
        ("Er habe, heißt es in der Akte, gehalten.", ("der Akte", "Er habe | gehalten", "it-says", "support")),
        ("Er halte, verlautete am Montag aus Kreisen der Stadt.", ("Kreisen der Stadt", "Er halte", "it-says", "support")),
        ("Nach eigenen Angaben lügt der Verein nie.", ("der Verein", "lügt der Verein nie", "according-to", "support")),
        (
            "Es starb nach Angaben unabhängiger Ärzte niemand.",
            ("unabhängiger Ärzte", "Es starb | niemand", "according-to", "support"),
        ),
        ("Nach Brandts Ansicht hält er.", ("Brandts", "hält er", "according-to", "support")),
        (
            "Nach Angaben des Blogs, der alles weiß, hält er.",
            ("des Blogs , der alles weiß", "hält er", "according-to", "support"),
        ),
        ("Einem Bericht des „Tagblatts“ zufolge hält er.", ("des „Tagblatts“", "hält er", "according-to", "support")),
        ("Sie zweifeln: Dem Amt zufolge hält er.", ("Dem Amt", "hält er", "according-to", "support")),
        ("Es halte, betonte Brandt und lachte.", ("Brandt", "Es halte", "clause-said", "support")),
        ("Auf die Frage, ob er halte, sagte Brandt, dass er leckt.", ("Brandt", "er leckt", "said-clause", "support")),
        ("Sie sträubt sich und sagt, dass er leckt.", ("Sie", "er leckt", "said-clause", "support")),
        ("Hart und ungerecht nannte Brandt den Plan „dumm“.", ("Brandt", "den Plan „dumm“", "calls", "support")),
    ],
)
def test_german(text: str, found: Found) -> None:
    assert found_in(text, "de") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt sagte die Reise ab.",
        "Er nannte keine Einzelheiten.",
        "Brandt sprach von einem Fehler.",
        "Nach drei Jahren wurde der Damm eröffnet.",
        "Da die Polizei davon ausgegangen war, stürmte sie das Haus.",
        "Die Ministerin wies den Weg zum Damm.",
        "Die Zeitung zitiert einen Beamten mit den Worten: „Er hält.“",
    ],
)
def test_no_attribution_in_german(text: str) -> None:
    assert found_in(text, "de") == []


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Según explicó Ruiz, la presa aguanta.", "es", ("Ruiz", "la presa aguanta", "as-said", "support")),
        ("La presa aguanta, según ha dicho Ruiz.", "es", ("Ruiz", "La presa aguanta", "as-said", "support")),
        ("Para la ministra, la presa aguanta.", "es", ("la ministra", "la presa aguanta", "according-to", "support")),
        ("Ruiz dijo, además, que la presa aguanta.", "es", ("Ruiz", "la presa aguanta", "said-that", "support")),
        ("Ruiz dijo este lunes que la presa aguanta.", "es", ("Ruiz", "la presa aguanta", "said-that", "support")),
        ("Ruiz ganó un premio y dijo que se va.", "es", ("Ruiz", "se va", "said-that", "support")),
        ("— La presa aguanta — dijo Ruiz.", "es", ("Ruiz", "— La presa aguanta", "quote-said", "support")),
        ("Ruiz tachó la obra de error.", "es", ("Ruiz", "la obra de error", "calls", "support")),
        ("« Il tient », a-t-elle dit.", "fr", ("elle", "« Il tient »", "quote-said", "support")),
        ("« Il tient ! » s’exclame Paul Ferrand.", "fr", ("Paul Ferrand", "« Il tient ! »", "quote-said", "support")),
        ("Il tient, a dit la maire.", "fr", ("la maire", "Il tient", "clause-said", "support")),
        ("Comme l’a dit la maire, il tient.", "fr", ("la maire", "il tient", "as-said", "support")),
        ("D’après Jeanne Roy, il tient.", "fr", ("Jeanne Roy", "il tient", "according-to", "support")),
        ("«Tiene», ha tuonato il ministro.", "it", ("il ministro", "«Tiene»", "quote-said", "support")),
        ("Volgens Bruls houdt de dam.", "nl", ("Bruls", "houdt de dam", "according-to", "support")),
        ("Dinsdag zei de minister dat de dam houdt.", "nl", ("de minister", "de dam houdt", "said-that", "support")),
        ("De dam houdt, zo meldt de gemeente.", "nl", ("de gemeente", "De dam houdt", "as-said", "support")),
        ("Uit het rapport blijkt dat de dam houdt.", "nl", ("het rapport", "de dam houdt", "it-says", "support")),
        ("De minister laat weten dat de dam houdt.", "nl", ("De minister", "de dam houdt", "said-that", "support")),
        ("‘De dam houdt’, zegt Bruls.", "nl", ("Bruls", "‘De dam houdt’", "quote-said", "support")),
        ("“Aguenta”, disse Ana, segundo a agência.", "pt", ("Ana", "“Aguenta”", "quote-said", "support")),
    ],
)
def test_other_languages(text: str, language: str, found: Found) -> None:
    assert found_in(text, language) == [found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Para el domingo, se esperan lluvias.", "es"),
        ("¿Quién dijo que sería fácil?", "es"),
        ("El juez habló del arma, que entregó ayer.", "es"),
        ("O segundo gol saiu tarde.", "pt"),
        ("La femme a appelé la police.", "fr"),
        ("De politie geeft geen informatie.", "nl"),
    ],
)
def test_no_attribution_in_other_languages(text: str, language: str) -> None:
    assert found_in(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "The report on the United States was late.",
        "The dam is safe.",
        "On “Morning Talk,” nobody spoke.",
        "According to",
        "said",
        "It was said that the dam is safe.",
        "The mayor may support the plan.",
        "A man supporting the plan left.",
        "He also hosts a show, writes a weekly column.",
        "It is a tale of swing states.",
        "This is a thought that a cook, no senator, keeps to show up.",
    ],
)
def test_sentences_without_an_attribution(text: str) -> None:
    assert found_in(text) == []


def test_a_name_in_quotation_marks_is_not_what_is_said() -> None:
    assert [found[1] for found in found_in("“It holds,” she said on the show “Morning Talk.”")] == ["“It holds,”"]


def test_two_attributions_in_a_sentence() -> None:
    assert [found[:2] for found in found_in("The mayor said the dam is safe, adding that it holds.")] == [
        ("The mayor", "the dam is safe"),
        ("The mayor", "it holds"),
    ]


def test_a_closing_attribution_takes_the_whole_sentence_and_another_may_follow() -> None:
    assert [found[:2] for found in found_in("Polls show that it leaks, said Ada Brandt on Monday.")] == [
        ("Ada Brandt", "Polls show that it leaks")
    ]
    assert [found[:2] for found in found_in("“It holds,” she told Kelly, noting that it is new.")] == [
        ("she", "“It holds,”"),
        ("she", "it is new"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister denied that it leaks, Ada Brandt said.", ("The minister", "it leaks", "said-that", "deny")),
        ("The mayor said the minister had also denied that it leaks.", ("the minister", "it leaks", "said-that", "deny")),
        (
            "The minister denied it was leaking, according to two aides.",
            ("The minister", "it was leaking", "said-clause", "deny"),
        ),
        ("Ada Brandt said critics doubt that it leaks.", ("critics", "it leaks", "said-that", "query")),
        ("Ada Brandt said she denied the charges.", ("Ada Brandt", "the charges", "said-clause", "deny")),
        ("The union said it has always opposed the dam.", ("The union", "the dam", "said-clause", "deny")),
        ("Officials said he denied that it leaks.", ("he", "it leaks", "said-that", "deny")),
        ("The mayor said the union rejected it.", ("The mayor", "the union rejected it", "said-clause", "support")),
        ("He said she did not deny that it leaks.", ("He", "she did not deny that it leaks", "said-clause", "support")),
        ("He denied that she doubts that it leaks.", ("He", "she doubts that it leaks", "said-that", "deny")),
        ("He said the mayor said it leaks.", ("He", "the mayor said it leaks", "said-clause", "support")),
    ],
)
def test_a_reported_denial_belongs_to_whoever_denies(text: str, found: Found) -> None:
    assert found_in(text) == [found]


def test_a_reported_denial_in_german() -> None:
    assert found_in("Brandt sagte, die Ministerin habe bestritten, dass er leckt.", "de") == [
        ("die Ministerin", "er leckt", "said-clause", "deny")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die Kinder sangen laut und deutlich.",
        "Nach der Meldung brachen die Kurse ein.",
        "Nach Angaben zur Person ging er.",
        "Niemand sagt, dass er hält.",
        "Er hatte zuletzt Bücher geschrieben, der Damm war gebrochen.",
        "Er schrieb Romane, Gedichte und ein Stück.",
        "Sie fand einen Karton, in dem Briefe lagen.",
        "Sie fand ins Spiel, vergab aber drei Chancen.",
        "Sie gibt ein falsches Alter an, um früher zu wählen.",
        "Außerdem wird ein neues Gerät erwartet, nachdem das alte brach.",
        "PSG sollte gewarnt sein, die Gäste sind stark.",
        "Der Forscher, selbst ein Gast, erläutert der Stadt die Lage.",
        "Die Produkte geben ihm die Chance, daran zu erinnern, dass er leckt.",
    ],
)
def test_nobody_speaks_in_german(text: str) -> None:
    assert found_in(text, "de") == []
