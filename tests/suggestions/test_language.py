"""Language data: what the rules rely on holds in every file, so that a new language is checked as soon as it is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from annotate.schema import load_schema, shipped
from annotate.suggestions.language import _MODULES, Language, known, language, verbs, words

LANGUAGES = [language(code) for code in _MODULES]
each = pytest.mark.parametrize("data", LANGUAGES, ids=lambda data: data.code)


@each
def test_no_verb_form_stands_twice(data: Language) -> None:
    forms = Counter(form for verb in data.verbs for form in verb.forms)
    assert [form for form, times in forms.items() if times > 1] == []


@each
def test_everything_is_in_small_letters(data: Language) -> None:
    listed = [value for one in fields(data) if isinstance(value := getattr(data, one.name), frozenset | tuple)]
    text = [word for value in listed for word in value if isinstance(word, str)] + [*data.pronouns, *data.forms]
    assert [word for word in text if word != word.lower() or word != word.strip() or not word] == []


@each
def test_frames_stances_and_rules_are_known(data: Language) -> None:
    stances = {choice.value for choice in load_schema(shipped("schema") / "annotation.schema.json").labels["stance"].choices}
    for verb in data.verbs:
        assert set(verb.frames) <= set("qtbwoinaxpec"), verb
        assert verb.label in stances, verb
        assert verb.frames or verb.after, verb
    assert set(data.pronouns.values()) <= set("mfpnw")


@each
def test_nouns_that_are_verbs_are_verbs(data: Language) -> None:
    assert data.noun_forms <= set(data.forms)


def test_which_language_is_read() -> None:
    assert [language(code).code for code in ("en", "EN-gb", "de_AT", None, "fi", "")] == ["en", "en", "de", "en", "en", "en"]


def test_how_verbs_are_written() -> None:
    found = verbs("qt", "call calls: for on\nsay says", "deny", "calls")
    assert [(verb.forms, verb.after, verb.label, verb.rule) for verb in found] == [
        (("call", "calls"), {"for", "on"}, "deny", "calls"),
        (("say", "says"), frozenset(), "deny", "calls"),
    ]
    assert words("a b") == {"a", "b"}


def test_which_languages_there_are_words_for() -> None:
    codes = ("en", "EN-gb", "de_AT", None, "fr", "eng", "")
    assert [known(code) for code in codes] == [True, True, True, True, False, False, False]
