"""Quotations that an attribution interrupts inside the marks."""

from __future__ import annotations

import pytest

from annotate.suggestions import suggest
from annotate.suggestions.rules.interrupted_quotations import split_interrupted
from annotate.suggestions.rules.language import load_language
from annotate.text.quotations import find_quotations
from support.reading import article

ELLE, IL = "elle", "il"


def found(text: str, language: str) -> list[tuple[str, str]]:
    suggestions = [one for several in suggest(article(text, language)).values() for one in several]
    return [
        (one.source.name if one.source else "", " / ".join(span.text for span in one.spans))
        for one in suggestions
        if one.rule != "plain/1"
    ]


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        ("« Le pont, a dit Lee, est sûr. »", "fr", [("Lee", "Le pont / est sûr")]),
        ("« Il est sûr, a dit Lee. Il reste ouvert. »", "fr", [("Lee", "Il est sûr"), ("Lee", "Il reste ouvert")]),
        ("« C'est grave, explique-t-elle. Nous agirons. »", "fr", [(ELLE, "C'est grave"), (ELLE, "Nous agirons")]),
        ("« C'est grave, a-t-il dit. Nous agirons. »", "fr", [(IL, "C'est grave"), (IL, "Nous agirons")]),
        ("« C'est grave, a déclaré lundi le maire. »", "fr", [("le maire", "C'est grave")]),
        (
            "« Il est sûr, assure la ministre, Anne Morel. Il reste ouvert. »",
            "fr",
            [("Anne Morel", "Il est sûr"), ("Anne Morel", "Il reste ouvert")],
        ),
        (
            "« Nous agirons. Il est sûr, dit un riverain. »",
            "fr",
            [("un riverain", "Nous agirons"), ("un riverain", "Il est sûr")],
        ),
        ("«Il ponte - ha detto Lee - è sicuro».", "it", [("Lee", "Il ponte / è sicuro")]),
        (
            "«Il ponte è sicuro - ha detto la sindaca -. Resterà aperto».",
            "it",
            [("la sindaca", "Il ponte è sicuro"), ("la sindaca", "Resterà aperto")],
        ),
        ("«El puente, dijo Lee, es seguro».", "es", [("Lee", "El puente / es seguro")]),
        ("“A ponte – disse Lee – é segura.”", "pt", [("Lee", "A ponte / é segura")]),
    ],
)
def test_both_parts_are_said_by_whoever_is_named_between_them(text: str, language: str, claims: list[tuple[str, str]]) -> None:
    assert found(text, language) == claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("« Mon père, disait ma mère, est fou », a dit Lee.", "fr"),
        ("« Mon père, disait ma mère, est fou » dit Lee.", "fr"),
        ("Lee : « Mon père, disait ma mère, est fou. »", "fr"),
        ("« La loi, la ministre la connaît. »", "fr"),
        ("« Le pont, dit de la mer, est sûr. »", "fr"),
        ("“The bridge, said Lee, is safe.”", "en"),
        ("„Die Brücke, sagte Lee, ist sicher.“", "de"),
    ],
)
def test_other_quotations_stay_whole(text: str, language: str) -> None:
    quotations = find_quotations(article(text, language))
    assert split_interrupted(text, quotations, load_language(language)) == quotations


def test_the_parts_of_a_quotation_are_in_order_and_inside_of_it() -> None:
    text = "« Un, a dit Lee, deux, a dit Anne, trois. »"
    (whole,) = find_quotations(article(text, "fr"))
    parts = split_interrupted(text, [whole], load_language("fr"))
    assert [text[part.inner : part.inner_end] for part in parts] == ["Un", "deux", "trois."]
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert [part.is_continuation for part in parts] == [False, True, True]
