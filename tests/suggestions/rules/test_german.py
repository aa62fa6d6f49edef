"""The forms of German verbs."""

from __future__ import annotations

import pytest

from annotate.suggestions.rules.german import LANGUAGE


@pytest.mark.parametrize(
    "forms",
    [
        "sagen sage sagt sagte sagten gesagt",
        "antworten antwortet antwortete antworteten geantwortet",
        "argumentieren argumentiert argumentierte argumentiert",
        "versichern versichert versicherte versichert",
        "bezeichnen bezeichnet bezeichnete bezeichnet",
    ],
)
def test_regular_verbs_have_their_forms(forms: str) -> None:
    verb = LANGUAGE.verb_by_form[forms.split()[0]]
    assert set(forms.split()) <= set(verb.forms)


def test_verbs_with_a_particle_are_one_word_at_the_end_of_a_clause() -> None:
    assert LANGUAGE.separable_by_form["gab"].keys() >= {"an", "bekannt", "protokoll", "zu"}
    for form in ("mitteilte", "mitgeteilt", "mitzuteilen"):
        assert not LANGUAGE.verb_by_form[form].particle
    assert "teilte" not in LANGUAGE.verb_by_form


def test_strong_verbs_have_their_past_tense_with_each_prefix() -> None:
    assert {"gab", "gaben", "vergab", "vergaben", "stattfanden", "schuf"} <= LANGUAGE.past_forms


def test_verbs_of_attribution_have_a_form_that_reports() -> None:
    assert {"hoffe", "erwarte", "habe"} <= LANGUAGE.subjunctive
    assert LANGUAGE.subjunctive.isdisjoint({"hoffte", "erwartete", "hatte"})
