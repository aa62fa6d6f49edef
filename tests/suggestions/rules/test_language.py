"""Language data: the properties that the rules rely on, checked for every file, so also for a new one."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import fields

import pytest

from annotate.schema import load_schema, shipped
from annotate.suggestions.rules.language import (
    Language,
    conjugate,
    has_rules,
    load_language,
    primary_code,
    separable,
    verbs,
    words,
)
from annotate.text.languages import NAMES, WITH_RULES
from support.paths import TESTS

LANGUAGES = [load_language(code) for code in WITH_RULES]
each = pytest.mark.parametrize("data", LANGUAGES, ids=lambda data: data.code)


@each
def test_no_verb_form_appears_twice(data: Language) -> None:
    forms = Counter(form for verb in data.verbs for form in verb.forms if not verb.particle)
    assert [form for form, times in forms.items() if times > 1] == []


@each
def test_all_words_are_in_lower_case(data: Language) -> None:
    listed = [value for field in fields(data) if isinstance(value := getattr(data, field.name), frozenset | tuple)]
    text = [word for value in listed for word in value if isinstance(word, str)] + [*data.pronouns, *data.verb_by_form]
    assert [word for word in text if word != word.lower() or word != word.strip() or not word] == []


@each
def test_frames_stances_and_pronouns_are_valid(data: Language) -> None:
    stances = {choice.value for choice in load_schema(shipped("schema") / "annotation.schema.json").labels["stance"].choices}
    for verb in data.verbs:
        assert set(verb.frames) <= set("qtbwoinaxpecksvjdfrh"), verb
        assert verb.label in stances, verb
        assert verb.frames or verb.after, verb
    assert set(data.pronouns.values()) <= set("mfpnw")


@each
def test_noun_forms_are_verb_forms(data: Language) -> None:
    assert data.noun_forms <= set(data.verb_by_form)


def test_load_language_falls_back_to_english() -> None:
    assert [load_language(code).code for code in ("en", "EN-gb", "de_AT", None, "fi", "")] == ["en", "en", "de", "en", "en", "en"]


def test_the_words_of_a_language_are_loaded_when_they_are_needed() -> None:
    code = (
        "import sys; from annotate.suggestions import AnswerRules, suggest; from support.reading import article;"
        "document = article('“It holds,” she said.'); suggest(document); AnswerRules(document).prepare();"
        "print(*sorted(name for name in sys.modules if name.startswith('annotate.suggestions.rules.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TESTS)
    loaded = {name.rpartition(".")[2] for name in run.stdout.split()}
    assert loaded & {NAMES[code].lower() for code in WITH_RULES} == {"english"}


def test_compounds_are_what_their_last_noun_is() -> None:
    german, english = load_language("de"), load_language("en")
    assert german.is_person("regierungssprecherin")
    assert german.is_organisation("verkehrsministerium")
    assert german.is_document("polizeibericht")
    assert not german.is_organisation("rat" + "te")
    assert english.is_person("spokesman")
    assert not english.is_person("superspokesman")


def test_verbs_are_conjugated_and_separated() -> None:
    assert [verb.forms for verb in conjugate("qt", "afirm not", "ar a", "deny")] == [("afirmar", "afirma"), ("notar", "nota")]
    finite, joined = separable("qt", "mit teilt teilte|geteilt")
    assert (finite.forms, finite.particle) == (("teilt", "teilte"), "mit")
    assert (joined.forms, joined.particle) == (("mitteilt", "mitteilte", "mitgeteilt"), "")


def test_verbs_are_read_from_lines() -> None:
    found = verbs("qt", "call calls: for on\nsay says", "deny", "calls")
    assert [(verb.forms, verb.after, verb.label, verb.rule) for verb in found] == [
        (("call", "calls"), {"for", "on"}, "deny", "calls"),
        (("say", "says"), frozenset(), "deny", "calls"),
    ]
    assert words("a b") == {"a", "b"}


def test_has_rules() -> None:
    codes = ("en", "EN-gb", "de_AT", None, "fr-CA", "nl", "pl", "eng", "")
    assert [has_rules(code) for code in codes] == [True, True, True, True, True, True, False, False, False]


@pytest.mark.parametrize(("code", "primary"), [("en", "en"), ("EN-gb", "en"), ("de_AT", "de"), ("fr-CA", "fr"), (None, "en")])
def test_primary_code(code: str | None, primary: str) -> None:
    assert primary_code(code) == primary
