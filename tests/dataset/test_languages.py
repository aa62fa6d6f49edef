"""Languages as the Hub takes them."""

from __future__ import annotations

import pytest

from annotate.dataset.languages import hub_languages, language_code, language_names


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        *(
            ("en", "en"),
            ("EN", "en"),
            ("en-GB", "en"),
            ("en_us", "en"),
            ("eng", "en"),
            ("deu", "de"),
            ("ger", "de"),
            ("gsw", "gsw"),
        ),
        *(("zh-Hant-TW", "zh"), ("zho", "zh"), ("chi", "zh"), ("cmn", "cmn"), ("fre", "fr"), ("fra-CA", "fr"), (" pt-BR ", "pt")),
        *(("iw", "he"), ("in", "id"), ("ji", "yi"), ("mo", "ro"), ("nb", "nb"), ("no", "no"), ("ara", "ar"), ("arb", "arb")),
        *(("jp", None), ("cz", None), ("gr", None), ("xx", None), ("English", None), ("e", None), ("", None), ("en-", None)),
        *(("und", None), ("mul", None), ("zxx", None), ("mis", None), ("code", None), ("en GB", None), ("12", None)),
    ],
)
def test_a_code_is_one_of_iso_639_and_the_shortest(stated: str, code: str | None) -> None:
    assert language_code(stated) == code


def test_codes_are_those_of_the_hub() -> None:
    names = language_names()
    assert len(names) > 7000
    assert (names["en"], names["de"]) == ("English", "German")
    assert all(len(code) in (2, 3) and code.isalpha() and code.islower() for code in names)


def test_one_language_is_one_code() -> None:
    assert hub_languages(["en", "en-GB", "eng-US", "de", "jp"]) == (["de", "en"], ["en-GB", "en-US"])
    assert hub_languages([]) == ([], [])
