"""Language: told from enough text, never from too little, and what a file may say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from annotate.articles import label_lines
from annotate.articles.cleaning.language import confirm_language, detect_language, language_tag
from support.paths import LANGUAGES, ONE_SENTENCE

SAMPLES = {path.stem: path.read_text(encoding="utf-8").replace("¦", "") for path in LANGUAGES.iterdir()}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_paragraph_is_enough(language: str) -> None:
    assert detect_language(SAMPLES[language].splitlines()[0]) == language


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt", "ru", "uk", "zh"])
def test_where_it_answers_it_is_right(language: str) -> None:
    text = SAMPLES[language]
    answers = [detect_language(text[at : at + 100]) for at in range(0, len(text) - 100, 50)]
    assert set(answers) <= {language, None}
    assert answers.count(language) > 0.8 * len(answers)


@pytest.mark.parametrize(
    "text", ["", "Yes.", "The council met on Monday.", "1 2 3 " * 100, "x" * 500, "大桥今天关闭。", "👩‍👧" * 200]
)
def test_too_little_is_not_guessed_at(text: str) -> None:
    assert detect_language(text) is None


def test_boilerplate_does_not_count() -> None:
    text = "Share\nPrint\nMost popular\n" + SAMPLES["de"]
    assert detect_language(text, label_lines(text)) == "de"
    assert detect_language(text, []) is None


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", SAMPLES["de"], "de"),
        ("en-GB", SAMPLES["en"], "en-GB"),
        ("gl", SAMPLES["pt"], "gl"),  # these two are easily confused
        ("es", SAMPLES["pt"], "pt"),
        ("ru", SAMPLES["uk"], "uk"),
        ("en", "Das Haus steht.", "en"),
        (None, SAMPLES["fr"], "fr"),
        ("English", SAMPLES["ru"], "ru"),
        (None, "Yes.", None),
    ],
)
def test_a_wrong_declaration_does_not_beat_a_clear_text(declared: str | None, text: str, language: str | None) -> None:
    assert confirm_language(declared, text) == language


SENTENCES = dict(line.split(": ", 1) for line in ONE_SENTENCE.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_in_another_language_is_clear(language: str) -> None:
    assert confirm_language("en", SENTENCES[language]) == language
    assert confirm_language("en-US", SENTENCES[language] * 3) == language
    assert confirm_language(f"{language}-XX", SENTENCES[language]) == f"{language}-XX"


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", "Мост закрыли в пятницу из-за трещин.", "ru"),
        ("de-DE", "橋は金曜日に閉鎖された。", "ja"),
        ("en", "أغلق الجسر يوم الجمعة.", "ar"),
        ("sr", "Lučki most u Kelmouthu zatvoren je u petak nakon što su inženjeri pronašli pukotine u dva stupa.", "sr"),
        ("en", "Mayor Jan Kowalski of Warszawa met Donald Tusk, Andrzej Duda and Jarosław Kaczyński in Kraków.", "en"),
        ("zh-TW", SENTENCES["zh"], "zh-TW"),
        ("nl-BE", SENTENCES["nl"], "nl-BE"),
        ("x-default", SENTENCES["de"], "de"),
        ("en, de", SENTENCES["de"], "de"),
        ("jp", "はい。", "ja"),
        ("eng", "Yes.", "en"),
    ],
)
def test_the_alphabet_counts_and_names_do_not(declared: str, text: str, language: str) -> None:
    assert confirm_language(declared, text) == language


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("EN-us", "en-us"),
        ("pt_BR", "pt-BR"),
        (" zh-Hans-CN ", "zh-Hans-CN"),
        ("cz", "cs"),
        ("en_UK", "en-UK"),
        ("us", "en"),
        ("xx", None),
        ("iw-IL", "he-IL"),
        ("deu", "de"),
        ("English", None),
        ("und", None),
        ("", None),
        (None, None),
        ("en\n", "en"),
        ("x" * 50, None),
    ],
)
def test_a_tag_is_what_looks_like_one(given: str | None, tag: str | None) -> None:
    assert language_tag(given) == tag


def test_the_answer_is_the_same_in_another_process() -> None:
    code = (
        f"from annotate.articles.cleaning.language import detect_language as d; print([d(t) for t in {list(SAMPLES.values())!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == str([detect_language(text) for text in SAMPLES.values()])
